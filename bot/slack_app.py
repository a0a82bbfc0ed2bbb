"""The Bolt app: one for Socket Mode and HTTP, for one workspace and for many."""

import logging
import re
from collections.abc import Mapping

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.logger import get_bolt_logger
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped, warning_token_skipped
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest
from bot.clients import Clients
from bot.in_hand import InHand
from bot.settings import Settings
from handlers import registry
from handlers.doors import Doors
from storage.store import Store
from storage.team import installations

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"

ANY = re.compile(".*")

log = structlog.get_logger(__name__)


class _App(AsyncApp):
    """Bolt's app, which says while it answers somebody."""

    in_hand: InHand

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Answer one request, over whichever connection it came."""
        if why := _misshapen(req.body):
            log.warning("a request can't be read", why=why)
            return BoltResponse(status=400, body="")
        with self.in_hand.one():
            return await super().async_dispatch(req)


def _misshapen(body: Mapping[str, object]) -> str | None:
    """What of a request is not of the kind that Slack promises, where Bolt itself would stumble over it."""
    if body.get("type") == "event_callback" and not isinstance(body.get("event"), dict):
        return "no event"
    if body.get("type") == "block_actions":
        actions = body.get("actions")
        if not isinstance(actions, list) or not actions or not all(isinstance(one, dict) for one in actions):
            return "no actions"
    return None


class _Authorize(AsyncAuthorize):
    """Who answers a request, without a call to Slack before the ack."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - Bolt's own signature
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        return await self._clients.authorize(enterprise_id, team_id, user_id)


def _tells_something(record: logging.LogRecord) -> bool:
    return record.getMessage() not in {
        warning_client_prioritized_and_token_skipped(),
        warning_token_skipped(),
    }


def build_app(
    doors: Doors,
    clients: Clients,
    client: AsyncWebClient,
    *,
    signing_secret: str | None = None,
    oauth: AsyncOAuthFlow | None = None,
    in_hand: InHand | None = None,
) -> AsyncApp:
    """The app with every listener registered.

    ``process_before_response``: a listener stores what was asked before Slack hears that it arrived, so an
    acked sentence survives whatever comes next.
    """

    # The token in the environment is the client's, too: that Bolt leaves it alone is as it should be.
    logging.getLogger(get_bolt_logger(AsyncApp).name).addFilter(_tells_something)
    app = _App(
        name="outreach",
        client=client,
        # Socket Mode needs none; an empty one would let anybody in over HTTP, so HTTP is not served without.
        signing_secret=signing_secret or "",
        process_before_response=True,
        # A step is finished from the outbox with the bot's own token: the one that comes along soon expires.
        attaching_function_token_enabled=False,
        authorize=_Authorize(clients),  # type: ignore[arg-type] # Bolt takes it; its hint does not say
        oauth_flow=oauth,
        user_facing_authorize_error_message=(
            "Outreach is not installed in this workspace any more. Ask an admin to install it again."
        ),
    )
    app.in_hand = in_hand or InHand()
    registry.register(app, doors)

    @app.event(ANY)
    async def of_no_meaning(event: Mapping[str, object]) -> None:
        # Somebody subscribed the app to more than its manifest says. Unanswered, Slack would repeat it, and
        # sends nothing at all any more where too much stays unanswered.
        log.debug("an event of no meaning", type=event.get("type"))

    @app.error
    async def broken(error: Exception) -> BoltResponse:
        # The net below: listeners answer for their own errors. Nothing is stored, and nobody was answered:
        # Slack sends an event again, and tells who typed a command that it came to nothing.
        log.error("a request failed", exc_info=error)
        return BoltResponse(status=500, body="")

    return app


def oauth_flow(store: Store, settings: Settings, client: AsyncWebClient) -> AsyncOAuthFlow:
    """``/slack/install`` and ``/slack/oauth_redirect`` for an app that many workspaces install."""
    if not (settings.slack_client_id and settings.slack_client_secret and settings.secret_key):
        raise ValueError("the settings of many workspaces are incomplete")
    return AsyncOAuthFlow(
        client=client,
        settings=AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            scopes=manifest.bot_scopes(),
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installations.installation_store(
                store, settings.slack_client_id, settings.secret_key.get_secret_value()
            ),
            state_store=installations.state_store(store),
        ),
    )
