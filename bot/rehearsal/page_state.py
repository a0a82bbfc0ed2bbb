"""What one person sees, as one picture for the page to draw."""

from typing import TYPE_CHECKING, Any

from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel, Person
from bot.rehearsal.sites import EDITS, TROUBLES, Site
from bot.rehearsal.view import View

if TYPE_CHECKING:
    from bot.rehearsal.slack import RehearsalSlack

Json = dict[str, Any]
MOST_MESSAGES = 200


def picture(slack: "RehearsalSlack", user: str, channel: str, thread: str) -> Json:
    """Everything the page draws for ``user`` looking at ``channel`` and perhaps a thread."""
    team = slack.team
    try:
        me = slack.person(user)
    except NotPossibleError:
        me = next(one for one in team.people.values() if not one.is_bot)
    direct = team.direct(me.id)
    place = team.channels.get(channel, direct if channel == "dm" else next(iter(team.channels.values())))
    if me.id not in place.members:
        place = next(iter(team.channels.values()))
    home = team.homes.get(me.id)
    now = slack.clock.now()
    return {
        "run": slack.run,
        "revision": slack.hub.revision,
        "team": {"id": team.id, "name": team.name, "domain": team.domain},
        "me": me.id,
        "bot": team.bot_user_id,
        "people": [_person(one) for one in team.people.values()],
        "channels": [_channel(slack, one, me) for one in team.channels.values() if me.id in one.members],
        "direct": direct.id,
        "channel": place.id,
        "messages": _messages(slack, place, me),
        "thread": [_message(one) for one in team.thread(place.id, thread)] if thread else [],
        "home": _view(home) if home else None,
        "modals": [_view(one) for one in team.stacks.get(me.id, [])],
        "status": {ts: words for (where, ts), words in team.statuses.items() if where == place.id},
        "prompts": team.prompts.get(place.id, []),
        "clock": {"now": now.timestamp(), "moved": slack.clock.offset.total_seconds()},
        "web": [_site(one) for one in slack.web.sites.values()],
        "hints": [vars(one) for one in slack.data.hints],
        "story": slack.story.done(team, slack.web),
        "shortcuts": _shortcuts(slack),
        "connected": slack.hub.delivery.ready or slack.delivery != "socket",
    }


def _person(person: Person) -> Json:
    names = ("id", "name", "real_name", "tz", "title", "color", "is_bot")
    return {name: getattr(person, name) for name in names}


def _channel(slack: "RehearsalSlack", channel: Channel, me: Person) -> Json:
    others = [one for one in slack.team.standing(channel.id) if one.user != me.id]
    pinged = [one.ts for one in others[-40:] if channel.kind == "im" or me.id in one.pings]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "archived": channel.archived,
        "app": slack.bot_user_id in channel.members,
        "latest": others[-1].ts if others else "",
        "pings": pinged[-20:],
    }


def _messages(slack: "RehearsalSlack", channel: Channel, me: Person) -> list[Json]:
    said = [one for one in slack.team.standing(channel.id) if not one.in_thread or one.broadcast]
    mine = [
        one
        for one in slack.team.whispers
        if one.channel == channel.id and one.ephemeral_for == me.id and not one.deleted
    ]
    both = sorted([*said, *mine], key=lambda one: one.ts)
    return [_message(one) for one in both[-MOST_MESSAGES:]]


def _message(message: Message) -> Json:
    out = message.to_api() | {
        "channel": message.channel,
        "ephemeral": message.ephemeral_for is not None,
        "by_app": message.by_app,
        "revision": message.revision,
        "pings": message.pings,
        "unfurls": message.unfurls,
    }
    for name in ("bot_profile", "metadata", "team", "client_msg_id", "app_id"):
        out.pop(name, None)
    return out


def _view(view: View) -> Json:
    return view.to_api() | {"state": view.state}


def _site(site: Site) -> Json:
    return {
        "host": site.host,
        "name": site.name,
        "color": site.color,
        "pages": [
            {
                "path": page.path,
                "address": f"{site.host}{page.path}",
                "title": page.title,
                "own": page.own,
                "post": page.post,
                "status": page.status,
                "trouble": page.trouble,
                "summary": page.summary,
                "link": page.link,
                "before": page.before,
                "after": page.after,
                "other_anchor": page.other_anchor,
                "other_target": page.other_target,
                "switches": {name: name in page.switches for name in (*EDITS, *TROUBLES)},
            }
            for page in site.pages
        ],
    }


def _shortcuts(slack: "RehearsalSlack") -> Json:
    manifest = slack.hub.manifest
    if manifest is None:
        return {
            "message": [["log_outreach", "Log as outreach"]],
            "global": [["new_outreach", "New outreach"]],
        }
    return {
        "message": [list(one) for one in manifest.message_shortcuts],
        "global": [list(one) for one in manifest.global_shortcuts],
    }
