"""Files that are brought in: what they hold, how it goes, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from storage.work.campaigns import CampaignView

#: Columns and campaigns that are named.
COLUMNS = 12
CAMPAIGNS = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds: ``tool`` in words, ``rows`` about how many, the first of them, how columns are read.

    ``needs_campaign``: it does not say which site is linked.
    """

    number: int
    name: str
    tool: str
    what: str
    rows: int
    more: bool
    first: Sequence[str]
    columns: Sequence[tuple[str, str]]
    skipped: Sequence[str] = ()
    needs_campaign: bool = False


def how() -> Message:
    """``/outreach import``: how a file gets here."""
    line = "Drop the file here in a direct message to me, or mention me where you drop it."
    built = [
        blocks.section(f":inbox_tray: *Bringing links in*\n{line}"),
        blocks.section(
            "I read what Ahrefs, Semrush, Majestic, Moz and Search Console export, as CSV, spreadsheet, zip "
            "or gzip, and tables of your own: *page* and *target* for links; *site*, *contact*, *email*, "
            "*stage*, *asked* and *owner* for tasks."
        ),
        blocks.context(
            "You see the first rows before anything is kept. The same file twice changes nothing."
        ),
    ]
    return Message(line, built)


def reading(name: str) -> Message:
    """The file arrived and is looked at."""
    line = f":inbox_tray: Reading {escape.code(name, 120)} …"
    return Message(f"Reading {escape.mrkdwn(name, 120)} …", [blocks.section(line)])


def preview(seen: Preview, campaigns: Sequence[CampaignView], chosen: str | None) -> Message:
    """What is in the file, and the button that brings it in."""
    what = seen.what if seen.rows != 1 or seen.more else seen.what.removesuffix("s")
    count = f"{'more than ' if seen.more else ''}{seen.rows:,} {escape.mrkdwn(what, 60)}"
    heading = f":inbox_tray: {escape.bold(seen.name, 120)}: {count}, from {escape.mrkdwn(seen.tool, 60)}"
    built: list[Block] = [blocks.section(heading)]
    if seen.first:
        rows = "\n".join(f"{place}. {escape.mrkdwn(row, 260)}" for place, row in enumerate(seen.first, 1))
        built.append(blocks.section(f"*The first rows*\n{rows}"))
    pairs = [
        f"{escape.mrkdwn(header, 60)} → {escape.mrkdwn(field, 60)}"
        for header, field in seen.columns[:COLUMNS]
    ]
    built.append(blocks.section(f"*Columns*\n{', '.join(pairs)}"))
    if seen.skipped:
        listed = "\n".join(escape.mrkdwn(line, 200) for line in seen.skipped[:3])
        built.append(blocks.context(f"Left out so far:\n{listed}"))
    if seen.needs_campaign:
        built.append(
            blocks.section(":point_down: The file does not say which site is linked: choose its campaign.")
        )
    built += blocks.actions(
        _select(seen.number, campaigns, chosen),
        buttons.button("Bring in", Press(Action.IMPORT_RUN, extra=str(seen.number)), style="primary"),
        buttons.button("Leave it", Press(Action.IMPORT_LEAVE, extra=str(seen.number))),
    )
    said = f"{escape.mrkdwn(seen.name, 120)}: {count}, from {escape.mrkdwn(seen.tool, 60)}"
    return Message(f"{said}. Press “Bring in” to keep them.", built)


def progress(name: str, read: int, new: int) -> Message:
    """How far it is."""
    line = f"Bringing in {escape.mrkdwn(name, 120)}: {words.count(read, 'row')} read, {new:,} new so far."
    return Message(line, [blocks.section(f":hourglass_flowing_sand: {line}")])


def waiting(name: str) -> Message:
    """It was asked for."""
    line = f"Bringing in {escape.mrkdwn(name, 120)} …"
    return Message(line, [blocks.section(f":hourglass_flowing_sand: {line}")])


def done(name: str, lines: Sequence[str], skipped: Sequence[str], total: int) -> Message:
    """What came of it; the skipped rows follow as a file where there are more than a few."""
    said = "\n".join(escape.mrkdwn(line, 400) for line in lines)
    built: list[Block] = [blocks.section(f":white_check_mark: {escape.bold(name, 120)}\n{said}")]
    if skipped:
        listed = "\n".join(f"• {escape.mrkdwn(line, 200)}" for line in skipped[:5])
        rest = total - min(len(skipped), 5)
        more = f"\nand {words.count(rest, 'more row')}: they follow as a file." if rest > 0 else ""
        built.append(blocks.section(f"*Left out*\n{listed}{more}"))
    return Message(f"{escape.mrkdwn(name, 120)}: {said}", built)


