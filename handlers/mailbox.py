"""Mails that people had sent to Slack: read where a channel is listened to, and where somebody asks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import home, safely
from handlers.acts import mails
from handlers.acts.situation import Done, Situation, situation
from handlers.afterwards import later
from handlers.calls import Gone, file_info, member_by_address, permalink
from handlers.doors import Doors
from handlers.hearing import joined
from handlers.listening import own_sites
from handlers.rendering import mails as answers
from handlers.rendering import task as task_answers
from handlers.rendering.parts import errors
from handlers.rendering.parts.message import Message
from handlers.requests.mails import Mailed, MailFile, mail_of
from handlers.said import Pointed, put
from handlers.speaker import Speaker, speaker
from handlers.understanding.mails.forwarded import original
from handlers.understanding.mails.letter import Letter, Party
from storage.daily import digests
from storage.errors import Mendable
from storage.incoming import inbox, mail, mail_files
from storage.incoming.mail_files import Waiting
from storage.posts import cards
from storage.steps import step
from storage.store import Scope
from storage.team import channels, people, settings
from storage.work import campaigns

#: How long the first try after the ack has to itself before it is tried again.
FIRST_TRY = timedelta(minutes=1)

Clients = Callable[[str], Awaitable[AsyncWebClient | None]]


@dataclass(frozen=True, slots=True)
class Where:
    """Where mails arrived; ``by`` is who posted them, or whoever switched listening on there."""

    workspace: str
    key: str
    by: str
    channel: str
    ts: str
    root: str
    direct: bool
    handed: bool

    def said(self) -> dict[str, Any]:
        """As it is kept while Slack is asked for a mail's words."""
        return {name: getattr(self, name) for name in ("by", "channel", "ts", "root", "direct", "handed")}

    @property
    def message(self) -> str:
        """The message that brought them."""
        return f"{self.channel}:{self.ts}"

    def pointed(self) -> Pointed:
        """As a message to answer."""
        return Pointed(
            workspace=self.workspace,
            key=self.key,
            by=self.by,
            channel=self.channel,
            ts=self.ts,
            root=self.root,
            text="",
            direct=self.direct,
            in_thread=self.root,
        )


async def take(
    doors: Doors, client: AsyncWebClient, mailed: Mailed, *, handed_by: str | None = None
) -> BoltResponse | None:
    """File the mails of a message, once; ``handed_by`` is who pointed the bot at them."""
    try:
        where = await _where(doors, mailed, handed_by)
        if where is not None:
            await _take(doors, client, where, mailed.files)
    except Exception as error:
        return safely.unacked(error, what="a mail")
    return None


async def _where(doors: Doors, mailed: Mailed, handed_by: str | None) -> Where | None:
    """Where they arrived; None where nobody wants them read."""
    async with doors.store.reading(mailed.workspace) as scope:
        if await inbox.taken(scope, f"evt:{mailed.event_id}"):
            return None
        here = await channels.show(scope, mailed.channel)
    handed = handed_by or (mailed.user if mailed.direct else None)
    by = handed or (here.listening_by if here and here.listening else None)
    if by is None:
        return None
    root = mailed.thread_ts or mailed.ts
    key = f"evt:{mailed.event_id}"
    return Where(
        mailed.workspace, key, by, mailed.channel, mailed.ts, root, mailed.direct, handed is not None
    )


async def _take(doors: Doors, client: AsyncWebClient, where: Where, files: Sequence[MailFile]) -> None:
    letters = [one.letter for one in files if one.letter is not None]
    unread = [one.id for one in files if one.letter is None]
    now = doors.now()
    read = await _reading(doors, client, where, letters) if letters else None
    async with doors.store.writing(where.workspace, now) as scope:
        if not await inbox.take(scope, where.key, now=now):
            return
        for file in unread:
            await mail_files.keep(scope, file, where.message, where.said(), now=now + FIRST_TRY)
        tasks = await _file(scope, doors, where, letters, *read) if read else ()
    doors.poke()
    if tasks:
        home.refresh_later(doors, client, where.workspace, where.by)
    for file in unread:
        later(_ask(doors, client, where, file))


async def _reading(
    doors: Doors, client: AsyncWebClient, where: Where, letters: Sequence[Letter]
) -> tuple[Speaker, str | None]:
    """Everything that Slack is asked before the ledger is written."""
    await asyncio.gather(*(_learn_writer(doors, client, where.workspace, one) for one in letters))
    who = await speaker(doors, client, where.workspace, where.by, where.channel)
    return who, await permalink(client, where.channel, where.ts)


