"""Errors that a person can mend; everything else is a bug."""


class Mendable(Exception):  # noqa: N818 - it is named for what can be done about it
    """Something a person asked for can't be done as asked.

    ``what`` says what happened, ``do`` what to do about it, ``example`` one thing to type that works, and
    ``again`` whether the very same request may succeed later.
    """

    def __init__(self, what: str, do: str = "", example: str | None = None, *, again: bool = False) -> None:
        self.what = what
        self.do = do
        self.example = example
        self.again = again
        super().__init__(self.line())

    def line(self) -> str:
        """The whole message on one line, as the command line prints it."""
        parts = [self.what, self.do, f"Example: {self.example}" if self.example else ""]
        return " ".join(part for part in parts if part)


class UnknownTask(Mendable):
    """There is no such task in this workspace."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no task #{number} here.",
            "Look its number up in your list.",
            "/outreach list",
        )
