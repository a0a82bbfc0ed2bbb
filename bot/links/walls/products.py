"""Walls that widely used software puts up: known by its elements, in whatever language it speaks.

Each of these elements is that of a page which holds nothing else: the log-in of a single sign-on, a dialog
for consent, the message of a forum, the default page of a server. Where more than its words stands on the
page, as a log-in box beside an article, it is none.
"""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from bot.links.page.evidence import plain
from bot.links.walls.condition_words import AGE
from bot.links.walls.front import CONSENT, SHORT, Shown
from bot.links.walls.late import late
from bot.links.walls.wall import Wall
from storage.words import Finding

#: So many characters beside it are a logo's and a menu's; a page may say little beside its banner.
_BESIDE, _BESIDE_CONSENT = 120, 60
_LOG_IN = (
    # Keycloak, Okta, Auth0, AD FS, Naver, phpBB, WordPress, Drupal, Joomla, Discourse, Moodle
    "#kc-form-login,#okta-sign-in,#okta-login-container,.auth0-lock,#auth0-lock-container,"
    "#loginArea #loginForm,#frmNIDLogin,form[action*='ucp.php?mode=login' i],"
    "form#loginform[action*='wp-login.php' i],"
    "form.user-login-form,form[action*='/login/index.php' i],form[action*='login-actions/authenticate' i]"
)
_LOGS_IN = late(r"log-?_?in|sign-?_?in|session|auth|sso|account", re.IGNORECASE)
_WHOLE: Final = (
    # Sedo, ParkingCrew, Bodis: what lets their advertisements past blockers
    ("html[data-adblockkey]", Wall(Finding.NOT_FOUND, "it answered 200 with the page of a parked domain")),
    (
        "link[href*='assets.plesk.com/static/default-website-content' i],link[href*='/cpanel-default' i]",
        Wall(Finding.NOT_FOUND, "it answered 200 with its server's default page"),
    ),
    (
        "body#error-page .wp-die-message,body#error-page > p:only-child",
        Wall(Finding.HTTP_ERROR, "it answered 200 with an error of its program"),
    ),
    (
        "body.elementor-maintenance-mode",
        Wall(Finding.HTTP_ERROR, "it answered 200 with a page that says the site is out of order"),
    ),
    (
        "body#phpbb #message .message-title",
        Wall(Finding.NOT_FOUND, "it answered 200 with a message in place of the page"),
    ),
)
_MODAL = late(r"\b(?:modal|popup|off-?canvas|drawer|lightbox)", re.IGNORECASE)
#: Of IIS, Rails and Django, as developers see it.
_SERVERS_ERROR = late(
    r"IIS \d+(?:\.\d+)? \S.{0,40}\d{3}\.\d.*"
    r"|Action Controller: Exception caught|\w+(?:Error|Exception|DoesNotExist) at /\S*"
)
_DEFAULT_PAGE = late(
    r"apache2? .{0,20}default page(?:: it works)?|welcome to (?:nginx|openresty|caddy|lighttpd)\b.{0,20}"
    r"|iis windows server|internet information services|test page for the (?:apache|nginx|http) .{0,40}",
    re.IGNORECASE,
)
#: WordPress whose database was lost asks whoever comes first to set it up.
_UNINSTALLED = late(
    r"wordpress › (?:installation|setup configuration file|\w[\w ]{2,30}installation)", re.IGNORECASE
)
_CAPTCHA = ".g-recaptcha,.h-captcha,.cf-turnstile,.frc-captcha,.smart-captcha,.mtcaptcha,altcha-widget"
_FILLED_IN = "textarea,select,input:not([type=hidden i],[type=submit i],[type=button i],[type=checkbox i])"
_BROWSERS = late(
    r"https?://(?:www\.)?(?:google\.[a-z.]{2,6}/(?:intl/[\w-]+/)?chrome|microsoft\.com/(?:[\w-]+/)?edge"
    r"|(?:mozilla\.org|firefox\.com|opera\.com|whale\.naver\.com|browsehappy\.com|brave\.com|vivaldi\.com)\b"
    r"|apple\.com/(?:[\w-]+/)?safari)",
    re.IGNORECASE,
)
_OLD_BROWSER, _SEVERAL, _GATE, _A_DATE = 300, 2, 500, 3
#: A day of birth, in the three fields that every gate for it has.
_BORN = late(
    r"(?:.*[-_. ])?(?:dd?|mm?|yy(?:yy)?|day|month|year|tag|monat|jahr|jour|mois|ann[ée]e|d[íi]a|mes|a[ñn]o"
    r"|giorno|mese|anno|m[êe]s|dag|maand|jaar|tt|jjjj|jj|aaaa|gg|rrrr|дд|мм|гггг)(?:[-_. ].*)?",
    re.IGNORECASE,
)
_FIELDS = "input:not([type=hidden i],[type=submit i],[type=button i],[type=checkbox i],[type=radio i]),select"
_CAPTCHA_WALL = Wall(Finding.CHALLENGE, "it checks its visitors first")
_BROWSER_WALL = Wall(Finding.BLOCKED, "it asks visitors for another browser")
_AGE_WALL = Wall(Finding.BLOCKED, "it asks visitors for their age")
_LOG_IN_WALL = Wall(Finding.BLOCKED, "it asks visitors to log in")
_CONSENT_WALL = Wall(Finding.BLOCKED, "it shows a cookie consent wall")


