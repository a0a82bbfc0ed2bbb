"""What is wrong with a file that somebody brings in."""

from storage.errors import Mendable

EXAMPLE = "outreach import ahrefs-backlinks.csv"


class NotReadable(Mendable):
    """The file as a whole can't be read; says what to hand in instead."""

    def __init__(self, what: str, do: str = "", example: str = EXAMPLE) -> None:
        super().__init__(
            what,
            do or "Export it again from the tool, as CSV or as a spreadsheet, and bring that in.",
            example,
        )
