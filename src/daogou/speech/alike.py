"""How alike two words sound, 0 (the same) to 1: by syllables in Chinese, by classes of letters in English.

Chinese: pypinyin gives the syllables; initials and finals that accents and small models confuse (zh/z, n/l,
in/ing, h/f) are near. Tones are left out: the recogniser errs in them most. English: letters go to the
sounds they mostly stand for (a coarse cousin of Metaphone, Philips 1990), compared by edit distance in which
consonants of one place of articulation are near and vowels weigh less.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from daogou.core.roles import required

VOWEL_SOUND = "a"  # of whatever vowels: accents and small models differ in them most
VOWEL, NEAR, FAR = 0.35, 0.4, 1.0  # costs of an edit; vowels carry the least of an English word
INITIALS = "zh-z ch-c sh-s n-l h-f r-l b-p d-t g-k j-z j-zh q-c q-ch x-s x-sh zh-ch z-c j-q"
FINALS = "in-ing en-eng an-ang ian-iang uan-uang un-ong ui-ei uo-o ou-uo v-u e-o ian-an iao-ao uang-ang"
NEAR_INITIALS = {frozenset(pair.split("-")) for pair in INITIALS.split()}
NEAR_FINALS = {frozenset(pair.split("-")) for pair in FINALS.split()}
# letters of one place of articulation: English
GROUPS = ("bp", "fv", "td", "kgq", "szxc", "mn", "lr", "jS")
SPELT = (
    (r"tch|ch|sh|tion|sch", "S"), (r"ph", "f"), (r"gh", ""), (r"ck|qu|cc", "k"),
    (r"wh", "w"), (r"th", "t"), (r"ed$", "d"), (r"kn", "n"), (r"wr", "r"), (r"c(?=[eiy])", "s"), (r"c", "k"),
    (r"x", "ks"), (r"mb$", "m"), (r"(?<=[^aeiou])e$", ""), (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])y|w(?![aeiou])", ""), (r"y", "i"), (r"[aeiou]+", "a"),
)  # fmt: skip
NO_LETTERS = re.compile(r"[^a-z]+")
HAN = re.compile(r"[\u3400-\u9fff]")

Sounds = tuple[str, ...]


def is_chinese(text: str) -> bool:
    """Whether there are Chinese characters in it."""
    return HAN.search(text) is not None


@lru_cache(maxsize=20_000)
def sounds(text: str) -> Sounds:
    """Syllables of Chinese (``"l+ian"``), single sounds of English (``"m", "a", "k"``).

    Raises:
        MissingDependency: pypinyin is not installed, and the text is Chinese.
    """
    return _syllables(text) if is_chinese(text) else _letters(text)


def distance(one: Sounds, other: Sounds) -> float:
    """0..1: weighted edits over the weight of the longer; 1 if either is empty."""
    if not one or not other:
        return 1.0
    longer = max(sum(_weight(s) for s in one), sum(_weight(s) for s in other))
    return min(1.0, _edits(one, other) / longer)


def nearest(text: str, among: Iterable[str], count: int) -> list[str]:
    """The words that sound most like a text, the nearest first."""
    said = sounds(text) if text else ()
    return sorted(among, key=lambda word: distance(said, sounds(word)))[:count]


def _edits(one: Sounds, other: Sounds) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _weight(sound))
    for sound in one:
        above, row = row, [row[0] + _weight(sound)]
        for n, against in enumerate(other):
            row.append(
                min(
                    above[n + 1] + _weight(sound),
                    row[n] + _weight(against),
                    above[n] + _exchange(sound, against),
                )
            )
    return row[-1]


def _weight(sound: str) -> float:
    return VOWEL if sound == VOWEL_SOUND else FAR


def _exchange(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if "+" in one and "+" in other:
        return _syllable_exchange(one, other)
    if any(one in group and other in group for group in GROUPS):
        return NEAR
    return max(_weight(one), _weight(other))


def _syllable_exchange(one: str, other: str) -> float:
    """The initial counts for half, the final for half."""
    (first, rest), (second, tail) = one.split("+"), other.split("+")
    return (_part(first, second, NEAR_INITIALS) + _part(rest, tail, NEAR_FINALS)) / 2


def _part(one: str, other: str, near: set[frozenset[str]]) -> float:
    if one == other:
        return 0.0
    return NEAR if frozenset((one, other)) in near else FAR


def _letters(text: str) -> Sounds:
    found: list[str] = []
    for word in NO_LETTERS.split(text.lower()):
        for pattern, sound in SPELT:
            word = re.sub(pattern, sound, word)
        found.extend(word)
    return tuple(found)


def _syllables(text: str) -> Sounds:
    pypinyin = required("pypinyin", "comparing Chinese words by sound", "speech")
    kept = "".join(HAN.findall(text))

    initials, finals = (
        pypinyin.lazy_pinyin(kept, style=style, strict=False)
        for style in (pypinyin.Style.INITIALS, pypinyin.Style.FINALS)
    )
    return tuple(f"{initial}+{final}" for initial, final in zip(initials, finals, strict=True))
