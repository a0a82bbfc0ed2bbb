"""A sentence about outreach → what it means. Pure: text, now, zone and what the workspace knows go in."""

from typing import TYPE_CHECKING, Any

from handlers.understanding.as_json import as_json
from handlers.understanding.intent import Act, Intent, Known, KnownCampaign, KnownTask, Price

if TYPE_CHECKING:
    from handlers.understanding.texts import DIGEST, understand

__all__ = [
    "DIGEST",
    "Act",
    "Intent",
    "Known",
    "KnownCampaign",
    "KnownTask",
    "Price",
    "as_json",
    "understand",
]


def __getattr__(name: str) -> Any:
    # The grammar takes a second to compile; whoever wants a period or an Intent alone does without.
    if name in {"DIGEST", "understand"}:
        from handlers.understanding import texts

        return getattr(texts, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
