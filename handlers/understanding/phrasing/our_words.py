"""How link builders say what they did or will do, in lower case, facts lifted out (see ``phrases``)."""

from handlers.understanding.phrasing.phrases import one_of, phrases

ASK_VERBS = one_of(r"""
    (?:e-?mail|mail|message|pitch|proposal|letter) to FACT (?:is |was |has |just |now |already )*(?:out|
        sent|gone|off|delivered)\b
    e-?mail(?:ed|ing)\b|mail(?:ed|ing)\b|cold[\s-]e?-?mailed\b|inmailed\b
    (?:re-?)?pitch(?:ed|ing)\b|
        (?<!from our )(?<!from my )(?<!from the )(?<!of our )(?<!after our )(?<!to our )(?:re-?)?pitch\b|
        contact(?:ed|ing)\b|messag(?:ed|ing)\b|dm(?:'?e?d)?\b
    wrote\b(?! back)|writing to\b|(?:reach(?:ed|ing)? out|outreach(?:ed)?|got in touch)\b
    sent\b|sended\b|sending\b|(?:have|has|had|'ve) (?:just |already |now |also )?written\b|written to\b|
        wrote\b|
        (?:mail|message|pitch|letter|proposal|application) (?:is |was |has been |has |just |
        already )*(?:gone|out|off|delivered|
        fired|dispatched)\b|submitt(?:ed|ing)\b|fired off\b|shot\b|(?:dropped|shot|gave|left) (?:(?!us\b|
        me\b)[\w\ue000-\uf7ff]+ ){0,4}(?:a|an|another) (?:\w+ )?(?:line|
        e-?mail|note|
        message|dm|call|ring)\b
    (?<!is )(?<!are )(?<!'s )(?<!'re )ask(?:ed|ing)\b(?! (?:me|us)\b)|request(?:ed|ing)\b|offer(?:ed|
        ing)\b|propos(?:ed|ing)\b|suggest(?:ed|
        ing)\b|invited\b
    (?<!is )(?<!was )call(?:ed|ing)\b|phoned\b|rang\b|spoke\b|met\b|talked\b|told\b|approach(?:ed|ing)\b|
        introduced\b|
        applied\b|tried\b|trying (?=SITE.{0,30}\binstead\b)
    (?:had|jumped on|did|finished|scheduled|booked) a (?:quick |short |good |zoom |phone )?(?:call|chat|
        meeting) with\b|caught up with\b|
        had a meeting with\b
    hit up\b|inquired\b|enquired\b|shared\b|forwarded\b|left (?:a |an )?(?:voicemail|message|comment|note)\b|
        connected with\b|in touch with\b
    left FACT (?:a |an )?(?:voicemail|message|comment|note|reply)\b|(?:already|(?:i|we) (?:already|just|
        now)) (?:e-?mail|mail|message|contact|pitch|send|ask|submit|write|reach out|dm|propose|
        offer)\b(?! (?:me|
        us)\b)
    tweeted\b|linkedin(?:'?ed)?\b|filled (?:in|out)\b|used (?:the|their) (?:contact )?form\b|responded to\b|
        answered\b
""")
ASK = phrases(ASK_VERBS)
"""A first contact that has been made."""

_WILL_ASK = (
    r"(?:e-?mail|mail|pitch|contact|message|write to|write|dm|reach out|send(?! (?:me|us)\b)|submit|"
    r"ask(?! (?:me|us)\b)|offer|"
    r"propose|call|approach|apply)"
)
_INTEND = (
    r"(?:will|'ll|going to|gonna|plan(?:ning)? (?:on|to)|want to|need to|should|must|have to|"
    r"let's|to|please|to-?do:?)"
)
WILL_ASK = phrases(rf"""
    {_INTEND}\s+(?:\w+\s+)?{_WILL_ASK}(?:ing)?\b
    START{_WILL_ASK}\b
""")
"""A first contact that is planned."""

