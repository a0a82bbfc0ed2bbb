"""What the outbox says about promised links, from looks that the checker reports."""

import random
from datetime import date
from decimal import Decimal

from outbox_room import DAY, HOUR, MINUTE, TARGET, Room, message
from visible import accepted, buttons, pinged, plain

from handlers.posts.composing import COMPOSERS
from storage.models import PostKind
from storage.posts.outgoing import Method, Outgoing
from storage.watch import looks, placements
from storage.watch.look_answers import answer_look, claim_looks
from storage.watch.observation import Observation
from storage.words import Finding, RelAgreed, Verdict
from storage.work import journal, outreach, tasks
from storage.work.views import Money

PRICE = Money(Decimal(977), "USD")


def only(posts: list[Outgoing]) -> Outgoing:
    assert len(posts) == 1
    accepted(message(posts[0]))
    return posts[0]


async def test_a_promise_posts_one_card_that_is_edited_from_then_on(room: Room) -> None:
    number = await room.promise(promised_by=date(2026, 11, 27))
    card = only(await room.deliver())
    assert (card.method, card.channel, card.card) == (Method.POST, "C1", number)
    assert "*promised* techblog.com/tools → acme.com/guide" in plain(message(card))
    room.now += DAY
    await room.look(Verdict.LIVE)
    live, edited = await room.deliver()
    assert edited.method is Method.UPDATE
    assert edited.ts == "1700000001.000100"
    assert "*live*" in plain(message(edited))
    assert live.method is Method.POST
    assert live.thread_ts is None


async def test_the_live_post_tells_whose_work_it_was_and_how_long_it_took(room: Room) -> None:
    number = await room.ask()
    room.now += 12 * DAY
    await room.promise(number)
    await room.deliver()
    await room.look(Verdict.LIVE, title="12 tools <!channel>")
    live = (await room.deliver())[0]
    accepted(message(live))
    text = plain(message(live))
    assert "*Link live*" in text
    assert "Followed, indexable, anchor “best tools”" in text
    assert "@UANNA's work, 12 days after the first ask." in text
    assert set(pinged(message(live))) == {"UANNA"}
    assert live.threads == (number,)


async def test_an_answer_under_the_card_is_about_its_task(room: Room) -> None:
    number = await room.ask()
    await room.promise(number)
    await room.deliver()
    async with room.store.reading("T1") as scope:
        assert await tasks.in_thread(scope, "C1", "1700000001.000100") == [number]


async def test_live_but_names_the_difference(room: Room) -> None:
    await room.promise(rel_agreed=RelAgreed.DOFOLLOW)
    await room.deliver()
    await room.look(Verdict.LIVE, Finding.META_NOINDEX, indexable=False)
    post, card = await room.deliver()
    assert "*Link live, but… the page asks not to be indexed (noindex)*" in plain(message(post))
    assert "*live, but…*" in plain(message(card))


async def test_at_risk_and_its_end_are_told_under_the_card_and_call_nobody(room: Room) -> None:
    await room.promise()
    await room.look(Verdict.LIVE)
    await room.deliver()
    room.now += DAY
    await room.look(Verdict.MISSING, detail="The page has 12 links, none to acme.com.")
    told = next(one for one in await room.deliver() if one.method is Method.POST)
    accepted(message(told))
    assert told.thread_ts == "1700000001.000100"
    assert "*At risk*" in plain(message(told))
    assert "The page has 12 links, none to acme.com." in plain(message(told))
    assert pinged(message(told)) == []
    room.now += 2 * HOUR
    await room.look(Verdict.MISSING)
    assert [one.method for one in await room.deliver()].count(Method.POST) == 0
    room.now += 6 * HOUR
    await room.look(Verdict.LIVE)
    over = next(one for one in await room.deliver() if one.method is Method.POST)
    accepted(message(over))
    assert over.thread_ts == "1700000001.000100"
    assert "The link to acme.com/guide is there again." in plain(message(over))


