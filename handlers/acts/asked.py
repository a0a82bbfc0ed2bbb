"""Answering a question from the ledger: its meaning, the rows, and nothing that was not asked for."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from rapidfuzz.distance import OSA

from handlers.acts.situation import Done, Situation
from handlers.acts.which import user_named
from handlers.rendering.lists import asked as words
from handlers.rendering.lists import ledger_answers as answers
from handlers.rendering.lists.asked import Asked
from handlers.rendering.lists.ledger_answers import PAGE
from handlers.rendering.parts.message import Block, Message
from handlers.understanding import understand
from handlers.understanding.intent import Intent
from handlers.understanding.questions.nearest import nearest
from handlers.understanding.questions.question import OF_A_SITE, Question, Topic
from storage.asked import happened, links, named, to_do
from storage.asked.links import Links
from storage.asked.within import Found, Within
from storage.daily import cadence
from storage.store import Scope
from storage.words import TouchKind
from storage.work import publisher_record, tasks

#: What people do is counted by who did it, what they are given by whose task it is.
_DEEDS = {
    Topic.ASKED: (TouchKind.ASKED,),
    Topic.FOLLOWED_UP: (TouchKind.FOLLOWED_UP,),
    Topic.REPLIED: (TouchKind.REPLIED,),
    Topic.PROMISED: (TouchKind.PROMISED,),
    Topic.DECLINED: (TouchKind.DECLINED,),
    Topic.WORK: (),
}
_BY_DOER = {Topic.ASKED, Topic.FOLLOWED_UP, Topic.WORK}
_LINKS = {
    Topic.LIVE: Links.LIVE,
    Topic.LOST: Links.LOST,
    Topic.STANDING: Links.STANDING,
    Topic.AT_RISK: Links.AT_RISK,
    Topic.OWED: Links.OWED,
    Topic.LATE_LINKS: Links.LATE,
}
_NEAR_ENOUGH = 2
"""Letters in which a site's name may differ from what was written."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question on its way to its answer; ``within`` is what the rows are narrowed by."""

    asked: Asked
    within: Within
    meant: str
    at: Situation


