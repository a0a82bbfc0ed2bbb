"""The day of an ask that is written down later."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.understanding import Known, understand

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))
HERE = {
    "now": MONDAY,
    "tz": "Europe/Berlin",
    "locale": "en-GB",
    "known": Known(own_sites=frozenset({"acme.com"})),
}
SAID = {
    "emailed jane@techblog.com last Tuesday about a guest post for https://acme.com/guide": date(
        2026, 11, 17
    ),
    "emailed jane@techblog.com on 3 March about https://acme.com/, follow up on Friday": date(2026, 3, 3),
    "emailed jane@techblog.com yesterday, follow up in 3 days": date(2026, 11, 22),
    "emailed jane@techblog.com about a guest post for https://acme.com/guide 3 days ago": date(2026, 11, 20),
    "emailed jane@techblog.com about a guest post 2 weeks ago": date(2026, 11, 9),
    "yesterday I pitched techblog.com a guest post": date(2026, 11, 22),
    "on 12 Nov we pitched techblog.com and devsite.org": date(2026, 11, 12),
    "pitched techblog.com on Friday, nudge Thursday": date(2026, 11, 20),
    "pitched techblog.com on 2026-11-10": date(2026, 11, 10),
    "sent techblog.com the pitch last Thursday re https://acme.com/guide": date(2026, 11, 19),
    "reached out to Jane at techblog.com the day before yesterday": date(2026, 11, 21),
    "Monday: emailed jane@techblog.com about a guest post": None,
    "emailed jane@techblog.com today": None,
    "emailed jane@techblog.com, chase on Friday": None,
    "emailed jane@techblog.com, Friday": None,
    "emailed jane@techblog.com about her post from last Tuesday": None,
    "emailed jane@techblog.com about the article that went live yesterday": None,
    "emailed jane@techblog.com about the 12 Nov roundup": None,
    "emailed jane@techblog.com about a link on Monday's roundup": None,
    "emailed jane@techblog.com last week": None,
    "emailed jane@techblog.com 5000 years ago": None,
    "will email jane@techblog.com on Monday": None,
    "asked techblog.com for a link on 3 pages": None,
}


def test_the_day_of_an_ask_is_taken_from_what_stands_beside_it_alone() -> None:
    read = {said: {one.asked_on for one in understand(said, **HERE)} for said in SAID}
    assert read == {said: {day} for said, day in SAID.items()}


def test_what_is_only_meant_to_be_asked_is_planned() -> None:
    plans = {
        "will email kim@techblog.com tomorrow about a guest post": True,
        "I'll pitch techblog.com next week": True,
        "plan to email jane@techblog.com about a guest post": True,
        "need to contact jane@techblog.com": True,
        "emailed jane@techblog.com, will pitch her colleague on Friday": False,
        "emailed jane@techblog.com, we'll send the draft on Friday": False,
        "emailed jane@techblog.com about a guest post": False,
        "pitched techblog.com, they will contact the editor": False,
    }
    read = {said: [one.planned for one in understand(said, **HERE)] for said in plans}
    assert read == {said: [meant] for said, meant in plans.items()}


def test_a_day_in_front_of_an_ask_is_no_reminder_for_next_year() -> None:
    (only,) = understand("on 12 Nov we pitched techblog.com", **HERE)
    assert only.follow_up_at is None
