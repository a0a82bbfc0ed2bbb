"""One text on its way to being understood, and the pieces that every reader of it needs."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.understanding.days.dates import When, day_in_words, in_words
from handlers.understanding.days.daytimes import Clock
from handlers.understanding.escapes import Plain
from handlers.understanding.intent import Act, Intent, Known
from handlers.understanding.lexer import Lexed, lexed
from storage.sites import registrable

NO_TASK = "which task?"
NO_SITE = "which site?"
NO_DATE = "when?"
NO_PAGE = "which page?"
NO_TARGET = "which page should it link to?"
NO_ACT = "I can't tell what happened"


@dataclass(frozen=True, slots=True)
class Speech:
    """``plain`` is all that was typed, ``read`` the part that is read for facts."""

    plain: Plain
    read: str
    clock: Clock
    locale: str
    known: Known
    command: bool = False

    @property
    def own(self) -> frozenset[str]:
        """Registrable domains of the campaigns and own sites."""
        sites = [*self.known.own_sites, *(site for c in self.known.campaigns for site in c.sites)]
        return frozenset(registrable(site) for site in sites) - {""}

    def lex(self, text: str | None = None) -> Lexed:
        """The facts of ``text`` (the whole, if left out)."""
        return lexed(self.read if text is None else text, self.clock, self.plain.people)

    @property
    def words(self) -> str:
        """The whole text, readable, nothing left out."""
        return self.plain.readable(self.plain.text).strip()

    def day(self, day: date) -> str:
        """A date in words, with its year unless it is this one."""
        return day_in_words(day) + ("" if day.year == self.clock.today.year else f" {day.year}")

    def moment(self, moment: datetime) -> str:
        """A moment in words: "Tue 8 Dec, 10:00 Berlin time"."""
        return in_words(moment, self.clock)


def following_up(intent: Intent, when: When, speech: Speech) -> Intent:
    """``intent`` with the follow-up that was said, or with what is wrong about it."""
    if when.moment is None:
        return unclear(intent, when.problem or NO_DATE)
    return replace(
        unclear(intent, when.problem or ""),
        follow_up_at=when.moment,
        follow_up_timed=when.timed,
        when=intent.when or speech.moment(when.moment),
    )


def promised(intent: Intent, when: When, speech: Speech, *, first: bool = False) -> Intent:
    """``intent`` with the date a link is promised by: the end of a period, unless ``first``."""
    if when.moment is None:
        return unclear(intent, when.problem or NO_DATE)
    day = when.moment.date() if first or when.last is None else when.last
    return replace(unclear(intent, when.problem or ""), promised_by=day, when=speech.day(day))


def lasting(intent: Intent, when: When, speech: Speech) -> Intent:
    """``intent`` that holds until a moment."""
    if when.moment is None:
        return unclear(intent, when.problem or NO_DATE)
    return replace(unclear(intent, when.problem or ""), until=when.moment, when=speech.moment(when.moment))


def unclear(intent: Intent, *what: str) -> Intent:
    """``intent`` with more that is missing or ambiguous; nothing twice."""
    return replace(intent, unclear=tuple(dict.fromkeys((*intent.unclear, *(w for w in what if w)))))


def not_understood(speech: Speech, what: str, example: str) -> Intent:
    """What is answered to a text that means nothing here: never a shrug, always an example."""
    return Intent(Act.UNCLEAR, text=speech.words, unclear=(what,), suggestion=example)
