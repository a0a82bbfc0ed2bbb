"""The switch that has script-made pages looked at in a browser."""

from pathlib import Path

import pytest

from bot.links.rendering.browser import find_browser
from bot.load_settings import WrongSettings, load


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_it_is_off_unless_it_is_switched_on(env: pytest.MonkeyPatch) -> None:
    assert load().render is False
    env.setenv("OUTREACH_RENDER", "0")
    assert load().render is False


def test_what_is_no_switch_is_refused_in_one_line(env: pytest.MonkeyPatch) -> None:
    env.setenv("OUTREACH_RENDER", "maybe")
    with pytest.raises(WrongSettings) as error:
        load()
    assert error.value.line() == "OUTREACH_RENDER is 'maybe', and can be 1 or 0. Example: OUTREACH_RENDER=1"


def test_a_machine_without_a_browser_says_so_before_anything_starts(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    env.setenv("OUTREACH_RENDER", "1")
    env.setenv("PATH", str(tmp_path))
    if find_browser() is not None:
        pytest.skip("there is a browser that is not on the path")
    with pytest.raises(WrongSettings) as error:
        load()
    assert error.value.line() == (
        "OUTREACH_RENDER is set, and there is no Chromium on this machine. "
        "Install Chromium or Chrome, or unset OUTREACH_RENDER. Example: apt install chromium"
    )


def test_the_first_browser_on_the_path_is_taken(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "google-chrome"
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    env.setenv("PATH", str(tmp_path))
    env.setenv("OUTREACH_RENDER", "yes")
    assert find_browser() == str(made)
    assert load().render is True
