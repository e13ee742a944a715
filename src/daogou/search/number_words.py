"""English number words as digits: "two hundred and fifty" is 250, "a grand" is 1000."""

import re

_ONES = {
    word: number
    for number, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(str.split("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_POWERS = {"hundred": 100, "thousand": 1000, "grand": 1000}
_SMALL = "|".join([*_ONES, *_TENS, "a"])
_LARGE = "|".join(_POWERS)
# small ones alone are hardly amounts: "the first one", "two of those"
_NUMBER = re.compile(
    rf"\b(?:(?:(?:{_SMALL})[\s-]+)*(?:{_LARGE})\b(?:[\s-]+(?:and[\s-]+)?(?:(?:{_SMALL}|{_LARGE})\b))*"
    rf"|(?:{'|'.join(_TENS)})\b(?:[\s-]+(?:{'|'.join(_ONES)})\b)?)"
)
_SPOKEN = re.compile(  # "under three fifty", where an amount is named
    rf"\b((?:under|below|over|above|around|about|than|to|at|is|max|spend|budget|pay) )"
    rf"({'|'.join(list(_ONES)[1:10])})[\s-]+({'|'.join(_TENS)})\b(?![\s-]+(?:{_LARGE}))"
)
_SHARED = re.compile(  # "two to three hundred", "two or three hundred"
    rf"\b({'|'.join(list(_ONES)[1:10])})\s+(?:to|or|-)\s+({'|'.join(list(_ONES)[2:10])})\s+({_LARGE})\b"
)
_OF_DIGITS = re.compile(r"\b(\d+(?:\.\d+)?)\s+(hundred|thousand|grand)\b")


def with_digits(text: str) -> str:
    """The normalised text with amounts from twenty on in digits."""
    text = _SHARED.sub(lambda match: _span(*match.groups()), text)
    text = _OF_DIGITS.sub(lambda match: f"{float(match[1]) * _POWERS[match[2]]:g}", text)
    text = _SPOKEN.sub(lambda match: f"{match[1]}{100 * _ONES[match[2]] + _TENS[match[3]]}", text)
    return _NUMBER.sub(lambda match: str(_value(match[0])), text)


def _span(low: str, high: str, power: str) -> str:
    return f"{_ONES[low] * _POWERS[power]} to {_ONES[high] * _POWERS[power]}"


def _value(words: str) -> int:
    total, below = 0, 0
    for word in re.split(r"[\s-]+", words):
        if word in _POWERS:
            if _POWERS[word] == 100:
                below = (below or 1) * 100
            else:
                total, below = total + (below or 1) * _POWERS[word], 0
        elif word == "a":
            below += 1
        elif word != "and":
            below += _ONES.get(word, 0) or _TENS.get(word, 0)
    return total + below
