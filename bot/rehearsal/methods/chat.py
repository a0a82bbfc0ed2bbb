"""``chat.*``: posting, changing and taking back messages."""

import json
import time
from typing import Any

from bot.rehearsal.block_rules import check_blocks
from bot.rehearsal.hub import SlackError
from bot.rehearsal.message import Message
from bot.rehearsal.methods.registry import Call, invalid, method
from bot.rehearsal.model import Channel, with_ids
from bot.rehearsal.team import Team

Json = dict[str, Any]
LONGEST_TEXT = 40_000
MOST_ATTACHMENTS = 100
METADATA_BYTES = 8_000


def checked_blocks(value: Any) -> list[Json]:
    """Blocks that Slack would take, or its refusal with pointers."""
    if value is None:
        return []
    if errors := check_blocks(value, "message"):
        raise SlackError(
            "invalid_blocks",
            errors=[one.removeprefix("[ERROR] ") for one in errors],
            response_metadata={"messages": errors},
        )
    return list(value)


def checked_metadata(value: Any) -> Json | None:
    """Message metadata that Slack would take."""
    if value is None:
        return None
    right = isinstance(value, dict) and isinstance(value.get("event_type"), str) and value["event_type"]
    if not right or not isinstance(value.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(value)) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return dict(value)


def checked_thread(team: Team, channel: Channel, thread_ts: str) -> str | None:
    """The thread to post in; replies can't be replied to, and threads don't come from nowhere."""
    if not thread_ts:
        return None
    parent = team.history.get(channel.id, {}).get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.in_thread:
        raise SlackError("cannot_reply_to_message")
    return thread_ts


def compose(call: Call, channel: Channel) -> Message:
    """The message that a call's arguments describe, checked but not yet posted."""
    text = call.text("text") or call.text("markdown_text")
    blocks = checked_blocks(call.json("blocks", "invalid_blocks_format"))
    attachments = call.json("attachments", "invalid_attachments") or []
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for one in attachments:
        checked_blocks(one.get("blocks"))
    return Message(
        team=call.team,
        channel=channel.id,
        ts=call.team.now_ts(),
        user=call.team.bot_user_id,
        text=text,
        blocks=blocks,
        attachments=attachments,
        thread_ts=checked_thread(call.team, channel, call.text("thread_ts")),
        by_app=True,
        subtype="bot_message" if call.text("username") else None,
        metadata=checked_metadata(call.json("metadata", "invalid_metadata_format")),
        unfurl_links=call.flag("unfurl_links"),
        unfurl_media=call.flag("unfurl_media"),
        link_names=bool(call.flag("link_names")) or call.text("parse") == "full",
        broadcast=bool(call.flag("reply_broadcast")),
    )


def keep_pace(call: Call, channel: Channel) -> None:
    """One message a second a channel, where the rehearsal insists on it."""
    key, now = (call.team.id, channel.id), time.monotonic()
    if call.hub.strict_pace and now - call.hub.paces.get(key, -10.0) < 1.0:
        raise SlackError("ratelimited", status=429, headers={"Retry-After": "1"})
    call.hub.paces[key] = now


@method("chat.postMessage", "chat:write")
async def post(call: Call) -> Json:
    """Post to a channel, a thread or (by a person's id) a direct message."""
    channel = call.writable()
    keep_pace(call, channel)
    message = call.team.keep(compose(call, channel))
    call.team.statuses.pop((channel.id, message.thread_ts or ""), None)
    call.hub.tell_message(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_api()}


@method("chat.postEphemeral", "chat:write")
async def whisper(call: Call) -> Json:
    """Show something to one member of a channel."""
    channel = call.writable()
    user = call.needed("user")
    if user not in call.team.people:
        raise SlackError("user_not_found")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    message = compose(call, channel)
    message.ephemeral_for = user
    call.team.keep(message)
    return {"message_ts": message.ts}


@method("chat.update", "chat:write")
async def update(call: Call) -> Json:
    """Change a message of the app's own; blocks and attachments left out stay as they are."""
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    message = call.message(channel)
    if not message.by_app:
        raise SlackError("cant_update_message")
    text, blocks = call.args.get("text"), call.json("blocks", "invalid_blocks_format")
    attachments = call.json("attachments", "invalid_attachments")
    if text is None and blocks is None and attachments is None and call.args.get("metadata") is None:
        raise SlackError("no_text")
    if text is not None and len(str(text)) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    checked = checked_blocks(blocks)
    metadata = checked_metadata(call.json("metadata", "invalid_metadata_format"))
    before = message.to_api()
    if text is not None:
        message.text = str(text)
    if blocks is not None:
        message.blocks = with_ids(checked)
    if attachments is not None:
        message.attachments = attachments
    if metadata is not None:
        message.metadata = metadata
    message.edited = {"user": call.team.bot_user_id, "ts": call.team.now_ts()}
    message.revision += 1
    call.hub.tell_changed(message, before)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.to_api()}


@method("chat.delete", "chat:write")
async def delete(call: Call) -> Json:
    """Take back a message of the app's own."""
    channel = call.channel()
    message = call.message(channel)
    if not message.by_app:
        raise SlackError("cant_delete_message")
    before = message.to_api()
    message.deleted = True
    call.hub.tell_deleted(message, before)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
async def permalink(call: Call) -> Json:
    """The address of a message."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.in_thread:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("chat.unfurl", "links:write")
async def unfurl(call: Call) -> Json:
    """Attach a preview to somebody's link."""
    message = call.message(call.channel())
    unfurls = call.json("unfurls", "invalid_unfurls_format")
    if not isinstance(unfurls, dict):
        raise SlackError("missing_unfurls")
    for one in unfurls.values():
        checked_blocks(one.get("blocks") if isinstance(one, dict) else None)
    message.unfurls |= unfurls
    message.revision += 1
    return {}


@method("chat.startStream", "chat:write")
async def start_stream(call: Call) -> Json:
    """Begin a message that grows."""
    call.needed("thread_ts")
    channel = call.writable()
    growing = Call(call.hub, call.team, call.method, {**call.args, "text": call.text("markdown_text") or "…"})
    message = compose(growing, channel)
    message.text = call.text("markdown_text")
    call.team.keep(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream", "chat:write")
async def append_stream(call: Call) -> Json:
    """Add to a growing message."""
    channel = call.channel()
    message = call.message(channel)
    message.text += call.text("markdown_text")
    message.revision += 1
    return {"channel": channel.id, "ts": message.ts}


@method("chat.stopStream", "chat:write")
async def stop_stream(call: Call) -> Json:
    """Finish a growing message."""
    channel = call.channel()
    message = call.message(channel)
    message.text += call.text("markdown_text")
    message.blocks += with_ids(checked_blocks(call.json("blocks", "invalid_blocks_format")))
    message.metadata = checked_metadata(call.json("metadata", "invalid_metadata_format"))
    message.revision += 1
    call.hub.tell_message(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_api()}


@method("blocks.validate")
async def validate(call: Call) -> Json:
    """Say what is wrong with some blocks."""
    blocks = call.json("blocks", "invalid_blocks_format")
    if blocks is None:
        raise invalid("[ERROR] missing required field: blocks")
    checked_blocks(blocks)
    return {}
