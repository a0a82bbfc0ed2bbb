"""What a sentence may speak of without naming a number."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, and_, select, union

from storage.models import Contact, Outreach, Prospect
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.words import Stage
from storage.work.tasks import OPEN

_NEWEST = (Outreach.id + 0).desc()
"""Not the plain number: SQLite would walk the workspace's tasks in its order, to save itself the sorting."""


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
    own = _open(scope).where(Outreach.owner == owner)
    picked = [own.order_by(_NEWEST).limit(limit).subquery()]
    if sites:
        about = _open(scope).join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        about = about.where(Prospect.site.in_(sorted(sites)[:10])).order_by(_NEWEST).limit(limit)
        picked.append(about.subquery())
    # Each by an index of its own: asked for together, a database reads all that is open in the workspace.
    meant = union(*(select(part.c.id) for part in picked)).subquery()
    rows = await scope.session.execute(
        select(Outreach.id, Prospect.site, Contact.name, Contact.email, Outreach.owner, Outreach.stage)
        .select_from(meant)
        .join(Outreach, and_(Outreach.workspace_id == scope.workspace_id, Outreach.id == meant.c.id))
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id)
        )
        .order_by(meant.c.id.desc())
        .limit(limit)
    )
    return [OpenTask(*row) for row in rows]


def _open(scope: Scope) -> Select[int]:
    return select(Outreach.id).where(
        Outreach.workspace_id == scope.workspace_id,
        Outreach.removed_at.is_(None),
        Outreach.stage.in_(OPEN),
        *tasks_shown(scope),
    )
