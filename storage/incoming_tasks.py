"""Tasks that somebody kept in a table, brought into the ledger; the same table twice changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update

from storage import attributing, prospects
from storage.dialect import insert
from storage.incoming_links import Tally
from storage.models import Campaign, Outreach, Touch
from storage.pieces import pieces
from storage.reported import ReportedTask, Skipped
from storage.store import Scope
from storage.words import Stage, TouchKind

_tasks: Table = Outreach.__table__  # type: ignore[assignment]
_touches: Table = Touch.__table__  # type: ignore[assignment]
#: What is on record besides the ask, by the stage that a table gives.
_SINCE = {
    Stage.REPLIED: TouchKind.REPLIED,
    Stage.PROMISED: TouchKind.PROMISED,
    Stage.DECLINED: TouchKind.DECLINED,
    Stage.DROPPED: TouchKind.CLOSED,
    Stage.NO_RESPONSE: TouchKind.CLOSED,
}
#: What a table may change about a task that came in with it; nobody has acted on it since.
_NAMES = ("stage", "owner", "tactic", "target", "follow_up_at", "price_amount", "price_currency", "text")
_UPDATE = (
    update(_tasks)
    .where(_tasks.c.workspace_id == bindparam("its_workspace"), _tasks.c.id == bindparam("its_id"))
    .values(
        {name: bindparam(f"new_{name}") for name in _NAMES}
        | {"updated_at": bindparam("new_updated_at"), "version": _tasks.c.version + 1}
    )
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


async def bring_in(
    scope: Scope,
    said: Sequence[ReportedTask],
    owners: Owners,
    *,
    campaign: str | None,
    by: str | None,
    as_of: datetime,
    now: datetime,
) -> tuple[Tally, list[Skipped]]:
    """Bring in some rows of a table, in one transaction; which were left out, and why.

    A task is recognised by the number that the table gives it, by site, contact, target and campaign. One
    that somebody has acted on since stays as it is. ``campaign`` is for rows that name none.
    """
    tally, skipped = Tally(read=len(said)), []
    campaigns = await _campaigns(scope)
    meant: dict[str, tuple[ReportedTask, str, Row[Any] | None]] = {}
    for one in said:
        named = one.campaign or campaign
        its = campaigns.get(named.lower()) if named else None
        owner = owners.named(one.owner)
        if named and its is None:
            skipped.append(Skipped(one.line, f"there is no campaign “{named[:60]}” here"))
        elif owner is None:
            who = f"nobody here is called “{one.owner[:60]}”" if one.owner else "nobody owns it"
            skipped.append(Skipped(one.line, who))
        else:
            key = _key(one, its.id if its else None)
            if key in meant:
                tally.unchanged += 1
            meant[key] = (one, owner, its)
    known = await _known(scope, list(meant))
    fresh = [(key, *rest) for key, rest in meant.items() if key not in known]
    await _add(scope, fresh, by, as_of, now)
    changed = [
        (known[key], one, owner)
        for key, (one, owner, _) in meant.items()
        if key in known and _differs(known[key], one, owner)
    ]
    await _change(scope, changed, now)
    tally.new, tally.updated, tally.skipped = len(fresh), len(changed), len(skipped)
    tally.unchanged += len(meant) - len(fresh) - len(changed)
    if fresh or changed:
        await attributing.revisit(scope, {one.site for one, _, _ in meant.values()}, now=now)
    return tally, skipped


def _key(one: ReportedTask, campaign: int | None) -> str:
    parts: tuple[object, ...] = (
        one.number,
        one.site,
        one.contact_email,
        one.contact_name,
        one.target,
        campaign,
    )
    if one.number is None and not (one.contact_email or one.contact_name):
        parts += (one.asked.date().isoformat() if one.asked else None,)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


async def _campaigns(scope: Scope) -> dict[str, Row[Any]]:
    rows: Iterable[Any] = await scope.session.execute(
        select(Campaign.id, Campaign.name, Campaign.channel, Campaign.owner).where(
            Campaign.workspace_id == scope.workspace_id
        )
    )
    return {row.name.lower(): row for row in rows}


async def _known(scope: Scope, keys: Sequence[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for some in pieces(keys):
        for row in await scope.session.execute(
            select(_tasks).where(_tasks.c.workspace_id == scope.workspace_id, _tasks.c.import_key.in_(some))
        ):
            found[row.import_key] = row
    return found


async def _add(
    scope: Scope,
    fresh: Sequence[tuple[str, ReportedTask, str, Row[Any] | None]],
    by: str | None,
    as_of: datetime,
    now: datetime,
) -> None:
    if not fresh:
        return
    first = await scope.next_ids(Outreach, len(fresh))
    rows: list[dict[str, Any]] = []
    touches: list[tuple[int, str, TouchKind, datetime, str | None]] = []
    for number, (key, one, owner, campaign) in enumerate(fresh, first):
        prospect = await prospects.prospect_id(scope, one.site, now)
        contact = await prospects.contact_id(scope, prospect, one.contact_name, one.contact_email, now)
        rows.append(
            {
                "workspace_id": scope.workspace_id,
                "id": number,
                "campaign_id": campaign.id if campaign else None,
                "prospect_id": prospect,
                "contact_id": contact,
                "channel": (campaign.channel if campaign else None) or owner,
                "import_key": key,
                "created_by": by or owner,
                "created_at": min(one.asked or now, now),
                "updated_at": now,
                "version": 1,
                "step": 0,
                "acted": False,
                "follow_up_timed": False,
                **_values(one, owner),
            }
        )
        touches += [(number, *touch) for touch in _history(one, owner, as_of)]
    await scope.session.execute(insert(scope.session, _tasks), rows)
    await _write(scope, touches)


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


def _history(
    one: ReportedTask, owner: str, as_of: datetime
) -> list[tuple[str, TouchKind, datetime, str | None]]:
    """What was done, as far as the table tells: the ask, an answer, how it stands."""
    if one.stage is Stage.PLANNED:
        return []
    asked = one.asked or one.replied or as_of
    done: list[tuple[str, TouchKind, datetime, str | None]] = [(owner, TouchKind.ASKED, asked, None)]
    since = _SINCE.get(one.stage)
    if one.replied is not None or since is TouchKind.REPLIED:
        done.append((owner, TouchKind.REPLIED, max(one.replied or asked, asked), None))
    if since is not None and since is not TouchKind.REPLIED:
        done.append((owner, since, max(one.replied or asked, asked), None))
    return done


def _differs(row: Row[Any], one: ReportedTask, owner: str) -> bool:
    if row.acted or row.removed_at is not None:
        return False
    values = _values(one, owner)
    return any(getattr(row, name) != values[name] for name in _NAMES)


async def _change(scope: Scope, changed: Sequence[tuple[Row[Any], ReportedTask, str]], now: datetime) -> None:
    if not changed:
        return
    await scope.session.execute(
        _UPDATE,
        [
            {"its_workspace": scope.workspace_id, "its_id": row.id, "new_updated_at": now}
            | {f"new_{name}": value for name, value in _values(one, owner).items()}
            for row, one, owner in changed
        ],
    )
    touches = []
    for row, one, owner in changed:
        if row.stage is not one.stage:
            kind = TouchKind.ASKED if one.stage is Stage.CONTACTED else _SINCE.get(one.stage)
            if kind is not None:
                touches.append((row.id, owner, kind, min(one.replied or now, now), None))
    await _write(scope, touches)


async def _write(scope: Scope, touches: Sequence[tuple[int, str, TouchKind, datetime, str | None]]) -> None:
    if not touches:
        return
    first = await scope.next_ids(Touch, len(touches))
    await scope.session.execute(
        insert(scope.session, _touches),
        [
            {
                "workspace_id": scope.workspace_id,
                "id": number,
                "outreach_id": task,
                "by": owner,
                "what": what,
                "at": at,
                "note": note,
            }
            for number, (task, owner, what, at, note) in enumerate(touches, first)
        ],
    )
