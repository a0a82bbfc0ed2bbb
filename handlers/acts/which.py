"""Which task, which person and which campaign a sentence means."""

import re

from handlers.acts.situation import Situation
from handlers.rendering.parts.domain import readable
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.store import Scope
from storage.work import campaigns, tasks
from storage.work.campaigns import CampaignView
from storage.work.views import Task

_USER = re.compile(r"<?@?([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>?")


class WhichTask(Mendable):
    """Several tasks, or none, could be meant."""

    def __init__(self, why: str, verb: str, number: int | None) -> None:
        super().__init__(
            why,
            "Say its number; your list has it." if number is None else "Say which one by its number.",
            f"/outreach {verb} {number or 42}",
        )


class NoOpenTask(WhichTask):
    """A site that no open task is about: what was said of it can be logged as new."""

    def __init__(self, site: str, verb: str) -> None:
        self.site = site
        super().__init__(f"There is no open task about {readable(site)}.", verb, None)


async def the_task(scope: Scope, intent: Intent, at: Situation, verb: str) -> Task:
    """The task that is spoken of; raises UnknownTask or WhichTask.

    By its number, by the thread it is said in, else by the site.
    """
    found = await named_task(scope, intent, at, verb)
    if found is None:
        if intent.site:
            raise NoOpenTask(intent.site, verb)
        raise WhichTask("It isn't clear which task you mean.", verb, None)
    return found


async def named_task(scope: Scope, intent: Intent, at: Situation, verb: str) -> Task | None:
    """The same, None where nothing that is open is named."""
    if intent.task is not None:
        return await tasks.task(scope, intent.task)
    if len(at.about) == 1:
        return await tasks.task(scope, at.about[0])
    if intent.site:
        of_site = await tasks.open_tasks(scope, site=intent.site, limit=20)
        if at.about:
            of_site = [task for task in of_site if task.id in at.about] or of_site
        mine = [task for task in of_site if task.owner == at.user]
        if len(of_site) > 1 and len(mine) == 1:
            return mine[0]
        if len(of_site) > 1:
            listed = ", ".join(f"#{task.id}" for task in of_site[:5])
            raise WhichTask(
                f"Several open tasks are about {readable(intent.site)}: {listed}.", verb, of_site[0].id
            )
        return of_site[0] if of_site else None
    if at.about:
        listed = ", ".join(f"#{number}" for number in at.about[:5])
        raise WhichTask(f"This thread is about several tasks: {listed}.", verb, at.about[0])
    return None


def the_owner(intent: Intent, at: Situation) -> str:
    """The Slack id of the person who is named as the owner; the speaker where nobody is.

    Raises Mendable for a name that nobody here bears.
    """
    return user_named(intent.owner, at) if intent.owner else at.user


def user_named(written: str, at: Situation) -> str:
    """The Slack id of a person as written: ``<@U1|bob>``, ``@U1`` or a name we know. Raises Mendable."""
    if written.strip().lower().lstrip("@") in {"me", "myself", "mine", "i"}:
        return at.user
    if match := _USER.fullmatch(written.strip()):
        return match[1]
    wanted = written.strip().lstrip("@").lower()
    bearing = [user for user, name in at.known.people.items() if name.lower() == wanted]
    if not bearing:
        bearing = [user for user, name in at.known.people.items() if name.lower().split()[0:1] == [wanted]]
    if len(bearing) == 1:
        return bearing[0]
    raise Mendable(
        f"I don't know who “{written}” is.",
        "Mention the person with @, so that it is clear who is meant.",
        "/outreach list @jane",
    )


def the_campaign(intent: Intent, at: Situation) -> CampaignView | None:
    """The campaign that is named, else the channel's own; raises UnknownCampaign, OnlyTheirs."""
    found = at.campaign_named(intent.campaign)
    if found is None and intent.campaign is not None:
        raise campaigns.not_found(
            intent.campaign, tuple(one.name for one in at.campaigns), client=at.audience is not None
        )
    return found


def own_target(campaign: CampaignView | None) -> str | None:
    """The one site that a campaign builds links for; None where it has several, or none."""
    if campaign is None or len(campaign.sites) != 1:
        return None
    return f"https://{campaign.sites[0]}/"
