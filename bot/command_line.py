"""The command line's parser, with typer: loaded where words leave something to understand or to explain."""

import inspect
import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.cli import COMMANDS

_EXAMPLE = re.compile(r"^\s*(?:\$ )?(outreach .+?)\s*$", re.MULTILINE)

#: Commands whose module and function can't bear their name: Python keeps the word for itself.
CALLED = {"import": "import_file"}


class Misunderstood(Exception):  # noqa: N818 - it names what happened
    """The words after ``outreach`` make no command; its text is the line to print."""


def run(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name; its exit code. Raises ``Misunderstood``."""
    wanted = next((argument for argument in arguments if not argument.startswith("-")), None)
    try:
        app = typer.main.get_command(build(wanted))
        with app.make_context("outreach", arguments) as context:
            app.invoke(context)
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise Misunderstood(_usage_line(error)) from None
    return 0


def build(wanted: str | None) -> typer.Typer:
    """The command line with ``wanted`` loaded and the other commands known by name only."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_outreach)
    for name, summary in COMMANDS.items():
        if name != wanted:
            app.command(name, help=summary)(_not_loaded)
            continue
        called = CALLED.get(name, name)
        module = import_module(f"bot.commands.{called}")
        if isinstance(group := getattr(module, "app", None), typer.Typer):
            app.add_typer(group, name=name, short_help=summary)
        else:
            function: Callable[..., Any] = getattr(module, called)
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

        sys.stdout.write(f"outreach {metadata.version('outreach')}\n")
    elif context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")


def _not_loaded() -> None:
    raise AssertionError("only the command that was asked for is ever run")


def _laid_out(doc: str) -> str:
    """``doc`` with its example paragraphs marked, so that help keeps their line breaks."""
    paragraphs = re.split(r"\n\s*\n", doc)
    return "\n\n".join(f"\b\n{p}" if p.lstrip().startswith("Example") else p for p in paragraphs)


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
