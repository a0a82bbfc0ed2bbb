"""Mail that came back: which address failed, why, and whether for good.

Source: RFC 3464 (delivery status notifications), RFC 3463 (status codes), and what Gmail, Exchange, Postfix,
Exim and qmail write where Slack hands on the words alone.
"""

import re
from dataclasses import dataclass

from handlers.understanding.mails.letter import Letter
from handlers.understanding.mails.parties import address

_SENDER = re.compile(r"^(?:mailer-?daemon|postmaster|mail-daemon|maildaemon|mdaemon|bounces?)(?:[+=.-].*)?@")
_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|delivery (?:status notification|has failed|failure|incomplete)|returned mail|"
    r"mail (?:delivery (?:failed|failure|system)|system error)|failure notice|(?:message|mail) (?:not "
    r"delivered|"
    r"undeliverable)|unzustellbar|nicht zugestellt|nachricht konnte nicht|non remis|échec de (?:la "
    r")?(?:remise|"
    r"distribution)|no se (?:ha podido|pudo) entregar|error de entrega|mancata consegna|impossibile "
    r"recapitare|"
    r"falha na entrega|não entregue|onbestelbaar|niet bezorgd|niedostarczon|delayed|verzögert",
    re.IGNORECASE,
)
_MAIL = r"<?(?P<mail>[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{3,253})>?"
_FAILED = [
    re.compile(rf"final-recipient:\s*(?:rfc822\s*;)?\s*{_MAIL}", re.IGNORECASE),
    re.compile(rf"x-failed-recipients:\s*{_MAIL}", re.IGNORECASE),
    re.compile(rf"original-recipient:\s*(?:rfc822\s*;)?\s*{_MAIL}", re.IGNORECASE),
    re.compile(
        rf"(?:delivered to|deliver(?:ing|y) to|(?:your|the|a) (?:message|e?-?mail) to|nachricht an|"
        rf"message à|mensaje a|"
        rf"following (?:address|recipient|addresses|recipients)[^@\n]{{0,60}}:?|recipients?:)\s*{_MAIL}",
        re.IGNORECASE,
    ),
    re.compile(rf"^\s*{_MAIL}\s*(?::|\n|\()", re.MULTILINE),
]
_STATUS = re.compile(r"^\s*status:\s*([245])\.\d{1,3}\.\d{1,3}", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^\s*action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_LATER = re.compile(
    r"\bdelay(?:ed)?\b|will (?:be )?(?:retr(?:y|ied)|keep trying)|still trying|temporary (?:problem|"
    r"failure)|verzögert|"
    r"warning: message",
    re.IGNORECASE,
)
_REASON = [
    re.compile(r"diagnostic-code:\s*(?:smtp;)?\s*(.{3,300})", re.IGNORECASE),
    re.compile(r"\b([45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}[ :]?)?.{3,300})"),
    re.compile(
        r"((?:address not found|(?:no such|unknown|invalid) (?:user|recipient|mailbox|address)|user "
        r"unknown|mailbox "
        r"(?:full|unavailable|not found)|(?:address|account) (?:does not|doesn't) exist|quota exceeded|"
        r"couldn't be found)[^\n]{0,200})",
        re.IGNORECASE,
    ),
]
_ORIGINAL = re.compile(r"^[>\s]*message-id:\s*<([^<>\s]{3,900})>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """``failed`` are addresses, lower case; ``later``: the server goes on trying. ``original`` came back."""

    failed: tuple[str, ...]
    why: str
    later: bool
    original: tuple[str, ...]


def bounce(letter: Letter) -> Bounce | None:
    """What came back; None where ``letter`` is no such notice."""
    daemon = letter.sender is None or bool(_SENDER.match(letter.sender.address))
    report = "multipart/report" in letter.headers.get("content_type", "").lower()
    told = bool(_SUBJECT.search(letter.subject)) or bool(_FAILED[0].search(letter.body))
    if not ((daemon and told) or (report and told)):
        return None
    body = letter.body
    failed: dict[str, None] = {}
    listed = letter.headers.get("x_failed_recipients", "")
    for text, pattern in [(listed, re.compile(_MAIL)), *((body, one) for one in _FAILED)]:
        for found in pattern.finditer(text):
            one = address(found["mail"].rstrip(".,;:"))
            if one and one != (letter.sender.address if letter.sender else "") and len(failed) < 20:
                failed[one] = None
        if failed:
            break
    action = _ACTION.search(body)
    status = _STATUS.search(body)
    later = (
        action[1].lower() in {"delayed", "relayed"}
        if action
        else status[1] == "4"
        if status
        else bool(_LATER.search(f"{letter.subject}\n{body[:3_000]}"))
    )
    reason = next((said[1] for one in _REASON if (said := one.search(body))), letter.subject)
    original = tuple(dict.fromkeys(found[1] for found in _ORIGINAL.finditer(body)))[:5]
    return Bounce(tuple(failed), " ".join(reason.split())[:200], later, (*original, *letter.thread))
