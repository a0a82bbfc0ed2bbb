"""A message that was logged from is edited or deleted: its tasks follow until somebody acts on them."""

from dataclasses import replace

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import listening, safely
from handlers.acts.asks import understood
from handlers.acts.reading import read
from handlers.acts.situation import Situation, readable, situation
from handlers.doors import Doors
from handlers.hearing import hear
from handlers.mentioned import with_names
from handlers.rendering import task as answers
from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons
from handlers.rendering.parts.message import Message
from handlers.rendering.task import Logged
from handlers.requests import Deleted
from handlers.said import Pointed
from handlers.speaker import speaker
from handlers.understanding.intent import Act, Intent
from storage.errors import Mendable
from storage.incoming import inbox
from storage.models import PostKind
from storage.posts import answers as posted
from storage.posts import cards, outbox
from storage.steps import step
from storage.store import Scope
from storage.team import channels
from storage.work import outreach, prospects, sources, tasks
from storage.work.changes import FollowUp
from storage.work.outreach import Ask
from storage.work.views import Task


async def answered(doors: Doors, pointed: Pointed) -> bool:
    """Whether the message was taken before, by whichever door."""
    async with doors.store.reading(pointed.workspace) as scope:
        if await inbox.taken(scope, pointed.message):
            return True
        return bool(await tasks.of_message(scope, pointed.channel, pointed.ts))


async def follow(doors: Doors, client: AsyncWebClient, pointed: Pointed) -> BoltResponse | None:
    """Have the tasks of a message say what it says now; what nobody could read before is read again."""
    try:
        await _follow(doors, client, pointed)
        doors.poke()
    except Exception as error:
        return safely.unacked(error, what="an edited message", typed=readable(pointed.text))
    return None


async def _follow(doors: Doors, client: AsyncWebClient, pointed: Pointed) -> None:
    who = await speaker(doors, client, pointed.workspace, pointed.by, pointed.channel)
    pointed = replace(pointed, text=await with_names(doors, client, pointed.workspace, pointed.text))
    now = doors.now()
    async with doors.store.writing(pointed.workspace, now) as scope:
        if not await inbox.take(scope, pointed.key, now=now):
            return
        at = await situation(scope, who, pointed.place(None, private=pointed.direct), pointed.text, now)
        numbers = await sources.following(scope, pointed.channel, pointed.ts)
        if numbers:
            message = await _edit(scope, _before(at, numbers), numbers, pointed.text)
            about = tuple(numbers)
        elif await posted.answered_tasks(scope, pointed.subject) == ():
            heard = await hear(scope, at, pointed.text)
            message, about = heard.message, heard.tasks
            await cards.remember_thread(scope, pointed.channel, pointed.root, about)
        else:
            return
        if message is not None:
            body = {**message.payload(), "tasks": list(about)}
            overheard = await posted.answered_tasks(scope, listening.subject(pointed.channel, pointed.ts))
            if overheard is None:
                await posted.replace(scope, pointed.subject, pointed.key, body, now=now)
            else:
                await listening.tell_again(scope, pointed, at, numbers)


async def _edit(scope: Scope, at: Situation, numbers: list[int], text: str) -> Message | None:
    """The tasks as the message has them now; None where it speaks of something else now: they stand."""
    scope = scope.before(at.audience)
    intents = read(text, at)
    if any(one.act is not Act.LOG for one in intents):
        intents = await listening.meant(scope, at, text)
    if len(intents) != len(numbers) or any(one.act is not Act.LOG or not one.site for one in intents):
        return None
    made: list[Logged] = []
    for number, intent in zip(numbers, intents, strict=True):
        before = await tasks.task(scope, number)
        try:
            async with step(scope):
                ask, unsure = _ask(intent, at, before)
                await outreach.edit(scope, number, ask, by=at.user, now=at.now, acted=False)
        except Mendable:
            return None
        task = await tasks.task(scope, number)
        prospect = await prospects.prospect_id(scope, task.site, at.now)
        earlier = await prospects.earlier_asks(scope, prospect, but=number)
        made.append(Logged(task, earlier, unsure))
    return answers.logged(at.reader, made)


def _before(at: Situation, numbers: list[int]) -> Situation:
    """As things stood when the message was written: nothing was known of its own tasks."""
    about = tuple(number for number in at.about if number not in numbers)
    known = replace(
        at.known,
        tasks=tuple(one for one in at.known.tasks if one.number not in numbers),
        thread_task=about[0] if len(about) == 1 else None,
    )
    return replace(at, about=about, known=known)


def _ask(intent: Intent, at: Situation, before: Task) -> tuple[Ask, tuple[str, ...]]:
    """What the message says now, and what of it is unsure; what it does not speak of stays as it was."""
    reminder = FollowUp(before.follow_up_at, before.follow_up_timed) if before.follow_up_at else None
    ask, unsure = understood(intent, at, unless=reminder)
    return ask if intent.owner else replace(ask, owner=before.owner), unsure


async def deleted(doors: Doors, gone: Deleted, bot_user: str | None) -> BoltResponse | None:
    """Ask, in the thread, what shall become of tasks whose message was deleted.

    A message that is gone before it was heard of is not heard any more.
    """
    try:
        now = doors.now()
        async with doors.store.reading(gone.workspace) as scope:
            numbers = await sources.following(scope, gone.channel, gone.ts)
            found = await tasks.tasks(scope, numbers)
        if not found:
            await _never_heard(doors, gone, bot_user)
            return None
        async with doors.store.writing(gone.workspace, now) as scope:
            if not await inbox.take(scope, f"evt:{gone.event_id}", now=now):
                return None
            message = _asked(found)
            await outbox.put(
                scope,
                PostKind.ANSWER,
                f"message:{gone.channel}:{gone.ts}",
                "deleted",
                gone.channel,
                {**message.payload(), "tasks": [task.id for task in found]},
                now=now,
                thread_ts=gone.thread_ts or gone.ts,
            )
        doors.poke()
    except Exception as error:
        return safely.unacked(error, what="a deleted message")
    return None


async def _never_heard(doors: Doors, gone: Deleted, bot_user: str | None) -> None:
    """Its own event may be late: where it would be acted on, its name is taken, and nothing of its words."""
    if not gone.user or gone.user == bot_user:
        return
    async with doors.store.reading(gone.workspace) as scope:
        here = await channels.show(scope, gone.channel)
        ours = (
            gone.channel.startswith("D")
            or (bot_user is not None and f"<@{bot_user}" in gone.text)
            or (here is not None and here.listening)
            or bool(gone.thread_ts and await tasks.in_thread(scope, gone.channel, gone.thread_ts))
        )
    if ours:
        now = doors.now()
        async with doors.store.writing(gone.workspace, now) as scope:
            await inbox.take(scope, f"msg:{gone.channel}:{gone.ts}", now=now)


def _asked(found: list[Task]) -> Message:
    """The question: keep them, or undo the log."""
    listed = ", ".join(facts.plain_name(task) for task in found[:10])
    line = (
        f"The message that {listed} came from was deleted. "
        "I keep what was logged; undo or drop it if it was a mistake."
    )
    built = [blocks.section(line)]
    for task in found[:5]:
        built += blocks.actions(buttons.undo_log(task), buttons.drop(task), buttons.show(task))
    return Message(line, built)
