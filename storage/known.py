"""What a sentence may speak of without naming a number."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from storage.models import Contact, Outreach, Prospect
from storage.store import Scope
from storage.tasks import OPEN
from storage.words import Stage


@dataclass(frozen=True, slots=True)
class OpenTask:
    """An open task, as far as a sentence can mean it."""

    number: int
    site: str
    contact_name: str | None
    contact_email: str | None
    owner: str
    stage: Stage


async def open_tasks(scope: Scope, owner: str, sites: Collection[str], *, limit: int = 150) -> list[OpenTask]:
    """The newest open tasks of a person, and those of anybody about ``sites`` (registrable domains)."""
    base = (
        select(Outreach.id, Prospect.site, Contact.name, Contact.email, Outreach.owner, Outreach.stage)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id)
        )
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.removed_at.is_(None),
            Outreach.stage.in_(OPEN),
        )
    )
    meant = Outreach.owner == owner
    if sites:
        meant = or_(meant, Prospect.site.in_(sorted(sites)[:10]))
    rows = await scope.session.execute(base.where(meant).order_by(Outreach.id.desc()).limit(limit))
    return [OpenTask(*row) for row in rows]
