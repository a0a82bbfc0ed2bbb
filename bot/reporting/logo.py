"""A campaign's logo: fetched from a public address, and only what is a small picture."""

import asyncio
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import httpx

from bot.links.wire.addresses import Network
from bot.links.wire.network import Wires
from bot.links.wire.reply import Limits
from bot.links.wire.transport import GuardedTransport

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 4_000_000
MOST_PIXELS = 40_000_000
#: A smaller one is no logo but a dot that counts visitors.
LEAST_SIDE = 8
SECONDS = 10.0
#: How a kept logo fits: three times what stands on the paper, for sharp prints.
_SIZE = (720, 200)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


class NoLogoError(Exception):
    """The logo can't stand on a report; the message says why, as in "it is larger than 4 MB"."""


async def fetch(url: str, allowed: Sequence[Network] = ()) -> bytes:
    """The logo as a PNG of at most 720 × 200 pixels, without empty edges; raises NoLogoError.

    ``allowed`` are the networks that may be reached although they are not public.
    """
    try:
        async with asyncio.timeout(SECONDS):
            content = await _content(url, allowed)
    except NoLogoError:
        raise
    except (TimeoutError, httpx.TimeoutException) as error:
        raise NoLogoError(f"it did not come within {SECONDS:.0f} seconds") from error
    except httpx.ReadError as error:
        large = "large" in str(error)
        why = f"it is larger than {MOST_BYTES // 1_000_000} MB" if large else "its server broke off"
        raise NoLogoError(why) from error
    except Exception as error:  # whatever a stranger's server does costs the logo alone
        raise NoLogoError("its address could not be reached") from error
    try:
        return _small(content)
    except NoLogoError:
        raise
    except Exception as error:  # Pillow raises many kinds for a broken file
        raise NoLogoError("it is no picture that I can read: give a PNG or a JPEG") from error


async def _content(url: str, allowed: Sequence[Network]) -> bytes:
    """The bytes behind the address, and no more of them than a logo may have."""
    transport = GuardedTransport(Wires(allow_networks=allowed), Limits(body_bytes=MOST_BYTES))
    async with httpx.AsyncClient(
        transport=transport, follow_redirects=True, max_redirects=5, trust_env=False, timeout=SECONDS
    ) as client:
        answer = await client.get(url, headers={"Accept": "image/png,image/jpeg"})
    if answer.status_code != 200:
        raise NoLogoError(f"its address answers with {answer.status_code}")
    return answer.content


def _small(content: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise NoLogoError(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")
        if min(picture.size) < LEAST_SIDE:
            raise NoLogoError(f"it is smaller than {LEAST_SIDE} pixels")
        # A JPEG is read at a fraction of its size; one of a camera says which side is up.
        picture.draft("RGB", (_SIZE[0] * 2, _SIZE[1] * 2))
        made = ImageOps.exif_transpose(picture)
        if made.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
            made = made.convert("RGB")
        made = made.convert("RGBA")
    made = _without_edges(made)
    made.thumbnail(_SIZE)
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def _without_edges(picture: "Image") -> "Image":
    """What can be seen of it: a logo in the midst of a large clear sheet would be a dot."""
    seen = picture.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    if seen is None:
        raise NoLogoError("nothing can be seen of it: it is clear all over")
    return picture.crop(seen)


def pale(logo: bytes) -> bool:
    """Whether white paper swallows it, as it does a white one made for dark pages.

    True when hardly anything that can be seen of it has a contrast of 1.6:1 with white.
    """
    from PIL import Image

    with Image.open(io.BytesIO(logo)) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((160, 160))
    paper = Image.new("RGBA", small.size, "white")
    shades = Image.alpha_composite(paper, small).convert("L").histogram()
    total = small.width * small.height
    dark = sum(shades[:205])
    return dark < total * 0.01
