"""Which capitalised words may be a person's name."""

import re

_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁЄІЇ]"
NAME_WORD = rf"(?:{_UPPER}[^\W\d_]*(?:['’-]{_UPPER}?[^\W\d_]+)*(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?)"
_PARTICLE = r"(?:van|von|de|der|den|di|da|del|la|le|bin|al|el|dos)"
NAME = rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?{NAME_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{NAME_WORD}){{0,3}}"
"""A name of one to four words, with a title and particles."""
TITLE = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+(?=\S)")

NOT_NAMES = frozenset(
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
    any two three four five six seven eight nine dmed dming messaging emailing mailing inmailed cold warm
    intro pinging nudging bumping bumped calling ten out back great good nice awesome cool finally
    told paid heard met spoken found wired awaiting senior junior chief managing deputy
    assistant associate contributing head director manager unfortunately sadly update updates
    updated spotted earned noticed need want herr frau señor señora senor senora sr sra signor signora madame
    monsieur mme mister miss fr hr rang had saw gave shot took made paid bought sold read heard held put
    tried rung
    skrev ringede schrieb linktausch gastartikel gastbeitrag linkaustausch partnership exchange swap
    resend resent""".split()
)
ORG_WORDS = re.compile(
    r"(?:blog|tech|news|media|week|daily|time|hub|mag|world|guide|site|web(?!er\b|b\b|ster\b)|seo|saas|"
    r"digital|lab|soft|"
    r"cloud|market|startup|"
    r"post|review|journal|gazette|herald|tribune|chronicle|radar|insider|dev|data|app|inc|ltd|gmbh|llc|"
    r"corp|company|"
    r"agency|studio|group|network|press|magazine|times|today|online|central|academy|university|college|"
    r"school|"
    r"foundation|institute|association|\.|\d)",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.")
FIRST_NAMES = frozenset(
    """
    jo mette nils owen rhys fiona ian dawn gwen beatriz ingeborg aoife siobhan sean niamh
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
    alfred jared manfred khaled waleed syed wilfred winfred fred ted ed ned jed mohamed
    wendy will william xavier yara yasmin yuki yusuf yvonne zach zara zoe""".split()
)


_HONORIFIC = re.compile(r"(?:ma'?am|madam|sir)\b\.?\s*", re.IGNORECASE)


def trimmed(name: str) -> str | None:
    """``name`` without verbs and other words that only look like part of it because of their capital."""
    words = _HONORIFIC.sub("", name.replace("’", "'")).split()
    while (
        words
        and (words[0].lower().strip(".,'") in NOT_NAMES or _is_verb(words[0]))
        and not _given_with_a_surname(words)
        and not re.fullmatch(r"(?:Dr|Mr|Mrs|Ms)\.", words[0])
    ):
        words.pop(0)
    for at, word in enumerate(words):
        if at and word.lower().strip(".,'") in NOT_NAMES:
            words = words[:at]
            break
    joined = re.sub(r"'s$", "", " ".join(words)).rstrip(".,")
    if re.search(r"\s[^\W\d_]$", joined) and name.rstrip(",").endswith("."):
        joined += "."  # "Maria L."
    return joined if is_name(joined) else None


def _given_with_a_surname(words: list[str]) -> bool:
    """ "Will Nash", "April Jones"; but "Will Jane" asks."""
    if len(words) < 2 or words[0] not in {"Will", "May", "April", "June", "August", "Art", "Chase", "Grant"}:
        return False
    second = words[1].lower().strip(".,'")
    return words[1][0].isupper() and second not in NOT_NAMES and second not in FIRST_NAMES


_PINYIN = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:iao|ian|iang|iong|uan|uang|uai|ang|eng|ing|ong|ai|ao|ei|ou|an|en|"
    r"in|un|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u)(?:[bpmdtnljqxy]|zh|ch|sh)ing"
)
_ENGLISH = frozenset(
    "waiting dating lining dining mining tuning rating citing mailing failing sailing hailing noting "
    "railing tailing taking biding hiding baiting banning planning pinning running winning".split()
)


def _is_verb(word: str) -> bool:
    """Whether a capitalised word is a verb at a sentence's start: "Answered Lisa's query", "Pinging Tom"."""
    low = word.lower()
    if not re.search(r"[^e]ed$|[^r]ing$", word) or low in FIRST_NAMES:
        return False
    return low in _ENGLISH or not _PINYIN.fullmatch(low)  # Xiaoming, Yuting, Liping


def is_name(name: str) -> bool:
    """Whether capitalised words may be a person: no shouting, no initials alone."""
    if not name or len(name) < 2 or len(name) > 60:
        return False
    if name.lower() in NOT_NAMES or name.endswith("'d") or "the" in name.lower().split():
        return False
    name = TITLE.sub("", name)  # an honorific is no name yet
    first = name.split()[0]
    if " " not in name and _is_verb(name):
        return False
    if first.isupper() and len(first) > 2 and first.lower() not in FIRST_NAMES:
        return False
    return not (ORG_WORDS.search(_INITIAL.sub("", name)) and first.lower() not in FIRST_NAMES)
