"""What every test starts from: no settings but its own, and nobody's data directory."""

import os
from collections.abc import Iterator

import pytest
from databases import database, empty_ledger, empty_postgres, store, template
from on_screen import chromium
from statements_kept import keep_statements, leave_loaded_alone

__all__ = ["database", "empty_ledger", "empty_postgres", "store", "template"]

_NAMED = {"DATABASE_URL", "PORT"}


def pytest_configure() -> None:
    keep_statements()


def pytest_collection_finish() -> None:
    leave_loaded_alone()


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have a bot set up; no test may read its tokens or touch its database."""
    kept = {
        name: os.environ.pop(name)
        for name in list(os.environ)
        if name in _NAMED
        or (name.startswith(("SLACK_", "OUTREACH_")) and not name.startswith("OUTREACH_TEST_"))
    }
    home = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    yield
    os.environ.update(kept)
    if home is None:
        del os.environ["XDG_DATA_HOME"]
    else:
        os.environ["XDG_DATA_HOME"] = home


@pytest.fixture(scope="session")
def chromium_at() -> Iterator[str]:
    """One Chromium for the whole run; where drivers connect to it."""
    with chromium() as address:
        yield address
