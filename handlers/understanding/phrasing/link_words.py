"""How link builders speak of a link that stands, came by itself, went or should be looked at."""

from handlers.understanding.phrasing.phrases import phrases

EARNED = phrases(r"""
    (?:found|spotted|noticed|saw) SITE (?:linking|links?|mentioning|citing|mentions)\b
    (?:found|spotted|noticed|discovered|new) (?:a |an |another |the )?(?:new |nice |
        fresh )?(?:back)?links?\s*:|(?:nobody|no one|never|we never|none of us|didn't) (?:had )?pitch(?:ed)?\b
    (?:back)?links? (?:spotted|found|seen|discovered|detected) (?:on|in|at|from)\b
    (?:unexpected|random|bonus|another) (?:back)?links? (?:from|on|in|at)\b
    (?:surprise|unexpected|bonus|organic|natural|passive) (?:back)?links?\s*:?\s*SITE
    (?:got|found|spotted|noticed|picked up|received|scored|landed|won|have|had|gained|there's|saw|
        discovered|new|natural|organic|passive|unsolicited|free|surprise)\s+(?:(?:a|an|another|some|the|us|
        new|free|natural|organic|passive|unsolicited|surprise|followed|dofollow|nofollow|nice|great|
        editorial|unexpected|2|two|three)\s+){0,4}(?:back-?links?|links?|mentions?|citations?)(?: from| on|
        in| at| by)\b
    (?:linked|links|linking|mentioned|mentions|cited|cites|featured|features|picked up|covered|wrote about|
        ran)\s+(?:to\s+)?(?:us\b|me\b|
        our \w+|SITE)?\s*(?:[^.;]{0,60})?(?:without (?:being )?ask(?:ing|ed)|unprompted|out of (?:the blue|
        nowhere)|(?:on|of) (?:its|their|his|her) own(?: accord)?|by (?:themselves|itself|herself|himself)|
        without (?:any )?outreach|unasked|nobody asked|we never asked|
        didn't ask)\b
    without (?:that |us |we |our |me |i |having |ever |any |even )*(?:ask(?:ed|ing)?|request(?:ed|ing)?|
        pitch(?:ed|ing)?|contact(?:ed|ing)?)\b(?! (?:for|about)\b)
    START(?:a |an |another |one |new |nice )*organic (?:pick-?up|mention|coverage|(?:back)?link|citation|
        placement)s?\b|
        (?:links?|followed|do-?follow|no-?follow|mention) (?:from|
        on) SITE[^.;]{0,60}, (?:fully |totally )?organicEND
    (?:back)?link(?:ed|s)?\b[^.;]{0,60}\bon (?:its|their|his|her) own\b|(?:link|linked|links|published|
        mention|mentioned|
        featured|cited)\b[^.;]{0,90}\b(?:(?:we|i)(?:'d|'ve| have| had)? never|
        (?:nobody|no one|none of us)(?: has| had)?)(?: ever| even)? (?:contacted|pitched|e-?mailed|
        reached out|
        approached|messaged)\b
    organically\b|(?:totally|completely|purely|fully) organic\b|unprompted\b|earned\b|(?:passive|organic|
        natural|unsolicited) link\b|without (?:us )?(?:being )?ask(?:ing|ed)\b|
        (?:never|didn't) ask(?:ed)? for(?: it| this)?\b|(?:never|didn't|did not|
        hadn't) (?:even )?ask(?:ed)?(?: (?:them|him|her))?END|nobody asked\b
""")
"""A link that nobody asked for."""
JUST_LINKED = phrases(r"""
    SITE (?:has |have |just )?(?:cited|mentioned|featured|quoted|referenced|covered|linked(?: to)?|
        links to) (?:us\b|our\b|SITE)
    (?:linked|links) to (?:us|our|me)\b|(?:mentioned|cited|featured) us\b|(?:got|were|was|
        been) (?:mentioned|cited|featured|linked)\b
""")
LOST = phrases(r"""
    (?:anchor|target|link|url|text)(?:'s| is| was| text is)? (?:\w+ )?(?:wrong|incorrect|not right|
        not as agreed)\b
    (?:got |been |is |was |now )*(?:de-?indexed|noindexed)\b
    SITE (?:is |now |just |already |has been )*(?:404s|404ing|404'ing|(?:is|returns|returning|gives|
        giving|shows|showing|throws|throwing) (?:a |an )?404)\b
    (?:swapped|replaced|exchanged|traded|overwrote|switched) our (?:back)?link (?:for|with|by|to)\b
    (?:show(?:s|ing)?|shown|tagged|marked|set|live|came out|went live|up|is|was|are|published|
        but)(?: up)? (?:as |with |it's |but )*(?:an? )?(?:nofollow|
        sponsored|ugc)\b[^.;]{0,20}\b(?:agreed|should be|supposed|promised|instead of|not dofollow|paid for)\b
    (?<!will be )(?<!'ll be )(?:nofollow|sponsored) (?:instead of|not|rather than) (?:a |
        the )?(?:agreed |promised )?do-?follow\b
    (?:changed|altered|edited) (?:the |our )?anchor\b|(?:deleted|removed|took down|unpublished|redirected|
        pulled) (?:the|our) (?:\w+ )?(?:article|post|page|
        piece|mention|guest post)\b|(?:added|has|put) (?:a )?noindex\b
    (?:back)?link\b[^.;]{0,40}\b(?:redirects|redirected|points? (?:elsewhere|somewhere else|
        to (?:a |another |some )?(?:competitor|rival|other)))\b
    lost (?:the|our|a|that) (?:SITE )?(?:back)?link\b|(?:page|site|url|article|post)\b[^.;]{0,20}\b(?:404s|
        (?:is|are|returns|gives|shows|throws|
        now) (?:a |an )?(?:404|down|offline|gone|500|error)|got deleted|was deleted|disappeared)\b
    link(?:s|ed|ing)? to (?:the |our )?(?:wrong|homepage|home page|old|another|other)\b|wrong (?:page|link|
        url|anchor|target)\b|linked\b[^.;]{0,40}\binstead of\b
    (?:removed|dropped|stripped|took away) (?:the |our )?(?:do-?follow|follow)\b|(?:made|turned|switched|
        changed|set) (?:it|us|our link|the link|our|the) (?:\w+ )?(?:to |into )?no-?follow\b|
        (?:back)?link\b[^.;]{0,40}\b(?:gone|removed|missing|disappeared|
        deleted|taken down|broken now|not there|dropped(?! (?:on|in|at)))\b
    (?:removed|deleted|took down|changed|switched|dropped) (?:our|the) (?:back)?link\b
""")
"""A link that is said to be gone or changed: worth a look."""

