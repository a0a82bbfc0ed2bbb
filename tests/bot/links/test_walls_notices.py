# ruff: noqa: E501 - pages as they are
"""Pages that say in a sentence why they don't show what was asked for are unseen; pages that speak of it are read."""

import pytest
from small_web import Web, look, said

WORDS = "This article goes through the tools that editors use every day. "
MENU = '<header><a href="/">Garden</a><nav><a href="/a">Tools</a><a href="/b">Plants</a></nav></header>'
FOOTER = "<footer>© 2026 Garden. All rights reserved. <a href=/p>Privacy</a></footer>"


def page(title: str, heading: str, text: str) -> str:
    return f"<title>{title}</title>{MENU}<main><h1>{heading}</h1><p>{text}</p></main>{FOOTER}"


NOTICES = {
    "robots in French": (
        "challenge",
        "Vérification",
        "Vérification en cours",
        "Veuillez confirmer que vous n'êtes pas un robot.",
    ),
    "robots in Turkish": (
        "challenge",
        "Güvenlik",
        "Robot olmadığınızı doğrulayın",
        "Devam etmek için kutuyu işaretleyin.",
    ),
    "robots in Japanese": (
        "challenge",
        "確認",
        "ロボットではないことを確認してください",
        "続行するには下のボックスをチェックしてください。",
    ),
    "robots in Chinese": (
        "challenge",
        "验证",
        "请完成安全验证",
        "检测到您的访问存在异常，请拖动滑块完成验证。",
    ),
    "for sale": (
        "not_found",
        "techblog.example",
        "techblog.example",
        "This domain is for sale! Related searches",
    ),
    "for sale in German": ("not_found", "techblog.example", "Willkommen", "Diese Domain steht zum Verkauf."),
    "parked": (
        "not_found",
        "techblog.example",
        "techblog.example",
        "is parked free, courtesy of GoDaddy.com.",
    ),
    "expired": ("not_found", "Domain expired", "This domain has expired.", "Contact your registrar."),
    "a new server": (
        "http_error",
        "Welcome to nginx!",
        "Welcome to nginx!",
        "Further configuration is required.",
    ),
    "a new host": ("http_error", "x", "Hallo", "Hier entsteht in Kürze eine neue Internetpräsenz."),
    "over its limit": ("http_error", "508", "Resource Limit Is Reached", "Please try again later."),
    "an error": ("http_error", "Oops", "Something went wrong", "Please try again later."),
    "not open yet": ("http_error", "Garden", "Coming soon", "We are working on something great. Stay tuned!"),
    "being mended": ("http_error", "メンテナンス中", "ただいまメンテナンス中です", "ご不便をおかけします。"),
    "private": ("blocked", "Private Site", "Private Site", "This site is currently private."),
    "refused": (
        "blocked",
        "Blocked",
        "whoa there, pardner!",
        "Your request has been blocked due to a network policy.",
    ),
    "another country": (
        "blocked",
        "Not available",
        "This content is not available in your country",
        "Sorry.",
    ),
    "too young": (
        "blocked",
        "Brewery | Age Verification",
        "Are you of legal drinking age?",
        "You must be of legal drinking age to enter this site.",
    ),
    "too young in German": (
        "blocked",
        "Brauerei",
        "Sind Sie mindestens 18 Jahre alt?",
        "Bitte bestätigen Sie Ihr Alter, um fortzufahren.",
    ),
    "paid": (
        "blocked",
        "Tools – Garden",
        "Tools",
        f"{WORDS}<h2>Subscribe to continue reading</h2><p>From $1 a week.",
    ),
    "paid in German": (
        "blocked",
        "Werkzeug – Garten",
        "Werkzeug",
        "Ein Anfang.<h2>Jetzt weiterlesen mit Tagblatt+</h2>",
    ),
    "gone for a walk": (
        "not_found",
        "Lost? – Garden",
        "Well, this is awkward.",
        "The page you were looking for has gone for a walk.",
    ),
    "no longer shown": (
        "not_found",
        "Facebook",
        "This content isn't available right now",
        "The owner may have deleted it.",
    ),
    "no thread": (
        "not_found",
        "Board",
        "Message",
        "Invalid Thread specified. If you followed a valid link, please notify us.",
    ),
    "cookies or money": (
        "blocked",
        "Journal",
        "Continuer avec des cookies ou s'abonner",
        "Choisissez.<button>Accepter et continuer</button>",
    ),
    "cookies in Polish": (
        "blocked",
        "Portal",
        "Szanujemy Twoją prywatność",
        "Wyraź zgodę.<button>Przejdź do serwisu</button>",
    ),
    "joke": ("not_found", "Medium", "404", "PAGE NOT FOUND<h2>Out of nothing, something.</h2>"),
}


