"""Writing the work ledger: asks, follow-ups, answers, refusals. Each is one change that can be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.models import Outreach, Placement, Schedule
from storage.posts import cards
from storage.store import Scope
from storage.team.audience import keep_apart
from storage.words import Ended, PlacementState, Stage, Tactic, TouchKind
from storage.work import campaigns, changes, prospects
from storage.work.changes import FollowUp
from storage.work.journal import Journal
from storage.work.prospects import EarlierAsk
from storage.work.views import Money


@dataclass(frozen=True, slots=True)
class Source:
    """The Slack message that a task was logged from."""

    channel: str
    ts: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is known of an outreach when it is logged or edited; ``site`` is a registrable domain.

    ``asked_by`` is who wrote to them, where that is somebody else than whoever logs it; ``asked_at`` is when,
    where that is written down later.
    """

    site: str
    owner: str
    channel: str
    contact_name: str | None = None
    contact_email: str | None = None
    tactic: Tactic | None = None
    target: str | None = None
    campaign: str | None = None
    price: Money | None = None
    follow_up: FollowUp | None = None
    stage: Stage = Stage.CONTACTED
    text: str = ""
    source: Source | None = None
    asked_by: str | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """The new task's number, and who asked this site before."""

    id: int
    earlier: tuple[EarlierAsk, ...]


async def log(scope: Scope, ask: Ask, *, by: str, now: datetime) -> Logged:
    """Log an ask: the outreach with its first touch. Earlier asks of the site are told, never refused."""
    prospect = await prospects.prospect_id(scope, ask.site, now)
    journal = Journal(by, "log")
    asked = now if ask.asked_at is None or ask.stage is Stage.PLANNED else min(ask.asked_at, now)
    row = Outreach(
        workspace_id=scope.workspace_id,
        id=await scope.next_id(Outreach),
        campaign_id=await campaigns.taking_tasks(scope, ask.campaign),
        prospect_id=prospect,
        contact_id=await prospects.contact_id(scope, prospect, ask.contact_name, ask.contact_email, now),
        tactic=ask.tactic,
        target=ask.target,
        owner=ask.owner,
        stage=ask.stage,
        channel=ask.channel,
        text=ask.text,
        source_channel=ask.source.channel if ask.source else None,
        source_ts=ask.source.ts if ask.source else None,
        source_permalink=ask.source.permalink if ask.source else None,
        created_by=by,
        created_at=asked,
        updated_at=now,
        version=1,
        step=0,
        acted=False,
    )
    changes.set_price(row, ask.price)
    changes.set_follow_up(row, ask.follow_up)
    earlier = await prospects.earlier_asks(scope, prospect)
    scope.session.add(row)
    await scope.session.flush()
    journal.made(row)
    if ask.stage is not Stage.PLANNED:
        await changes.touch(scope, row, journal, TouchKind.ASKED, None, asked, by=ask.asked_by)
    await journal.write(scope, row, now)
    if row.campaign_id is not None:
        await keep_apart(scope, row.channel)
    return Logged(row.id, earlier)


async def edit(scope: Scope, number: int, ask: Ask, *, by: str, now: datetime, acted: bool = True) -> None:
    """Set everything ``ask`` says on a task; ``acted`` False while only the logged message was edited."""
    row, journal = await changes.begin(scope, number, by, "edit")
    prospect = await prospects.prospect_id(scope, ask.site, now)
    row.prospect_id = prospect
    row.contact_id = await prospects.contact_id(scope, prospect, ask.contact_name, ask.contact_email, now)
    row.campaign_id = await campaigns.taking_tasks(scope, ask.campaign, unless=row.campaign_id)
    row.tactic = ask.tactic
    row.target = ask.target
    row.owner = ask.owner
    row.text = ask.text or row.text
    changes.set_price(row, ask.price)
    if ask.follow_up is not None or row.follow_up_at is not None:
        changes.set_follow_up(row, ask.follow_up)
    await changes.finish(scope, row, journal, now, acted=acted)
    await keep_apart(scope, row.channel)


async def follow_up(
    scope: Scope, number: int, then: FollowUp | None, *, by: str, now: datetime, note: str | None = None
) -> None:
    """A follow-up was sent; ``then`` is the next one, or when to ask whether to keep on.

    The first mail of what was only planned is its ask.
    """
    row, journal = await changes.begin(scope, number, by, "follow-up", must_be_open=True)
    first = row.stage is Stage.PLANNED
    await changes.touch(scope, row, journal, TouchKind.ASKED if first else TouchKind.FOLLOWED_UP, note, now)
    if first:
        row.stage = Stage.CONTACTED
    else:
        row.step += 1
    changes.set_follow_up(row, then)
    await changes.finish(scope, row, journal, now)


