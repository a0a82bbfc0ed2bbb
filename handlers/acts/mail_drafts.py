"""What is kept of a mail while somebody is asked which task it is about: its first lines, never more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.understanding.mails.first_lines import first_lines
from handlers.understanding.mails.letter import Letter, Party
from handlers.understanding.mails.sent import sent_at
from handlers.understanding.mails.sorting import MailKind
from storage.store import Scope
from storage.words import Tactic
from storage.work import drafts

SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail as far as filing it needs it. ``party`` is who else it is with, ``writer`` the member who wrote.

    ``answers``: it is no first mail of its thread. ``back`` is the return date of an absence. ``sent`` is
    when it was sent, as it says.
    """

    kind: MailKind
    party: Party
    subject: str = ""
    lines: str = ""
    message_id: str | None = None
    answers: bool = False
    writer: str | None = None
    back: date | None = None
    site: str | None = None
    tactic: Tactic | None = None
    target: str | None = None
    sent: datetime | None = None

    @classmethod
    def of(
        cls,
        letter: Letter,
        kind: MailKind,
        party: Party,
        *,
        writer: str | None = None,
        back: date | None = None,
    ) -> "Kept":
        """What is kept of ``letter``: of our own mail no words but the subject's."""
        return cls(
            kind,
            party,
            letter.subject[:SUBJECT],
            first_lines(letter.body) if kind is MailKind.THEIRS else "",
            letter.message_id,
            answers=bool(letter.thread),
            writer=writer,
            back=back,
            sent=sent_at(letter),
        )


async def keep(scope: Scope, kept: Kept, *, now: datetime) -> str:
    """Keep it for as long as a draft is kept; the key to find it by."""
    return await drafts.keep(scope, {"mail": _json(kept)}, now=now)


async def kept(scope: Scope, key: str) -> Kept | None:
    """What was kept; None when it is over a week old."""
    draft = await drafts.kept(scope, key) or {}
    said = draft.get("mail")
    return _read(said) if isinstance(said, dict) else None


def _json(kept: Kept) -> dict[str, Any]:
    return {
        "kind": kept.kind.value,
        "address": kept.party.address,
        "name": kept.party.name,
        "subject": kept.subject,
        "lines": kept.lines,
        "message_id": kept.message_id,
        "answers": kept.answers,
        "writer": kept.writer,
        "back": kept.back.isoformat() if kept.back else None,
        "site": kept.site,
        "sent": kept.sent.isoformat() if kept.sent else None,
    }


def _read(said: dict[str, Any]) -> Kept:
    return Kept(
        MailKind(said["kind"]),
        Party(said["address"], said["name"]),
        said["subject"],
        said["lines"],
        said["message_id"],
        said["answers"],
        said["writer"],
        date.fromisoformat(said["back"]) if said["back"] else None,
        said["site"],
        sent=datetime.fromisoformat(said["sent"]) if said.get("sent") else None,
    )
