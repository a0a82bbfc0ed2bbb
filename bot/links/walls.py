"""Pages that stand in front of the page: challenges, consent, log-ins, "not found" with status 200, shells.

Only asked about a page that holds no link to the target: a link that is there is there. Each rule wants two
signs at least, or one that nothing but such a page has, because calling a readable page unseen hides a loss.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from bot.links.charset import text_of
from bot.links.evidence import plain
from storage.words import Finding

HeaderLookup = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in front: the finding, and a clause that names it for people."""

    finding: Finding
    what: str


# Marks in the source that only a challenge has, not the pages that a vendor's sensor sits on.
_CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Cloudflare",
        re.compile(
            r"_cf_chl_opt|cf-browser-verification|id=.?cf-challenge|cf_captcha_kind|cf-error-details.{0,600}ray id",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        "Akamai",
        re.compile(
            r"sec-if-cpt-container|/_sec/cp_challenge|bm-verify=|sec-bc-tile-container", re.IGNORECASE
        ),
    ),
    (
        "DataDome",
        re.compile(
            r"captcha-delivery\.com/(?:c\.js|i\.js|captcha|interstitial)|\bdd=\{.?.?rt", re.IGNORECASE
        ),
    ),
    (
        "PerimeterX",
        re.compile(
            r"id=.?px-captcha|captcha\.px-cdn\.net|captcha\.perimeterx\.net|_pxBlock(?:edUrl|Script)|px-block",
            re.IGNORECASE,
        ),
    ),
    (
        "Imperva",
        re.compile(r"_Incapsula_Resource\?(?:SWUDNSAI|CWUDNSAI)|incapsula incident id", re.IGNORECASE),
    ),
    (
        "AWS WAF",
        re.compile(
            r"window\.gokuProps|awsWafCookieDomainList|AwsWafIntegration\.(?:checkForceRefresh|saveReferrer)",
            re.IGNORECASE,
        ),
    ),
    ("Sucuri", re.compile(r"sucuri_cloudproxy_js|sucuri website firewall - access denied", re.IGNORECASE)),
    ("DDoS-Guard", re.compile(r"ddos-guard/js-challenge|data-ddg-origin", re.IGNORECASE)),
    ("Kasada", re.compile(r"window\.KPSDK\s*=\s*\{", re.IGNORECASE)),
    ("F5", re.compile(r"/TSPD/\w+\?type=|the requested url was rejected\. please consult", re.IGNORECASE)),
    ("Anubis", re.compile(r"id=.?anubis_challenge|/\.within\.website/x/cmd/anubis", re.IGNORECASE)),
    ("SiteGround", re.compile(r"/\.well-known/(?:sgcaptcha|captcha)/", re.IGNORECASE)),
)
_CHALLENGE_WORDS = re.compile(
    r"just a moment|checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|are you (?:a )?(?:human|robot)|attention required|please verify you are|press (?:&|and) hold|security check(?:point)?"
    r"|enable javascript and cookies to continue|access to this page has been denied|pardon our interruption"
    r"|unusual traffic|i.?m not a robot|prove (?:that )?you.?re (?:not a robot|human)|bot (?:verification|protection)"
    r"|making sure you.?re not a bot|human verification|one more step|ddos protection by|complete the captcha",
    re.IGNORECASE,
)
_CAPTCHA = re.compile(
    r"g-recaptcha|h-captcha|hcaptcha\.com/1/api|recaptcha/(?:api|enterprise)|cf-turnstile|challenges\.cloudflare\.com"
    r"|arkoselabs|funcaptcha|geetest|captcha",
    re.IGNORECASE,
)

_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:log|sign)[ -]?(?:in|on)\b|members? (?:only|area|login)|(?:login|authentication|authori[sz]ation) required"
    r"|(?:you must|you need to) (?:be logged in|log ?in|sign ?in)|anmeld(?:en|ung)|einloggen|(?:se )?connexion|se connecter|identifiez-vous"
    r"|iniciar sesi[oó]n|inicia sesi[oó]n|acceder|accedi|entrar|fazer login|inloggen|logga in|вход|войти|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|(?:users?/|account/|accounts?/|auth/|customer/account/)?(?:log[-_]?in|sign[-_]?in|signin|sso)(?:\.\w+)?/?(?:\?|$)|oauth2?/authorize)",
    re.IGNORECASE,
)

