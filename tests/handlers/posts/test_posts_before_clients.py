"""Every kind of post, rendered for a channel where a client reads along, from a ledger full of secrets."""

import json
from datetime import timedelta
from decimal import Decimal

from outbox_room import DAY, NOW, PAGE, TARGET, Room

from storage.models import PostKind
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import Finding, PlacementState, Stage, Verdict
from storage.work import campaigns, outreach, tasks
from storage.work.campaigns import Terms
from storage.work.views import Money

PRICE = Money(Decimal("4711.50"), "USD")
SECRETS = ("zebulon", "4711", "4,711", "whispered", "globexia", "nightfall")
HIDDEN = {
    "contact_name": "Zebulon",
    "contact_email": "zebulon@techblog.com",
    "price": PRICE,
    "text": "whispered: pay Zebulon",
}


async def fill(room: Room) -> tuple[int, int]:
    """Two campaigns; a task of each that was logged in the client's channel."""
    async with room.store.writing("T1", room.now) as scope:
        mine = Terms("Acme", ("acme.com",), client="Acme", channel="C1", client_mode=False)
        await campaigns.start(scope, mine, by="UANNA", now=room.now)
        other = Terms("Operation Nightfall", ("globexia.com",), client="Globexia")
        await campaigns.start(scope, other, by="UANNA", now=room.now)
    late = room.now - 2 * DAY
    number = await room.ask(late, campaign="Acme", target=TARGET, **HIDDEN)
    secret = await room.ask(
        late, campaign="Operation Nightfall", target="https://globexia.com/a", site="nightfall.org", **HIDDEN
    )
    async with room.store.writing("T1", room.now) as scope:
        await outreach.note(scope, number, "whispered note", by="UANNA", now=room.now)
        # Their reminders would have come here until a client came.
        await campaigns.set_client_mode(scope, "Acme", True)
        made = Promise("https://globexia.com/a", page="https://nightfall.org/x", price=PRICE)
        await placements.promise(scope, secret, made, by="UANNA", now=room.now)
    placement = await room.promise(number, price=PRICE, promised_by=(room.now - DAY).date())
    return number, placement


def assert_silent(room: Room) -> None:
    for one in room.sent:
        if one.channel != "C1":
            continue
        said = json.dumps([one.text, *one.blocks], ensure_ascii=False).lower()
        assert not [secret for secret in SECRETS if secret in said], said


async def test_no_post_tells_a_secret_in_a_clients_channel(room: Room) -> None:
    number, placement = await fill(room)
    await room.deliver()
    await room.look(Verdict.LIVE, Finding.REL_NOFOLLOW)
    await room.deliver()
    for hours in (24 * 8, 1, 7, 25):
        room.now += timedelta(hours=hours)
        await room.look(Verdict.MISSING)
        await room.deliver()
    room.now += DAY
    await room.look(Verdict.LIVE)
    await room.deliver()
    await room.tick(room.now + DAY)
    await room.tick(NOW + timedelta(days=14, hours=1))
    await room.deliver()
    facts = {"placement": placement, "outreach": number, "page": PAGE, "target": TARGET, "owner": "UANNA"}
    for event in ("wrong_target", "changed", "expired", "word_taken_back"):
        kind = PostKind.ASK if event == "expired" else PostKind.IN_THREAD
        body = {**facts, "event": event, "detail": "As seen."}
        await room.put(kind, body, subject=f"placement:{placement}:{event}")
    links = [
        {"page": PAGE, "target": TARGET, "owner": "UANNA", "outreach": 1},
        {
            "page": "https://nightfall.org/x",
            "target": "https://globexia.com/a",
            "owner": "UBEN",
            "outreach": 2,
        },
    ]
    incident = {"event": "incident", "kind": "host", "name": "techblog.com", "count": 2, "links": links}
    await room.put(PostKind.NOTICE, {**incident, "since": "2026-11-23T07:00:00Z"}, subject="incident")
    await room.deliver()
    posted = [one for one in room.sent if one.channel == "C1"]
    assert len(posted) >= 6
    assert_silent(room)


async def test_reminders_of_others_go_to_their_owners_once_a_client_comes(room: Room) -> None:
    await fill(room)
    await room.deliver()
    async with room.store.reading("T1") as scope:
        mine, theirs = await tasks.tasks(scope, [1, 2])
    assert (mine.channel, theirs.channel) == ("C1", "UANNA")
    assert mine.stage in {Stage.PROMISED, Stage.CONTACTED}
    assert {one.state for one in mine.placements} <= {PlacementState.PROMISED}
