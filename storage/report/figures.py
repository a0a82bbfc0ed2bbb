"""What a report says, and what each number means.

The *period* is whole local days of one zone. A time lies in it from its first day's 00:00 to the 00:00 after
its last day. What was undone never counts, and what a table told of without its day lies in no period: it is
counted apart (``Undated``), and stays so whatever period is asked for.

**Work** counts touches, things that people did, made in the period:

- ``asks`` are ``asked``, ``follow_ups`` are ``followed_up``, ``promises`` are ``promised`` and ``declines``
  are ``declined``.
- ``replies``: ``replied`` and ``declined``: a refusal is a reply.
- A touch belongs to whoever made it (``by_person``) and to the tactic and the campaign that its task has now.
  Weeks begin on Monday.

**Results** count backlinks, hyperlinks that were seen, whoever made them:

- ``live``: seen first before the period's end and not lost by then, those at risk included. Of these:
  ``followed`` and ``indexable`` (true at the last look, or ``followed`` so told), ``followed_unknown`` and
  ``indexable_unknown`` of which nobody said either, ``built``, ``passive`` and ``uncertain`` by origin,
  ``at_risk`` whose placement is at risk now, ``by_authority`` by the band that their score falls in, brought
  to a scale of 100 where its source has another (``SCALES``).
- ``seen`` of the live ones were seen by the bot itself; ``told`` are only known from a file or a person,
  and were not seen yet: whether a page may be indexed is told by a look alone. A told one whose page was
  read and does not have it is lost at once.
- ``lost``: lost within the period, and not back since; ``lost_told`` of these the bot never saw.
- A backlink belongs to the campaign of the task behind its placement; without such a campaign, to every
  campaign that has the target's site.

**The bridge** takes tasks by the month of their first ask and says what came of them up to now:

- ``asked``: tasks first asked in that month (and in the period).
- ``replied``: those answered in any way: a reply, a refusal or a promise.
- ``promised``: those with a promise.
- ``live``: those with a placement that the bot has ever seen live: one that was told waits for its look.
- ``standing_90_days``: those with a placement that went live at least 90 days ago and was not lost within
  its first 90 days. ``too_young``: live ones that can't be told yet, because none of theirs stood for 90 days
  and one that went live less than 90 days ago still stands.

A reply or a promise without a day counts with its task's ask. Tasks whose ask itself has no day are in no
month; they have a line of their own (``Undated.tasks``).

**Tactics** take the tasks first asked in the period: the share that was answered, that has a promise and that
went live, the median of whole days from the first ask to the first live link, and the cost.

**Cost** counts money when the link it was agreed for first goes live, within the period: the placement's
price, or the task's where none of its placements has one. It stays spent when the link is lost.
``per_standing_followed`` divides it by those of these links that stand at the period's end and are followed.
Currencies are never added up.

**Late promises** are promised links that are not live, due on a day that was over at the period's end (or is
now, whichever is earlier).
"""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal, localcontext

from storage.report.period import Period
from storage.words import Origin, Tactic

#: The lowest score of each band, best first, and how it is called.
BANDS = ((80, "80-100"), (60, "60-79"), (40, "40-59"), (20, "20-39"), (0, "0-19"))
UNKNOWN_BAND = "unknown"
#: The highest score of each source that does not score to 100, as Ahrefs, Semrush, Majestic and Moz do.
#: Source: domcop.com/openpagerank ("page_rank_decimal", 0 to 10).
SCALES = {"open_pagerank": 10}


@dataclass(frozen=True, slots=True)
class Work:
    """What was done, in touches."""

    asks: int = 0
    follow_ups: int = 0
    replies: int = 0
    promises: int = 0
    declines: int = 0

    def __add__(self, other: "Work") -> "Work":
        return Work(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Work)))

    def __sub__(self, other: "Work") -> "Work":
        return Work(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(Work)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(Work))

    @property
    def touches(self) -> int:
        """All of it; refusals are among the replies."""
        return self.asks + self.follow_ups + self.replies + self.promises


