"""A list in which somebody did something shows what is left of it, wherever it stands."""

import asyncio
import re

import pytest

LINKS = "link-building"


async def some(slack, count: int = 4, user: str = "jana") -> None:
    """Tasks due on the days to come."""
    for number in range(1, count + 1):
        await slack.command(user, LINKS, f"emailed site{number}.com about a link, follow up in {number} days")


def rows(message) -> list[int]:
    """The tasks that a list shows, in its order."""
    return [
        int(found[1])
        for block in message.blocks
        if (found := re.fullmatch(r"\w+/(\d+)\.\d+:\{.*\}", block.get("block_id", "")))
    ]


async def told(slack, words: str, user: str = "jana", where: str = LINKS):
    found = await slack.wait_for(lambda: [one for one in slack.ephemerals(where, user) if words in one.seen])
    return found[-1]


async def answered(slack, bot, said):
    """The answer to a message: in its thread, or below it in a direct message."""
    if said.channel.startswith("C"):
        return (await bot.answers(said))[-1]
    return (await slack.wait_for(lambda: [one for one in slack.team.standing(said.channel) if one.by_app]))[
        -1
    ]


async def press_in(slack, user: str, listed, number: int, label: str) -> None:
    """Choose ``label`` in the menu of the row of a task."""
    block = next(one["block_id"] for one in listed.blocks if f"/{number}." in one.get("block_id", ""))
    pressed = await slack.press(user, listed, "menu", selected=label, block_id=block)
    assert pressed.problem is None


