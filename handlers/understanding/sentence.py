"""A free sentence, as link builders write: what happened, to which tasks, every fact in its place."""

import re
from dataclasses import replace

from handlers.understanding.acts import act, granted
from handlers.understanding.clauses import LONG_AGO
from handlers.understanding.days.asked_days import asked_on, planned
from handlers.understanding.days.moments import with_dates
from handlers.understanding.facts import people
from handlers.understanding.facts.agreed_price import with_one_price
from handlers.understanding.facts.campaigns import campaign_named
from handlers.understanding.facts.own_facts import each_with_its_own
from handlers.understanding.facts.roles import Prospect, Roles, roles
from handlers.understanding.facts.sites import PLATFORMS
from handlers.understanding.facts.tasks import task_of
from handlers.understanding.facts.terms import rel
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import SITE, TASK, Lexed
from handlers.understanding.own_acts import own_acts, spoken_of
from handlers.understanding.phrasing import our_words, their_words
from handlers.understanding.phrasing.phrases import phrases
from handlers.understanding.phrasing.plain_words import plain_words
from handlers.understanding.phrasing.politeness import core
from handlers.understanding.phrasing.tactics import tactic
from handlers.understanding.phrasing.unread import bad_addresses
from handlers.understanding.pieces import pieces
from handlers.understanding.questions.asking import about_the_bot, asked
from handlers.understanding.questions.by_topic import told_how, wanted
from handlers.understanding.reported import reported
from handlers.understanding.speech import NO_ACT, NO_PAGE, NO_SITE, Speech, not_understood, unclear
from storage.sites import registrable
from storage.words import Tactic

EXAMPLE = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"

MOST_TASKS = 50
"""How many tasks one text may speak of."""

_ABOUT_TASKS = frozenset(
    {Act.FOLLOW_UP, Act.REPLY, Act.PROMISE, Act.DECLINE, Act.DROP, Act.SNOOZE, Act.DONE, Act.NOTE, Act.VOUCH}
)
_KEEPS_FACTS = frozenset({Act.LOG, Act.PROMISE, Act.UNCLEAR})
"""What is said to the others stands in their text, whole."""
_ONLY_TAKE = re.compile(r"\b(?:only|just) (?:take|accept|do|publish|run|print|want|cover)s? [^,.;]*")
_UNKNOWN_NEWS = phrases(r"""
    START(?:SITE|(?:she|he|they)\b) (?:has |have |just |now |also |\w+ly )*(?!links\b|contacts\b|pages\b|
        needed\b)[a-z]{2,}(?:es|[^s\W]s|ed)\b
""")
"""They did something that no rule knows: asked about, and no ask of ours."""
_FROM_THEM = re.compile(rf"\s*From:[^\n]{{0,80}}?(?P<mark>{SITE})", re.IGNORECASE)
_CHATTER = phrases(r"""
    START(?:i|we) (?:really |just |do |also )?(?:love|like|liked|loved|hate|wish|wonder|think|enjoy|enjoyed|
        admire|adore|remember|know|heard|read|use|used)\b(?! (?:the|their) (?:contact )?form)
    START(?:(?:it )?would be|it'd be|wouldn't it be|imagine|if only|how)\b
""")
"""What somebody thinks of a site: nothing was asked there."""
_ALL_FOR = re.compile(
    rf"\b(?:both|each|all(?: (?:of them|of these|two|three|four|\d+))?)\s+(?:for|to|about|re|linking to|"
    rf"pointing (?:at|to))\s+(?:our\s+|the\s+)?{SITE}\W*$"
)
"""At the end of a text: all that it speaks of is for one page of ours."""
_SENT_ON = re.compile(
    r"\b(?:says?|said|told (?:me|us)|suggested|wrote)\b[^.;]{0,20}\b(?:ask(?:ing)?|contact(?:ing)?|"
    r"e-?mail(?:ing)?|writ(?:e|ing)(?: to)?|try(?:ing)?|(?:talk|speak)(?:ing)? to)\s+"
    r"(?:[^\W\d_]+\s+){0,2}(?:(?:at|from|of)\s+)?\(?$",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"(?<!after )(?<!and )\b(?:that|if|whether|after|because|since|once|how|why|before|when|unlike|where|"
    r"just like|same as|"
    r"instead of|not)\s+(?:the\s+)?$|\b(?:told|telling)\s+(?:them|him|her|it|everyone)\s+$"
)
_SAYS_OUTREACH = frozenset(
    {Tactic.GUEST_POST, Tactic.BROKEN_LINK, Tactic.JOURNALIST_REQUEST, Tactic.LINK_INSERTION}
)


