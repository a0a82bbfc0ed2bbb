"""Sites and contacts by what people call them."""

from sqlalchemy import and_, exists, func, or_, select

from storage.asked.within import of_tasks
from storage.models import Contact, Outreach, Prospect
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.work import tasks
from storage.work.views import Task


async def sites_named(scope: Scope, label: str, *, limit: int = 6) -> list[str]:
    """Sites that were asked and whose name is ``label``, whatever stands behind the dot."""
    return await _sites(scope, f"{_plain(label)}.%", limit)


async def sites_beginning(scope: Scope, start: str, *, limit: int = 300) -> list[str]:
    """Sites that were asked and whose name begins so."""
    return await _sites(scope, f"{_plain(start)}%", limit)


async def tasks_of_contact(scope: Scope, name: str, *, limit: int = 50) -> list[Task]:
    """Everything asked of people of that name (or whose address begins so), newest first."""
    wanted, lowered = _plain(name.lower()), func.lower(Contact.name)
    rows = await scope.session.scalars(
        of_tasks(scope, select(Outreach.id))
        .join(Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id))
        .where(
            or_(
                lowered == name.lower(),
                lowered.like(f"{wanted} %", escape="\\"),
                lowered.like(f"% {wanted}", escape="\\"),
                func.lower(Contact.email).like(f"{wanted}@%", escape="\\"),
            )
        )
        .order_by(Outreach.id.desc())
        .limit(limit)
    )
    return await tasks.tasks(scope, list(rows))


async def _sites(scope: Scope, pattern: str, limit: int) -> list[str]:
    return list(
        await scope.session.scalars(
            select(Prospect.site)
            .where(
                Prospect.workspace_id == scope.workspace_id,
                Prospect.site.like(pattern, escape="\\"),
                exists().where(
                    Outreach.workspace_id == Prospect.workspace_id,
                    Outreach.prospect_id == Prospect.id,
                    Outreach.removed_at.is_(None),
                    *tasks_shown(scope),
                ),
            )
            .order_by(Prospect.site)
            .limit(limit)
        )
    )


def _plain(text: str) -> str:
    """``text`` for LIKE, with none of its characters meaning anything."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
