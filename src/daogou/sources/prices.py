"""An amount of money out of what people write: ``1,299.00``, ``￥299``, ``19.99 USD``, ``12,50 EUR``."""

import math
import re
from decimal import Decimal

from daogou.core.roles import nearest
from daogou.sources.refusal import Refused

MAX_PRICE = 1e9  # dearer than anything sold by feed; catches barcodes in the price column

# ISO 4217, the currencies in use
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
CURRENCIES = frozenset(_CODES.split())
# sign -> (currencies that write it; the first is meant unless the feed's own is among them)
_SIGNS: dict[str, tuple[str, ...]] = {
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    "US$": ("USD",),
    "CA$": ("CAD",),
    "A$": ("AUD",),
    "C$": ("CAD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "RMB": ("CNY",),
    "人民币": ("CNY",),
    "元": ("CNY", "TWD", "HKD"),
    "块": ("CNY",),
    "円": ("JPY",),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"),
    "＄": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP", "EGP"),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₫": ("VND",),
    "฿": ("THB",),
    "zł": ("PLN",),
}
_AMOUNT = re.compile(r"[0-9](?:[0-9.,'’\u00a0\u202f ]*[0-9])?")
_SPACES = re.compile(r"[\s'’\u00a0\u202f]")
_DIGITS = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def money(value: object, field: str, currency: str = "") -> tuple[float, str] | None:
    """Amount in whole units and currency code, or None where the feed gives nothing.

    ``currency`` is the feed's own: it decides what ``$`` and ``¥`` mean, and is given back where the
    price names none. A single comma followed by three digits groups thousands, otherwise it is the decimal
    point; a single point is always the decimal point.

    Raises:
        Refused: not an amount of money.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Refused(field, value, "is no amount of money", "give a number such as 12.50")
    if not isinstance(value, str):
        return _bounded(_plain(value), field, value), currency
    text = value.strip().translate(_DIGITS)
    found = _AMOUNT.search(text)
    if not found or len(text) > 60:  # longer than any price with its unit
        raise Refused(field, value, "is no amount of money", "give a number such as 12.50 or 12.50 EUR")
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if before.endswith(("-", "−")) or before.startswith("("):
        raise Refused(field, value, "is below zero", "give the price that the shopper pays")
    unit = (before + after).removesuffix("起").strip(" .,:;")
    amount = _number(found.group(), field, value)
    return _bounded(amount, field, value), currency_of(unit, field, value, currency)


def _plain(value: int | float | Decimal) -> float:
    """As a float; what no float can hold is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _bounded(amount: float, field: str, value: object) -> float:
    if math.isnan(amount):
        raise Refused(field, value, "is no amount of money", "give a number such as 12.50")
    if amount < 0:
        raise Refused(field, value, "is below zero", "give the price that the shopper pays")
    if amount > MAX_PRICE:
        raise Refused(field, value, "is too large for a price", "is this column a barcode or an id?")
    return amount


def _number(text: str, field: str, value: object) -> float:
    digits = _SPACES.sub("", text)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = "," if comma > point else "."
        digits = digits.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif comma >= 0:
        groups = digits.split(",")
        is_grouped = all(len(group) == 3 for group in groups[1:])
        digits = digits.replace(",", "" if is_grouped else ".")
    elif digits.count(".") > 1 and all(len(group) == 3 for group in digits.split(".")[1:]):
        digits = digits.replace(".", "")
    if digits.count(".") > 1:
        raise Refused(field, value, "is no amount of money", "write the decimals after one point: 1299.00")
    return float(digits)


def currency_of(unit: str, field: str, value: object, default: str = "") -> str:
    """The ISO 4217 code that a sign or code stands for; the default where it is empty.

    Raises:
        Refused: nothing that is known; suggests the nearest code.
    """
    if not unit:
        return default
    code = unit.upper()
    if code in CURRENCIES:
        return code
    if meant := _SIGNS.get(unit) or _SIGNS.get(code):
        return default if default in meant else meant[0]
    parts = sorted({currency_of(part, field, value, default) for part in _parts(unit)})
    if len(parts) == 1:
        return parts[0]
    close = nearest(code, sorted(CURRENCIES))
    suggestion = f"did you mean {close}?" if close else "give an ISO 4217 code such as CNY, USD or EUR"
    raise Refused(field, value, "has an unknown currency", suggestion)


def _parts(unit: str) -> list[str]:
    """``￥ 元`` and ``CNY ￥``: the currency said twice."""
    parts = unit.split()
    if len(parts) == 1 and len(unit) > 1 and unit[0] in _SIGNS:
        parts = [unit[0], unit[1:]]
    return parts if len(parts) > 1 else []
