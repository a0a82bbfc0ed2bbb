"""A file brought into the ledger, a short transaction at a time, so that nobody waits for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from bot.importing.columns import Field, Kind
from bot.importing.faults import NotReadable
from bot.importing.outcome import Result
from bot.importing.reading import Item, Opened, opened, target_for
from storage.errors import Mendable
from storage.incoming import incoming_links, incoming_tasks
from storage.incoming.known_tasks import Owners
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped, Tally
from storage.store import Scope, Store
from storage.team import people
from storage.work import campaigns
from storage.work.campaigns import CampaignView

#: Rows of one transaction: some tens of milliseconds, then others have their turn.
BATCH = 500
#: Skipped rows that are kept, to be told one by one.
MOST_TOLD = 10_000


@dataclass(frozen=True, slots=True)
class Bringing:
    """Brings files into one workspace. ``by`` is who hands them in, None for whoever runs the bot.

    ``owner`` owns tasks that name nobody. ``dates_of`` is whose dates they are written as,
    if not ``by``'s.
    """

    store: Store
    workspace: str
    now: Callable[[], datetime]
    by: str | None = None
    owner: str | None = None
    dry: bool = False
    dates_of: str | None = None

    async def bring(
        self,
        path: Path,
        name: str,
        *,
        campaign: str | None = None,
        on_batch: Callable[[Tally], None] | None = None,
        on_skipped: Callable[[Skipped], None] | None = None,
        go_on: Callable[[Tally], Awaitable[None]] | None = None,
    ) -> Result:
        """Bring in a file; raises Mendable for what a person can set right.

        ``on_batch`` and ``go_on`` hear what was done so far after each batch, ``on_skipped`` of each row that
        is left out.
        """
        async with self.store.reading(self.workspace) as scope:
            its = None if campaign is None else await campaigns.show(scope, campaign)
            everybody = await _owners(scope, its, self.owner, self.by)
            locale = await people.locale(scope, self.dates_of or self.by)
        # Unpacking and reading take their time: meanwhile the process answers others.
        async with aside(opened(path, name, now=self.now(), locale=locale)) as table:
            sites = frozenset(its.sites) if its else frozenset()
            target = target_for(table, its.sites if its else ())
            _insist(table, its, target, everybody)
            result = Result(table.matched.tool.called, table.matched.kind)
            rows = table.items(sites=sites, target=target, campaign=f"“{its.name}”" if its else "")
            while batch := await self._next(rows, result.tally):
                tally, skipped = await self._batch(table, batch, everybody, its, name, result.tally.placed)
                skipped += [one for one in batch if isinstance(one, Skipped)]
                skipped.sort(key=lambda one: one.line)
                tally.read, tally.skipped = len(batch), len(skipped)
                result.tally.add(tally)
                result.skipped += skipped[: max(MOST_TOLD - len(result.skipped), 0)]
                for one in skipped:
                    if on_skipped:
                        on_skipped(one)
                if on_batch:
                    on_batch(result.tally)
                if go_on:
                    await go_on(result.tally)
            result.undated, result.undated_at = table.undated
            result.unreadable, result.notes = table.unreadable
            result.either_way = table.either_way
        return result

    async def _next(self, rows: Iterator[Item], done: Tally) -> list[Item]:
        """Some more rows; where the file breaks off, its error says what of it was brought in before."""
        try:
            return await asyncio.to_thread(_some, rows, BATCH)
        except NotReadable as error:
            if done.read and not self.dry:
                raise CutShort(error, done) from error
            raise

    async def _batch(
        self,
        table: Opened,
        batch: Sequence[Item],
        owners: Owners,
        its: CampaignView | None,
        file: str,
        placed: int,
    ) -> tuple[Tally, list[Skipped]]:
        links = [one for one in batch if isinstance(one, ReportedLink)]
        tasks = [one for one in batch if isinstance(one, ReportedTask)]
        tally = Tally()
        skipped: list[Skipped] = []
        try:
            async with self.store.writing(self.workspace, self.now()) as scope:
                if tasks:
                    brought = await incoming_tasks.bring_in(
                        scope,
                        tasks,
                        owners,
                        campaign=its.name if its else None,
                        by=self.by,
                        now=self.now(),
                        placed=placed,
                    )
                    tally, skipped, links = brought.tally, brought.skipped, brought.links
                if links:
                    told = await incoming_links.bring_in(
                        scope,
                        links,
                        table.matched.tool.value,
                        by=self.by,
                        file=file,
                        as_of=table.as_of,
                        now=self.now(),
                    )
                    tally = tally if tasks else told
                if self.dry:
                    raise _OnlyTriedError
        except _OnlyTriedError:
            pass
        return tally, skipped


@asynccontextmanager
async def aside(reading: AbstractContextManager[Opened]) -> AsyncIterator[Opened]:
    """A file that is opened and closed in a thread of its own."""
    table = await asyncio.to_thread(reading.__enter__)
    try:
        yield table
    finally:
        await asyncio.to_thread(reading.__exit__, None, None, None)


def _some(rows: Iterator[Item], count: int) -> list[Item]:
    return list(islice(rows, count))


class _OnlyTriedError(Exception):
    """A dry run: nothing of the batch is kept."""


class CutShort(NotReadable):
    """A file can't be read to its end, and rows before that were brought in."""

    def __init__(self, error: NotReadable, done: Tally) -> None:
        kept = f"its first {done.read:,} rows were read: {done.new:,} are new, {done.updated:,} updated."
        super().__init__(
            f"{error.what.rstrip()} By then {kept}",
            f"{error.do.rstrip()} What came in already changes nothing the second time.",
        )


