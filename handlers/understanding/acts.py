"""What somebody did or wants done, from the verbs of a sentence whose facts are lifted out (``lexer.py``)."""

import re
from dataclasses import dataclass

from handlers.understanding.intent import Act
from handlers.understanding.lexer import DATE, FACT, SITE, TASK

_NOT = (
    r"(?:did(?:n't| not)|has(?:n't| not)|have(?:n't| not)|had(?:n't| not)|is(?:n't| not)|was(?:n't| not)|"
    r"not|never|no|"
    r"nobody|without|won't|will not|does(?:n't| not)|do(?:n't| not)|could(?:n't| not)|can't|cannot|yet to|"
    r"failed to|"
    r"waiting (?:for|on)|awaiting|if|unless|until|till|before|once|when|whether|hoping|hope)"
)
_NEGATED = re.compile(rf"\b{_NOT}(?:\s+(?:\w+|{FACT})){{0,3}}\s*$")
_THEY = rf"(?:she|he|they|it|{SITE}|{TASK}|\w+)"

_ASK_VERBS = (
    r"(?:e-?mail(?:ed|ing)?|re-?mailed|mail(?:ed|ing)|pitch(?:ed|ing)?|re-?pitched|contact(?:ed|ing)?|"
    r"messag(?:ed|ing)|"
    r"wrote(?! back)|writing to|dm(?:'?e?d)|dm|(?:reach(?:ed|ing)? out|outreach(?:ed)?)|sent|sending|"
    r"submitt(?:ed|ing)|ask(?:ed|ing)(?! (?:me|us)\b)|"
    r"offer(?:ed|ing)|propos(?:ed|ing)|suggest(?:ed|ing)|call(?:ed|ing)|phoned|rang|spoke|approach(?:ed|"
    r"ing)|applied|request(?:ed|ing)|"
    r"tweeted|linkedin(?:'?ed)?|inmailed|fired off|shot|dropped (?:\w+ )?(?:a|an) (?:line|e-?mail|note|"
    r"message|dm)|got in touch|"
    r"cold[\s-]e?mailed|introduced|invited|filled (?:in|out)|met|talked|tried|used (?:the|"
    r"their) (?:contact )?form|"
    r"responded to|answered|applied to)"
)
_FUTURE_ASK = r"(?:e-?mail|mail|pitch|contact|message|write to|write|dm|reach out|send|submit|ask|offer|propose|call|approach|apply)"

ASK = re.compile(rf"\b{_ASK_VERBS}\b")
"""A first contact that has been made."""
WILL_ASK = re.compile(
    rf"\b(?:will|'ll|going to|gonna|plan(?:ning)? (?:on|to)|want to|need to|should|must|have to|let's|to|"
    rf"please|todo:?|to-do:?)\s+(?:\w+\s+)?{_FUTURE_ASK}(?:ing)?\b"
    rf"|^[^\w\ue000-\uf7ff]*(?:{_FUTURE_ASK})\b"
)
"""A first contact that is planned."""

_FOLLOWED_UP = (
    r"(?:followed|following)[\s-]*up|(?:f/?u'?d|fu'd)|chas(?:ed|ing)|nudg(?:ed|ing)|bump(?:ed|ing)|"
    r"ping(?:ed|ing)(?! (?:me|us))|"
    r"re-?(?:contacted|pinged|emailed|mailed|sent)|(?:sent|sending|did|made|fired off|shot|"
    r"dropped)\s+(?:\w+\s+){0,4}?(?:follow[\s-]*ups?|fus?|f/us?|nudges?|bumps?|reminders?|chasers?)|"
    r"e-?mailed (?:\S+ ){1,3}again|(?:second|third|2nd|3rd|fourth|4th|another|last|final|1st|"
    r"first)\s+(?:follow[\s-]*up|fu|chaser|nudge|bump|reminder)(?:\s+e?-?mail)?\s*(?:sent|done|out|to|"
    r"with|for|went|email)|"
    r"follow[\s-]*ups?\s+(?:sent|done|went out|to|e-?mails? sent)|checked (?:back )?in(?: with)?|"
    r"touched base|circled back"
)
FOLLOWED_UP = re.compile(
    rf"\b(?:{_FOLLOWED_UP})\b|\b(?:e-?mailed|sent|gave|messaged) (?:{FACT}|\w+) (?:a|an|another|one more|a gentle|a quick) (?:\w+ )?(?:reminder|nudge|bump|follow[\s-]*up|chaser)\b"
)
_WILL = r"(?:follow[\s-]*up|fu|f/u|chase|nudge|bump|ping|check (?:back|in)|circle back|touch base|get back|try (?:them |him |her )?again|reach out again|re-?visit|come back)"
FUTURE_FOLLOW_UP = re.compile(rf"(?:^|[\s,.;:(!-])(?:{_WILL})(?![\w'])")
"""Words that announce the next touch."""

