"""What a mail does to the ledger: an ask or a follow-up of ours, an answer, an absence, a bounce.

A task is found by the headers of the mail's thread, then by its people's addresses, then by their domain.
Where more than one could be meant, or only one that is closed, people are asked.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.acts.asks import next_step
from handlers.acts.mail_drafts import Kept, keep
from handlers.acts.situation import Done, Situation
from handlers.acts.which import own_target
from handlers.rendering import mails as answers
from handlers.rendering.parts import words
from handlers.rendering.task import Logged
from handlers.understanding.days.asked_days import LONGEST
from handlers.understanding.facts.sites import Kind, addresses
from handlers.understanding.mails.first_lines import own_words
from handlers.understanding.mails.letter import Letter, Party
from handlers.understanding.mails.sorting import MailKind, Sorted, sort
from handlers.understanding.phrasing.tactics import tactic
from storage.daily.cadence import local_time
from storage.incoming import mail
from storage.incoming.mail import MailTask
from storage.store import Scope
from storage.team import people
from storage.words import Stage, Tactic
from storage.work import drafts, outreach, tasks
from storage.work.changes import FollowUp
from storage.work.outreach import Ask

#: Asks that one mail may be; a mail to more sites is a newsletter.
MOST_ASKS = 10
#: A mail to more sites than this is not even looked up, mailbox by mailbox.
LOOKED_UP = 50
#: So long after it was logged by a sentence the mail of an ask may come in.
SAME_ASK = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Ours:
    """Who is one of us: by the domains that we write from, and by members' own addresses.

    Our campaigns' sites are ours, too: nobody asks them for links. ``named``: somebody set our mail domains.
    """

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    named: bool = True

    def __call__(self, one: Party) -> bool:
        """Whether a mailbox is one of ours."""
        if one.address in self.addresses:
            return True
        return any(one.host == domain or one.host.endswith(f".{domain}") for domain in self.domains)


async def take(scope: Scope, letter: Letter, at: Situation, ours: Ours) -> list[Done]:
    """Do what a mail says; nothing where it concerns no outreach.

    What is ours is the work of the member whose address it came from, else of whoever brought it.
    """
    found = sort(letter, ours, at.now, at.speaker.locale)
    match found.kind:
        case MailKind.OURS:
            sender = found.letter.sender
            writer = await people.of_address(scope, sender.address) if sender else None
            return await _ours(scope, found, at, writer or at.user)
        case MailKind.THEIRS:
            return await _theirs(scope, found, at, no_domains=not ours.named)
        case MailKind.ABSENCE:
            return await _absence(scope, found, at)
        case MailKind.BOUNCE:
            return await _bounce(scope, found, at, ours)
    return []


async def _ours(scope: Scope, found: Sorted, at: Situation, writer: str) -> list[Done]:
    """We wrote to somebody: once for each site, a follow-up or an ask."""
    people: dict[str, Party] = {}
    # Who only gets a copy is asked for nothing, unless nobody else is.
    written = [one for one in found.others if one in found.letter.to] or found.others
    if (sites := len({one.site or one.address for one in written})) > LOOKED_UP:
        return [Done(answers.too_many(sites, MOST_ASKS))]
    for one in written:
        site = one.site or await mail.site_of_address(scope, one.address) or f"?{one.address}"
        people.setdefault(site, one)
    if len(people) > MOST_ASKS:
        return [Done(answers.too_many(len(people), MOST_ASKS))]
    thread = await mail.of_thread(scope, found.letter.thread)
    return [
        await _our_mail(scope, found.letter, site, one, at, writer, thread, alone=len(people) == 1)
        for site, one in people.items()
    ]


async def _our_mail(
    scope: Scope,
    letter: Letter,
    site: str,
    one: Party,
    at: Situation,
    writer: str,
    thread: list[MailTask],
    *,
    alone: bool,
) -> Done:
    meant = [task for task in thread if alone or one.address == task.email or site == task.site]
    if not meant:
        meant = [task for task in await mail.of_address(scope, one.address) if task.stage.open]
    if not meant and not site.startswith("?"):
        meant = await mail.of_site(scope, site)
    kept = Kept.of(letter, MailKind.OURS, one, writer=writer)
    if len(meant) == 1 and meant[0].stage.open:
        return await follow_up(scope, meant[0].number, kept, at)
    if meant:
        key = await keep(scope, kept, now=at.now)
        asked = answers.which(at.reader, one, "Mail to", "", meant, key, new=True)
        return Done(asked)
    if site.startswith("?"):
        key = await drafts.keep(scope, {"text": f"emailed {one.address}"}, now=at.now)
        return Done(answers.no_site(at.reader, one, key))
    return await ask(scope, replace(kept, site=site, tactic=_tactic(letter), target=_target(letter, at)), at)


async def follow_up(scope: Scope, number: int, kept: Kept, at: Situation) -> Done:
    """A mail of ours belongs to an open task: the one that its ask is about, or a further touch."""
    task = await tasks.task(scope, number)
    sent = _asked_at(kept, at)
    of_then = at.now - task.created_at < SAME_ASK or (sent and sent.date() == task.created_at.date())
    first = task.step == 0 and not kept.answers and of_then
    same_ask = first and not await mail.any_of_task(scope, number)
    await _remember(scope, kept, [number], at)
    if same_ask:
        return Done(answers.kept(at.reader, task, kept.party), (number,))
    then = next_step(task.step + 1, at, task.campaign)
    note = f"Mail: {kept.subject}" if kept.subject else None
    await outreach.follow_up(scope, number, then, by=kept.writer or at.user, now=at.now, note=note)
    task = await tasks.task(scope, number)
    return Done(answers.followed_up(at.reader, task, kept.party), (number,), changed=(number,))


async def ask(scope: Scope, kept: Kept, at: Situation) -> Done:
    """A mail of ours that belongs to no task: an ask."""
    campaign = at.campaign or next(
        (one for one in at.campaigns if kept.target and own_target(one) and _same(kept.target, one.sites)),
        None,
    )
    writer = kept.writer or at.user
    bad = await mail.bad_since(scope, kept.party.address)
    made = await outreach.log(
        scope,
        Ask(
            site=kept.site or kept.party.site,
            owner=writer,
            channel=at.place.home,
            contact_name=kept.party.name,
            contact_email=kept.party.address,
            tactic=kept.tactic,
            target=kept.target or own_target(campaign),
            campaign=campaign.name if campaign else None,
            follow_up=next_step(0, at, campaign.name if campaign else None),
            text=f"Mail: {kept.subject}" if kept.subject else "Mail",
            source=at.place.source,
            asked_at=_asked_at(kept, at),
        ),
        by=writer,
        now=at.now,
    )
    await _remember(scope, kept, [made.id], at)
    unsure = ("mail to that address came back before",) if bad else ()
    task = await tasks.task(scope, made.id)
    return Done(logged=Logged(task, made.earlier, unsure), tasks=(made.id,))


async def _theirs(scope: Scope, found: Sorted, at: Situation, *, no_domains: bool) -> list[Done]:
    sender = found.letter.sender
    if sender is None:
        return []
    meant, sure = await _meant(scope, found.letter, sender)
    kept = Kept.of(found.letter, MailKind.THEIRS, sender)
    if len(meant) == 1 and sure and (meant[0].stage.open or meant[0].stage in _GO_ON):
        return [await reply(scope, meant[0].number, kept, at)]
    if meant:
        if found.machine:
            return []
        key = await keep(scope, kept, now=at.now)
        return [Done(answers.which(at.reader, sender, "Mail from", kept.lines, meant, key, new=False))]
    if found.machine:
        return []
    key = await drafts.keep(scope, {"text": f"emailed {sender.address}"}, now=at.now)
    return [Done(answers.unknown(at.reader, sender, key, no_domains=no_domains))]


#: Closed tasks that an answer goes on with: a link that is live, and silence that is broken.
_GO_ON = {Stage.WON, Stage.NO_RESPONSE}


async def reply(scope: Scope, number: int, kept: Kept, at: Situation) -> Done:
    """The contact answered: the follow-up is cancelled, the first lines are kept."""
    owner = (await tasks.task(scope, number)).owner
    await outreach.reply(scope, number, kept.lines or None, by=owner, now=at.now)
    await mail.reached(scope, kept.party.address)
    await _remember(scope, kept, [number], at)
    task = await tasks.task(scope, number)
    said = answers.replied(at.reader, task, kept.party, kept.lines)
    return Done(said, (number,), changed=(number,))


async def _meant(scope: Scope, letter: Letter, sender: Party) -> tuple[list[MailTask], bool]:
    """The tasks that their mail may be about, and whether one alone is sure to be it."""
    thread = await mail.of_thread(scope, letter.thread)
    own = [one for one in thread if sender.address == one.email or (sender.site and sender.site == one.site)]
    if thread:
        return (own or thread), True
    known = await mail.of_address(scope, sender.address)
    still = [one for one in known if one.stage.open]
    if still:
        return still, True
    if sender.site and (of_site := await mail.of_site(scope, sender.site)):
        return of_site, True
    return known, False


async def _absence(scope: Scope, found: Sorted, at: Situation) -> list[Done]:
    """Somebody is away: the follow-ups of what they were asked move to the day after their return."""
    sender = found.letter.sender
    if sender is None:
        return []
    back = found.absence.back if found.absence else None
    kept = Kept.of(found.letter, MailKind.ABSENCE, sender, back=back)
    thread = await mail.of_thread(scope, found.letter.thread)
    theirs = [one for one in thread or await mail.of_address(scope, sender.address) if one.stage.open]
    if theirs:
        return [await away(scope, one.number, kept, at) for one in theirs[: answers.OFFERED]]
    of_site = await mail.of_site(scope, sender.site) if sender.site else []
    if len(of_site) == 1 and of_site[0].email is None:
        return [await away(scope, of_site[0].number, kept, at)]
    if of_site and back is not None:
        key = await keep(scope, kept, now=at.now)
        line = f"is away until {back.isoformat()}"
        return [Done(answers.which(at.reader, sender, "Automatic reply from", line, of_site, key, new=False))]
    return []


async def away(scope: Scope, number: int, kept: Kept, at: Situation) -> Done:
    """Move one task's follow-up to the day after the return; one that comes later anyway stays."""
    task = await tasks.task(scope, number)
    then = _day_after(kept.back, at) if kept.back else None
    waits = task.stage in {Stage.PLANNED, Stage.CONTACTED} or task.follow_up_at is not None
    moved = bool(
        then and waits and task.stage.open and (task.follow_up_at is None or task.follow_up_at < then)
    )
    if moved and then is not None:
        await outreach.put_off(scope, number, FollowUp(then), by=task.owner, now=at.now)
        task = await tasks.task(scope, number)
    await _remember(scope, kept, [number], at)
    back = words.day(kept.back, at.reader) if kept.back else ""
    said = answers.away(at.reader, task, kept.party, back, moved=moved)
    return Done(said, (number,), changed=(number,) if moved else ())


