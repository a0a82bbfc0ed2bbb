# ruff: noqa: E501 - a line holds the stems of many languages
"""How bot checks tell visitors in their own language what they do, where nothing else gives them away.

The two sentences of Cloudflare's page, which others say after it: that the visitor is found to be a human,
which takes some seconds, and that a site looks at how secure the connection is.
"""

import re

from bot.links.walls.late import late

_HOST = late(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE | re.ASCII)
_SECURE = late(
    r"secur|sicherheit|sécurité|segur|sicurezz|veilig|bezpiecz|bezpeč|güvenli|безопас|безпек|сигурн|säkerhet|sikkerhe|turvallis|biztonság|ασφάλει"
    r"|सुरक्षा|bảo mật|keamanan|ปลอดภัย|セキュリティ|安全|보안|أمان|אבטח",
    re.IGNORECASE,
)
_CONNECTION = late(
    r"connection|verbindung|connexion|conexi|conexã|connession|verbinding|połączeni|připojení|bağlantı|подключени|соединени|з['’]єднан|връзка|anslutning"
    r"|forbindelse|tilkobling|yhtey|kapcsolat|σύνδεσ|कनेक्शन|kết nối|koneksi|เชื่อมต่อ|接続|连接|連線|연결|اتصال|חיבור",
    re.IGNORECASE,
)
_VERIFY = late(
    r"verif|vérif|überprüf|bestätig|comprob|sprawdz|weryfik|ověř|doğrula|провер|перевір|bekræft|bekreft|varmist|tarkist|ellenőr|επαλήθευ"
    r"|सत्याप|xác minh|ยืนยัน|確認|验证|驗證|확인|تحقق|אימות",
    re.IGNORECASE,
)
_HUMAN = late(
    r"\bhuman|\bmensch|\bhumain|\buman[oi]|\bmens\b|człowiek|člověk|\binsan|человек|людин|човек|människa|menneske|ihminen|\bember|\bom\b|άνθρωπο|इंसान|con người|manusia|มนุษย์"
    r"|人間|真人|人类|人類|사람|إنسان|אנוש",
    re.IGNORECASE,
)
_SECONDS = late(
    r"second|sekund|segundo|saniye|секунд|detik|giây|วินาที|สักครู่|秒|초|ثوان|שניות|δευτερόλεπτ|secund|másodperc|सेकंड",
    re.IGNORECASE,
)
_BROWSER = late(
    r"\bbrowser|navigateur|navegador|przeglądark|prohlížeč|webbläsar|nettleser|\bselain|böngész|tarayıcı|браузер|браузър|περιήγησης"
    r"|ब्राउज़र|trình duyệt|peramban|เบราว์เซอร์|ブラウザ|浏览器|瀏覽器|브라우저|متصفح|דפדפן",
    re.IGNORECASE,
)
_CHECKS = late(
    rf"{_VERIFY.pattern}|\bcheck(?:ing|ed|s)?\b|prüf|kontroll|controll|检查|檢查|検査", re.IGNORECASE
)
_ADVICE = late(
    r"\b(?:how|why|what|which|tips|guide|tests?|wie|warum|welche|comment|pourquoi|quel\w*|cómo|qué|come|perché|как|почему|какой)\b",
    re.IGNORECASE,
)
_LINE, _SENTENCE, _PAGE = 110, 160, 260


def examines(words: str, title: str) -> bool:
    """Whether all that a page says is that its visitor, or the connection, is looked at."""
    if len(words) > _PAGE:
        return False
    if _VERIFY.search(words) and _HUMAN.search(words) and _SECONDS.search(words):
        return True
    checks = len(words) < _LINE and "?" not in words and _CHECKS.search(words)
    if checks and not _ADVICE.search(f"{title} {words}") and (_BROWSER.search(words) or _HUMAN.search(words)):
        return True
    return (
        len(words) < _SENTENCE
        and _HOST.search(words) is not None
        and _SECURE.search(words) is not None
        and _CONNECTION.search(words) is not None
    )