_CONSENT_TITLE = re.compile(
    r"before you continue|cookies?\b|consent|your privacy|privacy (?:choices|settings|preferences)|we value your privacy"
    r"|datenschutz|zustimmung|einwilligung|avant de (?:continuer|poursuivre)|antes de continuar|prima di continuare|voordat je verdergaat",
    re.IGNORECASE,
)
_CONSENT_ACCEPT = re.compile(
    r"\b(?:accept|agree|allow|i consent|got it|reject|zustimmen|akzeptieren|alle annehmen|accepter|tout refuser|aceptar|rechazar|accetta|rifiuta|akkoord|accepteren|godta|acceptera)",
    re.IGNORECASE,
)
_CONSENT_HOST = re.compile(
    r"^https?://(?:consent|guce|cmp|privacy-?(?:gate|wall)|zustimmung)\.", re.IGNORECASE
)

_OPENING = r"(?:(?:oops|sorry|whoops|uh[- ]?oh|error|hmm|ouch|oh no|we(?:'| a)re sorry|we apologi[sz]e)[\s,.!:;…-]*)*"
_THING = r"(?:page|post|article|content|document|file|url|site|website|resource|blog post|entry|story|item|product|listing)"
_CANT = r"(?:can(?:no|')?t|could(?: no|n')t|couldnt)"
_NOT_FOUND = re.compile(
    rf"{_OPENING}(?:"
    r"(?:http )?(?:error|status|code|fehler|erreur|errore)?[\s:#-]*404(?:[\s,.:!-]*(?:error|page|fehler|not found))*"
    rf"|(?:404[\s,.:!-]*)?(?:the|this|that|your|requested|die|the requested)?\s*(?:requested )?{_THING}?(?: you(?:'re| are| were)? (?:looking for|requested|tried to reach))?\s*(?:was |is |has |could |can)?(?:\s*not|n't)(?: be)? found(?: on this (?:server|site))?(?: ?[\s(:-]*404\)?)?"
    rf"|(?:we |i )?{_CANT} (?:seem to )?(?:find|locate) (?:the|that|this|what)\b.*"
    rf"|(?:that|the|this|the requested) {_THING}(?: you(?:'re| are| were)? (?:looking for|requested))? {_CANT} be found.*"
    rf"|(?:that|the|this)?\s*(?:requested )?{_THING}(?: you(?:'re| are| were)? (?:looking for|requested|tried to reach))? (?:does not|doesn't|no longer|doesnt) exists?(?: anymore| any more)?"
    rf"|(?:that|the|this)?\s*(?:requested )?{_THING}(?: you(?:'re| are| were)? (?:looking for|requested))? (?:is |has been |was |isn't |is no(?:t| longer) )(?:missing|gone|removed|deleted|moved|available|unavailable)(?: or (?:removed|deleted|moved|renamed))*(?: here| anymore)?"
    rf"|{_THING} (?:missing|removed|deleted|gone|unavailable|no longer available)"
    r"|nothing (?:was )?found(?: here)?|not found|no longer available|lost\?|this page (?:isn't|is not) (?:available|here)(?: anymore)?"
    r"|(?:die )?(?:seite|artikel|beitrag) (?:wurde )?(?:leider )?nicht (?:gefunden|verfügbar|vorhanden)|seite existiert nicht(?: mehr)?"
    r"|(?:la )?page (?:demandée )?(?:est )?(?:introuvable|inexistante|non trouvée|n'existe (?:pas|plus))|page non trouvée|article introuvable"
    r"|(?:la )?p[áa]gina (?:solicitada )?(?:no|n[ãa]o) (?:(?:fue|foi|ha sido) )?(?:encontrada|existe|disponible|dispon[íi]vel)"
    r"|(?:la )?pagina (?:richiesta )?non (?:è stata )?(?:trovata|esiste)|pagina niet gevonden|deze pagina bestaat niet(?: meer)?"
    r"|strona nie (?:została |istnieje|znaleziona)\w*|nie znaleziono strony|sidan (?:hittades inte|kunde inte hittas)|siden (?:blev )?(?:ikke fundet|ble ikke funnet|finnes ikke)"
    r"|sivua ei löytynyt|sayfa bulunamadı|страница не найдена|сторінку не знайдено|stránka (?:nebyla nalezena|nenalezena|neexistuje)"
    r"|ページが見つかりません.*|お探しのページは.*|页面不存在|找不到(?:该|您)?.*页面|頁面不存在|找不到.*頁面|페이지를 찾을 수 없습니다"
    r")[\s.!?…)]*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*[|–—·•»«›:~]\s*|\s+-\s+|\s*[.!?]+\s+")
