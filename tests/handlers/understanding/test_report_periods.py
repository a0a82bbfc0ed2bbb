"""The days that a report's words mean, on Sunday 22 November 2026."""

from datetime import date

import pytest

from handlers.understanding.days.periods import days, why_not

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("10/2026", "2026-10-01", "2026-10-31"),
        ("October", "2026-10-01", "2026-10-31"),
        ("in December", "2025-12-01", "2025-12-31"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("Q3", "2026-07-01", "2026-09-30"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("last 30 days", "2026-10-24", "2026-11-22"),
        ("past three months", "2026-08-23", "2026-11-22"),
        ("year to date", "2026-01-01", "2026-11-22"),
        ("2026-W45", "2026-11-02", "2026-11-08"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("5 Oct 2026", "2026-10-05", "2026-10-05"),
        ("from 2026-07-01 to 2026-09-30", "2026-07-01", "2026-09-30"),
        ("1 July - 30 September", "2026-07-01", "2026-09-30"),
        ("2026-7-1 to 2026-9-30", "2026-07-01", "2026-09-30"),
        ("1 to 15 October", "2026-10-01", "2026-10-15"),
        ("December to March", "2025-12-01", "2026-03-31"),
        ("last fortnight", "2026-11-09", "2026-11-22"),
    ],
)
def test_a_period_is_read(said: str, first: str, last: str) -> None:
    found = days(said, TODAY)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


def test_open_ends_stay_open() -> None:
    since, until, ever = days("since July", TODAY), days("until 2026-10", TODAY), days("all time", TODAY)
    assert since is not None and since.first == date(2026, 7, 1) and since.last is None
    assert until is not None and until.first is None and until.last == date(2026, 10, 31)
    assert ever is not None and ever.first is ever.last is None


@pytest.mark.parametrize("said", ["soonish", "2026-13", "5/10/2026", "", "last 0 days", "2026-02-30", "q5"])
def test_what_means_no_days_is_none(said: str) -> None:
    assert days(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2026-13", "There is no month 13"),
        ("from 2026-00 to 2026-05", "There is no month 0"),
        ("2026-02-30", "There is no day 2026-02-30"),
        ("Q5", "four quarters"),
        ("5/10/2026", "the day from the month"),
        ("next month", "still to come"),
        ("from", "No day comes after"),
        ("soonish", ""),
    ],
)
def test_words_that_are_plainly_no_days_are_told_why(said: str, why: str) -> None:
    assert days(said, TODAY) is None
    assert why in why_not(said) and bool(why) == bool(why_not(said))
