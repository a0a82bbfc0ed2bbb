"""Patterns that are made when they are first asked answer as if they had been made at once."""

import re
import subprocess
import sys

from bot.links.walls.late import late, make_all

TEXT = "Page not found. page gone."


def answers(pattern: re.Pattern[str]) -> list[object]:
    return [
        pattern.fullmatch(TEXT),
        [found[0] for found in pattern.finditer(TEXT)],
        pattern.findall(TEXT),
        pattern.split(TEXT),
        pattern.sub("-", TEXT),
        pattern.search(TEXT)[0],  # type: ignore[index]
        pattern.match(TEXT)[0],  # type: ignore[index]
        pattern.pattern,
    ]


def test_a_late_pattern_answers_as_one_made_at_once() -> None:
    written = r"page(?: (?:not found|gone))"
    assert answers(late(written, re.IGNORECASE)) == answers(re.compile(written, re.IGNORECASE))
    asked_before = late("gone")
    make_all()
    assert asked_before.search(TEXT) is not None


def test_a_page_with_the_link_makes_none_of_them() -> None:
    program = """
from datetime import UTC, datetime
from bot.links.page.page_facts import Sought
from bot.links.page.reading import read
from bot.links.walls import late, notice_words
page = b'<title>A post</title><p>Read <a href="https://acme.com/guide">the guide</a> of all guides.</p>'
sought = [Sought.of("https://acme.com/guide")]
facts = read(page, "text/html; charset=utf-8", "https://techblog.com/a", sought, datetime.now(UTC))
print(len(facts.about["https://acme.com/guide"].links), "search" in vars(notice_words.PARKED_SURE))
late.make_all()
print("search" in vars(notice_words.PARKED_SURE))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1", "False", "True"]
