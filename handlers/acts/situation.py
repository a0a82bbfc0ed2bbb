"""Everything that bears on what a sentence means and where its answer goes, besides the sentence."""

from dataclasses import dataclass
from datetime import datetime, time

from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Digests, Reader
from handlers.rendering.task import Logged
from handlers.speaker import Speaker
from handlers.understanding.escapes import READ, unescape
from handlers.understanding.facts.sites import addresses
from handlers.understanding.intent import Known, KnownCampaign, KnownTask
from storage.daily import cadence, days_off
from storage.daily.days_off import DaysOff
from storage.store import Audience, Scope
from storage.team import channels, people, settings
from storage.team.audience import reading_along
from storage.team.channels import ChannelView
from storage.work import campaigns, known, tasks
from storage.work.campaigns import CampaignView
from storage.work.outreach import Source


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said.

    ``home`` is where a task logged here lives: the channel, or the speaker's own id in a direct message.
    ``command``: it was typed after ``/outreach``. ``answer`` says where the result of a look goes:
    {"response_url"} or {"channel", "thread_ts", "user"}. ``private``: one person alone sees the answer.
    ``message_ts`` is the message that a pressed button stands on. ``there``: Slack told us what was said,
    so that we are a member of the conversation. ``author`` wrote the message that the speaker pointed at.
    """

    home: str
    answer: dict[str, str]
    thread: tuple[str, str] | None = None
    source: Source | None = None
    private: bool = True
    command: bool = False
    said: str = ""
    message_ts: str | None = None
    there: bool = False
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Who speaks, where and when, and what the workspace knows; ``now`` is aware UTC.

    ``campaign`` is the one whose channel this is. ``about`` are the tasks that the thread is about. ``steps``
    are the workspace's business days until each follow-up, ``off`` its holidays. ``audience`` is the client
    who reads along here: whoever acts reads the ledger ``before`` them.
    ``archived`` are the names of campaigns that were put away.
    """

    speaker: Speaker
    place: Place
    now: datetime
    here: ChannelView
    known: Known
    campaign: CampaignView | None
    about: tuple[int, ...] = ()
    campaigns: tuple[CampaignView, ...] = ()
    steps: tuple[int, ...] = cadence.STEPS
    off: DaysOff = days_off.NONE
    audience: Audience | None = None
    archived: tuple[str, ...] = ()

    @property
    def user(self) -> str:
        """The speaker's Slack id."""
        return self.speaker.user

    @property
    def digest(self) -> time:
        """The time of day that a date without one means."""
        return time.fromisoformat(self.here.digest_at)

    @property
    def reader(self) -> Reader:
        """Who reads the answer."""
        return Reader(
            now=self.now,
            tz=self.speaker.tz,
            names=self.known.people,
            you=self.user if self.place.private else None,
            client=self.audience is not None,
            digests=Digests(
                self.here.slack_id, self.here.tz, self.here.digest_at, self.here.weekdays, self.off
            ),
        )

    def campaign_named(self, name: str | None) -> CampaignView | None:
        """The campaign of that name, else the channel's own."""
        if name is None:
            return self.campaign
        return next((one for one in self.campaigns if one.name.lower() == name.strip().lower()), None)

    def first_in(self, made: CampaignView) -> CampaignView | None:
        """The campaign that the channel of one that was just made had before."""
        there = [one for one in self.campaigns if made.channel and one.channel == made.channel]
        return min((one for one in there if one.id != made.id), key=lambda one: one.id, default=None)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it, and the tasks that it is about.

    Either ``message`` is the answer, or the task was ``logged``: several that are logged with one sentence
    are answered together. ``looks``: there is something to look at now. ``changed`` are tasks that a digest
    may show differently now.
    """

    message: Message | None = None
    tasks: tuple[int, ...] = ()
    looks: bool = False
    logged: Logged | None = None
    changed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A whole text: one answer for everything in it, the tasks it is about, and whether to look now."""

    message: Message
    tasks: tuple[int, ...] = ()
    looks: bool = False


def readable(text: str) -> str:
    """What somebody typed as they see it themselves: names for ids, no escapes of Slack's."""
    plain = unescape(text)
    return plain.readable(plain.text).strip()


async def situation(scope: Scope, speaker: Speaker, place: Place, text: str, now: datetime) -> Situation:
    """Look around; makes the channel's row at its first use."""
    if place.there:
        await channels.resume(scope, place.home)
    here = await channels.ensure(scope, place.home, None if speaker.guessed else speaker.tz, now)
    audience = await reading_along(scope, place.home)
    whole, scope = scope, scope.before(audience)
    of_all = await campaigns.listing(scope, archived=True)
    known_campaigns = tuple(one for one in of_all if not one.archived)
    # Other clients' sites are ours, too, where one of them reads along.
    ours = known_campaigns if audience is None else await campaigns.listing(whole)
    own_sites = frozenset(site for one in ours for site in one.sites)
    about: tuple[int, ...] = ()
    if place.thread is not None:
        about = tuple(await tasks.in_thread(scope, *place.thread))
    if about and audience is not None:
        about = tuple(one.id for one in await tasks.tasks(scope, about))
    return Situation(
        speaker=speaker,
        place=place,
        now=now,
        here=here,
        known=Known(
            own_sites=own_sites,
            campaigns=tuple(KnownCampaign(one.name, one.sites) for one in known_campaigns),
            tasks=await _meant(scope, speaker.user, text),
            people=await people.names(scope),
            thread_task=about[0] if len(about) == 1 else None,
        ),
        # The first that was made in a channel stays the one of what is logged there without a name.
        campaign=min(
            (one for one in known_campaigns if one.channel == place.home),
            key=lambda one: one.id,
            default=None,
        ),
        about=about,
        campaigns=known_campaigns,
        steps=await settings.cadence_steps(scope),
        off=await days_off.of(scope),
        audience=audience,
        archived=tuple(one.name for one in of_all if one.archived),
    )


async def _meant(scope: Scope, user: str, text: str) -> tuple[KnownTask, ...]:
    """Open tasks that the text may speak of: those of the sites in it, and the speaker's own."""
    if not text:
        return ()
    sites = {one.site for one in addresses(text[:READ]) if one.site}
    found = await known.open_tasks(scope, user, sites)
    if scope.audience is not None:
        # Which task is meant is asked with its people's names: there they stay out of the question.
        return tuple(KnownTask(one.number, one.site, None, None, one.owner, one.stage) for one in found)
    return tuple(
        KnownTask(one.number, one.site, one.contact_name, one.contact_email, one.owner, one.stage)
        for one in found
    )
