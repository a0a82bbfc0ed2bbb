# ruff: noqa: E501 - pages as they are
"""A page that has what no wall has is read, whatever its words; the notices of many languages are known."""

from datetime import UTC, datetime

from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FORM = (
    "<form method=post><label>Name <input name=n></label><label>Text <textarea name=t></textarea></label>"
    "<div class='cf-turnstile' data-sitekey=x></div><button>Send</button></form>"
)
BEACON = (
    "<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script><script defer"
    ' src=https://static.cloudflareinsights.com/beacon.min.js data-cf-beacon=\'{"rayId":"1"}\'></script>'
    "<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
)
PASSWORD = "<form action=/login><input name=u><input type=password name=p><button>Log in</button></form>"
PICTURES = "<ul>" + "<li><figure><img src=1.jpg></figure></li>" * 4 + "</ul><script src=/box.js></script>"
ROWS = "<tr><td>E01</td><td>Kein Wasser</td></tr><tr><td>404</td><td>Fühler nicht gefunden</td></tr>"
BANNER = "<div id=onetrust-consent-sdk><h2>Wir schätzen Ihre Privatsphäre</h2><p>Wenn Sie auf „Alle Cookies akzeptieren“ klicken, stimmen Sie der Speicherung zu.</p><button>Alle akzeptieren</button></div>"

