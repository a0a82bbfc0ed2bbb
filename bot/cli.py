"""The ``outreach`` command: finds the command that is asked for, and turns errors into one line.

A command lives in ``bot/commands/NAME.py``, as a function ``NAME`` or a typer app ``app``, and is imported
only when it is asked for: ``outreach check`` answers in a fraction of a second because it never sees Slack or
a database.
"""

import inspect
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.streams import Unwritable, make_reliable
from bot.terminal import visible
from storage.errors import Mendable

COMMANDS = {
    "run": "The whole bot; without Slack tokens, a rehearsal of it.",
    "worker": "Checks and deliveries only, for more machines.",
    "check": "Look at a page now and say whether the link is there.",
    "understand": "What the bot makes of a sentence, without storing anything.",
    "export": "Everything that is stored: JSON lines, CSV or a spreadsheet.",
    "doctor": "What is wrong with the set-up, and what to do about it.",
    "backup": "A consistent copy of the database while the bot runs.",
    "db": "Bring the database up to date.",
}
"""Every command and what it does, in the order of ``outreach --help``."""

USER_ERROR = 2
INTERRUPTED = 130
PIPE_CLOSED = 141  # what a shell reports for a program that SIGPIPE ended

_EXAMPLE = re.compile(r"^\s*(?:\$ )?(outreach .+?)\s*$", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    make_reliable()
    code = _answer(list(sys.argv[1:] if arguments is None else arguments))
    with suppress(OSError):  # what is left of an answer whose end was told already
        sys.stdout.flush()
    sys.exit(code)


def build(wanted: str | None) -> typer.Typer:
    """The command line with ``wanted`` loaded and the other commands known by name only."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_outreach)
    for name, summary in COMMANDS.items():
        if name != wanted:
            app.command(name, help=summary)(_not_loaded)
            continue
        module = import_module(f"bot.commands.{name}")
        if isinstance(group := getattr(module, "app", None), typer.Typer):
            app.add_typer(group, name=name, short_help=summary)
        else:
            function: Callable[..., Any] = getattr(module, name)
            app.command(name, help=_laid_out(inspect.getdoc(function) or ""), short_help=summary)(function)
    return app


def _outreach(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Outreach: a Slack assistant for link builders.

    Say in a sentence whom you asked for a link; it reminds you, watches the promised page, and says when the
    link is live.

    \b
    Example:
      outreach run
    """
    if version:
        from importlib import metadata  # thirty milliseconds that only this answer needs

        print(f"outreach {metadata.version('outreach')}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def _not_loaded() -> None:
    raise AssertionError("only the command that was asked for is ever run")


def _laid_out(doc: str) -> str:
    """``doc`` with its example paragraphs marked, so that help keeps their line breaks."""
    paragraphs = re.split(r"\n\s*\n", doc)
    return "\n\n".join(f"\b\n{p}" if p.lstrip().startswith("Example") else p for p in paragraphs)


def _answer(arguments: list[str]) -> int:
    wanted = next((argument for argument in arguments if not argument.startswith("-")), None)
    try:
        app = typer.main.get_command(build(wanted))
        try:
            with app.make_context("outreach", arguments) as context:
                app.invoke(context)
        except typer.Exit as error:
            code = error.exit_code
        else:
            code = 0
        sys.stdout.flush()
    except typer.TyperException as error:
        return _say(_usage_line(error))
    except (Mendable, Unwritable) as error:
        return _say(error.line())
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    return code


def _usage_line(error: typer.TyperException) -> str:
    """What was wrong with the words after ``outreach``, and one example that works."""
    what = " ".join(error.format_message().split())
    if nearest := getattr(error, "possibilities", None):
        what = f"{error.message}. Did you mean {nearest[0]}?"
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "outreach"
    example = _EXAMPLE.search(context.command.help or "") if context else None
    if what.endswith("?") or not example:
        return f"{path}: {what} See: {path} --help"
    return f"{path}: {what}{'' if what[-1] in '.!' else '.'} Example: {example[1]}"


def _say(line: str) -> int:
    with suppress(OSError):  # nobody is left to tell
        print(visible(_typable(line)), file=sys.stderr, flush=True)
    return USER_ERROR


def _typable(line: str) -> str:
    """``line`` with examples that work here: after ``make run`` the command is in no folder of the PATH."""
    typed = sys.argv[0]
    if os.path.basename(typed) != "outreach" or shutil.which("outreach"):
        return line
    program = shlex.quote(min(typed, os.path.relpath(typed), key=len))
    return re.sub(r"\b(Example|See): outreach\b", lambda found: f"{found[1]}: {program}", line)
