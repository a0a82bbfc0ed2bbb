"""A setting that ``outreach check`` needs, without the imports that reading all of them costs."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.links.wire.addresses import Network, parse_networks
from bot.one_setting import setting

SETTING = "OUTREACH_ALLOW_NETWORKS"


def allowed_networks(
    environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")
) -> tuple[Network, ...]:
    """The networks that the checker may reach although they are not public.

    As the environment says, or else the ``.env`` file; none when neither does. Raises
    :class:`~storage.errors.Mendable` for what is no list of networks.
    """
    return parse_networks(setting(SETTING, environment, env_file))
