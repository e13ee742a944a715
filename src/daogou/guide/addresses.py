"""The parts of an address that a message names: street, city, postcode, country; in English and Chinese.

Rules, no gazetteer: what cannot be told is not guessed but asked for, and every address is shown whole before
anything goes there.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from typing import Any

from daogou.guide.replies import EMAIL
from daogou.guide.service.things import Address
from daogou.language.normalise import HAN, normalise

Parts = Mapping[str, str]
"""Name of an ``Address``'s field -> what the message says of it."""

LONGEST = 80  # characters of a part: a longer one is a story
_ORDER = re.compile(
    r"(?:\b(?:of|for|in|on)\s+)?(?:\bmy\s+)?\border(?:\s*(?:number|no\.?|id))?\s*#?\s*[a-z]{0,3}-?\d{3,}"
    r"|#\s?\d{3,}|\b\d{3,}(?=\s+(?:to|should|shall)\b)|(?:订单|单号)(?:号|是)?\s*[:：#]?\s*[a-zA-Z]{0,3}-?\d{3,}(?:的|号)?",
    re.IGNORECASE,
)
_POST = (  # NW1 6XE, M5H 2N2, 310000, 02110-1234, L-1234
    r"(?:[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{0,2}-?\d{4,6}(?:-\d{3,4})?)"
)
_NAME = r"[^\W\d_][^\d,;]*"
_POSTCODE = re.compile(_POST)
_STATE = re.compile(rf"([A-Z]{{2,3}})\s+({_POST})")
_POST_CITY = re.compile(rf"({_POST})\s+({_NAME})")
_CITY_POST = re.compile(rf"({_NAME}?)\s+({_POST})")
_RUN_ON = re.compile(rf"(.*\d.*?)\s+({_POST})\s+({_NAME})")
_LABELLED = re.compile(
    r"\b(post ?code|zip(?: code)?|postal code|city|town|street|country|state|region|province)"
    r"\s*(?:(?:is|to|should be|=|:)\s*)+([^,;\n]+)",
    re.IGNORECASE,
)
_LABELLED_ZH = re.compile(
    r"(邮编|邮政编码|城市|街道|国家|省份)(?:应该)?(?:是|为|改成|改为|：|:)?\s*([^，,。；;\s]+)"
)
_LABELS = {
    "city": "city town 城市", "line1": "street 街道", "country": "country 国家",
    "region": "state region province 省份", "postcode": "postcode zip 邮编 邮政编码",
}  # fmt: skip
_CITIES = "北京|上海|天津|重庆"
_CHINESE = re.compile(
    rf"(?P<region>[{HAN}]{{2,8}}?(?:省|自治区))?\s*"
    rf"(?P<city>(?:{_CITIES})市?|[{HAN}]{{2,7}}?(?:市|自治州|地区|盟))?\s*(?P<line1>.*)"
)
_CITY_LAST = re.compile(rf"(?P<line1>.*\d.*?)[\s,，、]+(?P<city>(?:{_CITIES})市?|[{HAN}]{{2,6}}市)[\s,，。]*")
_EDGES = " \t\n,，.。;；:：!！?？\"'“”"


def address_in(text: str, before: Parts, *, is_answer: bool = False) -> Parts:
    """What a message says of an address; ``before``: what an answer adds to.

    ``is_answer``: it answers the question where to, so that it need not say "to".
    """
    if not re.search(r"\d", text) and (means_home(text) or _keeps(text)):
        return {}  # an address that is known is not spelled
    bare = _ORDER.sub(" ", EMAIL.sub(" ", text)).strip()
    labelled = _labelled(bare)
    chinese = bool(re.search(rf"[{HAN}]", bare))
    phrase = _phrase_zh(bare, is_answer) if chinese else _phrase(bare, is_answer)
    found = _chinese(phrase, before) if chinese else _western(phrase, before)
    known = {**found, **labelled} if is_answer or _is_address(found) else labelled
    return {name: value for name, value in known.items() if value and len(value) <= LONGEST}


def spells_address(text: str) -> bool:
    """Whether a message says where something shall go: a street, and a city or a postcode."""
    found = address_in(text, {})
    return "line1" in found and bool({"city", "postcode"} & {*found})


