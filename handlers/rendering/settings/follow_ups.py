"""Settings: after how many working days follow-ups come, for the whole workspace."""

import re

from handlers.rendering.parts import words
from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, field, typed
from handlers.rendering.settings.fields import words as line
from storage.team.settings import MOST_DAYS, MOST_STEPS

STEPS = "cadence"
_WRONG = f"One to {MOST_STEPS} numbers of working days, each up to {MOST_DAYS}, like 3, 7, 14."


def fields(now: Standing) -> list[Block]:
    """The field, as things stand."""
    filled = ", ".join(str(days) for days in now.steps)
    hint = "Working days until the first, the second … follow-up; a campaign may have its own"
    return [field(STEPS, "Follow up after", line(STEPS, filled), hint=hint, needed=True)]


def read(values: Values, errors: dict[str, str]) -> tuple[int, ...]:
    """The days; what is wrong goes into ``errors``."""
    said = re.sub(r"\b(?:working |business )?days?\b|\band\b", " ", typed(values, STEPS).lower())
    parts = [part for part in re.split(r"[\s,;/+]+", said) if part]
    days = tuple(int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 5)
    fine = len(days) == len(parts) and 0 < len(days) <= MOST_STEPS
    if not fine or not all(1 <= day <= MOST_DAYS for day in days):
        errors[STEPS] = _WRONG
        return ()
    return days


def told(now: Standing) -> str:
    """What is set, in a sentence."""
    days = words.listed(str(day) for day in now.steps)
    return f"Follow-ups come after {days} working {'day' if now.steps == (1,) else 'days'}."
