"""A large batch on several processor cores: a process for each, every host with one of them."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO
from zlib import crc32

from bot.links.batch import Answers, Row, run_here
from bot.links.urls import host_in
from bot.networks import allowed_networks
from storage.errors import Mendable
from storage.words import RelAgreed

_WORTH_BYTES = 50_000  # some 500 rows: less is done before a process has started
_MOST_PROCESSES = 8
_PIECE = 1 << 16


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worth_it(path: Path) -> bool:
    """Whether a file is large enough, and the machine too, for more than one process."""
    return cores() > 1 and path.is_file() and path.stat().st_size > _WORTH_BYTES


def run_in_processes(
    rows: Iterator[Row], concurrency: int, host_delay: float, answer: Answers, *, as_json: bool
) -> None:
    """Look at every row's page, in a process for each core; ``answer`` is called one at a time."""
    count = min(cores(), _MOST_PROCESSES, concurrency)
    options = [str(max(concurrency // count, 1)), str(host_delay), str(int(as_json))]
    command = [sys.executable, "-m", "bot.links.processes.shards", *options]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(count)
    ]
    hearing = _Hearing(answer)
    threads = [threading.Thread(target=hearing.listen, args=(process.stdout,)) for process in processes]
    try:
        for thread in threads:
            thread.start()
        _hand_out(rows, processes, hearing)
    except Mendable:
        raise  # after what came before it has been answered
    except BaseException:
        for process in processes:
            process.kill()
        raise
    finally:
        for process in processes:
            if process.stdin is not None:
                with suppress(BrokenPipeError):  # it ended early, which is told below
                    process.stdin.close()
        for thread in threads:
            thread.join()
        for process in processes:
            process.wait()
    if hearing.failure is not None:
        raise hearing.failure
    if any(process.returncode for process in processes):
        raise RuntimeError("a checking process ended early")


def _hand_out(rows: Iterator[Row], processes: "list[subprocess.Popen[bytes]]", hearing: "_Hearing") -> None:
    """Give each row to its host's process; a process that has enough makes this wait."""
    for row in rows:
        if hearing.failure is not None:
            raise hearing.failure
        host = host_in(row.page) or row.page
        # By host, so that one host is never visited by two at a time.
        process = processes[crc32(host.encode("utf-8", "replace")) % len(processes)]
        line = json.dumps([row.number, row.page, row.target, row.anchor, row.rel and row.rel.value])
        if process.stdin is not None:
            process.stdin.write(f"{line}\n".encode())  # a few dozen at a time: a file never stalls


class _Hearing:
    """Passes on what the processes answer, one line at a time."""

    def __init__(self, answer: Answers) -> None:
        self._answer = answer
        self._lock = threading.Lock()
        self.failure: Exception | None = None

    def listen(self, answers: IO[bytes]) -> None:
        """Pass on one process's answers until it ends, as many at a time as have come."""
        descriptor, rest = answers.fileno(), b""
        while arrived := os.read(descriptor, _PIECE):
            whole, newline, rest = (rest + arrived).rpartition(b"\n")
            if newline:
                done = [line.decode().partition("\t")[::2] for line in whole.split(b"\n")]
                self._pass_on(done)

    def _pass_on(self, done: list[tuple[str, str]]) -> None:
        with self._lock:
            if self.failure is None:
                try:
                    self._answer(done)
                except Exception as error:
                    self.failure = error


def main() -> None:
    """One of the processes: rows come in on stdin, answers go out on stdout."""

    def rows() -> Iterator[Row]:
        for line in sys.stdin.buffer:
            number, page, target, anchor, rel = json.loads(line)
            yield Row(number, page, target, anchor, RelAgreed(rel) if rel else None)

    def answer(done: Sequence[tuple[str, str]]) -> None:
        lines = "".join([f"{verdict}\t{line}\n" for verdict, line in done])
        sys.stdout.buffer.write(lines.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()

    concurrency, host_delay, as_json = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "1"
    try:
        asyncio.run(run_here(rows(), allowed_networks(), concurrency, host_delay, answer, as_json=as_json))
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(1)


if __name__ == "__main__":
    main()
