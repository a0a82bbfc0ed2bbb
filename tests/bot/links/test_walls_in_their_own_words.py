# ruff: noqa: E501 - a line holds one page
"""Walls whose sentences nobody listed are known by how much of them is about themselves."""

from datetime import UTC, datetime

from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MENU = "<nav><a href=/>Home</a><a href=/news>News</a></nav>"
FOOT = "<footer><a href=/p>Privacy Policy</a> | <a href=/t>Terms</a> © Garden</footer>"

WALLS = {
    "challenge": (
        "<title>Hold on</title><h1>Checking the connection</h1><p>Your request is being verified. This takes a moment.",
        "<title>Garden</title><p>One more thing before you go on.<form><div class='h-captcha' data-sitekey=x></div></form>",
        "<script>document.cookie='ok=1'; location.reload()</script><p>Garden",
        "<title>浏览器</title><h2>浏览器安全检查中...</h2><p>还剩 5 秒",
    ),
    "blocked": (
        "<title>Cantina</title><h1>Hai 18 anni o più?</h1><p>Il vino è per adulti.<button>Sì</button><button>No</button>",
        "<title>Web filter</title><h1>This site has been blocked by the network administrator.</h1><p>Category: gardens",
        "<title>Accès refusé | Garden</title><h1>Accès refusé</h1><p>Vous n'êtes pas autorisé à accéder à cette page.",
        "<title>Доступ ограничен</title><h1>Доступ к ресурсу ограничен</h1><p>на основании закона об информации.",
    ),
    "not_found": (
        "<title>Garden</title><h1>Annonsen är borttagen</h1>",
        "<title>Garden</title><h1>Contenu supprimé</h1><p>L'auteur a retiré cet article.",
        "<title>Garden</title><h1>This listing has expired</h1><p>The seller has removed it. See similar items below.",
        "<title>Information</title><h2>Information</h2><p>Das gewünschte Thema existiert nicht.",
        "<title>Garden</title><h1>삭제되었거나 존재하지 않는 게시물입니다</h1>",
        "<title>Telegram: Contact @garden</title><p>This channel can’t be displayed because it broke local laws.",
        "<title>Wayback Machine</title><h1>Hrm.</h1><p>The Wayback Machine has not archived that URL. "
        "<p>This page is not available on the web because page does not exist",
        "<title>Gardener</title><h1>Gardener</h1><p>This job is no longer accepting applications.",
    ),
    "http_error": (
        "<title>Garden</title><h2>Our site is down for a while</h2><p>Sorry for the inconvenience. We're performing some upgrades.",
        "<title>Error en la base de datos</title><h1>Error al establecer una conexión con la base de datos</h1>",
        "<title>Erro</title><h1>Ocorreu um erro inesperado</h1><p>Não foi possível carregar. Tente mais tarde.",
    ),
    "script_shell": (
        "<div id=__next><header><a href=/>Garden</a></header><main><div class=sk></div></main></div><script src=/m.js></script>",
        "<title>Garden</title><frameset rows=*><frame src=https://elsewhere.example/></frameset>",
    ),
}
PAGES = (
    "<title>Unusual traffic on the ring road</title><h1>Unusual traffic on the ring road</h1><p>Cars queued for an hour.",
    "<title>404エラー</title><h1>404エラーの直し方</h1><p>「ページが見つかりません」と表示されたときは、URLを確認してください。",
    "<title>New server</title><h1>New server</h1><p>We moved to a new server last night; the pictures came with us.",
    "<title>Page not found</title><article><h1>Page not found</h1><p>So begins the novel, and it does not get friendlier. "
    "Its narrator is an archivist who looks for a leaf torn out of a register.<p>A fine first book.</article>",
    "<title>Just a moment of peace</title><h1>Just a moment of peace</h1><p>A poem about the sea.",
    "<title>How to fix an error</title><h1>Access denied: how to fix it</h1><p>Clear your cookies. Check your browser.",
    "<title>Maintenance | Garden</title><h1>Maintenance</h1><p>Our server rests on Sunday between 2 and 4 am.",
    "<title>Beans</title><h1>Beans</h1><p>They were sown in May.<div hidden><h2>Sign in to continue</h2><input type=password></div>",
    "<title>Beans</title><h1>Beans</h1><p>They were sown in May.<div class='modal fade'><p>Access denied. Please log in.</div>",
    "<title>Which saw?</title><h1>Which saw?</h1><p>I use a pull saw.<p>You must be logged in to post a reply.",
    "<title>Lamp</title><h1>Lamp</h1><p>This product is currently unavailable. <p>Brass and linen, with a cord of two metres.",
    "<title>Terms</title><h1>Terms</h1><dl><dt>404<dd>The page was not found.<dt>503<dd>Service unavailable.</dl>",
)


def wall(html: str) -> str | None:
    """The finding that stands in front of a page, None where it is read."""
    body = f"<!doctype html>{html if 'frameset' in html else MENU + html + FOOT}".encode()
    sought = [Sought.of("https://acme.com/guide")]
    found = read(body, "text/html; charset=utf-8", "https://garden.example/2026/beans", sought, NOW)
    return found.wall.finding.value if found.wall else None


def test_a_page_that_speaks_of_little_but_itself_is_a_wall() -> None:
    seen = {html: (wall(html), kind) for kind, pages in WALLS.items() for html in pages}
    assert {html: pair for html, pair in seen.items() if pair[0] != pair[1]} == {}


def test_a_short_page_that_speaks_of_something_else_is_read() -> None:
    assert {html: found for html in PAGES if (found := wall(html))} == {}
