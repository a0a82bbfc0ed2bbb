"""Files that are to be made and handed over in Slack."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, InWorkspace, Serial, SlackId, Words, word
from storage.models.posts import PostState


class Upload(Base):
    """One file that somebody asked for, written with the request: made and uploaded after the ack.

    ``wanted`` says what is made. It is shared in ``channel`` (a channel or a user), in the thread of the post
    ``post_id`` where that is given, once that stands. ``file_id`` is Slack's name for the file once there is
    room for it: whether it was shared before a crash is found out by that.
    """

    __tablename__ = "upload"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index(None, "state", "not_before"),
    )

    id: Mapped[Serial]
    workspace_id: Mapped[InWorkspace]
    key: Mapped[str] = mapped_column(String(200))
    channel: Mapped[SlackId]
    thread_ts: Mapped[str | None] = mapped_column(String(30))
    post_id: Mapped[int | None]
    user: Mapped[SlackId]
    wanted: Mapped[dict[str, Any]]
    state: Mapped[PostState] = mapped_column(word(PostState, 10))
    not_before: Mapped[datetime]
    token: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    file_id: Mapped[str | None] = mapped_column(String(40))
    error: Mapped[Words | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
