"""One setting as text, without the imports that reading and judging all of them costs."""

import os
from collections.abc import Mapping
from pathlib import Path

from storage.errors import Mendable


class UnreadableFile(Mendable):
    """The ``.env`` file is there and can't be read."""

    def __init__(self, file: Path, error: OSError | UnicodeDecodeError) -> None:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        super().__init__(f"{file} can't be read: {why}.", "Mend it or take it away.")


def setting(name: str, environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")) -> str:
    """A setting as text, from the environment or else the ``.env`` file; "" where neither has it."""
    text = environment.get(name, "").strip()
    return text or (_written(name, env_file).strip() if env_file.is_file() else "")


def _written(name: str, env_file: Path) -> str:
    from dotenv import dotenv_values

    try:
        return dotenv_values(env_file).get(name) or ""
    except (UnicodeDecodeError, OSError) as error:
        raise UnreadableFile(env_file, error) from None
