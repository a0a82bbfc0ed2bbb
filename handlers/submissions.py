"""What a form that was sent does: once, however often it is sent."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from handlers import redrawing
from handlers.acts import settings as setting
from handlers.acts import together
from handlers.acts.asks import next_step
from handlers.acts.promises import keep
from handlers.acts.situation import Done, Place, Situation, readable, situation
from handlers.acts.which import own_target
from handlers.doors import Doors
from handlers.rendering import campaign as campaign_answers
from handlers.rendering import task as answers
from handlers.rendering.forms import campaign_form, submitted
from handlers.rendering.forms.form_fields import Field
from handlers.rendering.forms.forms import Form, Opened
from handlers.rendering.forms.submitted import FieldErrors, OutreachForm
from handlers.rendering.lists.listed import Listed
from handlers.rendering.parts.message import Message
from handlers.rendering.settings import whole as settings
from handlers.rendering.task import Did, Logged
from handlers.requests import Malformed, Submission
from handlers.showing import From, edit, editable, tell
from handlers.speaker import speaker
from storage.daily import digests
from storage.incoming import inbox
from storage.store import Scope
from storage.work import campaigns, drafts, outreach, publisher_record, tasks
from storage.work.campaigns import CampaignExists
from storage.work.changes import FollowUp
from storage.work.outreach import Ask, Source
from storage.work.views import Task

Values = submitted.Values


async def take(doors: Doors, client: AsyncWebClient, sent: Submission) -> Message | None:
    """Do it; what to show in the form's place, None where the answer goes to a conversation.

    Raises FieldErrors for what should be changed in the form, Mendable for what can't be done at all.
    """
    try:
        opened = Opened.parse(sent.private_metadata)
    except ValueError as error:
        raise Malformed("view.private_metadata") from error
    who = await speaker(doors, client, sent.workspace, sent.user, opened.channel)
    now = doors.now()
    source = From(
        sent.user,
        opened.channel,
        opened.message_ts,
        opened.thread_ts,
        ephemeral=opened.message_ts is None,
        response_url=opened.response_url,
    )
    nowhere = source.channel is None
    async with doors.store.writing(sent.workspace, now) as scope:
        if not await inbox.take(scope, f"view:{sent.view_id}", now=now):
            return None
        listed = Listed.parse(opened.listed)
        standing = await editable(scope, source) if listed is None else None
        at = await situation(scope, who, _place(sent, opened, private=standing is None), "", now)
        done = await _do(scope, sent, opened, at)
        message = done.message or answers.logged(at.reader, [done.logged] if done.logged else [])
        above = redrawing.Behind.parse(await drafts.kept(scope, opened.below)) if opened.below else None
        if above is not None:
            message = await redrawing.below(scope, above, message, now, opened.below)
        if standing is not None:
            name = f"view:{sent.view_id}"
            await edit(scope, standing, message, done.tasks, name, now, user=sent.user)
        elif not nowhere:
            if listed is not None:
                behind = redrawing.Behind.of(source, listed, opened.view)
                message = await redrawing.below(scope, behind, message, now)
            await tell(scope, source, message, f"view:{sent.view_id}", now)
        shown = None
        if listed is not None:
            shown = await redrawing.left(scope, listed, source, at, f"view:{sent.view_id}", now, Message(""))
        elif above is not None:
            shown = await redrawing.again(scope, above, at, f"view:{sent.view_id}", now)
    if shown is not None:
        url, window = (above.response_url, above.view) if above else (opened.response_url, opened.view)
        redrawing.show_left(client, shown, url, window)
    doors.poke()
    if done.looks:
        doors.look_now()
    return message if nowhere else None


async def _do(scope: Scope, sent: Submission, opened: Opened, at: Situation) -> Done:
    scope = scope.before(at.audience)
    if sent.callback_id == settings.FORM:
        here = at.place.home
        shown = here if here.startswith(("C", "G")) else None
        return await setting.save(scope, settings.read(sent.values, at.reader.today, shown), at)
    if sent.callback_id not in set(Form):
        raise Malformed("view.callback_id")
    form = Form(sent.callback_id)
    if opened.task is not None and opened.version is not None and form in ONCE:
        key = f"act:{opened.task}:{form}:{opened.version}"
        if not await inbox.take(scope, key, now=at.now):
            return await _already(scope, key, opened.task, at)
        await inbox.answered(scope, key, {"by": at.user})
    done = await _FORMS[form](scope, sent.values, opened, at)
    for number in done.changed:
        await digests.acted_on(scope, number, at.now)
    return done


async def _already(scope: Scope, key: str, number: int, at: Situation) -> Done:
    by = (await inbox.earlier_answer(scope, key) or {}).get("by")
    task = await tasks.task(scope, number)
    return Done(
        answers.already(at.reader, task, by if isinstance(by, str) and by != at.user else None), (number,)
    )


async def _log(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    form = submitted.outreach(values, at.reader, digest_at=at.here.digest_at)
    draft = await drafts.kept(scope, opened.draft) if opened.draft else None
    text = draft.get("text") if draft else None
    source = await _source(scope, opened, at)
    said = readable(text or "") or (form.note or "" if source else "")
    ask = _ask(form, at, owner=form.owner or at.user, channel=at.place.home, source=source, text=said)
    ask = replace(ask, follow_up=ask.follow_up or next_step(0, at, form.campaign))
    made = await outreach.log(scope, ask, by=at.user, now=at.now)
    if form.note and form.note != said:
        await outreach.note(scope, made.id, form.note, by=at.user, now=at.now)
    known = await publisher_record.record(scope, form.site, at.now) if made.earlier else None
    logged = Logged(await tasks.task(scope, made.id), made.earlier, record=known)
    return Done(logged=logged, tasks=(made.id,))


async def _edit(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    task = await _task(scope, opened)
    kept = FollowUp(task.follow_up_at, task.follow_up_timed) if task.follow_up_at else None
    untouched = submitted.same_follow_up(values, opened.date, opened.time)
    if untouched:
        # Somebody may have moved it meanwhile: whoever left it alone means what stands.
        values = {name: one for name, one in values.items() if name not in {Field.DATE, Field.TIME}}
    form = submitted.outreach(values, at.reader, digest_at=at.here.digest_at, keep=kept)
    if untouched:
        form = replace(form, follow_up=kept)
    ask = _ask(form, at, owner=form.owner or task.owner, channel=task.channel)
    await outreach.edit(scope, task.id, ask, by=at.user, now=at.now)
    if form.note:
        await outreach.note(scope, task.id, form.note, by=at.user, now=at.now)
    return await _did(scope, Did.EDITED, task.id, at)


async def _when(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    task = await _task(scope, opened)
    then = submitted.when(values, at.reader, digest_at=at.here.digest_at)
    await outreach.remind(scope, task.id, then, by=at.user, now=at.now)
    return await _did(scope, Did.SNOOZED, task.id, at)


async def _promise(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    task = await _task(scope, opened)
    return await keep(scope, task.id, submitted.promise(values, at.reader), at)


async def _decline(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    task = await _task(scope, opened)
    why = submitted.note(values)
    await outreach.decline(scope, task.id, why, by=at.user, now=at.now)
    return await _did(scope, Did.DECLINED, task.id, at, note=why)


async def _note(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    task = await _task(scope, opened)
    text = submitted.note(values)
    if text is None:
        raise FieldErrors({"note": "Write what is worth remembering."})
    await outreach.note(scope, task.id, text, by=at.user, now=at.now)
    return await _did(scope, Did.NOTED, task.id, at, note=text)


async def _snooze_all(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    then = submitted.when(values, at.reader, digest_at=at.here.digest_at)
    return await together.snooze(scope, (opened.chosen or "").split(","), then, at)


async def _campaign(scope: Scope, values: Values, opened: Opened, at: Situation) -> Done:
    stands = await campaigns.numbered(scope, opened.campaign) if opened.campaign is not None else None
    terms = campaign_form.read(values, at.reader, goal_by=stands.goal_by if stands else None)
    try:
        if stands is None:
            made = await campaigns.start(scope, terms, by=at.user, now=at.now)
            return Done(campaign_answers.created(at.reader, made, at.first_in(made)))
        changed = await campaigns.edit(scope, stands.id, terms, now=at.now)
    except CampaignExists:
        raise FieldErrors({Field.NAME.value: "There is a campaign of that name already."}) from None
    return Done(campaign_answers.changed(at.reader, changed))


#: Forms that two people may have opened from one button: the first one counts.
ONCE = {Form.DECLINE, Form.SNOOZE, Form.FOLLOW_UP}

_FORMS: dict[Form, Callable[[Scope, Values, Opened, Situation], Awaitable[Done]]] = {
    Form.OUTREACH: _log,
    Form.EDIT: _edit,
    Form.FOLLOW_UP: _when,
    Form.SNOOZE: _when,
    Form.PROMISE: _promise,
    Form.DECLINE: _decline,
    Form.NOTE: _note,
    Form.CAMPAIGN: _campaign,
    Form.SNOOZE_ALL: _snooze_all,
}


def likely_target(task: Task, at: Situation) -> str:
    """What a promised link will probably point at, to be seen in the form before it is sent."""
    campaign = at.campaign_named(task.campaign) if task.campaign else at.campaign
    return task.target or own_target(campaign) or ""


async def _task(scope: Scope, opened: Opened) -> Task:
    if opened.task is None:
        raise Malformed("view.private_metadata.task")
    return await tasks.task(scope, opened.task)


async def _did(scope: Scope, did: Did, number: int, at: Situation, note: str | None = None) -> Done:
    task = await tasks.task(scope, number)
    return Done(answers.acted(at.reader, did, task, note=note), (number,), changed=(number,))


def _ask(
    form: OutreachForm,
    at: Situation,
    *,
    owner: str,
    channel: str,
    source: Source | None = None,
    text: str = "",
) -> Ask:
    campaign = at.campaign_named(form.campaign) if form.campaign else None
    return Ask(
        site=form.site,
        owner=owner,
        channel=channel,
        contact_name=form.contact_name,
        contact_email=form.contact_email,
        tactic=form.tactic,
        target=form.target or own_target(campaign),
        campaign=form.campaign,
        price=form.price,
        follow_up=form.follow_up,
        text=text,
        source=source,
    )


async def _source(scope: Scope, opened: Opened, at: Situation) -> Source | None:
    """The message that the form was opened to log; None where it was opened from a button of ours."""
    if opened.permalink is None or opened.channel is None or opened.message_ts is None:
        return None
    await inbox.take(scope, f"msg:{opened.channel}:{opened.message_ts}", now=at.now)
    return Source(opened.channel, opened.message_ts, opened.permalink or None)


def _place(sent: Submission, opened: Opened, *, private: bool) -> Place:
    where = opened.about or opened.channel
    direct = where is None or where.startswith("D")
    answer = {"user": sent.user}
    if opened.channel:
        answer["channel"] = opened.channel
    if opened.response_url:
        answer["response_url"] = opened.response_url
    return Place(sent.user if direct else where or sent.user, answer, private=private)
