"""What somebody wants of the bot, by the words that only such a wish has, where no rule has read the text.

A text that names no site and no task can change none, so a wish may be told from less than an act is. What
would take something back or keep reminders away is still only read from words that say so plainly.
"""

import re

from handlers.understanding.days.days_away import from_when
from handlers.understanding.days.moments import with_dates
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import Lexed
from handlers.understanding.phrasing.phrases import phrases
from handlers.understanding.phrasing.tactics import tactic
from handlers.understanding.questions.questions import filters, report_words
from handlers.understanding.questions.requests import TOPIC
from handlers.understanding.speech import Speech

_LONGEST = 90
"""Characters of a wish; what is longer tells of something."""

HELP = phrases(r"""
    how (?:do|can|could|should|would|does|did|is|am) (?:i|we|you|one|it|this|that|the|an?|undo|snooze|
        vouch\w*|
        import\w*|export\w*|log\w*|promis\w*|report\w*|remind\w*|digest\w*)\b
    how to\b|how\b[^.;]{0,20}\bworks?\b
    (?:can|could|would|will) (?:someone|somebody|anyone|anybody|you)[^.;]{0,20}\b(?:explain|show me how|
        teach|help)\b
    what(?:'s| is| are| does| do)[^.;]{0,30}\b(?:commands?|mean|do you understand|can (?:i|you) (?:say|type|
        do))\b
    START(?:what|which|list|show)(?: me)?(?: all| the| all the)? (?:slash )?commands\b
    where (?:do|can|should) (?:i|we|you)\b
    (?:i |we )?(?:need|want|could use) (?:some |a bit of |a little )?helpEND
    (?:i'm|im|i am) (?:lost|stuck|confused|new here|new to this)\b
""")
UNDO = phrases(r"""
    START(?:\w+[ ,.!:-]+){0,6}(?:undo|ctrl[ +-]?z)\b
    START(?:please |pls )?(?:revert|roll ?back|reverse)(?: please| pls)?END
    START(?:\w+[ ,.!:-]+){0,4}(?:undo|revert|reverse|roll ?back|take back|delete|remove|cancel|scrap|drop|
        erase) (?:my |the |that |this |our )?
        (?:very )?(?:last|latest|previous|most recent) (?:one|thing|entry|log|change|action|edit|update|
        command|step|message|task|note)\b
    START(?:\w+[ ,.!:-]+){0,4}(?:that|this|it|the last one) (?:was|is) (?:a mistake|wrong|an error|a typo|
        not right)[^\ue000-\uf7ff]{0,12}END
""")
EXPORT = phrases(r"""
    (?:export|download|back(?: |-)?up|dump|extract)\b
    (?:csv|xlsx|excel|jsonl?|spreadsheet)\b[^.;]{0,20}\b(?:everything|all|data|ledger|tasks|links)\b
    (?:everything|all|data|ledger|tasks|links)\b[^.;]{0,20}\b(?:as|in|to|into) (?:an? )?(?:csv|xlsx|excel|
        jsonl?|spreadsheet)\b
    (?:give|send|get|hand|have|want|need)\b[^.;]{0,20}\b(?:all|everything)\b[^.;]{0,15}\b(?:data|you (?:have|
        know|stored?)|records|in a file)\b
""")
IMPORT = phrases(r"""
    (?:import|upload|ingest|migrate)\b
    (?:bring|load|pull|move|read|take)(?: \w+){0,4} (?:in|over|from)\b[^.;]{0,30}\b(?:tasks?|links?|
        backlinks?|csv|file|spreadsheets?|
        sheets?|list|ahrefs|semrush|majestic|moz|search console|google sheets?|excel|airtable|notion|trello|
        buzzstream|pitchbox)\b
    (?:bring|load|pull|move|read|take)(?: \w+){0,2} (?:old|existing|previous) (?:tasks?|links?|data|list|
        outreach)\b
    (?:have|got|here's|here is)(?! to\b)(?: \w+){0,4} (?:csv|spreadsheet|google sheet|excel|xlsx|
        ahrefs export|semrush export)\b
    (?:from|out of) (?:ahrefs|semrush|majestic|moz|search console|gsc|airtable|notion|trello|buzzstream|
        pitchbox)END
""")
SETTINGS = phrases(r"""
    (?:digests?(?!ive)|notifications?|time ?zone|working (?:hours|days|week)|work(?:ing)? hours|office hours|
        quiet hours|cadence|listen(?:ing)? (?:in|to|here)|stop listening|do not disturb|dnd|settings?|
        preferences|(?:un)?mute(?: this| the)? channel)\b
    (?:change|set|switch|use|make|choose|pick)\b[^.;\ue000-\uefff]{0,20}\b(?:emoji|reaction|currency|language|
        locale|channel|holidays?)\b
    use :[\w+-]+:|:[\w+-]+: (?:to|for|as) (?:the )?(?:log|logging)\b
""")
HOW_TOLD = phrases(r"""
    (?:want|like|get|send|move|make|have|change|give|put|show|no|fewer|less|more)\b[^.;\ue000-\uefff]{0,25}\b
        reminders\b[^.;]{0,25}(?:DATE|\b(?:at|by|in|to|as|only|every|earlier|later|before|after|mornings?)\b)
    START(?:my |the |our |all )?reminders (?:at|by|in|as|only|earlier|later)\b
    (?:notify|ping|tell|message|remind|mention) me (?:only )?(?:by|in|via|over|through) (?:a )?(?:dm|direct|
        slack|e-?mail|private|this channel)
    (?:don't|do not|stop) (?:mention|ping|tag|notify)(?:ing)? (?:me|us|people|everyone)\b
""")
"""Settings, also where another rule took the text for something about a task that it does not name."""
AWAY = phrases(r"""
    START(?:(?:i'm|im|i am|i'll be|i will be|i have|i've got|i take|taking|having|i'll take|my|we're|we are|
        there's|it's|a|an|the|have|got) )*(?:not working|not at work|not in|off work|day off|days off|
        time off|on leave|sick leave|annual leave|
        parental leave|maternity leave|paternity leave|bank holiday|public holiday|holidays?|vacation|
        pto)\b(?! (?:party|lunch|dinner|drinks|gift|sale|post|campaign))
    START(?:i'm |im |i am )?(?:on )?leave (?:until|till|til|from|on|this|next|tomorrow|today|DATE)
""")
REPORT = phrases(r"""
    (?<!your )reports?\b(?!\.\w)|stats?\b|statistics\b|kpis?\b|metrics\b|dashboard\b|figures\b|roi\b|recap\b|
        scorecard\b|numbers\b
    results?\b[^.;]{0,20}\b(?:week|month|quarter|year|campaign|so far|january|february|march|april|may|june|
        july|august|
        september|october|november|december)\b
""")
LIST = phrases(r"""
    (?:to-?do|to do) lists?\b|(?:my|our|the|open|all|overdue|pending|unanswered|outstanding) (?:tasks?|
        lists?|queue|backlog|follow[\s-]*ups?|
        asks?|pipeline|promises)\b(?! with (?:the|my|a|an|our)\b)
    START(?:tasks?|to-?dos?|queue|backlog|pipeline|follow[\s-]?ups?)END
    (?:anything|something|what's) (?:to do|to chase|left|burning|urgent|outstanding|pending|due)\b
""")
LINKS = phrases(r"""
    START(?:promised|lost|new|live|missing|overdue|pending|late|broken|nofollow|at[ -]risk|won|
        earned) (?:back)?
        links?(?:END| (?:this|last|since|in|of|for|so|DATE))
""")
"""Which links somebody wants to see, all that they say."""
_NOT_MEANT = re.compile(
    r"\b(?:sent|wrote|made|finished|published|reads?|loved|liked|saw|great|nice|thanks|attached|uploaded|"
    r"moved|meeting|call|zoom|dentist|doctor|gym|landlord|plumber|hairdresser|office|standup|lunch)\b"
)
"""Somebody tells of a report or a list of their own."""


