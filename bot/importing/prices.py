"""An amount and its currency, as people write them into a cell."""

import re
from decimal import Decimal, InvalidOperation

from storage.work.views import Money

#: Signs and the currency that they stand for, those first that hold another.
_CURRENCIES = {
    "us$": "USD",
    "au$": "AUD",
    "a$": "AUD",
    "ca$": "CAD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "mx$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "zł": "PLN",
    "₹": "INR",
    "chf": "CHF",
}
_WORDED = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "kr": "SEK"}
#: Codes that are found among other words.
_CODES = frozenset(
    "USD EUR GBP PLN CHF SEK NOK DKK CAD AUD NZD JPY CNY INR CZK HUF RON BRL MXN ZAR SGD HKD TRY".split()
)
_AMOUNT = re.compile(r"\d[\d.,'\u00a0\u202f ]*")


def price(cell: str, currency: str) -> Money | None:
    """An amount with its currency; None where either is missing or makes no sense, or there are several."""
    amounts = list(_AMOUNT.finditer(cell))
    if len(amounts) != 1:
        return None
    found = amounts[0]
    beside = (cell[: found.start()] + cell[found.end() :]).strip().lower()
    if re.match(r"k\b|k(?=\W)", cell[found.end() :].lower()):
        thousand, beside = 1_000, beside.replace("k", "", 1).strip()
    else:
        thousand = 1
    if beside.startswith("-"):
        return None
    worded = (_WORDED.get(word, word.upper()) for word in re.findall(r"[^\W\d_]+", beside))
    named = (
        currency.strip().upper()
        or next((code for sign, code in _CURRENCIES.items() if sign in beside), None)
        or next((code for code in worded if code in _CODES), beside.upper())
    )
    if not re.fullmatch(r"[A-Z]{3}", named):
        return None
    digits = re.sub(r"['\u00a0\u202f ]", "", found[0]).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    decimals = len(digits) - last - 1 if last >= 0 else 0
    if last >= 0 and decimals in {1, 2}:
        digits = re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        amount = Decimal(digits) * thousand
    except InvalidOperation:
        return None
    return Money(amount, named) if amount < Decimal(10) ** 12 else None
