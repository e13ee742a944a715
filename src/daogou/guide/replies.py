"""Short replies and changes of a list, orders and addresses, as patterns tell them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from daogou.guide.understood import Change, Polarity
from daogou.language.normalise import normalise

_ORDER = re.compile(
    r"#\s?([a-z]{0,3}-?\d{3,})"
    r"|(?:\border|订单|单号|编号)(?:\s*(?:number|no\.?|id|号|是))?\s*[:：]?\s*#?([a-z]{0,3}-?\d{3,})"
    r"|\b([a-z]{1,3}-?\d{4,})\b"
    r"|(?<![\d.$¥€£])(\d{4,})(?!\s*(?:元|块|usd|eur|dollars?|euros?|[.,]?\d))",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")  # 邮箱 before one is no part of it
_POSTCODE = re.compile(
    r"(?:邮编|邮政编码|post ?code|zip(?: code)?)[^\d。.;；]{0,16}?(?=[\s:：]*\w*\d)[\s:：]*\w{4,8}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w*-)")
_EDGES = re.compile(r"^[\s,.!?;:，。！？、~…]+|[\s,.!?;:，。！？、~…]+$")
_GAPS = re.compile(r"[\s,.!?;:，。！？、~…]+")


def reply_of(text: str) -> Polarity:
    """Whether the whole message says yes, no or undo."""
    said = _plain(text)
    for name, pattern in _patterns("replies").items():
        if pattern.fullmatch(said):
            return cast(Polarity, name)
    return ""


def change_of(text: str) -> Change:
    """How the list shall change; the first kind that is named."""
    said = normalise(text)
    for name, pattern in _patterns("changes").items():
        if pattern.search(said):
            return cast(Change, name)
    return ""


def calls_off(text: str) -> bool:
    """Whether a message says of what was ordered that it is not wanted any more, or was a mistake."""
    return bool(_patterns("cues")["calls_off"].search(normalise(text)))


def without_noise(text: str) -> str:
    """The text without interjections, politeness and idioms: ``below, um, 400`` is below 400."""
    return _patterns("noise")["any"].sub(" ", without_idioms(text)).strip(" ,，")


def without_idioms(text: str) -> str:
    """The text without what names nothing that is wanted: idioms, and black in "navy rather than black"."""
    return _patterns("idioms")["any"].sub(" ", text)


def order_ids(text: str) -> tuple[str, ...]:
    """What looks like the number of an order, as written, each once."""
    bare = _POSTCODE.sub(" ", EMAIL.sub(" ", text))
    found = ("".join(part or "" for part in match.groups()) for match in _ORDER.finditer(bare))
    return tuple(dict.fromkeys(found))


def emails(text: str) -> tuple[str, ...]:
    """Addresses of e-mail, as written."""
    return tuple(match.rstrip(".") for match in EMAIL.findall(text))


def numbers(text: str) -> tuple[float, ...]:
    """Numbers in digits."""
    return tuple(float(match) for match in _NUMBER.findall(text))


def _plain(text: str) -> str:
    """Without what is only polite, and with single spaces."""
    bare = _patterns("fillers")["any"].sub(" ", normalise(text))
    return _GAPS.sub(" ", _EDGES.sub("", bare)).strip()


@cache
def _patterns(section: str) -> Mapping[str, re.Pattern[str]]:
    said = tomllib.loads((files("daogou.guide") / "data" / "replies.toml").read_text("utf-8"))
    if section in ("noise", "idioms"):
        return {"any": re.compile(said[section]["any"], re.IGNORECASE)}
    if section == "fillers":
        return {"any": re.compile(rf"(?<![a-z]){said[section]['any']}(?![a-z])")}
    if section == "replies":  # "yep, go ahead" says yes twice
        once = {name: rf"(?<![a-z])(?:{pattern})(?![a-z])" for name, pattern in said[section].items()}
        return {name: re.compile(rf"(?:{pattern} ?)+") for name, pattern in once.items()}
    return {name: re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])") for name, pattern in said[section].items()}
