"""What becomes of typed text, what is read, and who is pinged."""

from datetime import UTC, datetime

import pytest
from echo_bot import plain

from bot.clock import Clock
from bot.rehearsal import Message, RehearsalSlack
from bot.rehearsal.text import read, typed, typed_command

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def team():
    return RehearsalSlack(Clock()).team


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("see https://x.com/a?b=1&c=2.", "see <https://x.com/a?b=1&amp;c=2>."),
        ("(https://x.com/a_(b))", "(<https://x.com/a_(b)>)"),
        (
            "x.com/a, or x.co.uk",
            "<http://x.com/a|x.com/a>, or <http://x.co.uk|x.co.uk>",
        ),
        ("v1.2 and e.g. this", "v1.2 and e.g. this"),
        ("jane@x.com", "<mailto:jane@x.com|jane@x.com>"),
        ("@tom @Outreach @nobody", "<@UTOM> <@UOUTREACH> @nobody"),
        ("#client-acme #42", "<#CACME> #42"),
        ("@channel <!channel>", "<!channel> &lt;!channel&gt;"),
        ("`https://x.com`", "`https://x.com`"),
        ("<@UTOM> hi", "<@UTOM> hi"),
        ("<@UEVIL> hi", "&lt;@UEVIL&gt; hi"),
    ],
)
def test_what_a_person_types_is_marked_up_as_slack_does(team, said, kept):
    assert typed(said, team) == kept


def test_a_command_escapes_people_channels_and_links_with_labels(team):
    said = "@jana in #client-acme: https://x.com, jane@x.com & x.com"
    assert typed_command(said, team, should_escape=True) == (
        "<@UJANA|jana> in <#CACME|client-acme>: <https://x.com|https://x.com>, "
        "<mailto:jane@x.com|jane@x.com> &amp; "
        "<http://x.com|x.com>"
    )
    assert typed_command(said, team, should_escape=False) == said


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("*bold* _it_ ~no~ `code` 2*3*4 a_b_c", "bold it no code 2*3*4 a_b_c"),
        ("<@UTOM> <#CACME> <https://x.com|x> <!here> &lt;b&gt;", "@tom #client-acme x @here <b>"),
        ("<!date^1795600000^{date_num} {time}|soon>", "2026-11-25 10:46 AM"),
        ("<!date^1795348800^{date_pretty}|soon>", "today"),
    ],
)
def test_what_is_read_has_no_markup(team, text, seen):
    assert read(text, team, zone="Europe/Berlin", now=NOW) == seen


def test_whoever_is_notified_is_named(team):
    def message(**more):
        return Message(team, "CLINKS", "1.0", "UOUTREACH", **more)

    mrkdwn = {"type": "section", "text": {"type": "mrkdwn", "text": "<@UTOM> <!channel>"}}
    assert message(text="x", blocks=[mrkdwn]).pings == ["UTOM", "channel"]
    assert message(text="&lt;!channel&gt; @here").pings == []
    assert message(text="@here", link_names=True).pings == ["here"]
    assert message(text="x", blocks=[{"type": "header", "text": plain("<!channel>")}]).pings == []
    assert message(text="<!everyone>", ephemeral_for="UTOM").pings == []
    broadcast = {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "here"}]}
    assert message(text="", blocks=[{"type": "rich_text", "elements": [broadcast]}]).pings == ["here"]
