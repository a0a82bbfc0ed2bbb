"""When the storage tests happen."""

from datetime import UTC, datetime

import pytest

#: A Monday, 09:30 in Berlin.
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW
