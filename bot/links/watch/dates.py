"""When a page was published, from what feeds and sitemaps write."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = 60
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
# RFC 822 without its time, and with a comma too many, as some feeds write it.
_BARE_DAY = re.compile(r"(?:[A-Za-z]{3,9},? +)?(\d{1,2} +[A-Za-z]{3,9},? +\d{4})")
_STRAY_COMMA = re.compile(r"(?<=[A-Za-z]),(?= +\d{4}\b)")
# A date that was never set, which email's rules take for one of this century.
_UNSET = re.compile(r"[A-Za-z] +000\d\b")
# The end of a day that is written without a zone, wherever on earth it ends.
_END_OF_DAY = timedelta(hours=36)
# Before there were pages to publish, programs mean that they know no date.
_NO_DATE = datetime(1990, 1, 1, tzinfo=UTC)


def moment(written: str) -> datetime | None:
    """When something was published, or None; a year such as 1 or 1970 says that nobody knows."""
    found = _moment(written)
    return None if found is None or found < _NO_DATE else found


def _moment(written: str) -> datetime | None:
    """A date of RFC 822 (RSS), RFC 3339 (Atom, JSON Feed) or W3C-DTF (sitemaps); None for anything else.

    A time without a zone is UTC. A day without a time counts as its end (and so do a month and a year), so
    that what was published later on the day of a promise is not older than the promise.
    """
    text = written.strip()
    if not text or len(text) > _LONGEST or not text.isascii() or _UNSET.search(text):
        return None
    try:
        if day := _DAY.fullmatch(text):
            year, month, number = int(day[1]), int(day[2] or 12), int(day[3] or 1)
            if day[3]:
                return datetime(year, month, number, tzinfo=UTC) + _END_OF_DAY
            first = datetime(year, month, 1, tzinfo=UTC)
            return (first + timedelta(days=31)).replace(day=1) + _END_OF_DAY - timedelta(days=1)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            text = _STRAY_COMMA.sub("", text)
            if bare := _BARE_DAY.fullmatch(text):
                return parsedate_to_datetime(f"{bare[1]} 00:00 +0000") + _END_OF_DAY
            found = parsedate_to_datetime(text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def latest(written: list[str]) -> datetime | None:
    """The latest of several dates, None where none can be read."""
    return max((at for at in map(moment, written) if at is not None), default=None)