_NTH = r"(?:last[ -]chance|break-?up|second|third|fourth|2nd|3rd|4th|5th|another|last|final|next)"
_NUDGE = r"(?:follow[\s-]*ups?|fus?|f/us?|nudges?|bumps?|reminders?|chasers?)"
FOLLOWED_UP = phrases(rf"""
    (?:i|we|already)\s+(?:already |just |also )?send (?:(?!to\b|the\b)[\w\ue000-\uf7ff]+ ){{0,3}}{_NUDGE}\b|
        follow(?:ed|ing)[\s-]*up\b|(?:f/?u'?d|fu'd|f-?u+pp?e?d)\b|chas(?:ed|ing)\b|nudg(?:ed|ing)\b|bump(?:ed|
        ing)\b|
        ping(?:ed|ing)\b(?! (?:me|us))
    (?:e-?mailed|wrote|messaged|contacted|called|pitched)\s.{{0,60}}\b(?:(?:second|third|fourth|2nd|3rd|
        4th) time|once more)\b
    (?:sent|sending|fired off) (?:\w+ ){{0,2}}(?:second|third|fourth|fifth|2nd|3rd|4th|5th|final|
        last) (?:e-?mail|mail|
        message|note|dm)\b
    re-?(?:contacted|pinged|emailed|mailed|sent)\b|checked (?:back )?in\b|touched base\b|circled back\b
    (?:sent|sending|did(?! not\b)|made|fired off|shot|dropped|
        gave)\s+(?:(?!-+\s)[^\s,;.]+\s+){{0,7}}?{_NUDGE}\b
    (?:e-?mailed|messaged|contacted|pitched|wrote to|tried|called|dm'?e?d|
        asked)\s+(?:[^\s,.;:]+\s+){{1,4}}?again\b
    (?:e-?mailed|messaged) (?:FACT|\w+) (?:a|an|another|one more) (?:\w+ )?{_NUDGE}\b
    (?:{_NTH}|1st|first)\s+{_NUDGE}(?:\s+e?-?mail)?\s*(?:on (?:TASK|SITE)|(?:sent|done|out|to|with|for|went|
        email)\b)
    {_NTH}\s+(?:e-?mail|mail|message|touch|attempt)\s+(?:is |has been |was |has )?(?:sent|done|gone|out|
        to|with|for|went)\b
    (?:e-?mail|outreach|touch(?:point)?|message|pitch|mail|attempt)(?: e-?mail)? (?:#|no\.? ?|
        number )?(?:[2-9]|TASK)(?: |\b)(?:to|sent|for|with|went|out|
        SITE)|{_NTH} (?:touch|e-?mail|message|attempt|mail|try)\b[^.;]{{0,12}}SITE|(?:chaser|nudge|bump|
        reminder|poke) (?:to|at) (?:the )?SITE
    (?<!be )(?<!get )reminded (?!me\b|us\b)|(?:
        re-?launched|prodded|poked|badgered|re-?upped|pestered|rechased)\b
    {_NUDGE}(?: e-?mail| mail| message)? (?:to|for|at|with) (?:the )?FACT,? (?:is |are |was |has |just |now |
        already )*(?:out|sent|gone|off|done|
        delivered)\b
    {_NUDGE}\s+(?:e-?mail\s+)?(?:sent|went out|(?:is |was )?(?:done|made))\b|(?:called|e-?mailed|wrote|
        messaged|rang|phoned|
        contacted)\s.{{0,60}}(?<!need )(?<!want )(?<!have )\bto follow[\s-]*up\b
    follow[\s-]*ups?\s+(?:(?:are|have|has|is|was|were|been|already|just|now)\s+)*(?:gone out|gone|out|
        sent|done|went out|to|e-?mails? sent)\b
""")
"""A further touch that has been made."""

