"""Why a page could not be seen."""

from storage.words import Finding

#: Statuses by which a server says that it will not show the page to us.
BLOCKED = frozenset({401, 402, 403, 407, 429, 451})


class Unseen(Exception):  # noqa: N818 - it names the verdict it leads to
    """The page could not be read, which says nothing about the link.

    ``finding`` is the code, ``what`` a clause for people ("techblog.com answered 403"), ``status`` the HTTP
    status if there was one, ``retry_after`` in seconds what the server asked for.
    """

    def __init__(
        self,
        finding: Finding,
        what: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what)
        self.finding = finding
        self.what = what
        self.status = status
        self.retry_after = retry_after
