"""The result ledger: placements, when they are looked at, what was seen, and backlinks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Key, SlackId, Words, WorkspaceKey, word
from storage.sites import registrable
from storage.words import Origin, PlacementState, RelAgreed, Verdict


class Placement(Base):
    """A promise: ``page`` (or, while it is unknown, ``site``) will link to ``target``.

    ``misses`` counts readable looks without the link in a row since ``missing_since``, ``missed_at`` are
    their times (ISO 8601); ``unseen`` the looks in a row that could not see. ``findings`` are the last
    readable look's, ``live_findings`` those of the last look that saw the link. ``incident`` names the
    incident that a lost link is part of. ``etag``, ``last_modified`` and ``body_hash`` are the validators of
    the last read; who changes the page or the terms clears them.
    ``card_channel`` and ``card_ts`` are the living card's address in Slack.
    ``told``: a table told of it, so that nobody says on which day it was promised; ``told_live_at`` is when
    it went live as the table has it, which counts from the first look that sees it.
    """

    __tablename__ = "placement"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"]),
        Index(
            "ix_placement_of_task", "workspace_id", "outreach_id", "removed_at", "first_live_at", "lost_at"
        ),
        # All that the report asks of a link's placement: its rows are long.
        Index("ix_placement_of_report", "workspace_id", "id", "removed_at", "outreach_id"),
        Index(None, "workspace_id", "state", "promised_by"),
        Index(
            "ix_placement_priced",
            "workspace_id",
            "first_live_at",
            sqlite_where=text("first_live_at IS NOT NULL AND price_amount IS NOT NULL"),
            postgresql_where=text("first_live_at IS NOT NULL AND price_amount IS NOT NULL"),
        ),
        Index(
            "ix_placement_live",
            "workspace_id",
            "first_live_at",
            sqlite_where=text("first_live_at IS NOT NULL"),
            postgresql_where=text("first_live_at IS NOT NULL"),
        ),
        Index(
            "ix_placement_lost",
            "workspace_id",
            "lost_at",
            sqlite_where=text("lost_at IS NOT NULL"),
            postgresql_where=text("lost_at IS NOT NULL"),
        ),
        Index(
            "ix_placement_missing_since",
            "workspace_id",
            "missing_since",
            sqlite_where=text("missing_since IS NOT NULL"),
            postgresql_where=text("missing_since IS NOT NULL"),
        ),
        Index(
            "ix_placement_incident",
            "workspace_id",
            "incident",
            sqlite_where=text("incident IS NOT NULL"),
            postgresql_where=text("incident IS NOT NULL"),
        ),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    outreach_id: Mapped[int] = mapped_column(Integer)
    page: Mapped[Words | None]
    site: Mapped[str] = mapped_column(String(255))
    target: Mapped[Words]
    anchor: Mapped[Words | None]
    rel_agreed: Mapped[RelAgreed | None] = mapped_column(word(RelAgreed, 12))
    promised_by: Mapped[date | None]
    price_amount: Mapped[str | None] = mapped_column(String(30))
    price_currency: Mapped[str | None] = mapped_column(String(3))
    state: Mapped[PlacementState] = mapped_column(word(PlacementState, 12))
    verdict: Mapped[Verdict | None] = mapped_column(word(Verdict, 10))
    detail: Mapped[Words] = mapped_column(default="")
    findings: Mapped[list[str]]
    live_findings: Mapped[list[str] | None]
    checked_at: Mapped[datetime | None]
    first_live_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    lost_at: Mapped[datetime | None]
    misses: Mapped[int] = mapped_column(default=0)
    missing_since: Mapped[datetime | None]
    missed_at: Mapped[list[str] | None]
    incident: Mapped[str | None] = mapped_column(String(120))
    unseen: Mapped[int] = mapped_column(default=0)
    vouched_by: Mapped[SlackId | None]
    vouched_at: Mapped[datetime | None]
    vouched_until: Mapped[datetime | None]
    etag: Mapped[Words | None]
    last_modified: Mapped[str | None] = mapped_column(String(100))
    body_hash: Mapped[str | None] = mapped_column(String(64))
    wrong_href: Mapped[Words | None]
    card_channel: Mapped[SlackId | None]
    card_ts: Mapped[str | None] = mapped_column(String(30))
    created_by: Mapped[SlackId]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    told: Mapped[bool] = mapped_column(default=False)
    told_live_at: Mapped[datetime | None]


class Schedule(Base):
    """When a placement is looked at next: narrow, because it holds a row for every watched placement."""

    __tablename__ = "schedule"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "placement_id"], ["placement.workspace_id", "placement.id"], ondelete="CASCADE"
        ),
        Index(None, "due_at", "host"),
        Index(None, "host", "due_at"),
        # Its indexes hold the key then, so that what is due is found without touching the rows.
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[WorkspaceKey]
    placement_id: Mapped[Key]
    host: Mapped[str] = mapped_column(String(255))
    due_at: Mapped[datetime]


class SitePage(Base):
    """A page of a site that is searched for a placement whose page is unknown: what it has been looked at.

    ``page_key`` is 64 bits of the address's link key. A page with no ``looks`` was there, undated, when the
    search began. The rows go when the placement has its page.
    """

    __tablename__ = "site_page"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "placement_id"], ["placement.workspace_id", "placement.id"], ondelete="CASCADE"
        ),
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[WorkspaceKey]
    placement_id: Mapped[Key]
    page_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    looks: Mapped[int] = mapped_column(SmallInteger)
    looked_at: Mapped[datetime]


class HostLease(Base):
    """Who visits a host now. ``not_before`` is what the host's Retry-After asked for."""

    __tablename__ = "host_lease"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    token: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]


