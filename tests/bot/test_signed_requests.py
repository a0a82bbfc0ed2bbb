"""The HTTP door: strangers get no further than it."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.connection import EVENTS_PATH, Http
from bot.slack_app import build_app
from handlers.doors import Doors
from storage.store import Store

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


class Anybody:
    async def for_workspace(self, slack_id: str) -> AsyncWebClient | None:
        return None

    async def authorize(self, *who: str | None) -> AuthorizeResult | None:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_token="xoxb-1")


@pytest.fixture
async def door(tmp_path: Path, empty_ledger: Path) -> AsyncIterator[str]:
    shutil.copyfile(empty_ledger, tmp_path / "outreach.db")
    store = Store.open(f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}")
    nobody = AsyncWebClient(base_url="http://127.0.0.1:9/", timeout=1)
    doors = Doors(store, lambda: datetime.now(UTC), lambda: None, lambda: None)
    http = Http(build_app(doors, Anybody(), nobody, signing_secret=SECRET), 0, SECRET, "127.0.0.1")
    await http.open()
    yield f"http://127.0.0.1:{http.port}{EVENTS_PATH}"
    await http.close()
    await store.close()


def signed(body: bytes, kind: dict[str, str]) -> dict[str, str]:
    now = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body)
    return {**kind, "X-Slack-Request-Timestamp": now, "X-Slack-Signature": str(signature)}


async def send(door: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(door, data=body, headers=headers) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=\u00e9"},
    ],
)
async def test_what_slack_did_not_sign_is_refused_unread(door, caplog, proof) -> None:
    for body in (b"", b'{"a":', b"payload=%7B", b"\xff\xfe", b"payload=[]", b"[" * 5000):
        assert await send(door, body, {**JSON, **proof}) == (401, "")
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize(
    "body", [b'{"a":', b"payload=%7B", b"payload=[]", b'{"authorizations": 5}', b"{" * 5000]
)
async def test_what_is_signed_and_broken_is_a_bad_request(door, caplog, body) -> None:
    status, text = await send(door, body, signed(body, FORM))
    assert (status, text) == (400, "")
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_body_beyond_all_measure_is_refused(door) -> None:
    body = b"payload=" + b"x" * 2_000_000
    assert (await send(door, body, signed(body, FORM)))[0] == 413

    async def drips() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000
            await asyncio.sleep(0)

    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(door, data=drips(), headers=FORM) as answer:
                assert answer.status == 413
        except aiohttp.ClientConnectionError:
            pass  # hung up on in the middle of it


async def test_a_signed_command_is_answered(door) -> None:
    body = urlencode(
        {
            "command": "/outreach",
            "text": "help",
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "trigger_id": "1.2",
        }
    ).encode()
    status, text = await send(door, body, signed(body, FORM))
    assert status == 200
    assert "/outreach emailed jane@techblog.com" in text


async def test_a_form_that_was_closed_is_acked(door) -> None:
    closed = {
        "type": "view_closed",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {"id": "V1", "callback_id": "outreach", "private_metadata": "{}"},
        "is_cleared": False,
    }
    body = urlencode({"payload": json.dumps(closed)}).encode()
    assert await send(door, body, signed(body, FORM)) == (200, "")


async def test_slacks_unsigned_certificate_check_is_answered(door) -> None:
    assert await send(door, b"ssl_check=1&token=x", FORM) == (200, "")
