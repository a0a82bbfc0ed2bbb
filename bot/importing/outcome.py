"""What came of a file, in words: what a person should know, and the summary."""

from dataclasses import dataclass, field

from bot.importing.columns import Kind
from handlers.rendering.parts.words import count
from storage.incoming.incoming_placements import A_SECOND, AT_ONCE
from storage.incoming.reported import Skipped, Tally


@dataclass(slots=True)
class Result:
    """What came of a file. ``undated`` dates could not be read, the first of them in line ``undated_at``.

    ``unreadable`` rows were brought in although their page is no address; ``notes`` say so of the first ones.
    ``either_way`` says how a date was read that could be two.
    """

    tool: str
    kind: Kind
    tally: Tally = field(default_factory=Tally)
    skipped: list[Skipped] = field(default_factory=list)
    undated: int = 0
    undated_at: int | None = None
    unreadable: int = 0
    notes: list[Skipped] = field(default_factory=list)
    either_way: str | None = None

    def lines(self) -> list[str]:
        """What a person should know, the summary last."""
        return [*self._noted(), *self._dates(), *self._watched(), self._summary()]

    def _noted(self) -> list[str]:
        told = [str(one) for one in self.notes]
        if more := self.unreadable - len(told):
            told.append(f"and {count(more, 'more row')} whose page is no address.")
        if told:
            told.append("Put the addresses in once they are known, and bring the file in again.")
        return told

    def _summary(self) -> str:
        one = self.tally
        what = "new link" if self.kind is Kind.LINKS else "new task"
        return (
            f"{count(one.read, 'row')} read from {self.tool}: {count(one.new, what)}, "
            f"{one.updated:,} updated, {one.unchanged:,} unchanged, {one.skipped:,} skipped."
        )

    def _dates(self) -> list[str]:
        one, told = self.tally, []
        if self.either_way:
            told.append(f"{self.either_way}, and the others likewise: write dates as 2026-04-03 if not.")
        if self.undated:
            lies, is_left = ("lies", "is") if self.undated == 1 else ("lie", "are")
            told.append(
                f"{count(self.undated, 'date')} could not be read or {lies} ahead, and {is_left} left empty, "
                f"the first in line {self.undated_at}."
            )
        if self.kind is Kind.LINKS and one.undated:
            told.append(
                f"{count(one.undated, 'new link')} came without a “first seen”: they are known since then or "
                "before, and no ask explains them for sure."
            )
        if one.undated_asks or one.undated_answers:
            asks = count(one.undated_asks, "ask") if one.undated_asks else ""
            answers = count(one.undated_answers, "answer or ending", "answers or endings")
            counts = filter(None, (asks, answers if one.undated_answers else ""))
            told.append(
                f"{' and '.join(counts)} came without a date: no report counts them in a month. Columns "
                "“asked” and “replied” say it; bring the file in again then."
            )
        return told

    def _watched(self) -> list[str]:
        one, told = self.tally, []
        if one.placed:
            said = f"{count(one.placed, 'link')} of these tasks will be looked at, now and from now on"
            hours = -(-(one.placed - AT_ONCE) // (A_SECOND * 3600))
            if one.placed > AT_ONCE:
                said += f": the first {AT_ONCE} at once, the others within {count(hours, 'hour')}"
            told.append(f"{said}.")
        if one.unplaced:
            where = "it goes" if one.unplaced == 1 else "they go"
            told.append(
                f"{count(one.unplaced, 'link')} can't be looked at, as nobody says where {where}: add a "
                "column “target”, or name a campaign with one site."
            )
        return told
