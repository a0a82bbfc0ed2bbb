"""How fast links are checked, beside what people use today.

    python tests/benchmarks/checker.py [--pages 5000] [--rounds 3] [--only plain,tls,latency,unchanged,one]
                                       [--cores 2] [--peers PYTHON]

Starts its own web on loopback (hundreds of hosts, pages of 60 KB in the median, gzip), runs each program as a
whole process with its children on one core, one after the other in every round: once with ten pages, which is
its start-up, and once with all. Pages a second and processor time a page are the difference between the two,
so that they do not depend on when a line is seen, and no rate can be more than the processor time allows.

Printed are the median, the least and the most of the pages a second with the ratio to ours; the least
processor time a page with the ratio to ours, which says more on a machine that others use; the peak of
memory; and the processor time of the start-up, which is in neither. httpx always runs; requests and httpx
with BeautifulSoup and Scrapy where the Python of --peers has them (an environment of their own: they are no
part of this project), lychee where it is installed.
"""

import argparse
import asyncio
import csv
import gzip
import json
import os
import random
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TARGET = "https://acme.com/guide"
WORDS = (
    "the a link page site editor story of and to build tools guide review best new way team work open".split()
)
PLAIN_PORT, TLS_PORT = 18080, 18443
START = 10  # pages that show what a program's start costs
TLS_HOSTS = 32  # few, because each name in a certificate costs the client time


# The web


def page_html(number: int) -> bytes:
    """A page like a blog's: head, navigation, article, sidebar; 60 KB in the median, 60 to 250 links."""
    dice = random.Random(number)
    size = max(8_000, min(240_000, int(dice.lognormvariate(11.0, 0.45))))
    links = dice.randint(60, 250)
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Post {number}</title>',
        f'<link rel="canonical" href="/p/{number}">',
        '<meta name="robots" content="index,follow,max-image-preview:large">',
        *(f'<meta property="og:x{n}" content="{dice.random()}">' for n in range(12)),
        *(f'<link rel="stylesheet" href="/c{n}.css">' for n in range(5)),
        f"<script>{'var a=1;b(2);' * 60}</script></head><body class='post'><nav><ul>",
        *(f'<li class="menu-item"><a href="/s/{n}">Section {n}</a></li>' for n in range(20)),
        "</ul></nav><article>",
    ]
    place = dice.randrange(links)
    length = sum(map(len, parts))
    for number_of_link in range(links):
        text = " ".join(dice.choices(WORDS, k=12))
        href = f"https://site{dice.randrange(5000)}.com/{dice.choice(WORDS)}/{number_of_link}"
        if number_of_link == place and number % 10:
            rel = ' rel="nofollow"' if number % 7 == 0 else ""
            parts.append(f'<p>{text} <a href="{TARGET}"{rel}>the best guide</a> {text}</p>')
        else:
            parts.append(
                f'<p class="c{number_of_link}">{text} <a href="{href}" class="ext">{text[:20]}</a></p>'
            )
        length += len(parts[-1])
    while length < size:
        parts.append(f"<p>{' '.join(dice.choices(WORDS, k=80))}</p>")
        length += len(parts[-1])
    parts.append("</article><footer>x</footer></body></html>")
    return "".join(parts).encode()