WILL_FOLLOW_UP = (
    r"(?:follow[\s-]*up|fu|f/u|chase|nudge|bump|ping|re-?launch|check (?:back|in)|circle back|touch base|"
    r"get back|"
    r"try (?:them |him |her )?again|reach out again|re-?visit|come back)"
)
FUTURE_FOLLOW_UP = phrases(rf"""
    (?:one |a )?(?:last|final|more|another) (?:try|go|nudge|attempt|shot|push)\b|(?:will |
        to )?try(?:ing)? again\b
    (?:^|(?<=[\s,.;:(!-]))check (?:again |it |this )?(?:on |in |at )?(?:the )?DATE
    (?:^|(?<=[\s,.;:(!-])){WILL_FOLLOW_UP}(?![\w'])
""")
"""Words that announce the next touch."""
INTENDS_FOLLOW_UP = phrases(rf"""
    START(?:please |pls |let's |i'll |we'll |i will |will |need to |should |must |
        to )*{WILL_FOLLOW_UP}(?![\w'])
    (?:will|'ll|should|must|going to|gonna|please|need to|have to|to|(?:can|could|would)(?: you| someone|
         somebody| we)?(?: please)?)\s+{WILL_FOLLOW_UP}(?![\w'])
""")
"""The next touch as the sentence's own verb, not as an afterthought ("…, fu Friday")."""

WE_PROMISED = phrases(r"""
    START(?:i |we |i've |we've |also |just )*(?:promised|guaranteed|owe)\s+(?:SITE|USER|TASK|them|her|him|
        [a-z]+)\s+(?:a|an|the|
        our|my|to|that|we|\d+)\b
""")
"""The promise was ours: a draft, a call."""

NOT_ASKED = phrases(rf"""
    (?:i|we) (?:didn't|did not|haven't|have not|won't|will not|don't|never) (?:\w+ )?(?:{_WILL_ASK}|
        {ASK_VERBS})\b
    START(?:didn't|did not|haven't|have not|never|don't|do not|won't|not going to|no need to|shouldn't|
        can't) (?:\w+ )?(?:{_WILL_ASK}|
        {ASK_VERBS}|chase|ping|nudge|bump|follow[\s-]*up|bother)\b
    STARTnot (?:yet )?(?:e-?mailed|contacted|pitched|sent|asked)\b
""")
"""An ask that was not made: nothing to log."""
WE_REPLIED = phrases(r"""
    (?:^|(?<=[,.;] )|(?:i|we|i've|we've|just)\s+)(?:\w+ly\s+)?(?:replied|responded|answered|wrote back|
        got back|sent (?:a |my |our )?reply) to\b(?! (?:me|us|my|our)\b)
""")
"""The answer was ours."""

_JOURNALISTS = (
    r"(?:haro|qwoted|help a (?:b2b )?(?:writer|reporter)|source ?bottle|response ?source|profnet|terkel|"
    r"(?:press|media|journalist|"
    r"editorial) (?:en|in)quir(?:y|ies)|connectively|featured|journo\s?req(?:uest)?s?|journalists?|"
    r"reporters?|media (?:request|call)|quer(?:y|ies)|call-?outs?)"
)
OUR_ANSWER = phrases(rf"""
    {_JOURNALISTS}\b[^.;]{{0,40}}\b(?:repl(?:y|ied)|response|responded|answer(?:ed)?)\b
    START(?:SITE )?(?:request|query|queries|call-?out)s? (?:was |is |has been |have been )?(?:answered|
        replied to|
        responded to|done)\b(?! by)
    (?:press|source|expert|pitch) requests?\b[^.;]{{0,40}}\b(?:repl(?:y|ied)|response|responded|
        answer(?:ed)?)\b
    (?:replied|responded|answer(?:ed)?|reply|response)\b(?: to)?\b[^.;]{{0,60}}\b(?:{_JOURNALISTS}|(?:press|
        source|expert) requests?)\b
""")
"""Answering a journalist's query is a first contact."""