class UnknownOwner(Mendable):
    """Nobody is called what stands for the owner of tasks."""

    def __init__(self, said: str, names: Mapping[str, str]) -> None:
        known = ", ".join(f"{slack_id} {name}".strip() for slack_id, name in list(names.items())[:8])
        super().__init__(
            f"Nobody here is called “{said[:60]}”.",
            f"Name somebody whom the bot has met: {known}."
            if known
            else "Say something to the bot in Slack first.",
            f"outreach import tasks.csv --owner {next(iter(names))}" if names else "",
        )


async def _owners(scope: Scope, its: CampaignView | None, owner: str | None, by: str | None) -> Owners:
    names = await people.names(scope)
    by_name: dict[str, str] = {}
    for slack_id, name in names.items():
        by_name.setdefault(name.lower().split()[0] if name.split() else name.lower(), slack_id)
    by_name |= {name.lower(): slack_id for slack_id, name in names.items()}
    known = frozenset(names)
    if owner is not None and owner != by:
        met = Owners(by_name, known, None).named(owner)
        if met is None:
            raise UnknownOwner(owner, names)
        owner = met
    otherwise = owner or (its.owner if its else None)
    if otherwise is None and len(known) == 1:
        otherwise = next(iter(known))
    return Owners(by_name, known | ({otherwise} if otherwise else set()), otherwise)


def _insist(table: Opened, its: CampaignView | None, target: str | None, owners: Owners) -> None:
    """Say at once what would have every row left out."""
    if table.names_no_target and target is None and its is not None:
        raise NotReadable(
            f"The campaign “{its.name}” has several sites ({', '.join(its.sites) or 'none'}), and the file "
            "does not say which of them is linked.",
            "Put the site into the file's name.",
            f"outreach import {its.sites[0] if its.sites else 'acme.com'}-latest-links.csv",
        )
    unowned = owners.otherwise is None and Field.OWNER not in table.matched.places
    if table.matched.kind is Kind.TASKS and unowned:
        raise Mendable(
            "The file does not say whose tasks these are.",
            "Add a column “owner” with Slack ids or names, or say who owns them.",
            "outreach import tasks.csv --owner U024BE7LH",
        )
