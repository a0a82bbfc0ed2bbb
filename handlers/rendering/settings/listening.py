"""Settings: whether a channel is listened to, and which reaction logs."""

from dataclasses import dataclass

from handlers.rendering.overheard import NOTED
from handlers.rendering.parts import blocks, escape
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.settings.fields import Standing, Values, boxes, field, ticked, typed
from handlers.rendering.settings.fields import words as line
from storage.team.settings import LOGS, emoji_name

LISTENING, REACTION = "listening", "reaction"


@dataclass(frozen=True, slots=True)
class ListeningForm:
    """What was set; ``listening`` is None in a conversation that can't be listened to."""

    listening: bool | None
    reaction: str


def of_channel(now: Standing) -> list[Block]:
    """What is set for each channel apart, as things stand."""
    if now.direct:
        return [blocks.context("Choose a channel above to have me listen there.")]
    box = [
        (
            "on",
            "Log plain messages that read as outreach, and read mails",
            "The channel is told. I store nothing else that is said here",
        )
    ]
    chosen = ["on"] if now.channel.listening else []
    hint = "I have to be in the channel: /invite @Outreach"
    return [field(LISTENING, "Listen to this channel", boxes(LISTENING, box, chosen), hint=hint)]


def fields(now: Standing) -> list[Block]:
    """What is set for the whole workspace, as things stand."""
    element = line(REACTION, f":{now.reaction}:", most=104)
    return [
        field(REACTION, "Reaction that logs a message", element, hint="An emoji, like :link:", needed=True)
    ]


def read(values: Values, errors: dict[str, str]) -> ListeningForm:
    """What stands in the fields; what is wrong goes into ``errors``."""
    name = emoji_name(typed(values, REACTION) or LOGS)
    if name is None:
        errors[REACTION] = "The name of one emoji, like :link:."
    listening = "on" in ticked(values, LISTENING) if LISTENING in values else None
    return ListeningForm(listening, name or LOGS)


def told(reader: Reader, now: Standing) -> str:
    """What is set, in a sentence or two."""
    said = f":{escape.mrkdwn(now.reaction, 100)}: on a message logs it."
    if now.direct:
        return said
    if not now.channel.listening:
        return f"I don't listen to this channel. {said}"
    by = f", as {reader.who(now.channel.listening_by)} wanted" if now.channel.listening_by else ""
    return f"I listen to this channel{by}. {said}"


def announced(reader: Reader, user: str, *, on: bool) -> Message:
    """What everybody in the channel reads when listening is switched."""
    who = reader.who(user)
    if on:
        line = (
            f"{who} switched listening on in this channel. From now on I log plain messages that read as "
            f"outreach, with a :{NOTED}: and a line to whoever wrote them, and I read mails that are sent to "
            "this channel. I store nothing else that is said here. `/outreach settings` switches it off."
        )
        return Message(line.replace("`", ""), [blocks.section(f":ear: {line}")])
    line = f"{who} switched listening off in this channel: I read no plain messages and mails here any more."
    return Message(line, [blocks.section(f":mute: {line}")])