class Look(Base):
    """Somebody wants to know now (``/outreach check``): kept until it is answered, so a crash loses none.

    ``answer`` says where the answer goes: {"response_url"} or {"channel", "thread_ts", "user"}.
    """

    __tablename__ = "look"
    __table_args__ = (Index(None, "asked_at"),)

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    by: Mapped[SlackId]
    page: Mapped[Words]
    target: Mapped[Words]
    anchor: Mapped[Words | None]
    rel_agreed: Mapped[RelAgreed | None] = mapped_column(word(RelAgreed, 12))
    placement_id: Mapped[int | None] = mapped_column(Integer)
    answer: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    token: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None]


class ObservationRow(Base):
    """Looks that saw the same, folded: history grows with changes, not with checks."""

    __tablename__ = "observation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "placement_id"], ["placement.workspace_id", "placement.id"], ondelete="CASCADE"
        ),
        Index(None, "workspace_id", "placement_id", "id"),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    placement_id: Mapped[int] = mapped_column(Integer)
    page: Mapped[Words]
    verdict: Mapped[Verdict] = mapped_column(word(Verdict, 10))
    fingerprint: Mapped[str] = mapped_column(String(64))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    count: Mapped[int] = mapped_column(default=1)
    status: Mapped[int | None]
    final_url: Mapped[Words] = mapped_column(default="")
    redirects: Mapped[list[str]]
    findings: Mapped[list[str]]
    followed: Mapped[bool | None]
    indexable: Mapped[bool | None]
    detail: Mapped[Words] = mapped_column(default="")
    title: Mapped[Words] = mapped_column(default="")
    links: Mapped[list[dict[str, Any]]]
    etag: Mapped[Words | None]
    last_modified: Mapped[str | None] = mapped_column(String(100))
    body_hash: Mapped[str | None] = mapped_column(String(64))


def _its_site(row: DefaultExecutionContext) -> str:
    """Whoever writes a backlink need not know that reports look for it by its target's site."""
    written: dict[str, Any] = row.get_current_parameters()  # type: ignore[no-untyped-call]
    return registrable(written["target"])[:255]


