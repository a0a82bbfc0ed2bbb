"""Which format a file is written in: as it is asked for, else as its name says."""

from collections.abc import Collection
from pathlib import Path

from storage.errors import Mendable


def chosen(form: str | None, output: Path | None, formats: Collection[str], otherwise: str) -> str:
    """One of ``formats``: ``form``, else what the name of ``output`` ends in, else ``otherwise``.

    Raises Mendable where the two contradict each other.
    """
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if form is None:
        return ending if ending in formats else otherwise
    wanted = form.lower()
    if wanted not in formats:
        import typer  # a fifth of a second that only this error needs

        raise typer.BadParameter(f"{form!r} is none of {', '.join(formats)}", param_hint="--format")
    if output is not None and ending in formats and ending != wanted:
        raise Mendable(
            f"{output} is named as {ending}, but --format says {wanted}.",
            "Leave --format out, or give the file another name.",
            f"-o {output.with_suffix('.' + wanted)}",
        )
    return wanted
