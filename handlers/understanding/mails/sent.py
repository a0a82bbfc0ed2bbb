"""When a mail was sent, as its own header says, or as the mail that forwards it has it."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from handlers.understanding.mails.letter import Letter

#: How mail programs write a date above what they forward: Gmail and Apple Mail, Outlook. They name no zone.
_FORWARDED = ("%b %d, %Y at %I:%M %p", "%d %b %Y at %H:%M", "%B %d, %Y %I:%M %p", "%d %B %Y %H:%M")
_WEEKDAY = re.compile(r"^[^\W\d_]{3,9},?\s+")


def sent_at(letter: Letter) -> datetime | None:
    """The time of a mail, aware UTC; None where it names none that can be read. Source: RFC 5322, 3.3."""
    said = " ".join(letter.headers.get("date", "")[:100].split())
    if not said:
        return None
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    found = found or next((one for form in _FORWARDED if (one := _read(said, form))), None)
    if found is None:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _read(said: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(_WEEKDAY.sub("", said), form)  # noqa: DTZ007 - nobody says in which zone
    except ValueError:
        return None
