"""The few calls to Slack that a listener makes itself: each has its patience, none may cost the answer."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.patience import LONG, SHORT, within
from handlers.rendering.parts.message import Message
from handlers.requests.fields import maybe

log = logging.getLogger(__name__)


async def open_form(client: AsyncWebClient, trigger_id: str, view: dict[str, Any]) -> bool:
    """Open a form; False where the trigger was used or too old, or Slack did not answer in time."""
    try:
        async with within(LONG):
            await client.views_open(trigger_id=trigger_id, view=view)
    except SlackApiError as error:
        code = maybe(_answer(error), "error")
        if code in _NOT_NOW:
            log.warning("views.open was put off: %s", code)
        elif code not in {
            "expired_trigger_id",
            "exchanged_trigger_id",
            "invalid_trigger_id",
            "trigger_expired",
        }:
            log.error("views.open refused a form: %s %s", code, _answer(error).get("response_metadata"))
        return False
    except Exception as error:  # lost connections come as any of three libraries' errors
        log.warning("views.open gave no answer: %r", error)
        return False
    return True


def window(message: Message) -> dict[str, Any]:
    """An answer as a form without fields: for who acts where no message can stand."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Outreach"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": message.blocks,
    }


async def push_form(client: AsyncWebClient, trigger_id: str, view: dict[str, Any]) -> bool:
    """Put a form on top of the one that is open; False where Slack does not let us, or not in time."""
    try:
        async with within(LONG):
            await client.views_push(trigger_id=trigger_id, view=view)
    except Exception as error:
        log.warning("views.push gave no answer: %r", error)
        return False
    return True


async def update_form(client: AsyncWebClient, view_id: str, view: dict[str, Any]) -> bool:
    """Have an open form show something else; False where it is gone, or Slack does not answer in time."""
    try:
        async with within(LONG):
            await client.views_update(view_id=view_id, view=view)
    except Exception as error:
        log.warning("views.update gave no answer: %r", error)
        return False
    return True


async def show_home(client: AsyncWebClient, user: str, view: dict[str, Any]) -> bool:
    """Show somebody their Home; False where Slack does not take it now: they see the one before."""
    try:
        async with within(LONG):
            await client.views_publish(user_id=user, view=view)
    except Exception as error:
        log.warning("the Home of %s was not shown: %r", user, error)
        return False
    return True


async def permalink(client: AsyncWebClient, channel: str, ts: str) -> str | None:
    """The address of a message; None where Slack does not tell in time."""
    try:
        async with within(SHORT):
            answer = await client.chat_getPermalink(channel=channel, message_ts=ts)
    except Exception as error:
        log.info("no permalink of %s in %s: %r", ts, channel, error)
        return None
    return maybe({"at": answer.get("permalink")}, "at")


class NotNowError(Exception):
    """Slack did not answer in time, or had no time for us: it may tell a moment later."""


async def message_at(client: AsyncWebClient, channel: str, ts: str) -> dict[str, Any] | None:
    """A message that somebody pointed at; None where the bot may not read it.

    ``reactions.get`` tells a message's words with the scope that reaction events need anyway. Raises
    NotNowError where Slack did not say no.
    """
    try:
        async with within(LONG):
            answer = await client.reactions_get(channel=channel, timestamp=ts, full=True)
    except Exception as error:
        log.info("the message %s in %s can't be read: %r", ts, channel, error)
        if not isinstance(error, SlackApiError) or maybe(_answer(error), "error") in _NOT_NOW:
            raise NotNowError from error
        return None
    found = answer.get("message")
    return found if isinstance(found, dict) else None


@dataclass(frozen=True, slots=True)
class Gone:
    """Slack will never tell of a file: it is gone, or the bot may not read it."""

    why: str


_NOT_NOW = {None, "ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_NEVER = {"file_not_found", "file_deleted", "missing_scope", "not_allowed_token_type", "access_denied"}


async def file_info(client: AsyncWebClient, file: str) -> dict[str, Any] | Gone | None:
    """A file as Slack describes it; None where it does not tell now."""
    try:
        async with within(LONG):
            answer = await client.files_info(file=file)
    except SlackApiError as error:
        code = maybe(_answer(error), "error") or ""
        log.info("files.info refused %s: %s", file, code)
        return Gone(code) if code in _NEVER else None
    except Exception as error:
        log.info("files.info told nothing about %s: %r", file, error)
        return None
    found = answer.get("file")
    return found if isinstance(found, dict) else None


async def member_by_address(client: AsyncWebClient, email: str) -> str | None:
    """Whose e-mail address it is; None where it is nobody's here, or the bot may not ask."""
    try:
        async with within(SHORT):
            answer = await client.users_lookupByEmail(email=email)
    except Exception as error:
        code = maybe(_answer(error), "error") if isinstance(error, SlackApiError) else type(error).__name__
        log.info("nobody is known by an address: %s", code)
        return None
    return maybe({"user": answer.get("user")}, "user", "id")


def _answer(error: SlackApiError) -> dict[str, Any]:
    data = getattr(error.response, "data", error.response)
    return data if isinstance(data, dict) else {}
