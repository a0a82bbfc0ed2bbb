"""How people ask the bot itself for something: help, undo, settings, files, days away."""

import re

from handlers.understanding.phrasing.phrases import phrases

AWAY = phrases(r"""
    START(?:i|we)(?:'m|'ll| am| are| will|'re)(?: be)?(?: \w+){0,3}? (?:away|ooo|off(?! to\b)|
        on (?:\w+ )?(?:holidays?|
        vacations?|leave|pto|break)|travell?ing|unavailable|afk|out of (?:the )?office)\b
    START(?:i|we) (?:go|leave|fly|take|have|am taking|am having|will take) (?:\w+ ){0,2}(?:holidays?|
        vacations?|leave|
        pto|time off|days off|a break|off)\b
    START(?:i'm|i am|im|i'll be|i will be|we're|i)\s+(?:be\s+)?(?:\w+\s+)?(?:away|ooo|off|on (?:holidays?|
        vacation|leave|pto|(?:\w+ )?leave|a break)|gone|unavailable|not available|travell?ing|
        out(?: of (?:the )?office)?|sick|not (?:here|around|in|
        working)|taking)\b
    START(?:i |we )(?:won't|will not) be (?:in|around|here|working|available|back)\b
    START(?:i'll |i will |i'm |we'll )?(?:be )?back (?:on |in |at )?DATE
    START(?:out(?= (?:until|till|til|sick|tomorrow|today|from|on|next|this|DATE))|away|ooo|
        out of (?:the )?office|on (?:holiday|vacation|leave|pto)|off(?: sick)?|holiday|
        vacation|pto|afk)\b(?! (?:party|lunch|dinner|drinks|gifts?|sale|post|season|campaign|guide|cards?)\b)
""")
BACK = phrases(r"""
    START(?:i'm |i am |im |am |we're )?(?:back|no longer away)(?:\s+(?:again|now|at work|in the office|
        at my desk|from (?:holidays?|vacation|leave|pto|my \w+)|today|early))*END
""")
UNDO = phrases(r"""
    START(?:please |pls |oops,? |sorry,? |wait,? |no,? )*(?:undo|revert|roll ?back|(?:delete|cancel|
        remove) that|take (?:that|it) back|scratch that|
        never ?mind(?: that)?|that was (?:wrong|a mistake))(?: that| it| this| the last (?:one|change)|
        last| my last (?:change|log)| please)*END
    START(?:scratch that|never ?mind|take (?:that|it) back|(?:that|this|it) (?:was|is) (?:wrong|
        a mistake)|my (?:bad|mistake)|
        i (?:was wrong|made a mistake))\W+(?:\w+ ){0,2}(?:undo|revert|roll ?back)\b[^\ue000-\uf7ff]{0,30}END
    START(?:undo|revert|roll ?back|take back|cancel|reverse) (?:(?:the|my|that|this|our|last|latest|
        previous|recent|
        one|thing|change|log|entry|action|update|edit|step|command|it|i|just|did|logged|what|made|typed|
        said|from|
        before|again)\b\W*)+END
""")
HELP = phrases(r"""
    START(?:what(?:'s| is| are| does| do)|explain|tell me|describe)[^\ue000-\uf7ff]*\b(?:difference|
        mean(?:s|ing)?|
        stand for|\bdo\b(?=END))
    START(?:explain|what(?:'s| is) (?:a |an |the )?(?:vouch|snooze|promise|placement|backlink|ledger|
        touch|campaign|
        dofollow|nofollow|cadence|digest))END
    START(?:how|where) (?:does|do|is|are) (?:the )?(?:vouch|snooze|promise|placement|ledger|digest|reminders?|
        import|export|campaigns?|reports?)\w* (?:work|works|used|done|computed|counted|made)\b
    START(?:please |pls )?(?:help|help me|what can (?:you|i) (?:do|say|type)|how does this work|
        how do i use (?:this|you)|usage|commands|what do you do|who are you|instructions|examples?|
        show me (?:an )?examples?|tutorial)END
    START(?:please )?help me (?:log|with|understand|to|use|add|write)\b
    START(?:how (?:do|can|should) i|how to|what can i) (?:log|say|write|type|use|add|promise|snooze|record|
        track|do|ask)\b
""")
SETTINGS = phrases(r"""
    START(?:(?:open|show|change|edit|update)\s+(?:me\s+)?(?:the\s+|my\s+|our\s+)?(?:settings?|preferences|
        config(?:uration)?)|settings|preferences|prefs|configure)\b
    START(?:turn (?:on|off)|enable|disable|mute|stop|start) (?:the |my |your )?(?:digest|reminders?|
        listening|notifications?)\b
    (?:change|set|move|switch|adjust|configure|edit|pick|choose|update|turn (?:on|off)|make|want|
        put)\b[^\uec00-\uefff]{0,30}\b(?:
        digest(?!ive)|time ?zone|cadence|listening|working days|weekdays|reminder (?:time|hour|days?|
        channel)s?|
        (?:time|hour|channel) (?:of|for) (?:the |my |our )?(?:reminders?|digest)|notification\w*|
        default (?:follow[\s-]?up|channel|time))\b
""")
EXPORT = phrases(r"""
    START(?:please |pls |can (?:you|i) )?(?:export|download)\b.*\b(?:everything|data|all|csv|xlsx|excel|
        jsonl?|spreadsheet|tasks?|ledger|it|links|backlinks|outreach|file)\b
    START(?:please )?exportEND
    (?:give|send) me\b(?!.*\breport).*\b(?:as|in|to) (?:a )?(?:csv|xlsx|excel|jsonl?|spreadsheet)\b
""")
IMPORT = phrases(r"""
    START(?:please |pls |can (?:you|i) )?(?:import|upload)\b
""")

TOPIC = re.compile(
    r"\b(?:log|follow-up|remind|snooze|replied|note|decline|drop|promise|check|vouch|earned|list|show|site|"
    r"campaign|report|import|export|away|settings|undo)\b"
)
"""The command word that somebody asks for help about."""
