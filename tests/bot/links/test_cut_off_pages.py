"""Pages that end before their end: what did not come may hold the link, so nobody saw that it is missing."""

import asyncio
import gzip

import pytest
from small_web import Answer, Raw, Web, look, said

from bot.links.page.broken_off import broken_off

WORDS = "This article goes through the tools that editors use every day. " * 5
LINK = '<a href="https://acme.com/guide">the guide</a>'
HEAD = "<!doctype html><html><head><title>Tools</title></head><body>"
BOXES = f"{HEAD}<div id=page><div class=content><main><article><h1>Tools</h1>"
FATAL = (
    "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function the_field() in "
    "/var/www/html/wp-content/themes/blog/single.php:31\nStack trace:\n#0 /var/www/html/wp-includes/"
    "template.php(106): require()\n#1 {main}\n  thrown in"
    " <b>/var/www/html/wp-content/themes/blog/single.php</b> on line <b>31</b><br />\n"
)
TRACEBACK = (
    'Traceback (most recent call last):\n  File "/app/views.py", line 12, in post\n    return render(post)\n'
    "KeyError: 'author'\n"
)
JAVA = (
    "java.lang.NullPointerException: Cannot invoke it\n\tat com.blog.Post.render(Post.java:88)\n"
    "\tat org.apache.jasper.runtime.HttpJspBase.service(HttpJspBase.java:71)\n\t... 31 more\n"
)


def unmeasured(body: bytes, *, version: str = "1.1", headers: str = "") -> Raw:
    async def answer(_: object, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/{version} 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
        writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return answer


CUT = {
    "in an article": f"{BOXES}<p>{WORDS}</p><p>More of",
    "after a paragraph": f"{BOXES}<p>{WORDS}</p>",
    "in a tag": f"{HEAD}<p>{WORDS}<a href",
    "in an end tag": f"{HEAD}<p>{WORDS}</p",
    "in an address": f'{HEAD}<p>{WORDS}<a href="https://acme.com/gui',
    "in the address of a fragment": f'<p>{WORDS}<a class="x" href="https://acme.com/gui',
    "in a comment": f"{HEAD}<p>{WORDS}</p><!-- here come",
    "in a script": f"{HEAD}<p>{WORDS}</p><script>var a = 1;",
    "in a style": f"<!doctype html><title>Tools</title><p>{WORDS}</p><style>p {{ color: ",
    "in a text area": f"{HEAD}<p>{WORDS}</p><textarea>your words",
    "in a word": f"{HEAD}<p>{WORDS}</p><p>And then the edit",
    "in a table": f"{HEAD}<table><tr><td><table><tr><td>{WORDS}</td>",
    "in capitals": f"{BOXES}<p>{WORDS}</p>".upper(),
}
WHOLE = {
    "with all its end tags": f"{HEAD}<p>{WORDS}</p></body></html>",
    "and a pixel behind": f'{HEAD}<p>{WORDS}</p></body></html><img src="/pixel"><!-- cached',
    "without any end tags": f"<!doctype html><title>Tools</title><p>{WORDS}<p>{WORDS}",
    "of a careless author": f"{HEAD}<p>{WORDS}<p>{WORDS}",
    "with one box left open": f"{HEAD}<div><p>{WORDS}</p>",
    "a fragment": f"<h1>Tools</h1><div><div><p>{WORDS} and so on",
    "ending with a comment": f"<!doctype html><title>Tools</title><p>{WORDS}</p><!-- 0.12 s -->",
    "ending with a script": f"<!doctype html><title>Tools</title><p>{WORDS}</p><script>a()</script>",
    "in another script": "<!doctype html><html><body><p>" + "道具を紹介します。" * 30,
}
DIED = {
    "php": f"{BOXES}<p>{WORDS}</p>{FATAL}",
    "php, with what its template prints behind": f"{BOXES}<p>{WORDS}</p>{FATAL}</div></div>\n\n",
    "php, plainly": f"{BOXES}<p>{WORDS}</p>\nFatal error: Maximum execution time of 30 seconds exceeded in"
    " /srv/blog/index.php on line 4\n",
    "php out of memory": f"{BOXES}<p>{WORDS}</p><br />\n<b>Fatal error</b>:  Allowed memory size of"
    " 134217728 bytes exhausted (tried to allocate 20480 bytes) in <b>/srv/a.php</b> on line <b>9</b><br />",
    "python": f"{BOXES}<p>{WORDS}</p><pre>{TRACEBACK}</pre>",
    "java": f"{BOXES}<p>{WORDS}</p><pre>{JAVA}</pre>",
    "dotnet": f"{BOXES}<p>{WORDS}</p>\nSystem.NullReferenceException: Object reference not set\n"
    "   at Blog.Post.Render(HttpContext context) in C:\\blog\\Post.cs:line 12\n",
    "ruby": f"{BOXES}<p>{WORDS}</p>\nActionView::Template::Error (undefined method `name' for nil):\n"
    "app/views/posts/show.html.erb:12\nlib/render.rb:31:in `render'\n",
    "node": f"{BOXES}<p>{WORDS}</p>\nTypeError: Cannot read properties of undefined (reading 'name')\n"
    "    at render (/app/post.js:12:8)\n    at next (/app/node_modules/express/lib/route.js:144:13)\n",
    "perl": f"{BOXES}<p>{WORDS}</p>Can't locate object method at /usr/lib/cgi-bin/blog.pl line 12.\n",
    "asp": f"{BOXES}<p>{WORDS}</p><font>Microsoft VBScript runtime</font> <font>error '800a000d'</font><p>"
    "Type mismatch<p>/default.asp, line 12",
    "mysql": f"{BOXES}<p>{WORDS}</p>MySQL server has gone away",
}
NOT_DIED = {
    "php's warning in the middle": f"{BOXES}{FATAL.replace('Fatal error', 'Warning')}<p>{WORDS}</p></article>"
    "</main></div></div></body></html>",
    "an article that quotes one": f"{BOXES}<p>{WORDS}</p><pre>{FATAL}</pre></article>"
    "</main></div></div></body></html>",
    "an article that quotes one and goes on": f"{BOXES}<pre>{TRACEBACK}</pre><p>{WORDS}</p><p>{WORDS}</p>",
    "a sloppy page about errors": f"{HEAD}<p>A NullPointerException is thrown on line 12 of a.php. {WORDS}",
}


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("html", CUT.values(), ids=CUT)
async def test_a_page_that_was_cut_off_is_not_seen(web: Web, html: str, version: str) -> None:
    web.answers["/page"] = unmeasured(html.encode(), version=version)
    seen = await look(web)
    assert (said(seen), seen.detail) == (
        "unseen http_error",
        "Could not see the page: techblog.example sent only the beginning of the page."
        " That says nothing about the link.",
    )


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE)
async def test_a_page_whose_end_nobody_marked_may_be_whole(web: Web, html: str) -> None:
    web.answers["/page"] = unmeasured(html.encode())
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize("html", CUT.values(), ids=CUT)
async def test_what_the_server_says_is_all_of_a_page_is_all(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) != "unseen http_error"


