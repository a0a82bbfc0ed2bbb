"""The digest at a glance."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import DAY, NOW, READER, agreed, task
from visible import accepted, any_input, buttons, pinged, plain

from handlers.rendering.digest import Beside, digest
from storage.daily.digest_done import DoneSince
from storage.daily.digests import AwayOwner, Digest, FollowUpDue, OwnersDue, PromiseDue
from storage.words import Stage


def overdue(number: int, days: int, owner: str = "UANNA") -> FollowUpDue:
    return FollowUpDue(task(id=number, owner=owner, follow_up_at=NOW - days * DAY, step=1), days)


def today(number: int, owner: str = "UANNA", **more: object) -> FollowUpDue:
    return FollowUpDue(task(id=number, owner=owner, follow_up_at=NOW, **more), 0)


def late(number: int, days: int) -> PromiseDue:
    held = agreed(id=number, outreach=number, promised_by=READER.today - days * DAY)
    return PromiseDue(
        task(id=number, stage=Stage.PROMISED, follow_up_at=None, placements=(held,)), held, days
    )


def owner_due(
    owner: str,
    over: tuple[FollowUpDue, ...] = (),
    now: tuple[FollowUpDue, ...] = (),
    promises: tuple[PromiseDue, ...] = (),
    count: int | None = None,
) -> OwnersDue:
    shown = len(over) + len(now) + len(promises)
    return OwnersDue(owner, over, now, promises, shown if count is None else count)


def due(*owners: OwnersDue, channel: str = "C1", away: tuple[AwayOwner, ...] = ()) -> Digest:
    return Digest(channel, READER.today, READER.tz, owners, away, sum(one.count for one in owners))


def test_a_digest_groups_by_owner_with_one_mention_each() -> None:
    anna = owner_due("UANNA", (overdue(1, 2),), (today(2),), (late(3, 4),))
    ben = owner_due("UBEN", (overdue(5, 1, "UBEN"),))
    message = digest(READER, due(anna, ben))
    accepted(message)
    text = plain(message)
    assert "Mon 23 Nov: 2 overdue, 1 due today, 1 late promise" in text
    assert pinged(message) == ["UANNA", "UBEN"]
    assert "*#1 techblog.com* follow-up 2 days overdue, 1 sent so far" in text
    assert "*#2 techblog.com* follow-up due today" in text
    assert "*#3 techblog.com* link promised by Thu 19 Nov, 4 days late" in text
    order = [text.index(f"#{number} ") for number in (3, 1, 2, 5)]
    assert order == sorted(order)
    for label in ("Done", "Snooze", "Replied", "Drop"):
        assert buttons(message).count(label) == 4
    assert buttons(message).count("Check now") == 1
    assert "Anna: #3 techblog.com link promised" in message.text


def test_a_follow_up_with_a_time_says_it() -> None:
    assert "due today at 09:30" in plain(
        digest(READER, due(owner_due("UANNA", (), (today(2, follow_up_timed=True),))))
    )


def test_at_most_twenty_rows_are_shown_the_most_urgent_first() -> None:
    rows = tuple(overdue(number, 40 - number) for number in range(1, 31))
    message = digest(READER, due(owner_due("UANNA", rows, (today(99),), count=34)))
    accepted(message)
    text = plain(message)
    assert buttons(message).count("Done") == 20
    assert "#20 techblog.com" in text
    assert "#21 techblog.com" not in text
    assert "and 14 more" in buttons(message)
    assert "And 14 more." in message.text


def test_the_most_urgent_rows_of_all_owners_are_the_ones_shown() -> None:
    ben = owner_due("UBEN", tuple(overdue(100 + number, 30, "UBEN") for number in range(15)))
    anna = owner_due("UANNA", tuple(overdue(number, 2) for number in range(10)))
    text = plain(digest(READER, due(ben, anna)))
    assert all(f"#{100 + number} " in text for number in range(15))
    assert "#4 " in text
    assert "#5 " not in text


@any_input
@given(st.integers(0, 40), st.integers(1, 60), st.integers(0, 3))
def test_any_digest_fits_one_message(owners: int, each: int, days: int) -> None:
    people = [
        owner_due(f"U{number}", tuple(overdue(number * 100 + row, days + 1) for row in range(each)))
        for number in range(owners)
    ]
    message = digest(
        READER, due(*people, away=(AwayOwner("UBEN", NOW + DAY, 3),)), Beside(missed_on=READER.today)
    )
    accepted(message)
    shown = min(20, owners * each)
    assert sum(label == "Snooze" for label in buttons(message)) == shown
    left = owners * each - shown
    assert (f"and {left} more" in buttons(message)) == (left > 0)


def test_one_persons_own_digest_needs_no_mention() -> None:
    message = digest(READER, due(owner_due("UANNA", (overdue(1, 2),)), channel="UANNA"))
    assert pinged(message) == []


def test_a_late_promise_of_a_won_task_is_not_closed_with_a_press() -> None:
    row = late(3, 4)
    won = PromiseDue(replace(row.task, stage=Stage.WON), row.placement, 4)
    assert buttons(digest(READER, due(owner_due("UANNA", promises=(won,))))) == [
        "Check now",
        "New date",
        "Show",
    ]


def test_a_day_that_was_missed_is_said() -> None:
    beside = Beside(missed_on=READER.today - 3 * DAY)
    message = digest(READER, due(owner_due("UANNA", (overdue(1, 2),))), beside)
    assert "There was no digest on Fri 20 Nov: I was not running." in plain(message)


def test_an_edited_digest_shows_what_is_left_and_what_was_done() -> None:
    done = [
        DoneSince(1, "done.com", "follow-up", "UBEN", NOW),
        DoneSince(2, "no.com", "decline", "UANNA", NOW),
    ]
    message = digest(READER, due(owner_due("UANNA", (), (today(3),))), Beside(done=done))
    accepted(message)
    assert "Done: ~#1 done.com~ followed up by Ben, ~#2 no.com~ declined by Anna" in plain(message)
    empty = digest(READER, due(), Beside(done=done))
    accepted(empty)
    assert "All done for today" in plain(empty)
    assert buttons(empty) == []


def test_people_who_are_away_are_named_without_a_ping() -> None:
    message = digest(
        READER, due(owner_due("UANNA", (overdue(1, 2),)), away=(AwayOwner("UBEN", NOW + 5 * DAY, 3),))
    )
    assert "Ben is away until Sat 28 Nov (3 waiting)." in plain(message)
    assert pinged(message) == ["UANNA"]


def test_a_client_sees_no_price_or_contact_in_a_digest() -> None:
    message = digest(
        replace(READER, client=True), due(owner_due("UANNA", (overdue(1, 2),), (), (late(3, 1),)))
    )
    for said in (plain(message), message.text):
        assert "$150" not in said
        assert "Jane" not in said