def sentence(speech: Speech) -> list[Intent]:
    """The tasks that a free text speaks of; one ``unclear`` Intent where there is none."""
    lex = speech.lex()
    bare = lex.bare.strip()
    lowered = bare.lower()
    if not speech.read:
        what = "there is only quoted text here" if speech.words else "there is nothing here"
        return [not_understood(speech, what, EXAMPLE)]
    if plain := about_the_bot(lowered, speech, lex):
        return [plain]
    if answer := asked(lex, speech):
        several = lex.tasks() if answer.act in {Act.CHECK, Act.SHOW} and answer.task is not None else []
        return [replace(answer, task=number) for number in several] or [answer]
    found: list[Intent] = []
    for piece in pieces(lex, speech.own):
        found += _piece(lex, piece, speech)
    understood = _last_news([intent for intent in found if intent.act is not Act.UNCLEAR])
    if len(understood) > 1 and _ALL_FOR.search(lowered):
        understood = _with_the_last_target(understood)
    plain_text = core(plain_words(lowered))
    if not understood and (wish := wanted(plain_text, lex, speech)):
        return [wish]
    if _about_nobody(understood, speech) and (wish := told_how(plain_text, speech)):
        return [wish]
    if len(understood) > MOST_TASKS:
        rest = len(understood) - MOST_TASKS
        more = f"{rest} more: I take {MOST_TASKS} at a time, send the rest again"
        understood = [*understood[: MOST_TASKS - 1], unclear(understood[MOST_TASKS - 1], more)]
    return understood or found[:1] or [not_understood(speech, NO_ACT, EXAMPLE)]


def _with_the_last_target(found: list[Intent]) -> list[Intent]:
    """ "Emailed a.com, b.com promised, both for acme.com" says of all what stands with the last of them."""
    last = found[-1]
    return [
        one if one.target else replace(one, target=last.target, campaign=one.campaign or last.campaign)
        for one in found
    ]


def _about_nobody(found: list[Intent], speech: Speech) -> bool:
    """Whether all that was read is about a task or a site that nobody named."""
    return speech.known.thread_task is None and not any(
        one.task or one.site or one.page or one.contact_name or one.contact_email for one in found
    )


def _last_news(found: list[Intent]) -> list[Intent]:
    """``found`` less what a later part of the same text knows better: "chased #1 and #2 - #1 said yes"."""
    before = {Act.FOLLOW_UP, Act.LOG, Act.NOTE}
    return [
        one
        for at, one in enumerate(found)
        if one.act not in before
        or not any(
            later.act not in before
            and (one.task is not None or one.site)
            and (later.task, later.site) == (one.task, one.site)
            for later in found[at + 1 :]
        )
    ]


