"""Bot checks: by what headers, marks and words their vendors' pages are known."""

import re
from collections.abc import Callable, Sequence

from selectolax.lexbor import LexborHTMLParser

from bot.links.page.charset import text_of
from bot.links.walls.challenge_words_abroad import examines
from bot.links.walls.front import BRIEF, SHORT, said, title_of
from bot.links.walls.phrases import SEPARATORS, heads, is_known, says, straight
from bot.links.walls.wall_words import (
    CAPTCHA,
    CHALLENGE_SENTENCES,
    CHALLENGE_WORDS,
    CHALLENGES,
    INTERRUPTING,
    INTERRUPTION,
    SENSORS,
)

HeaderLookup = Callable[[bytes], str]

_NEARLY_EMPTY = 25
_HEADLINE = 50
_CLOUDFLARE = re.compile(r"cloudflare|cdn-cgi", re.IGNORECASE)


def header_challenge(header: HeaderLookup) -> str | None:
    """The vendor whose response headers say that this is a challenge, not a page."""
    if header(b"cf-mitigated").lower() == "challenge":
        return "Cloudflare"
    if header(b"x-amzn-waf-action").lower() in {"challenge", "captcha"}:
        return "AWS WAF"
    return "DataDome" if header(b"x-dd-b") else None


def challenge_of(body: bytes, content_type: str) -> str | None:
    """The vendor of the challenge that the body of a refusal is; None where it is a plain refusal."""
    source = text_of(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    title = title_of(tree)
    tree.strip_tags(["script", "style", "template"], recursive=True)
    words, sentences = said(tree, ())
    return challenge_in(source, title, words, sentences)


def challenge_in(
    source: str, title: str, words: str, sentences: Sequence[str], headings: Sequence[str] = ()
) -> str | None:
    """The vendor of the challenge that this is ("a bot check" where nobody is named); None if it is none."""
    brief = len(words) < SHORT
    named = heads(title, headings, CHALLENGE_WORDS)
    worded = named or (len(words) < BRIEF and says(sentences, CHALLENGE_WORDS))
    head = _unquoted(source[:100_000]) if brief or worded else ""
    for vendor, mark in CHALLENGES:
        if (brief or worded) and mark.search(head):
            return vendor
    for vendor, mark in SENSORS:
        if (worded or len(words) < _NEARLY_EMPTY) and mark.search(head):
            return vendor
    interrupts = any(is_known(heading, INTERRUPTION) for heading in (title, *headings[:1]))
    if interrupts and INTERRUPTING.search(words):
        return "a bot check"
    if brief and says(sentences, CHALLENGE_SENTENCES):
        return "a bot check"
    if examines(words, title):
        return "a bot check"
    if brief and worded and _CLOUDFLARE.search(head):
        return "Cloudflare"
    if brief and worded and CAPTCHA.search(head):
        return "a bot check"
    headline = straight(headings[0]).casefold() if headings else ""
    name = SEPARATORS.split(straight(title))[0].strip(" .…!").casefold()
    if name and len(headline) < _HEADLINE and headline.startswith(f"{name} "):
        return None  # a headline that its title has in short
    return "a bot check" if named and len(words) < BRIEF else None


_QUOTES = re.compile(r"<(/?)(pre|code|textarea)\b", re.IGNORECASE)


def _unquoted(source: str) -> str:
    """``source`` without what it quotes: an article on challenges shows their marks as code."""
    kept: list[str] = []
    at, quoting = 0, ""
    for tag in _QUOTES.finditer(source):
        name = tag[2].lower()
        if not quoting and not tag[1]:
            kept.append(source[at : tag.start()])
            quoting = name
        elif quoting == name and tag[1]:
            at, quoting = tag.start(), ""
    kept.append(source[at:] if not quoting else "")
    return "".join(kept)
