"""Sites that are asked, and the people there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, or_, select, update

from storage.dialect import insert
from storage.models import Contact, Outreach, Placement, Prospect
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.words import PlacementState, Stage


@dataclass(frozen=True, slots=True)
class EarlierAsk:
    """An ask of the same site that came before: what a duplicate warning tells.

    ``told`` is False where nobody says when it was asked.
    """

    outreach: int
    owner: str
    stage: Stage
    target: str | None
    asked_at: datetime
    live: int
    told: bool = True


async def prospect_id(scope: Scope, site: str, now: datetime) -> int:
    """The prospect of a registrable domain, made when it is new."""
    query = select(Prospect.id).where(Prospect.workspace_id == scope.workspace_id, Prospect.site == site)
    found = await scope.session.scalar(query)
    if found is not None:
        return found
    made = await scope.session.scalar(
        insert(scope.session, Prospect)
        .values(workspace_id=scope.workspace_id, id=await scope.next_id(Prospect), site=site, created_at=now)
        .on_conflict_do_nothing(index_elements=[Prospect.workspace_id, Prospect.site])
        .returning(Prospect.id)
    )
    if made is not None:
        return int(made)
    return (await scope.session.execute(query)).scalar_one()


async def contact_id(
    scope: Scope, prospect: int, name: str | None, email: str | None, now: datetime
) -> int | None:
    """The contact of a prospect by e-mail, else by name; made when it is new, None when nothing is known.

    A contact known by e-mail alone learns the name it is now called by.
    """
    if not name and not email:
        return None
    query = select(Contact).where(Contact.workspace_id == scope.workspace_id, Contact.prospect_id == prospect)
    known = list(await scope.session.scalars(query.order_by(Contact.id)))
    for contact in known:
        if email and (contact.email or "").lower() == email.lower():
            contact.name = contact.name or name
            return contact.id
    for contact in known:
        if name and (contact.name or "").lower() == name.lower() and (not email or not contact.email):
            contact.email = contact.email or email
            return contact.id
    made = Contact(
        workspace_id=scope.workspace_id,
        id=await scope.next_id(Contact),
        prospect_id=prospect,
        name=name,
        email=email,
        created_at=now,
    )
    scope.session.add(made)
    await scope.session.flush()
    return made.id


async def set_zone(scope: Scope, number: int, tz: str) -> None:
    """Keep which IANA zone the contact of a task lives in; a task without a contact keeps none."""
    of_task = select(Outreach.contact_id).where(
        Outreach.workspace_id == scope.workspace_id, Outreach.id == number
    )
    await scope.session.execute(
        update(Contact)
        .where(Contact.workspace_id == scope.workspace_id, Contact.id == of_task.scalar_subquery())
        .values(tz=tz)
        .execution_options(synchronize_session=False)
    )


async def earlier_asks(
    scope: Scope, prospect: int, *, but: int | None = None, limit: int = 5
) -> tuple[EarlierAsk, ...]:
    """The newest asks of a prospect by anybody whom the readers may know of, without the task ``but``."""
    query = (
        select(Outreach)
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.prospect_id == prospect,
            Outreach.removed_at.is_(None),
            *tasks_shown(scope),
        )
        .order_by(Outreach.id.desc())
        .limit(limit)
    )
    if but is not None:
        query = query.where(Outreach.id != but)
    asks = list(await scope.session.scalars(query))
    if not asks:
        return ()
    live = await scope.session.scalars(
        select(Placement.outreach_id).where(
            and_(
                Placement.workspace_id == scope.workspace_id,
                Placement.outreach_id.in_([ask.id for ask in asks]),
                Placement.removed_at.is_(None),
                Placement.state.in_([PlacementState.LIVE, PlacementState.AT_RISK]),
            )
        )
    )
    standing = list(live)
    return tuple(
        EarlierAsk(
            ask.id,
            ask.owner,
            ask.stage,
            ask.target,
            ask.created_at,
            standing.count(ask.id),
            told=ask.asked_told,
        )
        for ask in asks
    )


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A prospect that a search found, with the contact there that it was found by, or who was met first."""

    site: str
    contact: str | None


async def search(scope: Scope, typed: str, *, limit: int = 100) -> list[KnownSite]:
    """Prospects whose site, or a contact there, holds what was typed; those that begin with it first.

    ``%``, ``_`` and the backslash mean themselves. An empty search gives the newest prospects.
    """
    wanted = typed.strip().lower()[:100]
    query = (
        select(Prospect.site, Contact.name, Contact.email)
        .outerjoin(
            Contact, and_(Contact.workspace_id == Prospect.workspace_id, Contact.prospect_id == Prospect.id)
        )
        .where(Prospect.workspace_id == scope.workspace_id)
    )
    if not wanted:
        query = query.order_by(Prospect.id.desc(), Contact.id)
    else:
        first = case((Prospect.site.istartswith(wanted, autoescape=True), 0), else_=1)
        query = query.where(
            or_(
                Prospect.site.contains(wanted, autoescape=True),
                Contact.name.icontains(wanted, autoescape=True),
                Contact.email.icontains(wanted, autoescape=True),
            )
        ).order_by(first, Prospect.site, Contact.id)
    found: dict[str, KnownSite] = {}
    for site, name, email in await scope.session.execute(query.limit(limit * 3)):
        found.setdefault(site, KnownSite(site, name or email))
    return list(found.values())[:limit]
