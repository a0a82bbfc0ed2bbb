"""Which address is asked for the link, and which one the link should lead to."""

import re
from dataclasses import dataclass, replace

from handlers.understanding.facts.sites import PLATFORMS, Address, Kind, workplace
from handlers.understanding.lexer import SITE, Lexed

_TARGET_WORDS = re.compile(
    r"(?:\b(?:link(?:s|ed|ing)?|back-?links?|point(?:s|ing|ed)?|links?\s+back|linking\s+back|redirect(?:s|"
    r"ing)?)\s+(?:(?:it|this|that|them|one|back|over)\s+)?(?:to|at|into|towards?)"
    r"|\b(?:link|backlink|links|backlinks|placement|mention|anchor)\s+(?:for|to)"
    r"|\b(?:to|for|about|at|on|re|with|promot(?:e|es|ing)|of)\s+(?:our|my|our own|the client|client|"
    r"our client)(?:'s)?(?:\s+(?!(?:to|for|on|at|with|from|in|via|and)\b)[\w'-]+){0,4}"
    r"|\b(?:our|my)(?:\s+(?:new|own|main|old|free|latest))?(?:\s+(?!(?:to|for|on|at|with|from|in|via|of|"
    r"and)\b)\w+){0,2}"
    r"|\bpromot(?:e|es|ed|ing)|\bto\s+promote|\btowards?|\btarget(?:s|ing|ed)?(?:\s+(?:is|url|page|"
    r"site))?:?|\btarget\s*="
    r"|\b(?:replac|swap)\w*\b[^.;]{0,50}\b(?:with|by)|\bswap\w*\b[^.;]{3,50}\bfor|\bpoint(?:s|"
    r"ing)?\s+(?:it|them)\s+(?:to|at)|\bon behalf of|\bclient:?|\bfor client|\blanding page:?|"
    r"\bmoney (?:page|site):?"
    rf"|\b(?:link|backlink|links)\s+(?:from|on|in)\s+{SITE}\s+to)\s*[\s:(<\"']*$",
    re.IGNORECASE,
)
# "will add our link to their page": that page is theirs.
_PLACED_ON = re.compile(
    r"\b(?:add|put|insert|includ|plac|stick|work|got|get|edit)\w*\s+(?:in\s+)?(?:our|the|my|us|it|"
    r"that)\s*(?:back)?(?:links?|url)?\s+(?:in)?(?:to|on|at)"
    r"\s*(?:the\s+|their\s+|this\s+|her\s+|his\s+|an?\s+)?(?:\w+\s+){0,2}[\s:(<\"']*$",
    re.IGNORECASE,
)
# What the link leads to so far: neither asked nor the target.
_REPLACED = re.compile(
    r"(?:\b(?:old|dead|defunct|former|expired)\s+|\b(?:replac|swap|switch|updat|fix|"
    r"chang)\w*\s+(?:out\s+)?(?:the\s+|their\s+|a\s+|an\s+|"
    r"our\s+)?(?:(?:broken|dead|old|outdated)\s+)?(?:(?:link|url|page)s?\s+)?"
    r"(?:(?:to|for)\s+)?|\b(?:dead|broken|old|outdated|expired|404(?:ing)?)\s+(?:page|link|url|resource|"
    r"site)s?\s+(?:to|for)\s+|"
    r"\blinks?\s+to\s+(?:a\s+|an\s+|the\s+)?(?:dead|broken|old|outdated|expired)\s+(?:page|site|url|"
    r"resource)\s*(?:(?:on|at|of|:)\s+|\(|-\s+))$",
    re.IGNORECASE,
)
# "will add SITE to their list": what is added is the target.
_ADDED = re.compile(
    r"\b(?:add|insert|includ|plac|featur|list|mention)(?:e|s|es|ed|ing)?\s+(?:(?:a|the|our)\s+)?$",
    re.IGNORECASE,
)
_TOLD_ABOUT = re.compile(
    r"\b(?:feature|story|profile|write-?up|case study)s?\s+(?:on|of|about)\s*$", re.IGNORECASE
)
_ASIDE_WORDS = re.compile(
    r"(?:\b(?:for|about|re|re:|regarding|around|featuring|covering|concerning|mentioning|citing|mentions|"
    r"mentioned|cites|suggested|"
    r"proposed|referencing|with|to|promo|using|suggesting|offering)|->|=>|→|>>)\s*(?:a\s+|an\s+|"
    r"the\s+)?[\s:(<\"']*$",
    re.IGNORECASE,
)
_PROSPECT_WORDS = re.compile(
    r"(?:\b(?:from|on|at|in|via|of|by|over at|inside|within|editor at|team at|site|page|blog|website)"
    r"|\b(?:e-?mail(?:ed|ing)?|mailed|pitch(?:ed|ing)?|re-?pitched|contact(?:ed|ing)?|messag(?:ed|ing)|"
    r"wrote(?: to)?|dm(?:'?e?d)?|reach(?:ed|ing)? out to|asked|ask|asking|chas(?:ed|ing|e)|nudg(?:ed|ing)|"
    r"bump(?:ed|ing)|ping(?:ed|ing)?|"
    r"approach(?:ed|ing)|call(?:ed|ing)|spoke (?:to|with)|talked (?:to|with)|follow(?:ed|"
    r"ing)?[\s-]*up(?:s)?(?: with| on| to)?|offered|sent|applied to|submitted to|tried|with|earned|got|"
    r"their|her|his)"
    r"|\b(?:sent|send|pitch|e-?mail|wrote|message|proposal|proposed|submitted|submit|offered|outreach|"
    r"follow[\s-]*ups?|request|requests|reply|replied|article|post|posts|intro|introduced|application|"
    r"applied|note|dm|draft|idea|ideas|topics|pitches|emails|content|story|release)\b[^.;:]{0,60}\b(?:to|"
    r"with|at)"
    r")\s*(?:the\s+)?[\s:(<\"']*$",
    re.IGNORECASE,
)
_SENDER_WORDS = re.compile(
    r"(?:\b(?:sent |wrote |emailed |mailed )?from(?: my| our)?(?: (?:address|account|inbox))?|\busing|"
    r"\bvia)\s*$",
    re.IGNORECASE,
)
_COPIED = re.compile(
    r"\b(?:cc|cc'd|cc'ed|cc'ing|bcc|ccing|copied|copying|in copy|looped in|looping in)\b[:\s]*(?:in\s+)?$",
    re.IGNORECASE,
)
# A page to write to is not the page that will hold the link.
_WAY_IN = re.compile(
    r"/(?:contact(?:[-_]?us)?|write[-_]for[-_]us|guest[-_]post(?:ing|s)?(?:[-_]guidelines)?|"
    r"about(?:[-_]us)?|advertis(?:e|ing)|submit\w*|contribut(?:e|or|ors)|become-\w+|team|"
    r"authors?)(?:[-/?#.]|$)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^\s*(?:,|;|&|\+|/|\n|and|plus|or|as well as|,\s*and|•|-|\*|\d\.)+\s*(?:also\s+|then\s+)?$",
    re.IGNORECASE,
)


