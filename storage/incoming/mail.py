"""Which task a mail belongs to: by the headers of its thread, by addresses, by domains."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update

from storage.dialect import insert
from storage.models import Contact, Mail, Outreach, Prospect
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.words import Stage

#: Message-IDs that one mail may name; a thread's references go on for years.
MOST_REFERENCES = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class MailTask:
    """A task as far as a mail can mean it; ``email`` is its contact's address, lower case."""

    number: int
    site: str
    email: str | None
    stage: Stage
    owner: str


def key_of(message_id: str) -> str:
    """A Message-ID as it is stored: without brackets, hashed where it is too long for its column."""
    bare = message_id.strip().strip("<>").strip()
    if len(bare) <= _LONGEST:
        return bare
    return "sha256:" + hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()


async def remember(
    scope: Scope, message_id: str, numbers: Collection[int], *, ours: bool, now: datetime
) -> None:
    """A mail belongs to these tasks; what answers it will, too."""
    key = key_of(message_id)
    for number in numbers if key else ():
        await scope.session.execute(
            insert(scope.session, Mail)
            .values(workspace_id=scope.workspace_id, message_id=key, outreach_id=number, ours=ours, at=now)
            .on_conflict_do_nothing()
        )


async def known(scope: Scope, message_id: str) -> bool:
    """Whether a mail was taken before, by whichever door."""
    return bool(await _rows(scope, [key_of(message_id)]))


async def any_of_task(scope: Scope, number: int) -> bool:
    """Whether any mail of a task is known."""
    found = await scope.session.scalar(
        select(Mail.message_id)
        .where(Mail.workspace_id == scope.workspace_id, Mail.outreach_id == number)
        .limit(1)
    )
    return found is not None


async def of_thread(scope: Scope, message_ids: Sequence[str]) -> list[MailTask]:
    """The tasks, open or not, of the first of these mails that is known; the nearest comes first."""
    keys = [key for key in map(key_of, message_ids[:MOST_REFERENCES]) if key]
    rows = await _rows(scope, keys)
    for key in keys:
        numbers = [number for message_id, number in rows if message_id == key]
        if numbers:
            return await _tasks(scope, Outreach.id.in_(numbers))
    return []


async def of_address(scope: Scope, email: str) -> list[MailTask]:
    """The tasks, open or not, whose contact has this address."""
    return await _tasks(scope, func.lower(Contact.email) == email.lower())


async def of_site(scope: Scope, site: str) -> list[MailTask]:
    """The open tasks of a site (a registrable domain)."""
    return await _tasks(scope, and_(Prospect.site == site, Outreach.stage.in_(_OPEN)))


async def site_of_address(scope: Scope, email: str) -> str | None:
    """The site of the contact that has this address; None where nobody has, or people of several sites."""
    rows = await scope.session.scalars(
        select(Prospect.site)
        .join(
            Contact, and_(Contact.workspace_id == Prospect.workspace_id, Contact.prospect_id == Prospect.id)
        )
        .where(Contact.workspace_id == scope.workspace_id, func.lower(Contact.email) == email.lower())
        .distinct()
    )
    found = list(rows)
    return found[0] if len(found) == 1 else None


async def bounced(scope: Scope, email: str, why: str, now: datetime) -> list[int]:
    """Mark an address as bad; the open tasks whose contact has it. ``why`` is the mail server's reason."""
    await scope.session.execute(
        update(Contact).where(_has(scope, email)).values(bounced_at=now, bounce=why[:300])
    )
    return [task.number for task in await of_address(scope, email) if task.stage.open]


async def reached(scope: Scope, email: str) -> None:
    """Somebody wrote from an address: it is no bad one."""
    await scope.session.execute(
        update(Contact)
        .where(_has(scope, email), Contact.bounced_at.is_not(None))
        .values(bounced_at=None, bounce=None)
    )


async def bad_since(scope: Scope, email: str) -> datetime | None:
    """When mail to an address came back; None where it did not."""
    found = await scope.session.scalar(
        select(func.max(Contact.bounced_at)).where(_has(scope, email), Contact.bounced_at.is_not(None))
    )
    return found if isinstance(found, datetime) else None


_OPEN = [stage for stage in Stage if stage.open]
_MOST_TASKS = 50


def _has(scope: Scope, email: str) -> ColumnElement[bool]:
    return and_(Contact.workspace_id == scope.workspace_id, func.lower(Contact.email) == email.lower())


async def _rows(scope: Scope, keys: Sequence[str]) -> list[tuple[str, int]]:
    if not keys:
        return []
    rows = await scope.session.execute(
        select(Mail.message_id, Mail.outreach_id).where(
            Mail.workspace_id == scope.workspace_id, Mail.message_id.in_(keys)
        )
    )
    return [(message_id, number) for message_id, number in rows]


async def _tasks(scope: Scope, condition: ColumnElement[bool]) -> list[MailTask]:
    rows = await scope.session.execute(
        select(Outreach.id, Prospect.site, Contact.email, Outreach.stage, Outreach.owner)
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
            *tasks_shown(scope),
            condition,
        )
        .order_by(Outreach.id.desc())
        .limit(_MOST_TASKS)
    )
    return [
        MailTask(number, site, email.lower() if email else None, stage, owner)
        for number, site, email, stage, owner in rows
    ]
