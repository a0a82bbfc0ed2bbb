# ruff: noqa: E501 - pages as they are
"""What is called a web page and is a program's line, data, or nothing but another site's frame, is unseen."""

import pytest
from small_web import Answer, Web, look, said

WORDS = "This article goes through the tools that editors use every day. "


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("error code: 1020", "http_error"),
        ("Forbidden", "blocked"),
        ("Access denied", "blocked"),
        ("<html><body>Access denied</body></html>", "blocked"),
        ("<html><body><center>Blocked</center></body></html>", "blocked"),
        ("Rate limit exceeded", "blocked"),
        ("No input file specified.", "http_error"),
        ("Invalid Host header", "http_error"),
        ("<p>upstream connect error or disconnect/reset before headers</p>", "http_error"),
        ("Internal Server Error", "http_error"),
        ("null", "http_error"),
        ("<h1>403</h1>", "http_error"),
        ("<html><body>Error 500</body></html>", "http_error"),
        (
            "<pre>Error: ECONNREFUSED 127.0.0.1:5432<br> &nbsp; &nbsp;at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1141:16)</pre>",
            "http_error",
        ),
        (
            "<pre>runtime error: invalid memory address or nil pointer dereference\ngoroutine 1 [running]:\nmain.main()</pre>",
            "http_error",
        ),
        ("<h1>ERR_NGROK_3200</h1><p>The endpoint x.ngrok.app is offline.</p>", "http_error"),
    ],
)
async def test_a_programs_line_in_place_of_a_page_is_unseen(web: Web, html: str, expected: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == f"unseen {expected}"


@pytest.mark.parametrize(
    "html",
    [
        "<p>text</p>",
        "<p>Hello world",
        "Hello world",
        "<p>Coming soon.",
        "<p>Trial and error.</p>",
        "<html><body><p>No links on this page.</p></body></html>",
        "<p>Forbidden <a href='https://other.example/'>fruit</a></p>",
        "<p>Error 500 <!-- <a href='https://acme.com/guide'>best link tools</a> --></p>",
        "<title>Access denied</title><h1>Access denied</h1><p>The third novel of Jane Doe, out in May. "
        + WORDS,
        "<h1>403</h1><p>The number of our house in Mill Street, where you find us every day from nine.",
        f"<title>Why Error: x at a.js:3:4 comes</title><h1>Errors</h1><p>Error: x at main (a.js:3:4). {WORDS * 9}",
    ],
)
async def test_a_short_page_as_somebody_wrote_it_is_read(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "missing"


async def test_a_bare_line_with_the_link_is_live(web: Web) -> None:
    web.page("/page", "Forbidden <a href='https://acme.com/guide'>best link tools</a>")
    assert said(await look(web)) == "live"


@pytest.mark.parametrize(
    "body",
    [
        '{"error":"rate limited","code":42}',
        '\n [{"id": 1, "html": "<p>hi there</p>"}]\n',
        '\ufeff{"posts": []}',
        "<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
        "<?xml version='1.0'?><?xml-stylesheet href='s.xsl'?><!-- made by x --><urlset><url><loc>https://x.example/</loc></url></urlset>",
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Tools</title><item><title>One</title></item></channel></rss>",
    ],
)
async def test_data_that_is_called_a_page_is_no_page(web: Web, body: str) -> None:
    web.answers["/page"] = Answer(body.encode())
    assert said(await look(web)) == "unseen not_html"


async def test_a_vendors_challenge_in_json_is_a_challenge(web: Web) -> None:
    web.answers["/page"] = Answer(b'{"url":"https://geo.captcha-delivery.com/captcha/?initialCid=AHr"}')
    assert said(await look(web)) == "unseen challenge"


@pytest.mark.parametrize(
    "html",
    [
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><p>{WORDS}</p></body></html>",
        f"{{{{header}}}}<title>Tools</title><h1>Tools</h1><p>{WORDS}",
        f"[gallery]<title>Tools</title><h1>Tools</h1><p>{WORDS}",
    ],
)
async def test_a_page_that_begins_like_data_is_read(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "missing"


FRAME = "<iframe src='http://other.example/x' style='width:100%;height:100%'></iframe>"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Tech Blog</title>{FRAME}",
        f"<title>Application Error</title>{FRAME}",
        f"<title>Tech Blog</title>{FRAME}<noscript>Please enable frames</noscript><script>var a = 1</script>",
    ],
)
async def test_a_page_that_is_no_more_than_another_sites_frame_is_unseen(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "unseen script_shell"


@pytest.mark.parametrize(
    "beside",
    [
        f"<p>{WORDS}",
        "<h1>My talk</h1>",
        "<img src=/a.jpg alt='My garden'>",
        "<a href=/blog>Blog</a>",
        "<p>The talk that I gave in Bath last May.",
    ],
)
async def test_a_page_with_another_sites_frame_and_something_of_its_own_is_read(
    web: Web, beside: str
) -> None:
    web.page("/page", f"<title>Talk</title>{beside}{FRAME}")
    assert said(await look(web)) == "missing"


async def test_a_page_that_is_no_more_than_its_own_frame_is_read_in_it(web: Web) -> None:
    web.page("/page", "<title>Blog</title><iframe src='/inner'></iframe>")
    web.page("/inner", f"<title>Tools</title><h1>Tools</h1><p>{WORDS * 3}")
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("title", "heading", "line"),
    [
        (
            "Un instant…",
            "blog.example",
            "Vérification que vous êtes humain. Cette opération peut prendre quelques secondes.",
        ),
        ("Один момент…", "blog.example", "Проверяем, человек ли вы. Это может занять несколько секунд."),
        ("잠시만 기다리십시오…", "blog.example", "사람인지 확인하는 중입니다. 몇 초 정도 걸릴 수 있습니다."),
        ("Et øjeblik…", "blog.example", "Bekræfter, at du er et menneske. Det kan tage et par sekunder."),
        (
            "Un momento…",
            "",
            "blog.example deve verificare la sicurezza della connessione prima di procedere.",
        ),
        ("Μια στιγμή…", "", "Το blog.example πρέπει να ελέγξει την ασφάλεια της σύνδεσής σας."),
        ("잠시만 기다리십시오…", "", "계속하기 전에 blog.example에서 연결 보안을 검토해야 합니다."),
    ],
)
async def test_a_bot_check_in_the_visitors_language_is_a_challenge(
    web: Web, title: str, heading: str, line: str
) -> None:
    web.page("/page", f"<title>{title}</title><h1>{heading}</h1><p>{line}</p>")
    assert said(await look(web)) == "unseen challenge"
    web.page(
        "/page",
        f"<title>Wie Prüfungen aussehen</title><h1>Wie Prüfungen aussehen</h1><p>„{line}“ {WORDS * 5}",
    )
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<title>WordPress › Installation</title><h1>Welcome</h1><p>Welcome to the famous five-minute WordPress installation process!<form><input name=t></form>",
            "http_error",
        ),
        (
            "<title>Action Controller: Exception caught</title><h1>ActiveRecord::ConnectionNotEstablished</h1>",
            "http_error",
        ),
        (
            "<title>OperationalError at /page</title><h1>OperationalError at /page</h1><pre>could not connect</pre>",
            "http_error",
        ),
        (
            "<title>Oops!</title><h1>Oops</h1><p>The software powering this discussion forum encountered an unexpected problem. We apologize for the inconvenience.",
            "http_error",
        ),
        (
            "<title>Security</title><p>Type the letters you see in the picture</p><img src=/captcha.php><form><input name=code><button>OK</button></form>",
            "challenge",
        ),
    ],
)
async def test_more_that_programs_say_is_known(web: Web, html: str, expected: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == f"unseen {expected}"


async def test_a_question_about_a_programs_error_is_read(web: Web) -> None:
    title = "OperationalError at /admin/ - The Python Forum"
    web.page("/page", f"<title>{title}</title><h1>OperationalError at /admin/</h1><p>{WORDS * 8}")
    assert said(await look(web)) == "missing"
