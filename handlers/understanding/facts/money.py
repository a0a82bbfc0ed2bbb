"""Prices in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
        "USD": "dollar,dollars,dollers,dolars,buck,bucks,us dollars", "EUR": "euro,euros",
        "GBP": "pound,pounds,quid,sterling", "JPY": "yen", "INR": "rupee,rupees", "CHF": "francs",
        "PLN": "zloty", "CAD": "canadian dollars", "AUD": "australian dollars", "SEK": "kr",
    }.items()
    for word in words.split(",")
}  # fmt: skip
_CODES = """
    USD EUR GBP CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN JPY CNY INR BRL MXN ZAR SGD HKD ILS TRY UAH
    RUB KRW THB PHP IDR MYR VND AED SAR NGN KES ARS CLP COP ISK TWD""".split()
_WORDS |= {code.lower(): code for code in _CODES}

_NUMBER = r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+)*|\d+(?:[.,]\d+)*"
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_TIMES = r"\s?(?:k|K)(?![a-z])"
# A minus sign stands by itself before the amount: "$100-$150" and "guest-post" hold none.
_MINUS = r"(?P<minus>(?<!\S)-)"
_PRICE = re.compile(
    rf"{_MINUS}?(?<![\w.,])(?:(?P<s1>{_SYMBOL}|(?:{'|'.join(_CODES)})(?=\s?-?\d))\s?(?P<below>-)?"
    rf"(?P<n1>{_NUMBER})(?P<k1>{_TIMES})?(?:\s?(?P<w1>{_WORD})\b)?"
    rf"|(?P<n2>{_NUMBER})(?P<k2>{_TIMES})?\s?(?:(?P<s2>{_SYMBOL})(?!\w)|(?P<w2>{_WORD})\b))",
    re.IGNORECASE,
)
_DIGITS = 12
"""As many before the decimal point as a price can have; nobody pays a trillion for a link."""
_DECIMALS = 2


_UNITS = {
    name: at
    for at, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        start=1,
    )
} | {"a": 1}
_TENS = {
    name: 10 * at
    for at, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_LARGE = {"hundred": 100, "thousand": 1000, "grand": 1000}
_SPELLED = "|".join(sorted({*_UNITS, *_TENS, *_LARGE} - {"a"}, key=lambda word: (-len(word), word)))
# "two hundred dollars", "a hundred and fifty euros", "seventy quid"
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<words>(?:a\s+(?=hundred|thousand|"
    rf"grand))?(?:{_SPELLED})(?:(?:[\s-]+(?:and\s+)?)(?:{_SPELLED}))"
    rf"{{0,6}})[\s-]+(?:us\s+|u\.s\.\s+)?(?P<w>{_WORD})(?!\w)",
    re.IGNORECASE,
)


def _spelled_prices(text: str) -> Iterator[tuple[int, int, Price]]:
    for match in _IN_WORDS.finditer(text):
        whole, part = 0, 0
        for word in re.findall(r"[a-z]+", match["words"].lower()):
            if word == "hundred":
                part = (part or 1) * 100
            elif word in _LARGE:
                whole, part = whole + (part or 1) * 1000, 0
            else:
                part += _UNITS.get(word, 0) + _TENS.get(word, 0)
        yield match.start(), match.end(), Price(Decimal(whole + part), _WORDS[match["w"].lower()])


@dataclass(frozen=True, slots=True)
class BadPrice:
    """What is written like a price and can't be one; ``why`` says so in words."""

    written: str
    why: str

    @property
    def unclear(self) -> str:
        """What the speaker is asked about it."""
        shown = self.written if len(self.written) <= 40 else f"{self.written[:39]}…"
        return f"the price “{shown}”: {self.why}"


