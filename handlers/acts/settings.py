"""Setting a channel and its workspace: what stands, and what a form changes."""

from dataclasses import replace

from handlers.acts.people import gone, stand_in_named
from handlers.acts.situation import Done, Situation
from handlers.rendering.settings import listening as settings_listening
from handlers.rendering.settings import whole as rendered
from handlers.rendering.settings.person import PersonForm
from handlers.rendering.settings.whole import SettingsForm, Standing
from storage.daily import cadence, days_off
from storage.keeping import retention
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Scope
from storage.team import channels, habits, people, settings
from storage.team.channels import ChannelView
from storage.team.habits import Habits


async def standing(scope: Scope, here: ChannelView, at: Situation) -> Standing:
    """Everything that is set here."""
    return Standing(
        here,
        await settings.cadence_steps(scope),
        await settings.reaction(scope),
        tuple(sorted(await settings.mail_domains(scope))),
        await days_off.of(scope),
        (await habits.of(scope, [at.user])).get(at.user, Habits()),
        at.now,
        await retention.months(scope),
    )


async def save(scope: Scope, form: SettingsForm, at: Situation) -> Done:
    """Set all of it; raises Mendable. The channel is told when listening is switched."""
    home = at.place.home
    digest = form.digest
    await channels.set_digest(
        scope, home, now=at.now, tz=digest.tz, digest_at=digest.digest_at, weekdays=digest.weekdays
    )
    await channels.set_pings(scope, home, digest.pings)
    await channels.set_news(scope, home, quiet=form.news.quiet, daily_posts=form.news.daily_posts)
    await settings.set_cadence(scope, form.steps)
    await settings.set_reaction(scope, form.listening.reaction)
    await settings.set_mail_domains(scope, form.mail_domains)
    await settings.set_holidays(scope, form.off)
    await retention.set_months(scope, form.retention)
    await _set_person(scope, form.person, at)
    if form.listening.listening is not None:
        await switch_listening(scope, form.listening.listening, at)
    here = await channels.show(scope, home)
    return Done(rendered.shown(at.reader, await standing(scope, here or at.here, at)))


async def _set_person(scope: Scope, form: PersonForm, at: Situation) -> None:
    """What the speaker set for themselves; whose digest comes by direct message has a row for when."""
    before = (await habits.of(scope, [at.user])).get(at.user, Habits())
    await people.set_habits(
        scope, at.user, digest_to=form.digest_to, mentions=form.mentions, quiet=form.quiet
    )
    if form.digest_to.direct:
        await channels.ensure(scope, at.user, None if at.speaker.guessed else at.speaker.tz, at.now)
    tz = at.speaker.tz
    until = cadence.local_time(form.back_on, at.here.digest_at, tz) if form.back_on else None
    if until is None or until <= at.now:
        if before.will_be_away(at.now):
            await people.set_away(scope, at.user, None)
        return
    covers = stand_in_named(form.stand_in, at)
    since = cadence.midnight(form.gone_on, tz) if form.gone_on else None
    since = since if since and since > at.now else None
    # A day that the form left alone keeps its time: a sentence may have named one.
    was = before.away_until if before.will_be_away(at.now) else None
    if was and cadence.local_date(was, tz) == form.back_on:
        until = was
    began = before.away_from if was and not before.away(at.now) else None
    if began and since and cadence.local_date(began, tz) == form.gone_on:
        since = began
    if (until, since, covers) != (was, began, before.stand_in if was else None):
        await gone(scope, until, covers, at, since=since)


async def switch_listening(scope: Scope, on: bool, at: Situation) -> None:
    """Listen to the channel, or no more; everybody there is told, once."""
    home = at.place.home
    if not await channels.set_listening(scope, home, on, by=at.user, now=at.now):
        return
    message = settings_listening.announced(replace(at.reader, you=None), at.user, on=on)
    await outbox.put(
        scope,
        PostKind.ANSWER,
        f"listening:{home}",
        at.now.isoformat(),
        home,
        message.payload(),
        now=at.now,
        urgent=True,
    )
