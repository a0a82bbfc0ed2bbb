"""Sites that nobody logged before, though something was said to have been done about them."""

from dataclasses import replace

from handlers.acts import asks
from handlers.acts.asks import understood
from handlers.acts.reading import read
from handlers.acts.situation import Done, Situation, readable
from handlers.rendering import task as answers
from handlers.rendering.task import Logged
from handlers.understanding.intent import Act
from storage.errors import Mendable
from storage.incoming import inbox
from storage.store import Scope
from storage.work import drafts, outreach, tasks


class GoneDraft(Mendable):
    """A sentence that is kept no more."""

    def __init__(self) -> None:
        super().__init__("I don't have that sentence any more.", "Log it in a new one.", asks.EXAMPLE)


async def keep(scope: Scope, text: str, sites: list[str], at: Situation) -> str:
    """Keep a sentence, to log ``sites`` from it with a press; the key to find it by."""
    return await drafts.keep(scope, {"text": text, "sites": sites}, now=at.now)


async def pressed(scope: Scope, key: str | None, at: Situation) -> Done:
    """Log them, each with what the sentence says of it, once. Raises GoneDraft."""
    draft = await drafts.kept(scope, key) if key else None
    text, sites = (draft.get("text"), draft.get("sites")) if draft else (None, None)
    if not isinstance(text, str) or not isinstance(sites, list):
        raise GoneDraft
    if not await inbox.take(scope, f"new:{key}", now=at.now):
        raise Mendable("These are logged already.", "Your list has them.", "/outreach list")
    at = replace(at, place=replace(at.place, said=readable(text), command=True))
    made: list[Logged] = []
    for intent in read(text, at):
        if intent.site not in sites:
            continue
        ask, unsure = understood(replace(intent, act=Act.LOG, unclear=()), at)
        logged = await outreach.log(scope, ask, by=at.user, now=at.now)
        made.append(Logged(await tasks.task(scope, logged.id), logged.earlier, unsure))
    if not made:
        raise GoneDraft
    numbers = tuple(one.task.id for one in made)
    return Done(answers.logged(at.reader, made), numbers, changed=numbers)
