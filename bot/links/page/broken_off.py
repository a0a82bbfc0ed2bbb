"""Whether a page ends before its end: its connection was cut, or the site's program died while writing it.

Asked of pages without the link only: what did not come may hold it. Many whole pages leave out end tags, so
that alone says nothing; and a page about errors quotes them, but does not break off with one.
"""

import re
from collections import Counter

CUT = "sent only the beginning of the page"
DIED = "the page breaks off with an error of the site's own program"

# So much of a page is read as markup, from its end: most are smaller, and hostile ones take milliseconds.
_READ = 50_000
_SKIMMED = 1_000_000
_BEGINNING = 6_000
_BEGUN = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_EXPLICIT = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_HEAD_ENDS = re.compile(rb"</head\b", re.IGNORECASE)
_SAYS_END = re.compile(rb"</(?:body|html)\s*>\s*\Z")

# HTML Standard, 13.2.5: each alternative takes all that a browser would take, up to the end of the page.
_ATTRIBUTES = rb"[^>=]*+(?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+[^>=]*+)*+(?:>|\Z)"
_TOKEN = re.compile(
    rb"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|(?P<raw>script|style|textarea|title)(?![^\s/>])"
    + _ATTRIBUTES
    + rb".*?(?:</(?P=raw)(?![^\s/>])[^>]*+>?|\Z)"
    + rb"|(/?[a-z][^\s/>]*+)"
    + _ATTRIBUTES
    + rb"|[!?/][^>]*+>?|(\0)>)",
    re.DOTALL,
)
# Put behind a page, it is a token of its own, unless the page ends within another.
_END = b"<\0>"
_SPANNING = ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style"))

# Elements whose end tags nobody may leave out; those that have one as a habit (13.1.2.4, "Optional tags").
_BOXES = tuple(
    b"div main article section aside header footer nav table ul ol dl form blockquote figure pre select"
    b" button h1 h2 h3 h4 h5 h6".split()
)
_SPARED = (b"p", b"li", b"td", b"dd")
_ENOUGH = 2
_STOPS = re.compile(
    "(?:[>.!?…\ufffd\"'”’»›)\\]:|©®。！？」』）।॥؟۔]"
    r"|&(?:r[ad]quo|r?saquo|rsquo|quot|nbsp|hellip|middot|trade|reg|rarr|#\d+);)\Z"
)
_SENTENCE = re.compile(r"[.!?…]\s+\S")
_ENTITY = re.compile(rb"(?:&#|&[a-z]{3}|(?<![a-z])&[a-z])[a-z0-9]{0,8}\Z")
# A text that is whole without a full stop: who wrote it, and when.
_SIGNED = re.compile(r"©|&copy|copyright|rights|powered|\b(?:19|20)\d\d\b|\d\d:\d\d|\w@\w")
_LAST_TEXT = 400
# The bytes of a character in UTF-8 behind its first.
_WITHIN = bytes(range(0x80, 0xC0))


def _lines(*ends: bytes) -> bytes:
    """The last line of a page, as any of ``ends``."""
    return rb"(?:\n|<br ?/?>)\s{0,40}(?:" + b"|".join(ends) + b")"


