"""Looking for a message that Slack may have taken, by its metadata, where history may be read."""

import asyncio
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.refusals import MISSING_SCOPE, Meaning, of_error
from bot.delivery.slack import EVENT_TYPE

PAGES = 20
"""A thousand messages back, where Slack gives fifty a page; further back nothing is certain."""


@dataclass(frozen=True, slots=True)
class Found:
    """It stands in ``channel`` since ``ts``."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Absent:
    """It is not there, and its request can't arrive any more."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """History can't be read there."""

    why: str


@dataclass(frozen=True, slots=True)
class LookLater:
    """Slack did not answer the question; ``seconds`` is what it asked us to wait, if anything."""

    why: str
    seconds: float | None


Sighting = Found | Absent | CannotTell | LookLater


async def look(
    client: AsyncWebClient,
    channel: str,
    payload: dict[str, str],
    *,
    thread_ts: str | None,
    oldest: str | None,
    seconds: float,
) -> Sighting:
    """Whether a message with ``payload`` in its metadata stands in ``channel``, or in one of its threads.

    ``oldest`` is the time stamp of a message that is surely older. Our own clock is not asked: it may be
    wrong. Source: conversations.history and conversations.replies with ``include_all_metadata``.
    """
    cursor: str | None = None
    for _ in range(PAGES):
        try:
            async with asyncio.timeout(seconds):
                page = await _page(client, channel, thread_ts, oldest, cursor)
        except Exception as error:
            return _unanswered(error)
        for message in page.get("messages") or ():
            if _is(message, payload):
                return Found(channel, str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return Absent()
    return CannotTell("too much was said since")


async def _page(
    client: AsyncWebClient, channel: str, thread_ts: str | None, oldest: str | None, cursor: str | None
) -> Any:
    if thread_ts:
        return await client.conversations_replies(
            channel=channel,
            ts=thread_ts,
            oldest=oldest,
            cursor=cursor,
            limit=50,
            include_all_metadata=True,
        )
    return await client.conversations_history(
        channel=channel, oldest=oldest, cursor=cursor, limit=50, include_all_metadata=True
    )


def _is(message: dict[str, Any], payload: dict[str, str]) -> bool:
    metadata = message.get("metadata") or {}
    said = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and all(said.get(k) == v for k, v in payload.items())


def _unanswered(error: Exception) -> Sighting:
    refused = of_error(error)
    if refused.meaning is Meaning.THREAD:
        return Absent()
    if refused.meaning in (Meaning.NOT_SENT, Meaning.UNSURE):
        return LookLater(refused.code, refused.retry_after)
    if refused.meaning is Meaning.WORKSPACE and refused.code != MISSING_SCOPE:
        return LookLater(refused.code, None)  # somebody may install the app again
    return CannotTell(refused.code)
