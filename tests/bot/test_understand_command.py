"""``outreach understand``, run as people and scripts run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KEYS = [
    "intent", "task", "owner", "site", "contact_name", "contact_email", "tactic", "target", "page", "anchor",
    "rel_agreed", "price", "follow_up_at", "promised_by", "until", "campaign", "unclear",
]  # fmt: skip
AT = ("--now", "2026-12-02T10:30", "--tz", "Europe/Berlin")
RUN = "import sys; from bot.cli import main; main(sys.argv[1:])"


def understand(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, "understand", *arguments],
        input=typed, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_object_a_line_for_each_task_with_every_key() -> None:
    found = objects(understand("pitched a.com and b.com a guest post, fu in 3d", *AT, "--json"))
    assert [one["site"] for one in found] == ["a.com", "b.com"]
    assert all(list(one) == KEYS for one in found)
    assert found[0]["follow_up_at"] == "2026-12-05T09:00:00+01:00"
    assert found[0]["task"] is None
    assert found[0]["unclear"] == []


def test_own_sites_are_the_target() -> None:
    said = "techblog.com acme.com/guide guest post"
    [one] = objects(understand(said, *AT, "--own-site", "www.acme.com", "--own-site", "globex.io", "--json"))
    assert (one["site"], one["target"]) == ("techblog.com", "acme.com/guide")


def test_sentences_come_from_standard_input_with_their_rows() -> None:
    typed = "snooze 42 friday\n\nemailed a@a.com and b@b.com\n"
    found = objects(understand("--from", "-", "--json", *AT, typed=typed))
    assert [(one["row"], one["intent"]) for one in found] == [(0, "snooze"), (2, "log"), (2, "log")]
    assert list(found[0]) == ["row", *KEYS]


def test_sentences_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_text("\ufeffemailed münchen.de, fu 5/6\r\nhelp\r\n", encoding="utf-8")
    found = objects(understand("--from", str(file), "--json", "--locale", "en-US", *AT))
    assert [one["intent"] for one in found] == ["log", "help"]
    assert found[0]["follow_up_at"] == "2027-05-06T09:00:00+02:00"


def test_people_read_fields_and_the_date_in_words() -> None:
    done = understand("#42 said yes, live next Tue at https://techblog.com/tools, $150", *AT)
    assert done.returncode == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "promise"
    assert {"task #42", "price 150 USD", "promised by 2026-12-08", "in words Tue 8 Dec"} <= set(lines)


def test_what_is_not_understood_is_said_with_something_that_would_be() -> None:
    done = understand("snoze 42 friday", *AT)
    assert done.returncode == 0
    assert "did you mean “snooze”?" in done.stdout
    assert "snooze 42 friday" in done.stdout


def test_a_wrong_option_is_one_line_that_says_what_to_do() -> None:
    for arguments, word in (
        (("hello", "--tz", "Nowhere/Land"), "--tz Europe/Berlin"),
        (("hello", "--tz", "../etc/passwd"), "--tz Europe/Berlin"),
        (("hello", "--now", "yesterday"), "--now 2026-12-01T09:00"),
        (("--from", "/no/such/file"), "can't be read"),
        ((), "--from FILE"),
        (("hello", "--from", "-"), "--from FILE"),
    ):
        done = understand(*arguments)
        assert done.returncode == 2, arguments
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1
        assert word in done.stderr


def test_control_characters_stay_out_of_the_terminal() -> None:
    done = understand('emailed jane@techblog.com, anchor "a\x1b[31mred"', *AT)
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("locale", ["zz-ZZ", "", "english", "en-", "../en", "en-GB; rm"])
def test_a_locale_that_nobody_speaks_is_one_line(locale: str) -> None:
    done = understand("emailed a@a.com", "--locale", locale)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"There is no locale {locale!r}. Use a language and a region. Example: --locale en-US\n"
    )


@pytest.mark.parametrize("locale", ["en", "en_US", "de-DE", "no-NO", "es-419", "zh-Hant-TW"])
def test_locales_as_slack_names_them_are_taken(locale: str) -> None:
    assert understand("emailed a@a.com", "--locale", locale, "--json").returncode == 0