@dataclass(frozen=True, slots=True)
class Week:
    """The work of one week, from ``monday``; only its days within the period count."""

    monday: date
    work: Work

    @property
    def name(self) -> str:
        """ISO 8601: "2026-W47"."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


@dataclass(frozen=True, slots=True)
class Results:
    """What stands at the period's end, and what was lost within it."""

    live: int
    followed: int
    indexable: int
    built: int
    passive: int
    uncertain: int
    lost: int
    at_risk: int
    by_authority: dict[str, int]
    followed_unknown: int = 0
    indexable_unknown: int = 0
    lost_told: int = 0

    @property
    def told(self) -> int:
        """Standing links that only a file or a person tells of."""
        return self.indexable_unknown

    @property
    def seen(self) -> int:
        """Standing links that the bot has seen itself."""
        return self.live - self.told

    def of(self, origin: Origin) -> int:
        """Standing links of one origin."""
        return int(getattr(self, origin.value))


@dataclass(frozen=True, slots=True)
class Cohort:
    """What came of the tasks first asked in one month (local, its first day)."""

    month: date
    asked: int
    replied: int
    promised: int
    live: int
    standing_90_days: int
    too_young: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Tasks that were asked, and what came of them."""

    asked: int = 0
    replied: int = 0
    promised: int = 0
    live: int = 0
    standing_90_days: int = 0
    too_young: int = 0

    def __add__(self, other: "Asked") -> "Asked":
        return Asked(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Asked)))


@dataclass(frozen=True, slots=True)
class Undated:
    """What a table told of without its day: all of it, in whatever period.

    ``work`` is in touches; ``tasks`` are those whose ask has no day, by tactic.
    """

    work: Work = Work()
    by_person: dict[str, Work] = field(default_factory=dict)
    by_tactic: dict[Tactic | None, Work] = field(default_factory=dict)
    by_campaign: dict[str | None, Work] = field(default_factory=dict)
    tasks: dict[Tactic | None, Asked] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """The tasks together."""
        return sum(self.tasks.values(), Asked())


@dataclass(frozen=True, slots=True)
class Cost:
    """Money spent in one currency, and the links that it bought which stand and are followed."""

    currency: str
    spent: Decimal
    links: int
    standing_followed: int

    @property
    def per_standing_followed(self) -> Decimal | None:
        """Rounded to cents; None where no such link stands."""
        if not self.standing_followed:
            return None
        with localcontext() as context:
            context.prec = 60  # amounts are text of up to 30 characters
            return (self.spent / self.standing_followed).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class TacticRow:
    """One tactic (None: none was named) beside the others; rates are shares of ``asks``, None without any.

    ``undated`` are its tasks whose ask has no day: they are in none of the other numbers.
    """

    tactic: Tactic | None
    asks: int
    answered: int
    promised: int
    live: int
    median_days_to_live: float | None
    cost: tuple[Cost, ...]
    undated: int = 0

    @property
    def answer_rate(self) -> float | None:
        """Tasks that were answered."""
        return _share(self.answered, self.asks)

    @property
    def promise_rate(self) -> float | None:
        """Tasks with a promise."""
        return _share(self.promised, self.asks)

    @property
    def live_rate(self) -> float | None:
        """Tasks whose link went live."""
        return _share(self.live, self.asks)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


@dataclass(frozen=True, slots=True)
class LatePromise:
    """A promised link that is not there although its day is over; ``days_late`` is at least 1."""

    outreach: int
    placement: int
    site: str
    page: str | None
    target: str
    promised_by: date
    days_late: int
    owner: str
    campaign: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """Both ledgers of one workspace, or of one of its campaigns, apart; ``as_of`` is when it was made (UTC).

    ``bridge`` has the months of the period, ``bridge_year`` the twelve months up to its end.
    """

    workspace: str
    campaign: str | None
    period: Period
    as_of: datetime
    work: Work
    by_person: dict[str, Work]
    by_tactic: dict[Tactic | None, Work]
    by_campaign: dict[str | None, Work]
    by_week: tuple[Week, ...]
    results: Results
    tactics: tuple[TacticRow, ...]
    bridge: tuple[Cohort, ...]
    bridge_year: tuple[Cohort, ...]
    cost: tuple[Cost, ...]
    late_promises: tuple[LatePromise, ...]
    undated: Undated = Undated()
