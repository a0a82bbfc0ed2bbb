"""The placement that a post is about, as it stands now."""

from storage import tasks
from storage.errors import UnknownTask
from storage.store import Scope
from storage.views import PlacementView, Task


async def placed(scope: Scope, placement_id: int) -> tuple[Task, PlacementView] | None:
    """The placement with its task; None when either was taken back."""
    try:
        task = await tasks.of_placement(scope, placement_id)
    except UnknownTask:
        return None
    found = next((one for one in task.placements if one.id == placement_id), None)
    return (task, found) if found else None


def number_in(subject: str) -> int:
    """The number in a subject such as "placement:7"; 0 where there is none."""
    number = subject.partition(":")[2].partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else 0
