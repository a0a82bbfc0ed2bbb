"""The forms that people fill in, as views."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import DatePickerElement, PlainTextObject

from handlers.rendering.forms.form_fields import (
    Field,
    asked,
    chosen,
    email,
    option,
    person,
    searched,
    typed,
    url,
    when_fields,
)
from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, domain, escape, words
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from handlers.understanding.intent import Intent
from storage.words import Tactic
from storage.work.views import Money, PlacementView, Task

View = dict[str, Any]

#: Slack's limit of private_metadata.
METADATA = 3_000


class Form(StrEnum):
    """The ``callback_id`` of each form."""

    OUTREACH = "outreach_form"
    EDIT = "edit_form"
    FOLLOW_UP = "follow_up_form"
    SNOOZE = "snooze_form"
    PROMISE = "promise_form"
    DECLINE = "decline_form"
    NOTE = "note_form"
    CAMPAIGN = "campaign_form"
    SNOOZE_ALL = "snooze_all_form"


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a form was opened from and what it is about; travels in ``private_metadata``.

    ``message_ts`` is the message whose button was pressed (or that the shortcut was used on), ``thread_ts``
    the thread it stands in; ``draft`` is a draft's key, ``campaign`` a campaign's number, ``chosen`` the
    tasks that were picked from a list: "42:7,43:2", each with its version. ``date`` and ``time`` are the
    follow-up as the form showed it when it was opened. ``listed`` is the list that it was opened from,
    ``view`` the window which that list stands in; ``below`` is the key of the list below which the message
    with the button stands. ``about`` is the channel whose settings it shows.
    """

    task: int | None = None
    version: int | None = None
    placement: int | None = None
    channel: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    permalink: str | None = None
    draft: str | None = None
    campaign: int | None = None
    chosen: str | None = None
    date: str | None = None
    time: str | None = None
    listed: str | None = None
    view: str | None = None
    below: str | None = None
    about: str | None = None

    def value(self) -> str:
        """As ``private_metadata``; an address that is too long for it is left out."""
        kept = {key: said for key, said in asdict(self).items() if said is not None}
        said = json.dumps(kept, separators=(",", ":"))
        if len(said) <= METADATA:
            return said
        short = {key: said for key, said in kept.items() if len(str(said)) <= 100 or key == "chosen"}
        return json.dumps(short, separators=(",", ":"))

    @classmethod
    def parse(cls, value: str) -> "Opened":
        """From ``private_metadata``; raises ValueError for what was not made here."""
        kept = json.loads(value or "{}")
        if not isinstance(kept, dict):
            raise ValueError("not made here")
        known = {field.name for field in fields(cls)}
        numbers = {"task", "version", "placement", "campaign"}
        for key, said in kept.items():
            if key not in known or not isinstance(said, int if key in numbers else str):
                raise ValueError(f"unknown {key[:40]}")
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a form shows when it opens; ``date`` is YYYY-MM-DD and ``time`` HH:MM, in the person's zone."""

    site: str = ""
    contact_name: str = ""
    contact_email: str = ""
    tactic: Tactic | None = None
    target: str = ""
    campaign: str | None = None
    date: str | None = None
    time: str | None = None
    price: str = ""
    note: str = ""
    owner: str | None = None

    @classmethod
    def of_task(cls, task: Task, reader: Reader) -> "Prefill":
        """A task as it stands."""
        due = reader.local(task.follow_up_at) if task.follow_up_at else None
        return cls(
            site=task.site,
            contact_name=task.contact_name or "",
            contact_email=task.contact_email or "",
            tactic=task.tactic,
            target=task.target or "",
            campaign=task.campaign,
            date=due.date().isoformat() if due else None,
            time=f"{due:%H:%M}" if due and task.follow_up_timed else None,
            price=words.money(task.price, exact=True) if task.price else "",
            owner=task.owner,
        )

    @classmethod
    def of_intent(
        cls, intent: Intent, reader: Reader, *, note: str = "", owner: str | None = None
    ) -> "Prefill":
        """What was understood of a sentence; ``note`` is the sentence itself, ``owner`` a Slack id."""
        due = reader.local(intent.follow_up_at) if intent.follow_up_at else None
        price = Money(intent.price.amount, intent.price.currency) if intent.price else None
        return cls(
            site=intent.site or "",
            contact_name=intent.contact_name or "",
            contact_email=intent.contact_email or "",
            tactic=intent.tactic,
            target=intent.target or "",
            campaign=intent.campaign,
            date=due.date().isoformat() if due else None,
            time=f"{due:%H:%M}" if due and intent.follow_up_timed else None,
            price=words.money(price, exact=True) if price else "",
            note=note,
            owner=owner,
        )


def outreach(reader: Reader, campaigns: Sequence[str], opened: Opened, filled: Prefill | None = None) -> View:
    """The form of a new outreach, prefilled with what a sentence or message said.

    ``campaigns`` are those that there are: where there are none, none is asked for.
    """
    return form_view(
        Form.OUTREACH,
        "Log outreach",
        "Log",
        _outreach_fields(reader, campaigns, filled, without_date="Left empty: in three working days"),
        opened,
    )


def edit(reader: Reader, task: Task, campaigns: Sequence[str], opened: Opened) -> View:
    """The same form for a task that is there, prefilled as it stands."""
    filled = Prefill.of_task(task, reader)
    names = [*campaigns, *([task.campaign] if task.campaign and task.campaign not in campaigns else [])]
    about = blocks.context(f"{facts.name(task)}: {words.STAGES[task.stage]}")
    built = [about, *_outreach_fields(reader, names, filled)]
    opened = replace(opened, date=filled.date, time=filled.time)
    return form_view(Form.EDIT, f"Edit #{task.id}", "Save", built, opened)


