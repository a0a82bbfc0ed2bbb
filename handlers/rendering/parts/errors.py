"""What people read when something could not be done as asked."""

from collections.abc import Sequence

from handlers.rendering.lists.listing import EXAMPLE
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.work.views import Money

#: So much of what was typed is said back: more than Slack lets anybody type into a command.
SAID_BACK = 24_000
#: What fits beside a button, readable at a glance.
UNSURE = "I did not quite get that; nothing is stored yet."
ASKS = "One question first; nothing is stored yet."
SHORT = 500


def mendable(error: Mendable, *, typed: str = "", draft: str | None = None) -> Message:
    """What happened, what to do, and an example in code style.

    ``typed`` is said back, so that it can be copied; ``draft`` (a draft's key) puts a button beside it that
    opens the form with what was understood.
    """
    line = escape.mrkdwn(error.what, 600)
    do = escape.mrkdwn(error.do, 400)
    again = " Trying again in a moment may help." if error.again else ""
    shown = f":warning: {line}"
    if do or again:
        shown += f"\n{do}{again}".replace("\n ", "\n")
    if error.example:
        shown += f"\n{escape.code(error.example, 300)}"
    built = [blocks.section(shown), *said_back(typed)]
    if draft is not None:
        built += blocks.actions(finish_button(draft))
    example = f" Example: {escape.mrkdwn(error.example, 300)}" if error.example else ""
    return Message(f"{line} {do}{again}{example}".replace("  ", " ").strip(), blocks.capped(built))


def unclear(reader: Reader, intent: Intent, *, typed: str = "", draft: str | None = None) -> Message:
    """What was understood, what was not, and one example that would work.

    ``draft`` is the key under which the sentence is kept: a button opens the form with what was understood.
    """
    missing = [escape.mrkdwn(one, 300) for one in intent.unclear[:6] if one.strip()]
    got = understood(intent, reader)
    example = intent.suggestion or EXAMPLE
    if not example.startswith("/outreach"):
        example = f"/outreach {example}"
    # What is only asked for, everything else being clear, is a question and nobody's mistake.
    asks = bool(got and missing) and all(one.endswith("?") for one in missing)
    head, title = (ASKS, "Question") if asks else (UNSURE, "Not understood")
    built: list[Block] = [blocks.section(f":thinking_face: {head}")]
    if got:
        built.append(
            blocks.section("*Understood*\n" + "\n".join(f"• {name}: {value}" for name, value in got))
        )
    if missing:
        built.append(blocks.section(f"*{title}*\n" + "\n".join(f"• {one}" for one in missing)))
    built.append(blocks.section(f"This would work:\n{escape.code(example, 400)}"))
    built += said_back(typed)
    built += blocks.actions(
        finish_button(draft) if draft else None,
        buttons.button("Help", Press(Action.HELP)),
    )
    parts = [
        head,
        f"Understood: {', '.join(f'{name} {value}' for name, value in got)}." if got else "",
        f"{title}: {'; '.join(missing).rstrip('.?')}{'?' if asks else '.'}" if missing else "",
        f"This would work: {escape.mrkdwn(example, 400)}",
    ]
    return Message(" ".join(part for part in parts if part), blocks.capped(built))


def no_open_task(sites: Sequence[str], draft: str, *, typed: str = "") -> Message:
    """Nothing open is about these sites: they can be logged as new with a press (``draft`` is its key)."""
    named = words.listed(escape.site(site) for site in sites[:10])
    more = f" and {len(sites) - 10} more" if len(sites) > 10 else ""
    them = "it" if len(sites) == 1 else "them"
    line = f"There is no open task about {named}{more}."
    do = f"Log {them} as new, or say the number of the task you mean; your list has it."
    button = buttons.button(f"Log {them} as new", Press(Action.LOG_NEW, extra=draft), style="primary")
    built = [blocks.section(f":warning: {line}\n{do}"), *said_back(typed), *blocks.actions(button)]
    return Message(f"{line} {do}", blocks.capped(built))


def finish_button(draft: str) -> buttons.Element:
    """ "Finish in a form": the draft's key travels with the button."""
    return buttons.button("Finish in a form", Press(Action.OPEN_NEW, extra=draft), style="primary")


def said_back(typed: str) -> list[Block]:
    """What was typed, word for word in plain text, so that it can be copied: nothing typed is lost."""
    if not typed.strip():
        return []
    kept = escape.clean(typed, SAID_BACK, lines=True)
    if len(kept) <= SHORT:
        return [blocks.context(f"You wrote: {escape.quoted(kept, SHORT)}")]
    pieces = [kept[start : start + blocks.SECTION] for start in range(0, len(kept), blocks.SECTION)]
    return [blocks.context("You wrote:"), *(blocks.plain_section(piece) for piece in pieces)]


def understood(intent: Intent, reader: Reader) -> list[tuple[str, str]]:
    """What an intent says, as names and values in mrkdwn."""
    price = Money(intent.price.amount, intent.price.currency) if intent.price else None
    when = intent.when or (words.moment(intent.follow_up_at, reader) if intent.follow_up_at else "")
    until = words.moment(intent.until, reader) if intent.until else ""
    found = [
        ("task", f"#{intent.task}" if intent.task is not None else ""),
        ("site", escape.site(intent.site) if intent.site else ""),
        ("contact", escape.mrkdwn(intent.contact_name, 80) if intent.contact_name else ""),
        ("e-mail", escape.mrkdwn(intent.contact_email, 80) if intent.contact_email else ""),
        ("tactic", words.TACTICS[intent.tactic] if intent.tactic else ""),
        ("target", escape.link(intent.target) if intent.target else ""),
        ("page", escape.link(intent.page) if intent.page else ""),
        ("anchor", escape.quoted(intent.anchor) if intent.anchor else ""),
        ("rel", words.RELS[intent.rel_agreed] if intent.rel_agreed else ""),
        ("price", escape.mrkdwn(words.money(price)) if price else ""),
        ("when", escape.mrkdwn(when, 100) if intent.follow_up_at else ""),
        ("by", words.day(intent.promised_by, reader) if intent.promised_by else ""),
        ("until", until),
        ("campaign", escape.mrkdwn(intent.campaign, 80) if intent.campaign else ""),
        ("owner", _person(intent.owner, reader) if intent.owner else ""),
    ]
    return [pair for pair in found if pair[1]]


def _person(written: str, reader: Reader) -> str:
    """Somebody as a sentence names them: by their name, where it is their id that stands there."""
    user = written.strip("<@>").partition("|")[0]
    return reader.who(user) if user in reader.names or user == reader.you else escape.mrkdwn(written, 80)


def unexpected(reference: str, *, typed: str = "") -> Message:
    """A bug of ours: says so, gives a reference that stands in the log, and hands back what was typed."""
    line = (
        "Sorry, something went wrong on my side, and I may not have stored that. "
        f"Please look at {escape.code('/outreach list')} and try again. "
        f"Reference: {escape.mrkdwn(reference, 60)}"
    )
    built = [blocks.section(f":boom: {line}"), *said_back(typed)]
    return Message(line.replace("`", ""), blocks.capped(built))