def stays(text: str, present: Address) -> Parts:
    """The parts of the present address that a message leaves as they are: "same city", "其他不变"."""
    said, now = normalise(text), asdict(present)
    if re.search(_said()["kept"]["all"], said):
        return {name: value for name, value in now.items() if name not in ("line1", "line2")}
    return {name: now[name] for name in ("city", "postcode") if re.search(_said()["kept"][name], said)}


def _keeps(text: str) -> bool:
    said = normalise(text)
    return any(re.search(pattern, said) for pattern in _said()["kept"].values())


def completed(told: Parts, present: Address) -> Address:
    """The address that is meant: in the same country where none is named and the postcode looks alike.

    Without a street only what is named changes; with the present postcode, or another house of the present
    street, the city is the present one.
    """
    if "line1" not in told:
        return replace(present, **told)
    alike = not told.get("postcode") or _look(told["postcode"]) == _look(present.postcode)
    more = {"country": present.country} if alike else {}
    is_next_door = set(told) == {"line1"} and _street(told["line1"]) == _street(present.line1)
    if is_next_door:
        more |= {"postcode": present.postcode}
    if is_next_door or told.get("postcode") == present.postcode:
        more |= {"city": present.city, "region": present.region}
    return Address(**{**more, **told})


def _street(line: str) -> str:
    """The letters of a line: ``Elm Street 5`` and ``12 elm street`` are the same street."""
    return "".join(sorted(re.findall(r"[^\W\d_]+", line.lower())))


def _look(postcode: str) -> str:
    """``310000`` is ``000000``, ``NW1 6XE`` is ``AA00AA``."""
    return re.sub(r"\d", "0", re.sub(r"[A-Za-z]", "A", postcode.replace(" ", "")))


def lacking(address: Address, required: Sequence[str]) -> tuple[str, ...]:
    """The parts that the policy asks for and nobody told."""
    return tuple(name for name in required if not getattr(address, name).strip())


def means_home(text: str) -> bool:
    """Whether a parcel shall go to the address that the shop keeps of the customer."""
    return bool(re.search(_said()["home"]["there"], normalise(text)))


def changes_home(text: str) -> bool:
    """Whether the address that the shop keeps is to change, and not that of an order."""
    said, home = normalise(text), _said()["home"]
    return bool(re.search(home["kept"], said)) and not re.search(home["parcel"], said)


def _is_address(found: Parts) -> bool:
    """Whether enough is there to believe that it is one: a street and something beside it."""
    line = found.get("line1", "")
    return bool(re.search(r"\d|[一二三四五六七八九十]号", line) and re.search(r"[^\W\d_]{2}", line))


def _labelled(text: str) -> dict[str, str]:
    """``postcode: 310000``, ``邮编改成310000``."""
    found = {}
    for label, value in (*_LABELLED.findall(text), *_LABELLED_ZH.findall(text)):
        key = label.lower().replace("post code", "postcode").replace("postal code", "postcode").split()[0]
        name = next(name for name, labels in _LABELS.items() if key in labels.split())
        found[name] = _without_end(value)
    return found


def _phrase(text: str, is_answer: bool) -> str:
    """The part of a message that holds the address: behind the last "to" before its first number."""
    text = _without_end(text)
    first = re.search(r"\d", text) or re.search(",", text)
    if first is None:
        return text if is_answer else ""
    markers = [one.end() for one in re.finditer(_said()["said"]["before"], text[: first.start()], re.I)]
    if not markers and not is_answer:
        return ""
    return text[markers[-1] :] if markers else text


def _phrase_zh(text: str, is_answer: bool) -> str:
    text = re.sub(_said()["said"]["after_zh"], "", text.strip())
    markers = [one.end() for one in re.finditer(_said()["said"]["before_zh"], text)]
    if not markers and not is_answer:
        return ""
    return text[markers[-1] :] if markers else text


def _without_end(text: str) -> str:
    """Without "instead, please"."""
    before = ""
    while before != text:
        before, text = text, re.sub(_said()["said"]["after"], "", text.strip(_EDGES), flags=re.IGNORECASE)
    return text.strip(_EDGES)


