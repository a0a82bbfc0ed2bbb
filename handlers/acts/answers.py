"""Acts that only answer."""

import re

from handlers.acts.settings import standing
from handlers.acts.situation import Done, Situation
from handlers.rendering import blocks, errors, listing, settings
from handlers.rendering import help as help_answers
from handlers.rendering.message import Message
from handlers.understanding.intent import Intent
from storage.errors import Mendable
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
        settings.shown(at.reader, await standing(scope, at.here), beyond=typed[1].strip() if typed else "")
    )


async def export(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001
    """Where everything that is stored can be had."""
    return _elsewhere(
        "Everything this workspace has stored is exported where the bot runs.",
        "Ask whoever runs it for this command's file.",
        f"outreach export --workspace {scope.slack_id} --format xlsx -o outreach.xlsx",
    )


async def report(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001
    """What there is instead of a report."""
    return _elsewhere(
        "I can't draw a report here.",
        "A list shows what stands; the export holds both ledgers, work and results, row by row.",
        "/outreach list all",
    )


async def import_file(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001
    """What there is instead of an import."""
    return _elsewhere(
        "I can't take in files here.",
        "Tell me of a link that nobody asked for in a sentence.",
        "/outreach earned https://news.example/story https://acme.com/guide",
    )


async def backlink(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001
    """What there is instead of a backlink's own page."""
    return _elsewhere(
        "I can't show one backlink by its number here.",
        "A task shows its links with their evidence; a site shows all of them.",
        "/outreach site techblog.com",
    )


def _elsewhere(what: str, do: str, example: str) -> Done:
    return Done(errors.mendable(Mendable(what, do, example)))
