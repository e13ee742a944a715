"""What a sentence asks of a picture: colours, prints and traits, in Chinese and English, by the ontology.

A colour that stands right before a print belongs to the print where the sentence says so ("with white
stripes", 加白色条纹, "navy with white dots"), else to the cloth ("a white striped shirt", 白色条纹衬衫).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from daogou.language.concepts import concepts
from daogou.language.entities.gazetteer import Gazetteer, Name
from daogou.language.entities.mention import Mention

# Names that the ontology lacks or counts among broader ones, as the drawn shop has them.
NAMES = (
    ("pattern", "pinstriped", ("pinstripe", "pinstriped", "细条纹")),
    ("pattern", "plaid", ("plaid", "tartan", "苏格兰格", "苏格兰格纹")),
    ("pattern", "houndstooth", ("千鸟格",)),
    ("pattern", "heart_print", ("heart print", "hearts", "爱心", "爱心印花", "心形")),
    ("pattern", "star_print", ("star print", "stars", "星星", "星星印花")),
    ("pattern", "floral", ("flower", "花朵图案", "小碎花", "花")),
    ("pattern", "checked", ("小方格", "格子纹")),
    ("pattern", "polka_dot", ("dot", "圆点图案", "波点图案")),
    ("pattern", "striped", ("条纹图案", "海魂纹")),
    ("colour", "dark_green", ("dark green",)),
    ("colour", "tan", ("驼色",)),
    ("colour", "lavender", ("浅紫色",)),
    ("pattern", "geometric", ("argyle", "菱格")),
    ("category", "blouse", ("小衫",)),
    ("category", "puffer", ("面包服",)),
    ("category", "trousers", ("西装裤",)),
    ("category", "headwear", ("礼帽",)),
    ("category", "socks", ("船袜",)),
    ("sleeve", "cap_sleeve", ("cap sleeve", "小飞袖")),
    ("sleeve", "flared_sleeve", ("flared sleeve", "bell sleeve", "喇叭袖")),
    ("neckline", "lapel", ("lapel", "西装领")),
    ("neckline", "bow_neck", ("bow neck", "pussy bow", "蝴蝶结领")),
    ("neckline", "peter_pan_collar", ("peter pan collar", "娃娃领")),
    ("neckline", "boat_neck", ("一字领",)),
)
# Nouns for a print, as against what a garment is called ("striped", "polka dot"): a colour before is theirs.
_NOUN = re.compile(r"(polka )?(stripes|dots|checks|flowers|hearts|stars|pinstripes)", re.IGNORECASE)
# In Chinese the print's own colour follows one of these: 加白色条纹, 带白点, 印上红色爱心.
_ADDS = re.compile(r"(加|带|配|印|有|上|添)[上了个些入]{0,2}$")
_GROUND = re.compile(r"\s*(底|ground|background|base)")
# Chinese shortens colours before prints and grounds: 蓝白条纹, 白底红点, 黑格; but 薄荷绿, 深蓝 are whole.
_SHORT = re.compile(
    r"(?<![荷浅深墨军藏酒米天玫枣湖草柠明宝海翠砖橘姜铁奶乳象暗淡雪乌纯大正银])"
    r"[黑白灰红粉橙黄绿蓝紫棕](?=[黑白灰红粉橙黄绿蓝紫棕]?(底|点|条|格|花|波点|圆点))"
)
_DOT = re.compile(r"(?<=色)点")
_GAP = re.compile(r"[\s的\-]*")  # what may stand between a colour and its print


@dataclass(frozen=True)
class Wish:
    """Ids of the ontology. ``second`` is the print's colour; ``traits``: kind -> id of everything else."""

    colour: str = ""
    second: str = ""
    print: str = ""
    traits: Mapping[str, str] = field(default_factory=dict)


def wish_of(text: str) -> Wish:
    """What a text asks for; of several values of a kind the first, of categories the last."""
    text = _DOT.sub("波点", _SHORT.sub(r"\g<0>色", text))
    mentions = _known(_gazetteer()(text))
    pattern = next((m for m in mentions if m.kind == "pattern"), None)
    colours = [m for m in mentions if m.kind == "colour"]
    main, second = _roles(text, colours, pattern)
    traits: dict[str, str] = {}
    for mention in mentions:
        if mention.kind == "category":
            traits["category"] = mention.id  # in both languages the head noun comes last
        elif mention.kind not in ("colour", "pattern"):
            traits.setdefault(mention.kind, mention.id)
    return Wish(main, second, pattern.id if pattern else "", traits)


def _roles(text: str, colours: Sequence[Mention], pattern: Mention | None) -> tuple[str, str]:
    """(the cloth's colour, the print's)."""
    ground = next((m for m in colours if _GROUND.match(text[m.end :])), None)
    of_print = _of_print(text, colours, pattern)
    rest = [m for m in colours if m is not of_print]
    main = ground or next(iter(rest), None)
    if of_print is None and pattern is not None:  # "a blue and white striped shirt"
        of_print = next((m for m in rest if m is not main), None)
    return main.id if main else "", of_print.id if of_print else ""


def _of_print(text: str, colours: Sequence[Mention], pattern: Mention | None) -> Mention | None:
    """The colour that stands right before the print and is the print's, not the cloth's."""
    if pattern is None:
        return None
    before = [m for m in colours if m.end <= pattern.start and _GAP.fullmatch(text[m.end : pattern.start])]
    if not before:
        return None
    near = before[-1]
    noun = bool(_NOUN.fullmatch(pattern.text))
    added = bool(_ADDS.search(text[: near.start]))
    chinese = not pattern.text.isascii()
    others = any(m is not near and m.end <= near.start for m in colours)
    joined = re.fullmatch(r"\s*(and|&|和|与)\s*", text[_end_before(colours, near) : near.start])
    return near if noun or added or (chinese and others and not joined) else None


def _end_before(colours: Sequence[Mention], near: Mention) -> int:
    return max((m.end for m in colours if m.end <= near.start), default=0)


def _known(mentions: Sequence[Mention]) -> list[Mention]:
    """One reading per place, our own names before the ontology's."""
    best: dict[tuple[int, int], Mention] = {}
    own = {(kind, identifier) for kind, identifier, _ in NAMES}
    for mention in mentions:
        place = mention.start, mention.end
        if place not in best or (mention.kind, mention.id) in own:
            best[place] = mention
    return list(best.values())


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(concepts(), [Name(kind, i, name) for kind, i, names in NAMES for name in names])
