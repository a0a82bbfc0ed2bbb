"""What people set for themselves: where and when they are told what is due, and who stands in for them."""

from datetime import timedelta

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide"


async def told(slack, words: str, user: str = "jana", where: str = LINKS):
    def found():
        here = slack.ephemerals(where, user) if where != "dm" else slack.messages(slack.direct(user))
        return [one for one in here if words in one.seen]

    return (await slack.wait_for(found))[-1]


async def settings(slack, bot, values: dict, user: str = "jana", where: str = LINKS):
    await slack.command(user, where, "settings")
    form = await bot.modal(user)
    return form, await slack.submit(user, form, values)


async def test_a_digest_of_ones_own_comes_instead_of_the_channels_rows(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("tom", LINKS, "emailed bob@other.com about a guest post")
    await settings(slack, bot, {"digest_to": "direct"})
    await told(slack, "What is due of yours comes by direct message only")
    await slack.advance(timedelta(days=3))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "#2 other.com" in digest.seen
    assert "techblog.com" not in digest.seen
    own = await slack.wait_for(lambda: [one for one in slack.messages(slack.direct("jana")) if one.by_app])
    assert "#1 techblog.com" in own[0].seen
    assert "other.com" not in own[0].seen
    await slack.press("jana", own[0], "Done")
    await slack.wait_for(
        lambda: (
            "Done: #1 techblog.com followed up by you" in slack.messages(slack.direct("jana"))[0].seen
            or "All done for today" in slack.messages(slack.direct("jana"))[0].seen
        )
    )


async def test_away_with_a_stand_in_hands_reminders_and_digest_rows_over(slack, bot) -> None:
    await slack.command("jana", LINKS, f"{ASK}, follow up tomorrow at 3pm")
    answer = await slack.command("jana", LINKS, "away until Friday, @tom stands in")
    assert "Your reminders go to tom" in answer.seen
    assert "named you to stand in" in (await told(slack, "jana is away", "tom", "dm")).seen
    await slack.advance(timedelta(days=1))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "for jana, who is away" in digest.seen
    assert "jana · " not in digest.seen
    await slack.advance(timedelta(hours=6))
    reminder = await told(slack, "You asked me to remind you", "tom", "dm")
    assert "jana is away and you stand in" in reminder.seen
    back = await slack.command("jana", LINKS, "back")
    assert "Welcome back" in back.seen


async def test_away_from_a_later_day_begins_on_that_day(slack, bot) -> None:
    await slack.command("jana", LINKS, f"{ASK}, follow up tomorrow at 3pm")
    first = slack.clock.now() + timedelta(days=2)
    last = first + timedelta(days=7)
    answer = await slack.command("jana", LINKS, f"away from {first:%d %b} to {last:%d %b}, @tom stands in")
    assert (
        f"You are away from {first:%a} {first.day} {first:%b} until {last:%a} {last.day} {last:%b}"
        in answer.seen
    )
    assert "Your reminders go to tom in that time" in answer.seen
    assert "in that time you get jana's reminders" in (await told(slack, "jana is away", "tom", "dm")).seen
    await slack.advance(timedelta(days=1, hours=6))
    assert "#1" in (await told(slack, "You asked me to remind you", where="dm")).seen
    await slack.command("jana", LINKS, "settings")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {})
    assert "You are away from" in (await told(slack, "You are away from")).seen
    assert "Welcome back" in (await slack.command("jana", LINKS, "back")).seen


async def test_a_reminder_waits_for_the_end_of_quiet_hours(slack, bot) -> None:
    form, wrong = await settings(slack, bot, {"quiet_hours": "late"})
    assert "19:00–08:00" in wrong.errors["quiet_hours"]
    await slack.submit("jana", form, {"quiet_hours": "7pm to 8am"})
    await told(slack, "Your quiet hours are from 19:00 to 08:00")
    await slack.command("jana", LINKS, f"{ASK}, follow up today at 21:00")
    await slack.advance(timedelta(hours=12))
    for job in bot.process.ticker.jobs:
        await bot.process.ticker.run(job)
    await slack.settled()
    assert not [one for one in slack.messages(slack.direct("jana")) if one.by_app]
    await slack.advance(timedelta(hours=10, minutes=31))
    assert "in your quiet hours" in (await told(slack, "You asked me to remind you", where="dm")).seen


async def test_nobody_stands_in_for_themselves_and_an_unknown_name_is_said(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "away until Friday, @jana covers")
    assert "stand in for yourself" in answer.seen
    answer = await slack.command("jana", LINKS, "away until Friday, Zebedee covers")
    assert "I don't know who “Zebedee” is" in answer.seen


async def test_a_form_takes_an_absence_that_begins_later(slack, bot) -> None:
    form, wrong = await settings(slack, bot, {"away_from": "2026-12-03", "away_until": "2026-12-03"})
    assert "before the day you are back" in wrong.errors["away_from"]
    wrong = await slack.submit("jana", form, {"away_from": "2026-12-03", "away_until": None})
    assert "When are you back?" in wrong.errors["away_until"]
    days = {"away_from": "2026-12-03", "away_until": "2026-12-10", "stand_in": slack.person("tom").id}
    await slack.submit("jana", form, days)
    said = "You are away from Thu 3 Dec until Thu 10 Dec, 09:00 Berlin time"
    assert said in (await told(slack, "You are away from")).seen
    # The form shows both days, and clearing them takes the absence back before it began.
    await settings(slack, bot, {})
    assert said in (await told(slack, "You are away from")).seen
    await settings(slack, bot, {"away_from": None, "away_until": None, "stand_in": None})
    await slack.wait_for(lambda: "You are away" not in slack.ephemerals(LINKS, "jana")[-1].seen)


async def test_a_form_says_away_and_back_again(slack, bot) -> None:
    tom = slack.person("tom").id
    await settings(slack, bot, {"away_until": "2026-11-30", "stand_in": tom})
    assert "tom stands in" in (await told(slack, "You are away until Mon 30 Nov")).seen
    await settings(slack, bot, {"away_until": None, "stand_in": None})
    await slack.wait_for(lambda: "You are away" not in slack.ephemerals(LINKS, "jana")[-1].seen)


async def test_who_wants_no_mention_is_named_without_one(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await settings(slack, bot, {"mentioned": []})
    await told(slack, "Digests don't mention you")
    await slack.advance(timedelta(days=3))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert digest.pings == []
    assert "jana · 1 due" in digest.seen


async def test_holidays_are_kept_once_a_country_is_named(slack, bot) -> None:
    _, wrong = await settings(slack, bot, {"holidays": "Atlantis"})
    assert "DE, DE-BY or US-CA" in wrong.errors["holidays"]
    await settings(slack, bot, {"holidays": "us"})
    await told(slack, "Public holidays of US are kept")
    answer = await slack.command("jana", LINKS, ASK)  # Thursday is Thanksgiving
    assert "Fri 27 Nov" in answer.seen
    answer = await slack.command("jana", LINKS, "emailed bob@other.com, follow up on Thursday")
    assert "told in Friday's digest" in answer.seen
    assert "that day is a holiday" in answer.seen
    await slack.advance(timedelta(days=3))
    for job in bot.process.ticker.jobs:
        await bot.process.ticker.run(job)
    await slack.settled()
    assert slack.messages(LINKS) == []
    await slack.advance(timedelta(days=1))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "There was no digest on Thu 26 Nov (Thanksgiving Day): a holiday." in digest.seen