def _piece(lex: Lexed, bare: str, speech: Speech) -> list[Intent]:
    """The Intents of one piece: one for each task number or site that its act is about."""
    lowered = bare.lower()
    named = _granted_target(lex, bare, roles(lex, bare, speech.own), speech)
    named = _without_told_of(named, bare)
    said = act(reported(lex.spelled(bare, LONG_AGO).lower())) or _implied(lex, bare, named, speech)
    if said is Act.PROMISE and _only_ours(named, lex, bare, speech):
        said = None
    if said is None:
        return [_nothing(lex, bare, named, speech)]
    marks = [prospect.mark for prospect in named.prospects]
    if own := own_acts(lex, bare, marks) or own_acts(lex, bare, [mark for mark, _ in lex.task_marks(bare)]):
        return [intent for part in own for intent in _piece(lex, part, speech)]
    intent = _shared(said, lex, bare, named, speech)
    subjects = spoken_of(lex, bare)
    numbers = [number for _, number in subjects]
    if said is Act.EARNED:
        return [_earned(intent, lex, bare, named, speech)]
    if numbers and (said is not Act.LOG):
        each = _each(intent, [mark for mark, _ in subjects], lex, bare, speech)
        beside = _listed_beside(named, bare)
        named = replace(named, prospects=tuple(p for p in named.prospects if p not in beside))
        return [
            *(_of_prospect(intent, p, people.contacts(bare), None, lex, bare, speech) for p in beside),
            *(
                _of_task(replace(one, task=number), named, bare)
                for one, number in zip(each, numbers, strict=True)
            ),
        ]
    if numbers:
        kind = Act.FOLLOW_UP if our_words.ASK.search(lowered) else Act.NOTE
        return [_of_task(replace(intent, act=kind, task=number), named, bare) for number in numbers]
    thread = speech.known.thread_task
    if said is Act.LOG and thread is not None and _about_the_card(named, thread, speech):
        kind = Act.FOLLOW_UP if our_words.ASK.search(lowered) else Act.NOTE
        return [_of_task(replace(intent, act=kind, task=thread), named, bare)]
    prospects = named.prospects or (None,)
    each = [intent]
    if len(prospects) > 1:
        each = _each(intent, [prospect.mark for prospect in named.prospects], lex, bare, speech)
    names = people.mailboxes(lex, bare) | people.contacts(bare)
    only = people.contact(bare) or people.handle(lex, bare)
    only = None if only == intent.owner else only
    return [
        _of_prospect(one, prospect, names, only if len(prospects) == 1 else None, lex, bare, speech)
        for one, prospect in zip(each, prospects, strict=True)
    ]


_MIXED = re.compile(rf"(?:{SITE}|{TASK})(?:\s*(?:,\s*and|,|and|&|\+)\s*(?:{SITE}|{TASK}))+")


def _listed_beside(named: Roles, bare: str) -> list[Prospect]:
    """The sites that stand in one list with numbers: "chased a.com and #86" speaks of two tasks."""
    listed = "".join(
        one.group()
        for one in _MIXED.finditer(bare)
        if re.search(TASK, one.group()) and re.search(r"and|&|\+", one.group())
    )
    return [prospect for prospect in named.prospects if prospect.mark in listed]


def _each(intent: Intent, marks: list[str], lex: Lexed, bare: str, speech: Speech) -> list[Intent]:
    """``intent`` for each of several sites or tasks, with what is said of that one alone."""

    def read(part: str) -> Intent:
        one = _shared(intent.act, lex, part, roles(lex, part, speech.own), speech)
        return one if registrable(one.target or "") in ours or not one.target else replace(one, target=None)

    ours = speech.own | {registrable(intent.target or "")}

    return each_with_its_own(intent, bare, marks, read)


def _without_told_of(named: Roles, bare: str) -> Roles:
    """``named`` without sites that others are only told of: "told a.com that b.com published us"."""
    first, *others = named.prospects or (None,)
    told = [one for one in others if one and _TOLD_OF.search(bare[: bare.index(one.mark)].lower())]
    if first is None or not told:
        return named
    return replace(named, prospects=tuple(one for one in named.prospects if one not in told))


def _granted_target(lex: Lexed, bare: str, named: Roles, speech: Speech) -> Roles:
    """``named`` with the target of what they do after all: "won't link to a.com but will link to b.com"."""
    tail = granted(bare.lower()) if named.target else ""
    target = roles(lex, bare[-len(tail) :], speech.own).target if tail else None
    if target is None:
        return named
    return replace(
        named, target=target, unclear=tuple(u for u in named.unclear if not u.startswith("which target"))
    )


