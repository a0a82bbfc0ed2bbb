"""The sequence of follow-ups: it ends by itself, the digest says so, and at its end its owner is asked."""

from datetime import timedelta

from storage.words import Stage

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide"


async def told(slack, words: str, user: str = "jana"):
    def found():
        return [one for one in slack.messages(slack.direct(user)) if words in one.seen]

    return (await slack.wait_for(found))[-1]


async def tick(slack, bot) -> None:
    for job in bot.process.ticker.jobs:
        await bot.process.ticker.run(job)
    await slack.settled()


async def all_sent(slack) -> None:
    await slack.command("jana", LINKS, ASK)
    for _ in range(2):
        await slack.command("jana", LINKS, "follow-up 1")
    answer = await slack.command("jana", LINKS, "follow-up 1")
    assert "Without an answer I ask you on Mon 30 Nov whether to keep on" in answer.seen


async def test_after_the_last_follow_up_its_owner_is_asked_once(slack, bot) -> None:
    await all_sent(slack)
    await slack.advance(timedelta(days=7))
    question = await told(slack, "3 follow-ups sent and no answer")
    assert "Keep on, or close it as no response?" in question.seen
    await slack.advance(timedelta(days=1))
    await tick(slack, bot)
    assert len([one for one in slack.messages(slack.direct("jana")) if "no answer" in one.seen]) == 1
    await slack.press("jana", question, "Close: no response")
    await told(slack, "#1 techblog.com is closed: no response")
    assert (await bot.task(1)).stage is Stage.NO_RESPONSE


async def test_to_keep_on_is_to_say_when(slack, bot) -> None:
    await all_sent(slack)
    await slack.advance(timedelta(days=7))
    question = await told(slack, "3 follow-ups sent and no answer")
    await slack.press("jana", question, "Keep on")
    form = await bot.modal("jana")
    assert "Remind me on" in form.seen


async def test_an_answer_spares_the_question(slack, bot) -> None:
    await all_sent(slack)
    await slack.command("jana", LINKS, "replied 1 they are thinking about it")
    await slack.advance(timedelta(days=8))
    await tick(slack, bot)
    assert not [one for one in slack.messages(slack.direct("jana")) if "no answer" in one.seen]


async def test_what_ended_by_itself_is_one_line_of_the_digest(slack, bot) -> None:
    for site in ("one.com", "two.com", "three.com"):
        await slack.command("jana", LINKS, f"emailed ann@{site} about a guest post, follow up on Tuesday")
    await slack.command("tom", LINKS, "replied 1 yes")
    await slack.command("tom", LINKS, "decline 2 no budget")
    await slack.advance(timedelta(days=1))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "#3 three.com" in digest.seen
    assert "2 follow-ups ended by themselves: #1 one.com answered, #2 two.com declined." in digest.seen
    await slack.advance(timedelta(days=1))
    later = (await slack.wait_for(lambda: len(slack.messages(LINKS)) > 1 and slack.messages(LINKS)))[-1]
    assert "by themselves" not in later.seen


async def test_monday_looks_back_on_the_week_and_no_other_day_does(slack, bot) -> None:
    await slack.command("jana", LINKS, f"{ASK}, follow up next Monday")
    await slack.command("jana", LINKS, "emailed ann@other.com about a guest post, follow up next Monday")
    await slack.command("jana", LINKS, "emailed bea@third.com about a guest post, follow up next Monday")
    await slack.command("jana", LINKS, "replied 2 maybe")
    await slack.advance(timedelta(days=7))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "Last week: 3 asked, 1 answered, 0 promised, 0 live, 0 lost." in digest.seen
    await slack.press("jana", digest, "Done")
    await slack.wait_for(lambda: "Done: " in slack.messages(LINKS)[0].seen)
    assert "Last week: 3 asked" in slack.messages(LINKS)[0].seen
    await slack.advance(timedelta(days=1))
    later = (await slack.wait_for(lambda: len(slack.messages(LINKS)) > 1 and slack.messages(LINKS)))[-1]
    assert "Last week" not in later.seen


async def test_a_promise_for_these_days_stands_beside_what_is_due_and_posts_no_digest_alone(
    slack, bot
) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "promise 1 https://techblog.com/tools by Wednesday")
    await slack.advance(timedelta(days=1))
    await tick(slack, bot)
    assert [one for one in slack.messages(LINKS) if "Tue 24 Nov:" in one.seen] == []
    await slack.command("jana", LINKS, "emailed ann@other.com about a guest post, follow up tomorrow")
    await slack.advance(timedelta(days=1))
    digest = (
        await slack.wait_for(lambda: [one for one in slack.messages(LINKS) if "Wed 25 Nov:" in one.seen])
    )[0]
    assert "1 due today, 1 promised soon" in digest.seen
    assert "#1 techblog.com link promised for Wed 25 Nov" in digest.seen


async def test_and_more_lists_exactly_what_the_digest_speaks_of(slack, bot) -> None:
    for number in range(23):
        await slack.command("jana", LINKS, f"emailed a@site{number}.com, guest post, follow up tomorrow")
    await slack.command("jana", LINKS, "emailed b@later.com about a guest post, follow up in 9 days")
    await slack.command("jana", "dm", "emailed c@elsewhere.com about a guest post, follow up tomorrow")
    await slack.advance(timedelta(days=1))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "and 3 more" in digest.seen
    await slack.press("tom", digest, "and 3 more")
    listed = (await slack.wait_for(lambda: slack.ephemerals(LINKS, "tom")))[-1]
    assert "1–10 of 23" in listed.seen
    assert "later.com" not in listed.seen
    assert "elsewhere.com" not in listed.seen
    await slack.press("tom", listed, "Older")
    await slack.wait_for(lambda: "11–20 of 23" in slack.ephemerals(LINKS, "tom")[-1].seen)


async def test_a_contacts_zone_gives_a_time_within_their_hours(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, "note 1 her zone is New York, she reads mail early")
    assert "At 16:00 (10:00 in New York)" in answer.seen
    await slack.press("jana", answer.messages[0], "At 16:00 (10:00 in New York)")
    await slack.wait_for(
        lambda: any("Thu 26 Nov, 16:00 Berlin time" in one.seen for one in slack.ephemerals(LINKS, "jana"))
    )
    assert (await bot.task(1)).follow_up_timed
    answer = await slack.command("jana", LINKS, "remind 1 on Friday")
    assert "10:00 in New York" in answer.seen
    await slack.command("jana", LINKS, "note 1 their timezone is Europe/Paris")
    answer = await slack.command("jana", LINKS, "remind 1 on Friday")
    assert "in Paris" not in answer.seen  # nine in the morning there, too
