"""Settings: after how many months closed tasks are emptied, for the whole workspace."""

from handlers.rendering.parts import words
from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, field, typed
from handlers.rendering.settings.fields import words as line
from storage.keeping.retention import MOST_MONTHS

RETENTION = "retention"


def fields(now: Standing) -> list[Block]:
    """The field, as things stand."""
    hint = "Months after which texts, notes and people of closed tasks go, for good; empty keeps them"
    filled = str(now.retention) if now.retention else ""
    return [field(RETENTION, "Empty closed tasks after", line(RETENTION, filled, most=12), hint=hint)]


def read(values: Values, errors: dict[str, str]) -> int:
    """The months, 0 for never; what is wrong goes into ``errors``."""
    said = typed(values, RETENTION).lower().removesuffix("months").removesuffix("month").strip()
    if not said:
        return 0
    if not (said.isascii() and said.isdigit()) or int(said) > MOST_MONTHS:
        errors[RETENTION] = f"A number of months up to {MOST_MONTHS}, like 24; empty keeps everything."
        return 0
    return int(said)


def told(now: Standing) -> str:
    """What is set, in a sentence; nothing where everything is kept."""
    if not now.retention:
        return ""
    return f"Closed tasks are emptied after {words.count(now.retention, 'month')}."
