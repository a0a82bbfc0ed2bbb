"""Open PageRank, asked over real HTTP: in batches, by key, kept for a month, and harmless when it fails."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.authority import OpenPageRank, day
from bot.clock import Clock
from storage.links import backlinks
from storage.links.backlinks import Sighting
from storage.links.site_authority import OPEN_PAGERANK
from storage.store import Store
from storage.words import Origin
from storage.work import outreach, publisher_record
from storage.work.outreach import Ask

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@dataclass
class Api:
    """A stand-in for the service, on the loopback address."""

    url: str = ""
    status: int = 200
    body: object = None
    asked: list[list[str]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers.get("API-OPR"))
        domains = request.query.getall("domains[]")
        self.asked.append(domains)
        rows = [
            {"domain": one, "status_code": 404, "error": "Domain not found", "page_rank_decimal": 0}
            if one == "unknown.com"
            else {"domain": one, "status_code": 200, "page_rank_decimal": 4.51, "rank": "9"}
            for one in domains
        ]
        body = {"status_code": 200, "response": rows, "last_updated": "24th Jul 2026"}
        return web.json_response(body if self.body is None else self.body, status=self.status)


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    made = Api()
    app = web.Application()
    app.router.add_get("/api/v1.0/getPageRank", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


class At(Clock):
    """A clock that stands still until it is set."""

    moment = NOW

    def now(self) -> datetime:
        return self.moment


async def fill(store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        for site in ("techblog.com", "unknown.com"):
            await outreach.log(scope, Ask(site, "U1", "C1"), by="U1", now=NOW)
        page = "https://linking.org/a"
        seen = Sighting(page, "https://acme.com/", "linking.org", NOW, "said", Origin.PASSIVE)
        await backlinks.seen(scope, [seen])


async def test_sites_get_the_score_with_its_source_and_day_and_none_where_there_is_none(
    store: Store, api: Api
) -> None:
    await fill(store)
    clock = At()
    ask = OpenPageRank(store, clock, "secret", api.url)
    assert await ask() == 3
    assert api.asked == [["linking.org", "techblog.com", "unknown.com"]]
    assert api.keys == ["secret"]
    async with store.reading("T1") as scope:
        known, unknown, linking = [
            (await publisher_record.record(scope, site, NOW)).authority
            for site in ("techblog.com", "unknown.com", "linking.org")
        ]
    assert [(one.score, one.source, one.at) for one in known] == [
        (4.51, OPEN_PAGERANK, datetime(2026, 7, 24, tzinfo=UTC))
    ]
    assert unknown == ()
    assert [one.score for one in linking] == [4.51]
    clock.moment = NOW + timedelta(days=29)
    assert await ask() == 0
    clock.moment = NOW + timedelta(days=31)
    assert await ask() == 3
    assert len(api.asked) == 2


async def test_a_hundred_sites_at_most_are_asked_about_at_once(store: Store, api: Api) -> None:
    async with store.writing("T1", NOW) as scope:
        for number in range(130):
            await outreach.log(scope, Ask(f"site{number}.com", "U1", "C1"), by="U1", now=NOW)
    clock = At()
    ask = OpenPageRank(store, clock, "secret", api.url)
    await ask()
    clock.moment = NOW + timedelta(minutes=1)
    await ask()
    assert [len(one) for one in api.asked] == [100, 30]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, {"error": "bad key"}),
        (500, "oops"),
        (200, [1]),
        (200, {"response": "?"}),
        (200, {"response": None}),
        (200, {"response": []}),
        (200, {"response": [{"domain": ["techblog.com"], "status_code": 200, "page_rank_decimal": 9}]}),
        (200, "x" * 1_100_000),
        (429, {"error": "slower"}),
    ],
)
async def test_errors_change_nothing_and_it_is_asked_again_later(
    store: Store, api: Api, status: int, body: object
) -> None:
    await fill(store)
    clock = At()
    ask = OpenPageRank(store, clock, "secret", api.url)
    api.status, api.body = status, body
    assert await ask() == 0
    assert await ask() == 0
    assert len(api.asked) == 1
    async with store.reading("T1") as scope:
        assert (await publisher_record.record(scope, "techblog.com", NOW)).authority == ()
    api.status, api.body = 200, None
    clock.moment = NOW + timedelta(hours=2)
    assert await ask() == 3


async def test_a_site_that_it_leaves_out_keeps_its_score_and_is_asked_about_the_next_day(
    store: Store, api: Api
) -> None:
    await fill(store)
    clock = At()
    ask = OpenPageRank(store, clock, "secret", api.url)
    await ask()
    rows: list[dict[str, object]] = [
        {"domain": "linking.org", "status_code": 200, "page_rank_decimal": 5},
        {"domain": "techblog.com", "status_code": 503, "page_rank_decimal": 0},
    ]
    api.body = {"response": rows, "last_updated": "24th Jul 2099"}
    clock.moment = NOW + timedelta(days=31)
    assert await ask() == 1
    async with store.reading("T1") as scope:
        known, fresh = [
            (await publisher_record.record(scope, site, NOW)).authority
            for site in ("techblog.com", "linking.org")
        ]
    assert [(one.score, one.at) for one in known] == [(4.51, datetime(2026, 7, 24, tzinfo=UTC))]
    assert [(one.score, one.at) for one in fresh] == [(5, clock.moment)]
    clock.moment += timedelta(hours=2)
    assert await ask() == 0
    clock.moment += timedelta(days=1)
    assert await ask() == 0
    assert api.asked[2:] == [["techblog.com", "unknown.com"]]


async def test_nobody_there_is_harmless(store: Store) -> None:
    await fill(store)
    assert await OpenPageRank(store, At(), "secret", "http://127.0.0.1:9")() == 0


async def test_odd_numbers_and_sites_that_nobody_asked_about_are_left_out(store: Store, api: Api) -> None:
    await fill(store)
    rows = [
        {"domain": "techblog.com", "status_code": 200, "page_rank_decimal": "high"},
        {"domain": "linking.org", "status_code": 200, "page_rank_decimal": 99},
        {"domain": "evil.com", "status_code": 200, "page_rank_decimal": 9},
        "?",
    ]
    api.body = {"response": rows}
    await OpenPageRank(store, At(), "secret", api.url)()
    async with store.reading("T1") as scope:
        for site in ("techblog.com", "linking.org", "evil.com"):
            assert (await publisher_record.record(scope, site, NOW)).authority == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1st Jan 2026", (2026, 1, 1)), ("2026-07-24", (2026, 7, 24)), ("soon", None), (None, None), (3, None)],
)
def test_its_day_is_read_as_it_writes_it(written: object, meant: tuple[int, int, int] | None) -> None:
    assert day(written) == (datetime(*meant, tzinfo=UTC) if meant else None)
