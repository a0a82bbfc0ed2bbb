"""What a page tells search engines about itself and its links."""

from datetime import UTC, datetime

import pytest
from small_web import Answer, Web, look, said

from bot.links.page.signals import (
    directives,
    header_canonicals,
    header_directives,
    refresh_target,
    rel_tokens,
)
from storage.words import RelAgreed

LINK = '<a href="https://acme.com/guide">x</a>'
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rel", "expected", "followed"),
    [
        ("", "live", True),
        ("noopener noreferrer", "live", True),
        ("nofollow", "live rel_nofollow", False),
        ("NoFollow", "live rel_nofollow", False),
        ("noopener nofollow", "live rel_nofollow", False),
        ("noopener,nofollow", "live rel_nofollow", False),
        ("nofollow , ugc", "live rel_nofollow rel_ugc", False),
        ("sponsored", "live rel_sponsored", False),
        ("ugc\tsponsored\nnofollow", "live rel_nofollow rel_sponsored rel_ugc", False),
        ("no-follow", "live", True),
        ("nofollowing", "live", True),
        ("external", "live", True),
    ],
)
async def test_rel_decides_whether_a_link_is_followed(
    web: Web, rel: str, expected: str, followed: bool
) -> None:
    web.page("/page", f'<p>text <a rel="{rel}" href="https://acme.com/guide">x</a>')
    seen = await look(web)
    assert (said(seen), seen.followed) == (expected, followed)


def test_rel_tokens_are_each_named_once_in_order() -> None:
    assert rel_tokens(" noopener, NOFOLLOW noopener\n") == ("noopener", "nofollow")
    assert rel_tokens(None) == rel_tokens("") == rel_tokens(" , ") == ()


@pytest.mark.parametrize(
    ("agreed", "rel", "expected"),
    [
        (RelAgreed.DOFOLLOW, "", "live"),
        (RelAgreed.DOFOLLOW, "noopener", "live"),
        (RelAgreed.DOFOLLOW, "nofollow", "live rel_nofollow rel_not_as_agreed"),
        (RelAgreed.DOFOLLOW, "ugc", "live rel_ugc rel_not_as_agreed"),
        (RelAgreed.NOFOLLOW, "nofollow", "live rel_nofollow"),
        (RelAgreed.NOFOLLOW, "", "live rel_not_as_agreed"),
        (RelAgreed.SPONSORED, "sponsored nofollow", "live rel_nofollow rel_sponsored"),
        (RelAgreed.SPONSORED, "nofollow", "live rel_nofollow rel_not_as_agreed"),
    ],
)
async def test_rel_is_held_against_what_was_agreed(
    web: Web, agreed: RelAgreed, rel: str, expected: str
) -> None:
    web.page("/page", f'<p>text <a rel="{rel}" href="https://acme.com/guide">x</a>')
    assert said(await look(web, rel=agreed)) == expected


@pytest.mark.parametrize(
    ("agreed", "anchor", "expected"),
    [
        ("best link tools", "Best  Link&nbsp;Tools", "live"),
        ("don’t panic", "Don't panic", "live"),
        ("best link tools", "“best link tools”", "live"),
        ("best link tools", "here", "live wrong_anchor"),
        ("best link tools", "the best link tools ever", "live wrong_anchor"),
    ],
)
async def test_the_anchor_is_held_against_what_was_agreed(
    web: Web, agreed: str, anchor: str, expected: str
) -> None:
    web.page("/page", f'<p>text <a href="https://acme.com/guide">{anchor}</a>')
    assert said(await look(web, anchor=agreed)) == expected


@pytest.mark.parametrize(
    ("head", "expected", "followed", "indexable"),
    [
        ('<meta name="robots" content="index,follow">', "live", True, True),
        ('<meta name="robots" content="noindex">', "live meta_noindex", True, False),
        ('<meta name="ROBOTS" content="NOINDEX, NOFOLLOW">', "live meta_nofollow meta_noindex", False, False),
        ('<meta name="robots" content="none">', "live meta_nofollow meta_noindex", False, False),
        ('<meta name=" Googlebot " content="nofollow">', "live meta_nofollow", False, True),
        ('<meta name="bingbot" content="noindex">', "live", True, True),
        ('<meta name="googlebot-news" content="noindex">', "live", True, True),
        (
            '<meta name="robots" content="index"><meta name="googlebot" content="noindex">',
            "live meta_noindex",
            True,
            False,
        ),
        (
            '<meta name="robots" content="noindex"><meta name="robots" content="index">',
            "live meta_noindex",
            True,
            False,
        ),
        ('<meta name="robots" content="index, noindex">', "live meta_noindex", True, False),
        ('<meta name="robots" content="max-snippet:-1, max-image-preview:large">', "live", True, True),
        ('<meta name="robots" content="max-snippet: -1,nofollow">', "live meta_nofollow", False, True),
        ('<meta name="robots" content="max-image-preview: none, max-snippet: 0">', "live", True, True),
        ('<meta name="robots" content="unavailable_after: 2020-01-01">', "live meta_noindex", True, False),
        (
            '<meta name="robots" content="unavailable_after: 2099-01-01, nofollow">',
            "live meta_nofollow",
            False,
            True,
        ),
        ('<meta name="robots" content="noindex;nofollow">', "live meta_nofollow meta_noindex", False, False),
        ('<meta name="description" content="noindex">', "live", True, True),
        ('<!-- <meta name="robots" content="noindex"> -->', "live", True, True),
        ('<noscript><meta name="robots" content="noindex"></noscript>', "live", True, True),
        ('<template><meta name="robots" content="noindex"></template>', "live", True, True),
        ('<meta name="robots">', "live", True, True),
    ],
)
async def test_robots_meta_tags_are_obeyed(
    web: Web, head: str, expected: str, followed: bool, indexable: bool
) -> None:
    web.page("/page", f"<head>{head}</head><p>text {LINK}")
    seen = await look(web)
    assert (said(seen), seen.followed, seen.indexable) == (expected, followed, indexable)


