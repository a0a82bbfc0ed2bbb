"""What a site has been to us, in facts and in one line."""

from handlers.rendering.links.backlink import AUTHORITIES
from handlers.rendering.parts import escape, words
from handlers.rendering.parts.reader import Reader
from storage.work.publisher_record import Authority, ContactThere, PublisherRecord, Survival

#: People and contacts that are named.
NAMED = 6


def pairs(reader: Reader, record: PublisherRecord) -> list[tuple[str, str]]:
    """Everything that is known, as names and values in mrkdwn; a client sees no prices and no people."""
    told = [
        ("Answers", f"{record.answered} of {words.count(record.asks, 'ask')}" if record.asks else ""),
        ("Promises kept", _promises(record)),
        (
            "Days from ask to link",
            f"{record.days_to_live:g} (median)" if record.days_to_live is not None else "",
        ),
        ("Links standing", _standing(record)),
        ("Stood 90 days", _survival(record.after_90)),
        ("Stood a year", _survival(record.after_365)),
        ("Turned nofollow", words.count(record.nofollow_flips, "time") if record.nofollow_flips else ""),
        ("Authority", "\n".join(authority(one) for one in record.authority)),
    ]
    if not reader.client:
        paid = ", ".join(escape.mrkdwn(words.money(one)) for one in record.paid)
        told += [
            ("Paid for a link", f"{paid} (median)" if paid else ""),
            ("Contacts", _listed([_contact(one) for one in record.contacts])),
            (
                "Who knows them",
                _listed([_person(reader, record, place) for place in range(len(record.people))]),
            ),
        ]
    return [(name, value) for name, value in told if value]


def brief(record: PublisherRecord) -> str:
    """The record in one line, for a warning; "" where nothing has come of the asks before this one."""
    said = []
    earlier = record.asks - 1
    if earlier == 1:
        said.append(
            "the earlier ask was answered" if record.answered else "the earlier ask got no answer yet"
        )
    elif earlier > 1:
        said.append(f"{record.answered} of {earlier:,} earlier asks answered")
    if record.promises == 1:
        said.append("the promise was kept" if record.kept else "the promise is not kept yet")
    elif record.promises:
        said.append(f"{record.kept or 'none'} of {record.promises:,} promises kept")
    if record.days_to_live is not None:
        days = round(record.days_to_live)
        said.append(f"live after {words.span(days)}" if days else "live on the same day")
    if record.lost:
        said.append(f"{words.count(record.lost, 'link')} lost")
    if record.nofollow_flips:
        said.append(f"turned nofollow {words.count(record.nofollow_flips, 'time')}")
    return ", ".join(said)


def authority(one: Authority) -> str:
    """ "72, Ahrefs DR (3 Nov 2026)": never a number without whose it is."""
    when = f" ({one.at.day} {one.at:%b %Y})" if one.at else ""
    return f"{one.score:g}, {AUTHORITIES.get(one.source, escape.mrkdwn(one.source, 40))}{when}"


def _promises(record: PublisherRecord) -> str:
    if not record.promises:
        return ""
    said = f"{record.kept} of {record.promises}"
    # None kept is none in time: once is enough.
    if record.kept and record.dated:
        said += f", {record.kept_in_time} of {record.dated} in time"
    return f"{said}; {record.overdue} late now" if record.overdue else said


def _standing(record: PublisherRecord) -> str:
    if not record.kept:
        return ""
    return f"{record.live}" + (f", {record.lost} lost" if record.lost else "")


def _survival(found: Survival) -> str:
    return f"{found.stood} of {found.old_enough} old enough to say" if found.old_enough else ""


def _contact(one: ContactThere) -> str:
    said = ", ".join(escape.mrkdwn(part, 80) for part in (one.name, one.email) if part)
    return f"{said} (mail comes back)" if one.bad else said


def _person(reader: Reader, record: PublisherRecord, place: int) -> str:
    one = record.people[place]
    last = f", last {words.day(reader.local(one.last).date(), reader)}" if one.last else ""
    return f"{reader.who(one.user)}: {words.count(one.asks, 'ask')}{last}"


def _listed(lines: list[str]) -> str:
    left = len(lines) - NAMED
    return "\n".join([*lines[:NAMED], *([f"and {left} more"] if left > 0 else [])])