def failed(name: str, line: str, *, partly: bool = False) -> Message:
    """It can't be brought in, or only its beginning, and what to do."""
    what = "was brought in only in part." if partly else "was not brought in."
    said = f"{escape.mrkdwn(name, 120)} {what} {escape.mrkdwn(line, 600)}"
    return Message(said, [blocks.section(f":warning: {said}")])


def left(name: str) -> Message:
    """Nothing of it was kept."""
    line = f"Left {escape.mrkdwn(name, 120)} alone: nothing of it was kept."
    return Message(line, [blocks.section(line)])


def said_already(name: str) -> Message:
    """A second press changes nothing."""
    line = f"{escape.mrkdwn(name, 120)}: that was decided already. Drop the file again to bring it in anew."
    return Message(line, [blocks.section(line)])


_FILES = {"export": "export", "xlsx": "spreadsheet", "pdf": "PDF", "png": "report's chart", "skipped": "list"}
_GONE = {"channel_not_found", "not_in_channel", "is_archived", "thread_not_found"}


def which_format() -> Message:
    """``/outreach export``: as what."""
    line = "Everything this workspace has stored, tokens aside, for you alone as a direct message. As what?"
    built = [
        blocks.section(f":outbox_tray: {line}"),
        *blocks.actions(
            *(
                buttons.button(label, Press(Action.EXPORT, extra=form))
                for label, form in (("Spreadsheet", "xlsx"), ("CSV", "csv"), ("JSON lines", "jsonl"))
            )
        ),
    ]
    return Message(line, built)


def exporting(form: str) -> Message:
    """It is being made."""
    line = f"I'm writing the export ({form}) and will send it to you as a direct message."
    return Message(line, [blocks.section(f":outbox_tray: {line}")])


def export_follows(form: str) -> Message:
    """What stands in the direct message, above the file."""
    line = f"Here is everything this workspace has stored ({form}); the file follows in this thread."
    return Message(line, [blocks.section(f":outbox_tray: {line}")])


def not_handed_over(what: str, code: str) -> Message:
    """A file that somebody waits for does not come: why, and who can mend it.

    ``what`` is a form, as "pdf" or "export"; ``code`` is Slack's error, "" where the file could not be made.
    """
    line = f"I could not hand over the {_FILES.get(what, 'file')}"
    if code == "missing_scope":
        line += (
            ": Slack has not given me the right to upload files (`files:write`). Whoever installed Outreach "
            "can give it by installing the app again; then ask me once more."
        )
    elif code in _GONE:
        line += ": I can't write any more where you asked for it. Ask me in a direct message."
    elif code:
        line += f": Slack says {escape.quoted(code, 60)}. Ask me once more in a while."
    else:
        line += (
            ": making it failed. Ask me once more; if it fails again, the reason is in the log of whoever "
            "runs Outreach."
        )
    return Message(line, [blocks.section(f":warning: {line}")])


def _select(number: int, campaigns: Sequence[CampaignView], chosen: str | None) -> buttons.Element | None:
    if not campaigns:
        return None
    options = [_option("All sites", Press(Action.IMPORT_CAMPAIGN, extra=f"{number} 0"))]
    options += [
        _option(one.name, Press(Action.IMPORT_CAMPAIGN, extra=f"{number} {one.id}"))
        for one in campaigns[: CAMPAIGNS - 1]
    ]
    made: buttons.Element = {
        "type": "static_select",
        "action_id": Action.IMPORT_CAMPAIGN.value,
        "placeholder": {"type": "plain_text", "text": "Campaign"},
        "options": options,
    }
    names = ["", *(one.name for one in campaigns[: CAMPAIGNS - 1])]
    if chosen in names:
        made["initial_option"] = options[names.index(chosen)]
    return made


def _option(label: str, pressed: Press) -> dict[str, object]:
    return {
        "text": {"type": "plain_text", "text": escape.clean(label, 75) or "?"},
        "value": pressed.value(buttons.MOST_OPTION),
    }
