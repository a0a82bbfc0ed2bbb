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
            r"window\.gokuProps|AwsWafIntegration\.(?:checkForceRefresh|saveReferrer)",
            re.IGNORECASE,
        ),
    ),
    ("Sucuri", re.compile(r"sucuri_cloudproxy_js|sucuri website firewall - access denied", re.IGNORECASE)),
    ("DDoS-Guard", re.compile(r"ddos-guard/js-challenge", re.IGNORECASE)),
    ("Kasada", re.compile(r"window\.KPSDK\s*=\s*\{", re.IGNORECASE)),
    ("F5", re.compile(r"/TSPD/\w+\?type=|the requested url was rejected\. please consult", re.IGNORECASE)),
    ("Anubis", re.compile(r"id=.?anubis_challenge|/\.within\.website/x/cmd/anubis", re.IGNORECASE)),
    ("SiteGround", re.compile(r"/\.well-known/(?:sgcaptcha|captcha)/", re.IGNORECASE)),
    ("Amazon", re.compile(r"/errors/validateCaptcha", re.IGNORECASE)),
    ("Imunify360", re.compile(r"imunify360[^<>]{0,40}bot-protection|/\.well-known/imunify", re.IGNORECASE)),
)
# What follows is matched against a whole title, heading or sentence, never searched for inside one.
_ROBOT = r"(?:a )?(?:human(?: being)?|robot|bot)(?: \((?:and )?not a (?:ro)?bot\))?"
CHALLENGE_WORDS = re.compile(
    rf"(?:just a|one) moment(?:,? please)?|(?:attention|verification) required|(?:vercel )?security (?:check(?:point)?|verification)"
    rf"|checking (?:if the site connection is secure|the site connection security|your browser(?: before (?:accessing|you access)\b.{{0,100}})?)"
    rf"|(?:please |to continue, )?(?:verify(?:ing)?|confirm|prove) (?:that )?you(?:'re| are) (?:not )?{_ROBOT}(?: (?:to continue|by completing)\b.{{0,80}})?"
    rf"|are you {_ROBOT}|robot or human|i'?m not a robot|human verification|captcha|robot challenge screen"
    rf"|(?:press|activate)(?: (?:&|and))? (?:and )?hold(?: (?:the button )?to confirm\b.{{0,80}})?"
    r"|enable javascript and cookies to continue|please enable js and disable any ad blocker"
    r"|access to this page has been denied|pardon (?:our|the) interruption|one more step|please complete the security check.{0,60}"
    r"|(?:our systems have detected )?unusual traffic(?: from your (?:computer )?network)?|ddos protection by \w+"
    r"|(?:please )?complete the captcha(?: (?:to|below)\b.{0,60})?|making sure you'?re not a (?:ro)?bot|bot (?:verification|protection)"
    r"|(?:sorry, )?we just need to make sure you'?re not a robot|enter the characters you see below"
    r"|(?:please wait while )?your request is being verified|nur einen moment",
    re.IGNORECASE,
)
CAPTCHA = re.compile(
    r"g-recaptcha|h-captcha|hcaptcha\.com/1/api|recaptcha/(?:api|enterprise)|cf-turnstile|challenges\.cloudflare\.com"
    r"|arkoselabs|funcaptcha|geetest|(?:id|name|class|src|action)=[\"']?[^\"'<>\s]{0,80}captcha|location\.reload",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"access denied|(?:403 )?forbidden|(?:sorry, )?you have been blocked"
    r"|your access to this (?:site|service) has been (?:temporarily )?limited(?: by the site owner)?",
    re.IGNORECASE,
)
REFUSING = re.compile(
    r"you don'?t have permission to access|reference ?#|wordfence|(?:site|website) owner|administrator|your ip\b|ray id",
    re.IGNORECASE,
)

