"""Redirects, refreshes, frames, doors to other sites, robots.txt: how a page and a link are come by."""

import asyncio
import gzip
from dataclasses import replace
from datetime import timedelta

import pytest
from small_web import FAST, TARGET, Answer, Raw, Web, codes, look, looking, said

from bot.clock import Clock
from bot.links.checker import Want
from bot.links.look import edition
from storage.words import Verdict

LINK = '<a href="https://acme.com/guide">x</a>'
WORDS = "This article goes through the tools that editors use every day. " * 5


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirected_page_is_read_where_it_ends(web: Web, status: int) -> None:
    web.redirect("/page", "/new?a=1#part", status)
    web.page("/new?a=1", LINK)
    seen = await look(web)
    assert said(seen) == "live page_redirected"
    assert seen.redirects == ("http://techblog.example/new?a=1#part",)
    assert seen.final_url == "http://techblog.example/new?a=1#part"


async def test_five_redirects_are_followed_and_six_are_not(web: Web) -> None:
    for hop in range(5):
        web.redirect(f"/page{hop}", f"/page{hop + 1}")
    web.page("/page5", LINK)
    seen = await look(web, "/page0")
    assert said(seen) == "live page_redirected"
    assert len(seen.redirects) == 5
    web.redirect("/page", "/page0")
    seen = await look(web)
    assert said(seen) == "unseen page_redirected http_error"
    assert "too many times" in seen.detail


async def test_a_loop_ends(web: Web) -> None:
    web.redirect("/page", "/page")
    assert said(await look(web)) == "unseen page_redirected http_error"


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("ftp://techblog.example/x", "unseen page_redirected http_error"),
        ("javascript:alert(1)", "unseen page_redirected http_error"),
        ("http://", "unseen http_error"),
        ("http://10.0.0.1/", "unseen page_redirected forbidden_address"),
        ("http://169.254.169.254/latest/meta-data/", "unseen page_redirected forbidden_address"),
        ("http://user:pw@techblog.example/x", "unseen page_redirected forbidden_address"),
        ("http://[::1]/", "unseen page_redirected forbidden_address"),
        ("http://8.8.8.8:22/", "unseen page_redirected forbidden_address"),
        ("//other.example/x", "live page_redirected"),
        ("caf\u00e9", "live page_redirected"),
        ("  /x", "live page_redirected"),
        ("/\tx", "live page_redirected"),
        ("/./a b/../x", "live page_redirected"),
        ("", "unseen http_error"),
        ("/x\r\nLocation: /x", "live page_redirected"),
        ("/x\r\nLocation: /y", "unseen http_error"),
    ],
)
async def test_where_a_redirect_leads_is_judged_like_a_page(web: Web, to: str, expected: str) -> None:
    web.redirect("/page", to)
    web.page("/x", LINK)
    web.page("/caf%E9", LINK)
    assert said(await look(web)) == expected


@pytest.mark.parametrize("to", ["/page", "?seen=1", "/page#top", "/other"])
async def test_a_circle_that_sets_a_cookie_is_a_wall_and_another_an_error(web: Web, to: str) -> None:
    for path in ("/page", "/page?seen=1", "/other"):
        web.redirect(path, "/page" if path == "/other" else to)
    assert said(await look(web)) == "unseen page_redirected http_error"
    web.answers["/page"] = Answer(b"", 302, [("Location", to), ("Set-Cookie", "seen=1")])
    seen = await look(web)
    assert said(seen) == "unseen page_redirected blocked"
    assert "in a circle until they bring back its cookie" in seen.detail


@pytest.mark.parametrize(
    ("said_of_it", "expected"),
    [
        ("bytes 0-99/500", "unseen http_error"),
        ("bytes 100-499/500", "unseen http_error"),
        ("", "unseen http_error"),
        ("bytes 0-499/500", "missing"),
    ],
)
async def test_a_part_of_a_page_has_no_say_about_the_rest(web: Web, said_of_it: str, expected: str) -> None:
    web.page("/page", f"<p>{WORDS}", 206, Content_Range=said_of_it)
    assert said(await look(web)) == expected
    web.page("/page", f"<p>{WORDS}{LINK}", 206, Content_Range=said_of_it)
    assert said(await look(web)) == "live"


