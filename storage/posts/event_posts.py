"""What happened to placements, as posts in the outbox: the facts frozen as they were when it happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from storage.links.link_key import link_key
from storage.models import PostKind, PostState, Touch
from storage.posts import outbox
from storage.posts.outbox import NewPost
from storage.store import Scope
from storage.watch.look_times import expires_at
from storage.watch.observation import Observation
from storage.watch.placement_facts import Event, PlacementFacts, Ruling
from storage.words import Tactic, TouchKind, Verdict

KINDS = {
    Event.LIVE: PostKind.LIVE,
    Event.LIVE_BUT: PostKind.LIVE_BUT,
    Event.LOST: PostKind.LOST,
    Event.BACK: PostKind.BACK,
    Event.AT_RISK: PostKind.IN_THREAD,
    Event.RECOVERED: PostKind.IN_THREAD,
    Event.CHANGED: PostKind.IN_THREAD,
    Event.WRONG_TARGET: PostKind.IN_THREAD,
    Event.ASK: PostKind.ASK,
    Event.EXPIRED: PostKind.ASK,
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One look at one placement that has something to say, with all that a post needs to know.

    ``channel`` is where its posts go; ``events`` are what is still to be said one by one; ``card`` says
    that the living card, now ``version``, has something else to show.
    """

    placement_id: int
    outreach_id: int
    page: str | None
    site: str
    target: str
    anchor_agreed: str | None
    owner: str
    campaign: str | None
    client_mode: bool
    tactic: Tactic | None
    price: tuple[str, str | None] | None
    promised_at: datetime
    promised_by: date | None
    logged_at: datetime
    channel: str
    card_channel: str | None
    card_ts: str | None
    incident: str | None
    before: PlacementFacts
    ruling: Ruling
    seen: Observation
    version: int
    card: bool
    events: tuple[Event, ...]
    not_before: datetime | None = None


async def put_all(scope: Scope, happened: Sequence[Happened], *, now: datetime) -> None:
    """Queue the posts of what happened, and the cards that look different now."""
    asked = await _first_asked(scope, [one.outreach_id for one in happened if _posts(one)])
    posts = [
        _post(one, event, asked.get(one.outreach_id, one.logged_at))
        for one in happened
        for event in _posts(one)
    ]
    cards = [_card(one) for one in happened if one.card]
    await outbox.put_many(scope, [*posts, *cards], now=now)


def _post(one: Happened, event: Event, asked_at: datetime) -> NewPost:
    in_thread = KINDS[event] is PostKind.IN_THREAD
    return NewPost(
        KINDS[event],
        f"placement:{one.placement_id}",
        _epoch(one, event),
        (one.card_channel or one.channel) if in_thread else one.channel,
        body_of(one, event, asked_at),
        thread_ts=one.card_ts if in_thread else None,
        urgent=not in_thread,
        not_before=one.not_before if event is Event.LOST else None,
    )


def _card(one: Happened) -> NewPost:
    channel = one.card_channel or one.channel
    return NewPost(PostKind.CARD, f"placement:{one.placement_id}", f"v{one.version}", channel, {})


def _posts(one: Happened) -> list[Event]:
    return [event for event in one.events if event in KINDS]


def _epoch(one: Happened, event: Event) -> str:
    """What makes an event said once: its time, and for what is said once ever what it is about."""
    if event is Event.WRONG_TARGET:
        # Once for each page; again where the link had been there since, but not for each turn of a page that
        # goes back and forth.
        seen_at = one.ruling.facts.last_seen_at
        since = f":{seen_at:%G-W%V}" if seen_at else ""
        return f"{event}:{link_key(one.seen.wrong_href or '')[:16]}{since}"
    if event is Event.EXPIRED:
        return f"{event}:{expires_at(one.ruling.facts):%Y-%m-%d}"
    return f"{event}:{iso(one.seen.checked_at)}"


