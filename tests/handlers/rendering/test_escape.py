"""Strangers' words do nothing but be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import HOSTILE
from visible import any_input, seen

from bot.rehearsal.text import pings_in
from handlers.rendering.parts import escape
from handlers.rendering.parts.message import Message


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_a_stranger_writes_pings_or_links(words: str) -> None:
    shown = escape.mrkdwn(words, 300)
    assert pings_in(shown) == []
    assert "<" not in shown
    assert "`" not in shown
    assert len(seen(shown)) <= 310


@any_input
@given(st.text())
def test_any_text_becomes_one_line_without_controls(words: str) -> None:
    shown = escape.clean(words, 80)
    assert len(shown) <= 80
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not any(char in shown for char in "\u202e\u2066\u2069\u200b\u2028")
    shown.encode()


@any_input
@given(st.text())
def test_any_text_is_harmless_in_mrkdwn(words: str) -> None:
    shown = escape.mrkdwn(words, 200)
    assert pings_in(shown) == []
    assert "<" not in shown
    assert ">" not in shown
    assert not any(f"@{name}" in shown.lower() for name in ("channel", "here", "everyone"))


def test_ordinary_words_stay_as_they_are() -> None:
    assert seen(escape.mrkdwn("Jane & Joe's “R&D” <team> 日本語 🎉")) == "Jane & Joe's “R&D” <team> 日本語 🎉"


def test_joined_emoji_and_arabic_stay_readable() -> None:
    assert escape.clean("مرحبا jane") == "مرحبا jane"


def test_a_web_address_is_a_link_labelled_with_itself() -> None:
    assert escape.link("https://techblog.com/tools/") == "<https://techblog.com/tools/|techblog.com/tools>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "http://",
        "https://",
        "slack://user?team=T1",
        " ",
        "https://" + "a" * 3_000 + ".com",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert "<" not in escape.link(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.com/?q=<!channel>|<@U1>",
        "https://a.com/|https://evil.com",
        "https://a.com/a b c",
        "https://a.com/`x`",
        "https://a.com/‮moc.elgoog",
        "https://a.com/" + "ü" * 200,
    ],
)
def test_an_odd_address_can_not_break_out_of_its_link(url: str) -> None:
    shown = escape.link(url)
    assert shown.startswith("<https://a.com/")
    assert shown.count("<") == shown.count(">") == 1
    assert shown.count("|") == 1
    assert pings_in(shown) == []


def test_an_ampersand_in_an_address_is_an_entity() -> None:
    assert escape.link("https://a.com/?x=1&y=2") == "<https://a.com/?x=1&amp;y=2|a.com/?x=1&amp;y=2>"


def test_what_is_encoded_already_is_not_encoded_again() -> None:
    assert escape.address("https://a.com/%20x?y=%7C") == "https://a.com/%20x?y=%7C"


def test_what_is_no_user_id_is_never_a_mention() -> None:
    assert escape.mention("UANNA") == "<@UANNA>"
    assert "<" not in escape.mention("U1> <!channel")


@any_input
@given(st.text(alphabet="ab <>&|@!\n", max_size=400), st.integers(20, 120))
def test_cut_mrkdwn_holds_no_torn_link(words: str, most: int) -> None:
    whole = " ".join([escape.mrkdwn(words, 100), escape.link("https://acme.com/guide"), escape.mrkdwn(words)])
    kept = escape.fitted(whole, most)
    assert len(kept) <= most
    assert kept.count("<") == kept.count(">")


def test_a_messages_text_is_cut_where_nothing_is_torn_apart() -> None:
    message = Message(escape.link("https://acme.com/guide") * 400)
    assert len(message.text) <= 4_000
    assert message.text.count("<") == message.text.count(">")


def test_what_was_made_for_slack_reads_as_plain_words_where_slack_shows_no_markup() -> None:
    made = f"*#2* on Monday for {escape.link('https://acme.com/a?b=1&c=2')}: `asked` R&amp;D"
    assert escape.plain(made) == "#2 on Monday for acme.com/a?b=1&c=2: asked R&D"


def test_a_star_in_a_name_does_not_end_its_bold_words() -> None:
    assert escape.bold("Acme *best* <!here>") == "*Acme ∗best∗ &lt;!here&gt;*"
