"""The one place that asks what time it is."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time; the rehearsal and the tests may move it."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> None:
        """Move this clock; only the rehearsal's clock button and tests do."""
        self.offset += by
