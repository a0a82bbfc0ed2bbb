"""The settings of a channel and its workspace: what stands, and the form, section by section."""

from dataclasses import dataclass
from datetime import date

from handlers.rendering.forms.forms import Opened, View
from handlers.rendering.forms.submitted import FieldErrors
from handlers.rendering.parts import blocks, buttons, escape
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.settings import channel as settings_channel
from handlers.rendering.settings import digest as settings_digest
from handlers.rendering.settings import follow_ups as settings_follow_ups
from handlers.rendering.settings import holidays as settings_holidays
from handlers.rendering.settings import listening as settings_listening
from handlers.rendering.settings import mail as settings_mail
from handlers.rendering.settings import news as settings_news
from handlers.rendering.settings import person as settings_person
from handlers.rendering.settings import retention as settings_retention
from handlers.rendering.settings.digest import DigestForm
from handlers.rendering.settings.fields import Standing, Values
from handlers.rendering.settings.listening import ListeningForm
from handlers.rendering.settings.news import NewsForm
from handlers.rendering.settings.person import PersonForm
from storage.daily.days_off import DaysOff

__all__ = ["FORM", "SettingsForm", "Standing", "form", "read", "shown"]

FORM = "settings_form"


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """What was set, section by section."""

    digest: DigestForm
    steps: tuple[int, ...]
    listening: ListeningForm
    mail_domains: tuple[str, ...]
    news: NewsForm
    off: DaysOff
    person: PersonForm
    retention: int = 0


def form(now: Standing, opened: Opened) -> View:
    """The form, as things stand."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": opened.value(),
        "title": {"type": "plain_text", "text": "Settings"},
        "submit": {"type": "plain_text", "text": "Save"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            *settings_channel.fields(now),
            blocks.section(f"*The daily digest of {now.where}*"),
            *settings_channel.of_channel(now, settings_digest.fields(now)),
            blocks.divider(),
            blocks.section(f"*News about links in {now.where}*"),
            *settings_channel.of_channel(now, settings_news.fields(now)),
            blocks.divider(),
            blocks.section("*Logging*"),
            *settings_channel.of_channel(now, settings_listening.of_channel(now)),
            *settings_listening.fields(now),
            blocks.divider(),
            blocks.section("*Follow-ups and mail, for the whole workspace*"),
            *settings_follow_ups.fields(now),
            *settings_holidays.fields(now),
            *settings_mail.fields(now),
            *settings_retention.fields(now),
            blocks.divider(),
            settings_person.heading(),
            *settings_person.fields(now),
        ],
    }


def read(sent: Values, today: date, channel: str | None = None) -> SettingsForm:
    """What stands in the form that was sent; raises FieldErrors. ``channel`` is the one whose it shows.

    ``today`` is the local date of whoever sent it.
    """
    errors: dict[str, str] = {}
    values, named = settings_channel.unmarked(sent)
    settings_channel.read(values, channel, errors)
    found = SettingsForm(
        settings_digest.read(values, errors),
        settings_follow_ups.read(values, errors),
        settings_listening.read(values, errors),
        settings_mail.read(values, errors),
        settings_news.read(values, errors),
        settings_holidays.read(values, errors),
        settings_person.read(values, errors, today),
        settings_retention.read(values, errors),
    )
    if errors:
        raise FieldErrors({named.get(name, name): why for name, why in errors.items()})
    return found


def shown(reader: Reader, now: Standing, *, beyond: str = "") -> Message:
    """What is set, and the way to change it; ``beyond`` is what was typed that only the form takes."""
    lines = [
        settings_digest.told(reader, now),
        settings_news.told(now),
        settings_listening.told(reader, now),
        settings_follow_ups.told(now),
        settings_mail.told(now),
        settings_holidays.told(now),
        settings_retention.told(now),
        settings_person.told(reader, now) if reader.you else "",
    ]
    lines = [line for line in lines if line]
    if beyond.strip():
        said = f"I did not understand {escape.quoted(beyond)}: what is set here is changed in the form, "
        lines.append(f"{said}which {escape.code('/outreach settings')} opens, too.")
    change = buttons.button("Change", Press(Action.OPEN_SETTINGS))
    built = [blocks.section(":gear: " + "\n".join(lines)), *blocks.actions(change)]
    return Message(" ".join(lines), built)
