"""Rows of a table, whatever it is written in: text of any usual encoding and separator, or a spreadsheet."""

import codecs
import csv
import io
import re
import tempfile
import zipfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any

from bot.importing.faults import NotReadable

#: Characters of one line: a longer one is no line of a table, and is not held in memory to find out.
MOST_LINE = 1_000_000
#: Lines of one row, and empty lines on end: more are no table's.
MOST_LINES_OF_A_ROW = 200
MOST_EMPTY = 100_000
#: Bytes that encoding and separator are told by.
SAMPLE = 1 << 16
#: What a spreadsheet's parts may unpack to together, and its strings, which are held in memory.
MOST_SHEET = 1_500_000_000
MOST_STRINGS = 300_000_000
MOST_SHEET_RATIO = 200

_SEPARATORS = ",;\t|"
_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
#: The sign in a number's format: ``[$€-407]``, ``"zł"``, ``$#,##0``.
_CURRENCY = re.compile(r'\[\$([^\]\-\d]+)[^\]]*\]|"\s*([^"\d]{1,4}?)\s*"|([$€£¥₹])(?!-)')
_KANA = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, from 1, and its cells as text.

    ``broken`` says why the row can't be read, if it can't.
    """

    line: int
    cells: list[str]
    broken: str = ""


@contextmanager
def sheets(file: IO[bytes], name: str) -> Iterator[Iterator[tuple[str, Iterator[Row]]]]:
    """The tables in ``file``, each with its name: one for text, all sheets of a spreadsheet.

    Each is read once, from its start, before the next is asked for. Raises NotReadable, also while rows are
    read.
    """
    start = _peek(file)
    if start.startswith(b"PK\x03\x04"):
        if b"[Content_Types].xml" not in start and b"xl/" not in start:
            raise NotReadable(f"{name} is packed twice.", "Unpack it once and bring that in.")
        with _workbook(file) as book:
            yield ((sheet.title, _sheet_rows(sheet)) for sheet in book.worksheets)
        return
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable(f"{name} is in the old Excel format (.xls).", "Save it as .xlsx or CSV.")
    if start.startswith(b"\x1f\x8b"):
        raise NotReadable(f"{name} is packed twice.", "Unpack it once and bring that in.")
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise NotReadable(f"{name} is no table.")
    encoding = encoding_of(start)
    yield iter([("", _text_rows(file, encoding, start))])


def encoding_of(sample: bytes) -> str:
    """What a text's first bytes are written in: by its mark, by its NULs, else UTF-8 or an older encoding."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            return encoding
    even, odd = sample[0:2000:2].count(0), sample[1:2000:2].count(0)
    few = max(len(sample[:2000]) // 8, 1)
    if odd > few and odd > 3 * even:
        return "utf-16-le"
    if even > few and even > 3 * odd:
        return "utf-16-be"
    told = codecs.getincrementaldecoder("utf-8")(errors="replace").decode(sample)
    broken = told.count("\ufffd")
    # A broken byte or two are no other encoding: in one, nearly every letter with an accent is broken.
    if broken and sum(not letter.isascii() for letter in told) <= 3 * broken:
        return _older(sample)
    return "utf-8"


def _older(sample: bytes) -> str:
    try:
        told = codecs.getincrementaldecoder("cp932")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "cp932" if len(_KANA.findall(told)) > 3 else "cp1252"


def _peek(file: IO[bytes]) -> bytes:
    if isinstance(file, io.BufferedReader):
        start = file.peek(SAMPLE)[:SAMPLE]
        if len(start) >= SAMPLE or not start:
            return start
    # Some readers show only what they hold already.
    if file.seekable():
        start = file.read(SAMPLE)
        file.seek(0)
        return start
    return file.peek(SAMPLE)[:SAMPLE]  # type: ignore[attr-defined,no-any-return]


def _text_rows(file: IO[bytes], encoding: str, sample: bytes) -> Iterator[Row]:
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    told = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    separator = separator_of(told)
    lines = _Lines(text)
    empty = 0
    while True:
        lines.begin()
        try:
            cells = next(csv.reader(lines, delimiter=separator))
        except StopIteration:
            break
        except csv.Error:
            # One stray mark must not swallow the rows below it.
            lines.keep_first()
            yield Row(
                lines.number, [], "a quotation mark opens here and does not close, or a cell is too long"
            )
            continue
        if len(lines.taken) > 1 and not _closes(lines.taken, separator):
            lines.keep_first()
            yield Row(lines.number, [], "a quotation mark opens here and does not close")
            continue
        if lines.number == 1 and len(cells) <= 2 and _NAMED.fullmatch(lines.taken[0].strip("\r\n")):
            continue
        empty = 0 if cells else empty + 1
        if empty > MOST_EMPTY:
            raise NotReadable("The file goes on with nothing but empty lines: it is no table.")
        if cells:
            yield Row(lines.number, cells)
    text.detach()


def _closes(lines: Sequence[str], separator: str) -> bool:
    """Whether a row of several lines is one: the marks that hold them together close where a cell ends.

    Else the mark that closes is another row's, and the rows between the two would be lost in a cell.
    """
    try:
        next(csv.reader((line.replace("\0", "") for line in lines), delimiter=separator, strict=True))
    except csv.Error:
        return False
    except StopIteration:
        return True
    return True


class _Lines:
    """The lines of a text for one row at a time; what a row took too much of goes to the next."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._back: deque[str] = deque()
        self._next = 1
        self.number = 1
        self.taken: list[str] = []
        self.ended = False

    def begin(self) -> None:
        """A new row begins on line ``number``."""
        self.number = self._next
        self.taken = []
        self.ended = False

    def keep_first(self) -> None:
        """The row was its first line alone: the others are read again."""
        self._back.extendleft(reversed(self.taken[1:]))
        self._next = self.number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES_OF_A_ROW:
            raise csv.Error("too many lines")
        line = self._back.popleft() if self._back else self._text.readline(MOST_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) >= MOST_LINE and not line.endswith(("\n", "\r")):
            raise NotReadable("The file has a line of more than a million characters: it is no table.")
        self.taken.append(line)
        self._next += 1
        return line.replace("\0", "") if "\0" in line else line


def separator_of(sample: str) -> str:
    """What stands between the cells: what the file says (``sep=;``), else what makes its rows alike."""
    first = sample.split("\n", 1)[0].strip("\r\ufeff ")
    if (named := _NAMED.fullmatch(first)) is not None:
        return named[1]
    if first.lower() == "sep=":
        return "\t"
    lines = sample.splitlines(keepends=True)[:60]
    if len(lines) > 1 and len(sample) >= SAMPLE // 4:
        lines = lines[:-1]  # it may be cut off

    def alike(separator: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            return 0, 0
        wide = [width for width in widths if width > 1]
        if not wide:
            return 0, 0
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        return wide.count(usual), usual

    best = max(_SEPARATORS, key=alike)
    return best if alike(best) != (0, 0) else ","


@contextmanager
def _workbook(file: IO[bytes]) -> Iterator[Any]:
    from openpyxl import load_workbook

    with tempfile.TemporaryFile() as kept:
        seekable: IO[bytes] = file
        if not file.seekable() or not isinstance(getattr(file, "raw", None), io.FileIO):
            while block := file.read(1 << 16):
                kept.write(block)
            kept.seek(0)
            seekable = kept
        try:
            _no_bomb(seekable)
            book = load_workbook(seekable, read_only=True, data_only=True)
        except NotReadable:
            raise
        except Exception as error:  # a damaged workbook fails in any of its readers' ways
            raise NotReadable("The spreadsheet is damaged: it can't be opened.") from error
        try:
            yield book
        finally:
            book.close()


def _no_bomb(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if whole > MOST_SHEET or strings > MOST_STRINGS or whole > max(packed * MOST_SHEET_RATIO, 10_000_000):
        raise NotReadable(
            "The spreadsheet unpacks to more than can be read.", "Save it as CSV and bring that in."
        )
    file.seek(0)


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    try:
        for line, cells in enumerate(sheet.iter_rows(), 1):
            yield Row(line, [_shown(cell.value, cell) for cell in cells])
    except NotReadable:
        raise
    except Exception as error:
        raise NotReadable("The spreadsheet is damaged: it can't be read to its end.") from error


def _shown(value: object, cell: Any) -> str:
    """A cell as a CSV of the same sheet would have it; an amount with the currency it is shown in."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        plain = str(int(value)) if isinstance(value, int) or value.is_integer() else str(value)
        sign = _CURRENCY.search(cell.number_format or "")
        # [$-409] names a language alone.
        return f"{plain} {next((one for one in sign.groups() if one), '')}".strip() if sign else plain
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def blank(cells: Sequence[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(cell.strip(" \t\r\n\ufeff\u00a0") for cell in cells)
