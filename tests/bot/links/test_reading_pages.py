"""A link counts when it is there as a visitor's browser builds the page, and only then."""

import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
import zstandard
from small_web import TARGET, Answer, Web, look, said

from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = "https://techblog.example/p"
LINK = '<a href="https://acme.com/guide">best link tools</a>'


async def verdict(web: Web, html: str) -> str:
    web.page("/page", html)
    return said(await look(web))


@pytest.mark.parametrize(
    "html",
    [
        f"<!doctype html><html><body><p>Some words, {LINK}, more words.</body></html>",
        LINK,
        '<A HREF="https://acme.com/guide">x</A>',
        "<a href=https://acme.com/guide>x</a>",
        "<a href='  https://acme.com/guide\n'>x</a>",
        '<a href="ht\ntps://acme.com/gu\tide">x</a>',
        '<a href="https:\\\\acme.com\\guide">x</a>',
        '<a href="//acme.com/guide">x</a>',
        '<a href="https&#58;//acme.com/guide">x</a>',
        '<a class=x href="https://acme.com/guide" href="/no">x</a>',
        f"<table><tr>{LINK}<td>cell</table>",
        f"<p><div><ul><li>{LINK}",
        f"<form><label>{LINK}</label></form>",
        f"<details><summary>More</summary>{LINK}</details>",
        '<svg><a xlink:href="https://acme.com/guide"><text>x</text></a></svg>',
        '<svg><a href="https://acme.com/guide"><text>x</text></a></svg>',
        f"<!-- a comment --> {LINK} <!-- another -->",
        f"<!-- <!-- --> {LINK}",
        f"<!--> {LINK} -->",
        f"<script>var a = '<!--<script>'</script>x</script>{LINK}",
        f"<title><a href=/x></title>{LINK}",
        f"<style>a</style>{LINK}",
        f"<select><option>1</select>{LINK}",
        f"<object>{LINK}</object>",
        f"<template><p>no</p></template>{LINK}",
        f"<textarea>no</textarea>{LINK}",
        f"<iframe srcdoc='x'></iframe>{LINK}",
        f"<xmp>no</xmp>{LINK}",
        f"<div><template shadowrootmode=open>{LINK}</template></div>",
        f"<x-card><template shadowrootmode=CLOSED><p>{LINK}</template></x-card>",
        f"<div><template shadowrootmode=open><slot></slot></template>{LINK}</div>",
        f"<p><template shadowrootmode=open><i><slot name=a></slot></i></template><b slot=a>{LINK}</b></p>",
        f"<h1><template shadowrootmode=open><p><template shadowrootmode=open>{LINK}</template></p></h1>",
    ],
)
async def test_a_link_that_a_browser_would_show_is_live(web: Web, html: str) -> None:
    assert await verdict(web, html) == "live"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>text</p><!-- {LINK} -->",
        f"<p>text</p><template>{LINK}</template>",
        f"<ul><template shadowrootmode=open>{LINK}</template></ul><p>text</p>",
        f"<div><template shadowrootmode=bogus>{LINK}</template></div><p>text</p>",
        f"<template><div><template shadowrootmode=open>{LINK}</template></div></template><p>text</p>",
        f"<p>text</p><!-- <!-- {LINK} ",
        f"<!-- a comment that nobody closes {LINK} {'and so the whole page is lost in it ' * 20}",
        f"<p>text</p><textarea>{LINK}</textarea>",
        f"<p>text</p><script>document.write('{LINK}')</script><p>enough words to be a page of its own</p>",
        f"<p>text</p><script type='text/template'>{LINK}</script><p>enough words to be a page of its own</p>",
        f"<p>text</p><style>{LINK}</style>",
        f"<p>text</p><title>{LINK}</title>",
        f"<p>text</p><xmp>{LINK}</xmp>",
        f"<p>text</p><iframe>{LINK}</iframe>",
        f"<p>text</p><noembed>{LINK}</noembed>",
        f"<p>text</p><noframes>{LINK}</noframes>",
        f"<p title='{LINK}'>text</p>",
        f"<p>text</p><iframe srcdoc='{LINK}'></iframe>",
        f"<p data-html='{LINK}'>text</p>",
        "<p>https://acme.com/guide</p>",
        '<p>text <a name="https://acme.com/guide">x</a></p>',
        '<p>text <a data-href="https://acme.com/guide">x</a></p>',
        "<p>text <a HREF>x</a></p>",
        '<p>text</p><link rel="alternate" href="https://acme.com/guide">',
        '<p>text</p><form action="https://acme.com/guide"><button>Go</button></form>',
        '<p>text</p><img src="https://acme.com/guide">',
        '<p>text <a href="mailto:x@acme.com?body=https://acme.com/guide">x</a></p>',
        "<p>text <a href=\"javascript:location='https://acme.com/guide'\">x</a></p>",
        '<p>text <a href="data:text/html,https://acme.com/guide">x</a></p>',
        '<p>text <a href="&lt;a href=https://acme.com/guide&gt;">x</a></p>',
        '<p>text <span href="https://acme.com/guide">x</span></p>',
        '<p>text <a href="https://acme.com.evil.example/guide">x</a></p>',
        '<p>text <a href="https://acme.com@evil.example/guide">x</a></p>',
        '<p>text <a href="https://notacme.com/guide">x</a></p>',
        "<p>text</p><plaintext><a href=https://acme.com/guide>x</a>",
    ],
)
async def test_a_link_that_no_visitor_could_follow_is_missing(web: Web, html: str) -> None:
    assert await verdict(web, html) == "missing"


