"""Digests, reminders, answers and notices, as they leave the outbox."""

from datetime import UTC, datetime

from outbox_room import DAY, HOUR, MINUTE, Room, message
from visible import accepted, buttons, pinged, plain

from storage.models import PostKind
from storage.posts.outgoing import Method
from storage.words import Verdict
from storage.work import outreach
from storage.work.changes import FollowUp

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def test_the_digest_says_what_is_due_in_its_channel(room: Room) -> None:
    number = await room.ask(NINE)
    await room.ask(NINE, owner="UBEN", site="other.com")
    await room.ask(NINE + 5 * DAY, site="later.com")
    await room.tick(NINE)
    (digest,) = await room.deliver()
    accepted(message(digest))
    assert (digest.method, digest.channel, digest.threads) == (Method.POST, "C1", ())
    text = plain(message(digest))
    assert "Mon 23 Nov: 2 due today" in text
    assert f"#{number} techblog.com" in text
    assert "later.com" not in text
    assert pinged(message(digest)) == ["UANNA", "UBEN"]


async def test_a_digest_whose_rows_are_all_done_is_not_posted(room: Room) -> None:
    number = await room.ask(NINE)
    await room.tick(NINE)
    async with room.store.writing("T1", room.now) as scope:
        await outreach.reply(scope, number, None, by="UANNA", now=room.now)
    assert await room.deliver() == []
    assert await room.dropped() == ["digest"]


async def test_the_digest_is_edited_to_what_is_left_and_what_was_done(room: Room) -> None:
    number = await room.ask(NINE)
    await room.ask(NINE, site="left.com")
    await room.tick(NINE)
    (digest,) = await room.deliver()
    room.now += HOUR
    async with room.store.writing("T1", room.now) as scope:
        await outreach.follow_up(
            scope, number, FollowUp(room.now + 3 * DAY), by="UBEN", now=room.now, note=None
        )
    new = await room.ask(site="logged-later.com")
    async with room.store.writing("T1", room.now) as scope:
        await outreach.drop(scope, new, None, by="UBEN", now=room.now)
    await room.acted(number)
    (edited,) = await room.deliver()
    accepted(message(edited))
    assert (edited.method, edited.channel, edited.ts) == (Method.UPDATE, "C1", "1700000001.000100")
    text = plain(message(edited))
    assert f"Done: ~#{number} techblog.com~ followed up by Ben" in text
    assert "left.com" in text
    assert "logged-later.com" not in text
    assert "1 due today" in text
    assert digest.text != edited.text


async def test_the_last_row_done_leaves_a_quiet_digest(room: Room) -> None:
    number = await room.ask(NINE)
    await room.tick(NINE)
    await room.deliver()
    async with room.store.writing("T1", room.now) as scope:
        await outreach.decline(scope, number, "no budget", by="UANNA", now=room.now)
    await room.acted(number)
    (edited,) = await room.deliver()
    assert "All done for today" in plain(message(edited))
    assert buttons(message(edited)) == []


async def test_an_edit_that_comes_the_next_day_leaves_the_old_digest_alone(room: Room) -> None:
    number = await room.ask(NINE)
    await room.tick(NINE)
    await room.deliver()
    await room.acted(number)
    room.now += DAY
    assert await room.deliver() == []


async def test_a_missed_day_is_told_in_the_next_digest(room: Room) -> None:
    await room.ask(NINE)
    await room.tick(NINE + DAY)
    (digest,) = await room.deliver()
    assert "There was no digest on Mon 23 Nov: I was not running." in plain(message(digest))
    assert "1 day overdue" in plain(message(digest))


async def test_a_clients_digest_has_no_contact(room: Room) -> None:
    await room.campaign("Acme", "C1", client=True)
    await room.ask(NINE, contact_name="Jane", campaign="Acme")
    await room.tick(NINE)
    (digest,) = await room.deliver()
    assert "Jane" not in plain(message(digest)) + digest.text


