"""What looks saw, written into the ledger: placements, schedule, history, backlinks, posts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from random import Random
from typing import Any

from sqlalchemy import Row, case, delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import locks_rows
from storage.links import backlinks
from storage.links.attribution import Promised
from storage.many import update_many
from storage.models import Outreach
from storage.posts import event_posts
from storage.posts.event_posts import Happened
from storage.sites import host_of
from storage.store import Scope
from storage.watch import another_page, door_doubts, history, incidents, same_again, watched_links
from storage.watch.check_statements import FACTS, LOCK_TASKS, READ, RESCHEDULE, SAME, UPDATE, schedule
from storage.watch.due import DuePlacement, Looked
from storage.watch.observation import Observation
from storage.watch.placement_facts import Event, PlacementFacts, Ruling
from storage.watch.placement_rules import judge
from storage.words import Ended, Finding, PlacementState, Stage, Verdict

#: All that is known of a placement, but when it was looked at and seen.
_BUT_TIMES = attrgetter(
    *(one.name for one in fields(PlacementFacts) if one.name not in {"checked_at", "last_seen_at"})
)


@dataclass(slots=True)
class _Change:
    """One placement's row, what was seen, and what follows from it."""

    row: Row[Any]
    seen: Observation
    before: PlacementFacts
    ruling: Ruling
    page: str | None
    version: int
    card: bool


async def apply(
    session: AsyncSession,
    workspace_id: int,
    slack_id: str,
    looked: Sequence[Looked],
    *,
    now: datetime,
    jitter: Random,
) -> None:
    """Write what was seen of one workspace's placements, each at most once in ``looked``.

    A placement that was withdrawn meanwhile is watched no more; one whose page or terms were changed while it
    was looked at keeps its schedule, as that look answers a question that nobody asks any more.
    """
    await _lock_tasks(session, workspace_id, [one.due.placement_id for one in looked])
    looked = await same_again.write(session, workspace_id, looked, jitter)
    if not looked:
        return
    scope = Scope(session, workspace_id, slack_id)
    rows = await _rows(session, workspace_id, [one.due.placement_id for one in looked])
    spared = any(one.seen.unchanged for one in looked)
    last = await history.last_seen(session, workspace_id, list(rows), facts=spared)
    doubtful = [one.due.placement_id for one in looked if _is_doubtful(one, rows.get(one.due.placement_id))]
    known = await history.last_links(session, workspace_id, doubtful)
    changes: list[_Change] = []
    gone: list[int] = []
    for one in looked:
        row = rows.get(one.due.placement_id)
        if row is None:
            continue
        if row.removed_at is not None or row.state is PlacementState.WITHDRAWN:
            gone.append(row.id)
        elif _same_terms(row, one.due):
            before = known.get(row.id, history.LastLive())
            settled = door_doubts.settled(one.seen, before.links, before.framed)
            if row.page is not None:
                settled = another_page.in_its_place(settled, before.title, _stood(last.get(row.id)))
            seen = history.whole(history.storable(settled), last.get(row.id))
            changes.append(_judged(row, seen, jitter))
    await _reschedule(session, workspace_id, changes, gone)
    await _update_placements(session, workspace_id, changes)
    await history.keep(scope, [(change.row.id, change.seen) for change in changes], last)
    await _update_backlinks(scope, changes)
    await _win(session, workspace_id, changes, now)
    happened = [_happened(change) for change in changes if change.ruling.events or change.card]
    happened = await incidents.gather(scope, happened, now=now)
    await event_posts.put_all(scope, happened, now=now)


async def _lock_tasks(session: AsyncSession, workspace_id: int, ids: Sequence[int]) -> None:
    if locks_rows(session):
        await session.execute(LOCK_TASKS, {"its_workspace": workspace_id, "its_ids": list(ids)})


async def _rows(session: AsyncSession, workspace_id: int, ids: Sequence[int]) -> dict[int, Row[Any]]:
    found = await session.execute(READ, {"its_workspace": workspace_id, "its_ids": list(ids)})
    return {row.id: row for row in found}