async def test_a_risk_that_is_over_before_it_could_be_told_is_not_told(room: Room) -> None:
    await room.promise()
    await room.look(Verdict.LIVE)
    await room.deliver()
    room.now += DAY
    await room.look(Verdict.MISSING)
    room.now += 2 * HOUR
    await room.look(Verdict.LIVE)
    assert [one.method for one in await room.deliver()].count(Method.POST) == 0


async def test_lost_and_back_are_new_posts_in_the_channel(room: Room) -> None:
    await room.promise()
    await room.look(Verdict.LIVE)
    await room.deliver()
    said = []
    for wait in (DAY, 2 * HOUR, 6 * HOUR, DAY):
        room.now += wait
        await room.look(Verdict.MISSING)
        said += await room.deliver()
    (lost,) = [one for one in said if one.method is Method.POST and one.thread_ts is None]
    assert "*Link lost*" in plain(message(lost))
    assert "looks read the page and did not find it (" in plain(message(lost))
    room.now += 4 * DAY
    await room.look(Verdict.LIVE)
    back = (await room.deliver())[0]
    assert "*Link back*" in plain(message(back))
    assert "It was gone for 4 days." in plain(message(back))


async def test_the_wrong_page_is_told_in_the_cards_thread(room: Room) -> None:
    await room.promise()
    await room.deliver()
    room.now += MINUTE
    await room.look(Verdict.MISSING, Finding.WRONG_TARGET, wrong_href="https://acme.com/old")
    said = await room.deliver()
    told = next(one for one in said if one.method is Method.POST)
    accepted(message(told))
    assert told.thread_ts == "1700000001.000100"
    assert "links to acme.com/old, not to acme.com/guide" in plain(message(told))


async def test_the_owner_is_asked_to_look_under_the_card_and_not_once_it_is_settled(room: Room) -> None:
    number = await room.ask()
    await room.promise(number)
    await room.deliver()
    for _ in range(3):
        room.now += DAY
        await room.look(Verdict.UNSEEN, Finding.BLOCKED, detail="The site wants a log-in.")
    asked = next(one for one in await room.deliver() if one.method is Method.POST)
    accepted(message(asked))
    assert asked.thread_ts == "1700000001.000100"
    assert "UANNA" in pinged(message(asked))
    assert "The site wants a log-in." in plain(message(asked))
    assert "I checked: it's there" in buttons(message(asked))


async def test_a_question_that_was_answered_meanwhile_is_not_asked(room: Room) -> None:
    number = await room.ask()
    await room.promise(number)
    await room.deliver()
    for _ in range(3):
        room.now += DAY
        await room.look(Verdict.UNSEEN, Finding.BLOCKED)
    async with room.store.writing("T1", room.now) as scope:
        await placements.vouch(scope, number, None, by="UANNA", now=room.now)
    assert all(one.method is Method.UPDATE for one in await room.deliver())
    assert "ask" in await room.dropped()


async def test_news_of_a_link_are_told_although_its_task_was_closed_meanwhile(room: Room) -> None:
    number = await room.ask()
    await room.promise(number)
    await room.look(Verdict.LIVE)
    async with room.store.writing("T1", room.now) as scope:
        await outreach.drop(scope, number, None, by="UANNA", now=room.now)
    assert any("Link live" in plain(message(one)) for one in await room.deliver())


async def test_the_card_of_a_promise_that_was_undone_says_so(room: Room) -> None:
    number = await room.ask()
    placement = await room.promise(number)
    await room.deliver()
    async with room.store.writing("T1", room.now) as scope:
        await journal.undo(scope, "UANNA", room.now, outreach_id=number)
    await room.put(PostKind.CARD, {}, subject=f"placement:{placement}", epoch="v9")
    card = only(await room.deliver())
    assert card.method is Method.UPDATE
    assert "was taken back; nothing is watched" in plain(message(card))


