"""The work ledger: campaigns, prospects, their contacts, outreach, touches, and what can be undone."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, InWorkspace, Key, Serial, SlackId, Words, WorkspaceKey, word
from storage.words import Ended, Stage, Tactic, TouchKind


class Campaign(Base):
    """What a client, or our own site, wants; ``sites`` are the registrable domains links are built for.

    ``owner`` is whom it belongs to, ``cadence`` the days of quiet before each follow-up, instead of the
    workspace's. The goal is ``goal_count`` followed links, standing, by ``goal_by``. ``mail_domains`` are the
    domains its people write from. The brand is what its reports show: a name, a colour ("#1264a3"), a logo.
    ``monthly_report``: last month's report is posted in its channel; None means where a client reads along.
    """

    __tablename__ = "campaign"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    sites: Mapped[list[str]]
    client: Mapped[Words | None]
    channel: Mapped[SlackId | None]
    client_mode: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[SlackId | None]
    cadence: Mapped[list[int] | None]
    goal_count: Mapped[int | None] = mapped_column(Integer)
    goal_by: Mapped[date | None]
    mail_domains: Mapped[list[str] | None]
    brand_name: Mapped[Words | None]
    brand_colour: Mapped[str | None] = mapped_column(String(7))
    brand_logo_url: Mapped[Words | None]
    monthly_report: Mapped[bool | None]
    created_by: Mapped[SlackId | None]
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class Prospect(Base):
    """A site by its registrable domain, shared by all campaigns of the workspace."""

    __tablename__ = "prospect"
    __table_args__ = (UniqueConstraint("workspace_id", "site"),)

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    site: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]


class Contact(Base):
    """A person at a prospect; ``bounced_at``: mail to their address came back, ``bounce`` is why.

    ``tz`` is the IANA zone that somebody said they live in.
    """

    __tablename__ = "contact"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "prospect_id"], ["prospect.workspace_id", "prospect.id"]),
        Index(None, "workspace_id", "email"),
        Index(None, "workspace_id", "prospect_id"),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    prospect_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[Words | None]
    email: Mapped[str | None] = mapped_column(String(320))
    created_at: Mapped[datetime]
    bounced_at: Mapped[datetime | None]
    bounce: Mapped[Words | None]
    tz: Mapped[str | None] = mapped_column(String(64))


class Outreach(Base):
    """One ask of one prospect for one campaign.

    ``follow_up_timed`` says that the speaker gave a time of day; ``remind_at`` is then when the owner is
    told, and is empty once that is done. ``step`` counts the follow-ups sent since the last answer; after the
    last one ``ask_at`` is when the owner is asked whether to keep on. ``ended`` is why a follow-up was called
    off, or put off, without anybody's doing ("answered", "live"), at ``ended_at``.
    ``version`` grows with every change, so that two people pressing one button are told apart.
    ``acted`` is set once somebody acted on the task: from then on edits of its message change nothing.
    ``removed_at`` hides a task that was undone. ``import_key`` is what a task that came in with a file is
    recognised by when the file comes in again. ``asked_told`` is False where that file does not say when it
    was asked: ``created_at`` is then when it was brought in.
    """

    __tablename__ = "outreach"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "prospect_id"], ["prospect.workspace_id", "prospect.id"]),
        ForeignKeyConstraint(["workspace_id", "campaign_id"], ["campaign.workspace_id", "campaign.id"]),
        ForeignKeyConstraint(["workspace_id", "contact_id"], ["contact.workspace_id", "contact.id"]),
        # With the number, so that the newest of a site, or of a person, are read without sorting or scanning.
        Index(None, "workspace_id", "prospect_id", "id"),
        Index(None, "workspace_id", "owner", "stage", "id"),
        Index(None, "workspace_id", "channel", "stage"),
        Index(None, "workspace_id", "campaign_id", "stage"),
        Index(
            "ix_outreach_channel_due",
            "workspace_id",
            "channel",
            "follow_up_at",
            sqlite_where=text("follow_up_at IS NOT NULL"),
            postgresql_where=text("follow_up_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_due",
            "workspace_id",
            "follow_up_at",
            sqlite_where=text("follow_up_at IS NOT NULL"),
            postgresql_where=text("follow_up_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_owner_due",
            "workspace_id",
            "owner",
            "follow_up_at",
            sqlite_where=text("follow_up_at IS NOT NULL"),
            postgresql_where=text("follow_up_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_remind_at",
            "remind_at",
            sqlite_where=text("remind_at IS NOT NULL"),
            postgresql_where=text("remind_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_ask_at",
            "ask_at",
            sqlite_where=text("ask_at IS NOT NULL"),
            postgresql_where=text("ask_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_ended",
            "workspace_id",
            "channel",
            "ended_at",
            sqlite_where=text("ended_at IS NOT NULL"),
            postgresql_where=text("ended_at IS NOT NULL"),
        ),
        Index(None, "workspace_id", "source_channel", "source_ts"),
        Index(
            "ix_outreach_import_key",
            "workspace_id",
            "import_key",
            unique=True,
            sqlite_where=text("import_key IS NOT NULL"),
            postgresql_where=text("import_key IS NOT NULL"),
        ),
        # All that the report asks of a task: its rows are long.
        Index("ix_outreach_of_report", "workspace_id", "id", "removed_at", "campaign_id", "tactic"),
        Index(
            "ix_outreach_removed",
            "workspace_id",
            "id",
            sqlite_where=text("removed_at IS NOT NULL"),
            postgresql_where=text("removed_at IS NOT NULL"),
        ),
        Index(
            "ix_outreach_priced",
            "workspace_id",
            "id",
            sqlite_where=text("price_amount IS NOT NULL"),
            postgresql_where=text("price_amount IS NOT NULL"),
        ),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    campaign_id: Mapped[int | None] = mapped_column(Integer)
    prospect_id: Mapped[int] = mapped_column(Integer)
    contact_id: Mapped[int | None] = mapped_column(Integer)
    tactic: Mapped[Tactic | None] = mapped_column(word(Tactic, 30))
    target: Mapped[Words | None]
    owner: Mapped[SlackId]
    stage: Mapped[Stage] = mapped_column(word(Stage, 20))
    follow_up_at: Mapped[datetime | None]
    follow_up_timed: Mapped[bool] = mapped_column(default=False)
    remind_at: Mapped[datetime | None]
    step: Mapped[int] = mapped_column(default=0)
    ask_at: Mapped[datetime | None]
    ended: Mapped[Ended | None] = mapped_column(word(Ended, 12))
    ended_at: Mapped[datetime | None]
    price_amount: Mapped[str | None] = mapped_column(String(30))
    price_currency: Mapped[str | None] = mapped_column(String(3))
    channel: Mapped[SlackId]
    text: Mapped[Words] = mapped_column(default="")
    source_channel: Mapped[SlackId | None]
    source_ts: Mapped[str | None] = mapped_column(String(30))
    source_permalink: Mapped[Words | None]
    import_key: Mapped[str | None] = mapped_column(String(64))
    created_by: Mapped[SlackId]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    acted: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None]
    asked_told: Mapped[bool] = mapped_column(default=True)


class Touch(Base):
    """One thing somebody did: never edited away, hidden only when its own author undoes it.

    ``at`` is empty where a table told of it and nobody says when: it lies in no period then.
    ``for_campaign`` (0: none) and ``for_tactic`` are its task's, so that a million touches are counted
    without their tasks, and empty where the touch or its task was undone. The database's own triggers write
    both: see :mod:`storage.models.bridge`.
    """

    __tablename__ = "touch"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"]),
        # Each holds all that one part of the report asks of a touch, so that it reads no rows.
        Index("ix_touch_of_task", "workspace_id", "outreach_id", "what", "at", "removed_at"),
        Index("ix_touch_of_kind", "workspace_id", "what", "at", "removed_at", "outreach_id"),
        Index("ix_touch_of_person", "workspace_id", "by", "what", "at", "removed_at"),
        # In the order in which the report groups them, so that nothing is sorted.
        Index(
            "ix_touch_counted",
            "workspace_id",
            "for_campaign",
            "for_tactic",
            "by",
            "what",
            "at",
            sqlite_where=text("for_campaign IS NOT NULL"),
            postgresql_where=text("for_campaign IS NOT NULL"),
        ),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    outreach_id: Mapped[int] = mapped_column(Integer)
    by: Mapped[SlackId]
    what: Mapped[TouchKind] = mapped_column(word(TouchKind, 20))
    at: Mapped[datetime | None]
    note: Mapped[Words | None]
    removed_at: Mapped[datetime | None]
    for_campaign: Mapped[int | None] = mapped_column(Integer)
    for_tactic: Mapped[Tactic | None] = mapped_column(word(Tactic, 30))


class Change(Base):
    """One change by a person, with what stood before it, so that it can be undone.

    ``before`` maps "table:id" to the columns that it overwrote, as they were; ``created`` lists "table:id" of
    new rows. A later change by somebody else blocks the undo. ``version`` is the task's version after the
    change: it tells whether the bot itself changed the task since. Changes of one ``batch`` were made with
    one press, and are taken back together.
    """

    __tablename__ = "change"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"]),
        Index(None, "workspace_id", "by", "id"),
        Index(None, "workspace_id", "outreach_id"),
        Index(
            "ix_change_batch",
            "workspace_id",
            "batch",
            sqlite_where=text("batch IS NOT NULL"),
            postgresql_where=text("batch IS NOT NULL"),
        ),
    )

    id: Mapped[Serial]
    workspace_id: Mapped[InWorkspace]
    by: Mapped[SlackId]
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(40))
    outreach_id: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(default=0)
    before: Mapped[dict[str, Any]]
    created: Mapped[list[str]]
    batch: Mapped[str | None] = mapped_column(String(40))
    undone_at: Mapped[datetime | None]


class Thread(Base):
    """Which tasks a Slack message or thread is about, so that an answer under it needs no number."""

    __tablename__ = "thread"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"]),
    )

    workspace_id: Mapped[WorkspaceKey]
    channel: Mapped[SlackId] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(String(30), primary_key=True)
    outreach_id: Mapped[int] = mapped_column(Integer, primary_key=True)
