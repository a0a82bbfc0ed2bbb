"""Which addresses are the same link target."""

import pytest
from ada_url import URL
from small_web import Web, look, said

from bot.links.urls import BadUrl, candidates, match_key, parse, resolve

SAME = [
    ("https://acme.com/guide", "http://acme.com/guide"),
    ("https://acme.com/guide", "https://www.acme.com/guide"),
    ("https://acme.com/guide", "https://acme.com/guide/"),
    ("https://acme.com/guide", "https://acme.com/guide#part"),
    ("https://acme.com/guide", "https://ACME.com:443/guide"),
    ("https://acme.com/guide", "http://acme.com:80/guide"),
    ("https://acme.com/guide", "https://acme.com./guide"),
    ("https://acme.com/guide", "https://acme.com/x/../guide"),
    ("https://acme.com/guide", "https://acme.com/./guide"),
    ("https://acme.com/guide", "https://acme.com/%67uide"),
    ("https://acme.com/guide", "https://acme.com/guide?"),
    ("https://acme.com/guide", "https://acme.com/guide?utm_source=x&UTM_medium=y"),
    ("https://acme.com/guide", "https://acme.com/guide?gclid=1&fbclid=2&msclkid=3&mc_cid=4&mc_eid=5"),
    ("https://acme.com/guide?a=1", "https://acme.com/guide?utm_source=x&a=1&gclid=2"),
    ("https://acme.com/guide?utm_source=ours", "https://acme.com/guide"),
    ("https://acme.com", "https://acme.com/"),
    ("https://acme.com/?a=1", "https://acme.com?a=1"),
    ("https://acme.com/caf%C3%A9", "https://acme.com/café"),
    ("https://acme.com/caf%c3%a9", "https://acme.com/caf%C3%A9"),
    ("https://acme.com/~jane", "https://acme.com/%7Ejane"),
    ("https://acme.com/a%20b", "https://acme.com/a b"),
    ("https://acme.com/g?q=a+b", "https://acme.com/g?q=a%20b"),
    ("https://bücher.de/", "https://xn--bcher-kva.de"),
    ("https://BÜCHER.de/", "https://xn--bcher-kva.de"),
    ("https://acme.com\\guide", "https://acme.com/guide"),
    ("https://user:pw@acme.com/guide", "https://acme.com/guide"),
    ("http://2130706433/x", "http://127.0.0.1/x"),
    ("https://acme.com/guide/?utm_campaign=a#b", "http://www.acme.com/guide"),
]

OTHER = [
    ("https://acme.com/guide", "https://acme.com/Guide"),
    ("https://acme.com/guide", "https://acme.com/guide?a=1"),
    ("https://acme.com/guide?a=1", "https://acme.com/guide?a=2"),
    ("https://acme.com/guide?a=1", "https://acme.com/guide?A=1"),
    ("https://acme.com/guide", "https://blog.acme.com/guide"),
    ("https://acme.com/guide", "https://acme.com:8443/guide"),
    ("https://acme.com/guide", "https://acme.co/guide"),
    ("https://acme.com/guide", "https://acme.com/guides"),
    ("https://acme.com/guide", "https://acme.com/guide/more"),
    ("https://acme.com/a/b", "https://acme.com/a%2Fb"),
    ("https://acme.com/a?b", "https://acme.com/a%3Fb"),
    ("https://acme.com/g?a=1&b=2", "https://acme.com/g?a=1%26b=2"),
    ("https://acme.com/guide", "ftp://acme.com/guide"),
    ("https://acme.com/guide?mcx=1", "https://acme.com/guide"),
    ("https://acme.com/guide?gclidx=1", "https://acme.com/guide"),
    ("https://www.com/", "https://com/"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_these_are_one_target(one: str, two: str) -> None:
    assert match_key(one) == match_key(two) is not None


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_these_are_two_targets(one: str, two: str) -> None:
    assert match_key(one) != match_key(two)


@pytest.mark.parametrize(("target", "href"), [pair for pair in SAME if not pair[1].startswith("ftp")])
async def test_a_page_that_writes_the_target_otherwise_is_live(web: Web, target: str, href: str) -> None:
    web.page("/page", f'<p>text <a href="{href}">x</a>')
    assert (await look(web, target=target)).verdict == "live"


@pytest.mark.parametrize(("target", "href"), OTHER)
async def test_a_page_that_links_elsewhere_is_missing(web: Web, target: str, href: str) -> None:
    web.page("/page", f'<p>text <a href="{href}">x</a>')
    assert (await look(web, target=target)).verdict == "missing"


async def test_a_link_to_another_page_of_the_targets_site_is_named(web: Web) -> None:
    web.page(
        "/page", '<p>text <a href="https://acme.com">home</a> <a href="https://blog.acme.com/other">x</a>'
    )
    seen = await look(web)
    assert said(seen) == "missing wrong_target"
    assert seen.wrong_href == "https://blog.acme.com/other"
    assert seen.detail == (
        "The page was read and has no link to https://acme.com/guide;"
        " it links to https://blog.acme.com/other instead."
    )


async def test_of_wrong_targets_the_one_on_the_agreed_anchor_is_named(web: Web) -> None:
    web.page(
        "/page", '<p>text <a href="https://acme.com/a">x</a> <a href="https://acme.com/b">The  Guide</a>'
    )
    seen = await look(web, anchor="the guide")
    assert seen.wrong_href == "https://acme.com/b"


async def test_a_neighbour_under_a_private_suffix_is_another_site(web: Web) -> None:
    web.page("/page", '<p>text <a href="https://bob.blogspot.com/guide">x</a>')
    assert said(await look(web, target="https://ann.blogspot.com/guide")) == "missing"


async def test_a_page_of_the_targets_own_host_has_no_wrong_targets(web: Web) -> None:
    web.page("/page", '<p>text <a href="/other">x</a>')
    assert said(await look(web, target="http://techblog.example/guide")) == "missing"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://techblog.com/tools", ["https://techblog.com/tools"]),
        ("techblog.com/tools", ["https://techblog.com/tools", "http://techblog.com/tools"]),
        ("techblog.com:8080/x", ["https://techblog.com:8080/x", "http://techblog.com:8080/x"]),
        ("//techblog.com", ["https://techblog.com/", "http://techblog.com/"]),
        ("127.0.0.1:8080/x", ["https://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"]),
        (" HTTPS://TechBlog.com ", ["https://techblog.com/"]),
    ],
)
def test_what_people_type_becomes_an_address(text: str, addresses: list[str]) -> None:
    assert list(candidates(text)) == addresses


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "word", "two words", "http://", "https://a b/", "ftp://techblog.com/x", "mailto:j@a.com"),
        *("jane@techblog.com", "javascript:alert(1)", "https://techblog.com:99999/", "http://[::1", "/tools"),
        *("#", "?x", "http://\ud800.com/", "data:text/html,x", "file:///etc/passwd", "http://999.1.1.1/"),
        "https://exa mple.com",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadUrl):
        candidates(text)