def _is_doubtful(one: Looked, row: Row[Any] | None) -> bool:
    """Whether what was seen while the link stood may better the answer: promised pages never showed it."""
    missed = one.seen.verdict is Verdict.MISSING and row is not None and row.first_live_at is not None
    return missed or one.seen.doubt is not None


def _same_terms(row: Row[Any], due: DuePlacement) -> bool:
    return (row.page, row.target, row.anchor, row.rel_agreed) == (
        due.page,
        due.target,
        due.anchor,
        due.rel_agreed,
    )


def _stood(newest: Row[Any] | None) -> another_page.Stood | None:
    if newest is None:
        return None
    looks: int = newest._mapping["count"]  # a row has a method of that name
    return another_page.Stood(newest.verdict, newest.title, newest.first_seen_at, looks)


def facts_of(row: Row[Any]) -> PlacementFacts:
    """What the rules need to know of a placement's row."""
    return PlacementFacts(
        state=row.state,
        created_at=row.created_at,
        rel_agreed=row.rel_agreed,
        promised_by=row.promised_by,
        verdict=row.verdict,
        findings=_findings(row.findings),
        live_findings=None if row.live_findings is None else _findings(row.live_findings),
        detail=row.detail,
        checked_at=row.checked_at,
        first_live_at=row.first_live_at,
        last_seen_at=row.last_seen_at,
        lost_at=row.lost_at,
        misses=row.misses,
        missing_since=row.missing_since,
        missed_at=tuple(datetime.fromisoformat(at) for at in row.missed_at or ()),
        unseen=row.unseen,
        vouched_by=row.vouched_by,
        vouched_at=row.vouched_at,
        vouched_until=row.vouched_until,
        wrong_href=row.wrong_href,
        told_live_at=row.told_live_at,
    )


