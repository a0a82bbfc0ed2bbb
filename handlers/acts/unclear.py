"""A sentence that was understood in part."""

from dataclasses import replace

from handlers.understanding.intent import Intent
from storage.errors import Mendable


class NotClear(Mendable):
    """A sentence that can't be acted on as it stands.

    ``intent`` holds what was understood; its ``unclear`` says what is missing, its ``suggestion`` helps.
    """

    def __init__(self, intent: Intent, missing: str | None = None, example: str | None = None) -> None:
        unclear = intent.unclear if missing is None or intent.unclear else (missing,)
        self.intent = replace(intent, unclear=unclear, suggestion=intent.suggestion or example)
        super().__init__(
            "; ".join(unclear) or "I did not understand that.", "", self.intent.suggestion or example
        )
