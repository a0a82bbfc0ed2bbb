"""Processes that read what might take long, and can be killed for it.

lexbor needs time that grows with the square of a page's nesting, and C code can't be interrupted; so a page
that isn't plainly cheap is read where two seconds of processor time end it (``ITIMER_PROF``, whose signal
kills the process), while the event loop goes on. A process is started when the first such page comes.
"""

import asyncio
import os
import pickle
import signal
import struct
import sys
from collections import deque
from contextlib import suppress
from typing import Any

CPU_SECONDS = 2.0
_WALL_SECONDS = 15.0
_LENGTH = struct.Struct("!I")
_MEMORY = 2 * 1024**3


class TookTooLong(Exception):  # noqa: N818 - it names what happened
    """Reading this took more processor time or memory than anything honest needs."""


class Workers:
    """A few reading processes, grown as needed and replaced when killed."""

    def __init__(self, most: int = 2, cpu_seconds: float = CPU_SECONDS) -> None:
        self._most = most
        self._cpu_seconds = cpu_seconds
        self._free: deque[asyncio.subprocess.Process] = deque()
        self._places = asyncio.Semaphore(most)
        self._all: set[asyncio.subprocess.Process] = set()

    async def run(self, task: str, *arguments: Any) -> Any:
        """The result of the named task (see ``TASKS``) on picklable ``arguments``; raises ``TookTooLong``."""
        message = pickle.dumps((task, arguments), pickle.HIGHEST_PROTOCOL)
        async with self._places:
            for attempt in (1, 2):
                fresh = not self._free
                process = await self._start() if fresh else self._free.pop()
                try:
                    async with asyncio.timeout(_WALL_SECONDS):
                        answer = await self._exchange(process, message)
                except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
                    await self._kill(process)
                    if attempt == 1 and process.returncode in (0, None) and not fresh:
                        continue
                    raise TookTooLong from None
                except BaseException:
                    await self._kill(process)
                    raise
                self._free.append(process)
                # The answer comes from our own process, over a pipe that nobody else holds.
                done, result = pickle.loads(answer)  # noqa: S301
                if done:
                    return result
                if isinstance(result, MemoryError):
                    raise TookTooLong
                raise result
        raise TookTooLong

    async def aclose(self) -> None:
        """End every process."""
        for process in list(self._all):
            await self._kill(process)

    async def _start(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.links.processes.worker",
            str(self._cpu_seconds),
            str(_MEMORY),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._all.add(process)
        return process

    async def _exchange(self, process: asyncio.subprocess.Process, message: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise ConnectionError
        process.stdin.write(_LENGTH.pack(len(message)) + message)
        await process.stdin.drain()
        size = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))[0]
        return await process.stdout.readexactly(size)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        self._all.discard(process)
        if process.returncode is None:
            # Not Process.kill: it polls, and so takes the exit status from under asyncio's own watcher.
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()
