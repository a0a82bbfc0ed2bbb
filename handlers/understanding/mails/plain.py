"""The text of an HTML mail, in one pass however hostile it is: nothing is rendered, nothing is fetched."""

import html
import re

#: Characters of a mail that are read; a reply's own words stand at its top.
READ = 60_000

_TAG = re.compile(r"\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
_HIDDEN = frozenset({"script", "style", "head", "title", "noscript", "template", "textarea", "svg"})
_LINES = frozenset("br p div tr li ul ol table blockquote h1 h2 h3 h4 h5 h6 hr pre section article".split())
_SPACES = re.compile(r"[ \t\u00a0]+")
_HREF = re.compile(r"""\bhref\s*=\s*["']?\s*(?P<address>https?://[^\s"'<>]{1,500})""", re.IGNORECASE)
_BARE = re.compile(r"https?://(?:www\.)?|/(?=\s|\Z)", re.IGNORECASE)


def plain_text(markup: str) -> str:
    """What a reader sees of ``markup``, line by line; behind a link's words the address that it leads to."""
    pieces = markup[: READ * 4].split("<")
    made = [pieces[0]]
    hidden: str | None = None
    link: tuple[str, int] | None = None
    for piece in pieces[1:]:
        inside, closed, after = piece.partition(">")
        if piece.startswith("!--"):
            after = piece.partition("-->")[2]
            made.append(after if hidden is None else "")
            continue
        tag = _TAG.match(inside) if closed else None
        if tag is None:
            made.append("" if hidden or closed else f"<{piece}")
            continue
        ends, name = bool(tag[1]), tag[2].lower()
        if hidden is not None:
            if not (ends and name == hidden):
                continue
            hidden = None
        elif name in _HIDDEN and not ends and not inside.endswith("/"):
            hidden = name
            continue
        elif name == "a":
            if link is not None:
                made.append(_leading_to(link[0], "".join(made[link[1] :])))
            href = None if ends else _HREF.search(inside)
            link = (href["address"], len(made)) if href else None
        made.append(("\n" if name in _LINES else "") + after)
    text = html.unescape("".join(made))
    lines = [_SPACES.sub(" ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:READ]


def _leading_to(address: str, words: str) -> str:
    """The address behind a link's words; "" where they say it themselves, or where there are none."""
    said, leads_to = (_BARE.sub("", html.unescape(one)).strip() for one in (words, address))
    return f" ({address})" if said and leads_to not in said else ""
