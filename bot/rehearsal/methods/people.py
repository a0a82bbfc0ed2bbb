"""``auth.*``, ``users.*``, ``bots.*``, ``team.*`` and ``oauth.*``."""

import secrets
from typing import Any

from bot.rehearsal.hub import SlackError
from bot.rehearsal.methods.registry import Call, method, page

Json = dict[str, Any]


@method("auth.test")
async def test(call: Call) -> Json:
    """Whose token this is."""
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": team.people[team.bot_user_id].name,
        "team_id": team.id,
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
        "app_id": team.app_id,
        "is_enterprise_install": False,
    }


@method("api.test", holder="none")
async def api_test(call: Call) -> Json:
    """Says back what it is told."""
    if error := call.text("error"):
        raise SlackError(error)
    return {"args": call.args}


@method("auth.revoke")
async def revoke(call: Call) -> Json:
    """The app gives its token back."""
    if not call.flag("test"):
        call.team.revoked = True
    return {"revoked": not call.flag("test")}


@method("apps.connections.open", "connections:write", holder="app")
async def connections_open(call: Call) -> Json:
    """The address of a new socket."""
    base = call.hub.base.replace("http://", "ws://")
    return {"url": f"{base}/link/?ticket={call.hub.delivery.ticket()}&app_id={call.hub.app_id}"}


@method("users.info", "users:read")
async def user_info(call: Call) -> Json:
    """One person, with time zone and (when asked for) locale."""
    person = call.team.people.get(call.needed("user"))
    if person is None:
        raise SlackError("user_not_found")
    out = call.team.user_api(person)
    if not call.flag("include_locale"):
        out.pop("locale")
    if call.hub.manifest is not None and "users:read.email" not in call.hub.manifest.scopes:
        out["profile"].pop("email", None)
    return {"user": out}


@method("users.lookupByEmail", "users:read.email")
async def user_by_email(call: Call) -> Json:
    """The person whose address it is."""
    wanted = call.needed("email").lower()
    person = next((one for one in call.team.people.values() if one.email and one.email == wanted), None)
    if person is None or person.deleted:
        raise SlackError("users_not_found")
    out = call.team.user_api(person)
    out.pop("locale")
    return {"user": out}


@method("users.list", "users:read")
async def user_list(call: Call) -> Json:
    """Everybody."""
    part, more = page(call, list(call.team.people.values()))
    return {
        "members": [call.team.user_api(one) for one in part],
        "cache_ts": int(call.hub.clock.now().timestamp()),
        "response_metadata": more,
    }


@method("bots.info", "users:read")
async def bot_info(call: Call) -> Json:
    """The app's own bot."""
    if call.text("bot", call.team.bot_id) != call.team.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": call.team.bot_profile()}


@method("team.info", "team:read")
async def team_info(call: Call) -> Json:
    """The workspace."""
    team = call.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


@method("oauth.v2.access", holder="client")
async def oauth(call: Call) -> Json:
    """An installation's code becomes its token."""
    hub = call.hub
    if call.args.get("client_id") != hub.client_id or call.args.get("client_secret") != hub.client_secret:
        raise SlackError(
            "bad_client_secret" if call.args.get("client_id") == hub.client_id else "invalid_client_id"
        )
    team = hub.installing.pop(call.needed("code"), None)
    if team is None:
        raise SlackError("invalid_code")
    if team.revoked:
        team.revoked = False
        team.bot_token = f"xoxb-{team.id}-{secrets.token_hex(12)}"
    hub.teams[team.id] = team
    installer = next(person.id for person in team.people.values() if not person.is_bot)
    scopes = hub.manifest.scopes if hub.manifest else frozenset({"chat:write", "commands"})
    return {
        "access_token": team.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(scopes)),
        "bot_user_id": team.bot_user_id,
        "app_id": team.app_id,
        "team": {"name": team.name, "id": team.id},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": installer},
    }
