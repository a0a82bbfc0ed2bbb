"""What can be said to the bot: one table, from which the help and the docs are made."""

from dataclasses import dataclass

from handlers.rendering.parts import blocks, buttons, escape
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message


@dataclass(frozen=True, slots=True)
class Word:
    """One command word: how it is said, what it does, an example that works, and other names for it."""

    name: str
    usage: tuple[str, ...]
    does: str
    example: str
    also: tuple[str, ...] = ()


WORDS: tuple[Word, ...] = (
    Word(
        "log",
        ("log TEXT", "TEXT"),
        "Understands a sentence and logs it: site, contact, tactic, target, price and follow-up date.",
        "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days",
    ),
    Word("new", ("new",), "Logs an outreach in a form instead.", "new"),
    Word(
        "list",
        ("list [all|mine|@someone|overdue|today|STAGE|campaign NAME|site DOMAIN]",),
        "Lists tasks, page by page; alone: your open ones. Add “by site”, “by stage” or “by last change” for "
        "another order; several are done or snoozed at once from the menu under it.",
        "list overdue",
    ),
    Word("show", ("show N",), "Shows one task: what was done, promised links, and the evidence.", "show 42"),
    Word(
        "follow-up",
        ("follow-up N [WHEN]",),
        "You sent a follow-up; the next one is set.",
        "follow-up 42 next Tuesday",
        ("followup", "done"),
    ),
    Word(
        "remind",
        ("remind N WHEN", "snooze N WHEN"),
        "Moves the reminder.",
        "snooze 42 until Monday",
        ("snooze",),
    ),
    Word(
        "replied",
        ("replied N [TEXT]",),
        "They answered: the reminder is cleared, and you are asked what is next.",
        "replied 42 wants two topics",
    ),
    Word("note", ("note N TEXT",), "Keeps a note on a task.", "note 42 prefers short posts"),
    Word("decline", ("decline N [WHY]",), "They refused: the task is closed.", "decline 42 no guest posts"),
    Word("drop", ("drop N",), "You stop asking: the task is closed.", "drop 42"),
    Word(
        "promise",
        ('promise N [PAGE] [by WHEN] [anchor "…"] [dofollow|nofollow|sponsored] [for PRICE]',),
        "A link was promised: the page is watched, or the whole site until the link appears.",
        "promise 42 https://techblog.com/tools by Friday dofollow",
    ),
    Word(
        "check",
        ("check N", "check PAGE TARGET"),
        "Looks at a page now.",
        "check https://techblog.com/tools https://acme.com/guide",
    ),
    Word(
        "vouch",
        ("vouch N [until WHEN]",),
        "You looked yourself and the link is there, on a page that the bot can't read.",
        "vouch 42 until March",
    ),
    Word(
        "earned",
        ("earned PAGE [TARGET]",),
        "Keeps a link that nobody asked for, and watches it from then on.",
        "earned https://news.example/story https://acme.com",
    ),
    Word(
        "site",
        ("site DOMAIN",),
        "Tells what was asked of a site, by whom, what came of it, what it costs and who knows whom there.",
        "site techblog.com",
    ),
    Word(
        "campaign",
        (
            "campaign new NAME site DOMAIN [client NAME] [channel #c]",
            "campaign list",
            "campaign show NAME",
            "campaign edit NAME",
            "campaign set NAME client-mode on|off",
            "campaign archive NAME",
            "campaign reopen NAME",
        ),
        "Makes and shows campaigns; alone it lists them, with a button to a form for owner, cadence and "
        "goal. In client mode the channel sees no prices, contacts or notes, and nothing of other campaigns.",
        "campaign new Spring site acme.com channel #links",
    ),
    Word(
        "backlink",
        ("backlink N [built|passive|uncertain]", "backlink SITE"),
        "Shows one link, who reported it, what was seen of it and why it is called built, passive or "
        "uncertain; with a word behind it, corrects where it came from. With a site, lists the links there.",
        "backlink 7 built",
    ),
    Word(
        "report",
        ("report [PERIOD] [campaign NAME] [xlsx|pdf]",),
        "Work and results, counted apart, with a chart; the card's buttons change days and campaign.",
        "report last month pdf",
    ),
    Word(
        "import",
        ("import",),
        "Says how to bring in what Ahrefs, Semrush, Majestic, Moz or Search Console export, or a table of "
        "your own: drop the file in a direct message, or mention me where you drop it.",
        "import",
    ),
    Word(
        "export",
        ("export [xlsx|csv|jsonl]",),
        "Sends you everything that this workspace has stored as a file, in a direct message.",
        "export xlsx",
    ),
    Word(
        "forget",
        ("forget EMAIL",),
        "Takes a contact's name and address from everything that is stored, once you say that you are sure.",
        "forget jane@techblog.com",
    ),
    Word(
        "away",
        ("away until WHEN", "away from DAY to DAY", "away until WHEN, @SOMEBODY covers", "back"),
        "Your reminders wait, or go to who covers for you.",
        "away until Monday, @bob covers",
        ("back",),
    ),
    Word(
        "settings",
        ("settings",),
        "A form. For this channel, or another that you choose in it: when its daily digest comes, which news "
        "about links is posted there, and listening. For everybody: follow-ups, holidays, mail domains, the "
        "reaction that logs. For you: your own digest, quiet hours, and who stands in while you are away.",
        "settings",
    ),
    Word("undo", ("undo",), "Takes back your last change.", "undo"),
    Word("help", ("help [WORD]",), "This, or more about one word.", "help promise"),
)

