"""``forget EMAIL``, ``forget NAME at SITE``: asked about first, then done for good."""

import re

from handlers.acts.files import NotForClients
from handlers.acts.situation import Done, Situation
from handlers.rendering import forgetting as rendered
from handlers.understanding.facts.sites import addresses
from storage.errors import Mendable
from storage.keeping import forgetting
from storage.keeping.forgetting import Whom
from storage.store import Scope

_ASKED = re.compile(
    r"\s*(?:/?outreach\s+)?(?:please\s+)?forget\s+(?:the\s+)?(?:contact\s+|about\s+)?"
    r"(?:<mailto:)?(?P<email>[^\s@<>|]{1,100}@[^\s@<>|]{1,200}\.[^\s@<>|]{2,60}?)(?:\|[^>]*)?>?[\s.!]*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?:/?outreach\s+)?(?:please\s+)?forget\s+(?:the\s+)?(?:contact\s+|about\s+)?"
    r"(?P<name>[^\W\d_][^\n@<>|,;:]{0,79}?)\s+(?:at|from|of)\s+(?P<site>\S{3,300}?)[\s.!]*",
    re.IGNORECASE,
)

_BARE = re.compile(
    r"\s*(?:/?outreach\s+)?(?:please\s+)?forget(?:\s+(?:a|the))?"
    r"(?:\s+(?:contact|person|somebody|someone|about))?[\s.!?…]*",
    re.IGNORECASE,
)


class Nobody(Mendable):
    """It was not said whom to forget."""

    def __init__(self) -> None:
        super().__init__(
            "You didn't say whom to forget.",
            "Name an address, or a person and their site. I show what is stored of them and ask before "
            "anything goes.",
            "forget jane@techblog.com",
        )


def of_nobody(text: str) -> bool:
    """Whether a text asks to forget, and nothing more."""
    return _BARE.fullmatch(text) is not None


def asked(text: str) -> Whom | None:
    """Whom a text asks to forget: an address, or a name at a site; None where it asks for something else."""
    if match := _ASKED.fullmatch(text):
        return Whom(email=match["email"].lower())
    match = _NAMED.fullmatch(text)
    named = next(addresses(match["site"]), None) if match else None
    if match is None or named is None or not named.site:
        return None
    return Whom(name=" ".join(match["name"].split()), site=named.site)


async def ask(scope: Scope, whom: Whom, at: Situation) -> Done:
    """What is stored of somebody, with the button that forgets them. Raises NotForClients."""
    if at.audience is not None:
        raise NotForClients
    return Done(rendered.sure(str(whom), await forgetting.known(scope, whom)))


async def pressed(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """The button; None for one that names nobody."""
    whom = asked(f"forget {extra}") if extra else None
    if whom is None:
        return None
    if at.audience is not None:
        raise NotForClients
    return Done(rendered.done(await forgetting.forget(scope, whom)))
