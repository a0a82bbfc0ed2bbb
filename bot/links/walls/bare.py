# ruff: noqa: E501 - a line holds what programs say
"""Answers that are called web pages and are none: what a program says by itself, and data."""

import json
import re

from bot.links.walls.condition import kind_of, kinds, of_itself
from bot.links.walls.front import Shown
from bot.links.walls.late import late
from bot.links.walls.notice_words import PAGE
from bot.links.walls.wall import Wall
from storage.words import Finding

#: So many letters at most are a program's line.
_LINE = 90
_OF_A_PAGE = (
    "a,h1,h2,h3,h4,h5,h6,img,svg,picture,video,audio,canvas,table,ul,ol,dl,form,input,button,article,main"
)
_STATUS = late(r"(?:http |error |status |code )*[45]\d\d", re.IGNORECASE)
#: What they say where it has none of the words of walls.
_SAYS = late(
    r"(?:an? )?(?:unknown |unexpected |internal |server |general |fatal |application |system )*(?:error|failure|exception)(?: (?:code|number|id|has )?(?:occurred)?)?[ :#-]*\w{0,12}"
    r"|upstream connect error\b.*|no healthy upstream|unknown (?:page|file|route|path|host|domain|site)"
    r"|no input file specified|(?:error|err|code|status)[ :#_-]*\w{1,8}|(?:null|undefined|none|nil|false|\[object object\]|nan)"
    r"|(?:invalid|bad|malformed|empty) (?:request|token|session|key|signature|host(?:name)?(?: header)?|url|response|reply)(?: \(\w+\))?"
    r"|(?:host|domain|site|app|application|service|backend|upstream|server|origin)s? (?:not|un|time|down|is )[\w ]{2,30}|time(?:d)?[ -]?out|(?:request|connection|gateway|operation) time(?:d)?[ -]?out",
    re.IGNORECASE,
)
_MOST_DATA = 200_000
#: The first element of a document in XML, after its declaration, instructions, comments and type.
_ROOT = late(
    r"\s*<\?xml\b[^>]*\?>(?>\s+|<\?[^>]*>|<!--.*?-->|<!doctype\b[^>\[]*>)*+<([a-z][\w.:-]*)",
    re.IGNORECASE | re.DOTALL,
)
#: Roots that other people's programs read: feeds, lists of pages, refusals and lists of stores of files.
_DATA_ROOT = late(
    r"rss|feed|rdf:rdf|urlset|sitemapindex|opml|error|errors|errorresponse|listbucketresult|response|result|root|soap(?:-env)?:envelope|s:envelope|fault|problem|message",
    re.IGNORECASE,
)
#: How the traces begin that programs leave in place of their page, and the codes that hosts put below a line.
_TRACE = late(
    r"(?:[\w.:]*(?:error|exception)\b(?: \[\w+\])?: .{0,300}?|uncaught .{0,300}?)\bat \S.{0,160}?:\d+(?::\d+)?\)?"
    r"|(?:panic|runtime error|fatal error): .{0,400}?\bgoroutine \d+ \[",
    re.IGNORECASE,
)
_CODE = late(r"\b(?:ERR|ERROR|DEPLOYMENT|FUNCTION|ROUTER|EDGE|DNS|INTERNAL)_[A-Z0-9]{2,}(?:_[A-Z0-9]+)*\b")
_BRIEFLY = 300
_TRACED = Wall(Finding.HTTP_ERROR, "it answered 200 with an error of its program")
#: A link that stands somewhere, if only in a comment: somebody wrote the page.
_WRITTEN = late(r"<a\s[^<>]*href", re.IGNORECASE)
_DATA = Wall(Finding.NOT_HTML, "it sent data for programs, not a web page")
_BARE = Wall(Finding.HTTP_ERROR, "it answered 200 with a bare line, as servers and programs do")


def no_page(page: Shown) -> Wall | None:
    """Whether what is called a page is JSON, or XML for programs."""
    source = page.source
    start = source[:200].lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "[") and len(source) < _MOST_DATA:
        try:
            json.loads(source.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            return None
        return _DATA
    if start[:5].lower() != "<?xml":
        return None
    root = _ROOT.match(source[:10_000].lstrip("\ufeff"))
    return _DATA if root is not None and _DATA_ROOT.fullmatch(root[1]) else None


def bare_line(page: Shown) -> Wall | None:
    """What a page says that is a program's line and nothing else: no name, nothing that pages are made of."""
    if page.title or page.frames or not page.brief or _WRITTEN.search(page.source):
        return None
    if _TRACE.match(page.words) or (len(page.words) < _BRIEFLY and _CODE.search(page.words)):
        return _TRACED
    line = page.words.strip(" .!")
    if not line or len(line) > _LINE:
        return None
    if _STATUS.fullmatch(line):
        return _BARE
    if page.tree.css_first(_OF_A_PAGE) is not None:
        return None
    if _SAYS.fullmatch(line):
        return _BARE
    known = kind_of([kinds(line)]) if of_itself(line) else None
    if known is None:
        return None
    if known.finding is Finding.NOT_FOUND and not (PAGE.search(line) or "ound" in line):
        return None  # something is gone, but not the page
    if known.finding is Finding.HTTP_ERROR and page.tree.css_first("p") is not None:
        return None  # "Coming soon" is a page as its author wrote it
    return known
