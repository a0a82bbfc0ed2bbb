"""Whom and which site a question names, where it gives no address: "techblog", "Jane", "bob's"."""

import re

from handlers.understanding.lexer import SITE, USER

_ENDS = (
    r"before|already|yet|ever|again|lately|recently|this|last|in|since|about|on|for|at|with|to|back|today|"
    r"yesterday|now|please|pls|and|or"
)
_AFTER = (
    rf"(?=\s*(?:[?.!,;:]|$|\b(?:{_ENDS}|so far|going|doing|say|said|reply|replied|answer\w*|"
    r"respond\w*|get back|owes?|"
    r"agree\w*|promise\w*|publish\w*|accept\w*|declin\w*|refus\w*|want\w*|link\w*|from|of)\b))"
)
_NAME = (
    r"(?:the\s+)?[\"“'@]?(?P<name>[^\W_][\w&+'’.-]*"
    rf"(?:\s+(?!(?:{_ENDS})\b)[^\W_][\w&+'’-]*){{0,2}}?)[\"”']?(?:'s)?{_AFTER}"
)
_NOBODY = frozenset(
    """
    we i you they he she it us me them him her this that these those there here anyone anybody
    someone somebody everyone everybody nobody people any all our my your their the a an some many
    much more most who what which when where how why not no yes new old link links backlink
    backlinks promise promises promised site sites blog blogs prospect prospects task tasks ask asks
    pitch pitches follow follow-up follow-ups followup followups up email emails mail mails outreach
    campaign campaigns tactic tactics reply replies answer answers work team today yesterday
    tomorrow week month quarter year last next guest post posts broken digital pr haro journalist
    request requests resource niche edit edits asset assets insertion insertions live late overdue
    lost due open done list report everything anything nothing something things stuff money weather
    time lunch office day days bot app slack channel channels good bad best worst monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december been ever already going happening doing one ones thing
    editor editors journalists bloggers to in on for at of by from with about into onto do does did
    get got make made publishers website websites page pages number numbers project projects client
    clients status progress news updates update
    """.split()
)
_ANSWERS = (
    r"(?:say|said|repl\w+|answer\w*|respon\w+|get back|got back|write back|written back|want\w*|agree\w*|"
    r"accept\w*|declin\w*|refus\w*|promis\w*|"
    r"publish\w*|link\w*|confirm\w*|offer\w*|ask for|asked for|interested|owes?|still owes?|go live|"
    r"gone live|live|decide\w*|"
    r"think)\b"
)
_SITE_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:happen(?:ed|ing|s)?|up|news|update|latest|stand(?:ing)?|are we|we at|progress|story|state|"
        rf"status|history|dealings|deal|"
        rf"going(?: on)?|it going|things going|goes it|we standing|outreach|situation|know|heard|hear|"
        rf"anything|look)\s+(?:with|to|at|from|of|on|about|for)\s+{_NAME}",
        rf"^\W*(?:so |and |ok )?(?:what|how) about\s+{_NAME}",
        rf"^\W*(?:tell (?:me|us)|show (?:me|us)|remind me) (?:everything |all |more |"
        rf"what you know )?(?:about|of)\s+{_NAME}",
        rf"^\W*(?:did|has|have|does|will|is|are)\s+{_NAME}\s+(?:ever |already |finally |yet )?{_ANSWERS}",
        rf"^\W*what (?:did|does|has|have|do)\s+{_NAME}\s+{_ANSWERS}",
        rf"\bwhen did (?:we|i|anyone|anybody|someone) (?:last |first |ever )?(?:ask|e-?mail|contact|pitch|"
        rf"write to|reach out to|talk to|chase|hear from)\s+{_NAME}",
        rf"\bhear(?:d)? (?:anything |back |anything back )?from\s+{_NAME}",
    )
)
_OWNER_ASKED = re.compile(
    rf"\b(?:who(?:'s| is| are|se)?|is any(?:one|body)|is some(?:one|body)|anyone|anybody)\s+(?:currently |"
    rf"already )?(?:the )?"
    rf"(?:owner of|owns?|owning|on|handl\w+|working (?:on|with)|works? (?:on|with)|responsible for|"
    rf"in charge of|looking after|looks? after|"
    rf"taking care of|takes? care of|manag\w+|deal(?:s|ing) with|has|assigned to|in touch with|talking to|"
    rf"in contact with|chasing|contacting)\s+(?P<whole>{SITE}|{_NAME})"
    rf"|^\W*whose (?:task |site |prospect |one )?is\s+(?P<whose>{SITE}|{_NAME.replace('name', 'name2')})"
    rf"|\bowner of\s+(?P<of>{SITE}|{_NAME.replace('name', 'name3')})"
)
_BEFORE_ASKED = re.compile(
    rf"\b(?:did|has|have|had)\s+(?:any(?:one|body)|some(?:one|body)|we|you|i|any of us|the team|"
    rf"ever)\s+(?:ever |already |previously |once )?"
    rf"(?:been (?:in touch|in contact) with|ask(?:ed)?|e-?mail(?:ed)?|contact(?:ed)?|pitch(?:ed)?|"
    rf"reach(?:ed)? out to|approach(?:ed)?|"
    rf"talk(?:ed)? to|spoken? (?:to|with)|work(?:ed)? with|writ(?:e|ten) to|wrote to|tried?|chased?|"
    rf"heard of|hear from|heard from)\s+(?P<whole>{SITE}|{_NAME})"
    rf"|^\W*(?:ever|already) (?:asked?|pitch(?:ed)?|contact(?:ed)?|e-?mailed?|approached?|"
    rf"tried)\s+(?P<ever>{SITE}|{_NAME.replace('name', 'name2')})"
    rf"|\b(?:was|were|has|have|is)\s+(?P<passive>{SITE}|{_NAME.replace('name', 'name3')})\s+(?:ever |"
    rf"already )?(?:been )?(?:asked|pitched|contacted|e-?mailed|approached)\b"
    rf"|\bdo we know\s+(?P<know>{SITE}|{_NAME.replace('name', 'name4')})"
)
_ME = re.compile(r"\b(?:my|mine|i|i've|i'm|myself|me)\b")
_TOLD_TO_ME = re.compile(
    r"\b(?:show|tell|give|remind|get|send|find|bring|catch|let|help|for|owes?|"
    r"waiting for|need)\s+(?:me|us)\b|\bexcuse me\b|\bdid i miss\b|\bcatch me\b"
)
_SOMEBODY = re.compile(
    r"\b(?:did|has|have|does|is|was|by|from|for)\s+(?:@)?(?P<who>[^\W\d_][\w-]{1,30})\s+(?:do|done|doing|"
    r"get|got|win|won|land|landed|build|built|ask|asked|pitch|"
    r"pitched|send|sent|lose|lost|make|made|e-?mail|e-?mailed|contact|contacted|achieve|achieved|work|"
    r"working|follow|chase|been|up to|bring|have|write|log|logged)\b"
    r"|\b(?P<of>[^\W\d_][\w-]{1,30})'s\s+(?:\w+\s+){0,2}(?:tasks?|outreach|work|list|follow|links?|"
    r"promises?|asks?|pitch\w*|repl\w+|week|month|day|overdue|numbers)"
    r"|\b(?:what(?:'s| is| has)|how(?:'s| is))\s+(?P<busy>[^\W\d_][\w-]{1,30})\s+(?:doing|up to|working on|"
    r"been doing|done|done)\b"
)
_TEAM = frozenset(
    """
    what who that it let how here there where today week month yesterday team everybody everyone we
    us they company site link campaign
    """.split()
)


