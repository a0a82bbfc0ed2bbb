"""The log: one event a line, whatever strangers wrote, and never a secret."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import Format, configure


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


def written(form: Format, *, secrets: tuple[str, ...] = ()) -> tuple[io.StringIO, Any]:
    stream = io.StringIO()
    configure(form, secrets=secrets, stream=stream)
    return stream, structlog.get_logger("bot.test")


def test_a_json_line_is_one_object_with_what_happened_and_when() -> None:
    stream, log = written("json")
    log.info("posted", channel="C1", tries=2)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["channel"], line["tries"], line["level"]) == ("posted", "C1", 2, "info")
    assert line["at"].endswith("Z")


def test_what_libraries_log_comes_out_the_same_way() -> None:
    stream, _ = written("json")
    logging.getLogger("somebody.else").warning("lost %s of %d", "one", 3)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["logger"], line["level"]) == ("lost one of 3", "somebody.else", "warning")


def test_libraries_are_heard_when_something_is_wrong_and_not_when_they_are_at_work() -> None:
    stream, _ = written("json")
    bolt = logging.getLogger("slack_bolt.AsyncApp")
    bolt.setLevel(logging.INFO)
    bolt.info("at work")
    logging.getLogger("slack_boltlike").info("somebody else")
    bolt.warning("wrong")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == [
        "somebody else",
        "wrong",
    ]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_title_of_a_page_cannot_forge_a_line_or_colour_the_terminal(form: Format) -> None:
    stream, log = written(form)
    title = "x\n2026-01-01T00:00:00Z error    stolen\x1b[31m\x9b31m\u202etxt\u2028y"
    log.info("seen", title=title, **{"k\n": 1})
    assert len(stream.getvalue().splitlines()) == 1
    assert not set("\x1b\x9b\u202e\u2028") & set(stream.getvalue())


def test_the_lines_of_an_exception_are_indented_in_text() -> None:
    stream, log = written("text")
    try:
        raise ValueError("first\n2026-01-01T00:00:00Z error    forged")
    except ValueError:
        log.exception("failed", job=1)
    first, *rest = stream.getvalue().splitlines()
    assert "failed job=1" in first
    assert rest
    assert all(line.startswith("    | ") for line in rest)


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_of_a_library_is_kept(form: Format) -> None:
    stream, _ = written(form)
    try:
        raise KeyError("gone")
    except KeyError:
        logging.getLogger("library").exception("failed")
    assert "KeyError: 'gone'" in stream.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-abcDEF",
        "xapp-1-A0-99-abcdef",
        "xoxe.xoxp-1-Mi0y",
        "https://hooks.slack.com/commands/T1/22/abcdef",
        "postgresql+asyncpg://outreach:pa55word@db/outreach",
        "the signing secret",
    ],
)
def test_no_secret_is_written_wherever_it_stands(form: Format, secret: str) -> None:
    stream, log = written(form, secrets=("the signing secret",))
    sentence = f"said {secret}"
    log.info(sentence, inside={"deep": [f"a\n{secret}"]}, value=secret)
    try:
        raise ValueError(f"line\n{secret}")
    except ValueError:
        log.exception("failed")
    logging.getLogger("library").warning("%s", secret)
    tail = secret.rsplit("-", 1)[-1].rsplit("/", 1)[-1] if "pa55word" not in secret else "pa55word"
    assert tail not in stream.getvalue()


def test_a_value_with_blanks_and_quotes_stays_one_value() -> None:
    stream, log = written("text")
    log.info("seen", title='a" level="error')
    assert r'title="a\" level=\"error"' in stream.getvalue()