async def test_the_sentence_and_the_evidence_show_the_link(web: Web) -> None:
    web.page(
        "/page",
        "<title>Ten\u202e tools\x07</title><p>We tried all of them and the "
        '<a class="x" href="https://acme.com/guide"><b>best</b>\n link&nbsp;tools</a> won by far.</p>',
    )
    seen = await look(web)
    assert seen.detail == "Live: “best link tools” links to https://acme.com/guide, followed, indexable."
    assert seen.link is not None
    assert seen.link.anchor == "best link tools"
    assert seen.link.html.startswith('<a class="x" href="https://acme.com/guide"><b>best</b>')
    assert seen.link.before == "We tried all of them and the"
    assert seen.link.after == "won by far."
    assert seen.title == "Ten tools"
    assert (seen.status, seen.final_url, seen.followed, seen.indexable) == (
        200,
        "http://techblog.example/page",
        True,
        True,
    )


async def test_an_image_link_has_its_alt_text_as_anchor(web: Web) -> None:
    web.page("/page", '<a href="https://acme.com/guide"><img src=x alt="The guide"></a>')
    seen = await look(web)
    assert said(seen) == "live image_link"
    assert seen.link is not None
    assert seen.link.anchor == "The guide"


async def test_an_area_of_an_image_map_is_a_link(web: Web) -> None:
    web.page("/page", '<map><area href="https://acme.com/guide" alt="The guide"></map>')
    seen = await look(web)
    assert said(seen) == "live image_link"
    assert seen.link is not None
    assert seen.link.anchor == "The guide"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<base href="https://acme.com/"><a href="guide">x</a>', "live"),
        ('<base href="https://acme.com/"><base href="https://no.example/"><a href="guide">x</a>', "live"),
        ('<base target=_blank><base href="https://acme.com/x/"><a href="../guide">x</a>', "live"),
        ('<base href="//acme.com"><a href="/guide">x</a>', "live"),
        ('<p>text<a href="guide">x</a><base href="https://acme.com/">', "live"),
        (
            '<!--<base href="https://no.example/">--><base href="https://acme.com/"><a href="guide">x</a>',
            "live",
        ),
        (
            '<template><base href="//no.example/"></template><base href="//acme.com/"><a href="guide">',
            "live",
        ),
        ('<base href="https://no.example/"><p>text <a href="guide">x</a>', "missing"),
        ('<base href="data:text/html,x"><p>text <a href="https://acme.com/guide">x</a>', "live"),
        ('<base href="https://no.example/"><a href="https://acme.com/guide">x</a>', "live"),
        ('<base href="file:///C:/x"><a href="https://acme.com/guide">x</a>', "live"),
        ('<base href="file:///C:/x"><p>text <a href="//acme.com/guide">x</a>', "missing"),
        ('<base href="mailto:x"><p>text <a href="//acme.com/guide">x</a>', "missing"),
        ('<base href="about:blank"><p>text <a href="https:/acme.com/guide">x</a>', "live"),
        ('<base href="javascript:1"><a href="//acme.com/guide">x</a>', "live"),
        ('<base href="http://"><a href="//acme.com/guide">x</a>', "live"),
    ],
)
async def test_the_first_base_decides_where_relative_links_lead(web: Web, html: str, expected: str) -> None:
    assert await verdict(web, html) == expected


