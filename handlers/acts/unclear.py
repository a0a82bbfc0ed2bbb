"""A sentence that was understood in part."""

import re
from dataclasses import replace

from handlers.rendering import help as help_words
from handlers.understanding.intent import Act, Intent
from handlers.understanding.speech import NO_ACT
from storage.errors import Mendable

_WORDS = {
    Act.FOLLOW_UP: "follow-up",
    Act.DONE: "follow-up",
    Act.SNOOZE: "remind",
    Act.REPLY: "replied",
    Act.NOTE: "note",
    Act.DECLINE: "decline",
    Act.DROP: "drop",
    Act.PROMISE: "promise",
    Act.CHECK: "check",
    Act.VOUCH: "vouch",
    Act.EARNED: "earned",
    Act.LIST: "list",
    Act.SHOW: "show",
    Act.SITE: "site",
    Act.CAMPAIGN: "campaign",
    Act.AWAY: "away",
    Act.REPORT: "report",
}


#: What a word asks for, where the rest of the sentence was not understood.
_NEEDS = {"check": "check needs a task's number, or the address of a page"}


class NotClear(Mendable):
    """A sentence that can't be acted on as it stands.

    ``intent`` holds what was understood; its ``unclear`` says what is missing, its ``suggestion`` would work.
    """

    def __init__(self, intent: Intent, missing: str | None = None, example: str | None = None) -> None:
        unclear = intent.unclear if missing is None or intent.unclear else (missing,)
        # Whatever says more than this stays.
        vague = intent.act is Act.UNCLEAR and unclear == (NO_ACT,)
        if vague and (needs := _NEEDS.get(_first_word(intent))):
            unclear = (needs,)
        suggestion = example or (_fitting(intent) or intent.suggestion)
        self.intent = replace(intent, unclear=unclear, suggestion=suggestion)
        super().__init__("; ".join(unclear) or "I did not understand that.", "", suggestion)


def _fitting(intent: Intent) -> str | None:
    """A sentence like the one that was meant, about the task that was meant; None where no word was said."""
    name = _WORDS.get(intent.act)
    if intent.act is Act.UNCLEAR:
        name = _first_word(intent)
    found = help_words.word(name) if name else None
    if found is None or found.name in {"log", "help"}:
        return None
    example = found.example
    if intent.task is not None:
        example = re.sub(r"\b42\b", str(intent.task), example)
    return help_words.command(example)


def _first_word(intent: Intent) -> str:
    return (intent.text.split() or [""])[0].strip(":,.!?").lower()
