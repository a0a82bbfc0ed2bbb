"""What an answer announces is what happens then."""

LINKS = "link-building"


async def test_a_reminder_on_a_day_without_a_digest_is_announced_for_the_next_one(slack, bot) -> None:
    asked = "emailed jane@techblog.com about a guest post, follow up on Saturday"
    answer = await slack.command("jana", LINKS, asked)
    said = "Sat 28 Nov, told in Monday's digest (Mon 30 Nov, 09:00 Berlin time): there is none on Saturdays"
    assert said in answer.seen
    assert (await bot.task(1)).follow_up_at.isoformat() == "2026-11-28T08:00:00+00:00"
    assert said in (await slack.command("jana", LINKS, "show 1")).seen
    moved = await slack.command("jana", LINKS, "remind 1 Friday")
    assert "Fri 27 Nov, 09:00 Berlin time" in moved.seen
    timed = await slack.command("jana", LINKS, "remind 1 Saturday at 3pm")
    assert "Sat 28 Nov, 15:00 Berlin time" in timed.seen


async def test_an_ask_for_a_campaign_that_nobody_made_is_logged_without(slack, bot) -> None:
    answer = await slack.command(
        "jana",
        LINKS,
        "emailed jane@techblog.com about a guest post for https://acme.com/guide, campaign Spring",
    )
    assert "I know no campaign “Spring”: logged without" in answer.seen
    assert "/outreach campaign new Spring site acme.com" in answer.seen
    task = await bot.task(1)
    assert (task.site, task.campaign, task.target) == ("techblog.com", None, "https://acme.com/guide")


async def test_an_answer_no_is_told_as_theirs(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post")
    await slack.command("jana", LINKS, "decline 1 no guest posts")
    shown = await slack.command("jana", LINKS, "show 1")
    assert "you got a refusal: “no guest posts”" in shown.seen