@pytest.mark.parametrize(
    ("values", "noindex", "nofollow"),
    [
        (["noindex"], True, False),
        (["NOINDEX, nofollow"], True, True),
        (["none"], True, True),
        (["googlebot: noindex"], True, False),
        (["Googlebot: noindex, nofollow"], True, True),
        (["bingbot: noindex, nofollow"], False, False),
        (["bingbot: noindex", "nofollow"], False, True),
        (["bingbot: noindex, googlebot: nofollow"], False, True),
        (["noindex, bingbot: nofollow"], True, False),
        (["googlebot: nofollow, otherbot: noindex, nofollow"], False, True),
        (["*: noindex"], True, False),
        (["googlebot-image: noindex"], False, False),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST"], True, False),
        (["unavailable_after: Friday, 25-Jun-10 15:00:00 UTC, nofollow"], True, True),
        (["unavailable_after: 25 Jun 2090 15:00:00 GMT"], False, False),
        (["max-snippet: 20, noindex"], True, False),
        (["max-image-preview: large"], False, False),
        (["max-image-preview: none"], False, False),
        (["googlebot: max-snippet: 0, max-image-preview: none, noindex"], True, False),
        (["bingbot: max-snippet: 20, noindex"], False, False),
        ([""], False, False),
        (["all"], False, False),
    ],
)
def test_a_header_binds_the_bots_that_it_names(values: list[str], noindex: bool, nofollow: bool) -> None:
    found = header_directives(values, NOW)
    assert (found.noindex, found.nofollow) == (noindex, nofollow)


async def test_robots_headers_are_reported_as_such(web: Web) -> None:
    web.answers["/page"] = Answer(
        LINK.encode(), headers=[("X-Robots-Tag", "bingbot: nofollow"), ("x-robots-tag", "googlebot: noindex")]
    )
    seen = await look(web)
    assert (said(seen), seen.followed, seen.indexable) == ("live header_noindex", True, False)
    web.page("/page", LINK, X_Robots_Tag="nofollow")
    seen = await look(web)
    assert (said(seen), seen.followed, seen.indexable) == ("live header_nofollow", False, True)


@pytest.mark.parametrize(
    ("head", "indexable"),
    [
        ('<link rel="canonical" href="http://techblog.example/page">', True),
        ('<link rel="canonical" href="https://www.techblog.example/page/?utm_source=x">', True),
        ('<link rel="canonical" href="/page">', True),
        ('<link rel="canonical" href="page">', True),
        ('<link rel="canonical" href="">', True),
        ('<link rel="alternate" href="/other">', True),
        ('<link rel="CANONICAL" href="/other">', False),
        ('<link rel="alternate canonical" href="/other">', False),
        ('<link rel="canonical" href="https://other.example/page">', False),
        ('<base href="/sub/"><link rel="canonical" href="page">', False),
        ('<link rel="canonical" href="/page?id=2">', False),
        ('<!-- <link rel="canonical" href="/other"> -->', True),
        ('<template><link rel="canonical" href="/other"></template>', True),
        ('<link rel="canonical" href="/other" hreflang="de">', True),
        ('<link rel="canonical" href="/other" media="print">', True),
        ('<link rel="canonical" type="text/html" href="/other">', True),
        ('<link rel="canonical" href="/page"><link rel="alternate" hreflang="de" href="/de">', True),
    ],
)
async def test_a_canonical_address_elsewhere_keeps_the_page_out_of_the_index(
    web: Web, head: str, indexable: bool
) -> None:
    web.page("/page", f"<head>{head}</head><p>text {LINK}")
    seen = await look(web)
    assert said(seen) == ("live" if indexable else "live canonical_elsewhere")
    assert seen.indexable is indexable


