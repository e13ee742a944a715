"""Sizes as people write them: "EU 38", "165/88A", "US women's 8", "欧码38", "M码"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daogou.core.errors import BadQuery
from daogou.fit.systems.converting import SizeName, bra_parts
from daogou.fit.systems.labels import tidy
from daogou.fit.systems.tables import BRAS, kinds, raw

SYSTEMS = ("EU", "DE", "FR", "IT", "UK", "US", "JP", "CN", "AU")
_CHINESE = re.compile(r"(?<!\d)(\d{2,3})\s*/\s*(\d{2,3})\s*([YABC]?)(?![A-Z\d])")
_LENGTH = re.compile(r"(\d{2,3}(?:\.\d)?)\s*(MM|CM|毫米|厘米)")
_FRACTION = re.compile(r"(?<!\d)(\d) ([1-7])/([248])(?!\d)")  # hats: 7 1/8
_WAIST = re.compile(r"\bW\s*(\d{2})\b")
_BRA = re.compile(r"(?<![A-Z\d])(?:(\d{2,3})\s*([A-H]{1,3})|([A-H]{1,2})\s*(\d{2,3}))(?![A-Z\d])")
# body types of GB/T 1335: a chest to waist difference in cm, women's by 5, men's by 5; without one A is meant
_PLAIN_TYPE = "A"


@dataclass(frozen=True)
class _Said:
    """What a text says besides the size itself."""

    text: str
    systems: tuple[str, ...]
    audiences: tuple[str, ...]
    things: tuple[str, ...]


def read_size(text: str, kinds_of: Iterable[str] = ()) -> tuple[SizeName, ...]:
    """Every size that a text may mean, the likeliest first; several where it says too little.

    ``kinds_of``: only of these kinds (``women``, ``shoes-men``, ``bras`` …), as the product in question
    tells.

    Raises:
        BadQuery: nothing in it is a size that is known.
    """
    said = _heard(text)
    # a bare 8 or M is no hat and no ring unless one is spoken of
    bare = [name for name in (*kinds(), BRAS) if name not in ("hats", "rings") or name in said.things]
    allowed = tuple(kinds_of) or bare
    found = [one for one in _readings(said) if one.kind in allowed and _suits(one.kind, said)]
    if not found:
        raise BadQuery(
            f"{text!r} is no size that is known here.",
            hint="Write it like EU 38, US 8, 165/88A, M, 38.5 or 240 mm.",
        )
    return tuple(dict.fromkeys(found))


def _heard(text: str) -> _Said:
    plain = unicodedata.normalize("NFKC", text).strip()
    rest, words = plain.lower().replace("’", "'"), raw()["parsing"]
    systems, rest = _taken(rest, {name: words[name] for name in SYSTEMS})
    things = tuple(
        name for name in ("shoes", "bras", "hats", "rings") if any(one in rest for one in words[name])
    )
    for name in things:
        _, rest = _taken(
            rest, {name: [one for one in words[name] if one not in words["women"] + words["men"]]}
        )
    audiences, rest = _taken(rest, {name: words[name] for name in ("women", "men", "kids")})
    rest = _FRACTION.sub(lambda one: f"{int(one[1]) + int(one[2]) / int(one[3]):g}", rest)
    return _Said(tidy(rest), systems, audiences, things)


def _taken(text: str, words: dict[str, list[str]]) -> tuple[tuple[str, ...], str]:
    """Which names are spoken of, and the text without them."""
    found = []
    for name, spoken in words.items():
        for word in sorted(spoken, key=len, reverse=True):
            # Latin words stand alone or against a figure; Chinese ones stand anywhere
            edge = r"(?<![a-z]){}(?![a-z])" if word.isascii() else "{}"
            text, count = re.subn(edge.format(re.escape(word)), " ", text)
            if count:
                found.append(name)
    return tuple(dict.fromkeys(found)), text.strip()


def _readings(said: _Said) -> Iterator[SizeName]:
    if match := _CHINESE.search(said.text):
        yield from _chinese(f"{match[1]}/{match[2]}{match[3] or _PLAIN_TYPE}", int(match[2]))
        return
    if match := _LENGTH.search(said.text):
        yield from _by_length(float(match[1]), match[2])
        return
    if match := _WAIST.search(said.text):
        yield from (SizeName(kind, "W", match[1]) for kind in ("women-bottoms", "men-bottoms"))
        return
    if (match := _BRA.search(said.text)) and not said.audiences.count("men"):
        yield from _bras(match[0], said.systems)
    label = said.text.removeprefix("-").strip()
    for kind in kinds().values():
        for name, system in kind.systems.items():
            wanted = "EU" if "DE" in said.systems else name.split("-")[0]
            if said.systems and wanted not in said.systems and "DE" not in said.systems:
                continue
            if "DE" in said.systems and name != "EU":
                continue
            if label in (tidy(one) for one in system.labels):
                yield SizeName(kind.name, name, label)


def _chinese(label: str, girth: int) -> Iterator[SizeName]:
    """A height and a girth: of the chest for tops, of the waist for bottoms; both where it may be either."""
    for kind in kinds().values():
        system = kind.systems.get("CN")
        if system and "/" in system.labels[0] and system.cm[0] - 4 <= girth <= system.cm[-1] + 8:
            yield SizeName(kind.name, "CN", label)


def _by_length(number: float, unit: str) -> Iterator[SizeName]:
    millimetres = number if unit in ("MM", "毫米") else number * 10
    if (head := f"{millimetres / 10:g}") in kinds()["hats"].systems["cm"].labels:
        yield SizeName("hats", "cm", head)
    for kind in kinds().values():
        system = kind.systems.get("CN")
        label = f"{millimetres:g}"
        if kind.measure == "foot_length" and system and label in system.labels:
            yield SizeName(kind.name, "CN", label)


def _bras(label: str, systems: tuple[str, ...]) -> Iterator[SizeName]:
    band, cup = bra_parts(label)
    table = raw()[BRAS]
    for name, cups in table["cups"].items():
        if cup in cups and band in table["bands"][name] and (not systems or name in systems):
            yield SizeName(BRAS, name, f"{band}{cup}")


def _suits(kind: str, said: _Said) -> bool:
    """Whether a kind is of the people and things that were named."""
    thing = kind if kind in ("hats", "rings", BRAS) else "shoes" if kind.startswith("shoes") else ""
    audience = kind.removeprefix("shoes-").removesuffix("-bottoms") if thing in ("", "shoes") else ""
    if said.things and thing not in said.things:
        return False
    return not said.audiences or audience in said.audiences or audience not in ("women", "men", "kids")
