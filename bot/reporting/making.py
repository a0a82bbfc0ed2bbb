"""From what is wanted to the report in its form."""

import json
import sys
from pathlib import Path
from typing import IO

from bot import database_address
from bot.open_store import opened
from bot.reporting.wanted import Wanted
from bot.terminal import visible
from handlers.rendering.parts import escape
from storage.errors import Mendable
from storage.report import Report, as_json, only_workspace, read, workspace_zone
from storage.store import Scope
from storage.team import people
from storage.work import campaigns
from storage.work.campaigns import CampaignView


async def make(wanted: Wanted, form: str, out: IO[bytes], about: Path | None = None) -> None:
    """Read the ledger and write the report, and what Slack is told of the file ``about``; raises Mendable.

    What is missing of it, as a logo that can't be had, is told on standard error, or in Slack where no
    client reads.
    """
    async with opened(database_address.named()) as store:
        workspace = await only_workspace(store, wanted.workspace)
        async with store.reading(workspace.slack_id) as scope:
            tz = wanted.tz or await workspace_zone(scope)
            period = await wanted.days(scope, tz)
            campaign = await _campaign(scope, wanted.campaign)
            names = await people.names(scope)
        report = await read(
            store, workspace.slack_id, period, campaign.name if campaign else None, wanted.now
        )
        client, note = wanted.client or form == "pdf", ""
        if form == "json":
            shown = as_json(report, client=client)
            out.write(
                json.dumps(shown, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
            )
        elif form == "text":
            from bot.reporting.text import write_text

            write_text(report, names, out, client=client)
        elif form == "xlsx":
            from bot.reporting.sheets import write_sheets

            await write_sheets(store, report, names, out, client=client)
        elif form == "png":
            from bot.reporting.chart import chart

            out.write(chart(report))
        else:
            from bot.networks import allowed_networks
            from bot.reporting.pdf import write_pdf

            note = await write_pdf(store, report, campaign, out, allowed_networks())
        if about is not None:
            _write(about, json.dumps(_about(report, form) | {"note": "" if wanted.client else note}))
        elif note:
            sys.stderr.write(f"{visible(note)}\n")


async def _campaign(scope: Scope, name: str | None) -> CampaignView | None:
    """The campaign of that name, None for none; raises Mendable where there is no such campaign."""
    if name is None:
        return None
    try:
        return await campaigns.show(scope, name)
    except campaigns.UnknownCampaign as error:
        if not error.known:
            do, example = "There is none yet: leave --campaign out.", "outreach report"
        else:
            listed = ", ".join(error.known[:10]) + (" and others" if len(error.known) > 10 else "")
            do, example = f"Known: {listed}.", f'outreach report --campaign "{error.known[0]}"'
        said = f"There is no campaign “{name[:80]}”."
        raise Mendable(visible(said), visible(do), visible(example)) from error


def _write(file: Path, said: str) -> None:
    file.write_text(said, "utf-8")


def _about(report: Report, form: str) -> dict[str, str]:
    """A file's name, title, and what stands for a picture."""
    from bot.reporting import words
    from bot.reporting.chart import alt_text

    days = f"{report.period.first}-to-{report.period.last}"
    of = escape.clean(report.campaign, 80) if report.campaign else "all campaigns"
    return {
        "name": f"report-{days}.{form}",
        "title": f"Report {words.period(report)}, {of}",
        "alt": alt_text(report) if form == "png" else "",
    }
