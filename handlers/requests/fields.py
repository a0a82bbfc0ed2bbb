"""Reading a payload: a field is there and of its kind, or the payload is malformed."""

import re
from collections.abc import Mapping
from typing import Any

Payload = Mapping[str, Any]

_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Malformed(Exception):  # noqa: N818 - it says what the payload is
    """A payload lacks what Slack promises; ``field`` is where it was looked for."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"the payload has no usable {field}")


def words(payload: Payload, *path: str) -> str:
    """The text at ``path``; raises Malformed where there is none."""
    found = maybe(payload, *path)
    if found is None:
        raise Malformed(".".join(path))
    return found


def maybe(payload: Payload, *path: str) -> str | None:
    """The text at ``path``, None where it is missing or empty."""
    found = value(payload, *path)
    return (clean(found) or None) if isinstance(found, str) else None


def clean(said: str) -> str:
    """``said`` as every database and every answer can hold it.

    Half of a surrogate pair, which JSON can carry and UTF-8 can't, becomes U+FFFD; NUL and the other controls
    go, but for tabs and line breaks.
    """
    return _CONTROL.sub("", _HALF.sub("\ufffd", said))


def cleaned(given: Any) -> Any:
    """The same for every text in what a form holds, however deep."""
    if isinstance(given, str):
        return clean(given)
    if isinstance(given, Mapping):
        return {cleaned(key): cleaned(one) for key, one in given.items()}
    return [cleaned(one) for one in given] if isinstance(given, list) else given


def text(payload: Payload, *path: str) -> str:
    """What somebody typed at ``path``, "" where they typed nothing."""
    return maybe(payload, *path) or ""


def value(payload: Payload, *path: str) -> Any:
    """Whatever stands at ``path``, None where nothing does."""
    here: Any = payload
    for step in path:
        if not isinstance(here, Mapping):
            return None
        here = here.get(step)
    return here


def mapping(payload: Payload, *path: str) -> Payload:
    """The object at ``path``, an empty one where there is none."""
    found = value(payload, *path)
    return found if isinstance(found, Mapping) else {}


def first(payload: Payload, *path: str) -> Payload:
    """The first object of the list at ``path``; raises Malformed where there is none."""
    found = value(payload, *path)
    if not isinstance(found, list) or not found or not isinstance(found[0], Mapping):
        raise Malformed(".".join(path))
    return found[0]


def workspace_of(body: Payload) -> str:
    """The workspace that a request belongs to: its team id, or the enterprise id of an org-wide install.

    Events say in ``authorizations`` for whom they were delivered; interactions carry ``team`` and
    ``enterprise``, commands the flat ids. Source: Slack, "Organization-ready apps".
    """
    authorizations = body.get("authorizations")
    given = authorizations[0] if isinstance(authorizations, list) and authorizations else body
    if not isinstance(given, Mapping):
        given = body
    org_wide = given.get("is_enterprise_install", body.get("is_enterprise_install"))
    if org_wide is True or org_wide == "true":
        found = (
            maybe(given, "enterprise_id") or maybe(body, "enterprise_id") or maybe(body, "enterprise", "id")
        )
        if found:
            return found
    found = (
        maybe(given, "team_id")
        or maybe(body, "view", "app_installed_team_id")
        or maybe(body, "team", "id")
        or maybe(body, "team_id")
        or maybe(body, "user", "team_id")
    )
    if not found:
        raise Malformed("team_id")
    return found
