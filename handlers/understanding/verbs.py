"""How link builders say what happened, in lower case with the facts lifted out (see ``phrases.py``)."""

from handlers.understanding.phrases import one_of, phrases

ASK_VERBS = one_of(r"""
    e-?mail(?:ed|ing)\b|mail(?:ed|ing)\b|cold[\s-]e?-?mailed\b|inmailed\b
    (?:re-?)?pitch(?:ed|ing)?\b|contact(?:ed|ing)\b|messag(?:ed|ing)\b|dm(?:'?e?d)?\b
    wrote\b(?! back)|writing to\b|(?:reach(?:ed|ing)? out|outreach(?:ed)?|got in touch)\b
    sent\b|sending\b|submitt(?:ed|ing)\b|fired off\b|shot\b|dropped (?:\w+ )?(?:a|an) (?:line|e-?mail|note|
        message|dm)\b
    ask(?:ed|ing)\b(?! (?:me|us)\b)|request(?:ed|ing)\b|offer(?:ed|ing)\b|propos(?:ed|ing)\b|suggest(?:ed|
        ing)\b|invited\b
    (?<!is )(?<!was )call(?:ed|ing)\b|phoned\b|rang\b|spoke\b|met\b|talked\b|told\b|approach(?:ed|ing)\b|
        introduced\b|
        applied\b|tried\b
    hit up\b|inquired\b|enquired\b|shared\b|forwarded\b|left (?:a |an )(?:voicemail|message|comment|note)\b|
        connected with\b|in touch with\b
    tweeted\b|linkedin(?:'?ed)?\b|filled (?:in|out)\b|used (?:the|their) (?:contact )?form\b|responded to\b|
        answered\b
""")
ASK = phrases(ASK_VERBS)
"""A first contact that has been made."""

