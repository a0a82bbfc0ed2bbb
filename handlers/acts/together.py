"""Several tasks with one press: followed up or snoozed, and taken back together."""

from collections.abc import Sequence

from handlers.acts.asks import next_step
from handlers.acts.situation import Done, Situation
from handlers.rendering.lists import list_page
from handlers.rendering.lists import together as answers
from storage.errors import Mendable
from storage.store import Scope
from storage.work import bulk, tasks
from storage.work.bulk import Chosen
from storage.work.changes import FollowUp


class NothingChosen(Mendable):
    """A press for several tasks without any."""

    def __init__(self) -> None:
        super().__init__(
            "No task was chosen, so nothing was changed.",
            "Choose some under “Several at once” first, then press again.",
        )


def chosen(picked: Sequence[str]) -> list[Chosen]:
    """The tasks that were picked from a list; raises NothingChosen."""
    found = list_page.chosen(picked)
    if not found:
        raise NothingChosen
    return found


async def done(scope: Scope, picked: Sequence[str], at: Situation) -> Done:
    """A follow-up was sent to each; the next ones are set by the cadence. Raises NothingChosen."""

    async def then(number: int) -> FollowUp | None:
        task = await tasks.task(scope, number)
        return next_step(task.step + 1, at, task.campaign)

    outcome = await bulk.done(scope, chosen(picked), then, by=at.user, now=at.now)
    changed = await tasks.tasks(scope, outcome.changed)
    return Done(answers.done(at.reader, outcome, changed), changed=outcome.changed)


async def snooze(scope: Scope, picked: Sequence[str], until: FollowUp, at: Situation) -> Done:
    """The reminders of all wait until then; raises NothingChosen."""
    outcome = await bulk.snooze(scope, chosen(picked), until, by=at.user, now=at.now)
    changed = await tasks.tasks(scope, outcome.changed)
    return Done(answers.snoozed(at.reader, outcome, changed), changed=outcome.changed)


async def undone(scope: Scope, batch: str, at: Situation) -> Done:
    """Take back everything that one press of the speaker's changed; raises NothingToUndo."""
    back, left = await bulk.undo(scope, batch, by=at.user, now=at.now)
    numbers = tuple(one.outreach_id for one in back)
    return Done(answers.undone(numbers, left), changed=numbers)
