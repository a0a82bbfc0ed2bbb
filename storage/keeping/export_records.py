"""What an export says of each row: the records that the contract names, and all else that people put in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from storage.models import (
    Backlink,
    BacklinkEvent,
    BacklinkReport,
    Campaign,
    Channel,
    Member,
    ObservationRow,
    Outreach,
    Placement,
    Setting,
    Touch,
)

Record = dict[str, Any]


def outreach(of: str, row: Row[*tuple[Any, ...]]) -> Record:
    """One ask; ``text`` is what was said or noted when it was logged."""
    task, site, contact, email, campaign = row
    source = None
    if task.source_channel is not None:
        source = {
            "channel": task.source_channel,
            "ts": task.source_ts,
            "permalink": task.source_permalink,
        }
    return {
        "kind": "outreach",
        "id": task.id,
        "workspace": of,
        "campaign": campaign,
        "site": site,
        "contact_name": contact,
        "contact_email": email,
        "tactic": task.tactic,
        "target": task.target,
        "owner": task.owner,
        "stage": task.stage,
        "follow_up_at": task.follow_up_at,
        "price": _price(task),
        "text": task.text,
        "channel": task.channel,
        "created_by": task.created_by,
        "created_at": task.created_at,
        "asked_told": task.asked_told,
        "source": source,
    }


def touch(of: str, touch: Touch) -> Record:
    """One thing that was done; ``at`` is None where nobody says when."""
    return {
        "kind": "touch",
        "workspace": of,
        "outreach": touch.outreach_id,
        "by": touch.by,
        "what": touch.what,
        "at": touch.at,
        "note": touch.note,
    }


def placement(of: str, placement: Placement, next_check_at: datetime | None) -> Record:
    """One promised link, with the person's word for it where there is one."""
    return {
        "kind": "placement",
        "id": placement.id,
        "workspace": of,
        "outreach": placement.outreach_id,
        "page": placement.page,
        "target": placement.target,
        "anchor": placement.anchor,
        "rel_agreed": placement.rel_agreed,
        "promised_by": placement.promised_by,
        "price": _price(placement),
        "state": placement.state,
        "findings": list(placement.findings),
        "next_check_at": next_check_at,
        "first_live_at": placement.first_live_at,
        "last_seen_at": placement.last_seen_at,
        "lost_at": placement.lost_at,
        "vouched": _vouched(placement),
        "told": placement.told,
        "told_live_at": placement.told_live_at,
        "created_by": placement.created_by,
        "created_at": placement.created_at,
    }


def backlink(of: str, link: Backlink) -> Record:
    """One hyperlink; ``first_seen_told`` is False where ``first_seen_at`` is only a day on which it stood."""
    return {
        "kind": "backlink",
        "id": link.id,
        "workspace": of,
        "page": link.page,
        "href": link.href,
        "target": link.target,
        "target_told": link.target_told,
        "rel": link.rel,
        "followed": link.followed,
        "indexable": link.indexable,
        "anchor": link.anchor,
        "origin": link.origin,
        "origin_reason": link.origin_reason,
        "origin_by": link.origin_by,
        "placement": link.placement_id,
        "first_seen_at": link.first_seen_at,
        "first_seen_told": link.first_seen_told,
        "last_seen_at": link.last_seen_at,
        "lost_at": link.lost_at,
        "authority": _authority(link),
        "watched_by": link.watched_by,
    }


def observation(of: str, seen: ObservationRow) -> Record:
    """Looks in a row that saw the same; ``link`` is the best link seen, its parts None without one."""
    link = seen.links[0] if seen.links else {}
    return {
        "kind": "observation",
        "id": seen.id,
        "workspace": of,
        "placement": seen.placement_id,
        "page": seen.page,
        "verdict": seen.verdict,
        "status": seen.status,
        "findings": list(seen.findings),
        "followed": seen.followed,
        "indexable": seen.indexable,
        "first_seen_at": seen.first_seen_at,
        "last_seen_at": seen.last_seen_at,
        "count": seen.count,
        "final_url": seen.final_url,
        "redirects": list(seen.redirects),
        "detail": seen.detail,
        "link": {part: link.get(part) for part in ("href", "anchor", "rel", "html", "before", "after")},
    }


