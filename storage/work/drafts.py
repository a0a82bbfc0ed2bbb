"""What somebody typed that could not be stored as meant: kept until they finish it in a form."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from storage.dialect import insert
from storage.models import Request
from storage.store import Scope

_PREFIX = "draft:"


async def keep(scope: Scope, draft: dict[str, Any], *, now: datetime) -> str:
    """Keep ``draft`` (JSON) for as long as a request is remembered; the key to find it by."""
    key = uuid4().hex
    await scope.session.execute(
        insert(scope.session, Request).values(
            workspace_id=scope.workspace_id, key=_PREFIX + key, at=now, answer=draft
        )
    )
    return key


async def kept(scope: Scope, key: str) -> dict[str, Any] | None:
    """The draft, None when it is over a week old or was never this workspace's."""
    return await scope.session.scalar(
        select(Request.answer).where(
            Request.workspace_id == scope.workspace_id, Request.key == _PREFIX + key[:150]
        )
    )
