# ruff: noqa: E501 - a line holds one phrase or the phrases of one language
"""The sentences by which pages are known that tell their visitors why they don't show the page.

``*_SURE`` are sentences that no page says of anything else, ``*_LIKELY`` need a second one beside them. All are
matched against a whole title, heading or sentence on a page with little else; see ``bot.links.walls.notices``.
"""

import re

from bot.links.walls.late import late


def _any_of(*phrases: str) -> re.Pattern[str]:
    return late("|".join(phrases), re.IGNORECASE)


_OPENING = r"(?:(?:oops|ops|whoops|sorry|hmm|uh[- ]?oh|we(?:'| a)re sorry|unfortunately|désolé|lo sentimos|leider|извините)[\s,.!:;-]*(?:but )?)*"
_WANTED = r"you(?:'re| are| were|'ve| have)? (?:just )?(?:looking for|look(?:ed)? for|requested|search(?:ed|ing) for|trying to (?:reach|view|access|find)|tried to (?:reach|view|access|find))"

# The page is not there.
ABSENT_SURE = _any_of(
    r"a page with this title has previously been moved or deleted|(?:บทความ|หน้า|เนื้อหา|โพสต์)(?:นี้)?(?:ได้)?ถูกลบ.{0,20}",
    rf"{_OPENING}(?:this|that|the) page (?:doesn'?t|does not) exist or is private",
    r"cannot (?:get|head) /\S*",
    r"there is currently no text in this page",
    r"this (?:topic|page) does not exist yet",
    r"invalid (?:thread|post|forum|user|topic|link) (?:specified|id).{0,100}",
    rf"{_OPENING}nothing matched your search(?: terms| criteria)?",
    r"the author(?:s)? (?:has|have) (?:removed|deleted) this (?:article|post|site|blog|page|story)",
    r"(?:this|the) (?:blog|site|account|user|profile) (?:has been|was) (?:removed|deleted|deactivated)",
    r"it looks like nothing was found at this location",
    r"(?:无法|未能|没有)?(?:找到|显示)(?:此|该|您.{0,8})(?:页面|网页|内容)|(?:عذراً|عفواً|عفوا|عذرا)?[!،, ]*لم يتم العثور على (?:هذه )?الصفحة",
)
#: The same, as threads say it of one post among others, and articles of what was in them.
ABSENT_ITSELF = _any_of(
    rf"{_OPENING}(?:this|the) (?:content|video|post|reel|profile|story) (?:isn'?t|is not|is no longer) available(?: (?:right now|at the moment|anymore|any more|here))?",
    r"this (?:page|article|post|question|topic|thread|listing|link|document|file|story|offer) (?:has|was|is) (?:been )?(?:now )?(?:removed|deleted|gone|withdrawn|taken down)\b.{0,80}",
)
# What a sentence that says so in its own way has in it: a page or the way to it, and that it is not there.
PAGE = late(
    r"\b(?:pages?|link|url|web ?address|address|topic|thread|article|post|document|file|content|listing|board|event|channel|profile|account|workspace|video|project|repository|question|recipe|seite|adresse|artikel|beitrag|inhalt|lien|article|contenu"
    r"|p[áa]gina|enlace|art[íi]culo|artigo|articolo|contenuto|contenido|conte[úu]do|sider?|siden|sidan|lenken?|länken|sivu\w*|stron[aęyi]\w*|stránk\w+|страниц\w+|ссылк\w+|адрес\w*|запись|статья"
    r"|сторінк\w+|посилання|sayfa\w*|bağlantı\w*|içerik|oldal\w*|pagin[ăa]|σελίδα)\b|ページ|リンク|页面|网页|链接|内容|頁面|網頁|連結|페이지|주소|게시물|الصفحة|الرابط|הדף|หน้า",
    re.IGNORECASE,
)
GONE = late(
    r"\b(?:removed|deleted|moved|renamed|broken|gone|missing|vanished|disappeared|(?:not|n't|no longer|never|t) (?:\w+ ){0,2}?(?:exist(?:s|ed)?|f[io]u?nd|here|available|locate|there)|does(?:n't| not) exist|unavailable|expired|archived"
    r"|gelöscht|entfernt|verschoben|umbenannt|veraltet|existiert nicht|nicht (?:mehr )?(?:gefunden|da|hier|verfügbar|vorhanden|auffindbar|finden)|gibt es nicht|supprimée?|déplacée?|disparu\w?|rompu|introuvable|n'existe|pas (?:été )?trouvée?|plus disponible"
    r"|eliminad[ao]|borrad[ao]|movid[ao]|no existe|rot[oa]|no (?:se |hemos |fue |ha sido )*(?:encontr\w+|podido)|removid[ao]|excluíd[ao]|não (?:existe|encontr\w+|foi encontr\w+)|rimoss[ao]|spostat[ao]|eliminat[ao]|non (?:esiste|trov\w+|è stata trovata)"
    r"|verwijderd|verplaatst|is er niet(?: meer)?|bestaat (?:helaas )?niet|niet (?:meer )?(?:gevonden|vinden|beschikbaar)|flyttet|slettet|fjernet|find(?:es|er) ikke|fin(?:nes|ner|ne) ikke|ikke (?:finne|finde|fundet|funnet)|f[ai]nt ikke|flyttats|tagits bort|finns inte|hittar? inte|hittas inte|inte hitta"
    r"|ei (?:löydy|löytynyt|ole (?:enää )?olemassa)|poistettu|siirretty|usunięt\w+|przeniesion\w+|nie (?:istnieje|znale\w+|odnale\w+)|odstraněn\w*|přesunut\w*|neexistuje|nenale\w+|nenašli|smazán\w*"
    r"|удал[её]н\w*|перемещ[её]н\w*|не (?:существует|найден\w*|обнаружен\w*)|нет на сайте|видалено|переміщено|не (?:існує|знайдено)|silin\w+|taşın\w+|kaldırıl\w+|bulunam\w+|mevcut değil|nem (?:található|létezik)|nu (?:mai )?exist\w+|δεν (?:βρέθηκε|υπάρχει))\b"
    r"|見つか[りら]|削除|移動|存在しま|不存在|删除|刪除|移动|移動|找不到|走丢|失效|未找到|삭제|변경|찾을 수 없|존재하지 않|غير موجود|حذف|العثور|לא נמצא|ไม่พบ",
    re.IGNORECASE,
)
WANTED = late(
    rf"\b(?:page|article|post|content|file|resource|listing|product|item|link) (?:that )?{_WANTED}\b",
    re.IGNORECASE,
)
#: A heading that says no more than this.
NOT_HERE = late(
    r"(?:this |the |that |your )?(?:page|link|url|topic|thread|article|post|document|file|content|listing|board|event|channel|profile|account|workspace|video|project|repository|question|recipe|story|user|group|job|item|product)"
    r" (?:is )?(?:not found|unavailable|not available|removed|deleted|expired|does not exist|doesn't exist|no longer available|no longer exists)",
    re.IGNORECASE,
)
# How such a page begins.
APOLOGY = late(
    r"[¡\s]*(?:oops|ooops|ops|whoops|uh[- ]?oh|oh no|oh dear|hmm+|ouch|yikes|d'oh|darn|sorry|we(?:'| a)re sorry|ups|hoppla|huch|oups|zut|désolée?|mince|vaya|lo sentimos|ai+|opa|desculpe|spiacenti|ci dispiace|oeps|helaas|hoppsan|hups|pahoittelut|oj|ojej|niestety|przepraszamy"
    r"|jejda|bohužel|omlouváme se|упс|ой|извините|к сожалению|на жаль|вибачте|üzgünüz|maalesef|hay aksi|sajnáljuk|申し訳|すみません|抱歉|糟糕|哎呀|很抱歉|죄송|앗|عذر|عفو)",
    re.IGNORECASE,
)

