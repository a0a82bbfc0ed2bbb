"""What stands in front of a page."""

from dataclasses import dataclass

from storage.words import Finding


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in front: the finding, and a clause that names it for people."""

    finding: Finding
    what: str
