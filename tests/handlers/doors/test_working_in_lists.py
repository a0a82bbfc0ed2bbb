"""Lists that people work in: several tasks at once, in another order, as a table."""

import asyncio

from storage.words import Stage, TouchKind

LINKS = "link-building"


async def some(slack, count: int = 4) -> None:
    """Tasks of Jana's, due on the days to come."""
    for number in range(1, count + 1):
        await slack.command(
            "jana", LINKS, f"emailed site{number}.com about a link, follow up in {number} days"
        )


async def told(slack, words: str, user: str = "jana"):
    found = await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, user) if words in one.seen])
    return found[-1]


async def test_several_tasks_are_done_with_one_press_and_taken_back_with_one(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "pick", selected=["1:1", "2:1", "3:1"])
    pressed = await slack.press("jana", listed, "Done with these")
    assert pressed.problem is None
    answer = await told(slack, "Followed up with 3 tasks: #1 site1.com, #2 site2.com and #3 site3.com")
    kinds = [[one.what for one in await bot.touches(number)] for number in (1, 2, 3, 4)]
    assert kinds == [[TouchKind.ASKED, TouchKind.FOLLOWED_UP]] * 3 + [[TouchKind.ASKED]]
    # The list itself shows it, too: what was left is due first now.
    await slack.wait_for(lambda: listed.seen.index("site4.com") < listed.seen.index("site1.com"))
    await slack.press("jana", answer, "Undo all")
    await slack.wait_for(lambda: "Undone: #3, #2 and #1" in answer.seen)
    assert [len(await bot.touches(number)) for number in (1, 2, 3)] == [1, 1, 1]


async def test_several_tasks_are_snoozed_in_one_form(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "pick", selected=["1:1", "4:1"])
    await slack.press("jana", listed, "Snooze these")
    form = await bot.modal("jana")
    assert "2 tasks: #1 and #4" in form.seen
    past = await slack.submit("jana", form, {"date": "2026-11-20"})
    assert "is over" in past.errors["date"]
    await slack.submit("jana", form, {"date": "2026-12-01", "time": "15:00"})
    await told(slack, "Tue 1 Dec, 15:00 Berlin time")
    days = [(await bot.task(number)).follow_up_at for number in (1, 4)]
    assert [day.isoformat() for day in days if day] == ["2026-12-01T14:00:00+00:00"] * 2
    undone = await slack.command("jana", LINKS, "undo")
    assert "Undone: #4 and #1" in undone.seen
    assert (await bot.task(1)).follow_up_at != days[0]


async def test_a_press_with_nothing_chosen_says_what_to_do(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "Done with these")
    await told(slack, "No task was chosen")
    await slack.press("jana", listed, "Snooze these")
    await slack.wait_for(
        lambda: sum("No task was chosen" in one.seen for one in slack.ephemerals(LINKS, "jana")) == 2
    )


async def test_two_people_press_for_the_same_tasks_in_the_same_second(slack, bot) -> None:
    await some(slack)
    lists = {user: (await slack.command(user, LINKS, "list all")).messages[0] for user in ("jana", "tom")}
    for user, listed in lists.items():
        await slack.press(user, listed, "pick", selected=["1:1", "2:1"])
    await asyncio.gather(*(slack.press(user, listed, "Done with these") for user, listed in lists.items()))
    await slack.wait_for(
        lambda: [
            one
            for user in lists
            for one in slack.ephemerals(LINKS, user)
            if "have changed since that list was made" in one.seen
        ]
    )
    for number in (1, 2):
        kinds = [one.what for one in await bot.touches(number)]
        assert kinds == [TouchKind.ASKED, TouchKind.FOLLOWED_UP]


async def test_what_changed_meanwhile_is_left_alone_and_the_rest_is_done(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "pick", selected=["1:1", "2:1", "3:1"])
    await slack.command("tom", LINKS, "drop 2")
    await slack.command("tom", LINKS, "note 3 a word")
    await slack.press("jana", listed, "Done with these")
    answer = await told(slack, "Followed up with 2 tasks: #1 site1.com and #3 site3.com")
    assert "#2 has changed since" in answer.seen
    assert (await bot.task(2)).stage is Stage.DROPPED


