"""What of a command nobody understood is named in the answer, and nothing is stored instead of it."""

import pytest

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_promise_with_a_part_that_says_nothing_is_asked_about(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    for said, piece in (
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://user:pw@techblog.com/p", "pw@techblog.com/p"),
        ("https:/techblog.com/y", "https:/techblog.com/y"),
        ("nonsense words here", "nonsense words"),
        ("https://techblog.com/p by whenever", "by whenever"),
        ("https://techblog.com/p for $0.001", "$0.001"),
        ('https://techblog.com/p anchor "unclosed', "unclosed"),
    ):
        answer = await slack.command("jana", LINKS, f"promise 1 {said}")
        assert piece in answer.seen, said
        assert "/outreach promise 1" in answer.seen
    assert (await bot.task(1)).placements == ()


@pytest.mark.parametrize(
    "words",
    ["emailed jane@techblog.com to drop the price to $50", "pitched techblog.com, declined last year"],
)
async def test_a_verb_inside_an_ask_ends_no_task(slack, bot, words: str) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, words)
    assert [task.stage.value for task in await bot.tasks()] == ["contacted", "contacted"]


async def test_an_impossible_time_moves_no_reminder(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    before = (await bot.task(1)).follow_up_at
    for when in ("tomorrow at 25:00", "in -3 days", "1 Jan 99999"):
        answer = await slack.command("jana", LINKS, f"remind 1 {when}")
        assert "there is no" in answer.seen
        assert "/outreach remind 1" in answer.seen or "/outreach snooze 1" in answer.seen
    assert (await bot.task(1)).follow_up_at == before
