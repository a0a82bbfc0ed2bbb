"""Whatever somebody types: an answer, no task that was not named, no date in the past."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import Act, Intent, Known, KnownCampaign, KnownTask, as_json, understand
from handlers.understanding.escapes import unescape
from storage.sites import registrable

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Apia"]
LOCALES = ["en-GB", "en-US", "de-DE", "sv-SE"]
TASKS = (
    KnownTask(7, "techblog.com", "Jane Doe", "jane@techblog.com"),
    KnownTask(8, "saasweekly.io", "Tom"),
    KnownTask(9, "saasweekly.io", "Sara"),
)
KNOWN = Known(frozenset({"acme.com"}), (KnownCampaign("Acme", ("acme.com",)),), TASKS)

WORDS = st.sampled_from(
    """
    emailed pitched followed up chasing snooze remind me replied declined promise said yes no live by
    until on in at follow-up fu note drop done check vouch earned list show report campaign away log
    undo help didn't hasn't will about for to our from link links guest post broken HARO dofollow
    nofollow sponsored anchor "best tools" price $150 €1.200,50 150 bucks @bob Jane Doe Tom techblog
    saasweekly jane@techblog.com tom@saasweekly.io techblog.com https://techblog.com/tools
    acme.com/guide http://127.0.0.1:4001/a a.com, b.com and c.com #7 #42 8 42 3d 2w tomorrow friday next
    tue 10am 3pm 5/6 30 Feb 10 Nov 2020 mid December end of Q1 eod eow yesterday last week 2 days ago in
    two weeks , . ; : ! ? ( ) > - — “ ” 🎉 مرحبا <!channel> <@U1|bob> <#C1|general> &amp;
    <https://x.com/a|x.com/a> <mailto:a@b.com|a@b.com> < | > anchor text every Monday EST 24/7 v2.0 e.g.
    i.e. up.in week month year
    """.split()
)
SENTENCES = st.one_of(
    st.lists(WORDS | st.just("\n>"), max_size=25).map(" ".join),
    st.text(max_size=200),
    st.text(alphabet="#@.<>|&:/!\"'0123456789 \nabem$€", max_size=120),
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def read(text: str, now: datetime, tz: str, locale: str = "en-GB", known: Known = KNOWN) -> list[Intent]:
    return understand(text, now=now, tz=tz, locale=locale, known=known, command=True)


@settings(max_examples=400, deadline=None)
@given(SENTENCES, MOMENTS, st.sampled_from(ZONES), st.sampled_from(LOCALES), st.booleans())
def test_every_text_gets_a_sane_answer(
    text: str, now: datetime, tz: str, locale: str, under_a_card: bool
) -> None:
    known = Known(KNOWN.own_sites, KNOWN.campaigns, TASKS, {}, 7 if under_a_card else None)
    intents = read(text, now, tz, locale, known)
    written = {int(number) for number in re.findall(r"\d+", f"{text} {unescape(text).text}")}
    assert intents
    for intent in intents:
        as_json(intent)
        assert intent.task is None or intent.task in written | {task.number for task in TASKS}
        assert intent.follow_up_at is None or intent.follow_up_at > now
        assert intent.until is None or intent.until > now
        assert intent.promised_by is None or intent.promised_by >= now.date() - timedelta(days=1)
        assert intent.site is None or registrable(intent.site) == intent.site
        assert intent.act is not Act.UNCLEAR or intent.unclear
        facts = (intent.contact_name, intent.owner, intent.anchor, intent.target, intent.page)
        shown = (*facts, intent.contact_email, intent.text, *intent.unclear)
        assert not any(re.search("[\ue000-\uf8ff]", value or "") for value in shown)


@settings(max_examples=150, deadline=None)
@given(SENTENCES, MOMENTS, st.sampled_from(ZONES))
def test_without_known_tasks_only_a_written_number_names_a_task(text: str, now: datetime, tz: str) -> None:
    written = {int(number) for number in re.findall(r"\d+", text)}
    for intent in read(text, now, tz, known=Known()):
        assert intent.task is None or intent.task in written


SITES = st.sampled_from(
    ["techblog.com", "saasweekly.io", "münchen.de", "blog.news.co.uk", "ann.blogspot.com"]
)
PATHS = st.sampled_from(["", "/", "/tools", "/a?b=c&d=e", "/a_b-c"])
VERBS = st.sampled_from(
    ["emailed", "followed up with", "no reply from", "got a link from", "check", "pitched"]
)
ENDS = st.sampled_from(
    ["", ", fu in 3d", " about a guest post for acme.com/guide", ", chase next Tuesday 10am", " & co"]
)


def escaped(address: str) -> str:
    """``address`` as Slack sends it when somebody types it."""
    if "@" in address:
        return f"<mailto:{address}|{address}>"
    label = address.replace("&", "&amp;")
    return f"<{label}>" if address.startswith("http") else f"<http://{label}|{label}>"


@settings(max_examples=200, deadline=None)
@given(VERBS, SITES, PATHS, ENDS, st.sampled_from(["", "https://", "jane@"]))
def test_slacks_escapes_change_nothing(verb: str, site: str, path: str, end: str, before: str) -> None:
    address = before + site + ("" if before == "jane@" else path)
    now = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    typed = f"{verb} {address}{end}"
    sent = f"{verb} {escaped(address)}{end.replace('&', '&amp;')}"
    assert [as_json(i) for i in read(sent, now, "UTC")] == [as_json(i) for i in read(typed, now, "UTC")]


@settings(max_examples=100, deadline=None)
@given(SENTENCES, MOMENTS)
def test_the_same_text_always_means_the_same(text: str, now: datetime) -> None:
    assert read(text, now, "UTC") == read(text, now, "UTC")


def test_a_huge_text_is_read_quickly_and_kept_whole() -> None:
    now = datetime(2026, 12, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    for piece in (
        "emailed a.com, ",
        "#1 and ",
        "(",
        "friday ",
        "jane@techblog.com, ",
        "anchor ",
        "she said ",
    ):
        text = f"emailed jane@techblog.com, fu in 3d. {piece * (20_000 // len(piece))}"[:20_000].rstrip()
        intents = read(text, now, "Europe/Berlin")
        assert intents[0].text == text or intents[0].act is not Act.LOG


def test_twenty_thousand_characters_keep_the_ask_at_their_start() -> None:
    now = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    text = "emailed jane@techblog.com about a guest post, fu in 3d. " + "lorem ipsum " * 1_700
    [intent] = read(text[:20_000], now, "UTC", known=Known())
    assert (intent.act, intent.site, intent.contact_email) == (Act.LOG, "techblog.com", "jane@techblog.com")
    assert intent.text == text[:20_000].strip()