_LISTED_NEXT = re.compile(rf"\s*(?:,|;|&|\+|\n|and|plus)+\s*(?:and\s+)?{SITE}", re.IGNORECASE)
_LOOK_BACK = 160  # characters before an address that can say what it is


@dataclass(frozen=True, slots=True)
class Prospect:
    """A site that is asked, with what was written of it. ``mark`` is the character of its first address."""

    site: str | None
    mark: str
    email: str | None = None
    page: str | None = None
    second_email: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is asked, where the link should lead, and what stays open."""

    prospects: tuple[Prospect, ...] = ()
    target: str | None = None
    unclear: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    """Addresses at other sites that only got a copy: nobody there was asked."""


def roles(lex: Lexed, bare: str, own: frozenset[str]) -> Roles:
    """Sort the addresses of ``bare`` (a piece of the sentence) into prospects and the target."""
    marked = [(m.group(), m.start()) for m in re.finditer(SITE, bare)]
    targets: list[tuple[str, Address]] = []
    asides: list[tuple[str, Address]] = []
    prospects: list[tuple[str, Address]] = []
    loose: list[tuple[str, Address]] = []
    free: list[tuple[str, Address]] = []
    copied: list[Address] = []
    replaced: list[tuple[str, Address]] = []
    previous: tuple[int, str] | None = None
    for mark, at in marked:
        address = lex.value(mark)
        assert isinstance(address, Address)  # noqa: S101 - SITE marks stand for nothing else
        before = bare[max(0, at - _LOOK_BACK) : at]
        role = _role(address, before, own, bare[at + 1 :])
        if (
            previous
            and role in {"loose", "prospect", "aside"}
            and address.site not in own
            and _LISTED.match(bare[previous[0] + 1 : at])
        ):
            role = previous[1] if previous[1] != "target" else role
        previous = (at, role) if role in {"prospect", "loose", "aside", "target"} else previous
        if role == "target":
            targets.append((mark, address))
        elif role == "prospect":
            prospects.append((mark, address))
        elif role == "aside":
            asides.append((mark, address))
        elif role == "replaced":
            replaced.append((mark, address))
        elif role == "copied":
            copied.append(address)
        elif role == "free":
            free.append((mark, address))
        elif role == "loose":
            loose.append((mark, address))
    here = {address.site for _, address in (*prospects, *loose, *asides)} - own
    loose += [one for one in replaced if not here - {one[1].site} or one[1].site in here]
    settled = _settled(targets, asides, prospects, loose, free, own, [mark for mark, _ in marked])
    asked = {prospect.site for prospect in settled.prospects}
    others = tuple(a.text for a in copied if a.site and a.site not in asked | own)
    return replace(settled, copied=others)


def _role(address: Address, before: str, own: frozenset[str], after: str) -> str:
    if (
        address.site not in own
        and re.search(r"\b(?:instead of|rather than)\s*$", before)
        and re.search(SITE, before)
    ):
        return "platform"
    if re.search(
        r"\b(?:next to|near|beside|below|above)\s+(?:the\s+|their\s+|an?\s+)?$", before
    ) and re.match(r"\s*(?:back)?links?\b", after):
        return "platform"
    if address.kind is Kind.EMAIL:
        if _COPIED.search(before) or re.match(r"\s*(?:in cc|\(cc\)|cc'?d)", after):
            return "copied"
        if address.site in own:
            return "us"
        if (
            re.search(SITE, before)
            and _SENDER_WORDS.search(before)
            and not re.search(r"(?:reply|answer|response|back|yes|no|link|heard) from\s*$", before)
        ):
            return "copied"
        return "prospect" if address.site else "free"
    if re.search(r"\bnot\s*$", before):
        return "platform"  # "re windhub.com, not solarhub.com"
    if address.site in own:
        changed = _REPLACED.search(before) and re.match(rf"\s*(?:->|→|=>|with|by|to)\s*{SITE}", after)
        return "platform" if changed else "target"
    if address.site in PLATFORMS and not address.has_path and re.search(SITE, before + after):
        return "platform"
    if address.has_scheme and address.has_path and workplace(address.text):
        return "shared"
    if _REPLACED.search(before) and re.search(SITE, before + after):
        return "replaced"
    if _PLACED_ON.search(before):
        return "prospect"
    if (
        _ADDED.search(before)
        and re.match(r"\s*(?:to|in|into|on|at)\b", after)
        and re.search(SITE, before + after)
    ):
        return "target"
    if _TARGET_WORDS.search(before):
        listed = re.search(r":\s*$", before) and _LISTED_NEXT.match(after)
        return "prospect" if listed else "target"
    if (
        _TOLD_ABOUT.search(before)
        or re.search(r"\b(?:for|about|re)\s*$", before)
        or (_ASIDE_WORDS.search(before) and not _PROSPECT_WORDS.search(before))
    ):
        return "aside"
    return "prospect" if _PROSPECT_WORDS.search(before) else "loose"


def _settled(
    placed: list[tuple[str, Address]],
    asides: list[tuple[str, Address]],
    prospects: list[tuple[str, Address]],
    loose: list[tuple[str, Address]],
    free: list[tuple[str, Address]],
    own: frozenset[str],
    order: list[str],
) -> Roles:
    unclear: list[str] = []
    asked = {a.site for _, a in (*prospects, *loose)}
    prospects += [(mark, a) for mark, a in placed if a.site in asked and a.site not in own]
    targets = [a for _, a in placed if a.site not in asked or a.site in own]
    if any(a.site in own for a in targets):  # "swap the link to oldsite.com for acme.com"
        targets = [a for a in targets if a.site in own]
    by_mail = {a.site for _, a in prospects if a.kind is Kind.EMAIL}
    if by_mail:
        # An address to write to is the surest prospect. A page "on" or "at" another site is that person's
        # page, and says which site it is about; any other address is what they are written to about.
        for mark, address in loose:
            if address.site in by_mail or (targets and not own):
                prospects.append((mark, address))
            else:
                asides.append((mark, address))
    else:
        prospects += loose
    if (
        not prospects
        and asides
        and (not targets or all(a.site != t.site for _, a in asides for t in targets))
    ):
        prospects, asides = asides, []
    for mark, address in asides:
        if any(address.site == p.site for _, p in prospects):
            prospects.append((mark, address))
        else:
            targets.append(address)
    if len(prospects) == 2 and not targets and not own and loose and not by_mail and len(loose) >= 1:
        first, second = sorted(prospects, key=lambda p: order.index(p[0]))
        if (
            (second in loose)
            and not first[1].has_path
            and second[1].has_path
            and first[1].site != second[1].site
        ):
            prospects, targets = [first], [second[1]]
            unclear.append(f"is {second[1].text} the page to link to, or another site?")
    target = targets[0].text if targets else None
    others = [t.text for t in targets[1:] if _bare(t.text) != _bare(targets[0].text)]
    if others:
        better = next((t for t in targets if t.has_path), targets[0])
        same_site = all(t.site == targets[0].site for t in targets)
        target = better.text if same_site and sum(t.has_path for t in targets) == 1 else target
        if not (same_site and sum(t.has_path for t in targets) <= 1):
            unclear.append("which target: " + " or ".join(dict.fromkeys(t.text for t in targets)) + "?")
    return Roles(_people(prospects, free, order), target, tuple(unclear))


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|/$", "", address.lower())


def _people(
    prospects: list[tuple[str, Address]], free: list[tuple[str, Address]], order: list[str]
) -> tuple[Prospect, ...]:
    """One prospect for each site; free-mail addresses belong to the site beside them."""
    by_site: dict[str, list[tuple[str, Address]]] = {}
    for mark, address in sorted(prospects, key=lambda p: order.index(p[0])):
        by_site.setdefault(address.site, []).append((mark, address))
    mails = [(mark, a.text) for mark, a in free]
    found: list[Prospect] = []
    for site, said in by_site.items():
        own_mails = list(dict.fromkeys(a.text for _, a in said if a.kind is Kind.EMAIL))
        if not own_mails and mails:
            near = min(mails, key=lambda m: abs(order.index(m[0]) - order.index(said[0][0])))
            if len(by_site) == 1 or abs(order.index(near[0]) - order.index(said[0][0])) == 1:
                mails.remove(near)
                own_mails = [near[1]]
                said = [*said, (near[0], said[0][1])]
        pages = [a.text for _, a in said if a.has_path and not _WAY_IN.search(a.text)]
        found.append(
            Prospect(
                site,
                said[0][0],
                own_mails[0] if own_mails else None,
                pages[0] if pages else None,
                own_mails[1] if len(own_mails) > 1 else None,
                tuple(mark for mark, _ in said),
            )
        )
    if not found:
        found = [Prospect(None, mark, email, marks=(mark,)) for mark, email in mails]
    return tuple(found)