async def ask(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Answer the question of a sentence; raises Mendable for a person whom nobody knows."""
    assert intent.question is not None  # noqa: S101 - whoever calls has looked
    if intent.question.topic is Topic.BEYOND:
        return Done(answers.beyond(nearest(at.place.said, site=intent.question.site)))
    return await page(scope, Asked(intent.question), at)


async def page(scope: Scope, asked: Asked, at: Situation) -> Done:
    """One page of the answer, as of now."""
    asked = replace(asked, question=_for_reader(asked.question, at))
    if asked.question.topic in OF_A_SITE:
        return await _of_a_site(scope, asked.question, at)
    answer = _ANSWERS[asked.question.topic]
    return Done(await answer(scope, _asking(asked, at)))


def _for_reader(question: Question, at: Situation) -> Question:
    """Where a client reads along, the answer is about that client's campaign alone."""
    if at.audience is not None and at.campaign is not None and question.campaign is None:
        return replace(question, campaign=at.campaign.name)
    return question


def _asking(asked: Asked, at: Situation) -> _Asking:
    question, reader = asked.question, at.reader
    who = None
    if question.who is not None:
        who = at.user if question.who == "me" else user_named(question.who, at)
        asked = replace(asked, question=replace(question, who=who))
    period = words.meant_period(question, reader)
    tz = at.speaker.tz
    within = Within(
        since=cadence.midnight(period.first, tz) if period and period.first else None,
        until=cadence.midnight(period.last + timedelta(days=1), tz) if period and period.last else None,
        owner=None if question.topic in _BY_DOER else who,
        by=who if question.topic in _BY_DOER else None,
        tactic=question.tactic,
        campaign=question.campaign,
        site=question.site,
    )
    return _Asking(asked, within, words.meaning(question, reader, who), at)


def _answer(
    asking: _Asking, rows: Sequence[Block], found: Found[Any], brief: Sequence[str], summary: str = ""
) -> Message:
    return answers.answer(
        asking.at.reader, asking.asked, asking.meant, rows, found, brief=brief, summary=summary
    )


async def _deeds(scope: Scope, asking: _Asking) -> Message:
    topic, reader = asking.asked.question.topic, asking.at.reader
    found = await happened.deeds(scope, _DEEDS[topic], asking.within, offset=asking.asked.offset, limit=PAGE)
    done = await happened.work_done(scope, asking.within) if topic is Topic.WORK else {}
    return _answer(
        asking,
        [answers.deed_row(one, reader) for one in found.rows],
        found,
        [answers.deed_brief(one, reader) for one in found.rows],
        answers.work_line(done),
    )


async def _links(scope: Scope, asking: _Asking) -> Message:
    question, reader = asking.asked.question, asking.at.reader
    which = _LINKS[question.topic]
    days = (question.period.first, question.period.last) if question.period else (None, None)
    found = await links.links(
        scope, which, asking.within, reader.today, days=days, offset=asking.asked.offset, limit=PAGE
    )
    return _answer(
        asking,
        [answers.link_row(one, which, reader) for one in found.rows],
        found,
        [answers.link_brief(one, which, reader) for one in found.rows],
    )


async def _earned(scope: Scope, asking: _Asking) -> Message:
    reader = asking.at.reader
    found = await links.earned(scope, asking.within, offset=asking.asked.offset, limit=PAGE)
    rows = [answers.earned_row(one, reader) for one in found.rows]
    return _answer(asking, rows, found, [one.page for one in found.rows])


async def _due(scope: Scope, asking: _Asking) -> Message:
    """Follow-ups and promised links that are due: by tonight, late ones alone, or within some days."""
    topic, reader, tz = asking.asked.question.topic, asking.at.reader, asking.at.speaker.tz
    period, within, first = asking.asked.question.period, asking.within, None
    last = reader.today
    if topic is Topic.TODAY:
        within = replace(within, since=None, until=cadence.day_ends(asking.at.now, tz))
    elif topic is Topic.LATE:
        within = replace(within, since=None, until=cadence.midnight(reader.today, tz))
        last = reader.today - timedelta(days=1)
    elif period is not None:
        first, last = period.first, period.last or reader.today
    else:
        last = reader.today + timedelta(days=7)
        within = replace(within, until=cadence.midnight(last + timedelta(days=1), tz))
    found = await to_do.due(scope, within, first=first, last=last, offset=asking.asked.offset, limit=PAGE)
    return _answer(
        asking,
        [answers.task_row(task, reader) for task in found.rows],
        found,
        [answers.task_brief(task, reader) for task in found.rows],
    )


async def _silent(scope: Scope, asking: _Asking) -> Message:
    reader = asking.at.reader
    found = await to_do.silent(scope, asking.within, offset=asking.asked.offset, limit=PAGE)
    rows = [answers.silent_row(task, reader) for task in found.rows]
    return _answer(asking, rows, found, [answers.task_brief(task, reader) for task in found.rows])


async def _outcome(scope: Scope, asking: _Asking) -> Message:
    """What came of the asks of a time, and the asks themselves under it."""
    reader = asking.at.reader
    (came,) = await happened.outcomes(scope, asking.within)
    found = await happened.deeds(
        scope, (TouchKind.ASKED,), asking.within, offset=asking.asked.offset, limit=PAGE
    )
    return _answer(
        asking,
        [answers.deed_row(one, reader) for one in found.rows],
        found,
        [answers.deed_brief(one, reader) for one in found.rows],
        answers.outcome_line(came),
    )


async def _tactics(scope: Scope, asking: _Asking) -> Message:
    came = await happened.outcomes(scope, asking.within, by_tactic=True)
    rows = [answers.outcome_row(one) for one in came]
    return _answer(asking, rows, Found(tuple(came), len(came)), [answers.outcome_brief(one) for one in came])


_ANSWERS: dict[Topic, Callable[[Scope, _Asking], Awaitable[Message]]] = {
    **dict.fromkeys(_DEEDS, _deeds),
    **dict.fromkeys(_LINKS, _links),
    Topic.EARNED: _earned,
    Topic.TODAY: _due,
    Topic.DUE: _due,
    Topic.LATE: _due,
    Topic.SILENT: _silent,
    Topic.OUTCOME: _outcome,
    Topic.TACTICS: _tactics,
}

# One site, by its address or by what people call it.


async def _of_a_site(scope: Scope, question: Question, at: Situation) -> Done:
    if question.site is None and question.name is not None:
        return await _named(scope, question, question.name, at)
    domain = question.site or ""
    asks = await tasks.of_site(scope, domain)
    if question.campaign is not None:
        asks = [task for task in asks if task.campaign == question.campaign]
    tell = {Topic.OWNER: answers.owners, Topic.ASKED_BEFORE: answers.before}.get(question.topic)
    if tell is not None:
        return Done(tell(at.reader, domain, asks))
    # What narrows the asks narrows no record: it is everybody's, of all time.
    known = None if question.campaign else await publisher_record.record(scope, domain, at.now)
    return Done(answers.site_story(at.reader, domain, asks, known))


async def _named(scope: Scope, question: Question, name: str, at: Situation) -> Done:
    """The site that is called so, else the contact; several are asked about, none is guessed."""
    label = name.lower()
    spelled = {label.replace(" ", ""), label.replace(" ", "-")}
    sites = [site for one in sorted(spelled) for site in await named.sites_named(scope, one)]
    if len(sites) == 1:
        return await _of_a_site(scope, replace(question, site=sites[0], name=None), at)
    if sites:
        return Done(answers.which_site(name, sites, [_about(question.topic, site) for site in sites]))
    asks = await named.tasks_of_contact(scope, name)
    if question.campaign is not None:
        asks = [task for task in asks if task.campaign == question.campaign]
    if asks:
        return Done(answers.contact_story(at.reader, name, asks))
    near = await _near(scope, label.replace(" ", ""))
    return Done(answers.unknown_name(name, [_about(question.topic, site) for site in near]))


async def _near(scope: Scope, name: str) -> list[str]:
    """Sites whose name is a slip away from ``name``."""
    begin = await named.sites_beginning(scope, name[:3])
    far = {site: OSA.distance(name, site.partition(".")[0], score_cutoff=_NEAR_ENOUGH) for site in begin}
    return sorted((site for site, away in far.items() if away <= _NEAR_ENOUGH), key=lambda site: far[site])[
        :4
    ]


def _about(topic: Topic, site: str) -> str:
    asking = {Topic.OWNER: f"Who owns {site}?", Topic.ASKED_BEFORE: f"Did anyone ask {site} before?"}
    return asking.get(topic, f"What happened with {site}?")


async def again(scope: Scope, text: str, at: Situation) -> Done:
    """Answer a question that a button asks, word for word; a button that asks nothing is none of ours."""
    intent = read_question(text, at)
    if intent is None:
        return Done(answers.beyond(nearest(text)))
    return await ask(scope, intent, at)


def read_question(text: str, at: Situation) -> Intent | None:
    """The question that ``text`` asks; None where it asks the ledger nothing."""
    found = understand(
        text, now=at.now, tz=at.speaker.tz, locale=at.speaker.locale, known=at.known, digest_time=at.digest
    )
    return found[0] if len(found) == 1 and found[0].question is not None else None
