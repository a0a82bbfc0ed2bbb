"""How link builders say what the other side did: answered, promised, refused, or nothing."""

from handlers.understanding.phrasing.phrases import phrases

REPLIED = phrases(r"""
    START(?:a |new |got a |another )*(?:reply|answer|response) (?:on|for|re|in) TASK
    reply (?:was|is|came) (?:for|on) TASK|TASK wrote\b|(?:came|come|went|gone|dropped|moved) (?:down |
        up )?from MONEY to MONEY
    (?:TASK|SITE):? (?:keen|interested|curious|up for it|positive|hesitant|hesitating)(?=\s*(?:[,.;!(-]|END))
    (?:rate card|rates?|price list|pricing|media kit|guidelines|quote|prices?) (?:is |are |has |have |
        just |finally )*(?:came in|came|arrived|received|in
        (?=\s*(?:[,.;!]|END))|landed)\b
    (?:is|are|was|were|'s|'re) (?:now |still )?asking\b|(?:she|he|they|SITE)(?:'d| would) (?:rather|
        sooner|prefer)\b
    counter[\s-]?offer(?:ed|s)?\b|MONEY (?:was |is )?(?:quoted|asked|charged|offered|requested|wanted) by\b
    (?:they|she|he|SITE)(?:'d| would|
        'll| will| can| could)? do (?:it |this |one |a \w+ |an \w+ )?(?:for |at )?MONEY
    (?:SITE|TASK|she|he|they) (?:charges?|quoted|quotes|wants?|asks?|
        asked)(?: for)? (?:around |about |like )?\d
    (?:e-?mailed|reached out to|approached|contacted|pitched|messaged|wrote to|called|pinged|dm'?e?d) (?:us|
        me)\b
    replied\b|repl(?:y|ies) (?:from|by|came|in|received)\b|replys? from\b|answered\b|answer from\b|
        responded\b|response from\b
    (?:wrote|got|came|called|pinged|messaged|e-?mailed(?: me| us)?) back\b|heard back\b|heard? from\b
    (?:got|received|had) (?:a |an |his |her |their )?(?:\w+ )?(?:repl(?:y|ies)|answer|response)\b|
        auto-?repl(?:y|ied)\b
    (?:is|are|was|were|might be|may be|could be|seems?|sounds?|looks?)\s+(?:\w+ )?(?:interested|keen|
        up for it|open to)\b
    '(?:s|re)\s+(?:\w+ )?(?:interested|keen|up for it|open to)\b|(?<!not )interested\b|on board\b|curious\b
    (?:wants?|asks?|asking|asked|charges?|quoted|quotes?|requested|needs?|requires?|demands?|expects?|
        counter(?:ed|offered|-offered)?)\s+(?:(?:me|us|for|to see|about|a|an|the|is|more|at|
        with)\s+){0,3}(?:MONEY|(?:\w+\s){0,2}(?:fee|payment|money|budget|outline|draft|samples?|topics?|
        titles?|details|info|information|examples?|headlines?|ideas)\b)
    (?:got|received) (?:\w+ ){0,3}(?:pricing|prices?|rates?|price list|invoice|contract|brief|edits|
        feedback|comments|corrections|rate card|quote|guidelines|
        terms) from\b
    (?:SITE|[a-z]+) wrote:|can do (?:MONEY|it for)|(?:price|fee|rate|cost)s?(?: (?:for|at|on|
        of) FACT)? (?:is|are|went|goes|rose|
        dropped|came|has|now|increased)\b|(?:[a-z]+|SITE)'s (?:reply|answer|response|feedback|
        verdict)(?: is| was|\s*:)|(?:positive|
        good|nice|warm|
        lukewarm) (?:reply|response|answer|
        feedback)\b|feedback from\b
    (?:SITE|she|he|they) (?:has |have |just )*sent (?:me|us|over|back|their|his|her)\b|TASK sent (?:me|us|
        back|their)\b
    START(?:the )?SITE (?:now )?(?:ask|want|need|require|charge|demand|request|offer|propose|say) (?:for\b|
        us\b|
        me\b|a\b|an\b|the\b|that\b|MONEY|\d)
    (?:haggled|negotiated|talked|beat|brought|knocked|got|argued)\b[^.;,]{0,30}\b(?:down|up) (?:to|by) MONEY
""")
"""They answered."""

