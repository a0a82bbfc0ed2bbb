"""Pages that end before their end: what did not come may hold the link, so nobody saw that it is missing."""

import asyncio
import gzip
from collections.abc import Callable

import httpx
import pytest
from on_screen import IN_CHROMIUM
from small_web import FAST, TARGET, Answer, Raw, Web, look, said

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.page.broken_off import broken_off
from bot.links.rendering.renderer import Renderer
from bot.links.wire.reply import Limits

WORDS = "This article goes through the tools that editors use every day. " * 5
LINK = '<a href="https://acme.com/guide">the guide</a>'
HEAD = "<!doctype html><html><head><title>Tools</title></head><body>"
BOXES = f"{HEAD}<div id=page><div class=content><main><article><h1>Tools</h1>"
BEGUN = f"{BOXES}<p>{WORDS}</p>"
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


def chunked(body: bytes) -> Raw:
    framed = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)

    async def answer(_: object, writer: asyncio.StreamWriter) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write(head + framed)
        await writer.drain()

    return answer


SENT = ("until it closes", "in chunks", "measured")
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
    "in a text area": f"<!doctype html><title>Tools</title><p>{WORDS}</p><textarea>your words",
    "in a word": f"{HEAD}<p>{WORDS}</p><p>And then the edit",
    "in a table": f"{HEAD}<table><tr><td><table><tr><td>{WORDS}</td>",
    "in capitals": f"{BOXES}<p>{WORDS}</p>".upper(),
    "in an attribute that holds tags": f"{HEAD}<p>{WORDS}</p><div data-card='<p>{WORDS}</p><b>and</b>",
    "in an attribute of a long page": f"{HEAD}{f'<p>{WORDS}</p>' * 200}<img src='data:{'A' * 90_000}",
    "in a long script of a long page": f"{HEAD}<p>{WORDS}</p><script>var a = '{'b<c>' * 50_000}",
    "in a script that writes a page": f"{HEAD}<p>{WORDS}</p><script>w('<html></body></html>'); var a = 1;",
    "in a comment that quotes the end": f"{HEAD}<p>{WORDS}</p><!-- </body></html> is missing be",
    "behind its bracket": f"<p>{WORDS}</p><",
    "in an entity": f"<!doctype html><title>Tools</title><p>{WORDS}</p><p>Tools &amp; tricks &hell",
    "in a link of a page without a head": f'<html><body><p>{WORDS}\n<p>Read <a href="/more">all of',
    "in boxes behind ends of others": f"{HEAD}<div><div></ul></section></article><p>{WORDS}</p>",
    "in a link": f'{HEAD}<p>{WORDS}</p>\n<p>Read <a href="/more">all of',
    "in its only paragraph": f"<html><head><title>Tools</title></head><body><p>{WORDS}We like",
    "in a paragraph where others end": f"<!doctype html><title>Tools</title><p>{WORDS}</p><p>{WORDS}And",
    "in a layout of one table": f"{HEAD}<table><tr><td><p>{WORDS}</p>\n",
    "behind a box too many that ends": f"{BOXES}</p></span></section><p>{WORDS}</p>",
    "behind a script with end tags": f"{BOXES}<script>a = '</div></div></main></article>'</script><p>{WORDS}",
    "in the middle of a long page": f"{BOXES}{f'<p>{WORDS}</p>' * 600}",
    "in a word of another script": f"{HEAD}<div>{'道具を紹介します。' * 30}道具",
    "with newlines": f"{BOXES}\n<p>{WORDS}</p>\n<p>{WORDS}</p>\n",
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
    "with capital end tags": f"{BOXES}<p>{WORDS}</BODY></HTML>\n",
    "with boxes left open": f"{BOXES}<p>{WORDS}</body>",
    "and many pixels behind": f"{HEAD}<p>{WORDS}</p></body></html>" + '<img src="/pixel?a=b&c">' * 20,
    "with a comment that nobody closes": f"{HEAD}<p>{WORDS}</p><!-- footer\n</body></html>\n",
    "with a quote that nobody closes": f"{HEAD}<p>{WORDS}</p><p class='a>{WORDS}</p></body></html>",
    "ending with a name": f"<!doctype html><title>Tools</title><p>{WORDS}</p>Thanks to AT&T",
    "signed": f"{HEAD}<p>{WORDS}</p>Copyright 2026 Jo Writer",
    "dated": f"{HEAD}<p>{WORDS}<hr>Last changed 12 May 2026",
    "ending with a short line": f"{HEAD}<p>{WORDS}</p>\nBack to top\n",
    "ending with a link": f'{HEAD}<p>{WORDS}</p><a href="/">Home</a>',
    "ending with a named place": f"{HEAD}<a name=end><p>{WORDS}",
    "ending with an entity": f"{HEAD}<p>{WORDS}</p><p>Read on &raquo;",
    "with an old comment in its script": f"{HEAD}<script><!--\na<b;\n//--></script><p>{WORDS}</p>",
    "with a script that speaks of scripts": f"{HEAD}<p>{WORDS}</p><script>a='<script>'+b</script>",
    "with a bracket": f"{HEAD}<p>{WORDS} 1 < 2 and 3 > 2.",
    "with arrows in its comments": f"{HEAD}<!--> <p>{WORDS}</p> <!-- a --!> <p>{WORDS}</p>",
    "ending with an empty comment": f"{HEAD}<p>{WORDS}</p><!-->",
    "a fragment of a line": "<p>" + WORDS + "Ask Jo",
    "long, without end tags": f"<!doctype html><title>Tools</title>{f'<p>{WORDS}' * 600}",
    "in Latin-1": (f"<html><head></head><body><p>{WORDS}</p><p>Le café").encode("latin-1"),
    "in UTF-16": (f"{HEAD}<p>{WORDS}</p><p>The end").encode("utf-16"),
    "in EUC-JP": ("<html><head></head><body><p>" + "道具を紹介" * 40).encode("euc-jp"),
}
DIED = {
    "php": f"{BEGUN}{FATAL}",
    "php, with what its template prints behind": f"{BEGUN}{FATAL}</div></div>\n\n",
    "php, plainly": f"{BEGUN}\nFatal error: Maximum execution time of 30 seconds exceeded in"
    " /srv/blog/index.php on line 4\n",
    "php out of memory": f"{BEGUN}<br />\n<b>Fatal error</b>:  Allowed memory size of"
    " 134217728 bytes exhausted (tried to allocate 20480 bytes) in <b>/srv/a.php</b> on line <b>9</b><br />",
    "python": f"{BEGUN}<pre>{TRACEBACK}</pre>",
    "java": f"{BEGUN}<pre>{JAVA}</pre>",
    "dotnet": f"{BEGUN}\nSystem.NullReferenceException: Object reference not set\n"
    "   at Blog.Post.Render(HttpContext context) in C:\\blog\\Post.cs:line 12\n",
    "ruby": f"{BEGUN}\nActionView::Template::Error (undefined method `name' for nil):\n"
    "app/views/posts/show.html.erb:12\nlib/render.rb:31:in `render'\n",
    "node": f"{BEGUN}\nTypeError: Cannot read properties of undefined (reading 'name')\n"
    "    at render (/app/post.js:12:8)\n    at next (/app/node_modules/express/lib/route.js:144:13)\n",
    "perl": f"{BEGUN}Can't locate object method at /usr/lib/cgi-bin/blog.pl line 12.\n",
    "asp": f"{BEGUN}<font>Microsoft VBScript runtime</font> <font>error '800a000d'</font><p>"
    "Type mismatch<p>/default.asp, line 12",
    "mysql": f"{BEGUN}MySQL server has gone away",
    "php in a fragment": f"<h1>Tools</h1><p>{WORDS}</p>{FATAL}",
    "php in a page without boxes": f"{HEAD}<p>{WORDS}</p>{FATAL}",
    "php in an attribute": f'{BEGUN}<a href="{FATAL}',
    "php, with what its cache writes behind": f"{BEGUN}{FATAL}<!-- cached in 0.12 seconds -->\n",
    "php by xdebug": f"{BEGUN}<br /><font size='1'><table class='xdebug-error xe-uncaught-exception'><tr>"
    "<th>( ! ) Fatal error: Uncaught Exception: no in /srv/a.php on line <i>12</i></th></tr><tr>"
    "<td>1</td><td>{main}(  )</td><td title='/srv/a.php'>.../a.php<b>:</b>0</td></tr>\n</table></font>\n",
    "python in a page without boxes": f"{HEAD}<p>{WORDS}</p>{TRACEBACK}",
    "python, escaped": f"{BEGUN}" + TRACEBACK.replace('"', "&quot;").replace("'", "&#39;"),
    "java, long": f"{BEGUN}" + JAVA.replace("\tat", "\tat a.B.c(B.java:1)\n\tat" * 90),
    "go": f'{BEGUN}template: post.html:24:12: executing "post.html" at &lt;.Author.Name&gt;: nil',
    "perl in a browser": f"{BEGUN}<h1>Software error:</h1><pre>no at b.cgi line 3.\n</pre>"
    "<p>For help, please send mail to the webmaster, giving this error message and the time and date of the"
    " error.</p>",
    "drupal": f"{BEGUN}The website encountered an unexpected error. Please try again later.",
    "sql": f"{BEGUN}You have an error in your SQL syntax; check the manual that corresponds to"
    " your MySQL server version for the right syntax to use near '' at line 1",
    "symfony": f"{BEGUN}<!DOCTYPE html>\n<html><head><title>An Error Occurred: Internal Server Error</title>"
    "</head><body><h2>Something is broken.</h2></body></html>",
    "asp.net": f"{BEGUN}<!DOCTYPE html>\n<html><head><title>Runtime Error</title></head><body><h1>"
    "Server Error in '/' Application.</h1></body></html>\n<!-- [HttpException]: no -->",
    "freemarker": f"{BEGUN}<!-- FREEMARKER ERROR MESSAGE STARTS HERE --><div><pre>"
    "The following has evaluated to null</pre></div></html>",
}
NOT_DIED = {
    "php's warning in the middle": f"{BOXES}{FATAL.replace('Fatal error', 'Warning')}<p>{WORDS}</p></article>"
    "</main></div></div></body></html>",
    "an article that quotes one": f"{BEGUN}<pre>{FATAL}</pre></article></main></div></div></body></html>",
    "an article that quotes one and goes on": f"{BOXES}<pre>{TRACEBACK}</pre><p>{WORDS}</p><p>{WORDS}</p>",
    "an article that ends with one": f"<!doctype html><title>Tools</title><p>{WORDS}<pre>{TRACEBACK}</pre>",
    "a sloppy article that ends with one": f"{HEAD}<p>{WORDS}</p><pre>Fatal error: no on line 12</pre>",
    "an article that ends with one in its words": f"<h1>Tools</h1><p>{WORDS}<p>Fatal error: no on line 12",
    "an error once all is written": f"{BEGUN}</body></html>\n{FATAL}",
    "a warning at the end": f"{BEGUN}{FATAL.replace('Fatal error', 'Warning')}".replace(
        "Uncaught Error: C", "C"
    ),
    "a page within a page": f"{BEGUN}<html><head><title>An error in our tools</title></head><body>"
    f"<p>{WORDS}</p></body></html>",
    "another page behind it": f"{BEGUN}</body></html><html><head><title>Server error</title></head></html>",
    "a page in a script": f"{BEGUN}<script>a = '<html><title>Server error'</script></body>",
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
async def test_a_page_whose_end_nobody_marked_may_be_whole(web: Web, html: str | bytes) -> None:
    web.answers["/page"] = unmeasured(html if isinstance(html, bytes) else html.encode())
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize("html", CUT.values(), ids=CUT)
async def test_what_the_server_says_is_all_of_a_page_is_all(web: Web, html: str) -> None:
    for answer in (Answer(html.encode()), chunked(html.encode())):
        web.answers["/page"] = answer
        assert said(await look(web)) != "unseen http_error"


@pytest.mark.parametrize("serve", [unmeasured, chunked, lambda body: Answer(body)], ids=SENT)
@pytest.mark.parametrize("html", DIED.values(), ids=DIED)
async def test_a_page_whose_program_died_is_not_seen(
    web: Web, html: str, serve: Callable[[bytes], Raw | Answer]
) -> None:
    web.answers["/page"] = serve(html.encode())
    seen = await look(web)
    assert said(seen) == "unseen http_error"
    assert "breaks off with an error of the site's own program" in seen.detail


@pytest.mark.parametrize("html", NOT_DIED.values(), ids=NOT_DIED)
async def test_a_page_that_speaks_of_errors_is_a_page(web: Web, html: str) -> None:
    for answer in (Answer(html.encode()), chunked(html.encode())):
        web.answers["/page"] = answer
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


async def test_a_page_read_through_another_transport_is_judged_alike(web: Web) -> None:
    url = f"http://127.0.0.1:{web.port}/page"
    async with Checker(clock=Clock(), limits=FAST, transport=httpx.AsyncHTTPTransport()) as checker:
        for serve, expected in (
            (unmeasured(CUT["in an article"].encode()), "unseen http_error"),
            (unmeasured(WHOLE["with all its end tags"].encode()), "missing"),
            (chunked(CUT["in an article"].encode()), "missing"),
            (Answer(CUT["in an article"].encode()), "missing"),
        ):
            web.answers["/page"] = serve
            assert said(await checker.look(url, TARGET)) == expected


@IN_CHROMIUM[0]
@IN_CHROMIUM[1]
@IN_CHROMIUM[2]
async def test_scripts_that_came_before_a_cut_do_not_make_the_page(web: Web) -> None:
    script = f"<script>document.getElementById('root').innerHTML = '<p>{WORDS * 4}</p>'</script>"
    shell = f'<!doctype html><html><head><title>App</title></head><body><div id="root"></div>{script}'
    for html, expected in (
        (f"{shell}<script>document.getElementById('root')", "unseen script_shell"),
        (f"{shell}</body></html>", "missing"),
    ):
        web.answers["/page"] = unmeasured(html.encode())
        limits = Limits(connect=2.0, stall=2.0, overall=10.0, whole=60.0)
        assert said(await look(web, limits=limits, renderer=Renderer(20.0))) == expected


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
