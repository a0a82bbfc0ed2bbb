"""People in a sentence: whose work it is, and whom it was sent to."""

import re

from handlers.understanding.lexer import FACT, SITE, TASK, USER, Lexed

_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁЄІЇ]"
_NAME_WORD = rf"(?:{_UPPER}[^\W\d_]*(?:['’-]{_UPPER}?[^\W\d_]+)*\.?)"
_PARTICLE = r"(?:van|von|de|der|den|di|da|del|la|le|bin|al|el|dos)"
NAME = rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME_WORD}){{0,3}}"

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
_NOT_NAMES = frozenset(
    """
    i we he she they it you the a an my our their his her its this that these those there here what who
    which when where why how is are was were do does did done has have had will would can could should may
    might not no yes ok okay hi hey hello thanks thank please pls sorry just still also then and or but so
    if as at by for from in into of on onto off to up with without about re fwd fw fu vs via per new old
    last next first second third again already today tomorrow tonight yesterday monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april
    june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    haro qwoted sourcebottle connectively featured terkel profnet pr seo blb gp gps cta dr da ur url link
    links backlink backlinks guest post posts blog article pitch pitched emailed email mail mailed contacted
    messaged wrote reached sent asked offered called spoke followed following follow chased chasing chase
    nudged pinged bumped replied reply answer declined agreed promised accepted confirmed got found log
    logged note remind reminder snooze drop dropping drops closing check live deal dofollow nofollow
    sponsored anchor price team editor editors editorial webmaster owner journalist reporter writer author
    blogger someone somebody everyone everybody anyone nobody people guys contact client support info hello
    broken dead resource page pages skyscraper infographic niche edit insertion digital press linkable asset
    study survey data twitter linkedin facebook instagram slack gmail whatsapp x ig fb google ahrefs semrush
    moz majestic forbes techcrunch hubspot wired bbc cnn guardian mashable nyt reuters bloomberg
    entrepreneur inc huffpost buzzfeed telegraph independent times mirror express sun metro verge engadget
    zdnet cnet business insider fortune wsj eod eow eom eoq utc gmt est pst cet usd eur gbp q1 q2 q3 q4 asap
    fyi nb ps tbd tbc ooo pto cc bcc she'll he'll they'll i'll we'll i'm i've we've it's that's they've
    she's he's they're let's don't didn't submitted applied approached proposed suggested campaign report
    task outreach site website domain blogs news magazine both all each every another other more most some
    any two three four five six seven eight nine ten out back great good nice awesome cool finally
    unfortunately sadly update updated spotted earned noticed need want""".split()
)
_ORG_WORDS = re.compile(
    r"(?:blog|tech|news|media|week|daily|time|hub|mag|world|guide|site|web|seo|saas|digital|lab|soft|"
    r"cloud|market|startup|"
    r"post|review|journal|gazette|herald|tribune|chronicle|radar|insider|dev|data|app|inc|ltd|gmbh|llc|"
    r"corp|company|"
    r"agency|studio|group|network|press|magazine|times|today|online|central|academy|university|college|"
    r"school|"
    r"foundation|institute|association|\.|\d)",
    re.IGNORECASE,
)
_FIRST_NAMES = frozenset(
    """
    aaron adam adrian ahmed aisha alan alba alejandro alex alexa alexander alexandra alfie ali alice alicia
    alina allison amanda amber amelia amir amy ana anders andre andrea andreas andrew andy angela anita anja
    anna anne annie anthony antonio anya ariel arjun arthur ashley astrid barbara beatrice becky ben
    benjamin bernd beth betty bill bob bobby brad brandon brenda brian bruce bruno camille carl carla carlos
    carmen carol caroline carolyn cathy cecilia charles charlie charlotte chen chiara chloe chris christian
    christina christine christoph claire clara claudia colin connor craig cynthia dan dana daniel daniela
    daniele danielle danny darren dave david dawn dean deborah denise dennis derek diana diane diego dmitri
    dominic don donald donna dorothy doug douglas duncan dylan eddie edith edward elaine elena eli elias
    elizabeth ella ellen ellie emily emma eric erica erik erin ethan eva evan eve fabian farah fatima felix
    fernando finn fiona florian frances francesca francis frank fred freya gabriel gareth gary gavin gemma
    george georgia gerald gina giulia gloria gordon grace graham greg gregory greta hana hannah hans harold
    harriet harry hassan heather heidi helen helena henrik henry holly howard hugo ian ibrahim ines ingrid
    irene iris isaac isabel isabella ivan jack jackie jacob jake james jamie jana jane janet janice jason
    jasmine javier jay jean jeff jeffrey jen jenna jennifer jenny jeremy jerry jess jesse jessica jill jim
    jimmy joan joanna joe joel johan johannes john johnny jon jonas jonathan jordan jorge jose joseph josh
    joshua joyce juan judith judy julia julian julie juliet jun justin kai karen karin karl kate katherine
    kathleen kathy katie katrin kayla keith kelly ken kenneth kevin khalid kim kirsten klaus kris krista
    kristen kumar kurt kyle lara larry lars laura lauren laurent layla lea leah lee lena leo leon leonardo
    leslie lewis liam lily linda lisa liz logan louis louise luca lucas lucia lucy luis luke lukas lydia
    lynn madison maggie magnus malik marc marcel marco marcus margaret maria marie marina mario marion mark
    markus martha martin martina mary mateo mathew matt matteo matthew matthias maureen maurice max maya
    megan mehmet mei melanie melissa mia michael michel michelle miguel mike mila miriam mohamed mohammed
    molly monica muhammad nadia nancy naomi natalie natasha nate nathan neil nick nicholas nicola nicole
    nigel nikhil nikolai nina noah noel nora olga oliver olivia omar oscar pablo paolo pat patricia patrick
    paul paula pedro penny per pete peter petra phil philip philipp pierre pia piotr priya rachel rafael
    rahul raj ralph ravi ray raymond rebecca renee ricardo richard rick rita rob robert roberto robin rohan
    ron ronald rosa rose ross ruby russell ruth ryan sabrina sally sam samantha samir samuel sandra sanjay
    santiago sara sarah scott sean sebastian sergio seth shane shannon sharon sheila shirley silvia simon
    simone sofia sophia sophie stacy stan stefan stefanie stella stephanie stephen steve steven stuart sue
    susan susanne suzanne sven sylvia tania tanja tanya tara ted teresa terry theo theresa thomas tim
    timothy tina tobias todd tom tomas tommy tony tracy travis trevor tyler uma ursula valentina valerie
    vanessa vera veronica vicky victor victoria vijay vincent virginia vivian vlad walter wanda warren wei
    wendy will william xavier yara yasmin yuki yusuf yvonne zach zara zoe""".split()
)