_REPLIED = (
    r"(?:replied|repl(?:y|ies) (?:from|by|came|in|received)|replys? from|answer(?:ed)?(?: from)?|"
    r"responded|response from|wrote back|e-?mailed (?:me |us )?back|got back(?: to (?:me|us))?|"
    r"came back(?: to (?:me|us))?|heard back|hear(?:d)? from|called back|pinged back|messaged back|(?:got|"
    r"received|had) (?:a |an |his |her |their )?(?:\w+ )?(?:repl(?:y|ies)|answer|response)|"
    r"(?:is|are|was|were|'s|'re|seem|seems|sounds?|looks?)\s+(?:\w+ )?(?:interested|keen|up for it|open to)|"
    r"interested in|"
    r"(?:wants?|asks?|asking|asked|charges?|quoted|quotes?|requested|needs?|requires?|demands?|expects?|"
    r"counter(?:ed|offered|-offered)?)\s+(?:(?:me|us|for|to see|about|a|an|the|is|more|at|with)\s+){0,3}"
    r"(?:[\ue800-\uebff]|fee|payment|money|budget|outline|draft|samples?|topics?|titles?|details|info|"
    r"information|examples?|headlines?|(?:\w+\s){0,2}(?:outline|draft|samples?|topics?|details|info|"
    r"examples?|ideas))|"
    r"(?:price|fee|rate|cost) is|auto-?repl(?:y|ied)|on (?:vacation|holiday|leave|pto)|"
    r"out of (?:the )?office|ooo)"
)
REPLIED = re.compile(rf"\b{_REPLIED}")
_WE_REPLIED = re.compile(
    r"(?:^|[,.;]\s*|\b(?:i|we|i've|we've|just)\s+)(?:\w+ly\s+)?(?:replied|responded|answered|wrote back|"
    r"got back|sent (?:a |my |our )?reply) to\b(?! (?:me|us|my|our)\b)"
)

_PROMISED = (
    r"(?:said (?:\w+ )?(?:yes|yep|yeah|ok|okay|sure)\b|says (?:yes|ok|okay|sure)\b|yes from|a yes\b|"
    r"agreed|agrees|promis(?:ed|es|e|ing)|accept(?:ed|s)|approved|green[\s-]?lit|gave (?:me |us )?(?:the |"
    r"a )?(?:green light|go-?ahead|ok|okay|thumbs up|nod)|"
    r"green light from|go-?ahead from|confirmed|is (?:happy|glad|willing) to (?:link|add|publish|post|"
    r"include|place)|(?:are|'re|'s) (?:happy|glad|willing) to (?:link|add|publish|post|include|place)|"
    r"(?:will|'ll|gonna|going to|plans? to|wants? to|would)\s+(?:\w+\s+)?(?:publish|post|add|link|include|"
    r"insert|place|put|run|feature|go live|be live|be published|be up|have it (?:up|live)|update|replace|"
    r"fix|swap)|"
    r"(?:is|are|'s|'re)\s+(?:\w+\s+)?(?:adding|publishing|posting|linking|including|inserting|placing|"
    r"running|featuring|updating|replacing|going live)|"
    r"go(?:es|ing)? live|live (?:by|on|from|before|at|next|this|in|tomorrow)|(?:publish(?:ed|es|ing)?|"
    r"scheduled|posting) (?:by|on|for|before)|"
    r"deal\b(?: done)?|has been scheduled|is scheduled|placement (?:agreed|confirmed|secured|booked)|"
    r"link (?:agreed|secured|confirmed|promised|is promised)|won a link|secured (?:a )?(?:link|placement|"
    r"spot|post)|"
    r"booked)"
)
PROMISED = re.compile(rf"\b{_PROMISED}|\bwill be (?:live|up|published)\b")
LIVE = re.compile(
    r"\b(?:(?:is|are|'s|it's|now|went|just went|gone|been|already)\s+(?:now\s+|finally\s+|"
    r"already\s+)?(?:live|published|up)\b|published (?:it|our|the|my)|(?:link|post|article|piece|"
    r"placement|it)\s+(?:is\s+)?live|"
    r"live now|published:|(?:fixed|replaced|swapped|updated) (?:the|our|that|their) (?:broken |dead |old )?(?:back)?link|(?:has|have)\s+(?:now\s+)?(?:linked|published|posted|added)|(?:she|he|they)\s+(?:linked|"
    r"added|published|posted)|(?:added|placed|inserted|put up|put in) (?:our|the|my|a) (?:back)?link)"
)

