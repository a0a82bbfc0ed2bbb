"""``conversations.*`` and ``reactions.*``."""

from typing import Any

from bot.rehearsal.hub import SlackError
from bot.rehearsal.message import Message
from bot.rehearsal.methods.registry import Call, method, page
from bot.rehearsal.model import Channel
from bot.rehearsal.payloads import reaction_event

Json = dict[str, Any]
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_HISTORY_OF = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


@method("conversations.info", *_READ)
async def info(call: Call) -> Json:
    """One channel."""
    channel = call.channel()
    out = call.team.channel_api(channel)
    if call.flag("include_num_members") and channel.kind != "im":
        out["num_members"] = len(channel.members)
    return {"channel": out}


@method("conversations.list", *_READ)
async def listed(call: Call) -> Json:
    """Channels by type."""
    types = {one.strip() for one in (call.text("types") or "public_channel").split(",")}
    words = {"channel": "public_channel", "private": "private_channel", "im": "im", "mpim": "mpim"}
    found = [
        channel
        for channel in call.team.channels.values()
        if words[channel.kind] in types
        and not (channel.archived and call.flag("exclude_archived"))
        and (channel.kind == "channel" or call.team.bot_user_id in channel.members)
    ]
    part, more = page(call, found)
    return {"channels": [call.team.channel_api(one) for one in part], "response_metadata": more}


@method("conversations.members", *_READ)
async def members(call: Call) -> Json:
    """Who is in a channel."""
    part, more = page(call, sorted(call.channel().members))
    return {"members": part, "response_metadata": more}


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write")
async def opened(call: Call) -> Json:
    """The direct messages with a person."""
    users = [one for one in call.text("users").split(",") if one]
    if len(users) != 1:
        raise SlackError("users_list_not_supplied")
    if users[0] not in call.team.people:
        raise SlackError("user_not_found")
    channel = call.team.direct(users[0])
    return {
        "channel": {"id": channel.id} | (call.team.channel_api(channel) if call.flag("return_im") else {})
    }


@method("conversations.join", "channels:join")
async def join(call: Call) -> Json:
    """The app enters a public channel."""
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    channel.members.add(call.team.bot_user_id)
    return {"channel": call.team.channel_api(channel)}


@method("conversations.history", *_HISTORY)
async def history(call: Call) -> Json:
    """A channel's messages, newest first, without replies that stayed in their threads."""
    channel = _readable(call)
    found = [one for one in call.team.standing(channel.id) if not one.in_thread or one.broadcast]
    part, more = page(call, _between(call, found)[::-1])
    return {
        "messages": [_shown(call, one) for one in part],
        "has_more": bool(more["next_cursor"]),
        "pin_count": 0,
        "response_metadata": more,
    }


@method("conversations.replies", *_HISTORY)
async def replies(call: Call) -> Json:
    """A thread, oldest first."""
    channel = _readable(call)
    found = call.team.thread(channel.id, call.needed("ts"))
    if not found:
        raise SlackError("thread_not_found")
    part, more = page(call, found[:1] + _between(call, found[1:]))
    return {
        "messages": [_shown(call, one) for one in part],
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


def _readable(call: Call) -> Channel:
    channel = call.channel()
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    manifest, needed = call.hub.manifest, f"{_HISTORY_OF[channel.kind]}:history"
    if manifest is not None and needed not in manifest.scopes:
        raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(manifest.scopes)))
    return channel


def _between(call: Call, found: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "9999999999"
    edge = bool(call.flag("inclusive"))
    return [
        one
        for one in found
        if (float(oldest) < float(one.ts) < float(latest)) or (edge and one.ts in (oldest, latest))
    ]


def _shown(call: Call, message: Message) -> Json:
    out = message.to_api()
    if not call.flag("include_all_metadata"):
        out.pop("metadata", None)
    return out


@method("reactions.add", "reactions:write")
async def react(call: Call) -> Json:
    """The app reacts to a message."""
    channel = call.channel()
    message = call.message(channel, "timestamp")
    name = call.needed("name").strip(":")
    users = message.reactions.setdefault(name, [])
    if call.team.bot_user_id in users:
        raise SlackError("already_reacted")
    users.append(call.team.bot_user_id)
    message.revision += 1
    if call.hub.told_of(call.team, channel):
        event = reaction_event(message, call.team.bot_user_id, name, call.team.now_ts(), added=True)
        call.hub.emit(call.team, event)
    return {}


@method("reactions.remove", "reactions:write")
async def unreact(call: Call) -> Json:
    """The app takes its reaction back."""
    message = call.message(call.channel(), "timestamp")
    name = call.needed("name").strip(":")
    if call.team.bot_user_id not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(call.team.bot_user_id)
    if not message.reactions[name]:
        del message.reactions[name]
    message.revision += 1
    return {}


@method("reactions.get", "reactions:read")
async def reactions(call: Call) -> Json:
    """A message with its reactions."""
    channel = call.channel()
    message = call.message(channel, "timestamp")
    return {"type": "message", "channel": channel.id, "message": message.to_api()}
