"""People of a workspace: what Slack says of them, and what they set for themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.dialect import insert
from storage.models import Member
from storage.store import Scope
from storage.team.habits import DigestTo, Quiet

#: Asked with everything that is said.
_NAMES = select(Member.slack_id, Member.name).where(
    Member.workspace_id == bindparam("its_workspace"), Member.name != ""
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member; ``tz`` is an IANA name, ``email`` lower case, None where Slack did not say."""

    slack_id: str
    name: str
    tz: str | None
    locale: str | None
    fetched_at: datetime | None
    away_until: datetime | None
    email: str | None = None


async def person(scope: Scope, slack_id: str) -> Person | None:
    """What we know of a member."""
    row = await scope.session.get(Member, (scope.workspace_id, slack_id))
    return _view(row) if row else None


async def remember(
    scope: Scope,
    slack_id: str,
    *,
    name: str,
    tz: str | None,
    locale: str | None,
    now: datetime,
    email: str | None = None,
) -> None:
    """Keep what ``users.info`` said; an address that it did not tell this time stays."""
    said = {"name": name, "tz": tz, "locale": locale, "fetched_at": now}
    if email:
        said["email"] = email.lower()
    await _set(scope, slack_id, said)


async def set_away(
    scope: Scope,
    slack_id: str,
    until: datetime | None,
    *,
    since: datetime | None = None,
    stand_in: str | None = None,
) -> None:
    """Reminders wait from ``since`` (None: now) to then, or go to ``stand_in``; None: the person is back."""
    away = {"away_from": since if until else None, "away_until": until}
    await _set(scope, slack_id, away | {"stand_in": stand_in if until else None})


async def set_habits(
    scope: Scope, slack_id: str, *, digest_to: DigestTo, mentions: bool, quiet: Quiet | None
) -> None:
    """How a person wants to be told what is due."""
    hours = {
        "quiet_from": quiet.starts if quiet else None,
        "quiet_until": quiet.ends if quiet else None,
    }
    await _set(scope, slack_id, {"digest_to": digest_to.value, "mentions": mentions, **hours})


async def _set(scope: Scope, slack_id: str, values: dict[str, Any]) -> None:
    await scope.session.execute(
        insert(scope.session, Member)
        .values({"workspace_id": scope.workspace_id, "slack_id": slack_id, "name": ""} | values)
        .on_conflict_do_update(index_elements=[Member.workspace_id, Member.slack_id], set_=values)
    )


async def of_address(scope: Scope, email: str) -> str | None:
    """Whose e-mail address it is: a member's Slack id; None where no member is known by it."""
    return await scope.session.scalar(
        select(Member.slack_id)
        .where(Member.workspace_id == scope.workspace_id, Member.email == email.lower())
        .order_by(Member.slack_id)
        .limit(1)
    )


async def of_addresses(scope: Scope, emails: Collection[str]) -> dict[str, str]:
    """Those of ``emails`` that are members', with whose they are."""
    wanted = {one.lower() for one in emails}
    rows = await scope.session.execute(
        select(Member.email, Member.slack_id).where(
            Member.workspace_id == scope.workspace_id, Member.email.in_(sorted(wanted)[:200])
        )
    )
    return {email: member for email, member in rows if email}


async def learn_address(scope: Scope, slack_id: str, email: str) -> None:
    """Keep whose address it is."""
    await _set(scope, slack_id, {"email": email.lower()})


async def names(scope: Scope) -> dict[str, str]:
    """The names of all members we met, by Slack id."""
    rows = await scope.session.execute(_NAMES, {"its_workspace": scope.workspace_id})
    return {row.slack_id: row.name for row in rows}


async def locale(scope: Scope, slack_id: str | None) -> str | None:
    """How a member writes dates; of nobody, or where Slack did not say, how most of the others do."""
    rows = (
        await scope.session.execute(
            select(Member.slack_id, Member.locale).where(
                Member.workspace_id == scope.workspace_id, Member.locale.is_not(None)
            )
        )
    ).all()
    of_all = [row.locale for row in rows]
    theirs = next((row.locale for row in rows if row.slack_id == slack_id), None)
    return theirs or max(sorted(set(of_all)), key=of_all.count, default=None)


def _view(row: Member) -> Person:
    return Person(row.slack_id, row.name, row.tz, row.locale, row.fetched_at, row.away_until, row.email)
