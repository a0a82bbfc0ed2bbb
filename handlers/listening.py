"""Channels that are listened to: what plainly reads as outreach is logged, all else leaves no trace."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import home, safely
from handlers.acts.asks import log as log_ask
from handlers.acts.situation import Situation, situation
from handlers.calls import permalink
from handlers.doors import Doors
from handlers.mentioned import with_names
from handlers.rendering import overheard as told
from handlers.rendering.task import Logged
from handlers.requests import Payload, Said
from handlers.requests.fields import maybe
from handlers.said import Pointed
from handlers.speaker import speaker
from handlers.understanding.intent import Intent
from handlers.understanding.overheard import overheard, plainly_told
from storage.daily import digests
from storage.errors import Mendable
from storage.incoming import inbox
from storage.models import PostKind
from storage.posts import cards, outbox
from storage.steps import step
from storage.store import Scope
from storage.team import channels, settings
from storage.work import campaigns, tasks

log = logging.getLogger(__name__)


def subject(channel: str, ts: str) -> str:
    """The name, in the outbox, of what is said about a message that was overheard."""
    return f"heard:{channel}:{ts}"


def from_outside(body: Payload) -> bool:
    """Whether somebody of another company wrote, in a channel that is shared with them."""
    theirs = maybe(body, "event", "user_team") or maybe(body, "event", "team")
    return body.get("is_ext_shared_channel") is True and theirs not in {None, maybe(body, "team_id")}


async def overhear(doors: Doors, client: AsyncWebClient, said: Said) -> tuple[bool, BoltResponse | None]:
    """Log a message that people wrote to each other; whether it was for us, and what Slack hears.

    Nothing of a message that is not logged is stored, nor written to the log: not even by an error.
    """
    try:
        if not await _worth_reading(doors, said):
            return False, None
    except Exception as error:
        log.error("a message was not overheard: %s", type(error).__name__)
        return False, None
    try:
        return await _overhear(doors, client, said), None
    except Mendable:
        return False, None
    except Exception as error:
        return True, safely.unacked(error, what="a message in a channel that is listened to")


async def _worth_reading(doors: Doors, said: Said) -> bool:
    async with doors.store.reading(said.workspace) as scope:
        here = await channels.show(scope, said.channel)
    if here is not None and here.stopped is not None:
        # That we hear it means that we are there again: what waited for the channel goes out.
        async with doors.store.writing(said.workspace, doors.now()) as scope:
            await channels.resume(scope, said.channel)
        doors.poke()
    async with doors.store.reading(said.workspace) as scope:
        if here is None or not here.listening or not said.text.strip():
            return False
        if await inbox.taken(scope, f"msg:{said.channel}:{said.ts}"):
            return False
        own = await own_sites(scope)
    return plainly_told(said.text, own) is not None


async def own_sites(scope: Scope) -> frozenset[str]:
    """Where nobody of us asks for links: the sites of our campaigns, and the domains that we write from."""
    listed = await campaigns.listing(scope)
    sites = {site for one in listed for site in (*one.sites, *one.mail_domains)}
    return frozenset(sites) | await settings.mail_domains(scope)


async def _overhear(doors: Doors, client: AsyncWebClient, said: Said) -> bool:
    pointed = Pointed.of(said, said.text)
    who = await speaker(doors, client, said.workspace, said.user, said.channel)
    pointed = replace(pointed, text=await with_names(doors, client, said.workspace, pointed.text))
    link = await permalink(client, said.channel, said.ts)
    now = doors.now()
    async with doors.store.writing(said.workspace, now) as scope:
        at = await situation(scope, who, pointed.place(link, private=True), pointed.text, now)
        intents = await meant(scope, at, pointed.text)
        if not intents:
            return False
        if await tasks.of_message(scope, said.channel, said.ts):
            return True
        if not await inbox.take(scope, pointed.message, now=now):
            return True
        await inbox.take(scope, pointed.key, now=now)
        scope = scope.before(at.audience)
        made = await _log(scope, intents, at)
        numbers = [one.task.id for one in made]
        await cards.remember_thread(scope, said.channel, said.root, numbers)
        await _tell(scope, pointed, at, made)
    doors.poke()
    home.refresh_later(doors, client, said.workspace, said.user)
    return True


async def meant(scope: Scope, at: Situation, text: str) -> list[Intent]:
    """The asks that a message plainly tells of, as its author means them."""
    known = replace(at.known, own_sites=at.known.own_sites | await own_sites(scope))
    return overheard(
        text,
        now=at.now,
        tz=at.speaker.tz,
        locale=at.speaker.locale,
        known=known,
        digest_time=at.digest,
    )


async def _log(scope: Scope, intents: list[Intent], at: Situation) -> list[Logged]:
    """All of them or, where one can't be stored as it is meant, none; raises Mendable."""
    made: list[Logged] = []
    async with step(scope):
        for intent in intents:
            done = await log_ask(scope, intent, at)
            made += [done.logged] if done.logged else []
            for number in done.changed:
                await digests.acted_on(scope, number, at.now)
    return made


async def _tell(scope: Scope, pointed: Pointed, at: Situation, made: list[Logged]) -> None:
    """A small reaction that everybody sees, and a line with undo for the author alone."""
    numbers = [one.task.id for one in made]
    name = subject(pointed.channel, pointed.ts)
    reaction = {"emoji": told.NOTED, "ts": pointed.ts}
    await outbox.put(scope, PostKind.ANSWER, name, "reaction", pointed.channel, reaction, now=at.now)
    await whisper(scope, pointed, at, told.logged(at.reader, made).payload(), numbers, "line")


async def tell_again(scope: Scope, pointed: Pointed, at: Situation, numbers: list[int]) -> None:
    """The line once more, after the message was edited."""
    made = [Logged(task) for task in await tasks.tasks(scope, numbers)]
    payload = told.logged(at.reader, made, again=True).payload()
    await whisper(scope, pointed, at, payload, numbers, pointed.key[:80])


async def whisper(
    scope: Scope,
    pointed: Pointed,
    at: Situation,
    payload: Mapping[str, object],
    numbers: list[int],
    epoch: str,
) -> None:
    """Say something to the author of a message alone, where it stands."""
    thread = pointed.root if pointed.root != pointed.ts else None
    await outbox.put(
        scope,
        PostKind.ANSWER,
        subject(pointed.channel, pointed.ts),
        epoch,
        pointed.channel,
        {**payload, "user": pointed.by, "ephemeral": True, "tasks": numbers},
        now=at.now,
        thread_ts=thread,
        urgent=True,
    )
