"""A contact is forgotten in every table of every database; what was done is still counted."""

import shutil
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Text, cast, func, or_, select

from storage.incoming import incoming_links, mail
from storage.incoming.reported import ReportedLink
from storage.keeping import forgetting
from storage.keeping.forgetting import Whom
from storage.links import attributing
from storage.models import Base, PostKind, Touch
from storage.posts import outbox
from storage.store import Scope, Store
from storage.watch import history, placements, watched_links
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Origin, Verdict
from storage.work import drafts, journal, outreach, publisher_record, tasks
from storage.work.outreach import Ask
from storage.work.views import Task

EMAIL, NAME = "zebulon@techblog.com", "Zebulon Ümlaut"
ASK = Ask("techblog.com", "U1", "C1", contact_name=NAME, contact_email=EMAIL, text=f"emailed {EMAIL}, {NAME}")


async def fill(scope: Scope, now: datetime) -> int:
    number = (await outreach.log(scope, ASK, by="U1", now=now)).id
    await outreach.note(scope, number, f"{NAME} said: write to Zebulon@Techblog.com", by="U1", now=now)
    other = replace(
        ASK, site="other.org", contact_name="Ann", contact_email="ann@other.org", text="asked Ann"
    )
    second = (await outreach.log(scope, other, by="U1", now=now)).id
    await outreach.note(scope, second, f"knows {NAME} <{EMAIL}>", by="U1", now=now)
    await outreach.edit(scope, number, replace(ASK, owner="U2"), by="U1", now=now)
    await mail.bounced(scope, EMAIL, f"no mailbox {EMAIL}", now)
    await mail.remember(scope, "abc@mail", [number], ours=True, now=now)
    body = {"text": f"Logged, {NAME}", "blocks": [{"text": {"text": f"Mail {EMAIL}"}}], "tasks": [number]}
    await outbox.put(scope, PostKind.ANSWER, "s", "e", "C1", body, now=now)
    await drafts.keep(scope, {"text": f"emailed {EMAIL} about a guest post"}, now=now)
    by_name = replace(ASK, contact_email=None, contact_name=unicodedata.normalize("NFD", NAME), text="asked")
    await outreach.log(scope, by_name, by="U1", now=now)
    elsewhere = replace(ASK, site="third.net", contact_email=None, text="asked him there")
    await outreach.log(scope, elsewhere, by="U1", now=now)
    await _evidence(scope, number, now)
    return number


async def _evidence(scope: Scope, number: int, now: datetime) -> None:
    """What stood on a page that names them, and what was reported of it."""
    page, target = "https://techblog.com/post", "https://acme.com/"
    promise = Promise(target, page=page, anchor=f"by {NAME}")
    placed = await placements.promise(scope, number, promise, by="U1", now=now)
    link = SeenLink(target, NAME, before=f"Written by {NAME} ({EMAIL})", html=f"<a>{NAME}</a>")
    seen = Observation(
        page, target, Verdict.LIVE, now, f"says {NAME}", final_url=f"{page}?to={EMAIL}", title=NAME, link=link
    )
    await history.keep(scope, [(placed, seen)], {})
    said = ReportedLink(2, page, target, anchor=f"{NAME}'s guide", first_seen=now)
    await incoming_links.bring_in(scope, [said], "ahrefs", by=None, file="a.csv", as_of=now, now=now)
    await attributing.correct(scope, 1, Origin.PASSIVE, f"{NAME} says so", by="U1", now=now)
    await watched_links.saw(scope, 1, replace(seen, links=(link,)), now=now)


async def naming(scope: Scope, *needles: str) -> list[str]:
    """The columns of the workspace's rows in which any of these stands, however JSON spells it."""
    found = []
    for table in Base.metadata.sorted_tables:
        if "workspace_id" not in table.c:
            continue
        for column in table.c:
            text = func.lower(cast(column, Text))
            held = or_(*(text.contains(one.lower(), autoescape=True) for one in needles))
            query = select(func.count()).where(table.c.workspace_id == scope.workspace_id, held)
            if await scope.session.scalar(query):
                found.append(f"{table.name}.{column.name}")
    return found


