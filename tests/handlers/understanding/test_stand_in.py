"""Who stands in while somebody is away."""

from datetime import UTC, datetime

import pytest

from handlers.understanding import understand
from handlers.understanding.intent import Act

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("away until Monday, Bob covers", "Bob"),
        ("I'm away until Friday, @bob stands in for me", "bob"),
        ("ooo until next Tuesday, covered by @alice", "alice"),
        ("on holiday until 7 December, ask Carla", "Carla"),
        ("I'm out until Monday. Bob Miller is covering", "Bob Miller"),
        ("away until Monday with @bob covering", "bob"),
        ("I'm on vacation until January 4, my stand-in is Tom", "Tom"),
        ("away until Monday", None),
        ("away until 5pm", None),
        ("I'll be away until Thursday, nobody covers", None),
        ("away until Monday, who covers?", None),
    ],
)
def test_the_one_who_is_named_stands_in(said: str, who: str | None) -> None:
    (intent,) = understand(said, now=NOW, tz="Europe/Berlin")
    assert (intent.act, intent.owner) == (Act.AWAY, who)
    assert intent.until is not None
