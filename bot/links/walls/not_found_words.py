# ruff: noqa: E501 - a line holds one phrase or the phrases of one language
"""The words by which "not found" pages that answer with status 200 are known; see ``bot.links.walls.not_found``."""

import re

from bot.links.walls.late import late

_OPENING = r"[¡\s]*(?:(?:(?:it )?(?:looks|seems) like|oops|ops|oups|ups|hoppla|oeps|упс|ой|désolé|lo sentimos|entschuldigung|leider|lamentablemente|ne pare rău|przepraszamy|извините|к сожалению|vaja|¡?vaya|hups|jejda|hoppá|hoppsan|糟糕|抱歉|申し訳ありません|sorry|whoops|uh[- ]?oh|error|hmm|ouch|oh no|we(?:'| a)re sorry|we apologi[sz]e)[\s,.!:;…-]*)*"
_THING = r"(?:page|post|article|content|document|file|url|site|website|resource|blog post|entry|story|item|product|listing)"
_CANT = r"(?:can(?:no|')?t|could(?: no|n')t|couldnt)"
NOT_FOUND = late(
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
    r"|requested (?:topic|thread|forum|page|file|url|article|object|member) (?:does not exist|could not be found|was not found|cannot be found)|object not found"
    r"|(?:the )?requested (?:topic|thread|forum|object|member|user|profile|listing)s? (?:does not|doesn't|no longer) exists?"
    r"|(?:the )?requested (?:topic|thread|forum|object|member|user|profile|listing) (?:could not be|cannot be|was not) found"
    r"|file or directory not found|no (?:thread|topic|forum) specified.*"
    r"|(?:the )?page you (?:were|are) looking for in this blog does not exist"
    r"|we looked everywhere, but the page is not here|(?:this )?(?:page|post|link) (?:has )?expired"
    r"|(?:die|diese|der|dieser|das)? ?(?:(?:gesuchte|angeforderte|gewünschte|aufgerufene)[nrs]? )?(?:seite|artikel|beitrag|inhalt|dokument) (?:ist |wurde |konnte )?(?:leider )?(?:nicht (?:mehr )?(?:gefunden(?: werden)?|verfügbar|vorhanden|auffindbar|online)|gelöscht|entfernt)"
    r"|(?:die|diese|der|dieser|das)? ?(?:(?:gesuchte|angeforderte|gewünschte|aufgerufene)[nrs]? )?(?:seite|artikel|beitrag|inhalt) existiert (?:leider )?nicht(?: mehr)?"
    r"|(?:la |cette |l'|le |ce |cet )?(?:page|article|contenu|document)(?: (?:que vous (?:recherchez|cherchez|avez demandée?|demandez)|demandée?|recherchée?))? (?:est |semble |n'est )?(?:introuvable|inexistante?|non trouvée?|n'existe (?:pas|plus)(?: ou .{3,60})?|pas (?:été )?(?:trouvée?|disponible)|plus disponible|n'a pas (?:été trouvée?|pu être trouvée?))"
    r"|(?:la |esta |el |este )?(?:p[áa]gina|art[íi]culo|contenido)(?: (?:que (?:busca|buscas|est[áa]s? buscando|has solicitado)|solicitad[ao]|buscad[ao]))? (?:ya )?no (?:existe|est[áa] disponible|se (?:encuentra|encontr[óo]|ha encontrado|pudo encontrar)|(?:fue |ha sido )?encontrad[ao])(?: m[áa]s)?"
    r"|(?:a |esta |essa |o |este )?(?:p[áa]gina|artigo|conte[úu]do)(?: (?:que (?:voc[êe] )?(?:procura|procurou|est[áa] procurando)|solicitad[ao]|procurad[ao]))? (?:j[áa] )?n[ãa]o (?:existe|est[áa] (?:mais )?dispon[íi]vel|(?:p[ôo]de|pode) ser encontrad[ao]|(?:foi )?encontrad[ao])(?: mais)?"
    r"|(?:la |questa |l'|il |questo )?(?:pagina|articolo|contenuto)(?: (?:che (?:stai cercando|cerchi|hai richiesto|cercavi)|richiest[ao]|cercat[ao]))? (?:non (?:esiste(?: più)?|è (?:più )?(?:disponibile|presente)|(?:è stat[ao] )?trovat[ao]|può essere trovat[ao])|inesistente)"
    r"|(?:de|deze|dit|het)? ?(?:(?:opgevraagde|gevraagde) )?(?:pagina|artikel)(?: (?:die|dat) (?:je|u) zoekt| waar (?:je|u) naar zoekt)? (?:is |werd |kon |kan )?(?:helaas )?(?:niet (?:meer )?(?:gevonden(?: worden)?|beschikbaar)|bestaat (?:helaas )?niet(?: meer)?)"
    r"|(?:artykuł|strona|podana strona|ta strona|wpis)(?:,? (?:której|którego) szukasz,?)? (?:nie (?:istnieje|został[ay]? (?:znalezion[ya]|odnalezion[ya])|jest już dostępn[ya]))(?: lub .{3,60})?|nie (?:znaleziono|odnaleziono|można znaleźć) (?:tej |takiej |żądanej )?(?:strony|artykułu)"
    r"|(?:запрашиваемая |запрошенная |данная |эта |искомая )?(?:вами )?(?:страница|статья|запись|новость) (?:вами )?(?:не (?:найдена|существует|обнаружена|доступна)|удалена|была удалена|больше не существует)(?: или .{3,60})?|(?:такой )?(?:страницы|статьи) (?:не существует|нет)|такой (?:страницы|статьи) (?:нет|не существует)"
    r"|(?:запитувана |така |ця )?(?:сторінка|стаття) (?:не (?:знайдена|існує))|(?:статтю|сторінку) не знайдено|такої сторінки не існує"
    r"|(?:aradığınız |bu |istenen )?(?:sayfa|içerik|yazı|makale)(?:ya ulaşılamıyor| (?:bulunamadı|bulunamıyor|mevcut değil|kaldırılmış))"
    r"|(?:(?:お探し|指定され|ご指定|アクセスしようとし)(?:の|た)?)?(?:ページ|記事)(?:が|は)(?:見つかりません(?:でした)?|存在しません|見つかりませんでした|ありません|削除されました)(?:。.*)?"
    r"|(?:抱歉[，,！! ]*)?(?:很抱歉[，,！! ]*)?(?:您|你)?(?:所?(?:访问|请求|查看|要找|浏览|要访问))?的?(?:该|此|这个)?(?:页面|网页|文章|内容|帖子|页)(?:不存在|未找到|找不到|已?被?删除|走丢了|无法显示)(?:或(?:者)?已?(?:经)?(?:被)?(?:删除|移除|移动))?(?:了)?"
    r"|(?:抱歉[，,！! ]*)?(?:您|你)?(?:所?(?:訪問|請求|查看|要找|瀏覽))?的?(?:該|此|這個)?(?:頁面|網頁|文章|內容)(?:不存在|未找到|找不到|已被刪除)(?:或已被?刪除)?|没有找到(?:该|您).{0,12}(?:页面|内容|文章)"
    r"|(?:요청하신|존재하지 않는|찾으시는|요청한|해당) ?(?:페이지|게시물|글|기사)(?:를|을|가|이|는|은)? ?(?:찾을 수 없(?:습니다|음)|입니다|없습니다|존재하지 않습니다)|페이지를 찾을 수 없음|존재하지 않는 (?:페이지|게시물|글)입니다"
    r"|no s'ha (?:pogut )?troba(?:t|r) (?:la|aquesta) pàgina|(?:la |aquesta )?pàgina no (?:s'ha trobat|trobada|existeix)|(?:laman|halaman)(?: (?:itu|ini|yang anda cari))? (?:tidak (?:dapat |bisa )?(?:ditemukan|ditemui|dijumpai|tersedia|ada|wujud))"
    r"|(?:te )?strani ni (?:bilo )?mogoče najti|stran ne obstaja|(?:această )?pagin[ăa] (?:negăsită|nu a fost găsită|nu (?:mai )?(?:există|este disponibilă))|pagina (?:căutată|solicitată) nu .{3,40}"
    r"|síðan? (?:fannst ekki|er ekki til)|(?:страницата|страната) не (?:е пронајдена|постои)|(?:पृष्ठ|पेज) नहीं मिला|(?:পাতাটি|পৃষ্ঠাটি|পাতা|পৃষ্ঠা) (?:পাওয়া যায়নি|খুঁজে পাওয়া যায়নি|পাওয়া যায়নি)"
    r"|(?:ez da orria aurkitu|orria ez da (?:aurkitu|existitzen))|non se (?:atopou|puido atopar) (?:a|esta) páxina|(?:a )?páxina non (?:atopada|existe)|faqja nuk u gjet|(?:axtardığınız )?səhifə (?:tapılmadı|mövcud deyil)|გვერდი (?:ვერ|არ) (?:მოიძებნა|არსებობს)"
    r"|էջը (?:չի գտնվել|գոյություն չունի)|бет(?:тер)? (?:табылмады|табылған жоқ)|bladsy nie gevind nie|صفحہ (?:نہیں ملا|موجود نہیں)|பக்கம் (?:கிடைக்கவில்லை|காணப்படவில்லை)|(?:sahifa topilmadi)|stránka (?:nenájdená|neexistuje|nebola nájdená)"
    r"|(?:a |az )?(?:keresett )?oldal nem (?:található|létezik)|(?:denne )?siden (?:kunne ikke findes|finnes ikke|eksisterer ikke|findes ikke)|sivua ei (?:löydy|löytynyt|ole olemassa)|sidan (?:finns inte|saknas|kan inte hittas)"
    r"|لا يمكن العثور على (?:هذه )?الصفحة|(?:هذه )?الصفحة (?:غير متوفرة|لم تعد موجودة)|(?:αυτή )?η σελίδα (?:δεν μπορεί να βρεθεί|δεν βρέθηκε)"
    r")[\s.!?…)]*",
    re.IGNORECASE,
)
# Words that a not-found page shares with other headlines: they need a page with little else on it.
NOT_FOUND_WEAK = late(
    rf"{_OPENING}(?:nothing (?:was )?found(?: here)?|nothing here|404|not found|no longer available|lost\?|there(?:'s| is) nothing here)[\s.!?…)]*",
    re.IGNORECASE,
)
# The status that stands before or after a phrase, and a heading that is no more than it.
_CODE = (
    r"(?:(?:http|ошибка|помилка|грешка)\s+)?"
    r"(?:error|status|code|page|seite|fehler|fehlercode|erreur|errore|erro|pagina|página|ошибка|помилка|грешка|błąd|chyba|hiba|hata|eroare|fel|feil|fejl|virhe|foutmelding|fout|lỗi|エラー|错误|錯誤|오류)?"
    r"[\s:#-]*404(?:\.0)?\s*(?:error|page|fehler|エラー|错误|錯誤|오류|!)?"
)
STATUS_ONLY = late(rf"[¡\s(]*{_CODE}[\s.!?…:;)（）-]*", re.IGNORECASE)
STATUS_FIRST = late(rf"[¡\s(（]*{_CODE}[\s.!?…:;,|·()（）–—-]*", re.IGNORECASE)
STATUS_LAST = late(rf"[\s.!?…:;,|·(（–—-]*{_CODE}[\s.!)）]*$", re.IGNORECASE)
#: One of these stands in nearly every title that says so.
NOT_FOUND_PARTS = (
    *(
        "404",
        "not found",
        "be found",
        "find",
        "exist",
        "no longer",
        "nicht gefunden",
        "introuvable",
        "trouvée",
    ),
    *(
        "encontr",
        "trovat",
        "niet gevonden",
        "nie znalez",
        "nenalezen",
        "hittades inte",
        "ikke f",
        "bulunamad",
    ),
    *(
        "не найден",
        "не знайден",
        "見つかり",
        "找不到",
        "未找到",
        "不存在",
        "찾을 수 없",
        "العثور",
        "غير موجود",
    ),
)
NOT_FOUND_CLASS = late(
    r"(?:^|\s)(?:error-?_?404|http-?404|error-page-404|error404-page|page-?404|is-?404|template-404|404-page|not-?found-page"
    r"|page-?not-?found)(?:\s|$)",
    re.IGNORECASE,
)
NOT_FOUND_PATH = late(
    r"https?://[^/?#]+(?:/[^?#]{0,200})?/(?:404|page-?not-?found|not-?found)(?:\.\w{2,5})?/?(?:[?#]|$)",
    re.IGNORECASE,
)