_NOT_FOUND_CLASS = re.compile(
    r"(?:^|\s)(?:error-?404|page-?404|is-404|template-404|not-found-page|page-not-found)(?:\s|$)",
    re.IGNORECASE,
)

_ENABLE_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|need|requires?|without|aktivier|activer|habilita|activa).{0,40}javascript|javascript.{0,60}(?:enable|required|disabled|activ|aktivier|habilit)",
    re.IGNORECASE | re.DOTALL,
)
_MOUNTS = "#root,#app,#__next,#__nuxt,#___gatsby,#svelte,#q-app,#main-app,app-root,[ng-app],[data-reactroot],[data-server-rendered],#react-root,#ember-app,#mount"

_SHORT = 1500
_SHELL = 250
_NEARLY_EMPTY = 25


def header_challenge(header: HeaderLookup) -> str | None:
    """The vendor whose response headers say that this is a challenge, not a page."""
    if header(b"cf-mitigated").lower() == "challenge":
        return "Cloudflare"
    if header(b"x-amzn-waf-action").lower() in {"challenge", "captcha"}:
        return "AWS WAF"
    if header(b"x-datadome").lower() not in {"", "protected"} or header(b"x-dd-b"):
        return "DataDome" if header(b"x-dd-b") else None
    return None


def challenge_in(source: str, title: str, words: str) -> str | None:
    """The vendor of the challenge that this page is ("a bot check" where nobody is named); None if it is none."""
    head = source[:100_000]
    brief = len(words) < _SHORT
    said = _CHALLENGE_WORDS.search(title) or (brief and _CHALLENGE_WORDS.search(words[:_SHORT]))
    for vendor, mark in _CHALLENGES:
        if (brief or said) and mark.search(head):
            return vendor
    if brief and said and (_CAPTCHA.search(head) or re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE)):
        return "Cloudflare" if re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE) else "a bot check"
    if len(words) < _SHORT // 3 and _CHALLENGE_WORDS.search(title):
        return "a bot check"
    return None


