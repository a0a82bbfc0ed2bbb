"""Looking at a page now, and a person's word where the bot can't see."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.acts.addresses import whole
from handlers.acts.asks import PastDate
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import named_task, own_target, the_campaign, the_task
from handlers.rendering import task as answers
from handlers.rendering.links.looks import looking
from handlers.rendering.task import Did
from handlers.understanding.intent import Intent
from storage.store import Scope
from storage.watch import looks, placements
from storage.watch.placements import NoPlacement
from storage.work import tasks
from storage.work.views import PlacementView

EXAMPLE = "/outreach check https://techblog.com/tools https://acme.com/guide"
#: How long a person's word holds when they don't say.
HOLDS = timedelta(days=30)


async def check(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Look at a task's promised links, or at a page for a link to a target; the result comes by itself."""
    if intent.page is not None and intent.task is None:
        return await _check_page(scope, intent, at)
    if intent.unclear and intent.text and intent.page is None and intent.task is None:
        raise NotClear(intent)  # what was to be looked at could not be read: the thread's task it is not
    task = await named_task(scope, intent, at, "check")
    if task is None:
        if intent.site is None and intent.task is None:
            raise NotClear(
                intent, "what to look at: a task's number, or a page and the page it links to", EXAMPLE
            )
        task = await the_task(scope, intent, at, "check")
    watched = await placements.watched(scope, task.id)
    if not any(one.page for one in watched) and intent.page and task.target:
        return await _check_page(scope, replace(intent, target=task.target), at)
    if not watched:
        raise NoPlacement(task.id)
    for one in watched:
        await look_at(scope, one, at)
    return Done(looking(at.reader, [one.page or one.site for one in watched]), (task.id,), looks=True)


async def _check_page(scope: Scope, intent: Intent, at: Situation) -> Done:
    target = intent.target or own_target(the_campaign(intent, at))
    if target is None or intent.page is None:
        raise NotClear(intent, "which page of yours it should link to", EXAMPLE)
    page = whole(intent.page, EXAMPLE)
    await look_page(scope, page, whole(target, EXAMPLE), intent, at)
    return Done(looking(at.reader, [page]), looks=True)


async def look_page(scope: Scope, page: str, target: str, intent: Intent, at: Situation) -> None:
    """Have a page that belongs to no task looked at for the speaker."""
    await looks.ask(
        scope,
        page,
        target,
        by=at.user,
        answer=at.place.answer,
        now=at.now,
        anchor=intent.anchor,
        rel_agreed=intent.rel_agreed,
    )


async def look_at(scope: Scope, placement: PlacementView, at: Situation) -> None:
    """Have one promised link looked at for the speaker, and its site searched where its page is unknown."""
    if placement.page is None:
        await placements.search(scope, placement.id, at.now)
    await looks.ask(
        scope,
        placement.page or f"https://{placement.site}/",
        placement.target,
        by=at.user,
        answer=at.place.answer,
        now=at.now,
        anchor=placement.anchor,
        rel_agreed=placement.rel_agreed,
        placement=placement.id,
    )


async def vouch(scope: Scope, intent: Intent, at: Situation) -> Done:
    """The speaker looked: the link is there. Holds for thirty days unless they say until when."""
    task = await the_task(scope, intent, at, "vouch")
    until = intent.until or intent.follow_up_at or at.now + HOLDS
    if until <= at.now:
        raise PastDate(f"/outreach vouch {task.id} until next month")
    return await vouched(scope, task.id, at, until)


async def vouched(scope: Scope, number: int, at: Situation, until: datetime) -> Done:
    """Keep the speaker's word about a task's links."""
    stands = await placements.vouch(scope, number, until, by=at.user, now=at.now)
    task = await tasks.task(scope, number)
    return Done(answers.acted(at.reader, Did.VOUCHED, task, placement=stands[0]), (number,))
