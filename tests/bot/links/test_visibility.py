"""What visitors see of a link decides whether it is called hidden: layouts that merely look odd are not."""

from datetime import UTC, datetime

import pytest
from small_web import Web, look, said

from bot.links.page.page_facts import Found, Sought
from bot.links.page.reading import read

TARGET = "https://acme.com/guide"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def only_link(html: str) -> Found:
    page = f"<!doctype html><html><body><p>Some words.</p>{html}</body></html>".encode()
    facts = read(page, "text/html; charset=utf-8", "https://techblog.example/p", [Sought.of(TARGET)], NOW)
    (link,) = facts.about[TARGET].links
    return link


def link(content: str = "words", **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<a href="{TARGET}"{written}>{content}</a>'


@pytest.mark.parametrize(
    "style",
    [
        "margin-left:-50vw;margin-right:-50vw",
        "position:relative;left:50%;right:50%;margin-left:-50vw;margin-right:-50vw;width:100vw",
        "position:relative;left:-50%",
        "position:absolute;left:calc(50% - 50vw)",
        "position:relative;left:-100%",
        "position:absolute;left:-50%",
        "position:absolute;top:9999px",
        "position:absolute;left:1200px",
        "height:0;overflow:hidden;padding-bottom:56.25%",
        "width:0;height:0;min-width:100%",
        "display:none;display:flex",
        "display:none-block",
        "font-family:a\\3b display\\3a none",
        "font-family:'a;display:none'",
        "transform:translateX(-50%)",
        "transform:scale(0.05)",
        "transform:scale(1, 0.95) rotate(0)",
        "scale:0.5",
        "translate:-50% -50%",
        "zoom:1",
        "zoom:normal",
        "filter:opacity(0.9)",
        "clip-path:inset(0 50% 0 0)",
        "clip-path:polygon(0 0, 100% 0, 100% 100%)",
        "width:1px;height:1px",
        "max-height:100%;overflow:hidden",
        "font-size:.9em",
        "font-size:6%",
        "position:fixed;bottom:0;left:50%",
    ],
)
def test_layouts_that_bleed_centre_or_wait_are_seen(style: str) -> None:
    assert not only_link(f'<div style="{style}">{link()}</div>').hidden


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="font-size:0">{link("<img src=x width=300 height=200 alt=Guide>")}</div>',
        f'<div style="font-size:0">{link(style="font:16px/1.2 Arial")}</div>',
        f'<div style="font-size:0">{link(style="font-size:1rem")}</div>',
        f'<div style="font-size:0">{link("<span style=font-size:16px>words</span>")}</div>',
        f'<div style="font-size:0"><map><area href="{TARGET}" alt=words></map></div>',
        link("<span style='visibility:visible'>words</span>", style="visibility:hidden"),
        link("<span style='display:none'>words</span> more"),
        link("<i class=icon></i><span hidden>words</span>"),
        link("<img src=x style='width:40px' width=0 height=0>"),
        link(""),
        f"<details><summary>More</summary>{link()}</details>",
    ],
)
def test_a_link_is_seen_when_anything_in_it_is(html: str) -> None:
    assert not only_link(html).hidden


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:9999px",
        "position:absolute;left:-100vw",
        "position:fixed;left:-100%",
        "position:absolute;left:calc(-9999px)",
        "position:absolute;left:calc(-100% - 20px)",
        "position:absolute;inset:-9999px auto auto -9999px",
        "margin:0 0 0 -9999px",
        "font:0/0 a",
        "font-size:0!important;font:16px Arial",
        "height:0;overflow-y:hidden",
        "height:0;overflow:auto",
        "d\\69splay:none",
        "d\\000069 splay:n\\one",
        "display:none;display:bogus",
        "visibility:hidden;visibility:shown",
        "zoom:0",
        "zoom:1%",
        "opacity:.01",
        "font-size:1px",
        "scale:0",
        "translate:-9999px 0",
        "transform:scale(.001)",
        "transform:scale3d(0,0,0)",
        "transform:matrix(0,0,0,0,0,0)",
        "-webkit-transform:scale(0)",
        "filter:opacity(0%)",
        "clip-path:inset(0 100% 0 0)",
        "clip-path:polygon(0 0, 0 0, 0 0)",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "height:1px;overflow:hidden",
        "block-size:0;overflow:hidden",
        "position:absolute;inset-inline-start:-9999px",
        "position:fixed;top:110vh",
        "display:table-column",
        "content-visibility:hidden",
        "text-indent:-9999px",
    ],
)
def test_what_no_visitor_gets_to_see_is_hidden(style: str) -> None:
    assert only_link(f'<div style="{style}">{link()}</div>').hidden


@pytest.mark.parametrize("tag", ["desc", "metadata", "symbol", "annotation-xml"])
def test_what_only_a_drawing_leaves_undrawn_is_seen_on_the_page_itself(tag: str) -> None:
    assert not only_link(f"<{tag}>{link()}</{tag}>").hidden
    assert only_link(f"<svg><defs>{link('<text>words</text>')}</defs></svg>").hidden


@pytest.mark.parametrize(
    "html",
    [
        link("<img src=x width=0 height=0 alt=words>"),
        link("<img src=x style='width:0;height:0' alt=words>"),
        link("<img src=x style='display:none' alt=words>"),
        link("<span style='display:none'>words</span>"),
        link("<span hidden>words</span>"),
        link("<img src=x alt=words>", style="visibility:hidden"),
        f'<div style="font-size:0">{link(style="font-size:2em")}</div>',
        f"<canvas>{link()}</canvas>",
        f"<video>{link()}</video>",
        link(hidden="until-found"),
        f"<div hidden=until-found>{link()}</div>",
        f"<dialog>{link()}</dialog>",
    ],
)
def test_a_link_is_hidden_when_nothing_in_it_is_shown(html: str) -> None:
    assert only_link(html).hidden


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ("<iframe src=/f></iframe>", "live iframe_only"),
        ("<iframe hidden src=/f></iframe>", "live hidden iframe_only"),
        ("<iframe style='display:none' src=/f></iframe>", "live hidden iframe_only"),
        ("<iframe width=0 height=0 src=/f></iframe>", "live hidden iframe_only"),
        ("<iframe width=0 height=0 style='width:100%;height:9em' src=/f></iframe>", "live iframe_only"),
        ("<iframe hidden src=/f></iframe><iframe src=/f></iframe>", "live iframe_only"),
        ("<iframe hidden src=/f></iframe><iframe src=/g></iframe>", "live iframe_only"),
    ],
)
async def test_a_link_in_a_frame_that_nobody_sees_is_hidden(web: Web, frames: str, expected: str) -> None:
    web.page("/f", f"<p>{link()}")
    web.page("/g", f"<p>{link()}")
    web.page("/page", f"<p>Enough words to be a page of its own.</p>{frames}")
    assert said(await look(web)) == expected


def test_what_browsers_never_draw_in_its_place_is_hidden() -> None:
    for around in (
        "<select>{}</select>",
        "<datalist>{}</datalist>",
        "<ruby>a<rp>{}</rp></ruby>",
        "<svg><desc>{}</desc></svg>",
        "<svg><defs>{}</defs></svg>",
        "<svg><symbol>{}</symbol></svg>",
        "<svg><clipPath>{}</clipPath></svg>",
        "<math><annotation-xml encoding='text/html'>{}</annotation-xml></math>",
    ):
        assert (around, only_link(around.format(link())).hidden) == (around, True)
    for around in ("<select></select>{}", "<details>{}</details>", "<ruby>a<rt>{}</rt></ruby>"):
        assert (around, only_link(around.format(link())).hidden) == (around, False)
