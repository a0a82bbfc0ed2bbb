# ruff: noqa: E501 - a line holds the stems of one language
"""The stems by which a sentence is known to speak of the page, its site or its visitor, not of the world.

None of them tells anything alone: articles are made of the same words. They are counted where a page says
hardly more than two or three sentences; see ``bot.links.walls.condition``.
"""

import re

from bot.links.walls.late import late


def _stems(latin: str, other: str = r"(?!)") -> re.Pattern[str]:
    return late(rf"\b(?:{latin})|{other}", re.IGNORECASE)


#: A visitor is looked at before the page is shown.
CHECKED = _stems(
    r"captcha|robots?\b|ro?bots?\b|anti[- ]?(?:ro)?bot|(?:a|are|you) human\b|verif[iy]|validat(?:ing|ion)|checking|(?:being |security |browser )check|ddos|unusual (?:activity|traffic)|automated|secure connection|enable (?:javascript|cookies|js)|javascript (?:is|to|and|or|must|required|enabled|disabled)|(?:be|being) redirected|redirecting|accept (?:the )?(?:cookies|terms)|one moment|just a moment"
    r"|überprüf|roboter|mensch\b|automatisiert|weitergeleitet|aktivieren|sicherheitsprüfung"
    r"|vérifi|humain|automatisé|rediriger?|redirigé|activer|contrôle de sécurité"
    r"|comprob|humano|automatizad|redirig|habilit|verificand|activar|verifica|umano|reindirizz|attiva(?:re)?\b|redirecion|ativar|verifiqu"
    r"|controleren|gecontroleerd|menselijk|doorgestuurd|inschakelen|sprawdz|weryfik|człowiek|przekierow|włącz|ověř|člověk|přesměrov|povol"
    r"|kontrollerar|verifiera|kontrollerer|bekræft|bekreft|tarkist|ellenőr|átirányí|doğrula|kontrol ed|yönlendir|etkinleştir"
    r"|провер(?:к|я)|робот|человек\b|перенаправ|включите|перевір|увімкн|kiểm tra|xác minh|chuyển hướng|verifikasi|memeriksa|dialihkan|έλεγχο|επαλήθευ|verificăm|redirecțion"
    r"|not an? (?:ro)?bot|prove (?:that )?you|security check|slider|puzzle|characters you see|hold on\b|before you (?:continue|proceed)|loading\b|your identity|identity provider|your connection|please wait\b|human verification|(?:will|be) open(?:ed)? (?:in|auto)"
    r"|prüfen (?:wir|kurz|ob)|geprüft|bestätigen sie|kein mensch|automatisch|sicherheitsabfrage|einen augenblick|wird geladen|automate\b|navigateur nous|robot\b|curseur|vérification|un instant|sécurité de votre|patientez|chargement|traceurs"
    r"|verifique|ser humano|seguridad de (?:su|tu)|un momento|espere\b|cargando|automátic|segurança da sua|só um momento|aguarde|carregando|controllo in corso|verrai|automatic|attend[ia]|caricamento|momento\b|verificar (?:a|la)\b"
    r"|ongebruikelijk|even geduld|een moment|controle\b|mens bent|jesteś|potwierdź|sprawdzamy|chwil[ęa]|automatyczn|proszę czekać|ładowanie|okamžik|počkejte|načítání|robotem|ett ögonblick|vänta|människa|øjeblik|øyeblikk|vent\b|menneske|sjekker|hetkinen|odota|ihminen|várjon|pillanat|emberi|lütfen bekle|bekleyin|denetlen|doğrulama|insan ol|otomatik|un moment|așteptați|verificare"
    r"|περιμένετε|επιβεβαι|ρομπότ|άνθρωπ|подтвердите|подождите|загрузк|автоматич|безопасност\w+ (?:соединени|подключени)|зачекайте|автоматично|підтверд|людин|безпек|изчакайте|потвърд|човек|pričekajte|provjer|čovjek|chờ\b|đang tải|con người|bảo mật|tunggu|memuat|manusia|otomatis|keamanan"
    r"|tick the box|(?:quick|short|little) (?:check|test)\b|a (?:real )?person\b|let (?:you )?(?:in|through)\b|shield\b|inspects?\b|hang tight|almost there|(?:taking|take) you (?:there|to)|click here if|beweisen sie|kein bot\b|lösen sie|bot-schutz|weiterleitung|redirection|cliquez ici"
    r"|varmist|turvatarkist|avautuu|släpps|släpper in|igazol|nem (?:vagyok )?robot|memastikan|bukan (?:bot|robot)|sebentar|akan terbuka|samo trenutak|trenutak|будет открыт|откроется|відкриється|minuutje|ogenblik|redireccion|redirezion|przejdziesz|przejdź do"
    r"|no eres un (?:bot|robot)|asegurándonos|comprobación|бот(?:ов|ы|ом)?\b|настоящий|prověř|merci de patienter",
    r"验证|驗證|机器人|機器人|人机|安全检查|浏览器检查|正在检查|跳转|人間|ロボット|確認して|認証|リダイレクト|보안문자|로봇|인증|사람인지|확인 중|자동 입력|تحقق|روبوت|جاوا|אימות|רובוט|در حال انتقال|بررسی مرورگر|ตรวจสอบ|सत्याप|拼图|滑块|稍候|网络异常|安全验证|加载中|自动|自動的|自動で|お待ちください|読み込み|検証|確認中|확인이 필요|자동화|잠시만|기다려|로딩|إثبات|انتظر|التحقق|لست|המתינו|רגע|בודק|אנא המתן|صبر کنید|ربات|โปรดรอ|ยืนยัน|หุ่นยนต์|प्रतीक्षा|रोबोट|जाँच|チェックして|表示されます|少々|잠시|자동으로|이동합니다|人类|真人|スライド|در حال|کاربر واقعی|เปิดโดย|สักครู่|आप इंसान|正在检查|安全连接",
)
#: The visitor is kept out.
KEPT_OUT = _stems(
    r"block(?:ed|ing)?\b|denied|deny|forbid|forbidden|unauthori[sz]ed|not (?:authori[sz]ed|allowed|permitted)|permission|restrict|prohibited|banned|been (?:temporarily )?limited|violation|(?:usage|internet|network|security|use) policy|firewall|waf\b|threat|malicious|attacks?\b|suspicious|hack|intrusion|incident|support id|reference id|block id|error id|vpns?\b|proxy\b|ad ?block\w*|werbeblocker|whitelist\w*|locked out|legal reasons|court order|copyright|too (?:quickly|fast|many)|slow down|employees only|company network|residents|(?:in|open) (?:the|our) app\b|credentials|tor network|accepted here|your ip\b|(?:need|request|ask for) access|log(?:ged)?[ -]?in\b|sign(?:ed)?[ -]?in\b|password|private\b|invited|unlock|for members|members(?:'| are)|subscribers?\b|subscription|your age|legal age|years? (?:old|of age)|18\+|your (?:country|region)|unsupported|not (?:be )?supported|trap\b"
    r"|zu viele|adblocker|verweiger|gesperrt|blockiert|verboten|untersagt|berechtig|zugriff|anmelden|angemeldet|einloggen|passwort|abonnent|volljährig|alter\b|eingeschränkt|mit werbung|tracking"
    r"|réservé aux|inscrivez|bloqueur|refusé|interdit|bloqué|autoris|connecte[rz]|identifi|mot de passe|abonné|majeur|l'âge|restreint|réservé"
    r"|denegad|prohibid|bloquead|autoriz|restringid|inicia(?:r)? sesión|contraseña|suscript|mayor de edad|permiso"
    r"|negat[oa]|vietat|bloccat|accedere\b|accedi\b|riservat|abbonat|maggiorenn|negado|proibid|restrit|assinant|maior de idade|permissão|entrar\b|senha"
    r"|geweigerd|geblokkeerd|verboden|toegang|inloggen|wachtwoord|abonnee|odmow|zabronion|zablokow|zaloguj|hasło|dostęp\b|brak dostępu|odepřen|zakázán|blokován|přihl|heslo|přístup|blockerad|nekad|åtkomst|logga in|lösenord|afvist|blokeret|adgang|log ind|logg inn|nektet|estetty|kielletty|kirjaudu|letiltva|megtagadv|hozzáférés|jelentkez"
    r"|üye ol|engellen|yasak|erişim|tedbir|izin|giriş yap|şifre|interzis|refuzat|blocat|autentific|αποκλεισ|απαγορ|πρόσβαση|σύνδεση"
    r"|не авторизован|необходимо войти|запрещ|информационн\w+ ресурс|ограничен|заблокир|отказано|доступ\w*|закон|войдите|авториз|парол|подписчик|совершеннолет|заборонен|обмежен|заблоков|увійд|truy cập|bị chặn|đăng nhập|từ chối|diblokir|ditolak|akses|diakses|masuk untuk"
    r"|log(?:ged)? in to|member(?:s|ship)? only|restricted|register(?:ed)? (?:users|readers|members)|rate limit|too many|accept(?: and)? (?:cookies|all|close)|consent\b|from a country|access (?:can(?:no|')t|could not) be|european (?:union|economic)|gdpr\b|in your (?:country|region|location|area)|subscribe to (?:read|continue|keep)|this (?:article|post|story) is (?:for|reserved)|free (?:articles|stories)|date of birth|over (?:18|21)|your plan|upgrade (?:your|to)"
    r"|registriert|melden sie sich|konto an|kostenlos registr|rechtlichen gründen|in ihrem land|in ihrer region|zugangsdaten|eingeschränkt|einwilligung|zustimm|cookies (?:akzeptieren|zulassen)|akzeptier|abo\b|weiterlesen|freischalt|ab 18"
    r"|accepter|partenaires|consentement|s'abonner|abonnez|connect[ée]|votre pays|votre région|raisons juridiques|inscri(?:t|vez|ption)|zone privée|identifiants|trop de (?:requêtes|demandes)|âgé"
    r"|credenciales|zona privada|iniciar|registr(?:ad|ar|at|ars|eer|uj|ier)|acepta|consentimiento|suscr[ií]|su (?:país|ubicación|región)|tu (?:país|ubicación|región)|demasiad|peticiones|mayores de|identifíca|restringid|accett|abbonati|consenso|iscriviti|tuo paese|tua regione|troppe|credenziali|aceita|consentimento|seu país|sua região|muitas (?:tentativas|requisições|solicitações)|cadastr|acesso|conecte"
    r"|toestemming|accepteer|ingelogd|aangemeld|uw (?:land|regio)|te veel|abonn|besloten|zgod(?:a|y|ę)|akceptuj|zarejestr|twoim (?:kraju|regionie)|zbyt wiele|dostępn[aey] tylko|prenumerat|subskry|souhlas|přijmout|registrac|vaší zemi|příliš mnoho|předplat|samtyck|godkänn|medlem|ditt land|för många|prenumer|samtykk|godkend|dit land|abonnent|for mange|hyväksy|evästei|tilaaj|maassasi|liian monta|jäsen|hozzájár|elfogad|előfizet|országában|túl sok|regisztrál"
    r"|kabul et|çerez|onay\b|abone|ülkeniz|bölgeniz|çok fazla|kayıt ol|hesabınız|accept[ăa]|consimț|abonaț|țara dv|prea multe|înregistra|cont\b|αποδοχή|συγκατάθεση|συνδρομ|χώρα σας|πάρα πολλ|εγγραφ"
    r"|зарегистрир|регистрац|в вашей стране|ваше(?:й|го|му) (?:стран|регион|ip)|слишком (?:много|часто)|подписк|подписч|согласи|принять|личный кабинет|у вас нет прав|недостаточно прав|зареєстр|у вашій країні|забагато|підпис|згод|прийняти|регистрир|вашата държава|твърде много|абонат|prijavi|registrira|vašoj zemlji|previše|pretplat|đăng ký|quốc gia|quá nhiều|thành viên|đồng ý|daftar\b|negara anda|wilayah anda|terlalu banyak|anggota|berlangganan|setuju|masuk\b"
    r"|need (?:an? )?account|create (?:an? )?account|have an account|preview password|not in your|only available (?:in|to)|offered (?:only )?in|mitgliedern|vorbehalten|vorenthalten|logget? (?:ind|inn)|innlogg|inloggad|belépés|bejelentkez|συνδεθείτε|κωδικό|конто|абонамент|prijava|prijavite|inicie|entre na|accede|logheaz|conectează|zalogow|przihlas|přihlaste|vstup|blacklist|lista nera|liste noire|lista negra|fishy|stopped your"
    r"|espace (?:membre|client|abonné)|área (?:de )?(?:cliente|membro|privada|reservada)|area riservata|zona riservata|kun for (?:medlemmer|abonnenter)|medlemm|jäsenille|kirjautu|csak (?:regisztrált|előfizet)|üyeler|kullanıcı giriş|только для|лише для|samo za|chỉ dành cho|khusus|hanya untuk"
    r"|richieste|hit our limits?|easy there|supporters\b|support us",
    r"禁止|拦截|频繁|违规|未备案|攔截|阻断|阻止|封禁|拒绝|拒絕|防火墙|防护|威胁|攻击|不合法|没有权限|无权|登录|登入|权限|限制|アクセス(?:拒否|制限|が拒否)|拒否|制限|権限|ログイン|会員|차단|거부|권한|로그인|제한|비정상|محظور|حظر|مرفوض|ممنوع|تسجيل الدخول|חסום|נדחתה|הרשאה|התחבר|مسدود|دسترسی|ورود|ถูกบล็อก|ปฏิเสธ|เข้าสู่ระบบ|अनुमति|अस्वीकृत|लॉग इन|未登录|您所在的(?:地区|国家)|版权限制|次数过多|仅限|订阅|会员|注册|同意|满18|年满|会員限定|登録|集中し|お住まいの|お使いの国|地域から|同意|年齢|有料|18歳|회원|구독|가입|국가|지역|동의|너무 많|연령|19세|سجل الدخول|الاشتراك|بلدك|منطقتك|ملفات تعريف|موافق|طلبات كثيرة|للأعضاء|הרשמ|מנוי|במדינה|אזורך|עוגיות|הסכמ|יותר מדי|שגת|عضویت|ثبت نام|کشور شما|کوکی|اشتراک|มากเกินไป|สมาชิก|ประเทศของคุณ|คุกกี้|ยินยอม|सदस्य|देश में|कुकी|बहुत अधिक|限定公開|ログインしてください|から(?:は)?ご覧いただけ|ご利用いただけ|로그인해|회원만|سجّل|الأعضاء|للمشتركين|للأعضاء فقط|היכנס|למנויים|فقط برای|เฉพาะสมาชิก|ブロックされ|不正な|通信",
)
#: What was asked for is not there, or no longer.
ABSENT = _stems(
    r"not found|(?:can(?:no|')?t|could(?: not|n't)|unable to|not|never|n't) (?:\w+ ){0,2}(?:found|find|locate|open|display(?:ed)?|load(?:ed)?|archived|published|exist(?:s|ed)?|active|available)\b|no longer(?! links?\b)|doesn't exist|unavailable|expired?\b|removed|deleted|archived\b|dead end|invalid (?:topic|thread|post|link|page|url|request)|isn't any more|not (?:here|set up|part of)|taken (?:down|offline)|been filled|position filled|hasn't (?:been )?(?:pointed|published|set)|isn't set up|withdrawn|retired|unpublished|deactivated|terminated|suspended|disabled|closed\b|discontinued|vanished|disappeared|missing\b|moved\b|gone\b|nothing (?:lives|was found|found)|no such|mistyped|misspell?ed|broken link|dead link|out-of-date|off limits|violation of|for sale|buy this domain|register(?:ed)? (?:this|domain|at)|parked|domain name|(?:isn't|is not|not) connected|registered|your domain|404\b|410\b|private or"
    r"|nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|existier|erreichbar|aktiv)|existiert|gibt es nicht|nicht mehr online|beendet|ins leere|nichts zu (?:sehen|finden)|zurückgezogen|gelöscht|entfernt|verschoben|abgelaufen|zu verkaufen|vertippt"
    r"|introuvable|n'existe|n'est (?:plus|pas) (?:disponible|en ligne)|plus disponible|retiré|supprimé|déplacé|expiré|disparu|perdue?\b|mène nulle|à vendre"
    r"|no (?:existe|encontrad|se (?:ha |pudo )?encontr|disponible|est[áa] disponible)|eliminad|borrad|ya no\b|desactivad|retirad|no encontramos|ha ido mal|caducad|expirad|en venta|no encontr|roto\b"
    r"|non (?:esiste|trovat|(?:è )?(?:più )?disponibile)|non c'è|scadut|rimoss|eliminat|spostat|scadut|in vendita|n[ãa]o (?:existe|encontr|est[áa] (?:mais )?dispon|dispon)|removid|excluíd|à venda"
    r"|niet (?:meer )?(?:gevonden|beschikbaar|bestaat)|bestaat niet|offline gehaald|verwijderd|verplaatst|verlopen|te koop|nie (?:istnieje|znalezion|jest już|została)|nieaktualn|zakończon|usunięt|przeniesion|wygas|na sprzedaż|neexistuje|nenalezen|nebyl[ao]? nalezen|odstraněn|smazán|vypršel"
    r"|hittades inte|finns inte|kan inte hitta|borttagen|slettet|ikke længere|ikke lenger|raderad|findes ikke|finnes ikke|ikke (?:fundet|funnet)|slettet|fjernet|ei (?:löydy|löytynyt)|poistettu|nem (?:található|létezik)|már nem|törölt|törölve|bulunam|mevcut değil|kaldırıl|silin|süresi dol|satılık|nu (?:mai )?(?:exist|a fost găsit|este disponibil)|dezactivat|ștears|eliminat|δεν (?:βρέθηκε|υπάρχει)|διαγράφ"
    r"|не (?:найден|существует|обнаружен|доступн|нашлось)|удал[её]н|снят[оа]? |перенес[её]н|нет\b|закрыт|истек|срок|припаркован|прода[её]тся|не (?:знайден|існує)|видален|không (?:tìm thấy|tồn tại)|đã bị xóa|tidak (?:ditemukan|dapat ditemukan|ada|tersedia)|dihapus"
    r"|no (?:posts?|articles?|results?|pages?|entries) (?:were |was )?found|(?:has|have|been|was) (?:moved|renamed)|never existed|isn't here|wandered|lost\b|wrong (?:turn|address|place|way)|not exist|doesn't lead|no content|(?:domain|site|account|name) (?:is|may be|has) (?:for|been|expired)|make an offer|suspended|suspension"
    r"|nicht (?:\(?mehr\)? )?bekannt|gibt es (?:leider )?nicht|nicht auffindbar|verirrt|verlaufen|umgezogen|umbenannt|nicht (?:länger|mehr)|domain steht|angebot abgeben|gesperrt|suspendu|égaré|n'est plus|n'a pas été trouvé|ne mène|a été (?:supprim|déplac|retir)|faire une offre|nom de domaine"
    r"|perdid|no lleva|a ninguna parte|se ha (?:ido|movido|mudado)|movid[oa]|suspendid|dominio|haga una oferta|no hay nada|inexistente|parcheggiat|sospes[oa]|registrato da|non è più|smarrit|pers[oa]\b|più (?:online|disponibile)|rimoss|suspens[oa]|registrado por|domínio|não está mais|não há nada|perdeu|movid|ninguém"
    r"|bestaat|niets gevonden|kwijt|verdwaald|opgeschort|domeinnaam|verhuisd|nie ma (?:już|takiej|tu)|usunęł|nic (?:tu|tutaj) nie|zgubi|zawiesz|domen[aęyu]|zablokowan[aoe]|ztrac|nic tu|není|pozastaven|na prodej|domén[aou]|flyttad|flyttat|inget (?:här|finns)|försvunn|till salu|domän|fant ikke|ikke her|flyttet|forsvundet|forsvunnet|til sal|domænet?|domenet?|ei ole (?:enää)?|siirretty|kadonnut|myytävänä|verkkotunnus|nincs (?:itt|meg)|áthelyez|elköltöz|eladó|felfüggeszt"
    r"|bulunmamakta|taşın|yok\b|askıya alın|alan ad|nu (?:mai )?(?:este|există|am găsit)|mutat|de vânzare|suspendat|domeni|μετακιν|αφαιρ|διαγραφ|δεν (?:είναι|βρήκαμε)|πωλείται|πωλείται|χάθηκ|αναστ(?:ο|ά)λ"
    r"|не (?:нашли|нашлас|сущ|опубликован)|отключ[её]н|приостановлен|домен\w*|снят|больше нет|ничего нет|потерял|неоплат|не (?:знайш|опублік)|вимкнен|призупинен|більше нема|нічого нема|переміщ|не (?:е намерена|беше намерена|съществува)|премест|изтрит|спрян|nije pronađen|ne postoji|uklonjen|premješten|obrisan|na prodaju|không (?:còn|có gì)|đã (?:bị )?(?:gỡ|chuyển|di chuyển)|hết hạn|tên miền|bị xoá|tidak (?:lagi|tersedia|menemukan)|dipindahkan|kedaluwarsa|dijual|ditangguhkan"
    r"|nothing (?:at|on) this|got away|took (?:it|this|\w+ \w+) off|isn't on (?:our|the)|no site here|lapsed|paused\b|keinen inhalt|bereits besetzt|nicht mehr online|changé d'adresse|retirée?s?\b|cancellat|sumiu|apagad|tomt här|tagits bort|tagen bort|hittar inte|ingenting\b|er slettet|skrevet forkert|nic není|tady nic|přesun|smaz|nimic|șters|няма нищо|няма такава|ništa|ničega|порожньо|пусто\b|перенес|видалит"
    r"|prázdn|nenašl|nenájd|neexist|odstránen|zmazan|presunut|ne obstaja|odstranjen|ni (?:bilo )?najden|nerasta|nebėra|pašalint|ištrinta|neatrasta|dzēst|nav atrast|ei leitud|kustutatud|no s'ha trobat|eliminat|ez da aurkitu|fannst ekki|не постои|није пронађ|обрисан|уклоњен|ngừng|đã xóa"
    r"|avpubliser|unpublish|pulled by|domain können sie|kaufen\b",
    r"不存在|下架|已暂停|无法查看|被关闭|已删除|被.{0,4}删除|刪除|移除|找不到|无法找到|未找到|已过期|失效|下架|已关闭|出售|見つかりません|存在しません|非公開|期間が終了|削除されています|削除され|終了しました|取得されています|販売|ありません|찾을 수 없|존재하지 않|비공개|삭제|삭제된|삭제되었|만료|판매|غير موجود|لم يتم العثور|تعذر العثور|حذف|منتهي|לא נמצא|נמחק|הוסר|פג תוקף|پیدا نشد|یافت نشد|حذف شد|وجود ندارد|نیست|ไม่พบ|ถูกลบ|नहीं मिला|हटा दि|已删|无此|不在了|搬家|域名|停用|已停止|暂停|没有找到|移動した|移転|ドメイン|停止され|見当たりま|消え|이동되었|변경되었|도메인|정지|사라|없습니다|لم نعثر|نُقل|للبيع|معلق|النطاق|الدومين|لا يوجد|منتهية|לא קיים|הועבר|למכירה|הושעה|דומיין|لا شيء|منتقل|دامنه|فروش|معلق|حذف شده|ย้าย|ไม่มี|หมดอายุ|โดเมน|ระงับ|ขาย|मौजूद नहीं|डोमेन|निलंबित|बिक्री|什么也没有|沒有|已移|何もありません|アクセスできません|아무것도|옮겨|حُذف|نقل|لا شيء|لم يعد|هیچ|چیزی|حذف|ถูกย้าย|ไม่มีอะไร|कुछ नहीं|हटाया|撤回",
)
#: The site does not work, is shut for a while, or was never made.
OUT_OF_ORDER = _stems(
    r"errors?\b|exception|went wrong|(?:some|a) problems?\b|failed|failure|crash|fatal|warning\b|stack trace|sql\w*|mysql\w*|database|too many (?:connections|requests)|time(?:d)? ?out|(?:high|heavy) traffic|queue\b|in line\b|maintenance|under construction|coming soon|upgrad|improving|working on (?:it|our)|back soon|be back|check back|unavailable|offline|(?:is|are|be|site|currently|temporarily) down\b|down for|overload|difficult(?:y|ies)|inconvenience|try(?:ing)? again|try waiting|wait(?:ing)?\b|reload|refresh|could(?: not|n't) (?:load|be (?:loaded|retrieved|processed|completed|displayed))|not work|about to (?:visit|leave)|refused\b|undefined\b|exhausted|(?:will|we'll|be) (?:\w+ ){0,2}(?:return|right back)|temporarily offline|taking a break|invalid response|bandwidth|(?:web )?server is (?:up|working|running)|java\.|traceback|quota|resource limit|gateway|backend|(?:internal|web) server|hosting|webmaster|cache administrator|administrator|if you are the (?:site |application |website )?owner|owner of this (?:website|site|domain)|your (?:web ?)?(?:site|server) is|default (?:web )?page|it works|congratulations|successfully (?:installed|created)|(?:has|have) been (?:created|registered)|whois|icann|registrant|renew|unexpected"
    r"|fehler|umbau|neuem glanz|bauen um|wartung|vorübergehend|in kürze|störung|datenbank|probleme?|versuchen sie es|später|überlast|schiefgelaufen|im aufbau|baustelle"
    r"|erreur|maintenance|problème|peau neuve|de retour|réessa|revenons|revenez|plus tard|en construction|base de données|surcharge|travaux|indisponible|félicitations"
    r"|errore?s?\b|erro\b|mantenimiento|manuten[çz]|mejorando|vuelve en|inténtalo|más tarde|base de datos|en construcción|problemas?\b|manutenzione|riprova|più tardi|torneremo|in costruzione|inesperado|tente novamente|mais tarde|voltaremos|em construção|não foi possível|no (?:es|ha sido|fue) posible|banco de dados|impossibile"
    r"|fout\b|onderhoud|storing|later opnieuw|probeer|terug\b|błąd|błęd|przerw|konserwac|spróbuj|później|wkrótce|chyb|údržb|zkuste|později|brzy|fel\b|underhåll|försök|tillbaka|fejl|vedligehold|feil|vedlikehold|prøv|tilbage|tilbake|virhe|huolto|yritä|pian|hiba|karbantart|próbál|később|hata\b|bakım|tekrar dene|daha sonra|eroare|mentenanță|încearc|σφάλμα|συντήρηση|δοκιμάστε"
    r"|ошибк|обслуживан|технич\w+|попробуйте|позже|скоро|недоступ|временно|помилк|обслуговуван|спробуйте|пізніше|lỗi|bảo trì|thử lại|kesalahan|pemeliharaan|perbaikan|coba lagi|gangguan"
    r"|unhandled|notified|engineers|scheduled|(?:website|site) (?:is )?(?:on its way|coming|launch)|launching|new (?:web)?site|stay tuned|limit exceeded|not (?:been )?configured|index of\b|apache|nginx|iis\b|litespeed|plesk|cpanel|port \d+|ftp\b|index\.html|critical error|troubleshoot"
    r"|überarbeitet|gleich zurück|bald zurück|schauen sie|nicht erreichbar|entsteht|webspace|internetpräsenz|freigeschaltet|eingerichtet|überlastet|technische|réessayer|bien installé|bientôt|en cours de|prochainement|hébergeur|momentanément|installé|fichier index"
    r"|volver(?:á|emos)|en breve|intentar|espera (?:un|unos)|mejoras|próximamente|servidor|alojamiento|sobrecarg|tornerà|a breve|presto (?:online|di nuovo)|aggiornament|lavori in corso|in arrivo|voltamos|em breve|programada|atualiza|hospedagem|indispon|instabilidade|tente (?:de novo|mais)|sobrecarreg"
    r"|zo terug|snel terug|bereikbaar|vernieuw|binnenkort|werkzaamheden|overbelast|zapraszamy|prace (?:techniczne|konserwacyjne)|niedostępn|wracamy|wrócimy|przeciąż|w budowie|technick|budeme zpět|nedostupn|přetížen|připravujeme|strax tillbaka|snart|otillgänglig|driftstörn|uppdater|överbelast|utilgængelig|utilgjengelig|opdater|oppdater|under arbejd|palaamme|huoltokatko|päivit|ruuhka|ei ole käytettävissä|fejlesztés|hamarosan|visszatér|átmenetileg|nem elérhető|túlterhel"
    r"|yakında|kısa süre|yapım aşamasında|güncell|sunucu|yoğunluk|în curând|revenim|lucrări|indisponibil|supraîncărc|actualiz|σύντομα|επιστρέφ|αναβάθμισ|προσωρινά|διαθέσιμ|σφάλμ"
    r"|вернемся|верн[её]мся|ведутся|хостинг|перегруж|обновля|разработк|сервер|соединения|администратор|повторите|повернемося|технічн|оновлю|переванта|незабаром|сервер|поддръжка|грешка|скоро|опитайте|održavanj|uskoro|greška|pokušajte|nedostupn|sắp (?:ra mắt|trở lại)|nâng cấp|máy chủ|quá tải|gián đoạn|segera|pembaruan|sedang (?:dalam|sibuk)|sibuk"
    r"|tune-up|come back (?:in|later|soon)|gone fishing|that's on us|gnomes|web ?space|new web ?server|ready to use|public_html|dashboard|undefined (?:index|variable|function)|on line\b|enhorabuena|espacio web|suba sus|suspensa|contatti l'assistenza|patronen|sajten|työn alla|pozor|οπίσω|εργασίες"
    r"|udržba|dočasne|opravujeme|vzdrževanj|tvarkom|apkop|hoolduses|manteniment|viðhald|одржава|радов"
    r"|update\b|updates ein|rebuilding",
    r"错误|錯誤|升级|维护|維護|稍后|稍後|故障|繁忙|数据库|建设中|エラー|メンテナンス|しばらく|後ほど|障害|準備中|工事中|ご迷惑|오류|점검|잠시 후|나중에|다시 시도|خطأ|صيانة|حاول مرة أخرى|לاحقا|שגיאה|תחזוקה|נסה שוב|خطا|تعمیر|به‌روزرسانی|ปิดปรับปรุง|ข้อผิดพลาด|ลองใหม่|त्रुटि|रखरखाव|पुनः प्रयास|请稍|重试|服务器|敬请期待|即将上线|正在建设|拥堵|再試行|再度|お試し|アクセスが集中|混雑|近日|再開|サーバ|システム|접속자|서버|업데이트|준비 중|곧|قريبا|قريبًا|الخادم|سنعود|نعمل على|בקרוב|נחזור|שרת|עומס|בעיה|به‌زودی|به زودی|سرور|برمی‌گردیم|เร็ว ๆ นี้|เซิร์ฟเวอร์|กำลังปรับปรุง|ขัดข้อง|जल्द|सर्वर|接続エラー|データベース|연결 오류|다시 열|הודעת שגיאה|ضغط|ترافیک|ล่ม|しばらくお待ち",
)
#: Words of which a sentence beside one of those is made; two of them are as good as one.
BESIDE = _stems(
    r"pages?\b|(?:web)?sites?\b|request(?:s|ed)?\b|browsers?\b|access\b|accounts?\b|domain\b|servers?\b|links?\b|address\b|url\b|connection\b|network|visitors?\b|please\b|sorry\b|oops\b|later\b|again\b|back\b|soon\b|moment\b|continue\b|search\b|temporarily|currently|unfortunately|looking for|menu\b|navigation|home ?page|main page|home\b|seconds?\b|minutes?\b|automatic(?:ally)?\b|click\b|contact\b|support\b|owner\b|security|protect(?:ion|ed)?\b|reload|patience|apolog|thank you|reasons?\b|usually|might\b|may\b|mistake\b|see (?:all|similar|other)|browse\b|similar\b|upcoming|help\b|service\b|ads?\b|vacancy|position\b|jobs?\b|event\b|item\b|story\b|topic\b|video\b|posts?\b|article\b|version\b"
    r"|anzeige\b|angebot\b|artikel\b|inserat|stelle\b|seiten?\b|website|anfrage|browser|konto|adresse|link\b|verbindung|bitte|leider|startseite|suche\b|sekunden|minuten|kontakt\w*|betreiber|möglicherweise|vielleicht|scheint|hier\b|ähnliche|hilf"
    r"|annonce\b|offre\b|contenu|article\b|auteur|site\b|demande|compte|adresse|lien\b|connexion|veuillez|désolé|accueil|recherche|secondes|peut-être|possiblement|semble\w*|essayez|trouvé|revenir|retour"
    r"|oferta|anuncio|artículo|página|sitio|solicitud|navegador|cuenta|enlace|conexión|por favor|lo sentimos|inicio|búsqueda|segundos|minutos|parece|puede|probablemente|ayuda|annuncio|anúncio|articolo|artigo|contenuto|pagina\b|sito\b|richiesta|collegamento|indirizzo|spiacenti|ricerca|sembra|potrebbe|forse|prova\b|solicitação|conta\b|endereço|desculp|início|pesquisa|busca|talvez|conteúdo|ops\b"
    r"|pagina|verzoek|verbinding|helaas|sorry|zoek|misschien|lijkt|ogłoszeni|wpis|artykuł|stron|przeglądark|żądani|połączeni|przepraszamy|niestety|szuk|wyszuk|być może|wygląda|spróbuj|inzerát|článek|stránk|prohlížeč|požadavek|připojení|omlouváme|bohužel|hled|možná|annonsen?\b|artikeln?\b|artiklen|ilmoitus|hirdetés|anunț\w*|sidan?\b|webbläsar|anslutning|tyvärr|sök|kanske|siden|beklager|desværre|dessverre|søg|søk|sivu|selain|valitettavasti|ehkä|etsi|oldal|böngész|kérés|sajnál|keres|talán|ilan|içerik|konu\w*|sayfa|site\b|istek|bağlantı|üzgün|maalesef|ara(?:yın|ma)\b|belki|lütfen|pagin|cerere|conexiun|scuze|caut|poate|σελίδα|ιστότοπο|αίτημα|λυπούμαστε|αναζήτησ|φαίνεται"
    r"|страниц|объявлени|материал|запись|тем[аыу]\b|форум|сайт|запрос|браузер|аккаунт|ссылк|адрес|соединени|пожалуйста|извините|к сожалению|главн|поиск|секунд|минут|возможно|автоматически|ошиблись|воспользуйтесь|сторінк|запит|посиланн|вибач|на жаль|пошук|можливо|trang|bài viết|yêu cầu|trình duyệt|xin lỗi|rất tiếc|vui lòng|halaman|situs|permintaan|maaf|silakan|mungkin|jaringan|giây\b|detik\b|saniye\b|sekunti|másodperc"
    r"|application\b|runtime\b|hosting|problem|engineers?|readers?\b|forum\b|country|region|nothing if"
    r"|browser|leser\b|website|internet|domain|beitrag|augenblick|gründen|inhalt|betreiber|kundendienst|anbieter"
    r"|navigateur|connexion|domaine|hébergeur|lecteurs?|pays\b|page\b|oups|pardon|bienvenue|instant"
    r"|dominio|servidor|red\b|país|contenido|ubicación|propietario|lectores|vaya\b|momento|browser|dominio|rete\b|paese|oops|cliente|lettori|gestore|navegador|domínio|rede\b|país|leitores|site\b"
    r"|browser|domein|netwerk|lezers|eigenaar|oeps|artikel|przeglądark|domen|sieci|czytelnik|kraju|właściciel|ojej|autor|redakcj|prohlížeč|domén|sít|čtenář|zem[ií]|majitel|jejda|článk|webbläsare|nätverk|läsare|hoppsan|artikel|netværk|nettverk|læser|leser|saken\b|artikkel|nettleser|hov\b|ups\b|oi\b|selaime|verkko|sivusto|hups|juttu\w*|lukija|böngésző|hálózat|webhely|weboldal|hoppá|olvasó|cikk"
    r"|tarayıcı|ağ\w*|ülke|okur|yazı\w*|sayfa|hesap|işlem|browserul|site-ul|rețea|cititor|țar[ăa]|articol|browser|ιστοσελίδα|πρόγραμμα περιήγησης|δίκτυ|αναγνώστ|άρθρο|σύνδεσμο"
    r"|устройств|подключени|владелец|владельц|стран[аеы]\b|читател|контент|ой\b|адреси|пристро|з'єднан|власник|країн|читач|вміст|будь ласка|страницата|сайтът|браузър|съжаляваме|stranica|preglednik|mreža|žao nam|molimo|mạng|máy|địa chỉ|liên kết|nội dung|peramban|browser|tautan|konten|alamat"
    r"|stor(?:y|ies)\b|recipe\b|inlägg\w*|skribent\w*|innlegg\w*|indlæg\w*|bejegyzés|szerző|postare\w*|autorul|κείμενο|публикаци\w*|ссылк\w*|автор\b|tulisan|beranda|redaktion|redacción|redazione|autore\b|rédaction|redactie|visitors?\b|our servers?|gesucht\w*|suchen\b|bereich|ausschreibung|cherche[zr]?\b|cherchez|buscas?\b|buscaba|busques|cerchi\b|cercat[oai]|procura\b|zoekt\b|letar\b|söker\b|leder efter|etsimäsi|osoite\w*|artikkeli|hledan\w*|hledáte|adres[ay]\w*|odkaz|keresett|keresi|căutat\w*|adresa|tražen\w*|tražite|članak|članka|sadržaj|poveznic|статия|статията|съдържание|адрес|търсен\w*|линк|статт\w*|шукаєт\w*|ищете|искали|тест\b|aradığınız|αναζητ|ζητήσ|άρθρο|διεύθυνση|tìm\b|bài\b|cari\b|dicari|článok|hľadan|članek|iskan|straipsn|ieškom|rakst|meklē|otsita|lehe\w*|article\b|страница|чланак|тражен",
    r"文章|页面|頁面|网站|網站|请求|請求|浏览器|访问|訪問|链接|地址|返回|首页|搜索|抱歉|很抱歉|请|您|可能|管理员|页|内容|投稿|ブログ|ページ|サイト|リクエスト|ブラウザ|接続|申し訳|お探し|トップ|検索|ください|可能性|URL|記事|글|페이지|사이트|요청|브라우저|주소|연결|죄송|홈으로|검색|하세요|주세요|게시물|المقال|الصفحة|الموقع|الطلب|المتصفح|الرابط|عذرا|عفوا|الرئيسية|البحث|يبدو|يرجى|העמוד|הפוסט|הדף|האתר|בקשה|דפדפן|סליחה|אופס|חיפוש|נראה|صفحه|برگه|سایت|درخواست|مرورگر|متأسف|لطفا|به نظر|جستجو|บทความ|หน้า|เว็บไซต์|คำขอ|เบราว์เซอร์|ขออภัย|ดูเหมือน|ค้นหา|กรุณา|पृष्ठ|पेज|साइट|अनुरोध|ब्राउज़र|क्षमा|खोज|कृपया|सकता है|该|网络|服务|版块|用户|接入|系统|稍后|お使いの|お客様|ネットワーク|アドレス|サービス|時間をおいて|귀하|네트워크|서비스|이용|요청하신|접속|متصفحك|شبكتك|عنوان|خدمة|المحتوى|הרשת|כתובת|תוכן|شبکه|آدرس|محتوا|کاربر|เครือข่าย|เนื้อหา|लिंक|सामग्री|नेटवर्क|찾으시는|옮겨|您要找|要找的|作者|تبحث|مقال|عنوان آخر|المطلوب|מחפש|מאמר|مورد نظر|مطلب|آدرس|ที่คุณค้นหา|लेख",
)
#: An offer to read on for money.
PAID = _stems(
    r"subscri(?:be|ption|ber)|unlimited|(?:free|paying) (?:trial|stories|articles|member)|premium\b|member(?:ship)?\b|paywall|read(?:ing)? (?:on|the (?:full|rest))|keep reading|continue reading|cancel anytime"
    r"|abonn\w+|abo\b|weiterlesen|jederzeit kündbar|probeabo|freischalt|suscr[ií]\w+|exclusiv[oa]s? para|seguir leyendo|abbonat\w*|abbona\w+|continuare a leggere|prova gratuita|assin(?:e|ante|atura)\w*|conteúdo exclusivo|lire la suite|réservée? aux|sans engagement"
    r"|lees verder|verder lezen|prenumer\w+|läs vidare|låst artikel|læs videre|les videre|adgang til alle|tilaa\w*|lue lisää|subskry\w+|wykup\w*|czyta(?:ć|j) dalej|pozostało \d|předplat\w+|číst dál|előfizet\w+|tovább olvas|abone|okumaya devam|abonament\w*|citește mai|συνδρομ\w+|συνέχεια|подписк\w+|подписчик\w*|читать дал\w+|продолжение доступно|передплат\w+|читати дал\w+|абонамент\w*|pretplat\w+|berlangganan|đọc tiếp",
    r"有料|会員限定|続きを読む|続きは|残り.{0,8}文字|订阅|訂閱|付费|付費|会员|继续阅读|구독|유료|이어서|اشترك|اشتراك|للمشتركين|מנוי|להמשך|اشتراک|สมัครสมาชิก|सदस्यता",
)
#: What is free: letters by mail and feeds.
BY_MAIL = _stems(
    r"newsletter|e-?mails?\b|inbox|feed\b|rss|reader\b|infolettre|bolet[ií]n|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirj|hírlev|bülten|рассылк|розсилк|posteingang|podcast|channel|youtube",
    r"メルマガ|邮件|뉴스레터|النشرة|ניוזלטר",
)
#: How a visitor is spoken to.
ADDRESS = _stems(
    r"you(?:r|rs)?\b|ihr(?:e[mnrs]?)?\b|sie\b|dein\w*|votre\b|vos\b|vous\b|usted|tus?\b|suo\b|tuo\b|tua\b|seu\b|sua\b|você|jouw|uw\b|twoj\w*|twój|váš|vaše\w*|din[ae]?\b|ditt\b|sizin|dumneavoastră|σας\b|ваш\w*|вы\b|вас\b|вам\b|ви\b|vaš\w*|của bạn|anda\b|kamu\b",
    r"您|请|ください|お客様|귀하|하세요|십시오|متصفحك|شبكتك|يرجى|שלך|شما|لطفا|ของคุณ|กรุณา|आपक|कृपया",
)
#: How a sentence begins that speaks of the very page it stands on.
THIS_PAGE = late(
    r"(?:looks like |(?:sorry|oops|unfortunately|we(?:'| a)re sorry)[,.!:]? (?:but )?)?(?:this|that|the (?:requested|page|url|content|topic|post|thread|video|article|story|link|listing|item|product|file|address|domain|site|website)|your|you)\b"
    r"|(?:leider,? )?(?:diese[rs]?|d(?:ie|er|as) (?:seite|angeforderte|gewünschte|gesuchte)|ihre?|sie|hier (?:gibt|ist))\b|(?:désolé,? )?(?:cet(?:te)?|ce|votre|vous)\b|(?:lo sentimos,? )?(?:est[ae]|su|tu)\b|quest[ao]\b|(?:est[ea]|ess[ea]|sua)\b|(?:deze|dit|uw|je)\b|(?:ta|ten|to|ta)\b|(?:эт[аои]т?|данн\w+|ваш\w*|вы)\b|bu\b"
    r"|(?:この|该|此|本|이 |해당|هذه|هذا)",
    re.IGNORECASE,
)
#: What stands below a text that may be commented on.
REPLY = late(
    r"\b(?:repl(?:y|ies)|comments?|kommentar\w*|antworten|commentaires?|répondre|comentarios?|comentários?|responder|comment[io]|reacties?|komentarz\w*|yorum\w*|vote|to answer|to post)\b|комментари|ответ|コメント|评论|評論|댓글|تعليق",
    re.IGNORECASE,
)
#: How the headings of articles speak of such things.
ADVICE = late(
    r"[?？]|\w: \w+ \w|：\w|\b(?:how (?:to|we|i|do)|what (?:to|is|it|a)|why|guide|tips|fix(?:es|ing)?|checklist|wie\b|was ist|warum|que faire|comment|pourquoi|cómo|qué|por qué|come\b(?! back)|cosa|perché|como|o que|hoe|waarom|jak\b|dlaczego|что делать|как\b|почему|nasıl|neden|hur\b|varför|hvordan|miten|hogyan|cum\b|cách\b|cara\b|bagaimana)\b"
    r"|方法|し方|対処|とは|怎么|如何|为什么|방법|이유|كيف|ما هو|لماذا|איך|چگونه|วิธี|कैसे|क्या है",
    re.IGNORECASE,
)
#: A heading of one word that is no name.
ERROR = late(
    r"\W*(?:error|fehler|erreur|errore?|erro|fout|błąd|chyba|fel|fejl|feil|virhe|hiba|hata|eroare|σφάλμα|ошибка|помилка|lỗi|エラー|错误|錯誤|오류|خطأ|שגיאה|خطا|त्रुटि)\W*(?:\d{3})?\W*",
    re.IGNORECASE,
)
#: A time of day or of the week: somebody's own news.
DATED = late(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|uhr|heures)\b|\b\d{1,2}:\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
    re.IGNORECASE,
)
#: What vendors put into a page to have a visitor prove what it is.
WIDGET = late(
    r"class=[\"'][^\"']{0,60}\b(?:g-recaptcha|h-captcha|cf-turnstile|frc-captcha|smart-captcha|mtcaptcha|altcha)\b|<altcha-widget|static\.geetest\.com|arkoselabs\.com|funcaptcha",
    re.IGNORECASE,
)
#: What a page says of its own links, in a list of changes or in jest. One that leads here may be said to be
#: broken or expired; what is removed is one on the page.
OF_LINKS = late(
    r"\b(?:no|without|any|removed?|dropped|deleted|moved|edited|replaced|changed|took) (?:\w+ ){0,2}(?:hyper|back)?links?\b"
    r"|\b(?:(?:hyper|back)?links?|section|paragraph|sentence|passage|reference|mention|recommendation|anchor|footnote)s? (?:(?!you\b|that\b|which\b|we\b)\w+ ){0,3}(?:removed|gone|missing|deleted|dropped|lost|taken|stripped|disabled|disappeared|vanished|allowed|here)\b"
    r"|\b(?:link\w*|lien\w*|enlaces?|vínculos?|collegament\w+|ссылк\w+|посилан\w+|odkaz\w*|odnośnik\w*|lenke\w*|länk\w*|linkki\w*|hivatkozás\w*|σύνδεσμο\w*|bağlantı\w*|tautan|liên kết) (?:\w+ ){0,3}"
    r"(?:entfernt|gelöscht|verschwunden|weg\b|supprimé|retiré|enlevé|disparu|eliminad|borrad|quitad|retirad|removid|apagad|excluíd|rimoss|eliminat|cancellat|sparit|verwijderd|weggehaald|удал[её]н|убран|видален|usunięt|odstraněn"
    r"|smazán|fjernet|slettet|borttag|raderad|poistettu|törölt|eltávolít|αφαιρ|kaldırıl|silin|dihapus|xóa|gỡ)"
    r"|リンク.{0,3}(?:削除|消|外)|(?:链接|連結|鏈接).{0,3}(?:删除|刪除|移除)|링크.{0,4}(?:삭제|제거)"
    r"|\b[\w-]+\.[a-z]{2,6}/\w",
    re.IGNORECASE,
)
#: A question of a visitor's age.
AGE = late(
    r"\b(?:18|19|20|21)\b|\b(?:of age|legal age|old enough|alt genug|volljährig|majeure?|l'âge|mayor de edad|maggiorenne|maior de idade|meerderjarig|pełnoletni|совершеннолет)",
    re.IGNORECASE,
)
