"""People in a sentence: whose work it is, and whom it was sent to."""

import re

from handlers.understanding.facts.names import (
    FIRST_NAMES,
    NAME,
    NAME_WORD,
    NOT_NAMES,
    ORG_WORDS,
    TITLE,
    is_name,
    trimmed,
)
from handlers.understanding.facts.sites import Address, Kind
from handlers.understanding.facts.small_names import small_names
from handlers.understanding.lexer import FACT, SITE, USER, Lexed

_VERB = (
    r"(?i:e-?mail(?:ed|ing)?|re-?mailed|mailed|pitch(?:ed|ing)?|re-?pitched|contact(?:ed|ing)?|"
    r"messag(?:ed|ing)|wrote(?: back)?(?: to)?|dm(?:'?e?d)?|reach(?:ed|ing)? out to|"
    r"outreach(?:ed)? to|call(?:ed|ing)?|phoned|rang|spoke (?:to|with)|talked (?:to|with)|met(?: with)?|"
    r"approach(?:ed|ing)|ask(?:ed|ing)|chas(?:ed|ing|e)|nudg(?:ed|ing|e)|bump(?:ed|ing)|"
    r"ping(?:ed|ing)?|follow(?:ed|ing)?[\s-]*up with|follow(?:ed|ing)?[\s-]*up|touched base with|"
    r"checked in with|checked back in with|sent|offered|invited|introduced myself to|"
    r"heard(?: back)? from|hear(?: back)? from|repl(?:y|ied) (?:from|to)|response from|answer(?:ed)? from|"
    r"yes from|no from|got back to|got in touch with|rejection from|"
    r"got (?:a |an )?(?:\w+ )?(?:reply|answer|response|yes|no|email|mail) from|to|ping|email|pitch|"
    r"contact|message|call|write to|promise from|e-?mail from|ok from|confirmation from|remind(?:ed)?)"
)
_SUBJECT_OF = (
    r"(?i:said|says|ok'?d|okayed|replied|answered|responded|wrote|got back|came back|emailed|e-mailed|"
    r"declined|agreed|"
    r"promised|accepted|confirmed|approved|refused|rejected|passed|turned|wants?|asks?|asked|"
    r"will|'ll|'s|is|has|would|gave|can't|cannot|won't|doesn't|didn't|did|hasn't|never|isn't|quoted|"
    r"charges|published|added|linked|needs?|plans?|requested|offered|bounced|went|put|posted|counter(?:ed|"
    r"offered)?|pulled|backed|changed|likes?|loved|liked|never)"
)


_GIVEN_TO = re.compile(
    rf"\b(?i:(?:re-?)?assign(?:ed|ing)?(?: (?:it|this|them|[\ue000-\uefff]))? to|"
    rf"owner(?:(?: is)? now| is|:|\s*=)|owned by|owner(?=\s+(?:{USER}|(?-i:{NAME_WORD})))|"
    rf"hand(?:ed|ing)?(?: over)?(?: (?:it|this|{FACT}))?(?: over)? to|on behalf of|belongs to|"
    rf"logged? (?:it )?for|"
    rf"give (?:it|this|{FACT})(?: over)? to)\s+(?P<who>{USER}|\w+(?: {NAME_WORD})?)"
)
_LOOKS_AFTER = re.compile(
    rf"\b(?P<who>{NAME_WORD}|{USER})\s+(?i:owns|is (?:the )?owner|takes (?:it|this|over)|"
    rf"(?:will|should|can|is going to) (?:chase|follow up|ping|nudge|bump|pitch|handle|own|take (?:it|this|"
    rf"over))|"
    rf"(?:is )?(?:handling|chasing)|handles (?:it|this|{FACT})|to (?:chase|follow|own))\b"
)
_LOW_LOOKS_AFTER = re.compile(
    r"(?:^|[.,;:!-]\s*|\band\s+)(?P<who>[a-z]{2,15})\s+(?:(?:will|should|can|is going to|'ll) (?:chase|"
    r"follow up|"
    r"ping|nudge|bump|pitch|handle|own|take (?:it|this|over))|is handling|owns (?:it|this)|takes (?:it|"
    r"this|over))\b"
)
_DID_IT = re.compile(
    rf"[^\w\ue000-\uf7ff]*(?P<who>{NAME_WORD})\s+(?i:just\s+|has\s+|already\s+)?(?i:e-?mailed|pitched|"
    rf"contacted|"
    rf"messaged|dm'?e?d|reached out to|followed up (?:with|on)|chased|nudged|sent)\s+(?!(?i:us|me|back|"
    rf"over)\b)"
)


