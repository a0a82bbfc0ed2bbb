"""One look at a page, as the checker reports it and the ledger keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.words import Finding, Verdict


@dataclass(frozen=True, slots=True)
class SeenLink:
    """One hyperlink to the target, as it stands on the page.

    ``html`` is its outer HTML (first 500 characters), ``before`` and ``after`` the 80 characters
    of text on either side: the proof that a person is shown.
    """

    href: str
    anchor: str
    rel: tuple[str, ...] = ()
    html: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a page that was read, and shows no link to the target, was not called missing.

    ``doors`` are links on it that may lead to the target and whose end could not be seen; ``otherwise`` is
    the answer if none of them is the link. ``framed`` says that a frame of the page could not be read, where
    the link may stand if it ever stood in one.
    """

    doors: tuple[SeenLink, ...]
    otherwise: "Observation"
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """What one look at ``page`` for a link to ``target`` found; times are aware UTC.

    ``followed`` and ``indexable`` are None where the page gave no answer. ``link`` is the best link
    found (a followed, visible one wins), ``links`` every link to the target. ``wrong_href`` is the
    other page of the target's site that is linked instead (finding ``wrong_target``).
    ``retry_after`` is in seconds. ``etag``, ``last_modified`` and ``body_hash`` spare the next look
    a parse; ``unchanged`` says that this look was spared and the facts are the last look's. With a ``doubt``
    the answer is one that knowledge of earlier looks may better.
    """

    page: str
    target: str
    verdict: Verdict
    checked_at: datetime
    detail: str
    findings: tuple[Finding, ...] = ()
    link: SeenLink | None = None
    links: tuple[SeenLink, ...] = ()
    followed: bool | None = None
    indexable: bool | None = None
    status: int | None = None
    final_url: str = ""
    redirects: tuple[str, ...] = ()
    title: str = ""
    wrong_href: str | None = None
    retry_after: float | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    unchanged: bool = False
    doubt: Doubt | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
