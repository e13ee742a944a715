"""Sizes of shoes as people know theirs, in the system that the shop sells by: "men's 10" is a 43."""

import math
import re
from collections.abc import Sequence

from daogou.core.errors import BadQuery
from daogou.core.query import Constraint
from daogou.fit.systems.converting import SizeName, convert
from daogou.guide.floor import Shop
from daogou.guide.searching import is_sold
from daogou.language.normalise import normalise

HIGHEST = 15.5  # of a number in another system; sizes by centimetres or Paris points are larger
_SAID = re.compile(
    r"(?<![\d.¥$€£])(?:(?P<who>men|women|ladies|mens|womens|男码?|女码?)(?:'s)?\s*)?(?:size\s*)?(?P<system>us|uk|美码|英码)?"
    r"\s*(?:size\s*)?(?P<number>\d{1,2}(?:\.5)?)(?![\d.%])(?=$|\s|[,.!?;，。！？码号])"
)
_SIZE = re.compile(r"\bsize\b|\b(?:us|uk)\b|美码|英码|码")
_SYSTEMS = {"us": "US", "uk": "UK", "美码": "US", "英码": "UK"}
_WOMEN = ("women", "ladies", "womens", "女", "女码")


def in_shops_system(text: str, wanted: Sequence[Constraint], shop: Shop) -> tuple[Constraint, ...]:
    """The size of shoes that a message names in American or British numbers; () where it names none."""
    said = _SAID.search(normalise(text))
    if said is None or not _are_shoes(wanted, shop) or float(said["number"]) > HIGHEST:
        return ()
    if not (said["who"] or said["system"] or _SIZE.search(said[0])):
        return ()
    women = said["who"] in _WOMEN if said["who"] else _for_women(wanted)
    system = _SYSTEMS.get(said["system"] or "", "US")
    try:
        meant = convert(SizeName("shoes-women" if women else "shoes-men", system, said["number"]), "EU")
    except BadQuery:
        return ()
    whole = [
        f"{math.ceil(float(label))}" for label in meant.labels
    ]  # a little large is worn, a little small not
    sizes = dict.fromkeys((*meant.labels, *whole))
    sold = [size for size in sizes if is_sold(Constraint("size", (size,)), shop)]
    return (Constraint("size", tuple(sold[:1]), words=said[0].strip()),) if sold else ()


def is_of_another_system(one: Constraint) -> bool:
    """Whether a condition is a size that was said in other numbers than it is sold by."""
    said = re.search(r"\d+(?:\.5)?", one.words)
    return one.field == "size" and said is not None and said[0] not in one.values


def _are_shoes(wanted: Sequence[Constraint], shop: Shop) -> bool:
    kinds = [value for one in wanted if one.field == "category" and not one.excluded for value in one.values]
    return bool(kinds) and all("shoes" in shop.concepts.with_broader("category", kind) for kind in kinds)


def _for_women(wanted: Sequence[Constraint]) -> bool:
    return any("women" in one.values for one in wanted if one.field == "audience" and not one.excluded)
