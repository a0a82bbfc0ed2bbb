"""When a placement is looked at next. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import assert_never

from storage.watch.placement_facts import PlacementFacts
from storage.words import Finding, PlacementState, Verdict

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: When a missing link is looked for again, counted from the first miss; lost needs the last one.
AT_RISK_LOOKS = (HOUR, 6 * HOUR, DAY)
UNSEEN_LOOKS = (timedelta(minutes=30), timedelta(hours=2))
UNSEEN_AT_LEAST = timedelta(hours=6)
#: A promise that nothing came of is asked about.
EXPIRES_AFTER = timedelta(days=60)
#: The longest Retry-After that is obeyed.
LONGEST_RETRY_AFTER = timedelta(days=7)
#: Looks come up to this part of their interval early, so that many placements spread out.
JITTER = 0.1
AROUND_THE_DATE = timedelta(hours=24)


def next_look(
    facts: PlacementFacts, now: datetime, jitter: Random, *, retry_after: float | None = None
) -> datetime | None:
    """When the page is looked at next; None when it is not watched any more.

    Intervals come up to a tenth early, never late. After a look that could not see, the page is tried again
    sooner at first and at least 6 hours apart once the owner was asked. ``retry_after`` is the server's wish
    in seconds; up to seven days are obeyed.
    """
    match facts.state:
        case PlacementState.WITHDRAWN:
            return None
        case PlacementState.PROMISED:
            due = _promise_look(facts, now, jitter)
        case PlacementState.AT_RISK:
            due = _at_risk_look(facts, now)
        case PlacementState.LIVE:
            due = standing_look(facts.first_live_at or now, now, jitter)
        case PlacementState.LOST:
            due = now + _early(_gone(now - (facts.lost_at or now)), jitter)
        case _:
            assert_never(facts.state)
    if facts.verdict is Verdict.UNSEEN and facts.unseen:
        tried = facts.unseen - 1
        if tried < len(UNSEEN_LOOKS):
            due = min(due, now + _early(UNSEEN_LOOKS[tried], jitter))
        else:
            due = max(due, now + UNSEEN_AT_LEAST)
    if facts.verdict is Verdict.UNSEEN and retry_after is not None:
        due = max(due, now + obeyed(retry_after))
    return due


def standing_look(first_live_at: datetime, now: datetime, jitter: Random) -> datetime:
    """When a page is looked at next whose link was seen just now."""
    return now + _early(_standing(now - first_live_at), jitter)


def obeyed(retry_after: float) -> timedelta:
    """How long a Retry-After of so many seconds is obeyed: never negative, at most seven days."""
    longest = LONGEST_RETRY_AFTER.total_seconds()
    return timedelta(seconds=min(max(retry_after, 0.0), longest) if retry_after == retry_after else 0.0)


def expires_at(facts: PlacementFacts) -> datetime:
    """When a promise that nothing came of is asked about: 60 days after its date, or after it was made."""
    if facts.promised_by is None:
        return facts.created_at + EXPIRES_AFTER
    return max(_noon(facts.promised_by), facts.created_at) + EXPIRES_AFTER


def _promise_look(facts: PlacementFacts, now: datetime, jitter: Random) -> datetime:
    """Daily until its date, half-hourly in the 48 hours around it, 6-hourly for a week, daily to 60 days."""
    if now >= expires_at(facts):
        return now + _early(timedelta(days=14), jitter)
    if facts.promised_by is None:
        return now + _early(DAY, jitter)
    noon = _noon(facts.promised_by)
    if now < noon - AROUND_THE_DATE:
        return min(now + _early(DAY, jitter), noon - AROUND_THE_DATE)
    if now < noon + AROUND_THE_DATE:
        return now + _early(timedelta(minutes=30), jitter)
    if now < noon + AROUND_THE_DATE + timedelta(days=7):
        return now + _early(timedelta(hours=6), jitter)
    return now + _early(DAY, jitter)


def _at_risk_look(facts: PlacementFacts, now: datetime) -> datetime:
    """1, 6 and 24 hours after the first miss; while misses are lacking then, hourly for a day, then daily.

    A link to another page of the site is no miss that more looks would add to: it is looked at daily then.
    """
    since = facts.missing_since or now
    marks = (since + mark for mark in AT_RISK_LOOKS)
    hurried = now - since < 2 * DAY and Finding.WRONG_TARGET not in facts.findings
    lacking = now + (HOUR if hurried else DAY)
    return min(next((mark for mark in marks if mark > now), lacking), now + AT_RISK_LOOKS[-1])


def _standing(age: timedelta) -> timedelta:
    """Daily in the first week, every 3 days to a month, weekly to six months, then every two weeks."""
    if age < timedelta(days=7):
        return DAY
    if age < timedelta(days=30):
        return timedelta(days=3)
    if age < timedelta(days=182):
        return timedelta(days=7)
    return timedelta(days=14)


def _gone(age: timedelta) -> timedelta:
    """A lost link may come back: daily for a week, weekly to six months, then every two weeks."""
    if age < timedelta(days=7):
        return DAY
    return timedelta(days=7) if age < timedelta(days=182) else timedelta(days=14)


def _early(interval: timedelta, jitter: Random) -> timedelta:
    return interval * (1 - JITTER * jitter.random())


def _noon(day: date) -> datetime:
    # The clamp keeps sums with a date at the end of the calendar from overflowing.
    return datetime.combine(min(day, date(9000, 1, 1)), time(12), UTC)
