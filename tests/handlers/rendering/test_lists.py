"""Lists, the overview, a site's history and App Home."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import DAY, HOSTILE, NOW, READER, placement, task
from visible import accepted, any_input, buttons, pinged, plain

from handlers.rendering import site_record
from handlers.rendering.home import LINKS, ROWS, Shown, home
from handlers.rendering.lists import listing
from handlers.rendering.lists.list_page import page, table
from handlers.rendering.lists.listing import overview
from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.site import site_history
from handlers.rendering.urgency import by_urgency
from storage.posts.home_rows import Group, HomeRows, Link
from storage.words import PlacementState, Stage
from storage.work.campaigns import CampaignView
from storage.work.publisher_record import Authority, ContactThere, KnownBy, PublisherRecord, Survival
from storage.work.tasks import ListKind, TaskFilter, TaskPage
from storage.work.views import Money, Task

ANNA = replace(READER, you="UANNA")
MINE = TaskFilter(owner="UANNA")
NOTHING = HomeRows(Group(), Group(), Group(), (), (), total=0, ever=False)

LATE = task(id=1, site="late.com", follow_up_at=NOW - 2 * DAY)
TODAY = task(id=2, site="today.com", follow_up_at=NOW + timedelta(hours=6), follow_up_timed=True)
SOON = task(
    id=3,
    site="soon.com",
    stage=Stage.PROMISED,
    follow_up_at=None,
    placements=(placement(promised_by=date(2026, 11, 27)),),
)
BROKEN = task(
    id=4,
    site="broken.com",
    stage=Stage.PROMISED,
    follow_up_at=None,
    placements=(placement(promised_by=date(2026, 11, 13)),),
)
LATER = task(id=5, site="later.com", follow_up_at=NOW + 9 * DAY)


def found(*tasks: Task, total: int | None = None, wanted: TaskFilter = MINE, offset: int = 0) -> TaskPage:
    return TaskPage(tasks, len(tasks) if total is None else total, offset, wanted)


def test_the_overview_sorts_open_work_by_urgency_with_buttons_on_each() -> None:
    message = overview(ANNA, found(LATE, TODAY, SOON, BROKEN, LATER))
    accepted(message)
    text = plain(message)
    assert "2 overdue · 1 due today · 1 promised · 5 open" in text
    order = [text.index(site) for site in ("broken.com", "late.com", "today.com", "soon.com")]
    assert order == sorted(order)
    assert "link promised by Fri 13 Nov, 10 days overdue" in text
    assert "Follow-up 2 days overdue" in text
    assert "Follow-up due today at 15:30" in text
    assert "Link promised by Fri 27 Nov (in 4 days)" in text
    assert "later.com" not in text
    assert buttons(message).count("Done") == 2
    assert "All 5 open" in buttons(message)
    for number in (1, 2, 3, 4):
        assert f"#{number}" in message.text


def test_the_overview_of_nobodys_work_says_what_to_type() -> None:
    message = overview(ANNA, found())
    accepted(message)
    assert "/outreach emailed jane@techblog.com" in plain(message)
    assert buttons(message) == ["Log in a form"]


def test_nothing_due_is_said_and_the_rest_is_a_button_away() -> None:
    message = overview(ANNA, found(LATER, total=7))
    assert "Nothing needs you today" in plain(message)
    assert "Show 7 open" in buttons(message)


@pytest.mark.parametrize("count", [1, 19, 20, 21, 200])
def test_any_amount_of_open_work_fits_one_message(count: int) -> None:
    message = overview(ANNA, found(*(replace(LATE, id=number) for number in range(count)), total=count))
    accepted(message)
    assert buttons(message).count("Snooze") == min(count, 20)


def test_a_page_of_a_list_says_where_it_is_and_leads_on() -> None:
    message = page(ANNA, found(LATE, TODAY, total=30, offset=10))
    accepted(message)
    assert "*Your open tasks* (11–12 of 30)" in plain(message)
    assert {"Newer", "Older"} <= set(buttons(message))
    assert "Done" in buttons(message)


def test_an_empty_list_says_what_to_try() -> None:
    message = page(READER, found(wanted=TaskFilter(ListKind.OVERDUE, campaign="Spring")))
    accepted(message)
    assert "There are no overdue tasks in Spring." in plain(message)
    assert "/outreach list all" in plain(message)


def test_lists_of_everybodys_tasks_name_the_owner_without_a_ping() -> None:
    message = page(READER, found(LATE, wanted=TaskFilter(ListKind.ALL)))
    assert "Anna" in plain(message)
    assert pinged(message) == []


FILTERS = st.builds(
    TaskFilter,
    kind=st.sampled_from(ListKind),
    owner=st.none() | st.text(min_size=1),
    stage=st.none() | st.sampled_from(Stage),
    campaign=st.none() | st.text(min_size=1, max_size=120),
    site=st.none() | st.text(min_size=1, max_size=100),
)


@any_input
@given(FILTERS, st.integers(0, 1_000_000))
def test_the_next_page_is_of_the_same_list(wanted: TaskFilter, offset: int) -> None:
    assert Wanted.parse(Wanted(wanted, offset).value()) == Wanted(wanted, offset)


@pytest.mark.parametrize("value", [None, "", "x", "[]", "5", '{"k":"fly"}', '{"s":"flying"}', '{"n":"x"}'])
def test_a_list_button_that_can_not_be_read_shows_what_is_open(value: str | None) -> None:
    assert Wanted.parse(value) == Wanted()


def test_a_closed_tasks_follow_up_is_never_overdue() -> None:
    over = replace(LATE, stage=Stage.DECLINED)
    assert by_urgency([over], ANNA).overdue == ()
    assert listing.due(over, ANNA) == "Declined"


def test_a_sites_history_says_who_asked_and_what_came_of_it() -> None:
    live = placement(state=PlacementState.LIVE, first_live_at=NOW)
    message = site_history(
        READER, "techblog.com", [task(stage=Stage.WON, placements=(live,)), task(id=9, owner="UBEN")]
    )
    accepted(message)
    text = plain(message)
    assert "*techblog.com*: 2 asks, 1 open, 1 link live" in text
    assert "*#42* Anna on Mon 23 Nov: won" in text
    assert "*live* techblog.com/tools → acme.com/guide" in text
    assert "*#9* Ben" in text
    assert "Nobody has asked new.com yet" in plain(site_history(READER, "new.com", []))


def test_the_first_home_ends_with_something_to_type() -> None:
    view = home(ANNA, NOTHING, Shown("UANNA"))
    accepted(view)
    assert "Welcome" in plain(view)
    assert "/outreach emailed jane@techblog.com" in plain(view)
    assert plain(view).index("Your first log") < plain(view).index("A campaign")


def test_home_shows_what_is_due_promised_and_live() -> None:
    live = placement(state=PlacementState.LIVE, first_live_at=NOW - DAY)
    gone = placement(state=PlacementState.LOST, first_live_at=NOW - 9 * DAY, lost_at=NOW - 2 * DAY)
    rows = replace(
        NOTHING,
        ever=True,
        total=3,
        overdue=Group((LATE,), 1),
        today=Group((TODAY,), 1),
        promised=Group((SOON,), 1),
        live=(Link(live, "UANNA"),),
        lost=(Link(gone, "UBEN"),),
    )
    view = home(ANNA, rows, Shown("UANNA", everybody=True, campaigns=2))
    accepted(view)
    text = plain(view)
    for said in (
        "Overdue (1)",
        "Due today (1)",
        "Promised (1)",
        "(in 4 days)",
        "Recently live",
        "Sun 22 Nov",
        "Lost",
        "on Sat 21 Nov after 7 days",
        "(#42, Ben)",
    ):
        assert said in text


def test_a_full_home_keeps_within_slacks_limit() -> None:
    late = tuple(replace(LATE, id=number) for number in range(ROWS))
    today = tuple(replace(TODAY, id=number) for number in range(ROWS))
    soon = tuple(replace(SOON, id=number) for number in range(ROWS))
    live = Link(placement(state=PlacementState.LIVE, first_live_at=NOW - DAY), "UANNA")
    rows = HomeRows(
        Group(late, 1_001), Group(today, 70), Group(soon, 11), (live,) * LINKS, (live,) * LINKS, 1_001, True
    )
    view = home(ANNA, rows, Shown("UANNA", campaigns=1))
    accepted(view)
    assert "Overdue (1,000+)" in plain(view)
    assert "All 1,000+ open" in buttons(view)


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_do_nothing_in_any_list(words: str) -> None:
    held = placement(page=words, site=words, target=words, state=PlacementState.LIVE, first_live_at=NOW)
    odd = replace(LATE, site=words, contact_name=words, target=words, campaign=words, placements=(held,))
    for message in (
        overview(READER, found(odd)),
        page(READER, found(odd, wanted=TaskFilter(campaign=words, site=words, owner=words))),
        site_history(READER, words, [odd]),
    ):
        accepted(message)
        assert pinged(message) == []
    group = Group((odd,), 1)
    rows = HomeRows(group, group, group, (Link(held, words),), (Link(held, words),), 1, True, odd)
    spring = CampaignView(1, words, (words,), words, words, True, NOW, False)
    accepted(home(READER, rows, Shown("UANNA", campaign=spring)))
    accepted(table(READER, found(odd), page(READER, found(odd))))


def test_a_sites_record_is_shown_with_its_asks_and_a_client_sees_neither_prices_nor_people() -> None:
    record = PublisherRecord(
        "techblog.com",
        asks=3,
        answered=2,
        promises=2,
        kept=1,
        dated=1,
        live=1,
        days_to_live=12.0,
        after_90=Survival(1, 1),
        nofollow_flips=1,
        paid=(Money(Decimal("977.50"), "USD"),),
        people=(KnownBy("UBEN", 2, 5, NOW),),
        contacts=(ContactThere("Jane", "jane@techblog.com", bad=True),),
        authority=(Authority(72.0, "ahrefs_dr", NOW),),
    )
    message = site_history(READER, "techblog.com", [task()], record)
    accepted(message)
    for said in (
        "977.50",
        "Jane, jane@techblog.com (mail comes back)",
        "Ben: 2 asks",
        "72, Ahrefs DR (23 Nov",
    ):
        assert said in plain(message)
    client = plain(site_history(replace(READER, client=True), "techblog.com", [task()], record))
    assert "1 of 2, 0 of 1 in time" in client
    none_kept = replace(record, promises=1, kept=0, dated=1)
    assert "in time" not in plain(site_history(READER, "techblog.com", [task()], none_kept))
    for secret in ("977", "jane@", "Ben: 2 asks"):
        assert secret not in client
    assert site_record.brief(record) == (
        "2 of 2 earlier asks answered, 1 of 2 promises kept, live after 12 days, turned nofollow 1 time"
    )
