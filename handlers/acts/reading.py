"""What a text means: understood for its speaker, with the names of those whom it mentions."""

from dataclasses import replace

from handlers.acts.situation import Situation
from handlers.understanding import understand
from handlers.understanding.escapes import unescape
from handlers.understanding.intent import Intent


def read(text: str, at: Situation) -> list[Intent]:
    """What a text means to its speaker, here and now; never empty."""
    intents = understand(
        text,
        now=at.now,
        tz=at.speaker.tz,
        locale=at.speaker.locale,
        known=at.known,
        command=at.place.command,
        digest_time=at.digest,
    )
    shown = sorted(unescape(text).shown, key=lambda one: len(one[0]), reverse=True)
    mentioned = [(written, name) for written, name in shown if written.startswith("@")]
    return [_with_names(one, mentioned) for one in intents] if mentioned else intents


def _with_names(intent: Intent, mentioned: list[tuple[str, str]]) -> Intent:
    """``intent`` with people's names in all that is kept or said back; its owner stays an id."""

    def named(said: str) -> str:
        for written, name in mentioned:
            said = said.replace(written, name)
        return said

    contact = next((name for who, name in mentioned if intent.contact_name in {who, who[1:]}), None)
    return replace(
        intent,
        contact_name=contact.removeprefix("@") if contact else intent.contact_name,
        text=named(intent.text),
        unclear=tuple(named(one) for one in intent.unclear),
        suggestion=named(intent.suggestion) if intent.suggestion else None,
    )
