"""A promised link: a placement that is looked at at once and watched from then on."""

from datetime import date, datetime

from handlers.acts.addresses import whole
from handlers.acts.asks import ask_of, money_of
from handlers.acts.situation import Done, Situation
from handlers.acts.which import named_task, own_target, the_campaign, the_task
from handlers.rendering import task as answers
from handlers.rendering.task import Did
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.sites import registrable
from storage.store import Scope
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import PlacementState
from storage.work import outreach, tasks
from storage.work.views import PlacementView, Task


class NoTarget(Mendable):
    """It is not known what the promised page will link to."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"I understood the promise for #{number}, but not which page of yours it will link to.",
            "Say where the link goes.",
            f"/outreach promise {number} https://techblog.com/tools for https://acme.com/guide by Friday",
        )


async def promise(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Keep a promise; a site that was never asked is logged with it.

    The target is the one that is said, else the task's, else the one site of its campaign. Raises NoTarget,
    BadAddress, UnknownTask.
    """
    task = await named_task(scope, intent, at, "promise")
    if task is None and intent.page:
        task = await _of_page(scope, intent, at)
    if task is None and intent.site:
        number = (await outreach.log(scope, ask_of(intent, at), by=at.user, now=at.now)).id
        task = await tasks.task(scope, number)
    if task is None:
        task = await the_task(scope, intent, at, "promise")
    example = f"/outreach promise {task.id} https://techblog.com/tools by Friday"
    made = Promise(
        target=whole(_target(intent, task, at), example),
        page=whole(intent.page, example) if intent.page else None,
        anchor=intent.anchor,
        rel_agreed=intent.rel_agreed,
        promised_by=_by(intent, at, example),
        price=money_of(intent.price),
        note=intent.text or None,
    )
    return await keep(scope, task.id, made, at)


async def keep(scope: Scope, number: int, made: Promise, at: Situation) -> Done:
    """Keep a promise on a task, however it was said."""
    placement_id = await placements.promise(scope, number, made, by=at.user, now=at.now)
    task = await tasks.task(scope, number)
    placement = next(one for one in task.placements if one.id == placement_id)
    message = answers.acted(at.reader, Did.PROMISED, task, placement=placement)
    return Done(message, (number,), looks=True, changed=(number,))


def as_said(intent: Intent, task: Task, target: str, now: datetime) -> PlacementView:
    """The placement that a sentence speaks of, before it is one: what a form is filled with."""
    return PlacementView(
        id=0,
        outreach=task.id,
        page=intent.page,
        site=task.site,
        target=target,
        anchor=intent.anchor,
        rel_agreed=intent.rel_agreed,
        promised_by=intent.promised_by,
        price=money_of(intent.price),
        state=PlacementState.PROMISED,
        verdict=None,
        detail="",
        findings=(),
        checked_at=None,
        next_check_at=None,
        first_live_at=None,
        last_seen_at=None,
        lost_at=None,
        misses=0,
        unseen=0,
        vouched_by=None,
        vouched_until=None,
        created_by="",
        created_at=now,
        version=0,
    )


def _by(intent: Intent, at: Situation, example: str) -> date | None:
    by = intent.promised_by
    if by is None and intent.follow_up_at is not None:
        by = at.speaker.local(intent.follow_up_at).date()
    if by is not None and by < at.speaker.local(at.now).date():
        raise Mendable("That date has passed.", "Say by when the link will be there.", example)
    return by


def _target(intent: Intent, task: Task, at: Situation) -> str:
    found = intent.target or task.target
    if found is None:
        named = at.campaign_named(task.campaign) if task.campaign else the_campaign(intent, at)
        found = own_target(named)
    if found is None:
        raise NoTarget(task.id)
    return found


async def _of_page(scope: Scope, intent: Intent, at: Situation) -> Task | None:
    """The open task about the site that the page is on."""
    site = registrable(intent.page or "")
    found = await tasks.open_tasks(scope, site=site, limit=20)
    mine = [task for task in found if task.owner == at.user] or found
    return mine[0] if len(mine) == 1 else None
