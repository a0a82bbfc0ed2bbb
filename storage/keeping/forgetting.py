"""Forgetting a contact on request: their name and address go from every row, the counts stay.

What was asked, answered and won of a site is our own work and stays; who was written to goes. Messages that
stand in Slack are Slack's: this empties what is stored here.
"""

import json
import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, or_, select

from storage.models import (
    Backlink,
    BacklinkEvent,
    BacklinkReport,
    Base,
    Change,
    Contact,
    ImportFile,
    Mail,
    MailFile,
    ObservationRow,
    Outreach,
    Placement,
    Post,
    Prospect,
    Request,
    Touch,
    Upload,
)
from storage.store import Scope

#: What stands where a name or an address stood.
GONE = "(removed)"
#: A name shorter than this is a word like any other: it goes from the contact's own tasks alone.
LONG_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be forgotten: by e-mail address, else by name at a site (a registrable domain)."""

    email: str | None = None
    name: str | None = None
    site: str | None = None

    def __str__(self) -> str:
        """As a person names them: "jane@techblog.com", "Jane Doe at techblog.com"."""
        return self.email or f"{self.name} at {self.site}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an address: contacts, the tasks that are theirs, and rows that name it."""

    contacts: int
    tasks: int
    mentions: int

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.contacts or self.mentions)


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom to forget; ``tasks`` are theirs."""

    emails: tuple[str, ...]
    names: tuple[str, ...]
    contacts: tuple[int, ...]
    tasks: frozenset[int]

    @property
    def anywhere(self) -> tuple[str, ...]:
        """What is looked for in every row."""
        linked = [email.replace("@", "%40") for email in self.emails]
        return (*self.emails, *linked, *(one for one in self.names if _full(one)))


_AS_SQLITE_LOWERS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
#: Where people's words are kept: texts, and JSON that holds them, with the number of the task they are about.
_ROWS: tuple[tuple[type[Base], tuple[str, ...], str | None], ...] = (
    (Outreach, ("text",), "id"),
    (Touch, ("note",), "outreach_id"),
    (Change, ("before",), "outreach_id"),
    (Placement, ("detail", "anchor"), "outreach_id"),
    (Post, ("body", "error"), None),
    (Request, ("answer",), None),
    (MailFile, ("said",), None),
    (ImportFile, ("name", "skipped", "error"), None),
    (Backlink, ("anchor", "origin_reason", "last_look"), None),
    (BacklinkEvent, ("detail",), None),
    (BacklinkReport, ("file", "anchor"), None),
    (ObservationRow, ("title", "detail", "links", "final_url", "redirects"), None),
    (Upload, ("wanted", "error"), None),
)


async def known(scope: Scope, whom: Whom) -> Known:
    """What is stored of somebody, for the person who is asked whether they are sure."""
    person = await _person(scope, whom)
    mentions = 0
    for table, columns, of_task in _ROWS:
        where = _holds(scope, table, columns, of_task, person)
        mentions += int(await scope.session.scalar(select(func.count()).select_from(table).where(where)) or 0)
    return Known(len(person.contacts), len(person.tasks), mentions)


async def forget(scope: Scope, whom: Whom) -> Known:
    """Take a name and an address from every row of the workspace; what there was, by its number.

    Their contacts stay as empty rows that tasks point at, so no count changes; which mails belong to their
    tasks is forgotten too. It can't be undone: the history that an undo would need is emptied as well.
    """
    person = await _person(scope, whom)
    mentions = 0
    for table, columns, of_task in _ROWS:
        rows = await scope.session.scalars(
            select(table).where(_holds(scope, table, columns, of_task, person)).with_for_update()
        )
        for row in list(rows):
            number = getattr(row, of_task) if of_task else None
            theirs = number in person.tasks or _speaks_of(row, person.tasks)
            mentions += 1
            _empty(row, columns, _pattern(person.names if theirs else (), person), person)
    contacts = await scope.session.scalars(
        select(Contact).where(Contact.workspace_id == scope.workspace_id, Contact.id.in_(person.contacts))
    )
    for contact in contacts:
        contact.name = contact.email = contact.bounce = None
    mails = await scope.session.scalars(
        select(Mail).where(Mail.workspace_id == scope.workspace_id, Mail.outreach_id.in_(person.tasks))
    )
    for mail in list(mails):
        await scope.session.delete(mail)
    await scope.session.flush()
    return Known(len(person.contacts), len(person.tasks), mentions)


async def _named(scope: Scope, whom: Whom) -> list[Contact]:
    """The contacts who are meant: those of the address, or of the name at the site."""
    query = select(Contact).where(Contact.workspace_id == scope.workspace_id)
    if whom.email is not None:
        wanted = whom.email.strip().lower()
        return list(await scope.session.scalars(query.where(func.lower(Contact.email) == wanted)))
    at_site = and_(Prospect.workspace_id == Contact.workspace_id, Prospect.id == Contact.prospect_id)
    rows = await scope.session.scalars(
        query.join(Prospect, at_site).where(Prospect.site == whom.site, Contact.name.is_not(None))
    )
    called = _composed_lower(whom.name or "")
    return [row for row in rows if _composed_lower(row.name or "") == called]


async def _person(scope: Scope, whom: Whom) -> _Person:
    rows = await _named(scope, whom)
    emails = [whom.email, *(row.email for row in rows)]
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in emails if one))
    names = tuple(dict.fromkeys(row.name.strip() for row in rows if row.name and row.name.strip()))
    rows += await _without_address(scope, {row.prospect_id for row in rows}, names)
    numbers = tuple(dict.fromkeys(row.id for row in rows))
    tasks = await scope.session.scalars(
        select(Outreach.id).where(
            Outreach.workspace_id == scope.workspace_id, Outreach.contact_id.in_(numbers)
        )
    )
    return _Person(wanted, names, numbers, frozenset(tasks))


async def _without_address(scope: Scope, prospects: set[int], names: Sequence[str]) -> list[Contact]:
    """The same people where somebody named them without their address.

    At the same sites by any name, elsewhere by a full one: it goes from every text, too.
    """
    called = {_composed_lower(name) for name in names}
    full = {_composed_lower(name) for name in names if _full(name)}
    rows = await scope.session.scalars(
        select(Contact).where(
            Contact.workspace_id == scope.workspace_id,
            Contact.email.is_(None),
            Contact.name.is_not(None),
        )
    )
    return [
        row
        for row in rows
        if _composed_lower(row.name or "") in (called if row.prospect_id in prospects else full)
    ]


def _full(name: str) -> bool:
    """Whether a name is looked for in every row: not one that is a word like any other."""
    return len(name) >= LONG_ENOUGH and " " in name


def _composed_lower(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _holds(
    scope: Scope, table: type[Base], columns: Sequence[str], of_task: str | None, person: _Person
) -> ColumnElement[bool]:
    """Rows of ``table`` that name the person, and those of their tasks that say anything."""
    its: Any = table
    texts = [func.lower(cast(getattr(its, one), Text)) for one in columns]
    found = _naming(texts, person.anywhere)
    if of_task is not None and person.tasks:
        named = _naming(texts, person.names)
        if table is Change:
            named.append(getattr(its, of_task).is_not(None))
        found += [getattr(its, of_task).in_(person.tasks) & or_(*named)] if named else []
    elif table in {Post, Request} and person.names:
        found += _naming(texts, [name for name in person.names if len(name) >= 3])
    return and_(its.workspace_id == scope.workspace_id, or_(false(), *found))


def _naming(texts: Sequence[ColumnElement[str]], needles: Sequence[str]) -> list[ColumnElement[bool]]:
    return [
        text.contains(spelled, autoescape=True)
        for text in texts
        for needle in needles
        for spelled in _spelled(needle)
    ]


def _composed(text: str) -> set[str]:
    """With an Ü as one character, and as two."""
    return {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}


def _spelled(needle: str) -> set[str]:
    """As a lowered text may hold it, and as JSON does.

    SQLite lowers A to Z alone, so a name with other letters is looked for in each of its usual cases.
    """
    found: set[str] = set()
    for cased in (needle, needle.lower(), needle.upper(), needle.title()):
        for one in _composed(cased):
            found |= {one.translate(_AS_SQLITE_LOWERS), json.dumps(one)[1:-1].translate(_AS_SQLITE_LOWERS)}
    return found


def _speaks_of(row: Base, tasks: frozenset[int]) -> bool:
    """Whether a message is about one of the tasks: its thread is, or a button on it."""
    said = getattr(row, "body", None) or getattr(row, "answer", None)
    if not isinstance(said, dict):
        return False
    if tasks & {one for one in said.get("tasks") or () if isinstance(one, int)}:
        return True
    pressed = re.findall(r'"t\\*":(\d{1,9})', json.dumps(said))
    return any(int(one) in tasks for one in pressed)


def _pattern(names: Sequence[str], person: _Person) -> re.Pattern[str]:
    whole = {spelled for one in (*person.anywhere, *names) for spelled in _composed(one)}
    if not whole:
        return re.compile(r"(?!)")
    needles = "|".join(re.escape(one) for one in sorted(whole, key=lambda one: (-len(one), one)))
    # An underscore beside it is Slack's italics.
    return re.compile(rf"(?<![^\W_])(?:{needles})(?![^\W_])", re.IGNORECASE)


def _empty(row: Base, columns: Sequence[str], pattern: re.Pattern[str], person: _Person) -> None:
    for name in columns:
        held = getattr(row, name)
        if isinstance(row, Change) and isinstance(held, dict):
            own = {f"contact:{number}" for number in person.contacts}
            held = {
                key: dict.fromkeys(before, None) if key in own and isinstance(before, dict) else before
                for key, before in held.items()
            }
        if held is not None and not (name == "anchor" and pattern.search(held)):
            setattr(row, name, _without(held, pattern))
        elif held is not None:
            setattr(row, name, None)  # an anchor with other words would be another one than was agreed


def _without(held: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(held, str):
        return pattern.sub(GONE, held)
    if isinstance(held, dict):
        return {key: _without(one, pattern) for key, one in held.items()}
    if isinstance(held, list):
        return [_without(one, pattern) for one in held]
    return held
