"""A message that speaks to the bot, or that somebody pointed it at: done once, answered in its thread."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import assistant, home, safely
from handlers.acts.situation import Heard, Place, Situation, readable, situation
from handlers.afterwards import later
from handlers.calls import permalink
from handlers.doors import Doors
from handlers.hearing import hear
from handlers.mentioned import with_names
from handlers.outsiders import Outsider
from handlers.rendering import help as help_answers
from handlers.rendering.parts.message import Message
from handlers.requests import Said
from handlers.speaker import speaker
from storage import faults
from storage.incoming import inbox
from storage.models import PostKind
from storage.posts import cards, outbox
from storage.steps import step
from storage.store import Scope
from storage.work import tasks
from storage.work.outreach import Source

#: What asks for nothing.
_GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|thanks?(?: you| a lot| so much)?|thx|cheers|great"
    r"|nice|ok(?:ay)?|cool|perfect)(?: there| outreach)?[\s!.,:)]*",
    re.IGNORECASE,
)

_HELLO = re.compile(r"hello|hi\b|hey|good (?:morning|afternoon|evening)", re.IGNORECASE)

Hearing = Callable[[Scope, Situation, str], Awaitable[Heard | None]]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A message to act on: ``by`` speaks (for a reaction, whoever reacted), ``key`` names the event.

    ``in_thread`` is where the answer goes: a thread's root, or None for the conversation itself.
    ``author`` is a colleague who wrote the message that ``by`` pointed at.
    ``agent``: it was said in the agent view, which shows that somebody works on the answer.
    """

    workspace: str
    key: str
    by: str
    channel: str
    ts: str
    root: str
    text: str
    direct: bool
    in_thread: str | None
    agent: bool = False
    author: str | None = None

    @classmethod
    def of(cls, said: Said, text: str) -> "Pointed":
        """A message that speaks to the bot itself."""
        return cls(
            workspace=said.workspace,
            key=f"evt:{said.event_id}",
            by=said.user,
            channel=said.channel,
            ts=said.ts,
            root=said.root,
            text=text,
            direct=said.direct,
            in_thread=said.thread_ts if said.direct and not said.agent else said.root,
            agent=said.agent,
        )

    @property
    def message(self) -> str:
        """The name of the message among the requests that were taken."""
        return f"msg:{self.channel}:{self.ts}"

    @property
    def subject(self) -> str:
        """The name of the answer in the outbox: a message is answered once, by whichever door it came."""
        return f"message:{self.channel}:{self.ts}"

    def place(self, link: str | None, *, private: bool) -> Place:
        """Where it was said."""
        answer = {"channel": self.channel, "user": self.by}
        if self.in_thread:
            answer["thread_ts"] = self.in_thread
        return Place(
            home=self.by if self.direct else self.channel,
            answer=answer,
            thread=(self.channel, self.root),
            source=Source(self.channel, self.ts, link),
            private=private,
            said=readable(self.text),
            there=True,
            author=self.author,
        )


async def take_up(
    doors: Doors, client: AsyncWebClient, pointed: Pointed, hearing: Hearing | None = None
) -> BoltResponse | None:
    """Do what the message says, once, and put the answer in the outbox before Slack hears of it.

    ``hearing`` may leave it alone by returning None. An error is answered, too; where it passes by itself, or
    not even the answer can be stored, Slack is told that the event failed, so that it comes again.
    """
    try:
        return await _take_up(doors, client, pointed, hearing or _hear)
    except Outsider:
        return None  # a reaction of somebody who is shown no more than what stands there
    except Exception as error:
        if faults.passing(error):
            return safely.unacked(error, what="a message")
        message = safely.sorry(error, what="a message")
    return await say(doors, pointed, message)


async def say(doors: Doors, pointed: Pointed, message: Message) -> BoltResponse | None:
    """Put an answer that changes nothing in the outbox."""
    now = doors.now()
    try:
        async with doors.store.writing(pointed.workspace, now) as scope:
            if await inbox.take(scope, pointed.key, now=now):
                await put(scope, doors, pointed, message, ())
        doors.poke()
    except Exception as error:
        return safely.unacked(error, what="an answer")
    return None


async def _take_up(
    doors: Doors, client: AsyncWebClient, pointed: Pointed, hearing: Hearing
) -> BoltResponse | None:
    async with doors.store.reading(pointed.workspace) as scope:
        if await inbox.taken(scope, pointed.key):
            return None
    who = await speaker(doors, client, pointed.workspace, pointed.by, pointed.channel)
    pointed = replace(pointed, text=await with_names(doors, client, pointed.workspace, pointed.text))
    if pointed.agent:
        await assistant.working(client, pointed.channel, pointed.root)
    link = await permalink(client, pointed.channel, pointed.ts)
    now = doors.now()
    async with doors.store.writing(pointed.workspace, now) as scope:
        if not await inbox.take(scope, pointed.key, now=now):
            return None
        at = await situation(scope, who, pointed.place(link, private=pointed.direct), pointed.text, now)
        heard = await _once(scope, at, pointed, hearing)
        if heard is None:
            if pointed.agent:
                later(assistant.working(client, pointed.channel, pointed.root, ""))
            return None
        if not pointed.direct or pointed.in_thread:
            await cards.remember_thread(scope, pointed.channel, pointed.root, heard.tasks)
        await put(scope, doors, pointed, heard.message, heard.tasks)
    doors.poke()
    if heard.looks:
        doors.look_now()
    if heard.tasks:
        home.refresh_later(doors, client, pointed.workspace, pointed.by)
    return None


class _LeftAloneError(Exception):
    """The message means nothing to the bot: another door may still take it."""


async def _once(scope: Scope, at: Situation, pointed: Pointed, hearing: Hearing) -> Heard | None:
    """What the message does; None when it did so before, by whichever door, or is left alone."""
    if await tasks.of_message(scope, pointed.channel, pointed.ts):
        return None
    try:
        async with step(scope):
            if not await inbox.take(scope, pointed.message, now=at.now):
                return None
            heard = await hearing(scope, at, pointed.text)
            if heard is None:
                raise _LeftAloneError
            return heard
    except _LeftAloneError:
        return None


async def put(scope: Scope, doors: Doors, pointed: Pointed, message: Message, tasks: tuple[int, ...]) -> None:
    """The answer, in the outbox; its thread is about ``tasks`` from then on."""
    await outbox.put(
        scope,
        PostKind.ANSWER,
        pointed.subject,
        pointed.key,
        pointed.channel,
        {**message.payload(), "tasks": list(tasks), "user": pointed.by},
        now=doors.now(),
        thread_ts=pointed.in_thread,
        urgent=True,
    )


async def _hear(scope: Scope, at: Situation, text: str) -> Heard:
    if not text.strip():
        return Heard(help_answers.overview())
    if _GREETING.fullmatch(text.strip()):
        return Heard(help_answers.greeting(_HELLO.match(text.strip()) is not None))
    return await hear(scope, at, text)
