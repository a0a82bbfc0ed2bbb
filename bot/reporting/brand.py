"""Whose report it is: a campaign's name, colour and logo."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.links.wire.addresses import Network
from bot.reporting import fonts
from bot.reporting.logo import NoLogoError, fetch
from storage.work.campaigns import CampaignView

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
#: A quiet blue where the campaign has no colour of its own.
_OURS = "#1264a3"


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose report it is: the name on it, a dark enough colour, and a logo's bytes."""

    name: str
    colour: tuple[int, int, int]
    logo: bytes | None = None


def brand_of(campaign: CampaignView | None, logo: bytes | None) -> Brand:
    """The campaign's brand; without one the client's or the campaign's name."""
    named = campaign.brand_name or campaign.client or campaign.name if campaign else None
    given = campaign.brand_colour if campaign else None
    colour = given if given and _COLOUR.fullmatch(given) else _OURS
    return Brand(fonts.printable(named, 110), _dark_enough(colour), logo)


async def logo_of(campaign: CampaignView | None, allowed: Sequence[Network]) -> tuple[bytes | None, str]:
    """The campaign's logo, fetched like any page of a stranger's, or why there is none."""
    if campaign is None or not campaign.brand_logo_url:
        return None, ""
    try:
        return await fetch(campaign.brand_logo_url, allowed), ""
    except NoLogoError as error:
        return None, f"The logo is not on the report: {error}."


def fitted(logo: bytes) -> tuple[float, float]:
    """How high and wide a logo stands, in mm: within 14 × 60, a small one not blown up."""
    from PIL import Image

    with Image.open(io.BytesIO(logo)) as picture:
        width, height = picture.size
    scale = min(14 / height, 60 / width, 25.4 / 72)
    return height * scale, width * scale


def _dark_enough(colour: str) -> tuple[int, int, int]:
    """The colour, darkened until white paper does not swallow it.

    Source: WCAG 2.2, contrast of 4.5:1 for text (relative luminance up to 0.183 on white).
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    while _luminance(red, green, blue) > 0.183:
        red, green, blue = int(red * 0.94), int(green * 0.94), int(blue * 0.94)
    return red, green, blue


def _luminance(*channels: int) -> float:
    linear: list[float] = []
    for channel in channels:
        share = channel / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
