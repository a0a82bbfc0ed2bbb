"""Files that were dropped on the bot in Slack: fetched, shown, and brought in once somebody presses."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.importing.bringing import Bringing, CutShort, aside
from bot.importing.columns import Kind
from bot.importing.faults import NotReadable
from bot.importing.fetching import NotFetchedError, fetched
from bot.importing.outcome import Result
from bot.importing.reading import Item, opened, target_for
from handlers.rendering import importing as rendered
from handlers.rendering.importing import Preview
from handlers.rendering.parts.message import Message
from storage.errors import Mendable
from storage.incoming import import_files, uploads
from storage.incoming.import_files import WaitingFile
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped, Tally
from storage.models import FileState
from storage.store import Store
from storage.team import people
from storage.work import campaigns

HOLD_SECONDS = 15.0
#: Rows that are read for the preview.
LOOKED_AT = 2_000
SHOWN = 3
#: How often the message says how far it is.
TELL_EVERY = timedelta(seconds=3)
#: More skipped rows than these are handed over as a file.
NAMED = 5

Clients = Callable[[str], Awaitable[AsyncWebClient | None]]

log = structlog.get_logger(__name__)


class StoppedError(Exception):
    """The process is to stop, and leaves the file to the next one."""


@dataclass(slots=True)
class DroppedFiles:
    """The ticks that read files; any number of processes may have them.

    Files are shown by one and brought in by the other: nobody waits for a first look while a large one
    comes in.
    """

    store: Store
    clients: Clients
    session: aiohttp.ClientSession
    clock: Clock
    on_posts: Callable[[], None]
    on_files: Callable[[], None]
    _stopping: bool = False

    def stop(self) -> None:
        """Leave what is in hand to the next process, after some more rows."""
        self._stopping = True

    async def show(self) -> None:
        """Show everything that was dropped, one file after another."""
        await self._all(FileState.ARRIVED)

    async def bring(self) -> None:
        """Bring in everything that somebody pressed for, one file after another."""
        await self._all(FileState.WANTED)

    async def _all(self, state: FileState) -> None:
        while not self._stopping:
            waiting = await import_files.claim(self.store, self.clock.now(), state)
            if waiting is None:
                return
            try:
                if waiting.attempts > import_files.TRIES:
                    raise NotReadable(
                        "I stopped several times while reading it.", "Split it into smaller files."
                    )
                await self._read(waiting)
            except Mendable as error:
                await self._failed(waiting, error.line(), partly=isinstance(error, CutShort))
            except NotFetchedError as error:
                await self._again(waiting, str(error))
            except StoppedError:
                now = self.clock.now()
                async with self.store.writing(waiting.workspace, now) as scope:
                    await import_files.put_back(scope, waiting, now)
            except Exception as error:
                log.exception("a file was not read", workspace=waiting.workspace, file=waiting.id)
                await self._again(waiting, f"{type(error).__name__}: {error}")
            self.on_posts()

    async def _read(self, waiting: WaitingFile) -> None:
        client = await self.clients(waiting.workspace)
        if client is None:
            raise NotFetchedError("no_token")
        with tempfile.NamedTemporaryFile(prefix="outreach-", suffix=".table") as kept:
            holding = asyncio.create_task(self._hold(waiting))
            try:
                await fetched(
                    self.session, client, waiting.file, Path(kept.name), go_on=self._unless_stopping
                )
                if waiting.state is FileState.ARRIVED:
                    await self._show(waiting, Path(kept.name))
                else:
                    await self._bring(waiting, Path(kept.name))
            finally:
                holding.cancel()

    async def _hold(self, waiting: WaitingFile) -> None:
        """Say every now and then that the file is still being read."""
        while True:
            await asyncio.sleep(HOLD_SECONDS)
            now = self.clock.now()
            async with self.store.writing(waiting.workspace, now) as scope:
                await import_files.go_on(scope, waiting, now)

    async def _show(self, waiting: WaitingFile, path: Path) -> None:
        now = self.clock.now()
        async with self.store.reading(waiting.workspace) as scope:
            known = await campaigns.listing(scope)
            locale = await people.locale(scope, _dropper(waiting))
        its = next((one for one in known if one.name == waiting.campaign), None)
        async with aside(opened(path, waiting.name, now=now, locale=locale)) as table:
            target = target_for(table, its.sites if its else ())
            # Without a campaign the rows are shown all the same: it can still be chosen.
            rows = table.items(target=target or "https://your-site.example/")
            items = await asyncio.to_thread(lambda: list(islice(rows, LOOKED_AT + 1)))
            if not items:
                raise NotReadable(f"{waiting.name} has no rows below its header.")
            good = [one for one in items if not isinstance(one, Skipped)]
            seen = Preview(
                waiting.id,
                waiting.name,
                table.matched.tool.called,
                "links" if table.matched.kind is Kind.LINKS else "tasks",
                len(good[:LOOKED_AT]),
                len(items) > LOOKED_AT,
                [_row(one) for one in good[:SHOWN]],
                table.matched.pairs(),
                [str(one) for one in items if isinstance(one, Skipped)][:SHOWN],
                needs_campaign=table.names_no_target and target is None,
            )
        message = rendered.preview(seen, known, its.name if its else None)
        await self._settle(waiting, FileState.OFFERED, message, "preview")

    async def _bring(self, waiting: WaitingFile, path: Path) -> None:
        bringing = Bringing(
            self.store,
            waiting.workspace,
            self.clock.now,
            by=waiting.by,
            owner=waiting.by,
            # As in the preview, whoever pressed below it.
            dates_of=_dropper(waiting),
        )
        told = self.clock.now()

        async def go_on(tally: Tally) -> None:
            nonlocal told
            self._unless_stopping()
            now = self.clock.now()
            if now - told < TELL_EVERY:
                return
            told = now
            async with self.store.writing(waiting.workspace, now) as scope:
                if not await import_files.go_on(scope, waiting, now):
                    raise NotFetchedError("somebody else reads it")
                shown = rendered.progress(waiting.name, tally.read, tally.new).payload()
                await import_files.say(
                    scope, waiting.id, f"at:{waiting.attempts}:{tally.read}", shown, now=now
                )
            self.on_posts()

        result = await bringing.bring(path, waiting.name, campaign=waiting.campaign, go_on=go_on)
        await self._done(waiting, result)

    def _unless_stopping(self) -> None:
        if self._stopping:
            raise StoppedError

    async def _done(self, waiting: WaitingFile, result: Result) -> None:
        lines = [str(one) for one in result.skipped]
        message = rendered.done(waiting.name, result.lines(), lines[:NAMED], result.tally.skipped)
        if not await self._settle(
            waiting, FileState.DONE, message, "done", tally=asdict(result.tally), skipped=lines
        ):
            return
        if len(lines) > NAMED:
            now = self.clock.now()
            async with self.store.writing(waiting.workspace, now) as scope:
                post = await import_files.post(scope, waiting.id)
                if post is not None:
                    await uploads.ask(
                        scope,
                        f"skipped:{waiting.id}",
                        {"kind": "skipped", "import": waiting.id},
                        post_id=post,
                        channel=str(waiting.place["channel"]),
                        user=waiting.by,
                        now=now,
                    )
            self.on_files()

    async def _settle(
        self,
        waiting: WaitingFile,
        state: FileState,
        message: Message,
        epoch: str,
        *,
        tally: dict[str, int] | None = None,
        skipped: list[str] | None = None,
        error: str | None = None,
    ) -> bool:
        now = self.clock.now()
        async with self.store.writing(waiting.workspace, now) as scope:
            if not await import_files.settle(
                scope, waiting, state, now=now, tally=tally, skipped=skipped, error=error
            ):
                return False
            await import_files.say(scope, waiting.id, epoch, message.payload(), now=now)
        return True

    async def _failed(self, waiting: WaitingFile, line: str, *, partly: bool = False) -> None:
        # In Slack a file is dropped, not typed.
        said = line.partition(" Example: outreach import")[0]
        message = rendered.failed(waiting.name, said, partly=partly)
        await self._settle(waiting, FileState.FAILED, message, "failed", error=line[:500])

    async def _again(self, waiting: WaitingFile, error: str) -> None:
        if waiting.attempts >= import_files.TRIES:
            await self._failed(waiting, f"It could not be read ({error}). Drop it again later.")
        else:
            at = self.clock.now() + timedelta(seconds=5 * 2**waiting.attempts)
            async with self.store.writing(waiting.workspace, self.clock.now()) as scope:
                await import_files.later(scope, waiting, at, error)


def _dropper(waiting: WaitingFile) -> str:
    return str(waiting.place.get("user") or waiting.by)


def _row(one: Item) -> str:
    """A row in a line."""
    if isinstance(one, ReportedLink):
        parts = [f"{one.page} → {one.target}" if one.target_told else one.page]
        parts += [f"“{one.anchor}”"] if one.anchor else []
        parts += ["followed" if one.followed else "not followed"] if one.followed is not None else []
        parts += [f"first seen {_day(one.first_seen)}"] if one.first_seen else []
        return ", ".join(parts)
    if isinstance(one, ReportedTask):
        parts = [one.site, one.contact_email or one.contact_name or "", one.stage.value.replace("_", " ")]
        parts += [f"asked {_day(one.asked)}"] if one.asked else []
        return ", ".join(part for part in parts if part)
    return str(one)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
