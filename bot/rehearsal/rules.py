"""Small rules that a piece of JSON keeps or breaks, with Slack's wording and JSON pointers."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Errors = list[str]
Rule = Callable[[Any, str, Errors], None]


def broken(errors: Errors, pointer: str, what: str) -> None:
    """Note one broken rule as Slack words it in ``response_metadata.messages``."""
    errors.append(f"[ERROR] {what} [json-pointer:{pointer}]")


def string(most: int | None = None, *, least: int = 1) -> Rule:
    """A string of ``least`` to ``most`` characters."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if not isinstance(value, str):
            broken(errors, pointer, "must be a string")
        elif most is not None and len(value) > most:
            broken(errors, pointer, f"must be less than {most + 1} characters")
        elif len(value) < least:
            broken(errors, pointer, f"must be more than {least - 1} characters")

    return rule


def boolean(value: Any, pointer: str, errors: Errors) -> None:
    """True or false."""
    if not isinstance(value, bool):
        broken(errors, pointer, "must be a boolean")


def integer(low: int | None = None, high: int | None = None) -> Rule:
    """A whole number between ``low`` and ``high``."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            broken(errors, pointer, "must be an integer")
        elif low is not None and value < low:
            broken(errors, pointer, f"must be greater than {low - 1}")
        elif high is not None and value > high:
            broken(errors, pointer, f"must be less than {high + 1}")

    return rule


def number(value: Any, pointer: str, errors: Errors) -> None:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        broken(errors, pointer, "must be a number")


def enum(*allowed: str) -> Rule:
    """One of a few words."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if value not in allowed:
            broken(errors, pointer, "must be a valid enum value")

    return rule


def matching(pattern: str, what: str) -> Rule:
    """A string of a given shape, such as a date."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            broken(errors, pointer, f"must be {what}")

    return rule


def web_address(value: Any, pointer: str, errors: Errors) -> None:
    """An http(s) address of at most 3,000 characters; mailto and tel are fine on buttons."""
    string(3000)(value, pointer, errors)
    if isinstance(value, str) and not re.match(r"(https?://[^\s/]|mailto:|tel:|slack://)", value):
        broken(errors, pointer, "must be a valid URL")


def anything(_value: Any, _pointer: str, _errors: Errors) -> None:
    """No rule."""


def array(item: Rule, least: int = 0, most: int | None = None) -> Rule:
    """A list whose items keep ``item``."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if not isinstance(value, list):
            broken(errors, pointer, "must provide an array")
            return
        if len(value) < least:
            broken(errors, pointer, f"no less than {least} items allowed")
        if most is not None and len(value) > most:
            broken(errors, pointer, f"no more than {most} items allowed")
        for number_, one in enumerate(value):
            item(one, f"{pointer}/{number_}", errors)

    return rule


def obj(
    required: Mapping[str, Rule] | None = None,
    optional: Mapping[str, Rule] | None = None,
    *,
    also: Callable[[dict[str, Any], str, Errors], None] | None = None,
) -> Rule:
    """An object with these properties and no others."""
    needed, known = dict(required or {}), {**(required or {}), **(optional or {})}

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if not isinstance(value, dict):
            broken(errors, pointer, "must provide an object")
            return
        for name in needed:
            if value.get(name) is None:
                broken(errors, pointer, f"missing required field: {name}")
        for name, inner in value.items():
            if name not in known:
                broken(errors, pointer, f"invalid additional property: {name}")
            elif inner is not None:
                known[name](inner, f"{pointer}/{name}", errors)
        if also is not None:
            also(value, pointer, errors)

    return rule


def typed_by(kinds: Mapping[str, Rule], allowed: Sequence[str] | None = None) -> Rule:
    """An object whose ``type`` says which rule it keeps; ``allowed`` narrows the types."""

    def rule(value: Any, pointer: str, errors: Errors) -> None:
        if not isinstance(value, dict):
            broken(errors, pointer, "must provide an object")
            return
        kind = value.get("type")
        if kind is None:
            broken(errors, pointer, "missing required field: type")
        elif kind not in kinds or (allowed is not None and kind not in allowed):
            broken(errors, f"{pointer}/type", f"unsupported type: {kind}")
        else:
            kinds[kind](value, pointer, errors)

    return rule