def backlink_event(of: str, event: BacklinkEvent) -> Record:
    """What changed about a backlink; ``from`` and ``to`` are None where that has none."""
    detail = {"from": None, "to": None, "why": None, **event.detail}
    return {
        "kind": "backlink_event",
        "id": event.id,
        "workspace": of,
        "backlink": event.backlink_id,
        "at": event.at,
        "by": event.by,
        "what": event.what,
        "detail": detail,
    }


def campaign(of: str, campaign: Campaign) -> Record:
    """One campaign."""
    return {
        "kind": "campaign",
        "id": campaign.id,
        "workspace": of,
        "name": campaign.name,
        "sites": list(campaign.sites),
        "client": campaign.client,
        "channel": campaign.channel,
        "client_mode": campaign.client_mode,
        "owner": campaign.owner,
        "cadence": list(campaign.cadence or []),
        "goal": {"count": campaign.goal_count, "by": campaign.goal_by} if campaign.goal_count else None,
        "mail_domains": list(campaign.mail_domains or []),
        "brand": {
            "name": campaign.brand_name,
            "colour": campaign.brand_colour,
            "logo": campaign.brand_logo_url,
        },
        "monthly_report": campaign.monthly_report,
        "created_by": campaign.created_by,
        "created_at": campaign.created_at,
        "archived_at": campaign.archived_at,
    }


def member(of: str, member: Member) -> Record:
    """One person, as they set things for themselves."""
    return {
        "kind": "member",
        "workspace": of,
        "id": member.slack_id,
        "name": member.name,
        "tz": member.tz,
        "locale": member.locale,
        "away_from": member.away_from,
        "away_until": member.away_until,
        "stand_in": member.stand_in,
        "quiet_hours": f"{member.quiet_from}-{member.quiet_until}" if member.quiet_from else None,
        "digest_to": member.digest_to,
        "mentions": member.mentions,
        "email": member.email,
    }


def channel(of: str, channel: Channel) -> Record:
    """A channel's settings."""
    return {
        "kind": "setting",
        "workspace": of,
        "name": "digest",
        "channel": channel.slack_id,
        "value": {
            "at": channel.digest_at,
            "weekdays": channel.weekdays,
            "tz": channel.tz,
            "pings": channel.pings,
            "listening": channel.listening,
            "listening_by": channel.listening_by,
            "quiet": channel.quiet.split(),
            "daily_posts": channel.daily_posts,
            "monthly_report": channel.monthly_report,
        },
    }


def contact(of: str, row: Row[*tuple[Any, ...]]) -> Record:
    """One person at a site, as far as anybody said."""
    person, site = row
    return {
        "kind": "contact",
        "id": person.id,
        "workspace": of,
        "site": site,
        "name": person.name,
        "email": person.email,
        "tz": person.tz,
        "bounced_at": person.bounced_at,
        "bounce": person.bounce,
        "created_at": person.created_at,
    }


def backlink_report(of: str, told: BacklinkReport) -> Record:
    """What one source says of a backlink: a tool's file, a table, a person."""
    return {
        "kind": "backlink_report",
        "workspace": of,
        "backlink": told.backlink_id,
        "source": told.source,
        "at": told.at,
        "by": told.by,
        "file": told.file,
        "anchor": told.anchor,
        "rel": told.rel,
        "followed": told.followed,
        "first_seen_at": told.first_seen_at,
        "last_seen_at": told.last_seen_at,
        "lost_at": told.lost_at,
        "authority": _authority(told),
    }


def setting(of: str, kept: Setting) -> Record:
    """A setting of the workspace."""
    return {"kind": "setting", "workspace": of, "name": kept.name, "channel": None, "value": kept.value}


def _vouched(placement: Placement) -> Record | None:
    if placement.vouched_at is None:
        return None
    return {"by": placement.vouched_by, "at": placement.vouched_at, "until": placement.vouched_until}


def _authority(row: Backlink | BacklinkReport) -> Record | None:
    if row.authority_score is None:
        return None
    return {"score": row.authority_score, "source": row.authority_source, "at": row.authority_at}


def _price(row: Outreach | Placement) -> Record | None:
    if row.price_amount is None:
        return None
    return {"amount": float(row.price_amount), "currency": row.price_currency}
