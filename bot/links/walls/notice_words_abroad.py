# ruff: noqa: E501 - a line holds the phrases of one language
"""What notices say in the world's languages: one constant for one kind, a line for a language.

Matched like those of ``bot.links.walls.notice_words``: against a whole title, heading or sentence on a page that
says little else. The page, the site or the visitor is named in each, so that a story's sentence is none.
"""

import re


def _lines(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_AFTER = r".{0,60}"

#: The site is shut while somebody works on it.
SHUT = _lines(
    rf"(?:(?:šobrīd |pašlaik )?(?:vietnē|lapā|mājaslapā) (?:notiek|tiek veikti) (?:tehnisk|apkopes)\w*(?: apkopes)? darbi|(?:vietne|lapa|mājaslapa) (?:ir )?(?:īslaicīgi |pašlaik )?(?:nav pieejama|tiek uzlabota)|(?:notiek )?tehniskie darbi){_AFTER}",
    rf"(?:(?:šiuo metu )?(?:(?:svetainėje|puslapyje) )?(?:vykdomi|atliekami) (?:techniniai|priežiūros|profilaktikos)\w* darbai|(?:svetainė|puslapis|parduotuvė) (?:šiuo metu |laikinai )?(?:yra )?(?:tvarkom|atnaujinam|neveiki|nepasiekiam)\w+){_AFTER}",
    rf"(?:(?:veebi?(?:leht)?|leht|sait|e-pood|koduleht) on (?:hetkel |ajutiselt )?(?:hoolduses|maas|suletud|kättesaamatu)|(?:hetkel )?(?:teeme|toimuvad) .{{0,20}}hooldustöö\w*|hooldustööd){_AFTER}",
    rf"(?:onze|de|deze) (?:web(?:site|shop|winkel)|site|winkel|pagina) is (?:momenteel |tijdelijk |op dit moment |even )*(?:in onderhoud|dicht|gesloten|offline|niet bereikbaar|uit de lucht)(?: (?:voor|wegens|vanwege) .{{3,40}})?|(?:er wordt|wij plegen|we plegen) (?:momenteel |even )?onderhoud{_AFTER}",
    rf"(?:trwa|trwają) (?:przerwa techniczna|prace (?:techniczne|konserwacyjne|serwisowe|modernizacyjne)|aktualizacja|konserwacja){_AFTER}|(?:strona|serwis|sklep|witryna) (?:jest )?(?:chwilowo |tymczasowo )?(?:w trakcie (?:prac|przebudowy|aktualizacji|konserwacji)|niedostępn[ay]|wyłączon[ay]){_AFTER}",
    rf"(?:(?:stránka|web|eshop|e-shop|stránky|obchod) (?:je|sú|jsou) (?:momentálne |momentálně |práve |právě |dočasne |dočasně )?(?:v údrž?be|v údržbě|mimo prevádzk[uy]|mimo provoz|nedostupn\w+)|(?:práve |právě )?preb?ieha údržba|probíhá (?:pravidelná |plánovaná )?údržba|prebieha (?:pravidelná |plánovaná )?údržba){_AFTER}",
    rf"(?:(?:az? )?(?:oldal|weboldal\w*|honlap\w*|webáruház\w*) (?:jelenleg |átmenetileg )?(?:karbantartás (?:alatt|miatt)|nem elérhető|szünetel)|(?:jelenleg )?karbantartás(?:t végzünk| alatt| zajlik| folyik)?){_AFTER}",
    rf"(?:(?:site|site-ul|magazinul|pagina) (?:este |se află )?(?:momentan |temporar )?(?:în (?:mentenanță|întreținere|lucru|curs de actualizare)|indisponibil\w*)|lucrări de (?:mentenanță|întreținere)){_AFTER}",
    rf"(?:(?:сайтът|сайта|магазинът|страницата) (?:е |се намира )?(?:временно |в момента )?(?:в (?:процес на )?(?:поддръжка|ремонт|обновяване)|недостъпен|недостъпна|в профилактика)|извършваме? (?:планова |планирана |техническа )?(?:поддръжка|профилактика)){_AFTER}",
    rf"(?:(?:(?:web )?stranica|web|shop|(?:web )?trgovina|сајт|sajt|страница) (?:је|je) (?:trenutno |тренутно |privremeno |привремено )?(?:u održavanju|у изради|u izradi|на одржавању|na održavanju|nedostupn\w+|недоступ\w+)|(?:u tijeku je|у току је|u toku je) (?:održavanje|одржавање)){_AFTER}",
    rf"(?:(?:spletna )?stran (?:je )?(?:trenutno |začasno )?(?:je )?(?:v (?:vzdrževanju|izdelavi|prenovi)|nedosegljiva)|(?:poteka|izvajamo) vzdrževanj\w+){_AFTER}",
    rf"(?:(?:ο ιστότοπος|η ιστοσελίδα|το site|η σελίδα|το κατάστημα)(?: μας)? (?:βρίσκεται |είναι )?(?:προσωρινά |αυτή τη στιγμή )?(?:υπό (?:συντήρηση|κατασκευή|αναβάθμιση)|σε συντήρηση|εκτός λειτουργίας|μη διαθέσιμ\w+)|εργασίες συντήρησης){_AFTER}",
    rf"(?:(?:web )?site(?:miz|si)?|sayfamız|mağazamız) (?:şu anda |geçici olarak |kısa süreliğine )*(?:bakımda\w*|bakım (?:aşamasında|nedeniyle|çalışması)|kapalı\w*|hizmet dışı|güncelleniyor|güncellenmektedir){_AFTER}",
    rf"(?:сайт|магазин|портал|сервіс|сервис) (?:тимчасово |временно |зараз |сейчас )?(?:на|проходит|перебуває на|находится на|проходить) (?:техническом |технічному |плановом |плановому )?(?:обслуживани[ие]|обслуговуванн[ія]|реконструкции|реконструкції|профілактиці|профилактике){_AFTER}",
    rf"(?:sivusto|verkkosivu(?:sto|t)?|verkkokauppa|palvelu)(?:mme)? (?:on |ovat )?(?:parhaillaan |tällä hetkellä |hetkellisesti )?(?:huollossa|huoltokatkolla|päivitettävänä|suljettu|poissa käytöstä){_AFTER}",
    rf"vi (?:utför|genomför|gör|har) (?:just nu )?(?:ett )?(?:planerat )?underhåll{_AFTER}|(?:webbplatsen|sidan|sajten|butiken) (?:uppdateras|ligger nere|är stängd|är nere){_AFTER}",
    rf"(?:hjemmesiden|siden|webshoppen|shoppen|nettsiden|nettstedet|nettbutikken) (?:bliver opdateret|opdateres|oppdateres|blir oppdatert|er lukket|er stengt|er under (?:vedligeholdelse|vedlikehold)){_AFTER}",
    rf"(?:web(?:site)?|trang(?: web)?|hệ thống) (?:của chúng tôi )?(?:hiện |tạm thời )?(?:đang (?:được )?(?:bảo trì|nâng cấp)|tạm ngưng){_AFTER}",
    rf"(?:situs|website|laman|toko)(?: web)?(?: (?:kami|ini))? (?:sedang|dalam) (?:dalam )?(?:perbaikan|pemeliharaan|perawatan|maintenance){_AFTER}",
    rf"(?:lloc(?: web)?|web|pàgina) (?:està )?en manteniment{_AFTER}|estem (?:fent|realitzant) .{{0,20}}manteniment{_AFTER}",
    rf"(?:เว็บไซต์|ระบบ|เว็บ)(?:ของเรา)? ?(?:กำลัง)?(?:อยู่(?:ใน)?ระหว่าง)?(?:การ)?(?:ปรับปรุง|บำรุงรักษา|ซ่อมบำรุง|ปิดปรับปรุง){_AFTER}|ปิดปรับปรุง(?:ระบบ|เว็บไซต์)?{_AFTER}",
    r"(?:यह |हमारी |हमारा )?(?:वेबसाइट|साइट) (?:अभी |फ़िलहाल |वर्तमान में )?(?:रखरखाव|मरम्मत) .{0,30}",
    rf"(?:ה)?אתר (?:נמצא |נמצאת )?(?:כרגע |זמנית )?ב?(?:תחזוקה|שיפוצים|שדרוג|לא זמין){_AFTER}",
    rf"(?:وب‌?سایت|سایت|وب سایت) (?:ما )?(?:در (?:دست|حال) (?:تعمیر|به‌?روزرسانی|بروزرسانی|ارتقا)|موقتا(?:ً)? .{{3,20}}){_AFTER}",
    rf"(?:(?:هذا )?الموقع|المتجر) (?:حاليا |حالياً |مؤقتا )?(?:تحت|قيد) (?:الصيانة|التحديث|التطوير){_AFTER}",
)
#: A site is being made.
BEING_MADE = _lines(
    r"(?:our|the) (?:brand )?new (?:web ?site|online (?:shop|store)|webshop) will be (?:online|live|up|ready|here|launched).{0,40}|unsere neue (?:website|webseite|homepage) (?:geht|ist) (?:bald|in kürze|demnächst|in .{2,20}) online.{0,20}|(?:nuestr[oa]|el|la) nuev[oa] (?:sitio|página|web|tienda)(?: web)? estará .{3,40}|(?:o )?noss[oa] nov[oa] (?:site|página|loja) (?:estará|entra|vai) .{3,40}",
    r"il nostro nuovo (?:sito|shop|negozio)(?: web| online)? sarà (?:presto )?(?:online|pronto|disponibile).{0,40}|(?:onze|de) nieuwe (?:website|webshop|site) (?:komt|gaat|staat) (?:binnenkort|over|snel) .{3,40}|(?:nasza )?nowa strona (?:już wkrótce|niedługo|ruszy) ?.{0,30}|nový web (?:brzy|již brzy|už brzy) ?.{0,30}|vår nya (?:webbplats|hemsida) (?:kommer|lanseras|öppnar) .{2,30}|vores nye (?:hjemmeside|webshop) (?:kommer|går i luften|åbner) .{2,30}",
    r"(?:we(?:'re| are) (?:currently |still |busy )?(?:building|working on|creating|redesigning)|we(?:'ve| have) (?:been )?(?:working on)) (?:our|a|the) (?:new |brand new )?(?:web)?(?:site|shop|store|page|home on the web).{0,40}|(?:our|a|the) (?:new |brand new )?(?:web ?site|online (?:shop|store)|webshop) is (?:coming|launching|opening|under construction|on the way|being (?:built|made)).{0,40}",
    r"(?:hier|an dieser stelle) entsteht .{0,40}(?:website|webseite|homepage|internetpräsenz|seite|shop).{0,30}|(?:unsere|die) (?:neue )?(?:website|webseite|homepage|seite) (?:ist|befindet sich) (?:noch |gerade |derzeit )?(?:im aufbau|in arbeit|in kürze online).{0,30}",
    r"notre (?:nouveau )?site (?:web |internet )?(?:arrive|ouvre|sera (?:bientôt )?(?:en ligne|disponible)|est en (?:cours de )?(?:construction|préparation|création)).{0,40}|nous (?:préparons|construisons) (?:notre|quelque chose de) (?:nouveau|nouveau site).{0,30}|site en construction",
    r"(?:estamos|seguimos) (?:preparando|construyendo|trabajando en|creando) (?:nuestr[oa]|un[ao]?) (?:nuev[oa] )?(?:página|sitio|web|tienda).{0,40}|(?:sitio|página)(?: web)? en construcción",
    r"estamos (?:a (?:preparar|construir|trabalhar n[oa])|preparando|construindo|trabalhando n[oa]) (?:[oa] )?(?:noss[oa]|um|uma) (?:nov[oa] )?(?:site|página|loja).{0,40}|site em construção",
    r"stiamo (?:lavorando al|preparando il|costruendo il|realizzando il) nostro (?:nuovo )?sito.{0,40}|sito (?:web )?in (?:costruzione|allestimento|fase di realizzazione)|presto online",
    r"(?:wij|we) (?:werken|zijn bezig) (?:aan|met) (?:onze|een) (?:nieuwe )?(?:website|webshop|site).{0,40}|(?:onze|deze|de) (?:nieuwe )?(?:website|site) is (?:in aanbouw|onder constructie|binnenkort (?:online|beschikbaar)).{0,30}",
    r"(?:strona|serwis|sklep)(?: internetow[ay])? (?:jest )?w (?:budowie|przygotowaniu|trakcie tworzenia).{0,30}|już wkrótce (?:uruchomimy|ruszamy|zapraszamy).{0,40}|pracujemy nad (?:naszą )?nową stroną.{0,30}",
    r"(?:připravujeme|tvoříme|pracujeme na) (?:pro vás )?(?:nov(?:ý|é|ém) )(?:web|stránky|webu|e-?shop).{0,30}|(?:pripravujeme|tvoríme) (?:pre vás )?(?:nov(?:ý|ú|é) )(?:web|stránku|stránky|e-?shop).{0,30}|(?:web|stránka|stránky) (?:je|jsou|sú) ve? (?:výstavbě|výstavbe|přípravě|príprave).{0,30}",
    r"(?:weboldal|honlap|webáruház)\w*(?: jelenleg)? (?:készülőben|fejlesztés alatt|készül|szerkesztés alatt|építés alatt)(?: van| áll)?.{0,30}|hamarosan (?:indulunk|érkezünk|nyitunk).{0,30}",
    r"lucrăm la (?:noul nostru )(?:site|magazin).{0,30}|(?:site|site-ul) (?:este )?în (?:construcție|curs de (?:construcție|realizare)).{0,30}",
    r"(?:yeni )?(?:web )?(?:sitemiz|sayfamız|mağazamız) (?:çok yakında|yakında|hazırlanıyor|yapım aşamasında\w*|yapılıyor).{0,40}|yapım aşamasında(?:dır|yız)?",
    r"(?:наш |этот )?(?:новый )?сайт (?:находится )?(?:в (?:процессе )?(?:разработк\w|создани\w)|на стадии разработки|скоро (?:откроется|заработает)).{0,30}|скоро здесь (?:будет|появится|откроется) .{3,40}",
    r"(?:наш |цей )?(?:новий )?сайт (?:знаходиться |перебуває )?(?:у|в) (?:процесі )?(?:розробці|розробки|створення).{0,30}|(?:незабаром|скоро) тут (?:буде|з'явиться|відкриється) .{3,40}",
    r"(?:ετοιμάζουμε|φτιάχνουμε|κατασκευάζουμε) (?:τη|τον|το) (?:νέ[αο] )?(?:μας )?(?:ιστοσελίδα|ιστότοπο|site)(?: μας)?.{0,30}|(?:η ιστοσελίδα|ο ιστότοπος)(?: μας)? (?:είναι )?υπό κατασκευή.{0,30}|έρχεται σύντομα",
    r"vi (?:bygger|arbetar på|håller på (?:att bygga|med)|skapar) (?:just nu )?(?:på )?(?:en|vår) (?:helt )?(?:ny(?:a)? )?(?:webbplats|hemsida|sajt|sida).{0,30}|(?:webbplatsen|sidan|hemsidan) är under (?:uppbyggnad|konstruktion).{0,30}",
    r"vi (?:bygger|arbejder på|arbeider med|er ved at bygge|er i gang med|lager|holder på med) (?:på )?(?:en|vores|vår) (?:helt )?(?:ny(?:e)? )?(?:hjemmeside|nettside|webside|side|webshop|nettbutikk).{0,30}|(?:hjemmesiden|nettsiden|siden) er under (?:opbygning|konstruktion|oppbygging|arbeid).{0,30}",
    r"(?:rakennamme|teemme|valmistelemme) (?:parhaillaan )?(?:uutta |uusia )?(?:sivustoa|verkkosivuja|verkkosivustoa|verkkokauppaa|kotisivuja).{0,30}|sivu(?:sto|t)? (?:on|ovat) (?:rakenteilla|työn alla|tekeillä).{0,30}",
    r"(?:web(?:site)?|trang(?: web)?)(?: mới)?(?: của chúng tôi)? (?:đang (?:được )?(?:xây dựng|hoàn thiện|phát triển)|sắp ra mắt).{0,30}",
    r"(?:situs|website|laman)(?: web)?(?: baru)?(?: (?:kami|ini))? (?:sedang|dalam)(?: dalam)? (?:dibangun|pembangunan|pengembangan|persiapan).{0,30}|(?:situs|website)(?: web)?(?: baru)? kami (?:akan )?segera hadir.{0,30}",
    r"เว็บไซต์(?:ใหม่)?(?:ของเรา)?(?:กำลัง|อยู่ระหว่างการ)(?:ก่อสร้าง|จัดทำ|พัฒนา).{0,30}",
    r"(?:هذا )?(?:موقعنا|الموقع|متجرنا)(?: الإلكتروني)?(?: الجديد)? (?:قيد|تحت) (?:الإنشاء|التطوير|التجهيز|البناء).{0,30}|موقعنا(?: الجديد)? (?:قادم|سيفتتح|سينطلق) .{2,40}|نعمل (?:حاليًا |حالياً |حاليا )?على (?:تجهيز|إنشاء|بناء|تطوير) (?:الموقع|موقعنا).{0,30}",
    r"(?:ה)?אתר(?: (?:החדש )?שלנו)?(?: החדש)?(?: שלנו)? (?:נמצא )?ב(?:בנייה|הקמה|בניה).{0,30}|(?:ה)?אתר(?: החדש)? (?:יעלה|עולה) (?:לאוויר )?בקרוב.{0,20}",
    r"(?:وب‌?سایت|سایت)(?: جدید)?(?: ما)? (?:در حال|در دست) (?:ساخت|طراحی|راه‌?اندازی|آماده‌?سازی).{0,30}",
    r"(?:हमारी |हमारा )?(?:नई |नया )?(?:वेबसाइट|साइट) (?:अभी )?(?:निर्माणाधीन|बन रही|तैयार हो रही) .{0,20}",
    r"(?:새로운? |새 )?(?:홈페이지|사이트|웹사이트)(?:를|을|가)? ?(?:열심히 )?(?:준비|제작|공사|구축)(?: ?중|하고 있).{0,20}|(?:오픈|공사|사이트) 준비 ?중.{0,20}",
    r"(?:新しい)?(?:サイト|ホームページ|ウェブサイト)(?:を|は|の)?(?:ただいま|現在)?(?:準備|制作|作成|構築|工事|リニューアル)(?:中|を?し(?:て|ております|ています)).{0,20}|(?:我们的|本)?(?:新)?(?:网站|網站|站点)(?:正在|正處於)?(?:建设|建設|筹备|开发)中?.{0,10}",
)
#: The host has stopped the site or its account.
STOPPED = _lines(
    rf"(?:this |your |the )?(?:hosting |web )?(?:account|website|site|blog|store|shop|service|page)(?: for this (?:site|domain))? (?:has been|is|was) (?:temporarily |currently )?(?:suspended|deactivated|disabled)(?:[ ,;–-]* ?(?:please|contact|for|due|because|until|by)\b{_AFTER})?",
    rf"(?:diese|die|dieses|dein|ihr|das) (?:website|webseite|seite|konto|hosting-?paket|account|blog) (?:wurde|ist) (?:vorübergehend |vom (?:anbieter|hoster) )?(?:gesperrt|deaktiviert|stillgelegt|suspendiert){_AFTER}",
    rf"(?:ce|le|votre) (?:site(?: web| internet)?|compte|blog|service)(?: d'hébergement)? (?:a été|est) (?:temporairement )?(?:suspendu|désactivé){_AFTER}|(?:site|compte)(?: web)? (?:suspendu|désactivé)",
    r"(?:est[ea]|la|el|su) (?:cuenta|sitio(?: web)?|página(?: web)?|blog|servicio|web)(?: de (?:hosting|alojamiento))? (?:se ha(?:lla)?|se encuentra|ha sido|fue|está) (?:temporalmente )?(?:suspendid|desactivad|deshabilitad|bloquead|archivad)[oa]\b.{0,100}|(?:cuenta|sitio|web|página|blog|servicio)(?: web)? (?:suspendid|desactivad|eliminad)[oa]|el (?:blog|sitio) se ha suspendido",
    rf"(?:est[ea]|a|o|sua|seu) (?:conta|site|página|blog|serviço|loja)(?: de hospedagem)? (?:foi|está|encontra-se) (?:temporariamente )?(?:suspens|desativad|bloquead)[oa]\b{_AFTER}|(?:conta|site|blog|serviço|página) (?:suspens|desativad)[oa]",
    rf"(?:questo|il|questa|l'|il tuo) ?(?:account|sito(?: web)?|pagina|blog|servizio|spazio web) (?:è stat[oa]|è|risulta) (?:temporaneamente )?(?:sospes|disattivat|disabilitat)[oa]\b{_AFTER}|(?:account|sito(?: web)?|servizio|pagina) (?:sospes|disattivat)[oa]",
    rf"(?:dit|deze|het|uw) (?:account|website|site|hosting-?pakket|webhosting-?account|pagina|blog) is (?:tijdelijk )?(?:opgeschort|geblokkeerd|uitgeschakeld|geschorst|gedeactiveerd){_AFTER}|account (?:opgeschort|geblokkeerd|geschorst)",
    rf"(?:to|ta|twoje|twoja|ten) (?:konto|strona|witryna|serwis|usługa)(?: hostingow[ea])? (?:został[aoy]?|jest) (?:tymczasowo |czasowo )?(?:zawieszon|zablokowan|wyłączon)\w+{_AFTER}|konto zawieszone|strona zawieszona",
    rf"(?:tento|tato|toto|tieto|táto|váš) (?:účet|web|stránka|stránky|webhosting|hosting|služba) (?:byl[aoy]?|je|jsou|bol[aoi]?) (?:dočasně |dočasne )?(?:pozastaven|zablokován|deaktivován|pozastaven|zablokovan)\w*{_AFTER}|(?:účet|web|hosting) (?:byl )?pozastaven\w?",
    rf"(?:ezt? a |a |az )?(?:tárhely\w*|webhely\w*|weboldal\w*|fiók\w*|oldal\w*|szolgáltatás\w*)(?:t)? (?:ideiglenesen |átmenetileg )?(?:felfüggesztett\w*|felfüggesztésre került|letiltott\w*|fel van függesztve){_AFTER}|felfüggesztett (?:tárhely|fiók|oldal|weboldal|webhely)",
    rf"(?:acest|contul|site-ul|cont) ?(?:cont|site|site-ul|de găzduire)? ?(?:a fost |este )?(?:temporar )?(?:suspendat|dezactivat|blocat){_AFTER}",
    rf"(?:bu )?(?:hosting |web |barındırma )*(?:hesab[ıi]|hesap|site|sitesi|yayın|hizmet)(?: geçici olarak)? (?:askıya alın|durdurul|kapatıl|devre dışı)\w*{_AFTER}",
    rf"(?:этот |данный |ваш )?(?:аккаунт|сайт|хостинг|блог|ресурс|учетная запись|учётная запись)(?: владельца сайта| хостинга)? (?:был[ао]? |временно )*(?:заблокирован|приостановлен|отключ[её]н|деактивирован)\w*{_AFTER}|(?:работа|обслуживание) (?:этого |данного )?(?:сайта|аккаунта|хостинга) (?:временно )?(?:приостановлен|прекращен)\w*{_AFTER}",
    rf"(?:цей |ваш )?(?:обліковий запис|акаунт|сайт|хостинг|блог)(?: тимчасово)? (?:був )?(?:призупинен|заблокован|відключен|деактивован)\w*{_AFTER}|роботу (?:цього )?сайту (?:тимчасово )?(?:призупинено|зупинено){_AFTER}",
    rf"(?:този |вашият )?(?:акаунт|акаунтът|сайт|сайтът|хостинг\w*)(?: е)? (?:временно )?(?:спрян|деактивиран|блокиран|суспендиран)\w*{_AFTER}",
    rf"(?:(?:αυτός )?ο λογαριασμός|η ιστοσελίδα|ο ιστότοπος|αυτό το (?:site|ιστολόγιο))(?: φιλοξενίας)?(?: σας)? (?:έχει |είναι )?(?:προσωρινά )?(?:ανασταλεί|απενεργοποιη\w+|σε αναστολή){_AFTER}",
    rf"(?:det här |kontot|ditt |webbplatsen|den här )?(?:konto(?:t)?|webbplats(?:en)?|sida(?:n)?|webbhotell(?:et)?)? ?(?:är|har) (?:tillfälligt )?(?:blivit )?(?:avstäng|inaktivera|spärra|suspendera|stängts)\w*(?: av)?{_AFTER}",
    rf"(?:denne |dette )?(?:konto(?:en)?|hjemmeside(?:n)?|nettside(?:n)?|webhotel(?:let)?|webhotellet|side(?:n)?) (?:er|er blevet|har blitt|er blitt) (?:midlertidigt |midlertidig )?(?:suspendere|deaktivere|lukke|spærre|sperre|stengt|lukket)\w*{_AFTER}",
    rf"(?:tämä |tämän )?(?:tili|sivusto|verkkosivusto|palvelu|webhotelli) (?:on )?(?:tilapäisesti |väliaikaisesti )?(?:suljettu|jäädytetty|estetty|keskeytetty){_AFTER}",
    rf"(?:tài khoản|website|trang web|dịch vụ|hosting)(?: (?:này|hosting|của bạn))* (?:đã |đang )?(?:bị )?(?:tạm (?:ngưng|khóa|dừng)|đình chỉ|vô hiệu hóa){_AFTER}",
    rf"(?:akun|situs|website|layanan)(?: (?:hosting|web|ini|anda))* (?:telah |sedang |ini )?(?:di)?(?:tangguhkan|nonaktifkan|suspend|blokir)(?: sementara)?{_AFTER}",
    rf"บัญชี(?:โฮสติ้ง|นี้)? ?(?:ของคุณ)?(?:ได้)?ถูกระงับ{_AFTER}|เว็บไซต์(?:นี้)?ถูกระงับ{_AFTER}",
    rf"(?:تم )?(?:تعليق|إيقاف) (?:هذا |عمل )?(?:الحساب|الموقع|حساب الاستضافة){_AFTER}|(?:هذا )?(?:الحساب|الموقع) (?:معلق|موقوف)(?: مؤقتا)?{_AFTER}",
    rf"(?:این |حساب )?(?:حساب|سایت|وب‌?سایت|هاست)(?: کاربری| میزبانی)? (?:موقتاً |به )?(?:مسدود|معلق|غیرفعال|تعلیق|حالت تعلیق)(?: .{{0,20}})?(?:شده است|درآمده است|است){_AFTER}",
    r"(?:이 |해당 |호스팅 )*(?:계정|사이트|홈페이지|블로그)(?:이|가|은|는)? (?:일시 ?)?(?:정지|중지|중단|차단)(?:되었|됐|된|되어).{0,20}",
    r"(?:서비스 )?이용이 (?:중지|정지|중단)된 (?:사이트|홈페이지|계정|블로그).{0,20}|(?:この|当)?(?:アカウント|サイト|ブログ|ホームページ)(?:は|が)?(?:現在)?(?:一時)?(?:停止|凍結|利用停止)(?:中|され|となって|して).{0,20}|(?:该|此|您的)?(?:账户|帐户|账号|网站|站点|空间)(?:已被?|已经被?|被)(?:暂停|停用|冻结|关闭)(?:访问|服务|使用)?.{0,20}",
)
#: The domain's time is over.
LAPSED = _lines(
    r"(?:this|the|your) (?:domain(?: name)?|web address)(?: [\w-]+(?:\.[\w-]+)+)? (?:has |is |was )?(?:just |recently )?(?:expired|lapsed|pending (?:renewal|deletion)).{0,80}|domain (?:name )?(?:has )?expired",
    r"(?:diese|die|ihre) domain(?: [\w-]+(?:\.[\w-]+)+)? (?:ist|war) (?:abgelaufen|ausgelaufen|gekündigt).{0,60}|domain abgelaufen",
    r"(?:ce|le|votre) (?:nom de )?domaine(?: [\w-]+(?:\.[\w-]+)+)? (?:a|est) expiré.{0,60}|(?:nom de )?domaine expiré",
    r"(?:este|el|su) dominio(?: [\w-]+(?:\.[\w-]+)+)? (?:ha|está) (?:caducado|expirado|vencido).{0,60}|(?:este|el) dominio(?: [\w-]+(?:\.[\w-]+)+)? (?:expiró|venció|caducó).{0,40}|dominio (?:caducado|expirado|vencido)",
    r"(?:este|o|esse|seu) domínio(?: [\w-]+(?:\.[\w-]+)+)? (?:expirou|venceu|está (?:expirado|vencido)).{0,60}|domínio (?:expirado|vencido)",
    r"(?:questo|il|il tuo) dominio(?: [\w-]+(?:\.[\w-]+)+)? (?:è )?(?:scaduto|in scadenza|stato cancellato).{0,60}|dominio scaduto",
    r"(?:deze|de|uw) domein(?:naam)?(?: [\w-]+(?:\.[\w-]+)+)? is (?:verlopen|vervallen|opgeheven).{0,60}|domein(?:naam)? verlopen",
    r"(?:ta |twoja )?domena(?: [\w-]+(?:\.[\w-]+)+)? (?:wygasła|jest nieopłacona|straciła ważność).{0,60}|(?:platnost|platnosť|registrace|registrácia) (?:této |tejto )?domény(?: [\w-]+(?:\.[\w-]+)+)? (?:vypršela|vypršala|skončila).{0,60}|(?:tato |táto )?doména(?: [\w-]+(?:\.[\w-]+)+)? (?:expirovala|vypršela|exspirovala).{0,60}",
    r"(?:ez a |a )?domain(?:név)?(?: [\w-]+(?:\.[\w-]+)+)? (?:lejárt|megszűnt).{0,60}|lejárt domain(?:név)?|(?:acest |numele de )?domeni(?:u|ul)(?: [\w-]+(?:\.[\w-]+)+)? (?:a )?expirat.{0,60}|domeniu expirat",
    r"(?:bu )?(?:alan ad[ıi]\w*|domain(?:in)?)(?: süresi)? (?:sona er|dol|bit)\w*.{0,60}|(?:bu )?(?:alan adının|domainin) süresi (?:dol|sona er|bit)\w*.{0,60}",
    r"(?:срок|период) (?:регистрации|действия|делегирования) (?:этого )?домена(?: [\w-]+(?:\.[\w-]+)+)? (?:ист[её]к|закончился|окончен|завершен).{0,60}|(?:термін|строк) (?:реєстрації|дії) (?:цього )?домену(?: [\w-]+(?:\.[\w-]+)+)? (?:закінчився|сплив|вичерпано).{0,60}|(?:регистрацията на )?(?:този )?домейн\w*(?: [\w-]+(?:\.[\w-]+)+)? (?:е )?изтек\w+.{0,60}",
    r"(?:αυτό )?το (?:όνομα χώρου|domain)(?: [\w-]+(?:\.[\w-]+)+)? (?:έχει λήξει|έληξε).{0,60}|(?:den här )?domän(?:en)?(?: [\w-]+(?:\.[\w-]+)+)? har (?:gått ut|löpt ut|förfallit).{0,60}|domæne(?:t)?(?: [\w-]+(?:\.[\w-]+)+)? er udløbet.{0,60}|domene(?:t)?(?: [\w-]+(?:\.[\w-]+)+)? (?:har|er) utløpt.{0,60}|(?:tämä )?verkkotunnus(?: [\w-]+(?:\.[\w-]+)+)? on vanhentunut.{0,60}",
    r"tên miền(?: (?:này|[\w-]+(?:\.[\w-]+)+))? (?:đã )?hết hạn.{0,60}|(?:nama )?domain(?: ini)? (?:telah |sudah )(?:kedaluwarsa|kadaluarsa|berakhir|habis masa).{0,60}|โดเมน(?:นี้)?หมดอายุ.{0,60}|انتهت صلاحية (?:هذا )?(?:النطاق|الدومين).{0,60}|(?:این )?دامنه(?: اینترنتی)? منقضی شده.{0,40}|(?:תוקף )?הדומיין (?:פג|פג תוקפו).{0,40}",
    r"만료된 도메인.{0,20}|(?:이 )?도메인(?:이|은|의)? ?(?:사용 ?기간이 )?만료.{0,20}|(?:この)?ドメイン(?:の|は)?(?:有効期限|登録期間)?(?:が|は)?(?:切れ|満了|失効|期限切れ).{0,30}|(?:该|此|您的)?域名已?(?:经)?(?:过期|到期|過期).{0,20}",
)
#: The visitor asked too often.
HURRIED = _lines(
    r"(?:you(?:'ve| have)? (?:been )?(?:made|making|sent|sending|exceeded)|we(?:'ve| have)? (?:received|detected)) (?:the (?:rate|request) limit|(?:far )?too many (?:requests|attempts|page views)).{0,100}|you(?:'ve| have) (?:hit|reached|exceeded) (?:the|our|your) (?:rate|request|access) limit.{0,60}|too many requests(?:[,;:]? (?:please|slow down|try again|from)\b.{0,60})?|(?:you are|you're) (?:going|browsing|clicking) too fast.{0,60}",
    r"zu viele (?:anfragen|zugriffe|aufrufe)(?: (?:von|in|aus) .{3,60})?|(?:sie haben|du hast) .{0,40}zu viele (?:anfragen|seiten|zugriffe) .{0,40}",
    r"trop de (?:requêtes|demandes|connexions)(?: .{3,40})?|vous avez (?:effectué|envoyé|fait) (?:un )?trop (?:grand nombre )?de (?:requêtes|demandes).{0,60}",
    r"demasiad[ao]s (?:solicitudes|peticiones|consultas)(?: .{3,40})?|(?:ha|has) (?:realizado|enviado|hecho) demasiad[ao]s (?:solicitudes|peticiones).{0,60}|muitas (?:solicitações|requisições|tentativas)(?: .{3,40})?|você (?:fez|enviou) muitas (?:solicitações|requisições).{0,60}|troppe richieste(?: .{3,40})?|hai (?:effettuato|inviato) troppe richieste.{0,60}",
    r"te veel (?:verzoeken|aanvragen)(?: .{3,40})?|(?:u|je) (?:heeft|hebt) te veel (?:verzoeken|aanvragen).{0,60}|zbyt (?:wiele|dużo) (?:żądań|zapytań|prób)(?: .{3,40})?|wysłano zbyt wiele żądań.{0,60}|příliš mnoho (?:požadavků|dotazů)(?: .{3,40})?|(?:odeslali|poslali) jste příliš mnoho .{3,60}|príliš (?:veľa|mnoho) (?:požiadaviek|žiadostí)(?: .{3,40})?",
    r"túl sok (?:kérés|kérelem|lekérdezés)(?: .{3,40})?|.{0,30}túl sok kérést küldött.{0,40}|prea multe (?:cereri|solicitări)(?: .{3,40})?|ați trimis prea multe .{3,40}|çok fazla (?:istek|talep|deneme)(?: .{3,40})?|(?:твърде много|премного) (?:заявки|заявок|захтева)(?: .{3,40})?|previše zahtjeva(?: .{3,40})?|preveč zahtev(?: .{3,40})?",
    r"слишком (?:много запросов|частые запросы)(?: .{3,40})?|.{0,40}(?:поступает|отправили|сделали) слишком много запросов.{0,40}|(?:забагато|занадто багато) запитів(?: .{3,40})?|ви надіслали забагато .{3,40}|πάρα πολλά αιτήματα(?: .{3,40})?|έχετε (?:στείλει|κάνει) πάρα πολλά αιτήματα.{0,40}",
    r"för många (?:förfrågningar|begäranden|anrop)(?: .{3,40})?|du har (?:skickat|gjort) för många .{3,40}|for mange (?:forespørgsler|anmodninger|forespørsler)(?: .{3,40})?|du har (?:sendt|lavet) for mange .{3,40}|liian monta pyyntöä(?: .{3,40})?|liikaa pyyntöjä(?: .{3,40})?|olet (?:lähettänyt|tehnyt) liian monta .{3,40}",
    r"quá nhiều (?:yêu cầu|truy cập)(?: .{3,40})?|bạn (?:đã|đang) gửi quá nhiều .{3,40}|terlalu banyak permintaan(?: .{3,40})?|anda (?:telah )?mengirim terlalu banyak .{3,40}|มีคำขอมากเกินไป.{0,20}|طلبات كثيرة جد(?:ا|ًا).{0,20}|لقد أرسلت .{0,20}الطلبات.{0,20}|درخواست‌?های (?:بیش از حد|زیاد).{0,20}|שלחת יותר מדי בקשות.{0,20}|יותר מדי בקשות",
    r"アクセスが集中して(?:い|お).{0,20}|短時間に(?:多数|多く|大量)の(?:アクセス|リクエスト).{0,30}|リクエスト(?:が|数が)(?:多すぎ|上限).{0,20}|一時的にアクセスを制限して.{0,20}|요청이 너무 많(?:습니다|아).{0,20}|.{0,20}너무 많은 요청.{0,20}|(?:您的?)?(?:访问|請求|请求|操作)(?:过于|太过?|過於)频?(?:频繁|頻繁|快).{0,20}|(?:请求|請求)(?:次数)?(?:过多|過多).{0,10}",
)
#: Only who was invited may read.
INVITED = _lines(
    r"(?:this|the) (?:blog|site|website|forum|wiki|journal|space) is (?:only )?(?:private|for invited (?:readers|users|guests)(?: only)?|(?:by )?invitation[- ]only|open (?:only )?to (?:invited|its) .{3,30})|you (?:need|must have) an invitation .{3,60}",
    r"(?:dieser|diese|dieses|der|das) (?:blog|website|seite|forum|wiki|weblog) ist (?:nur )?(?:privat|nur für (?:eingeladene|geladene) .{3,30}|nicht öffentlich).{0,30}|(?:sie benötigen|du brauchst|sie brauchen) eine einladung.{0,60}",
    r"(?:ce|le) (?:blog|site|forum|wiki)(?: web)? est privé|vous devez être invité .{3,60}",
    r"(?:este|el|o) (?:blog|sitio|foro|site|fórum|wiki)(?: web)? (?:es|é|está) privad[oa]|(?:necesita|necesitas|debes tener) una invitación .{3,60}|(?:é preciso|você precisa de|precisa de) um convite .{3,60}|questo (?:blog|sito|forum|wiki) è privato|per leggerl[oa] serve un invito.{0,40}",
    r"(?:deze|dit|het) (?:blog|site|website|forum) is (?:privé|besloten|alleen (?:op uitnodiging|voor genodigden)).{0,20}|(?:je|u) hebt? een uitnodiging nodig .{3,60}|ten blog jest prywatny|ta strona jest prywatna|potrzebujesz zaproszenia .{3,60}|t(?:ento|ato|ieto) (?:blog|stránka|web|fórum|stránky) (?:je|jsou|sú) (?:soukrom|súkromn|privátn)\w+|.{0,30}potřebujete pozvánku.{0,40}",
    r"ez a (?:blog|oldal|fórum) privát|.{0,40}meghívására van szükség|acest (?:blog|site|forum) este privat|aveți nevoie de o invitație .{3,60}|bu (?:blog|site|forum) (?:gizlidir|özeldir|gizli|özel)|okumak için .{0,30}davet.{0,40}|този (?:блог|сайт|форум) е (?:частен|личен)|ov(?:aj|o) (?:blog|stranica|forum) je privat\w+|ta (?:blog|stran) je zaseb\w+",
    r"этот (?:блог|сайт|журнал|форум) (?:закрыт для .{3,30}|(?:является )?приватны[йм]|частный|доступен только по приглашени\w+)|.{0,30}нужно приглашение.{0,40}|цей (?:блог|сайт|форум) (?:є )?(?:приватний|закритий).{0,20}|.{0,30}потрібне запрошення.{0,40}|αυτ(?:ό το ιστολόγιο|ός ο ιστότοπος|ό το blog) είναι ιδιωτικ\w+|(?:ιδιωτικ(?:ός ιστότοπος|ό ιστολόγιο))|χρειάζεστε πρόσκληση .{3,60}|.{0,40}πρέπει να σας έχει προσκαλέσει.{0,40}",
    r"(?:den här|denna) (?:bloggen|webbplatsen|sidan|bloggen) är privat|du behöver en inbjudan .{3,60}|denne (?:blog|bloggen|hjemmeside|siden|nettsiden) er privat|du (?:skal have|trenger|må ha) en invit\w+ .{3,60}|tämä (?:blogi|sivusto) on yksityinen|tarvitset kutsun.{0,40}|(?:blog|trang(?: web)?) này (?:ở chế độ|là) riêng tư|.{0,30}được tác giả mời.{0,30}|(?:blog|situs) ini (?:bersifat )?(?:pribadi|privat)|anda memerlukan undangan .{3,50}",
    r"(?:هذه المدونة|هذا الموقع|هذا المنتدى) خاص(?:ة)?|تحتاج إلى دعوة .{3,50}|(?:הבלוג|האתר) הזה פרטי|این (?:وبلاگ|سایت) خصوصی است|비공개 (?:블로그|사이트)입니다|.{0,20}초대를? 받은 (?:사람|사용자|회원)만 .{2,20}|(?:この|当)(?:ブログ|サイト)は非公開(?:です|に設定).{0,10}|閲覧するには招待が必要.{0,10}|(?:此|该|這個)(?:博客|网站|部落格|网站)(?:为|是)?(?:私密|私人|非公开).{0,10}",
)
#: The visitor's browser is looked at first.
LOOKED_AT = _lines(
    r"(?:we(?:'re| are) )?(?:verifying|checking|inspecting|securing|analy[sz]ing) your (?:connection|browser|request)(?: .{3,60})?",
    r"sprawdzamy (?:twoją|państwa) (?:przeglądarkę|połączenie).{0,40}|(?:kontrolujeme|ověřujeme|overujeme) (?:váš|vaše) (?:prohlížeč|prehliadač|připojení|pripojenie|spojení).{0,40}|ellenőrizzük a (?:böngészőjét|kapcsolatát|böngésződet).{0,40}|verificăm (?:browserul|conexiunea) (?:dumneavoastră|dvs|ta).{0,40}",
    r"tarayıcınız (?:kontrol|doğrula)\w* ?.{0,40}|(?:проверяем|перевіряємо|проверяваме) (?:ваш|вашия) (?:браузер|браузъра).{0,40}|(?:ελέγχουμε|έλεγχος) το(?:υ)? (?:πρόγραμμα|προγράμματος) περιήγησής? σας.{0,40}|vi (?:kontrollerar|tjekker|sjekker|kontrollerer) (?:din webbläsare|din browser|nettleseren din|din anslutning).{0,40}|tarkistamme (?:selaintasi|yhteyttäsi).{0,40}|provjeravamo vaš preglednik.{0,40}|tikriname jūsų naršyklę.{0,40}|pārbaudām jūsu pārlūk\w+.{0,40}|kontrollime teie (?:brauserit|veebilehitsejat).{0,40}|preverjamo vaš brskalnik.{0,40}",
    r"đang kiểm tra (?:trình duyệt|kết nối) của bạn.{0,30}|(?:sedang )?memeriksa (?:peramban|browser|koneksi) anda.{0,30}|กำลังตรวจสอบ(?:เบราว์เซอร์|การเชื่อมต่อ)(?:ของคุณ)?.{0,20}|جار[ٍي]? ?(?:التحقق من|فحص) متصفحك.{0,20}|در حال بررسی مرورگر(?: شما)?.{0,20}|בודקים את (?:הדפדפן|החיבור) שלך.{0,20}|브라우저를 확인(?:하고 있|하는 중|중).{0,20}|आपके ब्राउज़र की (?:जाँच|जांच) .{2,20}",
)
#: Who wants to read has to log in.
MEMBERS = _lines(
    r"(?:bitte )?(?:melden sie sich|melde dich|loggen sie sich|logge dich) (?:bitte )?(?:an|ein)(?:,)? um (?:diese[nrs]?|den|die|das|weiter).{3,60}|(?:dieser|der) (?:inhalt|bereich) ist (?:nur )?für (?:registrierte |angemeldete )?(?:mitglieder|nutzer|benutzer).{0,40}",
    r"(?:veuillez vous )?(?:connectez-vous|connecter|identifiez-vous) pour (?:voir|lire|accéder|consulter|continuer).{2,60}|(?:contenu|article|page|espace) réservé(?:e)? aux (?:membres|abonnés|adhérents|inscrits).{0,20}",
    r"(?:inicie|inicia) sesión para (?:ver|leer|acceder|continuar).{0,60}|(?:faça|fazer) (?:o )?login para (?:ver|ler|acessar|aceder|continuar).{0,60}|(?:inicie|iniciar) sessão para (?:ver|ler|aceder).{0,50}|accedi per (?:vedere|leggere|visualizzare|continuare).{0,60}|(?:effettua|esegui) (?:il )?(?:login|l'accesso) per .{3,60}",
    r"log in om (?:deze|dit|de|het|verder).{3,60}|zaloguj się,? (?:aby|żeby|by) .{3,60}|pro zobrazení .{3,40} se (?:přihlaste|musíte přihlásit).{0,20}|pre zobrazenie .{3,40} sa prihláste.{0,20}|a tartalom megtekintéséhez .{3,40}|autentificați-vă pentru a .{3,60}|(?:conectați-vă|conectează-te) pentru a .{3,60}",
    r"(?:bu |içeriği |devam )?.{0,30}(?:görmek|görüntülemek|okumak|etmek) için (?:lütfen )?(?:giriş yap|oturum aç|üye ol)\w*.{0,20}|(?:войдите|авторизуйтесь),? чтобы (?:увидеть|прочитать|просмотреть|читать|продолжить).{0,60}|(?:увійдіть|авторизуйтесь),? щоб (?:побачити|прочитати|переглянути|читати).{0,60}|(?:συνδεθείτε|συνδέσου) για να (?:δείτε|διαβάσετε|συνεχίσετε|δεις).{0,60}|влезте,? за да (?:видите|прочетете).{0,50}|prijavite se (?:za|da biste|če želite|kako biste) .{3,50}",
    r"logga in för att (?:se|läsa|fortsätta|visa).{0,60}|log ind for at (?:se|læse|fortsætte|vise).{0,60}|logg (?:inn|på) for å (?:se|lese|fortsette|vise).{0,60}|kirjaudu (?:sisään )?(?:nähdäksesi|lukeaksesi|jatkaaksesi) .{3,40}",
    r"(?:vui lòng )?đăng nhập để (?:xem|đọc|tiếp tục).{0,40}|(?:silakan )?(?:masuk|login) untuk (?:melihat|membaca|melanjutkan).{0,40}|(?:กรุณา|โปรด)?เข้าสู่ระบบเพื่อ(?:ดู|อ่าน).{0,30}|(?:يرجى )?تسجيل الدخول (?:لعرض|لقراءة|لمشاهدة|لمتابعة).{0,40}|برای (?:دیدن|مشاهده|خواندن) .{2,30} وارد .{2,20}|.{0,20}(?:보려면|읽으려면) (?:먼저 )?로그인.{0,20}|.{0,20}(?:読む|閲覧する|見る)には(?:、)?ログイン.{0,20}|(?:请|請)(?:先)?(?:登录|登入|登錄)(?:后|後|以)(?:再)?(?:查看|阅读|浏览|閱讀|查閱).{0,15}",
)
#: Nothing of it is shown where the visitor is.
NOT_THERE = _lines(
    r"(?:sorry, |we(?:'re| are) sorry,? (?:but )?)?(?:this|our|the) (?:site|website|page|content|service) (?:can(?:no|')t|cannot|is not|isn't) (?:be )?(?:reached|accessed|viewed|accessible|available) (?:from|in) (?:where you are|your (?:location|country|region)|the country .{3,30}|your current location).{0,40}",
    r"in (?:ihrem|deinem) (?:land|region|gebiet) (?:leider )?nicht verfügbar|(?:diese|dieser|die) (?:seite|inhalt|website) kann von ihrem standort (?:aus )?nicht .{3,40}",
    r"(?:indisponible|non disponible|pas disponible) dans votre (?:pays|région)|(?:ce|cette) (?:contenu|page|site) n'est pas (?:accessible|disponible) (?:depuis|dans) votre (?:emplacement|pays|région|position).{0,20}",
    r"no disponible en (?:su|tu) (?:país|región|zona)|este (?:contenido|sitio) no (?:se puede|puede) (?:ver|verse|mostrarse) .{3,40}|indisponível (?:no seu país|na sua região)|este (?:conteúdo|site) não pode ser (?:acessado|visto|exibido) .{3,40}|non disponibile nel (?:tuo|suo) paese|questo (?:contenuto|sito) non è (?:accessibile|visibile) (?:dalla|dal) (?:tua|tuo|sua) .{3,30}",
    r"niet beschikbaar in (?:uw|je|jouw) (?:land|regio)|deze (?:inhoud|website|pagina) is vanaf (?:uw|je) locatie niet .{3,30}|niedostępn[eay] w (?:twoim|państwa) (?:kraju|regionie)|ta treść nie jest dostępna z .{3,30}|(?:ve vaší zemi|vo vašej krajine) nedostupn\w+|tento obsah (?:nelze|nie je možné) .{0,20}(?:z vaší polohy|vo vašej krajine|ve vaší zemi).{0,20}",
    r"az ön országában nem (?:érhető el|elérhető)|ez a tartalom az ön .{3,40} nem .{3,30}|indisponibil(?:ă)? în țara (?:dumneavoastră|dvs|ta)|acest conținut nu (?:poate fi accesat|este disponibil) (?:din|în) .{3,40}|ülkenizde (?:kullanılamıyor|mevcut değil|erişilemiyor)|bu (?:içeriğe|siteye) (?:bulunduğunuz|ülkenizden) .{3,40}",
    r"недоступн[оа] в ваше[йм] (?:стране|регионе)|эт(?:от|и) (?:материал|контент|сайт) недоступ\w+ в ваше[йм] .{3,20}|недоступн[оа] у ваш(?:ій країні|ому регіоні)|цей (?:вміст|сайт|матеріал) недоступний у .{3,20}|μη διαθέσιμο στη χώρα σας|το περιεχόμενο δεν είναι (?:προσβάσιμο|διαθέσιμο) (?:από|στη) .{3,30}",
    r"(?:inte|ej) tillgänglig[t]? i ditt land|innehållet (?:kan inte visas|är inte tillgängligt) (?:från|i) .{3,20}|ikke tilgængelig[t]? i dit land|indholdet kan ikke vises fra .{3,20}|ikke tilgjengelig i ditt land|ei (?:saatavilla|käytettävissä) (?:maassasi|alueellasi)|sisältöä ei voi .{3,20} sijainnistasi|không (?:khả dụng|có sẵn) (?:ở|tại) quốc gia của bạn|nội dung này không thể truy cập từ .{3,20}|tidak tersedia di (?:negara|wilayah) anda|konten ini tidak dapat diakses dari .{3,20}",
    r"غير متاح في (?:بلدك|منطقتك)|لا يمكن الوصول إلى هذا (?:المحتوى|الموقع) من (?:موقعك|بلدك).{0,10}|در کشور شما در دسترس نیست|해당 국가에서는? (?:이용|접속|시청)할 수 없습니다|현재 (?:위치|지역|국가)에서는? .{2,20} 수 없습니다|お住まいの(?:国|地域)では(?:ご)?利用いただけません|(?:您|你)所在的?(?:国家|地区|國家|地區)(?:无法|不能|不可|無法)(?:访问|使用|訪問).{0,10}",
)
#: The site used up what its host lets it send.
USED_UP = _lines(
    r"(?:monatliches )?(?:datenvolumen|transfervolumen|traffic-?limit|trafficvolumen) (?:ist )?(?:aufgebraucht|überschritten|erreicht)|.{0,60}(?:übertragungs|transfer|daten)volumen (?:überschritten|aufgebraucht)",
    r"(?:la )?limite de bande passante (?:est )?(?:dépassée|atteinte)|.{0,40}(?:a atteint|a dépassé) sa limite (?:mensuelle|de bande passante).{0,30}|(?:límite|cuota) de (?:ancho de banda|transferencia|tráfico) (?:excedid|superad|alcanzad)[oa]|.{0,40}ha (?:superado|excedido|agotado) su (?:límite|cuota) (?:mensual|de (?:transferencia|ancho de banda)).{0,30}",
    r"limite de (?:tráfego|banda|transferência|largura de banda) (?:excedido|ultrapassado|atingido)|.{0,40}(?:ultrapassou|excedeu|atingiu) o limite (?:mensal|de (?:tráfego|transferência)).{0,30}|limite di (?:banda|traffico|trasferimento) (?:superato|raggiunto)|.{0,40}ha superato il limite (?:mensile|di (?:traffico|banda)).{0,30}",
    r"(?:data|bandbreedte|traffic)-?limiet (?:overschreden|bereikt)|.{0,40}(?:maandelijkse )?(?:datalimiet|dataverkeer) (?:bereikt|overschreden).{0,20}|przekroczono (?:miesięczny )?(?:limit|transfer)(?: (?:transferu|danych))?|.{0,30}(?:wykorzystał|przekroczył|wyczerpał) (?:miesięczny )?limit transferu.{0,20}|(?:\d{3} )?překročen (?:datový )?limit(?: (?:přenosu|přenesených)(?: dat)?)?|.{0,120}vyčerpal (?:měsíční )?(?:limit|objem) (?:přenosu|přenesených)(?: dat)?",
    r"túllépte a forgalmi korlátot|.{0,40}elérte a (?:havi )?(?:adat)?forgalmi korlátot|limita de (?:trafic|bandă|transfer) (?:a fost )?(?:depășită|atinsă)|.{0,40}a depășit limita (?:lunară|de trafic).{0,20}|(?:bant genişliği|trafik) (?:sınırı|limiti|kotası) (?:aşıldı|doldu|aşılmıştır)|превышен (?:месячный )?лимит (?:трафика|передачи данных)|.{0,40}исчерпал .{0,20}лимит трафика|перевищено (?:місячний )?ліміт трафіку",
    r"(?:データ)?転送量の?(?:上限|制限)(?:を超え|に達し).{0,10}|.{0,30}データ転送量の?上限に達し.{0,10}|(?:本|该)?(?:网站|站点)?.{0,6}流量(?:已|超)(?:超限|用尽|超出|限).{0,20}|(?:일일 )?(?:트래픽|데이터 ?전송량)(?:을|이|를)? ?초과.{0,20}|.{0,30}(?:일일 )?트래픽을 초과.{0,20}|تم تجاوز حد (?:النطاق الترددي|نقل البيانات).{0,10}|تجاوز مالك الموقع الحد .{2,20}",
)
#: The page asks for another browser.
OTHER_BROWSER = _lines(
    r"(?:your |this |the )?(?:web )?browser (?:is )?(?:not|no longer|un)[ -]?support(?:ed)?(?: .{3,30})?|(?:unsupported|outdated) browser|your (?:web )?browser is (?:out of date|out-of-date|outdated|too old)",
    r"(?:ihr|dein) browser (?:ist (?:leider )?(?:veraltet|zu alt)|wird (?:leider )?nicht (?:mehr )?unterstützt)|(?:votre )?navigateur (?:n'est (?:pas|plus) |non |est )(?:pris en charge|supporté|compatible|obsolète|trop ancien)|(?:su |tu )?navegador (?:no (?:es )?(?:compatible|soportado)|(?:está )?(?:obsoleto|desactualizado))|(?:seu |o seu )?navegador (?:não (?:é )?(?:suportado|compatível)|(?:está )?desatualizado)|(?:il tuo )?browser non (?:è )?supportato|browser (?:obsoleto|non aggiornato)",
    r"(?:uw|je) browser (?:wordt niet (?:meer )?ondersteund|is verouderd)|nieobsługiwana przeglądarka|(?:twoja )?przeglądarka (?:nie jest obsługiwana|jest (?:nieaktualna|przestarzała))|nepodporovan[ýá] prohlížeč|váš (?:prohlížeč|prehliadač) (?:není podporován|nie je podporovaný|je zastaral\w+)|(?:ваш )?браузер (?:не поддерживается|устарел|не підтримується|застарів)|tarayıcınız (?:desteklenmiyor|eski|güncel değil)|din (?:webbläsare|browser|nettleser) (?:stöds inte|understøttes ikke|støttes ikke|är för gammal|er for gammel|er forældet|är föråldrad)|selain(?:tasi)? ei (?:ole )?tue\w+|(?:az ön )?böngészője nem támogatott|browserul (?:dvs|dumneavoastră)?\.? ?nu este (?:acceptat|suportat)",
    r"(?:사용 중인 )?(?:지원(?:되|하)지 않는 브라우저(?:입니다)?|브라우저는? (?:더 이상 )?지원되지 않습니다)|(?:お使いの)?ブラウザ(?:ー)?(?:は|に)(?:対応して(?:い|お)ません|非対応です|サポートされて(?:い|お)ません|古い.{0,10})|(?:您|你)?的?浏览器(?:版本)?(?:过低|过旧|不受支持|不支持)|(?:您|你)?的?瀏覽器(?:版本)?(?:過低|過舊|不支援)|متصفحك (?:غير مدعوم|قديم)|مرورگر شما پشتیبانی نمی‌?شود",
)
BROWSER = re.compile(
    r"\b(?:(?:web)?browser\w*|na[vw][ei]ga\w+|przeglądark\w+|prohlížeč\w*|prehliadač\w*|браузер\w*|böngésző\w*|tarayıcı\w*|webbläsare|nettleser\w*|selain\w*|selaime\w*|πρόγραμμα περιήγησης|pārlūk\w+|naršykl\w+|brskalnik\w*|preglednik\w*)\b|ブラウザ|浏览器|瀏覽器|브라우저|متصفح|مرورگر|דפדפן|เบราว์เซอร์|trình duyệt|ब्राउज़र",
    re.IGNORECASE,
)
#: A forum has no such thread.
THREAD_GONE = _lines(
    r"la (?:discussion|conversation) demandée (?:est introuvable|n'existe (?:pas|plus)|n'a pas été trouvée)|le sujet demandé (?:n'existe (?:pas|plus)|est introuvable)|el (?:tema|hilo) (?:solicitado|que (?:busca|buscas)) no (?:se ha encontrado|existe|se encuentra|ha sido encontrado)|la discussione richiesta non (?:è stata trovata|esiste)|il topic richiesto non (?:esiste|è stato trovato)|o (?:tópico|tema) (?:solicitado|que procura) não (?:foi encontrado|existe)",
    r"(?:das|der) (?:angeforderte|gewünschte|gesuchte) (?:thema|thread|forum) (?:existiert nicht(?: mehr)?|wurde nicht gefunden|konnte nicht gefunden werden)|het (?:opgevraagde|gevraagde) (?:onderwerp|topic) (?:bestaat niet|kon niet worden gevonden|is niet gevonden)|żądany (?:wątek|temat) nie (?:istnieje|został (?:odnaleziony|znaleziony))|(?:požadované|hledané) (?:téma|vlákno) (?:neexistuje|nebylo nalezeno)|požadovan[áé] (?:téma|vlákno) (?:neexistuje|nebol[ao] nájden\w)",
    r"den begärda (?:tråden|sidan|diskussionen) (?:kunde inte hittas|finns inte|hittades inte)|den (?:ønskede|forespurte|anmodede) (?:tråd|tråden) (?:kunne ikke findes|findes ikke|ble ikke funnet|finnes ikke)|pyydettyä (?:viestiketjua|keskustelua|aihetta) ei (?:löytynyt|löydy)|a kért (?:téma|hozzászólás) nem (?:található|létezik)|subiectul (?:solicitat|cerut) nu (?:a putut fi găsit|există|a fost găsit)",
    r"(?:istenen|aradığınız) konu (?:bulunamadı|mevcut değil)|запрашиваем(?:ая|ой) тем[аы] не (?:найдена|существует)|запитану тему не знайдено|το θέμα που (?:ζητήσατε|αναζητάτε) δεν (?:βρέθηκε|υπάρχει)|(?:お探しの|指定された)(?:スレッド|トピック)(?:は|が)(?:見つかりません.{0,6}|存在しません)|找不到(?:请求|您请求)的(?:主题|帖子)|요청하신 (?:주제|스레드|글)를 찾을 수 없습니다|không tìm thấy chủ đề .{2,20}|topik yang diminta tidak (?:ditemukan|ada)|لم يتم العثور على الموضوع .{2,15}",
)
#: A country has the site blocked, or a network its visitors.
BY_LAW = _lines(
    r"доступ к (?:запрашиваемому |данному |этому |указанному )?(?:информационному )?(?:ресурсу|сайту|интернет-ресурсу) (?:ограничен|заблокирован|закрыт)\b.{0,160}|(?:данный |этот )?(?:ресурс|сайт) (?:заблокирован|внес[её]н в реестр) (?:по решению|на основании|роскомнадзор|запрещ).{0,160}",
    r".{0,120}(?:5651 sayılı (?:kanun|yasa)|bilgi teknolojileri ve iletişim kurumu).{0,140}(?:tedbir|engel|karar).{0,60}|internet positif|(?:mohon maaf,? )?(?:situs|halaman) (?:yang )?(?:anda|ini) .{0,30}(?:tidak dapat diakses|diblokir|telah diblokir).{0,80}",
    r"(?:ce|cette) (?:site|page|contenu) (?:a été|est) bloquée? (?:en application|sur décision|par décision|conformément).{0,120}|(?:el acceso a )?este sitio (?:web )?(?:ha sido|está) bloqueado (?:por|en cumplimiento).{0,100}|(?:l'accesso a )?questo sito (?:è stato|è) (?:oscurato|inibito|bloccato) .{3,100}|avviso: (?:si avvisa|accesso).{3,160}",
    r"the (?:requested |web )?(?:location|site|page|url|website|web page|category)(?: (?:you requested|you are trying to (?:visit|access|open)))? (?:has been|is|was) (?:categori[sz]ed as|classified as|blocked (?:by|because|due to|under|in accordance)) .{3,120}|access to this (?:site|website|web page|url) (?:has been|is) (?:blocked|restricted|denied|prohibited) (?:by|under|due|because|in accordance|pursuant).{3,120}",
    r"(?:403 )?forbidden - id: ?[0-9a-f-]{8,}|whoa there,? pardner|your request has been blocked due to a network policy|you(?:'ve| have) been blocked by network security",
    r"(?:please )?(?:accept|agree to) (?:the|our) terms(?: of (?:use|service)| and conditions)? to (?:get online|connect|use the (?:wi-?fi|network|internet)).{0,40}",
)
