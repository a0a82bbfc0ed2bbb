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
    login = "/wp-login.php?redirect_to=%2Fpage"
    web.page(login, f"<title>Techblog</title><form><input type=password></form><p>{WORDS}")
    assert said(await look(web)) == "unseen page_redirected blocked"
    web.page(login, "<title>Techblog</title><p>Your name, please.")
    assert said(await look(web)) == "unseen page_redirected blocked"


async def test_an_article_about_logging_in_is_read_where_its_address_gets_a_slash(web: Web) -> None:
    web.redirect("/docs/login", "/docs/login/")
    web.page(
        "/docs/login/", f"<title>Designing a login flow</title><h1>Designing a login flow</h1><p>{WORDS}"
    )
    assert said(await look(web, "/docs/login")) == "missing page_redirected"


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


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<title>Access Denied</title><H1>Access Denied</H1> You don't have permission to access &quot;x&quot; on"
            " this server.<P>Reference&#32;&#35;18&#46;4f",
            "unseen blocked",
        ),
        (
            "<title>Amazon.com</title><h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure"
            " you're not a robot.<form action=/errors/validateCaptcha><input id=captchacharacters></form>",
            "unseen challenge",
        ),
        (
            "<title>Captcha</title><h1>Please prove that you are human</h1><p>Access from your IP was temporarily"
            " blocked. Imunify360 bot-protection<form><div class=g-recaptcha></div></form>",
            "unseen challenge",
        ),
        (
            "<title>One moment, please...</title><h1>Please wait while your request is being verified...</h1>"
            "<script>setTimeout(function(){location.reload()},1000)</script>",
            "unseen challenge",
        ),
        (
            "<title>Your access to this site has been limited by the site owner</title><h1>Your access to this site"
            " has been limited by the site owner</h1><p>HTTP response code 503<p>Generated by Wordfence",
            "unseen blocked",
        ),
        (
            "<title>x</title><p>This site requires cookies. Please enable cookies in your browser settings and try again.",
            "unseen blocked",
        ),
        (
            "<title>spiegel.de | Weiterlesen</title><h1>Willkommen</h1><h2>Mit Werbung weiterlesen</h2><p>Besuchen Sie"
            " uns wie gewohnt mit Werbung.<button>Akzeptieren und weiter</button><h2>PUR-Abo</h2><button>Abo</button>",
            "unseen blocked",
        ),
        (
            "<title>Sign in - Google Accounts</title><h1>Sign in</h1><p>Use your account<form><input type=email></form>",
            "unseen blocked",
        ),
        (
            f"<title>Something's missing</title>{NAV}<h1>Whoops, looks like this page doesn't exist anymore</h1>",
            "unseen not_found",
        ),
        (
            f"<title>Site</title>{NAV}<h1>There's nothing here...</h1><p>The page you are looking for was moved,"
            " removed, renamed or never existed.",
            "unseen not_found",
        ),
        ("<title>Страница не найдена</title><h1>Ошибка 404</h1>", "unseen not_found"),
    ],
)
async def test_what_stands_in_front_is_named_for_what_it_is(web: Web, html: str, expected: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == expected


#: Title, heading and text of pages that only speak of what walls say.
ORDINARY = [
    ("Error 404: what it means and how to fix it", None, WORDS),
    ("404 – the art of broken link building", None, WORDS),
    ("Page not found: 10 brilliant 404 pages", None, WORDS),
    ("Not found: the lost cities of the Amazon", None, WORDS),
    ("Product no longer available: alternatives", None, WORDS),
    ("Page removed: how to ask Google to drop it", None, WORDS),
    ("404 | Peugeot history", "Peugeot 404", WORDS),
    ("Lost | TV reviews", "Lost?", WORDS),
    ("Not Found", "Not Found", f"Review of the album by The Band. {WORDS}"),
    ("This page is missing", "Mystery novels", WORDS),
    ("Notes", None, "We dug a hole. Nothing was found. We went home."),
    ("Sorry", None, "A song that everybody hums."),
    ("Gone", "Lost?", "A short novel about a dog."),
    ("Notes", "Dig day", "My keys are lost. Not found. Sad."),
    (
        "A note on pipes",
        None,
        "We fixed pipes. <h3>Reply</h3><p>You must be <a href=/l>logged in</a> to post a comment.",
    ),
    ("Which saw?", None, "I use a pull saw.<p>You must log in or register to reply here."),
    ("Short update", None, "Our shop opens at nine.<p><a href=/login>Log in to view comments</a>"),
    ("A tip", None, "Use beeswax.<p>You need to be logged in to vote."),
    ("Our gym", None, "The sauna is members-only, the pool is for all."),
    (
        "A short post",
        None,
        "We built a table.<form><input name=u><input type=password><button>Log in</button></form>",
    ),
    (
        "Best Chocolate Chip Cookies",
        None,
        "Allow the cookies to cool.<form><input><button>Search</button></form>",
    ),
    (
        "Informed consent in medicine",
        None,
        "Patients agree to a treatment.<form><input><button>Go</button></form>",
    ),
    ("Your privacy at work", None, "Some employers allow private calls.<button>Menu</button>"),
    (
        "Cookie policy",
        None,
        f"By using this site you agree to them. {WORDS}<form><button>Search</button></form>",
    ),
    ("How to enable cookies in Chrome", None, f"Please enable cookies. {WORDS}<button>Accept</button>"),
    ("Just a moment of peace", None, "A poem about the sea."),
    ("Unusual traffic on the A4", None, "Cars queued for an hour."),
    ("Airport security check: what to pack", None, "Liquids go into a bag."),
    ("Human verification in labs", None, "Every sample is read twice."),
    (
        "Kettle",
        None,
        "Press and hold the button for three seconds.<script src=//cdnjs.cloudflare.com/j.js></script>",
    ),
    ("Bread", None, "There is one more step: let it rest. <a href=/cdn-cgi/l/email-protection#a>mail</a>"),
    (
        "Contact",
        None,
        "Our guards do a security check at the gate.<form><div class=g-recaptcha></div></form>",
    ),
    ("What is a CAPTCHA?", None, "Those boxes ask: are you a robot? Please verify you are human, they say."),
    (
        "Shop",
        None,
        "Tools for you, from our shed. Open daily.<script>window.awsWafCookieDomainList=['x']</script>",
    ),
    ("Shop", None, "Tools for you, from our shed. Open daily.<div data-ddg-origin=1></div>"),
    (
        "Jane Doe",
        None,
        "Baker in Leeds.<a href=/x>Blog</a><script src=a.js></script>"
        "<noscript>This site works best with JavaScript enabled.</noscript>",
    ),
]


@pytest.mark.parametrize(("title", "heading", "text"), ORDINARY)
async def test_a_page_that_says_such_words_in_its_text_is_read(
    web: Web, title: str, heading: str | None, text: str
) -> None:
    web.page("/page", f"<title>{title}</title><h1>{heading or title}</h1><p>{text}")
    assert said(await look(web)) == "missing"


async def test_a_consent_banner_before_an_article_is_no_wall(web: Web) -> None:
    banner = "<div><h2>We value your privacy</h2><button>Accept all</button></div>"
    web.page("/page", f"<title>A post</title>{banner}<h1>A post</h1><p>{WORDS}")
    assert said(await look(web)) == "missing"


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
        ("html\r\nX-Content-Type-Options: nosniff", "<html>x", "unseen not_html"),
        ("text/html utf-8", '<a href="https://acme.com/guide">x</a>', "live"),
        ("text/html\r\nContent-Disposition: inline", '<a href="https://acme.com/guide">x</a>', "live"),
        ("text/html\r\nContent-Disposition: form-data; name=x", "<p>x", "unseen not_html"),
        ("text/html; charset=utf-16", '<a href="https://acme.com/guide">x</a>', "unseen not_html"),
        ("text/html; charset=iso-2022-kr", '<a href="https://acme.com/guide">x</a>', "unseen not_html"),
        ("text/html", '<meta charset=hz-gb-2312><a href="https://acme.com/guide">x</a>', "unseen not_html"),
        ("text/html", '<meta charset=utf-16><a href="https://acme.com/guide">x</a>', "live"),
        ("text/html, text/html", '<a href="https://acme.com/guide">x</a>', "live"),
        ("text/plain\r\nContent-Type: text/html", '<a href="https://acme.com/guide">x</a>', "live"),
        ("text/html, nonsense, */*", '<a href="https://acme.com/guide">x</a>', "live"),
        (
            "text/html\r\nContent-Type: text/plain",
            '<a href="https://acme.com/guide">x</a>',
            "unseen not_html",
        ),
        ('text/html; a="x,text/plain"', '<a href="https://acme.com/guide">x</a>', "live"),
        ("text/html; charset=hz-gb-2312, text/html", "<a href=//acme.com/guide>x</a>", "unseen not_html"),
        ("text/plain; charset=hz-gb-2312, text/html", "<a href=https://acme.com/guide>x</a>", "live"),
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


@pytest.mark.parametrize(
    "words",
    [
        "Az oldal nem található",
        "Pagina nu a fost găsită",
        "Η σελίδα δεν βρέθηκε",
        "Không tìm thấy trang",
        "Halaman tidak ditemukan",
        "الصفحة غير موجودة",
        "הדף לא נמצא",
        "Stránka sa nenašla",
        "Stranica nije pronađena",
        "Страницата не е намерена",
        "ไม่พบหน้า",
        "No se encontró la página",
        "Oops! Esta página no existe",
        "Cette page n'existe pas",
        "Oups ! Cette page est introuvable.",
        "Diese Seite existiert nicht",
        "Página inexistente",
        "Oops! Questa pagina non esiste",
        "您访问的页面不存在",
        "お探しのページは見つかりませんでした",
    ],
)
async def test_not_found_is_known_in_many_languages_and_is_no_headline(web: Web, words: str) -> None:
    web.page("/page", f"<title>{words} - Site</title><h1>{words}</h1><a href=/>Home</a>")
    assert said(await look(web)) == "unseen not_found"
    headline = f"Why your shop says “{words}” and what to do"
    web.page("/page", f"<title>{headline}</title><h1>{headline}</h1><p>{'Words of an article. ' * 40}")
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    "word",
    ["Zaloguj się", "Giriş yap", "Přihlášení", "Log ind", "Kirjaudu sisään", "Bejelentkezés", "Σύνδεση"],
)
async def test_a_log_in_is_known_in_many_languages(web: Web, word: str) -> None:
    form = f"<form><input name=u><input type=password><button>{word}</button></form>"
    web.page("/page", f"<title>{word}</title><h1>{word}</h1>{form}")
    assert said(await look(web)) == "unseen blocked"


async def test_a_heading_and_a_line_beside_a_script_is_a_small_page(web: Web) -> None:
    web.page("/page", "<h1>Friends</h1><p>We like cheese.</p><script src=/a.js></script>")
    assert said(await look(web)) == "missing"
    web.page("/page", "<h1>Loading</h1><script src=/a.js></script>")
    assert said(await look(web)) == "unseen script_shell"
