"""From what is wanted to the report in its form."""

import json
from typing import IO

from bot.load_settings import Need, load
from bot.open_store import opened
from bot.reporting.wanted import Wanted
from storage import campaigns, people
from storage.report import as_json, only_workspace, read, workspace_zone


async def make(wanted: Wanted, form: str, out: IO[bytes]) -> None:
    """Read the ledger and write the report; raises Mendable."""
    settings = load(need=Need.STORE)
    async with opened(settings.database_url) as store:
        workspace = await only_workspace(store, wanted.workspace)
        async with store.reading(workspace.slack_id) as scope:
            tz = wanted.tz or await workspace_zone(scope)
            period = await wanted.days(scope, tz)
            campaign = await campaigns.show(scope, wanted.campaign) if wanted.campaign else None
            names = await people.names(scope)
        report = await read(
            store, workspace.slack_id, period, campaign.name if campaign else None, wanted.now
        )
        client = wanted.client or form == "pdf"
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

            out.write(chart(report, dark=False))
        else:
            from bot.reporting.pdf import write_pdf

            await write_pdf(store, report, campaign, out)
