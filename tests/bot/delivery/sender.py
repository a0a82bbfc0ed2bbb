"""A process that delivers until it is killed: ``python sender.py DATABASE SLACK``."""

import asyncio
import sys

from delivery_scene import QUICK, plain
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.delivery import Delivery
from storage.store import Store


async def main(database: str, slack: str) -> None:
    store = Store.open(database)

    async def clients(workspace: str) -> AsyncWebClient:
        return AsyncWebClient("xoxb-1", base_url=slack, retry_handlers=[])

    print("started", flush=True)
    await Delivery(store, clients, plain, Clock(), timing=QUICK).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