# The site is broken, shut for a while, or over its limits.
BROKEN_SURE = _any_of(
    r"an exception has been thrown during the (?:rendering|compilation) of a template.{0,120}",
    r"(?:the|this) (?:website|site|application|page|server) encountered an (?:unexpected|internal) (?:error|problem).{0,80}",
    r"the software powering this .{3,40} encountered an unexpected (?:error|problem).{0,80}",
    r"(?:5\d\d )?(?:resource|bandwidth) limit (?:is )?(?:reached|exceeded)",
    r"(?:our|this|the) (?:web)?site is (?:currently |temporarily )?(?:offline|down|disabled)(?: (?:right now|at the moment|for now))?",
    r"(?:siden|nettstedet|hjemmesiden|nettsiden) er (?:for tiden |i øjeblikket |midlertidig )?(?:under vedligeholdelse|under vedlikehold|nede|utilgjengelig).{0,60}|vi er (?:snart )?(?:tilbage|tilbake)(?: snart)?|sivusto on (?:huollossa|tilapäisesti|poissa).{0,60}|huoltokatko",
    r"(?:the|this) (?:website|site|server|service|page) is temporarily (?:unable to service your request|unavailable|offline|out of service|down)\b.{0,140}",
    r"(?:you(?:'ve| have)? (?:sent|made)|we(?:'ve| have)? received) too many requests.{0,100}",
    r"an error occurred in the application.{0,100}",
    r"(?:this|the) (?:website|site|account|page) has exceeded (?:its|the) .{3,80}|(?:traffic|data transfer|request) limit (?:reached|exceeded)",
    r"this application is (?:temporarily )?over its (?:serving )?quota",
    r"(?:error )?5\d\d:? (?:backend fetch failed|first byte timeout|backend\.max_conn reached|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal (?:server )?error)",
    r"(?:an )?application error:? a (?:client|server)-side exception has occurred.{0,120}",
    r"(?:we(?:'| a)re|our (?:web)?site is|this (?:web)?site is|(?:the )?site is|we are) (?:currently )?(?:down for|under(?:going)?|performing|doing|having|in) (?:some |a bit of |a little |scheduled |routine |planned )*maintenance.{0,80}",
    r"(?:diese|unsere|die) (?:website|webseite|seite) (?:wird|ist) (?:gerade|derzeit|momentan|aktuell|zur ?zeit|vorübergehend) .{0,40}(?:gewartet|überarbeitet|nicht (?:verfügbar|erreichbar)|wartung\w*|in (?:arbeit|wartung)).{0,60}",
    r"(?:(?:le|notre|ce) )?site (?:est )?(?:actuellement |temporairement )?(?:en (?:cours de )?maintenance|indisponible).{0,80}",
    r"(?:el |este |nuestro )?sitio(?: web)? (?:está )?(?:actualmente |temporalmente )?(?:en mantenimiento|fuera de servicio|no disponible).{0,80}|estamos (?:realizando (?:tareas|labores|trabajos) de|en) mantenimiento.{0,60}",
    r"(?:il |questo |il nostro )?sito (?:web )?(?:è )?(?:attualmente |temporaneamente |momentaneamente )?(?:in manutenzione|non disponibile).{0,80}|stiamo effettuando.{0,30}manutenzione.{0,60}",
    r"(?:o |este |nosso )?site (?:está )?(?:atualmente |temporariamente )?(?:em manutenção|fora do ar|indisponível).{0,80}|estamos em manutenção.{0,60}",
    r"(?:de |deze |onze )?(?:website|site) is (?:momenteel |tijdelijk )?(?:in onderhoud|niet beschikbaar|offline).{0,80}|(?:wij|we) zijn bezig met onderhoud.{0,60}",
    r"(?:(?:nasza )?strona (?:jest )?(?:w trakcie|tymczasowo|chwilowo).{0,60}|trwają prace (?:techniczne|konserwacyjne).{0,60}|przerwa techniczna)",
    r"(?:na stránkách |právě )?prob[íi]há údržba.{0,60}|(?:stránky|web) (?:jsou|je) (?:dočasně|momentálně) .{0,60}",
    r"(?:webbplatsen|sidan|sajten) (?:är )?(?:för närvarande|tillfälligt|just nu) .{0,60}|(?:vi )?(?:utför|genomför) (?:just nu )?underhåll.{0,60}",
    r"(?:sitemiz|site|web sitemiz)(?:de)? (?:şu anda |geçici olarak )?(?:bakım\w*|kapalı\w*).{0,60}|bakım (?:çalışması|modu).{0,40}",
    r"(?:на сайте )?(?:ведутся|проводятся) (?:плановые )?технические работы.{0,60}|сайт (?:временно|находится|закрыт) .{2,60}",
    r"(?:на сайті )?(?:проводяться|ведуться) технічні роботи.{0,60}|сайт тимчасово .{2,60}",
    r"(?:ただいま|現在)?.{0,10}メンテナンス(?:中|を(?:行|実施)).{0,30}|(?:网站|系统|本站)?(?:正在|升级|系统)?维护(?:中|升级).{0,20}|(?:網站|系統)?維護中.{0,20}|(?:현재 )?(?:시스템 |서비스 |사이트 )?점검 ?중.{0,20}|(?:الموقع )?(?:قيد|تحت) الصيانة.{0,40}",
)
BROKEN_LIKELY = _any_of(
    r"(?:oops[,!. ]*)?something (?:went|has gone) wrong(?: on our (?:end|side))?",
    r"(?:an )?(?:unexpected |internal |server )?error (?:has )?occurred|server error|unexpected error",
    r"too many requests|over quota|error: over quota|temporarily unavailable|service unavailable|we(?:'| a)re sorry|technical difficult(?:y|ies)|offline|application error|error|500",
    r"(?:please )?(?:try again|come back|check back|refresh(?: the page)?)(?: (?:later|soon|shortly|in (?:a|an|\d+) .{3,20}|or .{3,40}))*",
    r"(?:maintenance|scheduled maintenance|under maintenance|under construction|coming soon|opening soon|launching soon|stay tuned|website coming soon)",
    r"(?:we(?:'ll| will)|we(?:'re| are)|be) (?:be )?(?:right )?back(?: (?:soon|shortly|online).{0,40})?|(?:thank you|thanks) for your patience",
    r"(?:this|our|the|a) (?:new )?(?:web)?site is (?:coming soon|under construction|on its way|almost ready|being built).{0,60}",
    r"we(?:'| a)re (?:working (?:hard )?on|building|making|cooking up) (?:something|our new) .{3,60}",
    r"(?:be the first to know|get notified|sign up to be notified|notify me).{0,60}|site will be available soon",
    r"wir sind (?:in kürze|bald|gleich) (?:wieder|zurück).{0,40}|bitte versuchen sie es (?:später|in kürze) .{0,40}|demnächst(?: hier)?|wartung",
    r"merci de (?:revenir|repasser|patienter|réessayer).{0,40}|(?:bitte )?(?:schauen|kommen|versuchen) sie (?:es )?(?:bitte )?(?:später|bald|in kürze).{0,30}|(?:por favor,? )?(?:vuelva|vuelve|regrese|inténtelo)(?: de nuevo)? (?:más tarde|pronto|en unos).{0,30}|(?:por favor,? )?(?:volte|tente)(?: novamente)? (?:mais tarde|em breve|em alguns).{0,30}|(?:si prega di )?(?:riprova\w*|torna\w*|tornare|riprovare) (?:più tardi|presto|tra).{0,30}|(?:kom|probeer het) (?:later|straks|over een).{0,30}",
    r"(?:nous serons |nous sommes |de )?(?:bientôt )?de retour.{0,40}|bientôt disponible|merci de votre patience|(?:veuillez )?réessayer plus tard|maintenance",
    r"volve(?:mos|remos) (?:pronto|en breve).{0,40}|próximamente|inténtalo (?:de nuevo )?más tarde|mantenimiento|torniamo (?:presto|subito)|manutenzione|voltamos (?:em breve|já)|em breve|manutenção|onderhoud|binnenkort (?:online|beschikbaar)?|údržba|underhåll|bakım|yakında|скоро открытие|технические работы|近日公開|準備中|即将上线|敬请期待|준비 ?중",
)

