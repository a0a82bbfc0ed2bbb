"""Due looks: handing hosts to whoever visits them, and taking the results back.

A host is held by a lease with a token: one visitor at a time, and what comes back under a token that is not
the host's any more writes nothing. Whatever is abandoned is due again when its lease ends.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import (
    Row,
    bindparam,
    delete,
    exists,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.models import HostLease, Placement, Schedule
from storage.store import Store
from storage.watch import check_results, incident_posts, site_pages
from storage.watch.check_statements import (
    DUE,
    GIVE_BACK,
    HELD,
    HOSTS,
    KNOWN,
    ROWS_A_HOST,
    TAKE,
    WINDOW,
    WON,
    leases,
)
from storage.watch.due import DuePlacement, HostVisit, Looked, Validators, Visited
from storage.watch.look_times import obeyed
from storage.words import PlacementState, Verdict

#: How often a claim tries again that lost every host it picked to another process.
TRIES = 3
#: No look is planned further ahead, and no lease or patience lasts longer: what does was written by a clock
#: that went wrong, and must not keep a host from being visited until that time comes.
FURTHEST_LOOK = timedelta(days=15)
LONGEST_LEASE = timedelta(hours=1)
LONGEST_PATIENCE = timedelta(days=8)
#: A server is believed that a page is as it was for so long; then the page is asked for whole.
WHOLE_EVERY = timedelta(days=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def claim(
    store: Store, *, now: datetime, token: str, lease: timedelta, hosts: int, pages: int
) -> list[HostVisit]:
    """Take up to ``hosts`` hosts that have something due, with up to ``pages`` due placements each.

    ``token`` must be new for every claim. Costs what is due, not what is stored.
    """
    until = now + lease
    for _ in range(TRIES):
        # Only taking them is a change: what is due is read before and after, while others may write.
        async with store.read() as session:
            wanted = await _hosts_with_due(session, now, hosts)
        if not wanted:
            return []
        async with store.write() as session:
            won = await _take(session, wanted, token, until, now)
        async with store.read() as session:
            due, unwatched = await _due(session, won, now, pages)
        idle = [host for host in won if host not in due]
        if idle or unwatched:
            await _let_go(store, idle, token, unwatched)
        if due:
            return [HostVisit(host, token, until, tuple(due[host])) for host in won if host in due]
    return []


async def _hosts_with_due(session: AsyncSession, now: datetime, hosts: int) -> list[str]:
    given = {
        "now": now,
        "just_after": now + timedelta(microseconds=1),
        "latest_lease": now + LONGEST_LEASE,
        "latest_patience": now + LONGEST_PATIENCE,
        "hosts": hosts,
    }
    # Where few hosts have much that is due, more rows are looked at.
    for window in (*(hosts * rows for rows in ROWS_A_HOST), WINDOW):
        found = (await session.execute(HOSTS, given | {"window": window})).all()
        if len(found) == hosts or sum(row.due for row in found) < window:
            break
    return [row.host for row in found]


async def _take(
    session: AsyncSession, hosts: Sequence[str], token: str, until: datetime, now: datetime
) -> list[str]:
    """The hosts whose lease is ours now, in the order wanted."""
    given = {
        "its_hosts": list(hosts),
        "its_token": token,
        "its_until": until,
        "now": now,
        "latest_lease": now + LONGEST_LEASE,
        "latest_patience": now + LONGEST_PATIENCE,
    }
    won = set((await session.scalars(TAKE, given)).all())
    others = sorted(set(hosts) - won)
    # A lease that is there is held, or somebody is taking it now: who writes it again would wait for them.
    known = set((await session.scalars(KNOWN, {"its_hosts": others})).all()) if others else set()
    if new := [host for host in others if host not in known]:
        # In one order everywhere, so that two processes never wait for each other in a circle.
        rows = [{"host": host, "token": token, "until": until} for host in new]
        await session.execute(insert(session, leases).on_conflict_do_nothing(), rows)
        won.update(await session.scalars(WON, {"its_hosts": new, "its_token": token}))
    return [host for host in hosts if host in won]


async def _due(
    session: AsyncSession, hosts: Sequence[str], now: datetime, pages: int
) -> tuple[dict[str, list[DuePlacement]], list[tuple[int, int]]]:
    """What is due on each of these hosts, and the placements that are due and watched no more."""
    due: dict[str, list[DuePlacement]] = {}
    unwatched: list[tuple[int, int]] = []
    if not hosts:
        return due, unwatched
    found = await session.execute(DUE, {"its_hosts": list(hosts), "now": now, "pages": pages})
    for row in found.all():
        if row.removed_at is not None or row.state is PlacementState.WITHDRAWN:
            unwatched.append((row.workspace_id, row.id))
            continue
        due.setdefault(row.host, []).append(
            DuePlacement(
                row.workspace_id,
                row.slack_id,
                row.id,
                row.page,
                row.site,
                row.target,
                row.anchor,
                row.rel_agreed,
                _validators(row, now),
                row.created_at,
            )
        )
    return due, unwatched


def _validators(row: Row[*tuple[Any, ...]], now: datetime) -> Validators | None:
    """What may spare the next look a read. A server's word that nothing changed stands for a link that was
    seen, and not for long: some keep a page's tag while they change it. No word is a look at a page without
    the link, or an old copy's could count as a miss, and hide the link that was promised.
    """
    if row.page is None or row.verdict not in {Verdict.LIVE, Verdict.MISSING}:
        return None
    asked_whole = row.verdict is Verdict.MISSING or _stretch(row, row.checked_at) != _stretch(row, now)
    if asked_whole:
        return Validators(body_hash=row.body_hash)
    return Validators(row.etag, row.last_modified, row.body_hash)


def _stretch(row: Row[*tuple[Any, ...]], at: datetime | None) -> int | None:
    """Which of the stretches ``at`` is in that begin with a look at the whole page; each day a few begin."""
    return None if at is None else (at - _EPOCH + row.id * timedelta(days=1)) // WHOLE_EVERY


async def _let_go(
    store: Store, idle: Sequence[str], token: str, unwatched: Sequence[tuple[int, int]]
) -> None:
    """Give back the hosts on which nothing is due after all, and forget what is watched no more."""
    async with store.write() as session:
        if unwatched:
            # One that is watched again by now keeps its place.
            watched = exists().where(
                Placement.workspace_id == Schedule.workspace_id,
                Placement.id == Schedule.placement_id,
                Placement.removed_at.is_(None),
                Placement.state != PlacementState.WITHDRAWN,
            )
            these = tuple_(Schedule.workspace_id, Schedule.placement_id).in_(unwatched)
            await session.execute(delete(Schedule).where(these, ~watched))
        if idle:
            await session.execute(GIVE_BACK, {"its_token": token, "its_hosts": list(idle)})


async def record(store: Store, visited: Visited, *, now: datetime, jitter: Random) -> bool:
    """Write what one visit saw; False when its lease was lost and nothing was written."""
    return visited.visit.host in await record_all(store, [visited], now=now, jitter=jitter)


async def record_all(
    store: Store, visits: Sequence[Visited], *, now: datetime, jitter: Random
) -> frozenset[str]:
    """Write what several visits saw, in one transaction: the hosts whose lease still held.

    Of a host whose lease is not the visit's any more nothing is written: another visitor has it.
    """
    async with store.write() as session:
        held = await _held(session, visits)
        mine = [visited for visited in visits if (visited.visit.host, visited.visit.token) in held]
        looked: dict[tuple[int, str], list[Looked]] = {}
        for visited in mine:
            for one in visited.looked:
                looked.setdefault((one.due.workspace_id, one.due.slack_id), []).append(one)
        for (workspace_id, slack_id), some in sorted(looked.items(), key=lambda item: item[0]):
            await check_results.apply(session, workspace_id, slack_id, some, now=now, jitter=jitter)
        await site_pages.keep(session, [one for visited in mine for one in visited.passed])
        await site_pages.forget_found(session, [one for visited in mine for one in visited.looked])
        await _postpone(session, mine, now)
        await _give_back(session, (visited for visited in mine if visited.ended))
        await _keep(session, (visited for visited in mine if not visited.ended))
    return frozenset(visited.visit.host for visited in mine)


async def set_right(store: Store, *, now: datetime) -> None:
    """Have looked at and said now what a clock that went wrong has put off beyond all that is planned."""
    async with store.write() as session:
        await session.execute(
            update(Schedule).where(Schedule.due_at > now + FURTHEST_LOOK).values(due_at=now)
        )
        await incident_posts.say_held(session, now)


async def give_back(store: Store, visits: Sequence[HostVisit]) -> None:
    """Let go of hosts without a result; what is due there stays due."""
    async with store.write() as session:
        await _give_back(session, (Visited(visit, ()) for visit in visits))


async def _held(session: AsyncSession, visits: Sequence[Visited]) -> set[tuple[str, str | None]]:
    given = {"its_hosts": [visited.visit.host for visited in visits]}
    return {(host, token) for host, token in (await session.execute(HELD, given)).all()}


async def _postpone(session: AsyncSession, visits: Iterable[Visited], now: datetime) -> None:
    """A host that asked for patience gets it, for all its pages."""
    for visited in visits:
        if visited.retry_after is None:
            continue
        host, not_before = visited.visit.host, now + obeyed(visited.retry_after)
        await session.execute(update(HostLease).where(HostLease.host == host).values(not_before=not_before))
        # Moved away, so that the rows of a host that may not be visited are not walked over at every tick.
        await session.execute(
            update(Schedule)
            .where(Schedule.host == host, Schedule.due_at < not_before)
            .values(due_at=not_before)
        )


async def _give_back(session: AsyncSession, visits: Iterable[Visited]) -> None:
    hosts: dict[str, list[str]] = {}
    for visited in visits:
        hosts.setdefault(visited.visit.token, []).append(visited.visit.host)
    for token, its_hosts in hosts.items():
        await session.execute(GIVE_BACK, {"its_token": token, "its_hosts": its_hosts})


async def _keep(session: AsyncSession, visits: Iterable[Visited]) -> None:
    rows = [
        {"its_host": visited.visit.host, "its_token": visited.visit.token, "new_until": visited.until}
        for visited in visits
        if visited.until is not None
    ]
    if rows:
        await session.execute(
            update(leases)
            .where(leases.c.host == bindparam("its_host"), leases.c.token == bindparam("its_token"))
            .values(until=bindparam("new_until")),
            rows,
        )


async def bring_forward(store: Store, now: datetime) -> None:
    """Make everything that is watched due now: the rehearsal's editors want to be seen at once."""
    async with store.write() as session:
        await session.execute(update(Schedule).where(Schedule.due_at > now).values(due_at=now))
        await session.execute(update(HostLease).values(not_before=None))
