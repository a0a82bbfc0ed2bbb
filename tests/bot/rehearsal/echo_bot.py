"""A tiny app on real Bolt, to see whether the rehearsal speaks Slack's protocol."""

import asyncio
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.rehearsal import RehearsalSlack

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str, value: str = "1") -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": value}


def form() -> Json:
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("New ask"),
        "submit": plain("Log"),
        "close": plain("Cancel"),
        "notify_on_close": True,
        "private_metadata": "m",
        "blocks": [
            {
                "type": "input",
                "block_id": "site",
                "label": plain("Site"),
                "element": {"type": "plain_text_input", "action_id": "v"},
            },
            {
                "type": "input",
                "block_id": "campaign",
                "optional": True,
                "label": plain("Campaign"),
                "element": {"type": "external_select", "action_id": "pick", "min_query_length": 0},
            },
            {
                "type": "input",
                "block_id": "when",
                "optional": True,
                "label": plain("When"),
                "element": {"type": "datepicker", "action_id": "d", "initial_date": "2026-12-01"},
            },
        ],
    }


class EchoBot:
    """Says back what it hears; ``heard`` is every body it was handed."""

    def __init__(self, slack: RehearsalSlack, *, http: bool = False) -> None:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        self.app = AsyncApp(client=client, signing_secret=slack.signing_secret)
        self.client = client
        self.heard: list[Json] = []
        self.retries: list[str | None] = []
        self.handler = (
            None
            if http
            else AsyncSocketModeHandler(
                self.app,
                slack.app_token,
                web_client=AsyncWebClient(base_url=slack.api_url),
                ping_interval=1,
            )
        )
        self._listen()

    async def start(self) -> None:
        assert self.handler is not None
        await self.handler.connect_async()

    async def stop(self) -> None:
        assert self.handler is not None
        await self.handler.close_async()

    def _listen(self) -> None:
        app = self.app

        @app.middleware
        async def note(body, req, next):  # type: ignore[no-untyped-def]  # noqa: A002
            self.heard.append(body)
            self.retries.append((req.headers.get("x-slack-retry-num") or [None])[0])
            await next()

        @app.command("/outreach")
        async def command(ack, command, respond, client):  # type: ignore[no-untyped-def]
            if command["text"] == "form":
                await client.views_open(trigger_id=command["trigger_id"], view=form())
                await ack()
                return
            await ack(
                text=f"you said {command['text']}",
                blocks=[
                    {"type": "section", "text": {"type": "mrkdwn", "text": f"*You* said {command['text']}"}},
                    {"type": "actions", "elements": [button("Undo", "undo", "7")]},
                ],
            )
            await asyncio.sleep(0.05)  # the ack and the answer address race, in Slack too
            await respond("and later this")

        @app.event("app_mention")
        async def mention(event, say):  # type: ignore[no-untyped-def]
            await say(text=f"Heard: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

        @app.event("message")
        async def message(event, say):  # type: ignore[no-untyped-def]
            if event.get("channel_type") == "im" and not event.get("subtype"):
                await say(text=f"Privately: {event['text']}")

        @app.event("reaction_added")
        async def reaction(event, client):  # type: ignore[no-untyped-def]
            item = event["item"]
            await client.chat_postMessage(channel=item["channel"], text="link!", thread_ts=item["ts"])

        @app.event("app_home_opened")
        async def home(event, client):  # type: ignore[no-untyped-def]
            view = {"type": "home", "blocks": [{"type": "header", "text": plain("Your work")}]}
            await client.views_publish(user_id=event["user"], view=view)

        @app.action("undo")
        async def undo(ack, action, respond):  # type: ignore[no-untyped-def]
            await ack()
            await respond(text=f"undone {action['value']}", replace_original=True)

        @app.shortcut("log_outreach")
        async def log(ack, shortcut, respond):  # type: ignore[no-untyped-def]
            await ack()
            await respond(f"logged {shortcut['message']['text']}")

        @app.shortcut("new_outreach")
        async def new(ack, shortcut, client):  # type: ignore[no-untyped-def]
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=form())

        @app.options("pick")
        async def pick(ack, payload):  # type: ignore[no-untyped-def]
            names = [name for name in ("Acme", "Beta") if payload["value"].lower() in name.lower()]
            await ack(options=[{"text": plain(name), "value": name.lower()} for name in names])

        @app.view("ask")
        async def asked(ack, view, client, body):  # type: ignore[no-untyped-def]
            site = view["state"]["values"]["site"]["v"]["value"]
            if "." not in site:
                await ack(response_action="errors", errors={"site": f"{site} is no site"})
                return
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Logged {site}")

        @app.view_closed("ask")
        async def closed(ack):  # type: ignore[no-untyped-def]
            await ack()
