"""Pages that ask visitors to log in or to consent before they show what was asked for."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bot.links.page.evidence import plain
from bot.links.walls.front import BRIEF, SHORT, Shown
from bot.links.walls.phrases import is_known, names
from bot.links.walls.wall_words import (
    CONSENT_ACCEPT,
    CONSENT_HOST,
    CONSENT_PATH,
    CONSENT_SAYS,
    CONSENT_TITLE,
    COOKIES,
    COOKIES_OFF,
    LOGIN_PATH,
    LOGIN_REQUIRED,
    LOGIN_TITLE,
    LOGIN_WITH,
    LOGIN_WORDS,
    STORE_PASSWORD,
    STORE_PATH,
)

_FEW = 250
_LITTLE, _FEW_BUTTONS = 600, 4
_NEARLY_EMPTY = 25
_HARDLY = 6
_MOST_BESIDE = 200
_BESIDE_CONSENT = 40
_STORE_FORM = "form[action$='/password' i]"
_BUTTONS = "button,input[type=submit i],input[type=button i],[role=button]"


def asks_first(url: str) -> bool:
    """Whether ``url`` is where visitors are sent to log in or to consent."""
    return (
        LOGIN_PATH.search(url) is not None
        or CONSENT_HOST.match(url) is not None
        or CONSENT_PATH.match(url) is not None
    )


def asks_for_login(page: Shown) -> bool:
    """Whether the page is a log-in, or says that one is needed to read what was asked for."""
    if page.redirected and LOGIN_PATH.search(page.url) and (page.password_field or page.short):
        return True
    if len(page.words) > SHORT:
        return False
    if page.tree.css_first("form.post-password-form") is not None:
        return True
    if page.brief and any(is_known(heading, LOGIN_REQUIRED) for heading in page.headings[:2]):
        return True
    named = page.heads(LOGIN_TITLE)
    if page.password_field and _asks_for_password(page, named):
        return True
    asked = LOGIN_PATH.search(page.url) is not None or (
        len(page.words) < _FEW and page.tree.css_first("input[type=email i],input[type=text i]") is not None
    )
    first = page.headings[0] if page.headings else ""
    named_itself = not first or is_known(first, LOGIN_TITLE) or names(first, LOGIN_TITLE)
    if named and asked and (named_itself or page.password_field):
        return True
    return len(page.words) < SHORT // 2 and page.says(LOGIN_WORDS)


def _asks_for_password(page: Shown, named: bool) -> bool:
    """Whether the page's field for a password is what it is there for; ``named``: its heading says so."""
    store = STORE_PATH.match(page.url) or page.redirected or page.tree.css_first(_STORE_FORM) is not None
    if store and STORE_PASSWORD.search(page.words):
        return True
    if page.own < _FEW and page.says(LOGIN_WITH):
        return True
    if page.redirected and not page.headings:
        return True
    if named or any(is_known(heading, LOGIN_WORDS) for heading in page.headings):
        return True
    if page.says(LOGIN_WORDS) or (not page.headings and len(page.words) < _FEW // 3):
        return True
    return page.own < _FEW and _only_a_form(page)


def _only_a_form(page: Shown) -> bool:
    """Whether nothing is said outside of the form with the password, but for headings and links."""
    field = page.tree.css_first("input[type=password i]")
    form = field.parent if field is not None else None
    while form is not None and form.tag != "form":
        form = form.parent
    if form is None:
        return False
    beside = page.own - len(plain(form.text(separator=" "), BRIEF))
    inner = {node.mem_id for part in (form, *page.around) for node in part.css("h1,h2,a")}
    for node in page.tree.css("h1,h2,a")[:_MOST_BESIDE]:
        if node.mem_id not in inner:
            beside -= len(plain(node.text(), BRIEF)) + 1
    return beside < _HARDLY


def asks_for_consent(page: Shown) -> bool:
    """Whether the page only asks for consent to cookies and tracking."""
    if CONSENT_HOST.match(page.url):
        return True
    if page.redirected and CONSENT_PATH.match(page.url) and page.short:
        # An article on consent that got another address is not asked for anybody's.
        asks = CONSENT_SAYS.search(page.words) is not None and page.tree.css_first(_BUTTONS) is not None
        if asks or len(page.words) < _NEARLY_EMPTY:
            return True
    if len(page.words) < _FEW and page.says(COOKIES_OFF):
        return True
    if page.brief and _only_consent(page):
        return True
    if page.own < _LITTLE and not page.headline and COOKIES.search(page.words) and _only_buttons(page):
        return True
    titled = names(page.title, CONSENT_TITLE)
    headed = any(is_known(one, CONSENT_TITLE) for one in page.headings)
    if titled and headed and len(page.words) > SHORT and not page.tree.css_first("article,time"):
        return is_known(page.headings[0], CONSENT_TITLE) and next(_accepting(page), None) is not None
    if len(page.words) > SHORT or not (titled or headed):
        return False
    article = next(iter(page.headings), "")
    about_else = article and not is_known(article, CONSENT_TITLE)
    if about_else and (len(page.words) > BRIEF or (page.headline and not titled)):
        return False  # the banner of a page that is about something else
    return next(_accepting(page), None) is not None


def _only_buttons(page: Shown) -> bool:
    """Whether all that visitors can do on the page is press one of a few buttons."""
    if page.tree.css_first("article,textarea,select,input[type=text i],input[type=email i],img") is not None:
        return False
    pressed = page.tree.css("main button,body > button,div button,form button")
    around = {node.mem_id for part in page.around for node in part.css("button")}
    buttons = {node.mem_id for node in pressed} - around
    return 0 < len(buttons) <= _FEW_BUTTONS and page.own == len(page.words)


def _accepting(page: Shown) -> Iterator[LexborNode]:
    """The buttons by which visitors accept."""
    for node in page.tree.css(_BUTTONS)[:20]:
        if is_known(plain(node.text() or node.attributes.get("value") or "", 80), CONSENT_ACCEPT):
            yield node


def _only_consent(page: Shown) -> bool:
    """Whether all that the page says belongs to a button by which visitors accept cookies."""
    part = next(_accepting(page), None)
    while part is not None and part.tag not in ("body", "html"):
        text = plain(part.text(separator=" "), SHORT)
        if COOKIES.search(text):
            return page.own - len(text) < _BESIDE_CONSENT
        part = part.parent
    if part is None or not COOKIES.search(page.words):
        return False
    return not page.headline and bool(page.headings)
