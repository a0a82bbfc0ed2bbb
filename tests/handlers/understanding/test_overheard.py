"""What a channel that is listened to logs, and all that it must not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding.intent import Act, Known, KnownCampaign
from handlers.understanding.overheard import LONGEST, overheard

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
KNOWN = Known(
    own_sites=frozenset({"acme.com", "agency.com"}),
    campaigns=(KnownCampaign("Acme", ("acme.com",)),),
    people={"U1": "Jana"},
)


def heard(text: str) -> list[str]:
    return [one.site or "" for one in overheard(text, now=NOW, tz="Europe/Berlin", known=KNOWN)]


TOLD = {
    "emailed jane@techblog.com about a guest post": ["techblog.com"],
    "Emailed jane@techblog.com re guest post for acme.com/guide, fu in 3d": ["techblog.com"],
    "I emailed jane@techblog.com about a guest post": ["techblog.com"],
    "just emailed jane@techblog.com about a guest post for https://acme.com/guide": ["techblog.com"],
    "I've just emailed <mailto:jane@techblog.com|jane@techblog.com> about a guest post": ["techblog.com"],
    "we pitched saasweekly.io a guest post": ["saasweekly.io"],
    "pitched Tom at the SaaS Weekly (saasweekly.io) a broken link fix": ["saasweekly.io"],
    "Pitched our guide to techblog.com": ["techblog.com"],
    "sent a guest post pitch to jane@techblog.com": ["techblog.com"],
    "sent jane@techblog.com a guest post pitch": ["techblog.com"],
    "sent our infographic to editor@newsdaily.net": ["newsdaily.net"],
    "reached out to techblog.com about a link insertion": ["techblog.com"],
    "reached out to the editor of techblog.com about a link insertion": ["techblog.com"],
    "Reached out to the folks at techblog.com for a guest post": ["techblog.com"],
    "contacted techblog.com about the broken link": ["techblog.com"],
    "messaged Tom at saasweekly.io about a resource page": ["saasweekly.io"],
    "wrote to jane@techblog.com about their roundup": ["techblog.com"],
    "got in touch with techblog.com about a sponsored post": ["techblog.com"],
    "DM'd techblog.com about a guest post": ["techblog.com"],
    "cold emailed jane@techblog.com about our new study": ["techblog.com"],
    "emailed jane@techblog.com": ["techblog.com"],
    "emailed jane@techblog.com today": ["techblog.com"],
    "Emailed Jane (jane@techblog.com) :crossed_fingers:": ["techblog.com"],
    "emailed jane@techblog.com, will follow up on Friday": ["techblog.com"],
    "emailed jane@techblog.com, chase next Tuesday": ["techblog.com"],
    "yesterday I emailed jane@techblog.com about a guest post": ["techblog.com"],
    "Morning all! Emailed jane@techblog.com about a guest post": ["techblog.com"],
    "fyi, pitched techblog.com a guest post": ["techblog.com"],
    "update: pitched techblog.com a guest post": ["techblog.com"],
    "ok so I just pitched techblog.com a guest post, fingers crossed!": ["techblog.com"],
    "@tom, pitched techblog.com a guest post": ["techblog.com"],
    "submitted a guest post to techblog.com": ["techblog.com"],
    "emailed the webmaster of <https://techblog.com|techblog.com> about a dead link": ["techblog.com"],
    "emailed bob@a-blog.com and sue@b-blog.com about a guest post": ["a-blog.com", "b-blog.com"],
    "asked jane@techblog.com for a link to our guide": ["techblog.com"],
    "asked techblog.com to add our guide to their resource page": ["techblog.com"],
    "offered techblog.com a guest post for acme.com": ["techblog.com"],
    "emailed support@techblog.com about a guest post": ["techblog.com"],
    "e-mailed jane@techblog.com about an unlinked mention": ["techblog.com"],
    "re-pitched techblog.com a new angle": ["techblog.com"],
    "✅ emailed jane@techblog.com about a guest post": ["techblog.com"],
    "approached techblog.com about a niche edit": ["techblog.com"],
    "fired off a pitch to techblog.com": ["techblog.com"],
    "emailed jane@techblog.com about getting a link to acme.com/guide": ["techblog.com"],
    "we contacted techblog.com regarding a link exchange this morning": ["techblog.com"],
}

CHATTER = """
has anyone emailed techblog.com?
has anyone emailed techblog.com about a guest post
did you email jane@techblog.com about the guest post?
who pitched techblog.com?
I'll email them
I'll email jane@techblog.com about a guest post
I will pitch techblog.com a guest post tomorrow
going to email jane@techblog.com about a guest post
gonna pitch techblog.com
we should pitch techblog.com a guest post
let's pitch techblog.com
can you email jane@techblog.com about a guest post
please email jane@techblog.com about a guest post
email jane@techblog.com about a guest post
I want to email techblog.com about a guest post
thinking of pitching techblog.com a guest post
maybe pitch techblog.com next
I haven't emailed jane@techblog.com about the guest post yet
I didn't email techblog.com
not emailed techblog.com yet
never pitched techblog.com
I should have emailed jane@techblog.com about a guest post
I would have pitched techblog.com but no time
wish I had emailed jane@techblog.com about a guest post
I thought I emailed jane@techblog.com about a guest post
pretty sure I pitched techblog.com a guest post
Tom emailed jane@techblog.com about a guest post
she pitched techblog.com a guest post
they emailed techblog.com about a guest post
<@U2> emailed jane@techblog.com about a guest post
techblog.com emailed us about a guest post
got an email from jane@techblog.com about a guest post
was pitched by techblog.com
emailed by jane@techblog.com about a guest post
jane@techblog.com replied, wants $200
techblog.com said yes!
have a look at techblog.com
techblog.com has a nice guest post section
https://techblog.com/write-for-us
techblog.com DR 71, takes guest posts
what do you think of techblog.com for a guest post
emailed you about techblog.com
emailed <@U2> about techblog.com
emailed Tom about techblog.com
emailed the team about techblog.com
asked Bob about techblog.com
told Tom about the guest post on techblog.com
sent you the list for techblog.com
sent me techblog.com as an idea
sent the invoice to billing@stripe.com
emailed billing@stripe.com about the invoice
emailed support@github.com about the outage
emailed jane@techblog.com the invoice for the guest post
emailed jane@techblog.com the Q3 numbers
emailed jane@techblog.com the zoom link
sent the doc link to jane@techblog.com
emailed jane@techblog.com to thank her for the link
emailed tom@agency.com about a guest post
pitched acme.com a new layout
emailed jane@gmail.com about a guest post
emailed jane@techblog.com last year about a guest post
pitched techblog.com a guest post two years ago
emailed jane@techblog.com about a guest post but it bounced
emailed jane@techblog.com about a guest post, just kidding
emailed jane@techblog.com about a guest post... oops, wrong address
"emailed jane@techblog.com about a guest post"
`emailed jane@techblog.com about a guest post`
&gt; emailed jane@techblog.com about a guest post
you can write: emailed jane@techblog.com about a guest post
for example, emailed jane@techblog.com about a guest post
if I emailed jane@techblog.com about a guest post, would she answer
when I emailed jane@techblog.com about a guest post she was away
after I emailed techblog.com about a guest post I went home
nobody emailed jane@techblog.com about a guest post
someone emailed techblog.com about a guest post
anyone got a contact at techblog.com
the page on techblog.com is down
lunch at 12?
good morning everyone
nice work on the techblog.com link
we got a link from techblog.com
did a call with techblog.com
read a post about emailed pitches on techblog.com
I sent flowers to mom
sent the contract to legal@techblog.com
emailed the hosting people at hostgator.com about the server
emailed jobs@techblog.com my cv
emailed our client at clientsite.com about the report
our template says: emailed NAME@techblog.com about a guest post
drafted an email to jane@techblog.com about a guest post
emailed jane@techblog.com a draft
reminder: email jane@techblog.com
todo: pitch techblog.com
how did the pitch to techblog.com go
pitched? techblog.com
I emailed jane@techblog.com about a guest post, did she answer you?
emailed jane@techblog.com asking to unsubscribe
""".strip().splitlines()


@pytest.mark.parametrize(("text", "sites"), TOLD.items())
def test_an_ask_that_was_plainly_told_is_heard(text: str, sites: list[str]) -> None:
    assert heard(text) == sites
    found = overheard(text, now=NOW, tz="Europe/Berlin", known=KNOWN)
    assert {one.act for one in found} == {Act.LOG}


@pytest.mark.parametrize("text", CHATTER)
def test_chatter_is_left_alone(text: str) -> None:
    assert heard(text) == []


def test_half_of_the_table_is_chatter() -> None:
    assert len(TOLD) + len(CHATTER) >= 80
    assert len(CHATTER) >= len(TOLD)


def test_a_long_message_and_an_empty_one_are_left_alone() -> None:
    assert heard("") == []
    assert heard("   ") == []
    assert heard("emailed jane@techblog.com about a guest post " + "x " * LONGEST) == []


def test_a_second_sentence_about_another_site_keeps_it_from_being_sure() -> None:
    assert heard("emailed jane@techblog.com about a guest post. Has anyone tried newsdaily.net") == []
    assert heard("emailed jane@techblog.com about a guest post. Lunch at 12") == ["techblog.com"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_heard_without_harm(text: str) -> None:
    heard(text)
    heard(f"emailed jane@techblog.com {text}")
