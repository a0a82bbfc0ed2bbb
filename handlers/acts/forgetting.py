"""``forget EMAIL``: asked about first, then done for good."""

import re

from handlers.acts.files import NotForClients
from handlers.acts.situation import Done, Situation
from handlers.rendering import forgetting as rendered
from storage.keeping import forgetting
from storage.store import Scope

_ASKED = re.compile(
    r"\s*(?:/?outreach\s+)?(?:please\s+)?forget\s+(?:the\s+)?(?:contact\s+|about\s+)?"
    r"(?:<mailto:)?(?P<email>[^\s@<>|]{1,100}@[^\s@<>|]{1,200}\.[^\s@<>|]{2,60}?)(?:\|[^>]*)?>?[\s.!]*",
    re.IGNORECASE,
)


def asked(text: str) -> str | None:
    """The address that a text asks to forget, lower case; None where it asks for something else."""
    match = _ASKED.fullmatch(text)
    return match["email"].lower() if match else None


async def ask(scope: Scope, email: str, at: Situation) -> Done:
    """What is stored of an address, with the button that forgets it. Raises NotForClients."""
    if at.audience is not None:
        raise NotForClients
    return Done(rendered.sure(email, await forgetting.known(scope, email)))


async def pressed(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """The button; None for one that carries no address."""
    if not extra or "@" not in extra:
        return None
    if at.audience is not None:
        raise NotForClients
    return Done(rendered.done(await forgetting.forget(scope, extra)))
