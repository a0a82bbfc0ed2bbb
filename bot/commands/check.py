"""``outreach check``: look at one page, or at a file of them, and say whether the links are there."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import visible
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.links.batch import Row
    from storage.observation import Observation

EXAMPLE = "outreach check https://techblog.com/tools https://acme.com/guide"
NOT_LIVE = 1


def check(
    page: Annotated[
        str | None,
        typer.Argument(metavar="PAGE", help="The page that should have the link.", show_default=False),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(metavar="TARGET", help="The address it should link to.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Many at once: CSV with header page,target and optionally anchor,rel; - is standard input.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    concurrency: Annotated[
        int, typer.Option(min=1, max=1000, metavar="N", help="With --from: how many pages at once.")
    ] = 100,
    host_delay: Annotated[
        float,
        typer.Option(
            min=0, max=3600, metavar="SECONDS", help="With --from: the pause between pages of one host."
        ),
    ] = 1.0,
) -> None:
    """Look at a page now and say whether its link to TARGET is there.

    Exits with 0 when it is live (with --from: when all are), 1 when it is not, 2 when the command makes no
    sense. Only public addresses are visited, unless OUTREACH_ALLOW_NETWORKS opens others.

    Examples:
      outreach check https://techblog.com/tools https://acme.com/guide
      outreach check --from placements.csv --json
    """
    if source is not None:
        if page is not None:
            raise Mendable(
                "PAGE and --from don't go together.", "Leave one out.", "outreach check --from placements.csv"
            )
        all_live = _check_many(source, concurrency, host_delay, as_json=as_json)
    else:
        if page is None or target is None:
            raise Mendable("Two addresses are needed: PAGE and TARGET.", example=EXAMPLE)
        all_live = _check_one(page, target, as_json=as_json)
    if not all_live:
        raise typer.Exit(NOT_LIVE)


def _check_one(page: str, target: str, *, as_json: bool) -> bool:
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
    from bot.networks import allowed_networks

    async with Checker(clock=Clock(), allow_networks=allowed_networks()) as checker:
        return await checker.look(page, target)


def _check_many(source: str, concurrency: int, host_delay: float, *, as_json: bool) -> bool:
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
    from bot.links.shards import run_in_processes, worth_it
    from bot.networks import allowed_networks

    networks = allowed_networks()
    counts: Counter[str] = Counter()
    with _progress(path) if sys.stderr.isatty() else nullcontext(lambda: None) as advance:

        def answer(verdict: str, line: str) -> None:
            counts[verdict] += 1
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            advance()

        if path is not None and worth_it(path):
            run_in_processes(rows, concurrency, host_delay, answer, as_json=as_json)
        else:
            asyncio.run(run_here(rows, networks, concurrency, host_delay, answer, as_json=as_json))
    if not as_json:
        said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("live", "missing", "unseen"))
        print(f"{counts.total()} checked: {said}.", file=sys.stderr)
    return counts.total() == counts["live"]


@contextmanager
def _progress(path: Path | None) -> "Iterator[Callable[[], None]]":
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
        yield lambda: bar.advance(task)


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
