"""Pages that only their scripts make, in real Chromium; and what such a page may reach: nothing."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from on_screen import IN_CHROMIUM

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.rendering.renderer import Renderer
from bot.links.wire.reply import Limits
from storage.watch.observation import Observation

pytestmark = IN_CHROMIUM

PAGE = "https://techblog.example/post"
TARGET = "https://acme.com/guide"
LIMITS = Limits(connect=2.0, stall=2.0, overall=10.0, whole=60.0)
#: What every page does once it is done: the link that says that its scripts ran to their end.
LINK = f"document.getElementById('root').innerHTML = '<p>Read <a href=\"{TARGET}\">the guide</a> now.</p>';"


class Server:
    """One loopback server that writes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.answers: dict[str, tuple[str, str]] = {}
        self.port = 0

    def shell(self, script: str) -> None:
        html = f'<!doctype html><title>App</title><div id="root"></div><script>{script}</script>'
        self.answers["/post"] = ("text/html; charset=utf-8", html)

    def put(self, path: str, body: str, kind: str = "text/javascript") -> None:
        self.answers[path] = (kind, body)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        self.agents.add(request.headers.get("User-Agent", ""))
        if request.path not in self.answers:
            return web.Response(status=404, text="nothing")
        kind, body = self.answers[request.path]
        headers = {"Content-Type": kind, "ETag": '"shell"', "Access-Control-Allow-Origin": "*"}
        return web.Response(body=body.encode(), headers=headers)


async def served() -> AsyncIterator[Server]:
    made = Server()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture
async def site() -> AsyncIterator[Server]:
    async for made in served():
        yield made


@pytest.fixture
async def inside() -> AsyncIterator[Server]:
    """A server on loopback that no page must reach."""
    async for made in served():
        yield made


async def look(site: Server, seconds: float = 20.0, renderer: bool = True) -> Observation:
    hosts = dict.fromkeys(("techblog.example", "cdn.example"), ("127.0.0.1", site.port))
    clock = Clock(datetime(2026, 11, 23, 8, 30, tzinfo=UTC) - datetime.now(UTC))
    made = Renderer(seconds) if renderer else None
    async with Checker(clock=clock, hosts=hosts, limits=LIMITS, renderer=made) as checker:
        return await checker.look(PAGE, TARGET)


async def test_a_link_that_scripts_write_is_live(site: Server) -> None:
    site.shell(
        "fetch('/api/post').then(r => r.text()).then(t => { const s = document.createElement('script');"
        "s.src = 'https://cdn.example/app.js'; window.words = t; document.body.append(s) })"
    )
    site.put("/api/post", "Read this", "text/plain")
    site.put(
        "/app.js",
        "document.getElementById('root').innerHTML = `<p>${window.words}: "
        '<a rel="nofollow" href="https://acme.com/guide">the guide</a> now.</p>`',
    )
    without = await look(site, renderer=False)
    assert (without.verdict, without.findings) == ("unseen", ("script_shell",))
    seen = await look(site)
    assert (seen.verdict, seen.followed, seen.findings) == ("live", False, ("rel_nofollow",))
    assert seen.link is not None
    assert (seen.link.anchor, seen.link.before) == ("the guide", "Read this:")
    assert "scripts" in seen.detail
    assert (seen.etag, seen.body_hash) == (None, None)
    assert all("OutreachBot" in agent for agent in site.agents)


async def test_a_page_that_had_everything_and_shows_no_link_is_missing(site: Server) -> None:
    site.shell(f"document.getElementById('root').innerHTML = '<p>{'A long read. ' * 100}</p>'")
    assert (await look(site)).verdict == "missing"


async def test_a_page_that_lacks_something_is_never_missing(site: Server) -> None:
    site.shell(
        f"document.getElementById('root').innerHTML = '<p>{'A long read. ' * 100}</p>';"
        "fetch('https://10.0.0.1/links').catch(() => 0)"
    )
    seen = await look(site)
    assert (seen.verdict, seen.findings) == ("unseen", ("script_shell",))


async def test_relative_links_start_where_the_script_moved_the_page(site: Server) -> None:
    site.shell(
        "history.pushState({}, '', '/elsewhere/page');"
        "document.getElementById('root').innerHTML ="
        " '<a href=\"//acme.com/guide\">the guide</a>' + 'x '.repeat(300)"
    )
    assert (await look(site)).verdict == "live"