# The domain is for sale, parked or expired.
PARKED_SURE = _any_of(
    r"(?:this|the) (?:premium )?(?:domain(?: name)?|web ?site|web ?address)(?: [\w-]+(?:\.[\w-]+)+)? (?:is|may be|could be) (?:available )?(?:listed )?for sale.{0,100}",
    r"[\w-]+(?:\.[\w-]+)+(?: -)? (?:this (?:web ?site|domain) )?(?:is|may be) (?:available )?for sale.{0,100}",
    r"(?:[\w.-]+ )?is (?:a )?parked (?:free|page|domain)?\b.{0,80}|parked (?:domain|page)(?: name)?(?: (?:at|by|on) .{3,40})?|this (?:web ?page|domain(?: name)?|site) is parked.{0,80}",
    r"(?:this|the) domain(?: name)? (?:was (?:recently|just) registered|is registered|has been registered) (?:at|with|by|through) .{3,60}|[\w-]+(?:\.[\w-]+)+ - registered at .{3,60}",
    r"(?:this|the|your) domain(?: name)?(?: [\w-]+(?:\.[\w-]+)+)? (?:has |is )?(?:expired|pending renewal|been suspended).{0,100}",
    r"the owner (?:of [\w.-]+ )?(?:has listed|is offering|offers) (?:this|the) domain.{0,60}",
    r"the sponsored listings displayed (?:above|on this page) .{3,200}",
    r"(?:this )?domain(?: name)? (?:for sale|is available for purchase)|(?:[\w-]+(?:\.[\w-]+)+ )?is available for purchase",
    r"(?:diese|die) domain(?: [\w-]+(?:\.[\w-]+)+)? (?:steht|ist|kann|wurde) .{0,60}(?:verkauf\w*|erworben|freigeschaltet|geparkt|registriert|käuflich)\b.{0,60}|[\w-]+(?:\.[\w-]+)+ (?:steht zum verkauf|ist zu verkaufen)",
    r"(?:ce|le) (?:nom de )?domaine(?: [\w-]+(?:\.[\w-]+)+)? est (?:à vendre|expiré|parqué).{0,60}|(?:este|el) dominio(?: [\w-]+(?:\.[\w-]+)+)? (?:está|esta|ha) (?:en venta|a la venta|expirado|aparcado).{0,60}",
    r"(?:questo|il) dominio(?: [\w-]+(?:\.[\w-]+)+)? è (?:in vendita|scaduto|parcheggiato).{0,60}|(?:este|o) domínio(?: [\w-]+(?:\.[\w-]+)+)? está (?:à venda|expirado).{0,60}",
    r"(?:deze|de) domeinnaam(?: [\w-]+(?:\.[\w-]+)+)? (?:is|staat) (?:te koop|geparkeerd|geregistreerd|gereserveerd).{0,60}|(?:ta )?domena(?: [\w-]+(?:\.[\w-]+)+)? (?:jest )?(?:na sprzedaż|wygasła|zaparkowana).{0,60}",
    r"(?:tato )?doména(?: [\w-]+(?:\.[\w-]+)+)? (?:je |byla )?(?:na prodej|zaparkována|zaregistrována).{0,60}|(?:den här |denna )?domän(?:en)?(?: [\w-]+(?:\.[\w-]+)+)? (?:är )?till salu.{0,60}|bu (?:alan adı|domain) satılıktır.{0,60}",
    r"(?:этот )?домен(?: [\w-]+(?:\.[\w-]+)+)? (?:продаётся|продается|выставлен на продажу|припаркован|не прилинкован|свободен).{0,60}|(?:цей )?домен(?: [\w-]+(?:\.[\w-]+)+)? (?:продається|припарковано).{0,60}",
    r"[\w-]+(?:\.[\w-]+)+ är parkerad.{0,40}|(?:den här|denna) domänen? är (?:registrerad|parkerad) (?:hos|via|av) .{3,60}|(?:dette )?domæne(?:t)?(?: [\w-]+(?:\.[\w-]+)+)? er (?:parkeret|registreret|reserveret).{0,60}|(?:dette )?domene(?:t)?(?: [\w-]+(?:\.[\w-]+)+)? er (?:parkert|registrert|reservert).{0,60}|(?:tämä )?verkkotunnus(?: [\w-]+(?:\.[\w-]+)+)? on (?:varattu|pysäköity|rekisteröity).{0,60}",
    r"この?ドメイン.{0,30}(?:販売|売り|取得|お名前).{0,40}|(?:该|本|此)?域名.{0,20}(?:出售|转让|待售|停放).{0,30}|(?:이|본) 도메인.{0,10}(?:판매|매각).{0,30}|(?:هذا )?النطاق (?:معروض )?للبيع.{0,30}",
)
PARKED_LIKELY = _any_of(
    r"(?:buy|get|purchase|inquire about|backorder) this domain(?: name)?.{0,30}",
    r"related (?:searches|links)|make (?:an )?offer|buy now.{0,40}|domain expired",
)

