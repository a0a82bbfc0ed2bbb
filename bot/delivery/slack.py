"""One message to Slack, by whichever method it goes out."""

import asyncio
import json
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.delivery.refusals import Meaning, Refused, of_answer, of_error
from storage.posts.outgoing import Method, Outgoing

EVENT_TYPE = "outreach_post"
"""The metadata's type: how our messages are found again in a channel's history."""

TWICE = "Slack did not confirm this the first time, so you may see it twice."
MOST_BLOCKS = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """What Slack answered: the conversation and the message's time stamp, None where it says none."""

    channel: str | None = None
    ts: str | None = None


async def send(
    client: AsyncWebClient, outgoing: Outgoing, payload: dict[str, str], seconds: float
) -> Receipt:
    """Say ``outgoing`` once, within ``seconds``; raises Refused, which knows whether it may have arrived.

    ``payload`` goes into the message's metadata. Nothing is unfurled, and with ``parse="none"`` Slack turns
    no bare address or name in a stranger's words into a link (mrkdwn itself stays; source: chat.postMessage).
    """
    try:
        async with asyncio.timeout(seconds):
            return await _call(client, outgoing, payload, seconds)
    except Refused:
        raise
    except Exception as error:
        refused = of_error(error)
        if refused.meaning is Meaning.DONE:
            return Receipt(outgoing.channel, outgoing.ts)
        if outgoing.execution and refused.meaning is Meaning.CHANNEL:  # there is none to stop posting to
            raise Refused(Meaning.NEVER, refused.code) from error
        raise refused from error


def said_twice(outgoing: Outgoing) -> Outgoing:
    """The same message, saying that it may stand there already."""
    blocks = outgoing.blocks
    if blocks and len(blocks) < MOST_BLOCKS:
        note = {"type": "context", "elements": [{"type": "plain_text", "text": TWICE}]}
        blocks = (*blocks, note)
    return replace(outgoing, text=f"{outgoing.text}\n{TWICE}" if outgoing.text else TWICE, blocks=blocks)


def without_blocks(outgoing: Outgoing) -> Outgoing | None:
    """The message in plainer blocks, else in words alone; None where it has none."""
    if outgoing.plainer:
        return replace(outgoing, blocks=outgoing.plainer, plainer=())
    return replace(outgoing, blocks=()) if outgoing.blocks and outgoing.text else None


def without_thread(outgoing: Outgoing) -> Outgoing | None:
    """The message in the channel instead of a thread that is gone; None for what only belongs there."""
    if outgoing.method is Method.POST and outgoing.thread_ts and outgoing.reply_broadcast:
        return replace(outgoing, thread_ts=None, reply_broadcast=False)
    return None


def otherwise(outgoing: Outgoing) -> Outgoing | None:
    """How an answer reaches its reader when this way is closed: ephemeral, then a direct message."""
    if outgoing.method is Method.RESPOND and outgoing.user and outgoing.channel.startswith(("C", "G")):
        return replace(outgoing, method=Method.EPHEMERAL)
    if outgoing.method is Method.UPDATE and outgoing.or_to:
        return replace(outgoing, method=Method.POST, channel=outgoing.or_to, ts=None, threads=())
    if outgoing.method is Method.POST and outgoing.or_to and outgoing.or_to != outgoing.channel:
        return replace(outgoing, channel=outgoing.or_to, thread_ts=None)
    if outgoing.method in (Method.RESPOND, Method.EPHEMERAL) and (outgoing.user or outgoing.channel):
        where = outgoing.user or outgoing.channel
        return replace(outgoing, method=Method.POST, channel=where, thread_ts=None)
    return None


def alone(outgoing: Outgoing) -> Outgoing | None:
    """What a message that is gone should have said, for who acted on it; None where that is nobody."""
    if outgoing.method is not Method.UPDATE or not outgoing.or_to:
        return None
    if not outgoing.channel.startswith(("C", "G")):
        return otherwise(outgoing)
    return replace(outgoing, method=Method.EPHEMERAL, user=outgoing.or_to, ts=None, threads=())


async def _call(
    client: AsyncWebClient, outgoing: Outgoing, payload: dict[str, str], seconds: float
) -> Receipt:
    match outgoing.method:
        case Method.POST:
            answer = await client.chat_postMessage(
                channel=outgoing.channel,
                text=outgoing.text,
                blocks=list(outgoing.blocks) or None,
                thread_ts=outgoing.thread_ts,
                reply_broadcast=True if outgoing.reply_broadcast else None,
                metadata={"event_type": EVENT_TYPE, "event_payload": payload},
                unfurl_links=False,
                unfurl_media=False,
                parse="none",
            )
            return Receipt(answer.get("channel") or outgoing.channel, answer.get("ts"))
        case Method.UPDATE:
            await client.chat_update(
                channel=outgoing.channel,
                ts=outgoing.ts or "",
                text=outgoing.text,
                # Slack keeps the old blocks of a message that is updated without any.
                blocks=list(outgoing.blocks),
                parse="none",
            )
            return Receipt(outgoing.channel, outgoing.ts)
        case Method.EPHEMERAL:
            await client.chat_postEphemeral(
                channel=outgoing.channel,
                user=outgoing.user or "",
                text=outgoing.text,
                blocks=list(outgoing.blocks) or None,
                thread_ts=outgoing.thread_ts,
                parse="none",
            )
        case Method.REACT:
            await client.reactions_add(
                channel=outgoing.channel, timestamp=outgoing.ts or "", name=outgoing.emoji or ""
            )
        case Method.RESPOND:
            await _respond(client, outgoing, seconds)
        case Method.COMPLETE:
            await client.functions_completeSuccess(
                function_execution_id=outgoing.execution or "", outputs=outgoing.outputs or {}
            )
        case Method.FAIL:
            await client.functions_completeError(
                function_execution_id=outgoing.execution or "", error=outgoing.text
            )
    return Receipt()


async def _respond(client: AsyncWebClient, outgoing: Outgoing, seconds: float) -> None:
    if not outgoing.response_url:
        raise Refused(Meaning.ANSWER, "no_response_url")
    webhook = AsyncWebhookClient(
        outgoing.response_url,
        timeout=max(1, int(seconds)),
        ssl=client.ssl,
        proxy=client.proxy,
        retry_handlers=[],
    )
    answer = await webhook.send_dict(
        {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": outgoing.text,
            "unfurl_links": False,
            "unfurl_media": False,
            "parse": "none",
            **({"blocks": list(outgoing.blocks)} if outgoing.blocks else {}),
        }
    )
    code = _code(answer.body)
    if answer.status_code == 200 and not code:
        return
    if answer.status_code in (404, 410):
        raise Refused(Meaning.ANSWER, code or "expired_url")
    raise of_answer(answer.status_code, code, answer.headers)


def _code(body: str) -> str:
    """Slack's error in a response_url's answer; a plain "ok", or nothing, is none."""
    try:
        read = json.loads(body)
    except ValueError:
        return ""
    return str(read.get("error", "unknown")) if isinstance(read, dict) and not read.get("ok", True) else ""