DROPPED = phrases(r"""
    not (?:pursuing|chasing|continuing|going (?:ahead|further))\b|not to (?:pursue|continue|chase|proceed|
        go (?:ahead|further|on))\b|(?:no longer|not) interested in SITE|passing(?: on)?(?= SITE|END)
    (?:remove|delete|take) (?:SITE|them|it|this) (?:from|off) (?:my|the|our) (?:list|pipeline|tracker|sheet|
        queue|plate)\b
    drop(?:ping|ped)?\b(?! (?:on|in|at|by) )(?! (?:\S+ ){0,4}?(?:a|an) (?:line|e-?mail|note|message|dm)\b)|
        moving on\b|calling it\b|
        stop chasing\b|(?:we|i)(?:'ll| will)? stop (?:it|here|this|now|trying|with|END)
    (?:giv(?:e|ing|en)|gave) up\b|abandon(?:ed|ing)?\b|scrap(?:ped|ping)?\b|forget(?: about)?(?= FACT)|
        writ(?:e|ing) (?:it|them|this|FACT) off\b
    clos(?:e|ing|ed)\b(?=END)|clos(?:e|ing|ed)\b(?: out| off)?(?=\s+(?:it|this|that|off|out|the|task|FACT))
    skip(?:ping|ped)?\b(?=END| FACT| it\b| this\b| them\b)|mark(?:ed|ing)? (?:it|this|FACT|
        \d+) (?:as )?(?:lost|dropped|dead|closed)\b
    archiv(?:e|ing|ed)\b(?=\s+(?:it\b|this\b|that\b|task\b|FACT))|ditch(?:ed|ing)?\b|blacklist(?:ed|ing)?\b|
        lost causes?\b|dead ends?\b
    TASK (?:is |was )?(?:lost|dead|dropped|cancell?ed)END
    (?:TASK|SITE|it|this) (?:can|should|may) be (?:closed|dropped|archived|deleted|removed)\b|(?:no longer|
        not) (?:needed|relevant|required|
        worth pursuing)\b
    ignore (?:it|them|FACT)|ignoreEND
    (?:bin|trash|can|axe|nix)(?:ned|ning)?(?= TASK)|no (?:point|use|sense) (?:in )?(?:chasing|following|
        pursuing|
        pinging|going on)\b|(?:don't|do not) (?:chase|follow[\s-]*up|pursue|contact|
        bother)\b[^.;]{0,30}\b(?:any ?more|
        any longer|again|ever)\b|park(?:ing|ed)? FACT (?:for good|forever|indefinitely)\b|
        leave FACT(?: (?:alone|be|it|there))?END
    not worth (?:it|chasing|pursuing|the)\b|call(?:ing)? it quits\b|cross(?:ed|ing)? (?:it|FACT) off\b|
        let (?:it|this|FACT) go\b
    kill(?:ing|ed)?(?= (?:it\b|this\b|task\b|FACT))|cancel(?:l?ed|
        l?ing)?\b(?! (?:the |my |that |this |all |its |any )?(?:next )?(?:reminder|follow|notification|
        snooze|call|meeting))|
        (?:remove|delete)(?= TASK)
""")
"""We give up."""
CONDITION = phrases(r"""
    START(?:but |and |so |then )?(?:if|unless|in case|should (?:they|she|he|SITE|TASK))\b[^.;?]*(?:,|
        \bthen\b|DATE)\s*(?:then |
        let's |we |i |we'll |i'll |please |just |can |should )*(?:drop|give up|stop|forget|close|cancel|
        archive|skip|move on|snooze|remind|
        chase|ping|nudge|try|follow|bump|escalate|done|pitch|e-?mail|contact|write|ask|call)\b
    (?:drop|give up|stop chasing|forget|close|cancel|archive|done)\b[^.;,?]{0,40}\b(?:if|unless|in case)\b
""")
"""What is to be done only if something happens."""
DROPS = phrases(r"""
    START(?:please |pls |let's |i'm |we're )*(?:let's )?(?:drop|giv|abandon|archiv|ditch|scrap|forget|clos|
        kill|cancel|remov|delet|
        stop chas)
""")

