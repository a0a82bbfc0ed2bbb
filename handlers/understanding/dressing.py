"""What stands around a message and says nothing: bullets, greetings, thanks, emoji, signatures."""

import re

_GREETED = r"(?:\s+(?:team|all|guys|there|everyone|everybody|folks|bot|outreach))?"
_BEFORE = re.compile(
    r"^\s*(?:[-*•–—]\s+|"
    rf"(?:hi|hey|hello|morning|good morning|afternoon){_GREETED}\s*[,!:.-]+\s*|"
    r"(?:ok|okay|alright|right)\s*,?\s+so\s*,?\s+)+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\s*(?:btw|by the way|update)\s*[:,-]?\s+(?=\S)", re.IGNORECASE)
# A tick says that something is done; the other pictures say nothing.
_PICTURE = r"(?![✅✔☑])[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\uFE0F\u200D]"
_AFTER = re.compile(
    rf"(?:\s*(?:{_PICTURE})|(?<=[\w.!,)])(?<!\bno)(?<!\bno,)(?<!\bbut)(?<!\bsaid)(?<!\bsays)[\s,]+"
    r"(?:many thanks|thanks|thank you|thx|cheers)(?: (?:all|team|guys))?"
    r"\s*[.!]*\s*$|\n\s*--\s*\n.{0,80}$)+\s*$",
    re.IGNORECASE | re.DOTALL,
)
_ALL_BOLD = re.compile(r"\s*([*_`])(?P<text>[^*_`\n]+)\1\s*")


def undressed(text: str) -> str:
    """``text`` less its bullet, greeting, thanks, pictures and signature; all of it where nothing is left."""
    bold = _ALL_BOLD.fullmatch(text)
    left = _AFTER.sub("", _BEFORE.sub("", bold["text"] if bold else text)).strip()
    return text if re.fullmatch(r"#?\d*", left) else left  # "#7 👍" doesn't ask to see #7


def news_of(text: str) -> str:
    """``text`` less an opening "btw" or "update:"."""
    return _ASIDE.sub("", text)