# How errors of programs begin, and how they end.
_DEATHS = tuple(
    (re.compile(begins), re.compile(rb"(?:" + ends + rb")\Z"))
    for begins, ends in (
        # PHP: "<b>Fatal error</b>:  Uncaught Error: … in <b>/var/www/a.php</b> on line <b>12</b><br />",
        # or a table by Xdebug
        (
            rb"\b(?:fatal|parse) error(?:</b>)?\s*:|\buncaught [\w\\]{0,80}(?:error|exception)\b",
            rb" on line (?:<b>)?\d+|<b>:</b>\d+",
        ),
        # Python
        (
            rb"\btraceback \(most recent call last\):",
            _lines(rb"[a-z_][\w.]{1,100}(?::[^\n]{0,600})?"),
        ),
        # Java and what runs with it, .NET
        (
            rb"\b[a-z]\w{0,60}\.[\w.$]{0,150}(?:exception|error|throwable)\b",
            _lines(
                rb"at [^\n()]{1,300}\([^\n]{0,200}\)(?: in [^\n]{1,200}:line \d+)?",
                rb"\.\.\. \d+ (?:more|common frames omitted)",
            ),
        ),
        # Ruby, JavaScript
        (
            rb"(?:error|exception)\b",
            _lines(
                rb"[^\n]{1,200}\.(?:rb|erb|haml|slim):\d+:in [`'][^\n]{1,100}",
                rb"at [^\n]{1,200}(?:\.[cm]?[jt]sx?|node:internal/[\w/]{1,80}):\d+:\d+\)?",
            ),
        ),
        # Go's templates
        (rb"", rb"\btemplate: [\w./-]{1,100}(?::\d+){1,2}: executing [^\n]{1,400}"),
        # Perl, ASP
        (rb"", rb" at [\w./:\\-]{1,200}\.(?:pl|pm|cgi) line \d+\.?"),
        (rb"\bsoftware error:", rb"giving this error message and the time and date of the error\."),
        (rb"\berror '[0-9a-f]{8}'", rb", line \d+"),
        # Drupal; databases that hung up or did not understand
        (rb"", rb"the website encountered an unexpected error\. (?:please )?try again later\."),
        (rb"", rb"you have an error in your sql syntax; check the manual[^\n<]{1,600}"),
        (rb"", rb"(?:mysql server has gone away|lost connection to m\w{1,10} server[^\n<]{0,100})"),
        (rb"", rb"access denied for user '[^'\n]{0,80}'@'[^'\n]{0,80}' \(using password: (?:yes|no)\)"),
        (rb"", rb"can't connect to (?:local )?m\w{1,10} server (?:on|through)[^\n<]{1,200}"),
    )
)
_DEATH_WORDS = re.compile(
    rb"error|exception|traceback|template: | line |\.\.\. |\bat |gone away|denied|connect"
)
_DYING = 16_000
_LAST_LINES = 1_600
# What error handlers and caches still print behind an error.
_TRAILING = re.compile(
    rb"(?:\s|<br ?/?>|<!--[^<>]{0,300}-->"
    rb"|</(?:[bipu]|pre|code|samp|em|font|span|div|td|th|tr|tbody|table|li|ul|ol|h\d)>)++\Z"
)
_TRAILED = 600
_QUOTED = re.compile(rb"</(?:pre|code|samp)>")
_PHP = re.compile(rb"<b>(?:fatal|parse) error</b>\s*:")
# A second document within the page: what frameworks print when the first one can't go on.
_SECOND = 30_000
_HEADING = re.compile(
    rb"<(?:title|h1)\b[^>]*>\s*(?:(?:error )?50[0-4][ :|-]{1,4})?"
    rb"(?:fatal error|critical error|(?:oops!? ?)?an error (?:has )?occurred|(?:internal )?server error"
    rb"|application error|runtime error|whoops\b|http status 5\d\d)"
)
_TEMPLATE_DIED = b"<!-- freemarker error message starts here -->"


def broken_off(body: bytes, *, measured: bool) -> str | None:
    """What broke a page off (``CUT`` or ``DIED``), as far as its end shows; None for one that seems whole.

    ``measured``: the server said where the page ends, so that nothing was cut from it unnoticed. ``body`` is
    decompressed, in an encoding that writes ASCII as ASCII; in others nothing is found.
    """
    tail = body[-_READ:].lower()
    died = _dies(tail)
    again = _begins_again(tail)
    if not (died or again) and (measured or _SAYS_END.search(tail[-200:])):
        return None
    page = _Ending(body, tail)
    if (died and page.unfinished) or (again and page.twofold):
        return DIED
    return CUT if not measured and page.cut else None


def _dies(tail: bytes) -> bool:
    """Whether a page ends with the error that ended its program."""
    if _DEATH_WORDS.search(tail[-_LAST_LINES:]) is None:
        return False
    last = tail[: _end_of_text(tail)]
    lines, dying = last[-_LAST_LINES:], last[-_DYING:]
    return any(ends.search(lines) and begins.search(dying) for begins, ends in _DEATHS)


def _end_of_text(tail: bytes) -> int:
    trailing = _TRAILING.search(tail, max(len(tail) - _TRAILED, 0))
    return trailing.start() if trailing is not None else len(tail)


def _begins_again(tail: bytes) -> bool:
    """Whether a short document about an error begins within the page."""
    near = tail[-_SECOND:]
    if _TEMPLATE_DIED in near:
        return True
    start = near.rfind(b"<html")
    return start >= 0 and _HEADING.search(near, start) is not None


