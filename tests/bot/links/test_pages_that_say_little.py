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


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Gone fishing", "We spent the weekend at the lake and caught three trout."),
        ("Forbidden fruit", "A short history of the apple in painting."),
        ("JavaScript required reading", "Five books every programmer should read this summer."),
        ("Zugriff verweigert", "Kritik: Der neue Thriller im Ersten überzeugt."),
    ],
)
@pytest.mark.parametrize("form", ["<title>{}</title><p>{}</p>", "<title>Shed</title><h2>{}</h2><p>{}</p>"])
async def test_a_headline_in_a_walls_words_with_a_line_about_the_world_is_read(
    web: Web, headline: str, line: str, form: str
) -> None:
    web.page("/page", form.format(headline, line))
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Forbidden", "You don't have permission to access this resource."),
        ("Just a moment", "blog.example checks your connection."),
        ("Service unavailable", "Guru Meditation: XID: 1234567"),
        ("Access denied", "Ray ID: 8a7f00c11d22e333"),
    ],
)
async def test_a_walls_title_with_its_line_is_unseen(web: Web, title: str, line: str) -> None:
    web.page("/page", f"<title>{title}</title><p>{line}</p>")
    assert said(await look(web)).startswith("unseen ")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Access check", "We are checking if you are human."),
        ("Sicherheitsprüfung", "Der Browser wird geprüft."),
        ("Vérification", "Vérification du navigateur en cours."),
        ("Проверка", "Проверка браузера."),
        ("Attendere prego", "Verifica del browser in corso."),
    ],
)
async def test_a_line_that_checks_its_visitor_is_a_bot_check_whatever_its_title(
    web: Web, title: str, line: str
) -> None:
    web.page("/page", f"<title>{title}</title><h1>{title}</h1><p>{line}</p>")
    assert said(await look(web)) == "unseen challenge"


@pytest.mark.parametrize(
    "words",
    [
        "How do I check which browser I have?",
        "Tests of humans and machines, checked twice.",
        "Age verification laws: three countries passed one this year.",
    ],
)
async def test_a_line_about_checks_is_read(web: Web, words: str) -> None:
    web.page("/page", f"<title>Notes on software</title><h1>Notes on software</h1><p>{words}</p>")
    assert said(await look(web)) == "missing"
