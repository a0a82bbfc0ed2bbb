"""What comes in from Slack, as small frozen values: past the door nobody reads a payload."""

from handlers.requests.automatic import Looking, StepRun
from handlers.requests.fields import Malformed, Payload, workspace_of
from handlers.requests.pressed import Pressed, Shortcut, Submission, Suggested
from handlers.requests.spoken import Command, Deleted, Edited, Ended, Opened, Reaction, Said

__all__ = [
    "Command",
    "Deleted",
    "Edited",
    "Ended",
    "Looking",
    "Malformed",
    "Opened",
    "Payload",
    "Pressed",
    "Reaction",
    "Said",
    "Shortcut",
    "StepRun",
    "Submission",
    "Suggested",
    "workspace_of",
]
