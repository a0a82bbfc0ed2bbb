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
        "Makes and shows campaigns; alone it lists them and opens the form. In client mode the channel sees "
        "no prices, contacts or notes, and nothing of other campaigns.",
        "campaign new Spring site acme.com channel #links",
    ),
    Word(
        "backlink",
        ("backlink N [built|passive|uncertain]", "backlink SITE"),
        "Shows one link: who reported it, what was seen of it, and where it came from, which the word behind "
        "it corrects. With a site, lists the links there.",
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
        ("forget EMAIL", "forget NAME at SITE"),
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


@dataclass(frozen=True, slots=True)
class Chapter:
    """Words that belong together; ``name`` is how it is asked for: ``/outreach help links``."""

    name: str
    title: str
    words: tuple[str, ...]


#: Every word, once, in the order in which a newcomer needs them.
CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "asks",
        "Log and follow up",
        ("log", "new", "follow-up", "remind", "replied", "note", "decline", "drop", "undo"),
    ),
    Chapter("links", "Promised links", ("promise", "check", "vouch", "earned", "backlink")),
    Chapter("lists", "See where things stand", ("list", "show", "site")),
    Chapter("campaigns", "Campaigns, reports, files", ("campaign", "report", "import", "export")),
    Chapter("yourself", "Settings and time off", ("settings", "away", "forget", "help")),
)

#: What one says first: what happened, and the words for it.
FIRST: tuple[tuple[str, str], ...] = (
    ("You asked somebody", WORDS[0].example),
    ("They answered", "replied 1 wants two topics"),
    ("They promised a link", "promise 1 https://techblog.com/tools by Friday"),
    ("What is due", ""),
    ("A question", "who promised us links this month?"),
)


def word(name: str) -> Word | None:
    """A command word by any of its names, as people type it; None when it is none."""
    return _BY_NAME.get(name.strip().lower().removeprefix("/outreach").strip())


def command(said: str) -> str:
    """ "/outreach show 42"."""
    return f"/outreach {said}"


def greeting(hello: bool = True) -> Message:
    """Somebody is friendly and asks for nothing: says hello, or thanks for what was done."""
    ask = "Tell me in a sentence whom you asked for a link, and I keep track of it:"
    line = f"{'Hello!' if hello else 'Any time.'} {ask}"
    example = WORDS[0].example
    return Message(f"{line} {example}", [blocks.section(f":wave: {line}\n{escape.code(example, 200)}")])


def overview() -> Message:
    """``/outreach help``: what one says first, every word by its chapter, and a button to each chapter."""
    first = "\n".join(f"{what}: {escape.code(command(said).rstrip(), 200)}" for what, said in FIRST)
    chapters = "\n".join(
        f"*{each.title}:* {', '.join(escape.code(name, 40) for name in each.words)}" for each in CHAPTERS
    )
    built = [
        blocks.section("*Tell me what you did. I remember it, remind you, and watch the promised links.*"),
        blocks.section(first),
        blocks.divider(),
        blocks.section(chapters),
        *blocks.actions(*(_to(each) for each in CHAPTERS)),
        blocks.context(
            "Also in a mention, in a direct message to me, and in a thread under one of my cards, where the "
            "number may be left out. One word alone: `/outreach help promise`"
        ),
        *blocks.actions(
            buttons.button("Log in a form", Press(Action.OPEN_NEW), style="primary"),
            buttons.button("Settings", Press(Action.OPEN_SETTINGS)),
        ),
    ]
    names = ", ".join(each.name for each in WORDS)
    return Message(f"Tell me what you did: {command(WORDS[0].example)}. Words: {names}.", built)


def _to(chapter: Chapter) -> buttons.Element:
    return buttons.button(chapter.title, Press(Action.HELP, extra=chapter.name))


def _chapter(chapter: Chapter) -> Message:
    """Each word of a chapter: how it is said, and what it does."""
    built = [blocks.section(f"*{chapter.title}*")]
    found = [_BY_NAME[name] for name in chapter.words]
    built += [blocks.section(f"{_usage(one)}\n{one.does}") for one in found]
    built += blocks.actions(
        *(_to(each) for each in CHAPTERS if each is not chapter),
        buttons.button("All help", Press(Action.HELP)),
    )
    return Message(f"{chapter.title}: {', '.join(command(name) for name in chapter.words)}.", built)


def _usage(found: Word) -> str:
    return "\n".join(escape.code(command(each), 200) for each in found.usage)


def topic(name: str) -> Message:
    """``/outreach help WORD``, or a chapter's name; for a word that is none, the overview says so first."""
    found = word(name)
    if found is None:
        asked = name.strip().lower()
        chapter = next((each for each in CHAPTERS if each.name == asked), None)
        if chapter is not None:
            return _chapter(chapter)
        whole = overview()
        line = f"I know no word {escape.quoted(name, 60)}. These I know:"
        return Message(f"{line} {whole.text}", [blocks.section(line), *whole.blocks])
    example = escape.code(command(found.example), 200)
    built = [blocks.section(f"*{found.name}*: {found.does}\n{_usage(found)}\nFor example: {example}")]
    said = f"{found.name}: {found.does} {command(found.usage[0])}. Example: {command(found.example)}"
    return Message(escape.mrkdwn(said, 600), built)
