"""Which site a host belongs to."""

import pytest

from storage.sites import host_of, registrable


@pytest.mark.parametrize(
    ("given", "site"),
    [
        ("techblog.com", "techblog.com"),
        ("https://blog.techblog.co.uk/a?b#c", "techblog.co.uk"),
        ("www.techblog.com", "techblog.com"),
        ("TECHBLOG.com/tools", "techblog.com"),
        ("ann.blogspot.com", "ann.blogspot.com"),
        ("www.ann.blogspot.com", "ann.blogspot.com"),
        ("ann.github.io", "ann.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("a.b.kawasaki.jp", "a.b.kawasaki.jp"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("blog.techblog.example", "techblog.example"),
        ("shop.test", "shop.test"),
        ("localhost", "localhost"),
        ("http://127.0.0.1:8911/x", "127.0.0.1"),
        ("http://[::1]:8911/x", "::1"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("https://www.bücher.de/", "xn--bcher-kva.de"),
        ("https://blog.例え.中国/", "xn--r8jz45g.xn--fiqs8s"),
        ("https://blog.x.个人.hk/", "x.xn--ciqpn.hk"),
        ("techblog.com.", "techblog.com"),
        ("//cdn.techblog.com/x", "techblog.com"),
        ("techblog.com:8443/x", "techblog.com"),
        ("not a host", ""),
        ("", ""),
    ],
)
def test_a_host_belongs_to_its_registrable_domain(given: str, site: str) -> None:
    assert registrable(given) == site


def test_the_host_of_an_address_keeps_its_subdomains() -> None:
    assert host_of("https://Jane@Blog.TechBlog.com:8443/x") == "blog.techblog.com"
    assert host_of("blog.techblog.com/x") == "blog.techblog.com"
    assert host_of("mailto:jane@techblog.com") in ("", "techblog.com")