async def test_a_task_that_is_dropped_leaves_the_list_that_one_person_sees(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await press_in(slack, "jana", listed, 2, "Drop")
    await slack.wait_for(lambda: rows(listed) == [1, 3, 4])
    assert "Your open tasks (3)" in listed.seen
    await told(slack, "#2 site2.com is dropped")
    await press_in(slack, "jana", listed, 1, "Done")
    await slack.wait_for(lambda: rows(listed)[0] == 3)
    # The rows are as new as the list: pressing once more counts once more.
    await press_in(slack, "jana", listed, 1, "Done")
    await told(slack, "Followed up with #1 site1.com (2nd time)")


@pytest.mark.parametrize("where", ["alone", "shared"])
async def test_what_is_taken_back_below_a_list_stands_in_it_again(slack, bot, where: str) -> None:
    await some(slack, 3)
    if where == "alone":
        listed = (await slack.command("jana", LINKS, "list")).messages[0]
    else:
        listed = await answered(slack, bot, await slack.say("jana", LINKS, "@Outreach list mine"))
    await press_in(slack, "jana", listed, 2, "Drop")
    await slack.wait_for(lambda: rows(listed) == [1, 3])
    await slack.press("jana", await told(slack, "#2 site2.com is dropped"), "Undo")
    await slack.wait_for(lambda: rows(listed) == [1, 2, 3])
    await slack.press("jana", listed, "pick", selected=["1:1"])
    await slack.press("jana", listed, "Done with these")
    await slack.wait_for(lambda: rows(listed) == [2, 3, 1])
    await slack.press("jana", await told(slack, "Followed up with"), "Undo")
    await slack.wait_for(lambda: rows(listed) == [1, 2, 3])
    # A form that could not open at once belongs to the list too, and so does what is taken back then.
    slack.fault("views.open", "expired_trigger_id")
    await press_in(slack, "jana", listed, 1, "Snooze")
    await slack.press("jana", await told(slack, "could not be opened in time"), "Finish in a form")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-20"})
    await slack.wait_for(lambda: rows(listed) == [2, 3, 1])
    await slack.press("jana", await told(slack, "20 Dec"), "Undo")
    await slack.wait_for(lambda: rows(listed) == [1, 2, 3])
    # So does a form that is opened from an answer below it.
    await press_in(slack, "jana", listed, 1, "Done")
    await slack.wait_for(lambda: rows(listed) == [2, 3, 1])
    await slack.press("jana", await told(slack, "Followed up with #1"), "Set follow-up")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-11-24"})
    await slack.wait_for(lambda: rows(listed)[0] == 1)


async def test_a_list_keeps_its_page_and_order(slack, bot) -> None:
    await some(slack, 12)
    listed = (await slack.command("jana", LINKS, "list all by site")).messages[0]
    await slack.press("jana", listed, "Older")
    await slack.wait_for(lambda: "11–12 of 12" in listed.seen)
    assert rows(listed) == [8, 9]
    await press_in(slack, "jana", listed, 9, "Drop")
    await slack.wait_for(lambda: "#9 site9.com · you\nDropped" in listed.seen)
    assert rows(listed) == [8, 9]


async def test_what_is_open_shows_what_is_left_of_it(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed site1.com about a link, follow up today at 18:00")
    await slack.command("jana", LINKS, "emailed site2.com about a link, follow up today at 18:00")
    mine = (await slack.command("jana", LINKS, "")).messages[0]
    assert "2 due today" in mine.seen
    await slack.press("jana", mine, "Done")
    await slack.wait_for(lambda: "1 due today · 2 open" in mine.seen)
    await slack.press("jana", mine, "Drop")
    await slack.wait_for(lambda: "Nothing needs you today" in mine.seen)


async def test_a_list_in_a_thread_stays_a_list_for_everybody(slack, bot) -> None:
    await some(slack)
    said = await slack.say("jana", LINKS, "@Outreach list all")
    (shared,) = await bot.answers(said)
    await press_in(slack, "tom", shared, 2, "Replied")
    await told(slack, "#2 site2.com answered", "tom")
    await slack.wait_for(lambda: "Replied" in shared.seen)
    assert sorted(rows(shared)) == [1, 2, 3, 4]
    assert len(slack.messages(LINKS, thread_ts=said.ts)) == 1


async def test_two_people_work_in_one_list_in_the_same_second(slack, bot) -> None:
    await some(slack)
    said = await slack.say("jana", LINKS, "@Outreach list")
    (shared,) = await bot.answers(said)
    await asyncio.gather(
        press_in(slack, "tom", shared, 1, "Drop"), press_in(slack, "jana", shared, 3, "Drop")
    )
    await told(slack, "#1 site1.com is dropped", "tom")
    await told(slack, "#3 site3.com is dropped", "jana")
    await slack.wait_for(lambda: rows(shared) == [2, 4])


async def test_a_press_that_comes_too_late_shows_the_list_as_it_is(slack, bot) -> None:
    await some(slack, 2)
    lists = {user: (await slack.command(user, LINKS, "list all")).messages[0] for user in ("jana", "tom")}
    await press_in(slack, "jana", lists["jana"], 1, "Drop")
    await press_in(slack, "tom", lists["tom"], 1, "Done")
    await told(slack, "#1 is dropped: nothing is open there", "tom")
    for listed in lists.values():
        await slack.wait_for(lambda listed=listed: "Dropped" in listed.seen)


async def test_two_people_press_the_same_in_the_same_second(slack, bot) -> None:
    await some(slack, 2)
    said = await slack.say("jana", LINKS, "@Outreach list")
    (shared,) = await bot.answers(said)
    await asyncio.gather(*(press_in(slack, user, shared, 1, "Drop") for user in ("jana", "tom")))
    await slack.wait_for(lambda: rows(shared) == [2])
    answers = [(await told(slack, "#1 site1.com", user)).seen for user in ("jana", "tom")]
    assert sorted("is dropped. Nothing reminds" in one for one in answers) == [False, True]
    assert sum("was faster" in one for one in answers) == 1


@pytest.mark.parametrize("where", ["alone", "shared", "direct"])
async def test_a_form_that_is_opened_from_a_list_leaves_it_as_it_is_then(slack, bot, where) -> None:
    await some(slack)
    if where == "alone":
        listed = (await slack.command("jana", LINKS, "list")).messages[0]
    else:
        said = await slack.say("jana", LINKS if where == "shared" else "dm", "@Outreach list mine")
        listed = await answered(slack, bot, said)
    assert rows(listed) == [1, 2, 3, 4]
    await press_in(slack, "jana", listed, 1, "Snooze")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-20"})
    await slack.wait_for(lambda: rows(listed) == [2, 3, 4, 1])
    await slack.press("jana", listed, "pick", selected=["2:1", "3:1"])
    await slack.press("jana", listed, "Snooze these")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-22"})
    await slack.wait_for(lambda: rows(listed)[:2] == [4, 1])
    await slack.press("jana", listed, "pick", selected=["4:1"])
    await slack.press("jana", listed, "Done with these")
    await told(slack, "Followed up with 1 task: #4", where="dm" if where == "direct" else LINKS)
    await slack.wait_for(lambda: "4 Dec" not in listed.seen and rows(listed)[0] == 4)
    assert "Several at once" in listed.seen


async def test_a_list_in_a_window_is_worked_in_that_window(slack, bot) -> None:
    await some(slack)
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    await slack.press("jana", home, "All 4 open")
    window = await bot.modal("jana")
    await press_in(slack, "jana", window, 2, "Drop")
    await slack.wait_for(lambda: rows(slack.modal("jana")) == [1, 3, 4])
    assert "#2 site2.com is dropped" in slack.modal("jana").seen
    assert len(slack.views("jana")) == 1
    await slack.press("jana", slack.modal("jana"), "Undo")
    await slack.wait_for(lambda: rows(slack.modal("jana")) == [1, 2, 3, 4])
    assert "Undone" in slack.modal("jana").seen
    await press_in(slack, "jana", slack.modal("jana"), 1, "Snooze")
    form = await slack.wait_for(lambda: slack.views("jana")[1:] and slack.modal("jana"))
    await slack.submit("jana", form, {"date": "2026-12-20"})
    await slack.wait_for(lambda: rows(slack.views("jana")[0]) == [2, 3, 4, 1])


async def test_a_campaign_shows_what_is_left_of_it(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    for number in (1, 2):
        await slack.command("jana", LINKS, f"emailed site{number}.com about a link for campaign Spring")
    card = (await slack.command("jana", LINKS, "campaign show Spring")).messages[0]
    assert "2 open tasks" in card.seen
    await press_in(slack, "jana", card, 1, "Drop")
    await slack.wait_for(lambda: "1 open task" in card.seen)
    assert rows(card) == [2]


async def test_the_longest_campaign_name_fits_the_names_of_rows(slack, bot) -> None:
    name = "Frühling Ёлка " * 5 + "Xmas“"
    await slack.command("jana", LINKS, f"campaign new {name} site acme.com")
    await slack.command("jana", LINKS, f"emailed site1.com about a link for campaign {name}")
    listed = (await slack.command("jana", LINKS, "list all by site")).messages[0]
    assert rows(listed) == [1]
