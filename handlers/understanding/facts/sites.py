"""Web and mail addresses in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from storage.sites import host_of, registrable, under_known_suffix


class Kind(Enum):
    """How a site was written."""

    EMAIL = "email"
    URL = "url"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Address:
    """One address as written, at ``start:end`` of the text.

    ``site`` is its registrable domain ("" for a free-mail address: it says nothing about a site), ``text``
    what was written without the punctuation around it, its host in lower case.
    """

    kind: Kind
    start: int
    end: int
    text: str
    site: str

    @property
    def has_path(self) -> bool:
        """Whether it names a page and not just a site."""
        rest = re.sub(r"^https?://", "", self.text, flags=re.IGNORECASE)
        return self.kind is not Kind.EMAIL and bool(re.search(r"[/?#].", rest))

    @property
    def has_scheme(self) -> bool:
        """Whether it starts with http:// or https://."""
        return self.kind is Kind.URL


HIDDEN = "\uf8ff"
"""What a piece of a text looks like that is read already, while the rest is searched."""

HOST = 300
"""Characters that hold an address at the start of a text for sure, its path aside."""

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"(?:{_LABEL}\.){{1,8}}{_LABEL}"
_PATH = r"(?::\d{1,5})?(?:[/?#][^\s<>\"|\ue000-\uf8ff]*)?"
_EMAIL = rf"[\w.!#$%&'*+/=?^`{{}}~-]{{0,63}}[\w+]@{_HOST}"
_URL = r"https?://[^\s<>\"|\ue000-\uf8ff]+"
_FOUND = re.compile(
    rf"(?P<url>(?<![\w@]){_URL})|(?P<email>(?<![\w@/]){_EMAIL})|"
    rf"(?P<domain>(?<![\w@.$€£-])(?:{_HOST}){_PATH})",
    re.IGNORECASE,
)
# "jane (at) techblog dot com": spelled out against robots. A suffix has to follow "dot".
_SPELLED_DOT = re.compile(
    r"(?<=\w)(?:\s+dot\s+|\s*[\[({]\s*(?:dot|\.)\s*[\])}]\s*)(?=[a-z]{2,})", re.IGNORECASE
)
_TWICE = re.compile(
    r"(?<![\w.-])(?P<one>[a-z]{2,20})\s(?P<two>[a-z][\w-]{1,30}\.[a-z]{2,6})(?![\w.-])", re.IGNORECASE
)
_SPACED_DOT = re.compile(r"(?<=\w)\s(?=\.(?:com|net|org|io|co)\b)", re.IGNORECASE)
_SPELLED_AT = re.compile(r"(?<=\w)(?:\s*[\[({]\s*(?:at|AT|@)\s*[\])}]\s*|(?<=[a-z])\s@\s(?=[\w-]+\.\w))")

# What stands before an @ that means "at": "editor @ techblog.com", "gp @ techblog.com".
_BEFORE_AT = (
    r"(?:gp|guest|posts?|blogs?|articles?|pitch(?:ed)?|columns?|edits?|insertions?|links?|swaps?|"
    r"exchanges?|editors?|"
    r"owners?|founders?|writers?|authors?|journalists?|reporters?|bloggers?|webmasters?|managers?|guys?|"
    r"team|people|folks|"
    r"contact|someone|somebody|boss|head|lead|ceo|cmo|seo|marketing|desk|spot|slot|piece|story|quote|"
    r"interview|"
    r"him|her|them|guy|lady|live|placed|published|mention|roundup|listicle|review|request|emailed|asked|"
    r"pinged|"
    r"chased|nudged|contacted|messaged|deal|yes|no|reply|replied|answer)"
)
_WORD_BEFORE = re.compile(r"(?:^|[\s(,;])[^\W\d_]+/$")  # "Jane/techblog.com", "w/techblog.com"

