"""What a mail means: forwarded, bounced, from a machine, from one of us; harmless however hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding.mails.absence import automatic, return_date
from handlers.understanding.mails.bounces import bounce
from handlers.understanding.mails.first_lines import CHARACTERS, first_lines
from handlers.understanding.mails.forwarded import original, says_forwarded
from handlers.understanding.mails.letter import Letter, Party
from handlers.understanding.mails.parties import address, named, parties
from handlers.understanding.mails.plain import plain_text
from handlers.understanding.mails.sorting import MailKind, sort

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
JANA = Party("jana@agency.com", "Jana")
JANE = Party("jane@techblog.com", "Jane Doe")
CHANNEL = Party("x1y2@rehearsal.slack.com")


def ours(one: Party) -> bool:
    return one.site == "agency.com"


def kind(letter: Letter) -> MailKind:
    return sort(letter, ours, NOW, "en-GB").kind


PITCH = Letter("Guest post", JANA, (JANE,), (CHANNEL,), "Hi Jane,\nwould you take a post?")


def test_our_mail_to_somebody_outside_is_ours_and_among_ourselves_it_is_internal() -> None:
    assert kind(PITCH) is MailKind.OURS
    assert sort(PITCH, ours, NOW, "en-GB").others == (JANE,)
    assert kind(replace(PITCH, to=(Party("tom@agency.com"),))) is MailKind.INTERNAL
    assert kind(replace(PITCH, sender=JANE, to=(JANA,))) is MailKind.THEIRS


GMAIL = """Look what she says

---------- Forwarded message ---------
From: Jane Doe <jane@techblog.com>
Date: Mon, 23 Nov 2026 at 09:12
Subject: Re: Guest post
To: Jana <jana@agency.com>
Cc: <bob@techblog.com>

Sounds good, we charge $200.

On Sun, 22 Nov 2026 at 10:00, Jana <jana@agency.com> wrote:
> would you take a post?
"""
OUTLOOK = """

________________________________
Von: Jane Doe <jane@techblog.com>
Gesendet: Montag, 23. November 2026 09:12
An: Jana <jana@agency.com>
Betreff: AW: Guest post

Sounds good, we charge $200.
"""
APPLE = """Begin forwarded message:

> From: Jane Doe <jane@techblog.com>
> Subject: Re: Guest post
> Date: 23 November 2026 at 09:12:00 CET
> To: Jana <jana@agency.com>
>
> Sounds good, we charge $200.
"""
OLD_OUTLOOK = """-----Original Message-----
From: Jane Doe [mailto:jane@techblog.com]
Sent: Monday, November 23, 2026 9:12 AM
To: Jana
Subject: RE: Guest post

Sounds good, we charge $200.
"""
BOLD = """*From:* Jane Doe <jane@techblog.com>
*Sent:* Monday, November 23, 2026 9:12 AM
*To:* Jana <jana@agency.com>
*Subject:* RE: Guest post

Sounds good, we charge $200.
"""
FRENCH = """---------- Message transféré ---------
De : Jane Doe <jane@techblog.com>
Date : lun. 23 nov. 2026 à 09:12
Objet : Re: Guest post
À : Jana <jana@agency.com>

Sounds good, we charge $200.
"""


@pytest.mark.parametrize("body", [GMAIL, OUTLOOK, APPLE, OLD_OUTLOOK, BOLD, FRENCH])
def test_forwarded_mail_is_read_through(body: str) -> None:
    letter = Letter(
        "Fwd: Re: Guest post", JANA, (CHANNEL,), (), body, "outer@agency.com", ("orig@techblog.com",)
    )
    found = sort(letter, ours, NOW, "en-GB")
    assert found.kind is MailKind.THEIRS
    assert found.others == (JANE,)
    assert first_lines(found.letter.body) == "Sounds good, we charge $200."
    assert found.letter.message_id is None
    assert found.letter.thread == ("orig@techblog.com",)
    assert "Guest post" in found.letter.subject


def test_our_own_mail_forwarded_is_ours() -> None:
    body = GMAIL.replace("From: Jane Doe <jane@techblog.com>", "From: Jana <jana@agency.com>").replace(
        "To: Jana <jana@agency.com>", "To: Jane Doe <jane@techblog.com>"
    )
    found = sort(Letter("Fwd: Guest post", JANA, (CHANNEL,), (), body), ours, NOW, "en-GB")
    assert found.kind is MailKind.OURS
    assert JANE in found.others


def test_a_reply_with_history_to_somebody_outside_is_not_read_through() -> None:
    assert kind(replace(PITCH, subject="Re: Guest post", body=BOLD)) is MailKind.OURS


def test_a_private_mailbox_that_forwards_to_the_channel_is_one_of_us() -> None:
    letter = Letter("WG: Guest post", Party("jana@gmail.com"), (CHANNEL,), (), OUTLOOK)
    assert sort(letter, ours, NOW, "en-GB").others == (JANE,)


@pytest.mark.parametrize("subject", ["Fwd: a", "FW: a", "WG: a", "TR: a", "RV: a", "[Ext] Fwd: a", "ENC: a"])
def test_forwarded_subjects(subject: str) -> None:
    assert says_forwarded(subject)
    assert not says_forwarded(subject.partition(":")[2])


def test_nothing_is_forwarded_in_a_mail_without_headers_in_it() -> None:
    assert original(Letter("Fwd: a", JANA, (), (), "From: nobody\n\nhello")) is None
    assert original(Letter("Fwd: a", JANA, (), (), "From here on it is\nbetter")) is None


DSN = """This is the mail system at host mx.agency.com.

