"""Automatic replies: that nobody is there, and when they are back, in several languages."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from handlers.understanding.mails.first_lines import own_words
from handlers.understanding.mails.letter import Letter

#: Dates that are tried in one mail: whoever writes more of them tells no return.
MOST_DATES = 8
#: A return further away than this is no holiday.
FARTHEST = timedelta(days=400)

_SUBJECT = re.compile(
    r"^\s*(?:(?:re|aw|sv|antw|odp|ref)\s*:\s*)?(?:\W*)(?:auto(?:matic|mated)?[\s-]*(?:reply|response|"
    r"responder|"
    r"antwort)|auto:|out[\s-]of[\s-](?:the[\s-])?office|ooo\b|ooto\b|vacation (?:reply|response|notice|auto)|"
    r"away (?:from|message|notice)|on (?:annual |parental |maternity |sick )?leave|on (?:vacation|"
    r"holiday)s?\b|"
    r"absen(?:t|ce)\b|i am away|automatische antwort|abwesenheit|abwesend|nicht im (?:büro|haus)|"
    r"réponse automatique|absence du bureau|en congés?|respuesta automática|fuera de (?:la )?oficina|"
    r"ausencia|"
    r"resposta automática|ausente|fora do escritório|risposta automatica|fuori (?:sede|ufficio)|assente|"
    r"automatisch(?:e)? antwoord|afwezig|odpowiedź automatyczna|autoodpowiedź|nieobecn|autosvar|"
    r"automatiskt svar|automatisk svar|frånvaro|fravær|poissa|automaattinen vastaus|otomatik yanıt|"
    r"автоответ|автоматический ответ|нет на месте|"
    r"自動返信|自動応答|自動回覆|自动回复|自动答复|자동 응답|자동 회신|부재중|不在(?:通知|のお知らせ)|"
    r"automatická odpověď|"
    r"automatikus válasz|răspuns automat)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\bthis is an? auto(?:matic|mated)[\s-]|\bauto(?:matic|mated)[\s-]*(?:reply|response)|"
    r"\b(?:i am|i'm|we are|i will be) (?:currently |presently |now |away and )?(?:out of (?:the )?office|"
    r"on (?:annual|parental|maternity|paternity|sick) leave|away from (?:the office|my desk|my e-?mail))|"
    r"limited access to (?:my )?e-?mails?|\bich bin (?:derzeit |zurzeit |aktuell |momentan )?(?:nicht im "
    r"(?:büro|"
    r"haus)|abwesend|im urlaub)|\bje suis (?:actuellement )?(?:absente?|en congés?)|\bestoy fuera de "
    r"(?:la )?oficina|"
    r"\bestaré (?:fuera|ausente)|\bestou (?:ausente|fora do escritório)|\bsono (?:fuori ufficio|assente|"
    r"in ferie)|"
    r"\bik ben (?:momenteel )?(?:afwezig|niet op kantoor|met vakantie)|\bjestem (?:obecnie )?(?:nieobecn|"
    r"na urlopie)|"
    r"\bjag är (?:för närvarande )?(?:borta|på semester|inte på kontoret)",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    r"[$€£]\s?\d|\b(?:sounds (?:good|great)|happy to|i'd love|interested|unfortunately we|we don't|we do not|"
    r"your (?:pitch|idea|proposal|article|draft)|guest post|price|fee|deal)\b",
    re.IGNORECASE,
)
# What stands before the day that somebody is back, by language; below, before their last day away.
_BACK = {
    "en": r"(?:back|return(?:ing|s)?|available(?: again)?|reachable)(?: (?:in|to|at) (?:the |my "
    r")?(?:office|work|desk))?"
    r"(?:\s+(?:again|from))*\s+(?:on|from|by|as of|starting)?(?:\s+the)?|again (?:on|from)",
    "de": r"(?:wieder|zurück|erreichbar|da|büro)[^.\n]{0,30}?\b(?:ab(?: dem)?|am|zum)|ab(?: dem)?|zurück am",
    "fr": r"(?:de retour|retour|reviens|reviendrai|disponible)(?: au bureau)?\s*(?:le|à partir du|dès "
    r"le)?|à partir du",
    "es": r"(?:regreso|regresaré|vuelvo|volveré|vuelta|disponible)[^.\n]{0,20}?(?:el(?: día)?|a partir "
    r"del)|a partir del",
    "it": r"(?:rientro|rientrerò|torno|tornerò|disponibile)[^.\n]{0,20}?(?:il|dal|a partire dal)|a "
    r"partire dal",
    "pt": r"(?:retorno|regresso|volto|voltarei|disponível)[^.\n]{0,20}?(?:em|no dia|a partir de)|a partir de",
    "nl": r"(?:terug|bereikbaar|weer)[^.\n]{0,20}?(?:op|vanaf)|vanaf",
    "pl": r"(?:wracam|wrócę|powrót|dostępn\w*)[^.\n]{0,20}?(?:w dniu|od|dnia|w)?",
    "sv": r"(?:tillbaka|åter)(?: (?:på kontoret|igen))?\s*(?:den|från)?",
}
_UNTIL = {
    "en": r"(?:until|till|til|through|thru|up to)(?: and including)?(?:\s+the)?",
    "de": r"bis(?: einschließlich| einschl\.| inkl\.| inklusive)?(?: zum)?",
    "fr": r"jusqu'au|jusqu’au|au",
    "es": r"hasta(?: el)?(?: día)?|al",
    "it": r"fino al|sino al|al",
    "pt": r"até(?: (?:o )?dia| ao| a)?|ao",
    "nl": r"tot(?: en met)?",
    "pl": r"do(?: dnia)?",
    "sv": r"till(?: och med)?|t\.?o\.?m\.?",
}
_YEAR = r"(?:,?\s+(?:de |del )?(?:19|20)\d\d)?"
_WORD = r"[^\W\d_]{3,12}"
_DAY = (
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d{2}))?|"
    rf"(?:{_WORD}\.?,?\s+)?(?:the\s+|den\s+|dem\s+)?\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:of\s+|de\s+|"
    rf"d')?{_WORD}\.?{_YEAR}|"
    rf"(?:{_WORD}\.?,?\s+)?{_WORD}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d){_YEAR}|"
    r"(?:next\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|(?:montag|dienstag|mittwoch|"
    r"donnerstag|freitag)|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves|viernes|lunedì|martedì|mercoledì))"
)


def _before_days(table: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(rf"\b(?:{before})\s*:?\s*{_DAY}", re.IGNORECASE)
        for language, before in table.items()
    }


_TOLD = (_before_days(_BACK), _before_days(_UNTIL))
_LANGUAGES = {
    "de": re.compile(r"\b(?:ich|bin|nicht|und|der|die|wieder|bis|abwesen)", re.IGNORECASE),
    "fr": re.compile(r"\b(?:je|suis|jusqu|vous|absen|votre|bureau|réponse)", re.IGNORECASE),
    "es": re.compile(r"\b(?:estoy|estaré|hasta|oficina|respuesta|correo|gracias|el día)", re.IGNORECASE),
    "it": re.compile(r"\b(?:sono|fino|ufficio|risposta|grazie|assente|ferie)", re.IGNORECASE),
    "pt": re.compile(r"\b(?:estou|até|escritório|resposta|obrigad|ausente)", re.IGNORECASE),
    "nl": re.compile(r"\b(?:ik|ben|afwezig|tot en met|kantoor|antwoord)", re.IGNORECASE),
    "pl": re.compile(r"\b(?:jestem|nieobecn|urlop|wracam|dziękuj|odpowied)", re.IGNORECASE),
    "sv": re.compile(r"\b(?:jag|är|semester|tillbaka|kontoret|autosvar)", re.IGNORECASE),
    "en": re.compile(r"\b(?:i|am|the|office|until|back|return|out|reply)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away; ``back`` is their return date as far as they told it."""

    back: date | None


