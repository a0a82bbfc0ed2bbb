"""The app is removed from a workspace: its tokens are gone at once, another workspace's stay."""

from datetime import datetime

from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import func, select

from storage.models import BOTS, INSTALLATIONS, Base
from storage.store import Store
from storage.team import installations, workspaces

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


async def test_tokens_go_when_the_app_is_removed(store: Store, now: datetime) -> None:
    kept = installations.installation_store(store, "1.2", KEY)
    for team in ("T1", "T2"):
        made = Installation(
            app_id="A1", team_id=team, user_id="U1", bot_token=f"xoxb-{team}", bot_id="B1", bot_user_id="UB"
        )
        await kept.async_save(made)
    async with store.writing("T1", now) as scope:
        await workspaces.left(scope, now)
    async with store.read() as session:
        for name in (BOTS, INSTALLATIONS):
            table = Base.metadata.tables[name]
            rows = await session.execute(select(table.c.team_id, func.count()).group_by(table.c.team_id))
            assert [tuple(row) for row in rows] == [("T2", 1)]
    assert await installations.bot(store, kept, "T1") is None
    stays = await installations.bot(store, kept, "T2")
    assert stays is not None
    assert stays.bot_token == "xoxb-T2"
