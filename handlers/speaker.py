"""Who speaks: their zone and language, as Slack has them."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from slack_sdk.web.async_client import AsyncWebClient

from handlers.doors import Doors
from handlers.outsiders import Outsider
from handlers.patience import SHORT, within
from handlers.requests import Payload
from handlers.requests.fields import mapping, maybe
from storage.team import channels, people
from storage.team.people import Person

#: How long a person's zone is believed before Slack is asked again.
BELIEVED = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something; ``tz`` is an IANA name, ``locale`` like "en-GB".

    ``guessed``: nobody knows their zone, ``tz`` is the channel's.
    """

    user: str
    name: str
    tz: str
    locale: str
    guessed: bool = False

    def local(self, moment: datetime) -> datetime:
        """A moment on the speaker's clock."""
        return moment.astimezone(ZoneInfo(self.tz))


async def speaker(
    doors: Doors, client: AsyncWebClient, workspace: str, user: str, channel: str | None
) -> Speaker:
    """The speaker as Slack knows them, asked for at most once a day.

    Where Slack doesn't tell, what it told last counts, then the channel's zone, then UTC. No session is
    open while Slack is asked.
    """
    now = doors.now()
    async with doors.store.reading(workspace) as scope:
        known = await people.person(scope, user)
        here = await channels.show(scope, channel) if channel and not (known and known.tz) else None
    fallback = here.tz if here else "UTC"
    if known and known.fetched_at and now - known.fetched_at < BELIEVED:
        return _speaker(known, user, fallback)
    told = await ask_slack(client, user, now, workspace)
    if told is None:
        return _speaker(known, user, fallback)
    async with doors.store.writing(workspace, now) as scope:
        await people.remember(
            scope,
            user,
            name=told.name,
            tz=told.tz,
            locale=told.locale,
            now=told.fetched_at or now,
            email=told.email,
        )
    return _speaker(told, user, fallback)


async def author_of(
    doors: Doors,
    client: AsyncWebClient,
    workspace: str,
    message: Payload | None,
    pointing: str,
    bot_user: str | None = None,
) -> str | None:
    """The colleague who wrote a message that somebody else points at; None where it is the one pointing.

    An app, Slackbot (which brings mail) and a guest of another workspace own no work of ours.
    """
    author = maybe(message or {}, "user")
    by_app = maybe(message or {}, "bot_id") or maybe(message or {}, "subtype") == "bot_message"
    if author is None or by_app or author in {pointing, bot_user, "USLACKBOT"}:
        return None
    try:
        await speaker(doors, client, workspace, author, None)
    except Outsider:
        return None
    async with doors.store.reading(workspace) as scope:
        return author if await people.person(scope, author) is not None else None


def _speaker(person: Person | None, user: str, fallback: str) -> Speaker:
    if person is None:
        return Speaker(user, "", fallback, "en-US", guessed=True)
    tz, locale = person.tz or fallback, person.locale or "en-US"
    return Speaker(user, person.name, tz, locale, guessed=person.tz is None)


async def ask_slack(
    client: AsyncWebClient, user: str, now: datetime, workspace: str | None = None
) -> Person | None:
    """Somebody as Slack knows them; None where it does not tell within a second.

    Raises Outsider for somebody who is of another team than ``workspace``, where that is named: a reaction
    does not say whose team it is of.
    """
    try:
        async with within(SHORT):
            answer = await client.users_info(user=user, include_locale=True)
    except Exception as error:  # lost connections come as any of three libraries' errors
        log.warning("users.info told nothing about %s: %r", user, error)
        return None
    said = mapping({"user": answer.get("user")}, "user")
    if workspace is not None and not _of(said, workspace):
        raise Outsider
    tz = maybe(said, "tz")
    return Person(
        slack_id=user,
        name=maybe(said, "profile", "display_name") or maybe(said, "real_name") or maybe(said, "name") or "",
        tz=tz if tz in available_timezones() else None,
        locale=maybe(said, "locale"),
        fetched_at=now,
        away_until=None,
        email=maybe(said, "profile", "email"),
    )


def _of(said: Payload, workspace: str) -> bool:
    """Whether a person is of a workspace or organisation; where Slack does not say, they are."""
    team = maybe(said, "team_id")
    organised = mapping(said, "enterprise_user")
    teams = organised.get("teams")
    return team in {None, workspace} or workspace in {
        maybe(organised, "enterprise_id"),
        *(teams if isinstance(teams, list) else ()),
    }
