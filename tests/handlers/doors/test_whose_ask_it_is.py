"""Somebody points at a colleague's message: the ask is the author's, not the pointer's."""

from storage.words import TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def _credited(slack, bot) -> None:
    task = await bot.task(1)
    jana = slack.person("jana").id
    assert task.owner == jana
    (asked,) = await bot.touches(1)
    assert (asked.what, asked.by) == (TouchKind.ASKED, jana)


async def test_a_reaction_on_a_colleagues_message_credits_the_colleague(slack, bot) -> None:
    said = await slack.say("jana", LINKS, ASK)
    await slack.react("tom", said, "link")
    await bot.answers(said)
    await _credited(slack, bot)


async def test_the_shortcut_on_a_colleagues_message_credits_the_colleague(slack, bot) -> None:
    said = await slack.say("jana", LINKS, ASK)
    await slack.message_shortcut("tom", said, "log_outreach")
    await slack.wait_for(lambda: slack.ephemerals(LINKS, "tom"))
    await _credited(slack, bot)


async def test_whoever_pointed_may_take_it_back(slack, bot) -> None:
    said = await slack.say("jana", LINKS, ASK)
    await slack.react("tom", said, "link")
    (card,) = await bot.answers(said)
    await slack.press("tom", card, "Undo")
    await slack.wait_for(lambda: "was never logged" in card.seen)
    assert await bot.tasks() == []
