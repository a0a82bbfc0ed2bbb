"""Settings: whose public holidays are kept, for the whole workspace."""

from handlers.rendering.parts import escape
from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, field, typed
from handlers.rendering.settings.fields import words as line
from storage.daily.days_off import NONE, DaysOff, NoSuchCountry, days_off

HOLIDAYS = "holidays"


def fields(now: Standing) -> list[Block]:
    """The field, as things stand."""
    hint = "A country, or a part of one: DE, DE-BY, US-CA. No digest comes on a holiday; empty keeps none"
    return [field(HOLIDAYS, "Public holidays", line(HOLIDAYS, str(now.off), most=60), hint=hint)]


def read(values: Values, errors: dict[str, str]) -> DaysOff:
    """Whose; what is wrong goes into ``errors``."""
    try:
        return days_off(typed(values, HOLIDAYS))
    except NoSuchCountry as error:
        errors[HOLIDAYS] = escape.clean(f"{error.what} {error.do} As in {error.example}.", 300)
        return NONE


def told(now: Standing) -> str:
    """What is set, in a sentence; nothing where none are kept."""
    if now.off == NONE:
        return ""
    return f"Public holidays of {escape.code(str(now.off))} are kept: no digest, no follow-up due."
