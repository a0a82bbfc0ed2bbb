"""The one setting that ``outreach check`` needs, without the imports that reading all of them costs."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.links.addresses import Network, parse_networks

SETTING = "OUTREACH_ALLOW_NETWORKS"


def allowed_networks(
    environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")
) -> tuple[Network, ...]:
    """The networks that the checker may reach although they are not public.

    As the environment says, or else the ``.env`` file; none when neither does. Raises
    :class:`~storage.errors.Mendable` for what is no list of networks.
    """
    text = environment.get(SETTING, "").strip()
    if not text and env_file.is_file():
        from dotenv import dotenv_values

        text = (dotenv_values(env_file).get(SETTING) or "").strip()
    return parse_networks(text)