def owner(lex: Lexed, bare: str) -> str | None:
    """Whose work it is, as written: ``@bob``, "assign to Bob", "Bob emailed …"; None for the speaker."""
    users = lex.users(bare)
    if match := re.search(
        rf"\b(?i:assign(?:ed|ing)?(?: (?:it|this|them|[\ue000-\uefff]))? to|owner(?: is)?:?|owned by|"
        rf"hand(?:ed|ing)?(?: (?:it|this|{FACT}))?(?: over)? to|on behalf of|belongs to|"
        rf"logged? (?:it )?for|give (?:it|"
        rf"this) to)\s+"
        rf"(?P<who>{USER}|\w+(?: {_NAME_WORD})?)",
        bare,
    ):
        who = match["who"]
        return _said(lex, who) if who.lower() not in {"me", "myself", "i", "us", "the", "a", "our"} else None
    if match := re.search(
        rf"\b(?P<who>{_NAME_WORD}|{USER})\s+(?i:owns|is (?:the )?owner|takes (?:it|this|over)|to (?:chase|"
        rf"follow|own))\b",
        bare,
    ):
        return _said(lex, match["who"])
    if (
        match := re.match(
            rf"[^\w\ue000-\uf7ff]*(?P<who>{_NAME_WORD})\s+(?i:just\s+|has\s+|already\s+)?(?i:e-?mailed|"
            rf"pitched|contacted|"
            rf"messaged|dm'?e?d|reached out to|followed up (?:with|on)|chased|nudged|sent)\s+(?!(?i:us|me|"
            rf"back|over)\b)",
            bare,
        )
    ) and _name(match["who"]):
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


def contacts(bare: str) -> dict[str, str]:
    """Names that stand with an address: address's character → name ("Jane Doe <ADDRESS>")."""
    found: dict[str, str] = {}
    for match in re.finditer(
        rf"(?P<name>{NAME})(?i:\s*,?\s*(?:\(?\s*(?:the\s+)?(?:editor(?:-in-chief)?|owner|founder|writer|"
        rf"author|ceo|head|marketing manager|content manager|journalist|blogger|webmaster)(?: of content|"
        rf" of marketing)?\s*\)?\s*,?\s*)?)"
        rf"(?:(?i:\s*(?:at|from|of|over at|@|with|via|on|in)\s+)(?:(?i:the)\s+)?(?:{NAME}\s*)?[(<\[]?|"
        rf"\s*[(<\[:,/|-]\s*|\s+)(?P<site>{SITE})",
        bare,
    ):
        if (name := _trimmed(match["name"])) and match["site"] not in found:
            found[match["site"]] = name
    for match in re.finditer(rf"(?P<site>{SITE})\s*\(\s*(?P<name>{NAME})\s*[,)]", bare):
        if name := _trimmed(match["name"]):
            found.setdefault(match["site"], name)
    for match in re.finditer(rf"(?P<site>{SITE})\s*[,|/-]\s*(?P<name>{NAME})\s*(?=[,|/.;-]|$)", bare):
        name = _trimmed(match["name"])
        if name and (" " in name or name.lower() in _FIRST_NAMES):
            found.setdefault(match["site"], name)
    for match in re.finditer(
        rf"(?<![\w'-])(?P<name>[a-z]{{2,15}})\s+(?:at|from|over at|@|\()\s*(?P<site>{SITE})", bare
    ):
        if match["name"] in _FIRST_NAMES:
            found.setdefault(match["site"], match["name"])
    return found


