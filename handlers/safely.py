"""What a listener does with an error: the person gets an answer, the log gets the context, once."""

import logging
from uuid import uuid4

from slack_bolt import BoltResponse

from handlers.rendering.parts import errors
from handlers.rendering.parts.message import Message
from handlers.requests import Malformed
from storage.errors import Mendable

#: What leaves an event unacked, so that Slack sends it again.
AGAIN = 500

log = logging.getLogger(__name__)


def sorry(error: Exception, *, what: str, typed: str = "") -> Message:
    """What a person reads about ``error``; ``what`` names the trigger in the log.

    A mendable error is its own message. Everything else is a bug of ours, or a payload that Slack would not
    send: logged here with a reference that the person is given, and what they typed is handed back.
    """
    if isinstance(error, Mendable):
        return errors.mendable(error, typed=typed)
    reference = uuid4().hex[:8]
    if isinstance(error, Malformed):
        log.warning("malformed %s (%s): %s", what, reference, error)
    else:
        log.error("%s failed (%s)", what, reference, exc_info=error)
    return errors.unexpected(reference, typed=typed)


def unacked(error: Exception, *, what: str, typed: str = "") -> BoltResponse | None:
    """What Slack hears of an event that came to nothing: logged, and sent again where that may help."""
    sorry(error, what=what, typed=typed)
    return None if isinstance(error, Mendable | Malformed) else BoltResponse(status=AGAIN)
