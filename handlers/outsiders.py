"""People of other workspaces, in channels that are shared with them: they read what is posted, no more.

A guest of a Slack Connect channel may press a button, mention the bot or write under a card. None of it
reads or changes the ledger; who pressed or mentioned is told so, alone. Source: Slack, "Slack Connect":
messages and presses carry the team of whoever made them beside the one that installed the app.
"""

import logging
from collections.abc import Awaitable, Callable

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp

from handlers.doors import Doors
from handlers.rendering.parts import errors
from handlers.requests import Payload
from handlers.requests.fields import mapping, maybe, workspace_of
from handlers.showing import From, tell
from storage.errors import Mendable
from storage.incoming import inbox

log = logging.getLogger(__name__)


class Outsider(Mendable):
    """Somebody of another workspace asked for something."""

    def __init__(self) -> None:
        super().__init__(
            "I work for the people of the workspace that installed me.",
            "Ask one of them: they can tell you, or do it.",
        )


def register(app: AsyncApp, doors: Doors) -> None:
    """Stand before every listener."""

    async def gate(body: Payload, next: Callable[[], Awaitable[object]]) -> BoltResponse | None:  # noqa: A002
        if not outside(body):
            await next()
            return None
        await _turned_away(doors, body)
        return BoltResponse(status=200, body="")

    app.use(gate)


def outside(body: Payload) -> bool:
    """Whether whoever made a request is of another workspace than the one that it belongs to.

    In an organisation's own channels people of several of its workspaces meet: they are no outsiders. What
    does not tell whose team it is of is left to :func:`handlers.speaker.speaker`, which asks Slack.
    """
    event = mapping(body, "event")
    if event:
        theirs = maybe(event, "user_team") or maybe(event, "source_team") or maybe(event, "team")
        shared, organised = body.get("is_ext_shared_channel"), maybe(body, "enterprise_id") is not None
        within = shared is False and organised
        return theirs is not None and theirs not in _ours(body) and not within
    theirs = maybe(body, "user", "team_id")
    if theirs is None or body.get("is_enterprise_install") in {True, "true"}:
        return False
    posted_by = maybe(body, "message", "team") if body.get("type") == "block_actions" else None
    ours = {posted_by} if posted_by else {maybe(body, "team", "id")}
    return theirs not in ours | {
        maybe(body, "enterprise", "id"),
        maybe(body, "view", "app_installed_team_id"),
    }


def _ours(body: Payload) -> set[str | None]:
    """The teams that an event was delivered for."""
    authorizations = body.get("authorizations")
    given = authorizations if isinstance(authorizations, list) else []
    found = {
        maybe(one, key) for one in given if isinstance(one, dict) for key in ("team_id", "enterprise_id")
    }
    return found | {maybe(body, "enterprise_id")} if found - {None} else {maybe(body, "team_id")}


async def _turned_away(doors: Doors, body: Payload) -> None:
    """Tell who pressed, or mentioned the bot; what was only said near it is left alone. Raises nothing."""
    try:
        where = _asked(body)
        if where is None:
            return
        source, key = where
        now = doors.now()
        async with doors.store.writing(workspace_of(body), now) as scope:
            if await inbox.take(scope, key, now=now):
                await tell(scope, source, errors.mendable(Outsider()), key, now)
        doors.poke()
    except Exception as error:
        log.warning("somebody of another workspace was not answered: %r", error)


def _asked(body: Payload) -> tuple[From, str] | None:
    """Where somebody asked for something, and what makes it the same as another; None where nobody did."""
    event = mapping(body, "event")
    if event:
        user, channel = maybe(event, "user"), maybe(event, "channel")
        if event.get("type") != "app_mention" or user is None or channel is None:
            return None
        root = maybe(event, "thread_ts")
        return From(user, channel, thread_ts=root), f"evt:{maybe(body, 'event_id')}"
    user = maybe(body, "user", "id")
    channel = maybe(body, "channel", "id") or maybe(body, "container", "channel_id")
    trigger = maybe(body, "trigger_id")
    if user is None or channel is None or trigger is None:
        return None
    thread = maybe(body, "container", "thread_ts") or maybe(body, "message", "thread_ts")
    url = maybe(body, "response_url")
    return From(user, channel, thread_ts=thread, response_url=url), f"outside:{trigger}"[:80]
