"""``report``: asked for here, posted, drawn and written by the process."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.acts.situation import Done, Situation
from handlers.rendering import report as rendered
from handlers.rendering.parts.buttons import Press
from handlers.understanding.days import periods
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.incoming import uploads
from storage.posts import monthly
from storage.report import Period, everything
from storage.report.period import BackwardsPeriod, LongPeriod
from storage.store import Scope
from storage.work import campaigns

EXAMPLE = "/outreach report last month campaign Spring pdf"
_FORM = re.compile(
    r"\b(?:as |in |a |an )*(xlsx|excel|spreadsheet|pdf|png|picture|chart)\b(?: file)?", re.IGNORECASE
)
_FORMS = {"excel": "xlsx", "spreadsheet": "xlsx", "picture": "png", "chart": "png"}
_TYPED = re.compile(r"\s*(?:/?outreach\s+)?report\b[:,]?", re.IGNORECASE)
_CAMPAIGN = re.compile(r"(?:\b(?:for|of) )?(?:the )?\bcampaign\s+", re.IGNORECASE)
_MONTHLY = re.compile(r"\s*(?:every month|monthly)\s+(on|off)\b", re.IGNORECASE)
_QUOTES = "\"'“”„«»"


class NoDays(Mendable):
    """Words that no days were found in."""

    def __init__(self, said: str) -> None:
        super().__init__(
            periods.why_not(said) or f"I don't know the days “{said[:80]}”.",
            "Say a month such as 2026-10, last month, Q3, this year, last 30 days, or from … to ….",
            EXAMPLE,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One report: its days, its campaign, the file that goes with it, and whether a client reads it."""

    period: Period
    campaign: str | None = None
    form: str | None = None
    client: bool = False

    def body(self) -> dict[str, Any]:
        """As an outbox row keeps it."""
        return {
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "tz": self.period.tz,
            "campaign": self.campaign,
            "client": self.client,
        }


async def report(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Put the report in the outbox, with its details, its chart and the file that was asked for."""
    said = _TYPED.sub("", intent.text, count=1)
    if match := _MONTHLY.match(said):
        return await _monthly(scope, match[1].lower() == "on", said[match.end() :], at)
    form = _FORM.search(said)
    rest = _FORM.sub(" ", said)
    name, rest = _campaign(rest, intent.campaign, at)
    period = await _period(scope, rest, at)
    file = _form(form[1]) if form else None
    asked = Asked(period, await _allowed(scope, name, at), file, at.reader.client)
    await _put(scope, asked, at)
    return Done(rendered.coming(asked.period, asked.campaign, asked.form, here=at.place.command))


async def pressed(scope: Scope, press: Press, at: Situation) -> Done:
    """A button under a report: other days, another campaign, or a file of the same; raises Mendable."""
    try:
        kept = json.loads(press.extra or "")
        period = Period(date.fromisoformat(kept["f"]), date.fromisoformat(kept["l"]), at.speaker.tz)
        number, form = kept.get("c"), kept.get("x")
    except (ValueError, KeyError, TypeError) as error:
        raise Mendable("I don't know that button any more.", "Ask for the report again.", EXAMPLE) from error
    known = await campaigns.listing(scope, archived=True)
    name = next((one.name for one in known if one.id == number), None)
    asked = Asked(period, await _allowed(scope, name, at), form, at.reader.client)
    if form is not None and await _under_card(scope, asked, at):
        return Done(rendered.file_coming(form))
    await _put(scope, asked, at)
    return Done(rendered.coming(asked.period, asked.campaign, form, here=True))


def _form(word: str) -> str:
    return _FORMS.get(word.lower(), word.lower())


def _campaign(said: str, understood: str | None, at: Situation) -> tuple[str | None, str]:
    """The campaign that is named, and what is left of the words."""
    match = _CAMPAIGN.search(said)
    if match is None:
        return understood, said
    before, after = said[: match.start()], said[match.end() :].strip()
    bare = after.lstrip(_QUOTES)
    for name in sorted((one.name for one in at.campaigns), key=len, reverse=True):
        if bare.casefold().startswith(name.casefold()):
            return name, f"{before} {bare[len(name) :].lstrip(_QUOTES)}"
    name = (understood or after).strip(_QUOTES + " ")
    return name, f"{before} {after.replace(name, ' ', 1).strip(_QUOTES + ' ')}"


async def _allowed(scope: Scope, name: str | None, at: Situation) -> str | None:
    """The campaign as it is written: the channel's own where none is named.

    Raises UnknownCampaign, and OnlyTheirs for another client's where a client reads along.
    """
    if name is None:
        return at.campaign.name if at.campaign else None
    return (await campaigns.show(scope, name)).name


async def _period(scope: Scope, said: str, at: Situation) -> Period:
    words = " ".join(said.split()).strip(" ,.:?!")
    tz, today = at.speaker.tz, at.speaker.local(at.now).date()
    found = periods.days(words or "this month", today)
    if found is None:
        raise NoDays(words)
    first = found.first
    if first is None:
        first = min((await everything(scope, at.now, tz)).first, found.last or today)
    try:
        return Period(first, found.last or max(today, first), tz)
    except (BackwardsPeriod, LongPeriod) as error:
        first, last = error.turned
        raise Mendable(error.what, error.do, f"/outreach report from {first} to {last}") from error


async def _put(scope: Scope, asked: Asked, at: Situation) -> None:
    """The card, then what belongs under it."""
    thread = None if at.place.command else at.place.answer.get("thread_ts")
    subject, epoch = f"report:{at.user}", f"{at.now.isoformat()}:{asked.period.first}:{asked.period.last}"
    body = asked.body() | {"user": at.user}
    await monthly.put(
        scope, subject, epoch[:80], at.place.home, body, thread_ts=thread, now=at.now, form=asked.form
    )


async def _under_card(scope: Scope, asked: Asked, at: Situation) -> bool:
    """Have a file shared under the very report that the button stands on; False where it is no report."""
    answer = at.place.answer
    channel, ts = answer.get("channel"), at.place.message_ts
    card = await uploads.post_at(scope, channel, ts) if channel and ts else None
    if card is None or channel is None or asked.form is None:
        return False
    # Counted in the card's own days: whoever presses may live elsewhere, and other days give other numbers.
    wanted = asked.body() | {"form": asked.form, "tz": card.body.get("tz", asked.period.tz)}
    key = f"{card.id}:{asked.form}:{asked.period.first}:{asked.period.last}"
    await uploads.ask(scope, key, wanted, post_id=card.id, channel=channel, user=at.user, now=at.now)
    return True


async def _monthly(scope: Scope, on: bool, said: str, at: Situation) -> Done:
    name, _ = _campaign(said, None, at)
    if name is not None or at.campaign is not None:
        view = await campaigns.show(scope, name or (at.campaign.name if at.campaign else ""))
        await monthly.of_campaign(scope, view.id, on)
        return Done(rendered.monthly(on, view.channel, view.name))
    if at.place.home == at.user:
        raise Mendable(
            "I don't know which channel the monthly report should go to.",
            "Say it in that channel, or name a campaign that has one.",
            "/outreach report monthly on campaign Spring",
        )
    await monthly.of_channel(scope, at.place.home, on)
    return Done(rendered.monthly(on, at.place.home, None))
