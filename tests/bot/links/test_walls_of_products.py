"""Walls of widely used software are known in any language; the same elements beside a page are none."""

from datetime import UTC, datetime

from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "<label>Salasana<input type=text name=u></label><input type=password name=p><button>Jatka</button>"
DIALOG = "<div id=CybotCookiebotDialog><h2>Evästeet</h2><p>Seuraamme.</p><button>Kiellä</button></div>"
TEXT = "<p>Kaksi kiloa ruisjauhoja, litra vettä ja kourallinen suolaa riittävät neljään limppuun. </p>"
BROWSERS = "<a href=https://www.google.com/chrome/>A</a> <a href=https://www.mozilla.org/firefox/>B</a>"
BORN = "<form><input placeholder=PP><input name=mm><input name=age-yyyy><button>Jatka</button></form>"

WALLS = {
    "keycloak": f"<title>X: Y</title><div id=kc-header>Y</div><form id=kc-form-login>{PASSWORD}</form>",
    "okta": "<title>Y - Z</title><div id=okta-sign-in></div><div class=footer><p>Powered by Okta</p></div>",
    "phpbb log-in": f"<h1>Y</h1><form id=login action='./ucp.php?mode=login&amp;sid=1'>{PASSWORD}</form>",
    "any log-in": f"<title>Z</title><h2>Vain jäsenille</h2><form action=/kirjaudu/login>{PASSWORD}</form>",
    "cookiebot": f"<title>Suostumus</title>{DIALOG}",
    "sourcepoint": "<title>Y</title><h2>Ads</h2><p>Jatka.</p><button class=sp_choice_type_11>X</button>",
    "parked": "<html data-adblockkey=MFww><title>a.info</title><h1>a.info</h1><a href=/s>Leipä</a>",
    "apache": "<title>Apache2 Ubuntu Default Page: It works</title><p>This is the default welcome page.</p>",
    "plesk": "<link rel=stylesheet href=https://assets.plesk.com/static/default-website-content/><h1>a.fi</h1>",
    "wordpress": "<title>Virhe</title><body id=error-page><div class=wp-die-message>Ei yhteyttä</div>",
    "a captcha alone": f"<title>Z Captcha</title><h1>Anteeksi</h1>{TEXT}<form><div class=h-captcha></div>"
    "<input type=submit></form>",
    "other browsers": f"<title>Ei tueta</title><h1>Valitse toinen</h1>{BROWSERS}",
    "a day of birth": f"<title>Panimo</title><h1>Milloin synnyit?</h1>{BORN.replace('PP', 'DD')}",
    "iis": "<title>IIS 10.0 - Detaillierter Fehler - 500.0 - Internal Server Error</title><h3>HTTP 500</h3>",
    "elementor": f"<title>Y</title><body class=elementor-maintenance-mode>{TEXT}",
    "phpbb message": "<title>Y - Tiedote</title><body id=phpbb><h1>Y</h1><div class=panel id=message>"
    "<h2 class=message-title>Tiedote</h2><p>Aihetta ei ole.</p></div>",
}
PAGES = {
    "a log-in in the header": f"<title>Limppu</title><header><form action=/login>{PASSWORD}</form></header>"
    f"<h1>Limppu</h1>{TEXT}",
    "a log-in beside a text": f"<h1>Limppu</h1>{TEXT}{TEXT}<form action=/login>{PASSWORD}</form>",
    "a captcha under a text": f"<title>Limppu</title><h1>Limppu</h1>{TEXT}<div class=h-captcha></div>",
    "a captcha beside links": f"<title>Y</title><h1>Limppu</h1>{TEXT}{TEXT}<a href=/b>B</a>"
    "<div class=h-captcha></div>",
    "a list of browsers": f"<title>Selaimet</title><h1>Selaimet</h1>{TEXT}{BROWSERS}",
    "browsers and more": f"<title>Y</title><h1>Selaimet</h1>{TEXT}{BROWSERS}<a href=/b>B</a>",
    "a banner for consent": f"<title>Limppu</title><h1>Limppu</h1>{TEXT}{TEXT}{DIALOG}",
}


def wall_of(html: str) -> str | None:
    sought = [Sought.of("https://acme.com/guide")]
    wall = read(html.encode(), "text/html; charset=utf-8", "https://a.com/p", sought, NOW).wall
    return None if wall is None else str(wall)


def test_what_a_known_program_puts_up_is_a_wall() -> None:
    assert [name for name, html in WALLS.items() if wall_of(html) is None] == []


def test_a_page_with_such_a_part_is_read() -> None:
    assert {name: wall for name, html in PAGES.items() if (wall := wall_of(html)) is not None} == {}
