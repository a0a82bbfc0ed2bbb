# ruff: noqa: E501 - a line holds the words of one vendor, one phrase or one language
"""The words and marks by which pages are known that stand in front of the page; see ``bot.links.walls.walls``."""

import re

from bot.links.walls.late import late

# Marks in the source that only a challenge has, not the pages that a vendor's sensor sits on.
CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Cloudflare",
        late(
            r"_cf_chl_opt|cf-browser-verification|id=.?cf-challenge|cf_captcha_kind|cf-error-details.{0,600}ray id",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        "Akamai",
        late(r"sec-if-cpt-container|/_sec/cp_challenge|bm-verify=|sec-bc-tile-container", re.IGNORECASE),
    ),
    (
        "DataDome",
        late(r"captcha-delivery\.com/(?:c\.js|i\.js|captcha|interstitial)|\bdd=\{.?.?rt", re.IGNORECASE),
    ),
    (
        "PerimeterX",
        late(
            r"id=.?px-captcha|captcha\.px-cdn\.net|captcha\.perimeterx\.net|_pxBlock(?:edUrl|Script)|px-block",
            re.IGNORECASE,
        ),
    ),
    (
        "Imperva",
        late(
            r"_Incapsula_Resource\?(?:SWUDNSAI|CWUDNSAI)|incapsula incident id|reeseSkipExpirationCheck|interstitial-inprogress",
            re.IGNORECASE,
        ),
    ),
    (
        "AWS WAF",
        late(
            r"window\.gokuProps|AwsWafIntegration\.(?:checkForceRefresh|saveReferrer)",
            re.IGNORECASE,
        ),
    ),
    ("Sucuri", late(r"sucuri_cloudproxy_js|sucuri website firewall - access denied", re.IGNORECASE)),
    ("DDoS-Guard", late(r"ddos-guard/js-challenge", re.IGNORECASE)),
    (
        "F5",
        late(
            r"your support id is:?\s*(?:<[^<>]{0,20}>)?\s*\d|the requested url was rejected\. please consult",
            re.IGNORECASE,
        ),
    ),
    ("Anubis", late(r"id=.?anubis_challenge|/\.within\.website/x/cmd/anubis", re.IGNORECASE)),
    ("SiteGround", late(r"/\.well-known/(?:sgcaptcha|captcha)/", re.IGNORECASE)),
    ("Fastly", late(r"/_fs-ch-\w+/", re.IGNORECASE)),
    ("Amazon", late(r"/errors/validateCaptcha", re.IGNORECASE)),
    ("Imunify360", late(r"imunify360[^<>]{0,40}bot-protection|/\.well-known/imunify", re.IGNORECASE)),
)
# Marks that real pages have as well: they tell a challenge where nothing else stands on the page.
SENSORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Kasada", late(r"window\.KPSDK\s*=\s*\{", re.IGNORECASE)),
    ("F5", late(r"/TSPD/\w+\?type=|[\"'.]bobcmn\b", re.IGNORECASE)),
    ("Imperva", late(r"_Incapsula_Resource\?SWJIYLWA", re.IGNORECASE)),
)
# What follows is matched against a whole title, heading or sentence, never searched for inside one.
_ROBOT = r"(?:a )?(?:human(?: being)?|robot|bot)(?: \((?:and )?not a (?:ro)?bot\))?"
CHALLENGE_WORDS = late(
    rf"(?:just a|one) moment(?:,? please)?|(?:attention|verification) required|(?:vercel )?security (?:check(?:point)?|verification)"
    rf"|checking (?:if the site connection is secure|the site connection security|your browser(?: before (?:accessing|you access)\b.{{0,100}})?)"
    rf"|(?:please |to continue, )?(?:verify(?:ing)?|confirm|prove) (?:that )?you(?:'re| are) (?:not )?{_ROBOT}(?: (?:to continue|by completing)\b.{{0,80}})?"
    rf"|are you {_ROBOT}|robot or human|i'?m not a robot|human verification|captcha|robot challenge screen"
    rf"|(?:press|activate)(?: (?:&|and))? (?:and )?hold(?: (?:the button )?to confirm\b.{{0,80}})?"
    r"|enable javascript and cookies to continue|please enable js and disable any ad blocker"
    r"|access to this page has been denied|pardon (?:our|the) interruption|one more step|please complete the security check.{0,60}"
    r"|(?:our systems have detected )?unusual traffic(?: from your (?:computer )?network)?|ddos protection by \w+"
    r"|(?:please )?complete the captcha(?: (?:to|below)\b.{0,60})?|making sure you'?re not a (?:ro)?bot|bot (?:verification|protection)"
    r"|(?:sorry, )?we just need to make sure you'?re not a robot|(?:please )?(?:enter|type) the (?:characters|letters|digits|text|code) (?:that )?you see(?: below| above| in (?:the|this) (?:image|picture)(?: below| above)?)?"
    r"|(?:please wait while )?your request is being verified|nur einen moment|checking (?:that )?you(?:'re| are) not a (?:ro)?bot",
    re.IGNORECASE,
)
# Sentences that no page but a challenge says.
CHALLENGE_SENTENCES = late(
    r"please wait while we check if you are a human|your support id is: ?\d+"
    r"|we want to make sure it is actually you (?:that )?we are dealing with and not a robot",
    re.IGNORECASE,
)
# The page of Imperva and of Distil, as long as its list of reasons is.
INTERRUPTION = late(r"pardon (?:our|the) interruption", re.IGNORECASE)
INTERRUPTING = late(r"your browser made us think (?:that )?you (?:were|are|might be) a bot", re.IGNORECASE)
WAITING = late(
    r"(?:you are now in line|you'?re (?:now )?in (?:line|the queue)|you are (?:now )?in (?:the )?(?:queue|virtual queue)|queue-it|waiting room(?: powered by cloudflare)?)",
    re.IGNORECASE,
)
WAITING_SAYS = late(
    r"wait time|your turn|thank you for your patience|estimated wait|number in line", re.IGNORECASE
)
WAITING_HOST = late(r"https?://[\w.-]+\.queue-it\.net(?:[/?#:]|$)", re.IGNORECASE)
CAPTCHA = late(
    r"g-recaptcha|h-captcha|hcaptcha\.com/1/api|recaptcha/(?:api|enterprise)|cf-turnstile|challenges\.cloudflare\.com"
    r"|arkoselabs|funcaptcha|geetest|(?:id|name|class|src|action)=[\"']?[^\"'<>\s]{0,80}captcha|location\.reload",
    re.IGNORECASE,
)
REFUSED = late(
    r"access denied|(?:403 )?forbidden|(?:sorry, )?you have been blocked"
    r"|your access to this (?:site|service) has been (?:temporarily )?limited(?: by the site owner)?",
    re.IGNORECASE,
)
REFUSING = late(
    r"you don'?t have permission to access|reference ?#|wordfence|(?:site|website) owner|administrator|your ip\b|ray id",
    re.IGNORECASE,
)