def serve(pages: int, latency: float, certificate: str) -> None:
    """The web itself: every address of 127.0.0.0/8 answers; prints a line when it is ready."""
    bodies = []
    for number in range(pages):
        body = gzip.compress(page_html(number), 6)
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
            f'ETag: "{number}"\r\nContent-Length: {len(body)}\r\n\r\n'
        )
        bodies.append(head.encode() + body)
    robots_body = b"User-agent: *\nDisallow: /admin\n"
    robots = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(robots_body)
        + robots_body
    )
    unchanged = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    loop = asyncio.new_event_loop()

    class Server(asyncio.Protocol):
        closes = False

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport: asyncio.Transport = transport  # type: ignore[assignment]
            self.buffer = b""

        def data_received(self, data: bytes) -> None:
            self.buffer += data
            while b"\r\n\r\n" in self.buffer:
                head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
                path = head.split(b" ", 2)[1]
                if path == b"/robots.txt":
                    answer = robots
                elif b"if-none-match" in head.lower():
                    answer = unchanged
                else:
                    answer = bodies[int(path.rpartition(b"/")[2]) % pages]
                close = self.closes or b"connection: close" in head.lower()
                loop.call_later(latency, self.send, answer, close) if latency else self.send(answer, close)

        def send(self, answer: bytes, close: bool) -> None:
            self.transport.write(answer)
            if close:
                self.transport.close()

    class ClosingServer(Server):
        closes = True

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    loop.run_until_complete(loop.create_server(Server, "0.0.0.0", PLAIN_PORT, backlog=4096))
    loop.run_until_complete(loop.create_server(ClosingServer, "0.0.0.0", TLS_PORT, ssl=context, backlog=4096))
    print("ready", flush=True)
    loop.run_forever()


# The programs


async def with_httpx(rows: list[str], concurrency: int) -> None:
    """What a careful script does: httpx as it comes, lexbor, the link, its rel, robots meta, canonical."""
    import httpx
    from selectolax.lexbor import LexborHTMLParser

    gate = asyncio.Semaphore(concurrency)
    # Where its own limit of a hundred connections allows it, it runs with the limits that it comes with.
    limits = {} if concurrency <= 100 else {"limits": httpx.Limits(max_connections=concurrency)}
    async with httpx.AsyncClient(verify=_trust(), follow_redirects=True, timeout=20, **limits) as client:

        async def one(url: str) -> None:
            async with gate:
                response = await client.get(url)
            tree = LexborHTMLParser(response.content)
            links = [node for node in tree.css("a[href]") if node.attributes.get("href") == TARGET]
            tree.css('meta[name="robots"],link[rel="canonical"]')
            print(json.dumps({"page": url, "live": bool(links)}), flush=True)

        await asyncio.gather(*map(one, rows))


async def with_soup(rows: list[str], concurrency: int) -> None:
    """The script of someone who knows asyncio: httpx, BeautifulSoup on lxml."""
    import httpx
    from bs4 import BeautifulSoup

    gate = asyncio.Semaphore(concurrency)
    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    async with httpx.AsyncClient(follow_redirects=True, limits=limits, timeout=60) as client:

        async def one(url: str) -> None:
            async with gate:
                response = await client.get(url)
            soup = BeautifulSoup(response.text, "lxml")
            links = [link for link in soup.find_all("a", href=True) if link["href"] == TARGET]
            soup.find_all("meta", attrs={"name": "robots"})
            print(json.dumps({"page": url, "live": bool(links)}), flush=True)

        await asyncio.gather(*map(one, rows))


