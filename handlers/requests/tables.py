"""Files that come with a message and may be tables. Source: Slack, "File object"."""

from dataclasses import dataclass

from handlers.requests.fields import Payload, maybe, value

#: What a table may be called, and how Slack types it.
ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".zip", ".gz")
TYPES = frozenset({"csv", "tsv", "xlsx", "zip", "gzip", "text", "binary"})
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A file; ``size`` in bytes, 0 where Slack does not say."""

    id: str
    name: str
    size: int


def tables_of(body: Payload) -> list[Table]:
    """The files of a message or mention that may be tables."""
    files = value(body, "event", "files")
    found: list[Table] = []
    for one in files if isinstance(files, list) else []:
        if not isinstance(one, dict):
            continue
        made, name = maybe(one, "id"), maybe(one, "name") or maybe(one, "title") or ""
        kind, size = maybe(one, "filetype"), value(one, "size")
        if made and (name.lower().endswith(ENDINGS) or (not name and kind in TYPES)):
            found.append(Table(made, name[:200] or "table", size if isinstance(size, int) else 0))
    return found[:MOST_FILES]
