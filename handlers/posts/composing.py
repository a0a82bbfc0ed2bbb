"""From a row of the outbox to the message that goes out."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from handlers.posts import answers, cards, digests, links, notices, reminders, reports, steps, summaries
from storage.models import Post, PostKind
from storage.posts.outgoing import Outgoing
from storage.store import Scope

Composer = Callable[[Scope, Post, datetime], Awaitable[Outgoing | None]]

COMPOSERS: dict[PostKind, Composer] = {
    PostKind.ANSWER: answers.answer,
    PostKind.EDIT: answers.edit,
    PostKind.CARD: cards.card,
    PostKind.LIVE: links.news,
    PostKind.LIVE_BUT: links.news,
    PostKind.LOST: links.news,
    PostKind.BACK: links.news,
    PostKind.IN_THREAD: links.in_thread,
    PostKind.ASK: links.ask,
    PostKind.DIGEST: digests.digest,
    PostKind.DIGEST_EDIT: digests.edit,
    PostKind.REMINDER: reminders.reminder,
    PostKind.NOTICE: notices.notice,
    PostKind.REPORT: reports.report,
    PostKind.REPORT_DETAIL: reports.detail,
    PostKind.STEP: steps.outcome,
    PostKind.SUMMARY: summaries.summary,
    PostKind.SUMMARY_EDIT: summaries.summary,
}


async def compose(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """What ``post`` says at ``now``; None when it is no longer true, and so is not said.

    Reads, never writes; what arrives is remembered by whoever sends it.
    """
    return await COMPOSERS[post.kind](scope, post, now)