_THEM = (
    r"(?:SITE|TASK|she|he|they|editor|webmaster|(?!(?:i|we|got|and|but|also|then|just|have|had|to|"
    r"not|be|was|who|that|what|as|looks|sounds|seems|feels|something|it|this|there|client|clients|boss|"
    r"manager|team|everyone|everybody|nobody|legal)\b)[a-z]+)"
)
THEY_SAID = phrases(rf"""
    SITE, (?:just |has )?(?:asked|wants?|asks|said|replied|needs?)\b|(?:SITE|TASK|she|he|they|
        [a-z]+) (?:might|may|could) (?:be |still |also )?[a-z]+\b(?! i\b)
    promised (?:(?:to|they'd|he'd|she'd) (?:look|think|get back|check|review|consider|reply|answer|respond|
        ask|let|talk)|(?:us |me )?(?:an? )?(?:answer|
        reply|response|decision|call|feedback))\b
    (?:will|would|'d|'ll|can|could) (?:[a-z]+ ){{1,4}}[^.;]{{0,40}}\b(?:if|provided|as long as) (?:we|i|you|
        it)\b
    (?:SITE|she|he|they) (?:has |have |just )*(?:forwarded|passed|handed) (?:my|our|it|us|me|the)\b|(?:SITE|
        she|he|they) (?:has |have |
        just )*sent (?:\w+ )?(?:edits|feedback|comments|corrections|changes|questions|a (?:quote|price|
        contract|brief))\b
    STARTSITE:? (?:come back|try (?:us |them )?again|ask again|check back|get back to (?:us|them)) (?:in|
        after|on)\b
    (?:fully |all )booked\b|booked (?:up|out|until|till?|through|solid)\b
    in (?:discussions?|talks|negotiations?|conversation) with\b|(?:asked|asks|ask|wants?|quoted|
        charges?) (?:for )?(?:between|from|around|about) MONEY
    {_THEM}(?:'s|'ve|\s+(?:is|are|has|have|just))?\s+(?:said|says|told (?:me|us)|mentioned(?! (?:on|in|by|at|
        us|SITE))|thinks|suggested|let (?:me|us) know|offers|proposes|explained|asked (?:who|which|whose|
        several|some|me|us|for|if|about|
        whether|how|what|to|that|we|why|when|where|our)|asks (?:me|us|for|if|
        whether|how|what|about|to|that|we))\b|will do (?:it|this|that|so)\b|(?:dropped|lowered|raised|
        increased|cut|reduced|upped|changed|
        put up|doubled) (?:the|
        their|its|his|her) (?:price|rate|fee|quote|cost)s?\b|met us (?:in the middle|halfway)\b
    (?<!\bi )(?<!\bwe ){_THEM}(?:'s|\s+(?:is|are|has|have|just))?\s+(?:would like|prefers|
        likes?|liked|loved|loves|wants?|
        considering|thinking|reviewing|needs)\b
    SITE (?:does|do|did|would do|will do) (?:it|this|that|them) (?:for|at|without|free)\b
    START(?:the )?SITE\s*:?\s*(?:maybe|perhaps|possibly|undecided|not sure|unsure|still thinking)\b
    {_THEM}\s+will (?:think|get back|check|review|consider|discuss|let (?:me|us)|look|come back|reply|
        answer|ask)\b
    STARTSITE:\s*["']|STARTSITE (?:is |are )?offer|(?:is|are|'s|'re) (?:now )?offering\b|negotiat
""")
"""They said something or other."""

