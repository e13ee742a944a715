"""One spelling of a size label, whoever wrote it."""

import re
import unicodedata
from collections.abc import Iterable

_WORDS = {
    "extra small": "XS",
    "small": "S",
    "medium": "M",
    "large": "L",
    "extra large": "XL",
    "x-small": "XS",
    "x-large": "XL",
    "均码": "ONE SIZE",
    "加小": "XS",
    "小": "S",
    "中": "M",
    "大": "L",
    "加大": "XL",
    "特大": "XXL",
    "free": "ONE SIZE",
    "os": "ONE SIZE",
}
_MANY_X = re.compile(r"(\d)X([SL])")
_SPOKEN = re.compile(r"\s*(?:码|号|碼|號)$")


def tidy(label: str) -> str:
    """Half-width, capitals, no "码" or "size": "ｍ码" -> "M", "2xl" -> "XXL", "Size 8" -> "8"."""
    plain = unicodedata.normalize("NFKC", label).strip().lower()
    plain = re.sub(r"^(?:size|sz|尺码|码数)[\s:]*", "", plain)
    plain = plain if plain in _WORDS else _SPOKEN.sub("", plain).strip()
    plain = _WORDS.get(plain, plain).upper()
    plain = re.sub(r"\s+", " ", plain)
    return _MANY_X.sub(lambda found: "X" * int(found[1]) + found[2], plain)


def same_size(label: str, sizes: Iterable[str]) -> str | None:
    """The size of a chart that a label means, by spelling alone; None if there is none."""
    known = list(sizes)
    if label in known:
        return label
    wanted = tidy(label)
    return next((size for size in known if tidy(size) == wanted), None)
