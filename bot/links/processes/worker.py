"""A reading process: tasks come in on stdin, answers go out on stdout; see ``workers``."""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from bot.links.page.reading import read
from bot.links.robots.files import judge, welcomes
from bot.links.walls.walls import challenge_of
from bot.links.watch.documents import read_document
from bot.links.watch.front import read_front

TASKS: dict[str, Callable[..., Any]] = {
    "read": read,
    "judge": judge,
    "welcomes": welcomes,
    "challenge_of": challenge_of,
    "document": read_document,
    "front": read_front,
}
_LENGTH = struct.Struct("!I")


def main() -> None:
    """Serve until stdin ends."""
    cpu_seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _restrain(memory)
    while True:
        head = source.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return
        task, arguments = pickle.loads(source.read(_LENGTH.unpack(head)[0]))  # noqa: S301 - the parent's own
        # The default action of SIGPROF ends the process, even inside C code.
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        answer = _answer(task, arguments)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _answer(task: str, arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps((True, TASKS[task](*arguments)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(_LENGTH.pack(len(answer)) + answer)
    answers.flush()


def _restrain(memory: int) -> None:
    """Less urgent than the process that answers Slack, and bounded in memory."""
    try:
        import resource

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    main()
