"""``outreach understand``: what the bot makes of a sentence, without storing anything."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from storage.errors import Mendable

_EXAMPLE = 'outreach understand "emailed jane@techblog.com, fu in 3d"'


def understand(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The sentence.", show_default=False)
    ] = None,
    now: Annotated[str | None, typer.Option(metavar="ISO", help="Read it as if it were this moment.")] = None,
    tz: Annotated[str, typer.Option(metavar="ZONE", help="The speaker's time zone.")] = "UTC",
    locale: Annotated[str, typer.Option(help="How the speaker writes 5/6: en-US or en-GB.")] = "en-GB",
    own_site: Annotated[
        list[str] | None,
        typer.Option(metavar="DOMAIN", help="A site that links are built for; may be repeated."),
    ] = None,
    json_lines: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, one for each task.")
    ] = False,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="One sentence a line; - is standard input.")
    ] = None,
) -> None:
    """What the bot makes of a sentence, without storing anything.

    Dates are read in the speaker's time zone, and never as past when they can be future. Exit 0 also for what
    is not understood: the answer says so.

    Example:
      outreach understand "emailed jane@techblog.com re guest post for acme.com/guide, fu in 3d"
    """
    from handlers.understanding import Known, as_json
    from handlers.understanding import understand as understood

    if (text is None) == (source is None):
        raise Mendable("Say either a sentence or --from FILE.", "Put the sentence in quotes.", _EXAMPLE)
    zone = _zone(tz)
    locale = _locale(locale)
    moment = _moment(now, zone)
    known = Known(own_sites=frozenset(_domain(site) for site in own_site or ()))
    first = True
    for row, sentence in enumerate(_sentences(source)) if source is not None else [(None, text or "")]:
        if row is not None and not sentence.strip():
            continue  # an empty line is no sentence, but it counts as a row
        intents = understood(sentence, now=moment, tz=zone.key, locale=locale, known=known, command=True)
        for intent in intents:
            shaped = as_json(intent, row)
            if json_lines:
                print(json.dumps(shaped, ensure_ascii=False))
                continue
            print("" if first else "\n", end="")
            print(_readable(shaped, intent.when, intent.suggestion))
            first = False


def _zone(tz: str) -> ZoneInfo:
    try:
        return ZoneInfo(tz)
    except (
        OSError,
        ValueError,
        KeyError,
    ):  # unknown names, folders of the zone data, and "../" are all refused
        raise Mendable(f"There is no time zone {tz!r}.", "Use an IANA name.", "--tz Europe/Berlin") from None


def _locale(said: str) -> str:
    """A language that dates are known in, with its region if it has one."""
    said = said.strip()
    language = said.replace("_", "-").partition("-")[0].lower()
    shaped = re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|\d{3}))?", said)
    if not shaped or (language != "en" and not _is_language(language)):
        raise Mendable(f"There is no locale {said!r}.", "Use a language and a region.", "--locale en-US")
    return said


def _is_language(code: str) -> bool:
    from locale import locale_alias  # dateparser knows Norwegian by its two written forms only

    from dateparser.data.languages_info import language_order  # type: ignore[import-untyped]

    return code in language_order or f"{code}_" in {name[: len(code) + 1] for name in locale_alias}


def _moment(now: str | None, zone: ZoneInfo) -> datetime:
    """``--now``, in the speaker's zone where it names none; else the clock's time."""
    if now is None:
        from bot.clock import Clock

        return Clock().now()
    try:
        said = datetime.fromisoformat(now.strip())
        moment = said if said.tzinfo else said.replace(tzinfo=zone)
        moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise Mendable(
            f"--now {now!r} is no ISO date and time.",
            "Write year-month-dayThour:minute.",
            "--now 2026-12-01T09:00",
        ) from None
    return moment


def _domain(site: str) -> str:
    from storage.sites import registrable

    domain = registrable(site)
    if not domain:
        raise Mendable(f"--own-site {site!r} is no domain.", "Name a site.", "--own-site acme.com")
    return domain


def _sentences(source: str) -> Iterator[str]:
    """The lines of a file or of standard input, as they come."""
    if source == "-":
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "replace").rstrip("\r\n")
        return
    try:
        with Path(source).open("rb") as file:
            for at, line in enumerate(file):
                yield line.decode("utf-8-sig" if at == 0 else "utf-8", "replace").rstrip("\r\n")
    except OSError as error:
        raise Mendable(
            f"{source} can't be read: {error.strerror}.", "Name a text file, or - for input."
        ) from None


def _readable(shaped: dict[str, object], when: str, suggestion: str | None) -> str:
    """One Intent for a person: what was understood, the date in words, what is unclear, what would work."""
    from bot.terminal import visible

    lines = [f"row {shaped['row']}: {shaped['intent']}" if "row" in shaped else str(shaped["intent"])]
    for name, value in shaped.items():
        if name in {"row", "intent", "unclear"} or value is None:
            continue
        if isinstance(value, dict):
            value = f"{value['amount']} {value['currency']}"
        lines.append(f"  {name.replace('_', ' '):<14} {'#' if name == 'task' else ''}{visible(str(value))}")
    if when:
        lines.append(f"  {'in words':<14} {when}")
    unclear = shaped["unclear"]
    if isinstance(unclear, list):
        lines += [f"  {'unclear':<14} {visible(str(what))}" for what in unclear]
    if suggestion:
        lines.append(f"  {'try':<14} {visible(suggestion)}")
    return "\n".join(lines)
