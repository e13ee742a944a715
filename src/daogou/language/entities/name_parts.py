"""A name in each of its scripts: ``Fox & Thimble 狐与顶针`` is written on a title in one of them."""

import re

from daogou.language.normalise import HAN

_SCRIPTS = re.compile(rf"[{HAN}][{HAN}·]*|[^\s{HAN}](?:[^{HAN}]*[^\s{HAN}])?")
SHORTEST = 2  # characters: a part of one, like the 牌 of "A 牌", means nothing alone


def name_parts(name: str) -> list[str]:
    """The parts, each once; a name in one script has itself alone, however short."""
    parts = list(dict.fromkeys(part.strip() for part in _SCRIPTS.findall(name) if part.strip(" ()（）/|-")))
    return parts if len(parts) < 2 else [part for part in parts if len(part) >= SHORTEST]
