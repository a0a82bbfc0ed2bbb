"""A page as its scripts make it, from a browser that lives for this one page."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.links.rendering.browser import chromium, needed_browser
from bot.links.rendering.requests import Gate, Requests, Sender
from bot.links.urls import BadUrl, parse
from bot.links.wire.reply import Reply

if TYPE_CHECKING:
    from playwright.async_api import Page, Playwright

SECONDS = 20.0
#: How long a page may go on asking for things after it has loaded, in seconds.
SETTLE_SECONDS = 6.0
MOST_LETTERS = 5_000_000

log = structlog.get_logger(__name__)

# Pages speak to nobody but through the requests that we answer.
_MUTE = """
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport',
  'SharedWorker', 'EventSource']) {
  try { Object.defineProperty(window, name, {value: undefined}) } catch {}
}
"""
# Run in a world of its own, where no script of the page has replaced anything.
_SERIALIZE = """(() => {
  const html = document.documentElement ? document.documentElement.outerHTML : '';
  return html.length > %d ? null : [html, document.baseURI, location.href];
})()"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page's markup after its scripts ran, and the address its links start from.

    ``whole`` says that everything it asked for was had and that it had come to rest.
    """

    html: str
    base: str
    whole: bool


class Renderer:
    """Renders one page at a time, each in a browser of its own; the driver runs until ``aclose``.

    Raises :class:`~bot.links.rendering.browser.NoBrowser` where this machine has none.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._browser = needed_browser()
        self._seconds = seconds
        self._one = asyncio.Lock()
        self._driver: Playwright | None = None

    async def render(
        self, url: str, reply: Reply, sender: Sender, gate: Gate, user_agent: str, deadline: float
    ) -> Rendered | None:
        """The page at ``url``, whose answer was ``reply`` (unpacked), or None where that can't be had.

        All that it asks for goes over ``sender``; ``gate`` is asked before each frame's page. It is over at
        ``deadline`` (the loop's time) at the latest, waiting for other pages included.
        """
        try:
            async with asyncio.timeout_at(deadline), self._one:
                ends = min(asyncio.get_running_loop().time() + self._seconds, deadline)
                async with asyncio.timeout_at(ends):
                    return await self._rendered(
                        url, Requests(sender, gate, user_agent, url, reply, ends), user_agent
                    )
        except TimeoutError:
            log.info("a page took too long to render", page=url)
        except Exception as error:
            # Whatever a hostile page does to a browser is no more than a page that can't be seen.
            log.info("a page could not be rendered", page=url, error=str(error)[:300])
        return None

    async def aclose(self) -> None:
        """Stop the driver."""
        async with self._one:
            driver, self._driver = self._driver, None
            if driver is not None:
                await driver.stop()

    async def _rendered(self, url: str, requests: Requests, user_agent: str) -> Rendered | None:
        driver = await self._started()
        async with chromium(driver, self._browser) as browser:
            context = await browser.new_context(
                user_agent=user_agent,
                service_workers="block",
                accept_downloads=False,
                permissions=[],
                viewport={"width": 1280, "height": 800},
                locale="en-GB",
            )
            await context.add_init_script(_MUTE)
            await context.route("**/*", requests.answer)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            page = await context.new_page()
            context.on("page", lambda opened: _close(opened, page))
            await page.goto(url, wait_until="domcontentloaded", timeout=self._seconds * 1000)
            at_rest = await _at_rest(page)
            found = await _markup(page)
            if found is None:
                return None
            html, base, where = found
            if not _same_origin(where, url):
                return None  # it has become another document: blank, an error, a blob
            return Rendered(html, base, at_rest and not requests.lacking)

    async def _started(self) -> "Playwright":
        if self._driver is None:
            from playwright.async_api import async_playwright

            self._driver = await async_playwright().start()
        return self._driver


_closing: set["asyncio.Task[None]"] = set()


def _close(opened: "Page", page: "Page") -> None:
    """A page opens no further ones."""
    if opened is not page:
        task = asyncio.ensure_future(_closed(opened))
        _closing.add(task)
        task.add_done_callback(_closing.discard)


async def _closed(page: "Page") -> None:
    with suppress(Exception):
        await page.close()


async def _at_rest(page: "Page") -> bool:
    """Whether the page stopped asking for things within its time."""
    from playwright.async_api import TimeoutError as TooLate

    try:
        await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1000)
    except TooLate:
        return False
    return True


async def _markup(page: "Page") -> tuple[str, str, str] | None:
    """What the page is made of now, its base address and its own; None where it is too large."""
    session = await page.context.new_cdp_session(page)
    tree: Any = await session.send("Page.getFrameTree")
    world: Any = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "outreach"}
    )
    said: Any = await session.send(
        "Runtime.evaluate",
        {
            "expression": _SERIALIZE % MOST_LETTERS,
            "contextId": world["executionContextId"],
            "returnByValue": True,
            "timeout": 3000,
        },
    )
    value = said.get("result", {}).get("value")
    return (str(value[0]), str(value[1]), str(value[2])) if value else None


def _same_origin(one: str, other: str) -> bool:
    try:
        return parse(one).origin == parse(other).origin
    except BadUrl:
        return False
