"""Networks that the checker may reach although they are not public: ``OUTREACH_ALLOW_NETWORKS``.

Apart from :mod:`bot.settings`, because ``outreach check`` needs this one setting and not the half second of
imports that reading all of them costs.
"""

import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from storage.errors import Mendable

Network = IPv4Network | IPv6Network

SETTING = "OUTREACH_ALLOW_NETWORKS"
EXAMPLE = f"{SETTING}=10.0.0.0/8,fd00::/8"


def networks(text: str) -> tuple[Network, ...]:
    """The networks in a comma-separated list of CIDRs; a bare address is a network of one.

    Raises :class:`~storage.errors.Mendable` for anything else.
    """
    return tuple(_network(part.strip()) for part in text.split(",") if part.strip())


def allowed_networks(
    environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")
) -> tuple[Network, ...]:
    """What the environment, or else the ``.env`` file, allows; nothing when neither says so."""
    text = environment.get(SETTING, "").strip()
    if not text and env_file.is_file():
        from dotenv import dotenv_values

        text = (dotenv_values(env_file).get(SETTING) or "").strip()
    return networks(text)


def _network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise Mendable(
            f"{SETTING} has {text!r} in it, which is not a network.",
            "Write CIDRs with commas between them.",
            EXAMPLE,
        ) from None
