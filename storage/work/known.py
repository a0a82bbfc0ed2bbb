"""What a sentence may speak of without naming a number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Executable, Integer, Select, and_, bindparam, select, union

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
    given = {
        "its_workspace": scope.workspace_id,
        "its_owner": owner,
        "its_sites": sorted(sites)[:10],
        "most": limit,
    }
    query = _MEANT[bool(sites)] if scope.audience is None else _meant(tasks_shown(scope), about=bool(sites))
    return [OpenTask(*row) for row in await scope.session.execute(query, given)]


def _meant(shown: Sequence[ColumnElement[bool]], *, about: bool) -> Executable:
    """Open tasks of a person, and with ``about`` those of some sites."""
    own = _open(shown).where(Outreach.owner == bindparam("its_owner"))
    picked = [own.order_by(_NEWEST).limit(bindparam("most", type_=Integer)).subquery()]
    if about:
        of_sites = _open(shown).join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        of_sites = of_sites.where(Prospect.site.in_(bindparam("its_sites", expanding=True)))
        picked.append(of_sites.order_by(_NEWEST).limit(bindparam("most", type_=Integer)).subquery())
    # Each by an index of its own: asked for together, a database reads all that is open in the workspace.
    meant = union(*(select(part.c.id) for part in picked)).subquery()
    return (
        select(Outreach.id, Prospect.site, Contact.name, Contact.email, Outreach.owner, Outreach.stage)
        .select_from(meant)
        .join(
            Outreach,
            and_(Outreach.workspace_id == bindparam("its_workspace"), Outreach.id == meant.c.id),
        )
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id)
        )
        .order_by(meant.c.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def _open(shown: Sequence[ColumnElement[bool]]) -> Select[int]:
    return select(Outreach.id).where(
        Outreach.workspace_id == bindparam("its_workspace"),
        Outreach.removed_at.is_(None),
        Outreach.stage.in_(OPEN),
        *shown,
    )


#: Without a client who reads along, made once: building it takes longer than asking.
_MEANT = {about: _meant((), about=about) for about in (False, True)}
