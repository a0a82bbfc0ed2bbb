"""Which errors pass by themselves: the ledger, or the line to it, was not there for a moment."""

from sqlalchemy import exc


def passing(error: BaseException) -> bool:
    """Whether the very same request may succeed a little later: no answer, no connection, no room, a lock."""
    return isinstance(
        error, (OSError, TimeoutError, exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
    ) or (isinstance(error, exc.DBAPIError) and error.connection_invalidated)
