"""Forms as they open, and what is read of them when they are sent."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import DAY, HOSTILE, NOW, READER, agreed, task
from visible import accepted, any_input, plain

from handlers.rendering.forms import forms, submitted
from handlers.rendering.forms.form_fields import Field
from handlers.rendering.forms.forms import Opened, Prefill
from handlers.rendering.forms.submitted import FieldErrors
from handlers.rendering.settings import whole as settings
from handlers.rendering.settings.digest import DigestForm
from handlers.rendering.settings.listening import ListeningForm
from handlers.rendering.settings.whole import Standing
from handlers.understanding.intent import Act, Intent, Price
from storage.team.channels import ChannelView
from storage.words import RelAgreed, Tactic
from storage.work.changes import FollowUp
from storage.work.views import Money

HERE = ChannelView("C1", "Europe/Berlin", "09:00", "12345", None, None, None)


def sent(view: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """What Slack would send back: the form as it opened, with ``typed`` in its fields."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element, name = block["element"], block["block_id"]
        state: dict[str, Any] = {"type": element["type"]}
        if element["type"] in {"plain_text_input", "url_text_input", "email_text_input", "number_input"}:
            state["value"] = element.get("initial_value")
        elif element["type"] in {"static_select", "external_select"}:
            state["selected_option"] = element.get("initial_option")
        elif element["type"] == "datepicker":
            state["selected_date"] = element.get("initial_date")
        elif element["type"] == "timepicker":
            state["selected_time"] = element.get("initial_time")
        elif element["type"] == "users_select":
            state["selected_user"] = element.get("initial_user")
        elif element["type"] == "conversations_select":
            state["selected_conversation"] = element.get("initial_conversation")
        elif element["type"] == "checkboxes":
            state["selected_options"] = element.get("initial_options") or []
        own = name.partition("@")[0]
        if own in typed:
            key = next(key for key in state if key != "type")
            given_value = typed[own]
            state[key] = {"value": given_value} if key == "selected_option" else given_value
        values[name] = {element["action_id"]: state}
    return values


def new(**typed: Any) -> dict[str, Any]:
    return sent(forms.outreach(READER, ["Spring", "Autumn"], Opened()), **typed)


def test_every_form_is_one_that_slack_takes() -> None:
    for view in (
        forms.outreach(READER, [], Opened()),
        forms.outreach(READER, [f"Campaign {n}" for n in range(300)], Opened()),
        forms.edit(READER, task(campaign="Put away"), ["Spring"], Opened(task=42)),
        forms.follow_up(READER, task(), Opened(task=42)),
        forms.snooze(READER, task(follow_up_at=NOW - DAY), Opened(task=42)),
        forms.promise(READER, task(), Opened(task=42)),
        forms.promise(READER, task(), Opened(task=42), agreed()),
        forms.decline(task(), Opened(task=42)),
        forms.note(task(), Opened(task=42)),
        settings.form(Standing(HERE), Opened(channel="C1")),
        settings.form(
            Standing(replace(HERE, listening=True, pings=False), (2,), "chains", ("a.com",)), Opened()
        ),
        settings.form(Standing(replace(HERE, weekdays="", slack_id="UANNA")), Opened()),
    ):
        accepted(view)


def test_an_edit_that_changes_nothing_reads_as_the_task_that_stands() -> None:
    timed = task(follow_up_timed=True)
    form = submitted.outreach(sent(forms.edit(READER, timed, ["Spring"], Opened(task=42))), READER)
    assert form == submitted.OutreachForm(
        site="techblog.com",
        contact_name="Jane",
        contact_email="jane@techblog.com",
        tactic=Tactic.GUEST_POST,
        target="https://acme.com/guide",
        campaign="Spring",
        follow_up=FollowUp(NOW + 3 * DAY, timed=True),
        price=Money(Decimal(150), "USD"),
        note=None,
        owner="UANNA",
    )


def test_an_overdue_follow_up_may_stay_as_it_was_in_an_edit() -> None:
    over = task(follow_up_at=NOW - 2 * DAY)
    values = sent(forms.edit(READER, over, ["Spring"], Opened(task=42)))
    keep = FollowUp(NOW - 2 * DAY)
    assert submitted.outreach(values, READER, keep=keep).follow_up == keep
    with pytest.raises(FieldErrors):
        submitted.outreach(values, READER)


def test_an_address_is_prefilled_whole_and_what_is_none_is_left_out() -> None:
    for target, shown in (
        ("acme.com/guide", "https://acme.com/guide"),
        ("HTTP://acme.com", "HTTP://acme.com"),
        ("my guide", None),
        ("", None),
    ):
        view = forms.outreach(READER, [], Opened(), Prefill(target=target, contact_email="jane at techblog"))
        accepted(view)
        fields = {one["block_id"]: one["element"] for one in view["blocks"]}
        assert fields["target"].get("initial_value") == shown
        assert "initial_value" not in fields["contact_email"]