LOGIN_TITLE = late(
    r"(?:please )?(?:(?:log|sign)[ -]?(?:in|on|into)|sign up|join)(?: (?:or|/|&|and) (?:(?:log|sign)[ -]?(?:in|up)|register|create an account|join))?"
    r"(?:,? (?:(?:in)?to )?(?:(?:your|my) )?(?:[\w.-]{2,30}(?: account)?|account|continue(?: reading)?))?"
    r"|(?:user |member |customer |account |wordpress )?log-?in|(?:for )?members? (?:only|area|login)|members-only(?: content)?"
    r"|(?:login|authentication|authori[sz]ation) required|(?:you must|you need to) (?:be logged in|log ?in|sign ?in)"
    r"|anmeld(?:en|ung)|einloggen|(?:se )?connexion|se connecter|identifiez-vous|iniciar sesi[oó]n|inicia sesi[oó]n|acceder|accedi|entrar"
    r"|fazer login|inloggen|logga in|log ind|logg inn|zaloguj(?: się)?|logowanie|giriş(?: yap)?|oturum aç|přihlášení|přihlásit(?: se)?|prihlásenie|prihlásiť sa|kirjaudu(?: sisään)?|bejelentkezés|belépés|autentificare|conectare|prijava|prijavi se|σύνδεση|увійти|đăng nhập|masuk|تسجيل الدخول|התחברות|כניסה|เข้าสู่ระบบ|вход|войти|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
# Headings that say that the page itself is kept back.
LOGIN_REQUIRED = late(
    r"(?:log-?in|log in|sign-?in|registration|authentication|authori[sz]ation) required|(?:for )?(?:registered )?members only|please (?:log|sign) ?in"
    r"|bitte (?:melden sie sich an|melde dich an|einloggen|anmelden)|anmeldung erforderlich|connexion (?:requise|obligatoire)|(?:veuillez )?vous connecter"
    r"|inicia sesi[oó]n para continuar|(?:sign up|log in|sign in|join|register) to (?:see|view|read|access|continue)\b.{0,40}|accesso riservato|inloggen vereist",
    re.IGNORECASE,
)
# A button that asks for somebody else's word on who the visitor is.
LOGIN_WITH = late(
    r"(?:continue|(?:log|sign) ?(?:in|up)) with (?:google|facebook|apple|x|twitter|linkedin|microsoft|github|email|sso)"
    r"|(?:mit|avec|con|com|med|z|через|met) (?:google|facebook|apple)(?: (?:anmelden|fortfahren|inloggen|doorgaan))?",
    re.IGNORECASE,
)
STORE_PASSWORD = late(r"enter (?:store )?using (?:a )?password", re.IGNORECASE)
STORE_PATH = late(r"https?://[^/?#]+(?:/[a-z-]{2,5})?/password/?(?:[?#]|$)", re.IGNORECASE)
LOGIN_PATH = late(
    r"/(?:wp-login\.php|(?:users?/|account/|accounts?/|auth/|customer/account/)?(?:log[-_]?in|sign[-_]?in|signin|sso)(?:\.\w+)?/?(?:\?|$)|oauth2?/authorize)",
    re.IGNORECASE,
)
# What a log-in is needed for when it is the page itself that is kept back, and not its comments or votes.
_KEPT_BACK = r"(?:continue(?: reading)?|(?:view|read|see|access)(?: (?:this|the|our|full|rest|of|page|content|article|post|site|blog|profile|video|group|forum|thread|topic|story))*|do that)"
LOGIN_WORDS = late(
    rf"(?:sorry, |please |this (?:page|content|article) is for members only[,;:]? )?"
    rf"(?:you (?:must|need to|have to) (?:be )?(?:logged[ -]in|log ?in|sign(?:ed)? in|login)|(?:log|sign) in)(?: or (?:register|sign up|join))? to {_KEPT_BACK}"
    r"|you (?:need|have) to be (?:a|an) (?:registered |paid |premium )?(?:member|subscriber|user) to (?:view|see|read|access) .{3,60}|only (?:registered )?members can (?:view|see|read|access) .{3,60}"
    r"|the board requires you to be registered and logged[ -]in.*|only registered (?:members|users) are allowed to (?:access|view|see) this (?:section|page|forum|topic|thread)"
    r"|you are not logged in or you do not have permission to (?:access|view) this page|you must log in to continue"
    r"|this (?:page|content|article|post) is password[ -]protected|(?:please )?enter (?:the|your|a) password to (?:continue|enter|proceed)"
    r"|this (?:page|content|article|post) is (?:only )?(?:for|available to) (?:registered )?(?:members|subscribers)(?: only)?",
    re.IGNORECASE,
)

CONSENT_TITLE = late(
    r"before you continue(?: to [\w. ]{2,40})?|cookies?(?: (?:consent|settings|preferences|notice|choices))?|consent|your privacy(?: choices)?"
    r"|privacy (?:choices|settings|preferences)|(?:we value|we care about|we respect) your privacy"
    r"|datenschutz(?:-?einstellungen)?|zustimmung|einwilligung|wir (?:benötigen|brauchen) ihre (?:zustimmung|einwilligung)"
    r"|mit werbung (?:weiterlesen|nutzen)(?: oder .{3,60})?|(?:weiter(?:lesen)?|lesen) mit werbung(?: oder .{3,60})?|avant de (?:continuer|poursuivre)|votre vie privée"
    r"|antes de continuar|prima di continuare|voordat je verdergaat|(?:[\w.]{2,20} ){0,2}privacy gate|cookie ?wall"
    r"|(?:please )?(?:accept|allow) (?:all |our )?cookies (?:to|and|or) .{3,80}|wir respektieren (?:ihre|deine) privatsphäre|(?:ihre|deine) privatsphäre.{0,40}"
    r"|(?:continuer|poursuivre|lire|accéder) .{0,20}(?:cookies|publicité|accepter).{0,60}|nous respectons votre vie privée|le respect de votre vie privée.{0,40}"
    r"|acepta(?:r)? (?:las )?cookies .{3,60}|(?:valoramos|respetamos|nos importa) (?:tu|su) privacidad|(?:scegli|decidi) come (?:continuare|proseguire|leggere).{0,40}|(?:rispettiamo|teniamo a) la (?:tua|vostra) privacy|la tua privacy.{0,30}"
    r"|(?:valorizamos|respeitamos) (?:a )?sua privacidade|(?:jouw|uw|je) privacy(?:-instellingen)?|(?:wij|we) (?:respecteren|waarderen|geven om) (?:je|uw|jouw) privacy"
    r"|(?:szanujemy|cenimy|dbamy o) (?:twoją|państwa) prywatność|vážíme si (?:vašeho )?soukromí|vi (?:värnar om|värdesätter|respekterar) din (?:integritet|personliga integritet)|gizliliğinize (?:değer|önem|saygı).{0,20}"
    r"|мы (?:ценим|уважаем|заботимся о) ваш\w+ (?:конфиденциальност|приватност)\w*|ми (?:цінуємо|поважаємо) вашу приватність|(?:プライバシー|クッキー|cookie)(?:の|に関する)?(?:設定|同意|お知らせ)|(?:我们)?(?:重视|尊重)您的隐私|개인정보 (?:보호|설정|동의)",
    re.IGNORECASE,
)
CONSENT_ACCEPT = late(
    r"(?:yes,? )?(?:(?:i|alle|alles|tout|todas?|tutti) )?(?:accept|agree|allow|consent|got it|reject|zustimmen|einverstanden|akzeptieren|alle annehmen|accepter|tout (?:accepter|refuser)"
    r"|aceptar|rechazar|accetta|rifiuta|akkoord|accepteren|godta|acceptera|godkänn|aceitar|zgadzam się|akceptuję|przejdź do serwisu|souhlasím|přijmout|kabul et|tümünü kabul et"
    r"|принять|согласен|согласиться|прийняти|погоджуюсь|同意(?:する|して続ける|して進む)?|接受|全部接受|同意并继续|동의|모두 동의|동의하고 계속|موافق|قبول)"
    r"(?: (?:all|cookies|all cookies|(?:all )?(?:cookies )?and continue|alle|und weiter(?:lesen)?|tout|et continuer|todo|y continuar|tutto|e continua|en doorgaan|alla|wszystkie|vše|все|& close))?",
    re.IGNORECASE,
)
COOKIES = late(
    r"\b(?:cookies?|tracking|informasjonskapsler|evästeit\w+|ciastecz\w+|çerez\w*|куки|кукі)\b|クッキー|쿠키|ملفات تعريف",
    re.IGNORECASE,
)
COOKIES_OFF = late(
    r"this (?:site|website|page) requires cookies.{0,60}|(?:please )?enable cookies(?: in your browser(?: settings)?)?(?:,? (?:and|to)\b.{0,60})?"
    r"|your browser does(?: not|n't) accept cookies|cookies (?:are )?(?:required|disabled)|cookies must be enabled.{0,60}",
    re.IGNORECASE,
)
# Where sites send visitors for their consent before the page, on their own host.
CONSENT_PATH = late(
    r"https?://[^/?#]+(?:/[^?#]{0,200})?(?:/|\?|[?&][\w.-]{1,40}=)(?:consent|zustimmung|privacy-?gate|cookie-?wall)(?=[/?&#=._-]|$)",
    re.IGNORECASE,
)
CONSENT_SAYS = late(
    r"\b(?:cookies?|tracking|consent|zustimm\w+|einverstanden|einwillig\w+|akkoord|accept\w*|adblock\w*|blockieren|privacy|datenschutz\w*|toestemming|partners)\b",
    re.IGNORECASE,
)
CONSENT_HOST = late(
    r"^https?://(?:consent|guce|cmp|myprivacy|privacy-?(?:gate|wall)|zustimmung)\.", re.IGNORECASE
)

# Where sites send visitors whom they don't show a page, at the root of a host: elsewhere these are subjects.
_AT_ROOT = r"https?://[^/?#]+/(?:[a-z]{2}(?:[-_][a-z]{2})?/)?"
MAINTENANCE_PATH = late(
    rf"{_AT_ROOT}(?:(?:site-?)?maintenance(?:-mode)?|under-?construction|offline|site-?down|wartung|error|errors?/\w{{1,12}}|50\d|server-?error)(?:\.\w{{2,5}})?/?(?:[?#]|$)",
    re.IGNORECASE,
)
REFUSAL_PATH = late(
    rf"{_AT_ROOT}(?:age-?(?:gate|verification|check)|verify-?age|geo-?block(?:ed)?|(?:not-?available|unavailable)-in-your-(?:region|country|location)|blocked|access-?denied|forbidden|denied|unauthori[sz]ed|403|captcha|challenge|bot-?check)(?:\.\w{{2,5}})?/?(?:[?#]|$)",
    re.IGNORECASE,
)

# A site that is broken, shut or kept from a continent, at status 200; the whole of a title, heading or sentence.
BROKEN = late(
    r"(?:this )?account (?:has been )?suspended|(?:this )?(?:site|website) (?:is |has been )?(?:temporarily )?suspended|error establishing a database connection"
    r"|briefly unavailable for scheduled maintenance|(?:site )?(?:is )?(?:currently )?(?:under(?:going)?|down for) (?:scheduled )?maintenance|maintenance mode(?: is on)?"
    r"|(?:site|website|this site|this website) is (?:currently )?(?:under(?:going)?|down for) (?:scheduled )?maintenance|wartungsarbeiten|wartungsmodus|site en maintenance|sitio en mantenimiento"
    r"|there has been a critical error on (?:this|your) website"
    r"|(?:\w[\w.-]{0,60} [|-] )?5\d\d: (?:connection timed out|web server is down|web server is returning an unknown error|origin is unreachable|a timeout occurred)"
    r"|connection timed out error code 522|(?:5\d\d )?(?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error)",
    re.IGNORECASE,
)
FATAL = late(
    r"(?:php )?(?:fatal|parse) error ?: .{0,400} in \S.{0,200}?(?:\bon line |:)\d+"
    r"|(?:php )?(?:warning|notice|deprecated) ?: .{0,300} in \S.{0,200}?\bon line \d+.{0,3}(?:php )?(?:fatal|parse) error|traceback \(most recent call last\)"
    r"|(?:php )?warning ?: (?:mysqli?|pg|pdo)\w*(?:_p?connect|::__construct)\b.{0,400}|(?:unhandled exception )?(?:system|java|javax|org)\.[\w.]*exception: .{0,600}",
    re.IGNORECASE,
)
NOT_FOR_EUROPE = late(
    r"(?:unavailable|not available|access cannot be granted|recognize you are attempting).{0,300}(?:european economic area|\beea\b|european union|gdpr)"
    r"|451: unavailable (?:due to|for) legal reasons",
    re.IGNORECASE,
)

ENABLE_SCRIPT = late(
    r"(?:enable|activate|turn (?:on )?|need|requires?|without|aktivier|activer|habilita|activa).{0,40}javascript|javascript.{0,60}(?:enable|required|disabled|activ|aktivier|habilit)",
    re.IGNORECASE | re.DOTALL,
)
MOUNTS = "#root,#app,#__next,#__nuxt,#___gatsby,#svelte,#q-app,#main-app,app-root,[ng-app],[data-reactroot],[data-server-rendered],#react-root,#ember-app,#mount"
