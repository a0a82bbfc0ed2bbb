"""What a command writes to: standard streams that are there in any case, and files that name themselves."""

import io
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Unwritable(OSError):  # noqa: N818 - it is named for what is wrong with the stream
    """An answer that can't be written where it should go, such as to a full disk."""

    def __init__(self, where: str, reason: OSError) -> None:
        super().__init__(reason.errno, reason.strerror)
        self.where = where

    def line(self) -> str:
        """What to print about it: where, why and what to do."""
        return f"{self.where} can't be written: {self.strerror}. Send the output somewhere else."


def make_reliable() -> None:
    """Have every standard stream open, able to show any character, and clear about what is wrong with it.

    A stream that was closed (``>&-``) reads as empty and swallows what is written. One that can't be written
    raises :class:`Unwritable` once, or ``BrokenPipeError`` where its reader went away, and swallows the rest,
    so that the interpreter's own last flush has nothing to complain about.
    """
    _fill_closed()
    sys.stdout = _reliable(sys.stdout, "Standard output")
    sys.stderr = _reliable(sys.stderr, "Standard error")


def named(path: Path, shown: str) -> IO[bytes]:
    """``path`` opened for writing; raises :class:`Unwritable`, with the name that a person gave it."""
    try:
        return io.BufferedWriter(_Told(path, shown))
    except OSError as error:
        raise Unwritable(shown, error) from None


def _fill_closed() -> None:
    # A descriptor that stays closed would be given to the next file that is opened, such as the database.
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
        setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - it stays


def _reliable(stream: TextIO, name: str) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # something that a test or another program put in its place
    # A terminal that lacks a character shows its number.
    stream.reconfigure(errors="backslashreplace")
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if type(raw) is not io.FileIO or raw.fileno() > 2:
        return stream  # Windows' console has a kind of its own, and a test may have put a file there
    told = _Told(raw.fileno(), name)
    buffer = told if raw is stream.buffer else io.BufferedWriter(told)
    stream.flush()
    return io.TextIOWrapper(
        buffer,
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


class _Told(io.FileIO):
    """A file or a descriptor that tells which one it is when it can't be written."""

    def __init__(self, file: Path | int, where: str) -> None:
        super().__init__(
            file if isinstance(file, int) else str(file), "wb", closefd=not isinstance(file, int)
        )
        self._where = where

    def write(self, data: "ReadableBuffer", /) -> int:
        if not data:
            return 0  # typer tries with nothing whether a stream takes bytes
        try:
            return super().write(data)
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if isinstance(error, BrokenPipeError):
                raise
            raise Unwritable(self._where, error) from None