async def test_a_promise_undone_before_its_card_went_out_leaves_no_trace(room: Room) -> None:
    number = await room.ask()
    await room.promise(number)
    async with room.store.writing("T1", room.now) as scope:
        await journal.undo(scope, "UANNA", room.now, outreach_id=number)
    assert await room.deliver() == []


async def test_a_client_reads_no_prices_where_client_mode_is_on(room: Room) -> None:
    await room.campaign("Acme", "C1", client=True)
    number = await room.ask(campaign="Acme", price=PRICE, contact_name="Jane")
    await room.promise(number, price=PRICE)
    await room.look(Verdict.LIVE)
    for one in await room.deliver():
        said = plain(message(one)) + one.text
        assert "977" not in said
        assert "Jane" not in said


async def test_a_team_reads_prices(room: Room) -> None:
    await room.campaign("Acme", "C1", client=False)
    number = await room.ask(campaign="Acme")
    await room.promise(number, price=PRICE)
    assert "$977" in plain(message(only(await room.deliver())))


async def test_a_site_that_is_watched_says_so_and_learns_its_page(room: Room) -> None:
    await room.promise(page=None)
    card = only(await room.deliver())
    assert "The page is not known yet: I watch techblog.com for it." in plain(message(card))
    await room.look(Verdict.LIVE)
    live, edited = await room.deliver()
    assert "techblog.com/new → acme.com/guide" in plain(message(live))
    assert "techblog.com/new → acme.com/guide" in plain(message(edited))


async def test_a_look_that_was_asked_for_is_answered_where_it_was_asked(room: Room) -> None:
    number = await room.ask()
    placement = await room.promise(number)
    await room.deliver()
    for answer, method in (
        ({"response_url": "https://hooks.example/1", "channel": "C1"}, Method.RESPOND),
        ({"channel": "C1", "thread_ts": "1700000001.000100"}, Method.POST),
        ({"user": "UBEN"}, Method.POST),
    ):
        room.now += MINUTE
        async with room.store.writing("T1", room.now) as scope:
            await looks.ask(
                scope,
                "https://techblog.com/tools",
                TARGET,
                by="UBEN",
                answer=answer,
                now=room.now,
                placement=placement,
            )
        (look,) = await claim_looks(room.store, now=room.now, token=str(room.now), lease=MINUTE, limit=5)
        seen = Observation(
            look.page, look.target, Verdict.MISSING, room.now, "The page has no link to acme.com.", status=200
        )
        assert await answer_look(room.store, look, seen, now=room.now, jitter=random.Random(1))
        told = next(one for one in await room.deliver() if one.method is not Method.UPDATE)
        accepted(message(told))
        assert told.method is method
        assert told.user == "UBEN"
        assert told.threads == (number,)
        assert "*The link is not there*" in plain(message(told))
        assert f"Show #{number}" in buttons(message(told))
        if "thread_ts" in answer:
            assert told.thread_ts == answer["thread_ts"]


async def test_many_links_lost_at_once_are_one_post(room: Room) -> None:
    for place in range(6):
        await room.promise(await room.ask(), page=f"https://techblog.com/{place}")
    await room.look(Verdict.LIVE)
    await room.deliver()
    said: list[Outgoing] = []
    for wait in (8 * DAY, 2 * HOUR, 6 * HOUR, DAY, DAY):
        room.now += wait
        await room.look(Verdict.MISSING)
        said += await room.deliver()
    posts = [one for one in said if one.method is Method.POST]
    told = [plain(message(one)) for one in posts if "lost" in one.text.lower()]
    assert len(told) == 1
    assert "6 links lost at once" in told[0]
    for one in posts:
        accepted(message(one))


async def test_every_kind_of_post_has_a_composer(room: Room) -> None:
    assert set(COMPOSERS) == set(PostKind)
    for kind in PostKind:
        await room.put(kind, {}, epoch=f"odd-{kind}", subject="nonsense:x")
    assert await room.deliver() == []
