"""Lists: every word counts, and an empty one says plainly what is not there."""

import pytest

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("list STAGEX", "STAGEX"),
        ("list foo bar", "foo bar"),
        ("list overdue foo", "foo"),
        ("list -1", "-1"),
        ("list page 99999", "page 99999"),
        ("list site nowhere", "nowhere"),
    ],
)
async def test_a_word_that_no_list_knows_is_said_and_nothing_is_listed(slack, bot, words, unknown) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, words)
    assert f"“{unknown}”" in answer.seen
    assert "/outreach list" in answer.seen
    assert "techblog.com*" not in answer.seen
    assert "Your open tasks" not in answer.seen


async def test_a_misspelt_filter_is_suggested(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "list overdu")
    assert "Did you mean “overdue”?" in answer.seen
    assert "/outreach list overdue" in answer.seen


async def test_a_number_after_list_is_shown_the_way_to_its_task(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "list 99")
    assert "can't list by “99”" in answer.seen
    assert "/outreach show 99" in answer.seen


async def test_the_same_in_a_mention(slack, bot) -> None:
    said = await slack.say("jana", LINKS, "@Outreach list foo bar")
    (answer,) = await bot.answers(said)
    assert "“foo bar”" in answer.seen


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("list", "You have no open tasks."),
        ("list won", "There are no won tasks."),
        ("list overdue", "There are no overdue tasks."),
        ("list mine today", "You have no tasks due today."),
        ("list no response", "There are no tasks without a response."),
        ("list site techblog.com", "There are no open tasks at techblog.com."),
        ("list @tom", "Tom has no open tasks."),
    ],
)
async def test_an_empty_list_is_one_sentence(slack, bot, words: str, says: str) -> None:
    answer = await slack.command("jana", LINKS, words)
    assert says in answer.seen


async def test_an_empty_list_of_all_does_not_advise_itself(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "list all")
    assert "There are no tasks." in answer.seen
    assert "list all" not in answer.seen


@pytest.mark.parametrize(
    "words",
    [
        "list",
        "list all",
        "list my open tasks",
        "list contacted",
        "list @jana",
        "list all of @jana",
        "list site techblog.com",
        "list campaign Spring",
        "list campaign “Spring” open",
        "list campaign spring mine",
    ],
)
async def test_what_lists_know_is_listed(slack, bot, words: str) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #link-building")
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, words)
    assert "#1 techblog.com" in answer.seen, answer.seen


async def test_settings_say_what_they_did_not_understand(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "settings time 25:00")
    assert "Digest of" in answer.seen
    assert "I did not understand “time 25:00”" in answer.seen
