"""What a file is packed in: gzip and zip, taken apart piece by piece and never past what a table needs."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from bot.importing.faults import NotReadable

#: What a packed file may grow to: more than any tool exports, less than a disk.
MOST_UNPACKED = 2_000_000_000
#: What one byte may grow to: tables of addresses shrink to a tenth or a thirtieth, a bomb to a thousandth.
MOST_RATIO = 100
#: Files in one archive.
MOST_MEMBERS = 200

_TABLES = (".csv", ".tsv", ".txt", ".tab", ".xlsx")


@contextmanager
def unpacked(
    path: Path, name: str, prefer: Callable[[IO[bytes], str], bool]
) -> Iterator[tuple[IO[bytes], str]]:
    """The table in ``path`` as bytes that are read from the start, with its own name; raises NotReadable.

    An archive may hold one table. Where it holds several, as Search Console's does, it is the one that
    ``prefer`` says holds rows; several of those can't be told apart.
    """
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        start = file.read(4)
        file.seek(0)
        if start.startswith(b"\x1f\x8b"):
            inner = name.removesuffix(".gz").removesuffix(".GZ")
            packed = cast("IO[bytes]", gzip.GzipFile(fileobj=file))
            size = path.stat().st_size
            if _told_size(path) > _most(size):
                _insist_on_size(path, _most(size))
            yield _cut(packed, size), inner
            return
        if start.startswith(b"PK\x03\x04") and not _is_workbook(path):
            yield _member(stack, path, prefer)
            return
        if start.startswith(b"PK\x05\x06"):
            raise NotReadable(f"{name} is an empty archive.")
        yield file, name


def _is_workbook(path: Path) -> bool:
    """Whether a zip is a spreadsheet itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _member(stack: ExitStack, path: Path, prefer: Callable[[IO[bytes], str], bool]) -> tuple[IO[bytes], str]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
        members = [one for one in archive.infolist() if _is_table(one)]
        if len(archive.infolist()) > MOST_MEMBERS:
            raise NotReadable(f"The archive holds more than {MOST_MEMBERS} files.", "Bring in one table.")
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NotReadable("The archive is damaged: it can't be opened.") from error
    if not members:
        raise NotReadable("The archive holds no table (.csv, .tsv, .txt or .xlsx).")
    if any(one.file_size > _most(one.compress_size) for one in members):
        raise _too_much()
    if any(one.flag_bits & 1 for one in members):
        raise NotReadable("The archive is locked with a password.", "Unpack it and bring in the table.")

    def opened(one: zipfile.ZipInfo) -> IO[bytes]:
        try:
            inner = archive.open(one)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
            raise NotReadable(f"{one.filename} in the archive can't be unpacked.") from error
        return _cut(inner, one.compress_size)

    if len(members) > 1:
        fitting = []
        for one in members:
            with opened(one) as table:
                if prefer(table, one.filename):
                    fitting.append(one)
        if len(fitting) != 1:
            listed = ", ".join(Path(one.filename).name for one in (fitting or members)[:5])
            raise NotReadable(
                f"The archive holds several tables ({listed}).", "Unpack it and bring in one of them."
            )
        members = fitting
    return stack.enter_context(opened(members[0])), Path(members[0].filename).name


def _is_table(one: zipfile.ZipInfo) -> bool:
    name = one.filename
    hidden = name.startswith("__MACOSX/") or Path(name).name.startswith(".")
    return not one.is_dir() and not hidden and name.lower().endswith(_TABLES)


def _told_size(path: Path) -> int:
    """What a gzip says that it unpacks to, below 4 GB (RFC 1952, ISIZE); it may lie."""
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), io.SEEK_END)
        return int.from_bytes(file.read(4), "little")


def _insist_on_size(path: Path, most: int) -> None:
    """Refuse a file that unpacks to more than ``most`` bytes before a row of it is brought in."""
    try:
        with gzip.open(path) as packed:
            while block := packed.read(1 << 18):
                most -= len(block)
                if most < 0:
                    raise _too_much()
    except (EOFError, zlib.error, OSError):
        return  # what is damaged is told of where it breaks off


def _most(size: int) -> int:
    """What so many bytes may unpack to."""
    return min(MOST_UNPACKED, max(size * MOST_RATIO, 10_000_000))


def _too_much() -> NotReadable:
    return NotReadable(
        "The file unpacks to far more than a table of links could be.",
        "Unpack it yourself and bring in the table.",
    )


def _cut(packed: IO[bytes], size: int) -> IO[bytes]:
    return io.BufferedReader(_Cut(packed, _most(size)), 1 << 16)


class _Cut(io.RawIOBase):
    """Unpacks as far as a table goes: what grows past that is a bomb, whatever it claims to be."""

    def __init__(self, packed: IO[bytes], most: int) -> None:
        super().__init__()
        self._packed = packed
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            block = self._packed.read(min(len(view), 1 << 16))
        except (EOFError, zlib.error, zipfile.BadZipFile, OSError) as error:
            raise NotReadable("The file is damaged: it can't be unpacked to its end.") from error
        self._left -= len(block)
        if self._left < 0:
            raise _too_much()
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._packed.close()
        super().close()