def told_how(lowered: str, speech: Speech) -> Intent | None:
    """How somebody wants to be told of things, or which list they want; None where the text says neither."""
    if len(lowered) > _LONGEST:
        return None
    if HOW_TOLD.search(lowered):
        return Intent(Act.SETTINGS, text=speech.words)
    return Intent(Act.LIST, text=filters(lowered)) if LINKS.search(lowered) else None


def wanted(lowered: str, lex: Lexed, speech: Speech) -> Intent | None:
    """What the text asks of the bot; None where it may as well be talk.

    ``lowered`` is the text in plain words, its facts lifted.
    """
    if len(lowered) > _LONGEST or lex.tasks() or any(a.site not in speech.own for a in lex.addresses()):
        return None
    if HELP.search(lowered) and not _asks_of_the_ledger(lowered):
        about = TOPIC.search(lowered)
        return Intent(Act.HELP, text=about.group() if about else "")
    if UNDO.search(lowered):
        return Intent(Act.UNDO, text=speech.words)
    if _NOT_MEANT.search(lowered):
        return None
    if told := told_how(lowered, speech):
        return told
    for act, pattern in ((Act.SETTINGS, SETTINGS), (Act.IMPORT, IMPORT), (Act.EXPORT, EXPORT)):
        if pattern.search(lowered):
            return Intent(act, text=speech.words)
    if AWAY.search(lowered) and lex.whens():
        until = with_dates(Intent(Act.AWAY, text=speech.words), lex, lex.bare, speech)
        intent = from_when(until, lex, speech)
        return intent if intent.until else None
    if REPORT.search(lowered):
        return Intent(Act.REPORT, tactic=tactic(lowered), text=report_words(speech.read.lower()))
    return Intent(Act.LIST, text=filters(lowered)) if LIST.search(lowered) else None


def _asks_of_the_ledger(lowered: str) -> bool:
    """ "How did we do", "how is the campaign going" are no call for help."""
    asks = r"\bhow (?:many|much|did|is|are|was|were|has|have|well)\b(?!.*\bworks?\b)"
    return bool(re.search(asks, lowered))