def site_name(text: str) -> str | None:
    """The site or contact whose story is asked for, as written; None where none is."""
    for pattern in _SITE_ASKED:
        for found in pattern.finditer(text):
            if (name := _name(found["name"])) is not None:
                return name
    return None


def owner_of(text: str) -> tuple[bool, str | None]:
    """Whether it is asked whose a site is, and the site's name where it stands there without an address."""
    return _whole(_OWNER_ASKED.search(text))


def asked_before(text: str) -> tuple[bool, str | None]:
    """Whether it is asked if anybody ever asked a site, and its name likewise."""
    return _whole(_BEFORE_ASKED.search(text))


def _whole(found: re.Match[str] | None) -> tuple[bool, str | None]:
    if found is None:
        return False, None
    said = {key: value for key, value in found.groupdict().items() if value}
    if any(re.fullmatch(SITE, value) for value in said.values()):
        return True, None
    names = [value for key, value in said.items() if key.startswith("name")]
    name = _name(names[0]) if names else None
    return name is not None, name


def _name(written: str) -> str | None:
    words = re.sub(r"['’]s$", "", written.strip(" .'\"")).split()
    while words and words[0] in {"the", "our", "my"}:
        words.pop(0)
    if (
        not words
        or any(word.strip(".'") in _NOBODY for word in words)
        or re.search(
            rf"{SITE}|"
            rf"{USER}",
            written,
        )
    ):
        return None
    if len("".join(words)) < 3 or all(re.fullmatch(r"[\d#.,:-]+", word) for word in words):
        return None
    return " ".join(words)


def whose(text: str) -> str | None:
    """Whose work is asked about: "me", or a name as written; None for everybody's.

    People who are mentioned with @ are marks in ``text`` and read elsewhere.
    """
    found = _SOMEBODY.search(text)
    name = next((value for value in found.groupdict().values() if value), None) if found else None
    if name and name not in _NOBODY | _TEAM:
        return name
    return "me" if _ME.search(_TOLD_TO_ME.sub(" ", text)) else None
