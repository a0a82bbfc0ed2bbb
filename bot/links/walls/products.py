"""Walls that widely used software puts up: known by its elements, in whatever language it speaks.

Each of these elements is that of a page which holds nothing else: the log-in of a single sign-on, a dialog
for consent, the message of a forum, the default page of a server. Where more than its words stands on the
page, as a log-in box beside an article, it is none.
"""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from bot.links.page.evidence import plain
from bot.links.walls.front import SHORT, Shown
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
_LOGS_IN = re.compile(r"log-?_?in|sign-?_?in|session|auth|sso|account", re.IGNORECASE)
_CONSENT = (
    # Cookiebot, Sourcepoint, OneTrust, Usercentrics, Didomi, Quantcast, TrustArc, Borlabs, Complianz
    "#CybotCookiebotDialog,[class*='sp_choice_type_'],#onetrust-consent-sdk,#onetrust-banner-sdk,"
    "#usercentrics-root,#usercentrics-cmp-ui,#didomi-host,#qc-cmp2-container,#truste-consent-track,"
    "#BorlabsCookieBox,#cmplz-cookiebanner-container"
)
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
        "body#phpbb #message .message-title",
        Wall(Finding.NOT_FOUND, "it answered 200 with a message in place of the page"),
    ),
)
_DEFAULT_PAGE = re.compile(
    r"apache2? .{0,20}default page(?:: it works)?|welcome to (?:nginx|openresty|caddy|lighttpd)\b.{0,20}"
    r"|iis windows server|internet information services|test page for the (?:apache|nginx|http) .{0,40}",
    re.IGNORECASE,
)
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
    if _stands_alone(page, tree.css_first(_LOG_IN)) or _only_logs_in(page):
        return _LOG_IN_WALL
    consent = tree.css_first(_CONSENT)
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
