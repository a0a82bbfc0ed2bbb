"""Every example that help shows, and every one in docs/using.md, works as it is written."""

import re
from pathlib import Path

import pytest

from handlers.rendering import help as help_words

LINKS = "link-building"
USING = Path(__file__).parents[3] / "docs" / "using.md"
ASK = "emailed june@first-news.com about a guest post for https://acme.com/guide, follow up in 3 days"
#: A form that opens instead of an answer.
OPENS_A_FORM = {"new", "settings", "campaign new", "campaign edit Spring"}
FAILED = (":warning:", ":thinking_face: I did not", ":boom:", "I don't know", "Did you mean")


def _shown_in_docs() -> list[str]:
    """What stands in code style after the command, placeholders aside: those are in capitals or brackets."""
    found = re.findall(r"`/outreach ([^`]+)`", USING.read_text(encoding="utf-8"))
    return [one for one in dict.fromkeys(found) if not re.search(r"\b[A-Z]{2,}\b|\bN\b|[\[\]|…]", one)]


def _with_numbers(example: str) -> str:
    return re.sub(
        r"#?\b(?:42|43|12|7)\b(?! days)",
        "1",
        example.replace("#links", "#link-building").replace("@bob", "@tom"),
    )


EXAMPLES = list(dict.fromkeys([*(one.example for one in help_words.WORDS), *_shown_in_docs()]))


@pytest.mark.parametrize("example", EXAMPLES)
async def test_an_example_works_as_it_is_written(slack, bot, example: str) -> None:
    for first in (
        "campaign new Spring site acme.com",
        ASK,
        "promise 1 https://techblog.com/first by Friday",
        "earned https://other-news.com/story https://acme.com/",
    ):
        await slack.command("jana", LINKS, first)
    if example.startswith("campaign new "):
        example = example.replace("Spring", "Summer")
    answer = await slack.command("jana", LINKS, _with_numbers(example))
    assert answer.problem is None
    if not answer.messages:
        assert slack.modal("jana") is not None or example in OPENS_A_FORM
        return
    seen = answer.messages[0].seen
    assert not [word for word in FAILED if word in seen], seen
