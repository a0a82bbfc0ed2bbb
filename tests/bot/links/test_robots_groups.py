"""robots.txt binds whom Google's own parser binds by it, and us where it names us."""

import pytest

from bot.links.robots.files import judge

HOME = "http://foo.bar/x/y"


@pytest.mark.parametrize(
    ("text", "shut"),
    [
        ("User-agent: Googlebot\nDisallow: /", True),
        ("User-agent: Googlebot/2.1\nDisallow: /", True),
        ("User-agent: Googlebot foo\nDisallow: /", True),
        ("User-agent: Googlebot*\nDisallow: /", True),
        ("user-agent: googlebot #x\nDisallow: /", True),
        ("USER-AGENT: GOOGLEBOT\nDISALLOW: /", True),
        ("user agent: Googlebot\ndissallow: /", True),
        ("user-agent Googlebot\ndisallow /", True),
        ("User-agent: Google\nDisallow: /", False),
        ("User-agent: g\nDisallow: /", False),
        ("User-agent: bot\nDisallow: /", False),
        ("User-agent: Googlebot-Image\nDisallow: /", False),
        ("User-agent: Mozilla/5.0 (compatible; Googlebot/2.1)\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Googlebot Bar\nAllow: /x/\nDisallow: /", False),
        ("User-agent: Googlebot\nInvalid-Unknown-Line: x\nUser-agent: *\nDisallow: /", True),
        ("User-agent: Googlebot\nSitemap: http://foo.bar/s.xml\nUser-agent: *\nDisallow: /", True),
        ("User-agent: Googlebot\nCrawl-delay: 1\nUser-agent: *\nDisallow: /", True),
        ("User-agent: Googlebot\nDisallow: /z\nUser-agent: *\nDisallow: /", False),
        ("User-agent: Googlebot\n\nUser-agent: *\nDisallow: /", True),
        (
            "User-agent: Googlebot\nDisallow: /z\nUser-agent: a\nAllow:\nUser-agent: Googlebot\nDisallow: /x",
            True,
        ),
        ("Disallow: /\nUser-agent: *\nDisallow:", False),
        ("User-agent: *\rDisallow: /", True),
        ("User-agent: * and all\nDisallow: /", True),
        ("User-agent: *\nDisallow: / # all of it", True),
        ("foo: Googlebot\nDisallow: /", False),
    ],
)
def test_a_group_binds_googlebot_as_google_reads_it(text: str, shut: bool) -> None:
    assert judge(text, HOME).googlebot is shut


@pytest.mark.parametrize(
    ("text", "shut"),
    [
        ("User-agent: OutreachBot/0.1\nDisallow: /", True),
        ("User-agent: *\nUser-agent: OutreachBot\nDisallow: /x", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: Outreach\nDisallow: /", False),
        ("# User-agent: OutreachBot\nUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: OutreachBot\nAllow: /", False),
    ],
)
def test_only_a_group_that_names_us_binds_us(text: str, shut: bool) -> None:
    assert judge(text, HOME).us is shut