_CLOSERS = {")": "(", "]": "[", "}": "{"}
_FILE_SUFFIXES = frozenset("py md zip mov ps sh pl rs vi cfd dot doc".split()) - {"pl", "rs", "sh"}
_FRAMEWORKS = frozenset("asp.net ado.net vb.net ml.net node.js".split())
"""What programmers write with capitals: "ASP.NET"."""
_A_FRAMEWORK = re.compile(
    r"\s+(?:core|mvc|web (?:api|forms|apps?)|blazor|razor|identity|developers?|devs?|apps?|backends?|"
    r"frameworks?|tutorials?|courses?|guides?|hosting|\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_LITTLE_SUFFIXES = frozenset(
    "am pm in is it to at be so no me my by as do us we now next today one please".split()
)
_LITTLE_WORDS = frozenset(
    """
    up it this that yes no ok okay done out now today tomorrow tonight week month days day back again link
    links monday tuesday wednesday thursday friday saturday sunday soon later them her him us me here there
    email reply replied post site contact it's thanks thank fine great good sure not only""".split()
)
_VERSION = re.compile(r"v?\d+(?:\.\w{1,3})*", re.IGNORECASE)

FREE_MAIL = frozenset(
    """
    gmail.com googlemail.com outlook.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me
    protonmail.ch web.de mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru qq.com 163.com 126.com
    sina.com foxmail.com zoho.com zohomail.com fastmail.com fastmail.fm hey.com tutanota.com tutanota.de
    tuta.io tuta.com t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it
    virgilio.it alice.it tiscali.it comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net
    charter.net btinternet.com sky.com virginmedia.com ntlworld.com blueyonder.co.uk talktalk.net mail.com
    email.com usa.com rediffmail.com msn.com rocketmail.com ymail.com naver.com hanmail.net daum.net
    seznam.cz wp.pl o2.pl onet.pl interia.pl gmx.com bluewin.ch telenet.be skynet.be uol.com.br bol.com.br
    terra.com.br bigpond.com optusnet.com.au xtra.co.nz hushmail.com posteo.de mailbox.org riseup.net
    privaterelay.appleid.com""".split()
)
PLATFORMS = frozenset(
    """helpareporter.com qwoted.com featured.com sourcebottle.com connectively.us terkel.io
    responsesource.com""".split()
)
"""Where journalists ask for sources: named beside a site, they are the way to it and not the prospect."""
_WORKPLACES = frozenset(
    """docs.google.com drive.google.com sheets.google.com meet.google.com calendar.google.com zoom.us
    calendly.com loom.com dropbox.com wetransfer.com trello.com app.asana.com""".split()
)
_FREE_BRANDS = re.compile(
    r"(?:yahoo|hotmail|live|outlook|gmx|yandex|gmail|googlemail)\.(?:[a-z]{2,3}|com?\.[a-z]{2})"
)
_NEVER_A_PROSPECT = frozenset("gmail.com googlemail.com hotmail.com icloud.com protonmail.com".split())


def free_mail(host: str) -> bool:
    """Whether everybody can have a mailbox under ``host``, so that it says nothing about a site."""
    return host in FREE_MAIL or bool(_FREE_BRANDS.fullmatch(host))


def workplace(url: str) -> bool:
    """Whether an address is a document or a call that people share: nobody asks it for a link."""
    return host_of(url).removeprefix("www.") in _WORKPLACES


def spelled_out(text: str) -> str:
    """``text`` with "techblog dot com" and "jane (at) techblog.com" as addresses."""
    if (
        "dot" not in text.lower()
        and "at" not in text.lower()
        and "@" not in text
        and " ." not in text
        and "(.)" not in text
    ):
        return text

    def dotted(match: re.Match[str]) -> str:
        tail = re.match(r"[a-z]{2,}", text[match.end() :], re.IGNORECASE)
        known = tail is not None and under_known_suffix(f"a.{tail.group().lower()}")
        return "." if known else match.group()

    def joined(match: re.Match[str]) -> str:
        named = " " in match.group() and re.search(
            rf"(?:^|\s)(?:[A-Z]\w*|(?i:{_BEFORE_AT}))$", text[: match.start()]
        )
        return match.group() if named and "(" not in match.group() and "[" not in match.group() else "@"

    text = _SPELLED_DOT.sub(dotted, text)
    text = _TWICE.sub(
        lambda m: (
            m["one"] + m["two"]
            if re.search(rf"(?<![\w.-]){m['one']}{m['two']}", text, re.IGNORECASE)
            else m.group()
        ),
        text,
    )
    text = _SPACED_DOT.sub("", text)
    text = _SPELLED_AT.sub(joined, text)
    # "jane at techblog.com" stays: it names a person at a site, which may or may not be her address.
    return text