SNOOZED = phrases(r"""
    snooz(?:e|ed|ing)\b|remind(?:er)?\b|re-?schedul(?:e|ed|ing)\b|postpon(?:e|ed|ing)\b|delay(?:ed)?\b|
        defer(?:red)?\b
    put(?:ting)? (?:it|this|them|FACT) (?:off|back|on hold|aside)\b|push(?:ed)? (?:it|this|back|the|FACT)|
        move (?:it|this|the|FACT)|bump (?:it|FACT) to\b|park (?:it|this|
        FACT)
    park(?:ing|ed)? (?:it|this|them|that|her|him)\b|hold(?:ing)? off\b|on (?:ice|hold|the back burner|
        pause)\b|shelv(?:e|ed|ing)\b|
        paus(?:e|ed|ing) (?:it|this|them|until|till|on)\b|leav(?:e|ing) (?:it|this|them|FACT) (?:until|till|
        for|alone)\b|can wait\b|let (?:it|
        this|them) (?:rest|sit)\b|back-?burner\b
    hold(?: off)?(?: on)? FACT|pause FACT|resurface\b|bring (?:it|FACT) back\b|come back to FACT
    STARTnot (?:now|yet|today)\W*TASK|TASK\W{0,3}(?:later|not now|not yet|not today)\b
    (?:set|change|shift|delay|postpone) (?:FACT's |FACT |its |their )(?:next )?(?:reminder|follow[\s-]*up)\b|
        push(?:ed)? (?:out )?TASK|push TASK back
    set (?:a |the )?(?:reminder|follow[\s-]*up)\b|wake me\b|ping me\b|nudge me\b|wait (?:until|till|with)\b
""")
"""The next touch is to come later."""