NOT_A_NO = phrases(r"""
    (?:TASK|SITE|(?:they|she|he)\b)[^.;]{0,40}(?:didn't|did not|hasn't|isn't|not)\b[^.;]{0,30},\s*(?:just |
        only |but )?(?:asked|asking|asks|wants?)\b
""")
"""Neither yes nor no: "didn't decline, asked for another topic"."""
OFFERED = phrases(r"""
    (?:took|takes|accepted|accepts) (?:the|our|it)\b
    no-?follow\b|sponsored\b|paid\b|MONEY
    'd (?:consider|take|do|like|look|be|prefer)\b
    (?:open to|offer(?:s|ed|ing)?|propos(?:es|ed|ing)|suggest(?:s|ed|ing)?|willing to|happy to|can do|
        could do|
        might|interested in|keen on|would (?:consider|take|do|like|look|be|prefer)|wants?|asks?|asked|
        quoted)\b
""")
"""What they would do instead of what they refuse."""
NOT_BEFORE = phrases(r"""
    (?:can't|cannot|won't|couldn't|not|nothing|no)\b[^.;,]{0,40}\b(?:before|until|till?) (?:the )?(?:end of |
        start of )?DATE
""")
"""A refusal up to a date."""
NOT_NOW = phrases(r"""
    not (?:right )?(?:now|yet|this (?:time|month|quarter|year|week)|at (?:the|this) (?:moment|time)|today)\b
    no (?:budget|capacity|slots?|space|room|time) (?:this|until|till|right now|at the moment)\b
    too busy\b|fully booked\b
""")
"""A refusal for the time being."""
SOME_TIME = phrases(r"""
    (?:maybe|perhaps|possibly|try|ask|ping|come back|check back|get back|again|revisit|could|might|open to|
        interested)\b.*DATE
""")
"""When to come back, behind such a refusal."""

SHE_ANSWERED = phrases(r"""
    repl(?:ied|y)\b|answered\b|responded\b|said\b|says\b|got back\b|came back\b|wrote back\b|wants?\b|
        bounced\b|she\b|they\b|he\b
""")

