"""A file that somebody brings in, from its bytes to what each row says."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO

from bot.importing.columns import Field, Kind, Matched, Tool, matched, names_page
from bot.importing.faults import NotReadable
from bot.importing.link_rows import LinkRows, names_no_target
from bot.importing.tables import Row, blank, sheets
from bot.importing.task_rows import TaskRows
from bot.importing.unpacking import unpacked
from bot.importing.values import clean, moment, month_first, web_address
from handlers.understanding.days.daytimes import day_first
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped
from storage.sites import host_of, registrable, under_known_suffix

#: Rows that may stand before the header.
MOST_PREAMBLE = 40
#: Rows that the order of day and month, and an unknown header, are told by.
MOST_SAMPLE = 400

_DATED = re.compile(r"(?<!\d)(20\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+", re.IGNORECASE)

Item = ReportedLink | ReportedTask | Skipped


@dataclass(slots=True)
class Opened:
    """A table whose header was recognised, with its first rows; it is read once.

    ``name`` is the table's own, out of its archive. ``speaks_of`` is the site that its name or what stands
    before the header speak of. ``as_of`` is when the file says that it was made, else the time it was read.
    ``either_way`` says how a date was read that could be two.
    """

    name: str
    matched: Matched
    speaks_of: str | None
    as_of: datetime
    sample: list[Row]
    _rows: Iterator[Row]
    _us: bool
    _now: datetime
    either_way: str | None = None
    _reader: LinkRows | TaskRows | None = None

    def items(
        self, *, sites: frozenset[str] = frozenset(), target: str | None = None, campaign: str = ""
    ) -> Iterator[Item]:
        """What each row says; ``sites``, ``target`` and ``campaign`` as for :class:`LinkRows`."""
        reader: LinkRows | TaskRows
        if self.matched.kind is Kind.TASKS:
            reader = TaskRows(self.matched, self._us, self._now)
        else:
            reader = LinkRows(self.matched, self._us, self.as_of, sites, target, campaign)
        self._reader = reader
        width = len(self.matched.header)
        for row in self._rows:
            if row.broken:
                yield Skipped(row.line, row.broken)
            elif not blank(row.cells):
                if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
                    yield Skipped(row.line, f"{len(row.cells)} cells, but the header has {width}")
                else:
                    yield reader.read(row.line, row.cells)

    @property
    def names_no_target(self) -> bool:
        """Whether the table says no target, so that a campaign must."""
        return self.matched.kind is Kind.LINKS and names_no_target(self.matched)

    @property
    def undated(self) -> tuple[int, int | None]:
        """How many dates could not be read so far, and the line of the first."""
        return (self._reader.undated, self._reader.undated_at) if self._reader else (0, None)

    @property
    def unreadable(self) -> tuple[int, list[Skipped]]:
        """How many rows of tasks so far named a page that is no address, and the first of them, with why."""
        reader = self._reader
        return (reader.unreadable, reader.notes) if isinstance(reader, TaskRows) else (0, [])


@contextmanager
def opened(path: Path, name: str, *, now: datetime, locale: str | None = None) -> Iterator[Opened]:
    """The table in a file, unpacked and understood; raises NotReadable.

    ``locale`` is that of whoever brings it in: it says what 3/4/2026 is in a table of their own.
    """
    with ExitStack() as stack:
        file, inner = stack.enter_context(unpacked(path, name, _holds_rows))
        tables = stack.enter_context(sheets(file, inner))
        found: Opened | None = None
        empty = True
        for title, rows in tables:
            head = list(islice(rows, MOST_PREAMBLE + MOST_SAMPLE))
            empty = empty and not any(not blank(row.cells) for row in head)
            start = _header(head)
            if start is None:
                continue
            place, its = start
            if found is not None and its.kind is Kind.SUMMARY:
                continue
            names = f"{_stem(name)} {_stem(inner)} {title} " + " ".join(
                cell for row in head[:place] for cell in row.cells
            )
            sample = [row for row in head[place + 1 :] if not blank(row.cells)]
            us, either = _us(its, sample, locale)
            found = Opened(
                inner,
                its,
                site_in(names),
                _made(name, now),
                sample[:3],
                chain(head[place + 1 :], rows),
                us,
                now,
                _read_as(either, us=us),
            )
            if its.kind is not Kind.SUMMARY:
                break
        if found is None:
            raise NotReadable(
                f"{name} is empty." if empty else f"{name} has no header that I know.",
                ""
                if empty
                else "Its first row should name the columns: page and target for links; site, contact,"
                " stage and asked for tasks.",
            )
        if found.matched.kind is Kind.SUMMARY:
            raise NotReadable(
                f"{name} only counts links: it names no page that links, so there are no backlinks in it.",
                "Export the list of links itself (in Search Console: Links, Latest links).",
            )
        yield found


def _stem(name: str) -> str:
    """A file's name without what it ends in."""
    return re.sub(r"(?:\.(?:csv|tsv|txt|tab|xlsx|zip|gz))+$", "", name, flags=re.IGNORECASE)


