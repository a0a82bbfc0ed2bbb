"""Every question of the table means what it says there, and nothing else is taken for a question."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers.understanding import Known, KnownCampaign, KnownTask, understand
from handlers.understanding.days.asked_periods import period_of
from handlers.understanding.questions.question import Period, Question, Topic

TABLE = Path(__file__).parent / "ledger_questions.yaml"
NOW = datetime.fromisoformat("2026-11-23T10:30:00+01:00")
KNOWN = Known(
    own_sites=frozenset({"acme.com"}),
    campaigns=(KnownCampaign("Acme", ("acme.com",)),),
    tasks=(KnownTask(1, "techblog.com", "Jane Doe", "jane@techblog.com"),),
)


def table() -> Iterator[Any]:
    for case in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        [(say, meant)] = case.items()
        yield pytest.param(say, meant, id=re.sub(r"[^\w ]", "", say)[:60])


def asked(say: str) -> Question | None:
    found = understand(say, now=NOW, tz="Europe/Berlin", locale="en-GB", known=KNOWN)
    return found[0].question if len(found) == 1 else None


def said(question: Question | None) -> str:
    """A question as the table writes it."""
    if question is None:
        return "-"
    parts = [question.topic.value]
    if question.period:
        parts.append(f"{question.period.first}..{question.period.last}")
    for name in ("who", "site", "name", "tactic", "campaign"):
        value = getattr(question, name)
        if value:
            parts.append(f'{name}="{value}"' if " " in value else f"{name}={value}")
    return " ".join(parts)


@pytest.mark.parametrize(("say", "meant"), list(table()))
def test_a_question_means_what_the_table_says(say: str, meant: str) -> None:
    assert said(asked(say)) == meant


def test_the_table_is_large_enough_to_mean_something() -> None:
    cases = list(table())
    assert sum(meant != "-" for _, meant in (case.values for case in cases)) >= 120
    assert {meant.split()[0] for _, meant in (case.values for case in cases)} >= {
        topic.value for topic in Topic
    }


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last week", "2026-11-16", "2026-11-22"),
        ("in the last 7 days", "2026-11-17", "2026-11-23"),
        ("in the past couple of weeks", "2026-11-10", "2026-11-23"),
        ("in may", "2026-05-01", "2026-05-31"),
        ("in december", "2025-12-01", "2025-12-31"),
        ("in october 2024", "2024-10-01", "2024-10-31"),
        ("from 1 october to 15 october", "2026-10-01", "2026-10-15"),
        ("1-15 october", "2026-10-01", "2026-10-15"),
        ("between august and october", "2026-08-01", "2026-10-31"),
        ("since 2026-10-05", "2026-10-05", "2026-11-23"),
        ("on monday", "2026-11-23", "2026-11-23"),
        ("last friday", "2026-11-20", "2026-11-20"),
        ("in q4", "2026-10-01", "2026-11-23"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("in the first quarter of 2025", "2025-01-01", "2025-03-31"),
        ("h1 2026", "2026-01-01", "2026-06-30"),
        ("3 days ago", "2026-11-20", "2026-11-20"),
        ("recently", "2026-10-25", "2026-11-23"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("so far this year", "2026-01-01", "2026-11-23"),
        ("in the last 24 hours", "2026-11-22", "2026-11-23"),
    ],
)
def test_a_period_is_the_days_that_people_mean(words: str, first: str, last: str) -> None:
    wanted = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert period_of(words, date(2026, 11, 23)) == wanted


@pytest.mark.parametrize(
    "words", ["what may i do", "on 31 february", "the 80:20 rule", "", "between us and them"]
)
def test_words_that_name_no_time_have_no_period(words: str) -> None:
    assert period_of(words, date(2026, 11, 23)) is None
