"""What one request may cost, and what came back for it."""

from dataclasses import dataclass, field

Headers = list[tuple[bytes, bytes]]

#: Statuses that send visitors on to where ``Location`` says.
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost; seconds and bytes.

    ``overall`` bounds a page with its redirects, ``whole`` a look with everything it takes: robots.txt, the
    page, reading it, its frames.
    """

    connect: float = 10.0
    stall: float = 10.0
    overall: float = 20.0
    whole: float = 36.0
    header_bytes: int = 64 * 1024
    body_bytes: int = 5_000_000
    redirects: int = 5


@dataclass(slots=True)
class Reply:
    """One response. ``headers`` have lower-case names; ``body`` is as it came over the wire, still encoded.

    ``whole`` is False where the body was not waited for, ``measured`` where nothing but the connection's end
    said that it was over.
    """

    status: int
    headers: Headers
    body: bytes
    whole: bool = True
    measured: bool = True
    _by_name: dict[bytes, list[bytes]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, value in self.headers:
            self._by_name.setdefault(name, []).append(value)

    def header(self, name: bytes) -> str:
        """A header's values joined by commas, "" where there is none; bytes beyond ASCII as Latin-1."""
        values = self._by_name.get(name)
        if values is None:
            return ""
        return values[0].decode("latin-1") if len(values) == 1 else ", ".join(self.every(name))

    def every(self, name: bytes) -> list[str]:
        """A header's values, one for each time it was sent."""
        return [value.decode("latin-1") for value in self._by_name.get(name, ())]

    def raws(self, name: bytes) -> list[bytes]:
        """A header's values, untouched."""
        return self._by_name.get(name, [])

    def raw(self, name: bytes) -> bytes | None:
        """The first value of a header, untouched."""
        values = self._by_name.get(name)
        return values[0] if values else None