async def _first_asked(scope: Scope, tasks: Sequence[int]) -> dict[int, datetime]:
    if not tasks:
        return {}
    query = (
        select(Touch.outreach_id, func.min(Touch.at).label("at"))
        .where(
            Touch.workspace_id == scope.workspace_id,
            Touch.outreach_id.in_(tasks),
            Touch.what == TouchKind.ASKED,
            Touch.removed_at.is_(None),
        )
        .group_by(Touch.outreach_id)
    )
    return {row.outreach_id: row.at for row in await scope.session.execute(query)}


def body_of(one: Happened, event: Event, asked_at: datetime) -> dict[str, Any]:
    """The facts of one event, as JSON; times are UTC ISO 8601 with ``Z``.

    ``days`` counts whole days from the first ask to the first time live. ``differs`` are the findings that
    break what was agreed, ``was`` the findings before the change. ``missed_at`` are the times of the readable
    misses (the first one and the last ones), ``misses`` how many there were; of a link that recovered, those
    before. ``client_mode`` says that a client reads along: no price is named then.
    """
    facts, seen, link = one.ruling.facts, one.seen, one.seen.link
    missed = one.before if event is Event.RECOVERED else facts
    live_at = facts.first_live_at
    by_word = one.ruling.by_word
    read = seen.verdict is not Verdict.UNSEEN
    return {
        "event": event.value,
        "at": iso(seen.checked_at),
        "placement": one.placement_id,
        "outreach": one.outreach_id,
        "campaign": one.campaign,
        "client_mode": one.client_mode,
        "tactic": one.tactic.value if one.tactic else None,
        "owner": one.owner,
        "site": one.site,
        "page": one.page,
        "title": seen.title,
        "target": one.target,
        "verdict": seen.verdict.value,
        "href": link.href if link else None,
        "anchor": link.anchor if link else None,
        "rel": list(link.rel) if link else None,
        "html": link.html if link else None,
        "before": link.before if link else None,
        "after": link.after if link else None,
        "followed": seen.followed,
        "indexable": seen.indexable,
        "status": seen.status,
        "final_url": seen.final_url,
        "findings": [finding.value for finding in (seen.findings if read else facts.findings)],
        "unseen_findings": [] if read else [finding.value for finding in seen.findings],
        "differs": [finding.value for finding in one.ruling.differs],
        "was": [finding.value for finding in one.before.live_findings or ()],
        "detail": seen.detail,
        "wrong_href": seen.wrong_href,
        "anchor_agreed": one.anchor_agreed,
        "rel_agreed": facts.rel_agreed.value if facts.rel_agreed else None,
        "price": {"amount": one.price[0], "currency": one.price[1]}
        if one.price and not one.client_mode
        else None,
        "asked_at": iso(asked_at),
        "promised_at": iso(one.promised_at),
        "promised_by": one.promised_by.isoformat() if one.promised_by else None,
        "first_live_at": iso(live_at),
        "last_seen_at": iso(one.before.last_seen_at if event is Event.LOST else facts.last_seen_at),
        "lost_at": iso(one.before.lost_at if event is Event.BACK else facts.lost_at),
        "days": max((live_at - asked_at).days, 0) if live_at else None,
        "misses": missed.misses,
        "missed_at": [iso(at) for at in missed.missed_at],
        "unseen": facts.unseen,
        "by_word": by_word,
        "vouched_by": facts.vouched_by if by_word else None,
        "vouched_at": iso(facts.vouched_at) if by_word else None,
        "vouched_until": iso(facts.vouched_until) if by_word else None,
    }


def _price(one: Happened) -> dict[str, str | None] | None:
    if one.price is None or one.client_mode:
        return None
    return {"amount": one.price[0], "currency": one.price[1]}


async def told_at_risk(scope: Scope, placement_id: int, missed_at: datetime) -> bool:
    """Whether it was said that a link is at risk since ``missed_at``."""
    epoch = f"{Event.AT_RISK}:{iso(missed_at)}"
    post = await outbox.post_of(scope, PostKind.IN_THREAD, f"placement:{placement_id}", epoch)
    return post is not None and post.state in {PostState.SENT, PostState.UNKNOWN}


def iso(at: datetime | None) -> str | None:
    """A time as all posts' facts hold it: UTC ISO 8601 with ``Z``."""
    return None if at is None else f"{at.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
