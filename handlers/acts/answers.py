"""Acts that only answer."""

import re

from handlers.acts.settings import standing
from handlers.acts.situation import Done, Situation
from handlers.rendering import help as help_answers
from handlers.rendering.lists import listing
from handlers.rendering.parts import blocks
from handlers.rendering.parts.message import Message
from handlers.rendering.settings import whole as settings
from handlers.understanding.intent import Intent
from storage.store import Scope

_SETTINGS = re.compile(r"\s*(?:/?outreach\s+)?settings?\b[:,]?(.*)", re.IGNORECASE | re.DOTALL)


async def help_about(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001 - every act's shape
    """How to say things, or more about one word."""
    return Done(help_for(intent.text))


def help_for(word: str) -> Message:
    """The help about a word, or all of it."""
    return help_answers.topic(word) if word.strip() else help_answers.overview()


def form() -> Done:
    """The button that opens the form, where a form can't open by itself."""
    line = "Here is the form."
    return Done(Message(line, [blocks.section(line), *blocks.actions(listing.open_new())]))


async def settings_of(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001 - every act's shape
    """What is set here, with the button that opens the form; what was said beyond that is set there."""
    typed = _SETTINGS.fullmatch(at.place.said)
    return Done(
        settings.shown(
            at.reader, await standing(scope, at.here, at), beyond=typed[1].strip() if typed else ""
        )
    )
