"""Which task a sentence speaks of, when it names a site or a person instead of a number. Never a guess."""

import re
from dataclasses import dataclass

from handlers.understanding.intent import Known, KnownTask


@dataclass(frozen=True, slots=True)
class Found:
    """The task, or the question that settles it. ``site`` is what the task says when the sentence did not."""

    task: int | None = None
    site: str | None = None
    unclear: tuple[str, ...] = ()


def task_of(
    known: Known,
    *,
    site: str | None,
    email: str | None,
    name: str | None,
    words: str,
) -> Found:
    """The one open task that fits what was said: by address, by site, by contact, by the site's bare name.

    ``words`` is the sentence (lower case), searched for names of sites and contacts that are known. Under a
    card it is the card's task, unless the sentence clearly speaks of another.
    """
    here = next((task for task in known.tasks if task.number == known.thread_task), None)
    if site or email:
        fitting = [
            task
            for task in known.tasks
            if (email and _same(task.contact_email, email)) or (site and task.site == site)
        ]
        if email and len(fitting) > 1:
            fitting = [task for task in fitting if _same(task.contact_email, email)] or fitting
        if name and len(fitting) > 1:
            fitting = [task for task in fitting if _same_person(task.contact_name, name)] or fitting
        return _one(
            fitting,
            known,
            here,
            nothing=Found(known.thread_task) if known.thread_task and not _other(fitting) else Found(),
        )
    named = [task for task in known.tasks if _named(task, words, name)]
    if not named and known.thread_task is not None:
        return Found(known.thread_task)
    return _one(named, known, here, nothing=Found(unclear=("which task?",)))


def _other(fitting: list[KnownTask]) -> bool:
    return bool(fitting)


def _one(fitting: list[KnownTask], known: Known, here: KnownTask | None, *, nothing: Found) -> Found:
    if here and here in fitting:
        return Found(here.number)
    if not fitting:
        return nothing
    if known.thread_task is not None:
        others = " or ".join(f"#{task.number} ({task.site})" for task in fitting[:4])
        return Found(unclear=(f"which task: #{known.thread_task} or {others}?",))
    if len(fitting) == 1:
        return Found(fitting[0].number, fitting[0].site)
    which = " or ".join(
        f"#{task.number} ({task.contact_name or task.contact_email or task.site})" for task in fitting[:5]
    )
    sites = {task.site for task in fitting}
    return Found(None, sites.pop() if len(sites) == 1 else None, (f"which task: {which}?",))


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.casefold() == other.casefold())


def _same_person(known: str | None, said: str) -> bool:
    """ "Jane" is Jane Doe; "Jane Roe" is not."""
    if not known:
        return False
    ours, theirs = known.casefold().split(), said.casefold().split()
    return (
        ours == theirs or (len(theirs) == 1 and theirs[0] in ours) or (len(ours) == 1 and ours[0] in theirs)
    )


def _named(task: KnownTask, words: str, name: str | None) -> bool:
    if name and _same_person(task.contact_name, name):
        return True
    if name and task.contact_email and task.contact_email.partition("@")[0].casefold() == name.casefold():
        return True
    label = task.site.partition(".")[0]
    if (
        len(label) > 2
        and label not in _COMMON
        and re.search(rf"(?<![\w.-]){re.escape(label)}(?![\w-]|\.\w)", words)
    ):
        return True
    first = (task.contact_name or "").casefold().split()
    if name and first and first[0] in name.casefold().split():
        return False  # another Jane: "Jane Miller" is not Jane Doe
    return bool(
        first
        and first[0] not in _COMMON
        and len(first[0]) > 2
        and re.search(rf"(?<!\w){re.escape(first[0])}(?!\w)", words)
    )


_COMMON = frozenset(
    """the and for link links post guest blog site page news live done drop note mark will may april june
    reply said yes check team editor web""".split()
)
