# ruff: noqa: E501 - pages and addresses as they are
"""What stands in front of a page makes it unseen, and is named; a page that can be read is read."""

import pytest
from small_web import Web, look, said

WORDS = (
    "This article goes through the tools that editors use every day, one after the other, at length. " * 25
)
NAV = "".join(f'<a href="/{n}">Section {n}</a>' for n in range(8))

CHALLENGES = {
    "Cloudflare": """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
        <meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper" role="main">
        <noscript>Enable JavaScript and cookies to continue</noscript></div>
        <script>(function(){window._cf_chl_opt = {cvId: '3',cZone: 'x'};})();</script></body></html>""",
    "Akamai": """<html><head><title>Challenge Validation</title></head><body>
        <div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/ak-challenge-4-3.js"></script></body></html>""",
    "DataDome": """<html><head><title>techblog.example</title></head><body><p>Please enable JS and disable any ad blocker</p>
        <script data-cfasync="false">var dd={'rt':'c','cid':'AHr','hsh':'x','t':'bv','host':'geo.captcha-delivery.com'}</script>
        <script src="https://ct.captcha-delivery.com/c.js"></script></body></html>""",
    "PerimeterX": """<html><head><title>Access to this page has been denied.</title></head><body>
        <div class="px-captcha-container"><div id="px-captcha"></div></div><p>Press &amp; Hold to confirm you are a human</p>
        <script>window._pxAppId = 'PX1';</script></body></html>""",
    "Imperva": """<html><head><META NAME="robots" CONTENT="noindex,nofollow">
        <script src="/_Incapsula_Resource?SWUDNSAI=28&xinfo=1"></script></head><body>
        <iframe src="/_Incapsula_Resource?CWUDNSAI=28">Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>""",
    "AWS WAF": """<html><head><title></title><script>window.awsWafCookieDomainList = [];window.gokuProps = {};</script>
        </head><body><div id="challenge-container"></div></body></html>""",
    "a bot check": """<html><head><title>Are you a robot?</title></head><body><form><div class="g-recaptcha"></div>
        <p>Please verify you are a human to continue.</p></form></body></html>""",
}


@pytest.mark.parametrize("vendor", CHALLENGES)
@pytest.mark.parametrize("status", [200, 403, 429, 503])
async def test_a_challenge_is_unseen_and_its_vendor_named(web: Web, vendor: str, status: int) -> None:
    web.page("/page", CHALLENGES[vendor], status)
    seen = await look(web)
    assert said(seen) == "unseen challenge"
    assert ("by " + vendor in seen.detail) or vendor == "a bot check"
    assert seen.status == status


@pytest.mark.parametrize("header", [("cf_mitigated", "challenge"), ("x_amzn_waf_action", "captcha")])
async def test_a_challenge_may_be_named_by_a_header(web: Web, header: tuple[str, str]) -> None:
    web.page("/page", "<p>x", 403, **dict([header]))
    assert said(await look(web)) == "unseen challenge"


async def test_a_page_that_a_vendors_sensor_sits_on_is_read(web: Web) -> None:
    sensors = """<script>(function(){window.__CF$cv$params={r:'8'};var a=document.createElement('script');
        a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})();</script>
        <script>window._pxAppId='PX1'</script><script src="https://js.datadome.co/tags.js"></script>
        <script src="https://www.google.com/recaptcha/api.js"></script>"""
    web.page("/page", f"<title>Tools</title>{sensors}<h1>Tools</h1><p>{WORDS}", x_datadome="protected")
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, "unseen blocked"),
        (403, "unseen blocked"),
        (429, "unseen blocked"),
        (451, "unseen blocked"),
        (400, "unseen http_error"),
        (406, "unseen http_error"),
        (418, "unseen http_error"),
        (500, "unseen http_error"),
        (502, "unseen http_error"),
        (503, "unseen http_error"),
        (520, "unseen http_error"),
        (404, "missing not_found"),
        (410, "missing not_found"),
    ],
)
async def test_a_status_without_a_page_is_told_apart(web: Web, status: int, expected: str) -> None:
    web.page("/page", "<title>Sorry</title><p>Something is not as it should be.", status)
    seen = await look(web)
    assert said(seen) == expected
    assert str(status) in seen.detail
    assert seen.status == status


