# ruff: noqa: E501 - a line holds the words of one vendor, one phrase or one language
"""The words and marks by which pages are known that stand in front of the page; see ``bot.links.walls``."""

import re

# Marks in the source that only a challenge has, not the pages that a vendor's sensor sits on.
CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
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
CHALLENGE_WORDS = re.compile(
    r"just a moment|checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|are you (?:a )?(?:human|robot)|attention required|please verify you are|press (?:&|and) hold|security check(?:point)?"
    r"|enable javascript and cookies to continue|access to this page has been denied|pardon our interruption"
    r"|unusual traffic|i.?m not a robot|prove (?:that )?you.?re (?:not a robot|human)|bot (?:verification|protection)"
    r"|making sure you.?re not a bot|human verification|one more step|ddos protection by|complete the captcha",
    re.IGNORECASE,
)
CAPTCHA = re.compile(
    r"g-recaptcha|h-captcha|hcaptcha\.com/1/api|recaptcha/(?:api|enterprise)|cf-turnstile|challenges\.cloudflare\.com"
    r"|arkoselabs|funcaptcha|geetest|captcha",
    re.IGNORECASE,
)

LOGIN_TITLE = re.compile(
    r"(?:please )?(?:log|sign)[ -]?(?:in|on)\b|members? (?:only|area|login)|(?:login|authentication|authori[sz]ation) required"
    r"|(?:you must|you need to) (?:be logged in|log ?in|sign ?in)|anmeld(?:en|ung)|einloggen|(?:se )?connexion|se connecter|identifiez-vous"
    r"|iniciar sesi[oó]n|inicia sesi[oó]n|acceder|accedi|entrar|fazer login|inloggen|logga in|вход|войти|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|(?:users?/|account/|accounts?/|auth/|customer/account/)?(?:log[-_]?in|sign[-_]?in|signin|sso)(?:\.\w+)?/?(?:\?|$)|oauth2?/authorize)",
    re.IGNORECASE,
)

CONSENT_TITLE = re.compile(
    r"before you continue|cookies?\b|consent|your privacy|privacy (?:choices|settings|preferences)|we value your privacy"
    r"|datenschutz|zustimmung|einwilligung|avant de (?:continuer|poursuivre)|antes de continuar|prima di continuare|voordat je verdergaat",
    re.IGNORECASE,
)
CONSENT_ACCEPT = re.compile(
    r"\b(?:accept|agree|allow|i consent|got it|reject|zustimmen|akzeptieren|alle annehmen|accepter|tout refuser|aceptar|rechazar|accetta|rifiuta|akkoord|accepteren|godta|acceptera)",
    re.IGNORECASE,
)
CONSENT_HOST = re.compile(
    r"^https?://(?:consent|guce|cmp|privacy-?(?:gate|wall)|zustimmung)\.", re.IGNORECASE
)

_OPENING = r"(?:(?:oops|sorry|whoops|uh[- ]?oh|error|hmm|ouch|oh no|we(?:'| a)re sorry|we apologi[sz]e)[\s,.!:;…-]*)*"
_THING = r"(?:page|post|article|content|document|file|url|site|website|resource|blog post|entry|story|item|product|listing)"
_CANT = r"(?:can(?:no|')?t|could(?: no|n')t|couldnt)"
NOT_FOUND = re.compile(
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
SEPARATORS = re.compile(r"\s*[|–—·•»«›:~]\s*|\s+-\s+|\s*[.!?]+\s+")
NOT_FOUND_CLASS = re.compile(
    r"(?:^|\s)(?:error-?404|page-?404|is-404|template-404|not-found-page|page-not-found)(?:\s|$)",
    re.IGNORECASE,
)

ENABLE_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|need|requires?|without|aktivier|activer|habilita|activa).{0,40}javascript|javascript.{0,60}(?:enable|required|disabled|activ|aktivier|habilit)",
    re.IGNORECASE | re.DOTALL,
)
MOUNTS = "#root,#app,#__next,#__nuxt,#___gatsby,#svelte,#q-app,#main-app,app-root,[ng-app],[data-reactroot],[data-server-rendered],#react-root,#ember-app,#mount"

LOGIN_WORDS = re.compile(
    r"you (?:must|need to|have to) (?:be )?(?:logged in|log in|sign in|login)|(?:log|sign) in to (?:continue|view|read|see|access)|members[- ]only",
    re.IGNORECASE,
)
