"""The nearest thing the bot can do, for a question that is beyond it."""

from rapidfuzz import fuzz, process

#: Questions that are always answered, the commonest first; each works word for word.
ANSWERED = (
    "What should I do today?",
    "Who promised us links this month?",
    "How many links went live last month?",
    "Which links did we lose in the last 30 days?",
    "What is late?",
    "Who replied this week?",
    "Which asks got no reply?",
    "Which promised links are late?",
    "Which links are live?",
    "Which links are at risk?",
    "What did we do last week?",
    "How did guest posts do last month?",
    "Which tactic works best?",
    "What is due this week?",
    "Which links did we get without asking this year?",
)
_LIKE = 45.0
"""Below this share of common words (0 to 100) a question is no more like another than any two are."""


def nearest(text: str, *, site: str | None = None, most: int = 3) -> tuple[str, ...]:
    """Up to ``most`` questions that are answered, the one most like ``text`` first.

    Where ``text`` names a site, what is known of that comes first.
    """
    like = process.extract(
        text.lower(), ANSWERED, scorer=fuzz.token_set_ratio, processor=str.lower, limit=most
    )
    found = [question for question, score, _ in like if score >= _LIKE]
    first = [f"What happened with {site}?"] if site else []
    return tuple(dict.fromkeys([*first, *found, *ANSWERED]))[:most]
