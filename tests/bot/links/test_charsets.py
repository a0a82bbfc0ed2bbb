"""A page's encoding is found where browsers find it, and nowhere else."""

from datetime import UTC, datetime

import pytest

from bot.links.page.charset import declared, text_of
from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

TARGET = "https://acme.com/guide"
NOW = datetime(2026, 3, 2, tzinfo=UTC)
LATE = "<script>" + "x=1;" * 400 + "</script>"
DESCRIPTION = '<meta name=description content="all about charset=koi8-r">'


@pytest.mark.parametrize(
    ("html", "codec"),
    [
        (f"{LATE}<meta charset=windows-1251>", "cp1251"),
        (f"<style>{'a{}' * 9000}</style><meta charset=windows-1251>", "cp1251"),
        (f"{DESCRIPTION}<meta charset=windows-1251>", "cp1251"),
        (DESCRIPTION, None),
        ("<meta content='text/html; charset=koi8-r'>", None),
        ("<meta content='text/html; charset=koi8-r' http-equiv=Content-Type>", "koi8-r"),
        ("<meta http-equiv=content-type content='text/html; charset = \"koi8-r\"'>", "koi8-r"),
        ("<meta http-equiv=refresh content='0; charset=koi8-r'>", None),
        ("<p title='<meta charset=koi8-r>'><meta charset=windows-1251>", "cp1251"),
        ("<!-- > <meta charset=koi8-r> --><meta charset=windows-1251>", "cp1251"),
        ("<!--><meta charset=windows-1251>", "cp1251"),
        ("<meta charset=nonsense><meta charset=windows-1251>", "cp1251"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta/charset='windows-1251'/>", "cp1251"),
        ("<metal charset=windows-1251>", None),
        (f"{LATE}<script>'<meta charset=koi8-r>'</script>", None),
        (f"{LATE}<!-- <meta charset=koi8-r> -->", None),
        (" " * 1006 + "<meta charset=iso-8859-15>", "iso8859-15"),
    ],
)
def test_a_meta_element_names_the_encoding_as_the_standard_reads_it(html: str, codec: str | None) -> None:
    assert declared(html.encode(), "text/html") == codec


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("x-cp1251", "cp1251"),
        ("koi", "koi8-r"),
        ("koi8-ru", "koi8-u"),
        ("logical", "iso8859-8"),
        ("visual", "iso8859-8"),
        ("mac", "mac-roman"),
        ("ISO-8859-1", "cp1252"),
        ("hz-gb-2312", "replacement"),
        ("iso-2022-cn-ext", "replacement"),
        ("cp850", None),
        ("utf-7", None),
    ],
)
def test_labels_mean_what_the_encoding_standard_says(label: str, codec: str | None) -> None:
    assert declared(b"<p>x", f"text/html; charset={label}") == codec


@pytest.mark.parametrize("label", ["iso-2022-kr", "HZ-GB-2312", "iso-2022-cn", "replacement"])
@pytest.mark.parametrize("named_in", ["header", "meta"])
def test_a_page_in_an_encoding_that_browsers_refuse_shows_nothing(label: str, named_in: str) -> None:
    body = b'<p>Tools: <a href="https://acme.com/guide">the guide</a>'
    content_type = "text/html"
    if named_in == "header":
        content_type += f"; charset={label}"
    else:
        body = f"<meta charset={label}>".encode() + body
    assert text_of(body, content_type) == "\ufffd"


SILENT = f"<style>{'a{color:red}' * 400}</style><script>{'call(it);' * 400}</script>"


