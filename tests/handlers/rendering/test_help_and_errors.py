"""What people read when they ask how, and when something could not be done."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import DAY, HOSTILE, NOW, READER, task
from visible import accepted, any_input, buttons, pinged, plain

from handlers.rendering import away, campaign
from handlers.rendering import help as helping
from handlers.rendering.parts import errors
from handlers.rendering.parts.buttons import Action, Press
from handlers.understanding.intent import Act, Intent, Price
from storage.errors import Mendable, UnknownTask
from storage.words import RelAgreed, Tactic
from storage.work.campaigns import CampaignView
from storage.work.tasks import TaskPage

SPRING = CampaignView(1, "Spring", ("acme.com",), "Acme", "C1", True, NOW, False)

#: The words of the contract's table.
PROMISED = """log new list show follow-up remind snooze replied note decline drop promise check vouch earned
site campaign backlink report import export away back settings undo help""".split()


def test_every_word_of_the_contract_has_help_with_an_example() -> None:
    for name in PROMISED:
        found = helping.word(name)
        assert found is not None, name
        message = helping.topic(name)
        accepted(message)
        assert f"`/outreach {found.example}`" in plain(message)


def test_help_names_every_word_and_leads_to_how_each_is_said() -> None:
    message = helping.overview()
    accepted(message)
    shown = plain(message)
    for word in helping.WORDS:
        assert f"`{word.name}`" in shown
        assert word.name in message.text.partition("Words: ")[2].rstrip(".").split(", ")
    elements = [one for block in message.blocks for one in block.get("elements", [])]
    pressed = [Press.parse(one["value"]) for one in elements if "value" in one]
    chapters = [helping.topic(one.extra or "") for one in pressed if one.action is Action.HELP]
    for chapter in chapters:
        accepted(chapter)
    whole = "\n".join(plain(chapter) for chapter in chapters)
    for word in helping.WORDS:
        for usage in word.usage:
            assert whole.count(f"`/outreach {usage}`") == 1
        assert word.does in whole


def test_help_begins_with_what_one_says_first() -> None:
    lines = plain(helping.overview()).splitlines()
    assert len(lines) < 20
    assert "You asked somebody: `/outreach emailed jane@techblog.com about" in lines[1]


def test_help_about_the_settings_tells_what_the_form_holds() -> None:
    shown = plain(helping.topic("settings"))
    assert "this channel, or another that you choose" in shown
    for what in ("daily digest", "listening", "holidays", "quiet hours", "reaction that logs"):
        assert what in shown


def test_help_about_nonsense_says_so_and_helps_anyway() -> None:
    message = helping.topic("<!channel> fly")
    accepted(message)
    assert "I know no word “<!channel> fly”" in plain(message)
    assert pinged(message) == []


def test_an_error_says_what_happened_what_to_do_and_an_example() -> None:
    message = errors.mendable(UnknownTask(9))
    accepted(message)
    assert "There is no task #9 here.\nLook its number up in your list.\n`/outreach list`" in plain(message)
    assert (
        message.text == "There is no task #9 here. Look its number up in your list. Example: /outreach list"
    )


def test_an_error_that_may_pass_says_so() -> None:
    busy = Mendable("The database is busy.", again=True)
    assert "Trying again in a moment may help." in plain(errors.mendable(busy))


def test_what_was_understood_and_what_not_is_told_with_an_example_that_works() -> None:
    intent = Intent(
        Act.UNCLEAR,
        site="techblog.com",
        contact_name="Jane",
        tactic=Tactic.GUEST_POST,
        price=Price(Decimal(150), "USD"),
        rel_agreed=RelAgreed.DOFOLLOW,
        follow_up_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC),
        unclear=("which of two e-mail addresses is meant", "“5/6” may be 5 June or 6 May"),
        suggestion="/outreach log emailed jane@techblog.com",
    )
    message = errors.unclear(READER, intent, typed="emailed a@b.com, c@d.com", draft="k1")
    accepted(message)
    text = plain(message)
    for said in (
        "• site: techblog.com",
        "• contact: Jane",
        "• tactic: guest post",
        "• price: $150",
        "• when: Tue 8 Dec, 10:00 Berlin time",
        "• which of two e-mail addresses is meant",
        "“5/6” may be 5 June or 6 May",
        "`/outreach log emailed jane@techblog.com`",
        "You wrote: “emailed a@b.com, c@d.com”",
    ):
        assert said in text
    assert buttons(message) == ["Finish in a form", "Help"]
    assert Press.parse(message.blocks[-1]["elements"][0]["value"]).extra == "k1"


def test_nothing_that_was_typed_is_lost_however_long() -> None:
    typed = " ".join(f"word{number}" for number in range(2_500))[:20_000]
    for message in (
        errors.mendable(UnknownTask(9), typed=typed),
        errors.unclear(READER, Intent(Act.UNCLEAR), typed=typed),
        errors.unexpected("abc123", typed=typed),
    ):
        accepted(message)
        assert typed in plain(message).replace("\n", "") or typed in plain(message).replace("\n", " ")
    assert "Reference: abc123" in plain(errors.unexpected("abc123"))


@any_input
@given(st.text(max_size=30_000))
def test_anything_typed_can_be_said_back(typed: str) -> None:
    for message in (errors.mendable(UnknownTask(9), typed=typed), errors.unexpected("r", typed=typed)):
        accepted(message)
        assert pinged(message) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_do_nothing_in_an_error(words: str) -> None:
    intent = Intent(
        Act.UNCLEAR,
        owner=words,
        site=words,
        contact_name=words,
        contact_email=words,
        target=words,
        page=words,
        anchor=words,
        campaign=words,
        when=words,
        unclear=(words,) * 9,
        suggestion=words,
        follow_up_at=NOW,
    )
    odd = replace(SPRING, name=words, client=words, sites=(words,) * 30, channel=words)
    page = TaskPage((task(),), 30, 0)
    for message in (
        errors.unclear(READER, intent, typed=words, draft=words),
        errors.mendable(Mendable(words, words, words), typed=words, draft=words),
        errors.unexpected(words, typed=words),
        helping.topic(words),
        campaign.created(READER, odd),
        campaign.listed([odd] * 100),
        campaign.shown(READER, odd, page),
        campaign.archived(odd),
        campaign.client_mode(odd),
    ):
        accepted(message)
        assert pinged(message) == []


def test_campaigns_are_told_with_sites_client_and_channel() -> None:
    text = plain(campaign.created(READER, SPRING))
    assert "Campaign *Spring* is ready: acme.com, for Acme, in #C1, client mode" in text
    assert "There are no campaigns yet" in plain(campaign.listed([]))
    assert "2 campaigns" in plain(campaign.listed([SPRING, SPRING]))
    shown = campaign.shown(READER, SPRING, TaskPage((task(),), 12, 0))
    accepted(shown)
    assert "*12 open tasks*" in plain(shown)
    assert "All 12 open" in buttons(shown)
    assert "sees no prices, contacts or notes" in plain(campaign.client_mode(SPRING))


def test_away_and_back() -> None:
    message = away.away(READER, NOW + 5 * DAY)
    accepted(message)
    assert "You are away until Sat 28 Nov, 09:30 Berlin time." in plain(message)
    accepted(away.back())
