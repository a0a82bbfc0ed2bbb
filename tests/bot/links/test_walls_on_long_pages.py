# ruff: noqa: E501 - pages as they are
"""Walls on pages that say much: a newspaper's menus and other stories stand around what is kept back."""

import pytest
from small_web import Web, look, said

WORDS = "Every spring we move the tomatoes from the windowsill into the cold frame and wait for warm nights. "
NAV = "<header><nav>" + "".join(f"<a href='/s/{n}'>Section {n}</a> " for n in range(20)) + "</nav></header>"
AROUND = (
    "<aside><h2>More stories</h2>" + f"<p>{WORDS}</p>" * 18 + "</aside><footer><p>© The Shed Times</footer>"
)
TEASER = f"<h1>Ten things about tomatoes</h1><p>{WORDS}</p><p>{WORDS}</p>"


def page(body: str, title: str = "Ten things about tomatoes") -> str:
    return f"<title>{title}</title>{NAV}<main><article>{body}</article></main>{AROUND}"


NOT_FREE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
)


@pytest.mark.parametrize(
    "rest",
    [
        "<section><p>Cet article est réservé aux abonnés.</p><p>Il vous reste 72% de cet article à lire.</p></section>",
        "<div><h3>Join to unlock</h3><p>This post is for members only.</p></div>",
        "<div class=pmpro_content_message>Membre ? <a href=/login>Entrez</a></div>",
        f"{NOT_FREE}<div id=offer></div>",
    ],
)
async def test_an_article_of_which_only_the_beginning_is_shown_is_unseen(web: Web, rest: str) -> None:
    web.page("/page", page(TEASER + rest))
    assert said(await look(web)) == "unseen blocked"


@pytest.mark.parametrize(
    "article",
    [
        TEASER,
        TEASER + NOT_FREE + f"<p>{WORDS * 4}</p>" * 3,
        TEASER + "<p>“This article is for subscribers only”, it says on most of them.</p>",
        TEASER + NOT_FREE.replace("false", "true"),
        TEASER + NOT_FREE.replace("NewsArticle", "Event"),
        TEASER + f"<p>{WORDS * 10}</p><p>This post is for members only.</p>",
    ],
)
async def test_an_article_that_is_shown_is_read(web: Web, article: str) -> None:
    web.page("/page", page(article))
    assert said(await look(web)) == "missing"


async def test_an_article_with_the_link_before_the_paywall_is_live(web: Web) -> None:
    web.page("/page", page(TEASER + '<a href="https://acme.com/guide">best link tools</a>' + NOT_FREE))
    assert said(await look(web)) == "live"


@pytest.mark.parametrize(
    "mount", ["<main id=app></main>", "<main id=root><div>Loading…</div></main>", "<main></main>"]
)
async def test_an_empty_mount_amid_many_words_is_a_shell(web: Web, mount: str) -> None:
    web.page("/page", f"<title>The Shed Times</title>{NAV}{mount}{AROUND}<script src=/a.js></script>")
    assert said(await look(web)) == "unseen script_shell"


@pytest.mark.parametrize(
    "filled",
    [
        f"<main id=app><h1>Tomatoes</h1><p>{WORDS}</p></main>",
        f"<div id=app></div><article><h1>Tomatoes</h1><p>{WORDS}</p></article>",
        "<main id=app><a href=/x><img src=/x.jpg></a></main>",
    ],
)
async def test_a_mount_with_a_page_in_it_or_beside_it_is_read(web: Web, filled: str) -> None:
    web.page("/page", f"<title>The Shed Times</title>{NAV}{filled}{AROUND}<script src=/a.js></script>")
    assert said(await look(web)) == "missing"


async def test_a_long_list_of_purposes_is_a_consent_wall(web: Web) -> None:
    purposes = "".join(
        f"<h3>Purpose {n}</h3><p>Cookies and other identifiers are stored on your device. {WORDS * 2}</p>"
        for n in range(9)
    )
    wall = f"<title>Cookie consent</title><h1>We value your privacy</h1>{purposes}<button>Accept all</button><button>Reject all</button>"
    web.page("/page", wall)
    assert said(await look(web)) == "unseen blocked"
    web.page("/page", wall.replace("We value your privacy", "How we made our consent dialog"))
    assert said(await look(web)) == "missing"
    web.page("/page", wall.partition("<button>")[0])
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/maintenance.html", "unseen page_redirected http_error"),
        ("/en/error", "unseen page_redirected http_error"),
        ("/unavailable-in-your-region", "unseen page_redirected blocked"),
        ("/age-verification?next=/page", "unseen page_redirected blocked"),
        ("/blog/maintenance", "missing page_redirected"),
        ("/maintenance-plans", "missing page_redirected"),
    ],
)
async def test_where_visitors_are_sent_says_what_the_page_there_is(
    web: Web, path: str, expected: str
) -> None:
    web.redirect("/page", path)
    web.page(path, "<title>Shed</title><h1>Our garden</h1><p>We are making things better every day.")
    assert said(await look(web)) == expected


async def test_a_page_about_maintenance_that_was_asked_for_is_read(web: Web) -> None:
    web.page("/maintenance", "<title>Boilers</title><h1>Boiler service</h1><p>Every year, from £80.")
    assert said(await look(web, "/maintenance")) == "missing"


async def test_a_blog_for_those_who_log_in_is_unseen(web: Web) -> None:
    gate = "<h1>This Tumblr may contain sensitive media</h1><p>Log in or sign up to view this blog.</p>"
    web.page("/page", f"<title>Tumblr</title>{NAV}{gate}<a>Log in</a><a>Sign up</a>{AROUND[:400]}")
    assert said(await look(web)) == "unseen blocked"
