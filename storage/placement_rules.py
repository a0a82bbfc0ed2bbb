"""What one look at a page means for a placement: the states, and when to look again. Pure."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import assert_never

from storage.observation import Observation
from storage.words import Finding, PlacementState, RelAgreed, Verdict

#: Lost needs this many readable misses, the last of them this long after the first.
LOST_MISSES = 3
LOST_AFTER = timedelta(hours=24)
#: When a missing link is looked for again, counted from the first miss.
AT_RISK_LOOKS = (timedelta(hours=1), timedelta(hours=6), LOST_AFTER)
#: After so many looks in a row that could not see, the owner is asked to look.
ASK_AFTER = 3
UNSEEN_LOOKS = (timedelta(minutes=30), timedelta(hours=2))
UNSEEN_AT_LEAST = timedelta(hours=6)
#: A promise that nothing came of is asked about.
EXPIRES_AFTER = timedelta(days=60)
#: The longest Retry-After that is obeyed.
LONGEST_RETRY_AFTER = timedelta(days=7)
#: Looks come up to this part of their interval early, so that many placements spread out.
JITTER = 0.1
MISSES_KEPT = 10

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AROUND_THE_DATE = timedelta(hours=24)

#: What a person wants to hear about when it changes on a page whose link stands.
MATERIAL = frozenset(
    {
        Finding.REL_NOFOLLOW,
        Finding.REL_SPONSORED,
        Finding.REL_UGC,
        Finding.META_NOFOLLOW,
        Finding.HEADER_NOFOLLOW,
        Finding.META_NOINDEX,
        Finding.HEADER_NOINDEX,
        Finding.ROBOTS_TXT_BLOCKED,
        Finding.CANONICAL_ELSEWHERE,
        Finding.WRONG_ANCHOR,
        Finding.REL_NOT_AS_AGREED,
        Finding.HIDDEN,
        Finding.NOSCRIPT_ONLY,
        Finding.IFRAME_ONLY,
    }
)
#: What differs from any agreement: nobody agrees on a link that visitors can't see.
_NEVER_AGREED = frozenset({Finding.REL_NOT_AS_AGREED, Finding.WRONG_ANCHOR, Finding.HIDDEN})
#: What keeps a link that was agreed dofollow from counting, although its own rel is as agreed.
_AGAINST_DOFOLLOW = frozenset(
    {
        Finding.META_NOFOLLOW,
        Finding.HEADER_NOFOLLOW,
        Finding.META_NOINDEX,
        Finding.HEADER_NOINDEX,
        Finding.ROBOTS_TXT_BLOCKED,
        Finding.CANONICAL_ELSEWHERE,
    }
)


class Event(StrEnum):
    """What a look changed that somebody may want to know.

    ``live``, ``live_but``, ``lost`` and ``back`` are channel posts; ``changed`` and ``wrong_target`` belong
    in the card's thread; ``ask`` and ``expired`` ask the owner; ``at_risk`` and ``recovered`` only show on
    the card.
    """

    LIVE = "live"
    LIVE_BUT = "live_but"
    AT_RISK = "at_risk"
    RECOVERED = "recovered"
    LOST = "lost"
    BACK = "back"
    CHANGED = "changed"
    WRONG_TARGET = "wrong_target"
    ASK = "ask"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What is known of a placement before or after a look; times are aware UTC.

    ``misses`` counts the readable looks without the link in a row, ``missed_at`` are the times of the first
    and of the last ones. ``findings`` are the last readable look's (while nothing was ever live: the last
    look's), ``live_findings`` those of the last look that saw the link, None while none did.
    """

    state: PlacementState
    created_at: datetime
    rel_agreed: RelAgreed | None = None
    promised_by: date | None = None
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()
    live_findings: tuple[Finding, ...] | None = None
    detail: str = ""
    checked_at: datetime | None = None
    first_live_at: datetime | None = None
    last_seen_at: datetime | None = None
    lost_at: datetime | None = None
    misses: int = 0
    missing_since: datetime | None = None
    missed_at: tuple[datetime, ...] = ()
    unseen: int = 0
    vouched_by: str | None = None
    vouched_at: datetime | None = None
    vouched_until: datetime | None = None
    wrong_href: str | None = None

    def vouched(self, now: datetime) -> bool:
        """Whether a person's word that the link is there counts: until its end, or else until a miss."""
        return self.vouched_at is not None and (self.vouched_until is None or now < self.vouched_until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The facts after a look, what is to be said about it, and when to look again (None: never).

    ``differs`` are the findings that break what was agreed. ``by_word`` says that a person's word made the
    placement live. ``card`` says that the living card has something else to show.
    """

    facts: PlacementFacts
    events: tuple[Event, ...]
    next_look: datetime | None
    differs: tuple[Finding, ...] = ()
    by_word: bool = False
    card: bool = False


def judge(facts: PlacementFacts, seen: Observation, now: datetime, jitter: Random) -> Ruling:
    """What one look means: the transition function of the placement's states.

    A look that could not see never moves a placement towards lost; lost needs three readable misses over at
    least 24 hours; a person's word makes an unreadable page live until a readable miss ends it. What was
    withdrawn is never touched.
    """
    if facts.state is PlacementState.WITHDRAWN:
        return Ruling(facts, (), None)
    match seen.verdict:
        case Verdict.LIVE:
            after, events = _seen_live(facts, seen, now)
        case Verdict.MISSING:
            after, events = _seen_missing(facts, seen, now)
        case Verdict.UNSEEN:
            after, events = _not_seen(facts, seen, now)
        case _:
            assert_never(seen.verdict)
    if _expired_since_last_look(facts, after, now):
        events = (*events, Event.EXPIRED)
    return Ruling(
        facts=after,
        events=events,
        next_look=next_look(after, now, jitter, retry_after=seen.retry_after),
        differs=differs(facts.rel_agreed, seen.findings) if seen.verdict is Verdict.LIVE else (),
        by_word=seen.verdict is Verdict.UNSEEN and after.state is not facts.state,
        card=_card(facts) != _card(after),
    )


def differs(rel_agreed: RelAgreed | None, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings about a standing link that break what was agreed.

    Only what was agreed can be broken: without a word about rel, a nofollow link on a noindex page is simply
    live. Agreed dofollow means a link that counts, so the page must invite search engines, too.
    """
    broken = _NEVER_AGREED | (_AGAINST_DOFOLLOW if rel_agreed is RelAgreed.DOFOLLOW else frozenset())
    return tuple(finding for finding in findings if finding in broken)


def _seen_live(
    facts: PlacementFacts, seen: Observation, now: datetime
) -> tuple[PlacementFacts, tuple[Event, ...]]:
    after = replace(
        facts,
        state=PlacementState.LIVE,
        verdict=Verdict.LIVE,
        findings=seen.findings,
        live_findings=seen.findings,
        detail=seen.detail,
        checked_at=now,
        first_live_at=facts.first_live_at or now,
        last_seen_at=now,
        lost_at=None,
        misses=0,
        missing_since=None,
        missed_at=(),
        unseen=0,
        wrong_href=None,
    )
    broken = differs(facts.rel_agreed, seen.findings)
    if facts.state is PlacementState.PROMISED:
        return after, (Event.LIVE_BUT if broken else Event.LIVE,)
    if facts.state is PlacementState.LOST:
        return after, (Event.BACK,)
    events = (Event.RECOVERED,) if facts.state is PlacementState.AT_RISK else ()
    if facts.live_findings is None:
        # It was live by a person's word: only what breaks the agreement is news.
        return after, (*events, Event.CHANGED) if broken else events
    turned = MATERIAL.intersection(facts.live_findings) != MATERIAL.intersection(seen.findings)
    return after, (*events, Event.CHANGED) if turned else events


def _seen_missing(
    facts: PlacementFacts, seen: Observation, now: datetime
) -> tuple[PlacementFacts, tuple[Event, ...]]:
    after = replace(
        facts,
        verdict=Verdict.MISSING,
        findings=seen.findings,
        detail=seen.detail,
        checked_at=now,
        unseen=0,
        wrong_href=seen.wrong_href,
        vouched_until=now if facts.vouched(now) else facts.vouched_until,
    )
    said = (Event.WRONG_TARGET,) if seen.wrong_href and seen.wrong_href != facts.wrong_href else ()
    if facts.state not in {PlacementState.LIVE, PlacementState.AT_RISK}:
        return after, said
    since = facts.missing_since
    # A first miss in the future is a clock that was set back: counting starts again.
    first = facts.state is PlacementState.LIVE or since is None or since > now
    misses = 1 if first else facts.misses + 1
    since = now if first or since is None else since
    missed_at = (now,) if first else _with_miss(facts.missed_at, now)
    after = replace(after, misses=misses, missing_since=since, missed_at=missed_at)
    if misses >= LOST_MISSES and now - since >= LOST_AFTER:
        return replace(after, state=PlacementState.LOST, lost_at=now), (Event.LOST, *said)
    after = replace(after, state=PlacementState.AT_RISK)
    return after, (Event.AT_RISK, *said) if facts.state is PlacementState.LIVE else said


def _with_miss(missed_at: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    if len(missed_at) < MISSES_KEPT:
        return (*missed_at, now)
    return (missed_at[0], *missed_at[2:], now)


def _not_seen(
    facts: PlacementFacts, seen: Observation, now: datetime
) -> tuple[PlacementFacts, tuple[Event, ...]]:
    after = replace(facts, verdict=Verdict.UNSEEN, detail=seen.detail, checked_at=now)
    if facts.state is PlacementState.PROMISED:
        after = replace(after, findings=seen.findings)
    if facts.vouched(now):
        return _by_word(after, facts.vouched_at or now)
    after = replace(after, unseen=facts.unseen + 1)
    asks = after.unseen == ASK_AFTER and facts.state is not PlacementState.LOST
    return after, (Event.ASK,) if asks else ()


def _by_word(facts: PlacementFacts, vouched_at: datetime) -> tuple[PlacementFacts, tuple[Event, ...]]:
    """A page that can't be read holds the link, because a person says so."""
    said = {
        PlacementState.PROMISED: (Event.LIVE,),
        PlacementState.AT_RISK: (Event.RECOVERED,),
        PlacementState.LOST: (Event.BACK,),
    }.get(facts.state, ())
    after = replace(
        facts,
        state=PlacementState.LIVE,
        first_live_at=facts.first_live_at or vouched_at,
        last_seen_at=max(facts.last_seen_at or vouched_at, vouched_at),
        lost_at=None,
        misses=0,
        missing_since=None,
        missed_at=(),
        unseen=0,
    )
    return after, said


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
            due = now + _early(_standing(now - (facts.first_live_at or now)), jitter)
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


def obeyed(retry_after: float) -> timedelta:
    """How long a Retry-After of so many seconds is obeyed: never negative, at most seven days."""
    longest = LONGEST_RETRY_AFTER.total_seconds()
    return timedelta(seconds=min(max(retry_after, 0.0), longest) if retry_after == retry_after else 0.0)


def expires_at(facts: PlacementFacts) -> datetime:
    """When a promise that nothing came of is asked about: 60 days after its date, or after it was made."""
    if facts.promised_by is None:
        return facts.created_at + EXPIRES_AFTER
    return max(_noon(facts.promised_by), facts.created_at) + EXPIRES_AFTER


def _expired_since_last_look(before: PlacementFacts, after: PlacementFacts, now: datetime) -> bool:
    if after.state is not PlacementState.PROMISED:
        return False
    deadline = expires_at(after)
    return now >= deadline and (before.checked_at is None or before.checked_at < deadline)


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
    """1, 6 and 24 hours after the first miss; hourly while misses are still lacking after that."""
    since = facts.missing_since or now
    marks = (since + mark for mark in AT_RISK_LOOKS)
    return min(next((mark for mark in marks if mark > now), now + HOUR), now + LOST_AFTER)


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


def _card(facts: PlacementFacts) -> tuple[object, ...]:
    """What of the facts the living card shows."""
    return (
        facts.state,
        facts.verdict,
        facts.findings,
        facts.detail,
        facts.wrong_href,
        facts.unseen >= ASK_AFTER,
        facts.vouched_until,
    )
