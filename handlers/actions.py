"""Buttons and menus, wherever they stand."""

import re
from collections.abc import Sequence

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers import forms, home, redrawing, safely
from handlers.acts import presses
from handlers.acts.situation import Done, Place, Situation, situation
from handlers.afterwards import later
from handlers.calls import open_form, push_form, update_form, window
from handlers.doors import Doors
from handlers.rendering import task as answers
from handlers.rendering.lists.listed import Listed
from handlers.rendering.parts.buttons import Action, NotAPress, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.settings import channel as settings_channel
from handlers.requests import Payload, Pressed
from handlers.showing import From, edit, editable, replace_later, tell
from handlers.speaker import speaker
from storage.daily import digests
from storage.errors import Mendable
from storage.incoming import inbox
from storage.store import Scope
from storage.work import drafts, tasks

#: A button of a release before this one is answered, too.
EVERY_ACTION = re.compile(r".*")

#: Presses that need a form, and so the trigger, before anything is known to change.
FORMS = {
    Action.SNOOZE,
    Action.SET_FOLLOW_UP,
    Action.PROMISE,
    Action.DECLINE,
    Action.NOTE,
    Action.EDIT,
    Action.OPEN_NEW,
    Action.OPEN_SETTINGS,
    Action.SNOOZE_ALL,
    Action.CAMPAIGN_NEW,
    Action.CAMPAIGN_EDIT,
}
#: Presses whose answer takes the place of what only the presser sees.
REPLACES = {
    Action.ASK,
    Action.BACKLINK_ORIGIN,
    Action.BACKLINK_WATCH,
    Action.LEDGER_PAGE,
    Action.LIST_PAGE,
    Action.LIST_TABLE,
    Action.UNDO,
    Action.NO_RESPONSE,
    Action.LOG_NEW,
}
#: What is only chosen now counts once a button beside it is pressed; a page opens by itself.
WAITS = {Action.OPEN_PAGE, Action.PICK}