def test_a_sentence_prefills_the_form() -> None:
    intent = Intent(
        Act.LOG,
        site="techblog.com",
        contact_email="jane@techblog.com",
        tactic=Tactic.BROKEN_LINK,
        price=Price(Decimal("99.5"), "EUR"),
        follow_up_at=datetime(2026, 12, 8, 14, 0, tzinfo=UTC),
        follow_up_timed=True,
    )
    filled = Prefill.of_intent(intent, READER, note="emailed jane")
    form = submitted.outreach(sent(forms.outreach(READER, [], Opened(), filled)), READER)
    assert form.follow_up == FollowUp(datetime(2026, 12, 8, 14, 0, tzinfo=UTC), timed=True)
    assert form.price == Money(Decimal("99.50"), "EUR")
    assert form.tactic is Tactic.BROKEN_LINK
    assert form.note == "emailed jane"


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("techblog.com", "techblog.com"),
        ("https://blog.techblog.co.uk/tools?x=1", "techblog.co.uk"),
        ("Techblog.COM/", "techblog.com"),
        ("ann.blogspot.com", "ann.blogspot.com"),
    ],
)
def test_a_site_may_be_given_by_any_of_its_addresses(typed: str, site: str) -> None:
    assert submitted.outreach(new(site=typed), READER).site == site


def test_a_date_alone_means_the_digests_time_of_that_day() -> None:
    form = submitted.outreach(new(site="techblog.com", date="2026-12-08"), READER, digest_at="08:30")
    assert form.follow_up == FollowUp(datetime(2026, 12, 8, 7, 30, tzinfo=UTC))


def test_today_without_a_time_is_today_even_after_the_digest() -> None:
    assert submitted.outreach(new(site="a.com", date="2026-11-23"), READER).follow_up is not None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"site": None}, Field.SITE),
        ({"site": "techblog"}, Field.SITE),
        ({"site": "<!channel>"}, Field.SITE),
        ({"site": "x" * 3_000}, Field.SITE),
        ({"site": "a.com", "contact_email": "jane"}, Field.CONTACT_EMAIL),
        ({"site": "a.com", "contact_email": "a@b.com c@d.com"}, Field.CONTACT_EMAIL),
        ({"site": "a.com", "target": "javascript:alert(1)"}, Field.TARGET),
        ({"site": "a.com", "target": "ftp://acme.com/x"}, Field.TARGET),
        ({"site": "a.com", "target": "two words"}, Field.TARGET),
        ({"site": "a.com", "price": "a lot"}, Field.PRICE),
        ({"site": "a.com", "price": "$5 or $6"}, Field.PRICE),
        ({"site": "a.com", "date": "2026-11-20"}, Field.DATE),
        ({"site": "a.com", "date": "2046-11-20"}, Field.DATE),
        ({"site": "a.com", "time": "10:00"}, Field.DATE),
        ({"site": "a.com", "date": "2026-11-23", "time": "09:00"}, Field.TIME),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed: dict[str, Any], field: Field) -> None:
    with pytest.raises(FieldErrors) as wrong:
        submitted.outreach(new(**typed), READER)
    assert list(wrong.value.errors) == [field.value]
    assert wrong.value.errors[field.value].endswith((".", "?", "guide"))


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(FieldErrors) as wrong:
        submitted.outreach(new(site="x", price="y", contact_email="z"), READER)
    assert set(wrong.value.errors) == {"site", "price", "contact_email"}


def test_snoozing_wants_a_day_to_come() -> None:
    view = forms.snooze(READER, task(follow_up_at=NOW - DAY), Opened(task=42))
    assert "reminder Sun 22 Nov, 09:30 Berlin time (1 day overdue)" in plain(view)
    with pytest.raises(FieldErrors) as wrong:
        submitted.when(sent(view), READER)
    assert list(wrong.value.errors) == ["date"]
    assert submitted.when(sent(view, date="2026-11-25", time="15:00"), READER) == FollowUp(
        datetime(2026, 11, 25, 14, 0, tzinfo=UTC), timed=True
    )


def test_a_promise_is_read_with_all_its_terms() -> None:
    view = forms.promise(READER, task(), Opened(task=42), agreed())
    made = submitted.promise(sent(view, page="techblog.com/new"), READER)
    assert made.page == "https://techblog.com/new"
    assert made.target == "https://acme.com/guide"
    assert made.promised_by == date(2026, 11, 27)
    assert made.anchor == "best tools"
    assert made.rel_agreed is RelAgreed.DOFOLLOW
    assert made.price == Money(Decimal(150), "USD")