async def test_an_error_page_that_shows_the_link_is_still_an_error_page(web: Web) -> None:
    web.page("/page", '<a href="https://acme.com/guide">x</a>', 503)
    assert said(await look(web)) == "unseen http_error"


@pytest.mark.parametrize(("value", "seconds"), [("120", 120.0), ("soon", None), ("99999999", 604800.0)])
async def test_how_long_a_server_wants_to_be_left_alone_is_kept(
    web: Web, value: str, seconds: float | None
) -> None:
    web.page("/page", "busy", 429, Retry_After=value)
    assert (await look(web)).retry_after == seconds


@pytest.mark.parametrize(
    "html",
    [
        "<title>404 Not Found</title><h1>Not Found</h1>",
        f"<title>Page not found - Tech Blog</title>{NAV}<h1>Oops! That page can’t be found.</h1><p>{WORDS}",
        f"<title>Tech Blog</title>{NAV}<h1>Page not found</h1><p>Try the search.",
        f"<title>Tech Blog | 404</title>{NAV}<p>{WORDS}",
        f"<title>Error 404</title>{NAV}<p>{WORDS}",
        f'<title>Tech Blog</title><body class="blog error404 x">{NAV}<p>{WORDS}',
        f"<title>Seite nicht gefunden – Tech</title>{NAV}<p>{WORDS}",
        f"<title>Page introuvable</title>{NAV}<p>{WORDS}",
        f"<title>Página no encontrada</title>{NAV}<p>{WORDS}",
        f"<title>Tech</title>{NAV}<h1>Sorry, the page you are looking for could not be found.</h1><p>{WORDS}",
        f"<title>Tech</title>{NAV}<h1>This page doesn't exist</h1><p>{WORDS}",
        f"<title>Tech</title>{NAV}<h1>We can't find that page</h1><p>{WORDS}",
        f"<title>Tech</title>{NAV}<h1>The page you requested is no longer available.</h1><p>{WORDS}",
        f'<title>Tech</title><meta name="prerender-status-code" content="404">{NAV}<p>{WORDS}',
    ],
)
async def test_a_page_that_says_not_found_with_status_200_is_unseen(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>How to fix 404 errors | Tech Blog</title><h1>How to fix 404 errors</h1><p>{WORDS}",
        f"<title>The best 404 pages</title><h1>The best 404 pages</h1><p>{WORDS}",
        f"<title>Link building tools</title><h1>Tools</h1><p>{WORDS}<h2>Page not found</h2><p>is what you never want.",
        f"<title>Tools</title><h1>Tools nobody found</h1><p>{WORDS}",
        "<title>Tools</title><h1>Tools</h1><p>A short post about tools.",
        "<p>Coming soon.",
        f"<title>Missing persons found again</title><p>{WORDS}",
        f"<title>Lost and found in Paris</title><h1>Lost and found</h1><p>{WORDS}",
        f"<title>How to log in to WordPress</title><h1>How to log in</h1><p>{WORDS}",
        f"<title>Cookies: a recipe</title><h1>Cookies</h1><p>Mix the flour. {WORDS}",
        f"<title>Tools</title><p>{WORDS}<div>We use cookies. <button>Accept</button></div>",
        f"<title>Tools</title><p>{WORDS}<form><input type=password><button>Log in</button></form>",
        f"<title>Tools</title><div id=root></div><p>{WORDS}<script src=x.js></script>",
        "<title>Tools</title><p>A short post about tools that we like.</p><script src=x.js></script>"
        "<noscript><img src=pixel.gif></noscript>",
        "<title>Just a moment of your time</title><h1>Just a moment of your time</h1><p>Read " + WORDS,
        f"<title>CAPTCHA solving: are you a robot?</title><h1>Are you human?</h1><p>{WORDS}",
    ],
)
async def test_a_page_that_only_speaks_of_such_things_is_read(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Log in</title><form><input name=u><input type=password><button>Log in</button></form>",
        "<title>Techblog</title><h1>Sign in</h1><form><input type=PASSWORD></form>",
        "<title>Techblog</title><h1>Members only</h1><p>You must be logged in to view this page.",
        "<title>Anmelden</title><form><input type=password></form>",
        "<title>Techblog</title><p>Please log in to continue reading.",
    ],
)
async def test_a_log_in_page_is_blocked(web: Web, html: str) -> None:
    web.page("/page", html)
    seen = await look(web)
    assert said(seen) == "unseen blocked"
    assert "log in" in seen.detail


