"""One task and everybody around it: presses in the same second, replies, edits, reactions, deletions."""

import asyncio
from decimal import Decimal

import pytest

from storage.words import PlacementState, Stage, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def logged(slack, bot):
    """A mention's message and the card under it."""
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    return said, card


async def whispers(slack, *users: str) -> list[str]:
    found = await slack.wait_for(
        lambda: [one.seen for user in users for one in slack.ephemerals(LINKS, user)]
    )
    return list(found)


async def test_she_replied_and_wants_money_updates_the_task_of_the_thread(slack, bot) -> None:
    said, _ = await logged(slack, bot)
    await slack.say("tom", LINKS, "she replied, wants $200", thread_ts=said.ts)
    *_, answer = await bot.answers(said, 2)
    assert "$200" in answer.seen
    assert "What is next?" in answer.seen
    task = await bot.task(1)
    assert task.stage is Stage.REPLIED
    assert task.price is not None
    assert (task.price.amount, task.price.currency) == (Decimal(200), "USD")
    assert task.follow_up_at is None
    assert len(await bot.tasks()) == 1
    await slack.press("tom", answer, "Undo")
    await slack.wait_for(lambda: "Undone" in answer.seen)
    assert (await bot.task(1)).price is None


async def test_a_thread_tells_a_whole_story_without_a_number(slack, bot) -> None:
    said, _ = await logged(slack, bot)
    for count, words in enumerate(
        (
            "she replied, wants two topics",
            "promised https://techblog.com/tools by Friday, dofollow",
            "note prefers short posts",
        ),
        start=2,
    ):
        await slack.say("tom", LINKS, words, thread_ts=said.ts)
        await bot.answers(said, count)
    task = await bot.task(1)
    assert task.stage is Stage.PROMISED
    (placement,) = task.placements
    assert (placement.page, placement.state) == ("https://techblog.com/tools", PlacementState.PROMISED)
    kinds = [one.what for one in await bot.touches(1)]
    assert kinds == [TouchKind.ASKED, TouchKind.REPLIED, TouchKind.PROMISED, TouchKind.NOTED]


@pytest.mark.parametrize(
    ("first", "second"), [("Replied", "Done"), ("Done", "Done"), ("Replied", "Replied"), ("Drop", "Replied")]
)
async def test_two_people_press_in_the_same_second_and_the_ledger_stays_whole(
    slack, bot, first, second
) -> None:
    said, _ = await logged(slack, bot)
    await slack.say("jana", LINKS, "@Outreach show", thread_ts=said.ts)
    *_, card = await bot.answers(said, 2)
    one, other = await asyncio.gather(slack.press("jana", card, first), slack.press("tom", card, second))
    assert (one.problem, other.problem) == (None, None)
    touches = await bot.touches(1)
    if first == second:
        assert len(touches) == 2
        assert any("was faster" in seen for seen in await whispers(slack, "jana", "tom"))
    # Whoever was second acted on what the first had left, or was told: nothing was done twice.
    assert len({(each.by, each.what) for each in touches}) == len(touches)


async def test_a_form_and_a_press_on_one_card_in_the_same_second(slack, bot) -> None:
    said, _ = await logged(slack, bot)
    await slack.say("jana", LINKS, "@Outreach show", thread_ts=said.ts)
    *_, card = await bot.answers(said, 2)
    await slack.press("jana", card, "Snooze")
    form = await bot.modal("jana")
    sent, pressed = await asyncio.gather(
        slack.submit("jana", form, {"date": "2026-12-01"}), slack.press("tom", card, "Drop")
    )
    assert (sent.problem, pressed.problem) == (None, None)
    task = await bot.task(1)
    assert task.stage is Stage.DROPPED
    assert task.follow_up_at is None


async def test_reactions_of_many_people_at_once_log_one_task(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    await asyncio.gather(*(slack.react(user, said, "link") for user in ("jana", "tom", "mia")))
    await bot.answers(said)
    await slack.settled()
    await slack.react("jana", said, "link", remove=True)
    await slack.react("jana", said, "link")
    await slack.settled()
    assert len(await bot.tasks()) == 1
    assert len(await bot.answers(said)) == 1


async def test_a_reaction_follows_the_edits_of_its_message_and_then_stands(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    await slack.react("jana", said, "link")
    (answer,) = await bot.answers(said)
    await slack.edit("tom", said, "emailed jim@techblog.com about a broken link")
    await slack.wait_for(lambda: "jim@techblog.com" in answer.seen)
    assert (await bot.task(1)).owner == "UTOM"
    await slack.press("jana", answer, "Set follow-up")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-01"})
    await slack.wait_for(lambda: "Tue 1 Dec" in answer.seen)
    await slack.edit("tom", said, "emailed joe@techblog.com about a broken link")
    await slack.settled()
    assert (await bot.task(1)).contact_email == "jim@techblog.com"


async def test_an_edit_and_a_press_in_the_same_second_leave_one_of_both(slack, bot) -> None:
    said, card = await logged(slack, bot)
    await asyncio.gather(
        slack.edit("jana", said, "@Outreach emailed jim@techblog.com about a broken link"),
        slack.command("tom", LINKS, "note 1 good"),
    )
    await slack.settled()
    task = await bot.task(1)
    assert task.contact_email in {"jim@techblog.com", "jane@techblog.com"}
    assert len(await bot.tasks()) == 1
    assert card.seen


async def test_deleting_the_message_asks_once_and_its_buttons_do_what_they_say(slack, bot) -> None:
    said, _ = await logged(slack, bot)
    await slack.delete("jana", said)
    (asked,) = await slack.wait_for(
        lambda: [one for one in slack.team.standing("CLINKS") if "was deleted" in one.seen]
    )
    gone = next(one for one in slack.events if one["event"].get("subtype") == "message_deleted")
    await slack.resend(gone, retry=1)
    await slack.settled()
    assert len([one for one in slack.team.standing("CLINKS") if "was deleted" in one.seen]) == 1
    assert len(await bot.tasks()) == 1
    await slack.press("jana", asked, "Undo")
    await slack.wait_for(lambda: "was never logged" in asked.seen)
    assert await bot.tasks() == []


async def test_deleting_a_message_that_was_acted_on_asks_nothing(slack, bot) -> None:
    said, _ = await logged(slack, bot)
    await slack.command("tom", LINKS, "replied 1")
    await slack.delete("jana", said)
    await slack.settled()
    assert not [one for one in slack.team.standing("CLINKS") if "was deleted" in one.seen]
    assert (await bot.task(1)).stage is Stage.REPLIED