def owner(lex: Lexed, bare: str) -> str | None:
    """Whose work it is, as written: ``@bob``, "assign to Bob", "Bob emailed …"; None for the speaker."""
    users = lex.users(bare)
    if match := _GIVEN_TO.search(bare):
        who = match["who"]
        return (
            _said(lex, who)
            if who.split()[0].lower()
            not in {
                "me",
                "myself",
                "i",
                "us",
                "the",
                "a",
                "our",
                "client",
                "clients",
                "my",
                "their",
                "them",
                "him",
                "her",
            }
            else None
        )
    if (match := _LOOKS_AFTER.search(bare)) and (re.match(USER, match["who"]) or is_name(match["who"])):
        return _said(lex, match["who"])
    if (low := _LOW_LOOKS_AFTER.search(bare)) and low["who"] in FIRST_NAMES:
        return low["who"]
    if (match := _DID_IT.match(bare)) and is_name(match["who"]):
        back = re.search(r"\bback\b", bare[: match.end() + 20])  # "Jane emailed us back": they did
        return None if back else match["who"]
    for mark, name in users:
        before = bare[: bare.index(mark)]
        if re.search(
            r"(?i)\b(?:cc|cc'd|thanks|thx|fyi|hey|hi|dm'?e?d|messaged|tweeted|pinged|emailed|pitched|"
            r"contacted|asked|to)[^\w\ue000-\uf7ff]*(?:at )?$",
            before,
        ) and not _is_id(lex, name):
            continue
        if re.search(
            r"(?i)\b(?:from|request by|query by|req by|post by|tweet by|journorequest by)\s*$", before
        ) and not _is_id(lex, name):
            continue  # a journalist's handle: "#journorequest from @danareed"
        if re.search(
            r"(?i)\b(?:twitter|x|insta(?:gram)?|linkedin|tiktok|threads|bluesky|mastodon|via)[\s:(]*$", before
        ):
            continue
        if re.search(
            r"(?i)\b(?:cc|cc'd|cc'ed|cc'ing|ccing|copied|copying|thanks|thx|fyi)[^\w\ue000-\uf7ff]*$", before
        ):
            continue
        return name
    return None


def handle(lex: Lexed, bare: str) -> str | None:
    """A contact named by a handle elsewhere: "DMed @janedoe on X"."""
    for mark, name in lex.users(bare):
        before = bare[: bare.index(mark)]
        if not _is_id(lex, name) and re.search(
            r"(?i)\b(?:dm'?e?d|messaged|tweeted(?: at)?|pinged|emailed|pitched|contacted|to)\s*$", before
        ):
            return name
    return None


def _is_id(lex: Lexed, name: str) -> bool:
    """Whether a name is a member's id: somebody mentioned, or what looks like one where it was typed."""
    return name in lex.people or (
        bool(re.fullmatch(r"[UW][A-Z0-9]{1,20}", name)) and any(c.isdigit() for c in name)
    )


def _said(lex: Lexed, who: str) -> str:
    value = next((name for mark, name in lex.users(who) if mark == who), None)
    return value or who


def _unquoted(bare: str) -> str:
    """``bare`` with what stands in quotes in lower case: titles are no names ("10 Ways to Cut Plastic")."""
    return re.sub(r"\"[^\"\n]{1,200}\"", lambda m: m.group().lower(), bare) if '"' in bare else bare


