"""What people do in a workspace, and what they get to see for it."""

from bot.rehearsal.automating import Automating
from bot.rehearsal.mailing import Mailing
from bot.rehearsal.pressing import Pressing
from bot.rehearsal.submitting import Submitting
from bot.rehearsal.talking import Talking


class People(Talking, Mailing, Automating, Pressing, Submitting):
    """Everything that people can do in one workspace; names, handles and ids all say who or where."""