def challenge_of(body: bytes, content_type: str) -> str | None:
    """The vendor of the challenge that the body of a refusal is; None where it is a plain refusal."""
    source = text_of(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    title = _title(tree)
    tree.strip_tags(["script", "style", "template"], recursive=True)
    words = plain(tree.body.text(separator=" "), 4000) if tree.body is not None else ""
    return challenge_in(source, title, words)


def wall_of(tree: LexborHTMLParser, source: str, url: str, redirected: bool) -> Wall | None:
    """What stands in front of the page that ``tree`` was read from; None where it is the page itself.

    ``source`` is its markup, ``url`` where it was finally found. The tree loses its scripts on the way.
    """
    title = _title(tree)
    noscript = " ".join(plain(node.text(), 500) for node in tree.tags("noscript")[:10])
    scripts = len(tree.tags("script"))
    frames = len(tree.tags("iframe")) + len(tree.tags("frame"))
    tree.strip_tags(["script", "style", "noscript", "template", "iframe", "svg"], recursive=True)
    body = tree.body
    words = plain(body.text(separator=" "), 20_000) if body is not None else ""
    headings = [plain(node.text(), 200) for node in tree.css("h1,h2")[:3]]

    vendor = challenge_in(source, title, words)
    if vendor:
        by = "" if vendor == "a bot check" else f" by {vendor}"
        return Wall(Finding.CHALLENGE, f"it answered with a bot challenge{by}")
    if _says_not_found(tree, title, headings, words):
        return Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")
    if _asks_for_login(tree, title, headings, words, url, redirected):
        return Wall(Finding.BLOCKED, "it asks visitors to log in")
    if _asks_for_consent(tree, title, headings, words, url):
        return Wall(Finding.BLOCKED, "it shows a cookie consent wall")
    return _shell(tree, words, noscript, scripts, frames)


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return plain(node.text(), 300) if node is not None else ""


def _says_not_found(tree: LexborHTMLParser, title: str, headings: Sequence[str], words: str) -> bool:
    body = tree.body
    if body is not None and _NOT_FOUND_CLASS.search(body.attributes.get("class") or ""):
        return True
    status = tree.css_first('meta[name="prerender-status-code" i]')
    if status is not None and (status.attributes.get("content") or "").strip() in {"404", "410"}:
        return True
    if any(_NOT_FOUND.fullmatch(part) for part in _segments(title)):
        return True
    if any(_NOT_FOUND.fullmatch(part) for heading in headings[:1] for part in (heading, *_segments(heading))):
        return True
    return len(words) < _SHORT // 3 and any(_NOT_FOUND.fullmatch(part) for part in _segments(words))


def _segments(text: str) -> list[str]:
    straight = text[:_SHORT].replace("’", "'")
    return [
        part.strip()
        for part in [straight, *_SEPARATORS.split(straight)]
        if part and part.strip() and len(part) < 200
    ]


def _asks_for_login(
    tree: LexborHTMLParser, title: str, headings: Sequence[str], words: str, url: str, redirected: bool
) -> bool:
    if redirected and _LOGIN_PATH.search(url):
        return True
    if len(words) > _SHORT:
        return False
    named = any(_LOGIN_TITLE.search(text) for text in (title, *headings[:2]))
    field = tree.css_first("input[type=password i]") is not None
    return (
        (field and (named or bool(_LOGIN_PATH.search(url)) or len(words) < _SHELL))
        or (named and _LOGIN_PATH.search(url) is not None)
        or (
            len(words) < _SHORT // 2
            and bool(
                re.search(
                    r"you (?:must|need to|have to) (?:be )?(?:logged in|log in|sign in|login)|(?:log|sign) in to (?:continue|view|read|see|access)|members[- ]only",
                    words,
                    re.IGNORECASE,
                )
            )
        )
    )


def _asks_for_consent(
    tree: LexborHTMLParser, title: str, headings: Sequence[str], words: str, url: str
) -> bool:
    if _CONSENT_HOST.match(url):
        return True
    if len(words) > 2 * _SHORT or not _CONSENT_ACCEPT.search(words):
        return False
    control = (
        tree.css_first("button,input[type=submit i],input[type=button i],[role=button],form") is not None
    )
    named = any(_CONSENT_TITLE.search(text) for text in (title, *headings[:1]))
    return named and (control or len(words) < _SHORT // 2)


def _shell(tree: LexborHTMLParser, words: str, noscript: str, scripts: int, frames: int) -> Wall | None:
    if frames and scripts == 0:
        return None
    mount = tree.css_first(_MOUNTS)
    links = len(tree.css("a[href]"))
    pictures = len(tree.tags("img"))
    if not words and not links and not pictures and not scripts:
        return Wall(Finding.SCRIPT_SHELL, "the page came empty")
    if not scripts or links > 3:
        return None
    waits = (mount is not None and not plain(mount.text(), 60)) or bool(
        _ENABLE_SCRIPT.search(noscript + words[:_SHELL])
    )
    if (waits and len(words) < _SHELL) or (len(words) < _NEARLY_EMPTY and not links):
        return Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")
    return None