def contacts(bare: str) -> dict[str, str]:
    """Names that stand with an address: address's character → name ("Jane Doe <ADDRESS>")."""
    bare = _unquoted(bare)
    found: dict[str, str] = {}
    for match in re.finditer(
        rf"(?P<name>{NAME})(?i:\s*,?\s*(?:\(?\s*(?:the\s+)?(?:(?:senior|managing|deputy|chief|assistant|"
        rf"associate|contributing|"
        rf"freelance|staff|tech|features|commissioning|lead|junior|content|marketing|seo|"
        rf"pr)\s+)*(?:editor(?:-in-chief)?|owner|"
        rf"founder|writer|author|ceo|head|manager|journalist|reporter|blogger|webmaster|director|"
        rf"strategist|specialist|lead|"
        rf"officer)(?:\s+(?:of|for)\s+(?:content|marketing|seo|pr|partnerships|outreach))?\s*\)?\s*,?\s*)?)"
        rf"(?:(?i:\s*(?:sir\s+|ma'?am\s+)?(?:at|from|of|over at|@|with|via|on|in)\s+)"
        rf"(?:(?i:the)\s+)?(?:{NAME}\s*)?[(<\[]?|"
        rf"\s*[(<\[:,/|-]\s*|\s+)(?P<site>{SITE})",
        bare,
    ):
        name = trimmed(match["name"]) or _named_like_a_month(bare, match)
        before = bare[: match.start("name")]
        if name and _COPIED.search(before):
            continue  # "emailed Ben and cc'd Carla at a.com"
        if name and (first := _AND_THEN.search(before)) and (one := trimmed(first["name"])):
            name = one  # "Maria and Tom at a.com": the first is the contact
        if name and match["site"] not in found and not _opens_with_a_noun(bare, match, name):
            found[match["site"]] = name
    for match in re.finditer(rf"(?P<site>{SITE})\s*\(\s*(?P<name>{NAME})\s*[,)]", bare):
        if name := trimmed(match["name"]):
            found.setdefault(match["site"], name)
    for match in re.finditer(rf"(?P<site>{SITE})\s*[,|/-]\s*(?P<name>{NAME})\s*(?=[,|/.;-]|$)", bare):
        name = trimmed(match["name"])
        if name and (" " in name or name.lower() in FIRST_NAMES):
            found.setdefault(match["site"], name)
    for match in re.finditer(
        rf"(?<![\w'-])(?P<name>[a-z]{{2,15}})\s*(?:\b(?:at|from|over at|of)\s|@|\(|<)\s*(?P<site>{SITE})",
        bare,
    ):
        if match["name"] in FIRST_NAMES:
            found.setdefault(match["site"], match["name"])
    for mark, name in small_names(bare):
        found.setdefault(mark, name)
    return found


_AND_THEN = re.compile(rf"(?P<name>{NAME})(?:,\s*{NAME_WORD})?\s*(?:,?\s*\band\b|&|\+|/)\s*$")
_COPIED = re.compile(r"(?i)\b(?:cc|cc'd|cc'ed|cc'ing|bcc'd|copied|copying)\s*$")


def _named_like_a_month(bare: str, match: re.Match[str]) -> str | None:
    """ "Jan (a.de) writes", but not "live in Jan (a.de)": who stands alone before an address has a name."""
    alone = match["name"] in {"Jan", "April", "June", "May"} and re.match(
        r"\s*\(|\s+(?:at|from|of)\s", bare[match.end("name") :]
    )
    return match["name"] if alone and not re.search(r"\w\s*$", bare[: match.start("name")]) else None


def contact(bare: str) -> str | None:
    """The one person whom the sentence names as a contact, wherever it does."""
    bare = _unquoted(bare)
    for pattern in (
        rf"\b{_VERB}\s+(?:(?i:the\s+editor|editor|contact|webmaster|our contact|journalist|"
        rf"blogger),?\s+)?(?P<name>{NAME})",
        rf"(?:^|[.;!,:\n-]\s*|\b(?i:and|but|that|as|because|now|so|update:?|fyi)\s+|"
        rf"{FACT}[,:]?\s*)(?P<name>{NAME})(?:\s+(?:at|from|of|"
        rf"over at)\s+[^.;,]{{1,40}}?)?\s*,?\s*(?:\([^)]*\)\s*)?(?i:\s(?:just|has|have|finally|never|"
        rf"already|still|now|also)\b)?(?:\s+|(?=')){_SUBJECT_OF}\b",
        rf"(?P<name>{NAME})'s\s+(?i:answer|reply|response|email|verdict)\b",
        rf"(?i:\b(?:dropped|shot|sent|gave|fired|left))\s+(?P<name>{NAME})\s+(?i:a|an|our|my|the|another)\b",
        rf"(?i:\b(?:contact|editor|author|writer|journalist|owner|founder|webmaster|"
        rf"blogger))(?:(?i:\s+(?:there\s+)?(?:is|was|called|named))|:|,)?\s+(?P<name>{NAME})",
    ):
        for match in re.finditer(pattern, bare):
            name = trimmed(match["name"])
            if name and not _of_an_organisation(bare, match, name):
                return name
    listed = re.search(rf"(?:^|[,;|]|\s[/-])\s*(?P<name>{NAME})\s*(?=[,;|]|\s[/-]\s|$)", bare)
    if listed and listed["name"].split()[0].lower() in FIRST_NAMES:
        return listed["name"]
    speaker = re.match(rf"(?P<name>{NAME}):\s", bare)
    if speaker and speaker["name"].split()[0].lower() in FIRST_NAMES:
        return speaker["name"]
    if low := re.search(
        r"(?:^|[.;!,\n]\s*|\b(?:and|but|that)\s+)(?P<name>[a-z]{2,15})\s+(?:just\s+|finally\s+|"
        r"has\s+)?(?:said|says|replied|declined|agreed|promised|accepted|confirmed|wants?|got back|"
        r"came back|wrote|answered|responded|passed|will)\b"
        r"|\b(?:emailed|pitched|messaged|contacted|wrote to|reached out to|spoke to|spoke with|asked|"
        r"chased|nudged|pinged|followed up with|follow up with|heard back from|heard from|reply from|"
        r"called|phoned|rang|met|met with|w/|with|tweeted|dmed|dm'd|linkedin'd)\s+(?P<other>[a-z]{2,15})\b"
        r"|\b(?P<third>[a-z]{2,15})\s+(?:on|via|over) (?:twitter|x|linkedin|insta(?:gram)?|facebook|fb|"
        r"whatsapp|threads|"
        r"bluesky|slack|the phone)\b",
        bare,
    ):
        name = low["name"] or low["other"] or low["third"]
        if name in FIRST_NAMES and name not in NOT_NAMES:
            return name
    return None


