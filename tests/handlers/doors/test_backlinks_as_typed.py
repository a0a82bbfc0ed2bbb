"""`/outreach backlink …`: where a link came from, and since when it is known, in words that hold."""

from datetime import UTC, datetime

import pytest

from storage.incoming import incoming_links
from storage.incoming.reported import ReportedLink

LINKS = "link-building"


async def bring(bot, **facts: object) -> None:
    link = ReportedLink(2, "https://news.example.com/a", "https://acme.com/", **facts)
    now = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    async with bot.store.writing(bot.slack.team_id, now) as scope:
        await incoming_links.bring_in(scope, [link], "moz", by=None, file="a.csv", as_of=now, now=now)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "http://127.0.0.1/x", "192.168.1.1", "http://10.0.0.1/", "intranet.local"]
)
async def test_a_host_that_is_not_public_is_refused_with_what_to_do(slack, bot, host: str) -> None:
    answer = await slack.command("jana", LINKS, f"backlink {host}")
    assert "is no public site" in answer.seen
    assert "/outreach backlink techblog.com" in answer.seen


async def test_a_public_site_without_links_is_no_mistake(slack, bot) -> None:
    assert (
        "No link on techblog.com is known"
        in (await slack.command("jana", LINKS, "backlink techblog.com")).seen
    )


async def test_a_correction_says_who_said_it(slack, bot) -> None:
    await bring(bot)
    assert "Said by you on 23 Nov 2026" in (await slack.command("jana", LINKS, "backlink 1 built")).seen
    assert "said by jana on 23 Nov 2026" in (
        await slack.command("tom", LINKS, "backlink 1")
    ).seen.lower().replace("nov", "Nov")


async def test_undo_takes_back_a_correction_and_no_task_with_it(slack, bot) -> None:
    await bring(bot)
    await slack.command("jana", LINKS, "emailed pia@other.org about a guest post for https://acme.com/x")
    await slack.command("jana", LINKS, "backlink 1 built")
    await slack.command("tom", LINKS, "backlink 1 uncertain")
    assert "Somebody else said since" in (await slack.command("jana", LINKS, "undo")).seen
    assert "Undone: backlink 1 is built now" in (await slack.command("tom", LINKS, "undo")).seen
    asked = "emailed ann@example.com about a guest post for https://acme.com/"
    await slack.command("tom", LINKS, asked)
    undone = (await slack.command("jana", LINKS, "undo")).seen
    assert "Undone: backlink 1 is uncertain now" in undone
    assert "#2 asked example.com" in undone, "what was asked meanwhile counts"
    assert [task.site for task in await bot.tasks()] == ["other.org", "example.com"]
    assert "#1 was never logged" in (await slack.command("jana", LINKS, "undo")).seen


async def test_an_ask_that_is_written_down_later_explains_a_link_that_was_seen_before(slack, bot) -> None:
    await bring(bot, first_seen=datetime(2026, 11, 20, tzinfo=UTC))
    asked = "emailed ann@example.com about a guest post for https://acme.com/ last Tuesday"
    assert "Asked on Tue 17 Nov" in (await slack.command("jana", LINKS, asked)).seen
    (touch,) = await bot.touches(1)
    assert touch.at == datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert "3 days before the link was first seen" in (await slack.command("jana", LINKS, "backlink 1")).seen


async def test_what_is_only_planned_asked_nobody_until_it_is_done(slack, bot) -> None:
    await bring(bot, first_seen=datetime(2026, 11, 30, tzinfo=UTC))
    planned = await slack.command(
        "jana", LINKS, "will email ann@example.com tomorrow about https://acme.com/"
    )
    assert "Planned #1 example.com" in planned.seen
    assert "passive: nobody asked" in (await slack.command("jana", LINKS, "backlink 1")).seen
    await slack.command("jana", LINKS, "follow-up 1")
    assert [one.what.value for one in await bot.touches(1)] == ["asked"]
    assert "built: our work" in (await slack.command("jana", LINKS, "backlink 1")).seen


async def test_a_link_without_a_day_is_not_shown_as_seen_on_the_day_it_was_brought_in(slack, bot) -> None:
    await bring(bot)
    seen = (await slack.command("jana", LINKS, "backlink 1")).seen
    assert "nobody says when it was first seen" in seen
    assert "or before" in seen
    assert "first seen 23" not in seen