LOGIN_TITLE = re.compile(
    r"(?:please )?(?:(?:log|sign)[ -]?(?:in|on|into)|sign up|join)(?: (?:or|/|&|and) (?:(?:log|sign)[ -]?(?:in|up)|register|create an account|join))?"
    r"(?:,? (?:(?:in)?to )?(?:(?:your|my) )?(?:[\w.-]{2,30}(?: account)?|account|continue(?: reading)?))?"
    r"|(?:user |member |customer |account |wordpress )?log-?in|(?:for )?members? (?:only|area|login)|members-only(?: content)?"
    r"|(?:login|authentication|authori[sz]ation) required|(?:you must|you need to) (?:be logged in|log ?in|sign ?in)"
    r"|anmeld(?:en|ung)|einloggen|(?:se )?connexion|se connecter|identifiez-vous|iniciar sesi[oó]n|inicia sesi[oó]n|acceder|accedi|entrar"
    r"|fazer login|inloggen|logga in|log ind|logg inn|zaloguj(?: się)?|logowanie|giriş(?: yap)?|oturum aç|přihlášení|přihlásit(?: se)?|prihlásenie|prihlásiť sa|kirjaudu(?: sisään)?|bejelentkezés|belépés|autentificare|conectare|prijava|prijavi se|σύνδεση|увійти|đăng nhập|masuk|تسجيل الدخول|התחברות|כניסה|เข้าสู่ระบบ|вход|войти|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|(?:users?/|account/|accounts?/|auth/|customer/account/)?(?:log[-_]?in|sign[-_]?in|signin|sso)(?:\.\w+)?/?(?:\?|$)|oauth2?/authorize)",
    re.IGNORECASE,
)
# What a log-in is needed for when it is the page itself that is kept back, and not its comments or votes.
_KEPT_BACK = r"(?:continue(?: reading)?|(?:view|read|see|access)(?: (?:this|the|our|full|rest|of|page|content|article|post|site|forum|thread|topic|story))*|do that)"
LOGIN_WORDS = re.compile(
    rf"(?:sorry, |please |this (?:page|content|article) is for members only[,;:]? )?"
    rf"(?:you (?:must|need to|have to) (?:be )?(?:logged[ -]in|log ?in|sign(?:ed)? in|login)|(?:log|sign) in)(?: or (?:register|sign up|join))? to {_KEPT_BACK}"
    r"|you are not logged in or you do not have permission to (?:access|view) this page|you must log in to continue"
    r"|this (?:page|content|article|post) is password[ -]protected"
    r"|this (?:page|content|article|post) is (?:only )?(?:for|available to) (?:registered )?(?:members|subscribers)(?: only)?",
    re.IGNORECASE,
)

CONSENT_TITLE = re.compile(
    r"before you continue(?: to [\w. ]{2,40})?|cookies?(?: (?:consent|settings|preferences|notice|choices))?|consent|your privacy(?: choices)?"
    r"|privacy (?:choices|settings|preferences)|(?:we value|we care about|we respect) your privacy"
    r"|datenschutz(?:-?einstellungen)?|zustimmung|einwilligung|wir (?:benötigen|brauchen) ihre (?:zustimmung|einwilligung)"
    r"|mit werbung (?:weiterlesen|nutzen)|weiter(?:lesen)? mit werbung|avant de (?:continuer|poursuivre)|votre vie privée"
    r"|antes de continuar|prima di continuare|voordat je verdergaat",
    re.IGNORECASE,
)
CONSENT_ACCEPT = re.compile(
    r"(?:yes,? )?(?:i )?(?:accept|agree|allow|consent|got it|reject|zustimmen|einverstanden|akzeptieren|alle annehmen|accepter|tout (?:accepter|refuser)"
    r"|aceptar|rechazar|accetta|rifiuta|akkoord|accepteren|godta|acceptera)(?: (?:all|cookies|all cookies|and continue|alle|und weiter|tout|todo|tutto|& close))?",
    re.IGNORECASE,
)
COOKIES_OFF = re.compile(
    r"this (?:site|website|page) requires cookies.{0,60}|(?:please )?enable cookies(?: in your browser(?: settings)?)?(?:,? (?:and|to)\b.{0,60})?"
    r"|your browser does(?: not|n't) accept cookies|cookies (?:are )?(?:required|disabled)|cookies must be enabled.{0,60}",
    re.IGNORECASE,
)
CONSENT_HOST = re.compile(
    r"^https?://(?:consent|guce|cmp|privacy-?(?:gate|wall)|zustimmung)\.", re.IGNORECASE
)

