"""Slack is away for hours: what comes when it is back, by Slack's own record."""

import asyncio
import json
from typing import Any

import pytest
from delivery_scene import Scene

from handlers.posts import compose
from storage.models import PostKind
from storage.posts import outbox
from storage.team import channels
from storage.watch import placements
from storage.watch.placements import Promise
from storage.work import outreach


async def promised(scene: Scene, number: int) -> int:
    """A promised link on a site of its own; its placement's number."""
    now = scene.clock.now()
    async with scene.store.writing("T1", now) as scope:
        await channels.ensure(scope, "C1", "Europe/Berlin", now)
        ask = outreach.Ask(site=f"site{number}.com", owner="U1", channel="C1")
        task = (await outreach.log(scope, ask, by="U1", now=now)).id
        made = Promise(target="https://acme.com/guide", page=f"https://site{number}.com/tools")
        return await placements.promise(scope, task, made, by="U1", now=now)


async def went_live(scene: Scene, placement: int, number: int) -> None:
    facts: dict[str, Any] = {
        "event": "live",
        "at": scene.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "placement": placement,
        "outreach": placement,
        "owner": "U1",
        "site": f"site{number}.com",
        "page": f"https://site{number}.com/tools",
        "target": "https://acme.com/guide",
    }
    await scene.put(f"placement:{placement}", kind=PostKind.LIVE, urgent=True, **facts)


def news(scene: Scene) -> list[str]:
    """Every message that speaks of live links, the cards aside."""
    seen = [json.dumps([one["text"], one.get("blocks")]) for one in scene.slack.messages]
    return [one for one in seen if "Link live" in one or "News about" in one]


@pytest.mark.parametrize("fault", ["503", "429", "accepted_500"])
async def test_hours_without_slack_end_in_one_summary_with_everything_in_it(scene: Scene, fault: str) -> None:
    delivery = scene.delivery(compose=compose)
    numbers = [await promised(scene, number) for number in range(24)]
    await scene.settle(delivery)
    cards = len(scene.slack.messages)
    if fault == "accepted_500":  # once: what is there is found, and not said again
        scene.slack.fault("chat.postMessage", fault)
    scene.slack.fault("chat.postMessage", "503" if fault == "accepted_500" else fault, times=999)
    for number, placement in enumerate(numbers):
        await went_live(scene, placement, number)
        scene.pass_time(minutes=8)
        running = asyncio.create_task(delivery.tick())
        await asyncio.wait({running}, timeout=2)
        running.cancel()
    scene.slack.faults.clear()
    scene.pass_time(minutes=30)
    await scene.settle(delivery)
    said = news(scene)
    assert len(scene.slack.messages) - cards == len(said)
    assert len(said) <= 3
    for number in range(24):
        assert sum(f"site{number}.com/tools" in one for one in said) == 1
    async with scene.store.read() as session:
        assert await outbox.stuck(session, now=scene.clock.now()) == []


async def test_news_after_the_outage_has_posts_of_its_own_again(scene: Scene) -> None:
    delivery = scene.delivery(compose=compose)
    numbers = [await promised(scene, number) for number in range(9)]
    await scene.settle(delivery)
    for number, placement in enumerate(numbers[:8]):
        await went_live(scene, placement, number)
    scene.pass_time(hours=3)
    await scene.settle(delivery)
    await went_live(scene, numbers[8], 8)
    await scene.settle(delivery)
    summed, single = news(scene)
    assert "News about 8 links" in summed
    assert "site8.com/tools" in single