def absence(letter: Letter, now: datetime, locale: str) -> Absence | None:
    """Whether a machine answered that somebody is away; ``locale`` decides what 5/6 means."""
    if not automatic(letter):
        return None
    return Absence(return_date(f"{letter.subject}\n{own_words(letter.body)[:4_000]}", now, locale))


def automatic(letter: Letter) -> bool:
    """Whether a machine wrote it on somebody's behalf.

    Source: RFC 3834, ``Auto-Submitted``; where Slack hands on no such header, what such mails begin with.
    """
    headers = letter.headers
    submitted = headers.get("auto_submitted", "").strip().lower()
    if submitted.startswith("auto-replied") or headers.get("precedence", "").strip().lower() == "auto_reply":
        return True
    if any(name in headers for name in ("x_autoreply", "x_autorespond", "x_auto_response")):
        return True
    if _SUBJECT.match(letter.subject[:300]):
        return True
    said = own_words(letter.body)
    return len(said) < 1_500 and bool(_BODY.search(said[:600])) and not _A_PERSON.search(said)


def return_date(text: str, now: datetime, locale: str) -> date | None:
    """The day they are back, else the last day they are away; None where none is said."""
    flat = " ".join(text.split())
    likely = max(_LANGUAGES, key=lambda language: len(_LANGUAGES[language].findall(flat)))
    languages = sorted(_LANGUAGES, key=lambda language: (language != likely, language != "en"))
    for patterns in _TOLD:
        for language in languages[:2]:
            for found in islice(patterns[language].finditer(flat), MOST_DATES):
                day = _parsed(found["day"], language, now, locale)
                if day is not None:
                    return day
    return None


def _parsed(written: str, language: str, now: datetime, locale: str) -> date | None:
    """A date in words; None for what is none, is over, or too far away."""
    # Slow to import, and most mails come from people who are there.
    import dateparser  # type: ignore[import-untyped]

    order = "MDY" if language == "en" and locale.replace("_", "-") in {"en-US", "en"} else "DMY"
    iso = re.fullmatch(r"\d{4}-\d{2}-\d{2}", written)
    found = dateparser.parse(
        re.sub(r"^next\s+", "", written, flags=re.IGNORECASE),
        languages=[language],
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "DATE_ORDER": "YMD" if iso else order,
            "REQUIRE_PARTS": ["day"] if any(char.isdigit() for char in written) else [],
        },
    )
    if found is None:
        return None
    today = now.date()
    return found.date() if today <= found.date() <= today + FARTHEST else None
