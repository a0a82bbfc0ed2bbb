"""Buttons, menus and forms: what they do, and where the answer is shown."""

from datetime import timedelta

from storage.words import PlacementState, RelAgreed, Stage, Tactic, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def logged(slack):
    return (await slack.command("jana", LINKS, ASK)).messages[0]


async def told(slack, words: str, user: str = "jana"):
    """What one person alone reads in the channel, once ``words`` stand in it."""
    return (
        await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, user) if words in one.seen])
    )[-1]


async def test_undo_on_an_answer_takes_its_place(slack, bot) -> None:
    answer = await logged(slack)
    pressed = await slack.press("jana", answer, "Undo")
    assert pressed.problem is None
    await slack.wait_for(lambda: "was never logged" in answer.seen)
    assert await bot.tasks() == []


async def test_edit_opens_the_task_and_keeps_what_is_changed(slack, bot) -> None:
    answer = await logged(slack)
    await slack.press("jana", answer, "Edit")
    form = await bot.modal("jana")
    assert "jane@techblog.com" in form.seen
    sent = await slack.submit(
        "jana",
        form,
        {
            "Contact": "Jane Doe",
            "Tactic": "broken link",
            "Price": "150 EUR",
            "Target": "https://acme.com/pricing",
        },
    )
    assert sent.outcome == "closed"
    task = await bot.task(1)
    assert (task.contact_name, task.tactic, task.target) == (
        "Jane Doe",
        Tactic.BROKEN_LINK,
        "https://acme.com/pricing",
    )
    assert task.price is not None
    assert task.price.currency == "EUR"
    assert "is changed" in (await told(slack, "is changed")).seen


async def test_wrong_fields_are_said_beside_them_and_nothing_is_lost(slack, bot) -> None:
    answer = await logged(slack)
    await slack.press("jana", answer, "Edit")
    form = await bot.modal("jana")
    on_the_spot = await slack.submit("jana", form, {"E-mail": "jane", "Target": "ftp://x"})
    assert set(on_the_spot.errors) == {"contact_email", "target"}
    sent = await slack.submit(
        "jana",
        form,
        {"Site": "not a site", "E-mail": "jane@x.y", "Price": "a lot", "Target": f"https://x/{'y' * 2_100}"},
    )
    assert set(sent.errors) == {"site", "contact_email", "price", "target"}
    again = await slack.submit(
        "jana", form, {"Site": "techblog.com", "E-mail": "", "Price": "$20", "Target": "https://acme.com"}
    )
    assert again.outcome == "closed"
    assert (await bot.task(1)).target == "https://acme.com"


async def test_a_follow_up_is_set_in_a_form(slack, bot) -> None:
    answer = await logged(slack)
    await slack.press("jana", answer, "Set follow-up")
    form = await bot.modal("jana")
    past = await slack.submit("jana", form, {"date": "2026-11-20"})
    assert "is over" in past.errors["date"]
    await slack.submit("jana", form, {"date": "2026-12-01", "time": "15:00"})
    assert "Tue 1 Dec, 15:00 Berlin time" in (await told(slack, "reminder")).seen


async def test_a_promise_is_made_in_a_form(slack, bot) -> None:
    answer = await logged(slack)
    await slack.press("jana", answer, "Promise")
    form = await bot.modal("jana")
    assert "acme.com/guide" in form.seen
    await slack.submit(
        "jana",
        form,
        {"page": "https://techblog.com/tools", "by": "2026-11-27", "rel": "dofollow", "anchor": "the guide"},
    )
    (placement,) = (await bot.task(1)).placements
    assert placement.page == "https://techblog.com/tools"
    assert placement.rel_agreed is RelAgreed.DOFOLLOW
    assert "Promised" in (await told(slack, "Promised")).seen
    await slack.wait_for(lambda: slack.messages(LINKS))


