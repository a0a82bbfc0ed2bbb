"""A question in words: what it is taken to mean, said back before the answer."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.rendering.parts import escape, words
from handlers.rendering.parts.reader import Reader
from handlers.understanding.questions.question import HAPPENED, Period, Question, Topic
from storage.words import Tactic

#: Days that a question about what happened reaches back where it names no time.
LATELY = 30

TITLES = {
    Topic.ASKED: "asks sent",
    Topic.FOLLOWED_UP: "follow-ups sent",
    Topic.REPLIED: "answers received",
    Topic.PROMISED: "promises given",
    Topic.DECLINED: "refusals",
    Topic.WORK: "what was done",
    Topic.LIVE: "links that went live",
    Topic.LOST: "links lost",
    Topic.EARNED: "links that nobody asked for",
    Topic.TODAY: "to do by tonight",
    Topic.DUE: "due",
    Topic.LATE: "late follow-ups and promised links",
    Topic.OWED: "promised links that are not live yet",
    Topic.LATE_LINKS: "promised links that are late",
    Topic.SILENT: "asks that nobody answered",
    Topic.STANDING: "links that are live now",
    Topic.AT_RISK: "links at risk",
    Topic.SITE: "everything asked",
    Topic.OWNER: "who owns it",
    Topic.ASKED_BEFORE: "asked before",
    Topic.OUTCOME: "what came of the asks made",
    Topic.TACTICS: "tactics side by side, asks made",
    Topic.BEYOND: "",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page of the answer to which question: what an older/newer button carries."""

    question: Question
    offset: int = 0

    def value(self) -> str:
        """As text."""
        asked = self.question
        kept = {
            "q": asked.topic.value,
            "f": asked.period.first.isoformat() if asked.period and asked.period.first else None,
            "l": asked.period.last.isoformat() if asked.period and asked.period.last else None,
            "w": asked.who,
            "d": asked.site,
            "m": asked.name,
            "t": asked.tactic.value if asked.tactic else None,
            "c": asked.campaign,
            "n": self.offset or None,
        }
        return json.dumps({key: said for key, said in kept.items() if said}, separators=(",", ":"))

    @classmethod
    def parse(cls, value: str | None) -> "Asked | None":
        """From a button's ``extra``; None for anything that was not made here."""
        try:
            kept = json.loads(value or "")
            first, last, tactic = kept.get("f"), kept.get("l"), kept.get("t")
            period = Period(
                date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
            )
            return cls(
                Question(
                    Topic(kept["q"]),
                    period=period if first or last else None,
                    who=_text(kept.get("w")),
                    site=_text(kept.get("d")),
                    name=_text(kept.get("m")),
                    tactic=Tactic(tactic) if tactic else None,
                    campaign=_text(kept.get("c")),
                ),
                max(0, min(int(kept.get("n", 0)), 1_000_000)),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def meant_period(asked: Question, reader: Reader) -> Period | None:
    """The time that the answer covers: what happened without a time named is that of the last days."""
    if asked.period is None and asked.topic in HAPPENED:
        return Period(reader.today - timedelta(days=LATELY - 1), reader.today)
    return asked.period


def meaning(asked: Question, reader: Reader, who: str | None) -> str:
    """The question said back, in mrkdwn: "Promises given 1–23 November, whole workspace".

    ``who`` is the Slack id of the person whose work is meant.
    """
    parts = [TITLES[asked.topic]]
    if asked.tactic:
        parts.append(f"({words.TACTICS[asked.tactic]})")
    if asked.site:
        parts.append(f"at {escape.site(asked.site)}")
    period = meant_period(asked, reader)
    if period is not None:
        parts.append(in_words(period, reader, lately=asked.period is None))
    return f"{words.capital(' '.join(parts))}, {_whose(asked, reader, who)}"


def _whose(asked: Question, reader: Reader, who: str | None) -> str:
    campaign = f"campaign {escape.mrkdwn(asked.campaign, 60)}" if asked.campaign else ""
    if who is None:
        return campaign or "whole workspace"
    person = reader.who(who)
    mine = "yours alone" if person == "you" else f"{person} alone"
    return f"{mine}, {campaign}" if campaign else mine


def in_words(period: Period, reader: Reader, *, lately: bool = False) -> str:
    """ "1–23 November", "today", "16 October – 2 November", "in 2025", "until today"."""
    first, last = period.first, period.last or reader.today
    if lately and first:
        return f"in the last {LATELY} days ({_days(first, last, reader)})"
    if first is None:
        return "since the beginning"
    if first == last:
        near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((first - reader.today).days)
        return f"{near} ({words.day(first, reader)})" if near else f"on {words.day(first, reader)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    return _days(first, last, reader)


def _days(first: date, last: date, reader: Reader) -> str:
    year = "" if first.year == last.year == reader.today.year else f" {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_MONTHS[last.month - 1]}{year}"
    began = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {_MONTHS[first.month - 1]}{began} – {last.day} {_MONTHS[last.month - 1]}{year}"
