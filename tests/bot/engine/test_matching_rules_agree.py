"""The checker's short cut to the matching rules leads where the ledger's rules do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.links.urls import match_key
from storage.links.link_key import comparable

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
@given(ADDRESSES)
def test_an_address_that_needs_no_parsing_is_read_as_the_parser_reads_it(one: str) -> None:
    assert match_key(one) == comparable(one)
