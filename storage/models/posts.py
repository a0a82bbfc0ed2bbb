"""What came in from Slack and what is still to be said there."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, InWorkspace, Serial, SlackId, Words, WorkspaceKey, word


class PostState(StrEnum):
    """Where a post stands. ``unknown``: Slack may or may not have it, and it can't be found out."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class PostKind(StrEnum):
    """What a post is; with ``subject`` and ``epoch`` it names the post for good."""

    ANSWER = "answer"
    CARD = "card"
    LIVE = "live"
    LIVE_BUT = "live_but"
    LOST = "lost"
    BACK = "back"
    IN_THREAD = "in_thread"
    DIGEST = "digest"
    DIGEST_EDIT = "digest_edit"
    REMINDER = "reminder"
    ASK = "ask"
    NOTICE = "notice"
    EDIT = "edit"
    STEP = "step"
    REPORT = "report"
    REPORT_DETAIL = "report_detail"
    SUMMARY = "summary"
    SUMMARY_EDIT = "summary_edit"


class Request(Base):
    """A request that was taken: written with its effect, so that a second try changes nothing.

    ``answer`` is what was answered, to be said again word for word.
    """

    __tablename__ = "request"
    __table_args__ = (Index(None, "at"),)

    workspace_id: Mapped[WorkspaceKey]
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None]


class Post(Base):
    """One thing to be said in Slack, written in the transaction that makes it true: the outbox.

    ``(workspace, kind, subject, epoch)`` is said once. ``channel`` is a channel or, for a direct message, a
    user id; ``body`` holds the facts it is rendered from. ``posted_in`` and ``ts`` are Slack's answer: the
    conversation it stands in (a direct message's own id, where ``channel`` is a user) and its time stamp.
    ``urgent`` posts are sent again once where it can't be found out whether the first try arrived;
    ``ambiguous`` counts the tries that Slack may or may not have taken. ``turn``: in a channel what has a
    smaller one goes first, whenever it came. ``told_in`` is the summary that says this post instead.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "subject", "epoch"),
        Index(None, "state", "turn", "not_before"),
        Index(None, "workspace_id", "channel", "state", "turn", "id"),
        Index(None, "workspace_id", "channel", "sent_at"),
        Index(None, "told_in"),
    )

    id: Mapped[Serial]
    workspace_id: Mapped[InWorkspace]
    kind: Mapped[PostKind] = mapped_column(word(PostKind, 20))
    subject: Mapped[str] = mapped_column(String(120))
    epoch: Mapped[str] = mapped_column(String(80))
    channel: Mapped[SlackId]
    thread_ts: Mapped[str | None] = mapped_column(String(30))
    body: Mapped[dict[str, Any]]
    urgent: Mapped[bool] = mapped_column(default=False)
    turn: Mapped[int] = mapped_column(default=1)
    told_in: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[PostState] = mapped_column(word(PostState, 10))
    not_before: Mapped[datetime]
    token: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0)
    posted_in: Mapped[SlackId | None]
    ts: Mapped[str | None] = mapped_column(String(30))
    error: Mapped[Words | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
