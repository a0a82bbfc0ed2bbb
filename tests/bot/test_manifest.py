"""``app.yaml`` against what the bot registers and calls, and against Slack's limits."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest, scopes
from bot.clock import Clock
from bot.rehearsal.methods import registry as rehearsed
from handlers import names, registry
from handlers.acts import logged_by_step
from handlers.doors import Doors
from handlers.rendering import prompts
from storage.store import Store

ROOT = Path(__file__).resolve().parents[2]


class Noting(AsyncApp):
    """A real app that notes what is registered on it."""

    def __init__(self) -> None:
        self.commands: set[str] = set()
        self.shortcuts: set[tuple[str, str]] = set()
        self.events: set[str] = set()
        self.functions: set[str] = set()
        super().__init__(signing_secret="s", authorize=_nobody)

    def command(self, command: Any, *rest: Any, **more: Any) -> Any:
        self.commands.add(command)
        return super().command(command, *rest, **more)

    def message_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.shortcuts.add(("message", callback_id))
        return super().message_shortcut(callback_id, *rest, **more)

    def global_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.shortcuts.add(("global", callback_id))
        return super().global_shortcut(callback_id, *rest, **more)

    def shortcut(self, constraints: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(constraints, dict):
            kind = "message" if constraints.get("type") == "message_action" else "global"
            self.shortcuts.add((kind, constraints["callback_id"]))
        else:
            self.shortcuts.add(("either", constraints))
        return super().shortcut(constraints, *rest, **more)

    def event(self, event: Any, *rest: Any, **more: Any) -> Any:
        self.events.add(event["type"] if isinstance(event, dict) else event)
        return super().event(event, *rest, **more)

    def message(self, *rest: Any, **more: Any) -> Any:
        self.events.add("message")
        return super().message(*rest, **more)

    def function(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.functions.add(callback_id)
        self.events.add("function_executed")
        return super().function(callback_id, *rest, **more)


async def _nobody() -> AuthorizeResult | None:
    return None


@pytest.fixture
async def app(tmp_path: Path) -> Any:
    store = Store.open(f"sqlite+aiosqlite:///{tmp_path}/outreach.db")
    noting = Noting()
    registry.register(noting, Doors(store, Clock().now))
    yield noting
    await store.close()


def called() -> dict[str, set[str]]:
    """Every Web API method that the product calls, and where."""
    found: dict[str, set[str]] = {}
    for room in ("bot", "handlers", "storage"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "rehearsal" in path.parts:  # Slack's side of the conversation, not ours
                continue
            for name in _attributes(path):
                for method in _methods_of(name):
                    found.setdefault(method, set()).add(str(path.relative_to(ROOT)))
    return found


def _attributes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def _methods_of(name: str) -> list[str]:
    """The methods behind one of the client's functions, such as chat_postMessage."""
    function = getattr(AsyncWebClient, name, None)
    if not inspect.isfunction(function) or name.startswith("_") or name == "api_call":
        return []
    return re.findall(r'api_call\(\s*"([\w.]+)"', inspect.getsource(function))


def test_every_command_is_in_the_manifest_and_the_other_way_round(app: Noting) -> None:
    assert app.commands == manifest.commands()
    assert app.commands == set(names.COMMANDS)


def test_every_shortcut_is_in_the_manifest_and_the_other_way_round(app: Noting) -> None:
    either = {callback for kind, callback in app.shortcuts if kind == "either"}
    known = {(kind, c) for kind, c in manifest.shortcuts() if c not in either}
    assert {(kind, c) for kind, c in app.shortcuts if kind != "either"} == known
    assert either <= {callback for _, callback in manifest.shortcuts()}


def test_every_event_is_in_the_manifest_and_the_other_way_round(app: Noting) -> None:
    kinds = {name for name in (*names.EVENTS, *names.OPTIONAL_EVENTS) if name.startswith("message.")}
    registered = {name for event in app.events for name in (kinds if event == "message" else {event})}
    assert registered == manifest.events()


def test_every_workflow_step_is_in_the_manifest_and_the_other_way_round(app: Noting) -> None:
    assert app.functions == manifest.functions()


