"""Of many links to the target the best speaks, however far down the page or however spelt."""

from datetime import UTC, datetime

import pytest
from small_web import Web, look, said

from bot.links.page.page_facts import About, Sought
from bot.links.page.reading import read

TARGET = "https://acme.com/guide"
NOW = datetime(2026, 3, 2, tzinfo=UTC)
GOOD = f'<a href="{TARGET}">good</a>'
UNFOLLOWED = f'<a rel=nofollow href="{TARGET}">no</a>'
HIDDEN = f'<a style="display:none" href="{TARGET}">no</a>'


def about(html: str) -> About:
    page = f"<!doctype html><html><head><meta charset=utf-8></head><body>{html}</body></html>".encode()
    return read(page, "text/html", "https://techblog.example/p", [Sought.of(TARGET)], NOW).about[TARGET]


@pytest.mark.parametrize("others", [UNFOLLOWED * 60, HIDDEN * 60, (UNFOLLOWED + HIDDEN) * 400])
async def test_a_good_link_after_many_bad_ones_wins(web: Web, others: str) -> None:
    web.page("/page", f"<p>{others}{GOOD}</p>")
    seen = await look(web)
    assert said(seen) == "live"
    assert seen.link is not None
    assert seen.link.anchor == "good"


async def test_the_agreed_anchor_is_found_among_many_links(web: Web) -> None:
    web.page("/page", f'<p>{GOOD * 60}<a href="{TARGET}">agreed words</a></p>')
    assert said(await look(web, anchor="Agreed words")) == "live"


async def test_of_very_many_links_fifty_are_kept_and_their_number_is_said(web: Web) -> None:
    web.page("/page", f"<p>{UNFOLLOWED * 70}{GOOD}</p>")
    seen = await look(web)
    assert len(seen.links) == 50
    assert seen.links[-1].anchor == "good"
    assert seen.detail.endswith("the best of 71 links to it.")


@pytest.mark.parametrize(
    "other",
    [
        '<base href="https://acme.com/"><a rel=nofollow href=/guide>x</a>',
        '<a rel=nofollow href="https://acme%2Ecom/guide">x</a>',
        '<a rel=nofollow href="https://ac\tme.com/guide">x</a>',
        '<a rel=nofollow href="https:/\\acme%2Ecom/guide">x</a>',
        '<a rel=nofollow href="https:\\\\acme%2Ecom/guide">x</a>',
        '<a rel=nofollow href="https:&#47;/acme&#46;com/guide">x</a>',
        '<a rel=nofollow href="https://acme&#x3002;com/guide">x</a>',
        '<a rel=nofollow href="https://ac&shy;me.com/guide">x</a>',
        '<a rel=nofollow href="https://acme&period;com/guide">x</a>',
        f'<svg><math><a rel=nofollow href="{TARGET}">x</a></math></svg>',
        f'<math><mi><a rel=nofollow href="{TARGET}">x</a></mi></math>',
        '<a rel=nofollow href="https://acme\u3002com/guide">x</a>',
        f'<svg><a rel=nofollow xlink:href="{TARGET}"><text>x</text></a></svg>',
        f"<noscript>{UNFOLLOWED}</noscript>",
        f'<map><area rel=nofollow href="{TARGET}" alt=x></map>',
    ],
)
def test_every_link_to_the_target_is_evidence_however_it_is_spelt(other: str) -> None:
    found = about(GOOD + other)
    assert sorted(link.rel for link in found.links) == [(), ("nofollow",)]
    assert found.total == 2


@pytest.mark.parametrize(
    ("html", "links"),
    [
        (f'<base href="{TARGET}"><map><area alt=x></map>', 0),
        (f'<base href="{TARGET}"><a name=x>x</a>', 0),
        (f'<base href="{TARGET}"><map><area href="" alt=x></map>', 1),
        (f'<base href="{TARGET}"><a href="">x</a>', 1),
        (f'<svg><base href="{TARGET}"></svg><a href="">x</a>', 0),
        (f'<math><a href="{TARGET}">x</a></math>', 0),
        (f'<div><template shadowrootmode=open><base href="{TARGET}"></template></div><a href="">x</a>', 0),
        (f'<p><template shadowrootmode=open><b><base href="{TARGET}"></b></template></p><a href="">x</a>', 0),
        (f'<math><svg><a href="{TARGET}">x</a></svg></math>', 0),
        (f'<svg><foreignObject><base href="{TARGET}"></foreignObject></svg><a href="">x</a>', 1),
    ],
)
def test_only_an_href_leads_to_the_base_and_only_the_documents_base_counts(html: str, links: int) -> None:
    assert len(about(html).links) == links
