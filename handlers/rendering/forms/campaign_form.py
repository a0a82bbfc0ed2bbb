"""The form of a campaign, new or as it stands, and what stands in it when it is sent."""

import re
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    NumberInputElement,
    Option,
    PlainTextObject,
)

from handlers.rendering.forms.form_fields import Field, asked, person, typed, url
from handlers.rendering.forms.forms import Form, Opened, View, form_view
from handlers.rendering.forms.submitted import FieldErrors, Values, address, day, element, picked, text
from handlers.rendering.parts import blocks, domain
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from handlers.understanding.facts.sites import Kind, addresses, free_mail
from storage.sites import registrable, under_known_suffix
from storage.work.campaigns import CampaignView, Terms

#: As long as a name may be to stand in lists, buttons and selects.
LONGEST_NAME = 75
#: More sites, or mail domains, than any campaign has.
MOST_SITES = 50
#: Follow-ups of one sequence, and the longest pause between two, in business days.
MOST_STEPS, LONGEST_STEP = 10, 365
MOST_LINKS = 1_000_000

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_ON = "on"


@dataclass(frozen=True, slots=True)
class CampaignPrefill:
    """What a new campaign's form shows of what was typed."""

    name: str = ""
    sites: tuple[str, ...] = ()
    client: str = ""
    channel: str | None = None
    owner: str | None = None


def form(opened: Opened, filled: CampaignPrefill | CampaignView | None = None) -> View:
    """The form of a new campaign, or of one that is there."""
    stands = filled if isinstance(filled, CampaignView) else None
    title, submit = ("Edit campaign", "Save") if stands else ("New campaign", "Create")
    return form_view(Form.CAMPAIGN, title, submit, _fields(filled or CampaignPrefill(), stands), opened)


def _fields(filled: CampaignPrefill | CampaignView, stands: CampaignView | None) -> list[Block]:
    sites = ", ".join(domain.readable(site) for site in filled.sites)
    channel = ConversationSelectElement(
        action_id=Field.CHANNEL.value,
        initial_conversation=filled.channel,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
        placeholder=PlainTextObject(text="Choose a channel"),
    )
    goal = NumberInputElement(
        action_id=Field.GOAL.value,
        is_decimal_allowed=False,
        initial_value=str(stands.goal_count) if stands and stands.goal_count else None,
        min_value="1",
        max_value=str(MOST_LINKS),
    )
    goal_by = DatePickerElement(
        action_id=Field.GOAL_BY.value,
        initial_date=stands.goal_by.isoformat() if stands and stands.goal_by else None,
        placeholder=PlainTextObject(text="Pick a date"),
    )
    steps = ", ".join(str(days) for days in stands.cadence) if stands else ""
    mail = ", ".join(stands.mail_domains) if stands else ""
    return [
        typed(Field.NAME, "Name", filled.name, hint="Spring", needed=True),
        typed(Field.SITES, "Your sites", sites, hint="acme.com, or several with commas", needed=True),
        typed(Field.CLIENT, "Client", filled.client or ""),
        asked(Field.CHANNEL, "Channel", channel, hint="Where its digest and its news are posted"),
        person(Field.OWNER, "Owner", filled.owner),
        typed(
            Field.CADENCE,
            "Follow up after",
            steps,
            hint="Working days before each follow-up, as in 3, 7, 14; left empty: as the workspace does",
        ),
        asked(Field.GOAL, "Goal: followed links", goal, hint="How many should stand"),
        asked(Field.GOAL_BY, "By", goal_by),
        _mode(stands is not None and stands.client_mode),
        typed(Field.MAIL, "Own mail domains", mail, hint="Whose mail is ours, as in acme.com, agency.com"),
        blocks.divider(),
        typed(Field.BRAND, "Brand on reports", (stands.brand_name or "") if stands else ""),
        typed(
            Field.COLOUR, "Brand colour", (stands.brand_colour or "") if stands else "", hint="As in #1264a3"
        ),
        url(
            Field.LOGO,
            "Logo",
            (stands.brand_logo_url or "") if stands else "",
            hint="The address of a PNG or JPEG",
        ),
    ]


def _mode(on: bool) -> Block:
    choice = Option(
        value=_ON,
        text=PlainTextObject(text="A client reads along"),
        description=PlainTextObject(text="No prices, contacts or notes in its channel"),
    )
    boxes = CheckboxesElement(
        action_id=Field.MODE.value, options=[choice], initial_options=[choice] if on else None
    )
    return asked(Field.MODE, "Client mode", boxes)