_WILL_ASK = (
    r"(?:e-?mail|mail|pitch|contact|message|write to|write|dm|reach out|send|submit|ask|offer|"
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

_NTH = r"(?:second|third|fourth|2nd|3rd|4th|5th|another|last|final|next)"
_NUDGE = r"(?:follow[\s-]*ups?|fus?|f/us?|nudges?|bumps?|reminders?|chasers?)"
FOLLOWED_UP = phrases(rf"""
    follow(?:ed|ing)[\s-]*up\b|(?:f/?u'?d|fu'd)\b|chas(?:ed|ing)\b|nudg(?:ed|ing)\b|bump(?:ed|ing)\b|
        ping(?:ed|ing)\b(?! (?:me|us))
    (?:e-?mailed|wrote|messaged|contacted|called|pitched)\s.{{0,60}}\b(?:(?:second|third|fourth|2nd|3rd|
        4th) time|once more)\b
    re-?(?:contacted|pinged|emailed|mailed|sent)\b|checked (?:back )?in\b|touched base\b|circled back\b
    (?:sent|sending|did|made|fired off|shot|dropped|gave)\s+(?:\S+\s+){{0,4}}?{_NUDGE}\b
    (?:e-?mailed|messaged|contacted|pitched|wrote to|tried|called|dm'?e?d|
        asked)\s+(?:[^\s,.;:]+\s+){{1,4}}?again\b
    (?:e-?mailed|messaged) (?:FACT|\w+) (?:a|an|another|one more) (?:\w+ )?{_NUDGE}\b
    (?:{_NTH}|1st|first)\s+{_NUDGE}(?:\s+e?-?mail)?\s*(?:sent|done|out|to|with|for|went|email)\b
    {_NTH}\s+(?:e-?mail|message|touch|attempt)\s+(?:sent|done|out|to|with|for|went)\b
    {_NUDGE}\s+(?:e-?mail\s+)?(?:sent|went out)\b|(?:called|e-?mailed|wrote|messaged|rang|phoned|
        contacted)\s.{{0,60}}(?<!need )(?<!want )(?<!have )\bto follow[\s-]*up\b
    follow[\s-]*ups?\s+(?:sent|done|went out|to|e-?mails? sent)\b
""")
"""A further touch that has been made."""

WILL_FOLLOW_UP = (
    r"(?:follow[\s-]*up|fu|f/u|chase|nudge|bump|ping|check (?:back|in)|circle back|touch base|get back|"
    r"try (?:them |him |her )?again|reach out again|re-?visit|come back)"
)
FUTURE_FOLLOW_UP = phrases(rf"""
    (?:^|(?<=[\s,.;:(!-])){WILL_FOLLOW_UP}(?![\w'])
""")
"""Words that announce the next touch."""
INTENDS_FOLLOW_UP = phrases(rf"""
    START(?:please |pls |let's |i'll |we'll |i will |will |need to |should |must |
        to )*{WILL_FOLLOW_UP}(?![\w'])
    (?:will|'ll|should|must|going to|gonna|please|need to|have to|to)\s+{WILL_FOLLOW_UP}(?![\w'])
""")
"""The next touch as the sentence's own verb, not as an afterthought ("…, fu Friday")."""

REPLIED = phrases(r"""
    replied\b|repl(?:y|ies) (?:from|by|came|in|received)\b|replys? from\b|answered\b|answer from\b|
        responded\b|response from\b
    (?:wrote|got|came|called|pinged|messaged|e-?mailed(?: me| us)?) back\b|heard? back\b|heard? from\b
    (?:got|received|had) (?:a |an |his |her |their )?(?:\w+ )?(?:repl(?:y|ies)|answer|response)\b|
        auto-?repl(?:y|ied)\b
    (?:is|are|was|were|might be|may be|could be|seems?|sounds?|looks?)\s+(?:\w+ )?(?:interested|keen|
        up for it|open to)\b
    '(?:s|re)\s+(?:\w+ )?(?:interested|keen|up for it|open to)\b|(?<!not )interested\b|on board\b|curious\b
    (?:wants?|asks?|asking|asked|charges?|quoted|quotes?|requested|needs?|requires?|demands?|expects?|
        counter(?:ed|offered|-offered)?)\s+(?:(?:me|us|for|to see|about|a|an|the|is|more|at|
        with)\s+){0,3}(?:MONEY|(?:\w+\s){0,2}(?:fee|payment|money|budget|outline|draft|samples?|topics?|
        titles?|details|info|information|examples?|headlines?|ideas)\b)
    (?:got|received) (?:\w+ ){0,3}(?:pricing|prices?|rates?|price list|rate card|quote|guidelines|
        terms) from\b
    (?:SITE|[a-z]+) wrote:|can do (?:MONEY|it for)|(?:price|fee|rate|cost)s? (?:is|are)\b|(?:positive|
        good|nice|warm|
        lukewarm) (?:reply|response|answer|
        feedback)\b|feedback from\b
    (?:SITE|TASK|she|he|they) (?:has |have |just )*sent (?:me|us|over|back|their|his|her)\b
""")
"""They answered."""

_THEM = (
    r"(?:SITE|TASK|she|he|they|editor|webmaster|(?!(?:i|we|got|and|but|also|then|just|have|had|to|"
    r"not|be|was|who|that|what|as)\b)[a-z]+)"
)
THEY_SAID = phrases(rf"""
    {_THEM}(?:'s|\s+(?:is|are|has|have|just))?\s+(?:said|says|told (?:me|us)|mentioned(?! (?:on|in|by|at|
        us))|thinks|suggested|let (?:me|us) know|offers|proposes|explained|asked (?:me|us|for|if|about|
        whether|how|what)|asks (?:me|us|for|if|whether|how|what|about))\b
    {_THEM}(?:'s|\s+(?:is|are|has|have|just))?\s+(?:would like|prefers|likes?|liked|loved|loves|wants?|
        considering|thinking|reviewing|needs)\b
    {_THEM}\s+will (?:think|get back|check|review|consider|discuss|let (?:me|us)|look|come back|reply|
        answer|ask)\b
    STARTSITE:\s*["']|STARTSITE (?:is |are )?offer|(?:is|are|'s|'re) (?:now )?offering\b|negotiat
""")
"""They said something or other."""

WE_REPLIED = phrases(r"""
    (?:^|(?<=[,.;] )|(?:i|we|i've|we've|just)\s+)(?:\w+ly\s+)?(?:replied|responded|answered|wrote back|
        got back|sent (?:a |my |our )?reply) to\b(?! (?:me|us|my|our)\b)
""")
"""The answer was ours."""

_JOURNALISTS = (
    r"(?:haro|qwoted|source ?bottle|connectively|featured|journo\s?requests?|journalists?|"
    r"reporters?|media (?:request|call)|quer(?:y|ies)|call-?outs?)"
)
OUR_ANSWER = phrases(rf"""
    {_JOURNALISTS}\b[^.;]{{0,40}}\b(?:repl(?:y|ied)|response|responded|answer(?:ed)?)\b
    (?:press|source|expert|pitch) requests?\b[^.;]{{0,40}}\b(?:repl(?:y|ied)|response|responded|
        answer(?:ed)?)\b
    (?:replied|responded|answer(?:ed)?|reply|response)\b(?: to)?\b[^.;]{{0,60}}\b(?:{_JOURNALISTS}|(?:press|
        source|expert) requests?)\b
""")
"""Answering a journalist's query is a first contact."""

SHE_ANSWERED = phrases(r"""
    repl(?:ied|y)\b|answered\b|responded\b|said\b|says\b|got back\b|came back\b|wrote back\b|wants?\b|
        bounced\b|she\b|they\b|he\b
""")

_DO_LINK = r"(?:publish|post|add|link|include|insert|place|put|run|feature|update|replace|fix|swap)"
_DOING_LINK = (
    r"(?:adding|publishing|posting|linking|including|inserting|placing|running|featuring|"
    r"updating|replacing|going live)"
)
PROMISED = phrases(rf"""
    sa(?:id|ys) (?:\w+ )?(?:yes|yep|yeah|ok|okay|sure)\b|yes from\b|a yes\b|ok from\b|agree(?:d|s)\b|
        promis(?:ed|es|e|ing)\b
    accepted\b|accepts (?:our|the|it|us|my|this)\b|(?:is|are|'s|'re) (?:fine|ok|okay|good) with\b|
        (?<!got )approved\b|confirmed\b|booked\b|deal\b|(?:is|has been) scheduled\b
    green[\s-]?lit\b|gave (?:me |us )?(?:the |a )?(?:green light|go-?ahead|ok|okay|thumbs up|nod)\b|
        (?:green light|go-?ahead) from\b
    (?:is|are|'re|'s) (?:happy|glad|willing) to {_DO_LINK}\b
    (?:will|'ll|'d|gonna|going to|plans? to|wants? to|would)\s+(?:\w+\s+)?(?:{_DO_LINK}|go live|be (?:live|
        published|up)|have it (?:up|live))\b
    (?:is|are|'s|'re)\s+(?:\w+\s+)?{_DOING_LINK}\b|will be (?:live|up|published)\b|(?:will|should) be (?:on|
        at) SITE
    (?:SITE|TASK|she|he|they|[a-z]+): (?:yes|yep|ok|okay|agreed|sure|deal)\b|goes? up\b|going up\b|
        goes? out (?:on|in|next)\b
    ok'?d\b|okay(?:'?d|ed)\b|scheduled (?:at|on|for|with|to)\b|(?:article|post|piece|link|it) (?:is |was |
        has been )?scheduled\b
    TASK:? (?:says |said )?yes\b|goes (?:on|in) SITE
    committed to\b|guaranteed\b|signed off\b|good to go\b|slated for\b|(?:is|are) set for\b|to (?:go live|
        be published)\b
    go(?:es|ing)? live\b|live (?:by|on|from|before|at|next|this|in|tomorrow|within)\b|live DATE
    (?:publish(?:ed|es|ing)?|scheduled|posting) (?:by|on|for|before)\b
    placement (?:agreed|confirmed|secured|booked)\b|link (?:agreed|secured|confirmed|(?:is )?promised)\b
    won a link\b|secured (?:a )?(?:link|placement|spot|post)\b
""")
"""They promise a link."""

LIVE = phrases(r"""
    (?:is|are|'s|it's|now|went|just went|gone|been|already)\s+(?:now\s+|finally\s+|already\s+)?(?:live|
        published|up)\b
    (?:link|post|article|piece|placement|it)\s+(?:is\s+)?(?:now\s+)?live\b|live now\b|published:|
        published (?:it|our|the|my)\b
    (?:has|have)\s+(?:now\s+)?(?:linked|published|posted|added)\b|(?:she|he|they)\s+(?:linked|added|
        published|posted)\b
    (?:added|placed|inserted|put up|put in) (?:our|the|my|a) (?:back)?link\b
    (?:fixed|replaced|swapped|updated) (?:the|our|that|their) (?:broken |dead |old )?(?:back)?link\b
""")
"""They say, or somebody says, that it is there."""

WISHED = phrases(r"""
    got (?!the |a |an |us |our )\S+\s*$
    ask(?:ed|ing)?\b|pitched\b|emailed\b|wants?\b(?! to)|wanted\b|hoping\b|hope\b|wondering\b|requested\b|
        offered\b|proposed\b|suggested\b|if\b|to see\b|please\b
""")
"""What is only wished for is no promise."""
OURS = phrases(r"""
    (?:i|we)(?:\s+\w+)?\s*$
    (?:i|we)'$
""")

DECLINED = phrases(rf"""
    declin(?:ed|es|e)\b|reject(?:ed|s)\b|refus(?:ed|es)\b|rejection (?:from|by)\b|refusal from\b
    (?:said|says|say|it's a|is a|a|hard|got a|flat) no\b(?! (?:reply|response|answer|problem|worries|budget))|
        no from\b|no thanks\b|no thank you\b
    (?:not|no longer|isn't|aren't|wasn't) interested\b|no interest\b|not a (?:good )?fit\b|no fit\b|
        no budget\b
    (?:turned|turning) (?:us |me |it |this |our \w+ )?down\b|knocked (?:us|it) back\b|shot (?:us|it) down\b
    passed(?: on (?:it|this|us|our))?(?=\s*(?:$|[,.;!]|on\b))|passing on\b|will pass\b
    (?:won't|will not|can't|cannot|don't|do not|doesn't|does not|aren't|isn't|not) (?:\w+ )?(?:link(?:ing)?|
        accept(?:ing)?|publish(?:ing)?|do(?:ing)?|take|taking|allow(?:ing)?|add(?:ing)?|place|post(?:ing)?)\b
    said they (?:won't|don't|can't)\b|asked (?:us|me) (?:not to|to stop)\b|unsubscribed\b|(?:do not|
        don't) contact\b
    (?:SITE|TASK)\s*(?::|→|->|-|=)?\s*no(?=[,.!]|END)
    (?:no longer|stopped|never) (?:accept|tak|do|publish|post|link)(?:s|es|ing)?\b|(?:hard )?pass from\b|
        no go\b|no dice\b|unable to\b
    not (?:looking|taking|open to|relevant|for (?:them|us|her|him)|at this time|right now|possible|
        allowed)\b|not a match\b
    against (?:their|our|the) (?:policy|policies|guidelines|rules)\b|thumbs down\b|negative (?:reply|
        response|answer)\b
    (?:replied|answered|responded)(?: with)?(?: an?)? no\b
    (?:don't|doesn't|do not|does not|didn't) (?:want|like|need)\b(?! to (?!{_DO_LINK}|accept|host|work|
        take|continue|be|have|go))|(?:answer|reply|response) (?:is|
        was) (?:a )?no\b
    (?:not|isn't|aren't|wasn't) (?:keen|convinced|up for|willing|happy to|open to)\b|not (?:this time|now|
        for now)\b
    fell through\b|backed out\b|pulled out\b|changed (?:her|his|their) mind\b
""")
"""They refuse."""

DROPPED = phrases(r"""
    not (?:pursuing|chasing|continuing|going (?:ahead|further))\b
    drop(?:ping|ped)?\b(?! (?:on|in|at|by) )(?! (?:\S+ )?(?:a|an) (?:line|e-?mail|note|message|dm)\b)|
        moving on\b|calling it\b|
        stop chasing\b
    (?:giv(?:e|ing|en)|gave) up\b|abandon(?:ed|ing)?\b|scrap(?:ped|ping)?\b|forget(?: about)?(?= FACT)|
        writ(?:e|ing) (?:it|them|this|FACT) off\b
    clos(?:e|ing|ed)\b(?=END)|clos(?:e|ing|ed)\b(?: out| off)?(?=\s+(?:it|this|that|off|out|the|task|FACT))
    skip(?:ping|ped)?\b(?=END| FACT| it\b| this\b| them\b)|mark(?:ed|ing)? (?:it|this|FACT|
        \d+) (?:as )?(?:lost|dropped|dead|closed)\b
    archiv(?:e|ing|ed)\b(?=\s+(?:it\b|this\b|that\b|task\b|FACT))|ditch(?:ed|ing)?\b|blacklist(?:ed|ing)?\b|
        lost cause\b|dead end\b
    TASK (?:is |was )?(?:lost|dead|dropped|cancell?ed)END
    not worth (?:it|chasing|pursuing|the)\b|call(?:ing)? it quits\b|cross(?:ed|ing)? (?:it|FACT) off\b|
        let (?:it|this|FACT) go\b
    kill(?:ing|ed)?(?= (?:it\b|this\b|task\b|FACT))|cancel(?:l?ed|l?ing)?\b(?! the (?:reminder|follow))|
        (?:remove|delete)(?= TASK)
""")
"""We give up."""
DROPS = phrases(r"""
    START(?:please |pls |let's |i'm |we're )*(?:let's )?(?:drop|giv|abandon|archiv|ditch|scrap|forget|clos|
        kill|cancel|remov|delet|
        stop chas)
""")

SNOOZED = phrases(r"""
    snooz(?:e|ed|ing)\b|remind(?:er)?\b|re-?schedul(?:e|ed|ing)\b|postpon(?:e|ed|ing)\b|delay(?:ed)?\b|
        defer(?:red)?\b
    push(?:ed)? (?:it|this|back|the|FACT)|move (?:it|this|the|FACT)|bump (?:it|FACT) to\b|park (?:it|this|
        FACT)
    hold(?: off)?(?: on)? FACT|pause FACT|resurface\b|bring (?:it|FACT) back\b|come back to FACT
    set (?:a |the )?(?:reminder|follow[\s-]*up)\b|wake me\b|ping me\b|nudge me\b|wait (?:until|till|with)\b
""")
"""The next touch is to come later."""

DONE = phrases(r"""
    START(?:i |we |i've |we've |just |all )*(?:done|finished|completed?|sorted|handled|
        all done)[^\w\ue000-\uf7ff]*(?:with\s+|on\s+|
        for\s+)?(?:the\s+)?(?:TASK|\d+)?END
    (?:mark|set|tick)(?:ed|ing)?\s+(?:off\s+)?(?:TASK|it|this|that|\d+)\s*(?:as\s+|to\s+|off\s+)?(?:done|
        complete|completed|finished)\b
    TASK\s+(?:\w+\s+){0,3}?(?:marked\s+)?(?:as\s+)?(?:done|finished|complete|completed)END
    TASK\s+(?:(?:is|was|all|has been|have been)\s+)?(?:done|finished|complete|completed|sorted|handled)\b
    (?:mark|tick|check)(?:ed|ing)? off (?:TASK|it|this|that|\d+)
    (?<!deal )(?:done|finished) with (?:TASK|SITE|this|it|that|[\w.-]+END)
    TASK\s*(?:✅|✔|☑)
    START(?:✅|✔|☑)\W*(?:TASK)?END
""")
NOTED = phrases(r"""
    (?:^|(?<=[.;] ))(?:add )?(?:a )?(?:note(?:d)?|fyi|btw|heads[ -]up|for the record|nb|n\.b\.|ps|update|
        remember|comment|memo)\b\s*(?:that\b|[:,-]|on\b|
        for\b|about\b|to self\b|TASK)
""")

EARNED = phrases(r"""
    (?:found|spotted|noticed|saw) SITE (?:linking|links?|mentioning|citing|mentions)\b
    (?:back)?links? (?:spotted|found|seen|discovered|detected) (?:on|in|at|from)\b
    (?:unexpected|random|bonus|another) (?:back)?links? (?:from|on|in|at)\b
    (?:got|found|spotted|noticed|picked up|received|scored|landed|won|have|had|gained|there's|saw|
        discovered|new|natural|organic|passive|unsolicited|free|surprise)\s+(?:(?:a|an|another|some|the|us|
        new|free|natural|organic|passive|unsolicited|surprise|followed|dofollow|nofollow|nice|great|
        editorial|unexpected|2|two|three)\s+){0,4}(?:back-?links?|links?|mentions?|citations?)(?: from| on|
        in| at| by)\b
    (?:linked|links|linking|mentioned|mentions|cited|cites|featured|features)\s+(?:to\s+)?(?:us\b|me\b|
        our \w+|SITE)?\s*(?:[^.;]{0,60})?(?:without (?:being )?ask(?:ing|ed)|unprompted|out of (?:the blue|
        nowhere)|on (?:its|their|his|her) own|without (?:any )?outreach|unasked|nobody asked|we never asked|
        didn't ask)\b
    organically\b|(?:totally|completely|purely|fully) organic\b|unprompted\b|earned\b|(?:passive|organic|
        natural|unsolicited) link\b|without (?:us )?(?:being )?ask(?:ing|ed)\b|
        (?:never|didn't) ask(?:ed)? for(?: it| this)?\b|nobody asked\b
""")
"""A link that nobody asked for."""
JUST_LINKED = phrases(r"""
    SITE (?:has |have |just )?(?:cited|mentioned|featured|quoted|referenced|covered|linked(?: to)?|
        links to) (?:us\b|our\b|SITE)
    (?:linked|links) to (?:us|our|me)\b|(?:mentioned|cited|featured) us\b|(?:got|were|was|
        been) (?:mentioned|cited|featured|linked)\b
""")
LOST = phrases(r"""
    lost (?:the|our|a|that) (?:back)?link\b|(?:back)?link\b[^.;]{0,40}\b(?:gone|removed|missing|disappeared|
        deleted|taken down|broken now|not there|dropped(?! (?:on|in|at)))\b
    (?:removed|deleted|took down|changed|switched|dropped) (?:our|the) (?:back)?link\b
""")
"""A link that is said to be gone or changed: worth a look."""

VOUCHED = phrases(r"""
    vouch(?:ed|ing)?\b|(?:is|it's|link's) (?:still )?(?:there|live|up)\b[^.;]*\bi (?:just |'ve )?(?:checked|
        looked|verified|saw it)\b
    (?:checked|verified) (?:it |this |the \w+ |FACT )?(?:by hand|manually|myself|with my own eyes)\b
    i (?:just |can )?(?:see|saw) (?:the|our|it)\b|manually (?:checked|verified|confirmed)\b|confirm(?:ed|
        ing)? (?:that )?(?:FACT|it|the link)(?: is)? (?:there|live|up)\b
    i(?:'ve| have)?(?: just)? (?:checked|looked|verified|saw|see|can see|can confirm|
        confirm)\b[^.;]*\b(?:there|live|up|fine|ok|visible)\b
""")
CHECKED = phrases(r"""
    START(?:please |pls |can you |could you |go )*(?:(?:re-?|double-?)?check|verify|(?:take a )?look at|
        test|crawl|
        scan)\b(?! (?:in|back|out|with)\b)
    START(?:is|are|has|have|does|do|did)\b.*\b(?:live|link(?:s|ed|ing)?|published|up|there)\b.*(?:SITE|TASK)
    START(?:is|are|has|have|does|do|did)\b.*(?:SITE|TASK).*\b(?:live|link(?:s|ed|ing)?|up|there|published)\b
""")

NO_REPLY = phrases(r"""
    (?:no|not a|without(?: a| any)?|zero|never (?:got|had) (?:a|an|any)|waiting (?:for|on)(?: a| an| her|
        his| their)?|(?:didn't get|didn't receive|haven't got|haven't had|haven't received|
        hasn't sent) (?:a|an|any))\s+(?:\w+\s+)?(?:repl(?:y|ies)|responses?|answers?|word|news|sign of life)\b
    (?:didn't|did not|hasn't|has not|haven't|have not|never|not|won't|doesn't|isn't|
        yet to)\s+(?:\w+\s+){0,2}?(?:repl(?:y|ied|ying)|respond(?:ed|ing)?|answer(?:ed|ing)?|
        hear(?:d)?(?: back)?|(?:got(?:ten)?|get|written|come) back)\b
    (?:didn't|did not|hasn't|has not|haven't|have not|never|not)\s+(?:yet\s+)?(?:publish(?:ed)?|posted|
        linked|added|gone live|put it up)\b
    still waiting\b|(?:waiting|awaiting) (?:on|to hear)\b
    ghosted\b|radio silence\b|crickets\b|no luck\b|nothing (?:back|yet|from)\b|bounced?\b|undeliverable\b
    (?:SITE|TASK) (?:didn't|did not|hasn't|has not|haven't)END
""")
"""They have not answered, or not kept their promise yet."""
OUT_OF_OFFICE = phrases(r"""
    (?:on (?:vacation|holidays?|(?:\w+ )?leave|pto)|out of (?:the )?office|ooo|away)(?: again)?(?: (?:until|
        till|til|through|for|from|this|next|all)\b|END)
    back (?:in the office|from (?:vacation|holiday|leave))\b
""")
