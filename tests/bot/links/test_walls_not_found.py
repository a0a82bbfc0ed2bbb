# ruff: noqa: E501 - pages as they are
"""A page that answers 200 and says "not found" is unseen in any language; an article that speaks of it is read."""

import pytest
from small_web import Web, look, said

WORDS = "This article goes through the tools that editors use every day, one after the other. " * 25
NAV = "".join(f'<a href="/{n}">Section {n}</a>' for n in range(8))
TEASERS = "".join(
    f"<article><h2><a href=/p{n}>How to grow plant {n}</a></h2><p>{'A long teaser about growing. ' * 6}</article>"
    for n in range(8)
)


@pytest.mark.parametrize(
    "phrase",
    [
        "404 – Seite nicht gefunden",
        "Fehler 404: Seite nicht gefunden",
        "404: Seite nicht gefunden",
        "Seite nicht gefunden (404)",
        "Page non trouvée (erreur 404)",
        "Erreur 404 : page introuvable",
        "Error 404 - Página no encontrada",
        "404 Страница не найдена",
        "Ошибка 404. Страница не найдена",
        "404错误 - 页面不存在",
        "404 - 페이지를 찾을 수 없습니다",
        "Error 404 (Not Found)",
        "404 – File or directory not found.",
        "HTTP Error 404.0 - Not Found",
        "Page Not Found :(",
        "Object not found!",
        "The requested topic does not exist.",
        "The requested thread could not be found.",
        "Sorry, the page you were looking for in this blog does not exist.",
        "Die Seite existiert nicht",
        "Der Artikel ist nicht mehr verfügbar",
        "La page que vous recherchez est introuvable",
        "Contenu introuvable",
        "La página que buscas no existe",
        "Esta página ya no está disponible",
        "La pagina che cerchi non esiste",
        "Articolo non trovato",
        "Deze pagina is niet gevonden",
        "Artikel niet gevonden",
        "Artykuł nie istnieje",
        "Запрашиваемая страница не найдена",
        "Статья не найдена",
        "Такой страницы нет",
        "Aradığınız sayfa bulunamadı",
        "記事が見つかりません",
        "指定されたページは存在しません",
        "该页面不存在",
        "抱歉，您访问的页面不存在",
        "文章不存在或已被删除",
        "页面未找到",
        "요청하신 페이지를 찾을 수 없습니다",
        "존재하지 않는 페이지입니다",
        "No s'ha trobat la pàgina",
        "Laman tidak ditemukan",
        "Strani ni mogoče najti",
        "Pagină negăsită",
        "Síðan fannst ekki",
        "Страницата не е пронајдена",
        "Halaman tidak dijumpai",
        "पृष्ठ नहीं मिला",
        "Orria ez da aurkitu",
        "Non se atopou a páxina",
        "Faqja nuk u gjet",
        "Səhifə tapılmadı",
        "გვერდი ვერ მოიძებნა",
        "Էջը չի գտնվել",
        "Бет табылмады",
        "Bladsy nie gevind nie",
        "صفحہ نہیں ملا",
        "பக்கம் கிடைக்கவில்லை",
    ],
)
async def test_a_phrase_is_known_as_title_as_heading_and_above_teasers(web: Web, phrase: str) -> None:
    for html in (
        f"<title>{phrase} | Garden</title><h1>{phrase}</h1><p><a href=/>Home</a>",
        f"<title>Garden</title>{NAV}<h1>{phrase}</h1><p>Try the search.",
        f"<title>{phrase} – Garden</title>{NAV}<h1>{phrase}</h1>{TEASERS}",
    ):
        web.page("/page", html)
        assert said(await look(web)) == "unseen not_found", html[:120]
    headline = f"Why your shop says “{phrase}” and what to do"
    web.page("/page", f"<title>{headline}</title><h1>{headline}</h1><p>{WORDS}")
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Garden", "404"),
        ("Garden", "Error 404"),
        ("Garden", "¡Error 404!"),
        ("Página 404 | Jardín", "Página 404"),
        ("Page 404", "Page 404"),
        ("Error 404", "Error 404"),
        ("Page not found – Garden", "Nothing here"),
        ("Garden – gardening since 1990", "Sorry, the page you are looking for doesn’t exist"),
        ("Page not found – Garden", "Garden"),
        ("Garden | Seite nicht gefunden", "Garden"),
    ],
)
async def test_title_and_heading_are_enough_whatever_stands_below(web: Web, title: str, heading: str) -> None:
    web.page("/page", f"<title>{title}</title>{NAV}<h1>{heading}</h1><p>Try one of these.{TEASERS}")
    assert said(await look(web)) == "unseen not_found"


async def test_a_site_whose_logo_is_the_first_heading_says_it_in_the_second(web: Web) -> None:
    logo = "<h1><a href=/>Garden</a></h1><h2>Oops! That page can’t be found.</h2>"
    web.page("/page", f"<title>Page not found – Garden</title>{logo}{TEASERS}")
    assert said(await look(web)) == "unseen not_found"
    slogan = "<h1>Growing since 1990</h1><h2>Page not found</h2>"
    web.page("/page", f"<title>Page not found – Garden</title>{slogan}{TEASERS}")
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize("name", ["error404", "http404", "error-page-404", "is404", "pagenotfound"])
async def test_a_body_may_say_it_by_its_class(web: Web, name: str) -> None:
    web.page("/page", f'<title>Garden</title><body class="blog {name} x">{NAV}<h1>Hm</h1><p>{WORDS}')
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize("path", ["/404", "/404.html", "/en/not-found", "/page-not-found/"])
async def test_a_redirect_to_the_sites_own_error_page_is_not_the_page(web: Web, path: str) -> None:
    web.redirect("/page", path, 302)
    web.page(path, f"<title>Garden</title>{NAV}<h1>Sorry about that</h1><p>{WORDS}")
    assert said(await look(web)) == "unseen page_redirected not_found"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("404 Not Found: what it means and how to fix it", None),
        ("Seite nicht gefunden: was tun bei Fehler 404?", None),
        ("Erreur 404 : page introuvable, que faire ?", None),
        ("Página no encontrada: causas y soluciones", None),
        ("The page that could not be found", None),
        ("Room 404", None),
        ("Error 404: Love not found", None),
        ("Peugeot 404", "404"),
        ("How we lost our cat | 404", "How we lost our cat"),
        ("404 | A history of a number", "A history of a number"),
        ("Nothing found here but dust", None),
        ("The article is missing", "The article is missing a comma"),
    ],
)
async def test_an_article_about_missing_pages_is_read(web: Web, title: str, heading: str | None) -> None:
    web.page("/page", f"<title>{title}</title><h1>{heading or title}</h1><p>{WORDS}")
    assert said(await look(web)) == "missing"
