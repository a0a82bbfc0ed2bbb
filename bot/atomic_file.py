"""A file that is there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import Mendable


@contextmanager
def replacing(target: Path, *, private: bool = False) -> Iterator[Path]:
    """A new file beside ``target`` that takes its place when the block ends well, and is gone otherwise.

    ``private`` files can be read by their owner only. What is no plain file, such as a pipe or a terminal, is
    handed out itself. Raises :class:`~storage.errors.Mendable` where nothing can be written.
    """
    if target.exists() and not target.is_file() and not target.is_dir():
        yield target
        return
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    except OSError as error:
        raise Mendable(f"{target} can't be written: {error.strerror}.", "Choose another place.") from None
    os.close(handle)
    made = Path(name)
    try:
        if not private:
            mask = os.umask(0)
            os.umask(mask)
            made.chmod(0o666 & ~mask)
        yield made
        try:
            _settle(made)
            made.replace(target)
            _settle(target.parent)
        except OSError as error:  # a disk may notice only now that it is full
            raise Mendable(f"{target} can't be written: {error.strerror}.", "Choose another place.") from None
    finally:
        made.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Have the disk hold what was written, so that a power cut leaves the old file or the new one."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