def addresses(text: str) -> Iterator[Address]:
    """The addresses in ``text``, in order."""
    yield from _all(text)


@lru_cache(maxsize=512)
def _all(text: str) -> tuple[Address, ...]:
    return tuple(_each(text))


def _each(text: str) -> Iterator[Address]:
    for match in _FOUND.finditer(text):
        slash = match.lastgroup == "domain" and text[match.start() - 1 : match.start()] == "/"
        if slash and not _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start()):
            continue  # "http:/techblog.com", the rest of a path
        found = _address(match)
        if found:
            yield found


def without_addresses(text: str) -> str:
    """``text`` with each address as that many marks: no word in a host is a word of the sentence."""
    for found in addresses(text):
        text = text[: found.start] + HIDDEN * (found.end - found.start) + text[found.end :]
    return text


def _address(match: re.Match[str]) -> Address | None:
    kind = Kind(match.lastgroup)
    written = _without_punctuation(match.group(), kind)
    start, end = match.start(), match.start() + len(written)
    if kind is Kind.EMAIL:
        written = written.lstrip(".!#$%&'*/=?^`{}~-") or written
        start = end - len(written)
        return _email(written, start, end)
    host = host_of(written)
    if not fits_dns(host) or _signed_in(written):
        return None
    if kind is Kind.DOMAIN and not _is_domain(host, written, match.string[end : end + 30]):
        return None
    return Address(kind, start, end, _lower_host(written), registrable(written))


def fits_dns(host: str) -> bool:
    """Whether a host can be looked up at all. Source: RFC 1035, 2.3.4: labels of 63, names of 253 octets."""
    return 0 < len(host) <= 253 and all(len(label) <= 63 for label in host.split("."))


def _signed_in(url: str) -> bool:
    """Whether an address holds a user's name or password: no page that anybody else can look at."""
    return bool(re.match(r"[^/?#]*//[^/?#]*@|[^/?#:]+:[^/?#]*@", url))


def _email(written: str, start: int, end: int) -> Address | None:
    host = host_of(written.rpartition("@")[2])
    # The list of suffixes lags behind the Unicode ones; an @ says well enough what a word is.
    known = under_known_suffix(host) or host.rpartition(".")[2].startswith("xn--")
    if not known or not fits_dns(host):
        return None
    return Address(Kind.EMAIL, start, end, written, "" if free_mail(host) else registrable(host))


def _is_domain(host: str, written: str, after: str) -> bool:
    """Whether a word with dots is meant as a domain: not ``v2.0``, ``e.g``, ``10.am`` or ``readme.md``.

    ``after`` is what follows it: "asp.net core" is no site.
    """
    first, _, last = host.rpartition(".")
    with_path = "/" in written
    if re.fullmatch(r"(?:\d{1,3}\.){3}\d{1,3}", host):
        return with_path or ":" in written
    if not under_known_suffix(host) or _VERSION.fullmatch(host) or host in _NEVER_A_PROSPECT:
        return False
    if with_path:
        return True
    if host in _FRAMEWORKS and (written != host or _A_FRAMEWORK.match(after)):
        return False
    if last in _FILE_SUFFIXES:
        return False
    if last in {"am", "pm"} and first.isdigit():
        return False
    return not (last in _LITTLE_SUFFIXES and first in _LITTLE_WORDS)


def _without_punctuation(written: str, kind: Kind) -> str:
    """An address as a sentence holds it, less the sentence's own punctuation after it."""
    while written:
        last = written[-1]
        if (last in ".,;:!?'\"*~_`>»”’…" and not (last == "_" and kind is Kind.URL)) or (
            last in _CLOSERS and written.count(last) > written.count(_CLOSERS[last])
        ):
            written = written[:-1]
        else:
            break
    return re.sub(r"'s$", "", written)


def _lower_host(written: str) -> str:
    match = re.match(r"(https?://)?([^/?#]+)(.*)", written, re.IGNORECASE | re.DOTALL)
    if match is None:
        return written
    scheme, host, rest = match.groups()
    return (scheme or "").lower() + host.lower() + rest
