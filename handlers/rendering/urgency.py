"""What of a person's open work needs them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.rendering.parts.reader import Reader
from storage.words import PlacementState
from storage.work.views import PlacementView, Task


@dataclass(frozen=True, slots=True)
class Sorted:
    """Open tasks by urgency; ``rest`` needs nothing now. Each list is most urgent first."""

    overdue: tuple[Task, ...]
    today: tuple[Task, ...]
    promised: tuple[Task, ...]
    rest: tuple[Task, ...]


def late_since(task: Task, reader: Reader) -> date | None:
    """The earliest day that something of the task was due and is over; None when nothing is late."""
    days = [one.promised_by for one in waiting(task) if one.promised_by and one.promised_by < reader.today]
    if task.follow_up_at and task.stage.open and reader.local(task.follow_up_at).date() < reader.today:
        days.append(reader.local(task.follow_up_at).date())
    return min(days, default=None)


def waiting(task: Task) -> list[PlacementView]:
    """The promises of a task that are not kept yet."""
    return [one for one in task.placements if one.state is PlacementState.PROMISED]


def by_urgency(tasks: Sequence[Task], reader: Reader) -> Sorted:
    """Sort open tasks into what is overdue, due today and promised."""
    overdue, today, promised, rest = [], [], [], []
    for task in tasks:
        due = reader.local(task.follow_up_at).date() if task.follow_up_at else None
        if late_since(task, reader):
            overdue.append(task)
        elif due == reader.today:
            today.append(task)
        elif waiting(task):
            promised.append(task)
        else:
            rest.append(task)
    overdue.sort(key=lambda task: (late_since(task, reader) or reader.today, task.id))
    today.sort(key=lambda task: (task.follow_up_at or reader.now, task.id))
    promised.sort(key=lambda task: (_next_promise(task) or date.max, task.id))
    return Sorted(tuple(overdue), tuple(today), tuple(promised), tuple(rest))


def _next_promise(task: Task) -> date | None:
    return min((one.promised_by for one in waiting(task) if one.promised_by), default=None)