async def test_a_canonical_address_that_was_asked_for_is_the_page_itself(web: Web) -> None:
    web.redirect("/page", "/page/amp", 302)
    web.page("/page/amp", f'<link rel="canonical" href="/page"><p>text {LINK}')
    assert said(await look(web)) == "live page_redirected"


async def test_a_canonical_link_in_the_body_counts_for_nothing(web: Web) -> None:
    web.page("/page", f'<head></head><body><p>text {LINK}<link rel="canonical" href="/other">')
    assert said(await look(web)) == "live"


async def test_a_canonical_header_counts(web: Web) -> None:
    web.page("/page", LINK, Link='</style.css>; rel=preload, </other>; rel="canonical"')
    assert said(await look(web)) == "live canonical_elsewhere"
    web.page("/page", LINK, Link="<http://techblog.example/page>; rel=canonical")
    assert said(await look(web)) == "live"


def test_link_headers_are_read_however_they_are_written() -> None:
    assert header_canonicals(['<https://a.com/x>;rel="shortlink canonical"']) == ["https://a.com/x"]
    assert header_canonicals(['<a,b>; title="x, <y>; rel=canonical"; rel=next, <c>; REL=Canonical']) == ["c"]
    assert header_canonicals(["<x>; rel=canonical; anchor='#part', <y>; rel=canonical; hreflang=de"]) == []
    assert header_canonicals([r'<x>; title="a \"<y>; rel=canonical"; rel = canonical']) == ["x"]
    assert header_canonicals(["<y>;rel=next;rel=canonical, , <z?a=1,2>; foo; REL=CANONICAL"]) == ["z?a=1,2"]
    assert header_canonicals(["nonsense", "<" * 5000, "<a>"]) == []
    preloads = ", ".join(f"</{number}.css>; rel=preload; as=style" for number in range(1_000))
    assert header_canonicals([f"{preloads}, <y>; rel=canonical, {preloads}"]) == ["y"]


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0;url=/x", "/x"),
        ("0; URL = '/x'", "/x"),
        ('5;url="/x"rest', "/x"),
        ("10, /x", "/x"),
        ("0 /x", "/x"),
        ("0.9;url=/x", "/x"),
        ("11;url=/x", None),
        ("5", None),
        ("", None),
        ("url=/x", None),
        (None, None),
        ("-1;url=/x", None),
        ("1\u00a0;url=/x", None),
        ("1;;url=/x", ";url=/x"),
        ("1e0;url=/x", None),
        ("1.9..5.;url=/x", "/x"),
        ("1; url", "url"),
    ],
)
def test_a_refresh_within_ten_seconds_leads_on(content: str | None, target: str | None) -> None:
    assert refresh_target(content) == target


# Google takes "widely adopted" forms: RFC 822, RFC 850, ISO 8601. Each is an hour before or after ``at``.
MOMENTS = (
    "2026-11-23T07:00:00Z|2026-11-23T09:00:00Z",
    "2026-11-23 07:00:00 UTC|2026-11-23 09:00:00 GMT",
    "2026-11-23T02:00:00 EST|2026-11-23T04:00:00 EST",
    "2026-11-23T08:00:00+01:00|2026-11-23T10:00:00+01:00",
    "Mon, 23 Nov 2026 02:00:00 EST|Mon, 23 Nov 2026 04:00:00 EST",
    "23 Nov 2026 07:00:00 GMT|23 Nov 2026 09:00:00 GMT",
    "Monday, 23-Nov-26 02:00:00 EST|Monday, 23-Nov-26 04:00:00 EST",
    "23-Nov-2026 08:00:00 CET|23-Nov-2026 10:00:00 CET",
    "Mon, 23 Nov 2026 08:00:00 +0100|Mon, 23 Nov 2026 10:00:00 +0100",
    "Mon Nov 23 07:00:00 2026|Mon Nov 23 09:00:00 2026",
    "Nov 23, 2026|Nov 24, 2026",
    "Monday, November 23, 2026|Tuesday, November 24, 2026",
    "23 November 2026|24 November 2026",
    "2026/11/23|2026/11/24",
    "2026-11-23|2026-11-24",
)


def test_a_page_is_unavailable_after_a_moment_however_that_is_written() -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    for pair in MOMENTS:
        for moment, gone in zip(pair.split("|"), (True, False), strict=True):
            said_so = f"unavailable_after: {moment}"
            for content in (said_so, f"{said_so}, max-snippet:5", f"all; {said_so}; nosnippet"):
                assert (content, directives(content, at).noindex) == (content, gone)
            for value, noindex in ((f"googlebot: {said_so}, nofollow", gone), (f"a: {said_so}, none", False)):
                assert (value, header_directives([value], at).noindex) == (value, noindex)
    assert not directives("unavailable_after: some day", at).noindex