def read(values: Values, reader: Reader, *, goal_by: object = None) -> Terms:
    """What stands in the form; raises FieldErrors.

    ``goal_by`` is the date that the form was opened with: left as it was, it may lie in the past.
    """
    errors: dict[str, str] = {}
    name = text(values, Field.NAME) or ""
    if not name:
        errors[Field.NAME.value] = "What is the campaign called?"
    elif len(name) > LONGEST_NAME:
        errors[Field.NAME.value] = f"That is {len(name)} characters long; {LONGEST_NAME} is the most."
    by = day(picked(values, Field.GOAL_BY, "selected_date"))
    count = _count(values, errors)
    if count is not None and by is not None and by < reader.today and by != goal_by:
        errors[Field.GOAL_BY.value] = "That day is over. Pick one to come."
    if by is not None and count is None and Field.GOAL.value not in errors:
        errors[Field.GOAL.value] = "How many links should stand by then?"
    options = element(values, Field.MODE).get("selected_options")
    terms = Terms(
        name=" ".join(name.split()),
        sites=_domains(values, Field.SITES, errors, needed=True),
        client=text(values, Field.CLIENT),
        channel=picked(values, Field.CHANNEL, "selected_conversation"),
        client_mode=bool(options) if isinstance(options, list) else False,
        owner=picked(values, Field.OWNER, "selected_user"),
        cadence=_cadence(values, errors),
        goal_count=count,
        goal_by=by,
        mail_domains=_domains(values, Field.MAIL, errors),
        brand_name=text(values, Field.BRAND),
        brand_colour=_colour(values, errors),
        brand_logo_url=address(values, Field.LOGO, errors),
    )
    if errors:
        raise FieldErrors(errors)
    return terms


def _domains(
    values: Values, field: Field, errors: dict[str, str], *, needed: bool = False
) -> tuple[str, ...]:
    """Registrable domains, each once, as people list them; the site of an e-mail address counts too."""
    said = re.split(r"[\s,;]+", text(values, field) or "")
    written = [one.rpartition("@")[2] for one in said if one and one.lower() != "and"]
    if not written:
        if needed:
            errors[field.value] = "Which site of yours is it for? A domain like acme.com."
        return ()
    found: dict[str, None] = {}
    for one in written[:MOST_SITES]:
        sites = [each.site for each in addresses(one) if each.site and each.kind is not Kind.EMAIL]
        site = sites[0] if len(sites) == 1 else registrable(one)
        if not site or not under_known_suffix(site):
            shown = one if len(one) <= 60 else f"{one[:59]}…"
            errors[field.value] = f"“{shown}” is no domain. Write them like acme.com, acme.co.uk."
            return ()
        if field is Field.MAIL and free_mail(site):
            errors[field.value] = f"Anybody can have an address at {site}. Name domains of yours."
            return ()
        found[site] = None
    return tuple(found)


def _cadence(values: Values, errors: dict[str, str]) -> tuple[int, ...]:
    """Business days until each follow-up, growing: "3, 7, 14"."""
    said = text(values, Field.CADENCE)
    if said is None:
        return ()
    written = [one for one in re.split(r"[\s,;/]+", said.lower()) if one not in {"", "days", "day", "and"}]
    days = [int(one) for one in written if one.isascii() and one.isdigit() and len(one) <= 4]
    fits = days and len(days) == len(written) <= MOST_STEPS and all(1 <= one <= LONGEST_STEP for one in days)
    if not fits:
        errors[Field.CADENCE.value] = f"Working days before each follow-up, at most {MOST_STEPS}: 3, 7, 14."
        return ()
    return tuple(days)


def _count(values: Values, errors: dict[str, str]) -> int | None:
    said = text(values, Field.GOAL)
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or not 1 <= int(said[:12]) <= MOST_LINKS:
        errors[Field.GOAL.value] = "A number of links, like 20."
        return None
    return int(said)


def _colour(values: Values, errors: dict[str, str]) -> str | None:
    said = text(values, Field.COLOUR)
    if said is None:
        return None
    if not (found := _COLOUR.fullmatch(said)):
        errors[Field.COLOUR.value] = "A colour in six hexadecimal digits, like #1264a3."
        return None
    return f"#{found[1].lower()}"