def _findings(codes: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(Finding(code) for code in codes)


def _judged(row: Row[Any], seen: Observation, jitter: Random) -> _Change:
    before = facts_of(row)
    ruling = judge(before, seen, seen.checked_at, jitter)
    found = row.page is None and seen.verdict is Verdict.LIVE
    page = seen.page if found else row.page
    card = ruling.card or found
    return _Change(row, seen, before, ruling, page, row.version + card, card)


async def _reschedule(
    session: AsyncSession, workspace_id: int, changes: Sequence[_Change], gone: Sequence[int]
) -> None:
    rows = [
        {
            "its_workspace": workspace_id,
            "its_id": change.row.id,
            "new_host": host_of(change.page) if change.page else change.row.site,
            "new_due_at": change.ruling.next_look,
        }
        for change in changes
    ]
    if rows:
        await update_many(session, RESCHEDULE, rows)
    if gone:
        await session.execute(
            delete(schedule).where(schedule.c.workspace_id == workspace_id, schedule.c.placement_id.in_(gone))
        )


async def _update_placements(session: AsyncSession, workspace_id: int, changes: Sequence[_Change]) -> None:
    same: list[_Change] = []
    other: list[_Change] = []
    for change in changes:
        (same if _is_same(change) else other).append(change)
    if same:
        await update_many(
            session,
            SAME,
            [
                {
                    "its_workspace": workspace_id,
                    "its_id": change.row.id,
                    "new_checked_at": change.ruling.facts.checked_at,
                    "new_last_seen_at": change.ruling.facts.last_seen_at,
                }
                for change in same
            ],
        )
    if other:
        await update_many(
            session, UPDATE, [{"its_workspace": workspace_id, **_new_values(change)} for change in other]
        )


def _is_same(change: _Change) -> bool:
    """Whether nothing was seen but what was seen before: most looks are."""
    row, seen, before, after = change.row, change.seen, change.before, change.ruling.facts
    return (
        change.version == row.version
        and change.page == row.page
        and _BUT_TIMES(after) == _BUT_TIMES(before)
        and (
            seen.verdict is Verdict.UNSEEN
            or (seen.etag, seen.last_modified, seen.body_hash) == (row.etag, row.last_modified, row.body_hash)
        )
    )


def _new_values(change: _Change) -> dict[str, Any]:
    facts, row, seen = change.ruling.facts, change.row, change.seen
    read = row if seen.verdict is Verdict.UNSEEN else seen
    values: dict[str, Any] = {f"new_{name}": getattr(facts, name) for name in FACTS}
    live = facts.live_findings
    return values | {
        "its_id": row.id,
        "new_findings": [finding.value for finding in facts.findings],
        "new_live_findings": None if live is None else [finding.value for finding in live],
        "new_missed_at": [at.isoformat() for at in facts.missed_at] or None,
        "new_page": change.page,
        "new_version": change.version,
        "new_etag": read.etag,
        "new_last_modified": read.last_modified,
        "new_body_hash": read.body_hash,
    }


async def _update_backlinks(scope: Scope, changes: Sequence[_Change]) -> None:
    sightings = [
        backlinks.Sighting(
            page=change.seen.final_url or change.page or change.seen.page,
            target=change.row.target,
            site=change.row.site,
            at=change.seen.checked_at if change.seen.verdict is Verdict.LIVE else facts.last_seen_at,
            link=change.seen.link if change.seen.verdict is Verdict.LIVE else None,
            followed=change.seen.followed if change.seen.verdict is Verdict.LIVE else None,
            indexable=change.seen.indexable if change.seen.verdict is Verdict.LIVE else None,
            placement_id=change.row.id,
            reason=_reason(change),
        )
        for change in changes
        for facts in (change.ruling.facts,)
        if facts.last_seen_at is not None and (change.seen.verdict is Verdict.LIVE or change.ruling.by_word)
    ]
    await backlinks.seen(scope, sightings)
    lost = [
        (change.row.id, change.seen.checked_at) for change in changes if Event.LOST in change.ruling.events
    ]
    await backlinks.lost(scope, lost)
    await watched_links.saw_none(
        scope,
        {
            change.row.id: change.seen
            for change in changes
            if change.seen.verdict is Verdict.MISSING
            and change.ruling.facts.state is PlacementState.PROMISED
            and change.row.page is not None
        },
    )


def _reason(change: _Change) -> str:
    row = change.row
    at = None if row.told else row.created_at
    seen_by = row.vouched_by if change.ruling.by_word else None
    return Promised(row.id, row.outreach_id, row.created_by, at, vouched_by=seen_by).words


async def _win(session: AsyncSession, workspace_id: int, changes: Sequence[_Change], now: datetime) -> None:
    """A link that stands ends its task: won, and nothing is left to follow up."""
    live = {Event.LIVE, Event.LIVE_BUT}
    won = {change.row.outreach_id for change in changes if live.intersection(change.ruling.events)}
    if won:
        await session.execute(
            update(Outreach)
            .where(Outreach.workspace_id == workspace_id, Outreach.id.in_(won))
            .values(
                stage=Stage.WON,
                follow_up_at=None,
                follow_up_timed=False,
                remind_at=None,
                ask_at=None,
                ended=case((Outreach.follow_up_at.is_not(None), Ended.LIVE), else_=Outreach.ended),
                ended_at=case((Outreach.follow_up_at.is_not(None), now), else_=Outreach.ended_at),
                acted=True,
                updated_at=now,
                version=Outreach.version + 1,
            )
        )


def _happened(change: _Change) -> Happened:
    """What is to be said. What a table told of, and nobody acted on since, is no news and gets no card.

    Hundreds of such rows come in at once: their people know them.
    """
    row = change.row
    known = row.told and not row.acted and row.card_ts is None
    return Happened(
        placement_id=row.id,
        outreach_id=row.outreach_id,
        page=change.page,
        site=row.site,
        target=row.target,
        anchor_agreed=row.anchor,
        owner=row.owner,
        campaign=row.campaign,
        client_mode=bool(row.client_mode),
        tactic=row.tactic,
        price=(row.price_amount, row.price_currency) if row.price_amount else None,
        promised_at=row.created_at,
        promised_by=row.promised_by,
        logged_at=row.logged_at,
        channel=row.campaign_channel or row.channel,
        card_channel=row.card_channel,
        card_ts=row.card_ts,
        incident=row.incident,
        before=change.before,
        ruling=change.ruling,
        seen=change.seen,
        version=change.version,
        card=change.card and not known,
        events=() if known and row.stage is Stage.WON else change.ruling.events,
    )
