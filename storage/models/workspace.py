"""Who we work for: workspaces, their people, channels, settings and counters."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, SlackId, Words, WorkspaceKey


class Workspace(Base):
    """One Slack workspace, or one organisation for an org-wide install.

    ``slack_id`` is the team id, or the enterprise id of an org-wide install: what exports name.
    ``stopped`` is Slack's word for why our token no longer works there (``token_revoked``): posts wait.
    """

    __tablename__ = "workspace"
    __table_args__ = (UniqueConstraint("slack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slack_id: Mapped[SlackId]
    name: Mapped[Words] = mapped_column(default="")
    bot_user: Mapped[SlackId | None]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    stopped: Mapped[str | None] = mapped_column(String(40))
    stopped_at: Mapped[datetime | None]


class Counter(Base):
    """The last number given to a kind of row of a workspace, so that ids stay small and per workspace."""

    __tablename__ = "counter"

    workspace_id: Mapped[WorkspaceKey]
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]


class Member(Base):
    """A person of the workspace, as ``users.info`` told us and as they set things for themselves.

    ``dm`` is the conversation between them and the bot, known once something was said in it. ``email`` is
    their address, lower case, where Slack told it: mail from it is one of ours. While they are away,
    from ``away_from`` (none: since they said so) to ``away_until``, ``stand_in`` is told in their place.
    ``quiet_from`` and ``quiet_until`` are local ``HH:MM``: between them nothing is said to them unasked.
    ``digest_to`` says where they read what is due ("channel", "direct", "both"); ``mentions``: the channel's
    digest may notify them.
    """

    __tablename__ = "member"
    __table_args__ = (Index(None, "workspace_id", "email"),)

    workspace_id: Mapped[WorkspaceKey]
    slack_id: Mapped[SlackId] = mapped_column(primary_key=True)
    name: Mapped[Words] = mapped_column(default="")
    tz: Mapped[str | None] = mapped_column(String(64))
    locale: Mapped[str | None] = mapped_column(String(20))
    fetched_at: Mapped[datetime | None]
    away_from: Mapped[datetime | None]
    away_until: Mapped[datetime | None]
    dm: Mapped[SlackId | None]
    email: Mapped[str | None] = mapped_column(String(320))
    stand_in: Mapped[SlackId | None]
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))
    digest_to: Mapped[str] = mapped_column(String(10), default="channel")
    mentions: Mapped[bool] = mapped_column(default=True)


class Channel(Base):
    """A channel where tasks live, and when its digest comes.

    ``digest_at`` is local ``HH:MM`` in ``tz``, which is ``tz_guessed`` until somebody speaks there whose zone
    is known, or sets it; ``weekdays`` are ISO numbers, "12345" is Monday to Friday.
    ``next_digest_at`` is when the digest is next looked for; ``missed_on`` the local date of one that
    downtime swallowed. ``stopped`` says why Slack lets us post there no more. ``pings``: the digest mentions
    people, so that Slack notifies them. ``listening``: plain messages and mails there are read, since
    ``listening_by`` switched that on. ``monthly_report``: last month's report is posted there. ``quiet``
    names the kinds of news that are not posted there ("live back"); above ``daily_posts`` of them a local
    day (0: no bound) the rest goes into one summary.
    """

    __tablename__ = "channel"
    __table_args__ = (Index(None, "next_digest_at"),)

    workspace_id: Mapped[WorkspaceKey]
    slack_id: Mapped[SlackId] = mapped_column(primary_key=True)
    tz: Mapped[str] = mapped_column(String(64))
    tz_guessed: Mapped[bool] = mapped_column(default=False)
    digest_at: Mapped[str] = mapped_column(String(5), default="09:00")
    weekdays: Mapped[str] = mapped_column(String(7), default="12345")
    next_digest_at: Mapped[datetime | None]
    missed_on: Mapped[date | None]
    monthly_report: Mapped[bool] = mapped_column(default=False)
    stopped: Mapped[str | None] = mapped_column(String(40))
    stopped_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    pings: Mapped[bool] = mapped_column(default=True)
    listening: Mapped[bool] = mapped_column(default=False)
    listening_by: Mapped[SlackId | None]
    listening_since: Mapped[datetime | None]
    quiet: Mapped[str] = mapped_column(String(60), default="")
    daily_posts: Mapped[int] = mapped_column(default=20)


class Setting(Base):
    """One setting of a workspace; ``value`` is JSON."""

    __tablename__ = "setting"

    workspace_id: Mapped[WorkspaceKey]
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]]