_DO_LINK = (
    r"(?:carry|host|show|give|publish|post|add|link|include|insert|place|put|run|feature|update|replace|fix|"
    r"swap|slot|squeeze|fit (?:us|it|our|the|this|that|you|in)|cite|credit|quote us|mention|reference|"
    r"list|drop in (?:it|our|the|a)|embed|"
    r"upload|release|share (?:it|our)|push it live|set it live)"
)
_DOING_LINK = (
    r"(?:adding|publishing|posting|linking|including|inserting|placing|running|featuring|"
    r"updating|replacing|going live)"
)
PROMISED = phrases(rf"""
    (?:got|received|have) (?:\w+ )?yes{{1,2}}es\b|sa(?:id|ys) (?:\w+ )?(?:yes|yep|yeah|ok|okay|sure)\b|
        yes from\b|a yes\b|ok from\b|agree(?:d|s)\b|
        promis(?:ed|es|e|ing)\b(?! (?:nothing\b|not\b|(?:to|they'd|he'd|she'd) (?:look|think|get back|check|
        review|consider|
        reply|answer|respond|ask|let|talk)|(?:us |me )?(?:an? )?(?:answer|reply|response|decision|call|
        feedback))\b)
    (?:is|are|'s|'re)(?: totally| definitely| all)? (?:down|game|cool) (?:for|with|to)\b(?! maintenance)
    accepted\b|accepts (?:our|the|it|us|my|this)\b|(?:is|are|'s|'re) (?:fine|ok|okay|good) with\b|
        (?<!got )approved\b|confirmed\b|(?<!fully )booked\b(?! (?:up|out|until|till?|through|solid))|deal\b|
        (?:is|has been) scheduled\b
    green[\s-]?lit\b|gave (?:me |us )?(?:the |a )?(?:green light|go-?ahead|ok|okay|thumbs up|nod)\b|
        (?:green light|go-?ahead) from\b
    (?:is|are|'re|'s) (?:happy|glad|willing) to {_DO_LINK}\b
    (?:will|'ll|'d|gonna|going to|plans? to|wants? to|would)\s+(?:(?!you\b)\w+\s+)?(?:{_DO_LINK}|go live|
        be (?:live|
        published|up(?! (?:for|to)\b))|(?:have|carry|include|feature|contain|get|show|give) (?:our|the|us|a|
        my) (?:\w+ )?(?:back)?links?\b|have it (?:up|live))\b
    (?:will|'ll|to|should|can|could) go (?:up|out|online)\b(?! (?:to MONEY|in price))|link (?:is |
        will be |coming |to be )*(?:on|at|
        in) SITE (?:by|on|from|before|this|next)? ?DATE|
        link (?:is )?(?:coming|going)(?: up| out| live)? (?:on|at|to) SITE
    START(?:placed|published|live)(?: (?:on|at))?\s*[:!-]?\s*SITE|START(?:posted|up|won)\s*[:!-]\s*SITE|
        STARTTASK\W{{0,3}}(?:live|placed|published|up) (?:on |at )?SITE|STARTwon SITE
    (?:is|are|'s|'re)\s+(?:\w+\s+)?{_DOING_LINK}\b|will be (?:live|up|published)\b|(?:will|should) be (?:on|
        at) SITE
    (?:SITE|TASK|she|he|they|[a-z]+): (?:yes|yep|ok|okay|agreed|sure|deal)\b|goes? up\b|going up\b|
        goes? out (?:on|in|next)\b
    ok'?d\b|okay(?:'?d|ed)\b|scheduled (?:at|on|for|with|to)\b|(?:article|post|piece|link|it) (?:is |was |
        has been )?scheduled\b
    TASK:? (?:says |said )?yes\b|goes (?:on|in) SITE
    (?:SITE|TASK)\s*(?::|→|->|-|=|\|)?\s*(?:ok|okay|fine) (?:at|for|with) MONEY|(?:will|'ll) do (?:it|this|
        that)\b|yes (?:on|for) (?:TASK|SITE)|signed (?:the |a |our |an )?(?:contract|agreement|deal|io)\b
    SITE\s*(?::|→|->|-|=|\|)?\s*(?:yes|yep|yeah|agreed|deal)(?=\s*(?:[,.!;(]|MONEY|DATE|with\b|for\b|by\b|
        END))
    committed to\b|guaranteed\b|signed off\b|good to go\b|slated for\b|(?:is|are) set for\b|to (?:go live|
        be published)\b
    go(?:es|ing)? live\b|live (?:by|on|from|before|at|next|this|in|tomorrow|within)\b|live DATE
    (?:publish(?:ed|es|ing)?|scheduled|posting) (?:by|on|for|before)\b
    placement (?:agreed|confirmed|secured|booked)\b|link (?:agreed|secured|confirmed|(?:is )?promised)\b
    (?:SITE|TASK|she|he|they)\s+(?:puts?|adds|publishes|posts|inserts|includes|places|runs) (?:it|our|the|my|
        a|us)\b
    they\s+(?:add|publish|post|insert|include|place|run) (?:it|our|the|my|us)\b
    (?<!the )(?<!about )(?<!re )(?<!our )(?:SITE|TASK|she|he|they) (?:will )?(?:publish(?:es)?|posts?|runs?|
        adds?|links?|places?|
        prints?) (?:(?:it|us|our|the|this|that|
        \w+) ){{0,3}}(?:on |by |before |in |at |until |from )?(?:the )?(?:end of |start of )?DATE
    (?:put|add|publish|post|insert|place) (?:it|our|the|my) (?!down\b)(?:\w+ )?(?:\w+ )?DATE
    (?:START|[,:;-] )(?:yes|sure|ok|okay|yep|absolutely|definitely|of course)?[,!. -]*(?:we'd be |i'd be |
        they'd be |they'd |i'd |we'd )?(?:glad|
        happy|delighted|pleased|love) to (?:{_DO_LINK})\b
    yes to\b|would (?:be )?(?:happy|glad|love) to {_DO_LINK}\b|be (?:happy|glad) to {_DO_LINK}\b
    sa(?:id|ys) (?:it's |that's )?(?:fine|great|good|no problem|absolutely|of course|definitely|go ahead|
        go for it)\b
    (?:TASK|SITE|she|he|they|(?!(?:came|come|comes|got|put|log|check|checked|sign|fill|filled|back|went|
        going|mail|mails|
        card|set|is|link)\b)[a-z]+) (?:just |has |have |is |are )?(?:in|onboard|game)(?=\s*(?:[,.!;(:-]|
        for MONEY|at MONEY|END))
    (?:gave|given|got|giving|gives) (?:us |me |it )?(?:the |a |their |her |his )?(?:thumbs[- ]?up|nod|
        green light|go-?ahead|ok|okay|
        blessing|all[- ]clear)\b|all set (?:with|for)\b|locked in\b|inked\b|sealed\b|(?:it's|that's|
        is) a (?:yes|go|deal)\b
    (?:will|'ll|should|to) (?:be|have (?:it|this|us|the \w+)) (?:live|up|online|published|posted|out|ready|
        in)\b|comes? out\b|coming out\b|
        (?:is |are |be )(?:scheduled|booked|planned|lined up|queued|in the queue) for\b|
        drops (?:on )?(?:the )?DATE
    (?:is|be|goes|went|gets?|getting) (?:put )?online\b|(?:is|are|be) publishing\b|publish(?:es)? (?:on |in |
        at )?(?:the )?DATE
    (?:SITE|TASK|she|he|they)(?: is| are|'re|'s)? agree\b|would be (?:happy|glad)\b
    (?:online|(?<!follow )(?<!followed )(?<!following )(?<!-)up) (?:by|from|on|before|at|next|this|in|
        tomorrow|within) (?:the )?DATE|(?:would|
        'd) (?:be )?(?:happy|glad|love|delighted|
        pleased) to {_DO_LINK}\b|(?:can|could) {_DO_LINK} (?:it |this |that |the \w+ )?(?:by |on |in |
        at )?(?:the )?DATE
    SITE (?:is )?(?:now )?(?:live|online)(?=\s*(?:[!.,;(:]|END|(?:but|with|at|on|and)\b))
    (?:(?:SITE|TASK|she|he|they) )(?:has |have |just |already |now )*(?:scheduled|lined up|slotted|queued|
        pencill?ed)(?: in)? (?:our|
        us|the|it|my)\b
    sa(?:id|ys) (?:that )?(?:we|it|our \w+)(?:'ll| will|'d| would|'re| are|
        's| is)(?: going to| gonna)? be(?:ing)? (?:in|on|
        featured|included|added|listed|mentioned|covered|quoted)\b
    (?:SITE|TASK|she|he|they|[a-z]+) (?:has |have |was |is )?(?:pushed|delayed|postponed|moved|
        rescheduled|slipped|shifted|slid|
        bumped) (?:back )?(?:the |our |it's |its |their )?(?:round-?up|
        publication|publishing|article|post|piece|launch|go-?live|release|publish date)\b
    (?:publish(?:ing)?|publication|live|go-?live|posting|launch|release) date\b|(?:link|post|article|
        piece) (?:is )?(?:expected|due|planned) (?:by |on |in |for )?(?:the )?DATE
    (?:publication|publishing|publish date|go-?live|post|article|piece|link|launch|
        date) (?:is |was |has been |got |
        just )?(?:moved|pushed|postponed|delayed|rescheduled|shifted)(?: back)? (?:to|until|till)\b|
        new (?:publication |publishing |publish |go-?live |live )?date (?:for|from|at|is)\b
    settled (?:on|at|for)\b|shook hands\b|(?<!-)(?<!follow )up (?:by|before|from) (?:the )?DATE
    link (?:will|is going to|'ll|should) (?:come|appear|follow|go|be)\b
    (?:bought|ordered|purchased) (?:a |an |the |our |one |\d )?(?:\w+ )?(?:link|niche edit|placement|
        insertion|
        guest post|post|article)\b
    won a link\b|secured (?:a )?(?:link|placement|spot|post)\b
""")
"""They promise a link."""

