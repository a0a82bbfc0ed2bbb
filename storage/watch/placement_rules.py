"""What one look at a page means for a placement: the states. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from storage.watch.look_times import expires_at, next_look
from storage.watch.observation import Observation
from storage.watch.placement_facts import Event, PlacementFacts, Ruling
from storage.words import Finding, PlacementState, RelAgreed, Verdict

#: Lost needs this many readable misses, the last of them this long after the first.
LOST_MISSES = 3
LOST_AFTER = timedelta(hours=24)
#: After so many looks in a row that could not see, the owner is asked to look.
ASK_AFTER = 3
MISSES_KEPT = 10

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


def judge(facts: PlacementFacts, seen: Observation, now: datetime, jitter: Random) -> Ruling:
    """What one look means: the transition function of the placement's states.

    A look that could not see never moves a placement towards lost, nor does one that found another page of
    the target's site linked; lost needs three readable misses over at least 24 hours; a person's word makes
    an unreadable page live until a readable miss ends it. What was withdrawn is never touched.
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
        first_live_at=facts.first_live_at or facts.told_live_at or now,
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
        wrong_href=facts.wrong_href if seen.unchanged else seen.wrong_href,
        vouched_until=now if facts.vouched(now) else facts.vouched_until,
    )
    said = (Event.WRONG_TARGET,) if after.wrong_href and after.wrong_href != facts.wrong_href else ()
    # A link to another page of the site is for people to talk about: it is told, and moves nothing.
    elsewhere = after.wrong_href is not None or Finding.WRONG_TARGET in seen.findings
    if elsewhere or facts.state not in {PlacementState.LIVE, PlacementState.AT_RISK}:
        return after, said
    since = facts.missing_since
    # A first miss in the future is a clock that was set back: counting starts again.
    first = facts.state is PlacementState.LIVE or since is None or since > now
    misses = 1 if first else facts.misses + 1
    since = now if first or since is None else since
    missed_at = (now,) if first else _with_miss(facts.missed_at, now)
    after = replace(after, misses=misses, missing_since=since, missed_at=missed_at)
    if misses >= LOST_MISSES and now - since >= LOST_AFTER:
        return replace(after, state=PlacementState.LOST, lost_at=now), (Event.LOST,)
    after = replace(after, state=PlacementState.AT_RISK)
    return after, (Event.AT_RISK,) if facts.state is PlacementState.LIVE else ()


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
        first_live_at=facts.first_live_at or facts.told_live_at or vouched_at,
        last_seen_at=max(facts.last_seen_at or vouched_at, vouched_at),
        lost_at=None,
        misses=0,
        missing_since=None,
        missed_at=(),
        unseen=0,
    )
    return after, said


def _expired_since_last_look(before: PlacementFacts, after: PlacementFacts, now: datetime) -> bool:
    if after.state is not PlacementState.PROMISED:
        return False
    deadline = expires_at(after)
    return now >= deadline and (before.checked_at is None or before.checked_at < deadline)


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
