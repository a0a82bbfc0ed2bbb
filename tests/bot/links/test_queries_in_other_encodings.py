"""A query stands in the link as browsers write it: in the bytes of the page's own encoding.

The expected spellings are those of Chromium; web-platform-tests hold them under encoding/legacy-mb-* and
url/percent-encoding.window.js.
"""

import pytest
from small_web import Answer, Web, look, said

from bot.links.urls import resolve


@pytest.mark.parametrize(
    ("charset", "query", "expected"),
    [
        # What the encoding lacks is a character reference.
        ("windows-1252", "†", "%86"),
        ("windows-1252", "\x81", "%81"),
        ("windows-1252", "ł", "%26%23322%3B"),
        ("iso-8859-1", "€", "%80"),
        ("koi8-u", "ў", "%AE"),
        ("euc-kr", "†", "%A2%D3"),
        ("utf-16le", "†", "%E2%80%A0"),
        # GBK is read as GB 18030, but has no four bytes to write.
        ("gbk", "中€", "%D6%D0%80"),
        ("gb2312", "ł", "%26%23322%3B"),
        ("gb18030", "ł€", "%810%920%A2%E3"),
        ("gb18030", "\u1e3f\u9fb4\ufe10", "%A8%BC%FEY%A6%D9"),
        ("gb18030", "\ue5e5", "%26%2358853%3B"),
        # Big5 without Hong Kong's rows, and the later of two spellings of one character.
        ("big5", "中十‧€", "%A4%A4%A4Q%A1E%A3%E1"),
        ("big5", "•À啩", "%26%238226%3B%26%23192%3B%26%2321865%3B"),
        ("big5", "═", "%F9%F9"),
        # Japanese without JIS X 0212 and without what Microsoft's code page makes fit.
        ("shift_jis", "日本―¥‾ｱ−", "%93%FA%96{%81\\\\~%B1%81|"),
        ("shift_jis", "¢‖", "%26%23162%3B%26%238214%3B"),
        ("shift_jis", "纊", "%FA\\"),
        ("euc-jp", "日本¥‾ｱ−", "%C6%FC%CB%DC\\~%8E%B1%A1%DD"),
        ("euc-jp", "©¢", "%26%23169%3B%26%23162%3B"),
        # ISO-2022-JP goes to and fro between character sets, and can't be made to.
        ("iso-2022-jp", "日z", "%1B$BF|%1B(Bz"),
        ("iso-2022-jp", "¥z~", "%1B(J\\z%1B(B~"),
        ("iso-2022-jp", "ｶﾞ", "%1B$B%+!+%1B(B"),
        ("iso-2022-jp", "日ł", "%1B$BF|%1B(B%26%23322%3B"),
        ("iso-2022-jp", "\x0eA", "%26%2365533%3BA"),
    ],
)
async def test_a_link_is_the_address_that_browsers_go_to(
    web: Web, charset: str, query: str, expected: str
) -> None:
    references = "".join(f"&#{ord(character)};" for character in query)
    html = f'<p>Words <a href="https://acme.com/guide?q={references}z">the guide</a>'
    codec = "utf-16-le" if charset == "utf-16le" else "ascii"
    web.answers["/page"] = Answer(html.encode(codec), content_type=f"text/html; charset={charset}")
    seen = await look(web, target=f"https://acme.com/guide?q={expected}z")
    assert said(seen) == "live"
    assert seen.link is not None
    assert seen.link.href == f"https://acme.com/guide?q={expected}z"


async def test_an_encoding_changes_no_path_and_no_fragment(web: Web) -> None:
    html = '<p>Words <a href="https://acme.com/gu&#237;a#&#237;">the guide</a>'
    web.answers["/page"] = Answer(html.encode(), content_type="text/html; charset=shift_jis")
    assert said(await look(web, target="https://acme.com/gu%C3%ADa")) == "live"


@pytest.mark.parametrize(
    ("charset", "body", "expected"),
    [
        ("big5", "約翰".encode("big5") + b"\xa1E" + "史密斯".encode("big5"), "約翰‧史密斯"),
        ("big5", b"\xa3\xe110 \xa1\xf2\xa1\xf3 \xa3\xc0 \xc6\xcf\xfe\x52x", "€10 ⊕⊙ ␀ 廴猪x"),
        ("gbk", b"\xd6\xb8\xc4\xcf \xa8\xbc\xa6\xd9\xfe\xa0", "指南 \u1e3f\ufe10\u9fbb"),
    ],
)
async def test_words_are_read_as_browsers_read_them(
    web: Web, charset: str, body: bytes, expected: str
) -> None:
    html = b'<p>Words <a href="https://acme.com/guide">' + body + b"</a>"
    web.answers["/page"] = Answer(html, content_type=f"text/html; charset={charset}")
    seen = await look(web, anchor=expected)
    assert said(seen) == "live"
    assert seen.link is not None
    assert seen.link.anchor == expected


def test_only_the_query_of_a_web_address_is_rewritten() -> None:
    assert resolve("/a?é#é", "https://acme.com/", "cp1252") == "https://acme.com/a?%E9#%C3%A9"
    assert resolve("?a=é&b=c", "https://acme.com/x", "cp1252") == "https://acme.com/x?a=%E9&b=c"
    assert resolve("/é", "https://acme.com/", "cp1252") == "https://acme.com/%C3%A9"