async def test_the_answer_to_a_mention_shows_what_was_pressed(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    await slack.press("tom", card, "Set follow-up")
    await slack.submit("tom", await bot.modal("tom"), {"date": "2026-12-01"})
    await slack.wait_for(lambda: "Tue 1 Dec" in card.seen)
    await slack.press("tom", card, "Undo")
    await slack.wait_for(lambda: "Undone" in card.seen)
    assert "you" not in card.seen.split()


async def test_somebody_elses_log_is_not_mine_to_undo(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    await slack.press("tom", card, "Undo")
    assert "nothing of yours" in (await told(slack, "nothing of yours", "tom")).seen
    assert (await bot.task(1)).stage is Stage.CONTACTED


async def test_a_list_offers_what_can_be_done_on_each_row(slack, bot) -> None:
    await logged(slack)
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    await slack.press("jana", listed, "menu", selected="Done")
    assert "Followed up with" in (await told(slack, "Followed up")).seen
    await slack.press("jana", listed, "menu", selected="Show")
    assert "What was done" in (await told(slack, "What was done")).seen
    await slack.press("jana", listed, "menu", selected="Snooze")
    await slack.submit("jana", await bot.modal("jana"), {"date": "2026-12-04"})
    await told(slack, "Fri 4 Dec")
    assert [one.what for one in await bot.touches(1)] == [TouchKind.ASKED, TouchKind.FOLLOWED_UP]


async def test_a_refusal_asks_why(slack, bot) -> None:
    await logged(slack)
    replied = (await slack.command("jana", LINKS, "replied 1")).messages[0]
    await slack.press("jana", replied, "Decline")
    await slack.submit("jana", await bot.modal("jana"), {"Why?": "no guest posts"})
    assert (await bot.task(1)).stage is Stage.DECLINED
    assert (await bot.touches(1))[-1].note == "no guest posts"


async def test_two_people_decline_in_two_forms_and_it_counts_once(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.say("jana", LINKS, "@Outreach she replied", thread_ts=said.ts)
    *_, card = await bot.answers(said, 2)
    await slack.press("jana", card, "Decline")
    await slack.press("tom", card, "Decline")
    await slack.submit("jana", await bot.modal("jana"), {"Why?": "no"})
    await slack.submit("tom", await bot.modal("tom"), {"Why?": "never"})
    kinds = [one.what for one in await bot.touches(1)]
    assert kinds.count(TouchKind.DECLINED) == 1


async def test_new_opens_an_empty_form(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "new")
    assert not answer.messages
    form = await bot.modal("jana")
    sent = await slack.submit("jana", form, {"Site": "techblog.com/about", "Contact": "Jane"})
    assert sent.outcome == "closed"
    assert (await bot.task(1)).channel == "CLINKS"
    assert "#1" in (await told(slack, "Logged")).seen


async def test_a_form_that_slack_opens_too_late_becomes_a_button(slack, bot) -> None:
    slack.fault("views.open", "expired_trigger_id")
    answer = await slack.command("jana", LINKS, "new")
    assert "could not be opened in time" in answer.seen
    await slack.press("jana", answer.messages[0], "Finish in a form")
    assert await bot.modal("jana")


async def test_a_button_whose_form_comes_too_late_gives_a_fresh_one(slack, bot) -> None:
    answer = await logged(slack)
    slack.fault("views.open", "expired_trigger_id")
    await slack.press("jana", answer, "Promise")
    fresh = await told(slack, "could not be opened")
    await slack.press("jana", fresh, "Finish in a form")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"page": "https://techblog.com/tools"})
    (placement,) = (await bot.task(1)).placements
    assert placement.state is PlacementState.PROMISED


async def test_settings_move_the_digest(slack, bot) -> None:
    await slack.command("jana", LINKS, "settings")
    form = await bot.modal("jana")
    assert "Berlin, Europe (UTC+1)" in form.seen
    wrong = await slack.submit("jana", form, {"tz": "Nowhere/City"})
    assert "tz@CLINKS" in wrong.errors
    (found,) = await slack.suggestions("jana", form, "tz", "new york")
    await slack.submit("jana", form, {"tz": found, "digest_at": "08:30"})
    assert "08:30" in (await told(slack, "Digest of")).seen
    logged_then = await slack.command("jana", LINKS, ASK)
    assert "08:30" in logged_then.seen


async def test_a_digests_row_is_done_in_the_digest_itself(slack, bot) -> None:
    await logged(slack)
    await slack.advance(timedelta(days=3))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "techblog.com" in digest.seen
    assert digest.pings == ["UJANA"]
    await slack.press("jana", digest, "Done")
    await slack.wait_for(lambda: "techblog.com" not in digest.seen or "done" in digest.seen.lower())
    assert (await told(slack, "Followed up")).ephemeral_for == "UJANA"
    assert len(slack.messages(LINKS)) == 1


async def test_a_button_that_nobody_made_is_answered(slack, bot) -> None:
    answer = await logged(slack)
    control = next(one for one in answer.controls if one.label == "Undo")
    control.element["value"] = "garbage"
    await slack.press("jana", answer, "Undo")
    assert "don't know that button" in (await told(slack, "know that button")).seen
