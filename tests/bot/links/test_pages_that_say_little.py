"""A page that only says that something is gone was read, unless it is the page itself that is gone."""

import pytest
from small_web import Web, look, said

FORMS = (
    "{}",
    "<p>{}</p>",
    "<html><head><title>Post</title></head><body><p>{}</p></body></html>",
    "<title>Post</title><h1>Post</h1><p>{}</p>",
    "<title>Tools</title><article><h1>Tools</h1><p>{}</p></article>",
)


@pytest.mark.parametrize(
    "words",
    [
        "gone",
        "Removed.",
        "the link is gone.",
        "The link has been taken down.",
        "The link disappeared.",
        "External links have been disabled.",
        "Links are not allowed.",
        "This section has been removed.",
        "Der Link wurde entfernt.",
        "Le lien a été supprimé.",
        "El enlace ha sido eliminado.",
        "Ссылка удалена.",
        "Länken är borttagen.",
        "リンクは削除されました。",
        "链接已删除",
    ],
)
@pytest.mark.parametrize("form", FORMS)
async def test_what_is_gone_from_a_page_was_looked_for_on_it(web: Web, words: str, form: str) -> None:
    web.page("/page", form.format(words))
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    "words",
    [
        "Page not found",
        "This page has been removed.",
        "The link you followed may be broken, or the page may have been removed.",
        "The page you are looking for is gone.",
        "Der Link ist abgelaufen oder die Seite wurde gelöscht.",
        "Diese Seite wurde entfernt.",
    ],
)
@pytest.mark.parametrize("form", FORMS[:3])
async def test_a_page_that_is_gone_is_unseen(web: Web, words: str, form: str) -> None:
    web.page("/page", form.format(words))
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize("form", [*FORMS[:2], "<pre>{}</pre>", "<h1>{}</h1>"])
async def test_a_servers_not_found_is_unseen(web: Web, form: str) -> None:
    web.page("/page", form.format("Not Found"))
    assert said(await look(web)) == "unseen not_found"
