"""What stands in a form that was sent: typed, or what is wrong with which field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from handlers.rendering.forms.form_fields import Field
from handlers.rendering.parts.reader import Reader
from handlers.understanding.facts.money import BadPrice, prices
from handlers.understanding.facts.page_addresses import can_be_looked_at
from handlers.understanding.facts.sites import Kind, addresses, free_mail
from storage.daily.cadence import DIGEST_AT, local_time
from storage.sites import host_of, registrable, under_known_suffix
from storage.watch.placements import Promise
from storage.words import RelAgreed, Tactic
from storage.work.changes import FollowUp
from storage.work.views import Money

#: ``view.state.values``: block id → action id → element.
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]

#: Dates from people: from today to ten years ahead.
FARTHEST = timedelta(days=3653)


class FieldErrors(Exception):  # noqa: N818 - it holds what is wrong, field by field
    """The form can't be taken yet; ``errors`` maps block ids to what a person should change."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("; ".join(errors.values()))


@dataclass(frozen=True, slots=True)
class OutreachForm:
    """The new or edited outreach; ``site`` is a registrable domain."""

    site: str
    contact_name: str | None
    contact_email: str | None
    tactic: Tactic | None
    target: str | None
    campaign: str | None
    follow_up: FollowUp | None
    price: Money | None
    note: str | None
    owner: str | None = None


def outreach(
    values: Values, reader: Reader, *, digest_at: str = DIGEST_AT, keep: FollowUp | None = None
) -> OutreachForm:
    """The form of a new or edited outreach; raises FieldErrors.

    ``keep`` is the follow-up that the form was opened with: left as it was, it may lie in the past.
    """
    errors: dict[str, str] = {}
    site = _site(values, errors)
    email = _email(values, errors)
    form = OutreachForm(
        site=site,
        contact_name=text(values, Field.CONTACT_NAME),
        contact_email=email,
        tactic=_tactic(values),
        target=address(values, Field.TARGET, errors),
        campaign=_choice(values, Field.CAMPAIGN),
        follow_up=_when(values, reader, digest_at, errors, keep),
        price=_price(values, errors),
        note=text(values, Field.NOTE),
        owner=picked(values, Field.OWNER, "selected_user"),
    )
    if errors:
        raise FieldErrors(errors)
    return form


def same_follow_up(values: Values, opened_date: str | None, opened_time: str | None) -> bool:
    """Whether day and time stand as the form showed them when it was opened."""
    picked_day, clock = (
        picked(values, Field.DATE, "selected_date"),
        picked(values, Field.TIME, "selected_time"),
    )
    return (picked_day, _clock(clock)) == (opened_date, opened_time)


def when(values: Values, reader: Reader, *, digest_at: str = DIGEST_AT) -> FollowUp:
    """The forms "set follow-up" and "snooze"; raises FieldErrors."""
    errors: dict[str, str] = {}
    found = _when(values, reader, digest_at, errors, None)
    if found is None or errors:
        raise FieldErrors(errors or {Field.DATE.value: "Pick the day I should remind you on."})
    return found


def promise(values: Values, reader: Reader) -> Promise:
    """The form of a promised link; raises FieldErrors."""
    errors: dict[str, str] = {}
    target = address(values, Field.TARGET, errors)
    if target is None and Field.TARGET.value not in errors:
        errors[Field.TARGET.value] = "Which page of yours will they link to? https://acme.com/guide"
    rel = _choice(values, Field.REL)
    found = Promise(
        target=target or "",
        page=address(values, Field.PAGE, errors),
        anchor=text(values, Field.ANCHOR),
        rel_agreed=RelAgreed(rel) if rel in set(RelAgreed) else None,
        promised_by=_by(values, reader, errors),
        price=_price(values, errors),
    )
    if errors:
        raise FieldErrors(errors)
    return found


def note(values: Values) -> str | None:
    """The reason of a refusal, or a note."""
    return text(values, Field.NOTE)


def element(values: Values, field: Field) -> Mapping[str, Any]:
    """What Slack says of one field; empty where it says nothing."""
    found = values.get(field.value, {}).get(field.value, {})
    return found if isinstance(found, Mapping) else {}


def text(values: Values, field: Field) -> str | None:
    """What was typed into a field; None where it is empty."""
    said = element(values, field).get("value")
    return said.strip() or None if isinstance(said, str) else None


