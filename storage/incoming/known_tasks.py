"""Which task a row of a table is: whose, for which campaign, and whether it is known already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update

from storage.incoming.reported import ReportedTask, Skipped
from storage.models import Campaign, Outreach
from storage.pieces import pieces
from storage.store import Scope

_tasks: Table = Outreach.__table__  # type: ignore[assignment]
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
class Meant:
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


async def recognised(
    scope: Scope, said: Sequence[ReportedTask], owners: Owners, campaign: str | None
) -> tuple[dict[str, Meant], list[Skipped]]:
    """The tasks that rows are, by what they are recognised by, and the rows that can't be kept.

    ``campaign`` is for rows that name none. Of rows that are one task the last counts.
    """
    meant, skipped = await _meant(scope, said, owners, campaign)
    await _recognise(scope, meant)
    return meant, skipped


async def _meant(
    scope: Scope, said: Sequence[ReportedTask], owners: Owners, campaign: str | None
) -> tuple[dict[str, Meant], list[Skipped]]:
    skipped: list[Skipped] = []
    campaigns = await _campaigns(scope)
    meant: dict[str, Meant] = {}
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
            meant[key] = Meant(one, owner, its)
            continue
        skipped.append(Skipped(one.line, why))
    return meant, skipped


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


async def _recognise(scope: Scope, meant: Mapping[str, Meant]) -> None:
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
