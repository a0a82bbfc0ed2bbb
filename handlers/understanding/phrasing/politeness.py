"""What stands around a request out of courtesy: "could you please …", "… pls, thanks"."""

import re

_BEFORE = re.compile(
    r"^[^\w#/\ue000-\uf7ff]*(?:(?:(?:hey|hi|hello|ok|okay|well|oops|sorry|no|hmm|ah|oh|argh|ugh|wait|"
    r"actually|so|"
    r"bot|outreach)(?:\s+(?:bot|there|outreach))?\s*[,!.:-]+\s*)|(?:(?:(?:kindly|please|pls) (?:note|"
    r"be (?:informed|advised)) that|this is to (?:inform|let) you(?: know)?(?: that)?|"
    r"(?:just )?(?:to let|letting) (?:you|everyone|all|u) know(?: that)?|hey|please|pls|plz|kindly|"
    r"(?:could|can|would|will) (?:you|u|i|we)|is it possible to|(?:would|might) it be possible to|"
    r"i(?:'d| would) (?:like|love)(?: you)? to|i (?:want|need)(?: you)? to|(?:would|do) you mind|"
    r"let me|let us|let'?s|go ahead and|just|quickly)\s*,?\s+))+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,;-]+(?:please|pls|plz|thanks|thank you|thx|ty|cheers|kindly|once|for me|asap|"
    r"quickly|if (?:you can|possible)))+[\s.!?]*$",
    re.IGNORECASE,
)


def core(text: str) -> str:
    """``text`` less its courtesies; all of it where nothing else is left."""
    left = _AFTER.sub("", _BEFORE.sub("", text)).strip()
    return left or text


def requested(text: str) -> str:
    """``text`` less the courtesies before it."""
    return _BEFORE.sub("", text) or text