_DECLINED = (
    r"(?:declin(?:ed|es|e)|(?:said|says|it's a|is a|a|hard|got a|flat) no\b(?! (?:reply|response|answer|"
    r"problem|worries|budget))|not interested|no longer interested|isn't interested|aren't interested|"
    r"(?:turned|turning) (?:us |me |it |this |our \w+ )?down|reject(?:ed|s)|refus(?:ed|es)|no thanks|"
    r"no thank you|passed(?: on (?:it|this|us|our))?(?=\s*(?:$|[,.;!]|on\b))|passing on|will pass|"
    r"(?:won't|will not|can't|cannot|don't|do not|doesn't|does not|aren't|isn't|"
    r"not) (?:\w+ )?(?:link(?:ing)?|accept(?:ing)?|publish(?:ing)?|do(?:ing)?|take|taking|allow(?:ing)?|"
    r"add(?:ing)?|place|post(?:ing)?)\b|"
    r"said they (?:won't|don't|can't)|not accepting|don't accept|asked (?:us|me) (?:not to|to stop)|"
    r"unsubscribed|(?:do not|don't) contact|no from\b|knocked (?:us|it) back|shot (?:us|it) down|"
    r"not a (?:good )?fit|no fit|fell through|backed out|pulled out|rejection (?:from|by)|refusal from|(?:has|have|there's|is|with)? ?no budget|"
    r"changed (?:her|his|their) mind|no interest)"
)
DECLINED = re.compile(rf"\b{_DECLINED}")