async def remind(scope: Scope, number: int, at: FollowUp | None, *, by: str, now: datetime) -> None:
    """Move the reminder; nothing was done, so no touch is written."""
    row, journal = await changes.begin(scope, number, by, "reminder", must_be_open=True)
    changes.set_follow_up(row, at)
    await changes.finish(scope, row, journal, now)


async def reply(
    scope: Scope, number: int, note: str | None, *, by: str, now: datetime, price: Money | None = None
) -> None:
    """They answered: the follow-up is cleared. A closed task is open again; a price they name is kept."""
    row, journal = await changes.begin(scope, number, by, "reply")
    await changes.touch(scope, row, journal, TouchKind.REPLIED, note, now)
    if price is not None:
        changes.set_price(row, price)
    if row.stage not in {Stage.PROMISED, Stage.WON}:
        row.stage = Stage.REPLIED
    row.step = 0
    changes.call_off(row, Ended.ANSWERED, now)
    await changes.finish(scope, row, journal, now)


async def put_off(scope: Scope, number: int, then: FollowUp, *, by: str, now: datetime) -> None:
    """The contact is away: the follow-up waits until they are back."""
    row, journal = await changes.begin(scope, number, by, "reminder", must_be_open=True)
    changes.call_off(row, Ended.AWAY, now, then)
    await changes.finish(scope, row, journal, now)


async def bounced(scope: Scope, number: int, why: str, *, by: str, now: datetime) -> None:
    """Mail to the contact came back: noted, and there is nobody to follow up with."""
    row, journal = await changes.begin(scope, number, by, "note")
    await changes.touch(scope, row, journal, TouchKind.NOTED, why, now)
    changes.call_off(row, Ended.BOUNCED, now)
    await changes.finish(scope, row, journal, now)


async def note(scope: Scope, number: int, text: str, *, by: str, now: datetime) -> None:
    """Something worth remembering; changes nothing else."""
    row, journal = await changes.begin(scope, number, by, "note")
    await changes.touch(scope, row, journal, TouchKind.NOTED, text, now)
    await changes.finish(scope, row, journal, now)


async def decline(scope: Scope, number: int, why: str | None, *, by: str, now: datetime) -> None:
    """They refused: the task ends, what was promised is watched no more."""
    await _end(scope, number, Stage.DECLINED, TouchKind.DECLINED, "decline", why, by, now)


async def drop(scope: Scope, number: int, why: str | None, *, by: str, now: datetime) -> None:
    """We stop asking."""
    await _end(scope, number, Stage.DROPPED, TouchKind.CLOSED, "drop", why, by, now)


async def give_up(scope: Scope, number: int, *, by: str, now: datetime) -> None:
    """They never answered."""
    await _end(scope, number, Stage.NO_RESPONSE, TouchKind.CLOSED, "no response", None, by, now)


async def hand_over(scope: Scope, number: int, owner: str, *, by: str, now: datetime) -> None:
    """Somebody else owns the task from now on."""
    row, journal = await changes.begin(scope, number, by, "hand over")
    row.owner = owner
    await changes.finish(scope, row, journal, now)


async def _end(
    scope: Scope,
    number: int,
    stage: Stage,
    what: TouchKind,
    word: str,
    why: str | None,
    by: str,
    now: datetime,
) -> None:
    row, journal = await changes.begin(scope, number, by, word)
    await changes.touch(scope, row, journal, what, why, now)
    row.stage = stage
    if stage is Stage.DECLINED:
        changes.call_off(row, Ended.DECLINED, now)
    else:
        changes.set_follow_up(row, None)
    await _withdraw(scope, row, journal, now)
    await changes.finish(scope, row, journal, now)


async def _withdraw(scope: Scope, row: Outreach, journal: Journal, now: datetime) -> None:
    """Promises that are not live yet end with their task; a link that stands goes on being watched."""
    waiting = await scope.session.scalars(
        select(Placement).where(
            Placement.workspace_id == scope.workspace_id,
            Placement.outreach_id == row.id,
            Placement.state == PlacementState.PROMISED,
            Placement.removed_at.is_(None),
        )
    )
    for placement in list(waiting):
        journal.keeps(placement)
        placement.state = PlacementState.WITHDRAWN
        placement.version += 1
        schedule = await scope.session.get(Schedule, (scope.workspace_id, placement.id))
        if schedule is not None:
            await scope.session.delete(schedule)
        await cards.refresh(scope, placement, now)
