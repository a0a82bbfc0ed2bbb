"""What a workflow's form says, logged: every field read as in a sentence, what can't be read is told."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from handlers.acts.asks import next_step
from handlers.acts.situation import Situation
from handlers.acts.which import own_target
from handlers.rendering.links import facts
from handlers.rendering.parts import escape
from handlers.requests import StepRun
from handlers.understanding.facts.sites import Address, Kind, addresses
from handlers.understanding.phrasing.tactics import tactic
from storage.daily import cadence
from storage.errors import Mendable
from storage.store import Scope
from storage.work import outreach
from storage.work.changes import FollowUp
from storage.work.outreach import Ask

#: An output longer than this helps nobody in a message.
LONGEST = 900

_USER = re.compile(r"(?:<@)?([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>?")


class NoOwner(Mendable):
    """The step names nobody who follows up."""

    def __init__(self) -> None:
        super().__init__(
            "Outreach could not log this: the step names no owner.",
            "Choose who follows up in the step's field Owner, for example “Person who used this workflow”.",
        )


class NoSiteGiven(Mendable):
    """The step names neither a site nor an address that tells one."""

    def __init__(self, site: str | None, email: str | None) -> None:
        what = "it names neither a site nor a contact's e-mail address."
        if site:
            what = f"“{escape.clean(site, 80)}” is no site."
        elif email:
            what = f"“{escape.clean(email, 80)}” tells no site."
        super().__init__(
            f"Outreach could not log this: {what}",
            "Give the site's domain, or an address at it.",
            "techblog.com, or jane@techblog.com",
        )


def owner_of(inputs: Mapping[str, str]) -> str:
    """The Slack id of who follows up; raises NoOwner."""
    found = _USER.fullmatch(inputs.get("owner", ""))
    if found is None:
        raise NoOwner
    return found[1]


async def log(scope: Scope, run: StepRun, at: Situation) -> dict[str, Any]:
    """Log what the step says and give its outputs: the task's number, a link to the app, what to know.

    What can't be read but is not needed is left out, and said in ``warning``. Raises NoSiteGiven.
    """
    inputs, unsure = run.inputs, list[str]()
    site, email = _site(inputs, unsure)
    campaign = _campaign(inputs, at, unsure)
    ask = Ask(
        site=site,
        owner=at.user,
        channel=at.place.home,
        contact_name=inputs.get("contact_name"),
        contact_email=email,
        tactic=_tactic(inputs, unsure),
        target=_target(inputs, unsure) or own_target(campaign),
        campaign=campaign.name if campaign else None,
        follow_up=_follow_up(inputs, at, unsure) or next_step(0, at),
        text=inputs.get("note", ""),
    )
    made = await outreach.log(scope, ask, by=at.user, now=at.now)
    if note := inputs.get("note"):
        await outreach.note(scope, made.id, note, by=at.user, now=at.now)
    reader = replace(at.reader, you=None)
    before = [f"Asked before, {escape.plain(facts.earlier(one, reader))}." for one in made.earlier[:3]]
    return {
        "task_number": made.id,
        "link": _link(run),
        "warning": escape.clean(" ".join([*before, *unsure]), LONGEST),
    }


def _link(run: StepRun) -> str:
    """The app in Slack, where the task stands. Source: Slack, "Deep linking", app redirects."""
    named = {"app": run.app, "team": run.team}
    return f"https://slack.com/app_redirect?{urlencode({key: said for key, said in named.items() if said})}"


def _site(inputs: Mapping[str, str], unsure: list[str]) -> tuple[str, str | None]:
    """The site asked and the contact's address."""
    site, email = inputs.get("site"), inputs.get("contact_email")
    mail = _address(email, email=True)
    named = _address(site, email=False) or _address(site, email=True)
    found = (named.site if named else "") or (mail.site if mail else "")
    if not found:
        raise NoSiteGiven(site, email)
    if email and mail is None:
        unsure.append(f"“{email}” is no e-mail address: logged without.")
    return found, mail.text if mail else None


def _address(written: str | None, *, email: bool) -> Address | None:
    found = [one for one in addresses(written or "") if (one.kind is Kind.EMAIL) == email]
    return found[0] if len(found) == 1 else None


def _campaign(inputs: Mapping[str, str], at: Situation, unsure: list[str]) -> Any:
    written = inputs.get("campaign")
    found = at.campaign_named(written) if written else None
    if written and found is None:
        unsure.append(f"I know no campaign “{written}”: logged without.")
    return found


def _tactic(inputs: Mapping[str, str], unsure: list[str]) -> Any:
    written = inputs.get("tactic")
    found = tactic(written.replace("_", " ")) if written else None
    if written and found is None:
        unsure.append(f"I know no tactic “{written}”: logged without.")
    return found


def _target(inputs: Mapping[str, str], unsure: list[str]) -> str | None:
    written = inputs.get("target")
    found = _address(written, email=False)
    if written and found is None:
        unsure.append(f"“{written}” is no web address: logged without a target.")
    return found.text if found else None


def _follow_up(inputs: Mapping[str, str], at: Situation, unsure: list[str]) -> FollowUp | None:
    """The day that was chosen, at the digest's time; a past or impossible one is told and not kept."""
    written = inputs.get("follow_up")
    if not written:
        return None
    try:
        day = date.fromisoformat(written[:10])
        then = cadence.local_time(day, at.here.digest_at, at.speaker.tz)
    except (ValueError, OverflowError):
        unsure.append(f"“{written}” is no date: the follow-up is set as usual.")
        return None
    if then <= at.now or day.year > at.now.year + 10:
        unsure.append(f"{written} is no day to follow up on: the follow-up is set as usual.")
        return None
    return FollowUp(then)
