"""The living card, and what is said when a promised link changes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from ledger_samples import DAY, HOSTILE, NOW, READER, agreed, evidence, placement, task
from visible import accepted, buttons, links, pinged, plain

from handlers.rendering.links import card as cards
from handlers.rendering.links import evidence as evidence_lines
from handlers.rendering.links import incident, looks, news
from handlers.rendering.links.event import Happened
from handlers.rendering.links.looks import LookFacts
from handlers.rendering.parts import notice
from handlers.rendering.reminder import reminder
from storage.words import PlacementState, RelAgreed, Verdict
from storage.work.views import Money


def body(**more: Any) -> dict[str, Any]:
    """An event as the outbox keeps it."""
    return {
        "event": "live",
        "at": "2026-11-23T08:29:00Z",
        "placement": 7,
        "outreach": 42,
        "owner": "UANNA",
        "site": "techblog.com",
        "page": "https://techblog.com/tools",
        "title": "12 tools we use",
        "target": "https://acme.com/guide",
        "verdict": "live",
        "href": "https://acme.com/guide",
        "anchor": "best tools",
        "rel": ["noopener"],
        "html": "<a>best tools</a>",
        "before": "We tried the",
        "after": "for a month",
        "followed": True,
        "indexable": True,
        "status": 200,
        "final_url": "https://techblog.com/tools",
        "findings": [],
        "differs": [],
        "was": [],
        "detail": "The link is there.",
        "asked_at": "2026-11-11T08:00:00Z",
        "promised_at": "2026-11-20T08:00:00Z",
        "first_live_at": "2026-11-23T08:29:00Z",
        "last_seen_at": "2026-11-23T08:29:00Z",
        "days": 12,
        "misses": 0,
        "missed_at": [],
        "unseen": 0,
        "by_word": False,
        **more,
    }


def happened(**more: Any) -> Happened:
    return Happened.read(body(**more))


def test_the_card_of_a_promise_shows_terms_and_when_it_is_looked_at() -> None:
    held = agreed(
        verdict=Verdict.MISSING,
        detail="The page has no link to acme.com.",
        checked_at=NOW - timedelta(minutes=2),
        next_check_at=NOW + DAY,
    )
    message = cards.card(READER, task(), held)
    accepted(message)
    text = plain(message)
    assert "*promised* techblog.com/tools → acme.com/guide" in text
    assert "Agreed: by Fri 27 Nov (in 4 days), followed (dofollow), anchor “best tools”, $150" in text
    assert "Looked today 09:28: The page has no link to acme.com. Next look tomorrow 09:30." in text
    assert "#42 techblog.com · Anna" in text
    assert buttons(message) == ["Check now", "I checked: it's there", "Show", "Open the page"]
    assert message.text.startswith("Promised: ")
    assert pinged(message) == []


def test_the_card_of_a_live_link_says_what_search_engines_make_of_it() -> None:
    held = agreed(
        state=PlacementState.LIVE, verdict=Verdict.LIVE, first_live_at=NOW - 3 * DAY, checked_at=NOW
    )
    message = cards.card(READER, task(), held, evidence())
    accepted(message)
    assert "*live*" in plain(message)
    assert "Followed, indexable, anchor “best tools”" in plain(message)
    assert "Live since Fri 20 Nov." in plain(message)
    assert "I checked: it's there" not in buttons(message)


def test_the_card_says_live_but_where_the_agreement_is_broken() -> None:
    broken = agreed(
        state=PlacementState.LIVE, verdict=Verdict.LIVE, findings=("rel_nofollow", "rel_not_as_agreed")
    )
    assert "*live, but…*" in plain(cards.card(READER, task(), broken, evidence(followed=False)))
    unspoken = placement(state=PlacementState.LIVE, verdict=Verdict.LIVE, findings=("rel_nofollow",))
    text = plain(cards.card(READER, task(), unspoken, evidence(followed=False)))
    assert "live, but" not in text
    assert "Not followed, indexable" in text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PlacementState.AT_RISK, "*at risk*"),
        (PlacementState.LOST, "*lost*"),
        (PlacementState.WITHDRAWN, "*no longer watched*"),
    ],
)
def test_every_state_has_a_word_besides_its_emoji(state: PlacementState, said: str) -> None:
    message = cards.card(READER, task(), agreed(state=state, misses=2, first_live_at=NOW, lost_at=NOW))
    accepted(message)
    assert said in plain(message)


def test_a_withdrawn_card_offers_nothing_to_look_at() -> None:
    assert buttons(cards.card(READER, task(), agreed(state=PlacementState.WITHDRAWN))) == ["Show"]


def test_a_client_reads_no_price_on_a_card() -> None:
    message = cards.card(replace(READER, client=True), task(), agreed(price=Money(Decimal(977), "USD")))
    for said in (plain(message), message.text):
        assert "977" not in said
        assert "jane" not in said.lower()
    assert "anchor “best tools”" in plain(message)


def test_a_card_that_is_read_on_later_days_says_no_today() -> None:
    held = agreed(verdict=Verdict.MISSING, detail="No link yet.", checked_at=NOW, next_check_at=NOW + DAY)
    message = cards.card(replace(READER, lasting=True), task(), held)
    accepted(message)
    text = plain(message)
    assert "Looked Mon 23 Nov, 09:30 Berlin time: No link yet. I keep looking." in text
    assert "Agreed: by Fri 27 Nov, followed" in text
    assert "today" not in text
    assert f"<!date^{int(NOW.timestamp())}^{{date_short_pretty}}, {{time}}|Mon 23 Nov" in str(message.blocks)
    new = cards.card(replace(READER, lasting=True), task(), replace(held, checked_at=None, verdict=None))
    assert "Being looked at now." in plain(new)


def test_the_sentence_around_a_link_begins_and_ends_with_whole_words() -> None:
    long = {"anchor": "guide", "before": "pocket " * 20 + "read the", "after": "and then " * 20}
    said = evidence_lines.in_words(long)
    assert said.startswith("…pocket ")
    assert " read the *guide* and then" in said
    assert said.endswith(("and…", "then…"))


def test_what_stands_against_a_link_stays_there_and_other_links_are_named() -> None:
    best = {"anchor": "guide", "before": "see (", "after": ", really"}
    assert evidence_lines.in_words(best) == "…see (*guide*, really…"
    assert evidence_lines.in_words({"anchor": "guide", "before": "see the"}) == "…see the *guide*"
    others = [{"anchor": "<!here>", "rel": ["nofollow", "ugc"]}, {"anchor": ""}, *[{"anchor": "x"}] * 4]
    text = "\n".join(evidence_lines.lines(READER, evidence(links=(best, *others))))
    assert "Also linked: “&lt;!here&gt;” (rel nofollow ugc), one without text (rel empty)," in text
    assert text.count("(rel empty)") == 2
    assert "3 more." in text


def test_link_live_tells_page_target_rel_anchor_whose_work_and_how_long() -> None:
    message = news.live(READER, happened(), 5)
    accepted(message)
    text = plain(message)
    assert "*Link live*" in text
    assert "techblog.com/tools → acme.com/guide (“12 tools we use”)" in text
    assert "Followed, indexable, rel noopener, anchor “best tools”" in text
    assert "@UANNA's work, 12 days after the first ask." in text
    assert "…We tried the *best tools* for a month…" in text
    assert pinged(message).count("UANNA") == 2  # once in the blocks, once in the text that stands for them
    assert message.text.startswith("Link live: ")
    assert buttons(message) == ["Show #42", "Open the page"]


def test_a_link_that_is_not_followed_says_so() -> None:
    assert "Not followed, not indexable" in plain(
        news.live(READER, happened(followed=False, indexable=False))
    )


def test_a_page_that_gave_no_answer_about_search_engines_claims_nothing() -> None:
    text = plain(news.live(READER, happened(followed=None, indexable=None)))
    assert "indexable" not in text
    assert "followed" not in text.lower().replace("followed up", "")


def test_a_link_that_is_live_on_a_persons_word_says_whose() -> None:
    text = plain(news.live(READER, happened(by_word=True, vouched_by="UBEN", href=None, verdict="unseen")))
    assert "I can't read the page; Ben looked and saw the link." in text
    assert "no anchor" not in text


def test_live_but_names_what_is_wrong_and_what_was_agreed() -> None:
    wrong = happened(
        rel=["nofollow"],
        followed=False,
        differs=["rel_not_as_agreed"],
        rel_agreed="dofollow",
        event="live_but",
    )
    message = news.live_but(READER, wrong)
    accepted(message)
    assert "*Link live, but… its rel is nofollow, agreed was a followed link (dofollow)*" in plain(message)
    anchor = happened(differs=["wrong_anchor"], anchor_agreed="acme guide", anchor="click here")
    assert "its anchor is “click here”, agreed was “acme guide”" in plain(news.live_but(READER, anchor))
    both = happened(differs=["meta_noindex", "hidden"], rel_agreed="dofollow")
    assert "but… visitors can't see the link and the page asks not to be indexed" in plain(
        news.live_but(READER, both)
    )


def test_link_lost_says_how_many_readable_misses_and_when() -> None:
    gone = happened(
        event="lost",
        verdict="missing",
        href=None,
        detail="The page has no link to acme.com any more.",
        misses=3,
        missed_at=["2026-11-22T07:00:00Z", "2026-11-22T13:00:00Z", "2026-11-23T08:29:00Z"],
        first_live_at="2026-10-01T08:00:00Z",
        last_seen_at="2026-11-21T08:00:00Z",
    )
    message = news.lost(READER, gone)
    accepted(message)
    text = plain(message)
    assert "*Link lost*" in text
    assert "3 looks read the page and did not find it (yesterday 08:00 to today 09:29)." in text
    assert "Last seen Sat 21 Nov, 09:00, it had stood for 7 weeks." in text
    assert "The page has no link to acme.com any more." in text
    assert "UANNA" in pinged(message)


def test_link_back_says_how_long_it_was_gone() -> None:
    text = plain(news.back(READER, happened(event="back", lost_at="2026-11-20T08:00:00Z")))
    assert "*Link back*" in text
    assert "It was gone for 3 days." in text


def test_a_change_says_what_is_new_and_what_is_over() -> None:
    changed = happened(
        event="changed",
        findings=["rel_nofollow"],
        was=["meta_noindex"],
        followed=False,
        differs=["rel_nofollow"],
    )
    message = news.changed(READER, changed)
    accepted(message)
    assert "The link is marked nofollow; no longer: the page asks not to be indexed (noindex)." in plain(
        message
    )
    assert "was that agreed?" in plain(message)


def test_another_page_linked_instead_is_told_with_both() -> None:
    message = news.wrong_target(
        READER, happened(event="wrong_target", wrong_href="https://acme.com/old", last_seen_at=None)
    )
    accepted(message)
    assert "techblog.com/tools links to acme.com/old, not to acme.com/guide." in plain(message)


def test_a_link_that_gave_way_to_another_page_is_said_to_be_gone() -> None:
    gone = happened(
        event="wrong_target", wrong_href="https://acme.com/old", last_seen_at="2026-11-20T08:00:00Z"
    )
    message = news.wrong_target(READER, gone)
    accepted(message)
    text = plain(message)
    assert "The link to acme.com/guide is gone: techblog.com/tools links to acme.com/old instead." in text
    assert "I last saw it on Fri 20 Nov" in text


def test_the_owner_is_asked_to_look_with_the_reason_and_a_button_to_vouch() -> None:
    message = news.ask(
        READER,
        happened(event="ask", verdict="unseen", href=None, unseen=3, detail="The site wants a log-in."),
        9,
    )
    accepted(message)
    assert (
        "could you look? I tried 3 times and could not read techblog.com/tools. The site wants a log-in."
        in (plain(message))
    )
    assert buttons(message) == ["I checked: it's there", "Check now", "Open the page"]
    assert pinged(message)[0] == "UANNA"


def test_a_promise_that_nothing_came_of_is_asked_about() -> None:
    message = news.ask(READER, happened(event="expired"))
    accepted(message)
    assert "the link promised on Fri 20 Nov has not appeared" in plain(message)
    assert buttons(message)[:2] == ["New date", "They declined"]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"event": 5},
        dict.fromkeys(body()),
        dict.fromkeys(body(), "x"),
        {key: [] for key in body()},
    ],
)
def test_a_row_with_odd_facts_is_still_told(odd: dict[str, Any]) -> None:
    what = Happened.read(odd)
    for tell in (news.live, news.live_but, news.lost, news.back, news.changed, news.wrong_target, news.ask):
        accepted(tell(READER, what))
    accepted(looks.seen(READER, LookFacts.read({})))


def look(**more: Any) -> LookFacts:
    return LookFacts.read({**body(), "checked_at": "2026-11-23T08:30:00Z", "redirects": [], **more})


def test_a_look_tells_its_verdict_and_shows_the_proof() -> None:
    message = looks.seen(READER, look(), 42)
    accepted(message)
    text = plain(message)
    assert "*The link is live: followed, indexable*" in text
    assert "The link is there." in text
    assert "<a>best tools</a>" in text
    assert buttons(message) == ["Open the page", "Show #42"]


def test_a_look_that_could_not_see_says_that_it_says_nothing() -> None:
    told = "Could not see the page: a challenge. That says nothing about the link."
    text = plain(looks.seen(READER, look(verdict="unseen", findings=["challenge"], detail=told)))
    assert "The page could not be read" in text
    assert text.count("That says nothing about the link") == 1
    assert "Look yourself, and I'll take your word for it." in text
    assert "The site asks visitors to prove they are human." in text


def test_a_look_at_the_wrong_target_names_the_page_that_is_linked() -> None:
    text = plain(looks.seen(READER, look(verdict="missing", wrong_href="https://acme.com/old")))
    assert "It links to acme.com/old instead." in text


def test_a_reminder_says_what_was_asked_and_why_it_is_late() -> None:
    message = reminder(READER, task(), NOW)
    accepted(message)
    assert "You asked me to remind you: *#42 techblog.com*, guest post for acme.com/guide" in plain(message)
    assert buttons(message) == ["Done", "Snooze", "Replied", "Drop"]
    late = plain(reminder(READER, task(), NOW - DAY, "downtime"))
    assert "It was due yesterday 09:30; I could not tell you then." in late
    assert "while you were away" in plain(reminder(READER, task(), NOW - DAY, "away"))


def test_many_links_gone_at_once_are_one_post() -> None:
    rows = [
        {"page": f"https://techblog.com/{n}", "target": "https://acme.com/", "outreach": n, "owner": "UANNA"}
        for n in range(40)
    ]
    opened = {"event": "incident", "kind": "host", "name": "techblog.com", "count": 40, "links": rows}
    message = incident.opened(READER, {**opened, "since": "2026-11-23T07:00:00Z"})
    accepted(message)
    text = plain(message)
    assert "*40 links lost at once* on techblog.com, since today 08:00." in text
    assert "and 25 more" in text
    assert pinged(message) == ["UANNA"]
    assert "links on techblog.com are back" in plain(incident.resolved(READER, opened))
    accepted(incident.opened(READER, {}))


def test_an_incident_says_how_many_looks_missed_each_link_and_when() -> None:
    rows = [
        {
            "page": f"https://techblog.com/{misses}",
            "target": "https://acme.com/",
            "misses": misses,
            "missing_since": f"2026-11-22T07:0{misses}:00Z",
            "lost_at": f"2026-11-23T07:0{misses}:00Z",
        }
        for misses in (4, 3, 5)
    ]
    opened = {"event": "incident", "kind": "host", "name": "techblog.com", "count": 3, "links": rows}
    message = incident.opened(READER, opened)
    said = "3 to 5 looks read each page and did not find its link (yesterday 08:03 to today 08:05)."
    assert said in plain(message)
    assert said in message.text
    assert "4 looks read each page" in plain(incident.opened(READER, opened | {"links": rows[:1]}))


def test_a_stopped_channel_tells_how_it_goes_on() -> None:
    message = notice.channel_stopped("C9", "not_in_channel")
    accepted(message)
    assert "I am not in it any more" in plain(message)
    assert "Invite me there" in plain(message)
    assert "Slack says odd_code" in plain(notice.channel_stopped("C9", "odd_code"))


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_do_nothing_in_any_news(words: str) -> None:
    facts = body(
        **dict.fromkeys(("page", "title", "target", "site", "href", "anchor", "html", "before"), words),
        **dict.fromkeys(("after", "detail", "final_url", "wrong_href", "anchor_agreed", "name"), words),
        rel=[words],
        findings=[words, "wrong_anchor"],
        differs=["wrong_anchor", "rel_not_as_agreed"],
        was=[words],
        rel_agreed=RelAgreed.DOFOLLOW.value,
        links=[{"page": words, "target": words, "owner": words}],
        checked_at="2026-11-23T08:30:00Z",
        redirects=[words] * 10,
    )
    what = Happened.read(facts)
    odd = replace(agreed(), page=words, target=words, site=words, anchor=words, detail=words)
    link = {"anchor": words, "html": words}
    for message in (
        *(tell(READER, what) for tell in (news.live, news.live_but, news.lost, news.back, news.changed)),
        news.wrong_target(READER, what),
        news.ask(READER, what),
        looks.seen(READER, LookFacts.read(facts)),
        looks.looking(READER, [words] * 9),
        cards.card(READER, task(site=words), odd, evidence(links=(link,))),
        incident.opened(READER, facts),
        reminder(READER, task(site=words, text=words), NOW),
        notice.channel_stopped(words, words),
        notice.plain(f"{words}."),
    ):
        accepted(message)
        assert set(pinged(message)) <= {"UANNA"}
        assert all(url.startswith("https://") for url in links(message))