def _choice(values: Values, field: Field) -> str | None:
    option = element(values, field).get("selected_option")
    said = option.get("value") if isinstance(option, Mapping) else None
    return said if isinstance(said, str) and said else None


def picked(values: Values, field: Field, key: str) -> str | None:
    """What was picked: a date, a time, a person, a channel."""
    said = element(values, field).get(key)
    return said if isinstance(said, str) and said else None


def _tactic(values: Values) -> Tactic | None:
    said = _choice(values, Field.TACTIC)
    return Tactic(said) if said in set(Tactic) else None


def _site(values: Values, errors: dict[str, str]) -> str:
    said = _choice(values, Field.SITE) or text(values, Field.SITE)
    host = host_of(said) if said and len(said) <= 2_000 else ""
    if not host or not under_known_suffix(host):
        errors[Field.SITE.value] = "Which site? A domain like techblog.com, or the address of a page there."
        return ""
    if free_mail(registrable(host)):
        errors[Field.SITE.value] = "People have their mail there. Which site was asked? Like techblog.com."
        return ""
    return registrable(host)


def _email(values: Values, errors: dict[str, str]) -> str | None:
    said = text(values, Field.CONTACT_EMAIL)
    if said is None:
        return None
    found = [one for one in addresses(said) if one.kind is Kind.EMAIL] if len(said) <= 320 else []
    if len(found) != 1 or found[0].text != said:
        errors[Field.CONTACT_EMAIL.value] = "One e-mail address, like jane@techblog.com."
        return None
    return said


def address(values: Values, field: Field, errors: dict[str, str]) -> str | None:
    """A web address; one without a scheme is taken as https, as people write it."""
    said = text(values, field)
    if said is None:
        return None
    scheme, colon, _ = said.partition("://")
    url = said if colon else f"https://{said}"
    fine = not any(char.isspace() for char in said) and can_be_looked_at(url)
    if not fine or (colon and scheme.lower() not in {"http", "https"}):
        errors[field.value] = "The address of a web page, like https://acme.com/guide."
        return None
    return url


def _price(values: Values, errors: dict[str, str]) -> Money | None:
    said = text(values, Field.PRICE)
    if said is None:
        return None
    found = list(prices(said[:100]))
    price = found[0][2] if len(found) == 1 else None
    if isinstance(price, BadPrice):
        errors[Field.PRICE.value] = f"I can't take {price.unclear}."
        return None
    if price is None:
        errors[Field.PRICE.value] = "An amount with its currency, like $150 or 150 EUR."
        return None
    return Money(price.amount, price.currency)


def day(said: str | None) -> date | None:
    """A date picker's date; None where none was picked."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def _when(
    values: Values, reader: Reader, digest_at: str, errors: dict[str, str], keep: FollowUp | None
) -> FollowUp | None:
    picked_day = day(picked(values, Field.DATE, "selected_date"))
    at = _clock(picked(values, Field.TIME, "selected_time"))
    if picked_day is None:
        if at is not None:
            errors[Field.DATE.value] = "Pick the day too."
        return None
    moment = local_time(picked_day, at or digest_at, reader.tz)
    found = FollowUp(moment, timed=at is not None)
    if keep is not None and _same(found, keep, reader):
        return keep
    today = picked_day == reader.today and at is None
    if moment <= reader.now and not today:
        past = Field.TIME if at is not None and picked_day == reader.today else Field.DATE
        errors[past.value] = "That is over. Pick a time to come."
    elif moment - reader.now > FARTHEST:
        errors[Field.DATE.value] = "That is more than ten years away."
    return found


def _same(found: FollowUp, keep: FollowUp, reader: Reader) -> bool:
    kept = reader.local(keep.at)
    said = reader.local(found.at)
    return said.date() == kept.date() and (said.time() == kept.time() if found.timed else not keep.timed)


def _clock(said: str | None) -> str | None:
    try:
        return f"{time.fromisoformat(said):%H:%M}" if said else None
    except ValueError:
        return None


def _by(values: Values, reader: Reader, errors: dict[str, str]) -> date | None:
    by = day(picked(values, Field.BY, "selected_date"))
    if by is None:
        return None
    if by < reader.today - timedelta(days=366):
        errors[Field.BY.value] = "That is more than a year ago."
    elif by - reader.today > FARTHEST:
        errors[Field.BY.value] = "That is more than ten years away."
    return by
