"""What a post to a ``response_url``, or a command's ack, does to the conversation."""

from typing import Any

from bot.rehearsal.hub import AnswerAddress, Hub, SlackError
from bot.rehearsal.message import Message
from bot.rehearsal.methods import chat
from bot.rehearsal.model import with_ids

Json = dict[str, Any]


def answer_with(hub: Hub, address: AnswerAddress, said: Json) -> Message | None:
    """Do what a post to a ``response_url`` (or a command's ack) asks for."""
    team, original = address.team, address.original
    if said.get("delete_original") and original is not None:
        before = original.to_api()
        original.deleted = True
        if not original.ephemeral_for:
            hub.tell_deleted(original, before)
        return None
    blocks = chat.checked_blocks(said.get("blocks"))
    text = str(said.get("text") or "")
    if not text and not blocks and not said.get("attachments"):
        raise SlackError("no_text")
    if len(text) > chat.LONGEST_TEXT:
        raise SlackError("msg_too_long")
    if said.get("replace_original") and original is not None:
        before = original.to_api()
        original.text, original.blocks = text, with_ids(blocks)
        original.attachments = said.get("attachments") or []
        original.edited = {"user": team.bot_user_id, "ts": team.now_ts()}
        original.revision += 1
        if not original.ephemeral_for:
            hub.tell_changed(original, before)
        return original
    message = Message(
        team=team,
        channel=address.channel,
        ts=team.now_ts(),
        user=team.bot_user_id,
        text=text,
        blocks=blocks,
        attachments=said.get("attachments") or [],
        thread_ts=said.get("thread_ts") or address.thread_ts,
        by_app=True,
        metadata=chat.checked_metadata(said.get("metadata")),
        ephemeral_for=None if said.get("response_type") == "in_channel" else address.user,
        unfurl_links=said.get("unfurl_links"),
        unfurl_media=said.get("unfurl_media"),
    )
    address.posted.append(team.keep(message))
    hub.tell_message(message)
    return message
