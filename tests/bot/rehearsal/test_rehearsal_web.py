"""The sample web, and the hooks that tell the app to look."""

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import pytest

from bot.rehearsal import RehearsalSlack
from bot.rehearsal.sites import EDITS, TROUBLES

TOOLS = "techblog.example/tools"


async def visit(slack: RehearsalSlack, address: str, **headers: str) -> tuple[int, str, str]:
    host, _, path = address.partition("/")
    ip, port = slack.hosts[host]
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{ip}:{port}/{path}", headers={"Host": host, **headers}) as answer,
    ):
        return answer.status, await answer.text(), answer.headers.get("ETag", "")


async def test_the_editor_publishes_changes_and_removes_the_link(slack):
    page = slack.web.page(TOOLS)
    assert "<a href" not in (await visit(slack, TOOLS))[1].partition("<article>")[2]
    page.switch("published")
    assert '<a href="https://acme.example/guide">the Acme guide' in (await visit(slack, TOOLS))[1]
    page.switch("nofollow")
    page.switch("other_page")
    page.switch("other_anchor")
    shown = (await visit(slack, TOOLS))[1]
    assert '<a href="https://acme.example/pricing" rel="nofollow">this website</a>' in shown
    page.switch("removed")
    assert "acme.example/" not in (await visit(slack, TOOLS))[1]
    page.reset()
    assert page.summary == "No link to us yet"


@pytest.mark.parametrize(
    ("trouble", "status", "words"),
    [
        ("blocked", 403, "not welcome"),
        ("challenge", 403, "Just a moment..."),
        ("down", 500, "bad morning"),
        ("gone", 404, "nothing here"),
    ],
)
async def test_the_server_gives_trouble(slack, trouble, status, words):
    slack.web.page(TOOLS).switch(trouble)
    found = await visit(slack, TOOLS)
    assert found[0] == status
    assert words in found[1]


async def test_a_post_is_not_there_before_it_is_published_and_then_listed(slack):
    assert (await visit(slack, "news.example/story"))[0] == 404
    assert "/story" not in (await visit(slack, "news.example/feed.xml"))[1]
    slack.web.page("news.example/story").switch("published")
    assert (await visit(slack, "news.example/story"))[0] == 200
    for place in ("feed.xml", "sitemap.xml", ""):
        assert "/story" in (await visit(slack, f"news.example/{place}"))[1]


async def test_an_unchanged_page_is_not_sent_again(slack):
    etag = (await visit(slack, TOOLS))[2]
    assert (await visit(slack, TOOLS, **{"If-None-Match": etag}))[0] == 304
    slack.web.page(TOOLS).switch("published")
    assert (await visit(slack, TOOLS, **{"If-None-Match": etag}))[0] == 200


async def test_anything_can_be_put_at_an_address(slack):
    slack.web.put("own.example", "/x", "<p>hello</p>", status=410, headers={"X-Robots-Tag": "noindex"})
    assert (await visit(slack, "own.example/x"))[:2] == (410, "<p>hello</p>")
    assert [one.path for one in slack.web.visits] == ["/x"]


async def test_the_app_is_told_to_look_when_the_clock_or_a_page_changes(slack):
    looked = []

    async def look() -> None:
        looked.append(slack.clock.now())

    slack.on_change = look
    await slack.advance(timedelta(days=1))
    slack.web.page(TOOLS).switch("published")
    await slack.wait_for(lambda: len(looked) == 2)


def test_every_switch_has_a_name():
    assert set(EDITS).isdisjoint(TROUBLES)


async def test_an_edited_page_is_news_in_the_feed_with_its_date(slack):
    feed = "techblog.example/feed.xml"
    assert "<pubDate>" not in (await visit(slack, feed))[1]
    await slack.advance(timedelta(days=3))
    before = slack.clock.now().replace(microsecond=0)
    slack.web.page(TOOLS).switch("down")
    assert "<pubDate>" not in (await visit(slack, feed))[1]
    slack.web.page(TOOLS).switch("down", False)
    slack.web.page(TOOLS).switch("published")
    [dated] = re.findall(r"/tools</link><pubDate>(.*?)</pubDate>", (await visit(slack, feed))[1])
    assert before <= parsedate_to_datetime(dated) <= slack.clock.now()
