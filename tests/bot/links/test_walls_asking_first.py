# ruff: noqa: E501 - pages as they are
"""Pages that ask for a log-in, a password or consent before the page; articles about these are read."""

import pytest
from small_web import Web, look, said

WORDS = "This article goes through the tools that editors use every day. "
NAV = "".join(f'<a href="/{n}">Section {n}</a>' for n in range(5))
FORM = "<form><input name=username><input type=password name=password><input type=submit value=Login></form>"


@pytest.mark.parametrize(
    "html",
    [
        f'<title>Geschützt: Beitrag – Garten</title>{NAV}<h1>Geschützt: Beitrag</h1><form class="post-password-form" method=post>'
        "<p>Dieser Inhalt ist passwortgeschützt.<input name=post_password type=password></form>",
        f"<title>Garden Forum - Login</title>{NAV}<form><h2>The board requires you to be registered and logged in to view"
        f" this forum.</h2>{FORM}",
        f"<title>Login required - Garden Wiki</title>{NAV}<h1>Login required</h1><p>Please <a href=/login>log in</a> to view"
        " other pages.",
        f"<title>Garden</title>{NAV}<h1>Log in required</h1><p>This is for our readers.",
        f"<title>Garten</title>{NAV}<h1>Bitte melden Sie sich an</h1><p>Noch kein Konto?",
        f"<title>Login</title>{NAV}<h3>Warning!</h3><p>Only registered members are allowed to access this section.{FORM}",
    ],
)
async def test_a_page_that_keeps_itself_back_is_blocked(web: Web, html: str) -> None:
    web.page("/page", html)
    seen = await look(web)
    assert said(seen) == "unseen blocked"
    assert "log in" in seen.detail


@pytest.mark.parametrize(
    ("path", "html"),
    [
        (
            "/password",
            '<title>Garden Store</title><h1>Opening soon</h1><p>Be the first to know when we launch.<form action="/password">'
            "<label>Enter store using password</label><input type=password></form>",
        ),
        ("/welcome", f"<title>Garden</title><p>{WORDS * 8}{FORM}"),
        (
            "/zustimmung?url=%2Fpage",
            "<title>ZEIT ONLINE | Lesen Sie zeit.de mit Werbung</title><h1>zeit.de mit Werbung</h1><p>Besuchen Sie zeit.de wie"
            " gewohnt mit Werbung und Tracking.<button>Einverstanden</button><h2>Pur</h2><a href=/abo>Pur bestellen</a>",
        ),
        (
            "/consent/tcf/page",
            "<title>Nachrichten - DER STANDARD</title><h1>Willkommen bei DER STANDARD</h1><p>Bitte deaktivieren Sie sämtliche"
            " Komponenten, die Teile unserer Website blockieren.<button>Einverstanden</button>",
        ),
        ("/privacy-gate?to=/page", "<title>Garden</title><p>We use cookies.<button>OK</button>"),
        ("/x?view=cookiewall", "<title>Garden</title><p>We use cookies.<button>OK</button>"),
    ],
)
async def test_a_redirect_to_a_page_that_asks_first_is_blocked(web: Web, path: str, html: str) -> None:
    web.redirect("/page", path, 302)
    web.page(path, html)
    assert said(await look(web)) == "unseen page_redirected blocked"


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("/blog/consent", f"<title>Consent in medicine</title><h1>Consent in medicine</h1><p>{WORDS * 5}"),
        (
            "/blog/consent/",
            f"<title>Consent in medicine</title><h1>Consent in medicine</h1><p>Patients accept. {WORDS * 30}<button>Menu</button>",
        ),
        ("/informed-consent-forms", f"<title>Forms</title><h1>Forms</h1><p>{WORDS}<button>Accept</button>"),
        ("/new", f"<title>A short post</title><h1>A short post</h1><p>We built a table. {WORDS * 3}{FORM}"),
    ],
)
async def test_an_article_that_moved_is_read(web: Web, path: str, html: str) -> None:
    web.redirect("/page", path, 301)
    web.page(path, html)
    assert said(await look(web)) == "missing page_redirected"


@pytest.mark.parametrize("title", ["Members only", "Login required", "Cookie wall"])
async def test_an_article_with_such_a_headline_is_read(web: Web, title: str) -> None:
    web.page("/page", f"<title>{title}</title><h1>{title}</h1><p>{WORDS * 20}<button>Menu</button>")
    assert said(await look(web)) == "missing"