class Backlink(Base):
    """A hyperlink that was seen; one row for a page and a target, whoever reported it.

    ``page_key`` and ``target_key`` are what the matching rules leave of the addresses. ``origin_by`` is who
    corrected the origin: a person's word stays. ``target_site`` is the target's registrable domain.
    ``first_seen_told`` is False where nobody said when the link was first seen: ``first_seen_at`` is then the
    earliest day on which it is known to have stood. ``target_told`` is False where only the site is known
    that it links to (Search Console names no page): ``target`` is then its front page. A link of no task that
    somebody wants watched is looked at ``watch_due_at``; ``missed_at`` are the times of the readable looks in
    a row that did not see it, ``last_look`` is what its page showed (``storage.watch.page_memory``).
    """

    __tablename__ = "backlink"
    __table_args__ = (
        UniqueConstraint("workspace_id", "page_key", "target_key"),
        # Each holds all that one part of the report asks of a link, so that it reads no rows.
        Index(
            "ix_backlink_of_placement", "workspace_id", "placement_id", "followed", "first_seen_at", "lost_at"
        ),
        Index(
            "ix_backlink_reported",
            "workspace_id",
            "origin",
            "first_seen_at",
            "lost_at",
            "followed",
            "indexable",
            "authority_score",
            "authority_source",
            "target_site",
            "placement_id",
        ),
        Index(None, "workspace_id", "site"),
        Index(
            "ix_backlink_of_target",
            "workspace_id",
            "target_site",
            "placement_id",
            sqlite_where=text("placement_id IS NOT NULL AND lost_at IS NULL"),
            postgresql_where=text("placement_id IS NOT NULL AND lost_at IS NULL"),
        ),
        Index(
            "ix_backlink_watch_due_at",
            "watch_due_at",
            sqlite_where=text("watch_due_at IS NOT NULL"),
            postgresql_where=text("watch_due_at IS NOT NULL"),
        ),
    )

    workspace_id: Mapped[WorkspaceKey]
    id: Mapped[Key]
    page: Mapped[Words]
    page_key: Mapped[str] = mapped_column(String(64))
    href: Mapped[Words | None]
    target: Mapped[Words]
    target_key: Mapped[str] = mapped_column(String(64))
    target_site: Mapped[str] = mapped_column(String(255), default=_its_site)
    site: Mapped[str] = mapped_column(String(255))
    rel: Mapped[list[str] | None]
    followed: Mapped[bool | None]
    indexable: Mapped[bool | None]
    anchor: Mapped[Words | None]
    origin: Mapped[Origin] = mapped_column(word(Origin, 10))
    origin_reason: Mapped[Words]
    origin_by: Mapped[SlackId | None]
    placement_id: Mapped[int | None] = mapped_column(Integer)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    authority_score: Mapped[float | None]
    authority_source: Mapped[str | None] = mapped_column(String(30))
    authority_at: Mapped[datetime | None]
    first_seen_told: Mapped[bool] = mapped_column(default=True)
    target_told: Mapped[bool] = mapped_column(default=True)
    watched_by: Mapped[SlackId | None]
    watched_in: Mapped[SlackId | None]
    watch_due_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    missed_at: Mapped[list[str] | None]
    last_look: Mapped[dict[str, Any] | None]


class SiteAuthority(Base):
    """What a source that is asked by itself says of a site, for all workspaces: public facts of public sites.

    ``score`` is empty where the source knows no such site; ``at`` is the day its numbers are of, as it says,
    else when it was asked. ``asked_at`` tells when it is to be asked again.
    """

    __tablename__ = "site_authority"
    __table_args__ = (Index(None, "source", "asked_at"),)

    site: Mapped[str] = mapped_column(String(255), primary_key=True)
    source: Mapped[str] = mapped_column(String(30), primary_key=True)
    score: Mapped[float | None]
    at: Mapped[datetime]
    asked_at: Mapped[datetime]
