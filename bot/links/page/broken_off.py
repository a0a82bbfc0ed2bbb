"""Whether a page ends before its end: its connection was cut, or the site's program died while writing it.

Asked of pages without the link only: what did not come may hold it. Many whole pages leave out end tags, so
that alone says nothing; and a page about errors quotes them, but does not end with one.
"""

import re

CUT = "sent only the beginning of the page"
DIED = "the page breaks off with an error of the site's own program"

_TAIL = 6_000
_COUNTED = 1_000_000
_CLOSED = re.compile(rb"</(?:body|html)\b")
_BEGUN = re.compile(rb"<(?:!doctype|html|head|body)\b")
_RAW = (b"script", b"style", b"textarea", b"title")
_IN_TAG = re.compile(rb"<[a-z/!][^<>]*\Z")
# Elements whose end tags nobody may leave out: HTML Standard, 13.1.2.4 "Optional tags".
_BOXES = re.compile(
    rb"<(/?)(?:div|main|article|section|aside|header|footer|nav|table|ul|ol|form|blockquote)\b"
)
_MOST_SLIPS = 1
# A whole text ends with a tag or a full stop of some kind.
_STOPS = re.compile("[>.!?…\"'”’»)\\]:;。！？」』）।؟。]\\Z")
# What error handlers and templates still print behind an error.
_TRAILING = re.compile(rb"(?:\s|<br ?/?>|</(?:b|i|p|pre|font|span|div|td|tr|table|code|li|ul|ol)>)+\Z")
_LAST_LINE = 800
# How errors of programs begin, and how they end.
_DEATHS = tuple(
    (re.compile(begins), re.compile(ends + rb"\Z"))
    for begins, ends in (
        # PHP: "<b>Fatal error</b>:  Uncaught Error: … in <b>/var/www/a.php</b> on line <b>12</b><br />"
        (
            rb"\b(?:fatal|parse) error(?:</b>)?\s*:|\buncaught [\w\\]{0,80}(?:error|exception)\b",
            rb" on line (?:<b>)?\d+",
        ),
        # Python
        (
            rb"\btraceback \(most recent call last\):",
            rb"\n[\w.]{1,100}(?:error|exception|interrupt|exit)\b[^\n<]{0,500}",
        ),
        # Java and what runs with it, .NET
        (
            rb"\b[a-z][\w.$]{1,150}\.[\w$]{0,100}(?:exception|error)\b",
            rb"\n\s*at [\w.$<>/`\[\], ]{1,300}\([^\n]{0,200}\)(?: in [^\n]{1,200}:line \d+)?"
            rb"(?:\s+\.\.\. \d+ (?:more|common frames omitted))?",
        ),
        # Ruby, Node
        (rb"\b[\w:]{0,80}error\b", rb"\n[^\n]{1,200}\.rb:\d+:in [`'][^\n]{1,100}"),
        (rb"\b\w{0,40}error: ", rb"\n\s+at [^\n]{1,200}\.[cm]?[jt]s:\d+:\d+\)?"),
        # Perl, ASP
        (rb"", rb" at /[\w./-]{1,200}\.(?:pl|pm|cgi) line \d+\.?"),
        (rb"\berror '[0-9a-f]{8}'", rb", line \d+"),
        # Databases that hung up or did not understand
        (rb"", rb"you have an error in your sql syntax; check the manual[^\n<]{1,400}"),
        (rb"", rb"(?:mysql server has gone away|lost connection to m\w{1,10} server during query)\.?"),
    )
)


def broken_off(body: bytes, *, measured: bool) -> str | None:
    """What broke a page off (``CUT`` or ``DIED``), as far as its end shows; None for one that seems whole.

    ``measured``: the server said where the page ends, so that nothing was cut from it unnoticed. ``body`` is
    decompressed, in an encoding that writes ASCII as ASCII; of others nothing is known.
    """
    if b"\0" in body[:_TAIL]:
        return None
    page = body.lower()
    if _CLOSED.search(page) is not None:
        return None
    if _BEGUN.search(page, 0, _TAIL) is not None and _died(page[-_TAIL:]):
        return DIED
    return None if measured or not _is_cut(page) else CUT


def _died(tail: bytes) -> bool:
    """Whether a page ends with the error that ended its program."""
    trailing = _TRAILING.search(tail, max(len(tail) - _LAST_LINE // 2, 0))
    last = tail[: trailing.start()] if trailing is not None else tail
    return any(
        ends.search(last[-_LAST_LINE:]) is not None and begins.search(last) is not None
        for begins, ends in _DEATHS
    )


def _is_cut(page: bytes) -> bool:
    """Whether a page whose length nobody named ends in the middle of something."""
    if page.rfind(b"<!--") > page.rfind(b"-->") or any(_ends_in(page, tag) for tag in _RAW):
        return True
    if _IN_TAG.search(page[-_TAIL:]) is not None or _ends_in_a_character(page):
        return True
    if re.search(rb"<(?:html|body)\b", page) is None:
        return False
    return (
        _open_boxes(page) > _MOST_SLIPS
        or _STOPS.search(page[-20:].decode("utf-8", "ignore").rstrip()) is None
    )


def _ends_in(page: bytes, tag: bytes) -> bool:
    """Whether the page ends within an element that holds text alone."""
    return page.rfind(b"<" + tag) > page.rfind(b"</" + tag)


def _ends_in_a_character(page: bytes) -> bool:
    """Whether a page that is UTF-8 ends within a character."""
    try:
        page.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _open_boxes(page: bytes) -> int:
    if len(page) > _COUNTED:
        return 0
    ends = _BOXES.findall(page)
    return len(ends) - 2 * ends.count(b"/")
