"""What SQLAlchemy made of a statement is kept from test to test.

Every test opens a database of its own, and an engine keeps compiled statements for itself, so that each
compiled the same ones again. Here engines of one kind of database share what they compiled.
``compiled_cache`` is SQLAlchemy's own option for that; its keys name the dialect, so two dialects of one kind
have to be one key.
"""

import gc
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_kept: dict[type, LRUCache[Any, Any]] = {}


def keep_statements() -> None:
    """From now on, engines share what they compile with those of the same dialect."""
    DefaultDialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    DefaultDialect.engine_created = classmethod(_share)  # type: ignore[assignment,method-assign]


def _share(dialect: type, engine: Engine) -> None:
    engine.update_execution_options(compiled_cache=_kept.setdefault(dialect, LRUCache(4000)))


def leave_loaded_alone() -> None:
    """What is loaded by now stays: garbage collection need not walk through it with every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
