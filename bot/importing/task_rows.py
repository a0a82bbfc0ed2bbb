"""A row of a table that somebody kept their outreach in, as one task."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.importing.columns import Field, Matched
from bot.importing.header_names import plain
from bot.importing.prices import price
from bot.importing.values import clean, moment, web_address, yes_or_no
from storage.incoming.reported import ReportedTask, Skipped
from storage.sites import registrable, under_known_suffix
from storage.words import RelAgreed, Stage, Tactic

_STAGES: dict[Stage, str] = {
    Stage.PLANNED: "planned to do|todo|new|prospect|not contacted|not started|to contact|idea|queued|"
    "backlog|lead|not contacted yet|valid|accept all|verified|unverified|geplant|à faire|pendiente|da fare|"
    "te doen",
    Stage.NO_RESPONSE: "no response|no reply|noresponse|unanswered|no answer|ghosted|not answered|"
    "not replied|keine antwort|sans réponse|pas de réponse|sin respuesta|nessuna risposta|geen antwoord|"
    "sem resposta|brak odpowiedzi",
    Stage.DECLINED: "declined|refused|rejected|no|not interested|denied|turned down|unsuccessful|"
    "link rejected|abgelehnt|refusé|rechazado|rifiutato|afgewezen|recusado|odrzucone",
    Stage.WON: "won|live|published|link live|link placed|placed|acquired|link acquired|closed won|"
    "success|successful|"
    "completed|complete|done|link built|earned|link accepted|win|veröffentlicht|gewonnen|"
    "publié|en ligne|publicado|pubblicato|online|gepubliceerd|geplaatst|opublikowane",
    Stage.PROMISED: "promised|agreed|accepted|approved|pending publication|link promised|confirmed|"
    "in production|"
    "content sent|writing|awaiting publication|scheduled|zugesagt|vereinbart|accepté|promis|aceptado|"
    "acordado|accettato|toegezegd|akkoord|aceito|zaakceptowane",
    Stage.REPLIED: "replied|responded|answered|in discussion|negotiating|negotiation|in conversation|"
    "interested|"
    "in talks|response|geantwortet|in verhandlung|répondu|respondido|risposto|beantwoord|odpowiedzieli",
    Stage.DROPPED: "dropped|closed|abandoned|cancelled|canceled|closed lost|lost|skipped|archived|"
    "unsubscribed",
    Stage.CONTACTED: "contacted|sent|emailed|asked|outreach sent|email sent|pitched|in progress|open|"
    "waiting|"
    "first contact|follow up|followed up|following up|follow up 1|follow up 2|follow up sent|active|"
    "pending|reached out|attempting to reach|kontaktiert|angefragt|angeschrieben|contacté|contactado|"
    "contattato|gecontacteerd|benaderd|gemaild|skontaktowano",
}
_WORD = re.compile(r"[^\W_]+")
_STAGE_OF = {name: stage for stage, names in _STAGES.items() for name in names.split("|")} | {
    "planned": Stage.PLANNED,
    "to do": Stage.PLANNED,
}
_TACTICS: dict[Tactic, str] = {
    Tactic.GUEST_POST: "guest post|guest posting|guest article|guest blog|guest blogging|guestpost|guest",
    Tactic.DIGITAL_PR: "digital pr|pr|press|media|press release|newsjacking",
    Tactic.BROKEN_LINK: "broken link|broken link building|broken|blb|dead link",
    Tactic.JOURNALIST_REQUEST: "journalist request|haro|qwoted|sourcebottle|journorequest|connectively|"
    ""
    "expert quote|featured",
    Tactic.LINKABLE_ASSET: "linkable asset|resource page|resource|resources|skyscraper|infographic|asset|"
    "study|tool",
    Tactic.LINK_INSERTION: "link insertion|niche edit|niche edits|insertion|link insert|curated link|"
    "link placement",
    Tactic.OTHER: "other|misc|unlinked mention|mention|directory|partnership|sponsorship|link exchange|"
    "collaboration",
}
_TACTIC_OF = {name: tactic for tactic, names in _TACTICS.items() for name in names.split("|")}
_MAIL = re.compile(r"[^\s@<>,;]{1,64}@([^\s@<>,;]+\.[^\s@<>,;]{2,63})")
#: Anybody has an address there: it says nothing of a site.
_FREE = frozenset(
    ""
    ""
    "gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com icloud.com me.com aol.com gmx.de "
    ""
    ""
    "gmx.net gmx.com web.de proton.me protonmail.com mail.com yandex.ru mail.ru t-online.de orange.fr "
    "free.fr wp.pl o2.pl libero.it qq.com 163.com".split()
)
_LONGEST = 4_000


#: What a column says of a link's rel, the strictest first.
_RELS = (
    (re.compile(r"sponsored|paid", re.IGNORECASE), RelAgreed.SPONSORED),
    (re.compile(r"no.?follow|ugc", re.IGNORECASE), RelAgreed.NOFOLLOW),
    (re.compile(r"follow", re.IGNORECASE), RelAgreed.DOFOLLOW),
)
#: Rows that are kept with a note, and told one by one.
_MOST_NOTED = 10
#: Where a day begins first: what is later than today there has begun nowhere yet.
_EASTERNMOST = timedelta(hours=14)


@dataclass(slots=True)
class TaskRows:
    """Reads the rows of one table; ``us`` as for links. What was done can't lie ahead of ``now``."""

    matched: Matched
    us: bool
    now: datetime
    undated: int = 0
    undated_at: int | None = None
    unreadable: int = 0
    notes: list[Skipped] = field(default_factory=list)

    def read(self, line: int, cells: Sequence[str]) -> ReportedTask | Skipped:
        """One task, or why there is none."""
        email = _MAIL.search(self._cell(cells, Field.EMAIL))
        site = self._site(cells, email)
        if site is None:
            written = self._cell(cells, Field.SITE)
            why = (
                f"“{written[:60]}” is no site"
                if written
                else "no site that was asked, and no e-mail address there"
            )
            return Skipped(line, why)
        stage = self._stage(cells)
        if stage is None:
            written = self._cell(cells, Field.STAGE)
            return Skipped(line, f"the stage “{written[:60]}” is none of {', '.join(Stage)}")
        target = self._cell(cells, Field.TARGET)
        if target and web_address(target) is None:
            return Skipped(line, f"the target “{target[:60]}” is not the address of a page")
        written_price = self._cell(cells, Field.PRICE)
        money = price(written_price, self._cell(cells, Field.CURRENCY) or self._currency())
        if money is None and re.search(r"[1-9]", written_price):
            return Skipped(
                line, f"the price “{written_price[:40]}” is not one amount with its currency, such as 150 EUR"
            )
        tactic = self._cell(cells, Field.TACTIC)
        asked = None if stage is Stage.PLANNED else self._date(line, cells, Field.ASKED)
        replied = self._date(line, cells, Field.REPLIED)
        live = self._date(line, cells, Field.LIVE)
        for what, at in (("asked", asked), ("replied", replied)):
            if self._ahead(at):
                return Skipped(line, f"{what} on {at:%Y-%m-%d}, which is still to come")
        if stage is Stage.WON and self._ahead(live):
            return Skipped(line, f"live since {live:%Y-%m-%d}, which is still to come")
        promised_by = self._date(line, cells, Field.PROMISED_BY)
        page = self._page(line, cells, stage, watched=bool(promised_by or live))
        return ReportedTask(
            line,
            site,
            self._cell(cells, Field.CONTACT)[:200] or None,
            email[0].lower()[:320] if email else None,
            self._tactic(tactic),
            web_address(target) if target else None,
            self._cell(cells, Field.CAMPAIGN) or None,
            self._cell(cells, Field.OWNER) or None,
            stage,
            asked,
            replied,
            self._date(line, cells, Field.FOLLOW_UP) if stage.open else None,
            money,
            self._cell(cells, Field.NOTE)[:_LONGEST] or None,
            self._cell(cells, Field.NUMBER)[:60] or None,
            page,
            self._cell(cells, Field.ANCHOR)[:_LONGEST] or None,
            self._rel(cells),
            live,
            promised_by.date() if promised_by else None,
        )

    def _page(self, line: int, cells: Sequence[str], stage: Stage, *, watched: bool) -> str | None:
        """The page that links; a word such as "TBD" is none, which is noted where a link is said to be."""
        written = self._cell(cells, Field.PAGE)
        page = web_address(written) if written else None
        if written and page is None and stage in {Stage.WON, Stage.PROMISED}:
            self.unreadable += 1
            if len(self.notes) < _MOST_NOTED:
                kept = "the task is kept without a link to look at"
                if watched and stage is Stage.PROMISED:
                    kept = "the site itself is watched until the link appears"
                self.notes.append(Skipped(line, f"the page “{written[:60]}” is no address: {kept}"))
        return page

    def _tactic(self, written: str) -> Tactic | None:
        """The tactic; a column called just "type" may tell of something else."""
        bare = " ".join(re.findall(r"[a-z0-9]+", written.lower()))
        place = self.matched.places.get(Field.TACTIC)
        vague = place is not None and plain(self.matched.header[place]) == "type"
        return _TACTIC_OF.get(bare) or (Tactic.OTHER if bare and not vague else None)

    def _ahead(self, at: datetime | None) -> bool:
        return at is not None and at.date() > (self.now + _EASTERNMOST).date()

    def _rel(self, cells: Sequence[str]) -> RelAgreed | None:
        written = self._cell(cells, Field.REL)
        return next((rel for pattern, rel in _RELS if pattern.search(written)), None)

    def _cell(self, cells: Sequence[str], field: Field) -> str:
        place = self.matched.places.get(field)
        return clean(cells[place]) if place is not None and place < len(cells) else ""

    def _site(self, cells: Sequence[str], email: re.Match[str] | None) -> str | None:
        for place in (Field.SITE, Field.PAGE):
            address = web_address(self._cell(cells, place))
            if address is not None:
                return registrable(address)
        if email is not None and not self._cell(cells, Field.SITE):
            host = registrable(email[1].lower())
            if host and host not in _FREE and under_known_suffix(host):
                return host
        return None

    def _stage(self, cells: Sequence[str]) -> Stage | None:
        written = self._cell(cells, Field.STAGE)
        if not written:
            return self._stage_by_days(cells)
        return _STAGE_OF.get(" ".join(_WORD.findall(written.lower())))

    def _stage_by_days(self, cells: Sequence[str]) -> Stage:
        """How far a task is by its dates, or by the yes and no that stand in their columns."""
        live = self._cell(cells, Field.LIVE)
        since = moment(live, us=self.us)
        if web_address(self._cell(cells, Field.PAGE)) and (
            _told(live) is True or (since is not None and not self._ahead(since))
        ):
            return Stage.WON
        replied = self._cell(cells, Field.REPLIED)
        if replied and _told(replied) is not False:
            return Stage.REPLIED
        return Stage.PLANNED if _told(self._cell(cells, Field.ASKED)) is False else Stage.CONTACTED

    def _date(self, line: int, cells: Sequence[str], field: Field) -> datetime | None:
        written = self._cell(cells, field)
        if not written or _told(written) is not None:
            return None
        at = moment(written, us=self.us)
        if at is None:
            self.undated += 1
            self.undated_at = self.undated_at or line
            return None
        return at

    def _currency(self) -> str:
        """The currency that the price's own header names: ``Price (EUR)``, ``Cost in $``."""
        place = self.matched.places.get(Field.PRICE)
        header = self.matched.header[place] if place is not None else ""
        for sign, code in (("$", "USD"), ("€", "EUR"), ("£", "GBP")):
            if sign in header:
                return code
        named = re.search(
            r"\b(USD|EUR|GBP|PLN|CHF|SEK|NOK|DKK|CAD|AUD|JPY|INR|CZK|BRL)\b", header, re.IGNORECASE
        )
        return named[1] if named else ""


def _told(written: str) -> bool | None:
    """Whether a cell for a day only says yes or no."""
    return None if written.isdecimal() else yes_or_no(written)
