"""Campaigns: which one a sentence names, and what ``/outreach campaign …`` asks for."""

import re
from dataclasses import dataclass

from handlers.understanding.escapes import to_read
from handlers.understanding.facts.sites import without_addresses
from handlers.understanding.intent import Known
from storage.sites import registrable

_NO_NAMES = frozenset(
    """
    pr data digital email e-mail outreach link links linkbuilding our this that the a an new my their his
    her any each every guest content ad ads marketing seo whole same current last next first is was doing
    going running performing looking for with about to on in and""".split()
)
# A name in quotes may hold quotes of its own, each opened behind a space: "Big "Q4" push".
QUOTED = r"\"(?P<quoted>(?=\S)(?:[^\"\n]|(?<=\s)\"(?=\S)[^\"\n]{1,60}(?<=\S)\"){1,80})\""
_BEFORE = re.compile(
    r"\b(?:for|in|under|on|to|into|of)\s+(?:the\s+|our\s+)?(?:" + QUOTED + r"|"
    r"(?P<name>[\w&'+-]+(?:\s+[\w&'+-]+){0,3}?))\s+campaign\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W*(?P<name>[^\W\d_a-z][\w&'+-]*(?:\s+[^\W_a-z][\w&'+-]*){0,3})\s+campaign\s*[:-]\s")
_AFTER = re.compile(
    r"\bcampaign\b\s*(?:is\s+|named\s+|called\s+|:|=)?\s*(?:" + QUOTED + r"|"
    r"(?P<name>[^\W\d_a-z][\w&'+-]*(?:\s+[^\W_a-z][\w&'+-]*){0,3})|(?P<low>[\w&'+-]+))",
)


def campaign_named(text: str, known: Known, target: str | None) -> str | None:
    """The campaign a sentence speaks of: named in it, or the only one that builds links to ``target``."""
    by_name = sorted((c.name for c in known.campaigns), key=len, reverse=True)
    spoken = without_addresses(text)
    if (first := _FIRST.match(spoken)) and first["name"].lower() not in _NO_NAMES:
        return next((n for n in by_name if n.casefold() == first["name"].casefold()), first["name"])
    for match in (*_BEFORE.finditer(spoken), *_AFTER.finditer(spoken)):
        quoted = text[match.start("quoted") : match.end("quoted")] if match["quoted"] else ""
        said = quoted or match["name"] or match.groupdict().get("low") or ""
        for name in by_name:
            folded = to_read(name).casefold()
            if said.casefold() == folded or said.casefold().endswith(f" {folded}"):
                return name
        words = said.split()
        while words and words[0].lower() in _NO_NAMES:
            words.pop(0)
        if quoted or (
            words and (len(words) > 1 or words[-1].lower() not in _NO_NAMES) and re.match(r"\w", words[0])
        ):
            return quoted or " ".join(words)
    for name in by_name:
        said = spoken if without_addresses(name) == name else text
        named = rf"(?<![\w@./-]){re.escape(to_read(name).casefold())}(?![\w@-]|\.\w)"
        if len(name) > 2 and re.search(named, said.casefold()):
            return name
    site = registrable(target) if target else ""
    fitting = [c.name for c in known.campaigns if site and site in {registrable(s) for s in c.sites}]
    return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class CampaignAsk:
    """``new NAME site DOMAIN [client NAME] [channel #c] [goal N links by WHEN]``, ``list``, ``show NAME``,
    ``archive NAME``, ``reopen NAME``, ``set NAME client-mode on|off``, ``set NAME goal N links by WHEN``.

    ``do`` is one of new, list, show, set, archive, reopen, or "" when not understood; ``channel`` is a Slack
    id or a name without #; ``sites`` are as written, and so is ``goal_by``, with the word before it.
    """

    do: str
    name: str = ""
    sites: tuple[str, ...] = ()
    client: str = ""
    channel: str = ""
    client_mode: bool | None = None
    goal: int | None = None
    goal_by: str = ""


_DO = {
    "new": "new", "create": "new", "add": "new", "start": "new", "list": "list", "ls": "list", "show": "show",
    "set": "set", "archive": "archive", "close": "archive", "end": "archive", "stop": "archive",
    "reopen": "reopen", "unarchive": "reopen", "restore": "reopen",
}  # fmt: skip
_KEYS = re.compile(r"\b(site|sites|domain|client|channel|for)\b(?!-)\s*[:=]?\s*", re.IGNORECASE)
_MODE = re.compile(r"\bclient[\s-]?mode\b\s*[:=]?\s*(on|off|yes|no|true|false)\b", re.IGNORECASE)


