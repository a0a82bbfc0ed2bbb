"""The sites and people that a table of tasks names, many at once: found in the ledger, or made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, select, update

from storage.models import Contact, Prospect
from storage.pieces import pieces
from storage.store import Scope

_prospects: Table = Prospect.__table__  # type: ignore[assignment]
_contacts: Table = Contact.__table__  # type: ignore[assignment]
_LEARNT = (
    update(_contacts)
    .where(_contacts.c.workspace_id == bindparam("its_workspace"), _contacts.c.id == bindparam("its_id"))
    .values(name=bindparam("new_name"), email=bindparam("new_email"))
)


@dataclass(slots=True)
class Person:
    """Somebody at a prospect; ``id`` is 0 until they are in the ledger, ``learnt`` once more is known."""

    prospect: int
    name: str | None
    email: str | None
    id: int = 0
    learnt: bool = False

    def is_called(self, name: str | None, email: str | None) -> bool:
        """By their name, where no two addresses tell them apart."""
        return bool(name) and _same(self.name, name) and (not email or not self.email)


async def sites(scope: Scope, wanted: Collection[str], now: datetime) -> dict[str, int]:
    """The prospects of these registrable domains; new ones are made."""
    found = await _known_sites(scope, wanted)
    missing = sorted(set(wanted) - found.keys())
    if not missing:
        return found
    await scope.add(Prospect, [{"site": site, "created_at": now} for site in missing], rivals=True)
    # Another process may just have made the same one: it is that one then.
    return found | await _known_sites(scope, missing)


async def people(scope: Scope, wanted: Sequence[Person], now: datetime) -> None:
    """Find the contacts that are meant, and set their ``id``: by e-mail, else by name; new ones are made.

    A contact known by one of the two learns the other.
    """
    known = await _known_people(scope, {one.prospect for one in wanted})
    fresh: list[Person] = []
    meant: list[Person] = []
    for one in wanted:
        there = known.setdefault(one.prospect, [])
        by_mail = (each for each in there if one.email and _same(each.email, one.email))
        by_name = (each for each in there if each.is_called(one.name, one.email))
        found = next(by_mail, None) or next(by_name, None)
        if found is None:
            found = Person(one.prospect, one.name, one.email)
            there.append(found)
            fresh.append(found)
        elif (not found.name and one.name) or (not found.email and one.email):
            found.name, found.email = found.name or one.name, found.email or one.email
            found.learnt = found.id != 0
        meant.append(found)
    await _add(scope, fresh, now)
    for one, found in zip(wanted, meant, strict=True):
        one.id = found.id
    learnt = [each for there in known.values() for each in there if each.learnt]
    if learnt:
        await scope.session.execute(
            _LEARNT,
            [
                {
                    "its_workspace": scope.workspace_id,
                    "its_id": one.id,
                    "new_name": one.name,
                    "new_email": one.email,
                }
                for one in learnt
            ],
        )


async def _known_sites(scope: Scope, wanted: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in pieces(sorted(set(wanted))):
        rows = await scope.session.execute(
            select(Prospect.site, Prospect.id).where(
                Prospect.workspace_id == scope.workspace_id, Prospect.site.in_(some)
            )
        )
        found |= {row.site: row.id for row in rows}
    return found


async def _known_people(scope: Scope, prospects: Collection[int]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = {}
    for some in pieces(sorted(prospects)):
        rows = await scope.session.execute(
            select(Contact.prospect_id, Contact.name, Contact.email, Contact.id)
            .where(Contact.workspace_id == scope.workspace_id, Contact.prospect_id.in_(some))
            .order_by(Contact.id)
        )
        for row in rows:
            found.setdefault(row.prospect_id, []).append(Person(*row))
    return found


async def _add(scope: Scope, fresh: Sequence[Person], now: datetime) -> None:
    rows = [
        {"prospect_id": one.prospect, "name": one.name, "email": one.email, "created_at": now}
        for one in fresh
    ]
    for one, number in zip(fresh, await scope.add(Contact, rows), strict=True):
        one.id = number


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").lower() == (other or "").lower()
