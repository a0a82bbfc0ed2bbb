"""What the app listens to: the names that stand in its manifest, too."""

COMMANDS = ("/outreach",)
EVENTS = (
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "function_executed",
    "message.im",
    "reaction_added",
    "tokens_revoked",
)
#: Understood where the app was given the history scope that Slack wants for them.
OPTIONAL_EVENTS = ("message.channels", "message.groups", "message.mpim")
LOG_MESSAGE = "log_outreach"
NEW_OUTREACH = "new_outreach"
MESSAGE_SHORTCUTS = (LOG_MESSAGE,)
GLOBAL_SHORTCUTS = (NEW_OUTREACH,)
#: The step that Workflow Builder offers.
LOG_STEP = "log_outreach_step"
