# ruff: noqa: E501 - a line holds the phrases of a few languages
"""The words by which a page is known to be itself, whatever else it says; see ``bot.links.walls.own_matter``."""

import re

from bot.links.walls.late import late

#: What only documentation for those who write programs says.
DOCUMENTS = late(
    r"\bstatus codes\b|\bstatus code (?:indicates|means|tells|signals|is (?:returned|sent|used))"
    r"|\b(?:client|server) error (?:response|status)|\bretry-after\b|\brfc ?\d{4}\b|\bour api\b|\bapi (?:reference|docs?\b|documentation|clients?\b)"
    r"|\b(?:http-)?statuscodes\b|\bcodes (?:de statut|d'état) http\b|\bcódigos de (?:estado|status) http\b|\bcodici di stato http\b"
    r"|\bkod(?:y|ów) (?:stanu|statusu|odpowiedzi) http\b|\bкод(?:ы|ов) (?:состояния|ответа) http\b|httpステータスコード|http ?状态码|http ?상태 ?코드",
    re.IGNORECASE,
)
#: An answer of a server, quoted.
QUOTED_ANSWER = late(r"\bHTTP/[12](?:\.[01])? \d{3}\b|\bRetry-After\b|\b\d{3} [A-Z][a-z]+ ", re.IGNORECASE)
#: What a list of changes is headed.
RELEASE = late(
    r"(?:version|release|v\.?) ?\d+(?:\.\d+)+\b.{0,40}|change ?log|release notes|what's new", re.IGNORECASE
)
#: What something costs: neither a check nor a site that is shut asks for money.
PRICE = late(
    r"[€$£¥₽₩] ?\d|\d ?(?:€|£|₽|zł|kč|円|元|원)|\d (?:kr|euros?|eur|usd|dollars?|руб\w*|ft|lei|tl)\b",
    re.IGNORECASE,
)
SENT_FREE = late(
    r"\b(?:shipping|delivery|versand\w*|liefer\w+|livraison|env[íi]o|entrega|spedizione|verzending|bezorg\w+|dostaw\w+|doprav\w+|frakt|fragt|toimitus|kargo|доставк\w+|livrare|szállítás)\b|送料|运费|배송",
    re.IGNORECASE,
)
#: What a host says of a sum.
OWED = late(
    r"suspend|suspens|sospes|gesperrt|payment|\bpaid\b|invoice|overdue|renew|hosting|hébergement|alojamiento|hospedagem|impag|factura|fatura|fattura|zahlung|rechnung|paiement|facture|betaling|faktur|opłat|zaplac|ödeme|fatura|оплат|домен|domain|dominio|domaine",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary|uar|vier|\.)?|enero|gennaio|janeiro|feb(?:ruary|ruar|\.)?|février|febrero|febbraio|fevereiro|mar(?:ch|s|zo|ço|\.)"
    r"|märz|apr(?:il|ile|\.)?|avril|abril|mai|may|mayo|maggio|maio|mei|jun[ei]?|juin|junio|giugno|junho|jul[iy]?|juillet|julio|luglio|julho"
    r"|aug(?:ust|ustus|\.)?|août|agosto|sept?(?:ember|embre|\.)?|septiembre|settembre|setembro|okt(?:ober|\.)?|oct(?:ober|obre|\.)?|octubre|ottobre|outubro"
    r"|nov(?:ember|embre|iembre|embro|\.)?|de[cz](?:ember|\.)?|décembre|diciembre|dicembre|dezembro"
)
#: A day of the year.
DAY = late(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of |de )?(?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}\b|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}월 ?\d{{1,2}}일",
    re.IGNORECASE,
)
#: Before what is explained.
ARTICLE = r"(?:(?:an?|the|eine?|der|die|das|une?|l[ae]|el|un[ao]?|il|uma?|een|het|de) )?"
#: Between a headline and what it means.
IS = r"(?:is|are|was|ist|sind|est|sont|es|son|è|é|jest|är|er|on|is een) (?:(?:an?|the|one|any|ein|eine|der|die|das|une?|l[ae]|les|una?|el|um|uma|een|de|het|en|ett|et)\b|l')"
#: What was out of order and is so no more; none of it said of what is still to come.
REPORTS = late(
    r"\b(?:was|were|had been) (?:down|offline|unavailable|out of order)\b|\beverything (?:works|is working|runs) again|\b(?:is|are) back online\b|\bwe(?:'re| are) back\b(?! (?:in|at|on|by|from|later|tomorrow|shortly|soon)\b)"
    r"|\bwar(?:en)? (?:\w+ ){0,3}(?:nicht erreichbar|offline|gestört)|\b(?:läuft|funktioniert|geht) (?:jetzt |nun |alles )?wieder\b|\bwieder (?:online|da)\b"
    r"|\bétait (?:indisponible|hors ligne|en maintenance)|\b(?:refonctionne|fonctionne à nouveau)|\bestuvo (?:caíd[oa]|fuera de servicio|en mantenimiento)|\bvuelve a funcionar|\bera (?:offline|fuori servizio|in manutenzione)|\bfunziona di nuovo"
    r"|\besteve (?:fora do ar|em manutenção)|\bvoltou a funcionar|\bwas (?:niet bereikbaar|offline)|\bwerkt weer|\bснова (?:работает|доступен|онлайн)|\bznów działa|復旧(?:し|いた)|已(?:经)?恢复|복구되었",
    re.IGNORECASE,
)
TO_COME = late(
    r"\b(?:will|'ll|soon|shortly|until|when|once|in an? |in \d+|from|tomorrow|ab|am|gleich|morgen|in einer|in einem|dans|demain|mañana|amanhã|domani|morgen|bald|demnächst|kürze|sobald|bientôt|dès que|pronto|cuando|breve|presto|quando|binnenkort|zodra|скоро|wkrótce)\b|まもなく|即将|곧",
    re.IGNORECASE,
)
#: What names the request in a table of a refusal or of an error in a program.
OF_THE_REQUEST = late(
    r"[:：]\s*$|\b(?:request|url|uri|method|ip|time|date|server|host|client|referr?er|block|event|incident|attack|message|reason|user agent|browser|ray)\b|\bid\b",
    re.IGNORECASE,
)
#: How what surrounds a page is named.
AROUND = late(
    r"\b(?:head(?:er)?|foot(?:er)?|nav|menu|logo|brand|social|share|icons?|partners?|payment|side ?bar|spinner|load(?:er|ing)?|skeleton)",
    re.IGNORECASE,
)
