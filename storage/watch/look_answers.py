"""Looks that a person waits for: claimed like due ones, answered in the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import or_, select, tuple_, update

from storage.models import Look, Placement, PostKind, Schedule, Workspace
from storage.posts import outbox
from storage.posts.event_posts import iso
from storage.store import Scope, Store
from storage.watch import check_results, history, watched_links
from storage.watch.checks import LONGEST_LEASE
from storage.watch.due import DuePlacement, Looked
from storage.watch.observation import Observation
from storage.watch.watched_links import Sight
from storage.words import PlacementState, RelAgreed, Verdict


@dataclass(frozen=True, slots=True)
class WantedLook:
    """One look that somebody waits for.

    ``answer`` says where the answer goes: {"response_url"}, or {"channel", "thread_ts", "user"}.
    """

    workspace_id: int
    slack_id: str
    id: int
    by: str
    page: str
    target: str
    anchor: str | None
    rel_agreed: RelAgreed | None
    placement_id: int | None
    answer: dict[str, Any]
    asked_at: datetime
    token: str


async def claim_looks(
    store: Store, *, now: datetime, token: str, lease: timedelta, limit: int
) -> list[WantedLook]:
    """Take up to ``limit`` looks that nobody is at, the longest waiting first; ``token`` is new each time."""
    async with store.write() as session:
        waiting = (
            select(Look.workspace_id, Look.id)
            .where(or_(Look.until.is_(None), Look.until <= now, Look.until > now + LONGEST_LEASE))
            .order_by(Look.asked_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        keys = [(row.workspace_id, row.id) for row in await session.execute(waiting)]
        if not keys:
            return []
        mine = tuple_(Look.workspace_id, Look.id).in_(keys)
        await session.execute(update(Look).where(mine).values(token=token, until=now + lease))
        query = (
            select(Look.__table__, Workspace.slack_id)
            .join(Workspace, Workspace.id == Look.workspace_id)
            .where(mine)
            .order_by(Look.asked_at, Look.id)
        )
        rows = (await session.execute(query)).all()
    return [
        WantedLook(
            workspace_id=row.workspace_id,
            slack_id=row.slack_id,
            id=row.id,
            by=row.by,
            page=row.page,
            target=row.target,
            anchor=row.anchor,
            rel_agreed=row.rel_agreed,
            placement_id=row.placement_id,
            answer=row.answer,
            asked_at=row.asked_at,
            token=token,
        )
        for row in rows
    ]


async def answer_look(
    store: Store, look: WantedLook, seen: Observation, *, now: datetime, jitter: Random
) -> bool:
    """Queue the answer, once, and let a watched placement know what was seen.

    False when the look is somebody else's by now: then nothing is written.
    """
    async with store.write() as session:
        held = await session.scalar(
            select(Look)
            .where(Look.workspace_id == look.workspace_id, Look.id == look.id, Look.token == look.token)
            .with_for_update()
        )
        if held is None:
            return False
        scope = Scope(session, look.workspace_id, look.slack_id)
        due = await _as_due(scope, look)
        # The front page alone says nothing of a link whose page is unknown, unless it is there: that takes
        # the search of the site, whose turn must stay.
        if due is not None and (due.page is not None or seen.verdict is Verdict.LIVE):
            one = [Looked(due, seen)]
            await check_results.apply(session, look.workspace_id, look.slack_id, one, now=now, jitter=jitter)
        watched: dict[str, Any] = {}
        backlink = watched_links.backlink_of(look.answer)
        if backlink is not None:
            sight = await watched_links.saw(scope, backlink, seen, now=now)
            seen = sight.seen
            if look.answer.get(watched_links.QUIET) and sight.turned is None:
                await session.delete(held)
                return True
            watched = {"watched": _turn(backlink, sight)} if sight.turned else {}
        await outbox.put(
            scope,
            PostKind.ANSWER,
            f"look:{look.id}",
            "answer",
            _lane(look),
            {"user": look.by, **look.answer, "look": look_facts(look, seen), **watched},
            now=now,
            thread_ts=look.answer.get("thread_ts"),
            urgent=True,
        )
        await session.delete(held)
    return True


async def _as_due(scope: Scope, look: WantedLook) -> DuePlacement | None:
    """The placement that was looked at, if it is still watched and this is what is asked about it."""
    if look.placement_id is None:
        return None
    row = await scope.session.get(Placement, (scope.workspace_id, look.placement_id))
    if row is None or row.removed_at is not None or row.state is PlacementState.WITHDRAWN:
        return None
    schedule = await scope.session.get(Schedule, (scope.workspace_id, row.id))
    terms = (row.target, row.anchor, row.rel_agreed)
    if schedule is None or terms != (look.target, look.anchor, look.rel_agreed):
        return None
    if row.page is not None and row.page != look.page:
        return None
    return DuePlacement(
        scope.workspace_id,
        scope.slack_id,
        row.id,
        row.page,
        row.site,
        row.target,
        row.anchor,
        row.rel_agreed,
        None,
        row.created_at,
    )


def _turn(backlink: int, sight: Sight) -> dict[str, Any]:
    """What became of a watched link, as its answer's body has it; times are UTC ISO 8601."""
    return {
        "backlink": backlink,
        "turned": sight.turned,
        "misses": sight.misses,
        "missed_at": [iso(at) for at in sight.missed_at],
        "last_seen_at": iso(sight.last_seen_at),
        "lost_at": iso(sight.lost_at),
    }


def _lane(look: WantedLook) -> str:
    """Whose line the answer stands in: the reader's own, unless a whole channel reads it."""
    alone = look.answer.get("response_url") or not look.answer.get("channel")
    return str((look.answer.get("user") or look.by) if alone else look.answer["channel"])


def look_facts(look: WantedLook, seen: Observation) -> dict[str, Any]:
    """What was seen, named as ``outreach check --json`` names it, and the proof."""
    kept = history.storable(seen)
    link = kept.link
    return {
        "placement": look.placement_id,
        "page": look.page,
        "target": look.target,
        "verdict": kept.verdict.value,
        "findings": [finding.value for finding in kept.findings],
        "href": link.href if link else kept.wrong_href,
        "anchor": link.anchor if link else None,
        "rel": list(link.rel) if link else [],
        "html": link.html if link else None,
        "before": link.before if link else None,
        "after": link.after if link else None,
        "followed": kept.followed,
        "indexable": kept.indexable,
        "status": kept.status,
        "final_url": kept.final_url,
        "redirects": list(kept.redirects),
        "title": kept.title,
        "wrong_href": kept.wrong_href,
        "detail": kept.detail,
        "anchor_agreed": look.anchor,
        "rel_agreed": look.rel_agreed.value if look.rel_agreed else None,
        "checked_at": kept.checked_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