@pytest.mark.parametrize("name", NOTICES)
async def test_a_page_that_says_why_it_shows_nothing_is_unseen(web: Web, name: str) -> None:
    finding, *shown = NOTICES[name]
    web.page("/page", page(*shown))
    assert said(await look(web)) == f"unseen {finding}"


READ = {
    "a shop's hours": (
        "Sunday",
        "Closed on Sunday",
        "Our shop will be unavailable on Sunday from 2 to 4 am for scheduled maintenance.",
    ),
    "a course": (
        "Coming soon: our new course",
        "Coming soon: our new course",
        "In June we start. Stay tuned: the dates follow next week.",
    ),
    "a zine": (
        "Too Many Requests",
        "Too Many Requests",
        "Issue 3 of our zine is out. 24 pages, two colours.",
    ),
    "a guest book": (
        "Guestbook",
        "Guestbook",
        "Anna: Lovely site!<p>Bert: Greetings from Ghent.<p>Prove you are not a robot: 3 + 4 = <input>",
    ),
    "a hidden gate": (
        "Pale ale",
        "Pale ale",
        "Dry, 5.2 %. Brewed with water from the hill.<div hidden>Are you of legal drinking age?<button>Yes</button><button>No</button></div>",
    ),
    "a quotation": (
        "Капча",
        "Как работает капча",
        "«Подтвердите, что вы не робот» – эту фразу видел каждый.",
    ),
    "a question": (
        "404エラー",
        "404エラーの直し方",
        "「ページが見つかりません」と表示されたときは、URLを確認してください。",
    ),
    "a house": ("House for sale", "House for sale", "Three rooms, a garden, a well. Make an offer."),
    "names for sale": (
        "Domains we sell",
        "Domains we sell",
        "alpha.example for $300, beta.example for $500. Write to us.",
    ),
    "a list beside": (
        "Tools",
        "Tools",
        f"{WORDS * 10}<aside><p>This article is for subscribers only: The cost of seats</aside>",
    ),
    "a banner": (
        "A note – Garden",
        "A note",
        "Two lines for today.<div><h2>We value your privacy</h2><button>AGREE</button></div>",
    ),
    "an event": (
        "Meetup in May",
        "Meetup in May",
        "This event has passed. Thanks to all 40 of you who came.",
    ),
    "a post on paywalls": (
        "Paywalls",
        "Subscribe to continue reading?",
        f"How publishers word it. {WORDS * 14}",
    ),
    "our new 404": (
        "Our new 404 page",
        "Our new 404 page",
        "We have a new page for when a page can't be found. It has a cat.",
    ),
}


@pytest.mark.parametrize("name", READ)
async def test_a_short_page_that_speaks_of_such_things_is_read(web: Web, name: str) -> None:
    web.page("/page", page(*READ[name]))
    assert said(await look(web)) == "missing"


async def test_an_article_whose_headline_is_404_is_read(web: Web) -> None:
    story = f"<article><h1>404</h1><p>Every site has one. {WORDS * 4}</p><p>{WORDS * 4}</p></article>"
    web.page("/page", f"<title>404 – Garden</title>{MENU}{story}{FOOTER}")
    assert said(await look(web)) == "missing"
    teasers = "".join(
        f"<article><h2><a href=/{n}>Plant {n}</a></h2><p>{WORDS * 2}</article>" for n in range(9)
    )
    web.page("/page", f"<title>404 – Garden</title>{MENU}<h1>404</h1>{teasers}{FOOTER}")
    assert said(await look(web)) == "unseen not_found"


async def test_a_not_found_page_whose_only_headings_are_of_other_posts_is_unseen(web: Web) -> None:
    others = "".join(f"<h2><a href=/{n}>How to grow plant {n}</a></h2><p>{WORDS * 2}" for n in range(9))
    web.page("/page", f"<title>Page not found | Garden</title>{MENU}<p>Ooops... Error 404{others}{FOOTER}")
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize(
    ("asked", "found", "expected"),
    [
        ("/2026/best-tools/", "/", "unseen page_redirected not_found"),
        ("/2026/best-tools/", "/en/", "unseen page_redirected not_found"),
        ("/2026/best-tools/", "/index.html", "unseen page_redirected not_found"),
        ("/blog/best-tools", "/blog/", "unseen page_redirected not_found"),
        ("/2026/best-tools/", "/tools/best-tools/", "missing page_redirected"),
        ("/best-tools/comment-page-2/", "/best-tools/", "missing page_redirected"),
        ("/best-tools/feed/", "/best-tools/", "missing page_redirected"),
        ("/index.html", "/", "missing page_redirected"),
        ("/de", "/", "missing page_redirected"),
    ],
)
async def test_a_redirect_to_the_front_or_to_the_list_above_is_not_the_page(
    web: Web, asked: str, found: str, expected: str
) -> None:
    web.redirect(asked, found)
    web.page(found, f"<title>Garden</title><h1>Latest posts</h1><p>{WORDS * 10}")
    assert said(await look(web, asked)) == expected
    web.page(found, '<title>Garden</title><a href="https://acme.com/guide">x</a>')
    assert said(await look(web, asked)) == "live page_redirected"


