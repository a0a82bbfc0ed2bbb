"""One look as ``outreach check`` prints it."""

import json

from bot.terminal import visible
from storage.watch.observation import Observation

_written = json.JSONEncoder(ensure_ascii=False).encode


def as_json(row: int, seen: Observation) -> str:
    """One look as the contract's JSON object."""
    link = seen.link
    return _written(
        {
            "row": row,
            "page": seen.page,
            "target": seen.target,
            "verdict": seen.verdict.value,
            "findings": [finding.value for finding in seen.findings],
            "href": link.href if link else seen.wrong_href,
            "anchor": link.anchor if link else None,
            "rel": list(link.rel) if link else [],
            "followed": seen.followed,
            "indexable": seen.indexable,
            "status": seen.status,
            "final_url": seen.final_url or None,
            "redirects": list(seen.redirects),
            "detail": seen.detail,
            "checked_at": seen.checked_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        }
    )


def on_a_line(seen: Observation) -> str:
    """One look on one line, for a person."""
    return visible(f"{seen.page}: {seen.detail}")
