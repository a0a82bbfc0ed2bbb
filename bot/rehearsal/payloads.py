"""What the app is sent, in Slack's own shapes.

Source: Slack's reference of Events API callbacks, slash commands and interaction payloads.
"""

from typing import Any

from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel, Control, Person
from bot.rehearsal.team import Team
from bot.rehearsal.view import View

Json = dict[str, Any]
TOKEN = "rehearsal-verification-token"  # noqa: S105 - Slack's long-deprecated constant, not a secret


def event_callback(team: Team, event: Json, event_id: str, now: float) -> Json:
    """The outer part of every event."""
    channel = event.get("channel") or (event.get("item") or {}).get("channel")
    return {
        "token": TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": team.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event['type']}-{event_id}-{channel if isinstance(channel, str) else ''}",
    }


def message_event(message: Message, channel: Channel) -> Json:
    """A plain ``message`` event."""
    out = message.to_api()
    for name in ("reactions", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
        out.pop(name, None)
    for name in ("is_locked", "subscribed"):
        out.pop(name, None)
    if message.files and not message.by_app:
        out["subtype"] = "file_share"
    if message.broadcast:
        out["subtype"] = "thread_broadcast"
    kind = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}[channel.kind]
    return out | {"channel": channel.id, "event_ts": message.ts, "channel_type": kind}


def mention_event(message: Message) -> Json:
    """An ``app_mention`` event."""
    out = message.to_api()
    return {
        **{
            name: out[name]
            for name in ("user", "ts", "client_msg_id", "text", "team", "blocks", "thread_ts", "files")
            if name in out
        },
        "type": "app_mention",
        "channel": message.channel,
        "event_ts": message.ts,
    }


def changed_event(message: Message, before: Json, channel: Channel, ts: str) -> Json:
    """A ``message_changed`` event."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": message_event(message, channel)["channel_type"],
        "message": {**message.to_api(), "source_team": message.team.id, "user_team": message.team.id},
        "previous_message": before,
        "ts": ts,
        "event_ts": ts,
    }


def deleted_event(message: Message, before: Json, channel: Channel, ts: str) -> Json:
    """A ``message_deleted`` event."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": message_event(message, channel)["channel_type"],
        "previous_message": before,
        "deleted_ts": message.ts,
        "ts": ts,
        "event_ts": ts,
    }


def reaction_event(message: Message, user: str, emoji: str, ts: str, *, added: bool) -> Json:
    """``reaction_added`` or ``reaction_removed``."""
    return {
        "type": "reaction_added" if added else "reaction_removed",
        "user": user,
        "reaction": emoji,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": ts,
    }


def home_opened_event(team: Team, user: str, channel: str, ts: str, *, tab: str) -> Json:
    """``app_home_opened`` on the ``home`` or ``messages`` tab."""
    out: Json = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": ts}
    if tab == "home" and (view := team.homes.get(user)):
        out["view"] = view.to_api()
    return out


def context_of(team: Team, user: str) -> Json:
    """What somebody looks at beside the agent view; an empty object where it is nothing that Slack tells."""
    viewed = team.viewing.get(user)
    if not viewed:
        return {}
    return {"entities": [{"type": "slack#/types/channel_id", "value": viewed, "team_id": team.id}]}


def context_event(team: Team, user: str, channel: str, ts: str) -> Json:
    """``app_context_changed``: ``channel`` is the conversation with the app."""
    return {
        "type": "app_context_changed",
        "user": user,
        "channel": channel,
        "context": context_of(team, user),
        "event_ts": ts,
    }


def slash_command(
    team: Team, person: Person, channel: Channel, *, command: str, text: str, trigger: str, answer_at: str
) -> Json:
    """A slash command; all values are strings, as in the form that Slack posts."""
    return {
        "token": TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": _spoken_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": answer_at,
        "trigger_id": trigger,
    }


def _spoken_name(channel: Channel) -> str:
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _interaction(team: Team, person: Person, kind: str) -> Json:
    return {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id},
        "api_app_id": team.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action_of(control: Control, chosen: Json, ts: str) -> Json:
    """The one entry of ``actions``."""
    out: Json = {
        "type": control.kind,
        "action_id": control.action_id,
        "block_id": control.block_id,
        "action_ts": ts,
    }
    if control.kind in ("button", "icon_button"):
        out["text"] = control.element["text"]
        for name in ("value", "style", "url"):
            if name in control.element:
                out[name] = control.element[name]
    for name in ("placeholder", "initial_option", "initial_date", "initial_time"):
        if name in control.element:
            out[name] = control.element[name]
    return out | chosen


def block_actions(
    team: Team,
    person: Person,
    action: Json,
    where: Message | View,
    *,
    trigger: str,
    answer_at: str = "",
    state: Json | None = None,
) -> Json:
    """A press or choice on a message or view. Ephemeral messages come without their body."""
    out = _interaction(team, person, "block_actions") | {"trigger_id": trigger, "actions": [action]}
    if isinstance(where, View):
        return out | {"container": {"type": "view", "view_id": where.id}, "view": where.to_api()}
    message = where
    channel = team.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.ephemeral_for is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    out |= {
        "container": container,
        "channel": {"id": channel.id, "name": _spoken_name(channel)},
        "state": {"values": state or {}},
        "response_url": answer_at,
    }
    if message.ephemeral_for is None:
        out["message"] = message.to_api()
    return out


def view_submission(
    team: Team, person: Person, view: View, *, trigger: str, response_urls: list[Json]
) -> Json:
    """A form sent."""
    return _interaction(team, person, "view_submission") | {
        "trigger_id": trigger,
        "view": view.to_api(),
        "response_urls": response_urls,
    }


def view_closed(team: Team, person: Person, view: View, *, cleared: bool) -> Json:
    """A form closed without sending it."""
    return _interaction(team, person, "view_closed") | {"view": view.to_api(), "is_cleared": cleared}


def block_suggestion(
    team: Team,
    person: Person,
    control: Control,
    typed: str,
    where: Message | View,
) -> Json:
    """What a person has typed into an external select."""
    out = _interaction(team, person, "block_suggestion") | {
        "action_id": control.action_id,
        "block_id": control.block_id,
        "value": typed,
    }
    if isinstance(where, View):
        return out | {"container": {"type": "view", "view_id": where.id}, "view": where.to_api()}
    message = where
    channel = team.channels[message.channel]
    return out | {
        "container": {"type": "message", "message_ts": message.ts, "channel_id": message.channel},
        "channel": {"id": channel.id, "name": _spoken_name(channel)},
        "message": message.to_api(),
    }


def message_shortcut(
    team: Team, person: Person, message: Message, *, callback_id: str, trigger: str, answer_at: str, ts: str
) -> Json:
    """A shortcut from a message's menu."""
    channel = team.channels[message.channel]
    return _interaction(team, person, "message_action") | {
        "action_ts": ts,
        "callback_id": callback_id,
        "trigger_id": trigger,
        "response_url": answer_at,
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": _spoken_name(channel)},
        "message": message.to_api(),
    }


def global_shortcut(team: Team, person: Person, *, callback_id: str, trigger: str, ts: str) -> Json:
    """A shortcut from the lightning menu."""
    return _interaction(team, person, "shortcut") | {
        "action_ts": ts,
        "callback_id": callback_id,
        "trigger_id": trigger,
    }