# What a server or a host shows where a site was never made, or is no more.
UNMADE_SURE = _any_of(
    r"welcome to (?:nginx|openresty|caddy)\b.{0,30}|if you see this page, the (?:nginx|openresty) web server is .{3,120}|test page for .{3,60}(?:server|nginx).{0,40}",
    r"(?:apache2? )?(?:ubuntu |debian |centos )?default (?:web ?site )?page(?: for .{3,40})?(?:: it works)?|apache2? (?:ubuntu|debian|centos|linux) default page.{0,30}|apache is functioning normally|iis windows(?: server)?",
    r"this is (?:the|a) default (?:welcome|web|landing|index|home ?page|server)\b.{3,160}|web server's default page|default parallels plesk.{0,30}|domain default page",
    r"if you are the owner of this (?:website|domain|site),? (?:please )?.{3,120}|if you owned this domain,? .{3,120}",
    r"(?:hier|an dieser stelle) entsteht .{0,20}eine neue .{3,60}|index of /cgi-sys",
    r"you are all set to go|future home of something quite cool|if you(?:'re| are) the site owner,? .{3,100}|this (?:site|website|account|page|store|blog) has been (?:disabled|suspended|terminated|deactivated)\b(?!: (?:what|how|why|the|when|who)\b).{0,100}|(?:this|the) (?:site|store|page) (?:isn't|is not|hasn't been|has not been) published(?: yet)?",
    r"(?:this|our) (?:website|site|blog|forum|web ?shop|online shop) (?:has|is) (?:now )?(?:been )?(?:permanently )?(?:shut down|closed(?: down)?|discontinued|no longer (?:available|active|online|maintained))\b.{0,80}",
    r"[\w-]+(?:\.[\w-]+)+ is no longer available|the authors have deleted this site",
    r"(?:there is )?no (?:web)?site (?:is )?(?:configured|set up|found|here|published|hosted)(?: yet)? (?:for|at|on|under) (?:this|that) (?:domain|address|hostname|name).{0,60}|this account has expired",
    r"there isn't a github pages site here|repository not found|no such app|there's nothing here, yet|heroku \| no such app|fastly error: unknown domain.{0,80}|sorry, this (?:shop|store|site|account) is (?:currently )?(?:unavailable|closed|suspended).{0,60}",
)