def _about_the_card(named: Roles, thread: int, speech: Speech) -> bool:
    """Whether an ask under a task's card is a further touch of that task and not of another site."""
    site = next((task.site for task in speech.known.tasks if task.number == thread), None)
    return all(prospect.site in {site, None} for prospect in named.prospects)


def _only_ours(named: Roles, lex: Lexed, bare: str, speech: Speech) -> bool:
    """Whether a piece speaks of nobody but ourselves: "our new post is up on acme.com/blog" is no promise."""
    somebody = named.prospects or lex.tasks(bare) or speech.known.thread_task is not None
    return bool(named.target) and not somebody and people.contact(bare) is None


def _implied(lex: Lexed, bare: str, named: Roles, speech: Speech) -> Act | None:
    """What a text without a verb means: notes like "techblog.com guest post, fu 3d" are logs."""
    lowered = bare.lower()
    if lex.tasks(bare) or (speech.known.thread_task is not None and not named.prospects):
        if re.search(r"[\ue800-\uebff]", bare) and re.search(r"\bwants?|asks?|for\b", lowered):
            return Act.REPLY
        if re.search(r"[\uf000-\uf3ff]", bare) and not re.search(r"\w{3,}\s+\w{3,}\s+\w{3,}", lowered):
            return Act.SNOOZE
        return Act.NOTE if lex.tasks(bare) and re.search(r"\w{2,}", re.sub(r"[^\w\s]", "", lowered)) else None
    if named.prospects and re.search(r"[\ue800-\uebff]", bare) and rel(lowered) and not tactic(lowered):
        return Act.PROMISE
    if (sender := _FROM_THEM.match(bare)) and any(sender["mark"] in p.marks for p in named.prospects):
        return Act.REPLY
    if our_words.DROPPED.search(lowered) or their_words.DECLINED.search(lowered):
        return None  # somebody drops or declines something; what it means for the task is asked, not guessed
    if our_words.NOT_ASKED.search(lowered) or _CHATTER.match(lowered) or our_words.MUTED.search(lowered):
        return None
    if named.prospects and _UNKNOWN_NEWS.match(lowered) and not tactic(lowered):
        return None
    if named.prospects:
        return Act.SITE if speech.read.rstrip().endswith("?") else Act.LOG
    strong = tactic(lowered) in _SAYS_OUTREACH and not speech.read.rstrip().endswith("?")
    return Act.LOG if strong else None


