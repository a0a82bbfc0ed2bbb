"""Words that ask for nothing, and what a task says of where it came from."""

import pytest

LINKS = "link-building"
ASK = "log emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


@pytest.mark.parametrize(
    ("words", "first"),
    [("hello", "Hello!"), ("thanks!", "Any time."), ("Hi there", "Hello!"), ("ok", "Any time.")],
)
async def test_a_friendly_word_gets_a_friendly_line_with_one_example(slack, bot, words, first) -> None:
    said = await slack.say("jana", slack.direct("jana"), words)
    answer = (await slack.wait_for(lambda: [m for m in slack.messages(said.channel) if m.by_app]))[-1]
    assert f"{first} Tell me in a sentence" in answer.seen
    assert "did not quite get" not in answer.seen


async def test_a_task_tells_its_sentence_without_the_commands_word(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    shown = (await slack.command("jana", LINKS, "show 1")).messages[0]
    assert "Logged from “emailed jane@techblog.com" in shown.seen


async def test_several_promises_of_a_task_are_counted_on_home(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    for page in ("a", "b", "c"):
        await slack.command("jana", LINKS, f"promise 1 https://techblog.com/{page} by Friday")
    listed = (await slack.command("jana", LINKS, "list")).messages[0]
    assert "3 links promised, the first by Fri 27 Nov" in listed.seen