# Visitors are kept out: for who, where or how old they are, or for what they have not paid.
REFUSED_SURE = _any_of(
    r"(?:sorry, )?your (?:request|access|ip(?: address)?|connection|network) (?:has been|was|is) (?:temporarily )?(?:blocked|denied|banned|rejected|restricted)\b.{0,100}",
    r"(?:sorry, )?you (?:have been|are|were) (?:temporarily )?(?:blocked|banned)(?: (?:from|by|because|for)\b.{0,100})?|you are unable to access [\w.-]+",
    r"you (?:do not|don't) have (?:permission|access|authori[sz]ation|the (?:necessary|required) permissions?) to (?:access|view|see|open) .{3,80}",
    r"this (?:site|blog|page|group|profile|account|wiki|community) is (?:currently |marked )?private|private (?:site|blog|profile)|request access, or switch to .{3,60}",
    r"this website is using a security service to protect itself.{0,100}|(?:error:? )?the request could not be satisfied|we can't connect to the server for this app or website at this time|generated by cloudfront.{0,80}|this error was generated by mod_security|an appropriate representation of the requested resource could not be found.{0,60}",
    r"(?:this site )?requires? (?:an )?invitation.{0,60}|this blog is open to invited readers only",
)
REFUSED_LIKELY = _any_of(
    r"access (?:denied|forbidden|restricted)|(?:error )?(?:403|1020)(?: forbidden)?|forbidden|blocked|you need (?:access|permission)|request access|.{0,60}used cloudflare to restrict access",
    r"(?:this website is using a security service to protect itself|the owner of this website .{3,60} has banned).{0,100}|error 10\d\d",
)
ELSEWHERE_SURE = _any_of(
    r"(?:sorry, |we're sorry, |unfortunately,? )?(?:this|the|our) (?:content|site|website|page|video|service|article|product|store)s? (?:is|are) (?:currently )?(?:not |un)available (?:in|for|to) (?:visitors (?:in|from) )?(?:your|this) (?:country|region|location|area|territory).{0,80}",
    r"(?:not |un)available in your (?:country|region|location|area)|(?:access|content) (?:is )?(?:blocked|restricted) in your (?:country|region)",
    r"(?:dieser?s?|der|unsere?) (?:inhalt|seite|website|video|angebot|dienst) (?:ist|steht) in (?:ihrem|deinem) (?:land|region|gebiet) (?:leider )?nicht (?:verfügbar|zur verfügung).{0,40}",
    r"(?:ce|cette|le|nos) (?:contenu|page|site|vidéo|service)s? (?:n'est|ne sont) pas (?:disponible|accessible)s? dans votre (?:pays|région).{0,40}",
    r"(?:este|esta|nuestro) (?:contenido|sitio|página|video|servicio) no está disponible en (?:tu|su) (?:país|región|zona).{0,40}|(?:este|esta) (?:conteúdo|site|página|vídeo) não está disponível (?:no seu país|na sua região).{0,40}",
    r"(?:questo|questa) (?:contenuto|sito|pagina|video) non è disponibile nel (?:tuo|suo) paese.{0,40}|(?:deze|dit) (?:inhoud|site|website|pagina|video) is niet beschikbaar in (?:jouw|uw|je) (?:land|regio).{0,40}",
    r"(?:ta |ten )?(?:treść|strona|materiał) (?:jest|nie jest) (?:niedostępn\w|dostępn\w) w (?:twoim|państwa) (?:kraju|regionie).{0,40}|(?:этот |данный )?(?:контент|сайт|материал) недоступен в ваше[йм] (?:стране|регионе).{0,40}",
    r"(?:この|当)(?:コンテンツ|サイト|ページ|動画)は.{0,12}(?:国|地域).{0,30}(?:利用|閲覧|表示).{0,10}|(?:该|此)(?:内容|网站|页面|视频)在您?(?:所在)?的?(?:国家|地区).{0,12}|(?:이|해당) (?:콘텐츠|사이트|페이지).{0,8}(?:국가|지역).{0,20}",
)
AGE_SURE = _any_of(
    r"(?:hai|ha) (?:raggiunto )?l'età (?:legale|minima).{0,50}|(?:tienes|tiene) (?:la )?edad legal.{0,50}|(?:você )?(?:tem|possui) (?:a )?idade legal.{0,50}|(?:as-tu|avez-vous) l'âge légal.{0,50}|(?:haben sie|hast du) das (?:gesetzliche|gesetzlich vorgeschriebene) (?:mindest)?alter.{0,50}|(?:heb je|heeft u) de wettelijke (?:minimum)?leeftijd.{0,50}|czy (?:jesteś|masz) (?:osobą )?pełnoletni\w*.{0,40}|(?:je vám|máte) (?:již |více než |alespoň )?18(?: let| rokov)?.{0,30}|(?:elmúltál|elmúlt ön) 18 éves.{0,20}|(?:har du|är du över) (?:fyllt )?(?:18|20|25).{0,30}|er du (?:fyldt|over|fylt) 18.{0,30}|oletko (?:yli|täyttänyt) 18.{0,30}|aveți (?:peste )?18 ani.{0,30}|είστε (?:άνω|πάνω από) (?:των )?18.{0,30}",
    r"the (?:blog|site|page|content) (?:that )?you are about to (?:view|enter|visit) (?:may|might)? ?contains? .{0,40}(?:adults?|mature|sensitive).{0,40}",
    r"(?:please note:? )?you must (?:be )?(?:at least |over )?(?:of legal .{0,20}age|(?:the age of )?(?:18|19|20|21)(?:\+| years?(?: of age| old)?)?(?: (?:or|and) (?:older|over|above))?) to (?:enter|access|view|visit|continue|proceed|use|see|purchase).{0,80}",
    r"(?:please )?(?:confirm|verify|enter) your (?:age|date of birth|birth ?date|birthday).{0,60}|age (?:verification|check|gate)(?: required)?",
    r"(?:bitte )?bestätigen sie(?: bitte)? ihr alter.{0,60}|(?:diese seite|dieser inhalt) ist (?:erst )?(?:ab|für personen (?:ab|über)) 1[68].{0,40}|altersprüfung|altersverifikation|(?:du musst|sie müssen) (?:mindestens |über )?(?:16|18)(?: jahre(?: alt)?)? .{0,80}",
    r"vous devez (?:avoir (?:plus de |au moins )?18 ans|être majeure?).{0,60}|(?:debes|tienes que|debe) (?:ser mayor de (?:edad|18)|tener (?:más de |al menos )?18).{0,60}|devi (?:essere maggiorenne|avere (?:più di |almeno )?18 anni).{0,60}|(?:você )?(?:deve|precisa) (?:ser maior de|ter (?:mais de )?)(?: idade| ?18).{0,60}",
    r"(?:je|u) moet (?:minimaal |ten minste )?18 .{0,60}|musisz mieć (?:ukończone )?18 lat.{0,60}|(?:pro vstup )?musí(?:te|š) být (?:starší )?18.{0,60}|du måste vara (?:minst |över )?(?:18|20|25).{0,60}|(?:siteye girmek için )?18 yaşından .{0,60}",
    r"(?:вам|мне) (?:уже )?(?:есть|исполнилось) 18(?: лет)?.{0,40}|подтвердите(?:,? что вам)? .{0,20}(?:18|возраст).{0,30}|年齢確認.{0,30}|あなたは(?:18|20)歳以上ですか|您是否年?满(?:18|十八).{0,20}|(?:만 )?19세 (?:이상|미만).{0,40}",
)
AGE_LIKELY = _any_of(
    r"(?:sensitive |adult |mature )?content (?:warning|advisory)",
    r"are you (?:over|at least|above|of) (?:the age of )?(?:legal .{0,20}age|(?:18|19|20|21)(?: years?(?: of age| old)?)?(?: or (?:older|over))?).{0,40}|are you (?:18|21)(?: or (?:older|over))?\+?|(?:yes, )?i(?:'| a)m (?:over )?(?:18|21).{0,20}|(?:enter|exit|leave|no|yes|i am under 18)",
    r"(?:sind sie|bist du) (?:mindestens |über |schon )?(?:16|18)(?: jahre alt)?.{0,20}|avez-vous (?:(?:plus de )?18 ans(?: ou plus)?|l'âge légal.{0,40})|êtes-vous majeure?|¿?eres mayor de (?:edad|18 años)|(?:você )?(?:tem (?:mais de )?18 anos|é maior de (?:idade|18).{0,8})|(?:hai più di 18 anni|sei maggiorenne)|ben (?:je|u) (?:18|ouder dan 18).{0,20}|czy masz (?:ukończone )?18 lat|je vám (?:více než )?18(?: let)?|är du över (?:18|20).{0,10}|18 yaşından büyük müsün(?:üz)?|вам (?:есть )?18(?: лет)?",
    r"ja|nein|sim|não|oui|non|entrer|sortir|sí|no|entrar|salir|sì|entra|esci|tak|nie|ano|ne|evet|hayır|да|нет|はい|いいえ",
)
PAID_SURE = _any_of(
    r"(?:join(?: now)?|subscribe|sign up) to unlock (?:this|the full) .{3,60}|unlock this (?:post|article|story)(?: .{0,40})?",
    r"(?:please )?(?:subscribe|register|sign up|join|upgrade|become a (?:paid )?(?:member|subscriber)|start your (?:free )?trial|create (?:a|an|your) (?:free )?account)(?: (?:now|today|for free|or (?:log|sign) in))* to (?:continue|keep) reading(?! and get access to the full archive).{0,80}",
    r"(?:continue|keep) reading (?:with|by|for) (?:a|an|your|just|only|free|\$|£|€).{2,60}|to (?:continue|keep) reading(?: this (?:article|story))?,? .{3,80}",
    r"become a (?:paid )?(?:member|subscriber|patron) to (?:read|view|unlock|access|continue|see) .{3,100}|denne (?:saken|artikkelen|artiklen|artikel) er (?:kun |bare )?for (?:abonnenter|abonnenterne|våre abonnenter|medlemmer).{0,40}|for å lese .{0,30}(?:abonnent|abonnement).{0,30}",
    r"create (?:a|an|your) (?:free )?account to (?:read|view|unlock|access) .{3,60}|(?:subscribe|register|sign up|join) to (?:read|unlock|view|access) (?:the (?:full|rest|whole|entire)|this|full) .{2,60}",
    r"this (?:post|article|content|story|page|newsletter) is (?:only )?(?:for|available (?:to|for)|reserved for|exclusive (?:to|for)|restricted to) (?:our )?(?:paid |paying |premium |registered |logged[ -]in )?(?:[\w+]{2,20} )?(?:subscribers|members)(?: only)?",
    r"(?:subscriber|member|premium)[ -]only (?:content|story|article|post)|(?:you(?:'ve| have) (?:reached|read|used) (?:your|all|the|\d+|[\w]+ of)) .{0,40}(?:free )?(?:articles?|limit|stories).{0,60}",
    r"the author made this story available to medium members only.{0,40}|you(?:'ve| have) reached the end of your (?:free )?preview|(?:read|get) (?:the rest of )?this (?:story|post) (?:with|from) .{3,100}",
    r"(?:jetzt )?(?:weiterlesen|artikel lesen) mit .{3,60}|(?:dieser|diesen|der) (?:artikel|beitrag|inhalt) (?:ist (?:nur )?(?:für (?:abonnent\w*|mitglieder)|abonnent\w* vorbehalten)|.{0,20}(?:kostenpflichtig|exklusiv für)).{0,60}|(?:mit einem abo|als abonnent\w*) (?:weiterlesen|lesen).{0,60}",
    r"(?:cet|l'|ce) ?(?:article|contenu) (?:est )?réservé (?:à nos|aux) abonnés.{0,60}|il vous reste .{1,12}(?:%|pour ?cent)? ?de (?:cet article|ce contenu).{0,60}|abonnez-vous pour (?:lire|continuer|accéder).{0,60}|la suite est réservée aux abonnés",
    r"(?:contenido|artículo|este (?:contenido|artículo) es) (?:exclusivo|solo|sólo|reservado) (?:para|a) (?:nuestros )?(?:suscriptores|socios|abonados).{0,60}|suscríbete para (?:seguir leyendo|continuar|leer).{0,60}|(?:conteúdo|artigo) exclusivo para assinantes.{0,60}|assine para (?:continuar|ler).{0,60}",
    r"(?:(?:questo )?(?:articolo|contenuto) (?:è )?)?(?:riservato|esclusivo per) (?:agli|gli) abbonati.{0,60}|abbonati per (?:continuare|leggere).{0,60}|(?:dit artikel|deze inhoud) is (?:alleen|exclusief|enkel) voor (?:abonnees|leden).{0,60}|(?:neem een abonnement|word (?:abonnee|lid)) om .{0,20}(?:verder|lezen).{0,40}",
    r"(?:ten )?artykuł (?:jest )?(?:dostępny )?(?:tylko |wyłącznie )?dla (?:abonentów|subskrybentów|prenumeratorów|zalogowanych).{0,60}|(?:wykup|kup) (?:dostęp|prenumeratę|subskrypcję).{0,20}aby .{3,40}|tento (?:článek|obsah) je (?:pouze |určen )?(?:pro|jen pro) (?:předplatitele|členy).{0,60}|(?:den här )?artikeln är (?:endast |bara )?för (?:våra )?(?:prenumeranter|abonnenter).{0,60}|bli prenumerant för att läsa.{0,60}",
    r"(?:этот )?(?:материал|статья|контент) (?:доступ\w+|тольк\w+) .{0,20}(?:подписчик|пользовател)\w+.{0,40}|(?:この|本)?(?:記事|コンテンツ|続き)は.{0,12}(?:会員|有料|購読者)(?:の方)?(?:限定|のみ).{0,30}|(?:有料)?会員限定(?:の)?(?:記事|コンテンツ)?(?:です)?|残り.{0,3}\d+文字.{0,20}",
    r"(?:本文|此内容|该文章|全文)?.{0,4}(?:仅限|仅供|需要)(?:会员|订阅|付费).{0,20}|(?:이|본) (?:기사|콘텐츠).{0,6}(?:유료|구독자|회원) .{0,20}",
)

