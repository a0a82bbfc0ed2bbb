"""Everything at once: answers lost, Slack away, senders killed. Slack's own record is the oracle."""

import asyncio
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from delivery_scene import QUICK, Scene
from fake_slack import FakeSlack, Fault

from storage.models import PostState

SENDER = str(Path(__file__).with_name("sender.py"))
KINDS = ["429", "503", "500", "accepted_500", "drop", "accepted_drop", "slow", "nothing"]


class Unlucky(FakeSlack):
    """Fails one post in three, in every way there is, and one look in six."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.luck = random.Random(seed)
        self.calm = False

    def _next_fault(self, method: str, channel: str) -> Fault | None:
        chance = {"chat.postMessage": 0.33, "conversations.history": 0.17}.get(method, 0.0)
        if self.calm or self.luck.random() >= chance:
            return None
        return Fault(method, self.luck.choice(KINDS), retry_after=0.02, seconds=self.luck.random())


async def _survives(scene: Scene, seed: int, posts: int, kills: int, database: str | None = None) -> None:
    """Kills deliveries in this process or, with a database's address, processes of their own."""
    unlucky = Unlucky(seed)
    await unlucky.start()
    scene.slack = unlucky
    try:
        for number in range(posts):
            await scene.put(f"outreach:{number}", f"C{number % 10}", text=f"{number:04d}")
        for pause in _pauses(seed, kills):
            if database is not None:
                await _killed(database, unlucky.url, pause)
                continue
            doomed = scene.delivery(QUICK)
            ticking = asyncio.create_task(doomed.tick())
            await asyncio.sleep(pause)
            await scene.kill(doomed)
            await ticking
        await scene.settle(scene.delivery(QUICK))
    finally:
        await unlucky.stop()
    assert unlucky.doubled() == []
    assert len(unlucky.messages) == posts
    for channel in range(10):
        texts = unlucky.texts(f"C{channel}")
        assert texts == sorted(texts)
    assert {post.state for post in await scene.posts()} == {PostState.SENT}


async def _killed(database: str, slack: str, after: float) -> None:
    """A real process that is killed as hard as the system can, ``after`` seconds into its work."""
    sender = await asyncio.create_subprocess_exec(
        sys.executable, SENDER, database, slack, stdout=asyncio.subprocess.PIPE
    )
    assert sender.stdout is not None
    await sender.stdout.readline()
    await asyncio.sleep(after)
    sender.kill()
    await sender.wait()


def _pauses(seed: int, kills: int) -> Iterator[float]:
    luck = random.Random(seed + 1)
    for _ in range(kills):
        yield luck.random() * 0.4


async def test_nothing_is_lost_or_doubled_when_the_process_is_killed(scene: Scene, database: str) -> None:
    await _survives(scene, seed=11, posts=40, kills=4, database=database)


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_nothing_is_lost_or_doubled_when_a_hundred_processes_are_killed(
    scene: Scene, database: str
) -> None:
    await _survives(scene, seed=12, posts=400, kills=100, database=database)


async def test_nothing_is_lost_or_doubled_through_faults_and_kills(scene: Scene) -> None:
    await _survives(scene, seed=7, posts=60, kills=8)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(6))
async def test_nothing_is_lost_or_doubled_through_hundreds_of_kills(scene: Scene, seed: int) -> None:
    await _survives(scene, seed=seed, posts=300, kills=50)