LIVE = phrases(r"""
    TASK\s*(?::|→|->|-)\s*(?:now |finally )?live(?=\s*(?:[,.!;(:@-]|END|(?:at|on|here|on the)?\s*SITE))
    SITE (?:is )?now (?:point|link|lead|go)(?:s|ing) (?:back )?(?:at|to) (?:us|our|SITE)
    SITE (?:now |finally |already )?(?:has|carries|shows|includes|features|contains|displays) (?:our|
        my) (?:back)?link\b
    (?:got|have|received|scored|landed|won) (?:[a-z0-9]+ ){0,3}?(?:link|placement|mention)s?:?(?:\sat|
        \son|\sin)? SITE [^.;,]{0,30}?\b(?:from|for|of|via|
        through|thanks to) (?:our |the |my )?(?:\w+ )?TASK
    link is (?:now )?(?:in|on|at) (?:the|their|her|his|SITE)
    (?:now|already|finally) links? (?:to|back|over)\b
    (?:back)?link(?:s)? (?:is |are |was |were |has been |have been |got |been )?(?:just |now |already |
        finally )?(?:placed|added|
        inserted|published|posted|posed|set|put|in place|online|up|there)\b
    SITE (?:has |have |just |finally |now )*(?:published|posted|put up|uploaded|placed|inserted|added)\b|
        (?:published|posted) (?:us|it|our)\b|(?:is|are|now|went|was|got) (?:online|out now)\b
    (?:is|are|'s|it's|now|went|just went|gone|been|already)\s+(?:now\s+|finally\s+|already\s+)?(?:live|
        published|up(?! (?:for|to|from|by|in)\b))\b
    (?:used|ran|published|included|featured|picked up|ran with) our (?:\w+ )?(?:quotes?|pitch|story|
        comments?|data|
        study|piece|article|post|tips?)\b
    (?:link|post|article|piece|placement|it)\s+(?:is\s+)?(?:now\s+)?live\b|live now\b|published:|
        published (?:it|our|the|my)\b
    (?<!should )(?:has|have)\s+(?:now\s+)?(?:linked|published|posted|added)\b|(?:she|he|they)\s+(?:linked|
        added|
        published|posted)\b
    (?:added|placed|inserted|put up|put in) (?:our|the|my|a) (?:back)?link\b
    (?:fixed|replaced|swapped|updated) (?!our (?:back)?link\b)(?:the|our|that|their) (?:broken |dead |
        old )?(?:back)?link\b
""")
"""They say, or somebody says, that it is there."""