def test_every_spelling_of_an_ip_address_is_the_address() -> None:
    for spelling in (
        "0x7f.1",
        "017700000001",
        "2130706433",
        "127.1",
        "0x7f000001",
        "127.0.0.1.",
        "１２７.0.0.1",
    ):
        assert parse(f"http://{spelling}/").host == "127.0.0.1"


@pytest.mark.parametrize(
    "text",
    [
        "https://acme.com/",
        "https://acme.com/guide?a=1&b",
        "http://acme.com:8080/a//b/c.d",
        "https://a-b.co.uk/~jane/@x;y=(1),2",
        "http://127.0.0.1:8443/x",
        "http://localhost/x",
        "https://acme.com/..",
        "https://acme.com/a/./b",
        "https://acme.com/.well-known/x",
        "https://acme.com/x?",
        "https://acme.com:443/x",
        "http://acme.com:80/x",
        "http://acme.com:443/x",
        "http://acme.com:0/x",
        "http://127.0.0.256/x",
        "http://127.1/x",
        "http://1.2.3.4.5/x",
        "http://acme.0x1/x",
        "https://xn--bcher-kva.de/x",
        "https://xn--a/x",
        "https://a--b.com/x",
        "https://acme.com./x",
        "https://-acme.com/x",
        "https://acme..com/x",
        "https://acme.com/x\n",
        "https://acme.com/%7Ex",
        "https://acme.com/x?q='1'",
        "https://acme.com",
    ],
)
def test_an_address_is_read_as_the_url_parser_reads_it(text: str) -> None:
    try:
        url = URL(text)
    except ValueError:
        with pytest.raises(BadUrl):
            parse(text)
        return
    address = parse(text)
    assert address.href == url.href == resolve(text, "https://b.com/")
    assert (address.scheme, address.host, address.host_header) == (url.protocol[:-1], url.hostname, url.host)
    assert address.request_target == url.pathname + url.search
    assert address.port == int(url.port or {"http:": 80, "https:": 443}[url.protocol])


@pytest.mark.parametrize(
    "href",
    ["/", "/x", "//other.com/x", "/x//y", "/../x", "/.x", "/x/..", "/x?", "/x?y#z", "/a b", "/\\x"],
)
@pytest.mark.parametrize(
    "base", ["https://acme.com/a/b?c", "http://127.0.0.1:8080/", "http://u:p@acme.com/a"]
)
def test_a_relative_address_is_read_as_the_url_parser_reads_it(href: str, base: str) -> None:
    assert resolve(href, base) == URL(href, base).href