def test_what_a_workflow_step_takes_and_gives_is_what_the_code_reads_and_says() -> None:
    step = manifest.manifest()["functions"][names.LOG_STEP]
    source = inspect.getsource(logged_by_step)
    assert set(step["input_parameters"]) == set(re.findall(r"inputs\.get\(.(\w+)", source))
    given = set(re.findall(r"^ {8}.(\w+).: ", inspect.getsource(logged_by_step.log), re.MULTILINE))
    assert set(step["output_parameters"]) == given
    for group in ("input_parameters", "output_parameters"):
        for name, one in step[group].items():
            assert one["name"] == name
            assert one["title"]
            assert one["description"]
            assert one["type"] in {"string", "integer", "slack#/types/user_id", "slack#/types/date"}


def test_the_agent_view_keeps_slacks_limits_and_offers_what_is_answered() -> None:
    view = manifest.manifest()["features"]["agent_view"]
    assert len(view["agent_description"]) <= 300
    offered = [(one["title"], one["message"]) for one in view["suggested_prompts"]]
    assert offered == list(prompts.ALWAYS)
    assert len(offered) <= prompts.MOST
    # Slack wants this scope of an app with an agent view.
    assert "assistant:write" in manifest.bot_scopes()


def test_every_method_that_is_called_has_its_scopes_written_down() -> None:
    methods = {method: places for method, places in called().items() if method not in scopes.APP_LEVEL}
    unknown = {method: places for method, places in methods.items() if method not in scopes.METHODS}
    assert not unknown, "give bot/scopes.py a line for each"
    assert set(scopes.METHODS) - set(methods) == set(), "nobody calls these any more"


def test_every_scope_is_needed_and_every_needed_scope_is_asked_for() -> None:
    needed = set(scopes.COMMANDS_AND_SHORTCUTS | scopes.AHEAD)
    for method in called():
        needed |= scopes.METHODS.get(method, frozenset())
    for event in manifest.events():
        needed |= scopes.EVENTS[event]
    assert set(manifest.bot_scopes()) == needed


def test_optional_scopes_are_those_that_the_bot_does_without() -> None:
    assert set(manifest.optional_scopes()) == scopes.OPTIONAL
    # Slack wants each of them among the scopes of the bot as well.
    assert set(manifest.optional_scopes()) <= set(manifest.bot_scopes())


def test_every_scope_has_a_reason_that_can_be_read() -> None:
    assert set(scopes.REASONS) == set(manifest.bot_scopes())


@pytest.mark.parametrize("method", scopes.METHODS)
def test_the_rehearsal_wants_the_same_scopes_as_slack(method: str) -> None:
    """Two tables, written from the same reference by different hands."""
    wanted = set(rehearsed.METHODS[method].scopes)
    assert scopes.METHODS[method] <= wanted if scopes.METHODS[method] else not wanted


def test_every_listed_method_exists() -> None:
    source = inspect.getsource(AsyncWebClient)
    for method in (*scopes.METHODS, *scopes.APP_LEVEL):
        assert f'"{method}"' in source


def test_people_and_links_in_a_command_arrive_escaped() -> None:
    assert all(command["should_escape"] for command in manifest.manifest()["features"]["slash_commands"])


def test_the_manifest_keeps_slacks_limits() -> None:
    said = manifest.manifest()
    about, features = said["display_information"], said["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    assert len(said["settings"]["event_subscriptions"]["bot_events"]) <= 100
    for listed in (manifest.bot_scopes(), said["settings"]["event_subscriptions"]["bot_events"]):
        assert listed == sorted(set(listed))


def test_buttons_forms_and_home_are_switched_on() -> None:
    said = manifest.manifest()
    assert said["settings"]["interactivity"]["is_enabled"]
    assert said["settings"]["socket_mode_enabled"]
    assert said["settings"]["org_deploy_enabled"]
    assert said["features"]["app_home"]["home_tab_enabled"]
    assert said["features"]["app_home"]["messages_tab_enabled"]
    assert not said["features"]["app_home"]["messages_tab_read_only_enabled"]
