"""Files that somebody handed in, and what others reported of our backlinks."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Key, SlackId, Words, WorkspaceKey, word


class FileState(StrEnum):
    """Where a file that was handed in stands."""

    ARRIVED = "arrived"
    """It is to be fetched, so that its first rows can be shown."""
    OFFERED = "offered"
    """Its first rows were shown; a press brings it in."""
    WANTED = "wanted"
    """It is to be brought in."""
    DONE = "done"
    FAILED = "failed"
    LEFT = "left"
    """Somebody said not to bring it in."""


class ImportFile(Base):
    """One file that was dropped on the bot; a row of it says at any time what is to be done next.

    ``message`` names the message that it came with and ``place`` says where the answers go: {"channel",
    "thread_ts", "user"}. ``tally`` counts what was done so far and is shown as progress; ``skipped`` are the
    first lines that were left out, with why.
    """

    __tablename__ = "import_file"
    __table_args__ = (
        UniqueConstraint("workspace_id", "file", "message"),
        Index(None, "state", "due_at"),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    file: Mapped[SlackId]
    message: Mapped[str] = mapped_column(String(80))
    name: Mapped[Words]
    size: Mapped[int] = mapped_column(default=0)
    by: Mapped[SlackId]
    place: Mapped[dict[str, Any]]
    campaign_id: Mapped[int | None] = mapped_column(Integer)
    state: Mapped[FileState] = mapped_column(word(FileState, 10))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    token: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None]
    tally: Mapped[dict[str, Any] | None]
    skipped: Mapped[list[str] | None]
    error: Mapped[Words | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class BacklinkReport(Base):
    """What one source (``ahrefs``, ``search_console``, ``earned`` …) says of a backlink, as it said it last.

    ``at`` is when it was first handed to us, by ``by``, in ``file``.
    """

    __tablename__ = "backlink_report"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "backlink_id"], ["backlink.workspace_id", "backlink.id"], ondelete="CASCADE"
        ),
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[WorkspaceKey]
    backlink_id: Mapped[Key]
    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[SlackId | None]
    file: Mapped[Words | None]
    anchor: Mapped[Words | None]
    rel: Mapped[list[str] | None]
    followed: Mapped[bool | None]
    first_seen_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    lost_at: Mapped[datetime | None]
    authority_score: Mapped[float | None]
    authority_source: Mapped[str | None] = mapped_column(String(30))
    authority_at: Mapped[datetime | None]


class BacklinkEvent(Base):
    """Something that changed about a backlink: its origin, whether it is followed, that it went or came back.

    ``what`` is "origin", "followed", "lost", "back" or "watched"; ``by`` is a person, None for the bot;
    ``detail`` holds "from" and "to", and "why".
    """

    __tablename__ = "backlink_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "backlink_id"], ["backlink.workspace_id", "backlink.id"], ondelete="CASCADE"
        ),
        Index(None, "workspace_id", "backlink_id", "id"),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    backlink_id: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    by: Mapped[SlackId | None]
    what: Mapped[str] = mapped_column(String(20))
    detail: Mapped[dict[str, Any]]