async def _learn_writer(doors: Doors, client: AsyncWebClient, workspace: str, letter: Letter) -> None:
    """Whose address the sender's is, where Slack lets us ask and nothing is known of it yet."""
    sender = letter.sender
    if sender is None:
        return
    async with doors.store.reading(workspace) as scope:
        member = await people.of_address(scope, sender.address)
        domains = await _domains(scope)
        contact = await mail.of_address(scope, sender.address)
    if member or contact or (domains and not mails.Ours(domains)(sender)):
        return
    member = await member_by_address(client, sender.address)
    if member is not None:
        async with doors.store.writing(workspace, doors.now()) as scope:
            await people.learn_address(scope, member, sender.address)


async def _domains(scope: Scope) -> frozenset[str]:
    of_campaigns = {one for each in await campaigns.listing(scope) for one in each.mail_domains}
    return await settings.mail_domains(scope) | of_campaigns


async def _ours(scope: Scope, letter: Letter) -> mails.Ours:
    inner = original(letter)
    parties: set[Party] = set()
    for one in (letter, inner) if inner else (letter,):
        parties |= {*one.to, *one.cc, *([one.sender] if one.sender else [])}
    known = await people.of_addresses(scope, {one.address for one in parties})
    domains = await _domains(scope)
    return mails.Ours(domains | await own_sites(scope), frozenset(known), named=bool(domains))


async def _file(
    scope: Scope,
    doors: Doors,
    where: Where,
    letters: Sequence[Letter],
    who: Speaker,
    link: str | None,
) -> tuple[int, ...]:
    """File each of them once, and answer in the thread of the message that brought them."""
    pointed = where.pointed()
    now = doors.now()
    at = await situation(scope, who, pointed.place(link, private=where.direct), "", now)
    own = at.known.own_sites | await own_sites(scope)
    scope = scope.before(at.audience)
    at = replace(at, known=replace(at.known, own_sites=own))
    done: list[Done] = []
    sorry: list[Message] = []
    for letter in letters:
        if not await _new(scope, letter, at):
            sorry += [answers.plain("I have that mail already.")] if where.handed else []
            continue
        try:
            async with step(scope):
                done += await mails.take(scope, letter, at, await _ours(scope, letter))
        except Mendable as error:
            sorry.append(errors.mendable(error))
    if where.handed and not done and not sorry:
        sorry.append(answers.plain("That mail concerns no outreach that I know of, so nothing is changed."))
    for number in (number for one in done for number in one.changed):
        await digests.acted_on(scope, number, now)
    tasks = tuple(dict.fromkeys(number for one in done for number in one.tasks))
    await cards.remember_thread(scope, where.channel, where.root, tasks)
    await inbox.take(scope, pointed.message, now=now)
    message = _one(at, done, sorry)
    if message is not None:
        await put(scope, doors, pointed, message, tasks)
    return tasks


def _one(at: Situation, done: Sequence[Done], sorry: Sequence[Message]) -> Message | None:
    logged = [one.logged for one in done if one.logged is not None]
    parts = [task_answers.logged(at.reader, logged)] if logged else []
    parts += [one.message for one in done if one.message is not None]
    parts += sorry
    return joined(parts) if parts else None


async def _new(scope: Scope, letter: Letter, at: Situation) -> bool:
    """Whether a mail is here for the first time, by whichever way it came."""
    if letter.message_id and await mail.known(scope, letter.message_id):
        return False
    key = f"mail:{mail.key_of(letter.message_id)}" if letter.message_id else letter.key
    return await inbox.take(scope, key, now=at.now)


async def ask_again(doors: Doors, clients: Clients) -> None:
    """Ask Slack for the mails whose words it did not tell, and did not tell when they arrived."""
    for waiting in await mail_files.due(doors.store, now=doors.now()):
        client = await clients(waiting.workspace)
        if client is not None:
            await _ask(doors, client, _where_of(waiting), waiting.file)


def _where_of(waiting: Waiting) -> Where:
    return Where(workspace=waiting.workspace, key=f"file:{waiting.file}", **waiting.said)


async def _ask(doors: Doors, client: AsyncWebClient, where: Where, file: str) -> None:
    """Ask for one mail and file it; raises nothing: what fails by itself is tried again."""
    try:
        told = await file_info(client, file)
        if told is None:
            return
        found = None if isinstance(told, Gone) else mail_of(told)
        letter = found.letter if found else None
        where = replace(where, key=f"file:{file}")
        read = await _reading(doors, client, where, [letter]) if letter else None
        now = doors.now()
        async with doors.store.writing(where.workspace, now) as scope:
            await mail_files.read(scope, file, where.message)
            if letter is not None and read is not None:
                await _file(scope, doors, where, [letter], *read)
        doors.poke()
    except Exception as error:
        safely.sorry(error, what="a mail that was asked for")