_BY_NAME = {name: word for word in WORDS for name in (word.name, *word.also)}


def word(name: str) -> Word | None:
    """A command word by any of its names, as people type it; None when it is none."""
    return _BY_NAME.get(name.strip().lower().removeprefix("/outreach").strip())


def command(said: str) -> str:
    """ "/outreach show 42"."""
    return f"/outreach {said}"


def greeting() -> Message:
    """Somebody is friendly and asks for nothing."""
    line = "Hello! Tell me in a sentence whom you asked for a link, and I keep track of it:"
    example = WORDS[0].example
    return Message(f"{line} {example}", [blocks.section(f":wave: {line}\n{escape.code(example, 200)}")])


def overview() -> Message:
    """``/outreach help``: how to begin, and every word in a line."""
    begin = (
        "*Tell me what you did, and I remember it, remind you, and watch the links you were promised.*\n"
        f"{escape.code(command(WORDS[0].example), 200)}"
    )
    lines = [f"{escape.code(command(each.usage[0]), 200)}\n{each.does}" for each in WORDS]
    half = (len(lines) + 1) // 2
    built = [
        blocks.section(begin),
        blocks.section("\n".join(lines[:half])),
        blocks.section("\n".join(lines[half:])),
        blocks.context(
            "The same words work in a mention, in a direct message to me, and in a thread under one of my "
            "cards, where the number may be left out. More about one word: `/outreach help promise`",
            "Ask me, too: `/outreach who promised us links this month?`, `/outreach what should I do today?`",
        ),
        *blocks.actions(
            buttons.button("Log in a form", Press(Action.OPEN_NEW)),
            buttons.button("Settings", Press(Action.OPEN_SETTINGS)),
        ),
    ]
    names = ", ".join(each.name for each in WORDS)
    return Message(f"Tell me what you did: {command(WORDS[0].example)}. Words: {names}.", built)


def topic(name: str) -> Message:
    """``/outreach help WORD``; for a word that is none, the overview with a line that says so."""
    found = word(name)
    if found is None:
        whole = overview()
        line = f"I know no word {escape.quoted(name, 60)}. These I know:"
        return Message(f"{line} {whole.text}", [blocks.section(line), *whole.blocks])
    usage = "\n".join(escape.code(command(each), 200) for each in found.usage)
    example = escape.code(command(found.example), 200)
    built = [blocks.section(f"*{found.name}*: {found.does}\n{usage}\nFor example: {example}")]
    said = f"{found.name}: {found.does} {command(found.usage[0])}. Example: {command(found.example)}"
    return Message(escape.mrkdwn(said, 600), built)
