"""When two addresses are one link."""

import pytest

from storage.links.link_key import comparable, link_key, same_link


@pytest.mark.parametrize(
    "other",
    [
        "http://acme.com/guide",
        "HTTPS://WWW.ACME.com:443/guide/",
        "http://acme.com:80/guide",
        "https://acme.com./guide",
        "https://acme.com/a/../guide",
        "https://acme.com/guide#part-2",
        "https://acme.com/guide?utm_source=x&utm_medium=y",
        "https://acme.com/guide?UTM_Source=x&gclid=1&fbclid=2&msclkid=3&mc_cid=4&mc_eid=5",
        "https://acme.com/gu%69de",
        "https://acme.com/guide?",
        "  https://acme.com/guide\n",
        "https://ann:secret@acme.com/guide",
    ],
)
def test_addresses_that_differ_only_in_what_does_not_count_are_one_link(other: str) -> None:
    assert link_key(other) == link_key("https://acme.com/guide")
    assert same_link(other, "https://acme.com/guide")


@pytest.mark.parametrize(
    "other",
    [
        "https://acme.com/Guide",
        "https://acme.com/guide?page=2",
        "https://acme.com/guide//",
        "https://acme.com:8443/guide",
        "https://blog.acme.com/guide",
        "https://acme.com/guide%2F",
        "https://acme.com/guide?mc=1",
        "https://acme.com/guide?x=1&y=2",
        "https://acme.org/guide",
    ],
)
def test_addresses_that_may_be_other_pages_are_other_links(other: str) -> None:
    assert link_key(other) != link_key("https://acme.com/guide")
    assert not same_link(other, "https://acme.com/guide")


def test_names_in_other_scripts_are_one_link_with_their_encoded_spelling() -> None:
    assert link_key("https://bücher.example/größe?q=ä") == link_key(
        "https://xn--bcher-kva.example/gr%c3%b6%C3%9Fe?q=%C3%A4"
    )


def test_parameters_that_count_keep_their_order_between_tracking_ones() -> None:
    assert comparable("https://a.com/?utm_id=1&b=2&gclid=3&a=1") == "a.com?b=2&a=1"


def test_a_space_in_a_query_is_one_link_however_it_is_written() -> None:
    assert same_link("https://a.com/?q=link+building", "https://a.com/?q=link%20building")


def test_an_address_without_a_scheme_has_the_key_of_the_web_address() -> None:
    assert link_key("acme.com/guide") == link_key("https://acme.com/guide")


@pytest.mark.parametrize(
    "url", ["", "mailto:jane@acme.com", "javascript:alert(1)", "ftp://a.com/", "https://", "//a.com"]
)
def test_what_is_no_web_address_is_never_the_same_link_as_anything(url: str) -> None:
    assert comparable(url) is None
    assert not same_link(url, url)
    assert len(link_key(url)) == 64


def test_lone_surrogates_and_nul_have_a_key_too() -> None:
    assert len(link_key("https://a.com/\ud800\x00")) == 64
