"""An Intent, done."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers.acts import (
    answers,
    asked,
    asks,
    backlinks,
    campaigns,
    earned,
    files,
    lists,
    looks,
    people,
    promises,
    reports,
    work,
)
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.understanding.commands import FORM
from handlers.understanding.intent import Act, Intent
from handlers.understanding.speech import NO_TASK
from storage.store import Scope

_ACTS: dict[Act, Callable[[Scope, Intent, Situation], Awaitable[Done]]] = {
    Act.LOG: asks.log,
    Act.FOLLOW_UP: work.follow_up,
    Act.DONE: work.done,
    Act.SNOOZE: work.snooze,
    Act.REPLY: work.reply,
    Act.NOTE: work.note,
    Act.DECLINE: work.decline,
    Act.DROP: work.drop,
    Act.PROMISE: promises.promise,
    Act.CHECK: looks.check,
    Act.VOUCH: looks.vouch,
    Act.LIST: lists.list_tasks,
    Act.SHOW: lists.show,
    Act.AWAY: people.away,
    Act.UNDO: people.undo,
    Act.SITE: lists.site,
    Act.CAMPAIGN: campaigns.campaign,
    Act.EARNED: earned.earned,
    Act.HELP: answers.help_about,
    Act.SETTINGS: answers.settings_of,
    Act.EXPORT: files.export,
    Act.REPORT: reports.report,
    Act.IMPORT: files.import_file,
}

#: What is done although something of it stayed unclear: the answer says what, or the act knows better.
_DONE_ANYWAY = {Act.LOG, Act.CHECK, Act.EARNED, Act.HELP, Act.LIST, Act.REPORT, Act.CAMPAIGN}


async def perform(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Do what an Intent says; raises Mendable, NotClear among them, for what can't be done as said."""
    if intent.question is not None:
        return await asked.ask(scope, intent, at)
    if intent.act is Act.SHOW and intent.task is None and intent.text.lower().startswith("backlink"):
        return await backlinks.backlink(scope, intent, at)
    if intent.act is Act.LOG and FORM in intent.unclear:
        return answers.form()
    if intent.unclear == (NO_TASK,) and len(at.about) == 1:
        intent = replace(intent, task=at.about[0], unclear=())
    act = _ACTS.get(intent.act)
    if act is None or (intent.unclear and intent.act not in _DONE_ANYWAY):
        raise NotClear(intent)
    return await act(scope, intent, at)
