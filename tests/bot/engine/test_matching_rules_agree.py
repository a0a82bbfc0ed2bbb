"""The checker and the ledger must mean the same by "one link", or a link would be counted twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.links.urls import match_key
from storage.link_key import comparable

PARTS = st.sampled_from(
    ["/", "a", "B", "%41", "%7e", "%2F", "%2f", "~", "..", ".", "?", "&", "=", "utm_source=x", "gclid=1",
     "mc_cid", "fbclid", "q", "+", "%20", " ", "#", ":", ";", "@", "ä", "%C3%A4", "\\", "|", "%7C",
     "(", "%28"]
)  # fmt: skip
HOSTS = st.sampled_from(
    ["acme.com", "www.acme.com", "ACME.com.", "acme.com:443", "acme.com:80", "acme.com:8443", "www.com",
     "bücher.example", "xn--bcher-kva.example", "127.1", "0x7f.1", "[::1]", "u:p@acme.com"]
)  # fmt: skip
ADDRESSES = st.builds(
    lambda scheme, host, parts: f"{scheme}://{host}/{''.join(parts)}",
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.lists(PARTS, max_size=6),
)


@settings(max_examples=2000, deadline=None)
@given(ADDRESSES, ADDRESSES)
def test_two_addresses_are_one_link_to_both_or_to_neither(one: str, other: str) -> None:
    assert (match_key(one) == match_key(other)) == (comparable(one) == comparable(other))


@settings(max_examples=500, deadline=None)
@given(ADDRESSES, PARTS)
def test_a_small_difference_counts_for_both_or_for_neither(one: str, part: str) -> None:
    assert (match_key(one) == match_key(one + part)) == (comparable(one) == comparable(one + part))
