"""From a text to what it did: understood, performed act by act, and answered with one message."""

from collections.abc import Collection
from dataclasses import replace

from handlers.acts import forgetting, logged_as_new
from handlers.acts.perform import perform
from handlers.acts.reading import read
from handlers.acts.situation import Done, Heard, Situation, readable
from handlers.acts.unclear import NotClear
from handlers.acts.which import NoOpenTask
from handlers.rendering import task as answers
from handlers.rendering.parts import blocks, errors
from handlers.rendering.parts.message import Message
from handlers.rendering.task import Logged
from handlers.understanding.facts.campaigns import campaign_ask
from handlers.understanding.intent import Act, Intent
from storage.daily import digests
from storage.errors import Mendable
from storage.steps import step
from storage.store import Scope
from storage.work import drafts

#: What a message that was written to somebody else may have done to the ledger.
TELLS = frozenset({Act.LOG, Act.FOLLOW_UP, Act.REPLY, Act.PROMISE, Act.DECLINE, Act.EARNED})
#: A text speaks of this many tasks at most: what is beyond is said to be left.
MOST_ACTS = 25

#: What a form can take where the sentence falls short; everything else is quicker typed again.
FINISHED_IN_A_FORM = {Act.LOG, Act.UNCLEAR, Act.PROMISE, Act.CAMPAIGN}


class TooMany(Mendable):
    """A text that speaks of more than can be taken at once."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"That speaks of {count} tasks; I took the first {MOST_ACTS}.",
            "Send the rest in another message.",
        )


async def hear(scope: Scope, at: Situation, text: str, *, only: Collection[Act] | None = None) -> Heard:
    """Do what a text says, each act by itself: what can't be done is said, the rest stands.

    Acts that are not in ``only`` count as not understood.
    """
    scope = scope.before(at.audience)
    if only is None and (whom := forgetting.asked(text)):
        try:
            return _heard(await forgetting.ask(scope, whom, at))
        except Mendable as error:
            return Heard(errors.mendable(error))
    if only is None and forgetting.of_nobody(text):
        return Heard(errors.mendable(forgetting.Nobody()))
    intents = [
        one if only is None or one.act in only else replace(one, act=Act.UNCLEAR, question=None)
        for one in read(text, at)
    ]
    # What was typed into a command stands nowhere else; a message stands where it was written.
    typed = readable(text) if at.place.command else ""
    done: list[Done] = []
    said: list[Message] = []
    draft: str | None = None
    unlogged: list[str] = []
    for intent in intents[:MOST_ACTS]:
        try:
            async with step(scope):
                done.append(await act(scope, intent, at))
        except NoOpenTask as error:
            unlogged.append(error.site)
        except Mendable as error:
            if intent.act in FINISHED_IN_A_FORM and _makes(intent):
                draft = draft or await drafts.keep(scope, {"text": text}, now=at.now)
            said.append(sorry(error, at, draft, typed=typed if len(intents) == 1 else ""))
    if unlogged:
        key = await logged_as_new.keep(scope, text, unlogged, at)
        said.append(errors.no_open_task(unlogged, key, typed=typed))
    if len(intents) > MOST_ACTS:
        said.append(errors.mendable(TooMany(len(intents)), typed=typed))
    return Heard(
        message=_one(at, done, said),
        tasks=tuple(dict.fromkeys(number for one in done for number in one.tasks)),
        looks=any(one.looks for one in done),
    )


def _heard(done: Done) -> Heard:
    return Heard(done.message or Message(""), done.tasks)


def _makes(intent: Intent) -> bool:
    """Whether there is something new to be made in a form; of what campaigns ask for only a new one is."""
    return intent.act is not Act.CAMPAIGN or campaign_ask(intent.text).do == "new"


async def act(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Do one act and have today's digest show it. Raises Mendable."""
    if intent.act is Act.UNCLEAR and intent.question is None:
        raise NotClear(intent)
    done = await perform(scope, intent, at)
    for number in done.changed:
        await digests.acted_on(scope, number, at.now)
    return done


def sorry(error: Mendable, at: Situation, draft: str | None, *, typed: str) -> Message:
    """What could not be done, and how it can be."""
    if isinstance(error, NotClear):
        return errors.unclear(at.reader, error.intent, typed=typed, draft=draft)
    return errors.mendable(error, typed=typed, draft=draft)


def _one(at: Situation, done: list[Done], said: list[Message]) -> Message:
    """Several answers as one message: what was logged is answered together."""
    logged: list[Logged] = [one.logged for one in done if one.logged is not None]
    parts = [answers.logged(at.reader, logged)] if logged else []
    parts += [one.message for one in done if one.message is not None]
    parts += said
    return joined(parts)


def joined(parts: list[Message]) -> Message:
    """Messages one below the other, within what one message holds."""
    if len(parts) == 1:
        return parts[0]
    built = [block for part in parts for block in part.blocks]
    return Message(" ".join(part.text for part in parts), blocks.capped(_unnamed(built)))


def _unnamed(built: list[dict[str, object]]) -> list[dict[str, object]]:
    """Blocks without the names that must be single in a message."""
    return [{key: value for key, value in block.items() if key != "block_id"} for block in built]
