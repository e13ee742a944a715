"""Single values of a feed, checked: texts, ids, stock, yes or no, lists, addresses of pictures."""

import re
from decimal import Decimal
from urllib.parse import urlsplit

from daogou.sources.markup import without_markup
from daogou.sources.refusal import Refused

MAX_ID = 200  # characters; ids are file names and URL parts elsewhere
MAX_TITLE = 1_000  # Google allows 150, Amazon 200; pasted descriptions are longer than this
MAX_DESCRIPTION = 100_000  # ten times the longest of 19,406 real products
MAX_VALUE = 500  # one attribute, option, brand or category name
MAX_URL = 2_000  # what browsers and Google accept
MAX_PIECES = 1_000_000  # stock above this is a typo or a placeholder of "unlimited"

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
_UNREADABLE = re.compile("[\0\ud800-\udfff\ufffd]")
_SPACE = re.compile(r"\s+")
_LIST = re.compile(r"[|;；、，\n]|,(?=\D|$)")

_YES = """
    yes y true t 1 on 是 有 instock available preorder presale backorder limitedavailability onlineonly
    instoreonly madetoorder 有货 现货 预售 在售
"""
_NO = "no n false f 0 off 否 无 outofstock soldout discontinued unavailable reserved 缺货 无货 售罄 下架"
YES = frozenset(_YES.split())
NO = frozenset(_NO.split())


def text(value: object, field: str, limit: int = MAX_VALUE, *, many_lines: bool = False) -> str:
    """Plain text without markup and control characters; empty where the feed gives nothing.

    Raises:
        Refused: no text, too long, or with characters that no text has.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Refused(field, value, "is no text", f"expected text, given {_kind(value)}")
    raw = value if isinstance(value, str) else _plain_number(value)
    if len(raw) > 4 * limit:  # before any work on it; markup may take three parts in four
        raise Refused(field, raw, "is too long", f"{len(raw)} characters, at most {limit}")
    if _UNREADABLE.search(raw):
        raise Refused(field, raw, "holds unreadable characters", "save the feed as UTF-8 and export it again")
    clean = _spaced(without_markup(raw), many_lines)
    if len(clean) > limit:
        raise Refused(field, clean, "is too long", f"{len(clean)} characters, at most {limit}")
    return clean


def _kind(value: object) -> str:
    names = {bool: "a yes or no", dict: "an object", list: "a list", bytes: "bytes", tuple: "a list"}
    return names.get(type(value), type(value).__name__)


def _plain_number(value: int | float | Decimal) -> str:
    """``15970.0`` is what a spreadsheet makes of the id 15970."""
    if isinstance(value, int):
        return (
            str(value) if value.bit_length() < 1024 else "9" * 4 * MAX_DESCRIPTION + "9"
        )  # refused: too long
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(value)


def _spaced(raw: str, many_lines: bool) -> str:
    clean = _CONTROL.sub(" ", raw)
    if not many_lines:
        return _SPACE.sub(" ", clean).strip()
    lines = (_SPACE.sub(" ", line).strip() for line in clean.splitlines())
    return "\n".join(line for line in lines if line)


def identifier(value: object, field: str = "id") -> str:
    """An id or article number.

    Raises:
        Refused: missing, too long, or no text.
    """
    if isinstance(value, str) and _CONTROL.search(value.strip()):
        raise Refused(field, value, "holds control characters", "use letters, digits, - and _")
    found = (
        text(value, field, MAX_ID) if not isinstance(value, str) else _spaced(_readable(value, field), False)
    )
    if not found:
        raise Refused(field, value or "", "is missing", "every product needs an id that stays the same")
    if len(found) > MAX_ID:
        raise Refused(field, found, "is too long", f"{len(found)} characters, at most {MAX_ID}")
    return found


def _readable(value: str, field: str) -> str:
    if len(value) > MAX_VALUE:
        raise Refused(field, value, "is too long", f"{len(value)} characters, at most {MAX_ID}")
    if _UNREADABLE.search(value):
        raise Refused(
            field, value, "holds unreadable characters", "save the feed as UTF-8 and export it again"
        )
    return value


def texts(value: object, field: str, limit: int = MAX_VALUE) -> tuple[str, ...]:
    """Several values, each once: a list, or text split at ``| ; 、 ，`` and commas, but not in 0,5."""
    parts = (
        value
        if isinstance(value, list | tuple)
        else _LIST.split(value)
        if isinstance(value, str)
        else [value]
    )
    found = (text(part, field, limit) for part in parts)
    return tuple(dict.fromkeys(part for part in found if part))


def truth(value: object, field: str) -> bool | None:
    """Yes or no, also as availability: ``in stock``, ``有货``; None where nothing is given."""
    if value is None or isinstance(value, bool):
        return value
    word = re.sub(r"[\s_\-]|^https?://schema\.org/", "", text(value, field).casefold())
    if not word:
        return None
    if word in YES or word in NO:
        return word in YES
    raise Refused(field, value, "is neither yes nor no", "give in_stock, out_of_stock, preorder or backorder")


def stock(value: object, field: str) -> int | None:
    """Pieces left, below zero (oversold) taken as none; None where nothing is given."""
    if value is None or isinstance(value, bool):
        return None if value in (None, True) else 0
    digits = text(value, field).replace(",", "").removesuffix("件")
    if not digits:
        return None
    if re.fullmatch(r"[+-]?[0-9]{1,12}(\.0+)?", digits):
        return min(max(int(digits.partition(".")[0]), 0), MAX_PIECES)
    try:
        return None if truth(value, field) else 0
    except Refused:
        raise Refused(field, value, "is no number of pieces", "give a whole number such as 12") from None


def web_address(value: object, field: str) -> str:
    """An http(s) URL or a path, as text; empty where nothing is given."""
    if value is not None and not isinstance(value, str):
        raise Refused(field, value, "is no address", f"expected text, given {_kind(value)}")
    address = (value or "").strip()
    if len(address) > MAX_URL:
        raise Refused(field, address, "is too long", f"{len(address)} characters, at most {MAX_URL}")
    if _UNREADABLE.search(address) or _CONTROL.search(address) or "\n" in address:
        raise Refused(field, address, "holds unreadable characters", "give an http(s) URL")
    return address


def picture_source(value: object, field: str) -> str:
    """Where a picture is: an http(s) URL, or a path below the shop's picture folder.

    Raises:
        Refused: another scheme, or a path that leads out of the folder.
    """
    address = web_address(value, field)
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = "?"
    if scheme in ("http", "https"):
        return address
    if scheme or address.startswith("//"):
        raise Refused(field, address, "is no address of a picture", "give an http(s) URL or a relative path")
    path = address.replace("\\", "/").removeprefix("./")
    if path.startswith("/") or ".." in path.split("/"):
        raise Refused(field, address, "leads out of the picture folder", "set [feed] pictures to the folder")
    return path
