"""The bridge between the two ledgers: what came of each task, ready to be counted."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Key, WorkspaceKey, word
from storage.words import Tactic


class Bridge(Base):
    """A row for each task, which nobody writes: triggers keep it true whoever changes what it is made of.

    They are part of the migrations, and write ``Touch.for_campaign`` and ``for_tactic`` too. Reports would
    have to group a million touches otherwise.

    ``for_campaign`` (0: none) and ``for_tactic`` are the task's; the first is empty where it was undone.
    ``asked_at`` is its first ask. ``answered``: 0 not at all, 1 by a reply or a refusal, 2 by a promise.
    ``live_at`` is when one of its links first went live, ``days_to_live`` the whole days from ask to then, 0
    where the link came first. ``kept_from`` is the first such moment of a link that was not lost within 90
    days, ``open_since`` the last of one that is not lost. What was undone counts nowhere.
    """

    __tablename__ = "bridge"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "outreach_id"], ["outreach.workspace_id", "outreach.id"], ondelete="CASCADE"
        ),
        # It holds all that the report asks, so that no rows are read.
        Index(
            "ix_bridge_asked",
            "workspace_id",
            "asked_at",
            "for_campaign",
            "for_tactic",
            "answered",
            "days_to_live",
            "kept_from",
            "open_since",
            sqlite_where=text("for_campaign IS NOT NULL AND asked_at IS NOT NULL"),
            postgresql_where=text("for_campaign IS NOT NULL AND asked_at IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[WorkspaceKey]
    outreach_id: Mapped[Key]
    for_campaign: Mapped[int | None] = mapped_column(Integer)
    for_tactic: Mapped[Tactic | None] = mapped_column(word(Tactic, 30))
    asked_at: Mapped[datetime | None]
    answered: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    live_at: Mapped[datetime | None]
    days_to_live: Mapped[int | None] = mapped_column(Integer)
    kept_from: Mapped[datetime | None]
    open_since: Mapped[datetime | None]
