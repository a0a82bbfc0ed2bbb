"""What a sentence about outreach means."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from handlers.understanding.questions.question import Question
from storage.words import RelAgreed, Stage, Tactic


class Act(StrEnum):
    """What the speaker wants done: the ``intent`` of ``outreach understand --json``."""

    LOG = "log"
    FOLLOW_UP = "follow_up"
    REPLY = "reply"
    PROMISE = "promise"
    DECLINE = "decline"
    DROP = "drop"
    SNOOZE = "snooze"
    DONE = "done"
    NOTE = "note"
    EARNED = "earned"
    CHECK = "check"
    VOUCH = "vouch"
    LIST = "list"
    SHOW = "show"
    SITE = "site"
    REPORT = "report"
    CAMPAIGN = "campaign"
    AWAY = "away"
    UNDO = "undo"
    SETTINGS = "settings"
    IMPORT = "import"
    EXPORT = "export"
    HELP = "help"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Price:
    """Money agreed or asked for; ``currency`` is an ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class KnownCampaign:
    """A campaign of the workspace and the sites it builds links for (registrable domains)."""

    name: str
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTask:
    """An open outreach, for sentences that name its site or contact instead of its number."""

    number: int
    site: str
    contact_name: str | None = None
    contact_email: str | None = None
    owner: str | None = None
    stage: Stage = Stage.CONTACTED


@dataclass(frozen=True, slots=True)
class Known:
    """What the workspace knows when a sentence is read.

    ``own_sites`` are domains that links are built for (campaign sites included), ``thread_task`` is the
    task whose card the sentence was written under, ``people`` maps Slack user ids to names.
    """

    own_sites: frozenset[str] = frozenset()
    campaigns: tuple[KnownCampaign, ...] = ()
    tasks: tuple[KnownTask, ...] = ()
    people: dict[str, str] = field(default_factory=dict)
    thread_task: int | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """One task a sentence speaks of; the public names are those of ``outreach understand --json``.

    ``follow_up_timed`` says whether the speaker gave a time of day. ``text`` is what free words are left
    for the task (the note, the reason of a refusal, the help topic, the list's filter words). ``when`` says
    the follow-up (or other date) in words, as the speaker's zone has it: "Tue 8 Dec, 10:00 Berlin time".
    ``planned``: an ask is only meant to be made. ``asked_on`` is the day before today on which an ask was
    made that is told of now.
    ``since`` is when somebody's absence begins, where that is later than today.
    ``suggestion`` is a sentence that would have worked, for ``unclear``. ``question`` is what the sentence
    asks of the ledger, where it asks for more than a list.
    """

    act: Act
    task: int | None = None
    owner: str | None = None
    site: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    tactic: Tactic | None = None
    target: str | None = None
    page: str | None = None
    anchor: str | None = None
    rel_agreed: RelAgreed | None = None
    price: Price | None = None
    follow_up_at: datetime | None = None
    follow_up_timed: bool = False
    promised_by: date | None = None
    until: datetime | None = None
    since: datetime | None = None
    asked_on: date | None = None
    planned: bool = False
    campaign: str | None = None
    unclear: tuple[str, ...] = ()
    text: str = ""
    when: str = ""
    suggestion: str | None = None
    question: Question | None = None
