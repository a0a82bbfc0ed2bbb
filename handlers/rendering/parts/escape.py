"""Strangers' words, made safe to stand in a Slack message.

Source: "Formatting text for app surfaces" in Slack's documentation (the three entities, links, mentions).
"""

import html
import re
import unicodedata
from urllib.parse import quote

from handlers.rendering.parts import domain

#: Characters that turn, hide or split text: bidi controls, zero-width marks, tags, line and page separators.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_BROADCAST = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
_LINKED = re.compile(r"<((?:https?://|mailto:)[^|>]*)(?:\|([^>]*))?>")
_ID = re.compile(r"[A-Za-z0-9_-]{2,40}")
_HTTP = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)

#: Slack cuts nothing for us: what a person can take in on one line.
LINE = 150
#: What a link may be long before Slack's own 3,000 are in danger.
ADDRESS = 2_000

#: A stop, what closes a quotation or bold words, and our stop behind it; two bare dots, but no more of them.
_TWO_STOPS = re.compile(r"([.!?…][”’\"'*_~]+|[!?…]|(?<!\.)\.)\.(?=\s|$)")


def cut(text: str, most: int) -> str:
    """At most ``most`` characters, the last of them an ellipsis where something is missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def clean(text: str, most: int = LINE, *, lines: bool = False) -> str:
    """``text`` without controls and tricks of direction, capped; on one line unless ``lines``.

    Plain characters: for ``plain_text`` and ``rich_text`` elements, which know no markup.
    """
    # A page of text is not walked to its end for the 150 characters that are shown of it.
    text = text[: most * 4 + 1_000]
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "\n".join(" ".join(_seen(line).split()) for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
    else:
        text = " ".join(_seen(text).split())
    return cut(text, most)


def _seen(text: str) -> str:
    text = _UNSEEN.sub("", text)
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in text)


def raw(text: str, most: int = 3_000) -> str:
    """``text`` as it stands, line breaks and spaces kept, without controls: for code in ``rich_text``."""
    kept = _UNSEEN.sub("", text[: most * 2])
    return cut("".join(char for char in kept if char in "\n\t" or unicodedata.category(char)[0] != "C"), most)


def entities(text: str) -> str:
    """Slack's three entities in place of the characters that begin its markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str, most: int = LINE, *, lines: bool = False) -> str:
    """Strangers' text for a ``mrkdwn`` object or a message's ``text``: nobody is pinged, nothing is a link.

    Backticks become apostrophes, so that no code span of ours is broken; a broadcast's name gets a
    zero-width space, which keeps it readable and dead wherever Slack would still make it a mention.
    """
    shown = entities(clean(text, most, lines=lines)).replace("`", "'")
    return _BROADCAST.sub("@\u200b", shown)


def bold(text: str, most: int = LINE) -> str:
    """``*text*``: a star within would end the bold words, so one that looks alike stands in its place."""
    return f"*{mrkdwn(text, most).replace('*', '∗')}*"


def quoted(text: str, most: int = LINE) -> str:
    """“text”, safe for mrkdwn."""
    return f"“{mrkdwn(text, most)}”"


def code(text: str, most: int = LINE) -> str:
    """Text in code style, for what a person should type."""
    return f"`{mrkdwn(text, most)}`"


def address(url: str) -> str | None:
    """``url`` percent-encoded so that it can stand in ``<url|label>``; None unless it is http(s) and sane."""
    url = url.strip()
    if not _HTTP.match(url) or len(url) > ADDRESS or any(ord(char) < 32 for char in url):
        return None
    # quote() leaves "%" alone when it is named safe: what is encoded already stays as it is.
    encoded = quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")
    return encoded if len(encoded) <= ADDRESS else None


def short(url: str, most: int = 60) -> str:
    """An address as people write it: no scheme, no trailing slash, capped; plain characters."""
    bare = re.sub(r"^https?://", "", clean(url, ADDRESS), flags=re.IGNORECASE).rstrip("/")
    host = re.match(r"[^/?#@:\s]*", bare)
    named = domain.readable(host[0]) + bare[host.end() :] if host else bare
    return cut(named, most)


def site(host: str, most: int = 80) -> str:
    """A site in mrkdwn, in its own letters where that is safe."""
    return mrkdwn(domain.readable(host), most)


def link(url: str, label: str | None = None, most: int = 60) -> str:
    """``<url|label>`` in mrkdwn, labelled with the address unless told; plain text where it is no link."""
    label = clean(label, most) if label else short(url, most)
    encoded = address(url)
    shown = mrkdwn(label, most).replace("|", "¦") or "link"
    return f"<{entities(encoded)}|{shown}>" if encoded else shown


def mention(user: str) -> str:
    """``<@user>``: pings when it stands in a new message. What is no Slack id is shown as text."""
    return f"<@{user}>" if _ID.fullmatch(user) else mrkdwn(user, 40)


def channel(channel_id: str) -> str:
    """``<#channel>``; what is no Slack id is shown as text."""
    return f"<#{channel_id}>" if _ID.fullmatch(channel_id) else mrkdwn(channel_id, 40)


def plain(written: str) -> str:
    """mrkdwn that was made here as plain words, for where Slack shows no markup: links by their names."""
    named = _LINKED.sub(lambda found: found[2] or found[1], written)
    return html.unescape(named).replace("*", "").replace("`", "")


def one_stop(said: str) -> str:
    """``said`` with one stop where two would stand: words that end with one of their own before ours.

    "came back: “does not exist.”." and "*Acme Inc.*." each lose the last; an ellipsis of dots stays.
    """
    return _TWO_STOPS.sub(r"\1", said)


def fitted(mrkdwn: str, most: int) -> str:
    """``mrkdwn`` within ``most`` characters, cut where no link or entity is torn apart."""
    if len(mrkdwn) <= most:
        return mrkdwn
    kept = mrkdwn[: most - 1]
    line = kept.rfind("\n")
    kept = kept[:line] if line > most // 2 else kept
    for opens, closes in (("<", ">"), ("&", ";")):
        start = kept.rfind(opens)
        if start > kept.rfind(closes):
            kept = kept[:start]
    return kept.rstrip() + "…"