DONE = phrases(r"""
    TASK (?:is |was |all )*wrapped up\b|no (?:reply|answer|response|action|
        follow[\s-]*up) (?:is )?(?:needed|required|
        necessary)\b[^.;]{0,20}\bdone\b|TASK\s*(?:→|->|=>|:|=)\s*(?:all )?(?:done|finished|complete|
        completed)\b
    START(?:i |we |i've |we've |just |all )*(?:done|finished|completed?|sorted|handled|
        all done)[^\w\ue000-\uf7ff]*(?:with\s+|on\s+|
        for\s+)?(?:the\s+)?(?:TASK|\d+)?END
    (?:mark|set|tick)(?:ed|ing)?\s+(?:off\s+)?(?:TASK|it|this|that|\d+)\s*(?:as\s+|to\s+|off\s+)?(?:done|
        complete|completed|finished)\b
    TASK\s+(?!(?:\w+\s+){0,2}(?:fu|follow[\s-]*up|nudge|chaser|bump|reminder)\b)(?:\w+\s+){0,3}?(?:marked\s+)?(?:as\s+)?(?:done|finished|complete|completed)END
    TASK\s+(?:(?:is|was|all|has been|have been)\s+)?(?:done|finished|complete|completed|sorted|handled)\b
    (?:mark|tick|check)(?:ed|ing)? off (?:TASK|it|this|that|\d+)
    (?:TASK|it|this|that) (?:can|could|should|may) (?:now )?be (?:ticked off|checked off|completed|
        finished|marked (?:as )?(?:done|complete|
        completed|finished))\b
    (?<!deal )(?:done|finished) with (?:TASK|SITE|this|it|that|[\w.-]+END)
    TASK[^.;]{0,20}\b(?:it's|it is|that's|all is|everything is) (?:all )?(?:done|finished|complete|
        completed|sorted)\b
    TASK\s*(?:✅|✔|☑)
    START(?:✅|✔|☑)\W*(?:TASK)?END
""")
MONEY_MOVED = phrases(r"""
    (?:sent|e-?mailed|forwarded) (?:\w+ )?(?:the |our |an? |my |signed )?(?:\w+ )?(?:invoice|contract|
        payment|w-?9|receipt)\b
    STARTTASK\s*:?\s*(?:(?:we |i |they )?(?:have |has |just )*(?:paid|invoiced|billed)\b|(?:invoice|payment|
        paypal|bill|wire)\b[^.;]{0,30}\b(?:paid|
        sent|received|came|arrived|is in|done|due)\b)
    START(?:i |we |just )*(?:paid|invoiced) (?:for )?TASK
    START(?:i |we |i've |we've |have |just |now |already )*(?:paid|transferred|wired|paypalled|remitted|
        venmoed|invoiced)\b[^.;]{0,60}TASK
    START(?:the |an |got the |received the |got an )?(?:invoice|receipt|bill|contract|
        payment)(?: for MONEY)? (?:from|of|to|for) (?:the )?SITE
    (?:payment|invoice|money|fee|MONEY) (?:was |has been |is |already |just |of MONEY )*(?:paid|sent|
        transferred|
        wired)(?: to| for)? TASK
""")
"""What was paid, to whom or for which task: kept as a note."""
HEARD = phrases(r"""
    START(?:fyi|btw|psa|heads[ -]up)\b\s*[:,-]?\s*
    START(?:small |quick |another |an? |one )*update\b(?: from (?:me|our side))?\s*[:,-]\s*
""")
"""What somebody passes on: news of the other side all the same."""
AGAIN = phrases(r"""
    (?:check|come|circle|get|write|call|ring|look) back\b|re-?visit\b|(?:check|look)(?: (?:it|this|that|
        FACT))? again\b
    (?:contact|e-?mail|mail|call|write|message|ping|try|ask|chase|nudge|poke|bump|
        pitch)(?: to)?(?: (?:them|him|her|FACT|
        [a-z]+)(?: (?:at|from|of|over at) (?:the )?FACT)?)? (?:again|once more|one more time)\b
""")
"""A further touch that is asked for."""
ASSIGNED = phrases(r"""
    STARTUSER (?:now )?(?:owns|takes|has|handles|is on|looks after|takes over) (?:SITE|TASK)\b
    START(?:SITE|TASK) (?:→|->|=>|goes to|moves to|is now with|belongs to) USEREND
    START(?:please |pls |can you |let's )*(?:USER[, ]*(?:please |pls |can you |could you )*(?:take|handle|
        look after|pick up)(?: over| care of)? TASK)|
        START(?:i |we |i've |please |pls |can you |let's )*(?:give|gave|assign|hand|pass|re-?assign|
        transfer)(?:ed|
        ing)?(?: over)? (?:FACT|it|this|that) (?:over )?to\b
""")
"""Somebody else is to look after it."""
MUTED = phrases(r"""
    (?:stop|don't|do not|no more|quit|mute|turn off) (?:remind(?:ing|ers?|er)?|nagging|pinging me|bugging)\b
""")
"""Reminders are not wanted any more; whether the task is dropped with them is asked."""
HABIT = phrases(r"""
    prefers? (?:to be |being |getting |a |an |the )?(?:\w+ )?(?:phone|calls?|called|e-?mails?|e-?mailed|
        whatsapp|linkedin|dms?|
        contacted|mornings?|afternoons?|texts?)\b
""")
"""How somebody likes to be spoken to: worth a note, and no answer."""
NOTED = phrases(r"""
    START(?:fyi|btw|psa)\b
    STARTTASK\W{0,3}(?:note|fyi|nb|info|memo|comment|remark)\s*[:,-]
    START(?:small |quick |another |an? |one )+update\b\s*[:,-]
    (?:^|(?<=[.;] ))(?:add )?(?:a )?(?:note(?:d)?|fyi|btw|heads[ -]up|for the record|nb|n\.b\.|ps|update|
        remember|comment|memo)\b\s*(?:that\b|[:,-]|on\b|
        for\b|about\b|to self\b|(?:to |on )?TASK)
""")
