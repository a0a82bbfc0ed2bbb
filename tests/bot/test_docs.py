"""The documentation against the code: settings, commands, scopes, addresses and links."""

import re
from pathlib import Path

import pytest

from bot import cli, manifest, scopes, settings
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
INSTALLING = (ROOT / "docs" / "installing.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of docs/installing.md."""
    section = INSTALLING.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[1:]]


def test_every_setting_is_documented_with_its_default() -> None:
    documented = {cells[0].strip("`"): cells[2] for cells in rows("Settings")}
    assert list(documented) == [name for name, _, _ in settings.table()]
    for field in Settings.model_fields.values():
        default = field.default
        if isinstance(default, int | float) and not isinstance(default, bool):
            assert documented[str(field.validation_alias)] == f"{default:g}"
    assert documented["SLACK_API_URL"] == f"`{settings.SLACK_API}`"


def test_every_command_is_documented() -> None:
    assert [cells[0].strip("`").split()[1] for cells in rows("Commands")] == list(cli.COMMANDS)


def test_every_scope_is_documented_with_its_reason() -> None:
    documented = rows("What the app may do in Slack, and why")
    optional = manifest.optional_scopes()
    assert documented == [
        [f"`{scope}`" + (" (optional)" if scope in optional else ""), scopes.REASONS[scope]]
        for scope in manifest.bot_scopes()
    ]


def test_the_key_is_made_with_the_same_command_everywhere() -> None:
    assert settings.NEW_KEY in INSTALLING


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_text_exist(page: Path) -> None:
    for command in re.findall(r"(?:^|`| |bin/)outreach ([a-z]+)\b(?= |`|$)", page.read_text(), re.MULTILINE):
        assert command in cli.COMMANDS, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_in_the_text_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(), re.MULTILINE):
        assert target in targets
