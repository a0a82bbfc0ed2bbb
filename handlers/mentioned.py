"""People that a text mentions: known by name before the text is read, so that nobody is shown an id."""

import asyncio
import re

from slack_sdk.web.async_client import AsyncWebClient

from handlers.doors import Doors
from handlers.speaker import ask_slack
from storage.team import people
from storage.team.people import Person

#: People of one text that Slack is asked about; the others are called by what Slack wrote beside their ids.
MOST = 5
#: What somebody is called whom neither we nor Slack know.
NOBODY = "someone"

_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,20})(?:\|([^<>\n]{0,100}))?>")


async def with_names(doors: Doors, client: AsyncWebClient, workspace: str, text: str) -> str:
    """``text`` with everybody's name beside their id: ``<@U1>`` → ``<@U1|Tom>``; the id still says who it is.

    Who was never met is asked of Slack, all at once within a second, and remembered. No session is open while
    Slack is asked.
    """
    mentioned = list(dict.fromkeys(found[1] for found in _MENTION.finditer(text)))
    if not mentioned:
        return text
    async with doors.store.reading(workspace) as scope:
        names = await people.names(scope)
    now = doors.now()
    strangers = [user for user in mentioned if user not in names][:MOST]
    told = [one for one in await asyncio.gather(*(ask_slack(client, user, now) for user in strangers)) if one]
    if told:
        async with doors.store.writing(workspace, now) as scope:
            for one in told:
                await people.remember(
                    scope, one.slack_id, name=one.name, tz=one.tz, locale=one.locale, now=now
                )
        names |= _named(told)

    def named(found: re.Match[str]) -> str:
        return f"<@{found[1]}|{_bare(names.get(found[1]) or found[2] or '') or NOBODY}>"

    return _MENTION.sub(named, text)


def _named(told: list[Person]) -> dict[str, str]:
    return {one.slack_id: one.name for one in told if one.name}


def _bare(name: str) -> str:
    """A name that can stand between ``|`` and ``>``."""
    return re.sub(r"[<>|\n]+", " ", name).strip().lstrip("@")