@pytest.mark.parametrize("hiding", ["hidden", 'style="display: none"', 'style="visibility:hidden"'])
async def test_a_mount_that_only_holds_what_is_hidden_is_empty(web: Web, hiding: str) -> None:
    noscript = f"<noscript><p>This site needs scripts. {WORDS}</noscript>"
    mount = f"<div id=__next><p {hiding}>Loading the best stories on tools for editors and writers</p></div>"
    web.page("/page", f"<title>Garden</title>{mount}{noscript}<script src=a.js></script>")
    assert said(await look(web)) == "unseen script_shell"


async def test_a_small_page_made_to_be_played_with_is_read(web: Web) -> None:
    web.page(
        "/page", "<title>Snake</title><canvas></canvas><p>Use the keys.</p><script src=snake.js></script>"
    )
    assert said(await look(web)) == "missing"


@pytest.mark.parametrize("frame", ["/booking/embed.html", "/player/12", "/embed-form/?id=3"])
async def test_a_form_or_player_in_a_frame_is_no_place_for_a_link(web: Web, frame: str) -> None:
    web.page("/page", f'<title>Call us</title><h1>Call us</h1><p>{WORDS}<iframe src="{frame}"></iframe>')
    web.page(frame, "<title>x</title><div id=root></div><script src=a.js></script>")
    assert said(await look(web)) == "missing"
    web.page(frame, '<a href="https://acme.com/guide">x</a>')
    assert said(await look(web)) == "live iframe_only"


OWN_WAYS = {
    "Norwegian": (
        "Fant ikke siden – Nordlys",
        "Vi finner ikke siden du leter etter",
        "Den kan være flyttet.",
    ),
    "French": ("Erreur", "Oups, cette page a disparu", "Le lien que vous avez suivi est peut-être rompu."),
    "Russian": ("Ошибка", "Упс! Такой страницы нет на сайте", "Возможно, она была удалена."),
    "Chinese": ("出错了", "404", "您访问的页面走丢了，3秒后返回首页"),
    "a home to go to": ("Lost", "Off the trail", "This address is not here any more. <a href='/'>Home</a>"),
    "an apology": (
        "Garden",
        "Uh-oh!",
        "The link you followed may be broken, or the page may have been removed.",
    ),
}


@pytest.mark.parametrize("name", OWN_WAYS)
async def test_a_site_says_in_its_own_way_that_a_page_is_gone(web: Web, name: str) -> None:
    web.page("/page", page(*OWN_WAYS[name]))
    assert said(await look(web)) == "unseen not_found"


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        ("Tools", "Tools", "The page you are looking for in the manual is usually page 12. Ours fell out."),
        ("페이지", "404 오류 해결 방법", "페이지를 찾을 수 없다는 메시지가 보이면 먼저 주소를 확인하세요."),
        ("Ошибка", "Ошибка 404 на сайте: что делать", "Проверьте адрес, затем перенаправления."),
        ("Discontinued", "The blue mug", "This mug is no longer made. The green one is."),
        ("Security check", "Security check at the door", "Bring a passport. Bags are looked through."),
        ("Country", "Not available in your country?", "We ship to Norway. For other places write to us."),
        ("Join", "Become a member", "20 € a year.<form><input type=email><button>Join</button></form>"),
    ],
)
async def test_a_story_that_sounds_like_it_is_read(web: Web, title: str, heading: str, text: str) -> None:
    web.page("/page", page(title, heading, text))
    assert said(await look(web)) == "missing"


async def test_a_page_with_nothing_but_a_log_in_or_a_consent_is_known_in_any_language(web: Web) -> None:
    form = "<form><input name=u><input type=password><button>Skrá inn</button></form>"
    web.page("/page", f"<title>Garður</title>{MENU}<h1>Velkomin</h1>{form}<a href=/x>Gleymt?</a>{FOOTER}")
    assert said(await look(web)) == "unseen blocked"
    web.page(
        "/page", f"<title>Garður</title>{MENU}<h1>Um okkur</h1><p>Lítil búð við sjóinn.</p>{form}{FOOTER}"
    )
    assert said(await look(web)) == "missing"
    consent = "<div><p>Vi bruker informasjonskapsler. Du må godta.</p><button>Godta alle</button></div>"
    web.page("/page", f"<title>Avis</title><h1>Velkommen</h1>{consent}")
    assert said(await look(web)) == "unseen blocked"
    web.page(
        "/page", f"<title>Notat</title><h1>Notat</h1><p>To linjer for i dag, og resten i morgen.</p>{consent}"
    )
    assert said(await look(web)) == "missing"