_LINKS = (
    r"(?:\s+(?:(?:new|more|live|good|quality|standing|follow(?:ed)?|do-?follow(?:ed)?)\s+)*"
    r"(?:back-?)?links?\b)"
)
_BY = (
    r"(?:,?\s*\b(?P<{by}>(?:by|until|till|before|in|this|next)\b.{{1,40}}?)"
    r"(?=\s*$|\s*[,;]|\s+(?:site|sites|domain|client|channel|for)\b))"
)
#: "goal 20 followed links by March", "20 links by the end of June": a number of links alone may be a name.
_GOAL = re.compile(
    r"[\s,;(]*(?:\b(?:and|with)\s+)?(?:\b(?:an?|the|our|its)\s+)?(?:"
    rf"\b(?:goal|target|aim)\b(?:\s+(?:of|is|to|get))*\s*[:=]?\s*(?P<count>\d{{1,6}})\b{_LINKS}?"
    rf"{_BY.format(by='by')}?"
    rf"|(?P<links>\b\d{{1,6}}){_LINKS}{_BY.format(by='links_by')})\)?",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"(?:[\s,]+|^)(?:please|pls|plz|thanks|thx|thank you)[\s.!]*$", re.IGNORECASE)


def campaign_ask(text: str) -> CampaignAsk:
    """What the words after ``campaign`` ask for. Pure; never raises."""
    text = _COURTESY.sub("", " ".join(text.split()))
    if not text:
        return CampaignAsk("list")
    first, _, rest = text.partition(" ")
    do = _DO.get(first.lower().strip(":,"), "")
    if not do:
        return CampaignAsk("show", _named(text))
    mode = _MODE.search(rest)
    rest = _MODE.sub("", rest)
    goal, goal_by, rest = _goal(rest) if do in {"new", "set"} else (None, "", rest)
    name, values = _keyed(rest) if do == "new" else (rest, {})
    sites = [
        s.strip(" ,") for s in re.split(r"[\s,]+(?:and\s+)?|\band\b", values.get("site", "")) if s.strip(" ,")
    ]
    return CampaignAsk(
        do,
        _named(name),
        tuple(sites),
        _named(values.get("client", "")),
        values.get("channel", "").strip().lstrip("#").strip(),
        None if mode is None else mode[1].lower() in {"on", "yes", "true"},
        goal,
        goal_by,
    )


def _goal(rest: str) -> tuple[int | None, str, str]:
    """The goal, until when as it is written, and what is left of ``rest``; a quoted name is no goal."""
    whole = _WHOLE_NAME.match(rest)
    found = _GOAL.search(rest, whole.end() if whole else 0)
    if found is None or not rest[: found.start()].strip():
        return None, "", rest
    count, by = found["count"] or found["links"], found["by"] or found["links_by"] or ""
    return int(count), by.strip(), f"{rest[: found.start()]} {rest[found.end() :]}".strip()


def _keyed(rest: str) -> tuple[str, dict[str, str]]:
    """ "Acme site acme.com client Acme Ltd" → the name, and what follows each key word outside its quotes."""
    whole = _WHOLE_NAME.match(rest)
    spoken = without_addresses(rest)
    found = [
        m for m in _KEYS.finditer(spoken, whole.end() if whole else 0) if m.start() or m[1].lower() != "for"
    ]
    if not found:
        match = re.search(r"\s((?:https?://)?[\w-]+(?:\.[\w-]+)+\S*)\s*$", rest)
        return (rest[: match.start()], {"site": match[1]}) if match else (rest, {})
    values: dict[str, str] = {}
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(rest)
        key = {"sites": "site", "domain": "site", "for": "site"}.get(match[1].lower(), match[1].lower())
        values.setdefault(key, rest[match.end() : end].strip(" ,"))
    return rest[: found[0].start()], values


# Quotes around all of a name are no part of it; those inside are.
_PAIRS = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "«": "»"}
_WHOLE_NAME = re.compile(
    r"\s*(?:\"(?=\S).*?\S\"|“(?:[^“”]|“[^“”]*”)+”|'(?=\S).*?\S')(?=\s|$)",
)


def _named(text: str) -> str:
    text = re.sub(r"^(?:called|named)\s+", "", text.strip(" ,:"), flags=re.IGNORECASE).strip(" ,.:")
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return "" if text in _PAIRS or text in _PAIRS.values() else text
