"""The placement that a post is about, as it stands now."""

from storage.errors import UnknownTask
from storage.store import Scope
from storage.team.audience import reading_along
from storage.work import tasks
from storage.work.views import PlacementView, Task


async def placed(scope: Scope, placement_id: int) -> tuple[Task, PlacementView] | None:
    """The placement with its task; None when either was taken back."""
    try:
        task = await tasks.of_placement(scope, placement_id)
    except UnknownTask:
        return None
    found = next((one for one in task.placements if one.id == placement_id), None)
    return (task, found) if found else None


async def may_stand(scope: Scope, task: Task, channel: str) -> bool:
    """Whether a task may be spoken of in a channel: where a client reads along only what is theirs may."""
    audience = await reading_along(scope, channel, task.campaign)
    return audience is None or bool(await tasks.tasks(scope.before(audience), [task.id]))


def number_in(subject: str) -> int:
    """The number in a subject such as "placement:7"; 0 where there is none."""
    number = subject.partition(":")[2].partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else 0
