"""One spelling for texts that a shopper would call the same: width, case, traditional characters, units."""

import re
from functools import cache
from importlib.resources import files
from unicodedata import normalize

HAN = "\u3400-\u9fff"
_MARKS = str.maketrans(
    {"™": " ", "®": " ", "©": " ", "’": "'", "‘": "'", "`": "'", "″": '"', "”": '"', "“": '"'}
)
_INCHES = re.compile(r"""(\d)\s?(?:"|''|-?inch(?:es)?\b|-?in\b(?=\s*$|\s*[,)]))""")
_UNITS = re.compile(r"(\d)\s(gb|tb|mb|kb|ghz|mhz|hz|cm|mm|kg|ml|mah|dpi|rpm|mp|wh|kw)\b")
_RUN_ON = re.compile(  # as people type them
    r"\b(?:(?P<verb>do|does|did|is|are|was|were|has|have|had|could|would|should|ca|wo)nt"
    r"|(?P<who>i(?=m|ve)|you(?=re|ve)|they(?=re|ve)|what(?=s)|that(?=s)|where(?=s)|there(?=s)|who(?=s)|how(?=s))"
    r"(?P<rest>m|ve|re|s))\b"
)
_POSSESSIVE = re.compile(r"(?<=[a-z])'s\b|(?<=s)'(?=\s|$)")


def normalise(text: str) -> str:
    """Half width, lower case, simplified characters, numbers joined to their units, no possessive s, and
    apostrophes where they are left out: ``dont`` becomes ``don't``.

    ``'Women’s 17" Ｎotebook 4 GB 連衣裙'`` becomes ``'women 17inch notebook 4gb 连衣裙'``.
    """
    plain = normalize("NFKC", text.translate(_MARKS)).lower().translate(_simplified())
    plain = _POSSESSIVE.sub("", _RUN_ON.sub(_spelled_out, plain))
    if any(c.isdigit() for c in plain):
        plain = _UNITS.sub(r"\1\2", _INCHES.sub(r"\1inch", plain))
    return plain


def _spelled_out(match: re.Match[str]) -> str:
    """``dont`` as ``don't``, ``im`` as ``i'm``."""
    return f"{match['verb']}n't" if match["verb"] else f"{match['who']}'{match['rest']}"


def simplified(text: str) -> str:
    """Simplified characters for traditional ones; all else as it was."""
    return text.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    lines = files("daogou.language").joinpath("simplified.txt").read_text(encoding="utf-8").splitlines()
    pairs = " ".join(line for line in lines if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}
