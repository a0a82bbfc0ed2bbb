"""What is said of a file that is brought in."""

from handlers.rendering.importing import failed


def test_a_file_that_breaks_off_is_not_said_to_have_changed_nothing() -> None:
    assert failed("a.csv", "It is damaged.").text == "a.csv was not brought in. It is damaged."
    assert failed("a.csv", "It is damaged.", partly=True).text.startswith(
        "a.csv was brought in only in part."
    )