PAGES = {
    "a form to write to somebody": f"<title>Contact</title><h1>Contact</h1><p>Ring or write.</p>{FORM}{BEACON}",
    "a status explained": "<title>429 Too Many Requests - HTTP</title><h1>429 Too Many Requests</h1><p>The client"
    " sent too many requests.</p><pre>HTTP/1.1 429 Too Many Requests\nRetry-After: 12</pre>",
    "a status of an interface": "<title>HTTP 429</title><h1>HTTP 429 Too Many Requests</h1><p>Returned by our API"
    " when you exceed 60 requests per minute.</p>",
    "what a word means": "<title>Queue - Wiki</title><h1>Queue</h1><p>A queue is a line of people waiting for"
    " their turn.</p><p>You need an account to edit.</p>",
    "news of an end": "<title>We are back</title><h1>We are back</h1><p>The site was down for maintenance for two"
    " days. Sorry about that. Everything works again.</p>",
    "several days": "<title>Coming soon to our cinema</title><h1>Coming soon</h1><ul><li>The Keeper, 12 July</li>"
    "<li>Two Trains, 19 July</li><li>Blue Mug, 2 August</li></ul>",
    "a table of errors": "<title>Fehlercodes</title><h1>Fehlercodes der Heizung</h1>"
    f"<table>{ROWS}<tr><td>503</td><td>Wartung nötig</td></tr></table>",
    "a text for a terminal": "<body><pre>RELEASE NOTES\n\n* fixed the 404 handler\n* login: remember me\n</pre>",
    "pictures": f"<title>Gallery</title><h1>Gallery</h1>{PICTURES}",
    "files": "<title>Index of /music/</title><h1>Index of /music/</h1><hr><pre><a href=../>../</a>\n<a href=one.ogg>"
    "one.ogg</a> 4M\n<a href=two.ogg>two.ogg</a> 5M</pre>",
    "a log-in that waits in a dialog": "<title>Hook</title><main><h1>Hook</h1><p>€9.50. Screws included.</p></main>"
    f"<div class=modal id=login><h2>Log in</h2>{PASSWORD}</div>",
    "a banner over a text": "<title>Umzug</title><main><h1>Wir sind umgezogen</h1><p>Ab sofort finden Sie uns in der"
    f" Lindenstraße 12. Der Eingang ist im Hof.</p></main>{BANNER}",
    "small print": "<title>Ale</title><h1>Harbour ale</h1><p>Citra and Cascade. Brewed in small batches.</p><footer>"
    "You must be of legal drinking age to enter this site.</footer>",
    "a name like a notice": "<title>Too Many Requests</title><h1>Too Many Requests</h1><p>Issue 3 of our zine is out."
    " 24 sheets, two colours.</p>",
    "a note to old browsers": "<title>SQRT_3 in f32 - Rust</title><!--[if lte IE 11]><p>This old browser is"
    " unsupported and will display funky things.</p><![endif]--><h1>Constant SQRT_3</h1><p>This is experimental.</p>",
    "a welcome": "<title>Tech Blog - Insights into technology, AI and development</title><h1>Welcome to Tech Blog</h1>"
    "<p>Insights into technology, AI and development</p><p><a href=/>Explore the blog</a></p>",
    "a question in a headline": "<title>Acceso denegado: qué significa el error 403 – Blog</title><h1>Acceso denegado: qué"
    " significa el error 403</h1><p>El servidor entendió la petición pero no quiere atenderla. Cinco causas.</p>",
    "a name and what it names": "<title>This beach is private</title><h1>This beach is private</h1><p>But the one behind"
    " the lighthouse is not. Bring shoes; there are urchins.</p>",
    "a quiz": "<title>Are you a robot? – Blog</title><h1>Are you a robot?</h1><p>Twelve questions on clockwork, with a prize"
    " for the best of the nine.</p>",
    "a sentence on a headline": "<title>Le serveur</title><h1>Le serveur</h1><p>Le serveur ne sourit jamais, mais le café"
    " est bon.</p>",
    "a price": "<title>Robot te koop</title><h1>Robot te koop</h1><p>Geen bot, maar een blikken robot. 40 euro.</p>",
    "what a service costs": "<title>Boiler maintenance</title><h1>Boiler maintenance</h1><p>A yearly service keeps the warranty"
    " valid. £85 including parts.</p>",
    "a release": "<title>Version 3.2</title><h1>Version 3.2</h1><p>You can now log in with a fingerprint. Fixed: too many"
    " requests to the map server.</p>",
    "a date to fill in": "<title>Weekday</title><h1>Weekday</h1><p>Enter a date.</p><form><input name=day><input"
    " name=month><input name=year><button>Tell</button></form>",
}
NOTICES = (
    ("Vietnē notiek apkopes darbi", "Lūdzu, atgriezieties vēlāk."),
    ("Onze webshop is even dicht voor onderhoud", "We zijn snel weer online."),
    ("האתר בתחזוקה", "נחזור בקרוב. תודה על הסבלנות."),
    ("قريبًا", "موقعنا الجديد قادم قريبًا، نعمل حاليًا على تجهيزه."),
    ("Vi bygger en ny webbplats", "Kommer snart"),
    ("Tili on suljettu", "Ota yhteyttä palveluntarjoajaan."),
    ("Blog eliminado", "Este blog ha sido archivado o suspendido por infringir las condiciones."),
    ("Este domínio expirou", "Se você é o titular, renove-o agora."),
    ("Domænet er udløbet", "Hvis du ejer domænet, kan du forny det."),
    ("アクセスが集中しています", "しばらくしてからもう一度お試しください。"),
    ("Zu viele Anfragen", "Sie haben in kurzer Zeit zu viele Anfragen gesendet."),
    ("Αυτό το ιστολόγιο είναι ιδιωτικό", "Χρειάζεστε πρόσκληση για να το διαβάσετε."),
    ("Tikriname jūsų naršyklę", "Po kelių sekundžių būsite nukreipti automatiškai."),
    ("Alleen voor leden", "Log in om deze inhoud te bekijken."),
    ("Az Ön országában nem érhető el", "Ez a tartalom az Ön tartózkodási helyéről nem tekinthető meg."),
    ("Překročen datový limit", "Vlastník webu vyčerpal měsíční limit přenesených dat."),
    ("지원되지 않는 브라우저입니다", "최신 브라우저로 업데이트한 후 다시 접속해 주세요."),
    ("Hoppsan! Ett problem uppstod", "Den begärda tråden kunde inte hittas."),
    ("Доступ ограничен", "Доступ к информационному ресурсу ограничен на основании Федерального закона."),
    ("Geng úr skugga um að þú sért ekki botti!", "Hleður..."),
    ("Uy!", "Prieiga uždrausta: klaidos kodas 7f3a"),
    ("Konflikt", "Die Anfrage konnte aufgrund eines Konflikts nicht abgeschlossen werden"),
    ("Hibás átjáró", "A szerver érvénytelen választ kapott a felsőbb szintű szervertől"),
    ("Nieautoryzowany", "Żądana strona wymaga podania nazwy użytkownika i hasła"),
    ("No Site For Domain", "There is no site configured for this domain on our servers."),
    ("exempel.se är parkerad", "Den här domänen är registrerad hos Loopia av en av våra kunder."),
    ("Só um instante", "Estamos verificando se a sua conexão é segura."),
    ("Artikeln finns inte längre", "Den kan ha avpublicerats."),
    ("Cantina", "Hai l'età legale per bere alcolici? Sì, entra. No, esci."),
    ("whoa there, pardner!", "Your request has been blocked due to a network policy."),
)


