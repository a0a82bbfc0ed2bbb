"""Answers to questions about the ledger: the meaning in one line, what was found under it, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.rendering.links import facts
from handlers.rendering.lists import listing
from handlers.rendering.lists.asked import Asked
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.site import site_history
from handlers.understanding.questions.question import HAPPENED, Period, Topic
from storage.asked.happened import Deed, Outcome
from storage.asked.links import EarnedLink, Links, TaskLink
from storage.asked.within import Found
from storage.words import TouchKind
from storage.work.publisher_record import PublisherRecord
from storage.work.views import Task

#: Rows of one page.
PAGE = 10
#: A note that is longer is cut: the task shows the whole.
NOTE = 160

_DONE = {
    TouchKind.ASKED: "ask",
    TouchKind.FOLLOWED_UP: "follow-up",
    TouchKind.REPLIED: "answer",
    TouchKind.PROMISED: "promise",
    TouchKind.DECLINED: "refusal",
    TouchKind.NOTED: "note",
    TouchKind.PAID: "payment",
}


def answer(
    reader: Reader,
    asked: Asked,
    meant: str,
    rows: Sequence[Block],
    found: Found[Any],
    *,
    brief: Sequence[str] = (),
    summary: str = "",
) -> Message:
    """``meant`` (mrkdwn), how many there are, the rows of this page, and buttons to the other pages.

    ``brief`` says the rows in words, for notifications and screen readers; ``summary`` stands above them.
    """
    if not found.total:
        return _nothing(asked, meant, reader)
    first, last = found.offset + 1, found.offset + len(rows)
    shown = f"{found.total:,}" if found.total == len(rows) else f"{first}–{last} of {found.total:,}"
    head = f"*{meant}:* {shown}"
    built = [blocks.section(f"{head}\n{summary}" if summary else head), *rows]
    newer = replace(asked, offset=max(0, found.offset - PAGE))
    older = replace(asked, offset=last)
    built += blocks.actions(
        _page("Newer", newer) if found.offset else None,
        _page("Older", older) if last < found.total else None,
    )
    said = " ".join(words.sentence(one) for one in brief)
    text = f"{meant}: {shown}. {summary} {said}".replace("  ", " ").strip()
    return Message(text, blocks.capped(built))


def _page(label: str, asked: Asked) -> buttons.Element:
    return buttons.button(label, Press(Action.LEDGER_PAGE, extra=asked.value()))


def ask_button(question: str) -> buttons.Element:
    """A button that asks ``question``, word for word."""
    return buttons.button(question, Press(Action.ASK, extra=question))


def _nothing(asked: Asked, meant: str, reader: Reader) -> Message:
    """There is none; what else could be meant is a button away."""
    line = f"*{meant}:* none."
    question = asked.question
    wider = []
    begins = reader.today - timedelta(days=364)
    first = question.period.first if question.period else reader.today
    if question.topic in HAPPENED and first is not None and first > begins:
        year = Period(begins, reader.today)
        wider.append(_page("Last 12 months", Asked(replace(question, period=year))))
    if question.who:
        wider.append(_page("Whole workspace", Asked(replace(question, who=None))))
    if question.topic in {Topic.TODAY, Topic.LATE, Topic.DUE}:
        line = f"*{meant}:* nothing."
    return Message(f"{meant}: none.", [blocks.section(line), *blocks.actions(*wider)])


# Rows: each is one block, with the task a button away.


def deed_row(one: Deed, reader: Reader) -> Block:
    """One thing that was done: the task, then when, who and what."""
    when = _when(one, reader)
    lines = [_name(one.task, reader), f"{when}: {reader.who(one.by)} {words.TOUCHES[one.what]}"]
    if one.note and not reader.client and not (one.what is TouchKind.PROMISED and one.task.placements):
        lines[1] += f", {escape.quoted(one.note, NOTE)}"
    if one.what is TouchKind.PROMISED:
        for held in one.task.placements[:2]:
            agreed = facts.terms(held, reader)
            lines.append(
                f"{facts.state_line(held)} {facts.link_line(held)}{f' ({agreed})' if agreed else ''}"
            )
    elif one.what is TouchKind.ASKED:
        lines[1] += f"; now {words.STAGES[one.task.stage]}"
    return _row(one.task, lines)


def deed_brief(one: Deed, reader: Reader) -> str:
    """ "#12 techblog.com, Tue 3 Nov: Tom got a promise"."""
    when = _when(one, reader)
    return f"{facts.plain_name(one.task)}, {when}: {reader.who(one.by)} {words.TOUCHES[one.what]}"


def _when(one: Deed, reader: Reader) -> str:
    return words.day(reader.local(one.at).date(), reader) if one.at else "nobody says when"


def link_row(one: TaskLink, which: Links, reader: Reader) -> Block:
    """One promised link: the task, the link with its state, and what there is to say about it."""
    held = one.placement
    lines = [_name(one.task, reader), f"{facts.state_line(held)} {facts.link_line(held)}"]
    said = _link_words(one, which, reader)
    lines.append(f"{said}, {reader.who(one.task.owner)}" if said else reader.who(one.task.owner))
    return _row(one.task, lines)


def link_brief(one: TaskLink, which: Links, reader: Reader) -> str:
    """ "#12 techblog.com: live since Tue 3 Nov"."""
    return f"{facts.plain_name(one.task)}: {_link_words(one, which, reader)}"


def _link_words(one: TaskLink, which: Links, reader: Reader) -> str:
    held = one.placement
    if which in {Links.OWED, Links.LATE}:
        late = held.promised_by is not None and held.promised_by < reader.today
        agreed = facts.terms(held, reader) or "no date agreed"
        return f":warning: {agreed}" if late else agreed
    if which is Links.LOST and held.lost_at:
        stood = f" after {words.lasted(held.first_live_at, held.lost_at)}" if held.first_live_at else ""
        return f"lost on {words.day(reader.local(held.lost_at).date(), reader)}{stood}"
    if held.first_live_at:
        return f"live since {words.day(reader.local(held.first_live_at).date(), reader)}"
    return ""


def task_row(task: Task, reader: Reader) -> Block:
    """One task and what is due about it."""
    return _row(task, [_name(task, reader), f"{listing.due(task, reader)}, {reader.who(task.owner)}"])


def task_brief(task: Task, reader: Reader) -> str:
    """ "#12 techblog.com, follow-up 2 days overdue"."""
    return listing.line_in_brief(task, reader)


def silent_row(task: Task, reader: Reader) -> Block:
    """One ask that nobody answered: how long, and how often it was followed up."""
    asked = reader.local(task.created_at).date()
    again = f", {words.count(task.step, 'follow-up')} since" if task.step else ""
    when = f"{words.distance(asked, reader)} ({words.day(asked, reader)})"
    waits = f"asked {when if task.asked_told else 'on a day that nobody told'}{again}"
    return _row(task, [_name(task, reader), f"{words.capital(waits)}, {reader.who(task.owner)}"])


def earned_row(one: EarnedLink, reader: Reader) -> Block:
    """One link that nobody asked for."""
    when = words.day(reader.local(one.first_seen_at).date(), reader)
    rel = {True: ", followed", False: ", not followed", None: ""}[one.followed]
    gone = f", gone since {words.day(reader.local(one.lost_at).date(), reader)}" if one.lost_at else ""
    anchor = f" with {escape.quoted(one.anchor, 80)}" if one.anchor else ""
    line = f"*{escape.site(one.site)}* {escape.link(one.page)} → {escape.link(one.target)}{anchor}"
    first = f"First seen on {when}" if one.told else f"Known since {when} or before"
    return blocks.section(f"{line}\n{first}{rel}{gone}")


def _name(task: Task, reader: Reader) -> str:
    about = facts.about(task, reader)
    return f"{facts.name(task)} {about}".strip()


def _row(task: Task, lines: Sequence[str]) -> Block:
    return blocks.section("\n".join(lines), buttons.show(task))


# What stands above the rows.


def work_line(done: dict[TouchKind, int]) -> str:
    """ "5 asks, 3 follow-ups and 1 answer"."""
    parts = [words.count(done[kind], word) for kind, word in _DONE.items() if done.get(kind)]
    return words.listed(parts)


def outcome_line(came: Outcome) -> str:
    """ "12 asks: 5 answered (42%), 3 promised a link, 2 links live (17%), 1 refused"."""
    parts = [
        f"{came.answered} answered ({_share(came.answered, came.asks)})",
        f"{came.promised} promised a link",
        f"{came.live} went live ({_share(came.live, came.asks)})",
        f"{came.declined} refused",
    ]
    return f"{words.count(came.asks, 'ask')}: {', '.join(parts)}"


def outcome_row(came: Outcome) -> Block:
    """One tactic's outcome."""
    name = words.TACTICS[came.tactic] if came.tactic else "no tactic said"
    return blocks.section(f"*{words.capital(name)}*\n{outcome_line(came)}")