async def test_a_status_that_redirects_without_saying_where_is_an_error(web: Web) -> None:
    web.page("/page", "moved", 302)
    assert said(await look(web)) == "unseen http_error"


async def test_a_page_gone_after_a_redirect_is_missing(web: Web) -> None:
    web.redirect("/page", "/gone")
    assert said(await look(web)) == "missing page_redirected not_found"


@pytest.mark.parametrize(
    "refresh",
    [
        '<meta http-equiv="refresh" content="0;url=/new">',
        "<META HTTP-EQUIV=Refresh CONTENT='5; URL=http://techblog.example/new'>",
    ],
)
async def test_a_meta_refresh_counts_as_a_redirect(web: Web, refresh: str) -> None:
    web.page("/page", f"<head>{refresh}</head><p>Moving on")
    web.page("/new", LINK)
    seen = await look(web)
    assert said(seen) == "live page_redirected"
    assert seen.redirects == ("http://techblog.example/new",)


@pytest.mark.parametrize(
    "refresh",
    [
        '<meta http-equiv="refresh" content="30;url=/new">',
        '<meta http-equiv="refresh" content="5">',
        '<meta http-equiv="refresh" content="5;url=/page">',
        '<meta http-equiv="refresh" content="0;url=/page#top">',
        '<noscript><meta http-equiv="refresh" content="0;url=/new"></noscript>',
        '<!-- <meta http-equiv="refresh" content="0;url=/new"> -->',
        "<script>location='/new'</script>",
    ],
)
async def test_what_keeps_the_visitor_here_is_no_redirect(web: Web, refresh: str) -> None:
    web.page("/page", f"<head>{refresh}</head><p>{WORDS}{LINK}")
    assert said(await look(web)) == "live"


@pytest.mark.parametrize(
    "refresh", ["30;url=/new", "5", "20; url=/page", "0;url=mailto:jane@techblog.example"]
)
async def test_a_page_that_asks_to_wait_for_its_refresh_is_not_the_page(web: Web, refresh: str) -> None:
    meta = f'<head><meta http-equiv="refresh" content="{refresh}"></head>'
    note = "<p>Please wait, you will be taken there. <a href=/new>Go now</a>"
    for brief in (meta, f"{meta}<p>Please wait", meta + note):
        web.page("/page", brief)
        assert said(await look(web)).startswith("unseen ")
    for words in ("<p>An offer for readers", f"<p>{WORDS}Please wait for the next one."):
        web.page("/page", meta + words)
        assert said(await look(web)) == "missing"


async def test_a_refresh_header_counts_too_and_loops_end(web: Web) -> None:
    web.page("/page", "moving", Refresh="0; url=/new")
    web.page("/new", LINK)
    assert said(await look(web)) == "live page_redirected"
    web.page("/page", "", Refresh="0; url=/new")
    assert said(await look(web)) == "live page_redirected"
    web.page("/framing", f'<p>{WORDS}<iframe src="/page"></iframe>')
    assert said(await look(web, "/framing")) == "live iframe_only"
    web.page("/new", '<meta http-equiv=refresh content="0;url=/page">')
    assert said(await look(web)) == "unseen page_redirected http_error"


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


CHALLENGE = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
LOGIN = "<title>Log in</title><form><input type=password></form>"
SHELL = "<div id=root></div><script src=a.js></script>"
BOMB = Answer(gzip.compress(bytes(6_000_000)), headers=[("Content-Encoding", "gzip")])

#: Answers that nobody can read a page or a redirect from.
UNREADABLE: dict[str, Answer | Raw] = {
    **{str(status): Answer(b"no", status) for status in (401, 403, 429, 451, 500, 503)},
    "hang": hang,
    "reset": reset,
    "a loop": Answer(b"", 302, [("Location", "http://bit.ly/x")]),
    "a challenge": Answer(CHALLENGE.encode()),
    "a challenge by header": Answer(b"x", 200, [("cf-mitigated", "challenge")]),
    "a log-in": Answer(LOGIN.encode()),
    "a shell": Answer(SHELL.encode()),
    "an empty page": Answer(b""),
    "a bomb": BOMB,
}


