"""The public JSON of ``outreach understand --json``."""

from typing import Any

from handlers.understanding.intent import Intent


def as_json(intent: Intent, row: int | None = None) -> dict[str, Any]:
    """``intent`` under its public names, all of them always; ``row`` first when a number is given.

    ``follow_up_at`` and ``until`` are ISO 8601 with an offset, ``promised_by`` is a date, a price's amount a
    number.
    """
    shaped: dict[str, Any] = {} if row is None else {"row": row}
    price = intent.price
    return shaped | {
        "intent": intent.act.value,
        "task": intent.task,
        "owner": intent.owner,
        "site": intent.site,
        "contact_name": intent.contact_name,
        "contact_email": intent.contact_email,
        "tactic": intent.tactic.value if intent.tactic else None,
        "target": intent.target,
        "page": intent.page,
        "anchor": intent.anchor,
        "rel_agreed": intent.rel_agreed.value if intent.rel_agreed else None,
        "price": {"amount": _number(price.amount), "currency": price.currency} if price else None,
        "follow_up_at": intent.follow_up_at.isoformat() if intent.follow_up_at else None,
        "promised_by": intent.promised_by.isoformat() if intent.promised_by else None,
        "until": intent.until.isoformat() if intent.until else None,
        "campaign": intent.campaign,
        "unclear": list(intent.unclear),
    }


def _number(amount: Any) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
