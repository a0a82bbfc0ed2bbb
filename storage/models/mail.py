"""Mails that people had sent to Slack: which task they belong to, and those that are still to be read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, SlackId, WorkspaceKey


class Mail(Base):
    """A mail by its Message-ID, so that what answers it is told by its headers. No words of it are kept.

    ``message_id`` is without its brackets, or its hash where it is too long. ``ours``: one of us wrote it.
    """

    __tablename__ = "mail"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"]),
        Index(None, "workspace_id", "outreach_id"),
    )

    workspace_id: Mapped[WorkspaceKey]
    message_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    outreach_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    ours: Mapped[bool]
    at: Mapped[datetime]


class MailFile(Base):
    """A mail that Slack told of without its words: to be asked for by its file's id, ``due_at``.

    ``said`` is where it arrived: what the event said of its message.
    """

    __tablename__ = "mail_file"
    __table_args__ = (Index(None, "due_at"),)

    workspace_id: Mapped[WorkspaceKey]
    file: Mapped[SlackId] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(String(80), primary_key=True)
    said: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