async def test_a_page_that_redirects_to_a_log_in_is_blocked(web: Web) -> None:
    web.redirect("/page", "/wp-login.php?redirect_to=%2Fpage", 302)
    web.page("/wp-login.php?redirect_to=%2Fpage", f"<title>Techblog</title><p>{WORDS}")
    assert said(await look(web)) == "unseen page_redirected blocked"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Before you continue</title><h1>Before you continue</h1><p>We use cookies and data."
        "<form><button>Reject all</button><button>Accept all</button></form>",
        "<title>Techblog</title><h1>We value your privacy</h1><p>We and our partners store cookies."
        "<button>I agree</button>",
        "<title>Cookie consent</title><p>Accept cookies to continue to techblog.example <button>Accept</button>",
        "<title>Zustimmung</title><h1>Datenschutz</h1><p>Cookies <button>Akzeptieren</button>",
    ],
)
async def test_a_cookie_wall_is_blocked(web: Web, html: str) -> None:
    web.page("/page", html)
    seen = await look(web)
    assert said(seen) == "unseen blocked"
    assert "consent" in seen.detail


@pytest.mark.parametrize(
    "html",
    [
        '<title>App</title><div id="root"></div><script src="/static/main.js"></script>',
        '<title>App</title><div id="app"><!-- --></div><script type=module src=x.js></script>',
        "<title>App</title><app-root></app-root><script src=runtime.js></script>",
        '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=x></div><script src=a.js></script>",
        "<title>App</title><p>Loading…</p><script>boot()</script>",
        "<html><head></head><body></body></html>",
        "   \n ",
        "",
    ],
)
async def test_an_empty_script_shell_is_unseen(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "unseen script_shell"


async def test_a_shell_that_already_holds_the_link_is_live(web: Web) -> None:
    web.page("/page", '<div id=root></div><a href="https://acme.com/guide">x</a><script src=a.js></script>')
    assert said(await look(web)) == "live"


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/pdf", "%PDF-1.7", "unseen not_html"),
        ("text/plain", '<a href="https://acme.com/guide">x</a>', "unseen not_html"),
        ("application/json", '{"a": 1}', "unseen not_html"),
        ("image/png", "x", "unseen not_html"),
        ("application/rss+xml", "<rss/>", "unseen not_html"),
        ("text/html", '<a href="https://acme.com/guide">x</a>', "live"),
        ("TEXT/HTML ; charset=x", '<a href="https://acme.com/guide">x</a>', "live"),
        ("application/xhtml+xml", '<a href="https://acme.com/guide">x</a>', "live"),
        (None, '\n <!doctype html><a href="https://acme.com/guide">x</a>', "live"),
        (None, '<p>x<a href="https://acme.com/guide">x</a>', "live"),
        (None, "just text", "unseen not_html"),
        ("", '<html><a href="https://acme.com/guide">x</a>', "live"),
        ("html", '<html><a href="https://acme.com/guide">x</a>', "live"),
        ("text/htmlx", '<html><a href="https://acme.com/guide">x</a>', "unseen not_html"),
    ],
)
async def test_only_web_pages_are_read(web: Web, content_type: str | None, body: str, expected: str) -> None:
    from small_web import Answer

    web.answers["/page"] = Answer(body.encode(), content_type=content_type)
    assert said(await look(web)) == expected


async def test_a_file_to_download_is_no_page(web: Web) -> None:
    web.page(
        "/page", '<a href="https://acme.com/guide">x</a>', Content_Disposition='attachment; filename="x.html"'
    )
    assert said(await look(web)) == "unseen not_html"
    web.page("/page", '<a href="https://acme.com/guide">x</a>', Content_Disposition="inline")
    assert said(await look(web)) == "live"
