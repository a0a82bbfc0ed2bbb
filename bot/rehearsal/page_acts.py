"""What a person does on the page, one method for each kind of thing."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.message import Message
from bot.rehearsal.sites import Page
from bot.rehearsal.view import View

if TYPE_CHECKING:
    from bot.rehearsal.slack import RehearsalSlack

Json = dict[str, Any]
Act = Callable[[Json], Awaitable[Json]]


class PageActs:
    """Each ``do_…`` takes what the page said and answers with what the page should know."""

    def __init__(self, slack: "RehearsalSlack") -> None:
        self.slack = slack

    def by_name(self) -> dict[str, Act]:
        """The acts by the last part of their address."""
        return {name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")}

    async def do_command(self, said: Json) -> Json:
        """Type a slash command."""
        words = str(said["text"]).strip()
        command, _, rest = words.partition(" ")
        if self.slack.hub.manifest is None and command != "/outreach":
            raise NotPossibleError(f"{command} is not a valid command. There is /outreach.")
        place = self.slack.channel(said["channel"])
        answer = await self.slack.command(said["user"], place, rest, command=command)
        return {"problem": answer.problem}

    async def do_say(self, said: Json) -> Json:
        """Post a message."""
        shared = {}
        for one in said.get("files") or []:
            try:
                shared[str(one["name"])] = base64.b64decode(one["content"], validate=True)
            except binascii.Error:
                raise ValueError("the file did not arrive whole") from None
        message = await self.slack.say(
            said["user"],
            said["channel"],
            str(said.get("text") or ""),
            thread_ts=said.get("thread"),
            files=shared,
            broadcast=bool(said.get("broadcast")),
        )
        return {"ts": message.ts}

    async def do_mail(self, said: Json) -> Json:
        """Send a mail to the channel's address; in a direct message the person shares one."""
        place = self.slack.channel(said["channel"], self.slack.person(said["user"]))
        message = await self.slack.mail(
            place,
            sender=str(said["sender"]),
            to=str(said["to"]),
            subject=str(said.get("subject") or ""),
            body=str(said.get("text") or ""),
            message_id=str(said.get("message_id") or "") or None,
            in_reply_to=str(said.get("in_reply_to") or "") or None,
            shared_by=said["user"] if place.kind == "im" else None,
        )
        return {"ts": message.ts}

    async def do_edit(self, said: Json) -> Json:
        """Change a message."""
        await self.slack.edit(said["user"], self._message(said), str(said["text"]))
        return {}

    async def do_delete(self, said: Json) -> Json:
        """Take a message away."""
        await self.slack.delete(said["user"], self._message(said))
        return {}

    async def do_react(self, said: Json) -> Json:
        """React, or take it back."""
        await self.slack.react(
            said["user"], self._message(said), str(said["emoji"]), remove=bool(said.get("remove"))
        )
        return {}

    async def do_press(self, said: Json) -> Json:
        """Press or choose something."""
        where = self._where(said)
        pressed = await self.slack.press(
            said["user"],
            where,
            str(said["action_id"]),
            block_id=said.get("block_id"),
            selected=said.get("selected"),
            values=dict(said.get("values") or {}),
        )
        return {"problem": pressed.problem}

    async def do_suggest(self, said: Json) -> Json:
        """What an external select offers; nothing once its form was sent while somebody still typed."""
        try:
            where = self._where(said)
        except NotPossibleError:
            return {"options": []}
        found = await self.slack.suggestions(
            said["user"],
            where,
            str(said["action_id"]),
            str(said.get("typed") or ""),
            block_id=said.get("block_id"),
        )
        return {"options": found}

    async def do_submit(self, said: Json) -> Json:
        """Send a form; values come by block id."""
        view = self._where(said)
        if not isinstance(view, View):
            raise NotPossibleError("that is no form")
        sent = await self.slack.submit(said["user"], view, dict(said.get("values") or {}))
        trouble = "We had some trouble connecting. Try again?" if sent.problem else None
        return {"outcome": sent.outcome, "errors": sent.errors, "trouble": trouble, "problem": sent.problem}

    async def do_close(self, said: Json) -> Json:
        """Close a form."""
        for view in self.slack.views(said["user"]):
            if view.id == said["view"]:
                await self.slack.close_view(said["user"], view, all_=bool(said.get("all")))
        return {}

    async def do_shortcut(self, said: Json) -> Json:
        """Choose a shortcut, from a message's menu or from the lightning menu."""
        if said.get("ts"):
            pressed = await self.slack.message_shortcut(
                said["user"], self._message(said), str(said["callback_id"])
            )
        else:
            pressed = await self.slack.global_shortcut(said["user"], str(said["callback_id"]))
        return {"problem": pressed.problem}

    async def do_home(self, said: Json) -> Json:
        """Open the app's Home or Messages tab."""
        await self.slack.open_home(said["user"], tab="messages" if said.get("tab") == "messages" else "home")
        return {}

    async def do_look(self, said: Json) -> Json:
        """Look at a channel, with the agent view beside it."""
        await self.slack.look_at(said["user"], said.get("channel") or None)
        return {}

    async def do_invite(self, said: Json) -> Json:
        """Add the app to a channel."""
        channel = self.slack.channel(said["channel"])
        who = self.slack.person(said["user"])
        channel.members.add(self.slack.bot_user_id)
        self.slack.hub.emit(
            self.slack.team,
            {
                "type": "member_joined_channel",
                "user": self.slack.bot_user_id,
                "channel": channel.id,
                "channel_type": "C",
                "team": self.slack.team_id,
                "inviter": who.id,
                "event_ts": self.slack.team.now_ts(),
            },
        )
        self.slack.hub.changed()
        return {}

    async def do_switch(self, said: Json) -> Json:
        """Do something to a page of the sample web."""
        self._page(said).switch(str(said["name"]), bool(said.get("on", True)))
        return {}

    async def do_reset(self, said: Json) -> Json:
        """Put a page back as it was."""
        self._page(said).reset()
        return {}

    async def do_advance(self, said: Json) -> Json:
        """Move the clock to the next 9:00 where the person is, or by hours.

        On a way of days the app looks each morning at 9:00, and says each hour what has fallen due.
        """
        zone = ZoneInfo(self.slack.person(said["user"]).tz if said.get("user") else "UTC")
        if not said.get("hours"):
            await self.slack.leap(self._until_nine(zone))
        else:
            left = timedelta(hours=min(max(float(said["hours"]), 0.0), 24 * 366))
            while left > timedelta():
                step = min(left, self._until_nine(zone))
                await self.slack.leap(step)
                left -= step
        return {"now": self.slack.clock.now().isoformat()}

    def _until_nine(self, zone: ZoneInfo) -> timedelta:
        now = self.slack.clock.now()
        here = now.astimezone(zone)
        day = here.date() if here.time() < time(9) else here.date() + timedelta(days=1)
        return datetime.combine(day, time(9), zone) - now

    def _page(self, said: Json) -> Page:
        try:
            return self.slack.web.page(str(said["page"]))
        except KeyError:
            raise NotPossibleError(f"there is no page {said['page']} in the sample web") from None

    def _message(self, said: Json) -> Message:
        found = self.slack.team.find(str(said["channel"]), str(said["ts"]))
        who = self.slack.person(said["user"])
        if found is None:
            whispered = [one for one in self.slack.team.whispers if one.ts == said["ts"] and not one.deleted]
            found = next((one for one in whispered if one.ephemeral_for == who.id), None)
        if found is None:
            raise NotPossibleError("that message is gone")
        return found

    def _where(self, said: Json) -> Message | View:
        if said.get("view"):
            who = self.slack.person(said["user"])
            home = self.slack.team.homes.get(who.id)
            for view in [*self.slack.team.stacks.get(who.id, []), *([home] if home else [])]:
                if view.id == said["view"]:
                    return view
            raise NotPossibleError("that form is no longer open")
        return self._message(said)
