"""What somebody should know about the bot itself."""

from handlers.rendering.parts import blocks, escape
from handlers.rendering.parts.message import Message

_WHY = {
    "not_in_channel": ("I am not in it any more", "Invite me there"),
    "channel_not_found": (
        "it is gone, or I am not in it any more",
        "Invite me there, or log in another channel",
    ),
    "is_archived": ("it is archived", "Unarchive it, or move its campaign to another channel"),
    "restricted_action": (
        "your workspace lets only some people post there",
        "Ask an admin, or use another channel",
    ),
}


def channel_stopped(channel: str, error: str) -> Message:
    """A channel that can't be posted to: what waits, and how it goes on."""
    why, do = _WHY.get(error, (f"Slack says {escape.mrkdwn(error, 60)}", "Look at the channel's settings"))
    line = (
        f"I can't post in {escape.channel(channel)}: {why}. What I have to say there waits. "
        f"{do}, and use me there once: then it goes on."
    )
    return Message(line, [blocks.section(f":mute: {line}")])


def plain(text: str) -> Message:
    """A notice in words; they are not markup."""
    said = escape.mrkdwn(text, 2_500, lines=True)
    return Message(said, [blocks.section(said)])