NO_LINK = phrases(r"""
    (?:but |with )?(?:no|without(?: a| any)?) (?:back)?link(?! (?:request|outreach|building))\b
""")
"""Spoken of, and not linked to."""
NOT_AS_AGREED = phrases(r"""
    (?:anchor|target|link|url|text)(?:'s| is| was| text is)? (?:\w+ )?(?:wrong|incorrect|not right|
        not as agreed)\b
    (?:the |a )?wrong (?:page|link|url|anchor|target|address)\b
    (?:nofollow|sponsored|ugc)\b[^.;]{0,20}\b(?:(?:we|they|i|was|were|had) (?:agreed|promised)|should be|
        supposed|paid for)\b
    (?<!will be )(?<!'ll be )(?:nofollow|sponsored) (?:instead of|rather than) (?:a |the )?(?:agreed |
        promised )?do-?follow\b
    (?:swapped|replaced|exchanged|traded|overwrote) our (?:back)?link (?:for|with|by|to)\b
""")
"""A link that is not what it was to be."""

VOUCHED = phrases(r"""
    (?:is|it's|link's) (?:there|live|up)\b[^.;]*\b(?:bot|checker|crawler|robot) (?:is|was|gets|got) blocked\b
    vouch(?:ed|ing)?\b|(?:is|it's|link's) (?:still )?(?:there|live|up)\b[^.;]*\bi (?:just |'ve )?(?:checked|
        looked|verified|saw it)\b
    (?:confirmed|checked|verified) (?:it |this |the \w+ |FACT )?(?:by hand|manually|myself|with my own eyes)\b
    (?:looked|checked|opened|seen|verified)\b[^.;]{0,40}\b(?:in (?:my|a|the|our) browser|by hand|manually|
        myself)\b
    (?:the )?(?:bot|checker|tool|crawler|robot) (?:just |simply )?(?:can't|cannot|can not|couldn't|doesn't|
        won't) (?:see|read|find|open|load)\b
    \bi (?:can |hereby |do |just |personally |have |did |already )*(?:confirm(?:ed)?|verif(?:y|ied)|
        attest|guarantee) (?:it|that|this|the link|the
        page|FACT|manually|by hand|myself)(?!\w)(?! (?:with|to) (?!TASK))
    (?:bot|checker|tool|crawler|robot|system|you) (?:\w+ )?(?:don't|doesn't|do not|can't|cannot|
        not) (?:see|find|read|detect)\b
    i (?:just |can )?(?:see|saw) (?:the|our|it)\b|manually (?:checked|verified|confirmed)\b|confirm(?:ed|
        ing)? (?:that )?(?:FACT|it|the link)(?: is)? (?:there|live|up)\b
    i(?:'ve| have)?(?: just)? (?:checked|looked|verified|saw|see|can see|can confirm|
        confirm)\b[^.;]*\b(?:there|live|up|fine|ok|visible)\b
""")
ASKS_TO_LOOK = phrases(r"""
    (?:please|pls|can you|could you|plz)(?: please)? (?:re-?|double[- ]?)?check(?:\sit|\sthat|\sthis|
        \sagain|\sonce|\snow)*END
""")
"""The bot is asked to look, behind whatever else is said."""
CHECKED = phrases(r"""
    STARTSITE (?:is )?(?:still )?(?:live|up|there|dofollow|followed|online)\s*\?
    START(?:please |pls |can you |could you |go )*(?:(?:re-?|double[\s-]?)?check|verify|(?:(?:take|
        have) a )?look (?:at|if|whether)|see (?:if|whether)|find out (?:if|whether)|make sure|
        test|crawl|
        scan)\b(?! (?:in|back|out|with)\b)
    START(?:is|are|has|have|does|do|did)\b(?! (?:not|done|sent|written|contacted|emailed|pitched|asked|
        made|had|been|got|just|already|submitted|mailed|messaged)\b).*\b(?:live|link(?:s|ed|ing)?|
        published|up|there)\b.*(?:SITE|TASK)
    START(?:is|are|has|have|does|do|did)\b(?! (?:not|done|sent|written|contacted|emailed|pitched|asked|
        made|had|been|got|just|already|submitted|mailed|messaged)\b).*(?:SITE|TASK).*\b(?:live|link(?:s|
        ed|ing)?|up|there|published)\b
""")