async def _bounce(scope: Scope, found: Sorted, at: Situation, ours: Ours) -> list[Done]:
    """An address is bad: marked, and noted on every open task that has it."""
    back = found.bounce
    if back is None:
        return []
    failed = [one for one in back.failed if not ours(Party(one))]
    if not failed:
        sent = await mail.of_thread(scope, back.original)
        failed = sorted({one.email for one in sent if one.email})[:1] if len(sent) == 1 else []
    if back.later:
        known = [one for one in failed if await mail.of_address(scope, one)]
        return [Done(answers.delayed(at.reader, known))] if known else []
    return [await _failed(scope, one, back.why, at) for one in failed[: answers.OFFERED]]


async def _failed(scope: Scope, address: str, why: str, at: Situation) -> Done:
    numbers = await mail.bounced(scope, address, why, at.now)
    for number in numbers:
        owner = (await tasks.task(scope, number)).owner
        await outreach.bounced(scope, number, f"Mail to {address} came back: {why}", by=owner, now=at.now)
    found = await tasks.tasks(scope, numbers)
    return Done(answers.bounced(at.reader, address, why, found), tuple(numbers), changed=tuple(numbers))


async def _remember(scope: Scope, kept: Kept, numbers: Collection[int], at: Situation) -> None:
    if kept.message_id:
        ours = kept.kind is MailKind.OURS
        await mail.remember(scope, kept.message_id, numbers, ours=ours, now=at.now)


def _asked_at(kept: Kept, at: Situation) -> datetime | None:
    """When the mail was sent, where that can be: within a year, and not to come."""
    return kept.sent if kept.sent and timedelta(0) < at.now - kept.sent <= LONGEST else None


def _day_after(back: date, at: Situation) -> datetime:
    return local_time(back + timedelta(days=1), at.here.digest_at, at.here.tz)


def _tactic(letter: Letter) -> Tactic | None:
    return tactic(letter.subject.lower()) or tactic(own_words(letter.body)[:1_500].lower())


def _target(letter: Letter, at: Situation) -> str | None:
    """The page of ours that the mail names."""
    own = at.known.own_sites
    found = (one for one in addresses(own_words(letter.body)[:8_000]) if one.site in own)
    return next((one.text for one in found if one.kind is Kind.URL), None)


def _same(target: str, sites: Collection[str]) -> bool:
    return any(one.site in sites for one in addresses(target))
