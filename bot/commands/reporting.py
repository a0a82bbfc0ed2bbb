"""What ``outreach report`` does.

Without the parser of the command line, which takes a tenth of a second to load: words that leave nothing to
doubt are understood here.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot import file_formats
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.reporting.wanted import Wanted

FORMATS = ("text", "json", "xlsx", "pdf", "png")
BINARY = ("xlsx", "pdf", "png")

#: Options that take a word, and the one that takes none.
_TAKING = ("--workspace", "--campaign", "--from", "--to", "--period", "--format", "--output", "--tz", "--now")
_ALONE = "--client"


def plainly_asked(words: Sequence[str]) -> Callable[[], None] | None:
    """What ``outreach report`` is asked to do; None where only a parser can tell, or say what is wrong."""
    given: dict[str, str] = {}
    left = iter(words)
    for word in left:
        name = "--output" if word == "-o" else word
        if name in given or name not in (*_TAKING, _ALONE):
            return None
        given[name] = "" if name == _ALONE else next(left, "-")
        if given[name].startswith("-"):
            return None
    if given.get("--format", "text").lower() not in FORMATS:
        return None
    if "--period" in given and ("--from" in given or "--to" in given):
        return None
    try:
        now = moment(given.get("--now"))
    except ValueError:
        return None
    output = given.get("--output")
    return lambda: write(
        given.get("--workspace"),
        given.get("--campaign"),
        given.get("--from"),
        given.get("--to"),
        given.get("--period"),
        given.get("--format"),
        None if output is None else Path(output),
        given.get("--tz"),
        now,
        client=_ALONE in given,
    )


def write(
    workspace: str | None,
    campaign: str | None,
    first: str | None,
    last: str | None,
    period: str | None,
    form: str | None,
    output: Path | None,
    tz: str | None,
    now: datetime,
    about: Path | None = None,
    *,
    client: bool,
) -> None:
    """Write the report that is asked for, as ``outreach report --help`` names it. Raises ``Mendable``."""
    chosen = file_formats.chosen(form, output, FORMATS, "text")
    if chosen in BINARY and output is None and sys.stdout.isatty():
        raise Mendable(
            f"A {chosen} file can't be shown on a terminal.",
            "Name a file.",
            f"outreach report -o report.{chosen}",
        )
    from bot.reporting.wanted import Wanted

    wanted = Wanted(workspace, campaign, first, last, period, _zone(tz), client, now)
    _write(wanted, chosen, output, about)


def moment(now: str | None) -> datetime:
    """The moment that is said, else this one; raises ``ValueError`` for what is no ISO 8601 time."""
    if now is None:
        return datetime.now(UTC)
    said = datetime.fromisoformat(now)
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)


def _write(wanted: "Wanted", form: str, output: Path | None, about: Path | None) -> None:
    from bot import garbage

    garbage.collect_less()  # what is loaded stays: looking through it took a twentieth of the whole
    from bot.reporting.making import make

    if output is None:
        asyncio.run(make(wanted, form, sys.stdout.buffer, about))
        return
    from bot.atomic_file import replacing
    from bot.streams import named

    with replacing(output) as made, named(made, str(output)) as out:
        asyncio.run(make(wanted, form, out, about))
    print(f"Report written to {output}.", file=sys.stderr)


def _zone(tz: str | None) -> str | None:
    if tz is None:
        return None
    from storage.daily.cadence import known_zone

    if not known_zone(tz):
        raise Mendable(f"“{tz[:80]}” is no time zone.", "Name a city's zone.", "--tz Europe/Berlin")
    return tz
