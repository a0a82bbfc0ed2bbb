"""What people set and take back for themselves."""

import re
from dataclasses import replace
from datetime import datetime

from handlers.acts import together
from handlers.acts.asks import PastDate
from handlers.acts.backlinks import correction_taken_back
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import user_named
from handlers.rendering import away as away_answers
from handlers.rendering import task as answers
from handlers.understanding.intent import Intent
from storage.daily import digests
from storage.errors import Mendable, UnknownTask
from storage.links.attributing import CORRECTED
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Scope
from storage.team import channels, habits, people
from storage.team.habits import Habits
from storage.work import journal, tasks
from storage.work.views import Task

EXAMPLE = "/outreach away until Monday"


async def away(scope: Scope, intent: Intent, at: Situation) -> Done:
    """The speaker's reminders wait until then, or come again from now on."""
    if intent.until is None and intent.text.strip().lower() == "back":
        await people.set_away(scope, at.user, None)
        await _refresh(scope, at)
        return Done(away_answers.back())
    until = intent.until or intent.follow_up_at
    if until is None:
        raise NotClear(intent, "until when you are away", EXAMPLE)
    if until <= at.now:
        raise PastDate(EXAMPLE)
    covers = stand_in_named(user_named(intent.owner, at) if intent.owner else None, at)
    since = intent.since if intent.since and intent.since > at.now else None
    return await gone(scope, until, covers, at, since=since)


async def gone(
    scope: Scope, until: datetime, covers: str | None, at: Situation, *, since: datetime | None = None
) -> Done:
    """The speaker is away until then; ``covers`` is told in their place, at once of what is due.

    ``since`` is when that begins; None: now.
    """
    await people.set_away(scope, at.user, until, since=since, stand_in=covers)
    if covers is not None:
        known = await people.person(scope, covers)
        await channels.ensure(scope, covers, known.tz if known else None, at.now)
        theirs = (await habits.of(scope, [covers])).get(covers, Habits())
        quiet = theirs.quiet.over(at.now, theirs.tz) if theirs.quiet else None
        back = away_answers.covering(replace(at.reader, you=None), at.user, until, since)
        await outbox.put(
            scope,
            PostKind.ANSWER,
            f"away:{at.user}",
            at.now.isoformat(),
            covers,
            back.payload(),
            now=at.now,
            not_before=quiet,
        )
    await _refresh(scope, at)
    return Done(away_answers.away(at.reader, until, covers, since))


def stand_in_named(user: str | None, at: Situation) -> str | None:
    """Who stands in for the speaker; raises Mendable for themselves."""
    if user == at.user:
        raise Mendable("You can't stand in for yourself.", "Name somebody else.", f"{EXAMPLE}, @bob covers")
    return user


async def _refresh(scope: Scope, at: Situation) -> None:
    """What is due of whom shows in today's digest of the channel."""
    await digests.refresh(scope, at.place.home, at.now)


async def undo(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Take back the speaker's last change, on one task where its number is said."""
    number = intent.task
    if number is None and (found := re.search(r"#?(\d{1,9})", intent.text)):
        number = int(found[1])
    if number is None and len(at.about) == 1:
        number = at.about[0]
    return await taken_back(scope, number, at)


async def log_taken_back(scope: Scope, number: int, at: Situation) -> Done:
    """Take back a task's log with all that the speaker changed since; raises as ``journal.undo`` does."""
    await tasks.task(scope, number)
    back = await journal.undo(scope, at.user, at.now, outreach_id=number)
    looked = bool(back.placements)
    while not back.gone:
        back = await journal.undo(scope, at.user, at.now, outreach_id=number)
        looked = looked or bool(back.placements)
    return Done(answers.undone(at.reader, back, None), looks=looked, changed=(number,))


async def taken_back(scope: Scope, number: int | None, at: Situation) -> Done:
    """The same by the task's number, or whichever was last, with all that the same press changed."""
    if number is not None:
        await tasks.task(scope, number)
    else:
        last = await journal.last_change(scope, at.user)
        if last is not None and last.what == CORRECTED:
            return await correction_taken_back(scope, last, at)
        if last is not None and last.batch is not None:
            return await together.undone(scope, last.batch, at)
    back = await journal.undo(scope, at.user, at.now, outreach_id=number)
    task: Task | None
    try:
        task = await tasks.task(scope, back.outreach_id)
    except UnknownTask:
        task = None
    message = answers.undone(at.reader, back, task)
    return Done(
        message, () if task is None else (task.id,), looks=bool(back.placements), changed=(back.outreach_id,)
    )
