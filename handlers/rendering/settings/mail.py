"""Settings: the domains that our own people write from."""

import re

from handlers.rendering.parts import escape, words
from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, field, typed
from handlers.rendering.settings.fields import words as line
from handlers.understanding.facts.sites import free_mail
from storage.team.settings import MOST_DOMAINS, mail_domain

DOMAINS = "mail_domains"


def fields(now: Standing) -> list[Block]:
    """The field, as things stand."""
    element = line(DOMAINS, ", ".join(now.mail_domains), most=3_000)
    hint = "Mail from them is ours: agency.com, agency.co.uk"
    return [field(DOMAINS, "Our own mail domains", element, hint=hint)]


def read(values: Values, errors: dict[str, str]) -> tuple[str, ...]:
    """The domains; what is wrong goes into ``errors``."""
    parts = [part for part in re.split(r"[\s,;]+", typed(values, DOMAINS)) if part]
    found = {part: mail_domain(part) for part in parts[: MOST_DOMAINS + 1]}
    wrong = [part for part, domain in found.items() if domain is None]
    if wrong:
        errors[DOMAINS] = f"“{escape.clean(wrong[0], 60)}” is no domain. Write them like agency.com."
    elif free := [domain for domain in found.values() if domain and free_mail(domain)]:
        errors[DOMAINS] = f"Anybody can have mail at {escape.clean(free[0], 60)}. Name domains of yours."
    elif len(found) > MOST_DOMAINS:
        errors[DOMAINS] = f"I keep up to {MOST_DOMAINS} domains."
    return tuple(dict.fromkeys(domain for domain in found.values() if domain))


def told(now: Standing) -> str:
    """What is set, in a sentence."""
    if not now.mail_domains:
        return "No mail domains of our own are named."
    listed = words.listed(escape.mrkdwn(one, 80) for one in now.mail_domains[:10])
    more = f" and {len(now.mail_domains) - 10} more" if len(now.mail_domains) > 10 else ""
    return f"Our own mail comes from {listed}{more}."