def with_scrapy(rows: list[str], concurrency: int) -> None:
    """A spider that does the same work and nothing more; robots.txt is not read."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class Spider(scrapy.Spider):  # type: ignore[misc]
        name = "links"
        start_urls = rows

        def parse(self, response: scrapy.http.HtmlResponse) -> None:
            links = [link for link in response.css("a[href]") if link.attrib["href"] == TARGET]
            response.css('meta[name="robots"],link[rel="canonical"]').getall()
            print(json.dumps({"page": response.url, "live": bool(links)}), flush=True)

    settings = {
        "CONCURRENT_REQUESTS": concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "REACTOR_THREADPOOL_MAXSIZE": 20,
    }
    process = CrawlerProcess(settings)
    process.crawl(Spider)
    process.start()


def with_requests(rows: list[str], concurrency: int) -> None:
    """The script that an SEO writes: requests, BeautifulSoup, threads."""
    from concurrent.futures import ThreadPoolExecutor, as_completed

    import requests
    from bs4 import BeautifulSoup

    session = requests.Session()
    session.verify = os.environ.get("SSL_CERT_FILE", True)

    def one(url: str) -> str:
        soup = BeautifulSoup(session.get(url, timeout=20).text, "html.parser")
        links = [link for link in soup.find_all("a", href=True) if link["href"] == TARGET]
        soup.find_all("meta", attrs={"name": "robots"})
        return json.dumps({"page": url, "live": bool(links)})

    with ThreadPoolExecutor(min(concurrency, 32)) as pool:
        for done in as_completed([pool.submit(one, row) for row in rows]):
            print(done.result(), flush=True)


async def unchanged(rows: list[str], concurrency: int) -> None:
    """Our own checker on pages that have not changed since the last look."""
    from ipaddress import ip_network

    from bot.clock import Clock
    from bot.links.checker import Checker, Want

    pending = iter(rows)
    async with Checker(clock=Clock(), allow_networks=[ip_network("127.0.0.0/8")]) as checker:

        async def work() -> None:
            for url in pending:
                seen = await checker.look_for(url, [Want(TARGET, etag=f'"{url.rpartition("/")[2]}"')])
                print(json.dumps({"page": url, "unchanged": seen[0].unchanged}), flush=True)

        await asyncio.gather(*(work() for _ in range(concurrency)))


async def unchanged_httpx(rows: list[str], concurrency: int) -> None:
    """httpx as it comes, on pages that have not changed."""
    import httpx

    pending = iter(rows)
    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    async with httpx.AsyncClient(limits=limits, timeout=20) as client:

        async def work() -> None:
            for url in pending:
                answer = await client.get(url, headers={"If-None-Match": '"x"'})
                print(json.dumps({"page": url, "unchanged": answer.status_code == 304}), flush=True)

        await asyncio.gather(*(work() for _ in range(concurrency)))


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Program:
    name: str
    command: Callable[[Path, int], list[str]]
    found: bool = True
    pages: int = 10**9
    """How many pages it is given: slow ones get fewer."""


PEERS = next(
    (python for flag, python in pairwise(sys.argv) if flag == "--peers"), sys.executable
)  # read early: what it has decides which programs there are


def _self(mode: str, python: str = sys.executable) -> Callable[[Path, int], list[str]]:
    return lambda source, concurrency: [
        python,
        __file__,
        "--run",
        mode,
        str(source),
        str(concurrency),
    ]


def _ours(source: Path, concurrency: int) -> list[str]:
    command = "from bot.cli import main; main()"
    options = [
        "check",
        "--from",
        str(source),
        "--json",
        "--host-delay",
        "0",
        "--concurrency",
        str(concurrency),
    ]
    return [sys.executable, "-c", command, *options]


def _has(*modules: str) -> bool:
    code = f"import {', '.join(modules)}"
    return subprocess.run([PEERS, "-c", code], check=False, capture_output=True).returncode == 0


OURS = Program("outreach check", _ours)
HTTPX = Program("httpx, default", _self("httpx"), pages=1500)
HTTPX_LATE = Program("httpx, default", _self("httpx"), pages=1500)
SCRIPT = Program("requests + BeautifulSoup", _self("requests", PEERS), _has("bs4", "requests"), pages=200)
SOUP = Program("httpx + BeautifulSoup", _self("soup", PEERS), _has("bs4", "lxml", "httpx"), pages=200)
SCRAPY = Program("Scrapy, minimal spider", _self("scrapy", PEERS), _has("scrapy"), pages=1000)
LYCHEE = Program(
    "lychee --dump",
    lambda source, concurrency: ["lychee", "--dump", "--max-concurrency", str(concurrency), *_urls(source)],
    shutil.which("lychee") is not None,
)
UNCHANGED = Program("checker, 304", _self("unchanged"))
UNCHANGED_HTTPX = Program("httpx, 304", _self("unchanged_httpx"), pages=1500)


def _urls(source: Path) -> list[str]:
    with source.open(newline="") as lines:
        return [row["page"] for row in csv.DictReader(lines)]


@dataclass(frozen=True)
class Setting:
    name: str
    programs: tuple[Program, ...]
    hosts: int = 250
    concurrency: int = 100
    latency: float = 0.0
    tls: bool = False


SETTINGS = {
    "plain": Setting("plain, 250 hosts, 100 at once", (OURS, HTTPX, SCRAPY, SOUP, SCRIPT, LYCHEE)),
    "hosts": Setting("plain, a host a page", (OURS, HTTPX), hosts=10**6),
    "tls": Setting("TLS, a new handshake a page", (OURS, HTTPX), hosts=TLS_HOSTS, tls=True),
    "latency": Setting(
        "100 ms latency, 500 at once", (OURS, HTTPX_LATE), hosts=1000, concurrency=500, latency=0.1
    ),
    "unchanged": Setting("unchanged pages (304)", (UNCHANGED, UNCHANGED_HTTPX)),
}


def rows_of(setting: Setting, pages: int) -> Iterator[str]:
    """The addresses of the pages: each host is one of 127.0.0.0/8."""
    scheme, port = ("https", TLS_PORT) if setting.tls else ("http", PLAIN_PORT)
    for number in range(pages):
        host = number % setting.hosts
        yield f"{scheme}://127.{1 + host // 65536}.{host // 256 % 256}.{host % 256}:{port}/p/{number}"


@contextmanager
def the_web(pages: int, latency: float, certificate: Path, core: int) -> Iterator[None]:
    command = [sys.executable, __file__, "--serve", str(pages), str(latency), str(certificate)]
    server = subprocess.Popen(_on(core, command), stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.wait()


def _on(core: int, command: list[str]) -> list[str]:
    return ["taskset", "-c", str(core), *command] if shutil.which("taskset") else command


@dataclass(frozen=True)
class Run:
    """One program on so many pages: seconds, seconds of processor time of all its processes, megabytes."""

    pages: int
    wall: float
    cpu: float
    memory: float

    def after(self, start: "Run") -> tuple[float, float]:
        """Pages a second and processor milliseconds a page, without what ``start`` took."""
        pages = self.pages - start.pages
        return pages / max(self.wall - start.wall, 1e-9), (self.cpu - start.cpu) * 1000 / max(pages, 1)


def measure(command: list[str], environment: dict[str, str], pages: int) -> Run:
    """Run a program to its end; raises ``RuntimeError`` unless it answers a line for every page."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        _, _, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        out.seek(0)
        lines = sum(1 for _ in out)
        if lines < pages:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{lines} of {pages} pages were answered: {said}")
    return Run(pages, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5000, help="how many different pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join([*SETTINGS, "one"]))
    parser.add_argument("--ours", action="store_true", help="without the peers")
    parser.add_argument("--peers", default=PEERS, help="the Python of an environment with peers in it")
    parser.add_argument("--cores", type=int, default=1, help="how many cores each program may use")
    arguments = parser.parse_args()
    import trustme

    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    with tempfile.TemporaryDirectory() as folder:
        authority = trustme.CA()
        certificate, trust = Path(folder, "server.pem"), Path(folder, "ca.pem")
        names = [f"127.1.0.{host}" for host in range(TLS_HOSTS)]
        authority.issue_cert(*names).private_key_and_cert_chain_pem.write_to_path(str(certificate))
        authority.cert_pem.write_to_path(str(trust))
        environment = os.environ | {
            "OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8",
            "SSL_CERT_FILE": str(trust),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        print(f"{arguments.pages} pages, {arguments.rounds} rounds, {arguments.cores} of {len(cores)} cores")
        for key in arguments.only.split(","):
            if key == "one":
                one_check(arguments, certificate, environment, cores)
                continue
            run(SETTINGS[key], arguments, Path(folder), certificate, environment, cores)


def one_check(
    arguments: argparse.Namespace, certificate: Path, environment: dict[str, str], cores: list[int]
) -> None:
    """``outreach check PAGE TARGET``, from start to answer."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "check"]
    page = f"http://127.1.0.1:{PLAIN_PORT}/p/1"
    seconds: list[float] = []
    with the_web(2, 0, certificate, cores[-1]):
        for _ in range(2 + 3 * arguments.rounds):
            started = time.perf_counter()
            subprocess.run([*command, page, TARGET], env=environment, capture_output=True, check=True)
            seconds.append(time.perf_counter() - started)
    least, middle = min(seconds), statistics.median(seconds)
    print(f"\nOne page: outreach check PAGE TARGET\n  {middle:.2f} s in the median, {least:.2f} s at least")


def run(
    setting: Setting,
    arguments: argparse.Namespace,
    folder: Path,
    certificate: Path,
    environment: dict[str, str],
    cores: list[int],
) -> None:
    programs = [
        p for p in setting.programs if p.found and not (arguments.ours and p not in (OURS, UNCHANGED))
    ]
    figures: dict[str, list[tuple[Run, Run]]] = {program.name: [] for program in programs}
    with the_web(arguments.pages, setting.latency, certificate, cores[-1]):
        for _ in range(arguments.rounds):
            for program in programs:
                count = min(arguments.pages, program.pages)
                start, whole = (
                    once(program, setting, pages, arguments, folder, environment, cores)
                    for pages in (min(START, count - 1), count)
                )
                if start is not None and whole is not None:
                    figures[program.name].append((start, whole))
    print(f"\n{setting.name}")
    ours = [whole.after(start) for start, whole in figures[programs[0].name]]
    for program in programs:
        runs = figures[program.name]
        if not runs:
            print(f"  {program.name:26} failed")
            continue
        after = [whole.after(start) for start, whole in runs]
        rates, cpu = [rate for rate, _ in after], min(cost for _, cost in after)
        rate = statistics.median(rates)
        ratio = statistics.median(rate for rate, _ in ours) / rate if ours else 0.0
        less = cpu / min(cost for _, cost in ours) if ours else 0.0
        spread = f"({min(rates):.0f}–{max(rates):.0f})"
        memory = max(whole.memory for _, whole in runs)
        print(
            f"  {program.name:26} {rate:6.0f} pages/s {spread:12} {ratio:5.1f}×"
            f"  {cpu:5.2f} ms/page {less:5.1f}×  {memory:4.0f} MB"
            f"  start {min(start.cpu for start, _ in runs):.2f} s  {runs[0][1].pages} pages"
        )


def once(
    program: Program,
    setting: Setting,
    pages: int,
    arguments: argparse.Namespace,
    folder: Path,
    environment: dict[str, str],
    cores: list[int],
) -> Run | None:
    """One run of a program on so many pages; None where it fails, which is said."""
    source = folder / "rows.csv"
    with source.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["page", "target"])
        writer.writerows([url, TARGET] for url in rows_of(setting, pages))
    command = program.command(source, setting.concurrency)
    try:
        return measure(_on(cores[0], command) if arguments.cores == 1 else command, environment, pages)
    except RuntimeError as error:
        print(f"{program.name}: {error}", file=sys.stderr)
        return None


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
    elif sys.argv[1:2] == ["--run"]:
        mode, source, at_once = sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
        if mode in ("requests", "scrapy"):
            {"requests": with_requests, "scrapy": with_scrapy}[mode](_urls(source), at_once)
        else:
            work = {
                "httpx": with_httpx,
                "soup": with_soup,
                "unchanged": unchanged,
                "unchanged_httpx": unchanged_httpx,
            }[mode]
            asyncio.run(work(_urls(source), at_once))
    else:
        main()
