"""Files in and files out: what people say and press about them."""

from handlers.acts.situation import Done, Situation
from handlers.rendering import importing as rendered
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.incoming import import_files, uploads
from storage.models import FileState, PostKind
from storage.posts import outbox
from storage.store import Scope

FORMATS = ("jsonl", "csv", "xlsx")
_MEANT = {"json": "jsonl", "excel": "xlsx", "spreadsheet": "xlsx"}


class NotForClients(Mendable):
    """Everything that is stored is nothing for a channel where a client reads along."""

    def __init__(self) -> None:
        super().__init__("A client reads along here.", "Ask me in a direct message.", "/outreach export xlsx")


async def import_file(scope: Scope, intent: Intent, at: Situation) -> Done:  # noqa: ARG001 - every act's shape
    """How a file gets here."""
    return Done(rendered.how())


async def export(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Send the workspace's own export to the speaker alone, or ask as what. Raises NotForClients."""
    if at.reader.client:
        raise NotForClients
    said = intent.text.lower().split()
    form = next((_MEANT.get(word, word) for word in said if _MEANT.get(word, word) in FORMATS), None)
    if form is None:
        return Done(rendered.which_format())
    return await _export(scope, form, at)


async def pressed_export(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """A button that names the format."""
    return await _export(scope, extra, at) if extra in FORMATS else None


async def _export(scope: Scope, form: str, at: Situation) -> Done:
    name, epoch = f"export:{at.user}", f"{at.now:%Y%m%dT%H%M%S%f}:{form}"
    follows = rendered.export_follows(form)
    await outbox.put(scope, PostKind.ANSWER, name, epoch, at.user, follows.payload(), now=at.now, urgent=True)
    post = await outbox.post_of(scope, PostKind.ANSWER, name, epoch)
    if post is not None:
        await uploads.ask(
            scope,
            f"{name}:{epoch}",
            {"kind": "export", "form": form},
            post_id=post.id,
            channel=at.user,
            user=at.user,
            now=at.now,
        )
    return Done(rendered.exporting(form), looks=True)


async def pressed_run(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """Bring in a file that was shown."""
    return await _decided(scope, extra, at, FileState.WANTED)


async def pressed_leave(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """Leave a file alone."""
    return await _decided(scope, extra, at, FileState.LEFT)


async def _decided(scope: Scope, extra: str | None, at: Situation, wanted: FileState) -> Done | None:
    """What becomes of a file; only the first press counts."""
    number = int(extra) if extra and extra.isdigit() and len(extra) < 10 else None
    found = await import_files.decide(scope, number, wanted, by=at.user, now=at.now) if number else None
    if number is None or found is None:
        return None
    before, name = found
    if before is not FileState.OFFERED:
        return Done(rendered.said_already(name))
    said = rendered.waiting(name) if wanted is FileState.WANTED else rendered.left(name)
    await import_files.say(scope, number, wanted.value, said.payload(), now=at.now)
    return Done(looks=wanted is FileState.WANTED)


async def pressed_campaign(scope: Scope, extra: str | None, at: Situation) -> Done | None:  # noqa: ARG001
    """Whose links the file holds."""
    number, _, campaign = (extra or "").partition(" ")
    if not (number.isdigit() and campaign.isdigit()):
        return None
    await import_files.choose(scope, int(number), int(campaign) or None)
    return Done()
