"""What a button says is what is read of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import placement, task
from visible import any_input

from handlers.rendering.parts import blocks, buttons
from handlers.rendering.parts.buttons import ANY_ACTION, Action, NotAPress, Press

NUMBERS = st.none() | st.integers(0, 2**53 - 1)


@any_input
@given(st.sampled_from(Action), NUMBERS, NUMBERS, NUMBERS, st.none() | st.text(min_size=1, max_size=100))
def test_a_press_is_read_as_it_was_made(
    action: Action, number: int | None, version: int | None, place: int | None, extra: str | None
) -> None:
    made = Press(action, number, version, place, extra)
    assert Press.parse(made.value()) == made


@any_input
@given(st.text(max_size=5_000), st.sampled_from([150, 2_000]))
def test_a_press_fits_its_button_whatever_it_carries(extra: str, most: int) -> None:
    value = Press(Action.OPEN_NEW, 42, 3, 7, extra).value(most)
    assert len(value) <= most
    assert Press.parse(value).task == 42
    value.encode()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "null",
        "[]",
        "{}",
        '{"a":"fly"}',
        '{"a":"drop","t":"42"}',
        '{"a":"drop","t":-1}',
        '{"a":"drop","t":true}',
        '{"a":"drop","x":5}',
        "[" * 100_000,
        '{"a":"drop","t":' + "9" * 5_000 + "}",
    ],
)
def test_a_value_that_was_not_made_here_is_refused(value: str) -> None:
    with pytest.raises(NotAPress):
        Press.parse(value)


def test_the_longest_choice_of_a_menu_fits_an_option() -> None:
    longest = Press(Action.FOLLOW_UP_DONE, 2**53 - 1, 2**53 - 1, 2**53 - 1)
    assert len(longest.value()) <= buttons.MOST_OPTION


def test_two_buttons_of_one_kind_may_stand_in_a_row() -> None:
    row = blocks.actions(buttons.undo(task()), buttons.undo(task(id=43)), None)
    ids = [one["action_id"] for one in row[0]["elements"]]
    assert ids == ["undo", "undo.2"]
    assert all(ANY_ACTION.match(one) for one in ids)


def test_every_action_is_caught_and_nothing_else_is() -> None:
    assert all(ANY_ACTION.match(action) for action in Action)
    assert not ANY_ACTION.match("undone")
    assert not ANY_ACTION.match("x.undo")


def test_buttons_say_what_they_do_to_a_screen_reader() -> None:
    made = buttons.replied(task())
    assert made["accessibility_label"] == "Number 42 replied"
    assert buttons.check_now(task(), placement())["value"] == '{"a":"check_now","t":42,"v":3,"p":7}'


def test_an_unsafe_page_gets_no_button() -> None:
    assert buttons.page_button("Open", "javascript:alert(1)") is None
