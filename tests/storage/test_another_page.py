"""A page under quite another title is not the page that the link stood on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.watch.another_page import in_its_place, is_another
from storage.watch.observation import Observation
from storage.words import Finding, Verdict

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BEFORE = "How to choose tools | Techblog"
MISS = Observation(
    "https://techblog.com/tools",
    "https://acme.com/",
    Verdict.MISSING,
    NOW,
    "The page was read and has no link.",
    status=200,
    title="Nous revenons bientôt",
    body_hash="ab",
)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (BEFORE, "Sorry – Techblog"),
        (BEFORE, "Techblog"),
        (BEFORE, ""),
        (BEFORE, "techblog.com is for sale"),
        (BEFORE, "Werkzeug richtig wählen | Techblog"),
        ("Techblog | How to choose tools", "Techblog | Sorry"),
        ("How to choose tools | The Ledger", "The Ledger"),
        ("道具の選び方 | 工房", "ただいまメンテナンス中です"),
        ("Как выбрать инструмент", "Сайт отключён"),
    ],
)
def test_these_are_another_page(before: str, now: str) -> None:
    assert is_another(before, now, "techblogcom")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (BEFORE, BEFORE),
        (BEFORE, "How to choose tools – The new Techblog"),
        (BEFORE, "HOW TO CHOOSE TOOLS"),
        ("Techblog | How to choose tools", "Techblog | Choose tools"),
        (BEFORE, "The best tools of 2027 | Techblog"),
        ("道具の選び方 | 工房", "良い道具の選び方｜工房"),
        ("Techblog", "Techblog"),
        ("", "Sorry"),
        ("42", "43"),
    ],
)
def test_these_are_the_page_itself(before: str, now: str) -> None:
    assert not is_another(before, now, "techblogcom")


def test_it_could_not_be_seen_and_says_what_stands_there() -> None:
    seen = in_its_place(MISS, BEFORE)
    assert (seen.verdict, seen.findings, seen.body_hash) == (Verdict.UNSEEN, (Finding.NOT_FOUND,), None)
    assert seen.detail == (
        "Could not see the page: in its place stands one titled “Nous revenons bientôt”, "
        "where “How to choose tools | Techblog” was. That says nothing about the link."
    )


@pytest.mark.parametrize(
    "miss",
    [
        replace(MISS, title="How we choose tools"),
        replace(MISS, status=404, title="", findings=(Finding.NOT_FOUND,)),
        replace(MISS, redirects=("https://techblog.com/tools",), final_url="https://techblog.com/"),
        replace(MISS, wrong_href="https://acme.com/other"),
        replace(MISS, unchanged=True),
        replace(MISS, verdict=Verdict.LIVE),
        replace(MISS, verdict=Verdict.UNSEEN),
    ],
    ids=["same", "404", "redirected", "elsewhere", "unchanged", "live", "unseen"],
)
def test_what_else_was_seen_stands(miss: Observation) -> None:
    assert in_its_place(miss, BEFORE) is miss
