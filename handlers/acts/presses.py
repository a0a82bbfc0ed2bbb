"""What buttons do at once, and what they show."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from handlers.acts import (
    asked,
    backlinks,
    campaigns,
    files,
    forgetting,
    lists,
    logged_as_new,
    mail_presses,
    people,
    reports,
    together,
)
from handlers.acts.answers import help_for
from handlers.acts.asks import PastDate, next_step
from handlers.acts.looks import HOLDS, look_at, vouched
from handlers.acts.situation import Done, Situation
from handlers.rendering import task as answers
from handlers.rendering.links.looks import looking
from handlers.rendering.lists.asked import Asked
from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.parts.buttons import WHOLE_LOG, Action, Press
from handlers.rendering.task import Did
from storage.errors import Mendable
from storage.store import Scope
from storage.watch import placements
from storage.watch.placements import NoPlacement
from storage.work import outreach, tasks
from storage.work.changes import FollowUp
from storage.work.tasks import ListKind, TaskFilter

#: Presses that change a task: each counts once, whoever presses.
CHANGES = {
    Action.FOLLOW_UP_DONE,
    Action.REPLIED,
    Action.DROP,
    Action.NO_RESPONSE,
    Action.UNDO,
    Action.VOUCH,
    Action.REMIND_AT,
}
#: Presses whose answer takes the place of the message that asked.
IN_PLACE = CHANGES | {Action.LOG_NEW, Action.FILE_MAIL, Action.BACKLINK_ORIGIN, Action.BACKLINK_WATCH}
#: What buttons about backlinks and files do; the value that they carry is the second argument.
FILES_AND_LINKS: dict[Action, Callable[[Scope, str | None, Situation], Awaitable[Done | None]]] = {
    Action.BACKLINK_ORIGIN: backlinks.pressed_origin,
    Action.BACKLINK_WATCH: backlinks.pressed_watch,
    Action.IMPORT_RUN: files.pressed_run,
    Action.IMPORT_LEAVE: files.pressed_leave,
    Action.IMPORT_CAMPAIGN: files.pressed_campaign,
    Action.EXPORT: files.pressed_export,
    Action.FORGET: forgetting.pressed,
    Action.LOG_NEW: logged_as_new.pressed,
}

#: Presses that show a list otherwise.
PAGES = {Action.LIST_PAGE, Action.LIST_TABLE}
#: Presses that change what a list shows, where they stand in one: it is shown again as it stands then.
IN_LISTS = CHANGES | {Action.DONE_ALL}


class NoSuchButton(Mendable):
    """A button of a message from long ago, or none of ours."""

    def __init__(self) -> None:
        super().__init__("I don't know that button any more.", "Open the task again.", "/outreach list")


async def press(scope: Scope, pressed: Press, at: Situation, picked: Sequence[str] = ()) -> Done:
    """Do what a button says; ``picked`` are the options chosen beside it. Raises Mendable."""
    scope = scope.before(at.audience)
    if pressed.action is Action.LIST_PAGE:
        return Done(await lists.page(scope, Wanted.parse(pressed.extra), at))
    if pressed.action is Action.LIST_TABLE:
        return Done(await lists.table(scope, Wanted.parse(pressed.extra), at))
    if pressed.action is Action.DONE_ALL:
        return await together.done(scope, picked, at)
    if pressed.action is Action.CAMPAIGN_SHOW:
        return await campaigns.numbered(scope, pressed.extra, at)
    if pressed.action is Action.UNDO and pressed.task is None and pressed.extra:
        return await together.undone(scope, pressed.extra, at)
    if pressed.action is Action.DIGEST_MORE:
        here = TaskFilter(ListKind.DIGEST, channel=at.place.home)
        return Done(await lists.page(scope, Wanted(here), at))
    if pressed.action is Action.FILE_MAIL:
        return await mail_presses.file(scope, pressed, at)
    if pressed.action is Action.LEDGER_PAGE and (wanted := Asked.parse(pressed.extra)):
        return await asked.page(scope, wanted, at)
    if pressed.action is Action.ASK and pressed.extra:
        return await asked.again(scope, pressed.extra, at)
    if pressed.action is Action.REPORT:
        return await reports.pressed(scope, pressed, at)
    if pressed.action in FILES_AND_LINKS:
        done = await FILES_AND_LINKS[pressed.action](scope, pressed.extra, at)
        if done is None:
            raise NoSuchButton
        return done
    if pressed.action is Action.HELP:
        return Done(help_for(pressed.extra or ""))
    if pressed.action is Action.UNDO and pressed.extra == WHOLE_LOG and pressed.task is not None:
        return await people.log_taken_back(scope, pressed.task, at)
    if pressed.action is Action.UNDO:
        return await people.taken_back(scope, pressed.task, at)
    if pressed.task is None:
        raise NoSuchButton
    if pressed.action is Action.REMIND_AT:
        return await _remind_at(scope, pressed.task, pressed.extra, at)
    return await _about_task(scope, pressed.action, pressed.task, pressed.placement, at)


async def _remind_at(scope: Scope, number: int, said: str | None, at: Situation) -> Done:
    """The reminder comes at the minute that the button names; raises PastDate once that is over."""
    try:
        then = datetime.fromisoformat(said or "").astimezone(UTC)
    except (ValueError, OverflowError):
        raise NoSuchButton from None
    if then <= at.now:
        raise PastDate(f"/outreach remind {number} tomorrow 3pm")
    await outreach.remind(scope, number, FollowUp(then, timed=True), by=at.user, now=at.now)
    return await _did(scope, Did.SNOOZED, number, at)


async def _about_task(
    scope: Scope, action: Action, number: int, placement: int | None, at: Situation
) -> Done:
    if action is Action.SHOW:
        return await lists.shown(scope, number, at)
    task = await tasks.task(scope, number)
    if action is Action.CHECK_NOW:
        return await _check(scope, number, placement, at)
    if action is Action.VOUCH:
        return await vouched(scope, number, at, at.now + HOLDS)
    if action is Action.FOLLOW_UP_DONE:
        then = next_step(task.step + 1, at, task.campaign)
        await outreach.follow_up(scope, number, then, by=at.user, now=at.now)
        return await _did(scope, Did.FOLLOWED_UP, number, at)
    if action is Action.REPLIED:
        await outreach.reply(scope, number, None, by=at.user, now=at.now)
        return await _did(scope, Did.REPLIED, number, at)
    if action is Action.DROP:
        await outreach.drop(scope, number, None, by=at.user, now=at.now)
        return await _did(scope, Did.DROPPED, number, at)
    if action is Action.NO_RESPONSE:
        await outreach.give_up(scope, number, by=at.user, now=at.now)
        return await _did(scope, Did.NO_RESPONSE, number, at)
    raise NoSuchButton


async def _check(scope: Scope, number: int, placement: int | None, at: Situation) -> Done:
    watched = [
        one for one in await placements.watched(scope, number) if placement is None or one.id == placement
    ]
    if not watched:
        raise NoPlacement(number)
    for one in watched:
        await look_at(scope, one, at)
    return Done(looking(at.reader, [one.page or one.site for one in watched]), (number,), looks=True)


async def _did(scope: Scope, did: Did, number: int, at: Situation) -> Done:
    task = await tasks.task(scope, number)
    return Done(answers.acted(at.reader, did, task), (number,), changed=(number,))