WISHED = phrases(r"""
    got (?!the |a |an |us |our )\S+\s*$
    (?:might|may|could|perhaps|maybe|possibly|hopefully|fingers crossed)\b(?:\s+[\w\ue000-\uf7ff]+){0,3}\s*$
    ask(?:ed|ing)?\b|pitched\b|emailed\b|wants?\b(?! to)|wanted\b|hoping\b|hope\b|wondering\b|requested\b|
        offered\b|proposed\b|suggested\b|if\b|to see\b|please\b
""")
"""What is only wished for is no promise."""
OURS = phrases(r"""
    (?:i|we)(?:\s+\w+)?\s*$
    (?:client|clients|boss|manager|team|legal|marketing)(?:\s+(?:has|have|just|finally|already|is|are))*\s*$
    (?:i|we)'$
""")

DECLINED = phrases(rf"""
    declin(?:ed|es|e|ing)\b|reject(?:ed|s|ing)\b|refus(?:ed|es|ing)\b|rejection (?:from|by)\b|refusal from\b
    (?:said|says|say|it's a|is a|a|hard|got a|flat) no\b(?! (?:reply|response|answer|problem|worries|budget))|
        no from\b|no thanks\b|no thank you\b
    (?:not|no longer|isn't|aren't|wasn't) interested\b|no interest\b|(?:don't|doesn't|do not|does not|
        didn't) have (?:any |an |much )?interest\b|not a (?:good )?fit\b|no fit\b|
        no budget\b
    (?:turned|turning) (?:us |me |it |this |our \w+ )?down\b|knocked (?:us|it) back\b|shot (?:us|it) down\b
    passed(?: on (?:it|this|us|our))?(?=\s*(?:$|[,.;!]|on\b))|passing on\b|will pass\b
    (?:won't|will not|can't|cannot|don't|do not|doesn't|does not|aren't|isn't|not) (?:\w+ )?(?:link(?:ing)?|
        accept(?:ing)?|publish(?:ing)?|do(?:ing)?|take|taking|allow(?:ing)?|add(?:ing)?|place|post(?:ing)?|
        sell(?:ing)?|offer(?:ing)?|exchange|exchanging|swap(?:ping)?|trade|trading|host(?:ing)?|cooperate|
        collaborate|
        entertain)\b
    (?:'d|would) (?:much |really )?(?:rather|prefer) not\b|(?:knocked back|turned down|shot down|
        rejected|snubbed) by\b|
        (?:answer|reply|response)(?: (?:for|on|from|re|to) FACT)? (?:is|was|came back)(?: a| as)? no\b
    said they (?:won't|don't|can't)\b|asked (?:us|me) (?:not to|to stop)\b|unsubscribed\b|(?:do not|
        don't) contact\b
    (?:SITE|TASK)\s*(?::|→|->|-|=)?\s*(?:no|nope|nah)(?=[,.!]|END)
    (?:no longer|stopped|never) (?:accept|tak|do|publish|post|link)(?:s|es|ing)?\b|(?:hard )?pass from\b|
        no go\b|no dice\b|unable to\b
    not (?:looking|taking|open to|relevant|for (?:them|us|her|him)|at this time|right now|possible|
        allowed)\b|not a match\b
    against (?:their|our|the) (?:policy|policies|guidelines|rules)\b|thumbs down\b|negative (?:reply|
        response|answer)\b
    (?:replied|answered|responded)(?: with)?(?: an?)? (?:no|negative(?:ly)?)\b
    (?:don't|doesn't|do not|does not|didn't) (?:want|like|need)\b(?! to (?!{_DO_LINK}|accept|host|work|
        take|continue|be|have|go|cooperate|collaborate|participate|partner|sell))|(?:answer|reply|
        response) (?:is|
        was) (?:a )?no\b
    (?:not|isn't|aren't|wasn't) (?:keen|convinced|up for|willing|happy to|open to)\b|not (?:this time|now|
        for now)\b(?!\W*TASK)
    (?<!to )(?<!for )(?<!at )(?<!with )(?:SITE|TASK|she|he|they)(?: is| are|'s|
        're) (?:out|off)(?=\s*(?:[,.;!(-]|END))
    asked (?:us |me )?(?:not to\b|to (?:stop|be removed|unsubscribe)\b)|not to be contacted\b|take (?:them|
        her|him) off\b
    (?:paused|suspended|stopped|closed|halted|ended) (?:all |their |the )?(?:guest\b|submissions?|sponsored|
        outside|external|link)
    (?:didn't|did not) (?:accept|take|want|agree|approve)\b
    no (?:on|for|to) (?:TASK|SITE)(?! \w+ing\b)
    vetoed\b|(?:it's|that's|is|are|was) (?:a no|a no-go|a pass|not on)(?=\s*(?:[,.;!(-]|for\b|
        END))|not happening\b|not going to happen\b|
        not an option\b|off the table\b
    START(?:it's |it was |a |an |another |got |just |only )*(?:nah|nope|nay|nada|no|non|pass|hard no|
        rejection|refusal|
        negative|thumbs down)(?: thanks)? (?:from|by) \S|passed on (?:the|our|my|a|this|that|their|all)\b
    (?:told|asked|requested|begged|want|wants) (?:us|me) (?:to (?:stop|never|quit|leave|not)|not to|
        never to)\b
    (?:\d+|two|three|four|five|both) (?:nos|noes|no's|rejections|refusals)\b
    no thanks|(?:politely |kindly |sadly |unfortunately )(?:declin|refus|reject|pass)\w*\b|shut (?:us|it|
        me) down\b|blew us off\b|
        said (?:they're |it's )?not\b|brushed (?:us|me) off\b|gave (?:us|me) (?:a |the )?(?:no|brush-?off|
        cold shoulder)\b
    (?:don't|doesn't|do not|does not|no longer|never) (?:work with|deal with|respond to|look at|go for)\b|
        not (?:their|our|her|his) (?:thing|
        style|cup of tea|area|beat|topic)\b|wrong (?:fit|audience)\b|only (?:accept|take|do|
        publish)s? (?:in-?house|internal|own|staff)\b
    (?:pitch|proposal|offer|request|idea|article|post|draft|outreach|topic)s?\b[^.;]{{0,30}}\b(?:rejected|
        declined|refused|denied|
        turned down|shot down|knocked back)\b
    fell through\b|backed out\b|pulled out\b|changed (?:her|his|their) mind\b
""")
"""They refuse."""

