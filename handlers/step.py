"""The workflow step "Log outreach": a form of Workflow Builder's that feeds the ledger."""

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import home, safely
from handlers.acts import logged_by_step
from handlers.acts.situation import Place, situation
from handlers.doors import Doors
from handlers.names import LOG_STEP
from handlers.requests import Malformed, Payload, StepRun
from handlers.speaker import speaker
from storage import faults
from storage.errors import Mendable
from storage.incoming import inbox
from storage.models import PostKind
from storage.posts import outbox
from storage.steps import step

#: What whoever runs the workflow reads where the fault is ours.
OURS = "Outreach could not log this: something went wrong on its side. Run the workflow again."


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``function_executed`` of the step."""

    async def on_step(body: Payload, client: AsyncWebClient) -> BoltResponse | None:
        try:
            return await _run(doors, client, StepRun.read(body))
        except Exception as error:
            return safely.unacked(error, what="function_executed")

    app.function(LOG_STEP)(on_step)


async def _run(doors: Doors, client: AsyncWebClient, run: StepRun) -> BoltResponse | None:
    """Log once, and put the outcome in the outbox before Slack hears that the event arrived.

    What can't be logged is an outcome, too: a sentence that says what to change. A fault that passes by
    itself leaves the event unacked, so that it comes again.
    """
    try:
        await _log(doors, client, run)
    except Exception as error:
        if faults.passing(error) or isinstance(error, Malformed):
            raise
        if not isinstance(error, Mendable):
            safely.sorry(error, what="function_executed")
        await _failed(doors, run, error.line() if isinstance(error, Mendable) else OURS)
    doors.poke()
    return None


async def _log(doors: Doors, client: AsyncWebClient, run: StepRun) -> None:
    async with doors.store.reading(run.workspace) as scope:
        if await inbox.taken(scope, run.key):
            return
    owner = logged_by_step.owner_of(run.inputs)
    who = await speaker(doors, client, run.workspace, owner, None)
    now = doors.now()
    place = Place(home=owner, answer={"user": owner}, said=run.inputs.get("note", ""))
    async with doors.store.writing(run.workspace, now) as scope:
        if not await inbox.take(scope, run.key, now=now):
            return
        at = await situation(scope, who, place, "", now)
        async with step(scope):
            outputs = await logged_by_step.log(scope, run, at)
        await outbox.put(
            scope,
            PostKind.STEP,
            run.key[:120],
            "done",
            run.execution[:40],
            {"execution": run.execution, "outputs": outputs},
            now=now,
            urgent=True,
        )
    home.refresh_later(doors, client, run.workspace, owner)


async def _failed(doors: Doors, run: StepRun, why: str) -> None:
    now = doors.now()
    async with doors.store.writing(run.workspace, now) as scope:
        if not await inbox.take(scope, run.key, now=now):
            return
        await outbox.put(
            scope,
            PostKind.STEP,
            run.key[:120],
            "failed",
            run.execution[:40],
            {"execution": run.execution, "error": why},
            now=now,
            urgent=True,
        )