# Frames


async def test_a_link_in_a_frame_of_the_pages_own_host_is_live_and_says_so(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.page("/frame", LINK)
    seen = await look(web)
    assert said(seen) == "live iframe_only"
    assert seen.extra["frame"] == "http://techblog.example/frame"


async def test_a_link_in_a_frame_to_another_page_of_the_target_s_site_is_named(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.page("/frame", '<a href="https://acme.com/other">x</a>')
    seen = await look(web)
    assert (said(seen), seen.wrong_href) == ("missing wrong_target", "https://acme.com/other")


async def test_a_frameset_is_followed_too(web: Web) -> None:
    web.page("/page", '<frameset><frame src="/frame"></frameset>')
    web.page("/frame", LINK)
    assert said(await look(web)) == "live iframe_only"


async def test_a_frame_that_says_nofollow_makes_its_link_nofollow(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.page("/frame", f"<meta name=robots content=nofollow>{LINK}")
    seen = await look(web)
    assert seen.followed is False
    assert "iframe_only" in codes(seen)


async def test_frames_of_other_hosts_and_frames_in_frames_are_not_followed(web: Web) -> None:
    web.page(
        "/page", f'<p>{WORDS}<iframe src="http://other.example/frame"></iframe><iframe src="/one"></iframe>'
    )
    web.page("/frame", LINK)
    web.page("/one", '<iframe src="/frame"></iframe>')
    assert said(await look(web)) == "missing"
    assert "/frame" not in web.asked


async def test_a_frame_that_fails_for_the_moment_leaves_the_page_unseen(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.page("/frame", "busy", 503)
    assert said(await look(web)) == "unseen http_error"
    web.page("/frame", "no", 404)
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize("how", sorted(UNREADABLE.keys() - {"a loop", "an empty page"}))
async def test_a_frame_that_cannot_be_read_leaves_the_page_unseen(web: Web, how: str) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.answers["/frame"] = UNREADABLE[how]
    seen = await look(web)
    assert seen.verdict == "unseen"
    assert "a frame of the page could not be read" in seen.detail


@pytest.mark.parametrize(
    "framed",
    [
        Answer(b"%PDF-1.7", content_type="application/pdf"),
        Answer(b"\0\0\0 ftypisom", content_type="video/mp4"),
        Answer(b'{"a": 1}', content_type="application/json"),
        Answer(b"words", content_type="text/plain"),
        Answer(b""),
        Answer(b" \n"),
        Answer(b"", 204),
    ],
)
async def test_a_frame_that_holds_no_web_page_holds_no_link(web: Web, framed: Answer) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.answers["/frame"] = framed
    seen = await look(web)
    assert (said(seen), seen.doubt) == ("missing", None)


@pytest.mark.parametrize("how", ["403", "hang", "a challenge", "a shell"])
async def test_a_hidden_frame_that_cannot_be_read_is_none_that_a_visitor_sees(web: Web, how: str) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame" style="display:none"></iframe>')
    web.answers["/frame"] = UNREADABLE[how]
    assert said(await look(web)) == "missing"


async def test_what_an_unread_frame_leaves_open_is_told_to_whoever_knows_the_link(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe><a href="https://acme.com/pricing">x</a>')
    web.page("/frame", "no", 403)
    seen = await look(web)
    assert said(seen) == "unseen blocked"
    assert seen.doubt is not None
    assert seen.doubt.framed
    assert said(seen.doubt.otherwise) == "missing wrong_target"


@pytest.mark.parametrize("login", ["/login", "http://accounts.other.example/login"])
async def test_a_frame_that_redirects_to_a_log_in_leaves_the_page_unseen(web: Web, login: str) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.redirect("/frame", login, 302)
    web.page("/login", LOGIN)
    assert said(await look(web)) == "unseen blocked"


async def test_more_frames_than_are_looked_into_leave_the_page_unseen(web: Web) -> None:
    frames = [f'<iframe src="/frame{n}"></iframe>' for n in range(11)]
    for n in range(11):
        web.page(f"/frame{n}", f"<p>{WORDS}")
    web.page("/page", f"<p>{WORDS}{''.join(frames[:10])}")
    assert said(await look(web)) == "missing"
    web.page("/page", f"<p>{WORDS}{''.join(frames)}")
    assert said(await look(web)) == "unseen too_large"
    web.page("/frame9", LINK)
    assert said(await look(web)) == "live iframe_only"


async def test_a_frame_is_read_where_it_sends_visitors_on_to(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.page("/frame", '<meta http-equiv="refresh" content="0;url=/framed">')
    web.page("/framed", LINK)
    assert said(await look(web)) == "live iframe_only"


async def test_a_frame_that_redirects_to_another_host_is_not_the_pages_own(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>')
    web.redirect("/frame", "http://other.example/framed")
    web.page("/framed", LINK)
    assert said(await look(web)) == "missing"


# Doors to other sites


@pytest.mark.parametrize(
    "href",
    [
        "/out?url=https%3A%2F%2Facme.com%2Fguide",
        "/out?url=https://acme.com/guide",
        "/go/acme.com/guide",
        "http://www.techblog.example/out?to=ACME.com",
    ],
)
async def test_a_door_of_the_pages_own_host_is_tried(web: Web, href: str) -> None:
    web.page("/page", f'<p>{WORDS}<a href="{href}">x</a>')
    path = href.removeprefix("http://www.techblog.example")
    web.redirect(path, "https://www.acme.com/guide/?utm_source=techblog", 302)
    seen = await look(web)
    assert said(seen) == "live via_redirect"
    assert seen.link is not None
    assert seen.link.href.endswith(path)
    web.redirect(path, "https://acme.com/elsewhere")
    assert (await look(web)).verdict == "missing"


async def test_a_shortener_is_followed_to_its_end(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a rel=nofollow href="https://bit.ly/xyz">x</a>')
    web.redirect("bit.ly/xyz", "http://other.example/hop")
    web.redirect("other.example/hop", "https://acme.com/guide")
    seen = await look(web)
    assert said(seen) == "live rel_nofollow via_redirect"
    assert seen.detail.startswith(
        "Live: “x” links to https://acme.com/guide through a redirect, not followed"
    )


async def test_a_link_on_the_agreed_anchor_is_tried_and_others_are_not(web: Web) -> None:
    web.page(
        "/page", f'<p>{WORDS}<a href="http://other.example/a">one</a><a href="http://other.example/b">two</a>'
    )
    web.redirect("/a", "https://acme.com/guide")
    web.redirect("/b", "https://acme.com/guide")
    seen = await look(web, anchor="Two")
    assert said(seen) == "live via_redirect"
    assert "/a" not in web.asked
    assert said(await look(web)) == "missing"
    assert "/a" not in web.asked


async def test_at_most_ten_doors_are_tried(web: Web) -> None:
    doors = "".join(f'<a href="/out/{n}?acme.com">x</a>' for n in range(30))
    web.page("/page", f"<p>{WORDS}{doors}")
    assert said(await look(web)) == "missing"
    assert sum(path.startswith("/out/") for path in web.asked) == 10


@pytest.mark.parametrize("how", UNREADABLE)
@pytest.mark.parametrize("anchor", [None, "the guide"])
async def test_a_door_that_cannot_be_read_leaves_the_link_unseen(
    web: Web, how: str, anchor: str | None
) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">the guide</a>')
    web.answers["bit.ly/x"] = UNREADABLE[how]
    seen = await look(web, anchor=anchor)
    assert seen.verdict == "unseen"
    assert "where a link leads could not be seen" in seen.detail


async def test_what_a_shut_door_leaves_open_is_told_to_whoever_knows_the_link(web: Web) -> None:
    shut = '<a href="http://bit.ly/x">share</a>'
    web.page("/page", f'<p>{WORDS}{shut}<a href="https://acme.com/pricing">prices</a>')
    web.page("bit.ly/x", "busy", 503)
    seen = await look(web, anchor="the guide")
    assert seen.doubt is not None
    assert [door.anchor for door in seen.doubt.doors] == ["share"]
    assert said(seen.doubt.otherwise) == "missing wrong_target"
    assert "a shortened link that could not be followed stood elsewhere on it" in seen.doubt.otherwise.detail


@pytest.mark.parametrize(
    ("door", "anchor"),
    [
        ('<a href="http://bit.ly/x">The guide</a>', "the guide"),
        ('<a href="http://bit.ly/x?u=https%3A%2F%2Facme.com%2Fguide">x</a>', None),
    ],
)
async def test_a_shut_door_that_is_likely_the_link_is_no_question(
    web: Web, door: str, anchor: str | None
) -> None:
    web.page("/page", f"<p>{WORDS}{door}")
    for path in ("bit.ly/x", "bit.ly/x?u=https%3A%2F%2Facme.com%2Fguide"):
        web.page(path, "busy", 503)
    seen = await look(web, anchor=anchor)
    assert (said(seen), seen.doubt) == ("unseen http_error", None)


async def test_a_door_of_the_page_that_cannot_be_read_leaves_the_link_unseen(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="/out?u=acme.com">the guide</a>')
    web.page("/out?u=acme.com", "busy", 503)
    assert said(await look(web)) == "unseen http_error"


async def test_a_door_on_the_agreed_anchor_whose_host_is_gone_leaves_the_link_unseen(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://nowhere.invalid/a">the guide</a>')
    assert said(await look(web, anchor="the guide")) == "unseen dns_error"
    assert said(await look(web, anchor="another")) == "missing"


async def test_a_link_that_is_found_needs_no_other_door(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a><a href="http://bit.ly/y">y</a>')
    web.page("bit.ly/x", "busy", 503)
    web.redirect("bit.ly/y", "https://acme.com/guide")
    assert said(await look(web)) == "live via_redirect"


@pytest.mark.parametrize("status", [404, 410])
async def test_a_door_that_is_gone_was_read(web: Web, status: int) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a>')
    web.page("bit.ly/x", "no", status)
    assert said(await look(web)) == "missing"


async def test_a_door_that_leads_to_another_sites_front_page_was_read(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a>')
    web.redirect("bit.ly/x", "http://nowhere.invalid/")
    assert said(await look(web)) == "missing"
    web.redirect("bit.ly/x", "http://nowhere.invalid/hop")
    assert said(await look(web)) == "unseen dns_error"


async def test_a_door_to_another_page_of_the_targets_site_names_it(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a>')
    web.redirect("bit.ly/x", "https://acme.com/pricing")
    seen = await look(web)
    assert said(seen) == "missing wrong_target"
    assert seen.wrong_href == "https://acme.com/pricing"


@pytest.mark.parametrize(
    "door",
    [
        '<meta http-equiv="refresh" content="0;url=https://acme.com/guide">',
        '<meta http-equiv="refresh" content="5;url=https://acme.com/guide"><p>You are leaving us.',
        '<noscript><meta http-equiv="refresh" content="0;URL=https://acme.com/guide"></noscript>'
        '<title>https://acme.com/guide</title><script>location.replace("https://acme.com/guide")</script>',
    ],
)
async def test_a_door_may_open_by_a_meta_refresh(web: Web, door: str) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a>')
    web.page("bit.ly/x", f"<head>{door}")
    assert said(await look(web)) == "live via_redirect"


async def test_a_door_may_open_by_a_refresh_header(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="http://bit.ly/x">x</a>')
    web.page("bit.ly/x", "moving", Refresh="0; url=https://acme.com/guide")
    assert said(await look(web)) == "live via_redirect"
    web.page("bit.ly/x", f"<p>{WORDS}", Refresh="60; url=https://acme.com/guide")
    assert said(await look(web)) == "missing"


async def test_a_door_that_leads_inside_is_not_entered(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<a href="/out?acme.com">x</a>')
    web.redirect("/out?acme.com", "http://10.0.0.1/admin")
    assert said(await look(web)) == "missing"


# robots.txt


async def robots(web: Web, text: str, path: str = "/page", **options: object) -> str:
    web.answers["/robots.txt"] = Answer(text.encode(), content_type="text/plain")
    web.page(path, LINK)
    return said(await look(web, path, **options))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "live"),
        ("User-agent: *\nDisallow: /\n", "live robots_txt_blocked"),
        ("User-agent: *\nDisallow: /private\n", "live"),
        ("User-agent: *\nDisallow: /pa*e$\n", "live robots_txt_blocked"),
        ("User-agent: *\nDisallow: /\nAllow: /page\n", "live"),
        ("User-agent: googlebot\nDisallow: /page\n\nUser-agent: *\nAllow: /\n", "live robots_txt_blocked"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nDisallow:\n", "live"),
        ("User-agent: bingbot\nDisallow: /\n", "live"),
        ("<html>not a robots.txt</html>", "live"),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "live robots_txt_blocked"),
        ("User-agent: OutreachBot\nDisallow: /\n", "unseen blocked"),
        ("user-agent: outreachbot\ndisallow: /page", "unseen blocked"),
        ("User-agent: OutreachBot\nDisallow: /private\n", "live"),
        ("User-agent: OutreachBot\nUser-agent: Googlebot\nDisallow: /\n", "unseen blocked"),
    ],
)
async def test_robots_txt_is_read_for_googlebot_and_for_us(web: Web, text: str, expected: str) -> None:
    assert await robots(web, text) == expected


async def test_a_page_that_shuts_us_out_by_name_is_never_asked_for(web: Web) -> None:
    await robots(web, "User-agent: OutreachBot\nDisallow: /\n")
    assert web.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "expected"), [(404, "live"), (403, "live"), (401, "live"), (500, "live robots_txt_blocked")]
)
async def test_without_a_robots_txt_its_status_speaks(web: Web, status: int, expected: str) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /", status)
    web.page("/page", LINK)
    assert said(await look(web)) == expected


async def test_a_redirected_robots_txt_is_followed(web: Web) -> None:
    web.redirect("techblog.example/robots.txt", "http://other.example/r.txt")
    web.answers["/r.txt"] = Answer(b"User-agent: *\nDisallow: /", content_type="text/plain")
    web.page("/page", LINK)
    assert said(await look(web)) == "live robots_txt_blocked"


async def test_robots_txt_is_fetched_once_a_day(web: Web) -> None:
    web.answers["/robots.txt"] = Answer(b"", content_type="text/plain")
    web.page("/page", LINK)
    async with looking(web) as checker:
        for _ in range(3):
            await checker.look("http://techblog.example/page", "https://acme.com/guide")
        assert web.asked.count("/robots.txt") == 1
        checker._clock.advance(timedelta(hours=25))
        await checker.look("http://techblog.example/page", "https://acme.com/guide")
        assert web.asked.count("/robots.txt") == 2


async def test_a_robots_txt_made_to_take_forever_costs_the_page_nothing(web: Web) -> None:
    stars = "/" + "*a" * 60 + "b"
    rules = "User-agent: *\n" + f"Disallow: {stars}\n" * 50
    web.answers["/robots.txt"] = Answer(rules.encode(), content_type="text/plain")
    web.page("/" + "a" * 200, LINK)
    assert (await look(web, "/" + "a" * 200)).verdict == "live"


# Several wants, and looks that are spared


async def test_one_look_answers_all_who_want_to_know(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}{LINK}<a rel=nofollow href="https://acme.com/b">b</a>')
    wants = [
        Want("https://acme.com/guide"),
        Want("https://acme.com/b"),
        Want("https://acme.com/c"),
        Want("nope"),
    ]
    async with looking(web) as checker:
        seen = await checker.look_for("http://techblog.example/page", wants)
    assert [said(one) for one in seen] == [
        "live",
        "live rel_nofollow",
        "missing wrong_target",
        "unseen bad_url",
    ]
    assert web.asked.count("/page") == 1


async def test_an_unchanged_page_is_not_read_again(web: Web) -> None:
    web.page("/page", LINK, ETag='"v1"', Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT")
    async with looking(web) as checker:
        url, target = "http://techblog.example/page", "https://acme.com/guide"
        first = await checker.look(url, target)
        assert first.etag == '"v1"'
        want = Want(
            target, etag=first.etag, last_modified=first.last_modified, body_hash=first.body_hash, last=first
        )
        again = (await checker.look_for(url, [want]))[0]
        assert again.unchanged
        assert said(again) == "live"
        web.answers["/page"] = Answer(b"", 304)
        spared = (await checker.look_for(url, [want]))[0]
        assert spared.unchanged
        assert said(spared) == "live"
        assert b'If-None-Match: "v1"' in web.heads[-1]
        assert b"If-Modified-Since: Sun, 22 Nov 2026 10:00:00 GMT" in web.heads[-1]
        nameless = (await checker.look_for(url, [Want(target, etag='"v1"')]))[0]
        assert nameless.unchanged
        web.page("/page", f"<p>{WORDS}", ETag='"v2"')
        changed = (await checker.look_for(url, [want]))[0]
        assert not changed.unchanged
        assert said(changed) == "missing"


@pytest.mark.parametrize("answer", ["a page", "a 304"])
async def test_a_page_that_an_older_edition_read_is_read_once_more(web: Web, answer: str) -> None:
    web.page("/page", LINK, ETag='"v1"')
    url = "http://techblog.example/page"
    async with looking(web) as checker:
        first = await checker.look(url, TARGET)
        assert first.body_hash is not None
        assert edition() in first.body_hash
        older = replace(first, verdict=Verdict.MISSING, body_hash=first.body_hash.replace(edition(), "0" * 8))
        tag = '"v1"' if answer == "a 304" else None
        want = Want(TARGET, etag=tag, body_hash=older.body_hash, last=older)
        page = web.answers["/page"]

        async def kept(_: object, writer: asyncio.StreamWriter) -> None:
            unchanged = b"If-None-Match" in web.heads[-1]
            writer.write((Answer(b"", 304) if unchanged else page).wire())
            await writer.drain()

        web.answers["/page"] = kept
        seen = (await checker.look_for(url, [want]))[0]
    assert (said(seen), seen.unchanged) == ("live", False)


async def test_a_page_whose_frames_may_change_alone_is_always_read(web: Web) -> None:
    web.page("/page", f'<p>{WORDS}<iframe src="/frame"></iframe>', ETag='"v1"')
    web.page("/frame", "<p>nothing yet")
    seen = await look(web)
    assert (said(seen), seen.etag, seen.body_hash) == ("missing", None, None)


async def test_a_304_that_nobody_asked_for_is_an_error(web: Web) -> None:
    web.answers["/page"] = Answer(b"", 304)
    assert said(await look(web)) == "unseen http_error"
    web.redirect("/moved", "/page")  # and the address it leads to is asked for without conditions
    async with looking(web) as checker:
        seen = await checker.look_for("http://techblog.example/moved", [Want(TARGET, etag='"v1"')])
    assert said(seen[0]) == "unseen page_redirected http_error"


async def test_an_address_without_a_scheme_is_tried_with_https_then_http(web: Web) -> None:
    web.page("/page", LINK)
    seen = await look(web, page="techblog.example/page")
    assert said(seen) == "live"
    assert seen.page == "techblog.example/page"
    seen = await look(web, page=f"127.0.0.1:{web.port}/page")
    assert (said(seen), seen.final_url) == ("live", f"http://127.0.0.1:{web.port}/page")


async def test_the_request_is_honest_and_keeps_no_cookies(web: Web) -> None:
    web.page("/page", LINK, Set_Cookie="a=b")
    async with looking(web, FAST) as checker:
        for _ in range(2):
            await checker.look("http://techblog.example/page?a=1#part", "https://acme.com/guide")
    web.page("/page?a=1", LINK)
    head = web.heads[-1].lower()
    assert b"outreachbot" in head
    assert b"cookie" not in head
    assert b"get /page?a=1 http/1.1\r\nhost: techblog.example\r\n" in head


def test_the_clock_is_the_callers() -> None:
    assert Clock(timedelta(days=1)).now() > Clock().now()