# "100-150 USD", "$80 to 120": what stands for both ends is written at one of them.
_RANGE = re.compile(
    rf"(?<![\w.,/-])(?P<s1>{_SYMBOL})?\s?(?P<n1>{_NUMBER})(?P<k1>{_TIMES})?\s?(?:-|to|or|/|(?<=\d )and(?= "
    rf"\d))\s?"
    rf"(?P<s2>{_SYMBOL})?\s?(?P<n2>{_NUMBER})(?P<k2>{_TIMES})?(?:\s?(?:(?P<s3>{_SYMBOL})(?!\w)|"
    rf"(?P<w>{_WORD})\b))?"
    r"(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)


_INSTEAD = re.compile(
    rf"(?<![\w.,/#-])(?P<n>{_NUMBER})\s+(?:instead of|rather than|not|down from|up from)\s+"
    rf"(?:(?P<s>{_SYMBOL})\s?(?:{_NUMBER})|(?:{_NUMBER})\s?(?:(?P<s2>{_SYMBOL})(?!\w)|(?P<w>{_WORD})\b))",
    re.IGNORECASE,
)


def _instead(text: str) -> Iterator[tuple[int, int, Price]]:
    """The first amount of "80 instead of 120 dollars": in the currency of the second."""
    for match in _INSTEAD.finditer(text):
        said = (match["s"] or match["s2"] or "").lower()
        currency = _SYMBOLS.get(said) or _WORDS.get(said) or _WORDS.get((match["w"] or "").lower())
        amount = _amount(match["n"], thousands=False)
        if currency and not isinstance(amount, str):
            yield match.start("n"), match.end("n"), Price(amount, currency)


def _ranges(text: str) -> Iterator[tuple[int, int, Price]]:
    """Both ends of each range whose currency is written once or alike; other ranges are two prices anyway."""
    for match in _RANGE.finditer(text):
        said = [match[name].lower() for name in ("s1", "s2", "s3", "w") if match[name]]
        codes = {_WORDS.get(one) or _SYMBOLS.get(one) for one in said}
        ends = [
            _amount(match[f"n{at}"], thousands=bool(match[f"k{at}"] or (match["k2"] and match["k1"] is None)))
            for at in (1, 2)
        ]
        currency = codes.pop() if len(codes) == 1 else None
        low, high = ends
        if currency is None or isinstance(low, str) or isinstance(high, str) or low >= high:
            continue
        yield match.start(), match.end("n1"), Price(low, currency)
        yield match.start("n2"), match.end(), Price(high, currency)


def prices(text: str) -> Iterator[tuple[int, int, Price | BadPrice]]:
    """Each price in ``text`` with its span: "$150", "150 EUR", "€1,200.50", "150 bucks", "1.5k USD".

    What looks like one but can't be meant (below zero, thousandths, a trillion) is a BadPrice: an amount is
    never rounded and never left out.
    """
    ranges = list(_ranges(text)) if re.search(r"\d\s?(?:k\s?)?\D{1,5}\d", text) else []
    yield from ranges
    yield from _instead(text)
    yield from _spelled_prices(text)
    for match in _PRICE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end, _ in ranges):
            continue
        found = match.groupdict()
        sign = (found["s1"] or found["s2"] or "").lower()
        word = (found["w1"] or found["w2"] or "").lower()
        if "try" in {sign, word} and "TRY" not in match.group():
            continue  # "next try 9 Dec"
        currency = _WORDS.get(word) or _SYMBOLS.get(sign) or _WORDS.get(sign)
        if currency is None:
            continue
        thousands = bool(found["k1"] or found["k2"])
        amount = _amount(found["n1"] or found["n2"] or "", thousands=thousands)
        if isinstance(amount, Decimal) and (found["minus"] or found["below"]):
            amount = "a price can't be below zero"
        priced = BadPrice(match.group(), amount) if isinstance(amount, str) else Price(amount, currency)
        yield match.start(), match.end(), priced


def _amount(written: str, *, thousands: bool) -> Decimal | str:
    """A number as people write it, or why it is none: 1,200.50, 1.200,50 and 1 200 are what they look like.

    A point or comma groups thousands only where every group has exactly three digits and the first neither
    starts with 0 nor is longer than that; else it is the decimal mark. ``thousands`` is a k behind it.
    """
    digits = re.sub(r"[ ']", "", written)
    marks = re.findall(r"[.,]", digits)
    whole, decimals = digits, ""
    if len(set(marks)) == 2 or (marks and (thousands or not _grouped(digits))):
        whole, _, decimals = digits.rpartition(marks[-1])
        if re.search(r"[.,]", whole) and not (_grouped(whole) and marks.count(marks[-1]) == 1):
            return "I can't tell its thousands from its decimals"
    whole = re.sub(r"[.,]", "", whole)
    amount = Decimal(f"{whole}.{decimals or 0}") * (1000 if thousands else 1)
    if len(whole.lstrip("0")) > _DIGITS or amount >= Decimal(10) ** _DIGITS:
        return "it is too large for a price"
    if amount != round(amount, _DECIMALS):
        return "a price has at most two decimals"
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def _grouped(digits: str) -> bool:
    """Whether all its points or commas group thousands: 1,234,567, but not 0.125 or 12345.678."""
    return bool(re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+", digits))
