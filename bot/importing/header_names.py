"""Headers as they are compared: by their letters and digits alone."""

import re
import unicodedata


def plain(header: str) -> str:
    """A header's letters and digits: ``Flag: NoFollow``, ``flag_no_follow`` and ``FlagNoFollow`` are one."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\W_]+", "", folded)


def names_of(*groups: str) -> tuple[str, ...]:
    """Names, divided by commas, as they are compared; their order stays."""
    return tuple(plain(name) for group in groups for name in group.split(","))