def outcome_brief(came: Outcome) -> str:
    """ "guest post: 12 asks, …"."""
    return f"{words.TACTICS[came.tactic] if came.tactic else 'no tactic said'}: {outcome_line(came)}"


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "0%"


# One site.


def site_story(
    reader: Reader, domain: str, asks: Sequence[Task], record: PublisherRecord | None = None
) -> Message:
    """Everything asked of a site, under the meaning of the question."""
    line = f"*Everything asked of {escape.site(domain)}, by anybody, at any time:*"
    history = site_history(reader, domain, asks, record)
    plain = line.replace("*", "")
    return Message(f"{plain} {history.text}", blocks.capped([blocks.section(line), *history.blocks]))


def contact_story(reader: Reader, name: str, asks: Sequence[Task]) -> Message:
    """Everything asked of people of a name."""
    shown = asks[:20]
    line = f"*Everything asked of {escape.quoted(name, 60)}, by anybody, at any time:* {len(asks)}"
    built: list[Block] = [blocks.section(line), *(task_row(task, reader) for task in shown)]
    said = " ".join(f"{listing.line_in_brief(task, reader)}." for task in shown)
    return Message(f"{line.replace('*', '')} {said}", blocks.capped(built))


def owners(reader: Reader, domain: str, asks: Sequence[Task]) -> Message:
    """Whose a site is: the owners of what is open, else who asked last."""
    name = escape.site(domain)
    held = [task for task in asks if task.stage.open]
    if held:
        people = words.listed(dict.fromkeys(reader.who(task.owner) for task in held))
        line = f"*Who owns {name}:* {people}, with {words.count(len(held), 'open ask')}"
    elif asks:
        last = asks[0]
        when = facts.asked_on(last.created_at, last.asked_told, reader)
        who = words.capital(reader.who(last.owner))
        line = f"*Who owns {name}:* nobody now. {who} asked last, {when} ({words.STAGES[last.stage]})"
    else:
        return never_asked(domain, f"*Who owns {name}:* nobody.")
    rows = [task_row(task, reader) for task in (held or asks)[:PAGE]]
    return Message(line.replace("*", ""), blocks.capped([blocks.section(line), *rows]))