@pytest.mark.parametrize(
    "style",
    [
        'style="display:none"',
        'style="DISPLAY : NONE !important; display: block"',
        'style="visibility:hidden"',
        'style="opacity:0"',
        'style="font-size:0px"',
        'style="width:0;height:0;overflow:hidden"',
        'style="height:0;overflow:hidden"',
        'style="position:absolute;left:-9999px"',
        'style="position: fixed; top: -200em"',
        'style="text-indent:-9999px"',
        'style="clip:rect(0,0,0,0);position:absolute"',
        'style="/* ; */display:/**/none"',
        'style="font-size:0"><p style="font-size:2em"',
        'style="transform:translateX(-9999px)"',
        'style="clip-path: inset(50%)"',
        "hidden",
        'hidden="until-found"',
    ],
)
async def test_a_link_that_is_kept_from_visitors_is_live_but_hidden(web: Web, style: str) -> None:
    assert await verdict(web, f"<div {style}><p>{LINK}</p></div>") == "live hidden"
    if ">" not in style:
        own = LINK.replace("<a ", f"<a {style} ")
        assert await verdict(web, own) == "live hidden"


@pytest.mark.parametrize(
    "style",
    [
        'style="display:block"',
        'style="display:none; display:block"',
        'style="opacity:0.9"',
        'style="position:absolute;left:-5px"',
        'style="left:-9999px"',
        'style="visibility:hidden"><p style="visibility:visible"',
        'style="background:url(display:none)"',
        'style="font-size:0"><p style="font-size:16px"',
        'hidden style="display:block"',
        'style="height:0"',
        'data-hidden class="hidden"',
    ],
)
async def test_a_link_that_visitors_see_is_not_called_hidden(web: Web, style: str) -> None:
    assert await verdict(web, f"<div {style}>{LINK}</div>") == "live"


async def test_a_link_for_visitors_without_scripts_is_live_and_says_so(web: Web) -> None:
    assert await verdict(web, f"<p>text</p><noscript>{LINK}</noscript>") == "live noscript_only"
    assert await verdict(web, f"<head><noscript>{LINK}</noscript></head><p>text") == "live noscript_only"
    assert await verdict(web, f"<noscript>{LINK}</noscript>{LINK}") == "live"
    assert await verdict(web, f"<p>text<noscript><!-- {LINK} --></noscript>") == "missing"


async def test_of_several_links_a_followed_and_visible_one_wins_and_all_are_evidence(web: Web) -> None:
    web.page(
        "/page",
        '<a rel=nofollow href="https://acme.com/guide">one</a>'
        '<a hidden href="https://acme.com/guide">two</a>'
        '<a href="https://www.acme.com/guide/">three</a>',
    )
    seen = await look(web)
    assert said(seen) == "live"
    assert seen.link is not None
    assert seen.link.anchor == "three"
    assert [link.anchor for link in seen.links] == ["one", "two", "three"]


CHARSETS = [
    ("text/html", "é".encode(), "é"),
    ("text/html; charset=utf-8", "é".encode(), "é"),
    ('text/html; charset="ISO-8859-1"', "“é”".encode("cp1252"), "“é”"),
    ("text/html; charset=windows-1251", "Привет".encode("cp1251"), "Привет"),
    ("text/html; charset=Shift_JIS", "日本".encode("cp932"), "日本"),
    ("text/html; charset=gb2312", "中文".encode("gbk"), "中文"),
    ("text/html; charset=utf-7", "é".encode(), "é"),
    ("text/html; charset=nonsense", "é".encode(), "é"),
]


@pytest.mark.parametrize(("content_type", "anchor", "expected"), CHARSETS)
async def test_the_charset_of_the_header_is_believed(
    web: Web, content_type: str, anchor: bytes, expected: str
) -> None:
    body = b'<a href="https://acme.com/guide">' + anchor + b"</a>"
    web.answers["/page"] = Answer(body, content_type=content_type)
    seen = await look(web)
    assert seen.link is not None
    assert seen.link.anchor == expected