@pytest.mark.parametrize(
    ("codec", "html", "words", "anchor"),
    [
        ("cp1251", "<html>", "Обзор лучших инструментов.", "лучшие ссылки"),
        ("cp932", "<html>", "このページはリンクについてのページです。", "こんにちは"),
        ("euc_jp", "<html>", "このページはリンクについてのページです。", "こんにちは"),
        ("cp932", "<html lang=ja>", "日本", "日本語"),
        ("euc_jp", "<html lang=ja-JP>", "日本", "日本語"),
        ("cp949", "<html lang=ko>", "한국어", "안내서"),
        ("gb18030", "<html lang=zh-CN>", "中文", "指南"),
        ("big5", "<html lang=zh-TW>", "中文", "指南"),
        ("cp1252", "<html lang=fr>", "déjà", "été"),
        ("cp1252", "<html>", "Words enough in a language of the west, déjà.", "été"),
    ],
)
def test_an_encoding_that_nobody_names_is_told_by_language_and_words_alone(
    codec: str, html: str, words: str, anchor: str
) -> None:
    page = f'{html}{SILENT}<p>{words} <a href="{TARGET}">{anchor}</a></p>'.encode(codec)
    facts = read(page, "text/html", "https://techblog.example/p", [Sought.of(TARGET)], NOW)
    assert facts.about[TARGET].links[0].anchor == anchor


@pytest.mark.parametrize(
    ("codecs", "anchor"),
    [
        ("cp949", "이것은 도구 선택에 관한 자세한 안내서입니다"),
        ("cp949", "홈페이지 바로가기"),
        ("gb18030", "这是一个关于如何选择工具的详细指南"),
        ("gb18030", "首页 联系我们 关于我们 产品中心 新闻动态"),
        ("big5", "這是一個關於工具選擇的詳細指南"),
        ("big5", "首頁 聯絡我們 關於我們 產品介紹 最新消息"),
        ("cp932 euc_jp", "これはツール選択に関する詳しいガイドです"),
        ("cp1251 koi8-r cp866 iso8859-5", "Это подробное руководство"),
        ("cp1251 koi8-r", "привет"),
        ("cp1251 koi8-r", "ЛУЧШИЕ ИНСТРУМЕНТЫ"),
        ("cp1253", "οδηγός για την επιλογή εργαλείων"),
        ("cp1255", "זהו מדריך מפורט לבחירת כלים"),
        ("cp1256", "هذا دليل مفصل لاختيار الأدوات"),
        ("cp874", "นี่คือคู่มือโดยละเอียดสำหรับการเลือกเครื่องมือ"),
        ("cp1250 iso8859-2", "Zażółć gęślą jaźń, najlepszy przewodnik"),
        ("cp1250 iso8859-2", "Nejlepší průvodce výběrem nástrojů, řešení"),
        ("cp1250 iso8859-2", "A legjobb útmutató, amelyet őrizni kell, gyűjtemény"),
        ("cp1254", "Araçları seçmek için en iyi kılavuz, şimdi öğrenin"),
        ("cp1257", "Geriausias įrankių vadovas, kurį galite rasti šiandien, žmonės ėjo"),
        ("cp1252", "Das ist für Größe, Maße und Übergröße schön"),
        ("cp1252", "Où est le meilleur guide détaillé, ça dépend de l’été"),
        ("cp1252", "¿Dónde está la mejor guía? El niño comió piñas"),
        ("cp1252", "Não há solução melhor à mão, então avaliações"),
        ("cp1252", "Den bedste guide på nettet for øjne og æbler"),
        ("cp1252", "Copyright © 2020 – all rights ® 25° ——— “quoted”"),
    ],
)
@pytest.mark.parametrize("around", ["", "<p>" + "Plain English words fill the page nicely. " * 100])
def test_an_unnamed_encoding_is_told_from_a_few_words(codecs: str, anchor: str, around: str) -> None:
    for codec in codecs.split():
        page = f'<html><p><a href="{TARGET}">{anchor}</a>{around}'.encode(codec)
        facts = read(page, "text/html", "https://techblog.example/p", [Sought.of(TARGET)], NOW)
        assert (codec, facts.about[TARGET].links[0].anchor) == (codec, anchor)


def test_a_byte_that_is_wrong_does_not_make_a_page_of_utf_8_another() -> None:
    page = f'<p>Caf\udce9 <a href="{TARGET}">привет</a></p>'.encode("utf-8", "surrogateescape")
    facts = read(page, "text/html", "https://techblog.example/p", [Sought.of(TARGET)], NOW)
    assert facts.about[TARGET].links[0].anchor == "привет"


