"""Mail that somebody had sent to a Slack address: the file that Slack makes of it.

Source: the File object of slackapi/java-slack-sdk (``to``, ``from`` and ``cc`` hold ``address``, ``name`` and
``original``; ``headers`` holds ``date``, ``in_reply_to``, ``reply_to`` and ``message_id``), and messages that
were recorded: ``mode`` and ``filetype`` are "email", the message and its file are Slackbot's, with a
``bot_id``. ``plain_text`` may be empty where ``simplified_html`` or ``preview`` is not. Only these four
headers are promised; any other that is there is read, too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from handlers.requests.fields import Malformed, Payload, clean, maybe, value, words, workspace_of
from handlers.understanding.mails.letter import Letter, Party
from handlers.understanding.mails.parties import MOST, address, in_words, named, parties
from handlers.understanding.mails.plain import READ, plain_text

SLACKBOT = "USLACKBOT"
#: Mails in one message; more are no mail that somebody forwarded.
MOST_FILES = 5
_ID = re.compile(r"<([^<>\s]{1,900})>")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that is a mail. ``letter`` is None where Slack tells no more than that it is there."""

    id: str
    letter: Letter | None


@dataclass(frozen=True, slots=True)
class Mailed:
    """A message that brought mails; ``user`` is who posted it, None for Slackbot and other bots."""

    workspace: str
    event_id: str
    user: str | None
    channel: str
    ts: str
    thread_ts: str | None
    direct: bool
    files: tuple[MailFile, ...]

    @classmethod
    def read(cls, body: Payload) -> Self | None:
        """From a ``message`` or ``app_mention`` event; None where it brings no mail. Raises Malformed."""
        event = value(body, "event")
        if not isinstance(event, Mapping):
            raise Malformed("event")
        files = mails_of(event)
        if not files or (maybe(event, "text") and all(one.letter is None for one in files)):
            return None  # a file that Slack tells nothing of is no mail for sure: the words come first
        user = maybe(event, "user")
        ts, thread = words(event, "ts"), maybe(event, "thread_ts")
        channel = words(event, "channel")
        posted_by_bot = user == SLACKBOT or bool(value(event, "bot_id"))
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            None if posted_by_bot else user,
            channel,
            ts,
            thread if thread != ts else None,
            value(event, "channel_type") == "im" or channel.startswith("D"),
            files,
        )


def mails_of(message: Payload) -> tuple[MailFile, ...]:
    """The mails of a message, and of a message that is shared in it."""
    found: dict[str, MailFile] = {}
    shared = message.get("attachments")
    holders = [message, *(shared if isinstance(shared, list) else [])]
    for holder in holders:
        files = holder.get("files") if isinstance(holder, Mapping) else None
        for one in files if isinstance(files, list) else []:
            mail = mail_of(one)
            if mail is not None and len(found) < MOST_FILES:
                found.setdefault(mail.id, mail)
    return tuple(found.values())


def mail_of(file: Any) -> MailFile | None:
    """A file as a mail; None where it is another kind of file."""
    if not isinstance(file, Mapping):
        return None
    name = maybe(file, "id")
    unread = maybe(file, "file_access") == "check_file_info"
    is_mail = "email" in (maybe(file, "mode"), maybe(file, "filetype"))
    if name is None or not (is_mail or (unread and maybe(file, "mode") in {None, "file_access"})):
        return None
    told = file.get("from") or file.get("headers") or file.get("plain_text") is not None
    return MailFile(name, _letter(file) if is_mail and told and not unread else None)


def _letter(file: Payload) -> Letter:
    headers = _headers(file)
    message_ids = _ID.findall(_bracketed(headers.get("message_id", "")))
    answered = _ID.findall(_bracketed(headers.get("in_reply_to", "")))
    # References grow from the first mail to the last: the nearest is the last.
    references = _ID.findall(headers.get("references", ""))[::-1]
    senders = _parties(file.get("from")) or tuple(parties(headers.get("from", "")))
    return Letter(
        subject=" ".join(clean(in_words(maybe(file, "subject") or maybe(file, "title") or "")).split())[:500],
        sender=senders[0] if senders else None,
        to=_parties(file.get("to")),
        cc=_parties(file.get("cc")),
        body=_body(file),
        message_id=message_ids[0] if message_ids else None,
        thread=tuple(dict.fromkeys((*answered, *references)))[:50],
        headers=headers,
    )


def _headers(file: Payload) -> dict[str, str]:
    given = file.get("headers")
    if not isinstance(given, Mapping):
        return {}
    return {
        str(name).strip().lower().replace("-", "_")[:60]: " ".join(clean(said).split())[:5_000]
        for name, said in list(given.items())[:100]
        if isinstance(said, str)
    }


def _bracketed(message_id: str) -> str:
    """Slack hands on Message-IDs with their brackets or without."""
    return message_id if "<" in message_id else f"<{message_id.strip()}>"


def _body(file: Payload) -> str:
    for name in ("plain_text", "preview_plain_text"):
        said = file.get(name)
        if isinstance(said, str) and said.strip():
            return clean(said[:READ].replace("\r\n", "\n"))
    for name in ("simplified_html", "preview"):
        said = file.get(name)
        if isinstance(said, str) and said.strip():
            return clean(plain_text(said))
    return ""


def _parties(listed: Any) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for one in listed[:MOST] if isinstance(listed, list) else []:
        if len(found) >= MOST:
            break
        written = maybe(one, "address") if isinstance(one, Mapping) else None
        mailbox = address(written) if written else None
        if mailbox:
            found.setdefault(mailbox, Party(mailbox, named(maybe(one, "name"))))
            continue
        original = maybe(one, "original") if isinstance(one, Mapping) else one
        for party in parties(original[:1_000]) if isinstance(original, str) else ():
            found.setdefault(party.address, party)
    return tuple(found.values())