def register(app: AsyncApp, doors: Doors) -> None:
    """Take every action that rendering makes."""

    async def on_press(ack: AsyncAck, body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        await press(doors, client, respond, body)
        await ack()

    app.action(EVERY_ACTION)(on_press)


async def press(doors: Doors, client: AsyncWebClient, respond: AsyncRespond, body: Payload) -> None:
    """Do what was pressed; the presser hears of everything that went wrong. Raises nothing."""
    raw: Pressed | None = None
    try:
        raw = Pressed.read(body)
        if raw.action_id.partition(".")[0] in WAITS:
            return
        if raw.action_id == settings_channel.CHANNEL:
            await forms.show_settings_of(doors, client, raw)
            return
        await _press(doors, client, respond, raw)
    except Exception as error:
        broken = presses.NoSuchButton() if isinstance(error, NotAPress) else error
        message = safely.sorry(broken, what="a press")
        if raw is not None and raw.channel is None:
            await _show(client, raw, message)
        elif raw is not None:
            await _say(doors, raw, message)
            if isinstance(broken, Mendable):
                await _as_it_is(doors, client, respond, raw)


async def _press(doors: Doors, client: AsyncWebClient, respond: AsyncRespond, raw: Pressed) -> None:
    pressed = Press.parse(raw.value)
    if pressed.action in FORMS:
        await forms.open_for(doors, client, raw, pressed)
        return
    if pressed.action in home.FILTERS:
        await home.choose(doors, client, raw.workspace, raw.user, pressed)
        return
    who = await speaker(doors, client, raw.workspace, raw.user, raw.channel)
    now = doors.now()
    key = key_of(raw, pressed)
    source = from_press(raw)
    listed = redrawing.list_of(raw, pressed) if pressed.action in presses.IN_LISTS else None
    replaces = pressed.action in REPLACES and listed is None
    in_its_place = raw.ephemeral and replaces and raw.response_url is not None
    async with doors.store.writing(raw.workspace, now) as scope:
        in_place = pressed.action in presses.IN_PLACE and listed is None
        standing = await editable(scope, source) if in_place else None
        above, relisted = await _list_above(scope, raw, pressed), None
        at = await situation(scope, who, place_of(raw, private=standing is None), "", now)
        if await inbox.take(scope, key, now=now):
            done = await _do(scope, pressed, at, raw.picked)
            await inbox.answered(scope, key, {"by": raw.user, "at": raw.action_ts})
        else:
            standing = None
            again = await _already(scope, key, pressed, at, raw)
            if again is None:
                return
            done = again
        message = done.message or Message("")
        if above is not None:  # what comes of it may be taken back, too
            message = await redrawing.below(scope, above, message, now, redrawing.key_of(raw.block_id))
        if standing is not None:
            await edit(scope, standing, message, done.tasks, key, now, user=raw.user)
        elif not in_its_place and raw.channel is not None:
            if listed is not None:
                behind = redrawing.Behind.of(source, listed)
                message = await redrawing.below(scope, behind, message, now)
            await tell(scope, source, message, f"{raw.action_ts}:{key}", now)
        shown = message if pressed.action in presses.PAGES else None
        if listed is not None:
            shown = await redrawing.left(scope, listed, source, at, f"{raw.action_ts}:{key}", now, message)
        elif above is not None:
            relisted = await redrawing.again(scope, above, at, f"{raw.action_ts}:{key}", now)
    if above is not None and relisted is not None:
        redrawing.show_left(client, relisted, above.response_url, above.view)
    if in_its_place:
        replace_later(respond, message)
    elif shown is not None and raw.in_modal:
        later(_show_in_place(client, raw, shown))  # the press is done: Slack need not wait for its view
    elif shown is not None and raw.ephemeral and raw.response_url is not None:
        replace_later(respond, shown)
    elif raw.channel is None and (raw.in_modal or not done.changed):
        await _show(client, raw, message)  # on Home a change shows itself
    doors.poke()
    if done.looks:
        doors.look_now()
    home.refresh_later(doors, client, raw.workspace, raw.user)


async def _list_above(scope: Scope, raw: Pressed, pressed: Press) -> redrawing.Behind | None:
    """The list that an answer stands below, where a press in that answer changes what the list shows."""
    key = redrawing.key_of(raw.block_id)
    if key is None or pressed.action not in presses.IN_LISTS:
        return None
    return redrawing.Behind.parse(await drafts.kept(scope, key))


async def _do(scope: Scope, pressed: Press, at: Situation, picked: Sequence[str]) -> Done:
    done = await presses.press(scope, pressed, at, picked)
    for number in done.changed:
        await digests.acted_on(scope, number, at.now)
    return done


async def _already(scope: Scope, key: str, pressed: Press, at: Situation, raw: Pressed) -> Done | None:
    """What the second presser reads; None where Slack only told of the same press again."""
    earlier = await inbox.earlier_answer(scope, key) or {}
    if earlier.get("at") == raw.action_ts and earlier.get("by") == raw.user:
        return None
    if pressed.task is None:
        return None
    by = earlier.get("by")
    other = by if isinstance(by, str) and by != raw.user else None
    found = await tasks.tasks(scope.before(at.audience), [pressed.task])
    if not found:
        return Done(answers.taken_back_already(at.reader, pressed.task, other))
    return Done(answers.already(at.reader, found[0], other))


async def _show(client: AsyncWebClient, raw: Pressed, message: Message) -> None:
    """An answer in a window of its own, on top of the form that is open."""
    await (push_form if raw.in_modal else open_form)(client, raw.trigger_id, window(message))


async def _show_in_place(client: AsyncWebClient, raw: Pressed, message: Message) -> None:
    """Another page of the list in the window that is open; on top of it where Slack does not change it."""
    if raw.view_id is None or not await update_form(client, raw.view_id, window(message)):
        await _show(client, raw, message)


async def _say(doors: Doors, raw: Pressed, message: Message) -> None:
    """Tell the presser what went wrong, at least in the log."""
    try:
        now = doors.now()
        async with doors.store.writing(raw.workspace, now) as scope:
            await tell(scope, from_press(raw), message, f"sorry:{raw.action_ts}", now)
        doors.poke()
    except Exception as error:
        safely.sorry(error, what="an answer")


async def _as_it_is(doors: Doors, client: AsyncWebClient, respond: AsyncRespond, raw: Pressed) -> None:
    """Where a press in a list came to nothing the list is older than its tasks: show it as it is."""
    try:
        listed, now = Listed.parse(raw.block_id), doors.now()
        if listed is None:
            return
        who = await speaker(doors, client, raw.workspace, raw.user, raw.channel)
        async with doors.store.writing(raw.workspace, now) as scope:
            at = await situation(scope, who, place_of(raw), "", now)
            key = f"again:{raw.action_ts}"
            shown = await redrawing.left(scope, listed, from_press(raw), at, key, now, Message(""))
        doors.poke()
    except Exception as error:
        safely.sorry(error, what="a list")
        return
    if shown is not None and raw.response_url is not None:
        replace_later(respond, shown)


def key_of(raw: Pressed, pressed: Press) -> str:
    """What makes a press the same as another: the task as it stood, for a change; else the press itself."""
    if pressed.action in presses.CHANGES and pressed.task is not None:
        return f"act:{pressed.task}:{pressed.action}:{pressed.version}"
    return f"press:{raw.user}:{raw.action_ts}:{pressed.action}"


def from_press(raw: Pressed) -> From:
    """Where it was pressed."""
    return From(raw.user, raw.channel, raw.message_ts, raw.thread_ts, raw.ephemeral, raw.response_url)


def place_of(raw: Pressed, *, private: bool = True) -> Place:
    """Where the presser is; on Home that is with themselves."""
    answer = {"user": raw.user}
    if raw.channel:
        answer["channel"] = raw.channel
    if raw.thread_ts or (raw.message_ts and not raw.ephemeral):
        answer["thread_ts"] = raw.thread_ts or raw.message_ts or ""
    if raw.response_url:
        answer["response_url"] = raw.response_url
    direct = raw.channel is None or raw.channel.startswith("D")
    home = raw.user if direct else raw.channel or raw.user
    return Place(home=home, answer=answer, private=private, message_ts=raw.message_ts)