def product_of(page: Shown) -> Wall | None:
    """The wall that a known program put up; None where it is none, or more than it is there."""
    if len(page.words) > SHORT:
        return None
    tree = page.tree
    for mark, wall in _WHOLE:
        if tree.css_first(mark) is not None:
            return wall
    if _DEFAULT_PAGE.fullmatch(page.title.strip()):
        return Wall(Finding.NOT_FOUND, "it answered 200 with its server's default page")
    if _SERVERS_ERROR.fullmatch(page.title.strip()):
        return Wall(Finding.HTTP_ERROR, "it answered 200 with its server's error")
    if _UNINSTALLED.fullmatch(page.title.strip()):
        return Wall(Finding.HTTP_ERROR, "it answered 200 with a site that is not set up")
    if _stands_alone(page, tree.css_first(_LOG_IN)) or _only_logs_in(page):
        return _LOG_IN_WALL
    if _only_checks(page):
        return _CAPTCHA_WALL
    if _only_sends_to_browsers(page):
        return _BROWSER_WALL
    if _asks_when_born(page):
        return _AGE_WALL
    consent = tree.css_first(f"{CONSENT},#onetrust-banner-sdk")
    if consent is not None and _stands_alone(page, _choices(consent), _BESIDE_CONSENT):
        return _CONSENT_WALL
    return None


def _only_logs_in(page: Shown) -> bool:
    """Whether a form that logs visitors in is all of the page."""
    field = page.tree.css_first("input[type=password i]")
    form = field.parent if field is not None else None
    while form is not None and form.tag != "form":
        form = form.parent
    if form is None or _LOGS_IN.search(form.attributes.get("action") or "") is None:
        return False
    return _stands_alone(page, form)


def _only_checks(page: Shown) -> bool:
    """Whether a check for robots is all there is to do, on a page that has no headline of its own."""
    tree = page.tree
    widget = tree.css_first(_CAPTCHA)
    if widget is None or page.headline or tree.css_first(_FILLED_IN) is not None:
        return False
    return tree.css_first("article,[itemprop=articleBody],time,table,blockquote,nav,a[href]") is None


def _only_sends_to_browsers(page: Shown) -> bool:
    """Whether all links of a page without a headline of its own lead to makers of browsers."""
    if page.headline or page.own >= _OLD_BROWSER:
        return False
    hrefs = [node.attributes.get("href") or "" for node in page.tree.css("a[href]")[:20]]
    return len(hrefs) >= _SEVERAL and all(map(_BROWSERS.match, hrefs))


def _asks_when_born(page: Shown) -> bool:
    """Whether a day, a month and a year are all there is to fill in on a page that says little."""
    if page.own >= _GATE or (page.headline and not AGE.search(page.words)):
        return False
    fields = page.tree.css(_FIELDS)[: _A_DATE + 1]
    return (
        len(fields) == _A_DATE
        and all(
            any(
                _BORN.fullmatch(node.attributes.get(name) or "")
                for name in ("name", "id", "placeholder", "aria-label")
            )
            for node in fields
        )
        and not page.article
        and page.tree.css_first("article,time,table,blockquote") is None
    )


def _stands_alone(page: Shown, part: LexborNode | None, beside: int = _BESIDE) -> bool:
    """Whether hardly anything is said outside of ``part``, which is in no menu."""
    if (
        part is None
        or page.tree.css_first("article,[itemprop=articleBody],time,table,blockquote") is not None
    ):
        return False
    above: LexborNode | None = part
    while above is not None:
        if above.tag in ("header", "nav", "footer", "aside"):
            return False
        if above.tag == "dialog" or _MODAL.search(above.attributes.get("class") or ""):
            inside = {node.mem_id for node in above.css("h1")}
            return all(node.mem_id in inside for node in page.tree.css("h1"))  # else it waits beside a page
        above = above.parent
    return page.own - len(plain(part.text(separator=" "), SHORT)) < beside


def _choices(consent: LexborNode) -> LexborNode:
    """All of a dialog: its buttons stand in boxes of their own."""
    if "sp_choice_type" not in (consent.attributes.get("class") or ""):
        return consent
    above = consent
    while above.parent is not None and above.parent.tag not in ("body", "html"):
        above = above.parent
    return above.parent if above.parent is not None and above.parent.tag == "body" else above