DROPPED = re.compile(
    r"(?:^|[\s,.;:(])(?:drop(?:ping|ped)?(?! (?:\w+ )?(?:a|an) (?:line|e-?mail|note|message|dm)|s? (?:him|"
    r"her|them) a)|giv(?:e|ing|en) up(?: on)?|gave up(?: on)?|abandon(?:ed|ing)?|scrap(?:ped|ping)?|"
    r"forget(?: about)?(?= [\ue000-\uefff])|"
    r"clos(?:e|ing|ed)(?=[^\w\ue000-\uf7ff]*$)|clos(?:e|ing|ed)(?: out| off)?(?! of)(?=\s+(?:it|this|that|off|out|the|task|[\ue000-\uefff]))|"
    r"kill(?:ing|ed)?(?= (?:it|this|task|[\ue000-\uefff]))|cancel(?:l?ed|l?ing)?(?! the (?:reminder|"
    r"follow))|moving on|writ(?:e|ing) (?:it|them|this|[\ue000-\uefff]) off|remove(?= [\uec00-\uefff])|"
    r"delete(?= [\uec00-\uefff])|stop chasing|calling it)(?!\w)"
)
SNOOZED = re.compile(
    r"(?:^|[\s,.;:(!-])(?:snooz(?:e|ed|ing)|remind(?:er)?(?: me| us)?|re-?schedul(?:e|ed|ing)|postpon(?:e|"
    r"ed|ing)|delay(?:ed)?|defer(?:red)?|push(?:ed)? (?:it |this |back |the |[\uec00-\uefff])|move (?:it|"
    r"this|the|[\uec00-\uefff])|set (?:a |the )?(?:reminder|follow[\s-]*up)|wake me|ping me|nudge me|"
    r"bump (?:it|[\uec00-\uefff]) to|wait (?:until|till|with)|park (?:it|this|[\uec00-\uefff]))"
)
DONE = re.compile(
    rf"^[^\w\ue000-\uf7ff]*(?:done|finished|completed?|sorted|handled|all done)[^\w\ue000-\uf7ff]*(?:with\s+|on\s+|"
    rf"for\s+)?(?:the\s+)?(?:{TASK}|\d+)?[^\w\ue000-\uf7ff]*$|\b(?:mark|set|tick)(?:ed|ing)?\s+(?:off\s+)?(?:{TASK}|it|"
    rf"this|that)\s*(?:as\s+|to\s+|off)?\s*(?:done|complete|completed|finished)?\b(?=[^\w\ue000-\uf7ff]*$|.*done)|"
    rf"(?:{TASK})\s+(?:is\s+|was\s+|all\s+)?(?:done|finished|complete|completed|sorted|handled)\b|"
    rf"\b(?:done|finished) with (?:{TASK}|{SITE}|this|it|that)|^[^\w\ue000-\uf7ff]*(?:✅|✔|☑)[^\w\ue000-\uf7ff]*(?:{TASK})?[^\w\ue000-\uf7ff]*$"
)
NOTED = re.compile(
    rf"(?:^|[.;]\s*)(?:note(?:d)?|fyi|nb|n\.b\.|ps|update|remember|comment|memo)\b\s*(?:that\b|[:,-]|on\b|"
    rf"for\b|about\b|to self\b|{TASK})"
)
EARNED = re.compile(
    r"\b(?:(?:got|found|spotted|noticed|earned|picked up|received|scored|landed|won|have|had|gained|"
    r"there's|saw|discovered|new|natural|organic|passive|unsolicited|free|surprise)\s+(?:(?:a|an|another|"
    r"some|the|us|new|free|natural|organic|passive|unsolicited|surprise|followed|dofollow|nofollow|nice|"
    r"great|editorial|unexpected|2|two|three)\s+){0,4}(?:back-?links?|links?|mentions?|"
    r"citations?)(?: from| on| in| at| by)|"
    r"(?:linked|links|linking|mentioned|mentions|cited|cites|featured|features)\s+(?:to\s+)?(?:us|me|our \w+|"
    r"[\ue000-\ue3ff])?\s*(?:[^.;]{0,60})?(?:without (?:being )?ask(?:ing|ed)|unprompted|"
    r"out of (?:the blue|nowhere)|on (?:its|their|his|her) own|for free,? unasked|"
    r"without (?:any )?outreach|unasked|nobody asked|we never asked|didn't ask)|"
    r"earned|passive link|organic link|natural link|unsolicited link|without (?:being )?ask(?:ing|ed)|"
    r"(?:never|didn't) ask(?:ed)? for(?: it| this)?|nobody asked)"
)
JUST_LINKED = re.compile(
    r"\b(?:linked|links) to (?:us|our|me)\b|\b(?:mentioned|cited|featured) us\b|\b(?:got|were|was|been) (?:mentioned|cited|featured|linked)\b"
)
VOUCHED = re.compile(
    r"\b(?:vouch(?:ed|ing)?|i (?:just |have |'ve )?(?:checked|looked|verified|saw|see|can see|can confirm|"
    r"confirm)\b[^.;]*\b(?:it's|its|it is|link is|link's|they're)?\s*(?:there|live|up|fine|ok|visible)|"
    r"(?:checked|verified) (?:it |this |the \w+ |[\ue000-\uefff] )?(?:by hand|manually|myself|"
    r"with my own eyes))"
)
CHECKED = re.compile(
    rf"^[^\w\ue000-\uf7ff]*(?:please |pls |can you |could you |go )*(?:(?:re-?)?check|verify|look at|test|crawl|"
    rf"scan)(?! (?:in|back|out|with)\b)\b|"
    rf"^[^\w\ue000-\uf7ff]*(?:is|are|has|have|does|do|did)\b.*\b(?:live|link(?:s|ed|ing)?|published|up|there|"
    rf"still there)\b.*(?:{SITE}|{TASK})|^[^\w\ue000-\uf7ff]*(?:is|does|has|did)\s+(?:our link |the link |"
    rf"it )?.*(?:{SITE}|{TASK}).*\b(?:live|link(?:s|ed|ing)?(?: to| us)?|up|there|published)\b"
)
AWAY = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:(?:i'm|i am|im|i'll be|i will be|we're|i)\s+(?:be\s+)?(?:\w+\s+)?(?:away|ooo|off|"
    r"on (?:holiday|holidays|vacation|leave|pto|parental leave|sick leave|annual leave|a break)|"
    r"out(?: of (?:the )?office)?|sick|not (?:here|around|in|working)|taking)|"
    r"(?:away|ooo|out of (?:the )?office|on (?:holiday|vacation|leave|pto)|off(?: sick)?|holiday|vacation|"
    r"pto|afk)\b(?=\W|$))"
)
BACK = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:i'm|i am|im|we're)?\s*(?:back|no longer away)(?:\s+(?:again|now|at work|in the office|"
    r"at my desk|from (?:holiday|vacation|leave|pto|my \w+)|today|early))*[^\w\ue000-\uf7ff]*$"
)
UNDO = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:please |pls |oops,? |sorry,? |wait,? |no,? )*(?:undo|revert|take (?:that|it) back|"
    r"scratch that|never ?mind(?: that)?|that was (?:wrong|a mistake))(?: that| it| this| the last (?:one|"
    r"change)| last| my last (?:change|log)| please)*[^\w\ue000-\uf7ff]*$"
)
HELP = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:please |pls )?(?:help|help me|what can (?:you|i) (?:do|say|type)|how does this work|"
    r"how do i use (?:this|you)|usage|commands|what do you do|who are you)[^\w\ue000-\uf7ff]*$"
)
SETTINGS = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:(?:open|show|change|edit|update)\s+(?:me\s+)?(?:the\s+|my\s+|our\s+)?(?:settings?|"
    r"preferences|config(?:uration)?)|settings|preferences|prefs|configure)\b|\b(?:change|set|move|"
    r"switch)\b.{0,30}\b(?:digest|time ?zone|cadence|listening|working days|weekdays)\b"
)
EXPORT = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:please |pls |can (?:you|i) )?(?:export|download|give me)\b.*\b(?:everything|data|all|csv|"
    r"xlsx|excel|jsonl?|spreadsheet|tasks?|ledger|it|links|backlinks|outreach|file)\b|^[^\w\ue000-\uf7ff]*export[^\w\ue000-\uf7ff]*$"
)
IMPORT = re.compile(r"^[^\w\ue000-\uf7ff]*(?:please |pls |can (?:you|i) )?(?:import|upload)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """The act of a piece of a sentence."""

    act: Act


def _affirmed(pattern: re.Pattern[str], bare: str) -> re.Match[str] | None:
    """The first match that is not negated by the words before it."""
    for match in pattern.finditer(bare):
        before = re.split(r"[.;!?\n]|, (?:but|and)|\bbut\b", bare[: match.start()])[-1]
        if not _NEGATED.search(before):
            return match
    return None


_NO_REPLY = re.compile(
    r"\b(?:no|not a|without(?: a| any)?|zero|never (?:got|had) (?:a|an|any)|still no|waiting (?:for|"
    r"on)(?: a| an| her| his| their)?|didn't (?:get|receive) (?:a|an|any)|haven't (?:got|had|"
    r"received) (?:a|an|any)|hasn't sent (?:a|an|any))\s+(?:\w+\s+)?(?:repl(?:y|ies)|responses?|answers?|"
    r"word|news|sign of life)\b|"
    r"\b(?:didn't|did not|hasn't|has not|haven't|have not|never|not|won't|doesn't|isn't|"
    r"yet to)\s+(?:\w+\s+){0,2}?(?:repl(?:y|ied|ying)|respond(?:ed|ing)?|answer(?:ed|ing)?|"
    r"hear(?:d)?(?: back)?|got(?:ten)? back|get back|written back|come back|heard)\b|\bghosted\b|"
    r"\b(?:radio silence|crickets|no luck|nothing (?:back|yet|from))\b"
)


_SHE_ANSWERED = re.compile(
    r"\b(?:repl(?:ied|y)|answered|responded|said|says|got back|came back|wrote back|wants?|auto-?reply|bounced|she|they|he)\b"
)
_THEY_SAID = re.compile(
    r"(?:[\ue000-\ue3ff]|(?<![\w'])(?:she|he|they|editor|webmaster|(?!i\b|we\b|got\b)[a-z]+))(?:'s|\s+(?:is|are|has|have|just))?\s+(?:said|says|told (?:me|us)|mentioned(?! (?:on|in|by|at|us))|"
    r"would like|prefers|likes?|liked|loved|loves|wants?|thinks|suggested|let (?:me|us) know|offer(?:s|ing)|proposes|explained|will (?:think|get back|check|review|consider|discuss|"
    r"let (?:me|us)|look|come back|reply|answer|ask)|asked (?:me|us)|asks (?:me|us)|considering|thinking|reviewing|needs)\b|\bnegotiat"
    r"|^[\ue000-\ue3ff] (?:is |are )?offer"
)
_WISHED = re.compile(
    r"\b(?:ask(?:ed|ing)?|pitched|emailed|wants?|wanted|hoping|hope|wondering|requested|offered|proposed|suggested|if|to see|please)\b"
)
_OURS = re.compile(r"\b(?:i|we)(?:\s+\w+)?\s*$|\b(?:i|we)'$")
_BOUNCED = re.compile(
    r"\bbounced?\b|\bundeliverable\b|[\ue000-\ue3ff] (?:didn't|did not|hasn't|has not|haven't)[^\w\ue000-\uf7ff]*$"
)
_LOST = re.compile(
    r"\blost (?:the|our|a|that) (?:back)?link|\b(?:back)?link\b[^.;]{0,40}\b(?:gone|removed|missing|disappeared|deleted|taken down|broken now|not there|dropped)\b"
    r"|\b(?:removed|deleted|took down|changed|switched|dropped) (?:our|the) (?:back)?link"
)
_DENIED = (PROMISED, DECLINED, REPLIED, LIVE, VOUCHED)
_OUT_OF_OFFICE = re.compile(
    r"\b(?:on (?:vacation|holidays?|(?:\w+ )?leave|pto)|out of (?:the )?office|ooo|away)\b(?: again)?(?: (?:until|till|til|through|"
    r"for|from|this|next|all)\b|\W*$)|\bback (?:in the office|from (?:vacation|holiday|leave))\b"
)


def act(bare: str) -> Said | None:
    """What is said to have happened in ``bare`` (lifted, lower case), strongest first; None if nothing."""
    silent = _NO_REPLY.search(bare)
    if EARNED.search(bare) and not _asked_before(bare):
        return Said(Act.EARNED)
    if _affirmed(DONE, bare):
        return Said(Act.DONE)
    if (note := NOTED.search(bare)) and note.start() == 0:
        return Said(Act.NOTE)
    dropped = DROPPED.search(bare)
    if dropped and re.match(
        r"[^\w\ue000-\uf7ff]*(?:drop|giv|abandon|scrap|forget|clos|kill|cancel|remov|delet|stop)", bare
    ):
        return Said(Act.DROP)
    if _affirmed(VOUCHED, bare):
        return Said(Act.VOUCH)
    if _affirmed(DECLINED, bare) and not _conditional(bare, DECLINED):
        return Said(Act.DECLINE)
    if dropped and not _affirmed(PROMISED, bare):
        return Said(Act.DROP)
    if _promise(bare):
        return Said(Act.PROMISE)
    if _WE_REPLIED.search(bare) and not _our_answer(bare):
        return Said(Act.FOLLOW_UP)
    if _followed_up(bare):
        return Said(Act.FOLLOW_UP)
    if _asked_before(bare) and not _SHE_ANSWERED.search(bare):
        return Said(Act.LOG)
    if _OUT_OF_OFFICE.search(bare):
        return Said(Act.SNOOZE if re.search(DATE, bare) else Act.NOTE)
    if not silent and (_affirmed(REPLIED, bare) or _affirmed(_THEY_SAID, bare)) and not _our_answer(bare):
        return Said(Act.REPLY)
    if _LOST.search(bare):
        return Said(Act.CHECK)
    if _affirmed(JUST_LINKED, bare):
        return Said(Act.EARNED)
    if re.search(r"\bremind(?:er)?\b", bare) and not ASK.search(bare):
        return Said(Act.SNOOZE)
    if _affirmed(ASK, bare):
        return Said(Act.LOG)
    if SNOOZED.search(bare) or (
        FUTURE_FOLLOW_UP.search(bare)
        and re.match(
            rf"[^\w\ue000-\uf7ff]*(?:please |pls |let's |i'll |we'll |i will |will |need to |should |must |to )*(?:{_WILL})",
            bare,
        )
    ):
        return Said(Act.SNOOZE)
    if WILL_ASK.search(bare):
        return Said(Act.LOG)
    if silent or _BOUNCED.search(bare):
        ahead = FUTURE_FOLLOW_UP.search(bare) and re.search(DATE, bare)
        return Said(Act.SNOOZE if ahead else Act.NOTE)
    if FUTURE_FOLLOW_UP.search(bare) and re.search(DATE, bare) and not re.search(SITE, bare):
        return Said(Act.SNOOZE)
    if NOTED.search(bare) or any(pattern.search(bare) for pattern in _DENIED):
        return Said(Act.NOTE)
    return None


def _asked_before(bare: str) -> bool:
    """Whether our own words come first: "emailed … about a link from" is an ask, not a find."""
    return bool(re.match(rf"[^\w\ue000-\uf7ff]*(?:i |we |just |i've |we've )*(?:{_ASK_VERBS})\b", bare))


def _conditional(bare: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.search(bare)
    return match is not None and bool(re.search(r"\b(?:if|unless|in case)\b[^.;]*$", bare[: match.start()]))


def _promise(bare: str) -> bool:
    """Whether they promise (or keep their promise): not what we asked for, hope for or will do ourselves."""
    if bare.rstrip().endswith("?"):
        return False
    for pattern in (PROMISED, LIVE):
        for match in pattern.finditer(bare):
            clause = re.split(r"[.;!?\n,]|\bbut\b|\band (?=she|he|they)", bare[: match.start()])[-1]
            if not (_NEGATED.search(clause) or _WISHED.search(clause) or _OURS.search(clause)):
                return True
    return False


def _followed_up(bare: str) -> bool:
    match = _affirmed(FOLLOWED_UP, bare)
    return match is not None


def _our_answer(bare: str) -> bool:
    """ "HARO reply to …", "answered a journalist request": ours, and a first contact."""
    return bool(
        re.search(
            r"\b(?:haro|qwoted|sourcebottle|source bottle|connectively|featured|journo\s?requests?|"
            r"journalist|reporter|media|press|source|query|queries|request|"
            r"pitch)\b[^.;]{0,40}\b(?:repl(?:y|ied)|response|responded|answer(?:ed)?)\b",
            bare,
        )
        or re.search(
            r"\b(?:replied|responded|answer(?:ed)?|reply|response)(?: to)?\b[^.;]{0,60}\b(?:haro|qwoted|"
            r"sourcebottle|source bottle|connectively|featured|journo\s?requests?|journalist|reporter|"
            r"query|queries|call-?out|requests?)\b",
            bare,
        )
    )
