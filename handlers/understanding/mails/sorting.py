"""What kind of mail it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from handlers.understanding.mails import forwarded
from handlers.understanding.mails.absence import Absence, absence
from handlers.understanding.mails.bounces import Bounce, bounce
from handlers.understanding.mails.letter import Letter, Party

_MACHINE = re.compile(
    r"^(?:no-?reply|do-?not-?reply|donotreply|newsletter|notifications?|news|info-?mailer|"
    r"bounces?)(?:[+.-].*)?@"
)


class MailKind(StrEnum):
    """What a mail is to us."""

    OURS = "ours"
    THEIRS = "theirs"
    ABSENCE = "absence"
    BOUNCE = "bounce"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A mail read through what forwarded it; ``others`` are its people outside, no person a ``machine``."""

    kind: MailKind
    letter: Letter
    others: tuple[Party, ...]
    absence: Absence | None = None
    bounce: Bounce | None = None
    machine: bool = False


def sort(letter: Letter, is_ours: Callable[[Party], bool], now: datetime, locale: str) -> Sorted:
    """Read ``letter``: forwarded by one of us it is what was forwarded, else it is itself."""
    letter = _read_through(letter, is_ours)
    sender = letter.sender
    back = bounce(letter)
    if back is not None:
        return Sorted(MailKind.BOUNCE, letter, (), bounce=back, machine=True)
    outside = tuple(one for one in letter.recipients() if not is_ours(one))
    if sender is not None and is_ours(sender):
        return Sorted(MailKind.OURS if outside else MailKind.INTERNAL, letter, outside)
    others = (sender,) if sender is not None else ()
    away = absence(letter, now, locale)
    if away is not None:
        return Sorted(MailKind.ABSENCE, letter, others, absence=away, machine=True)
    listed = any(name in letter.headers for name in ("list_unsubscribe", "list_id"))
    bulk = letter.headers.get("precedence", "").strip().lower() in {"bulk", "list", "junk"}
    machine = listed or bulk or (sender is not None and bool(_MACHINE.match(sender.address)))
    return Sorted(MailKind.THEIRS, letter, others, machine=machine)


def _read_through(letter: Letter, is_ours: Callable[[Party], bool]) -> Letter:
    """What was forwarded: by one of us, or by whoever knows Slack's secret address, to nobody else."""
    for _ in range(3):  # what was forwarded may have been forwarded itself
        sender = letter.sender
        if any(not is_ours(one) for one in letter.recipients()):
            return letter
        known = sender is not None and is_ours(sender)
        if not (known or forwarded.says_forwarded(letter.subject)):
            return letter
        inner = forwarded.original(letter)
        if inner is None:
            return letter
        if not inner.to:
            # Some programs leave out to whom it went: then it went to whoever forwards it.
            inner = replace(inner, to=(sender,) if sender and inner.sender != sender else ())
        letter = inner
    return letter