def _nothing(lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """What could be read of a piece that says nothing about outreach: kept, and asked about."""
    intent = _shared(Act.UNCLEAR, lex, bare, named, speech)
    numbers = lex.tasks(bare)
    task = numbers[0] if numbers else None
    example = (
        f"note {task or speech.known.thread_task or 42} {speech.words[:80]}"
        if (task or speech.known.thread_task)
        else EXAMPLE
    )
    if not named.prospects and task is None:
        intent = replace(intent, tactic=None, follow_up_at=None, follow_up_timed=False, when="")
    if len(named.prospects) == 1:
        intent = replace(intent, site=named.prospects[0].site, contact_email=named.prospects[0].email)
    return replace(unclear(intent, NO_ACT), task=task, suggestion=example)


def _shared(said: Act, lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """What a piece says of all its tasks."""
    lowered = bare.lower()
    prices = list(dict.fromkeys(lex.prices(bare)))
    intent = Intent(
        said,
        owner=people.owner(lex, bare),
        tactic=Tactic.JOURNALIST_REQUEST if _on_a_platform(lex, bare) else _tactic(said, lowered, speech),
        target=named.target,
        anchor=lex.anchor(bare),
        rel_agreed=rel(lowered),
        price=prices[0] if prices else None,
        campaign=campaign_named(lex.full(bare), speech.known, named.target),
        text=speech.words,
        unclear=named.unclear,
    )
    if said is Act.CHECK:
        intent = replace(intent, tactic=None)
    if said is Act.LOG:
        intent = replace(intent, asked_on=asked_on(lex, bare, speech), planned=planned(bare))
    if len(prices) > 1:
        intent = with_one_price(intent, prices, lex, lowered)
    if said is Act.LOG and named.prospects:
        intent = unclear(intent, *(f"{mail} only got a copy? I logged no ask there" for mail in named.copied))
    if said in _KEEPS_FACTS:
        intent = unclear(
            intent, *bad_addresses(lex, bare), *(price.unclear for price in lex.bad_prices(bare))
        )
    return with_dates(intent, lex, bare, speech)


def _tactic(said: Act, lowered: str, speech: Speech) -> Tactic | None:
    """How the link is asked for: what they grant goes first, then what is said, then what is quoted."""
    if said in {Act.DECLINE, Act.REPLY}:
        lowered = _ONLY_TAKE.sub(" ", lowered)
    found = (tactic(granted(lowered)) if said in {Act.PROMISE, Act.REPLY} else None) or tactic(lowered)
    quoted = "\n>" in f"\n{speech.plain.text}" and re.search(r"\b(?:this|below|above)\b", lowered)
    return found or (tactic(speech.plain.text.lower()) if said is Act.LOG and quoted else None)


def _on_a_platform(lex: Lexed, bare: str) -> bool:
    return any(address.site in PLATFORMS for address in lex.addresses(bare))


def _of_task(intent: Intent, named: Roles, bare: str) -> Intent:
    """The Intent about one written number, with the site and page that were said along with it."""
    first = named.prospects[0] if len(named.prospects) == 1 else None
    if first and intent.act is Act.REPLY and _SENT_ON.search(bare[: bare.index(first.mark)]):
        return intent  # whom they name is somebody else
    name = people.contact(bare) or (people.contacts(bare).get(first.mark) if first else None)
    return replace(
        intent,
        site=first.site if first else None,
        page=first.page if first else None,
        contact_email=first.email if first else None,
        contact_name=name if name != intent.owner else None,
    )


def _earned(intent: Intent, lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """A link nobody asked for; where a task of ours explains it, it is that task's link."""
    pages = [a.text for a in lex.addresses(bare) if a.text != named.target and a.site not in speech.own]
    site = named.prospects[0].site if named.prospects else None
    pages = [prospect.page for prospect in named.prospects[:1] if prospect.page] or pages
    intent = replace(intent, page=pages[0] if pages else None, site=site, follow_up_at=None, when="")
    unasked = re.search(
        r"without|unasked|unprompted|nobody asked|never asked|didn't ask|passive|organic|natural|earned|"
        r"unsolicited",
        bare.lower(),
    )
    if site and not unasked:
        found = task_of(speech.known, site=site, email=None, name=None, words=bare.lower())
        if found.task is not None or found.unclear:
            return unclear(replace(intent, act=Act.PROMISE, task=found.task), *found.unclear)
    return intent if pages else unclear(intent, NO_PAGE)


def _of_prospect(
    intent: Intent,
    prospect: Prospect | None,
    names: dict[str, str],
    only: str | None,
    lex: Lexed,
    bare: str,
    speech: Speech,
) -> Intent:
    """The Intent about one site or person of the piece."""
    if prospect:
        said = [*(names[mark] for mark in prospect.marks if mark in names), only]
        name = next((one for one in said if one and not people.names_the_site(one, prospect.site)), None)
        intent = replace(
            intent,
            site=prospect.site,
            contact_email=prospect.email,
            contact_name=name,
            page=prospect.page,
        )
        if prospect.second_email:
            intent = unclear(intent, f"{prospect.second_email} too? I took {prospect.email} as the contact")
    else:
        intent = replace(intent, contact_name=only)
    if intent.act is Act.LOG:
        return intent if intent.site else unclear(intent, NO_SITE)
    if intent.act not in _ABOUT_TASKS:
        return intent
    words = re.sub(r"\s+", " ", lex.full(bare).lower())
    found = task_of(
        speech.known, site=intent.site, email=intent.contact_email, name=intent.contact_name, words=words
    )
    return unclear(replace(intent, task=found.task, site=intent.site or found.site), *found.unclear)