def contact(bare: str) -> str | None:
    """The one person whom the sentence names as a contact, wherever it does."""
    for pattern in (
        rf"\b{_VERB}\s+(?:(?i:the\s+editor|editor|contact|webmaster|our contact|journalist|"
        rf"blogger),?\s+)?(?P<name>{NAME})",
        rf"(?:^|[.;!,:\n-]\s*|\b(?i:and|but|that|as|because|now|so|update:?|fyi)\s+|"
        rf"{FACT}[,:]?\s*)(?P<name>{NAME})(?:\s+(?:at|from|of|"
        rf"over at)\s+[^.;,]{{1,40}}?)?\s*,?\s*(?:\([^)]*\)\s*)?(?i:\s(?:just|has|have|finally|never|"
        rf"already|still|now|also)\b)?(?:\s+|(?=')){_SUBJECT_OF}\b",
        rf"(?P<name>{NAME})'s\s+(?i:answer|reply|response|email|verdict)\b",
        rf"(?i:\b(?:dropped|shot|sent|gave|fired))\s+(?P<name>{NAME})\s+(?i:a|an|our|my|the|another)\b",
        rf"(?i:\b(?:contact|editor|author|writer|journalist|owner|founder|webmaster|"
        rf"blogger))(?:(?i:\s+(?:is|was|called|named))|:|,)?\s+(?P<name>{NAME})",
    ):
        for match in re.finditer(pattern, bare):
            name = _trimmed(match["name"])
            if name and not _of_an_organisation(bare, match, name):
                return name
    speaker = re.match(rf"(?P<name>{NAME}):\s", bare)
    if speaker and speaker["name"].split()[0].lower() in _FIRST_NAMES:
        return speaker["name"]
    if low := re.search(
        r"(?:^|[.;!,\n]\s*|\b(?:and|but|that)\s+)(?P<name>[a-z]{2,15})\s+(?:just\s+|finally\s+|"
        r"has\s+)?(?:said|says|replied|declined|agreed|promised|accepted|confirmed|wants?|got back|"
        r"came back|wrote|answered|responded|passed|will)\b"
        r"|\b(?:emailed|pitched|messaged|contacted|wrote to|reached out to|spoke to|spoke with|asked|"
        r"chased|nudged|pinged|followed up with|follow up with|heard back from|heard from|reply from|"
        r"called|phoned)\s+(?P<other>[a-z]{2,15})\b",
        bare,
    ):
        name = low["name"] or low["other"]
        if name in _FIRST_NAMES and name not in _NOT_NAMES:
            return name
    return None


def _of_an_organisation(bare: str, match: re.Match[str], name: str) -> bool:
    """ "Forbes query", "the SaaS Weekly", "Techblog declined": no person."""
    before = bare[: match.start("name")]
    after = bare[match.end("name") :]
    if re.search(r"(?i)\bthe\s+$", before) and not re.search(r"(?i)\bthe editor,?\s+$", before):
        return True
    if re.match(
        r"(?i)'s?\s+(?:\w+\s+)?(?:team|blog|site|query|request|editor)|\s+(?:query|request|queries|"
        r"requests|journalist|reporter|magazine|blog|team|editors?|pitch|guest|inquiry|newsletter|podcast|"
        r"contributor|campaign|site)\b",
        after,
    ):
        return True
    first = name.split()[0].lower()
    return first not in _FIRST_NAMES and bool(_ORG_WORDS.search(name))


def _trimmed(name: str) -> str | None:
    """``name`` without verbs and other words that only look like part of it because of their capital."""
    words = name.replace("’", "'").split()
    while (
        words
        and words[0].lower().strip(".,'") in _NOT_NAMES
        and not re.fullmatch(r"(?:Dr|Mr|Mrs|Ms)\.", words[0])
    ):
        words.pop(0)
    for at, word in enumerate(words):
        if at and word.lower().strip(".,'") in _NOT_NAMES:
            words = words[:at]
            break
    joined = re.sub(r"'s$", "", " ".join(words)).rstrip(".,")
    return joined if _name(joined) else None


def _name(name: str) -> bool:
    """Whether capitalised words may be a person: no shouting, no initials alone."""
    if not name or len(name) < 2 or len(name) > 60:
        return False
    if name.lower() in _NOT_NAMES or name.endswith("'d") or "the" in name.lower().split():
        return False
    first = name.split()[0]
    if first.isupper() and len(first) > 2 and first.lower() not in _FIRST_NAMES:
        return False
    return not (_ORG_WORDS.search(name) and first.lower() not in _FIRST_NAMES)


__all__ = ["NAME", "TASK", "contact", "contacts", "handle", "owner"]
