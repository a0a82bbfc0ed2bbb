"""What happened to a promised link, as the outbox keeps it: facts frozen as they were."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self

from storage.words import Finding, RelAgreed, Verdict


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a placement; what its row doesn't say is empty or None.

    ``link`` is the link as it stood (href, anchor, rel, html, before, after), ``days`` the whole days from
    the first ask to the first time live. ``differs`` are the findings that break what was agreed, ``was`` the
    findings before the change.
    """

    event: str
    placement: int
    outreach: int
    owner: str
    page: str | None
    site: str
    target: str
    at: datetime | None = None
    verdict: Verdict = Verdict.UNSEEN
    title: str = ""
    link: Mapping[str, object] = field(default_factory=dict)
    followed: bool | None = None
    indexable: bool | None = None
    status: int | None = None
    final_url: str = ""
    findings: tuple[str, ...] = ()
    unseen_findings: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    detail: str = ""
    wrong_href: str | None = None
    anchor_agreed: str | None = None
    rel_agreed: RelAgreed | None = None
    asked_at: datetime | None = None
    promised_at: datetime | None = None
    promised_by: date | None = None
    first_live_at: datetime | None = None
    last_seen_at: datetime | None = None
    lost_at: datetime | None = None
    days: int | None = None
    misses: int = 0
    missed_at: tuple[datetime, ...] = ()
    unseen: int = 0
    by_word: bool = False
    vouched_by: str | None = None
    vouched_until: datetime | None = None

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Self:
        """From an outbox row's body; a field that is missing or odd counts as unknown."""
        parts = ("href", "anchor", "rel", "html", "before", "after")
        link = {part: body.get(part) for part in parts} if body.get("href") else {}
        rel, verdict = _said(body, "rel_agreed"), _said(body, "verdict")
        return cls(
            event=_said(body, "event"),
            placement=_number(body, "placement") or 0,
            outreach=_number(body, "outreach") or 0,
            owner=_said(body, "owner"),
            page=_said(body, "page") or None,
            site=_said(body, "site"),
            target=_said(body, "target"),
            at=_moment(body.get("at")),
            verdict=Verdict(verdict) if verdict in set(Verdict) else Verdict.UNSEEN,
            title=_said(body, "title"),
            link=link,
            followed=_flag(body, "followed"),
            indexable=_flag(body, "indexable"),
            status=_number(body, "status"),
            final_url=_said(body, "final_url"),
            findings=_codes(body, "findings"),
            unseen_findings=_codes(body, "unseen_findings"),
            differs=_codes(body, "differs"),
            was=_codes(body, "was"),
            detail=_said(body, "detail"),
            wrong_href=_said(body, "wrong_href") or None,
            anchor_agreed=_said(body, "anchor_agreed") or None,
            rel_agreed=RelAgreed(rel) if rel in set(RelAgreed) else None,
            asked_at=_moment(body.get("asked_at")),
            promised_at=_moment(body.get("promised_at")),
            promised_by=_day(body.get("promised_by")),
            first_live_at=_moment(body.get("first_live_at")),
            last_seen_at=_moment(body.get("last_seen_at")),
            lost_at=_moment(body.get("lost_at")),
            days=_number(body, "days"),
            misses=_number(body, "misses") or 0,
            missed_at=tuple(at for at in map(_moment, _list(body, "missed_at")) if at is not None),
            unseen=_number(body, "unseen") or 0,
            by_word=body.get("by_word") is True,
            vouched_by=_said(body, "vouched_by") or None,
            vouched_until=_moment(body.get("vouched_until")),
        )

    @property
    def anchor(self) -> str:
        """The link's words; "" where it has none."""
        said = self.link.get("anchor")
        return said if isinstance(said, str) else ""

    @property
    def rel(self) -> tuple[str, ...]:
        """The link's rel tokens."""
        said = self.link.get("rel")
        return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list | tuple) else ()

    def turned(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The findings that are new, and those that are over."""
        return (
            tuple(code for code in self.findings if code not in self.was),
            tuple(code for code in self.was if code not in self.findings),
        )

    def is_wrong_anchor(self, code: str) -> bool:
        """Whether a finding is about the anchor, and both anchors are known."""
        return code == Finding.WRONG_ANCHOR.value and bool(self.anchor_agreed)


def _said(body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""


def _number(body: Mapping[str, Any], key: str) -> int | None:
    value = body.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(body: Mapping[str, Any], key: str) -> bool | None:
    value = body.get(key)
    return value if isinstance(value, bool) else None


def _list(body: Mapping[str, Any], key: str) -> list[Any]:
    value = body.get(key)
    return value if isinstance(value, list) else []


def _codes(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(code for code in _list(body, key) if isinstance(code, str))


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
