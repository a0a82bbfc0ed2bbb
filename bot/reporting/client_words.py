"""The first sentences of a client's report, and how its numbers are told where some are not known."""

from bot.reporting import words
from handlers.rendering.parts.words import count
from storage.report.figures import Report


def known(count_: int, unknown: int, of: int) -> tuple[str, str]:
    """A number, and what stands beside it: what nobody knows is no nought."""
    if unknown and unknown == of:
        return "–", "not known yet"
    return f"{count_:,}", f"{unknown:,} not known" if unknown else ""


def only_told(told: int) -> str:
    """How many of a number nobody but a file or a person tells of; "" for none."""
    return f"{told:,} only told" if told else ""


def in_words(report: Report) -> str:
    """What was done, what came back, and what stands: the report in two sentences."""
    results = report.results
    now = words.stands(report) == "now"
    known = f"{results.followed:,} of them followed"
    if results.followed_unknown == results.live:
        known = "and whether they are followed is not known yet"
    elif results.followed_unknown:
        known += f" and {results.followed_unknown:,} not known to be"
    links = f"{results.live:,} links {'stand' if now else 'stood'}, {known}."
    if not results.live:
        links = f"no link {'stands' if now else 'stood'}."
    if results.live == 1:
        unfollowed = "not known to be followed" if results.followed_unknown else "and it is not followed"
        followed = "and it is followed" if results.followed else unfollowed
        links = f"1 link {'stands' if now else 'stood'}, {followed}."
    where = "Now" if now else f"On {words.day(report.period.last)}"
    if nothing := words.nothing(report):
        return f"{nothing} {where}, {links}"
    return f"{_done(report)}. {where}, {links}"


def _done(report: Report) -> str:
    """What was done and what came back; without what there was none of."""
    work = report.work
    did = [f"asked for {count(work.asks, 'link')}"] if work.asks else []
    if work.follow_ups:
        did.append(f"followed up {count(work.follow_ups, 'time')}")
    came = [count(many, of) for many, of in ((work.replies, "answer"), (work.promises, "promise")) if many]
    first = work.replies or work.promises
    back = f"there {'was' if first == 1 else 'were'} {' and '.join(came)}" if came else ""
    if not did:
        return f"In these days {back}"
    return f"In these days we {' and '.join(did)}; {back or 'nobody answered'}"