def before(reader: Reader, domain: str, asks: Sequence[Task]) -> Message:
    """Whether a site was ever asked."""
    if not asks:
        return never_asked(domain, "*Asked before:* no.")
    name, last = escape.site(domain), asks[0]
    when = facts.asked_on(last.created_at, last.asked_told, reader)
    times = "once" if len(asks) == 1 else f"{len(asks)} times, last"
    line = f"*Asked before:* yes. {name} was asked {times} by {reader.who(last.owner)} {when}"
    line += f" ({words.STAGES[last.stage]})"
    history = site_history(reader, domain, asks)
    return Message(
        f"{line.replace('*', '')}. {history.text}", blocks.capped([blocks.section(line), *history.blocks])
    )


def never_asked(domain: str, line: str) -> Message:
    """Nobody ever asked a site: the way is free."""
    said = f"{line} Nobody has asked {escape.site(domain)} yet."
    return Message(
        said.replace("*", ""),
        [blocks.section(said), *blocks.actions(buttons.button("Log in a form", Press(Action.OPEN_NEW)))],
    )


# What the ledger does not know.


def which_site(name: str, sites: Sequence[str], asking: Sequence[str]) -> Message:
    """Several sites could be meant: each asks its own question."""
    could = words.listed([escape.site(one) for one in sites], "or")
    line = f"Several sites are called {escape.quoted(name, 60)}: {could}. Which?"
    return Message(line, [blocks.section(line), *blocks.actions(*(ask_button(one) for one in asking[:5]))])


def unknown_name(name: str, near: Sequence[str]) -> Message:
    """No site or contact is called so; ``near`` are questions that could have been meant."""
    line = f"I know no site and no contact called {escape.quoted(name, 60)}: nobody here has asked one."
    meant = (
        "\nDid you mean one of these?"
        if near
        else "\nA site's whole address always works: `/outreach site techblog.com`"
    )
    return Message(
        f"{line}{meant}".replace("`", ""),
        [blocks.section(f"{line}{meant}"), *blocks.actions(*(ask_button(one) for one in near[:4]))],
    )


def beyond(nearest: Sequence[str]) -> Message:
    """A question that the ledger can't answer, and the nearest ones that it can."""
    line = "That is beyond me: I answer from the ledger of asks, promises and links alone."
    near = "The nearest I can do:"
    built = [blocks.section(f"{line}\n{near}"), *blocks.actions(*(ask_button(one) for one in nearest[:4]))]
    return Message(f"{line} {near} {' '.join(nearest[:4])}", built)
