"""Rows as the ledger gives them, for messages to be made of."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from handlers.rendering.parts.reader import Reader
from storage.words import PlacementState, RelAgreed, Stage, Tactic, Verdict
from storage.work.views import Evidence, Money, PlacementView, Task

#: A Monday, 09:30 in Berlin.
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
READER = Reader(NOW, "Europe/Berlin", {"UBEN": "Ben", "UANNA": "Anna"})

#: What strangers write in names, notes, titles, anchors and pages.
HOSTILE = (
    "<!channel> pay now",
    "<!here|x> @here @channel @everyone",
    "<@UBEN> <#C1> <!subteam^S1>",
    "&lt;!channel&gt;",
    "``` `code` ```",
    "*bold* _it_ ~gone~",
    "‮evil‬ \u2066x\u2069 \u200bzero",
    "a\x00b\x07c\x1b[31m\r\n\n\n\nd",
    "<https://evil.example|click>",
    "x" * 20_000,
    "<" * 5_000,
    "&" * 5_000,
    "\U000e0041\ufeff",
    "\ud800",
    "|>|>|>",
    "   ",
)


def placement(**more: Any) -> PlacementView:
    """A link promised to be live by Friday."""
    row: dict[str, Any] = {
        "id": 7,
        "outreach": 42,
        "page": "https://techblog.com/tools",
        "site": "techblog.com",
        "target": "https://acme.com/guide",
        "anchor": None,
        "rel_agreed": None,
        "promised_by": date(2026, 11, 27),
        "price": None,
        "state": PlacementState.PROMISED,
        "verdict": None,
        "detail": "",
        "findings": (),
        "checked_at": None,
        "next_check_at": None,
        "first_live_at": None,
        "last_seen_at": None,
        "lost_at": None,
        "misses": 0,
        "unseen": 0,
        "vouched_by": None,
        "vouched_until": None,
        "created_by": "UANNA",
        "created_at": NOW,
        "version": 1,
    }
    return PlacementView(**(row | more))


def agreed(**more: Any) -> PlacementView:
    """The same with everything agreed on."""
    terms: dict[str, Any] = {
        "anchor": "best tools",
        "rel_agreed": RelAgreed.DOFOLLOW,
        "price": Money(Decimal(150), "USD"),
    }
    return placement(**(terms | more))


def task(**more: Any) -> Task:
    """A guest post that was asked for, with a follow-up in three days."""
    row: dict[str, Any] = {
        "id": 42,
        "site": "techblog.com",
        "stage": Stage.CONTACTED,
        "owner": "UANNA",
        "contact_name": "Jane",
        "contact_email": "jane@techblog.com",
        "tactic": Tactic.GUEST_POST,
        "target": "https://acme.com/guide",
        "campaign": "Spring",
        "price": Money(Decimal(150), "USD"),
        "follow_up_at": NOW + 3 * DAY,
        "follow_up_timed": False,
        "step": 0,
        "channel": "C1",
        "text": "emailed jane@techblog.com about a guest post",
        "source_permalink": None,
        "created_by": "UANNA",
        "created_at": NOW,
        "updated_at": NOW,
        "version": 3,
    }
    return Task(**(row | more))


def evidence(**more: Any) -> Evidence:
    """A link that was seen, and its sentence."""
    link = {
        "href": "https://acme.com/guide",
        "anchor": "best tools",
        "rel": ["noopener"],
        "html": '<a href="/guide" rel="noopener">best tools</a>',
        "before": "We tried the",
        "after": "for a month",
    }
    row: dict[str, Any] = {
        "page": "https://techblog.com/tools",
        "verdict": Verdict.LIVE,
        "first_seen_at": NOW - DAY,
        "last_seen_at": NOW,
        "count": 3,
        "status": 200,
        "final_url": "https://techblog.com/tools/",
        "redirects": ("https://techblog.com/tools",),
        "findings": ("page_redirected",),
        "followed": True,
        "indexable": True,
        "detail": "The link is there.",
        "links": (link,),
    }
    return Evidence(**(row | more))
