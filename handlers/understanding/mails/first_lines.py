"""What somebody wrote themselves at the top of a mail: no history, no signature."""

import re

#: What is shown, and kept, of a mail.
LINES, CHARACTERS = 4, 300

_HISTORY = re.compile(
    r"^\s*(?:>|_{8,}\s*$|-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje "
    r"original|"
    r"messaggio originale|forwarded message)|"
    r"(?:on|am|le|el|il|em|op|den|dnia|w dniu)\b.{4,120}(?:wrote|schrieb\b.{0,60}|a écrit|escribió|ha "
    r"scritto|"
    r"escreveu|schreef\b.{0,60}|skrev\b.{0,60}|napisał\(?a?\)?|napisała?)\s*:?\s*$|"
    r"\*?(?:from|von|de|da|van)\*?:\s.*@)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\s*(?:--\s*$|sent from my |von meinem .* gesendet|envoyé de mon |enviado desde mi )", re.IGNORECASE
)


def own_words(body: str) -> str:
    """The body down to its history or signature."""
    kept: list[str] = []
    for line in body.split("\n")[:2_000]:
        if _HISTORY.match(line[:300]) or _SIGNED.match(line[:100]):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip()


def first_lines(body: str) -> str:
    """The first few lines of it, on one line, cut at a word."""
    lines = [" ".join(line.split()) for line in own_words(body).split("\n")]
    said = " ".join([line for line in lines if line][:LINES])
    if len(said) <= CHARACTERS:
        return said
    return said[:CHARACTERS].rpartition(" ")[0][:CHARACTERS] + "…"
