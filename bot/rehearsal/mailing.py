"""Mails that are sent to a channel's address: what Slack makes of them.

Source: the File object of slackapi/java-slack-sdk, and messages of Slack's mail that were recorded.
"""

import html
from collections.abc import Mapping, Sequence
from email.utils import getaddresses
from typing import Any

from bot.rehearsal.looking import Looking
from bot.rehearsal.message import Message
from bot.rehearsal.methods.files import new_file
from bot.rehearsal.model import Channel

Json = dict[str, Any]
SLACKBOT = "USLACKBOT"


class Mailing(Looking):
    """Mail."""

    async def mail(
        self,
        channel: "str | Channel",
        *,
        sender: str,
        to: str | Sequence[str],
        subject: str = "",
        body: str = "",
        cc: str | Sequence[str] = (),
        message_id: str | None = None,
        in_reply_to: str | None = None,
        headers: Mapping[str, str] | None = None,
        markup: str | None = None,
        shared_by: str | None = None,
        whole: bool = True,
        thread_ts: str | None = None,
    ) -> Message:
        """A mail comes in: Slackbot posts it, or ``shared_by`` shares it from their own Slackbot.

        Slack tells few headers: ``date``, ``in_reply_to``, ``reply_to`` and ``message_id``; ``headers`` adds
        others. ``markup`` is an HTML mail without a text. Not ``whole``, the event has the file's id alone,
        as for files of another company: ``files.info`` knows the rest.
        """
        hub, team = self.hub, self.team
        who = self.person(shared_by) if shared_by else None
        place = self.channel(channel, who)
        made = new_file(hub, team, subject or "Untitled", None, SLACKBOT)
        made |= _email(sender, to, subject, body, cc, markup)
        made["headers"] = {
            "date": hub.clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "in_reply_to": in_reply_to or "",
            "reply_to": None,
            "message_id": message_id or "",
        } | dict(headers or {})
        made["bot_id"] = team.mail_bot_id
        told = made if whole else {name: made[name] for name in ("id", "created", "timestamp")}
        if not whole:
            told |= {"mode": "file_access", "file_access": "check_file_info"}
        message = Message(
            team=team,
            channel=place.id,
            ts=team.now_ts(),
            user=who.id if who else SLACKBOT,
            thread_ts=thread_ts,
            files=[told],
        )
        team.keep(message)
        hub.tell_message(message)
        hub.changed()
        return message


def _email(
    sender: str, to: str | Sequence[str], subject: str, body: str, cc: str | Sequence[str], markup: str | None
) -> Json:
    page = markup if markup is not None else f"<div>{html.escape(body)}</div>".replace("\n", "<br>")
    size = len(page.encode("utf-8", "replace"))
    return {
        "mode": "email",
        "filetype": "email",
        "pretty_type": "Email",
        "mimetype": "text/html",
        "editable": True,
        "size": size,
        "display_as_bot": True,
        "username": "email",
        "subject": subject,
        "from": _mailboxes(sender),
        "to": _mailboxes(to),
        "cc": _mailboxes(cc),
        "attachments": [],
        "original_attachment_count": 0,
        "plain_text": "" if markup is not None else body,
        "preview": page[:2_000],
        "preview_plain_text": body[:500],
        "simplified_html": page,
        "has_more": size > 2_000,
        "sent_to_self": False,
        "has_rich_preview": False,
    }


def _mailboxes(written: str | Sequence[str]) -> list[Json]:
    lines = [written] if isinstance(written, str) else list(written)
    return [
        {"address": address, "name": name, "original": f"{name} <{address}>" if name else address}
        for name, address in getaddresses(lines)
        if address
    ]
