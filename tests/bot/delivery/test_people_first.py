"""What nobody waits for steps back while somebody does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from delivery_scene import Scene, plain
from sqlalchemy import text

from bot.in_hand import InHand
from storage.models import Post, PostKind
from storage.posts.outgoing import Outgoing
from storage.store import Scope


@pytest.fixture
async def nobody(scene: Scene) -> AsyncIterator[InHand]:
    """Requests in hand: none so far."""
    yield InHand()


async def test_a_post_half_composed_waits_for_a_request_and_an_answer_does_not(
    scene: Scene, nobody: InHand
) -> None:
    begun, steps = asyncio.Event(), 0

    async def slowly(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
        nonlocal steps
        if post.kind is PostKind.DIGEST:
            for _ in range(3):
                await scope.session.execute(text("SELECT 1"))
                steps += 1
                begun.set()
                await asyncio.sleep(0.02)
        return await plain(scope, post, now)

    async def over(_seconds: float) -> None:
        await nobody.over(60)  # a busy machine needs longer than people are waited for

    await scene.put("a digest", kind=PostKind.DIGEST, epoch=f"{scene.clock.now():%Y-%m-%d}")
    delivery = scene.delivery(compose=slowly, after=over)
    running = asyncio.create_task(delivery.run())
    await begun.wait()
    with nobody.one():
        await scene.put("an answer", "C2", kind=PostKind.ANSWER)
        delivery.poke()
        while not scene.slack.messages:  # noqa: ASYNC110 - it is another server's list
            await asyncio.sleep(0.01)
        assert steps == 1
        assert [one["text"] for one in scene.slack.messages] == ["an answer"]
    while len(scene.slack.messages) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert steps == 3
    await delivery.drain(1)
    await running


async def test_a_crowd_that_never_ends_holds_no_digest_back_for_good(scene: Scene, nobody: InHand) -> None:
    with nobody.one():
        await scene.put("a digest", kind=PostKind.DIGEST, epoch=f"{scene.clock.now():%Y-%m-%d}")
        await scene.delivery(after=nobody.over).tick()
    assert [one["text"] for one in scene.slack.messages] == ["a digest"]