def _outreach_fields(
    reader: Reader, campaigns: Sequence[str], filled: Prefill | None, *, without_date: str = ""
) -> list[Block]:
    filled = filled or Prefill()
    built = [
        searched(
            Field.SITE,
            "Site",
            option(filled.site, domain.readable(filled.site)) if filled.site else None,
            says="techblog.com",
            hint="Type its domain, or search the sites and contacts you know",
            needed=True,
            letters=1,
        ),
        typed(Field.CONTACT_NAME, "Contact", filled.contact_name),
        email(Field.CONTACT_EMAIL, "E-mail", filled.contact_email, hint="jane@techblog.com"),
        chosen(
            Field.TACTIC,
            "Tactic",
            [(tactic.value, name) for tactic, name in words.TACTICS.items()],
            filled.tactic.value if filled.tactic else None,
        ),
        url(
            Field.TARGET, "Target", filled.target, hint="The page of yours they should link to, with https://"
        ),
    ]
    if campaigns:
        known = next((name for name in campaigns if name == filled.campaign), None)
        now = option(known, known) if known else None
        built.append(searched(Field.CAMPAIGN, "Campaign", now, says="Search campaigns"))
    built.append(person(Field.OWNER, "Owner", filled.owner, hint="Who is reminded of it; left empty: you"))
    built += when_fields("Follow up on", filled.date, filled.time, reader, hint=without_date)
    built.append(typed(Field.PRICE, "Price", filled.price, hint="$150, or 150 EUR"))
    built.append(typed(Field.NOTE, "Note", filled.note, lines=True))
    return built


def follow_up(reader: Reader, task: Task, opened: Opened) -> View:
    """When the next follow-up is due."""
    return _when(Form.FOLLOW_UP, "Set follow-up", reader, task, opened)


def snooze(reader: Reader, task: Task, opened: Opened) -> View:
    """Until when a task's reminder waits."""
    return _when(Form.SNOOZE, "Snooze", reader, task, opened)


def _when(form: Form, title: str, reader: Reader, task: Task, opened: Opened) -> View:
    filled = Prefill.of_task(task, reader)
    soon = filled.date if filled.date and filled.date >= reader.today.isoformat() else None
    now = facts.follow_up(task, reader)
    about = f"{facts.name(task)}: {f'reminder {now}' if now else 'no reminder set'}"
    built = [blocks.section(about), *when_fields("Remind me on", soon, filled.time, reader, needed=True)]
    return form_view(form, title, "Save", built, opened)


def snooze_all(reader: Reader, numbers: Sequence[int], opened: Opened) -> View:
    """Until when the reminders of several tasks wait."""
    listed = words.listed(f"#{number}" for number in numbers[:20])
    more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""
    built = [
        blocks.section(f"{words.count(len(numbers), 'task')}: {listed}{more}"),
        *when_fields("Remind me on", None, None, reader, needed=True),
    ]
    return form_view(Form.SNOOZE_ALL, "Snooze together", "Save", built, opened)


def promise(
    reader: Reader, task: Task, opened: Opened, placement: PlacementView | None = None, *, target: str = ""
) -> View:
    """A link was promised: where, to what, by when and on what terms; prefilled from ``placement``."""
    price = placement.price if placement and placement.price else task.price
    by = placement.promised_by if placement else None
    picker = DatePickerElement(
        action_id=Field.BY.value,
        initial_date=by.isoformat() if by else None,
        placeholder=PlainTextObject(text="Pick a date"),
    )
    page = (placement.page or "") if placement else ""
    page_hint = f"Left empty, I watch {escape.site(task.site)} until the link appears"
    rel = placement.rel_agreed.value if placement and placement.rel_agreed else None
    built = [
        blocks.section(f"{facts.name(task)}: {facts.about(task, reader) or 'a link was promised'}"),
        url(Field.PAGE, "Page that will link to you", page, hint=page_hint),
        url(
            Field.TARGET,
            "Target",
            placement.target if placement else task.target or target,
            hint="The page of yours that it links to",
            needed=True,
        ),
        asked(Field.BY, "By", picker),
        typed(Field.ANCHOR, "Anchor", (placement.anchor or "") if placement else ""),
        chosen(Field.REL, "Rel", [(one.value, said) for one, said in words.RELS.items()], rel),
        typed(Field.PRICE, "Price", words.money(price, exact=True) if price else "", hint="$150, or 150 EUR"),
    ]
    return form_view(Form.PROMISE, "Link promised", "Save", built, opened)


def decline(task: Task, opened: Opened) -> View:
    """They refused: why, if one likes."""
    built = [
        blocks.section(f"{facts.name(task)} will be closed. You can undo that."),
        typed(Field.NOTE, "Why?", "", lines=True, hint="What they said; it helps whoever asks them next"),
    ]
    return form_view(Form.DECLINE, "They declined", "Close it", built, opened)


def note(task: Task, opened: Opened) -> View:
    """Something worth remembering."""
    built = [blocks.section(facts.name(task)), typed(Field.NOTE, "Note", "", lines=True, needed=True)]
    return form_view(Form.NOTE, "Note", "Save", built, opened)


def form_view(form: Form, title: str, submit: str, built: list[Block], opened: Opened) -> View:
    """A form as Slack takes it."""
    return {
        "type": "modal",
        "callback_id": form.value,
        "private_metadata": opened.value(),
        "title": {"type": "plain_text", "text": title[:24]},
        "submit": {"type": "plain_text", "text": submit[:24]},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": built,
    }
