"""Looking at a page now: that it is being looked at, and what was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

from handlers.rendering.links import evidence
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.words import Verdict
from storage.work.views import Evidence

#: How many pages are named before the rest is counted.
NAMED = 5


def looking(reader: Reader, pages: Sequence[str]) -> Message:  # noqa: ARG001 - every answer is for a reader
    """``/outreach check``: what is being looked at; the result comes by itself."""
    named = ", ".join(escape.link(page) for page in pages[:NAMED])
    more = f" and {len(pages) - NAMED} more" if len(pages) > NAMED else ""
    line = f"Looking at {named}{more} now. I'll tell you what I see."
    return Message(line, [blocks.section(f":eyes: {line}")])


@dataclass(frozen=True, slots=True)
class LookFacts:
    """What one look saw; the names are those of ``outreach check --json``.

    ``link`` is the best link as an ``Evidence`` keeps it (href, anchor, rel, html, before, after).
    """

    page: str
    target: str
    verdict: Verdict
    detail: str
    checked_at: datetime
    findings: tuple[str, ...] = ()
    followed: bool | None = None
    indexable: bool | None = None
    status: int | None = None
    final_url: str = ""
    redirects: tuple[str, ...] = ()
    title: str = ""
    wrong_href: str | None = None
    anchor_agreed: str | None = None
    rel_agreed: str | None = None
    placement: int | None = None
    link: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Self:
        """From an outbox row's ``look``; what is missing counts as unknown."""
        try:
            checked_at = datetime.fromisoformat(str(body["checked_at"]))
        except (KeyError, ValueError):
            checked_at = datetime.fromtimestamp(0, UTC)
        live = body.get("verdict") == Verdict.LIVE.value
        parts = ("href", "anchor", "rel", "html", "before", "after")
        return cls(
            page=str(body.get("page") or ""),
            target=str(body.get("target") or ""),
            verdict=Verdict(body.get("verdict") or Verdict.UNSEEN),
            detail=str(body.get("detail") or ""),
            checked_at=checked_at,
            findings=tuple(body.get("findings") or ()),
            followed=body.get("followed"),
            indexable=body.get("indexable"),
            status=body.get("status"),
            final_url=str(body.get("final_url") or ""),
            redirects=tuple(body.get("redirects") or ()),
            title=str(body.get("title") or ""),
            wrong_href=body.get("wrong_href"),
            anchor_agreed=body.get("anchor_agreed"),
            rel_agreed=body.get("rel_agreed"),
            placement=body.get("placement"),
            link={part: body.get(part) for part in parts} if live else {},
        )

    @property
    def seen(self) -> Evidence:
        """As the ledger's evidence, so that both are shown alike."""
        return Evidence(
            self.page,
            self.verdict,
            self.checked_at,
            self.checked_at,
            1,
            self.status,
            self.final_url or self.page,
            self.redirects,
            self.findings,
            self.followed,
            self.indexable,
            self.detail,
            (dict(self.link),) if self.link else (),
        )


def seen(reader: Reader, facts: LookFacts, task: int | None = None) -> Message:
    """The answer of a look: the verdict in one line, why, and the proof. ``task`` adds a button to it."""
    emoji, said = words.VERDICTS[facts.verdict]
    pages = f"{escape.link(facts.page)} → {escape.link(facts.target)}"
    search = evidence.search(facts.followed, facts.indexable) if facts.verdict is Verdict.LIVE else ""
    headline = f"{words.capital(said)}{f': {search}' if search else ''}"
    detail = words.sentence(escape.mrkdwn(facts.detail, 300))
    lines = [f"{emoji} *{headline}*", pages, detail]
    if facts.wrong_href and facts.wrong_href not in facts.detail:
        lines.append(f"It links to {escape.link(facts.wrong_href)} instead.")
    if facts.verdict is Verdict.UNSEEN:
        lines.append("Look yourself, and I'll take your word for it.")
    built = [blocks.section("\n".join(line for line in lines if line))]
    built += evidence.blocks_of(reader, facts.seen)
    show = Press(Action.SHOW, task)
    built += blocks.actions(
        buttons.page_button("Open the page", facts.page),
        buttons.button(f"Show #{task}", show) if task is not None else None,
    )
    return Message(f"{headline}. {pages}. {detail}".strip(), built)