async def test_a_page_reaches_nothing_that_a_checker_may_not(site: Server, inside: Server) -> None:
    """Every way out that a browser has, tried at loopback, a metadata service and files."""
    udp = asyncio.get_running_loop()
    heard: list[bytes] = []

    class Listener(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: Any) -> None:
            heard.append(data)

    transport, _ = await udp.create_datagram_endpoint(Listener, local_addr=("127.0.0.1", 0))
    stun = transport.get_extra_info("sockname")[1]
    at = f"127.0.0.1:{inside.port}"
    site.shell(
        f"""
        const got = [];
        const note = (name) => (what) => got.push(name + ' ' + what);
        const quiet = () => 0;
        const all = [];
        for (const host of ['{at}', 'localhost:{inside.port}', '[::1]:{inside.port}', '0.0.0.0:{inside.port}',
            '2130706433:{inside.port}', '169.254.169.254', '[::ffff:127.0.0.1]:{inside.port}']) {{
          all.push(fetch('http://' + host + '/fetch', {{mode: 'no-cors'}}).then(note(host), quiet));
          try {{
            const x = new XMLHttpRequest(); x.open('GET', 'http://' + host + '/xhr'); x.send();
          }} catch {{}}
          try {{ navigator.sendBeacon('http://' + host + '/beacon', 'x') }} catch {{}}
          try {{ new WebSocket('ws://' + host + '/socket').onopen = note('ws') }} catch {{}}
          try {{ new EventSource('http://' + host + '/events') }} catch {{}}
          for (const [tag, attribute] of [['img', 'src'], ['iframe', 'src'], ['script', 'src'],
              ['video', 'src'], ['object', 'data'], ['embed', 'src'], ['link', 'href']]) {{
            const made = document.createElement(tag);
            made.rel = ['stylesheet', 'preload', 'prefetch', 'preconnect'][all.length % 4];
            made[attribute] = 'http://' + host + '/' + tag; document.body.append(made);
          }}
          const form = document.createElement('form');
          form.action = 'http://' + host + '/form'; form.method = 'post'; form.target = '_blank';
          document.body.append(form); form.submit();
          window.open('http://' + host + '/popup');
        }}
        for (const path of ['file:///etc/hostname', 'chrome://version', 'view-source:http://{at}/',
            'ftp://{at}/']) {{
          all.push(fetch(path).then(note(path), quiet));
          const frame = document.createElement('iframe'); frame.src = path; document.body.append(frame);
        }}
        const source = `fetch('http://{at}/worker').catch(() => 0); new WebSocket('ws://{at}/worker-socket');
          try {{ importScripts('http://{at}/worker-import') }} catch {{}}`;
        new Worker(URL.createObjectURL(new Blob([source], {{type: 'text/javascript'}})));
        try {{
          navigator.serviceWorker.register('/sw.js')
            .then((made) => made && got.push('service worker'), quiet);
        }} catch {{}}
        try {{
          const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{stun}'}}]}});
          peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
          got.push('webrtc');
        }} catch {{}}
        all.push(fetch('/redirected').then((answer) => got.push('redirected ' + answer.status), quiet));
        setTimeout(() => {{ location.href = 'http://{at}/navigated' }}, 1500);
        Promise.all(all).then(() => setTimeout(() => {{ {LINK}
          document.getElementById('root').title = 'got: ' + got.join(', ');
          document.querySelector('#root a').textContent = 'got: ' + got.join(', '); }}, 500));
        """
    )
    seen = await look(site)
    transport.close()
    assert seen.verdict == "live"
    assert seen.link is not None
    assert seen.link.anchor == "got: redirected 404"
    assert inside.asked == []
    assert heard == []
    assert set(site.asked) <= {"/post", "/robots.txt", "/redirected", "/sw.js"}


async def test_redirects_of_what_a_page_asks_for_are_judged_too(site: Server, inside: Server) -> None:
    async def away(request: web.Request) -> web.Response:
        if request.path == "/away":
            site.asked.append("/away")
            return web.Response(status=302, headers={"Location": f"http://127.0.0.1:{inside.port}/secret"})
        return await Server.answer(site, request)

    site.answer = away  # type: ignore[method-assign]
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", away)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    site.shell(
        f"fetch('/away').then((r) => r.text()).catch(() => 'refused').then((t) => {{ {LINK}"
        "document.querySelector('#root a').textContent = t }})".replace("}})", "})")
    )
    seen = await look(site)
    await runner.cleanup()
    assert seen.link is not None
    assert seen.link.anchor == "refused"
    assert inside.asked == []
    assert "/away" in site.asked


def browsers() -> set[int]:
    """The processes of rendering browsers on this machine."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if b"nowhere.invalid" in line and str(os.getpid()).encode() != folder.name.encode():
                found.add(int(folder.name))
    return found


@pytest.mark.parametrize(
    "script",
    [
        "while (true) {}",
        "const kept = []; while (true) kept.push(new Array(1e6).fill(Math.random()))",
        "location.href = 'https://techblog.example/next'",
        "throw new Error('broken')",
        pytest.param(
            "const kept = []; setInterval(() => kept.push(new Uint8Array(2e8).fill(1)), 1)",
            marks=pytest.mark.long,
        ),
        pytest.param("document.getElementById('root').textContent = 'x'.repeat(6e6)", marks=pytest.mark.long),
        pytest.param(
            "setInterval(() => alert('here'), 1); setInterval(() => window.open('about:blank'), 1)",
            marks=pytest.mark.long,
        ),
        pytest.param("setInterval(() => fetch('/again?' + Math.random()), 1)", marks=pytest.mark.long),
    ],
    ids=["endless", "heap", "leaves", "broken", "buffers", "huge", "noisy", "chatty"],
)
async def test_a_hostile_page_is_unseen_and_its_browser_gone(site: Server, script: str) -> None:
    site.shell(script)
    seen = await look(site, seconds=6.0)
    assert (seen.verdict, seen.findings) == ("unseen", ("script_shell",))
    assert "/next" not in site.asked
    assert len(site.asked) < 300
    async with asyncio.timeout(10):  # the killed ones are reaped by the system when it gets to it
        while browsers():  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0.1)
