"""What the bot answers to a mail that somebody had sent to Slack."""

from collections.abc import Sequence

from handlers.rendering import task as answers
from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from handlers.understanding.mails.letter import Party
from storage.incoming.mail import MailTask
from storage.work.views import Task

#: So many tasks a mail can be about are offered.
OFFERED = 8


def who(reader: Reader, party: Party) -> str:
    """ "Jane Doe (jane@techblog.com)": the name is what the mail says, the address is what counts."""
    if reader.client:
        return escape.site(party.site or party.host)
    at = escape.mrkdwn(party.address, 100)
    return f"{escape.mrkdwn(party.name, 60)} ({at})" if party.name else at


def replied(reader: Reader, task: Task, party: Party, lines: str) -> Message:
    """They answered: the first lines of it, and what may come next."""
    said = answers.acted(reader, answers.Did.REPLIED, task, note=lines or None)
    line = f":envelope_with_arrow: Mail from {who(reader, party)}"
    known = (task.contact_email or "").lower()
    if known and known != party.address and not reader.client:
        line += f"; the contact of *#{task.id}* is {escape.mrkdwn(known, 100)}"
    return Message(f"{line.partition(': ')[2]}. {said.text}", [blocks.context(line), *said.blocks])


def followed_up(reader: Reader, task: Task, party: Party) -> Message:
    """We wrote again."""
    said = answers.acted(reader, answers.Did.FOLLOWED_UP, task)
    line = f"Mail to {who(reader, party)}"
    return Message(f"{line}. {said.text}", [blocks.context(f":envelope: {line}"), *said.blocks])


def kept(reader: Reader, task: Task, party: Party) -> Message:
    """The mail of an ask that was logged already, by a sentence."""
    line = (
        f"That mail to {who(reader, party)} is the one of {facts.name(task)}: an answer to it finds its task."
    )
    return Message(line.replace("*", ""), [blocks.section(f":envelope: {line}")])


def away(reader: Reader, task: Task, party: Party, back: str, *, moved: bool) -> Message:
    """Nobody is there; ``back`` is their return in words, "" where they told none."""
    when = facts.follow_up(task, reader)
    line = f"{who(reader, party)} is out of the office"
    line += f", back {back}" if back else " and does not say until when"
    line += f". {facts.name(task)}: "
    line += f"reminder {when}" if when else "no reminder is set"
    line += " now." if moved else ", as before." if when else "."
    after = [buttons.set_follow_up(task), buttons.undo(task) if moved else buttons.show(task)]
    return Message(line.replace("*", ""), [blocks.section(f":palm_tree: {line}"), *blocks.actions(*after)])


def bounced(reader: Reader, address: str, why: str, found: Sequence[Task]) -> Message:
    """An address is bad; ``found`` are the open tasks that have it."""
    line = f"Mail to {escape.mrkdwn(address, 100)} came back: {escape.quoted(why, 200)}."
    if reader.client:  # what their server says names the address
        line = "Mail to somebody came back."
    built = [blocks.section(f":x: {line}")]
    if not found:
        line += " No open task has that address."
        return Message(line, [blocks.section(f":x: {line}")])
    for task in found[:OFFERED]:
        noted = (
            f"{facts.name(task)} needs another address; that one is marked as bad, and no follow-up is due."
        )
        line += f" {noted}"
        built += [
            blocks.section(noted),
            *blocks.actions(buttons.edit(task), buttons.drop(task), buttons.show(task)),
        ]
    return Message(line.replace("*", ""), blocks.capped(built))


def delayed(reader: Reader, addresses: Sequence[str]) -> Message:
    """It has not come back yet."""
    shown = ", ".join(escape.mrkdwn(one, 100) for one in addresses[:5]) if not reader.client else ""
    line = f"Mail to {shown or 'somebody'} is late; the mail server goes on trying. Nothing is changed."
    return Message(line, [blocks.section(f":hourglass: {line}")])


def which(
    reader: Reader, party: Party, what: str, lines: str, tasks: Sequence[MailTask], draft: str, *, new: bool
) -> Message:
    """Several tasks could be meant, or one that is closed: asked, nothing is changed.

    ``what`` says what the mail is ("Mail from"); ``new``: it may be an ask of its own.
    """
    line = f"{what} {who(reader, party)}: which task is it about?"
    shown = f"\n{escape.quoted(lines, 300)}" if lines and not reader.client else ""
    choices = [
        buttons.button(
            f"#{one.number} {escape.clean(one.site, 40)}{'' if one.stage.open else f' ({_stage(one)})'}",
            Press(Action.FILE_MAIL, one.number, extra=draft),
        )
        for one in tasks[:OFFERED]
    ]
    if new:
        choices.append(buttons.button("A new ask", Press(Action.FILE_MAIL, extra=f"new:{draft}")))
    choices.append(buttons.button("None of these", Press(Action.FILE_MAIL, extra=f"none:{draft}")))
    return Message(line, [blocks.section(f":envelope: {line}{shown}"), *blocks.actions(*choices)])


def unknown(reader: Reader, party: Party, draft: str, *, no_domains: bool) -> Message:
    """Nobody asked them, as far as the ledger knows."""
    line = f"Mail from {who(reader, party)}: no open task is about them, so nothing is changed."
    if no_domains:
        line += f" If that is one of you, name your mail domains in {escape.code('/outreach settings')}."
    button = buttons.button("Log an outreach", Press(Action.OPEN_NEW, extra=draft))
    return Message(line, [blocks.section(f":envelope: {line}"), *blocks.actions(button)])


def no_site(reader: Reader, party: Party, draft: str) -> Message:
    """We wrote to a mailbox that says nothing about a site."""
    line = f"Mail to {who(reader, party)}: which site is that? The address does not tell."
    button = buttons.button("Log it in a form", Press(Action.OPEN_NEW, extra=draft), style="primary")
    return Message(line, [blocks.section(f":envelope: {line}"), *blocks.actions(button)])


def too_many(sites: int, most: int) -> Message:
    """A mail went to more sites than one mail's asks: none is logged, for it may be no outreach at all."""
    ours = words.count(most, "ask")
    line = (
        f"That mail went to {words.count(sites, 'site')}. I log up to {ours} of one mail, so I logged none "
        f"of the {sites:,}. If they are asks, put them in a table, one site a line, and drop the file in a "
        f"direct message to me: {escape.code('/outreach import')} says how."
    )
    return Message(line.replace("`", ""), [blocks.section(f":envelope: {line}")])


def plain(line: str) -> Message:
    """A line of our own."""
    return Message(line, [blocks.section(f":envelope: {line}")])


def _stage(one: MailTask) -> str:
    return one.stage.value.replace("_", " ")
