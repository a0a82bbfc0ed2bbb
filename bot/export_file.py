"""Rows of an export as a file: JSON lines, CSV or a spreadsheet.

What strangers wrote stays text: no cell starts a formula, whichever program opens the file.
"""

import csv
import json
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

Row = dict[str, Any]

MAX_CELL = 32_767
"""Excel's limit for the text of a cell, in UTF-16 code units."""
MAX_ROWS = 1_048_576
"""Excel's limit for the rows of a sheet, the header included."""
CUT = " … [cut]"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML 1.0 can't hold, and with it no spreadsheet.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What turns the direction of the words behind it, so that a cell reads as what it is not.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT_COLUMN = re.compile(r"(.*[_.])?at")
_DAY_COLUMN = re.compile(r"(.*_)?by|month|date")


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


async def write(rows: AsyncIterator[Row], form: Format, out: IO[bytes]) -> int:
    """Write all ``rows``, each with its ``kind``, to ``out``; how many there were.

    CSV and spreadsheets need the columns before the first row, so rows wait in a temporary file.
    """
    if form is Format.JSONL:
        count = 0
        async for row in rows:
            out.write(_json(row))
            count += 1
        return count
    with tempfile.TemporaryFile() as spool:
        columns: dict[str, dict[str, None]] = {}
        count = 0
        async for row in rows:
            flat = dict(_flat(row))
            columns.setdefault(str(row["kind"]), {}).update(dict.fromkeys(flat))
            spool.write(_json(flat))
            count += 1
        spool.seek(0)
        waiting = (json.loads(line) for line in spool)
        if form is Format.CSV:
            _csv(waiting, columns, out)
        else:
            _xlsx(waiting, columns, out)
    return count


def _json(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _flat(row: Row, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """One cell for each value: parts of a record get names such as ``price.amount``, lists are joined."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            plain = all(isinstance(part, str) for part in value)
            yield prefix + name, ", ".join(value) if plain else json.dumps(value, ensure_ascii=False)
        else:
            yield prefix + name, value


def _csv(rows: Iterator[Row], columns: dict[str, dict[str, None]], out: IO[bytes]) -> None:
    """RFC 4180 with a header: ``kind``, then every column of any kind."""
    names = ["kind", *dict.fromkeys(name for kind in columns.values() for name in kind if name != "kind")]
    text = _Encoded(out)
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow([harmless(row.get(name)) for name in names])


class _Encoded:
    """What csv writes to: UTF-8, with characters that it can't hold shown by number."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8", "backslashreplace"))


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet program runs.

    Source: OWASP, "CSV Injection". Numbers of ours stay numbers, negative ones too.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = _TURNS.sub("", _NOT_IN_XML.sub("", value))  # no program that opens the file needs to meet a NUL
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


def _xlsx(rows: Iterator[Row], columns: dict[str, dict[str, None]], out: IO[bytes]) -> None:
    """One sheet for each kind, with a fixed header, filters, and cells of their own types."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        import xlsxwriter  # the bot exports long after it started

        with xlsxwriter.Workbook(path, options) as book:
            formats = {
                "header": book.add_format({"bold": True, "bottom": 1}),
                "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
                "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            }
            sheets: dict[str, _Sheet] = {}
            for row in rows:
                kind = str(row["kind"])
                sheet = sheets.get(kind)
                if sheet is None or sheet.full:
                    number = 1
                    if sheet is not None:
                        sheet.close()
                        number = sheet.number + 1
                    names = [name for name in columns[kind] if name != "kind"]
                    sheet = sheets[kind] = _Sheet(book, kind, number, names, formats)
                sheet.add(row)
            if not sheets:
                book.add_worksheet("nothing yet")
            for sheet in sheets.values():
                sheet.close()
        with path.open("rb") as made:
            while block := made.read(1 << 20):
                out.write(block)


class _Sheet:
    """One sheet of one kind; a kind with more rows than a sheet holds gets a second."""

    def __init__(self, book: Any, kind: str, number: int, names: list[str], formats: dict[str, Any]) -> None:
        self.number = number
        self._names = names
        self._formats = formats
        self._next = 1
        self._sheet = book.add_worksheet(kind[:25] if number == 1 else f"{kind[:25]} {number}")
        self._sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            self._sheet.set_column(column, column, 20 if _MOMENT_COLUMN.fullmatch(name) else 16)
            self._sheet.write_string(0, column, name, formats["header"])

    @property
    def full(self) -> bool:
        """Whether no further row fits."""
        return self._next >= MAX_ROWS

    def add(self, row: Row) -> None:
        """Write the next row."""
        for column, name in enumerate(self._names):
            self._cell(column, name, row.get(name))
        self._next += 1

    def close(self) -> None:
        """Put the filters over what was written."""
        if self._names:
            self._sheet.autofilter(0, 0, self._next - 1, len(self._names) - 1)

    def _cell(self, column: int, name: str, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._next, column, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._next, column, value)
        elif moment := _moment(name, value):
            form = self._formats["moment" if isinstance(moment, datetime) else "day"]
            self._sheet.write_datetime(self._next, column, moment, form)
        else:
            self._sheet.write_string(self._next, column, fitting(str(value)))


def _moment(name: str, value: str) -> datetime | date | None:
    """A time or date of ours as the spreadsheet's own, in UTC; what people wrote stays text."""
    try:
        if _MOMENT_COLUMN.fullmatch(name) and (parts := _MOMENT.fullmatch(value)):
            made: datetime | date = datetime.fromisoformat(parts[1])  # without its zone: Excel knows none
        elif _DAY_COLUMN.fullmatch(name) and _DAY.fullmatch(value):
            made = date.fromisoformat(value)
        else:
            return None
    except ValueError:
        return None
    return made if made.year >= 1900 else None


def fitting(text: str) -> str:
    """``text`` as a cell can hold it, without what turns its direction; what is cut off is marked."""
    text = _TURNS.sub("", _NOT_IN_XML.sub("", text))
    if len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return text
    room = (MAX_CELL - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
