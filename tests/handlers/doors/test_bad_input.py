"""What nobody should type, and what they read when they do: a clear sentence, an example, nothing lost."""

import pytest

from storage.errors import UnknownTask

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_task_that_is_not_there(slack, bot) -> None:
    for words in (
        "show 99",
        "replied 99 yes",
        "promise 99 https://techblog.com/tools",
        "drop 99",
        "check 99",
    ):
        answer = await slack.command("jana", LINKS, words)
        assert "no task #99" in answer.seen, words
        assert "/outreach list" in answer.seen


async def test_another_workspaces_task_is_the_same_as_none(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    other = slack.add_team("TOTHER", "Others")
    person = next(one for one in other.team.people.values() if one.name == "jana")
    channel = next(one for one in other.team.channels.values() if one.name == LINKS)
    answer = await other.command(person.id, channel, "replied 1 got you")
    assert "no task #1" in answer.seen
    assert "techblog" not in answer.seen
    assert len(await bot.touches(1)) == 1


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("remind 1 yesterday", "/outreach snooze 1"),
        ("snooze 1 3 March 2020", "/outreach snooze 1"),
        ("follow-up 1 on 1 Jan 2019", "/outreach follow-up 1"),
        ("promise 1 https://techblog.com/tools by 2020-01-01", "/outreach promise 1"),
    ],
)
async def test_a_date_in_the_past(slack, bot, words: str, example: str) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, words)
    assert "past" in answer.seen
    assert example in answer.seen
    assert len(await bot.touches(1)) == 1


async def test_a_log_with_a_date_in_the_past_is_stored_and_says_so(slack, bot) -> None:
    answer = await slack.command(
        "jana", LINKS, "emailed jane@techblog.com about a guest post, follow up on 3 March 2020"
    )
    assert "#1" in answer.seen
    assert "3 March 2020 is in the past" in answer.seen
    assert "Thu 26 Nov" in answer.seen


@pytest.mark.parametrize(
    "words",
    [
        "promise 1 htp://techblog.com/tools by Friday",
        "promise 1 https://bad..host/ by Friday",
        "check https://exa mple https://acme.com/guide",
        "check foo bar",
        "check https:// https://acme.com",
        "earned nowhere https://acme.com/guide",
        "site not-a-site",
    ],
)
async def test_a_bad_address(slack, bot, words: str) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, words)
    assert f"/outreach {words.split()[0]}" in answer.seen
    assert "emailed" not in answer.seen
    assert (await bot.task(1)).placements == ()


async def test_an_address_inside_the_house_is_looked_at_only_as_far_as_it_may(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, "check http://169.254.169.254/latest https://acme.com/guide")
    await slack.wait_for(lambda: len(answer.messages) > 1)
    assert "not on the public internet" in answer.messages[-1].seen


async def test_a_very_long_text_is_answered_and_handed_back(slack, bot) -> None:
    text = "please remember " + "what we talked about " * 950
    assert len(text) > 19_000
    answer = await slack.command("jana", LINKS, text)
    assert answer.problem is None
    assert answer.seen.count("what we talked about") >= 900
    assert "Finish in a form" in answer.seen


async def test_a_very_long_sentence_that_is_outreach_is_logged_whole(slack, bot) -> None:
    text = ASK + ". " + "She was kind. " * 1_400
    answer = await slack.command("jana", LINKS, text)
    assert "#1" in answer.seen
    assert len((await bot.task(1)).text) > 19_000


async def test_emoji_and_right_to_left_text_are_kept_and_shown(slack, bot) -> None:
    text = "emailed דנה dana@חדשות.co.il about a guest post 🎉🎉 for https://acme.com/guide"
    answer = await slack.command("jana", LINKS, text)
    assert answer.problem is None
    assert "guest post" in answer.seen
    note = await slack.command("jana", LINKS, "note 1 היא אמרה \u202eאולי\u202c 👍")
    assert "היא אמרה" in note.seen
    assert "\u202e" not in note.seen


async def test_two_addresses_at_one_site_say_which_was_taken(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed jane@techblog.com and bob@techblog.com for a link")
    assert "#1" in answer.seen
    assert "bob@techblog.com" in answer.seen


async def test_no_site_at_all_says_what_was_understood_and_keeps_the_sentence(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed jane about a guest post for $150")
    assert "nothing is stored yet" in answer.seen
    assert "jane" in answer.seen
    assert "guest post" in answer.seen
    assert "$150" in answer.seen
    assert "which site" in answer.seen
    assert "/outreach log emailed" in answer.seen
    (message,) = answer.messages
    await slack.press("jana", message, "Finish in a form")
    form = await bot.modal("jana")
    assert "emailed jane about a guest post" in form.seen
    sent = await slack.submit("jana", form, {"Site": "techblog.com"})
    assert sent.outcome == "closed"
    task = await bot.task(1)
    assert (task.site, task.contact_name, task.text) == (
        "techblog.com",
        "jane",
        "emailed jane about a guest post for $150",
    )


@pytest.mark.parametrize(
    "words", ["hello", "asdf ghjk", "???", "🎉", "<!channel> hi", "42", "undo everything"]
)
async def test_what_means_nothing_gets_an_example_and_stores_nothing(slack, bot, words: str) -> None:
    answer = await slack.command("jana", LINKS, words)
    assert answer.problem is None
    assert "/outreach" in answer.seen
    assert await bot.tasks() == []
    for message in answer.messages:
        assert message.pings == []


async def test_a_misspelt_word_is_suggested_not_assumed(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, "drpo 1")
    assert "did you mean" in answer.seen
    assert "drop 1" in answer.seen
    assert (await bot.task(1)).stage.open


async def test_nobody_is_pinged_by_what_a_stranger_wrote(slack, bot) -> None:
    said = await slack.say(
        "jana",
        LINKS,
        "@Outreach emailed jane@techblog.com about a guest post for https://acme.com/guide, "
        "she said <!channel> @here @everyone @tom is great",
    )
    (answer,) = await bot.answers(said)
    assert "#1" in answer.seen
    assert answer.pings == []


async def test_a_person_nobody_knows_is_asked_about(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "list @nobody")
    assert "who “nobody” is" in answer.seen
    assert "/outreach list @jane" in answer.seen


async def test_several_open_tasks_of_one_site_are_told_apart(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post")
    await slack.command("jana", LINKS, "emailed bob@techblog.com about a broken link")
    answer = await slack.command("jana", LINKS, "techblog.com replied, they want $100")
    assert "#1" in answer.seen
    assert "#2" in answer.seen
    assert (await bot.task(1)).stage == (await bot.task(2)).stage


async def test_a_promise_without_any_target_asks_for_it(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post")
    answer = await slack.command("jana", LINKS, "promise 1 https://techblog.com/tools by Friday")
    assert "which page of yours" in answer.seen
    assert "/outreach promise 1" in answer.seen
    assert (await bot.task(1)).placements == ()
    (message,) = answer.messages
    await slack.press("jana", message, "Finish in a form")
    form = await bot.modal("jana")
    assert "https://techblog.com/tools" in form.seen
    assert "2026-11-27" in form.seen
    await slack.submit("jana", form, {"Target": "https://acme.com/guide"})
    (placement,) = (await bot.task(1)).placements
    assert (placement.page, placement.target) == ("https://techblog.com/tools", "https://acme.com/guide")


async def test_an_unknown_task_is_an_error_of_its_own(bot) -> None:
    with pytest.raises(UnknownTask):
        await bot.task(1)
