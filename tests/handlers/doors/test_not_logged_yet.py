"""Something was done about a site that nobody logged: one press logs it, and nothing is typed again."""

import pytest

LINKS = "link-building"
SENT = "sent 3 follow ups: a-news.com, b-news.com and c-news.com"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_three_follow_ups_of_sites_nobody_logged_are_logged_with_one_press(slack, bot) -> None:
    answer = (await slack.command("jana", LINKS, SENT)).messages[0]
    assert answer.seen.count("no open task") == 1
    await slack.press("jana", answer, "Log them as new")
    await slack.wait_for(lambda: "Logged" in answer.seen)
    assert [task.site for task in await bot.tasks()] == ["a-news.com", "b-news.com", "c-news.com"]


@pytest.mark.parametrize(
    "words", ["followed up with news-site.com", "note news-site.com: they like lists", "drop news-site.com"]
)
async def test_a_site_that_no_task_is_about_can_be_logged_as_new(slack, bot, words: str) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {words}")
    (answer,) = await bot.answers(said)
    if "Log it as new" not in answer.seen:
        pytest.fail(answer.seen)
    await slack.press("jana", answer, "Log it as new")
    await slack.wait_for(lambda: "Logged" in answer.seen)
    assert [task.site for task in await bot.tasks()] == ["news-site.com"]


async def test_a_press_that_is_quicker_than_slacks_answer_to_us_changes_the_message(slack, bot) -> None:
    slack.fault("chat.postMessage", "accept_then_wait", seconds=1.5)
    said = await slack.say("jana", LINKS, "@Outreach drop news-site.com")
    (answer,) = await bot.answers(said)
    await slack.press("jana", answer, "Log it as new")
    await slack.wait_for(lambda: "Logged" in answer.seen)
    assert [task.site for task in await bot.tasks()] == ["news-site.com"]


async def test_editing_a_form_leaves_a_date_alone_that_somebody_moved_meanwhile(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    await slack.press("jana", card, "Edit")
    form = await bot.modal("jana")
    moved = await slack.command("tom", LINKS, "remind 1 on 2026-12-10")
    assert "Thu 10 Dec" in moved.messages[0].seen
    await slack.submit("jana", form, {"Contact": "Jane Doe"})
    task = await bot.task(1)
    assert task.contact_name == "Jane Doe"
    assert task.follow_up_at is not None
    assert task.follow_up_at.date().isoformat() == "2026-12-10"


async def test_undo_under_a_deleted_message_takes_back_the_log_and_its_edits(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.edit("jana", said, f"@Outreach {ASK.replace('jane@', 'june@')}")
    await slack.settled()
    assert (await bot.task(1)).contact_email == "june@techblog.com"
    await slack.delete("jana", said)
    asked = (await bot.answers(said, 2))[-1]
    await slack.press("jana", asked, "Undo")
    await slack.wait_for(lambda: "was never logged" in asked.seen)
    assert await bot.tasks() == []
