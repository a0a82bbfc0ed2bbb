"""Tasks that somebody kept in a table, brought into the ledger; the same table twice changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, update

from storage.dialect import insert
from storage.incoming import incoming_people, incoming_placements, incoming_touches
from storage.incoming.incoming_people import Person
from storage.incoming.incoming_placements import Wanted, names_link
from storage.incoming.incoming_touches import Done, Kept
from storage.incoming.known_tasks import Meant, Owners, recognised
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped, Tally
from storage.links import attributing
from storage.models import Outreach
from storage.store import Scope
from storage.words import Stage, TouchKind

_tasks: Table = Outreach.__table__  # type: ignore[assignment]
#: What a table may change about a task that came in with it; nobody has acted on it since.
_NAMES = ("stage", "owner", "tactic", "target", "follow_up_at", "price_amount", "price_currency", "text")
_UPDATE = (
    update(_tasks)
    .where(_tasks.c.workspace_id == bindparam("its_workspace"), _tasks.c.id == bindparam("its_id"))
    .values(
        {name: bindparam(f"new_{name}") for name in (*_NAMES, "created_at", "asked_told", "updated_at")}
        | {"version": _tasks.c.version + 1}
    )
)


@dataclass(slots=True)
class Brought:
    """What came of some rows: how many of which kind, which were left out, and the links that are told of."""

    tally: Tally
    skipped: list[Skipped] = field(default_factory=list)
    links: list[ReportedLink] = field(default_factory=list)


async def bring_in(
    scope: Scope,
    said: Sequence[ReportedTask],
    owners: Owners,
    *,
    campaign: str | None,
    by: str | None,
    now: datetime,
    placed: int = 0,
) -> Brought:
    """Bring in some rows of a table, in one transaction.

    A task is recognised by the number that the table gives it, by site, contact, target and campaign. One
    that somebody has acted on since stays as it is. ``campaign`` is for rows that name none. ``placed`` links
    of the same file are looked at already.
    """
    meant, skipped = await recognised(scope, said, owners, campaign)
    again = len(said) - len(skipped) - len(meant)
    brought = Brought(Tally(read=len(said), skipped=len(skipped), unchanged=again), skipped)
    fresh = [(key, one) for key, one in meant.items() if one.known is None]
    open_ones = [one for one in meant.values() if one.known is not None and not one.closed]
    on_record = await incoming_touches.kept(scope, [one.id for one in open_ones])
    await _add(scope, fresh, by, now)
    changed = await _change(scope, open_ones, on_record, now)
    done = [
        each
        for one in (*open_ones, *(one for _, one in fresh))
        for each in incoming_touches.missing(
            incoming_touches.history(one.id, one.said, one.owner, now), on_record.get(one.id, {})
        )
    ]
    await incoming_touches.write(scope, done, on_record)
    changed |= {one.task for one in done}
    standing = [one for one in meant.values() if not one.closed]
    changed |= await _watch(scope, standing, brought, by, now, placed)
    _count(brought.tally, meant, changed, done)
    if changed:
        await attributing.revisit(scope, {one.said.site for one in meant.values()}, now=now)
    return brought


async def _add(scope: Scope, fresh: Sequence[tuple[str, Meant]], by: str | None, now: datetime) -> None:
    if not fresh:
        return
    # In the order in which one task is logged, so that neither waits for the other's numbers.
    sites = await incoming_people.sites(scope, {one.said.site for _, one in fresh}, now)
    first = await scope.next_ids(Outreach, len(fresh))
    named = {
        key: Person(sites[one.said.site], one.said.contact_name, one.said.contact_email)
        for key, one in fresh
        if one.said.contact_name or one.said.contact_email
    }
    await incoming_people.people(scope, list(named.values()), now)
    rows: list[dict[str, Any]] = []
    for number, (key, meant) in enumerate(fresh, first):
        meant.id = number
        one, campaign = meant.said, meant.campaign
        rows.append(
            {
                "workspace_id": scope.workspace_id,
                "id": number,
                "campaign_id": campaign.id if campaign else None,
                "prospect_id": sites[one.site],
                "contact_id": named[key].id if key in named else None,
                "channel": (campaign.channel if campaign else None) or meant.owner,
                "import_key": key,
                "created_by": by or meant.owner,
                "created_at": min(one.asked or now, now),
                "asked_told": one.asked is not None or one.stage is Stage.PLANNED,
                "updated_at": now,
                "version": 1,
                "step": 0,
                "acted": False,
                "follow_up_timed": False,
                **_values(one, meant.owner),
            }
        )
    await scope.session.execute(insert(scope.session, _tasks), rows)


def _values(one: ReportedTask, owner: str) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "owner": owner,
        "tactic": one.tactic,
        "target": one.target,
        "follow_up_at": one.follow_up,
        "price_amount": str(one.price.amount) if one.price else None,
        "price_currency": one.price.currency if one.price else None,
        "text": one.note or "",
    }


async def _change(
    scope: Scope,
    open_ones: Sequence[Meant],
    on_record: Mapping[int, Mapping[TouchKind, Kept]],
    now: datetime,
) -> set[int]:
    """Set the tasks to what the table says now; which are not as they were."""
    rows: list[dict[str, Any]] = []
    for one in open_ones:
        row, values = one.known, _values(one.said, one.owner)
        if row is None:
            continue
        # Only a day that was open is filled in: another one than before is another ask's.
        values |= {"created_at": row.created_at, "asked_told": row.asked_told}
        ask = on_record.get(one.id, {}).get(TouchKind.ASKED)
        if one.said.asked is not None and (ask is None or ask.at is None):
            values |= {"created_at": min(one.said.asked, now), "asked_told": True}
        elif ask is None and one.said.stage is not Stage.PLANNED:
            values |= {"asked_told": False}
        if any(getattr(row, name) != value for name, value in values.items()):
            rows.append(
                {"its_workspace": scope.workspace_id, "its_id": one.id, "new_updated_at": now}
                | {f"new_{name}": value for name, value in values.items()}
            )
    if rows:
        await scope.session.execute(_UPDATE, rows)
    return {row["its_id"] for row in rows}


async def _watch(
    scope: Scope,
    open_ones: Sequence[Meant],
    brought: Brought,
    by: str | None,
    now: datetime,
    placed: int,
) -> set[int]:
    """Have the links looked at that the rows name; what they tell of links that stand; which is new."""
    naming = [one for one in open_ones if names_link(one.said)]
    wanted = [
        Wanted(one.id, one.said, one.owner, one.target, fresh=one.known is None)
        for one in naming
        if one.target is not None
    ]
    numbers, news = await incoming_placements.bring_in(scope, wanted, by=by, now=now, before=placed)
    brought.tally.unplaced = len(naming) - len(wanted)
    brought.tally.placed = len(news)
    brought.links = [
        ReportedLink(
            one.said.line,
            one.said.page,
            one.target,
            target_told=one.said.target is not None,
            anchor=one.said.anchor,
            first_seen=one.said.live_at,
            placement=numbers.get(one.task),
        )
        for one in wanted
        if one.said.stage is Stage.WON and one.said.page is not None
    ]
    return news


def _count(tally: Tally, meant: Mapping[str, Meant], changed: set[int], done: Sequence[Done]) -> None:
    fresh = {one.id for one in meant.values() if one.known is None}
    tally.new, tally.updated = len(fresh), len(changed - fresh)
    tally.unchanged += len(meant) - tally.new - tally.updated
    tally.undated_asks = sum(one.at is None for one in done if one.what is TouchKind.ASKED)
    tally.undated_answers = sum(one.at is None for one in done if one.what is not TouchKind.ASKED)
