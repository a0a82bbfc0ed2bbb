"""A local Slack workspace in the browser, for trying the bot and for the tests."""

from bot.rehearsal.answers import CommandAnswer, NotPossibleError, Pressed, Submitted
from bot.rehearsal.calls import ApiCall, Fault
from bot.rehearsal.delivery import Ack, Delivered
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel, Control, Person
from bot.rehearsal.people import People
from bot.rehearsal.sample import Sample, SampleChannel, SamplePerson, sample
from bot.rehearsal.sites import Page, Site
from bot.rehearsal.slack import RehearsalSlack
from bot.rehearsal.view import View
from bot.rehearsal.web import SampleWeb

__all__ = [
    "Ack",
    "ApiCall",
    "Channel",
    "CommandAnswer",
    "Control",
    "Delivered",
    "Fault",
    "Message",
    "NotPossibleError",
    "Page",
    "People",
    "Person",
    "Pressed",
    "RehearsalSlack",
    "Sample",
    "SampleChannel",
    "SamplePerson",
    "SampleWeb",
    "Site",
    "Submitted",
    "View",
    "sample",
]