_OPENING = r"(?:(?:(?:it )?(?:looks|seems) like|oops|ops|oups|ups|hoppla|oeps|упс|ой|désolé|lo sentimos|sorry|whoops|uh[- ]?oh|error|hmm|ouch|oh no|we(?:'| a)re sorry|we apologi[sz]e)[\s,.!:;…-]*)*"
_THING = r"(?:page|post|article|content|document|file|url|site|website|resource|blog post|entry|story|item|product|listing)"
_CANT = r"(?:can(?:no|')?t|could(?: no|n')t|couldnt)"
NOT_FOUND = re.compile(
    rf"(?!not found[\s.!?…)]*$){_OPENING}(?:"
    r"(?:http )?(?:error|status|code|fehler|erreur|errore|ошибка|помилка|błąd|chyba|hata)?[\s:#-]*404(?:[\s,.:!-]*(?:error|page|fehler|not found))*"
    rf"|(?:404[\s,.:!-]*)?(?:the|this|that|your|requested|die|the requested)?\s*(?:requested )?{_THING}?(?: you(?:'re| are| were)? (?:looking for|requested|tried to reach))?\s*(?:was |is |has |could |can)?(?:\s*not|n't)(?: be)? found(?: on this (?:server|site))?(?: ?[\s(:-]*404\)?)?"
    rf"|(?:we |i )?{_CANT} (?:seem to )?(?:find|locate) (?:the|that|this|what)\b.*"
    rf"|(?:that|the|this|the requested) {_THING}(?: you(?:'re| are| were)? (?:looking for|requested))? {_CANT} be found.*"
    rf"|(?:that|the|this)?\s*(?:requested )?{_THING}(?: you(?:'re| are| were)? (?:looking for|requested|tried to reach))? (?:does not|doesn't|no longer|doesnt) exists?(?: anymore| any more)?"
    rf"|(?:that|the|this)?\s*(?:requested )?{_THING}(?: you(?:'re| are| were)? (?:looking for|requested))? (?:is |has been |was |isn't |is no(?:t| longer) )(?:missing|gone|removed|deleted|moved|available|unavailable)(?:,? (?:or )?(?:removed|deleted|moved|renamed|(?:may )?never existed))*(?: here| anymore)?"
    rf"|{_THING} (?:missing|removed|deleted|gone|unavailable|no longer available)"
    r"|this page (?:isn't|is not) (?:available|here)(?: anymore)?"
    r"|(?:die(?:se)? )?(?:seite|artikel|beitrag) (?:wurde |konnte )?(?:leider )?nicht (?:gefunden(?: werden)?|verfügbar|vorhanden)|(?:diese )?seite existiert (?:leider )?nicht(?: mehr)?"
    r"|(?:(?:la|cette) )?page (?:demandée )?(?:est )?(?:introuvable|inexistante|non trouvée|n'existe (?:pas|plus))|page non trouvée|article introuvable"
    r"|no se (?:encontró|ha encontrado|pudo encontrar) (?:la|esta) página.*|não (?:encontramos|foi possível encontrar) (?:a|esta|essa) página.*|página inexistente"
    r"|(?:(?:la|esta|essa|a) )?p[áa]gina (?:solicitada )?(?:no|n[ãa]o) (?:(?:fue|foi|ha sido) )?(?:encontrada|existe|disponible|dispon[íi]vel)"
    r"|(?:(?:la|questa) )?pagina (?:richiesta )?non (?:è stata )?(?:trovata|esiste)|pagina niet gevonden|deze pagina bestaat niet(?: meer)?"
    r"|strona nie (?:została |istnieje|znaleziona)\w*|nie znaleziono strony|sidan (?:hittades inte|kunde inte hittas)|siden (?:blev )?(?:ikke fundet|ble ikke funnet|finnes ikke)"
    r"|sivua ei löytynyt|sayfa bulunamadı|страница не найдена|сторінку не знайдено|stránka (?:nebyla nalezena|nenalezena|neexistuje)"
    r"|az? (?:oldal|keresett oldal) nem található|(?:a )?keresett oldal nem található|pagina (?:nu a fost găsită|nu (?:mai )?există)|η σελίδα δεν (?:βρέθηκε|υπάρχει)"
    r"|không tìm thấy trang.*|trang (?:này )?không tồn tại|halaman tidak (?:ditemukan|tersedia)|الصفحة غير موجودة|لم يتم العثور على الصفحة|الصفحة المطلوبة غير موجودة"
    r"|ה?דף (?:המבוקש )?לא נמצא|העמוד לא נמצא|stránka sa nenašla|stranica nije (?:pronađena|nađena)|страница(?:та)? не (?:е намерена|съществува|существует)|такой страницы не существует"
    r"|ไม่พบหน้า.*|puslapis nerastas|lapa nav atrasta|lehte ei leitud|strana ni (?:bila )?najdena|stran ni (?:bila )?(?:najdena|na voljo)|страница није пронађена|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد"
    r"|ページが見つかりません.*|お探しのページは.*|(?:您(?:访问|请求|查看|要找)的)?页面不存在(?:或已(?:被)?删除)?|找不到(?:该|您)?.*页面|頁面不存在|找不到.*頁面|페이지를 찾을 수 없습니다"
    r")[\s.!?…)]*",
    re.IGNORECASE,
)
# Words that a not-found page shares with other headlines: they need a page with little else on it.
NOT_FOUND_WEAK = re.compile(
    rf"{_OPENING}(?:nothing (?:was )?found(?: here)?|404|not found|no longer available|lost\?|there(?:'s| is) nothing here)[\s.!?…)]*",
    re.IGNORECASE,
)
# Between a title and its site's name; between sentences.
SEPARATORS = re.compile(r"\s*[|·•»«›‹]\s*|\s+[-–—]\s+")
SENTENCES = re.compile(r"\s*[.!?…]+(?:\s+|$)")
NOT_FOUND_CLASS = re.compile(
    r"(?:^|\s)(?:error-?404|page-?404|is-404|template-404|not-found-page|page-not-found)(?:\s|$)",
    re.IGNORECASE,
)

ENABLE_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|need|requires?|without|aktivier|activer|habilita|activa).{0,40}javascript|javascript.{0,60}(?:enable|required|disabled|activ|aktivier|habilit)",
    re.IGNORECASE | re.DOTALL,
)
MOUNTS = "#root,#app,#__next,#__nuxt,#___gatsby,#svelte,#q-app,#main-app,app-root,[ng-app],[data-reactroot],[data-server-rendered],#react-root,#ember-app,#mount"
