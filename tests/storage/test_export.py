from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from storage import campaigns, outreach, placements
from storage.changes import FollowUp
from storage.export import export_rows
from storage.outreach import Ask, Source
from storage.placements import Promise
from storage.store import Store
from storage.views import Money

ASK = Ask(site="techblog.com", owner="U1", channel="C1", contact_email="jane@techblog.com")


async def test_every_kind_of_row_is_exported_as_the_contract_names_it(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await campaigns.create(scope, "Acme", ("acme.com",), client=None, channel=None, by="U1", now=now)
        ask = replace(
            ASK,
            campaign="Acme",
            price=Money(Decimal("150.50"), "USD"),
            follow_up=FollowUp(now + timedelta(days=3)),
            source=Source("C1", "1.2", "https://slack.example/p1"),
        )
        number = (await outreach.log(scope, ask, by="U1", now=now)).id
        await placements.promise(
            scope,
            number,
            Promise("https://acme.com/", "https://techblog.com/a", promised_by=date(2026, 12, 1)),
            by="U1",
            now=now,
        )
    rows = [row async for row in export_rows(store, "T1")]
    assert {next(iter(row)) for row in rows} == {"kind"}
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind["outreach"]["campaign"] == "Acme"
    assert by_kind["outreach"]["price"] == {"amount": 150.5, "currency": "USD"}
    assert by_kind["outreach"]["source"] == {
        "channel": "C1",
        "ts": "1.2",
        "permalink": "https://slack.example/p1",
    }
    assert by_kind["outreach"]["created_at"] == "2026-11-23T08:30:00Z"
    assert by_kind["placement"]["promised_by"] == "2026-12-01"
    assert by_kind["placement"]["next_check_at"] == "2026-11-23T08:30:00Z"
    assert [row["what"] for row in rows if row["kind"] == "touch"] == ["asked", "promised"]


async def test_an_export_of_one_workspace_holds_nothing_of_another(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            await outreach.log(scope, replace(ASK, site=f"{team.lower()}.com"), by="U1", now=now)
    assert {row["workspace"] for row in [row async for row in export_rows(store, "T1")]} == {"T1"}
    assert {row["workspace"] for row in [row async for row in export_rows(store, None)]} == {"T1", "T2"}
    assert [row async for row in export_rows(store, "T3")] == []
