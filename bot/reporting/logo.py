"""A campaign's logo: fetched from a public address, and only what is a small picture."""

import io
from collections.abc import Sequence

import httpx

from bot.links.wire.addresses import Network
from bot.links.wire.network import Wires
from bot.links.wire.transport import GuardedTransport

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
SECONDS = 8.0


async def fetch(url: str, allowed: Sequence[Network] = ()) -> bytes | None:
    """The logo as a PNG of at most 600 × 200 pixels; None where there is none to be had.

    ``allowed`` are the networks that may be reached although they are not public.
    """
    try:
        transport = GuardedTransport(Wires(allow_networks=allowed))
        async with httpx.AsyncClient(
            transport=transport, follow_redirects=True, max_redirects=5, trust_env=False, timeout=SECONDS
        ) as client:
            answer = await client.get(url, headers={"Accept": "image/png,image/jpeg"})
        return _small(answer.content) if answer.status_code == 200 else None
    except Exception:  # a report is made without its logo rather than not at all
        return None


def _small(content: bytes) -> bytes | None:
    from PIL import Image

    if len(content) > MOST_BYTES:
        return None
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return None
        made = picture.convert("RGBA")
    made.thumbnail((600, 200))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()
