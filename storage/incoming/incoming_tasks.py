"""Tasks that somebody kept in a table, brought into the ledger; the same table twice changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update

from storage.dialect import insert
from storage.incoming import incoming_people, incoming_placements, incoming_touches
from storage.incoming.incoming_people import Person
from storage.incoming.incoming_placements import Wanted, names_link
from storage.incoming.incoming_touches import Done, Kept
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped, Tally
from storage.links import attributing
from storage.models import Campaign, Outreach
from storage.pieces import pieces
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
_KEYED = (
    update(_tasks)
    .where(_tasks.c.workspace_id == bindparam("its_workspace"), _tasks.c.id == bindparam("its_id"))
    .values(import_key=bindparam("new_key"))
)


@dataclass(frozen=True, slots=True)
class Owners:
    """Whom a table means: ``by_name`` maps names in lower case to Slack ids, ``otherwise`` owns the rest."""

    by_name: Mapping[str, str]
    ids: frozenset[str]
    otherwise: str | None

    def named(self, written: str | None) -> str | None:
        """The Slack id of a person as a table writes it; None for nobody we know."""
        if not written:
            return self.otherwise
        bare = written.strip().strip("<>").removeprefix("@").partition("|")[0]
        if bare in self.ids:
            return bare
        return self.by_name.get(bare.lower())


@dataclass(slots=True)
class Brought:
    """What came of some rows: how many of which kind, which were left out, and the links that are told of."""

    tally: Tally
    skipped: list[Skipped] = field(default_factory=list)
    links: list[ReportedLink] = field(default_factory=list)


@dataclass(slots=True)
class _Meant:
    """A row with its owner and campaign: ``known`` is the task that it is, ``id`` its number."""

    said: ReportedTask
    owner: str
    campaign: Row[Any] | None
    known: Row[Any] | None = None
    id: int = 0

    @property
    def closed(self) -> bool:
        """Whether somebody has acted on the task, so that it stays as it is."""
        return self.known is not None and (self.known.acted or self.known.removed_at is not None)

    @property
    def target(self) -> str | None:
        """What its link goes to: as the row says, else the campaign's only site."""
        if self.said.target is not None:
            return self.said.target
        sites: Sequence[str] = self.campaign.sites if self.campaign is not None else []
        return f"https://{sites[0]}/" if len(sites) == 1 else None


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
    brought = Brought(Tally(read=len(said)))
    meant = await _meant(scope, said, owners, campaign, brought)
    await _recognise(scope, meant)
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


async def _meant(
    scope: Scope, said: Sequence[ReportedTask], owners: Owners, campaign: str | None, brought: Brought
) -> dict[str, _Meant]:
    """The rows by what they are recognised by; those that can't be kept are left out."""
    campaigns = await _campaigns(scope)
    meant: dict[str, _Meant] = {}
    for one in said:
        named = one.campaign or campaign
        its = campaigns.get(named.lower()) if named else None
        owner = owners.named(one.owner)
        if named and its is None:
            why = f"there is no campaign “{named[:60]}” here"
        elif owner is None:
            why = f"nobody here is called “{one.owner[:60]}”" if one.owner else "nobody owns it"
        else:
            key = _key(one, its.id if its else None)
            brought.tally.unchanged += key in meant
            meant[key] = _Meant(one, owner, its)
            continue
        brought.skipped.append(Skipped(one.line, why))
    brought.tally.skipped = len(brought.skipped)
    return meant


def _key(one: ReportedTask, campaign: int | None, *, dated: bool = True) -> str:
    parts: tuple[object, ...] = (
        one.number,
        one.site,
        one.contact_email,
        one.contact_name,
        one.target,
        campaign,
    )
    if _by_day(one):
        parts += (one.asked.date().isoformat() if one.asked and dated else None,)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _by_day(one: ReportedTask) -> bool:
    """Whether two asks of a site are told apart by their days alone."""
    return one.number is None and not (one.contact_email or one.contact_name)


async def _campaigns(scope: Scope) -> dict[str, Row[Any]]:
    rows: Iterable[Any] = await scope.session.execute(
        select(Campaign.id, Campaign.name, Campaign.channel, Campaign.owner, Campaign.sites).where(
            Campaign.workspace_id == scope.workspace_id
        )
    )
    return {row.name.lower(): row for row in rows}


async def _recognise(scope: Scope, meant: Mapping[str, _Meant]) -> None:
    """Find the tasks that are known; one that came without the day of its ask is known by that, too."""
    undated = {
        key: _key(one.said, one.campaign.id if one.campaign else None, dated=False)
        for key, one in meant.items()
        if one.said.asked is not None and _by_day(one.said)
    }
    known = await _known(scope, list({*meant, *undated.values()}))
    taken: set[str] = set()
    moved: list[dict[str, Any]] = []
    for key, one in meant.items():
        one.known = known.get(key)
        other = undated.get(key)
        if one.known is None and other in known and other not in meant and other not in taken:
            taken.add(other)
            one.known = known[other]
            moved.append({"its_workspace": scope.workspace_id, "its_id": one.known.id, "new_key": key})
        one.id = one.known.id if one.known is not None else 0
    if moved:
        await scope.session.execute(_KEYED, moved)


async def _known(scope: Scope, keys: Sequence[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for some in pieces(keys):
        for row in await scope.session.execute(
            select(_tasks).where(_tasks.c.workspace_id == scope.workspace_id, _tasks.c.import_key.in_(some))
        ):
            found[row.import_key] = row
    return found


async def _add(scope: Scope, fresh: Sequence[tuple[str, _Meant]], by: str | None, now: datetime) -> None:
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
    open_ones: Sequence[_Meant],
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
    open_ones: Sequence[_Meant],
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


def _count(tally: Tally, meant: Mapping[str, _Meant], changed: set[int], done: Sequence[Done]) -> None:
    fresh = {one.id for one in meant.values() if one.known is None}
    tally.new, tally.updated = len(fresh), len(changed - fresh)
    tally.unchanged += len(meant) - tally.new - tally.updated
    tally.undated_asks = sum(one.at is None for one in done if one.what is TouchKind.ASKED)
    tally.undated_answers = sum(one.at is None for one in done if one.what is not TouchKind.ASKED)
