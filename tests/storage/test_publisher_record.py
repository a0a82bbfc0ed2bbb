"""What a site has been to us, counted from the rows on every database."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import update

from storage.incoming import mail
from storage.models import ObservationRow, Placement
from storage.store import Scope, Store
from storage.team import audience
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import PlacementState, Stage, Verdict
from storage.work import campaigns, journal, outreach, publisher_record
from storage.work.campaigns import Terms
from storage.work.outreach import Ask
from storage.work.publisher_record import PublisherRecord, Survival
from storage.work.views import Money

JANA, TOM = "U0JANA", "U0TOM"
ASK = Ask("techblog.com", JANA, "C1", contact_name="Kate Doe", contact_email="kate@techblog.com")
DAY = timedelta(days=1)
TARGET = "https://acme.com/"


def dollars(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


async def promised(
    scope: Scope,
    now: datetime,
    number: int,
    page: str,
    *,
    by: date | None = None,
    price: Money | None = None,
    live: int | None = None,
    lost: int | None = None,
) -> int:
    """A promise whose link went live ``live`` days ago and was lost ``lost`` days ago."""
    made = Promise(TARGET, page=f"https://techblog.com/{page}", promised_by=by, price=price)
    held = await placements.promise(scope, number, made, by=JANA, now=now - 10 * DAY)
    state = PlacementState.LIVE if lost is None else PlacementState.LOST
    if live is not None:
        await scope.session.execute(
            update(Placement)
            .where(Placement.workspace_id == scope.workspace_id, Placement.id == held)
            .values(
                state=state,
                first_live_at=now - live * DAY,
                lost_at=None if lost is None else now - lost * DAY,
            )
        )
    return held


async def seen(scope: Scope, now: datetime, placement: int, *followed: bool | None) -> None:
    """Looks one after another that found the link followed, or not, or could not say."""
    for place, one in enumerate(followed):
        at = now + timedelta(minutes=place)
        scope.session.add(
            ObservationRow(
                workspace_id=scope.workspace_id,
                id=await scope.next_id(ObservationRow),
                placement_id=placement,
                page="https://techblog.com/a",
                verdict=Verdict.LIVE,
                fingerprint=str(place),
                first_seen_at=at,
                last_seen_at=at,
                redirects=[],
                findings=[],
                links=[],
                followed=one,
            )
        )
    await scope.session.flush()


async def fill(scope: Scope, now: datetime) -> None:
    """Three asks of two people 400, 100 and 20 days ago; four promises; another site's ask beside them."""
    old = (await outreach.log(scope, ASK, by=JANA, now=now - 400 * DAY)).id
    mid = (
        await outreach.log(scope, replace(ASK, owner=TOM, price=dollars("300")), by=TOM, now=now - 100 * DAY)
    ).id
    new = (await outreach.log(scope, ASK, by=JANA, now=now - 20 * DAY)).id
    await outreach.log(scope, replace(ASK, site="other.org"), by=TOM, now=now)
    stood = await promised(scope, now, old, "a", by=(now - 380 * DAY).date(), price=dollars("100"), live=390)
    await promised(
        scope, now, old, "b", by=(now - 395 * DAY).date(), price=dollars("150.50"), live=380, lost=350
    )
    await promised(scope, now, mid, "c", live=92, lost=1)
    await promised(scope, now, mid, "d", by=(now - 3 * DAY).date())
    await outreach.decline(scope, new, "no budget", by=TOM, now=now)
    await seen(scope, now, stood, True, None, False, True, False)


async def test_a_sites_record_is_what_its_rows_say(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            await fill(scope, now)
            await mail.bounced(scope, "kate@techblog.com", "no such user", now)
    async with store.reading("T1") as scope:
        found = await publisher_record.record(scope, "techblog.com", now)
    assert (found.asks, found.open, found.answered, found.declined) == (3, 2, 3, 1)
    assert (found.promises, found.kept, found.dated, found.kept_in_time, found.overdue) == (4, 3, 3, 1, 1)
    assert (found.live, found.lost) == (1, 2)
    assert found.days_to_live == 10  # 10, 20 and 8 days
    assert found.after_90 == Survival(stood=2, old_enough=3)
    assert found.after_365 == Survival(stood=1, old_enough=2)
    assert found.nofollow_flips == 2
    assert found.paid == (dollars("150.50"),)  # 100, 150.50 and the task's 300
    assert [(one.user, one.asks) for one in found.people] == [(JANA, 2), (TOM, 1)]
    assert [(one.name, one.email, one.bad) for one in found.contacts] == [
        ("Kate Doe", "kate@techblog.com", True)
    ]


async def test_a_site_that_nobody_asked_has_an_empty_record(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        assert await publisher_record.record(scope, "new.com", now) == PublisherRecord("new.com")


async def test_what_was_undone_never_counts(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        made = await outreach.log(scope, ASK, by=JANA, now=now)
        await journal.undo(scope, JANA, now, outreach_id=made.id)
        found = await publisher_record.record(scope, "techblog.com", now)
    assert (found.asks, found.people) == (0, ())


async def test_a_client_reads_the_record_of_their_own_asks(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        for name, channel, mode in (("Acme", "C1", True), ("Globex", "C2", False)):
            terms = Terms(name, (f"{name.lower()}.com",), client=name, channel=channel, client_mode=mode)
            await campaigns.start(scope, terms, by=JANA, now=now)
            await outreach.log(scope, replace(ASK, campaign=name, channel=channel), by=JANA, now=now)
        client = await audience.reading_along(scope, "C1")
        theirs = await publisher_record.record(scope.before(client), "techblog.com", now)
        ours = await publisher_record.record(scope, "techblog.com", now)
        nobody = await audience.reading_along(scope, "C2")
    assert (theirs.asks, ours.asks, theirs.contacts, nobody) == (1, 2, (), None)


async def test_what_is_only_planned_is_no_ask_of_the_site(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await outreach.log(scope, replace(ASK, stage=Stage.PLANNED), by=JANA, now=now)
        planned = await publisher_record.record(scope, "techblog.com", now)
        await outreach.log(scope, ASK, by=JANA, now=now)
        asked = await publisher_record.record(scope, "techblog.com", now)
        await outreach.drop(scope, 1, None, by=JANA, now=now)
        given_up = await publisher_record.record(scope, "techblog.com", now)
        await outreach.drop(scope, 2, None, by=JANA, now=now)
        asked_in_vain = await publisher_record.record(scope, "techblog.com", now)
    assert (planned.asks, planned.open) == (0, 0)
    assert (asked.asks, asked.open) == (1, 1)
    assert (given_up.asks, given_up.open) == (1, 1)
    assert (asked_in_vain.asks, asked_in_vain.open) == (1, 0)
