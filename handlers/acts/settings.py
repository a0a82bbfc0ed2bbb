"""Setting a channel and its workspace: what stands, and what a form changes."""

from dataclasses import replace

from handlers.acts.situation import Done, Situation
from handlers.rendering import settings as rendered
from handlers.rendering import settings_listening
from handlers.rendering.settings import SettingsForm, Standing
from storage import channels, outbox, settings
from storage.channels import ChannelView
from storage.models import PostKind
from storage.store import Scope


async def standing(scope: Scope, here: ChannelView) -> Standing:
    """Everything that is set here."""
    return Standing(
        here,
        await settings.cadence_steps(scope),
        await settings.reaction(scope),
        tuple(sorted(await settings.mail_domains(scope))),
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
    if form.listening.listening is not None:
        await switch_listening(scope, form.listening.listening, at)
    here = await channels.show(scope, home)
    return Done(rendered.shown(at.reader, await standing(scope, here or at.here)))


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
