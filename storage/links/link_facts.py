"""What several sources say of one link, settled into what the ledger holds of it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from storage.incoming.reported import ReportedLink


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says of a link, as it said it last; ``file`` is where."""

    source: str
    file: str | None
    anchor: str | None = None
    rel: tuple[str, ...] | None = None
    followed: bool | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    lost: datetime | None = None
    authority: float | None = None
    authority_source: str | None = None
    authority_at: datetime | None = None

    @property
    def of(self) -> datetime | None:
        """The last day that it speaks of; None where it names none."""
        return max(
            (at for at in (self.first_seen, self.last_seen, self.lost) if at is not None), default=None
        )


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the ledger holds of a link; ``looked``: the bot itself saw it, so that its own word counts.

    ``watched``: the bot looks at it, and knows whether it is lost.
    """

    first_seen: datetime
    first_seen_told: bool
    last_seen: datetime
    lost: datetime | None = None
    anchor: str | None = None
    rel: tuple[str, ...] | None = None
    followed: bool | None = None
    authority: float | None = None
    authority_source: str | None = None
    authority_at: datetime | None = None
    looked: bool = False
    watched: bool = False


def report_of(said: ReportedLink, source: str, file: str | None, as_of: datetime) -> Report:
    """A row of a file as its source's report; ``as_of`` is when the file was made."""
    return Report(
        source,
        file,
        said.anchor,
        said.rel,
        said.followed,
        said.first_seen,
        said.last_seen,
        said.lost,
        said.authority,
        said.authority_source,
        as_of if said.authority is not None else None,
    )


def renewed(before: Report | None, said: Report) -> Report:
    """A source's report once it said something more.

    What speaks of a later day replaces what was said before; of two rows of one file that speak of the same
    day the followed link counts, as it does for whoever looks at the page. Nothing is forgotten for being
    left out, and the same file brought in again changes nothing.
    """
    if before is None:
        return said
    newer, older = (said, before)
    earlier, later = before.of, said.of
    if earlier is not None and (later is None or later < earlier):
        newer, older = before, said
    elif earlier == later and said.file == before.file:
        newer, older = before, said
        if said.followed and before.followed is False:
            newer = replace(before, followed=True, rel=said.rel, anchor=said.anchor or before.anchor)
    same_score = (older.authority, older.authority_source) == (newer.authority, newer.authority_source)
    scored = before if same_score or newer.authority is None else newer
    if newer.authority is None and before.authority is None:
        scored = said
    known = newer.followed is not None
    return Report(
        said.source,
        newer.file if newer is not before else before.file,
        newer.anchor or older.anchor,
        newer.rel if known else older.rel,
        newer.followed if known else older.followed,
        _least(before.first_seen, said.first_seen),
        _most(before.last_seen, said.last_seen),
        newer.lost,
        scored.authority,
        scored.authority_source,
        scored.authority_at,
    )


def new_facts(report: Report, as_of: datetime) -> LinkFacts:
    """A link that nobody knew of: it stood on the earliest day that is named, else when the file was made."""
    named = [at for at in (report.first_seen, report.last_seen, report.lost) if at is not None]
    stood = min(named, default=as_of)
    seen = _most(report.last_seen, report.first_seen) or stood
    base = LinkFacts(stood, report.first_seen is not None and stood == report.first_seen, seen)
    return settled(base, [report])


def settled(facts: LinkFacts, reports: Collection[Report]) -> LinkFacts:
    """What the ledger holds once these reports are in; the order in which they came makes no difference."""
    firsts = [one.first_seen for one in reports if one.first_seen is not None]
    stood = [one.last_seen for one in reports if one.last_seen is not None]
    first = min([facts.first_seen, *firsts, *stood])
    followed, rel, anchor = facts.followed, facts.rel, facts.anchor
    if not facts.looked:
        newest = sorted(
            reports, key=lambda one: (one.of is not None, one.of or facts.first_seen, one.source)
        ) if len(reports) > 1 else reports  # fmt: skip
        for one in newest:
            if one.followed is not None:
                followed, rel = one.followed, one.rel
            anchor = one.anchor if one.anchor is not None else anchor
    at, source, score = _scored(facts, reports)
    return LinkFacts(
        first,
        first in firsts or (facts.first_seen_told and first == facts.first_seen),
        max([facts.last_seen, *firsts, *stood]),
        facts.lost if facts.watched else _lost(facts, reports),
        anchor,
        rel,
        followed,
        score,
        source,
        at,
        facts.looked,
        facts.watched,
    )


def _lost(facts: LinkFacts, reports: Collection[Report]) -> datetime | None:
    """Lost where a source says so and none saw the link after that."""
    gone = max((one.lost for one in reports if one.lost is not None), default=None)
    if gone is None:
        return facts.lost if not any(one.last_seen for one in reports) else _still(facts, reports)
    stands = [one.last_seen for one in reports if one.lost is None and one.last_seen is not None]
    if facts.looked:
        stands.append(facts.last_seen)
    return None if stands and max(stands) > gone else gone


def _still(facts: LinkFacts, reports: Collection[Report]) -> datetime | None:
    seen = max(one.last_seen for one in reports if one.last_seen is not None)
    return facts.lost if facts.lost is not None and facts.lost >= seen else None


def _scored(
    facts: LinkFacts, reports: Collection[Report]
) -> tuple[datetime | None, str | None, float | None]:
    """The newest authority, its source and its date."""
    known = [
        (one.authority_at, one.authority_source or "", one.authority)
        for one in reports
        if one.authority is not None and one.authority_at is not None
    ]
    ours = facts.authority is not None and facts.authority_at is not None
    if ours and facts.authority_source not in {source for _, source, _ in known}:
        known.append((facts.authority_at, facts.authority_source or "", facts.authority))  # type: ignore[arg-type]
    if not known:
        return facts.authority_at, facts.authority_source, facts.authority
    at, source, score = max(known)
    return at, source or None, score


def _least(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(at for at in (one, other) if at is not None) if one or other else None


def _most(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(at for at in (one, other) if at is not None) if one or other else None