<jane@techblog.com>: host mx.techblog.com[203.0.113.1] said: 550 5.1.1 User unknown

Reporting-MTA: dns; mx.agency.com
Final-Recipient: rfc822; jane@techblog.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

Message-ID: <pitch-1@agency.com>
"""
GOOGLE = """** Address not found **

Your message wasn't delivered to jane@techblog.com because the address couldn't be found.

The response was:
550 5.1.1 The email account that you tried to reach does not exist.
"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients.
The following address(es) failed:

  jane@techblog.com
    Unrouteable address
"""


@pytest.mark.parametrize("body", [DSN, GOOGLE, EXIM])
def test_a_bounce_names_the_address_that_failed(body: str) -> None:
    letter = Letter(
        "Undelivered Mail Returned to Sender", Party("mailer-daemon@mx.agency.com"), (JANA,), (), body
    )
    found = bounce(letter)
    assert found is not None
    assert found.failed == ("jane@techblog.com",)
    assert not found.later
    assert kind(letter) is MailKind.BOUNCE


def test_a_bounce_tells_why_and_which_mail_came_back() -> None:
    letter = Letter("Failure notice", Party("MAILER-DAEMON@googlemail.com".lower()), (JANA,), (), DSN)
    found = bounce(letter)
    assert found is not None
    assert found.why == "550 5.1.1 User unknown"
    assert found.original == ("pitch-1@agency.com",)


def test_a_delay_is_no_failure() -> None:
    body = DSN.replace("Action: failed", "Action: delayed").replace("5.1.1\n", "4.4.1\n")
    found = bounce(Letter("Delivery Status Notification (Delay)", Party("postmaster@x.com"), (), (), body))
    assert found is not None
    assert found.later


def test_a_person_who_speaks_of_a_bounce_is_none() -> None:
    assert bounce(Letter("Undeliverable guest post?", JANE, (JANA,), (), "It bounced: 550")) is None
    assert bounce(Letter("Welcome", Party("postmaster@techblog.com"), (JANA,), (), "Hello there")) is None


AWAY = {
    ("Automatic reply: Guest post", "I am out of the office until Friday 4 December."): date(2026, 12, 4),
    ("Automatic reply: x", "I'm away. I will be back on Monday, 7 December 2026."): date(2026, 12, 7),
    ("Out of office", "I am out of the office from 20 November until 30 November, back on 1 December."): date(
        2026, 12, 1
    ),
    ("Out of Office Re: x", "I will return on December 7th."): date(2026, 12, 7),
    ("Auto: x", "On leave until 2026-12-11."): date(2026, 12, 11),
    ("Automatische Antwort: x", "Ich bin bis zum 04.12.2026 nicht im Büro."): date(2026, 12, 4),
    ("Abwesenheitsnotiz", "Ich bin ab dem 7. Dezember wieder erreichbar."): date(2026, 12, 7),
    ("Abwesend", "Ich bin bis einschließlich 4. Dezember im Urlaub."): date(2026, 12, 4),
    ("Réponse automatique : x", "Je suis absente jusqu'au 4 décembre 2026."): date(2026, 12, 4),
    ("Réponse automatique", "Je serai de retour le 7 décembre."): date(2026, 12, 7),
    ("Respuesta automática: x", "Estaré fuera de la oficina hasta el 4 de diciembre."): date(2026, 12, 4),
    ("Risposta automatica: x", "Sono fuori ufficio fino al 4 dicembre."): date(2026, 12, 4),
    ("Resposta automática: x", "Estou ausente até 4 de dezembro."): date(2026, 12, 4),
    ("Automatisch antwoord: x", "Ik ben afwezig tot en met 4 december."): date(2026, 12, 4),
    ("Odpowiedź automatyczna: x", "Jestem nieobecny do 4 grudnia 2026."): date(2026, 12, 4),
    ("Autosvar: x", "Jag är på semester till 4 december."): date(2026, 12, 4),
    (
        "Re: Guest post",
        "I am currently out of the office until 4 December with limited access to email.",
    ): date(2026, 12, 4),
    ("自動応答: x", "不在にしております。"): None,
    ("自动答复: x", "您好，我不在办公室。"): None,
    ("자동 회신: x", "부재중입니다."): None,
    ("Automatic reply", "I am away and will answer as soon as I can."): None,
    ("Automatic reply", "I was away until 3 November 2025."): None,
}


@pytest.mark.parametrize(("mail", "back"), AWAY.items())
def test_an_automatic_reply_is_known_and_its_return_date_read(
    mail: tuple[str, str], back: date | None
) -> None:
    letter = Letter(mail[0], JANE, (JANA,), (), mail[1])
    found = sort(letter, ours, NOW, "en-GB")
    assert found.kind is MailKind.ABSENCE
    assert found.absence is not None
    assert found.absence.back == back


def test_the_header_alone_says_that_a_machine_answered() -> None:
    assert automatic(Letter("Hello", JANE, headers={"auto_submitted": "auto-replied (vacation)"}))
    assert not automatic(Letter("Hello", JANE, headers={"auto_submitted": "no"}))


@pytest.mark.parametrize(
    "said",
    [
        "I'm on vacation until Monday, but that sounds good!",
        "I am out of the office until Friday. Your pitch is great, happy to publish it then.",
        "We don't take guest posts.",
        "Yes please, $150.",
    ],
)
def test_a_person_on_holiday_who_answers_is_a_person(said: str) -> None:
    assert kind(Letter("Re: Guest post", JANE, (JANA,), (), said)) is MailKind.THEIRS


def test_what_5_6_means_follows_the_readers_country() -> None:
    text = "I am out of the office until 5/12/2026"
    assert return_date(text, NOW, "en-GB") == date(2026, 12, 5)
    assert return_date("I am out until 12/5/2026", NOW, "en-US") == date(2026, 12, 5)


def test_the_first_lines_are_without_history_and_signature() -> None:
    body = "Hi Jana,\n\nSounds good.\nWe charge $200.\n\n-- \nJane\n\nOn Mon, Jana wrote:\n> hi"
    assert first_lines(body) == "Hi Jana, Sounds good. We charge $200."
    assert first_lines("> only history") == ""
    assert len(first_lines("word " * 500)) <= CHARACTERS + 1


def test_addresses_are_read_as_they_are_written_and_names_are_only_names() -> None:
    listed = list(parties('"Doe, Jane" <Jane@TechBlog.com>, bob@b-blog.com; Ann [mailto:ann@c.com]'))
    assert [one.address for one in listed] == ["jane@techblog.com", "bob@b-blog.com", "ann@c.com"]
    assert address("jane@localhost") is None
    assert named("jane@techblog.com") is None
    assert named("Jane\u202e\x00\n<b>") == "Jane b" or named("Jane\u202e\x00\n<b>") == "Jane <b"
    spoofed = next(iter(parties("jana@agency.com <evil@bad-site.com>")))
    assert spoofed.address == "jana@agency.com"  # what Slack itself read is taken where it is there


def test_html_becomes_text_and_scripts_say_nothing() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Hello&nbsp;<b>you</b></p>"
        "<script>alert('5')</script><div>a &lt; b</div><!-- hidden --><br>end</body></html>"
    )
    assert plain_text(page) == "Hello you\n\na < b\n\nend"


def test_a_link_in_html_says_where_it_leads_unless_its_words_do() -> None:
    linked = '<p>See <a class="x" href="https://acme.com/guide?a=1&amp;b=2">our <b>guide</b></a>, please</p>'
    assert plain_text(linked) == "See our guide (https://acme.com/guide?a=1&b=2), please"
    said = (
        "<a href='https://www.acme.com/guide/'>acme.com/guide</a> <a HREF=http://b.com/x>http://b.com/x</a>"
    )
    assert plain_text(said) == "acme.com/guide http://b.com/x"
    other = '<a href="https://acme.com/guide">acme.com</a>, <a href="https://pixel.example/1"><img></a>'
    assert plain_text(other) == "acme.com (https://acme.com/guide),"
    odd = '<a href="javascript:alert(1)">x</a><a href="mailto:a@b.com">y</a><a name=z>z</a><a href="https://q.com">'
    assert plain_text(odd) == "xyz"
    assert len(plain_text('<a href="https://a.com">x' * 40_000)) <= 60_000


def test_a_huge_nest_of_tags_costs_next_to_nothing() -> None:
    assert plain_text("<div>" * 300_000 + "<script" * 10_000) == ""
    assert len(plain_text("x" * 2_000_000)) <= 60_000


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.text(max_size=800))
def test_any_mail_is_sorted_without_harm(subject: str, body: str) -> None:
    for sender in (JANA, JANE, None, Party("mailer-daemon@x.com")):
        sort(Letter(subject, sender, (CHANNEL,), (), body), ours, NOW, "en-GB")
    first_lines(body)
    plain_text(body)
