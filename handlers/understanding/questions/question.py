"""What somebody wants to know of the ledger."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.words import Tactic


class Topic(StrEnum):
    """What is asked about; the values travel in buttons.

    What happened in a time: ``ASKED`` to ``WORK`` in the work ledger, ``LIVE``, ``LOST`` and ``EARNED`` in
    the result ledger. What stands now: ``TODAY`` to ``AT_RISK``. One site: ``SITE``, ``OWNER`` and
    ``ASKED_BEFORE``. What came of asks: ``OUTCOME``, for all tactics side by side ``TACTICS``. ``BEYOND``: a
    question that the ledger can't answer.
    """

    ASKED = "asked"
    FOLLOWED_UP = "followed_up"
    REPLIED = "replied"
    PROMISED = "promised"
    DECLINED = "declined"
    WORK = "work"
    LIVE = "live"
    LOST = "lost"
    EARNED = "earned"
    TODAY = "today"
    DUE = "due"
    LATE = "late"
    OWED = "owed"
    LATE_LINKS = "late_links"
    SILENT = "silent"
    STANDING = "standing"
    AT_RISK = "at_risk"
    SITE = "site"
    OWNER = "owner"
    ASKED_BEFORE = "asked_before"
    OUTCOME = "outcome"
    TACTICS = "tactics"
    BEYOND = "beyond"


#: What is counted by when it happened: without a time in the question the last thirty days are meant.
HAPPENED = frozenset(
    {
        Topic.ASKED,
        Topic.FOLLOWED_UP,
        Topic.REPLIED,
        Topic.PROMISED,
        Topic.DECLINED,
        Topic.WORK,
        Topic.LIVE,
        Topic.LOST,
        Topic.EARNED,
        Topic.OUTCOME,
        Topic.TACTICS,
    }
)
#: What is asked about one site, or one contact.
OF_A_SITE = frozenset({Topic.SITE, Topic.OWNER, Topic.ASKED_BEFORE})


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both counted; ``first`` None is "since the beginning", ``last`` None "from then on"."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question's meaning. Every field that is set narrows.

    ``site`` is a registrable domain; ``name`` a site or contact as written, for the ledger to find
    ("techblog", "Jane"). ``who`` is whose work is asked about: "me", or a name or id as written; None is the
    whole workspace.
    """

    topic: Topic
    period: Period | None = None
    who: str | None = None
    site: str | None = None
    name: str | None = None
    tactic: Tactic | None = None
    campaign: str | None = None
