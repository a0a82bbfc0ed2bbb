"""Which browser is there, and starting one that is bounded, reaches nothing and is gone afterwards."""

import asyncio
import os
import shlex
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import Mendable

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

#: What one process of the browser may take: memory of its own in KiB, processor time in seconds, the largest
#: file in KiB. What V8 only reserves does not count.
MEMORY_KIB, CPU_SECONDS, FILE_KIB = 1_500_000, 30, 100_000

_FLAGS = (
    # Nothing to dial: no name resolves, not even the proxy's, and loopback is no exception.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://nowhere.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    # A page in one process of bounded memory, without what nobody looks at.
    "--disable-gpu",
    "--mute-audio",
    "--disable-dev-shm-usage",
    "--disable-3d-apis",
    "--disable-notifications",
    "--js-flags=--max-old-space-size=384",
    "--disable-features=WebTransport,WebUSB,WebBluetooth,SharedWorker,Translate,MediaRouter,OptimizationHints",
)

# An empty network namespace, where the system lets us make one, has nothing to reach; everything that
# Chromium needs comes over the pipe from its driver.
_LAUNCH = """#!/bin/sh
ulimit -d {memory}; ulimit -t {cpu}; ulimit -f {file}; ulimit -c 0
echo $$ > {pid}
for apart in 'unshare --net' 'unshare --map-current-user --net'; do
  if $apart true 2>/dev/null; then exec $apart {browser} "$@"; fi
done
exec {browser} "$@"
"""


class NoBrowser(Mendable):
    """Pages can't be rendered on this machine."""


def find_browser() -> str | None:
    """The path of the system's Chromium or a relative of it, None where there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in (*found, *_PLACES) if path and os.access(path, os.X_OK)), None)


def needed_browser() -> str:
    """The browser to render with; raises ``NoBrowser`` saying what is missing."""
    if find_spec("playwright") is None:
        raise NoBrowser(
            "OUTREACH_RENDER is set, and the extra that renders pages is not installed.",
            "Install it, or unset OUTREACH_RENDER.",
            "pip install 'outreach[render]'",
        )
    browser = find_browser()
    if browser is None or sys.platform == "win32":
        raise NoBrowser(
            "OUTREACH_RENDER is set, and there is no Chromium on this machine.",
            "Install Chromium or Chrome, or unset OUTREACH_RENDER.",
            "apt install chromium",
        )
    return browser


@asynccontextmanager
async def chromium(driver: "Playwright", browser: str) -> "AsyncIterator[Browser]":
    """A browser for one page, with an empty profile; killed with all its processes when it is done with."""
    with tempfile.TemporaryDirectory(prefix="outreach-render-", ignore_cleanup_errors=True) as folder:
        launch, pid = _launcher(folder, browser)
        started: Browser | None = None
        try:
            started = await driver.chromium.launch(
                executable_path=str(launch),
                args=list(_FLAGS),
                # Chromium's own sandbox does not work for root, who should not run this.
                chromium_sandbox=os.geteuid() != 0,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                env={"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder},
                timeout=15_000,
            )
            yield started
        finally:
            await asyncio.shield(_end(started, pid))


def _launcher(folder: str, browser: str) -> tuple[Path, Path]:
    """What starts the browser within its bounds, and the file it writes its process number to."""
    launch, pid = Path(folder, "launch"), Path(folder, "pid")
    launch.write_text(
        _LAUNCH.format(
            memory=MEMORY_KIB,
            cpu=CPU_SECONDS,
            file=2 * FILE_KIB,  # counted in blocks of 512 bytes
            pid=shlex.quote(str(pid)),
            browser=shlex.quote(browser),
        )
    )
    launch.chmod(0o700)
    return launch, pid


async def _end(browser: "Browser | None", pid: Path) -> None:
    """Kill first, so that a page that holds on to its browser gains nothing by it."""
    _kill(pid)
    if browser is not None:
        with suppress(Exception):
            async with asyncio.timeout(5):
                await browser.close()


def _kill(pid: Path) -> None:
    with suppress(OSError, ValueError):
        number = int(pid.read_text())
        # The driver starts it as the leader of a group of its own.
        if number > 1 and os.getpgid(number) == number:
            os.killpg(number, signal.SIGKILL)
