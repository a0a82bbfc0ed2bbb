"""A person says which task a mail is about."""

from dataclasses import replace

from handlers.acts import mail_drafts, mails
from handlers.acts.situation import Done, Situation
from handlers.rendering import mails as answers
from handlers.rendering import task as task_answers
from handlers.rendering.parts.buttons import Press
from handlers.understanding.mails.sorting import MailKind
from storage.errors import Mendable
from storage.incoming import inbox
from storage.store import Scope


class MailGone(Mendable):
    """A mail that somebody was asked about long ago, or that was filed already."""

    def __init__(self) -> None:
        super().__init__(
            "That mail was filed already, or it is more than a week since I asked.",
            "Tell me what happened in a sentence.",
            "/outreach replied 42 wants two topics",
        )


async def file(scope: Scope, pressed: Press, at: Situation) -> Done:
    """Do what the mail says to the task that was picked; once, whoever presses. Raises Mendable."""
    what, _, key = (pressed.extra or "").rpartition(":")
    kept = await mail_drafts.kept(scope, key)
    if kept is None or not await inbox.take(scope, f"filed:{key}", now=at.now):
        raise MailGone
    if what == "none":
        return Done(answers.plain("That mail is left alone: no task is changed."))
    if what == "new":
        done = await mails.ask(scope, kept, at)
        return replace(done, message=task_answers.logged(at.reader, [done.logged] if done.logged else []))
    if pressed.task is None:
        raise MailGone
    if kept.kind is MailKind.OURS:
        return await mails.follow_up(scope, pressed.task, kept, at)
    if kept.kind is MailKind.ABSENCE:
        return await mails.away(scope, pressed.task, kept, at)
    return await mails.reply(scope, pressed.task, kept, at)
