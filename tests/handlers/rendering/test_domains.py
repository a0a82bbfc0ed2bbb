"""Domains in their own letters, unless the letters could be taken for others."""

import pytest

from handlers.rendering.parts import escape
from handlers.rendering.parts.domain import readable


def punycode(host: str) -> str:
    return ".".join(
        one if one.isascii() else f"xn--{one.encode('punycode').decode('ascii')}" for one in host.split(".")
    )


@pytest.mark.parametrize(
    "host",
    ["bücher.de", "blåbærgrød.dk", "łódź.pl", "例子.广告", "はじめよう.みんな", "한국.kr", "правда.рф",
     "παράδειγμα.gr", "חדשות.co.il", "उदाहरण.भारत", "straße.de"],
)  # fmt: skip
def test_a_name_of_one_script_is_shown_in_its_own_letters(host: str) -> None:
    assert readable(punycode(host)) == host
    assert readable(host) == host


@pytest.mark.parametrize(
    "host",
    ["аррӏе.com", "pаypal.com", "раураӏ.com", "gооgle.com", "facebooκ.com", "ραο.com", "paypal-ı.com",
     "ɡoogle.com", "x\u200dy.com", "ab\u0337c.com", "xn--.com", "i♥.ws"],
)  # fmt: skip
def test_a_name_that_could_deceive_stays_as_dns_has_it(host: str) -> None:
    shown = readable(punycode(host.lower()))
    assert shown == punycode(host.lower())
    assert readable(host).isascii()


def test_what_is_no_punycode_stays_as_it_is() -> None:
    for host in ("xn--a.com", "xn--999999999.com", "techblog.com", "", "xn--bcher-kva.xn--zzzzzzz9"):
        assert readable(host) == host


def test_links_are_labelled_so_and_lead_where_they_led() -> None:
    assert escape.short("https://xn--bcher-kva.de/jahr?x=1") == "bücher.de/jahr?x=1"
    assert escape.link("https://xn--bcher-kva.de/a") == "<https://xn--bcher-kva.de/a|bücher.de/a>"
    assert escape.short("https://аррӏе.com/id").startswith("xn--")
    assert escape.site("xn--bcher-kva.de") == "bücher.de"