class _Ending:
    """The end of a page, read as markup."""

    def __init__(self, body: bytes, tail: bytes) -> None:
        self._body = body
        self._tail = tail
        self._before = body[-_READ - _SKIMMED : -len(tail)].lower() if len(body) > len(tail) else b""
        self._names = self._read()
        self._counts = Counter(self._names)

    def _read(self) -> list[bytes]:
        """The names of its tags, with a zero byte behind them where it ends between two."""
        tail, before = self._tail, self._before
        for opens, closes in _SPANNING if before else ():
            if before.rfind(opens) > before.rfind(closes):
                start = tail.find(closes)
                tail = tail[start:] if start >= 0 else opens
                break
        return [name or end for _, name, end in _TOKEN.findall(tail + _END)]

    @property
    def twofold(self) -> bool:
        """Whether a document stands in another."""
        opened, closed = self._counts[b"html"], self._counts[b"/html"]
        inner = opened > closed if not self._before else opened > 0
        return (inner and opened + bool(self._before) >= 2) or _TEMPLATE_DIED in self._tail[-_SECOND:]

    @property
    def unfinished(self) -> bool:
        """Whether a page whose last words are an error has more to say: it does not merely quote it."""
        if self._closed:
            return False
        if self._open:
            return True
        end = _end_of_text(self._tail)
        if _QUOTED.search(self._tail, end) is not None:
            return False
        return self._explicit or _PHP.search(self._tail, max(end - _DYING, 0), end) is not None

    @property
    def cut(self) -> bool:
        """Whether it ends in the middle of something."""
        if self._closed:
            return False
        if self._names[-1:] != [b"\0"] or self._tail.endswith(b"<") or self._in_character:
            return True
        if _BEGUN.search(self._body, 0, _BEGINNING) is None:
            return False
        in_text = self._in_text
        if in_text and not self._explicit:
            in_text -= 1
        return self._open + in_text >= _ENOUGH

    @property
    def _closed(self) -> bool:
        return bool(self._counts[b"/html"] or self._counts[b"/body"])

    @property
    def _explicit(self) -> bool:
        """Whether its author wrote the tags that are left to browsers by those who write no end tags."""
        return _EXPLICIT.search(self._body, 0, _BEGINNING) is not None

    @property
    def _open(self) -> int:
        """How many elements are open that have to be closed."""
        counts, before = self._counts, self._before
        unclosed = {name: counts[name] - counts[b"/" + name] for name in _BOXES}
        unclosed[b"div"] += before.count(b"<div") - before.count(b"</div")
        # Old browsers showed nothing of a table that is not closed: nobody leaves one open.
        return sum(max(count, 0) for count in unclosed.values()) + max(unclosed[b"table"], 0)

    @property
    def _in_text(self) -> int:
        """The signs that it ends in the middle of a sentence, a paragraph or a link.

        What ends with a line ends where its author, or an editor, ended it.
        """
        text = self._tail[self._tail.rfind(b">") + 1 :][-_LAST_TEXT:]
        said = text.decode("utf-8", "replace").rstrip()
        if _ENTITY.search(text):
            return 2 * _ENOUGH
        if text.endswith(b"\n") or _SIGNED.search(said):
            return 0
        counts = self._counts
        unended = bool(said) and _STOPS.search(said) is None
        linking = self._in_link
        if not unended and not linking:
            return 0
        elsewhere = any(0 < counts[b"/" + name] == counts[name] - 1 for name in _SPARED)
        sentences = _SENTENCE.search(said) is not None
        says_head = _HEAD_ENDS.search(self._body, 0, _READ) is not None
        return unended + linking + elsewhere + sentences + says_head

    @property
    def _in_link(self) -> bool:
        if [name for name in self._names if name in (b"a", b"/a")][-1:] != [b"a"]:
            return False
        start = self._tail.rfind(b"<a ")
        return b"href" in self._tail[start : self._tail.find(b">", start)]

    @property
    def _in_character(self) -> bool:
        """Whether a page that is UTF-8 ends within a character."""
        end = self._body[-_BEGINNING:].lstrip(_WITHIN)
        try:
            end.decode()
        except UnicodeDecodeError as error:
            return error.reason == "unexpected end of data" and not end[: error.start].isascii()
        return False
