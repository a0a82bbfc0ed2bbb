"""The table of what one look means, and properties that hold for any sequence of looks."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.watch.look_times import obeyed
from storage.watch.observation import Observation
from storage.watch.placement_facts import Event, PlacementFacts, Ruling
from storage.watch.placement_rules import judge
from storage.words import Finding, PlacementState, RelAgreed, Verdict

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROMISED = PlacementFacts(state=PlacementState.PROMISED, created_at=NOW - DAY)
LIVE = PlacementFacts(
    state=PlacementState.LIVE,
    created_at=NOW - 10 * DAY,
    verdict=Verdict.LIVE,
    live_findings=(),
    first_live_at=NOW - 8 * DAY,
    last_seen_at=NOW - HOUR,
    checked_at=NOW - HOUR,
)
AT_RISK = replace(
    LIVE,
    state=PlacementState.AT_RISK,
    verdict=Verdict.MISSING,
    misses=2,
    missing_since=NOW - DAY,
    missed_at=(NOW - DAY, NOW - 18 * HOUR),
)
LOST = replace(AT_RISK, state=PlacementState.LOST, misses=3, lost_at=NOW - HOUR)
WITHDRAWN = replace(PROMISED, state=PlacementState.WITHDRAWN)


class NoJitter(random.Random):
    def random(self) -> float:
        return 0.0


def look(verdict: Verdict, *findings: Finding, **more: Any) -> Observation:
    return Observation("https://a.com/p", "https://acme.com/", verdict, NOW, verdict.value, findings, **more)


def rule(facts: PlacementFacts, seen: Observation, now: datetime = NOW) -> Ruling:
    return judge(facts, seen, now, NoJitter())


MISSING, UNSEEN, SEEN = look(Verdict.MISSING), look(Verdict.UNSEEN, Finding.TIMEOUT), look(Verdict.LIVE)
NOFOLLOW = look(Verdict.LIVE, Finding.REL_NOFOLLOW)
NOT_AS_AGREED = look(Verdict.LIVE, Finding.REL_NOFOLLOW, Finding.REL_NOT_AS_AGREED)
ELSEWHERE = look(Verdict.MISSING, Finding.WRONG_TARGET, wrong_href="https://acme.com/other")
VOUCHED: dict[str, Any] = {"vouched_by": "U1", "vouched_at": NOW - HOUR, "vouched_until": NOW + 30 * DAY}

TABLE = [
    # what stood before, what is seen, what stands after, what is said
    ("a promise that is kept is live", PROMISED, SEEN, "live", [Event.LIVE]),
    ("a nofollow link is live when nothing was agreed", PROMISED, NOFOLLOW, "live", [Event.LIVE]),
    ("a link that is not as agreed is live, but", PROMISED, NOT_AS_AGREED, "live", [Event.LIVE_BUT]),
    (
        "another anchor than agreed is live, but",
        PROMISED,
        look(Verdict.LIVE, Finding.WRONG_ANCHOR),
        "live",
        [Event.LIVE_BUT],
    ),
    ("a hidden link is live, but", PROMISED, look(Verdict.LIVE, Finding.HIDDEN), "live", [Event.LIVE_BUT]),
    (
        "a noindex page is live when nothing was agreed",
        PROMISED,
        look(Verdict.LIVE, Finding.META_NOINDEX),
        "live",
        [Event.LIVE],
    ),
    (
        "a noindex page breaks dofollow",
        replace(PROMISED, rel_agreed=RelAgreed.DOFOLLOW),
        look(Verdict.LIVE, Finding.META_NOINDEX),
        "live",
        [Event.LIVE_BUT],
    ),
    (
        "a page that is nofollow as a whole breaks dofollow",
        replace(PROMISED, rel_agreed=RelAgreed.DOFOLLOW),
        look(Verdict.LIVE, Finding.META_NOFOLLOW),
        "live",
        [Event.LIVE_BUT],
    ),
    (
        "a noindex page keeps a promise of nofollow",
        replace(PROMISED, rel_agreed=RelAgreed.NOFOLLOW),
        look(Verdict.LIVE, Finding.REL_NOFOLLOW, Finding.META_NOINDEX),
        "live",
        [Event.LIVE],
    ),
    ("a promise not kept yet stays a promise", PROMISED, MISSING, "promised", []),
    ("a promise linking elsewhere is told", PROMISED, ELSEWHERE, "promised", [Event.WRONG_TARGET]),
    (
        "the same elsewhere is told once",
        replace(PROMISED, wrong_href="https://acme.com/other"),
        ELSEWHERE,
        "promised",
        [],
    ),
    ("a promise that can't be seen stays a promise", PROMISED, UNSEEN, "promised", []),
    ("the third unseen look asks the owner", replace(PROMISED, unseen=2), UNSEEN, "promised", [Event.ASK]),
    ("the fourth asks no more", replace(PROMISED, unseen=3), UNSEEN, "promised", []),
    ("a readable look ends the streak", replace(PROMISED, unseen=2), MISSING, "promised", []),
    (
        "a vouched promise is live by a person's word",
        replace(PROMISED, **VOUCHED),
        UNSEEN,
        "live",
        [Event.LIVE],
    ),
    (
        "a vouched promise that is read without a link waits",
        replace(PROMISED, **VOUCHED),
        MISSING,
        "promised",
        [],
    ),
    ("a live link that stands is no news", LIVE, SEEN, "live", []),
    ("a live link turned nofollow is told in its thread", LIVE, NOFOLLOW, "live", [Event.CHANGED]),
    (
        "a live link that is still nofollow is no news",
        replace(LIVE, live_findings=(Finding.REL_NOFOLLOW,)),
        NOFOLLOW,
        "live",
        [],
    ),
    (
        "a live link whose page redirects now is no news",
        LIVE,
        look(Verdict.LIVE, Finding.PAGE_REDIRECTED),
        "live",
        [],
    ),
    (
        "a change is told although a look in between could not see",
        replace(LIVE, verdict=Verdict.UNSEEN, unseen=1),
        NOFOLLOW,
        "live",
        [Event.CHANGED],
    ),
    (
        "a link that was live by word and is seen as agreed is no news",
        replace(LIVE, live_findings=None, **VOUCHED),
        SEEN,
        "live",
        [],
    ),
    (
        "a link that was live by word and differs is told",
        replace(LIVE, live_findings=None, **VOUCHED),
        NOT_AS_AGREED,
        "live",
        [Event.CHANGED],
    ),
    ("a live link that is missed once is at risk", LIVE, MISSING, "at_risk", [Event.AT_RISK]),
    ("a live link that leads elsewhere now stays live", LIVE, ELSEWHERE, "live", [Event.WRONG_TARGET]),
    ("a link at risk that leads elsewhere is not lost", AT_RISK, ELSEWHERE, "at_risk", [Event.WRONG_TARGET]),
    (
        "the same elsewhere of a live link is told once",
        replace(LIVE, wrong_href="https://acme.com/other"),
        ELSEWHERE,
        "live",
        [],
    ),
    ("a live link that can't be seen stays live", LIVE, UNSEEN, "live", []),
    ("a live link unseen three times asks the owner", replace(LIVE, unseen=2), UNSEEN, "live", [Event.ASK]),
    ("a vouched live link asks nobody", replace(LIVE, unseen=2, **VOUCHED), UNSEEN, "live", []),
    ("the third miss after a day is lost", AT_RISK, MISSING, "lost", [Event.LOST]),
    ("a second miss after a day is not lost", replace(AT_RISK, misses=1), MISSING, "at_risk", []),
    (
        "a third miss within a day is not lost",
        replace(AT_RISK, missing_since=NOW - DAY + timedelta(seconds=1)),
        MISSING,
        "at_risk",
        [],
    ),
    (
        "a first miss in the future counts as none",
        replace(AT_RISK, misses=9, missing_since=NOW + 300 * DAY),
        MISSING,
        "at_risk",
        [],
    ),
    ("at risk and unseen stays at risk", AT_RISK, UNSEEN, "at_risk", []),
    ("at risk and seen again is live, quietly", AT_RISK, SEEN, "live", [Event.RECOVERED]),
    (
        "at risk and seen again but nofollow is told",
        AT_RISK,
        NOFOLLOW,
        "live",
        [Event.RECOVERED, Event.CHANGED],
    ),
    ("at risk and vouched is live", replace(AT_RISK, **VOUCHED), UNSEEN, "live", [Event.RECOVERED]),
    ("lost and missing stays lost", LOST, MISSING, "lost", []),
    ("lost and unseen stays lost", replace(LOST, unseen=2), UNSEEN, "lost", []),
    ("lost and seen again is back", LOST, SEEN, "live", [Event.BACK]),
    ("lost and vouched is back", replace(LOST, **VOUCHED), UNSEEN, "live", [Event.BACK]),
    ("withdrawn and seen stays withdrawn", WITHDRAWN, SEEN, "withdrawn", []),
    ("withdrawn and missing stays withdrawn", WITHDRAWN, MISSING, "withdrawn", []),
    ("withdrawn and unseen stays withdrawn", replace(WITHDRAWN, unseen=2), UNSEEN, "withdrawn", []),
    (
        "a promise 60 days past its date asks its owner",
        replace(PROMISED, created_at=NOW - 90 * DAY, promised_by=date(2026, 9, 20), checked_at=NOW - 4 * DAY),
        MISSING,
        "promised",
        [Event.EXPIRED],
    ),
    (
        "it asks once",
        replace(PROMISED, created_at=NOW - 90 * DAY, promised_by=date(2026, 9, 20), checked_at=NOW - DAY),
        MISSING,
        "promised",
        [],
    ),
    (
        "a promise without a date asks 60 days after it was made",
        replace(PROMISED, created_at=NOW - 60 * DAY, checked_at=NOW - DAY),
        UNSEEN,
        "promised",
        [Event.EXPIRED],
    ),
    (
        "an old promise that is kept at last is live",
        replace(PROMISED, created_at=NOW - 60 * DAY, checked_at=NOW - DAY),
        SEEN,
        "live",
        [Event.LIVE],
    ),
    (
        "a promise for a date long past is watched 60 days from when it was made",
        replace(PROMISED, promised_by=date(2025, 1, 1)),
        MISSING,
        "promised",
        [],
    ),
]


@pytest.mark.parametrize(
    ("before", "seen", "state", "events"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_one_look_means(
    before: PlacementFacts, seen: Observation, state: str, events: list[Event]
) -> None:
    ruling = rule(before, seen)
    assert ruling.facts.state == state
    assert list(ruling.events) == events


def test_a_readable_miss_ends_a_persons_word() -> None:
    ruling = rule(replace(LIVE, **VOUCHED), MISSING)
    assert ruling.facts.state is PlacementState.AT_RISK
    assert not ruling.facts.vouched(NOW)


def test_a_word_without_an_end_counts_until_a_miss() -> None:
    facts = replace(LIVE, vouched_by="U1", vouched_at=NOW - 300 * DAY)
    assert rule(facts, UNSEEN).facts.vouched(NOW + 300 * DAY)
    assert not rule(facts, MISSING).facts.vouched(NOW + HOUR)


def test_after_a_persons_word_ran_out_three_unseen_looks_ask_again() -> None:
    facts = replace(PROMISED, **VOUCHED | {"vouched_until": NOW + HOUR})
    asked: list[Event] = []
    for hours in (0, 2, 4, 6):
        ruling = rule(facts, UNSEEN, NOW + hours * HOUR)
        facts, asked = ruling.facts, [*asked, *ruling.events]
    assert asked == [Event.LIVE, Event.ASK]
    assert facts.state is PlacementState.LIVE


def test_a_lost_ruling_says_how_often_and_when_it_was_missed() -> None:
    facts = rule(AT_RISK, MISSING).facts
    assert facts.misses == 3
    assert facts.missed_at == (NOW - DAY, NOW - 18 * HOUR, NOW)


def test_the_findings_of_a_live_link_outlast_a_look_that_could_not_see() -> None:
    facts = replace(LIVE, findings=(Finding.REL_NOFOLLOW,), live_findings=(Finding.REL_NOFOLLOW,))
    assert rule(facts, UNSEEN).facts.findings == (Finding.REL_NOFOLLOW,)


def test_what_differs_is_named() -> None:
    facts = replace(PROMISED, rel_agreed=RelAgreed.DOFOLLOW)
    seen = look(Verdict.LIVE, Finding.REL_NOFOLLOW, Finding.REL_NOT_AS_AGREED, Finding.IMAGE_LINK)
    assert rule(facts, seen).differs == (Finding.REL_NOT_AS_AGREED,)


DATED = replace(PROMISED, promised_by=date(2026, 12, 10))
NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
MADE = NOW - DAY

CADENCE = [
    ("a promise without a date: daily", PROMISED, MISSING, NOW, DAY),
    ("before its date: daily", DATED, MISSING, NOW, DAY),
    ("never past the start of the 48 hours", DATED, MISSING, NOON - 26 * HOUR, 2 * HOUR),
    ("a day before: half-hourly", DATED, MISSING, NOON - DAY, HOUR / 2),
    ("on its date: half-hourly", DATED, MISSING, NOON, HOUR / 2),
    ("up to a day after: half-hourly", DATED, MISSING, NOON + 23 * HOUR, HOUR / 2),
    ("the week after: every 6 hours", DATED, MISSING, NOON + DAY, 6 * HOUR),
    ("up to a week after: every 6 hours", DATED, MISSING, NOON + 8 * DAY - HOUR, 6 * HOUR),
    ("then daily", DATED, MISSING, NOON + 8 * DAY, DAY),
    ("daily up to 60 days", DATED, MISSING, NOON + 60 * DAY - HOUR, DAY),
    ("once it was asked about: every two weeks", DATED, MISSING, NOON + 60 * DAY, 14 * DAY),
    ("just live: daily", PROMISED, SEEN, NOW, DAY),
    ("live for 6 days: daily", replace(LIVE, first_live_at=NOW - 6 * DAY), SEEN, NOW, DAY),
    ("live for a week: every 3 days", replace(LIVE, first_live_at=NOW - 7 * DAY), SEEN, NOW, 3 * DAY),
    ("live for a month: weekly", replace(LIVE, first_live_at=NOW - 30 * DAY), SEEN, NOW, 7 * DAY),
    (
        "live for half a year: every two weeks",
        replace(LIVE, first_live_at=NOW - 182 * DAY),
        SEEN,
        NOW,
        14 * DAY,
    ),
    ("missed: after an hour", LIVE, MISSING, NOW, HOUR),
    (
        "missed twice: 6 hours after the first",
        replace(LIVE, state=PlacementState.AT_RISK, misses=1, missing_since=NOW - HOUR),
        MISSING,
        NOW,
        5 * HOUR,
    ),
    (
        "missed thrice: 24 hours after the first",
        replace(LIVE, state=PlacementState.AT_RISK, misses=2, missing_since=NOW - 6 * HOUR),
        MISSING,
        NOW,
        18 * HOUR,
    ),
    ("misses lacking after a day: hourly", replace(AT_RISK, misses=1), MISSING, NOW, HOUR),
    ("a link elsewhere is no miss: daily", replace(AT_RISK, misses=1), ELSEWHERE, NOW, DAY),
    (
        "misses lacking after two days, as the page links elsewhere: daily",
        replace(AT_RISK, misses=1, missing_since=NOW - 2 * DAY),
        ELSEWHERE,
        NOW,
        DAY,
    ),
    ("lost: daily", AT_RISK, MISSING, NOW, DAY),
    ("lost a week ago: weekly", replace(LOST, lost_at=NOW - 7 * DAY), MISSING, NOW, 7 * DAY),
    ("lost half a year ago: every two weeks", replace(LOST, lost_at=NOW - 182 * DAY), MISSING, NOW, 14 * DAY),
    ("unseen: in half an hour", LIVE, UNSEEN, NOW, HOUR / 2),
    ("unseen twice: in two hours", replace(LIVE, unseen=1), UNSEEN, NOW, 2 * HOUR),
    ("unseen thrice: as usual again", replace(LIVE, unseen=2), UNSEEN, NOW, 3 * DAY),
    ("unseen around its date: 6 hours once asked", replace(DATED, unseen=2), UNSEEN, NOON, 6 * HOUR),
    ("unseen and vouched for: as usual", replace(LIVE, **VOUCHED), UNSEEN, NOW, 3 * DAY),
    ("told to wait an hour: waits", LIVE, look(Verdict.UNSEEN, retry_after=3600.0), NOW, HOUR),
    ("told to wait a second: its own pace", LIVE, look(Verdict.UNSEEN, retry_after=1.0), NOW, HOUR / 2),
    ("told to wait ten years: a week", LIVE, look(Verdict.UNSEEN, retry_after=3e8), NOW, 7 * DAY),
    ("told nonsense: its own pace", LIVE, look(Verdict.UNSEEN, retry_after=-5.0), NOW, HOUR / 2),
]


@pytest.mark.parametrize(
    ("before", "seen", "now", "interval"), [row[1:] for row in CADENCE], ids=[row[0] for row in CADENCE]
)
def test_when_it_is_looked_at_next(
    before: PlacementFacts, seen: Observation, now: datetime, interval: timedelta
) -> None:
    checked = replace(before, checked_at=now - HOUR)
    assert rule(checked, seen, now).next_look == now + interval


def test_what_is_withdrawn_is_never_looked_at_again() -> None:
    assert rule(WITHDRAWN, SEEN).next_look is None
    assert rule(WITHDRAWN, SEEN).facts == WITHDRAWN


def test_looks_spread_out_but_never_come_late() -> None:
    spread = random.Random(1)
    looks = [judge(PROMISED, MISSING, NOW, spread).next_look for _ in range(200)]
    assert all(at is not None and NOW + 0.9 * DAY <= at <= NOW + DAY for at in looks)
    assert len(set(looks)) > 100


@pytest.mark.parametrize(
    ("seconds", "waits"),
    [(float("nan"), 0), (float("inf"), 7 * 86400), (-1, 0), (90, 90), (1e300, 7 * 86400)],
)
def test_no_server_can_ask_for_more_than_a_week(seconds: float, waits: float) -> None:
    assert obeyed(seconds).total_seconds() == waits


looks = st.builds(
    lambda verdict, findings, wait, href: look(verdict, *findings, retry_after=wait, wrong_href=href),
    st.sampled_from(Verdict),
    st.lists(st.sampled_from(Finding), max_size=4, unique=True),
    st.none() | st.floats(allow_nan=True),
    st.none() | st.sampled_from(["https://acme.com/x", "https://acme.com/y"]),
)
histories = st.lists(st.tuples(looks, st.timedeltas(timedelta(days=-2), timedelta(days=20))), max_size=30)
promises = st.builds(
    lambda by, rel: replace(PROMISED, promised_by=by, rel_agreed=rel),
    st.none() | st.dates(date(2025, 11, 1), date(9999, 12, 31)),
    st.none() | st.sampled_from(RelAgreed),
)


def lived(
    facts: PlacementFacts, history: list[Any]
) -> list[tuple[PlacementFacts, Observation, datetime, Ruling]]:
    now, steps = NOW, []
    for seen, pause in history:
        now += pause
        ruling = judge(facts, seen, now, random.Random(3))
        steps.append((facts, seen, now, ruling))
        facts = ruling.facts
    return steps


def linked_elsewhere(seen: Observation) -> bool:
    return seen.verdict is Verdict.MISSING and (
        seen.wrong_href is not None or Finding.WRONG_TARGET in seen.findings
    )


@settings(max_examples=300, deadline=None)
@given(promises, histories)
def test_a_look_that_could_not_see_never_moves_a_link_towards_lost(facts: Any, history: Any) -> None:
    for before, seen, _, ruling in lived(facts, history):
        if seen.verdict is Verdict.UNSEEN:
            assert ruling.facts.state is before.state
            assert ruling.facts.misses == before.misses
            assert Event.LOST not in ruling.events


@settings(max_examples=300, deadline=None)
@given(promises, st.lists(st.tuples(looks, st.timedeltas(timedelta(0), timedelta(days=2))), max_size=40))
def test_lost_needs_three_readable_misses_in_a_row_over_a_day(facts: Any, history: Any) -> None:
    misses: list[datetime] = []
    for before, seen, now, ruling in lived(facts, history):
        if seen.verdict is Verdict.LIVE:
            misses = []
        elif linked_elsewhere(seen):
            assert ruling.facts.state is before.state
        elif seen.verdict is Verdict.MISSING and before.state is not PlacementState.PROMISED:
            misses.append(now)
        if Event.LOST in ruling.events:
            assert len(misses) >= 3
            assert misses[-1] - misses[0] >= DAY
            assert ruling.facts.missed_at[0] == misses[0]
            assert ruling.facts.misses == len(misses)


@settings(max_examples=300, deadline=None)
@given(promises, histories)
def test_live_and_lost_are_told_in_turn_and_live_first(facts: Any, history: Any) -> None:
    told = [
        event
        for *_, ruling in lived(facts, history)
        for event in ruling.events
        if event in {Event.LIVE, Event.LIVE_BUT, Event.LOST, Event.BACK}
    ]
    assert all(event is not Event.BACK for event in told[:1])
    for one, other in pairwise(told):
        assert (one is Event.LOST) == (other is Event.BACK)
        assert other not in {Event.LIVE, Event.LIVE_BUT}


@settings(max_examples=300, deadline=None)
@given(promises, histories)
def test_the_next_look_is_always_ahead_and_within_two_weeks(facts: Any, history: Any) -> None:
    for _, _, now, ruling in lived(facts, history):
        assert ruling.next_look is not None
        assert now < ruling.next_look <= now + 14 * DAY