@pytest.mark.parametrize(
    ("codec", "href", "target"),
    [
        ("windows-1251", "https://acme.com/s?q=привет", "https://acme.com/s?q=%EF%F0%E8%E2%E5%F2"),
        ("windows-1251", "https://acme.com/s?q=привет#ещё", "https://acme.com/s?q=%EF%F0%E8%E2%E5%F2"),
        ("windows-1251", "https://acme.com/s?q=日", "https://acme.com/s?q=%26%2326085%3B"),
        ("windows-1251", "https://acme.com/привет", "https://acme.com/привет"),
        ("shift_jis", "https://acme.com/s?q=日本", "https://acme.com/s?q=%93%FA%96%7B"),
        ("utf-8", "https://acme.com/s?q=привет", "https://acme.com/s?q=привет"),
        ("utf-16le", "https://acme.com/s?q=привет", "https://acme.com/s?q=привет"),
    ],
)
def test_a_query_is_in_the_pages_encoding_and_a_path_in_utf_8(codec: str, href: str, target: str) -> None:
    html = f'<p>text <a href="{href}">x</a>'.encode(codec, "xmlcharrefreplace")
    facts = read(html, f"text/html; charset={codec}", "https://techblog.example/p", [Sought.of(target)], NOW)
    assert len(facts.about[target].links) == 1


# Where Python's codecs read otherwise than browsers; each as Chromium's TextDecoder has it.
AS_BROWSERS = [
    ("euc-jp", b"\xa1\xc1\xa1\xdd\xad\xa1\xfc\xe2", "～－①髙"),
    ("euc-jp", b"\x81\xa4\xa2", "\ufffdあ"),
    ("shift_jis", b"\x93\xfa\x81</a>", "日\ufffd</a>"),
    ("euc-kr", b"\xa5\xabxyz", "\ufffdxyz"),
    ("big5", b"\x88\xff<a", "\ufffd<a"),
    ("big5", b"\xa2\x46\xa1\xe3", "￠～"),
    ("gbk", b"\x8050 \xa3\xa0", "€50 \u3000"),
    ("windows-1252", b"\xe2\x80\x9d", "â€\x9d"),
    ("windows-1253", b"\x81\xaa", "\x81\ufffd"),
    ("windows-1255", b"\xca\xd9", "\u05ba\ufffd"),
    ("koi8-u", b"\xae\xbe", "ўЎ"),
    ("utf-8", b"\xe2\x82<", "\ufffd<"),
]


def test_bytes_are_the_characters_that_browsers_read() -> None:
    for label, body, words in AS_BROWSERS:
        assert (label, text_of(body, f"text/html; charset={label}")) == (label, words)


def test_a_query_of_characters_that_python_has_elsewhere_is_spelt_as_browsers_do() -> None:
    html = f'<a href="{TARGET}?q=～日">x</a>'.encode("euc_jp", "replace").replace(b"?q=?", b"?q=\xa1\xc1")
    sought = Sought.of(f"{TARGET}?q=%A1%C1%C6%FC")
    facts = read(html, "text/html; charset=euc-jp", "https://techblog.example/p", [sought], NOW)
    assert facts.about[sought.target].total == 1


# By the standard and Chromium alike: media types are parsed, not searched (MIME Sniffing, 4.4).
NAMED = [
    ('text/html; charset="koi8-r', "", "koi8-r"),
    ("text/html;x=y;CHARSET= koi8-r ;z", "", "koi8-r"),
    ("text/html; charset='koi8-r'", "", None),
    ("text/html; charset =koi8-r", "", None),
    ("text/html charset=koi8-r", "", None),
    ("text/html; xcharset=koi8-r", "", None),
    ("text/html", "<?xml version='1.0' encoding='utf-16'?>", "utf-8"),
    ("text/html", "<!-- x --!><meta charset=koi8-r>", "koi8-r"),
    ("text/html", "<\0?\0x\0m\0l\0", "utf-16-le"),
    ("text/html", "\0<\0?\0x\0m\0l", "utf-16-be"),
]


def test_an_encoding_is_named_where_browsers_find_it() -> None:
    for content_type, html, codec in NAMED:
        assert (content_type, html, declared(html.encode(), content_type)) == (content_type, html, codec)
