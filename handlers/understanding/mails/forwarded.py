"""Forwarded mail: the original stands in the body, below a few header lines, in many languages."""

import re
from dataclasses import replace

from handlers.understanding.mails.letter import Letter, Party
from handlers.understanding.mails.parties import parties

_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]\n]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|vs|vb|doorst|pd|перешл|转发|転送)\s*:",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"^[>\s]*(?:-{2,}\s*)?(?:forwarded (?:message|by)|begin forwarded message|original message|"
    r"weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|ursprüngliche nachricht|"
    r"message transféré|début du message (?:réexpédié|transféré)|message d'origine|"
    r"mensaje (?:reenviado|original)|inicio del mensaje reenviado|messaggio (?:inoltrato|originale)|"
    r"inizio messaggio inoltrato|mensagem (?:encaminhada|original)|início da mensagem (?:reencaminhada|"
    r"encaminhada)|"
    r"doorgestuurd bericht|oorspronkelijk bericht|przekazana wiadomość|wiadomość oryginalna|"
    r"vidarebefordrat (?:meddelande|brev)|videresendt (?:melding|meddelelse))\b.{0,40}$",
    re.IGNORECASE,
)
_NAMES = {
    "from": "from von de da van od från fra lähettäjä kimden от 发件人 差出人",
    "to": "to an à a para aan do till til vastaanottaja kime кому 收件人 宛先",
    "cc": "cc kopie copie cc copia kopia kopi dw",
    "date": "date sent datum gesendet envoyé fecha enviado enviada data inviato verzonden wysłano skickat "
    "dato sendt дата 日期 日時 送信日時",
    "subject": "subject betreff objet asunto oggetto assunto onderwerp temat ämne emne aihe konu "
    "тема 主题 件名",
    "message_id": "message-id",
}
_FIELDS = {word: name for name, words in _NAMES.items() for word in words.split()}
_FIELD = re.compile(
    r"^[>\s]*\*{0,2}(?P<name>[^\W\d_][\w-]{0,16}|Message-ID)\s*:\*{0,2}\s*(?P<value>.{0,2000})$"
)
#: So many lines a comment above a forwarded mail may have, and its headers.
_ABOVE, _HEADERS = 40, 14


def says_forwarded(subject: str) -> bool:
    """Whether a subject begins as that of forwarded mail does."""
    return bool(_SUBJECT.match(subject))


def original(letter: Letter) -> Letter | None:
    """The mail that ``letter`` forwards; None where there is none in it.

    It keeps the thread of the mail around it: programs that forward name there what they forward.
    """
    lines = letter.body.split("\n")[:400]
    for at, line in enumerate(lines[:_ABOVE]):
        marked = bool(_MARKER.match(line))
        if not marked and not _is(line, "from"):
            continue
        found = _headers(lines, at + 1 if marked else at)
        if found is None:
            continue
        headers, end = found
        sender = next(iter(parties(headers["from"])), None)
        if sender is None:
            continue
        body = "\n".join(re.sub(r"^\s*> ?", "", one) for one in lines[end:]).strip()
        return replace(
            letter,
            subject=headers.get("subject", letter.subject),
            sender=sender,
            to=_listed(headers.get("to", "")),
            cc=_listed(headers.get("cc", "")),
            body=body,
            message_id=headers.get("message_id", "").strip("<> ") or None,
            headers={"date": headers.get("date", "")},
        )
    return None


def _listed(value: str) -> tuple[Party, ...]:
    return tuple(parties(value))


def _is(line: str, name: str) -> bool:
    found = _FIELD.match(line)
    return found is not None and _FIELDS.get(found["name"].lower()) == name


def _headers(lines: list[str], start: int) -> tuple[dict[str, str], int] | None:
    """The header lines from ``start`` on, and where the body begins; None where they name no sender."""
    headers: dict[str, str] = {}
    at = start
    while at < len(lines) and at < start + _HEADERS:
        bare = lines[at].strip(" >*\t")
        found = _FIELD.match(lines[at])
        name = _FIELDS.get(found["name"].lower()) if found else None
        if found is not None and name is not None:
            headers.setdefault(name, found["value"].strip(" *"))
        elif (bare and headers) or (not bare and len(headers) >= 2):
            break
        elif bare:
            return None
        at += 1
    if "from" not in headers or len(headers) < 2:
        return None
    return headers, at
