"""A sentence that was understood in part."""

import re
from dataclasses import replace

from handlers.rendering import help as help_words
from handlers.understanding.intent import Act, Intent
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


class NotClear(Mendable):
    """A sentence that can't be acted on as it stands.

    ``intent`` holds what was understood; its ``unclear`` says what is missing, its ``suggestion`` would work.
    """

    def __init__(self, intent: Intent, missing: str | None = None, example: str | None = None) -> None:
        unclear = intent.unclear if missing is None or intent.unclear else (missing,)
        suggestion = example or (_fitting(intent) or intent.suggestion)
        self.intent = replace(intent, unclear=unclear, suggestion=suggestion)
        super().__init__("; ".join(unclear) or "I did not understand that.", "", suggestion)


def _fitting(intent: Intent) -> str | None:
    """A sentence like the one that was meant, about the task that was meant; None where no word was said."""
    name = _WORDS.get(intent.act)
    if intent.act is Act.UNCLEAR:
        name = (intent.text.split() or [""])[0].strip(":,.!?").lower()
    found = help_words.word(name) if name else None
    if found is None or found.name in {"log", "help"}:
        return None
    example = found.example
    if intent.task is not None:
        example = re.sub(r"\b42\b", str(intent.task), example)
    return help_words.command(example)
