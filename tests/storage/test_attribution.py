"""Where a backlink came from: the table of cases, and that it stays true in the ledger."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.incoming import incoming_links
from storage.incoming.reported import ReportedLink
from storage.links import attributing, backlink_views, backlinks
from storage.links.attribution import Ask, Because, Link, Promised, explain
from storage.store import Store
from storage.watch import placements
from storage.watch.observation import SeenLink
from storage.watch.placements import Promise
from storage.words import Origin
from storage.work import campaigns, journal, outreach
from storage.work.campaigns import Terms
from storage.work.outreach import Ask as NewAsk

BUILT, PASSIVE, UNCERTAIN = Origin.BUILT, Origin.PASSIVE, Origin.UNCERTAIN
SEEN = datetime(2026, 6, 20, tzinfo=UTC)
LINK = Link("techblog.com", "https://acme.com/guide", SEEN)
ASK = Ask(42, "https://acme.com/guide", (), (SEEN - timedelta(days=12),))
PROMISED = Promised(7, 42, "U1", SEEN - timedelta(days=5), SEEN - timedelta(days=12))


def _days(before: int) -> tuple[datetime, ...]:
    return (SEEN - timedelta(days=before),)


CASES: list[tuple[str, Link, list[Ask], Promised | None, Origin, str]] = [
    ("nothing", LINK, [], None, PASSIVE, "nobody asked techblog.com before it was first seen on 20 Jun 2026"),
    ("an ask for it", LINK, [ASK], None, BUILT, "12 days before the link was first seen"),
    ("an ask after it", LINK, [replace(ASK, asked=_days(-3))], None, PASSIVE, "#42 asked 3 days after that"),
    ("an ask on the same day", LINK, [replace(ASK, asked=_days(0))], None, UNCERTAIN, "on that same day"),
    (
        "an old ask",
        LINK,
        [replace(ASK, asked=_days(200))],
        None,
        UNCERTAIN,
        "200 days later, more than half a year",
    ),
    (
        "an old ask, followed up",
        LINK,
        [replace(ASK, asked=_days(200) + _days(20))],
        None,
        BUILT,
        "followed up on 31 May 2026, 20 days before",
    ),
    (
        "an ask for another page",
        LINK,
        [replace(ASK, target="https://acme.com/pricing")],
        None,
        UNCERTAIN,
        "another page, acme.com/guide",
    ),
    (
        "an ask for the site",
        LINK,
        [replace(ASK, target="https://www.acme.com/")],
        None,
        BUILT,
        "asked techblog.com",
    ),
    (
        "an ask for another site of ours",
        LINK,
        [replace(ASK, target="https://beta.com/guide")],
        None,
        UNCERTAIN,
        "another site",
    ),
    (
        "an ask for a campaign of the site",
        LINK,
        [replace(ASK, target=None, for_sites=("acme.com",))],
        None,
        BUILT,
        "for acme.com",
    ),
    (
        "an ask for a campaign of another site",
        LINK,
        [replace(ASK, target=None, for_sites=("beta.com",))],
        None,
        UNCERTAIN,
        "another site, acme.com",
    ),
    (
        "an ask for nobody knows what",
        LINK,
        [replace(ASK, target=None)],
        None,
        UNCERTAIN,
        "does not say for which",
    ),
    (
        "refused before it was seen",
        LINK,
        [replace(ASK, ended=SEEN - timedelta(days=9), how="they declined")],
        None,
        UNCERTAIN,
        "they declined on 11 Jun 2026",
    ),
    (
        "refused after it was seen",
        LINK,
        [replace(ASK, ended=SEEN + timedelta(days=9), how="they declined")],
        None,
        BUILT,
        "12 days before",
    ),
    ("nobody says since when", replace(LINK, told=False), [ASK], None, UNCERTAIN, "nobody says when"),
    ("nobody says, nobody asked", replace(LINK, told=False), [], None, PASSIVE, "known to stand"),
    (
        "refused on a day that nobody told",
        LINK,
        [replace(ASK, how="they declined")],
        None,
        UNCERTAIN,
        "they declined, and nobody says when",
    ),
    (
        "asked on a day that nobody told",
        LINK,
        [replace(ASK, asked=(), undated=True)],
        None,
        UNCERTAIN,
        "acme.com/guide, but nobody says when",
    ),
    (
        "told of by a table",
        LINK,
        [],
        replace(PROMISED, at=None),
        BUILT,
        "the link of #42 by <@U1>, as an imported table has it",
    ),
    ("said to be earned", replace(LINK, earned=True), [ASK], None, UNCERTAIN, "nobody asked for"),
    ("said to be earned, no ask", replace(LINK, earned=True), [], None, PASSIVE, "reported as earned"),
    (
        "two asks, one that explains it",
        LINK,
        [replace(ASK, task=9, target="https://beta.com"), ASK],
        None,
        BUILT,
        "#42",
    ),
    (
        "an ask before, followed up on the day itself",
        LINK,
        [replace(ASK, asked=(*_days(12), SEEN + timedelta(hours=9)))],
        None,
        BUILT,
        "on 8 Jun 2026, 12 days before the link was first seen",
    ),
    (
        "an ask for a page, of a link that names only the site",
        replace(LINK, target="https://acme.com/", target_told=False),
        [ASK],
        None,
        UNCERTAIN,
        "but nobody says to which page of acme.com the link goes",
    ),
    (
        "an ask for the site, of a link that names only the site",
        replace(LINK, target="https://acme.com/", target_told=False),
        [replace(ASK, target="acme.com")],
        None,
        BUILT,
        "12 days before",
    ),
    (
        "an ask of one task before the link, and the promise of another long after it",
        LINK,
        [ASK],
        Promised(9, 50, "U1", SEEN + timedelta(days=60), SEEN + timedelta(days=40)),
        BUILT,
        "#42 asked techblog.com for acme.com/guide on 8 Jun 2026, 12 days before",
    ),
    (
        "an ask for another page before the link, and the promise of another task long after it",
        LINK,
        [replace(ASK, target="https://acme.com/pricing")],
        Promised(9, 50, "U1", SEEN + timedelta(days=60), SEEN + timedelta(days=40)),
        UNCERTAIN,
        "already, 40 days before #50 asked",
    ),
    ("its placement", LINK, [], PROMISED, BUILT, "promised in #42 by <@U1>"),
    (
        "a placement of a link that stood long before",
        replace(LINK, first_seen=SEEN - timedelta(days=90)),
        [ASK],
        PROMISED,
        UNCERTAIN,
        "78 days before anybody asked",
    ),
    (
        "a placement written down late",
        replace(LINK, first_seen=SEEN - timedelta(days=15)),
        [],
        PROMISED,
        BUILT,
        "promised",
    ),
]


@pytest.mark.parametrize(
    ("name", "link", "asks", "promised", "origin", "words"), CASES, ids=[c[0] for c in CASES]
)
def test_each_case_has_its_origin_and_says_why(
    name: str, link: Link, asks: list[Ask], promised: Promised | None, origin: Origin, words: str
) -> None:
    because: Because = explain(link, asks, promised)
    assert (because.origin, words in because.reason) == (origin, True), because.reason


REPORTED = ReportedLink(2, "https://techblog.com/post", "https://acme.com/guide", first_seen=SEEN)
NEW_ASK = NewAsk(site="techblog.com", owner="U1", channel="C1", target="https://acme.com/guide")


async def _import(
    store: Store, *links: ReportedLink, now: datetime, source: str = "ahrefs"
) -> incoming_links.Tally:
    async with store.writing("T1", now) as scope:
        return await incoming_links.bring_in(scope, links, source, by=None, file="a.csv", as_of=now, now=now)


async def _origin(store: Store) -> tuple[Origin, str]:
    async with store.reading("T1") as scope:
        shown = await backlink_views.show(scope, 1)
        return shown.origin, shown.reason


async def test_an_ask_that_appears_or_is_taken_back_is_seen_in_the_origin(
    store: Store, now: datetime
) -> None:
    await _import(store, REPORTED, now=now)
    assert (await _origin(store))[0] is PASSIVE
    asked = SEEN - timedelta(days=30)
    async with store.writing("T1", now) as scope:
        await outreach.log(scope, NEW_ASK, by="U1", now=asked)
    origin, reason = await _origin(store)
    assert (origin, "30 days before" in reason) == (BUILT, True)
    async with store.writing("T1", now) as scope:
        await outreach.decline(scope, 1, None, by="U1", now=asked + timedelta(days=3))
    assert (await _origin(store))[0] is UNCERTAIN
    async with store.writing("T1", now) as scope:
        await journal.undo(scope, "U1", now)
    assert (await _origin(store))[0] is BUILT
    async with store.writing("T1", now) as scope:
        await journal.undo(scope, "U1", now)
    assert (await _origin(store))[0] is PASSIVE


async def test_what_a_person_says_stays_through_imports_asks_and_looks(store: Store, now: datetime) -> None:
    await _import(store, REPORTED, now=now)
    async with store.writing("T1", now) as scope:
        await attributing.correct(scope, 1, UNCERTAIN, "<@U2> says so", by="U2", now=now)
        await outreach.log(scope, NEW_ASK, by="U1", now=SEEN - timedelta(days=30))
        number = await placements.promise(
            scope, 1, Promise("https://acme.com/guide", "https://techblog.com/post"), by="U1", now=now
        )
        link = SeenLink("https://acme.com/guide", "guide")
        sighting = backlinks.Sighting(
            "https://techblog.com/post", "https://acme.com/guide", "techblog.com", now, "promised", link=link,
            placement_id=number,
        )  # fmt: skip
        await backlinks.seen(scope, [sighting])
    await _import(store, replace(REPORTED, first_seen=SEEN - timedelta(days=1)), now=now)
    assert await _origin(store) == (UNCERTAIN, "<@U2> says so")
    async with store.reading("T1") as scope:
        shown = await backlink_views.show(scope, 1)
    assert (shown.placement, shown.origin_by) == (number, "U2")


async def test_a_link_that_was_reported_is_explained_by_its_promise_once_it_is_made(
    store: Store, now: datetime
) -> None:
    await _import(store, REPORTED, now=now)
    async with store.writing("T1", now) as scope:
        await outreach.log(scope, NEW_ASK, by="U1", now=SEEN - timedelta(days=3))
        await placements.promise(
            scope, 1, Promise("https://acme.com/guide", "https://www.techblog.com/post/"), by="U1", now=now
        )
    origin, reason = await _origin(store)
    assert (origin, reason.startswith("promised in #1 by <@U1>")) == (BUILT, True)


async def test_a_campaigns_ask_explains_links_to_its_sites_alone(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await campaigns.create(scope, "Spring", ("acme.com",), client=None, channel=None, by="U1", now=now)
        asked = replace(NEW_ASK, target=None, campaign="Spring")
        await outreach.log(scope, asked, by="U1", now=SEEN - timedelta(days=10))
    beta = replace(REPORTED, target="https://beta.com/x", page="https://techblog.com/other")
    await _import(store, REPORTED, beta, now=now)
    async with store.reading("T1") as scope:
        origins = [(await backlink_views.show(scope, number)).origin for number in (1, 2)]
    assert origins == [BUILT, UNCERTAIN]


async def test_a_campaigns_other_sites_explain_other_links(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        spring = Terms("Spring", ("beta.com",))
        number = (await campaigns.start(scope, spring, by="U1", now=now)).id
        asked = replace(NEW_ASK, target=None, campaign="Spring", asked_at=SEEN - timedelta(days=10))
        await outreach.log(scope, asked, by="U1", now=now)
    await _import(store, REPORTED, now=now)
    assert (await _origin(store))[0] is UNCERTAIN
    async with store.writing("T1", now) as scope:
        await campaigns.edit(scope, number, replace(spring, sites=("acme.com",)), now=now)
    origin, reason = await _origin(store)
    assert (origin, "for acme.com on 10 Jun 2026, 10 days before" in reason) == (BUILT, True)


async def test_bringing_the_same_in_twice_changes_nothing_and_sources_agree_on_one_row(
    store: Store, now: datetime
) -> None:
    assert (await _import(store, REPORTED, now=now)).new == 1
    again = await _import(store, REPORTED, now=now + timedelta(days=1))
    assert (again.new, again.updated, again.unchanged) == (0, 0, 1)
    moz = replace(
        REPORTED, page="http://www.techblog.com/post/", followed=False, first_seen=None, authority=38,
        authority_source="moz_da",
    )  # fmt: skip
    assert (await _import(store, moz, now=now, source="moz")).updated == 1
    console = replace(
        REPORTED,
        target="https://acme.com/",
        target_told=False,
        first_seen=None,
        last_seen=SEEN + timedelta(days=9),
    )
    assert (await _import(store, console, now=now, source="search_console")).updated == 1
    async with store.reading("T1") as scope:
        shown = await backlink_views.show(scope, 1)
        assert await backlink_views.of_site(scope, "techblog.com") == [
            (1, "https://techblog.com/post", "https://acme.com/guide", PASSIVE)
        ]
    assert (shown.first_seen, shown.last_seen) == (SEEN, SEEN + timedelta(days=9))
    assert (shown.followed, shown.authority and shown.authority[:2]) == (False, (38, "moz_da"))
    assert sorted(one.source for one in shown.told) == ["ahrefs", "moz", "search_console"]


async def test_a_link_that_a_source_lost_and_saw_again_is_back(store: Store, now: datetime) -> None:
    lost = replace(REPORTED, lost=SEEN + timedelta(days=30), followed=True)
    await _import(store, replace(REPORTED, followed=True), now=now)
    await _import(store, lost, now=now)
    async with store.reading("T1") as scope:
        assert (await backlink_views.show(scope, 1)).lost == SEEN + timedelta(days=30)
    await _import(store, replace(REPORTED, last_seen=SEEN + timedelta(days=60), followed=False), now=now)
    async with store.reading("T1") as scope:
        shown = await backlink_views.show(scope, 1)
    assert (shown.lost, shown.followed) == (None, False)
    assert [one.what for one in shown.turned] == ["lost", "followed", "back"]
