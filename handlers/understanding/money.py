"""Prices in a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from handlers.understanding.intent import Price

_SYMBOLS = {
    symbol: code
    for code, symbols in {
        "USD": "us$ $", "AUD": "a$ au$", "CAD": "c$ ca$", "NZD": "nz$", "SGD": "s$", "HKD": "hk$",
        "BRL": "r$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹ rs rs.", "RUB": "₽",
        "TRY": "₺", "KRW": "₩", "ILS": "₪", "UAH": "₴", "PHP": "₱", "PLN": "zł", "CZK": "kč",
    }.items()
    for symbol in symbols.split()
}  # fmt: skip
_WORDS = {
    word: code
    for code, words in {
        "USD": "dollar,dollars,buck,bucks,us dollars", "EUR": "euro,euros",
        "GBP": "pound,pounds,quid,sterling", "JPY": "yen", "INR": "rupee,rupees", "CHF": "francs",
        "PLN": "zloty", "CAD": "canadian dollars", "AUD": "australian dollars", "SEK": "kr",
    }.items()
    for word in words.split(",")
}  # fmt: skip
_CODES = """
    USD EUR GBP CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN JPY CNY INR BRL MXN ZAR SGD HKD ILS TRY UAH
    RUB KRW THB PHP IDR MYR VND AED SAR NGN KES ARS CLP COP ISK TWD""".split()
_WORDS |= {code.lower(): code for code in _CODES}

_NUMBER = r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_TIMES = r"\s?(?:k|K)(?![a-z])"
_PRICE = re.compile(
    rf"(?<![\w.,])(?:(?P<s1>{_SYMBOL}|(?:{'|'.join(_CODES)})(?=\s?\d))\s?(?P<n1>{_NUMBER})(?P<k1>{_TIMES})?"
    rf"(?:\s?(?P<w1>{_WORD})\b)?"
    rf"|(?P<n2>{_NUMBER})(?P<k2>{_TIMES})?\s?(?:(?P<s2>{_SYMBOL})(?!\w)|(?P<w2>{_WORD})\b))",
    re.IGNORECASE,
)


def prices(text: str) -> Iterator[tuple[int, int, Price]]:
    """Each price in ``text`` with its span: "$150", "150 EUR", "€1,200.50", "150 bucks", "1.5k USD"."""
    for match in _PRICE.finditer(text):
        found = match.groupdict()
        amount = _amount(found["n1"] or found["n2"] or "")
        sign = (found["s1"] or found["s2"] or "").lower()
        word = (found["w1"] or found["w2"] or "").lower()
        currency = _WORDS.get(word) or _SYMBOLS.get(sign) or _WORDS.get(sign)
        if amount is None or currency is None:
            continue
        if found["k1"] or found["k2"]:
            amount *= 1000
        yield match.start(), match.end(), Price(amount, currency)


def _amount(written: str) -> Decimal | None:
    """A number as people write it: 1,200.50 and 1.200,50 and 1 200 are what they look like."""
    digits = re.sub(r"[ ']", "", written)
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and len(digits) - last - 1 != 3:
        digits = re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