ICONS = "<ul>" + "<li><img src=x.png></li>" * 4 + "</ul>"
WALLS = {
    "a sum from which a shop sends for nothing": "<title>Shop</title><p>Free delivery from £50</p>"
    "<h1>Down for maintenance</h1><p>We are back in an hour.</p>",
    "signs around what scripts fill": f"<title>A</title><div class=social-links>{ICONS}</div><div class=x></div>"
    "<script src=/a.js></script>",
    "pictures beside what scripts fill": f"<title>A</title><div>{ICONS}</div><div id=content></div>"
    "<script src=/a.js></script>",
    "when it began and when it ends": "<title>Maintenance</title><h1>Down for maintenance</h1><p>From 12 July, 22:00</p>"
    "<p>To 13 July, 04:00</p>",
    "a form for those who went astray": "<title>A</title><main><h1>Hmm, that didn't work</h1><p>The page you were after is no"
    " longer here.</p><form><input name=mail><textarea name=t></textarea></form></main>",
    "events for those who went astray": "<title>Not found - Hall</title><h1>Sorry, we can't find that page</h1><ul>"
    "<li>Bingo, 3 May</li><li>Dance, 10 May</li><li>Fair, 1 June</li></ul>",
    "documentation in the margin": "<title>Page not found</title><h1>Page not found</h1><p>Even gardeners lose a label.</p>"
    "<footer><a href=/api>API reference</a> <a href=/s>Status codes</a></footer>",
    "a sum that is owed": "<title>Account suspended</title><h1>Account suspended</h1><p>This hosting account has been suspended"
    " for non-payment of 49.00 EUR.</p>",
    "a slogan under it": "<title>Access denied</title><h1>Access denied</h1><p>You are not authorized to access this page.</p>"
    "<p>Fern, ferns and ferneries since 1887.</p>",
    "an empty main": "<title>A</title><header><a href=/><img src=l.png></a></header><main></main><script src=/a.js></script>",
    "a table of the request": "<title>Error</title><h1>The page could not be found</h1><table><tr><td>Request URL</td><td>/a"
    "</td></tr><tr><td>Client IP</td><td>1.2.3.4</td></tr><tr><td>Time</td><td>12:00</td></tr></table>",
}


def wall_of(html: str) -> str | None:
    sought = [Sought.of("https://acme.com/guide")]
    wall = read(html.encode(), "text/html; charset=utf-8", "https://a.com/p", sought, NOW).wall
    return None if wall is None else str(wall)


def test_a_page_that_has_what_no_wall_has_is_read() -> None:
    assert {name: wall for name, html in PAGES.items() if (wall := wall_of(html)) is not None} == {}


def test_notices_are_known_in_the_worlds_languages() -> None:
    page = "<title>{0}</title><div><h1>{0}</h1><p>{1}</p></div>"
    assert [notice for notice in NOTICES if wall_of(page.format(*notice)) is None] == []


def test_what_a_wall_may_have_too_makes_it_no_page() -> None:
    assert [name for name, html in WALLS.items() if wall_of(html) is None] == []
