"""Dates, money and states read as people say them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import NOW, READER
from visible import any_input, plain

from handlers.rendering.parts import blocks, escape, words
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from handlers.understanding.days import dates
from handlers.understanding.days.daytimes import Clock
from storage.words import Finding, PlacementState, Stage, Tactic, TouchKind
from storage.work.views import Money


def test_a_moment_is_told_in_the_readers_zone() -> None:
    at = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
    assert words.moment(at, READER) == "Tue 8 Dec, 10:00 Berlin time"
    assert words.moment(at, replace(READER, tz="America/New_York")) == "Tue 8 Dec, 04:00 New York time"
    assert words.moment(at, replace(READER, tz="Asia/Kolkata")) == "Tue 8 Dec, 14:30 Kolkata time"


def test_a_moment_next_year_says_so() -> None:
    assert words.moment(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), READER) == "Mon 4 Jan 2027, 09:00 Berlin time"


def test_an_unknown_zone_is_utc() -> None:
    assert words.moment(NOW, Reader(NOW, "Mars/Olympus")) == "Mon 23 Nov, 08:30 UTC"


@any_input
@given(st.integers(-300 * 1_440, 800 * 1_440))
def test_the_answer_says_a_moment_as_understanding_echoes_it(minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    local = NOW.astimezone(READER.zone)
    clock = Clock(local, READER.zone, local.time(), day_first=True, dotted=True)
    assert words.moment(at, READER) == dates.in_words(at, clock)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "due today"),
        (1, "due tomorrow"),
        (3, "due in 3 days"),
        (-1, "1 day overdue"),
        (-2, "2 days overdue"),
        (-30, "4 weeks overdue"),
        (-100, "3 months overdue"),
    ],
)
def test_what_is_due_is_told_in_days(days: int, said: str) -> None:
    assert words.due(READER.today + timedelta(days=days), READER) == said


def test_today_is_the_readers_today() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert words.due(date(2026, 11, 24), Reader(late, "Europe/Berlin")) == "due today"
    assert words.due(date(2026, 11, 24), Reader(late, "UTC")) == "due tomorrow"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("150", "USD", "$150"),
        ("1200.5", "EUR", "€1,200.50"),
        ("150", "CHF", "150 CHF"),
        ("0", "GBP", "£0"),
        ("1E+30", "USD", "1E+30 USD"),
        ("NaN", "USD", "NaN USD"),
    ],
)
def test_money_is_told_as_people_write_it(amount: str, currency: str, said: str) -> None:
    assert words.money(Money(Decimal(amount), currency)) == said


def test_how_long_something_took() -> None:
    assert words.lasted(NOW, NOW + timedelta(days=12, hours=3)) == "12 days"
    assert words.lasted(NOW, NOW + timedelta(hours=5)) == "5 hours"
    assert words.lasted(NOW, NOW) == "less than an hour"
    assert words.lasted(NOW, NOW - timedelta(days=2)) == "less than an hour"


def test_every_word_of_the_ledger_has_words_for_people() -> None:
    assert set(words.STAGES) == set(Stage)
    assert set(words.TACTICS) == set(Tactic)
    assert set(words.TOUCHES) == set(TouchKind)
    assert set(words.STATES) == set(PlacementState)
    assert set(words.FINDINGS) == set(Finding)


def test_an_unknown_finding_is_still_readable() -> None:
    assert words.finding("something_new") == "something new"
    assert words.codes(["something_new", "wrong_anchor", "meta_noindex"]) == (
        Finding.META_NOINDEX,
        Finding.WRONG_ANCHOR,
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Mail came back: “does not exist.”.", "Mail came back: “does not exist.”"),
        ("Campaign *Acme Inc.*.", "Campaign *Acme Inc.*"),
        ("Logged to Acme Inc..", "Logged to Acme Inc."),
        ("“Who?”. Next", "“Who?” Next"),
        ("Done: “wait...”. Next", "Done: “wait...” Next"),
        ("and so on...", "and so on..."),
        ("“a”. Type `/outreach list`. 1.5.", "“a”. Type `/outreach list`. 1.5."),
    ],
)
def test_no_sentence_ends_with_two_stops(said: str, read: str) -> None:
    assert escape.one_stop(said) == read
    message = Message(said, [blocks.section(said), blocks.context(said)])
    assert message.text == read
    assert plain(message) == f"{read}\n{read}"


def test_a_sentence_that_ends_with_a_quotation_has_its_stop() -> None:
    assert words.sentence("the anchor is “a guide”") == "The anchor is “a guide”."
    assert words.sentence("they said “no.”") == "They said “no.”"
    assert words.sentence("why?") == "Why?"
    assert words.capital("open tasks of Acme Inc.") == "Open tasks of Acme Inc."
    assert words.sentence("  ") == ""