@pytest.mark.parametrize("measured", [True, False])
@pytest.mark.parametrize("html", DIED.values(), ids=DIED)
async def test_a_page_whose_program_died_is_not_seen(web: Web, html: str, measured: bool) -> None:
    web.answers["/page"] = Answer(html.encode()) if measured else unmeasured(html.encode())
    seen = await look(web)
    assert said(seen) == "unseen http_error"
    assert "breaks off with an error of the site's own program" in seen.detail


@pytest.mark.parametrize("html", NOT_DIED.values(), ids=NOT_DIED)
async def test_a_page_that_speaks_of_errors_is_a_page(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "missing"


async def test_a_page_that_was_cut_off_in_its_title_shows_nothing(web: Web) -> None:
    web.answers["/page"] = unmeasured(b"<!doctype html><html><head><title>Tools for")
    assert said(await look(web)) == "unseen script_shell"


async def test_what_did_come_counts(web: Web) -> None:
    for rest in ("<p>More of", FATAL):
        web.answers["/page"] = unmeasured(f"{BOXES}<p>{WORDS}{LINK}</p>{rest}".encode())
        assert said(await look(web)) == "live"


async def test_a_packed_page_is_judged_by_what_was_packed(web: Web) -> None:
    packed = gzip.compress(CUT["in an article"].encode())
    web.answers["/page"] = unmeasured(packed, headers="Content-Encoding: gzip\r\n")
    assert said(await look(web)) == "unseen http_error"


async def test_a_page_that_was_cut_within_a_character_is_not_seen(web: Web) -> None:
    whole = f"<!doctype html><title>Café</title><p>{WORDS}café"
    web.answers["/page"] = unmeasured(whole.encode()[:-1])
    assert said(await look(web)) == "unseen http_error"
    web.answers["/page"] = unmeasured(whole.encode())
    assert said(await look(web)) == "missing"


async def test_a_frame_that_was_cut_off_keeps_its_page_from_being_seen(web: Web) -> None:
    web.page("/page", f'{HEAD}<p>{WORDS}<iframe src="/frame"></iframe></body></html>')
    web.answers["/frame"] = unmeasured(CUT["in an article"].encode())
    seen = await look(web)
    assert said(seen) == "unseen http_error"
    assert "a frame of the page could not be read" in seen.detail


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>" + b"<div>" * 900_000,
        b"<html><body>" + b"fatal error: " * 300_000,
        b"<html><body>" + b"\n at (" * 700_000,
        b"<html><body>" + b" " * 4_900_000,
        b"<html><body>" + b"</b>" * 1_200_000,
        b"<html><body>" + b"a.b" * 1_600_000 + b"error",
        b"<html><body><!--" + b"<!--" * 1_200_000,
    ],
)
def test_a_hostile_page_is_soon_judged(page: bytes) -> None:
    # Seconds would show that the time grows with the square of the page; this takes a few hundredths.
    assert broken_off(page, measured=False) in (None, "sent only the beginning of the page")
