import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.export_file import Format, write
from storage.incoming import incoming_links
from storage.incoming.reported import ReportedLink
from storage.keeping.export import export_rows
from storage.links import attributing
from storage.store import Store
from storage.watch import checks, placements
from storage.watch.due import Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Finding, Origin, Verdict
from storage.work import campaigns, outreach
from storage.work.changes import FollowUp
from storage.work.outreach import Ask, Source
from storage.work.views import Money

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


async def test_what_people_said_and_noted_is_exported(store: Store, now: datetime) -> None:
    said = "emailed Jane at techblog.com about a guest post, she loves cats"
    link = ReportedLink(2, "https://news.example/a", "https://acme.com/", anchor="acme")
    async with store.writing("T1", now) as scope:
        number = (await outreach.log(scope, replace(ASK, text=said), by="U1", now=now)).id
        await outreach.note(scope, number, "wants a draft first", by="U2", now=now)
        await incoming_links.bring_in(scope, [link], "moz", by="U1", file="a.csv", as_of=now, now=now)
    by_kind = {row["kind"]: row async for row in export_rows(store, "T1")}
    assert by_kind["outreach"]["text"] == said
    assert (by_kind["touch"]["note"], by_kind["touch"]["by"]) == ("wants a draft first", "U2")
    assert (by_kind["contact"]["site"], by_kind["contact"]["email"]) == ("techblog.com", "jane@techblog.com")
    report = by_kind["backlink_report"]
    assert [report[name] for name in ("source", "file", "by", "anchor")] == ["moz", "a.csv", "U1", "acme"]
    assert by_kind["backlink"]["first_seen_told"] is False


async def test_an_export_of_one_workspace_holds_nothing_of_another(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            await outreach.log(scope, replace(ASK, site=f"{team.lower()}.com"), by="U1", now=now)
    assert {row["workspace"] for row in [row async for row in export_rows(store, "T1")]} == {"T1"}
    assert {row["workspace"] for row in [row async for row in export_rows(store, None)]} == {"T1", "T2"}
    assert [row async for row in export_rows(store, "T3")] == []


LINK = SeenLink(
    "https://acme.com/", "=Acme", ("ugc",), '<a href="https://acme.com/" rel=ugc>=Acme</a>', "Read ", " now."
)


async def _looked(store: Store, team: str, now: datetime) -> None:
    """A placement that was seen live, then gone, and whose link's origin a person corrected."""
    async with store.writing(team, now) as scope:
        number = (await outreach.log(scope, ASK, by="U1", now=now)).id
        promised = Promise("https://acme.com/", "https://techblog.com/a")
        await placements.promise(scope, number, promised, by="U1", now=now)
    for at, verdict, more in (
        (now, Verdict.LIVE, {"link": LINK, "links": (LINK,), "followed": False, "indexable": True}),
        (now + timedelta(days=2), Verdict.MISSING, {"redirects": ("https://techblog.com/b",)}),
    ):
        (visit,) = await checks.claim(
            store, now=at, token=f"{at}", lease=timedelta(minutes=1), hosts=9, pages=9
        )
        (due,) = visit.due
        found = (Finding.REL_UGC,) if verdict is Verdict.LIVE else ()
        seen = Observation("https://techblog.com/a", due.target, verdict, at, "As seen.", found, **more)
        assert await checks.record(
            store, Visited(visit, (Looked(due, seen),)), now=at, jitter=random.Random(1)
        )
    async with store.writing(team, now) as scope:
        await attributing.correct(scope, 1, Origin.UNCERTAIN, "U1 says so", by="U1", now=now)


async def test_the_evidence_for_each_verdict_is_exported(store: Store, now: datetime) -> None:
    await _looked(store, "T1", now)
    rows = [row async for row in export_rows(store, "T1")]
    live, missing = [row for row in rows if row["kind"] == "observation"]
    assert {
        name: live[name] for name in ("placement", "page", "verdict", "findings", "followed", "count")
    } == {
        "placement": 1,
        "page": "https://techblog.com/a",
        "verdict": "live",
        "findings": ["rel_ugc"],
        "followed": False,
        "count": 1,
    }
    assert live["link"] == {
        "href": "https://acme.com/",
        "anchor": "=Acme",
        "rel": ["ugc"],
        "html": LINK.html,
        "before": "Read ",
        "after": " now.",
    }
    assert live["first_seen_at"] == "2026-11-23T08:30:00Z"
    assert (missing["verdict"], missing["redirects"]) == ("missing", ["https://techblog.com/b"])
    assert set(missing["link"].values()) == {None}
    corrected = [row for row in rows if row["kind"] == "backlink_event" and row["what"] == "origin"][-1]
    assert (corrected["backlink"], corrected["by"]) == (1, "U1")
    assert corrected["detail"] == {"from": "built", "to": "uncertain", "why": None}
    assert [row async for row in export_rows(store, "T2")] == []


@pytest.mark.parametrize("form", list(Format))
async def test_the_evidence_is_in_every_format(store: Store, now: datetime, form: Format) -> None:
    await _looked(store, "T1", now)
    out = BytesIO()
    await write(export_rows(store, "T1"), form, out)
    if form is Format.XLSX:
        sheets = load_workbook(BytesIO(out.getvalue())).worksheets
        texts = {sheet.title: [[str(cell) for cell in row] for row in sheet.values] for sheet in sheets}
        assert "backlink_event" in texts
        header, live, _ = texts["observation"]
        assert live[header.index("link.html")] == LINK.html
        assert live[header.index("link.anchor")] == "=Acme"
    else:
        text = out.getvalue().decode()
        assert "observation" in text
        assert "backlink_event" in text
        assert "rel=ugc" in text
