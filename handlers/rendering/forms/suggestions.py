"""The options that a searched select offers: plain text, which knows no markup."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Option, PlainTextObject

from handlers.rendering.forms.form_fields import OPTION_WORDS, option
from handlers.rendering.parts import domain, escape
from handlers.rendering.parts.buttons import MOST_OPTION, Action, Press
from storage.work.campaigns import CampaignView
from storage.work.prospects import KnownSite

ALL_CAMPAIGNS = "All campaigns"


def sites(named: str | None, found: Sequence[KnownSite]) -> list[dict[str, Any]]:
    """Known sites with who is known there; ``named`` is the site that was typed, first of all."""
    known = {one.site: one for one in found}
    order = [*([named] if named else []), *(one.site for one in found if one.site != named)]
    made: list[Option] = []
    for site in order:
        contact = known[site].contact if site in known else "new: nobody was asked there yet"
        if one := option(site, domain.readable(site), contact or ""):
            made.append(one)
    return [one.to_dict() for one in made]


def campaigns(found: Sequence[CampaignView]) -> list[dict[str, Any]]:
    """Campaigns by name, with whom they are for; the value is the name."""
    made = [option(view.name, view.name, view.client or ", ".join(view.sites[:3])) for view in found]
    return [one.to_dict() for one in made if one is not None]


def home_campaigns(found: Sequence[CampaignView], *, everything: bool) -> list[dict[str, Any]]:
    """The same for a Home tab's filter: the value is a press."""
    listed = [home_campaign(view) for view in found]
    return [one.to_dict() for one in ([home_campaign(None)] if everything else []) + listed]


def home_campaign(view: CampaignView | None) -> Option:
    """One campaign, or all of them, as a Home tab's filter."""
    pressed = Press(Action.HOME_CAMPAIGN, extra=str(view.id) if view else "all")
    words = escape.clean(view.name, OPTION_WORDS) if view else ALL_CAMPAIGNS
    return Option(
        value=pressed.value(MOST_OPTION), text=PlainTextObject(text=words or f"#{view and view.id}")
    )
