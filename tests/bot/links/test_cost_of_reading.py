"""Which pages are read on the event loop, and which where they can be stopped."""

import pytest

from bot.links.processes.cost import plainly_cheap

ARTICLE = b"<p class=intro>Some words and <a href='/a/page'>a link</a> in a paragraph of an article.</p>\n"


def test_a_long_article_is_read_on_the_spot() -> None:
    assert plainly_cheap(ARTICLE * 1400)
    assert plainly_cheap(b"<script>" + b"x=1;" * 80_000 + b"</script>")


@pytest.mark.parametrize(
    "html",
    [
        b"<b>" * 2900 + b"</x>" * 30_000,
        b"<div>" * 2900 + b"</p>" * 30_000,
        b"<div>" * 4000,
        b"<p " + b" ".join(b"a%d" % number for number in range(2000)) + b">",
        (b"<p " + b" ".join(b"a%d" % number for number in range(500)) + b">") * 150,
        b"words " * 100_000,
    ],
    ids=["stray ends", "stray paragraphs", "depth", "attributes", "attributes again and again", "size"],
)
def test_a_page_made_to_hold_up_the_loop_is_not(html: bytes) -> None:
    assert not plainly_cheap(b"<!doctype html><body>" + html)