@pytest.mark.parametrize(
    ("head", "codec", "content_type"),
    [
        ('<meta charset="windows-1251">', "cp1251", "text/html"),
        ("<META http-equiv=Content-Type content='text/html; charset=windows-1251'>", "cp1251", "text/html"),
        ('<meta charset="utf-8">', "cp1251", "text/html; charset=windows-1251"),
        ('<!-- <meta charset="utf-8"> --><meta charset="windows-1251">', "cp1251", "text/html"),
        ('<meta charset="windows-1251">', "utf-8-sig", "text/html; charset=koi8-r"),
        ('<html lang="ru">', "cp1251", "text/html"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251", "application/xhtml+xml"),
        ("", "utf-16", "text/html"),
        ("", "cp1251", "text/html"),
    ],
)
async def test_a_page_is_read_in_its_charset(web: Web, head: str, codec: str, content_type: str) -> None:
    words = "Привет, это страница о ссылках и о том, как их строить. " * 3
    html = f'{head}<title>Привет</title><p>{words}<a href="https://acme.com/guide">лучшие ссылки</a>'
    web.answers["/page"] = Answer(html.encode(codec), content_type=content_type)
    seen = await look(web)
    assert seen.link is not None
    assert seen.link.anchor == "лучшие ссылки"
    assert seen.title == "Привет"


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("identity", bytes),
        ("none", bytes),
        ("utf-8", bytes),
        ("binary", bytes),
        ("gzip", lambda body: gzip.compress(body)[:-8]),
        ("gzip", lambda body: gzip.compress(body)[:-8] + b"no check"),
        ("deflate", lambda body: zlib.compress(body)[:-4]),
    ],
)
async def test_a_compressed_page_is_read(web: Web, encoding: str, encode: object) -> None:
    assert callable(encode)
    body = encode(f"<p>{'words ' * 500}{LINK}".encode())
    web.answers["/page"] = Answer(body, headers=[("Content-Encoding", encoding)])
    assert said(await look(web)) == "live"


async def test_what_no_slot_of_a_shadow_tree_takes_is_hidden(web: Web) -> None:
    shadow = "<template shadowrootmode=open><p>words</p><slot name=b></slot></template>"
    assert await verdict(web, f"<div>{shadow}{LINK}</div>") == "live hidden"


async def test_an_elements_second_shadow_tree_is_a_template(web: Web) -> None:
    shadow = "<template shadowrootmode=open><p>words</p></template>"
    second = f"<template shadowrootmode=open>{LINK}</template>"
    assert await verdict(web, f"<div>{shadow}{second}</div>") == "missing"


@pytest.mark.parametrize(
    "html", ["<title>Tools</title>", "<body><!-- cached in 0.1 s --></body>", "<html></html>"]
)
async def test_a_page_that_came_without_anything_on_it_was_not_seen(web: Web, html: str) -> None:
    assert await verdict(web, html) == "unseen script_shell"


async def test_a_link_around_a_block_is_told_by_the_part_with_its_words(web: Web) -> None:
    web.page("/page", '<p>See <a href="https://acme.com/guide"><div>Acme guide</div></a>')
    for anchor in (None, "Acme guide", "another"):
        seen = await look(web, anchor=anchor)
        assert seen.link is not None
        assert seen.link.anchor == "Acme guide"


async def test_shadow_trees_nested_deeper_than_is_looked_into_leave_the_page_unseen(web: Web) -> None:
    nested = "<div><template shadowrootmode=open>" * 1_001 + LINK + "</template></div>" * 1_001
    assert await verdict(web, f"<p>text</p>{nested}") == "unseen too_large"


