"""The app comes and goes."""

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp

from handlers import safely
from handlers.doors import Doors
from handlers.requests import Ended, Payload
from storage.team import workspaces


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_uninstalled`` and ``tokens_revoked``: they come in any order, and more than once."""

    async def on_end(body: Payload) -> BoltResponse | None:
        try:
            ended = Ended.read(body)
            if ended.ours:
                now = doors.now()
                async with doors.store.writing(ended.workspace, now) as scope:
                    await workspaces.left(scope, now)
        except Exception as error:
            return safely.unacked(error, what="the end of an install")
        return None

    app.event("app_uninstalled")(on_end)
    app.event("tokens_revoked")(on_end)