# A check for robots in other words than its vendors' own.
ROBOT_SURE = _any_of(
    r"(?:please |to continue,? |(?:please )?wait while we |let's )*(?:verify|confirm|prove|show|check|make sure|tell us|let us know) .{0,40}(?:you(?:'re| are) (?:(?:a )?(?:real )?(?:human|person)|not a (?:ro)?bot)|you aren't a (?:ro)?bot).{0,80}",
    r"(?:we(?:'ve| have)?|our systems? (?:has|have)) (?:detected|noticed) (?:some |an? )?(?:unusual|suspicious|automated|abnormal) (?:activity|traffic|requests|behaviou?r)(?: (?:coming )?from (?:your|this) .{3,80})?|(?:please wait,? ?)?(?:while )?we(?:'re| are)? (?:checking|check|verifying) your browser.{0,60}",
    r"(?:bitte )?bestätigen sie(?: bitte)?,? dass sie (?:kein roboter|ein mensch|keine maschine) sind.{0,60}|ich bin kein roboter|(?:wir überprüfen|überprüfung) (?:ihren|ihres) browsers?.{0,40}|sind sie ein (?:mensch|roboter)",
    r"(?:veuillez |merci de )?(?:confirmer|vérifier|prouver|confirmez|vérifiez|prouvez) que vous (?:n'êtes pas un robot|êtes (?:bien )?(?:un )?humain).{0,60}|je ne suis pas un robot|vérification (?:de votre navigateur|en cours).{0,40}",
    r"(?:por favor,? )?(?:verifica|confirma|demuestra|verifique|confirme|demuestre)r? que (?:no (?:eres|es) un robot|(?:eres|es) (?:un )?(?:ser )?humano).{0,60}|no soy un robot|hemos detectado (?:un )?(?:tráfico|actividad) (?:inusual|sospechos\w).{0,40}",
    r"(?:per favore,? )?(?:conferma|verifica|dimostra)(?:re)? (?:di non essere un robot|di essere (?:un )?umano|che non sei un robot|che sei umano).{0,60}|non sono un robot|(?:por favor,? )?(?:confirme|verifique|prove) que (?:você )?(?:não é um rob[ôo]|é (?:um )?humano).{0,60}|não sou um rob[ôo]",
    r"(?:bevestig|bewijs|verifieer|controleer) dat (?:je|u) (?:geen robot|een mens) bent.{0,60}|ik ben geen robot|(?:potwierdź|udowodnij|sprawdź),? że (?:nie jesteś robotem|jesteś człowiekiem).{0,60}|nie jestem robotem",
    r"(?:potvrďte|ověřte|dokažte)(?: prosím)?,? že (?:nejste robot|jste člověk).{0,60}|nejsem robot|(?:bekräfta|verifiera|bevisa) att du (?:inte är en robot|är (?:en )?människa).{0,60}|jag är inte en robot",
    r"(?:lütfen )?(?:robot olmadığınızı|insan olduğunuzu) .{0,12}(?:doğrulayın|kanıtlayın|onaylayın|belirtin).{0,60}|ben robot değilim",
    r"(?:пожалуйста,? )?(?:подтвердите|докажите),? что (?:вы не робот|вы человек|запросы отправляли вы).{0,60}|я не робот|вы не робот|(?:проверяем|проверка) (?:ваш(?:его)? )?браузер\w?.{0,40}|(?:будь ласка,? )?(?:підтвердьте|підтвердіть|доведіть),? що ви (?:не робот|людина).{0,60}",
    r"(?:please )?enter the (?:characters|letters|code|text|digits) (?:you see|shown|from the (?:image|picture)|below|above).{0,60}|(?:bitte )?geben sie die (?:zeichen|buchstaben) .{0,40}ein|saisissez les caractères.{0,40}|(?:пожалуйста,? )?введите (?:символы|код|текст) с (?:картинки|изображения).{0,40}|请?输入(?:图中|下方|图片中?的?)?的?验证码.{0,20}|(?:您的)?访问(?:过于)?频繁.{0,20}",
    r"(?:私は)?ロボットではありません|(?:あなたが)?(?:ロボット|ボット)(?:では|で)ないことを.{0,5}(?:確認|証明|お知らせ).{0,30}|人間であることを.{0,5}(?:確認|証明).{0,20}|ブラウザを?確認(?:しています|中).{0,20}",
    r"请?(?:先)?(?:完成|进行|通过)(?:下方|以下|下面)?的?(?:安全|人机|滑块|身份)?验证.{0,40}|(?:安全|人机)验证|检测到.{0,20}(?:异常|可疑).{0,40}|正在(?:检查|验证|检测)(?:您的)?浏览器.{0,20}|请?確認您(?:不是機器人|是真人).{0,20}|請(?:完成|進行)(?:安全|人機)?驗證.{0,30}",
    r"(?:귀하가 |당신이 )?로봇이 아(?:님을|닙니다|닌지).{0,40}|비정상적인 (?:접근|트래픽|접속).{0,40}|(?:يرجى )?(?:تأكيد|أكد|أثبت|تحقق من) أنك (?:لست روبوت\w*|إنسان|بشر).{0,40}|أنا لست برنامج روبوت",
)
