"""The ``outreach`` command: finds the command that is asked for, and turns errors into one line.

A command lives in ``bot/commands/NAME.py``, as a function ``NAME`` or a typer app ``app``, and is imported
only when it is asked for: ``outreach check`` answers in a fraction of a second because it never sees Slack or
a database.
"""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress

from bot.streams import Unwritable, make_reliable
from bot.terminal import visible
from storage.errors import Mendable

COMMANDS = {
    "run": "The whole bot; without Slack tokens, a rehearsal of it.",
    "worker": "Checks and deliveries only, for more machines.",
    "check": "Look at a page now and say whether the link is there.",
    "understand": "What the bot makes of a sentence, without storing anything.",
    "export": "Everything that is stored: JSON lines, CSV or a spreadsheet.",
    "import": "Backlinks that other tools export, or a table of tasks.",
    "report": "Work and results, apart: text, JSON, XLSX, PDF or PNG.",
    "doctor": "What is wrong with the set-up, and what to do about it.",
    "backup": "A consistent copy of the database while the bot runs.",
    "db": "Bring the database up to date.",
}
"""Every command and what it does, in the order of ``outreach --help``."""

USER_ERROR = 2
INTERRUPTED = 130
PIPE_CLOSED = 141  # what a shell reports for a program that SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    make_reliable()
    code = _answer(list(sys.argv[1:] if arguments is None else arguments))
    with suppress(OSError):  # what is left of an answer whose end was told already
        sys.stdout.flush()
    sys.exit(code)


def _answer(arguments: list[str]) -> int:
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (Mendable, Unwritable) as error:
        return _say(error.line())
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    return code


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["check"]:
        from bot.commands import checking

        asked = checking.plainly_asked(arguments[1:])
        if asked is not None:
            return 0 if asked() else checking.NOT_LIVE
    if arguments[:1] == ["report"]:
        from bot.commands import reporting

        wanted = reporting.plainly_asked(arguments[1:])
        if wanted is not None:
            wanted()
            return 0
    from bot import command_line  # its library takes a quarter of a second to load

    try:
        return command_line.run(arguments)
    except command_line.Misunderstood as error:
        return _say(str(error))


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
