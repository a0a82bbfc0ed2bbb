"""Task numbers in a sentence: ``#42``, ``task 42``, ``#41, 42 and 43``, or 42 where only a task can stand."""

import re
from collections.abc import Iterator

_LIFTED = "\uf8ff"  # what facts that are lifted already look like (see lexer.py)

_MARKED = re.compile(
    r"(?<![\w#&/])(?:(?:tasks?|ticket|outreach|item|number|no\.|nr\.?)\s*(?:number\s*)?#?|#)(?P<n>\d{1,9})"
    r"(?![\w%/]|[:.]\d)",
    re.IGNORECASE,
)
_NOT_A_TASK = (
    r"(?![\w%/$€£]|[.,:]\d|\s*(?:%|business|working|days?|d\b|weeks?|w\b|wks?|months?|mo\b|hours?|hrs?|"
    r"h\b|min|"
    r"to\s+go\b|left\b|remaining\b|on\s+(?:the|my|our)\s+list\b|"
    r"links?|sites?|e?-?mails?|follow|people|prospects?|posts?|times?|more|others?|of\b|new\b|usd|eur|gbp|"
    r"bucks|"
    r"[ap]m\b|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b))"
)
_MORE = re.compile(rf"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|\+\s*)#?(?P<n>\d{{1,9}}){_NOT_A_TASK}", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:follow[\s-]*up|fu|e-?mail|touch|attempt|pitch|nudge|reminder|version|chaser|bump|try|message)\s*$",
    re.IGNORECASE,
)
_VERB = (
    r"\b(?:follow(?:ed|ing)?[\s-]*ups?|f/?u'?d|f/?up?|put(?:ting)?|(?:invoice|payment|update|"
    r"draft) (?:for|on|to)|"
    r"(?:add |put |leave )?(?:a )?note (?:to|on)|is|has|chas(?:ed?|ing)|bump(?:ed|ing)?|"
    r"nudg(?:ed?|ing)|ping(?:ed|ing)?|"
    r"snooz(?:ed?|ing)|drop(?:ped|ping)?|clos(?:ed?|ing)|archiv(?:ed?|ing)|done|finish(?:ed)?|complete|"
    r"push(?:ed)?|"
    r"mov(?:ed?|ing)|postpon(?:ed?|ing)|remind(?: me| us)?|reminders?|giv(?:e|ing) up|(?:assign|hand|"
    r"pass)(?:ed|ing)?|give|gave|take|handle|look after|pick up|own|forget|scrap|abandon|ditch|kill|"
    r"cancel|skip|ignore|park(?:ed|ing)?|pause|hold|update|note|fyi|vouch(?:ed)?|"
    r"check(?:ed)?|mark|"
    r"tick off|undo|re|show(?: me)?|what about|status|details|(?:take[sn]?|took|taking|hand(?:ed|ing)?) over|"
    r"(?:contact|e-?mail|mail|call|write|message|try) again|what(?:'s|s| is)(?: new| up| happening|"
    r" going on)?|"
    r"(?:any )?(?:news|updates?)|did|does|was|chasers?|where are we|progress|situation)"
    r"(?:\s+(?:(?:is |was )?sent to|with|w/|on|about|for|of|to|task))?\s+(?!404\b)"
)
_AFTER = (
    r"(?=\s*(?:$|[,;:!?\n]|-+[\s>]|→|=>|&|\+|\.(?!\s*\S)|again\b|to\b|until\b|till\b|on\b|in\b|for\b|by\b|"
    r"at\b|and\b|as\b|"
    r"is\b|was\b|chased\b|bumped\b|nudged\b|pinged\b|"
    r"(?:is|was|has|did|does|ha)n't\b|has\b|said\b|says\b|done\b|replied\b|reply\b|declin|agreed|accepted|"
    r"promised|went\b|live\b|answered|never|didn't|"
    r"'s\b|now\b|sent\b|paid\b|received\b|off\b|comes?\b|goes\b|looks\b|sounds\b|seems\b|takes\b|keeps\b|"
    r"stays\b|moves\b|"
    r"next\b|gone\b|been\b|got\b|gave\b|came\b|back\b|out\b|wants\b|asks\b|asked\b|can\b|will\b|won't\b|turned\b|passed\b|"
    r"linked\b|posted\b|publish|wrote\b|confirmed\b|refused\b|rejected\b|bounced\b|needs\b|ghosted\b|pls\b|"
    r"please\b|the next\b|from\b|still\b|(?:fin\w{3,5}|just|now|also|already|only|even) (?:\w+ed|got|came|"
    r"wrote|"
    r"said|says|wants|gave|asks|went|is|has)\b|"
    rf"this\b|tom|today|mon|tue|wed|thu|fri|sat\b|sun\b|{_LIFTED}))"
)
_BARE = re.compile(rf"(?:{_VERB}|^[^\w{_LIFTED}]*)(?P<n>\d{{1,7}})\b{_NOT_A_TASK}{_AFTER}", re.IGNORECASE)
# Numbers beyond a month's days: no date, and with these words around them no price.
_HIGH = re.compile(
    rf"(?:\b(?:on|about|re|regarding|of)\s+(?P<n>(?:3[2-9]|[4-9]\d|"
    rf"[1-9]\d{{2,4}}))\b{_NOT_A_TASK}(?=\s*(?:$|[,;:!?)\n]|\.(?!\d)))"
    rf"|\bfor\s+(?P<f>\d{{1,5}})\s+(?=(?:is|was|has|will|went|got|just|goes|should|can|needs)\b)"
    rf"|^[^\w{_LIFTED}]*(?P<s>(?:3[2-9]|[4-9]\d|[1-9]\d{{2,4}}))\s+(?=(?:\w+ly )?[a-z]+ed\b))",
    re.IGNORECASE,
)
_DR = re.compile(
    r"\b(?:dr|da|ur|tf|score|rank|top|page|line|slide|version|v|chapter|part|position|article|error|http|"
    r"status)\s*$",
    re.IGNORECASE,
)
# "Agreed on 120", "instead of 150", "has a DR of 62": a price or a measure, never a task.
_AMOUNT = re.compile(
    r"\b(?:agree|settle|want|ask|charge?|quot|pa(?:y|id)|cost|pric|budget|offer|negotiat|haggl|d[ra]\b|"
    r"ur\b|tf\b|rank|traffic|total|instead|out\b|list|fee|rate|min|max|around|word|limit|sum|deal|counter|"
    r"spen[dt]|score|number|lot|half|some|most|any|best|top|article|post|piece|guide|roundup)[a-z]*"
    r"(?:[^.;\n]{0,30})$|(?<!status )(?<!state )(?<!progress )(?<!details )(?<!history )\bof\s+$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:quer(?:y|ies)|requests?|req|haro|qwoted|sourcebottle|featured|invoices?|inv|orders?|po|issues?|"
    r"editions?|"
    r"episodes?|ep|vol|volume|ranks?|ranked|pages?|steps?|options?|tips?|ways?)\.?\s*$",
    re.IGNORECASE,
)
_HTTP = re.compile(
    r"(?:404|410|403|500|502|503|301|302)(?=\s+(?:on|at|error|page|link|redirect|not found|for)\b)",
    re.IGNORECASE,
)
_COUNTED_TO = re.compile(
    rf"\s+(?:(?:was|is|has been|just|now|already) )*(?:sent|out|gone|done|went(?: out)?)? ?(?:to|with|for|"
    rf"at)\s+(?:\w+ ){{0,3}}{_LIFTED}"
)
_ONCE_MORE = re.compile(
    r"\b(?:call|contact|e-?mail|mail|message|write(?: to)?|try|pitch|ask)\s+(?P<n>\d{1,7})\s+(?:again|"
    r"once more)\b",
    re.IGNORECASE,
)
_NEXT_BARE = re.compile(
    rf"(?:[.;,\n(]\s*|\s-+\s+|\b(?:but|and|while|then)\s+)(?P<n>\d{{1,7}})\b{_NOT_A_TASK}"
    r"(?=\s*(?:[:;→]|->)|\s+(?:(?:is|was|has|did|does|ha)n't|has|said|says|done|replied|declin|agreed|"
    r"accepted|"
    r"promised|"
    r"went|live|answered|never|didn't|passed|refused|rejected|confirmed|wants|asks|yes|no|nothing|not|"
    r"still|too|gone|until|till?|→|(?:to|on)\s+(?:\d|mon|tue|wed|thu|fri|sat|sun|tom|next\s)\w*|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|tom)\w*)\b|\s+(?:(?:to|on)\s+)?\uf8ff)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:remind|snooze|follow[\s-]*up|chase|ping|note)\b.{0,200}\b(?:about|on|with|re|"
    r"for)\s+(?P<n>\d{1,7})[.!?\s]*$",
    re.IGNORECASE,
)


