"""Which task a mail belongs to, addresses that bounce, and mails that are still to be read."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.errors import Mendable
from storage.incoming import mail, mail_files
from storage.store import Store
from storage.team import channels, people, settings
from storage.words import Stage
from storage.work import outreach
from storage.work.outreach import Ask

ASK = Ask(site="techblog.com", owner="U1", channel="C1", contact_email="Jane@TechBlog.com")


async def test_a_mail_is_found_again_by_the_nearest_known_header(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        first = (await outreach.log(scope, ASK, by="U1", now=now)).id
        second = (await outreach.log(scope, ASK, by="U1", now=now)).id
        await mail.remember(scope, "<a@agency.com>", [first], ours=True, now=now)
        await mail.remember(scope, "<a@agency.com>", [first], ours=True, now=now)
        await mail.remember(scope, "b@agency.com", [second], ours=True, now=now)
        assert [one.number for one in await mail.of_thread(scope, ["x@y", "a@agency.com"])] == [first]
        assert [one.number for one in await mail.of_thread(scope, ["<b@agency.com>", "<a@agency.com>"])] == [
            second
        ]
        assert await mail.of_thread(scope, []) == []
        assert await mail.known(scope, "<a@agency.com>")
        assert not await mail.known(scope, "")
    async with store.writing("T2", now) as scope:
        assert not await mail.known(scope, "<a@agency.com>")


async def test_an_endless_message_id_is_known_again(store: Store, now: datetime) -> None:
    endless = "<" + "x" * 5_000 + "@agency.com>"
    async with store.writing("T1", now) as scope:
        number = (await outreach.log(scope, ASK, by="U1", now=now)).id
        await mail.remember(scope, endless, [number], ours=False, now=now)
        assert await mail.known(scope, endless)
        assert not await mail.known(scope, endless + "y")


async def test_addresses_are_compared_without_case_and_closed_tasks_of_a_site_left_out(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        number = (await outreach.log(scope, ASK, by="U1", now=now)).id
        (found,) = await mail.of_address(scope, "jane@techblog.com")
        assert (found.number, found.email, found.stage) == (number, "jane@techblog.com", Stage.CONTACTED)
        assert await mail.site_of_address(scope, "JANE@techblog.com") == "techblog.com"
        assert [one.number for one in await mail.of_site(scope, "techblog.com")] == [number]
        await outreach.drop(scope, number, None, by="U1", now=now)
        assert await mail.of_site(scope, "techblog.com") == []
        assert len(await mail.of_address(scope, "jane@techblog.com")) == 1


async def test_an_address_is_bad_until_somebody_writes_from_it(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        number = (await outreach.log(scope, ASK, by="U1", now=now)).id
        other = replace(ASK, site="other.com", contact_email="bob@other.com")
        await outreach.log(scope, other, by="U1", now=now)
        assert await mail.bounced(scope, "jane@techblog.com", "550 no such user", now) == [number]
        assert await mail.bad_since(scope, "jane@techblog.com") == now
        assert await mail.bad_since(scope, "bob@other.com") is None
        await mail.reached(scope, "jane@techblog.com")
        assert await mail.bad_since(scope, "jane@techblog.com") is None


async def test_a_mail_to_be_read_is_asked_for_less_and_less_often_then_given_up(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        await mail_files.keep(scope, "F1", "C1:1.1", {"channel": "C1"}, now=now)
        await mail_files.keep(scope, "F1", "C1:1.1", {"channel": "C1"}, now=now)
    for tried, minutes in enumerate(mail_files.AGAIN, 1):
        (waiting,) = await mail_files.due(store, now=now)
        assert (waiting.workspace, waiting.file, waiting.attempts) == ("T1", "F1", tried)
        assert await mail_files.due(store, now=now) == []
        now += timedelta(minutes=minutes)
    assert await mail_files.due(store, now=now) == []
    assert await mail_files.due(store, now=now + timedelta(days=9)) == []


async def test_a_mail_that_was_read_waits_no_more(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await mail_files.keep(scope, "F1", "C1:1.1", {}, now=now)
    async with store.writing("T1", now) as scope:
        await mail_files.read(scope, "F1", "C1:1.1")
    assert await mail_files.due(store, now=now) == []


async def test_settings_are_what_they_say_and_refuse_nonsense(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        assert await settings.cadence_steps(scope) == (3, 7, 14)
        assert await settings.reaction(scope) == "link"
        assert await settings.mail_domains(scope) == frozenset()
        await settings.set_cadence(scope, [2, 5])
        await settings.set_reaction(scope, ":chains:")
        await settings.set_mail_domains(scope, ["Agency.com", "me@agency.co.uk", "agency.com"])
        assert await settings.cadence_steps(scope) == (2, 5)
        assert await settings.reaction(scope) == "chains"
        assert await settings.mail_domains(scope) == {"agency.com", "agency.co.uk"}
        for days in ([], [0], [3] * 11, [400]):
            with pytest.raises(Mendable):
                await settings.set_cadence(scope, days)
        with pytest.raises(Mendable):
            await settings.set_reaction(scope, "not an emoji!")
        with pytest.raises(Mendable):
            await settings.set_mail_domains(scope, ["localhost"])
    async with store.writing("T2", now) as scope:
        assert await settings.reaction(scope) == "link"


async def test_listening_is_off_until_somebody_switches_it_on(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        here = await channels.ensure(scope, "C1", "Europe/Berlin", now)
        assert (here.listening, here.pings) == (False, True)
        assert await channels.set_listening(scope, "C1", True, by="U1", now=now)
        assert not await channels.set_listening(scope, "C1", True, by="U2", now=now)
        await channels.set_pings(scope, "C1", False)
    async with store.writing("T1", now) as scope:
        shown = await channels.show(scope, "C1")
        assert shown is not None
        assert (shown.listening, shown.listening_by, shown.pings) == (True, "U1", False)
        assert await channels.set_listening(scope, "C1", False, by="U2", now=now)
    async with store.writing("T2", now) as scope:
        assert await channels.show(scope, "C1") is None


async def test_a_members_address_says_who_wrote_and_stays_when_slack_tells_it_no_more(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        await people.remember(
            scope, "U1", name="Jana", tz=None, locale=None, now=now, email="Jana@Agency.com"
        )
        await people.remember(scope, "U1", name="Jana", tz=None, locale=None, now=now)
        assert await people.of_address(scope, "JANA@agency.com") == "U1"
        assert await people.of_address(scope, "tom@agency.com") is None
