"""What happened to a task: follow-ups, answers, notes, refusals, and the reminder."""

from handlers.acts.asks import NoSite, ask_of, follow_up_of, money_of, next_step
from handlers.acts.contact_zones import zone_said
from handlers.acts.situation import Done, Situation
from handlers.acts.which import named_task, the_task
from handlers.rendering import task as task_answers
from handlers.rendering.task import Did
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.store import Scope
from storage.work import outreach, prospects, tasks
from storage.work.views import Task


async def follow_up(scope: Scope, intent: Intent, at: Situation) -> Done:
    """A follow-up was sent; the next one is set, by what was said or by the cadence."""
    task = await the_task(scope, intent, at, "follow-up")
    said = follow_up_of(intent, at, f"/outreach follow-up {task.id} in 5 days")
    then = said or next_step(task.step + 1, at, task.campaign)
    await outreach.follow_up(scope, task.id, then, by=at.user, now=at.now, note=intent.text or None)
    return await _answer(scope, task.id, Did.FOLLOWED_UP, intent, at)


async def done(scope: Scope, intent: Intent, at: Situation) -> Done:
    """What was to be done about a task was done: a follow-up."""
    return await follow_up(scope, intent, at)


async def snooze(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Move the reminder."""
    task = await the_task(scope, intent, at, "remind")
    example = f"/outreach remind {task.id} next Tuesday"
    then = follow_up_of(intent, at, example)
    if then is None:
        raise Mendable(
            f"I understood that #{task.id} should wait, but not until when.", "Name a day.", example
        )
    await outreach.remind(scope, task.id, then, by=at.user, now=at.now)
    return await _answer(scope, task.id, Did.SNOOZED, intent, at)


async def reply(scope: Scope, intent: Intent, at: Situation) -> Done:
    """They answered; a site that was never asked is logged with its answer."""
    number = await _number(scope, intent, at, "replied")
    price = money_of(intent.price)
    await outreach.reply(scope, number, intent.text or None, by=at.user, now=at.now, price=price)
    if intent.follow_up_at is not None:
        then = follow_up_of(intent, at, f"/outreach remind {number} on Friday")
        await outreach.remind(scope, number, then, by=at.user, now=at.now)
    return await _answer(scope, number, Did.REPLIED, intent, at)


async def note(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Something worth remembering."""
    task = await the_task(scope, intent, at, "note")
    if not intent.text.strip():
        raise Mendable(
            f"There is nothing to note on #{task.id}.",
            "Write the note behind the number.",
            f"/outreach note {task.id} they prefer posts of 1,200 words",
        )
    await outreach.note(scope, task.id, intent.text, by=at.user, now=at.now)
    if (tz := zone_said(intent.text)) is not None:
        await prospects.set_zone(scope, task.id, tz)
    return await _answer(scope, task.id, Did.NOTED, intent, at)


async def decline(scope: Scope, intent: Intent, at: Situation) -> Done:
    """They refused; a site that was never asked is logged with its refusal."""
    number = await _number(scope, intent, at, "decline")
    await outreach.decline(scope, number, intent.text or None, by=at.user, now=at.now)
    return await _answer(scope, number, Did.DECLINED, intent, at)


async def drop(scope: Scope, intent: Intent, at: Situation) -> Done:
    """We stop asking."""
    task = await the_task(scope, intent, at, "drop")
    await outreach.drop(scope, task.id, intent.text or None, by=at.user, now=at.now)
    return await _answer(scope, task.id, Did.DROPPED, intent, at)


async def _number(scope: Scope, intent: Intent, at: Situation, verb: str) -> int:
    """The task that is spoken of; one that nobody logged is logged now."""
    task: Task | None = await named_task(scope, intent, at, verb)
    if task is not None:
        return task.id
    try:
        return (await outreach.log(scope, ask_of(intent, at), by=at.user, now=at.now)).id
    except NoSite:
        return (await the_task(scope, intent, at, verb)).id


async def _answer(scope: Scope, number: int, did: Did, intent: Intent, at: Situation) -> Done:
    task = await tasks.task(scope, number)
    return Done(
        task_answers.acted(at.reader, did, task, note=intent.text or None), (number,), changed=(number,)
    )