_COUNTS = re.compile(rf"[^\w#{_LIFTED}]*\d{{1,3}} (?:\w+ ){{0,2}}?\w+(?: \w+){{0,2}}\s*[:(-]\s*{_LIFTED}")


def task_numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Each task number in ``text`` with its span; bare numbers count only where none is marked."""
    if _COUNTS.match(text):
        return  # "2 replied: a.com and b.com" counts answers
    found = list(_marked(text))
    if found:  # "task 12 replied; 13 no answer; 14 → Monday"
        marked = {start for start, _, _ in found}
        others = [m for m in _NEXT_BARE.finditer(text, found[0][1]) if m.group()[0] in ";\n"]
        found += [(m.start("n"), m.end("n"), int(m["n"])) for m in others if m.start("n") not in marked]
        found.sort()
    if not found:
        found = [
            (m.start("n"), m.end("n"), int(m["n"]))
            for m in _BARE.finditer(text)
            if not _HTTP.match(text, m.start("n"))
            and not (
                len(m["n"]) == 1
                and _COUNTED.search(text, 0, m.start("n"))
                and _COUNTED_TO.match(text, m.end("n"))
            )
        ]
        found += [more for _, end, _ in found for more in _more(text, end)]
        if found:  # "12 and 13 declined but 14 agreed": where one number stands bare, so do the others
            seen = {start for start, _, _ in found}
            rest = [(m.start("n"), m.end("n"), int(m["n"])) for m in _NEXT_BARE.finditer(text)]
            found += [one for one in rest if one[0] not in seen and one[0] > found[0][0]]
            found.sort()
    if not found:
        for m in _HIGH.finditer(text):
            group = m.lastgroup or "n"
            before = text[: m.start(group)]
            if m[group] != "404" and not _DR.search(before) and not _AMOUNT.search(before):
                found.append((m.start(group), m.end(group), int(m[group])))
                break
    if not found and (last := _ONCE_MORE.search(text) or _LAST.search(text)):
        found = [(last.start("n"), last.end("n"), int(last["n"]))]
    yield from found


def _marked(text: str) -> Iterator[tuple[int, int, int]]:
    for m in _MARKED.finditer(text):
        if len(m["n"]) == 1 and _COUNTED.search(text[max(0, m.start() - 20) : m.start()]):
            elsewhere = _LIFTED in text or _MARKED.search(text, m.end()) or _MARKED.search(text[: m.start()])
            if elsewhere and not re.match(r"tasks?|ticket|item", m.group(), re.IGNORECASE):
                continue  # "sent follow-up #2 to techblog.com", "follow up no. 2 to #20" count touches
            if re.match(r"n[or]", m.group(), re.IGNORECASE):
                continue  # "sent follow-up no. 2"
        if _OTHERS.search(text, max(0, m.start() - 20), m.start()):
            continue  # "HARO query #4521", "invoice #88"
        yield m.start(), m.end(), int(m["n"])
        yield from _more(text, m.end())


def _more(text: str, end: int) -> Iterator[tuple[int, int, int]]:
    """The numbers that a list goes on with: "#41, 42 and 43"."""
    while m := _MORE.match(text, end):
        yield m.start("n"), m.end(), int(m["n"])
        end = m.end()