async def test_nothing_names_them_any_more_and_no_count_changes(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            number = await fill(scope, now)
    needles = (EMAIL, "zebulon", "\\u00dcmlaut", "Ümlaut")
    async with store.writing("T1", now) as scope:
        before = await publisher_record.record(scope, "techblog.com", now)
        assert len(await naming(scope, *needles)) >= 6
        known = await forgetting.known(scope, Whom("Zebulon@techblog.com"))
        assert (known.contacts, known.tasks) == (3, 3)
        done = await forgetting.forget(scope, Whom("Zebulon@techblog.com"))
        assert done.contacts == 3
        assert await naming(scope, *needles) == []
        after = await publisher_record.record(scope, "techblog.com", now)
        kept: Task = await tasks.task(scope, number)
        assert not await forgetting.known(scope, Whom(EMAIL))
        assert (await tasks.task(scope, number + 1)).contact_name == "Ann"
    assert (after.asks, after.people) == (before.asks, before.people)
    assert (kept.contact_name, kept.contact_email, kept.owner) == (None, None, "U2")
    assert kept.text == "emailed (removed), (removed)"
    async with store.reading("T2") as scope:
        assert (await tasks.task(scope, number)).contact_email == EMAIL


async def test_an_undo_afterwards_brings_nothing_of_them_back(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        number = await fill(scope, now)
        await forgetting.forget(scope, Whom(EMAIL))
        await journal.undo(scope, "U1", now, outreach_id=number)
        assert await naming(scope, EMAIL, "zebulon") == []


async def test_a_name_goes_however_its_letters_are_written(store: Store, now: datetime) -> None:
    name, email = "Özlem Ümlaut", "oezlem@techblog.com"
    said = (
        f"spoke with {name}",
        f"spoke with {name.upper()}",
        "spoke with O\u0308zlem U\u0308mlaut",
        f"wrote to _{email}_",
        "see https://x.example/?to=oezlem%40techblog.com",
    )
    async with store.writing("T1", now) as scope:
        await outreach.log(
            scope, replace(ASK, contact_name=name, contact_email=email, text=""), by="U1", now=now
        )
        other = replace(ASK, site="other.org", contact_name="Ann", contact_email="ann@other.org", text="")
        number = (await outreach.log(scope, other, by="U1", now=now)).id
        for words in said:
            await outreach.note(scope, number, words, by="U1", now=now)
        await forgetting.forget(scope, Whom(email))
        query = select(Touch.note).where(Touch.note.is_not(None)).order_by(Touch.id)
        notes = list(await scope.session.scalars(query))
    gone = "spoke with (removed)"
    assert notes == [gone, gone, gone, "wrote to _(removed)_", "see https://x.example/?to=(removed)"]


async def test_who_has_no_address_is_forgotten_by_name_at_their_site_and_nobody_else(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        for site in ("techblog.com", "other.org"):
            asked = replace(ASK, site=site, contact_name="Jo", contact_email=None, text="asked Jo")
            await outreach.log(scope, asked, by="U1", now=now)
        assert not await forgetting.known(scope, Whom(name="Jo", site="third.net"))
        done = await forgetting.forget(scope, Whom(name="jo", site="techblog.com"))
        assert (done.contacts, done.tasks) == (1, 1)
        first, second = await tasks.tasks(scope, [1, 2])
        assert (first.contact_name, first.text) == (None, "asked (removed)")
        assert (second.contact_name, second.text) == ("Jo", "asked Jo")


def bytes_of(database: Path) -> bytes:
    """Its file, and its log as long as it is open."""
    return database.read_bytes() + database.with_name(f"{database.name}-wal").read_bytes()


async def test_no_byte_of_them_is_left_in_the_file(tmp_path: Path, empty_ledger: Path, now: datetime) -> None:
    held = tmp_path / "its.db"
    shutil.copy(empty_ledger, held)
    its = Store.open(f"sqlite+aiosqlite:///{held}")
    try:
        async with its.writing("T1", now) as scope:
            await fill(scope, now)
        async with its.writing("T1", now) as scope:
            await forgetting.forget(scope, Whom(EMAIL))
        await its.empty_log()
        left = bytes_of(held)
    finally:
        await its.close()
    assert b"zebulon" not in left.lower()
