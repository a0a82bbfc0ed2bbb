"""What ``outreach check`` does: one page, or a file of them.

Without the parser of the command line, which takes longer to load than a page to look at: words that leave
nothing to doubt are understood here.
"""

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal import visible
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.links.batch import Row
    from storage.watch.observation import Observation

EXAMPLE = "outreach check https://techblog.com/tools https://acme.com/guide"
MOST_AT_ONCE = 1000
LONGEST_DELAY = 3600.0
NOT_LIVE = 1

_SECONDS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


def plainly_asked(words: Sequence[str]) -> Callable[[], bool] | None:
    """What ``outreach check`` is asked to do; None where it takes a parser to tell, or to say what is wrong.

    Calling it says whether every link is live.
    """
    places: list[str] = []
    given: dict[str, str] = {}
    left = iter(words)
    for word in left:
        if not word.startswith("-"):
            places.append(word)
        elif word in given or word not in ("--json", "--from", "--concurrency", "--host-delay"):
            return None
        else:
            given[word] = "" if word == "--json" else next(left, "")
    as_json = given.pop("--json", None) is not None
    if not given and len(places) == 2 and all(places):
        page, target = places
        return lambda: check_one(page, target, as_json=as_json)
    source, at_once = given.get("--from", ""), given.get("--concurrency", "100")
    delay = given.get("--host-delay", "1")
    if places or not source or (source.startswith("-") and source != "-"):
        return None
    if not _COUNT.fullmatch(at_once) or not 1 <= int(at_once) <= MOST_AT_ONCE:
        return None
    if not _SECONDS.fullmatch(delay) or float(delay) > LONGEST_DELAY:
        return None
    return lambda: check_many(source, int(at_once), float(delay), as_json=as_json)


def check_one(page: str, target: str, *, as_json: bool) -> bool:
    """Look at one page and print what is there; whether the link is live. Raises ``Mendable``."""
    from bot.links.urls import BadUrl, candidates

    for name, text in (("page", page), ("target", target)):
        try:
            candidates(text)
        except BadUrl:
            raise Mendable(
                f"The {name} {text[:200]!r} is not the address of a web page.", example=EXAMPLE
            ) from None
    from bot.links.answers import as_json as json_line

    seen = asyncio.run(_look(page, target))
    print(json_line(0, seen) if as_json else _for_people(seen))
    return seen.verdict.value == "live"


async def _look(page: str, target: str) -> "Observation":
    from bot.clock import Clock
    from bot.links.checker import Checker
    from bot.links.rendering.switch import wanted_renderer
    from bot.networks import allowed_networks

    networks, renderer = allowed_networks(), wanted_renderer()
    async with Checker(clock=Clock(), allow_networks=networks, renderer=renderer) as checker:
        return await checker.look(page, target)


def check_many(source: str, concurrency: int, host_delay: float, *, as_json: bool) -> bool:
    """Look at every page in a CSV file, or standard input for ``-``; whether all are live.

    A line is printed as each finishes. ``host_delay`` is in seconds. Raises ``Mendable``.
    """
    from bot.links.batch import rows_in

    if source == "-":
        sys.stdin.reconfigure(  # type: ignore[union-attr]
            encoding=_encoding(sys.stdin.buffer.peek(2)),  # type: ignore[union-attr]
            errors="replace",
            newline="",
        )
        return _run(rows_in(sys.stdin), None, concurrency, host_delay, as_json=as_json)
    path = Path(source)
    try:
        encoding = "utf-8-sig"
        if path.is_file():  # a pipe can be opened once only
            with path.open("rb") as file:
                encoding = _encoding(file.read(2))
        lines = path.open(encoding=encoding, errors="replace", newline="")
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise Mendable(
            f"{source} can't be read: {reason}.", "Name a CSV file, or - for standard input."
        ) from None
    with lines:
        return _run(rows_in(lines), path, concurrency, host_delay, as_json=as_json)


def _encoding(start: bytes) -> str:
    """What a file is written in, by its first bytes: Excel's "Unicode text" is UTF-16 with its mark."""
    return "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _run(
    rows: "Iterator[Row]", path: Path | None, concurrency: int, host_delay: float, *, as_json: bool
) -> bool:
    from bot.links.batch import run_here
    from bot.links.processes.shards import run_in_processes, worth_it
    from bot.links.rendering.switch import wanted_renderer
    from bot.networks import allowed_networks

    networks = allowed_networks()
    wanted_renderer()  # without a browser for it, that is told before anything starts
    counts: Counter[str] = Counter()
    with _progress(path) if sys.stderr.isatty() else nullcontext(_nothing) as advance:

        def answer(done: Sequence[tuple[str, str]]) -> None:
            counts.update(verdict for verdict, _ in done)
            sys.stdout.write("".join([f"{line}\n" for _, line in done]))
            sys.stdout.flush()
            advance(len(done))

        if path is not None and worth_it(path):
            run_in_processes(rows, concurrency, host_delay, answer, as_json=as_json)
        else:
            asyncio.run(run_here(rows, networks, concurrency, host_delay, answer, as_json=as_json))
    if not as_json:
        said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("live", "missing", "unseen"))
        print(f"{counts.total()} checked: {said}.", file=sys.stderr)
    return counts.total() == counts["live"]


@contextmanager
def _progress(path: Path | None) -> "Iterator[Callable[[int], None]]":
    """A bar on stderr; its length is known where the input is a file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    total = None
    if path is not None and path.is_file():
        with path.open("rb") as lines:
            total = max(sum(1 for line in lines if line.strip(b"\0 \t\r\n")) - 1, 0)
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.advance(task, done)


def _nothing(_: int) -> None:
    pass


def _for_people(seen: "Observation") -> str:
    """One look for a terminal: the sentence, and the evidence under it."""
    lines = [visible(seen.detail)]
    if seen.link is not None:
        lines.append(f"  link:     {visible(seen.link.html)}")
        words = f"{seen.link.before} [{seen.link.anchor}] {seen.link.after}".strip()
        lines.append(f"  in:       {visible(words)}")
    if seen.findings:
        lines.append(f"  findings: {', '.join(finding.value for finding in seen.findings)}")
    if seen.final_url and seen.redirects:
        lines.append(f"  found at: {visible(seen.final_url)}")
    return "\n".join(lines)
