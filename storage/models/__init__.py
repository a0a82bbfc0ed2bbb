"""The tables of the ledger."""

from storage.models.base import Base, UtcDateTime
from storage.models.bridge import Bridge
from storage.models.imports import BacklinkEvent, BacklinkReport, FileState, ImportFile
from storage.models.installations import BOTS, INSTALLATIONS, STATES
from storage.models.mail import Mail, MailFile
from storage.models.posts import Post, PostKind, PostState, Request
from storage.models.results import (
    Backlink,
    HostLease,
    Look,
    ObservationRow,
    Placement,
    Schedule,
    SiteAuthority,
    SitePage,
)
from storage.models.uploads import Upload
from storage.models.work import Campaign, Change, Contact, Outreach, Prospect, Thread, Touch
from storage.models.workspace import Channel, Counter, Member, Setting, Workspace

__all__ = [
    "BOTS",
    "INSTALLATIONS",
    "STATES",
    "Backlink",
    "BacklinkEvent",
    "BacklinkReport",
    "Base",
    "Bridge",
    "Campaign",
    "Change",
    "Channel",
    "Contact",
    "Counter",
    "FileState",
    "HostLease",
    "ImportFile",
    "Look",
    "Mail",
    "MailFile",
    "Member",
    "ObservationRow",
    "Outreach",
    "Placement",
    "Post",
    "PostKind",
    "PostState",
    "Prospect",
    "Request",
    "Schedule",
    "Setting",
    "SiteAuthority",
    "SitePage",
    "Thread",
    "Touch",
    "Upload",
    "UtcDateTime",
    "Workspace",
]