async def test_an_undo_of_several_leaves_what_was_changed_since(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "pick", selected=["1:1", "2:1"])
    await slack.press("jana", listed, "Done with these")
    answer = await told(slack, "Followed up with 2 tasks")
    await slack.command("tom", LINKS, "replied 2")
    await slack.press("jana", answer, "Undo all")
    await slack.wait_for(lambda: "Undone: #1." in answer.seen)
    assert "#2 was changed again since" in answer.seen
    assert (await bot.task(2)).stage is Stage.REPLIED


async def test_a_list_stands_in_another_order_at_a_press_or_a_word(slack, bot) -> None:
    for site in ("zebra.com", "apple.com", "mango.com"):
        await slack.command("jana", LINKS, f"emailed {site} about a link")
    await slack.command("jana", LINKS, "replied 1")

    def order(seen: str) -> list[str]:
        return sorted(("zebra.com", "apple.com", "mango.com"), key=seen.index)

    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "By site")
    await slack.wait_for(lambda: order(listed.seen) == ["apple.com", "mango.com", "zebra.com"])
    await slack.press("jana", listed, "By last change")
    await slack.wait_for(lambda: order(listed.seen)[0] == "zebra.com")
    typed = await slack.command("jana", LINKS, "list all by site")
    assert order(typed.seen) == ["apple.com", "mango.com", "zebra.com"]
    typed = await slack.command("jana", LINKS, "list sorted by stage")
    assert order(typed.seen)[-1] == "zebra.com"


async def test_a_promise_that_is_due_stands_before_later_follow_ups(slack, bot) -> None:
    await some(slack, 2)
    await slack.command("jana", LINKS, "emailed early.com about a link, follow up in 9 days")
    await slack.command("jana", LINKS, "promise 3 https://early.com/a for https://acme.com/x by today")
    listed = await slack.command("jana", LINKS, "list")
    assert listed.seen.index("early.com") < listed.seen.index("site1.com")


async def test_a_list_can_be_seen_as_a_table_and_goes_back(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "As a table")
    await slack.wait_for(lambda: [one for one in listed.blocks if one["type"] == "data_table"])
    assert "site1.com" in listed.seen
    assert "2026-11-24" in listed.seen
    await slack.press("jana", listed, "As a list")
    await slack.wait_for(lambda: "Done with these" in [one.label for one in listed.controls])


async def test_a_table_that_slack_refuses_is_shown_as_a_list(slack, bot) -> None:
    await some(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    slack.fault("response_url", "invalid_blocks")
    await slack.press("jana", listed, "As a table")
    await slack.wait_for(lambda: listed.revision > 1)
    assert not [one for one in listed.blocks if one["type"] == "data_table"]
    assert "site1.com" in listed.seen

    said = await slack.say("jana", LINKS, "@Outreach list")
    (shared,) = await bot.answers(said)
    slack.fault("response_url", "invalid_blocks")
    await slack.press("jana", shared, "As a table")
    answer = await told(slack, "site1.com")
    assert not [one for one in answer.blocks if one["type"] == "data_table"]


async def test_a_long_list_has_pages_and_none_of_them_is_lost_at_its_end(slack, bot) -> None:
    await some(slack, 12)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    assert "1–10 of 12" in listed.seen
    await slack.press("jana", listed, "Older")
    await slack.wait_for(lambda: "11–12 of 12" in listed.seen)
    await slack.press("jana", listed, "pick", selected=["11:1", "12:1"])
    await slack.command("jana", LINKS, "drop 1")
    await slack.command("jana", LINKS, "drop 2")
    await slack.press("jana", listed, "Newer")
    await slack.wait_for(lambda: "Your open tasks (10)" in listed.seen)


async def test_a_list_opened_from_home_is_worked_in_its_window(slack, bot) -> None:
    await some(slack, 12)
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    await slack.press("jana", home, "All 12 open")
    window = await bot.modal("jana")
    assert "1–10 of 12" in window.seen
    for label, shown in (("Older", "11–12 of 12"), ("Newer", "1–10 of 12"), ("By site", "By due date")):
        await slack.press("jana", window, label)
        await slack.wait_for(lambda shown=shown: shown in slack.modal("jana").seen)
        assert len(slack.views("jana")) == 1
    await slack.press("jana", window, "pick", selected=["1:1", "2:1"])
    await slack.press("jana", window, "Done with these")
    await slack.wait_for(lambda: "Followed up with 2 tasks" in slack.modal("jana").seen)
    await slack.press("jana", window, "Undo all")
    await slack.wait_for(lambda: "Undone" in slack.modal("jana").seen)
    assert "As a table" not in [one.label for one in window.controls]