def test_a_promise_needs_a_target_and_no_page() -> None:
    view = forms.promise(READER, task(target=None), Opened(task=42))
    with pytest.raises(FieldErrors) as wrong:
        submitted.promise(sent(view), READER)
    assert list(wrong.value.errors) == ["target"]
    assert submitted.promise(sent(view, target="acme.com"), READER).page is None


def test_why_they_declined_may_stay_empty() -> None:
    view = forms.decline(task(), Opened(task=42))
    assert submitted.note(sent(view)) is None
    assert submitted.note(sent(view, note="  no guest posts ")) == "no guest posts"


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_prefill_a_form_as_plain_text(words: str) -> None:
    odd = task(site=words, contact_name=words, contact_email=words, target=words, campaign=words, text=words)
    for view in (
        forms.edit(READER, odd, [words, "Spring"], Opened(task=42)),
        forms.promise(READER, odd, Opened(task=42), agreed(page=words, target=words, anchor=words)),
        forms.snooze(READER, odd, Opened(task=42)),
        forms.decline(odd, Opened(task=42)),
    ):
        accepted(view)


WORDS = st.none() | st.text(min_size=1, max_size=60)


@any_input
@given(st.builds(Opened, st.none() | st.integers(0, 9**9), channel=WORDS, permalink=WORDS, draft=WORDS))
def test_where_a_form_was_opened_from_comes_back_with_it(opened: Opened) -> None:
    assert Opened.parse(opened.value()) == opened


@pytest.mark.parametrize("value", ["[]", "5", '{"x":1}', '{"task":"1"}', '{"channel":5}', "nope"])
def test_metadata_that_was_not_made_here_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        Opened.parse(value)


def test_an_over_long_address_leaves_the_rest_of_the_metadata_whole() -> None:
    value = Opened(task=42, channel="C1", permalink="https://x/" + "y" * 4_000).value()
    assert len(value) <= forms.METADATA
    assert json.loads(value) == {"task": 42, "channel": "C1"}


def test_settings_are_read_as_they_were_set() -> None:
    view = settings.form(Standing(HERE), Opened(channel="C1"))
    found = settings.read(sent(view), NOW.date(), HERE.slack_id)
    assert found.digest == DigestForm("09:00", "12345", "Europe/Berlin")
    assert (found.steps, found.mail_domains) == ((3, 7, 14), ())
    assert found.listening == ListeningForm(listening=False, reaction="link")
    picked = [{"value": "7"}, {"value": "1"}]
    found = settings.read(
        sent(
            view,
            weekdays=picked,
            tz="America/New_York",
            digest_at="07:15",
            pings=[],
            listening=[{"value": "on"}],
            reaction=":chains:",
            cadence="2, 5 and 10 days",
            mail_domains="Agency.com; jana@agency.co.uk",
        ),
        NOW.date(),
        HERE.slack_id,
    )
    assert found.digest == DigestForm("07:15", "17", "America/New_York", pings=False)
    assert found.steps == (2, 5, 10)
    assert found.listening == ListeningForm(listening=True, reaction="chains")
    assert found.mail_domains == ("agency.com", "agency.co.uk")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tz", "Mars/Olympus"),
        ("cadence", "soon"),
        ("cadence", "0, 3"),
        ("cadence", "3, 7, 9999"),
        ("cadence", "1 2 3 4 5 6 7 8 9 10 11"),
        ("reaction", "two words"),
        ("away_until", "2026-11-22"),
        ("mail_domains", "agency"),
        ("mail_domains", " ".join(f"a{n}.com" for n in range(60))),
    ],
)
def test_wrong_settings_are_said_beside_their_field(field: str, typed: str) -> None:
    view = settings.form(Standing(HERE), Opened(channel="C1"))
    with pytest.raises(FieldErrors) as wrong:
        settings.read(sent(view, **{field: typed}), NOW.date(), HERE.slack_id)
    (name,) = wrong.value.errors
    assert name in {field, f"{field}@{HERE.slack_id}"}
    assert name in {block.get("block_id") for block in view["blocks"]}


def test_settings_are_told_in_words() -> None:
    here = replace(HERE, next_digest_at=NOW + timedelta(days=1), stopped="is_archived")
    message = settings.shown(READER, Standing(here))
    accepted(message)
    assert "Monday to Friday at 09:00 Berlin time, next Tue 24 Nov, 09:00 Berlin time." in plain(message)
    assert "I can't post there: the channel is archived." in plain(message)
    assert "I don't listen to this channel." in plain(message)
    assert "switched off" in plain(settings.shown(READER, Standing(replace(HERE, weekdays=""))))
    other = Standing(replace(HERE, pings=False, listening=True), (2, 5), "chains", ("agency.com",))
    said = plain(settings.shown(READER, other))
    assert "without mentions" in said
    assert "I listen to this channel. :chains: on a message logs it." in said
    assert "Follow-ups come after 2 and 5 working days." in said
    assert "Our own mail comes from agency.com." in said