def _western(text: str, before: Parts) -> dict[str, str]:
    """``12 Rue Hugo, Apt 4, 69002 Lyon, France``."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for part in _pieces(text):
        told = _told(part, has_street=bool(rest or "line1" in before))
        found |= {name: value for name, value in told.items() if name not in found}
        if not told:
            rest.append(part)
    anew = bool(rest) and bool(re.search(r"\d", rest[0]))  # a house, so no city
    known = {*found, *(() if anew else before)}
    names = [name for name in ("line1", "city", "region") if name not in known]
    if not rest and "line1" in names and (run := _RUN_ON.fullmatch(text.strip(_EDGES))):
        rest = [run[1]]
    return found | dict(zip(names, rest, strict=False))


def _pieces(text: str) -> list[str]:
    """Split at commas; of one piece the country at its end and "street postcode city" are told apart."""
    pieces = [piece.strip(_EDGES) for piece in re.split(r"[,;\n]", text) if piece.strip(_EDGES)]
    out: list[str] = []
    for piece in pieces:
        country = _country_at_end(piece)
        body = piece[: len(piece) - len(country)].strip(_EDGES) if country else piece
        run = _RUN_ON.fullmatch(body)
        if run and re.search(r"\d", run[1]):
            out += [run[1].strip(_EDGES), f"{run[2]} {run[3]}"]
        elif body:
            out.append(body)
        if country:
            out.append(country)
    return out


def _told(part: str, *, has_street: bool) -> dict[str, str]:
    """What a piece is by its look, {} where only its place tells."""
    if _is_country(part):
        return {"country": part}
    if re.search(_said()["second"]["en"], part, re.IGNORECASE):
        return {"line2": part}
    if _POSTCODE.fullmatch(part):
        return {"postcode": part}
    if state := _STATE.fullmatch(part):
        return {"region": state[1], "postcode": state[2]}
    street = re.search(_said()["street"]["en"], part, re.IGNORECASE)
    if has_street and not street:
        if pair := _POST_CITY.fullmatch(part):
            return {"postcode": pair[1], "city": pair[2].strip()}
        if pair := _CITY_POST.fullmatch(part):
            return {"city": pair[1].strip(), "postcode": pair[2]}
        if re.fullmatch(r"[A-Z]{2}", part):
            return {"region": part}
    return {}


def _chinese(text: str, before: Parts) -> dict[str, str]:
    """``浙江省杭州市西湖区文三路100号，邮编310012``."""
    found: dict[str, str] = {}
    if post := re.search(r"(?:邮编|邮政编码)?[:：是为\s]{0,2}(?<!\d)(\d{6})(?!\d)", text):
        found["postcode"] = post[1]
        text = text.replace(post[0], "，")
    text = text.strip(_EDGES)
    country = next(
        (one for one in _said()["countries"]["zh"] if text.startswith(one) or text.endswith(one)), ""
    )
    if country:
        found["country"], text = country, text.replace(country, "").strip(_EDGES)
    parted = _CHINESE.fullmatch(" ".join(text.split()))
    told = {
        name: (value or "").strip(_EDGES) for name, value in (parted.groupdict() if parted else {}).items()
    }
    line = told.get("line1", "")
    if not told.get("city") and (last := _CITY_LAST.fullmatch(line)):  # 南京西路88号，上海
        told |= {"line1": last["line1"].strip(_EDGES), "city": last["city"]}
        line = told["line1"]
    if line and not re.search(_said()["street"]["zh"] + r"|\d", line):
        told["city" if "line1" in before or not told.get("city") else "line1"] = line
        told.pop("line1") if told.get("city") == line else None
    return found | {name: value for name, value in told.items() if value}


def _is_country(text: str) -> bool:
    known = _said()["countries"]
    return text in known["codes"].split() or text.lower() in known["en"] or text in known["zh"]


def _country_at_end(text: str) -> str:
    """``France`` of ``69002 Lyon France``; "" where the whole text is one, or none."""
    words = text.split()
    for count in (4, 3, 2, 1):
        tail = " ".join(words[-count:])
        if len(words) > count and _is_country(tail) and not re.search(r"[A-Z]{2}$", tail):
            return tail
    return ""


@cache
def _said() -> Mapping[str, Any]:
    return tomllib.loads((files("daogou.guide") / "data" / "addresses.toml").read_text("utf-8"))
