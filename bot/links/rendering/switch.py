"""Whether pages that only scripts make are rendered, as the setting ``OUTREACH_RENDER`` says."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.one_setting import setting
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.links.rendering.renderer import Renderer

SETTING = "OUTREACH_RENDER"
_ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"", "0", "false", "no", "off"})


def is_on(said: str) -> bool:
    """What a switch is set to; raises ``ValueError`` for what is none."""
    if said.lower() not in _ON | _OFF:
        raise ValueError(said)
    return said.lower() in _ON


def wanted_renderer(
    environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")
) -> "Renderer | None":
    """A renderer where somebody switched it on; raises ``Mendable`` where this machine has no browser."""
    said = setting(SETTING, environment, env_file)
    try:
        if not is_on(said):
            return None
    except ValueError:
        raise Mendable(f"{SETTING} is {said[:40]!r}, and can be 1 or 0.", example=f"{SETTING}=1") from None
    import structlog  # for those who have the extra

    from bot.links.rendering.renderer import Renderer

    if not structlog.is_configured():  # answers go to standard output, remarks about pages don't
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    return Renderer()
