"""Commands of ``outreach`` as processes of their own that start in no time.

Loading the bot takes some seconds of processor time. One process loads it once and forks for every start:
each is a process with a memory of its own, which kill -9 ends like any other.
"""

import asyncio
import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass
class Started:
    """A process that was started; what it writes stands in its log."""

    pid: int
    ended: Future[int] = field(default_factory=Future)

    @property
    def returncode(self) -> int | None:
        """Its exit code, the negative signal that ended it, or None while it runs."""
        return self.ended.result() if self.ended.done() else None

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it is over."""
        if not self.ended.done():
            os.kill(self.pid, number)

    async def wait(self) -> int:
        """Wait until it is over; its exit code."""
        return await asyncio.shield(asyncio.wrap_future(self.ended))


class Forks:
    """The process that has everything loaded, and what it was asked to start."""

    def __init__(self) -> None:
        self._loaded = subprocess.Popen(
            [sys.executable, "-c", "import forking; forking.fork_when_asked()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parent}"},
            text=True,
        )
        self._asked: Future[int] = Future()
        self._running: dict[int, Started] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        atexit.register(self.close)

    async def start(
        self, words: Sequence[str], *, env: Mapping[str, str], folder: Path, out: Path, log: Path
    ) -> Started:
        """Start ``outreach`` with these words, in ``folder``; both files are appended to."""
        self._ask(words, env, folder, out, log)
        return self._running[await asyncio.wrap_future(self._asked)]

    def run(
        self, words: Sequence[str], *, env: Mapping[str, str], folder: Path
    ) -> subprocess.CompletedProcess[bytes]:
        """Run ``outreach`` with these words, in ``folder``, and wait until it is over."""
        with TemporaryDirectory() as kept:
            out, log = Path(kept) / "out", Path(kept) / "log"
            self._ask(words, env, folder, out, log)
            code = self._running[self._asked.result()].ended.result(timeout=100)
            return subprocess.CompletedProcess([*words], code, out.read_bytes(), log.read_bytes())

    def _ask(self, words: Sequence[str], env: Mapping[str, str], folder: Path, out: Path, log: Path) -> None:
        asked = {"words": [*words], "env": {**env}, "folder": str(folder), "out": str(out), "log": str(log)}
        assert self._loaded.stdin is not None
        self._asked = Future()
        self._loaded.stdin.write(json.dumps(asked) + "\n")
        self._loaded.stdin.flush()

    def close(self) -> None:
        """End it, and all that it started."""
        assert self._loaded.stdin is not None
        self._loaded.stdin.close()
        self._loaded.wait()

    def _listen(self) -> None:
        assert self._loaded.stdout is not None
        for line in self._loaded.stdout:
            pid, code = json.loads(line)
            if code is None:
                self._running[pid] = Started(pid)
                self._asked.set_result(pid)
            else:
                self._running.pop(pid).ended.set_result(code)


@cache
def forks() -> Forks:
    """The one of this run of the tests."""
    return Forks()


def fork_when_asked() -> None:
    """Load the bot and fork for every line on standard input, until that ends; what was started ends then."""
    from bot import app  # noqa: F401 - loaded for those that are forked
    from bot.commands import export, import_file, report, run  # noqa: F401
    from bot.links.checker import Checker  # noqa: F401
    from bot.warm_up import warm_up

    asyncio.run(warm_up(datetime.now(UTC)))
    running: set[int] = set()
    while True:
        heard, _, _ = select.select([0], [], [], 0.02 if running else None)
        if heard:
            line = _line()
            if not line:
                break
            pid = os.fork()
            if not pid:
                _become(json.loads(line))
            running.add(pid)
            _tell(pid, None)
        for pid in [*running]:
            over, status = os.waitpid(pid, os.WNOHANG)
            if over:
                running.discard(pid)
                _tell(pid, os.waitstatus_to_exitcode(status))
    for pid in running:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _line() -> bytes:
    """The next line, unbuffered: whoever is forked must find nothing in a buffer."""
    found = b""
    while not found.endswith(b"\n"):
        more = os.read(0, 1)
        if not more:
            return b""
        found += more
    return found


def _tell(pid: int, code: int | None) -> None:
    os.write(1, json.dumps([pid, code]).encode() + b"\n")


def _become(asked: dict[str, Any]) -> None:
    code = 1
    try:
        for path, flags, at in (
            (os.devnull, os.O_RDONLY, 0),
            (asked["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 1),
            (asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 2),
        ):
            opened = os.open(path, flags, 0o600)
            os.dup2(opened, at)
            os.close(opened)
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["env"])
        code = _outreach(asked["words"])
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _outreach(words: list[str]) -> int:
    """``outreach run`` with less patience for what a killed process held, or any other command."""
    from bot import app, logs
    from bot.cli import main
    from bot.delivery import Timing
    from bot.engine.visits import Limits
    from bot.load_settings import load
    from bot.patience import Patience

    if words != ["run"]:
        main(words)
    settings = load(rehearsal=False)
    logs.configure(settings.log, secrets=settings.secrets)
    patience = Patience(
        delivery=Timing(request=4.0, settle=0.5, lease=6.0, poll=0.5, first_wait=0.5),
        visits=Limits(lease=8.0, longest_look=5.0, report_every=1.0, host_delay=0.5),
        ping=2.0,
    )
    asyncio.run(app.serve(settings, rehearsal=False, port=0, patience=patience))
    return 0
