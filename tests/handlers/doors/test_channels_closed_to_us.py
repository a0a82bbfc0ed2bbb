"""A channel that the bot can't post in: whoever speaks to it still gets an answer."""

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def _left(slack):
    """The bot is no member of the channel any more, and Slack refused a card there."""
    slack.channel(LINKS).members.discard(slack.bot_user_id)
    answer = (await slack.command("jana", LINKS, ASK)).messages[0]
    await slack.press("jana", answer, "Promise")
    await slack.submit("jana", slack.modal("jana"), {"by": "2026-11-27"})
    await slack.wait_for(lambda: _warned(slack))
    return answer


def _warned(slack):
    return [
        one
        for one in slack.messages(slack.direct("jana"))
        if "can’t post" in one.seen or "can't post" in one.seen
    ]


async def test_a_card_that_can_not_be_posted_silences_no_answer(slack, bot) -> None:
    answer = await _left(slack)
    await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, "jana") if "Promised" in one.seen])
    await slack.press("jana", answer, "Set follow-up")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-01"})
    await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, "jana") if "Tue 1 Dec" in one.seen])
    await slack.command("jana", LINKS, "settings")
    before = len(slack.ephemerals(LINKS, "jana"))
    await slack.submit("jana", await bot.modal("jana"), {})
    await slack.wait_for(lambda: len(slack.ephemerals(LINKS, "jana")) > before)
    await slack.settled()
    assert len(_warned(slack)) == 1


async def test_what_waited_goes_out_once_the_bot_is_back_and_hears_somebody(slack, bot) -> None:
    await _left(slack)
    assert not [one for one in slack.messages(LINKS) if one.by_app and "techblog.com" in one.seen]
    slack.channel(LINKS).members.add(slack.bot_user_id)
    await slack.say("tom", LINKS, "welcome back")
    await slack.wait_for(lambda: [one for one in slack.messages(LINKS) if "techblog.com" in one.seen])
