"""Misspelt command words: suggested, never assumed."""

import re
from dataclasses import replace

from rapidfuzz.distance import OSA

from handlers.understanding.commands import COMMAND_WORDS, command
from handlers.understanding.escapes import to_read
from handlers.understanding.intent import Act, Intent
from handlers.understanding.speech import Speech
from storage.words import Stage

_ONLY_NUMBERED = frozenset(
    {
        "follow-up",
        "followup",
        "remind",
        "snooze",
        "replied",
        "note",
        "decline",
        "drop",
        "promise",
        "vouch",
        "show",
        "done",
    }
)
_NEAR = {3: 1, 4: 1, 5: 2}
# Words that are spelt right and mean something else in this field.
_RIGHT = frozenset(
    """
    sent send set asked ask live line link lost post posted past pitch email emailed emails dropped closed
    noted notes listed lists checked checks showed shows sites campaigns reported reports imported exported
    earn learned imports declines drops promises followed following
    replies reminded snoozed vouched bank lack pack
    news now nev not now one done dont none gone help held hello hey hold night tonight late last lots bob
    jack zack mark nate dove drip crop shop shot slow shop shown know snow unto site side size list fist
    best most must cost reply resort sport export expert support import port retort bark beck book pick away
    always ways way alway log lot leg logo blog got get new few need met net wrote quote vote nope rote hope
    home host revert chase check chuck deck pitched mail note recheck verify rate date gate
    paid said notice""".split()
)


def suggestion(speech: Speech) -> list[Intent] | None:
    """For a text whose first word is nearly a command: ``unclear``, with the fields it would have had."""
    match = re.match(
        r"\s*/?([a-z]+(?:-[a-z]+)?(?: up(?=\s+#?\d))?)\b(?![.@/:])(.*)",
        speech.plain.text,
        re.IGNORECASE | re.DOTALL,
    )
    if match is None:
        return None
    typed, rest = match[1].lower(), match[2]
    if typed in _RIGHT or typed.split()[0] in _RIGHT or typed in COMMAND_WORDS or len(typed) < 3:
        return None
    allowed = _NEAR.get(len(typed), 2)
    near = sorted((OSA.distance(typed.replace(" ", "-"), word), word) for word in COMMAND_WORDS)
    for distance, word in near:
        if distance > min(allowed, _NEAR.get(len(word), 2)):
            return None
        meant = f"{word}{rest}".strip()
        plain = replace(speech.plain, text=meant)
        corrected = replace(speech, plain=plain, read=to_read(meant))
        if _fits(word, rest, speech) and (intents := command(corrected)):
            did = f"did you mean “{word}”?"
            return [
                replace(i, act=Act.UNCLEAR, unclear=(did, *i.unclear), suggestion=meant[:300])
                for i in intents
            ]
    return None


def _fits(word: str, rest: str, speech: Speech) -> bool:
    """Whether what follows is what the command takes; else the word is just a word."""
    rest = rest.strip()
    numbered = bool(re.match(r"#?\d{1,9}\b", rest))
    if word in _ONLY_NUMBERED:
        return (
            numbered
            or (not rest and speech.command)
            or (speech.known.thread_task is not None and speech.command)
        )
    if word == "check":
        return numbered or bool(re.match(r"https?://|[\w-]+\.\w", rest))
    if word in {"earned", "site"}:
        return bool(re.match(r"https?://|[\w-]+\.\w", rest))
    if word in {"campaign", "campaigns"}:
        return bool(re.match(r"(?:new|list|show|set|archive|create)\b", rest, re.IGNORECASE)) or not rest
    if word == "list":
        stages = "|".join(stage.value for stage in Stage)
        return not rest or bool(
            re.match(rf"(?:all|mine|@|overdue|today|campaign|site|{stages})", rest, re.IGNORECASE)
        )
    if word == "report":
        return not rest or bool(
            re.match(r"(?:last|this|q[1-4]|campaign|xlsx|pdf|20\d\d|\w+ 20\d\d|for\b)", rest, re.IGNORECASE)
        )
    if word == "away":
        return bool(re.match(r"until|till|til\b", rest, re.IGNORECASE))
    if word == "backlink":
        return numbered
    if word == "log":
        return bool(speech.lex().addresses())
    return not rest or (word == "help" and len(rest.split()) == 1)