def _opens_with_a_noun(bare: str, match: re.Match[str], name: str) -> bool:
    """ "Sponsorship of the newsletter at a.com": capital for the sentence's sake."""
    first = (
        " " not in name and name.lower() not in FIRST_NAMES and not re.search(r"\w\s", bare[: match.start()])
    )
    return first and bool(re.match(r"\s+(?:of|with|on|in|via)\b", bare[match.end("name") :]))


def names_the_site(name: str, site: str | None) -> bool:
    """Whether a name is only the site's own: "Cuppa (cuppa.co.uk)"."""
    word = re.sub(r"\W", "", name.lower())
    return (
        bool(site)
        and name[0].isupper()
        and name.lower().split()[0] not in FIRST_NAMES
        and _spelled_like(word, site or "")
    )


def _spelled_like(word: str, site: str) -> bool:
    site = site.replace("-", "")
    return site.startswith(word) or (len(word) > 3 and site.partition(".")[0].endswith(word))


def mailboxes(lex: Lexed, bare: str) -> dict[str, str]:
    """Names that an address repeats: address's character → "jo" of "jo (jo@pulse.fit)"."""
    found: dict[str, str] = {}
    for match in re.finditer(
        rf"(?<![\w'-])(?P<name>[^\W\d_]{{2,20}})\s*[,:]?\s*[(<\[]\s*(?P<site>{SITE})", bare
    ):
        address = lex.value(match["site"])
        if isinstance(address, Address) and address.kind is Kind.EMAIL:
            box = re.split(r"[.+_@-]", address.text.lower())[0]
            if box == match["name"].lower() and box not in NOT_NAMES:
                found[match["site"]] = match["name"]
    return found


def _of_an_organisation(bare: str, match: re.Match[str], name: str) -> bool:
    """ "Forbes query", "the SaaS Weekly", "Techblog declined": no person."""
    before = bare[: match.start("name")]
    after = bare[match.end("name") :]
    if re.match(r"'s\s", after) and re.match(rf"{_VERB}\s", bare[match.start() :]):
        return True  # "submitted Hannah's article"
    if re.search(r"(?i)\bthe\s+$", before) and not re.search(r"(?i)\bthe editor,?\s+$", before):
        return True
    if re.match(
        r"(?i)'s?\s+(?:\w+\s+)?(?:team|blog|site|query|request|editor|article|post|piece|pitch|draft|"
        r"story|quotes?|"
        r"comments?|guide|study|data|bio|idea|column|byline|podcast|book|op-?ed)s?\b|\s+(?:query|request|"
        r"queries|"
        r"requests|journalist|reporter|magazine|blog|team|editors?|pitch|guest|inquiry|newsletter|podcast|"
        r"contributor|campaign|site)\b",
        after,
    ):
        return True
    name = TITLE.sub("", name)
    first = name.split()[0].lower()
    return first not in FIRST_NAMES and bool(ORG_WORDS.search(re.sub(r"(?<!\w)[^\W\d_]\.", "", name)))
