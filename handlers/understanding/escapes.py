"""From what Slack sends to what the person typed: escapes undone, quotations left out, length capped.

Source: Slack, "Formatting text for app surfaces": ``<@U1|bob>``, ``<#C1|general>``, ``<!channel>``,
``<https://x.com|x.com>``, ``<mailto:a@b.c|a@b.c>``, and ``&amp; &lt; &gt;``.
"""

import re
import unicodedata
from dataclasses import dataclass

READ = 4_000
"""How many characters are looked at for facts; the whole text is kept as text."""

_ESCAPE = re.compile(r"<([@#!]?)([^<>|\n]{1,3000})(?:\|([^<>\n]{0,3000}))?>")
_SCHEME = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)
_USER_ID = re.compile(r"[UW][A-Z0-9]{1,20}")
_ID = re.compile(r"[@#][A-Z][A-Z0-9]{1,20}(?![A-Z0-9])")
_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{1,20}")
# Bidi and zero-width controls hide or reorder what is read; private-use characters are what facts are
# replaced with while a sentence is read (see lexer.py), so none may come from outside.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]")
_STRANGE_SPACE = re.compile(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ue000-\uf8ff]|\r\n?|\t|\u2028|\u2029"
)
_EMPHASIS = re.compile(r"(?<![\w*~`/.:@-])([*~`_]{1,3})(?=\S)([^\n*~`]{1,300}?)(?<=\S)\1(?![\w*~`/@])")
_STRUCK = re.compile(r"(?<![\w~/.:@-])~(?=\S)[^\n~]{1,300}(?<=\S)~(?![\w~/@])")  # crossed out: taken back
_TICK = re.compile(r":(?:white_check_mark|heavy_check_mark|ballot_box_with_check):")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+'-]{0,40}:(?![\w:])")
_QUOTED_LINE = re.compile(r"^ *>")
_THEY_WROTE = re.compile(
    r"\b(?:repl(?:y|ied)|answer(?:ed)?|responded|response|"
    r"wrote|writes|said|says|came back|got back)\b[^:]{0,60}:\s*$",
    re.IGNORECASE,
)
_SAYS_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|forwarded by.*|ursprüngliche nachricht)\s*-{0,}"
    r"|begin forwarded message:|on .{4,80} wrote:|_{8,})\s*$",
    re.IGNORECASE,
)
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("’‘‛´`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—−‑", "-") | {"…": " "}
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without Slack's escapes. ``shown`` maps the ids in it to the names people see.

    ``people`` are the ids of those who were mentioned: what was only typed with an @ is a name.
    """

    text: str
    shown: tuple[tuple[str, str], ...] = ()
    people: frozenset[str] = frozenset()

    def readable(self, part: str) -> str:
        """``part`` of the text with names instead of ids: ``@U1`` → ``@bob``, for notes that people read."""
        names = dict(self.shown)
        return _ID.sub(lambda match: names.get(match.group(), match.group()), part) if names else part


def unescape(text: str) -> Plain:
    """``text`` as typed. A person becomes ``@U1``, a channel ``#C1``, a link its address."""
    shown: list[tuple[str, str]] = []
    people: list[str] = []

    def typed(match: re.Match[str]) -> str:
        mark, body, label = match.groups()
        if mark == "@" or mark == "#":
            pattern = _USER_ID if mark == "@" else _CHANNEL_ID
            if not pattern.fullmatch(body):
                return match.group()
            people.extend([body] if mark == "@" else [])
            if label:
                shown.append((mark + body, mark + label.lstrip("@#")))
            return mark + body
        if mark == "!":
            return _group(body, label)
        if not _SCHEME.match(body):
            return match.group()
        address = re.sub(r"^mailto:", "", body, flags=re.IGNORECASE)
        if not label or label.strip() == address:
            return address
        return label if _same_address(label, address) else f"{label} {address}"

    plain = _ESCAPE.sub(typed, _STRANGE_SPACE.sub(_space, text))
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return Plain(_INVISIBLE.sub("", plain), tuple(shown), frozenset(people))


def _group(body: str, label: str | None) -> str:
    """``<!here>`` as everybody types it, @here; of ``<!date^…|tomorrow>`` what it shows."""
    kind, _, number = body.partition("^")
    if kind in {"here", "channel", "everyone", "group", "subteam"}:
        return f"@{(label or number or kind).lstrip('@')}"
    return label or ""


def _space(match: re.Match[str]) -> str:
    return "\n" if match.group()[0] in "\r\u2028\u2029" else " "


def _same_address(label: str, address: str) -> bool:
    """Whether a link's label is its own address, as when Slack makes a link of what somebody typed."""
    return _bare(label) == _bare(address)


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()).casefold().rstrip("/")


def to_read(text: str) -> str:
    """What is read for facts: the first characters, without quoted lines and forwarded mail.

    Typographic quotes and dashes become plain ones, emphasis marks go, compatibility forms are folded.
    """
    lines: list[str] = []
    written = text[:READ].split("\n")
    marked = next((at for at, line in enumerate(written) if line.strip()), 0)
    if _FORWARDED.match(written[marked]) and any(map(_FROM.match, written[marked + 1 : marked + 6])):
        written = written[
            marked + 1 :
        ]  # nothing but a forwarded mail: its own words are what there is to read
    if _SAYS_FORWARDED.match(written[marked]) and _mail_head(written[marked + 1 : marked + 6]):
        first = written.pop(marked)  # "Fwd: Guest post" above a mail's head is the mail's subject
        written = [written[marked], f"Subject: {first.strip()}", *written[marked + 1 :]]
    told = False
    for at, line in enumerate(written):
        if _FORWARDED.match(line) or (any(map(str.strip, lines)) and _mail_head(written[at : at + 5])):
            break
        if not _QUOTED_LINE.match(line):
            lines.append(line)
            told = bool(_THEY_WROTE.search(line))
        elif told and all(map(_QUOTED_LINE.match, filter(str.strip, written[at:]))):
            # "reply from Uli:" and what Uli wrote, with nothing of ours behind it
            lines.append(_QUOTED_LINE.sub("", line).strip())
    kept = unicodedata.normalize("NFC", "\n".join(lines)).translate(_FULLWIDTH)
    kept = _EMOJI.sub(" ", _TICK.sub("✅", kept))
    kept = _STRUCK.sub("", kept) if _STRUCK.sub("", kept).strip() else kept
    kept = _EMPHASIS.sub(r"\2", kept).translate(_TYPOGRAPHY)
    return re.sub(r" {2,}", " ", kept).strip()


def _mail_head(lines: list[str]) -> bool:
    """Whether a pasted mail starts here: "From: …" and another of its headers soon after."""
    return bool(lines) and bool(_FROM.match(lines[0])) and any(_HEADER.match(line) for line in lines[1:])


_FROM = re.compile(r"\s*\*?(?:From|Von|De|Da|Od)\*?:\s*\S", re.IGNORECASE)
_HEADER = re.compile(
    r"\s*\*?(?:Sent|Date|To|Subject|Cc|Reply-To|Gesendet|An|Betreff|Envoyé|À|Objet)\*?:\s*\S", re.IGNORECASE
)
_FULLWIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("＠"): "@", ord("．"): ".", ord("。"): "."}
