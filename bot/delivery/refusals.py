"""What Slack's refusals mean: whether the message may have arrived, and what stops, waits or changes.

Source: the errors listed with chat.postMessage, chat.update, chat.postEphemeral and reactions.add in Slack's
reference, and "Rate limits".
"""

from enum import Enum, auto
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

MISSING_SCOPE = "missing_scope"


class Meaning(Enum):
    """What to do about a refusal."""

    NOT_SENT = auto()
    """Slack does not have it, and may take it later."""
    UNSURE = auto()
    """Slack may have it."""
    CHANNEL = auto()
    """We can't post in this channel."""
    WORKSPACE = auto()
    """Our token does not work in this workspace."""
    BLOCKS = auto()
    """Slack can't show these blocks; the plain text would do."""
    THREAD = auto()
    """The thread is gone."""
    MESSAGE = auto()
    """The message to change is gone, or can't be changed."""
    ANSWER = auto()
    """The ``response_url`` has run out, or its reader can't see an ephemeral message."""
    DONE = auto()
    """It was so already."""
    NEVER = auto()
    """Slack will not take this."""


class Refused(Exception):  # noqa: N818 - it is what Slack did
    """Slack, or the way to it, did not confirm a message; ``code`` says why in Slack's words.

    ``answered``: somebody answered, so that nothing of the request is on its way any more.
    """

    def __init__(
        self, meaning: Meaning, code: str, retry_after: float | None = None, *, answered: bool = True
    ) -> None:
        self.meaning = meaning
        self.code = code
        self.retry_after = retry_after
        self.answered = answered
        super().__init__(code)


_CODES = {
    Meaning.NOT_SENT: (
        "ratelimited",
        "rate_limited",
        "service_unavailable",
        "team_added_to_org",
        "request_timeout",
        "accesslimited",
    ),
    Meaning.UNSURE: ("internal_error", "fatal_error"),
    Meaning.CHANNEL: (
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "messages_tab_disabled",
        "cannot_dm_bot",
        "user_disabled",
        "user_not_found",
        "team_not_found",
        "team_access_not_granted",
        "posting_to_general_channel_denied",
        "no_permission",
        "access_denied",
        "method_not_supported_for_channel_type",
    ),
    Meaning.WORKSPACE: (
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        MISSING_SCOPE,
        "not_allowed_token_type",
        "org_login_required",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "two_factor_setup_required",
        "no_token",
    ),
    Meaning.BLOCKS: ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"),
    Meaning.THREAD: ("thread_not_found", "cannot_reply_to_message", "invalid_thread_ts"),
    Meaning.MESSAGE: (
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "is_inactive",
        "bad_timestamp",
    ),
    Meaning.ANSWER: ("expired_url", "used_url", "user_not_in_channel", "expired_trigger_id"),
    Meaning.DONE: ("already_reacted", "execution_not_in_running_state"),
}
_MEANINGS = {code: meaning for meaning, codes in _CODES.items() for code in codes}


def meaning_of(code: str) -> Meaning:
    """What Slack's error ``code`` means; Slack saying no without a known reason is final."""
    return _MEANINGS.get(code, Meaning.NEVER)


def of_answer(status: int, code: str, headers: Any) -> Refused:
    """What an answer other than "ok" means.

    429 and 503 never carry out the request; any other 5xx may have.
    """
    asked = _seconds(headers)
    if status == 429:
        return Refused(Meaning.NOT_SENT, "ratelimited", 1.0 if asked is None else asked)
    if status == 503:
        return Refused(Meaning.NOT_SENT, "service_unavailable", asked)
    if status >= 500 or status == 408:
        return Refused(Meaning.UNSURE, code or f"http_{status}", asked)
    if not code:  # a proxy on the way, not Slack
        return Refused(Meaning.NOT_SENT, f"http_{status}", asked)
    return Refused(meaning_of(code), code, asked)


def of_error(error: Exception) -> Refused:
    """What an exception out of slack_sdk or aiohttp means. Only a connection never made is surely unsent."""
    if isinstance(error, SlackApiError):
        response: Any = error.response
        status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
        body = getattr(response, "data", None)
        code = body.get("error", "") if isinstance(body, dict) else ""
        if not code and status < 400:
            return Refused(Meaning.UNSURE, "unreadable_answer")
        return of_answer(status, str(code), getattr(response, "headers", None) or {})
    if isinstance(error, SlackClientError):  # slack_sdk itself would not send it
        return Refused(Meaning.NEVER, str(error)[:200])
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Refused(Meaning.NOT_SENT, "no_connection")
    if isinstance(error, TimeoutError):
        return Refused(Meaning.UNSURE, "timeout", answered=False)
    return Refused(Meaning.UNSURE, f"no_answer ({type(error).__name__})", answered=False)


def _seconds(headers: Any) -> float | None:
    for name, value in dict(headers).items():
        if name.lower() == "retry-after":
            text = value[0] if isinstance(value, list) else str(value)
            try:
                return max(float(text), 0.0)
            except ValueError:
                return None
    return None