# Whether what is called an <a> is one of HTML's, a drawing's or a formula's; each as Chromium has it.
NAMESPACES = [
    (f"<math>{LINK}</math>", 0),
    (f"<math><mi>{LINK}</mi></math>", 1),
    (f"<math><mtext><mglyph>{LINK}</mglyph></mtext></math>", 0),
    (f"<math><mo><malignmark>{LINK}</malignmark>{LINK}</mo></math>", 1),
    (f"<math><annotation-xml>{LINK}</annotation-xml></math>", 0),
    (f"<math><annotation-xml encoding='application/svg+xml'>{LINK}</annotation-xml></math>", 0),
    (f"<math><annotation-xml encoding=' text/html '>{LINK}</annotation-xml></math>", 0),
    (f"<math><annotation-xml encoding='Text/HTML'>{LINK}</annotation-xml></math>", 1),
    (f"<math><annotation-xml encoding='application/xhtml+xml'>{LINK}</annotation-xml></math>", 1),
    (f"<math><annotation-xml><svg>{LINK}</svg></annotation-xml></math>", 1),
    (f"<math><annotation-xml><svg><foreignObject><math>{LINK}</math></foreignObject></svg></math>", 0),
    (f"<svg><desc>{LINK}</desc><title>{LINK}</title><g>{LINK}</g></svg>", 3),
    (f"<svg><math>{LINK}</math></svg>", 1),
    (f"<svg><foreignObject><math>{LINK}</math></foreignObject></svg>", 0),
    (f"<math><p>{LINK}</p></math>", 1),
    (f"<svg><foreignObject>{LINK.replace(' href', ' xlink:href')}</foreignObject></svg>", 0),
    (f"<svg><foreignObject><svg>{LINK.replace(' href', ' xlink:href')}</svg></foreignObject></svg>", 1),
    (f"<math><mi>{LINK.replace(' href', ' xlink:href')}</mi></math>", 0),
]

# What a visitor reads in a link, by the text that Chromium renders.
ANCHORS = [
    ("Tools<!-- -->, <!-- x -->25<!-- -->%", "Tools, 25%"),
    ("<h3>Title</h3>and more", "Title and more"),
    ("<div>One</div><div>Two</div>three", "One Two three"),
    ("<table><tr><td>A<td>B</table>C", "A B C"),
    ("best<x-icon></x-icon>tools", "besttools"),
    ("best<br>tools", "best tools"),
    ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢kan"),
    ("Words<svg><title>no</title><desc>no</desc><metadata>no</metadata></svg>", "Words"),
    ("<math><mi>x</mi><annotation>no</annotation></math>", "x"),
    ("Film<video><p>Your browser can't play <b>this</b></p></video>", "Film"),
    ("One<datalist><option>no</option></datalist><noframes>no</noframes><noembed>no</noembed>", "One"),
]


def test_an_a_is_a_link_where_it_is_html_or_a_drawing() -> None:
    for html, count in NAMESPACES:
        found = read(f"<p>text</p>{html}".encode(), "text/html", PAGE, [Sought.of(TARGET)], NOW)
        assert (html, found.about[TARGET].total) == (html, count)


def test_an_anchor_is_what_a_visitor_reads() -> None:
    for inner, words in ANCHORS:
        html = f'<p>text</p><a href="{TARGET}">{inner}</a>'
        found = read(html.encode(), "text/html; charset=utf-8", PAGE, [Sought.of(TARGET)], NOW)
        assert found.about[TARGET].links[0].anchor == words


XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>{}<title/></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("head", "body", "links"),
    [
        ("", LINK, 1),
        ('<script src="/x.js"/><style/>', f"<div/><textarea/>a&nbsp;b<br/>{LINK}", 1),
        ("<script>if (a &lt; b) document.write('&lt;/script>')</script>", LINK, 1),
        ("", "<h:a xmlns:h='http://www.w3.org/1999/xhtml' href='https://acme.com/guide'>words</h:a>", 1),
        ("", f"<![CDATA[ 1 > 0 {LINK} ]]>", 0),
        ("", LINK.replace("<a", "<a xmlns=''"), 0),
        ("", f"<noscript>{LINK}</noscript>", 1),
        ("", f"<p>{LINK}<p>", 1),  # not well-formed
    ],
    ids=["link", "empty", "script", "prefix", "cdata", "foreign", "noscript", "broken"],
)
def test_a_page_that_is_sent_as_xml_is_read_by_its_rules(head: str, body: str, links: int) -> None:
    page = XHTML.format(head, body).encode()
    facts = read(page, "application/xhtml+xml", PAGE, [Sought.of(TARGET)], NOW)
    assert len(facts.about[TARGET].links) == links


def test_eighty_characters_either_side_of_a_link_are_kept_without_the_spaces_beside_it() -> None:
    page = f"<p>{'x' * 200} {LINK} {'y' * 200}</p>".encode()
    (link,) = read(page, "text/html", PAGE, [Sought.of(TARGET)], NOW).about[TARGET].links
    assert (link.before, link.after) == ("x" * 80, "y" * 80)
