"""A link that can't be followed is only taken for the one that is sought where that one stood."""

import pytest

from storage.watch.door_doubts import stands_for
from storage.watch.observation import SeenLink

LINK = SeenLink(
    "https://acme.com/guide", "the guide", before="For more on this topic read", after="by our friends."
)


@pytest.mark.parametrize(
    "door",
    [
        SeenLink("https://bit.ly/x", "The  Guide"),
        SeenLink("https://bit.ly/x", "here", before="for more on this topic read"),
        SeenLink("https://bit.ly/x", "here", before="something else", after="by our friends. And more"),
        SeenLink("https://acme.com/guide", "here"),
    ],
)
def test_these_stand_where_the_link_stood(door: SeenLink) -> None:
    assert stands_for(door, LINK)


@pytest.mark.parametrize(
    "door",
    [
        SeenLink("https://bit.ly/x", "share"),
        SeenLink("https://bit.ly/x", "", before="", after=""),
        SeenLink("https://bit.ly/x", "share", before="read", after="by"),
        SeenLink("https://bit.ly/x", "share", before="At the foot of this page", after="or print it out"),
    ],
)
def test_these_stand_elsewhere(door: SeenLink) -> None:
    assert not stands_for(door, LINK)


def test_two_images_without_words_are_not_one_link_for_that() -> None:
    bare = SeenLink("https://acme.com/guide", "")
    assert not stands_for(SeenLink("https://bit.ly/x", ""), bare)