def site_in(text: str) -> str | None:
    """The site that a name speaks of: ``https___www.acme.com_-Latest links`` → ``www.acme.com``."""
    for found in _HOST.finditer(text.replace("_", " ")):
        host = found[0].lower()
        while host:
            if under_known_suffix(host):
                return host_of(host) or None
            host = host.rpartition("-")[0]
    return None


def _header(rows: list[Row]) -> tuple[int, Matched] | None:
    """Where the header stands, and what it says; one in a language unknown is told by the rows."""
    best: tuple[int, Matched] | None = None
    for place, row in enumerate(rows[:MOST_PREAMBLE]):
        found = matched(row.cells) if not row.broken else None
        if found is None:
            continue
        if best is None or (found.kind is not Kind.SUMMARY and best[1].kind is Kind.SUMMARY):
            best = place, found
        if found.kind is not Kind.SUMMARY:
            break
    return best or _by_content(rows)


def _by_content(rows: list[Row]) -> tuple[int, Matched] | None:
    """Search Console's list of links in a language that we don't know: addresses, and perhaps their days."""
    filled = [(place, row) for place, row in enumerate(rows) if not blank(row.cells)]
    if len(filled) < 2:
        return None
    place, header = filled[0]
    names = [clean(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    if not 1 <= len(names) <= 2 or any(web_address(name) and "/" in name for name in names):
        return None
    under = [row.cells for _, row in filled[1:51]]
    pages = all(cells and "://" in cells[0] and web_address(clean(cells[0])) for cells in under)
    dates = all(len(cells) > 1 and (moment(clean(cells[1])) or not clean(cells[1])) for cells in under)
    if not pages or (len(names) == 2 and not dates):
        return None
    places = {Field.PAGE: 0} | ({Field.LAST_SEEN: 1} if len(names) == 2 else {})
    tool = Tool.FILE if names_page(names[0]) and len(names) == 1 else Tool.SEARCH_CONSOLE
    return place, Matched(tool, Kind.LINKS, places, tuple(names))


_DATES = (
    Field.FIRST_SEEN,
    Field.LAST_SEEN,
    Field.LOST_AT,
    Field.ASKED,
    Field.REPLIED,
    Field.FOLLOW_UP,
    Field.LIVE,
    Field.PROMISED_BY,
)


def _us(its: Matched, sample: list[Row], locale: str | None) -> tuple[bool, str | None]:
    """Whether 5/6/2026 is in May here: as the file's other dates show; else as people write it who have such
    a table, and tools in English. The date that shows nothing, if there is one."""
    places = [its.places[field] for field in _DATES if field in its.places]
    cells = (row.cells[place] for row in sample for place in places if place < len(row.cells))
    english = all(header.isascii() for header in its.header)
    if its.tool is Tool.FILE and locale is not None:
        return month_first(cells, likely=not day_first(locale))
    return month_first(cells, likely=english)


def _read_as(either: str | None, *, us: bool) -> str | None:
    at = moment(either, us=us) if either else None
    return f"{either} is read as {at.day} {at:%B %Y}" if at else None


def _made(name: str, now: datetime) -> datetime:
    """When a file was made, as its name says: exports carry their day."""
    for found in _DATED.finditer(name):
        try:
            at = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        except ValueError:
            continue
        if at <= now:
            return at
    return now


def _holds_rows(file: IO[bytes], name: str) -> bool:
    """Whether a table out of an archive has links or tasks in it."""
    try:
        with sheets(file, name) as tables:
            for _, rows in tables:
                start = _header(list(islice(rows, MOST_PREAMBLE + 60)))
                if start is not None and start[1].kind is not Kind.SUMMARY:
                    return True
    except NotReadable:
        return False
    return False


def target_for(opened: Opened, sites: tuple[str, ...]) -> str | None:
    """Where links go whose table names no target: the property it speaks of, else the campaign's site.

    None where neither is known, where the campaign has several sites, or where the property is none of them.
    """
    if opened.speaks_of is not None:
        site = registrable(opened.speaks_of)
        if not sites or site in sites:
            return f"https://{opened.speaks_of}/"
    return f"https://{sites[0]}/" if len(sites) == 1 else None
