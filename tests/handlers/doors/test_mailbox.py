"""Mails that are sent to a channel's address or handed to the bot: what they do, and what they never do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.incoming import mail
from storage.team import channels, settings
from storage.words import Stage, Tactic, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"
JANA = "Jana <jana@agency.com>"
JANE = "Jane Doe <jane@techblog.com>"
PITCH = {
    "sender": JANA,
    "to": JANE,
    "cc": "link-building <x1y2@acme-links.slack.com>",
    "subject": "Guest post for your blog",
    "body": "Hi Jane,\nwould you take a guest post about https://acme.com/guide ?",
    "message_id": "<pitch-1@agency.com>",
}
YES = {
    "sender": JANE,
    "to": JANA,
    "subject": "Re: Guest post for your blog",
    "body": "Hi Jana,\n\nSounds good, we charge $200.\n\nOn Mon, Jana wrote:\n> SECRET HISTORY",
    "message_id": "<answer-1@techblog.com>",
    "in_reply_to": "<pitch-1@agency.com>",
}


@pytest.fixture
async def inbox(slack, bot):
    """A channel with listening on, and our own mail domain."""
    now = bot.process.clock.now()
    channel = slack.channel(LINKS).id
    async with bot.store.writing(slack.team_id, now) as scope:
        await channels.ensure(scope, channel, "Europe/Berlin", now)
        await channels.set_listening(scope, channel, True, by="UTOM", now=now)
        await settings.set_mail_domains(scope, ["agency.com"])
    return channel


async def pitched(slack, bot):
    said = await slack.mail(LINKS, **PITCH)
    await bot.answers(said)
    return said


async def silent(slack, bot, said) -> None:
    await slack.settled()
    await bot.process.tick()
    await slack.settled()
    assert [one for one in said.replies() if one.by_app] == []


async def test_our_mail_is_logged_with_its_people_tactic_and_target(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, **PITCH)
    (answer,) = await bot.answers(said)
    assert "Logged #1 techblog.com" in answer.seen
    task = await bot.task(1)
    assert (task.contact_name, task.contact_email) == ("Jane Doe", "jane@techblog.com")
    assert (task.tactic, task.owner, task.stage) == (Tactic.GUEST_POST, "UTOM", Stage.CONTACTED)
    assert task.text == "Mail: Guest post for your blog"
    assert task.follow_up_at is not None


async def test_a_mail_that_comes_in_later_counts_for_the_day_it_was_sent(slack, bot, inbox) -> None:
    old = PITCH | {"headers": {"date": "Tue, 17 Nov 2026 16:00:00 +0100"}}
    (answer,) = await bot.answers(await slack.mail(LINKS, **old))
    assert "Asked on Tue 17 Nov" in answer.seen
    (touch,) = await bot.touches(1)
    assert touch.at == datetime(2026, 11, 17, 15, tzinfo=UTC)
    body = f"---------- Forwarded message ---------\nFrom: {JANA}\nDate: Mon, Nov 16, 2026 at 10:05\u202fAM\n"
    body += "Subject: Guest post\nTo: <bob@other.org>\n\nHi Bob, a guest post for https://acme.com/x ?"
    fwd = {"sender": JANA, "to": "<x1y2@acme-links.slack.com>", "subject": "Fwd: Guest post", "body": body}
    (answer,) = await bot.answers(await slack.mail(LINKS, **fwd, message_id="<fwd-1@agency.com>"))
    assert "Logged #2 other.org" in answer.seen
    assert "Asked on Mon 16 Nov" in answer.seen
    await slack.command("jana", LINKS, "emailed ann@third.net last Tuesday about a guest post")
    third = old | {"to": "<ann@third.net>", "message_id": "<third@agency.com>"}
    await bot.answers(await slack.mail(LINKS, **third))
    assert [one.what for one in await bot.touches(3)] == [TouchKind.ASKED], (
        "the mail of the ask is no second one"
    )


async def test_whoever_wrote_it_owns_it_where_slack_knows_their_address(slack, bot, inbox) -> None:
    slack.team.people["UJANA"].email = "jana@agency.com"
    await pitched(slack, bot)
    assert (await bot.task(1)).owner == "UJANA"


async def test_an_answer_by_its_headers_marks_the_task_and_cancels_the_reminder(slack, bot, inbox) -> None:
    await pitched(slack, bot)
    said = await slack.mail(LINKS, **(YES | {"sender": "Jane <jane.private@gmail.com>"}))
    (answer,) = await bot.answers(said)
    assert "Sounds good, we charge $200." in answer.seen
    assert "SECRET" not in answer.seen
    task = await bot.task(1)
    assert (task.stage, task.follow_up_at) == (Stage.REPLIED, None)
    assert (await bot.touches(1))[-1].note == "Hi Jana, Sounds good, we charge $200."


async def test_an_answer_is_known_by_its_address_and_by_its_domain(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.mail(LINKS, **(YES | {"in_reply_to": None, "sender": "jane@techblog.com"}))
    assert "answered" in (await bot.answers(said))[0].seen
    await slack.command("jana", LINKS, "emailed bob@other-blog.com about a guest post")
    said = await slack.mail(
        LINKS, **(YES | {"in_reply_to": None, "sender": "ann@mail.other-blog.com", "message_id": "<2@o>"})
    )
    (answer,) = await bot.answers(said)
    assert "the contact of #2 is bob@other-blog.com" in answer.seen
    assert (await bot.task(2)).stage is Stage.REPLIED


async def test_our_second_mail_in_a_thread_is_a_follow_up(slack, bot, inbox) -> None:
    await pitched(slack, bot)
    said = await slack.mail(
        LINKS,
        **(
            PITCH
            | {
                "subject": "Re: Guest post",
                "message_id": "<p2@agency.com>",
                "in_reply_to": "<pitch-1@agency.com>",
            }
        ),
    )
    (answer,) = await bot.answers(said)
    assert "Followed up with #1" in answer.seen
    assert [one.what for one in await bot.touches(1)] == [TouchKind.ASKED, TouchKind.FOLLOWED_UP]


async def test_the_mail_of_an_ask_that_was_said_already_is_no_follow_up(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.mail(LINKS, **PITCH)
    (answer,) = await bot.answers(said)
    assert "is the one of #1" in answer.seen
    assert [one.what for one in await bot.touches(1)] == [TouchKind.ASKED]
    await slack.advance(timedelta(days=3))
    said = await slack.mail(LINKS, **(PITCH | {"message_id": "<p2@agency.com>"}))
    assert "Followed up with #1" in (await bot.answers(said))[0].seen


async def test_a_mail_counts_once_however_often_it_comes(slack, bot, inbox) -> None:
    await pitched(slack, bot)
    again = await slack.mail(LINKS, **PITCH)
    await silent(slack, bot, again)
    for event in list(slack.events):
        await slack.resend(event, retry=1)
    await slack.react("tom", again, "link")
    await silent(slack, bot, again)
    assert len(await bot.tasks()) == 1
    assert len(await bot.touches(1)) == 1


async def test_several_tasks_that_could_be_meant_are_asked_about(slack, bot, inbox) -> None:
    for target in ("guide", "pricing"):
        await slack.command(
            "jana", LINKS, f"emailed jane@techblog.com about a guest post for https://acme.com/{target}"
        )
    said = await slack.mail(LINKS, **(YES | {"in_reply_to": None}))
    (answer,) = await bot.answers(said)
    assert "which task is it about?" in answer.seen
    assert {(await bot.task(number)).stage for number in (1, 2)} == {Stage.CONTACTED}
    await slack.press("tom", answer, "#2 techblog.com")
    await slack.wait_for(lambda: "answered" in answer.seen)
    assert [(await bot.task(number)).stage for number in (1, 2)] == [Stage.CONTACTED, Stage.REPLIED]


async def test_two_people_who_answer_that_question_count_once(slack, bot, inbox) -> None:
    for target in ("guide", "pricing"):
        await slack.command(
            "jana", LINKS, f"emailed jane@techblog.com about a guest post for https://acme.com/{target}"
        )
    said = await slack.mail(LINKS, **(YES | {"in_reply_to": None}))
    (answer,) = await bot.answers(said)
    first = next(one for one in answer.controls if "#1" in str(one.element))
    second = next(one for one in answer.controls if "#2" in str(one.element))
    await slack.press("tom", answer, first.action_id, value=first.element["value"])
    await slack.resend_delivery(slack.deliveries[-1])
    stage = [(await bot.task(number)).stage for number in (1, 2)]
    assert stage == [Stage.REPLIED, Stage.CONTACTED]
    assert second.element["value"] != first.element["value"]


async def test_none_of_these_changes_nothing(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "drop 1")
    said = await slack.mail(LINKS, **(YES | {"in_reply_to": None}))
    (answer,) = await bot.answers(said)
    assert "(dropped)" in answer.seen
    await slack.press("tom", answer, "None of these")
    await slack.wait_for(lambda: "left alone" in answer.seen)
    assert (await bot.task(1)).stage is Stage.DROPPED


async def test_an_automatic_reply_moves_the_follow_up_to_the_day_after_the_return(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.mail(
        LINKS,
        sender=JANE,
        to=JANA,
        subject="Automatische Antwort: Guest post",
        body="Ich bin bis zum 4. Dezember nicht im Büro.",
        message_id="<away@techblog.com>",
    )
    (answer,) = await bot.answers(said)
    assert "out of the office, back Fri 4 Dec" in answer.seen
    task = await bot.task(1)
    assert task.stage is Stage.CONTACTED
    assert task.follow_up_at is not None
    assert task.follow_up_at.isoformat() == "2026-12-05T08:00:00+00:00"


async def test_an_absence_without_a_date_moves_nothing(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    before = (await bot.task(1)).follow_up_at
    said = await slack.mail(
        LINKS, sender=JANE, to=JANA, subject="Hello", headers={"Auto-Submitted": "auto-replied"}, body="Away."
    )
    assert "does not say until when" in (await bot.answers(said))[0].seen
    assert (await bot.task(1)).follow_up_at == before


async def test_a_bounce_marks_the_address_and_says_so_on_the_task(slack, bot, inbox) -> None:
    await pitched(slack, bot)
    said = await slack.mail(
        LINKS,
        sender="Mail Delivery System <mailer-daemon@mx.agency.com>",
        to=JANA,
        subject="Undelivered Mail Returned to Sender",
        body="Final-Recipient: rfc822; jane@techblog.com\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n",
        message_id="<dsn@mx.agency.com>",
    )
    (answer,) = await bot.answers(said)
    assert "Mail to jane@techblog.com came back: “550 5.1.1 User unknown”" in answer.seen
    async with bot.store.reading(slack.team_id) as scope:
        assert await mail.bad_since(scope, "jane@techblog.com") is not None
    assert (await bot.touches(1))[-1].note == "Mail to jane@techblog.com came back: 550 5.1.1 User unknown"
    assert (await bot.task(1)).stage is Stage.CONTACTED
    assert (await bot.task(1)).follow_up_at is None
    assert "mail comes back" in (await slack.command("jana", LINKS, "show 1")).seen
    again = await slack.mail(
        LINKS, **(PITCH | {"to": "jane@techblog.com", "message_id": "<again@agency.com>"})
    )
    await bot.answers(again)
    said = await slack.mail(LINKS, **YES)
    await bot.answers(said)
    async with bot.store.reading(slack.team_id) as scope:
        assert await mail.bad_since(scope, "jane@techblog.com") is None


async def test_a_forwarded_answer_is_read_through(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.mail(
        LINKS,
        sender=JANA,
        to="x1y2@acme-links.slack.com",
        subject="Fwd: Re: Guest post",
        body="---------- Forwarded message ---------\nFrom: Jane Doe <jane@techblog.com>\n"
        "Date: Mon, 23 Nov 2026\nSubject: Re: Guest post\nTo: Jana <jana@agency.com>\n\nYes, gladly!",
        message_id="<fwd@agency.com>",
    )
    (answer,) = await bot.answers(said)
    assert "Mail from Jane Doe (jane@techblog.com)" in answer.seen
    assert (await bot.touches(1))[-1].note == "Yes, gladly!"


async def test_mail_among_ourselves_and_newsletters_are_passed_over(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, sender=JANA, to="Tom <tom@agency.com>", subject="Lunch", body="12?")
    await silent(slack, bot, said)
    said = await slack.mail(LINKS, sender="news@shop.com", to=JANA, subject="Sale", body="-20%")
    await silent(slack, bot, said)
    assert await bot.tasks() == []


async def test_mail_of_a_stranger_is_told_and_can_be_logged(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, sender="Ann <ann@stranger.com>", to=JANA, subject="Hi", body="hello")
    (answer,) = await bot.answers(said)
    assert "no open task is about them" in answer.seen
    await slack.press("tom", answer, "Log an outreach")
    assert "ann@stranger.com" in (await bot.modal("tom")).seen
    assert await bot.tasks() == []


async def test_mail_is_not_read_where_nobody_switched_listening_on(slack, bot) -> None:
    said = await slack.mail(LINKS, **PITCH)
    await silent(slack, bot, said)
    assert await bot.tasks() == []
    await slack.react("jana", said, "link")
    await bot.answers(said)


async def test_a_mail_that_is_handed_over_in_a_direct_message_is_read(slack, bot) -> None:
    slack.team.people["UJANA"].email = "jana@agency.com"
    said = await slack.mail("dm", shared_by="jana", **PITCH)
    (answer,) = await bot.answers(said)
    assert "Logged #1 techblog.com" in answer.seen
    assert (await bot.task(1)).owner == "UJANA"


async def test_the_shortcut_reads_a_mail_anywhere(slack, bot) -> None:
    said = await slack.mail(LINKS, **PITCH)
    slack.team.people["UJANA"].email = "jana@agency.com"
    await slack.message_shortcut("jana", said, "log_outreach")
    assert "Logged #1 techblog.com" in (await bot.answers(said))[0].seen


async def test_a_mail_whose_words_slack_keeps_back_is_asked_for(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, **PITCH, whole=False)
    (answer,) = await bot.answers(said)
    assert "Logged #1 techblog.com" in answer.seen
    assert len(slack.calls("files.info")) == 1


async def test_a_mail_that_slack_could_not_tell_of_is_asked_for_again(slack, bot, inbox) -> None:
    slack.fault("files.info", "500")
    said = await slack.mail(LINKS, **PITCH, whole=False)
    await slack.wait_for(lambda: slack.calls("files.info"))
    await silent(slack, bot, said)
    await slack.advance(timedelta(minutes=2))
    (answer,) = await bot.answers(said)
    assert "Logged #1 techblog.com" in answer.seen


async def test_a_file_that_is_gone_or_no_mail_is_forgotten(slack, bot, inbox) -> None:
    slack.fault("files.info", "file_not_found")
    said = await slack.mail(LINKS, **PITCH, whole=False)
    await slack.wait_for(lambda: slack.calls("files.info"))
    await silent(slack, bot, said)
    await slack.advance(timedelta(hours=1))
    assert len(slack.calls("files.info")) == 1


async def test_a_mail_to_several_sites_is_an_ask_of_each(slack, bot, inbox) -> None:
    said = await slack.mail(
        LINKS, **(PITCH | {"to": [JANE, "Bob <bob@other-blog.com>", "sue@other-blog.com"]})
    )
    await bot.answers(said)
    assert sorted(one.site for one in await bot.tasks()) == ["other-blog.com", "techblog.com"]


async def test_who_gets_a_copy_and_our_own_client_are_asked_for_nothing(slack, bot, inbox) -> None:
    await slack.command("jana", LINKS, "campaign new Acme site acme.com")
    copied = ["partner@third-blog.com", "boss@acme.com"]
    said = await slack.mail(LINKS, **(PITCH | {"cc": copied}))
    await bot.answers(said)
    assert [one.site for one in await bot.tasks()] == ["techblog.com"]
    task = await bot.task(1)
    assert (task.campaign, task.target) == ("Acme", "https://acme.com/guide")
    said = await slack.mail(LINKS, sender="boss@acme.com", to=JANA, subject="Report?", body="Where is it?")
    await silent(slack, bot, said)


async def test_a_mail_to_everybody_is_no_ask(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, **(PITCH | {"to": [f"editor@blog{n}.com" for n in range(30)]}))
    (answer,) = await bot.answers(said)
    assert "30 sites" in answer.seen
    assert await bot.tasks() == []


async def test_a_free_mailbox_tells_no_site_so_it_is_asked_for(slack, bot, inbox) -> None:
    said = await slack.mail(LINKS, **(PITCH | {"to": "jane.doe@gmail.com"}))
    (answer,) = await bot.answers(said)
    assert "which site is that?" in answer.seen
    assert await bot.tasks() == []


HOSTILE = "<!channel> `*_~ \x00\u202e <https://evil.example|click> &amp; @here"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": HOSTILE * 50, "body": HOSTILE * 5_000},
        {"sender": f'"{HOSTILE[:60]} jana@agency.com" <jane@techblog.com>'},
        {"markup": "<div>" * 50_000 + "<script>alert(1)</script>" + "x" * 100_000},
        {"message_id": "<" + "x" * 5_000 + ">", "in_reply_to": "\x00" * 50},
        {"headers": {"message_id": None, "in_reply_to": 7, "References": "<a> " * 5_000}},
        {"to": [f"a{n}@techblog.com" for n in range(500)]},
    ],
)
async def test_hostile_mail_is_harmless(slack, bot, inbox, wrong) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.mail(LINKS, **(YES | {"in_reply_to": None} | wrong))
    (answer,) = await bot.answers(said)
    assert answer.pings == []
    assert "<https://evil.example" not in str(answer.blocks)
    assert "\u202e" not in answer.seen


@pytest.mark.parametrize(
    "file", [{}, [], {"id": 7, "mode": "email"}, {"id": "F1", "mode": "email", "from": "x"}, None]
)
async def test_a_malformed_file_does_no_harm(slack, bot, inbox, file) -> None:
    await slack.say("tom", LINKS, "hello")
    event = dict(slack.events[-1])
    event["event_id"] = "EvMAIL"
    event["event"] = event["event"] | {"files": [file], "subtype": "file_share", "ts": "1790000000.000300"}
    await slack.resend(event)
    await slack.settled()
    assert await bot.tasks() == []


async def test_words_beside_a_file_that_slack_tells_nothing_of_come_first(slack, bot) -> None:
    await slack.say("jana", "dm", "help")
    await slack.settled()
    event = dict(next(one for one in slack.events if one["event"]["type"] == "message"))
    event["event_id"] = "EvSTUB"
    stub = {"id": "FSTUB", "mode": "file_access", "file_access": "check_file_info"}
    event["event"] = event["event"] | {"text": ASK, "files": [stub], "ts": "1790000000.000400"}
    await slack.resend(event)
    assert len(await bot.tasks()) == 1


async def test_no_words_of_a_mail_are_kept_beyond_those_that_are_shown(
    slack, bot, inbox, tmp_path: Path
) -> None:
    body = "First line.\n" + "\n".join(f"line {n} TOPSECRET" for n in range(40))
    await pitched(slack, bot)
    said = await slack.mail(LINKS, **(YES | {"body": body.replace("TOPSECRET", "ok", 3)}))
    await bot.answers(said)
    assert not _kept(tmp_path, b"TOPSECRET")
    assert not _kept(tmp_path, b"would you take")


def _kept(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.glob("outreach.db*"))


@pytest.mark.parametrize("sites", [11, 60, 300])
async def test_a_mail_to_more_sites_than_one_mail_logs_says_how_many(slack, bot, inbox, sites) -> None:
    to = ", ".join(f"Editor {number} <editor@site{number}.com>" for number in range(sites))
    said = await slack.mail(LINKS, **{**PITCH, "to": to})
    (answer,) = await bot.answers(said)
    assert f"That mail went to {sites} sites." in answer.seen
    assert f"I logged none of the {sites}" in answer.seen
    assert "/outreach import" in answer.seen
    assert await bot.tasks() == []
