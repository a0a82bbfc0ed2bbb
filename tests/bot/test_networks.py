"""The one setting of ``outreach check``: what the environment says, or else the ``.env`` file."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from bot.networks import allowed_networks
from storage.errors import Mendable


def test_nothing_is_allowed_unless_somebody_says_so(tmp_path: Path) -> None:
    assert allowed_networks({}, tmp_path / ".env") == ()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('OUTREACH_ALLOW_NETWORKS="10.0.0.0/8, fd00::/8"\n')
    assert allowed_networks({}, file) == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert allowed_networks({"OUTREACH_ALLOW_NETWORKS": " "}, file) == allowed_networks({}, file)
    assert allowed_networks({"OUTREACH_ALLOW_NETWORKS": "127.0.0.1"}, file) == (ip_network("127.0.0.1/32"),)


def test_what_is_no_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(Mendable, match="'intranet'"):
        allowed_networks({"OUTREACH_ALLOW_NETWORKS": "intranet"}, tmp_path / ".env")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"OUTREACH_ALLOW_NETWORKS=\xff")
    with pytest.raises(Mendable, match="not UTF-8"):
        allowed_networks({}, tmp_path / ".env")
