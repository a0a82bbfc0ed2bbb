"""The frames of a page: those of its own host are part of what a visitor sees."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from bot.links.page.visibility import hidden_frame
from bot.links.urls import host_of_resolved, resolve
from storage.links.link_key import bare_host

MOST_FRAMES = 10
_MOST_FRAMED = 1_000

# Addresses of frames for visitors to fill in or to play: what those show is not the page's text.
WIDGET_PATH = re.compile(
    r"^https?://[^/]+/(?:[^?#]*[/_-])?(?:players?|videos?|audio|podcast|forms?|booking|calendar|scheduler?"
    r"|maps?|chat|captcha|recaptcha|newsletter|subscribe|signup|sign-up|search|cart|checkout|calculator|quiz|poll|survey|comments?|login)(?=[/?#._-]|$)",
    re.IGNORECASE,
)


def own_frames(nodes: Sequence[LexborNode], base: str, url: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The frames of the page's own host (one too many at most), the visible first; and which are hidden."""
    own, itself = bare_host(host_of_resolved(url)), url.partition("#")[0]
    seen: dict[str, bool] = {}
    for node in nodes[:_MOST_FRAMED]:
        attributes = node.attributes
        if "srcdoc" in attributes or not attributes.get("src"):
            continue
        target = resolve(attributes["src"] or "", base)
        if target and bare_host(host_of_resolved(target)) == own and target.partition("#")[0] != itself:
            seen[target] = seen.get(target, False) or not hidden_frame(node)
    shown_first = sorted(seen, key=lambda target: not seen[target])[: MOST_FRAMES + 1]
    return tuple(shown_first), frozenset(target for target in shown_first if not seen[target])
