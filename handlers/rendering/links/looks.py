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


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a watched link, number ``backlink``: it is lost, back, or it was only told of."""

    backlink: int
    turned: str
    misses: int
    missed_at: tuple[datetime, ...]
    last_seen_at: datetime | None
    lost_at: datetime | None

    @classmethod
    def read(cls, body: object) -> Self | None:
        """From an outbox row's ``watched``; None where there is none."""
        if not isinstance(body, Mapping) or not isinstance(body.get("backlink"), int):
            return None
        misses = body.get("misses")
        return cls(
            body["backlink"],
            str(body.get("turned") or ""),
            misses if isinstance(misses, int) else 0,
            tuple(at for one in body.get("missed_at") or () if (at := _moment(one)) is not None),
            _moment(body.get("last_seen_at")),
            _moment(body.get("lost_at")),
        )


def _moment(said: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(said))
    except ValueError:
        return None


def watched(reader: Reader, facts: LookFacts, turn: Turn) -> Message:
    """A watched link of no task turned: it is lost (how often it was missed, and when), or back."""
    pages = f"{escape.link(facts.page)} → {escape.link(facts.target)}"
    detail = words.sentence(escape.mrkdwn(facts.detail, 300))
    if turn.turned == "back":
        emoji, headline = ":leftwards_arrow_with_hook:", "Link back"
        said = [f"It was gone for {words.lasted(turn.lost_at, facts.checked_at)}." if turn.lost_at else ""]
    elif turn.turned == "lost":
        emoji, headline = ":x:", "Link lost"
        said = [evidence.missed(reader, turn.misses, turn.missed_at)]
        said.append(f"Last seen {words.clock(turn.last_seen_at, reader)}." if turn.last_seen_at else "")
    else:
        emoji, headline = ":x:", "The link is not there"
        said = ["It was only told of: the page could be read, and I never saw it there."]
    said.append("" if facts.detail.startswith("The page was read and has no link") else detail)
    note = " ".join(part for part in said if part)
    ask = f"All about it: {escape.code(f'/outreach backlink {turn.backlink}')}"
    built = [blocks.section("\n".join(line for line in (f"{emoji} *{headline}*", pages, note) if line))]
    built += evidence.blocks_of(reader, facts.seen)
    built.append(blocks.context(ask))
    built += blocks.actions(buttons.page_button("Open the page", facts.page))
    return Message(f"{headline}. {pages}. {note}".strip(), built)


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
