"""Long lists, a piece at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

#: As many keys as one statement takes in its stride.
AT_ONCE = 400

T = TypeVar("T")


def pieces(keys: Sequence[T], at_once: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """All of ``keys``, in their order, at most ``at_once`` of them in each piece."""
    return (keys[start : start + at_once] for start in range(0, len(keys), at_once))
