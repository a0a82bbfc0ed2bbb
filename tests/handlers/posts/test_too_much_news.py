"""News about links where there is much of it: what goes first, what is summed up, what stays unsaid."""

import pytest
from outbox_room import DAY, HOUR, NOW, Room, message
from sqlalchemy import select
from visible import accepted, plain

from handlers.rendering.links.event import Happened
from handlers.rendering.links.summary import summary
from handlers.rendering.parts.reader import Reader
from storage.models import Post, PostKind, PostState
from storage.posts import outbox
from storage.posts.outgoing import Method, Outgoing
from storage.posts.summaries import Why
from storage.team import channels
from storage.words import Verdict

NEWS = (PostKind.LIVE, PostKind.LIVE_BUT, PostKind.LOST, PostKind.BACK)


async def promised(room: Room, count: int, *, first: int = 0) -> None:
    """So many links are promised, each on a host of its own, and their cards posted."""
    for number in range(first, first + count):
        await room.promise(page=f"https://site{number}.com/tools")
    await room.deliver()


async def live(room: Room) -> None:
    """Everything that is due is looked at, ten hosts at a time, and there."""
    for _ in range(14):
        await room.look(Verdict.LIVE)


async def settings(room: Room, *, quiet: tuple[str, ...] = (), daily_posts: int = 20) -> None:
    async with room.store.writing("T1", room.now) as scope:
        await channels.set_news(scope, "C1", quiet=quiet, daily_posts=daily_posts)


async def everything(room: Room) -> list[Outgoing]:
    """Deliver until nothing waits."""
    said: list[Outgoing] = []
    while more := await room.deliver():
        said += more
    return said


def news(said: list[Outgoing]) -> list[str]:
    """The new posts in the channel that no thread holds."""
    return [
        plain(message(one))
        for one in said
        if one.method is Method.POST and one.thread_ts is None and one.card is None
    ]


async def states(room: Room) -> list[tuple[PostKind, PostState, str | None]]:
    async with room.store.read() as session:
        rows = await session.scalars(select(Post).where(Post.kind.in_(NEWS)).order_by(Post.id))
        return [(row.kind, row.state, row.error) for row in rows]


async def test_news_does_not_wait_for_the_cards_of_others(room: Room) -> None:
    await promised(room, 4)
    for number in (1, 2, 3):
        async with room.store.writing("T1", room.now) as scope:
            await outbox.put_card(scope, number, 9, "C1", now=room.now)
    async with room.store.writing("T1", room.now) as scope:
        await outbox.put(scope, PostKind.NOTICE, "x", "1", "C1", {}, now=room.now)
        await outbox.put_card(scope, 4, 9, "C1", now=room.now)
    async with room.store.read() as session:
        rows = await session.scalars(
            select(Post).where(Post.state == PostState.PENDING).order_by(Post.turn, Post.id)
        )
        assert [row.kind for row in rows] == [PostKind.NOTICE, *[PostKind.CARD] * 4]


async def test_the_card_that_news_is_about_goes_before_it(room: Room) -> None:
    await room.promise(page="https://site1.com/tools")
    await room.promise(page="https://site2.com/tools")
    await live(room)
    said = await everything(room)
    about = [("card", one.card) if one.card else ("live", one.threads[0]) for one in said]
    assert about.index(("card", 1)) < about.index(("live", 1))
    assert about.index(("card", 2)) < about.index(("live", 2))


async def test_what_is_above_the_days_bound_goes_into_one_summary_that_grows(room: Room) -> None:
    await settings(room, daily_posts=2)
    await promised(room, 4)
    await live(room)
    said = await everything(room)
    first, second, summed = news(said)
    assert "Link live" in first
    assert "Link live" in second
    assert "News about 2 links: 2 live" in summed
    assert "site3.com/tools → acme.com/guide" in summed
    await promised(room, 2, first=10)
    room.now += HOUR
    await live(room)
    more = await everything(room)
    assert news(more) == []
    (edit,) = [one for one in more if one.method is Method.UPDATE and one.card is None]
    accepted(message(edit))
    text = plain(message(edit))
    assert "News about 4 links: 4 live" in text
    assert "site11.com/tools" in text


async def test_the_next_local_day_has_posts_of_its_own_again(room: Room) -> None:
    await settings(room, daily_posts=1)
    await promised(room, 2)
    await live(room)
    await everything(room)
    room.now += DAY
    await promised(room, 1, first=20)
    await live(room)
    (post,) = news(await everything(room))
    assert "Link live" in post


async def test_no_bound_posts_everything(room: Room) -> None:
    await settings(room, daily_posts=0)
    await promised(room, 25)
    await live(room)
    assert len(news(await everything(room))) == 25


async def test_after_an_outage_the_backlog_is_one_summary_with_all_of_it(room: Room) -> None:
    await promised(room, 30)
    await live(room)
    room.now += 3 * HOUR
    said = await everything(room)
    (summed,) = news(said)
    accepted(message(next(one for one in said if one.method is Method.POST)))
    assert "News about 30 links: 30 live" in summed
    assert "I could not post these when they happened" in summed
    for number in range(30):
        assert f"site{number}.com/tools" in summed
    assert set(await states(room)) == {(PostKind.LIVE, PostState.DROPPED, outbox.IN_SUMMARY)}
    async with room.store.read() as session:
        assert await outbox.stuck(session, now=room.now) == []


async def test_two_late_posts_stay_posts(room: Room) -> None:
    await promised(room, 2)
    await live(room)
    room.now += 3 * HOUR
    assert len(news(await everything(room))) == 2


async def test_what_may_have_arrived_is_in_no_summary(room: Room) -> None:
    await promised(room, 8)
    await live(room)
    async with room.store.write() as session:
        post = (await session.scalars(select(Post).where(Post.kind == PostKind.LIVE).limit(1))).one()
        post.ambiguous = 1
    room.now += HOUR
    first, summed = news(await everything(room))
    assert "Link live" in first
    assert "News about 7 links" in summed


def test_hundreds_of_links_with_long_addresses_fit_into_what_slack_takes() -> None:
    rows = [
        (
            PostKind.LOST,
            Happened.read(
                {
                    "event": "lost",
                    "at": "2026-11-23T07:30:00Z",
                    "outreach": number,
                    "placement": number,
                    "owner": f"U{number}",
                    "site": f"site{number}.com",
                    "page": f"https://site{number}.com/{'a' * (1_490 if number % 2 else 9)}",
                    "target": f"https://acme.com/{'b' * 1_490}",
                }
            ),
        )
        for number in range(130)
    ]
    made = summary(Reader(NOW, "Europe/Berlin"), Why.BOUND, rows)
    accepted(made)
    text = plain(made)
    assert "News about 130 links: 130 lost" in text
    assert "site129.com" in text
    assert "earlier ones" in text


@pytest.mark.parametrize("quiet", [("live",), ("live", "lost", "ask")])
async def test_news_that_a_channel_does_not_want_stays_in_the_cards_thread(
    room: Room, quiet: tuple[str, ...]
) -> None:
    await settings(room, quiet=quiet)
    await promised(room, 1)
    await live(room)
    said = await everything(room)
    assert news(said) == []
    (reply,) = [one for one in said if one.thread_ts]
    assert "Link live" in plain(message(reply))
    assert not reply.reply_broadcast
