# ruff: noqa: E501 - pages as they are
"""Pages that scripts have still to fill, and sites that are broken or shut at status 200, are unseen."""

import pytest
from small_web import Web, look, said

WORDS = "This article goes through the tools that editors use every day. "
AROUND = "".join(f'<a href="/{n}">Section {n}</a>' for n in range(8))


@pytest.mark.parametrize("mount", ["<div id=root></div>", "<div id=app></div>", "<app-root></app-root>"])
async def test_an_empty_mount_between_header_and_footer_is_a_shell(web: Web, mount: str) -> None:
    web.page(
        "/page",
        f"<title>Trail</title><header><nav>{AROUND}</nav></header>{mount}<footer><p>© Acme. {WORDS * 4}</footer><script src=a.js></script>",
    )
    assert said(await look(web)) == "unseen script_shell"
    web.page(
        "/page",
        f"<title>Trail</title><header><nav>{AROUND}</nav></header><p>{WORDS}{mount}<script src=a.js></script>",
    )
    assert said(await look(web)) == "missing"


async def test_a_script_that_failed_to_load_leaves_a_shell(web: Web) -> None:
    web.page(
        "/page",
        '<title>X</title><div id="react-root"><div id="ScriptLoadFailure"><form><span>Something went wrong, but don’t fret —'
        " let’s give it another shot.</span><input type=submit></form></div></div><script>1</script>",
    )
    assert said(await look(web)) == "unseen script_shell"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<title>Account Suspended</title><h1>Account Suspended</h1><p>This Account has been suspended.",
            "http_error",
        ),
        ("<title>Database Error</title><h1>Error establishing a database connection</h1>", "http_error"),
        (
            "<title>Maintenance</title><p>Briefly unavailable for scheduled maintenance. Check back in a minute.",
            "http_error",
        ),
        (
            "<title>Site is undergoing maintenance</title><h1>Maintenance mode is on</h1><p>Back soon.",
            "http_error",
        ),
        (
            "<title>WordPress &rsaquo; Error</title><p>There has been a critical error on this website.</p><p><a href=/faq>Learn"
            " more about troubleshooting WordPress.</a>",
            "http_error",
        ),
        (
            "<br /><b>Fatal error</b>:  Uncaught Error: Call to undefined function foo() in /var/www/html/index.php:3 Stack"
            " trace: #0 {main} thrown in <b>/var/www/html/index.php</b> on line <b>3</b><br />",
            "http_error",
        ),
        (
            "<title>Garden</title><p>Our European visitors are important to us. This site is currently unavailable to visitors"
            " from the European Economic Area while we work to ensure your data is protected.",
            "blocked",
        ),
    ],
)
async def test_a_site_that_is_broken_or_shut_is_unseen(web: Web, html: str, expected: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == f"unseen {expected}"


@pytest.mark.parametrize(
    "title",
    [
        "Account suspended",
        "Error establishing a database connection",
        "Maintenance mode",
        "Fatal error: how to debug PHP in WordPress",
        "Why sites are unavailable in the European Economic Area",
    ],
)
async def test_an_article_about_such_sites_is_read(web: Web, title: str) -> None:
    web.page("/page", f"<title>{title}</title><h1>{title}</h1><p>{WORDS * 20}")
    assert said(await look(web)) == "missing"
