"""Dates, money, states and findings in plain words."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from handlers.rendering.parts import escape
from handlers.rendering.parts.reader import Reader
from storage.words import Finding, Origin, PlacementState, RelAgreed, Stage, Tactic, TouchKind, Verdict
from storage.work.views import Money

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}

STAGES = {
    Stage.PLANNED: "planned",
    Stage.CONTACTED: "contacted",
    Stage.REPLIED: "replied",
    Stage.PROMISED: "promised",
    Stage.WON: "won",
    Stage.DECLINED: "declined",
    Stage.NO_RESPONSE: "no response",
    Stage.DROPPED: "dropped",
}
TACTICS = {
    Tactic.GUEST_POST: "guest post",
    Tactic.DIGITAL_PR: "digital PR",
    Tactic.BROKEN_LINK: "broken link",
    Tactic.JOURNALIST_REQUEST: "journalist request",
    Tactic.LINKABLE_ASSET: "linkable asset",
    Tactic.LINK_INSERTION: "link insertion",
    Tactic.OTHER: "other",
}
TOUCHES = {
    TouchKind.ASKED: "asked",
    TouchKind.FOLLOWED_UP: "followed up",
    TouchKind.REPLIED: "got an answer",
    TouchKind.PROMISED: "got a promise",
    TouchKind.DECLINED: "got a refusal",
    TouchKind.NOTED: "noted",
    TouchKind.PAID: "paid",
    TouchKind.CLOSED: "closed it",
    TouchKind.REOPENED: "opened it again",
}
STATES = {
    PlacementState.PROMISED: (":hourglass_flowing_sand:", "promised"),
    PlacementState.LIVE: (":white_check_mark:", "live"),
    PlacementState.AT_RISK: (":warning:", "at risk"),
    PlacementState.LOST: (":x:", "lost"),
    PlacementState.WITHDRAWN: (":wastebasket:", "no longer watched"),
}
VERDICTS = {
    Verdict.LIVE: (":white_check_mark:", "the link is live"),
    Verdict.MISSING: (":mag:", "the link is not there"),
    Verdict.UNSEEN: (":see_no_evil:", "the page could not be read"),
}
RELS = {
    RelAgreed.DOFOLLOW: "followed (dofollow)",
    RelAgreed.NOFOLLOW: "nofollow",
    RelAgreed.SPONSORED: "sponsored",
}
ORIGINS = {
    Origin.BUILT: "built by our work",
    Origin.PASSIVE: "earned without an ask",
    Origin.UNCERTAIN: "origin uncertain",
}
FINDINGS = {
    Finding.REL_NOFOLLOW: "the link is marked nofollow",
    Finding.REL_SPONSORED: "the link is marked sponsored",
    Finding.REL_UGC: "the link is marked as user content (ugc)",
    Finding.META_NOFOLLOW: "the page tells search engines to follow none of its links",
    Finding.HEADER_NOFOLLOW: "the page's X-Robots-Tag header says nofollow",
    Finding.META_NOINDEX: "the page asks not to be indexed (noindex)",
    Finding.HEADER_NOINDEX: "the page's X-Robots-Tag header says noindex",
    Finding.ROBOTS_TXT_BLOCKED: "the site's robots.txt keeps Google off the page",
    Finding.CANONICAL_ELSEWHERE: "the page's canonical address is another page",
    Finding.WRONG_TARGET: "the page links to another page of the site",
    Finding.WRONG_ANCHOR: "the anchor text is not the agreed one",
    Finding.REL_NOT_AS_AGREED: "the link's rel is not as agreed",
    Finding.VIA_REDIRECT: "the link reaches its target through a redirect",
    Finding.PAGE_REDIRECTED: "the page's address redirects to another",
    Finding.IMAGE_LINK: "the link is on an image",
    Finding.HIDDEN: "visitors can't see the link",
    Finding.NOSCRIPT_ONLY: "the link only stands in noscript",
    Finding.IFRAME_ONLY: "the link only stands in an embedded frame",
    Finding.HTTP_ERROR: "the site answered with an error",
    Finding.NOT_FOUND: "the page does not exist",
    Finding.BLOCKED: "the site does not let the bot in",
    Finding.CHALLENGE: "the site asks visitors to prove they are human",
    Finding.TIMEOUT: "the site took too long",
    Finding.DNS_ERROR: "the site's name leads nowhere",
    Finding.TLS_ERROR: "the site's certificate is not in order",
    Finding.CONNECTION_ERROR: "the site could not be reached",
    Finding.TOO_LARGE: "the page is too large to read",
    Finding.NOT_HTML: "the address is no web page",
    Finding.SCRIPT_SHELL: "the page is empty until its scripts run",
    Finding.FORBIDDEN_ADDRESS: "the address is not on the public internet",
    Finding.BAD_URL: "the address is not a valid one",
}

#: The order in which a person wants to hear what is wrong with a live link.
WORST_FIRST = (
    Finding.REL_NOT_AS_AGREED,
    Finding.HIDDEN,
    Finding.META_NOINDEX,
    Finding.HEADER_NOINDEX,
    Finding.ROBOTS_TXT_BLOCKED,
    Finding.CANONICAL_ELSEWHERE,
    Finding.REL_NOFOLLOW,
    Finding.REL_SPONSORED,
    Finding.REL_UGC,
    Finding.META_NOFOLLOW,
    Finding.HEADER_NOFOLLOW,
    Finding.WRONG_ANCHOR,
)


def day(when: date, reader: Reader) -> str:
    """ "Tue 8 Dec", with the year unless it is this one."""
    year = "" if when.year == reader.today.year else f" {when.year}"
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}{year}"


def moment(when: datetime, reader: Reader) -> str:
    """ "Tue 8 Dec, 10:00 Berlin time"."""
    local = reader.local(when)
    return f"{day(local.date(), reader)}, {local:%H:%M} {reader.place}"


def clock(when: datetime, reader: Reader) -> str:
    """ "today 10:00", "yesterday 10:00", else "Tue 8 Dec, 10:00": a moment that needs no zone said.

    In a lasting message Slack itself tells it, to each reader in their own zone and as of the day they read.
    Source: "Date formatting" in Slack's documentation.
    """
    local = reader.local(when)
    if reader.lasting:
        said = f"{day(local.date(), reader)}, {local:%H:%M} {reader.place}"
        return f"<!date^{int(when.timestamp())}^{{date_short_pretty}}, {{time}}|{escape.entities(said)}>"
    away = (local.date() - reader.today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    return f"{near} {local:%H:%M}" if near else f"{day(local.date(), reader)}, {local:%H:%M}"


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 day", "3 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span(days: int) -> str:
    """A number of days as people say it: "3 days", "4 weeks", "5 months", "2 years"."""
    if days < 14:
        return count(days, "day")
    if days < 60:
        return count(round(days / 7), "week")
    return count(round(days / 30.44), "month") if days < 730 else count(round(days / 365.25), "year")


def distance(when: date, reader: Reader) -> str:
    """ "today", "tomorrow", "in 3 days", "yesterday", "2 days ago"."""
    days = (when - reader.today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return near or (f"in {span(days)}" if days > 0 else f"{span(-days)} ago")


def due(when: date, reader: Reader) -> str:
    """ "due today", "due in 3 days", "2 days overdue"."""
    days = (when - reader.today).days
    return f"{span(-days)} overdue" if days < 0 else f"due {distance(when, reader)}"


def reminder(when: datetime, reader: Reader) -> str:
    """ "Tue 8 Dec, 10:00 Berlin time (in 3 days)"."""
    return f"{moment(when, reader)} ({distance(reader.local(when).date(), reader)})"


def lasted(since: datetime, until: datetime) -> str:
    """How long something took: "3 days", "5 hours", "a few minutes"."""
    seconds = max(0.0, (until - since).total_seconds())
    if seconds >= 86_400:
        return span(int(seconds // 86_400))
    return count(int(seconds // 3_600), "hour") if seconds >= 3_600 else "less than an hour"


def money(price: Money, *, exact: bool = False) -> str:
    """ "$150", "€1,200.50", "150 CHF"; ``exact`` is what a form takes again: "150 CHF"."""
    amount = price.amount
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 15:
        return f"{amount:E} {price.currency[:3]}"
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    if exact:
        return f"{digits.replace(',', '')} {price.currency[:3]}"
    sign = _SIGNS.get(price.currency)
    return f"{sign}{digits}" if sign else f"{digits} {price.currency[:3]}"


def finding(code: str) -> str:
    """A finding's code in plain words, in mrkdwn; an unknown code as it stands, without its underscores."""
    try:
        return FINDINGS[Finding(code)]
    except ValueError:
        return escape.mrkdwn(code.replace("_", " "), 60)


def codes(found: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by their codes, the worst first; codes that are none are left out."""
    known = [Finding(code) for code in found if code in set(Finding)]
    return tuple(sorted(known, key=lambda one: WORST_FIRST.index(one) if one in WORST_FIRST else 99))


def listed(parts: Iterable[str], last: str = "and") -> str:
    """ "a, b and c"."""
    words = list(parts)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def sentence(text: str) -> str:
    """``text`` with a capital at its start and a stop at its end, its own or ours."""
    text = capital(text)
    return text if not text or text[-1] in ".!?…" else escape.one_stop(f"{text}.")


def capital(text: str) -> str:
    """``text`` with a capital at its start."""
    text = text.strip()
    return text[:1].upper() + text[1:]
