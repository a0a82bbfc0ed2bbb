"""Files on their way to Slack: made in a process of their own, shared once as far as anybody can see."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import handing_out
from bot.clock import Clock
from bot.delivery.refusals import of_error
from handlers.rendering.importing import not_handed_over
from storage.incoming import uploads
from storage.incoming.uploads import ClaimedUpload, Spot
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Store

#: A file that takes longer to make is given up; so long its message is waited for while it is in hand.
MAKING_SECONDS = 120.0
WAITING_SECONDS = 8.0
SENDING_SECONDS = 60.0
#: After this long Slack tells of a file whether it was shared.
SETTLED = timedelta(seconds=20)
ALT_TEXT = 1_000

FOR_GOOD = {"missing_scope", "channel_not_found", "not_in_channel", "is_archived", "thread_not_found"}

Clients = Callable[[str], Awaitable[AsyncWebClient | None]]

log = structlog.get_logger(__name__)


class NotMadeError(Exception):
    """The file could not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file and its words: ``alt`` is what screen readers say of a picture, ``note`` is said above it."""

    name: str
    title: str
    content: bytes
    alt: str = ""
    note: str = ""


@dataclass(slots=True)
class Files:
    """The tick that makes and shares files; any number of processes may have one."""

    store: Store
    clients: Clients
    session: aiohttp.ClientSession
    clock: Clock
    database_url: str
    _working: asyncio.Task[None] | None = None
    _again_at_once: bool = False

    async def tick(self) -> None:
        """Begin to share what is due; returns at once: a file may take longer than a process has to stop."""
        if self._working is not None and not self._working.done():
            self._again_at_once = True
            return
        self._working = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Leave what is in hand to the next process."""
        if self._working is not None:
            self._working.cancel()
            await asyncio.gather(self._working, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            self._again_at_once = False
            try:
                await self.share_all()
            except Exception:
                log.exception("files were not shared")
            if not self._again_at_once:
                return

    async def share_all(self) -> None:
        """Share everything that is due, one file after another."""
        while (claimed := await uploads.claim(self.store, self.clock.now())) is not None:
            try:
                await self._share(claimed)
            except asyncio.CancelledError:
                await asyncio.shield(uploads.later(self.store, claimed, self.clock.now(), "stopped"))
                raise
            except Exception as error:
                log.exception("a file was not shared", upload=claimed.id, workspace=claimed.workspace)
                await self._again(claimed, f"{type(error).__name__}: {error}")

    async def _share(self, claimed: ClaimedUpload) -> None:
        client = await self.clients(claimed.workspace)
        if client is None:
            await self._again(claimed, "no_token")
            return
        if claimed.file_id is not None and await self._was_shared(client, claimed.file_id):
            await uploads.shared(self.store, claimed, self.clock.now())
            return
        try:
            made = await make(claimed, self.database_url, self.clock.now())
        except NotMadeError as error:
            await self._not_handed_over(claimed, "", str(error))
            log.error("a file could not be made", upload=claimed.id, error=str(error))
            return
        spot = await self._spot(claimed)
        if spot is None:
            return
        try:
            await self._upload(client, claimed, made, spot)
        except SlackApiError as error:
            code = of_error(error).code
            if code in FOR_GOOD:
                await self._not_handed_over(claimed, code, code)
                log.error("Slack does not take a file", upload=claimed.id, error=code)
            else:
                await self._again(claimed, code)
            return
        await uploads.shared(self.store, claimed, self.clock.now())

    async def _upload(self, client: AsyncWebClient, claimed: ClaimedUpload, made: Made, spot: Spot) -> None:
        alt = {"alt_txt": made.alt[:ALT_TEXT]} if made.alt else {}
        room = await client.files_getUploadURLExternal(filename=made.name, length=len(made.content), **alt)
        async with asyncio.timeout(SENDING_SECONDS):
            async with self.session.post(str(room["upload_url"]), data=made.content) as answer:
                answer.raise_for_status()
        # Written down before anybody can see it: after a crash Slack is asked whether it was shared.
        await uploads.has_room(self.store, claimed, str(room["file_id"]))
        await client.files_completeUploadExternal(
            files=[{"id": str(room["file_id"]), "title": made.title}],
            channel_id=spot.channel,
            thread_ts=spot.thread_ts,
            initial_comment=made.note or None,
        )

    async def _was_shared(self, client: AsyncWebClient, file_id: str) -> bool:
        try:
            told = await client.files_info(file=file_id)
        except SlackApiError as error:
            if of_error(error).code == "file_not_found":
                return False
            raise
        file: Any = told.get("file") or {}
        return any(file.get("shares", {}).values())

    async def _spot(self, claimed: ClaimedUpload) -> Spot | None:
        """Where it goes, once its message stands; None where that is put off or given up."""
        until = asyncio.get_running_loop().time() + WAITING_SECONDS
        while True:
            spot, worth_waiting = await uploads.place(self.store, claimed)
            if spot is not None:
                return spot
            if not worth_waiting or self.clock.now() - claimed.created_at > uploads.PATIENCE:
                await uploads.given_up(self.store, claimed, "its message was not posted")
                return None
            if asyncio.get_running_loop().time() > until:
                await uploads.later(
                    self.store, claimed, self.clock.now() + SETTLED, "its message is not posted yet"
                )
                return None
            await asyncio.sleep(0.25)

    async def _not_handed_over(self, claimed: ClaimedUpload, code: str, error: str) -> None:
        """Give a file up, and tell whoever waits for it: once a day for one reason."""
        now = self.clock.now()
        if claimed.user:
            what = str(claimed.wanted.get("form" if claimed.wanted.get("kind") != "export" else "kind") or "")
            told = not_handed_over(what, code).payload()
            name, epoch = f"file:{claimed.user}", f"{code or claimed.id}:{now:%Y-%m-%d}"
            async with self.store.writing(claimed.workspace, now) as scope:
                await outbox.put(
                    scope, PostKind.ANSWER, name, epoch, claimed.user, told, now=now, urgent=True
                )
        await uploads.given_up(self.store, claimed, error)

    async def _again(self, claimed: ClaimedUpload, error: str) -> None:
        if claimed.attempts >= uploads.TRIES:
            await self._not_handed_over(claimed, error if error.isidentifier() else "", error)
        else:
            at = self.clock.now() + max(SETTLED, timedelta(seconds=2**claimed.attempts))
            await uploads.later(self.store, claimed, at, error)


async def make(claimed: ClaimedUpload, database_url: str, now: datetime) -> Made:
    """The file, made by ``outreach report`` in a process of its own: charts and fonts stay there."""
    wanted = claimed.wanted
    if wanted.get("kind") in handing_out.KINDS:
        return Made(*await handing_out.made(wanted, claimed.workspace, database_url, now))
    form = str(wanted["form"])
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        file = Path(folder) / f"report.{form}"
        about = Path(folder) / "about.json"
        arguments = [
            *(sys.executable, "-c", "from bot.cli import main; main()", "report"),
            *("--workspace", claimed.workspace, "--from", str(wanted["first"]), "--to", str(wanted["last"])),
            *("--tz", str(wanted["tz"]), "--now", now.isoformat(), "-o", str(file), "--about", str(about)),
            *(("--campaign", str(wanted["campaign"])) if wanted.get("campaign") else ()),
            *(("--client",) if wanted.get("client") else ()),
        ]
        await _run(arguments, {**os.environ, "DATABASE_URL": database_url})
        words: Mapping[str, str] = json.loads(about.read_text("utf-8"))
        return Made(words["name"], words["title"], file.read_bytes(), words["alt"], words["note"])


async def _run(arguments: list[str], environment: dict[str, str]) -> None:
    child = await asyncio.create_subprocess_exec(
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(MAKING_SECONDS):
            _, said = await child.communicate()
    except TimeoutError:
        raise NotMadeError(f"it took longer than {MAKING_SECONDS:.0f} seconds") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise NotMadeError(said.decode("utf-8", "replace").strip()[-400:] or f"exit code {child.returncode}")