BOUNCED = phrases(r"""
    bounced?\b|undeliverable\b|delivery (?:has )?failed\b|mailer-daemon\b|no such (?:user|mailbox)\b
""")
"""A mail that never arrived."""
LATE = phrases(r"""
    missed (?:the|their|her|his|our)\b|(?:is|are|'s|'re|running) (?:already |very |a bit )?(?:late|overdue)\b
""")
"""A promise not kept in time."""
NO_REPLY = phrases(r"""
    (?:no|not a|without(?: a| any)?|zero|never (?:got|had) (?:a|an|any)|waiting (?:for|on)(?: a| an| her|
        his| their)?|(?:didn't get|didn't receive|haven't got|haven't had|haven't received|
        hasn't sent) (?:a|an|any))\s+(?:\w+\s+)?(?:repl(?:y|ies)|responses?|answers?|word|news|sign of life)\b
    (?:didn't|did not|hasn't|has not|haven't|have not|never|not|won't|doesn't|isn't|
        yet to)\s+(?:\w+\s+){0,2}?(?:repl(?:y|ied|ying)|respond(?:ed|ing)?|answer(?:ed|ing)?|
        hear(?:d)?(?: back)?|(?:got(?:ten)?|get|written|come) back)\b
    (?:didn't|did not|hasn't|has not|haven't|have not|never|not)\s+(?:yet\s+)?(?:publish(?:ed)?|decided|
        confirmed|delivered|approved|reviewed|signed|posted|
        linked|added|gone live|put it up)\b
    (?:can't|cannot|can not|couldn't|could not|unable to) (?:reach|get hold of|get through|contact)\b
    still waiting\b|waiting\b[^.;,]{0,25}\b(?:answer|reply|response|feedback|news|reaction)s?\b|(?:waiting|
        awaiting) (?:on|to hear)\b|waiting for (?:SITE|TASK|them|her|him)
    missed (?:the|their|her|his|our|every) (?:\w+ )?(?:deadline|date|slot)s?\b|(?:is|are|'s|'re|
        running) (?:\d+ (?:days?|weeks?) |already |very |a bit )?(?:late|overdue|delayed)\b
    no joy\b|(?:no|not a) (?:peep|dice yet)\b|silence from\b|unresponsive\b|not responding\b|(?:gone|went|
        been|still) (?:quiet|silent|dark)\b|
        (?:isn't|aren't|not|never) (?:answering|replying|responding|reacting)\b|no (?:reaction|sign|luck)\b
    ghosted\b|radio silence\b|crickets\b|no luck\b|nothing (?:back|yet|from)\b|bounced?\b|undeliverable\b
    (?:SITE|TASK) (?:didn't|did not|hasn't|has not|haven't)END
""")
"""They have not answered, or not kept their promise yet."""
CHANGED = phrases(r"""
    (?:new|right|correct|other) (?:contact|editor|person|address|e-?mail)(?: there| now)?\s*
        [:=,-]?\s*(?:SITE|USER)
    wrong (?:contact|person|editor|address|e-?mail|guy|department|team|inbox)\b
    contact is now\b|(?:opened|read) (?:my|our|the) (?:e-?mail|mail|message|pitch)\b
    (?:the |our |my )?contact(?: person)? (?:of|at|for|there)\b[^.;]{0,30} is\b
    (?:has |have )?left (?:SITE|the (?:company|blog|site|magazine|paper))\b|no longer (?:works|with|at|there|
        in charge)\b
    (?:new|right|correct|best) (?:contact|editor|person|e-?mail|address)\b[^.;]{0,30} is\b
""")
"""Somebody else is to be written to now."""
OUT_OF_OFFICE = phrases(r"""
    (?:'s|is|are|he's|she's) out (?:until|till?|for|all|this|next)\b|(?:out|off) sick\b|is (?:sick|ill)\b
    (?:on (?:vacation|holidays?|(?:\w+ )?leave|pto)|out of (?:the )?office|ooo|away)(?: again)?(?: (?:until|
        till|til|through|for|from|this|next|all)\b|END)
    back (?:in the office|from (?:vacation|holiday|leave))\b
""")
