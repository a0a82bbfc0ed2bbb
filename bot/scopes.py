"""Which scope each thing needs that the bot asks of Slack: why ``app.yaml`` says what it says.

Source: Slack's reference, the pages of each method, event and scope.
"""

METHODS: dict[str, frozenset[str]] = {
    "assistant.threads.setStatus": frozenset({"chat:write"}),
    "assistant.threads.setSuggestedPrompts": frozenset({"assistant:write"}),
    "auth.test": frozenset(),
    "chat.getPermalink": frozenset(),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    # One scope for each kind of conversation; where one was not granted the bot does without reading there.
    "conversations.history": frozenset({"channels:history", "groups:history", "im:history", "mpim:history"}),
    "conversations.replies": frozenset({"channels:history", "groups:history", "im:history", "mpim:history"}),
    "files.info": frozenset({"files:read"}),
    "functions.completeError": frozenset(),
    "functions.completeSuccess": frozenset(),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.get": frozenset({"reactions:read"}),
    "users.info": frozenset({"users:read"}),
    "users.lookupByEmail": frozenset({"users:read.email"}),
    "views.open": frozenset(),
    "views.push": frozenset(),
    "views.publish": frozenset(),
    "views.update": frozenset(),
}
"""The Web API methods that are called with a bot token, and the scopes that they are called with."""

APP_LEVEL = frozenset({"apps.connections.open"})
"""Methods called with the app-level token, whose scope no manifest names."""

EVENTS: dict[str, frozenset[str]] = {
    "app_context_changed": frozenset(),
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": frozenset(),
    "function_executed": frozenset(),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "tokens_revoked": frozenset(),
}
"""The events that are listened to, and the scope that Slack wants for each."""

COMMANDS_AND_SHORTCUTS = frozenset({"commands"})

OPTIONAL = frozenset(
    {"channels:history", "groups:history", "mpim:history", "reactions:write", "users:read.email"}
)
"""What the bot does without where it is refused: reading channels, reacting to what it logged, and knowing
whose an e-mail address is."""

AHEAD = frozenset({"files:read", "files:write"})
"""Asked for from the start, for files that are handed in and out: a scope that is added later has every
workspace install the app again."""

REASONS: dict[str, str] = {
    "app_mentions:read": "hear `@Outreach …`",
    "assistant:write": "offer questions in the app's agent view",
    "channels:history": "understand threads under its cards, and plain messages where listening was switched "
    "on; find out whether a post arrived when Slack's answer was lost",
    "chat:write": "answer, remind, post the digest and what became of a link",
    "commands": "the command `/outreach` and the shortcuts",
    "files:read": "read a list of backlinks that somebody hands in, and mails that are sent to Slack",
    "files:write": "hand out a report or an export",
    "groups:history": "the same as `channels:history`, in private channels that it was invited to",
    "im:history": "hear what is said to it in a direct message",
    "mpim:history": "the same, in group messages that it was added to",
    "reactions:read": "log the message that somebody marked with `:link:`",
    "reactions:write": "mark a message that it logged",
    "users:read": "know a person's name and time zone, so that “Friday at 3pm” is theirs",
    "users:read.email": "know which of you wrote a mail that is sent to a channel where listening is on",
}
"""Why each scope is asked for, as whoever approves the app reads it."""