async def test_a_reminder_comes_to_its_owner_in_their_words(room: Room) -> None:
    at = NINE + 6 * HOUR
    number = await room.ask(at, timed=True, text="emailed them, remind me at 3pm")
    await room.tick(at)
    posts = [one for one in await room.deliver() if one.channel == "UANNA"]
    (told,) = posts
    accepted(message(told))
    assert f"You asked me to remind you: *#{number} techblog.com*" in plain(message(told))
    assert "It was due" not in plain(message(told))
    assert told.threads == (number,)
    assert buttons(message(told)) == ["Done", "Snooze", "Replied", "Drop"]


async def test_a_reminder_that_was_moved_or_settled_meanwhile_is_not_said(room: Room) -> None:
    at = NINE - 10 * MINUTE
    moved, settled = await room.ask(at, timed=True), await room.ask(at, timed=True)
    await room.tick(at)
    async with room.store.writing("T1", room.now) as scope:
        await outreach.remind(scope, moved, FollowUp(at + DAY, timed=True), by="UANNA", now=room.now)
        await outreach.decline(scope, settled, None, by="UANNA", now=room.now)
    assert await room.deliver() == []


async def test_a_reminder_after_a_stop_says_why_it_is_late(room: Room) -> None:
    at = NINE - 10 * MINUTE
    await room.ask(at, timed=True)
    await room.tick(at + 5 * HOUR)
    told = next(one for one in await room.deliver() if one.channel == "UANNA")
    assert "It was due today 08:50; I could not tell you then." in plain(message(told))


async def test_an_answer_goes_where_its_row_says(room: Room) -> None:
    number = await room.ask()
    said = {"text": "Logged.", "blocks": [], "tasks": [number]}
    for body, thread, method in (
        ({**said}, "5.5", Method.POST),
        (
            {**said, "response_url": "https://hooks.example/1", "user": "UBEN", "ephemeral": True},
            None,
            Method.RESPOND,
        ),
        ({**said, "user": "UBEN", "channel": "C1", "ephemeral": True}, None, Method.EPHEMERAL),
        ({"emoji": "link", "ts": "5.5"}, None, Method.REACT),
    ):
        await room.put(PostKind.ANSWER, body, thread_ts=thread)
        (told,) = await room.deliver()
        assert (told.method, told.channel, told.thread_ts) == (method, "C1", thread)
        assert told.threads == ((number,) if "tasks" in body else ())
    await room.put(PostKind.EDIT, {**said, "ts": "9.9"})
    (edited,) = await room.deliver()
    assert (edited.method, edited.ts, edited.text) == (Method.UPDATE, "9.9", "Logged.")


async def test_notices_are_told(room: Room) -> None:
    await room.put(
        PostKind.NOTICE,
        {"notice": "channel_stopped", "channel": "C9", "error": "is_archived"},
        channel="UANNA",
    )
    await room.put(PostKind.NOTICE, {"text": "Hello <!channel>"}, epoch="two")
    stopped, plainly = sorted(await room.deliver(), key=lambda one: one.channel, reverse=True)
    assert "I can't post in #C9: it is archived." in plain(message(stopped))
    assert plain(message(plainly)) == "Hello <!channel>"
    assert pinged(message(plainly)) == []


async def test_a_link_that_went_live_ends_its_follow_up_and_the_next_digest_says_so(room: Room) -> None:
    number = await room.ask(NINE)
    await room.ask(NINE, site="left.com")
    await room.promise(number)
    async with room.store.writing("T1", room.now) as scope:
        await outreach.remind(scope, number, FollowUp(NINE), by="UANNA", now=room.now)
    await room.look(Verdict.LIVE)
    await room.tick(NINE)
    digest = next(one for one in await room.deliver() if "Mon 23 Nov" in one.text)
    text = plain(message(digest))
    assert f"1 follow-up ended by itself: #{number} techblog.com live." in text
    assert "left.com" in text
