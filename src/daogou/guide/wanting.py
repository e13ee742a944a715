"""What is wanted, as a conversation changes it."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.guide.floor import Shop
from daogou.guide.memory import Wanted
from daogou.language.concepts import Concepts
from daogou.language.english_words import ordinary_english
from daogou.language.normalise import HAN, normalise
from daogou.language.tokens import STOP_WORDS

STAYS = ("audience", "price")  # who it is for and what it may cost hold for another kind of thing, too
ONE_ONLY = ("category", "brand")  # of several that words name apart, the first is asked for
_NO_TRAITS = (
    "stock",
    "stocks",
    "run",
    "runs",
    "fits",
    "belted",
    "home",
    "street",
)  # "they run small", "fits a laptop", a belted dress, "send it to my home"
_GOES_WITH = re.compile(
    r"(?P<wanted>.*\b\w{3,}.*?)\b(?:to|that|which|would|will|can)\s+(?:go(?:es)?(?: well)? with|match(?:es)?"
    r"|wear with|pair with)\s+(?P<beside>.*)"
)
_GOES_WITH_ZH = re.compile(
    r"(?P<wanted>.*?(?:要|想|找|买|来|求|缺|有什么|有没有|推荐|看看).+?)(?:来|去|可以|能|好)?(?:搭配|配|搭)(?P<beside>(?![什啥哪个谁]|一[起身套]|成)[^，。？！,]+)"
)
_MATCHED_ZH = re.compile(  # 和这件蓝色衬衫搭的裤子
    r"(?:跟|和|与)(?P<beside>[^，。？！,]{2,14}?)(?:很|能|比较|好|相|一起|来|去)*(?:搭配|配|搭|穿)的"
    r"(?P<wanted>[^，。？！,]+)"
)
_MATCHING_ZH = re.compile(  # 能搭牛仔裤的鞋
    r"(?:搭配|配|搭)(?P<beside>[^，。？！,]{2,12}?)的(?P<wanted>[^，。？！,的]+)"
)
_WHAT_GOES_WITH = re.compile(  # "what trousers go with a navy blazer"
    r"\b(?:what|which)(?: kinds? of| sorts? of| colou?r)?\s+"
    r"(?P<wanted>(?!(?:goes|go|to|should|would|can|will|do|does|else)\b)[a-z -]{3,24}?)\s+"
    r"(?:(?:should|would|will|can|could|do|might) (?:i |you |we )?)?"
    r"(?:go(?:es)?|wear|works?|suits?|match(?:es)?|pair)(?: well| best)?\s+(?:with\s+|to\s+)?"
    r"(?P<beside>(?!(?:it|this|that|these|them|the (?:first|second|third|last))\b).*)"
)
_WHAT_GOES_WITH_ZH = re.compile(  # 藏青色西装配什么裤子
    r"(?:^|[，。？！,\s])(?P<beside>(?![这那第它])[^，。？！,]{2,14}?)(?:一般|适合|可以|能|该|要|应该)*(?:搭配|配|搭)"
    r"(?:一?[条双件个顶款]|点|些)?(?:什么样|什么|啥|哪种|怎样|哪)(?:颜色|款式)?的?(?P<wanted>[^，。？！,?]{1,8})"
)
_HAVE_ONE = re.compile(  # "I have a navy suit, what shoes go with it?"
    r"\b(?:i have|i've got|i own|i bought|i got)\b (?P<beside>[^?.!]{3,40}?)[,.\s]+(?:and |so )?"
    r"(?:what|which)(?: kinds? of| sorts? of| colou?r)? (?P<wanted>[a-z -]{3,24}?) "
    r"(?:(?:should|would|will|can|could|do) (?:i |you |we )?)?"
    r"(?:go(?:es)?|wear|works?|suits?|match(?:es)?|pair)(?: well| best)?(?: with)? (?:it|that|this|them)\b"
)
_HAVE_ONE_ZH = re.compile(  # 我有件藏青色西装，配什么鞋
    r"我(?:有|买了|家里有)一?[件条双套身个顶](?P<beside>[^，。？！,\s]{2,14})[，,\s]+(?:一般|适合|可以|能|该|要|应该)*"
    r"(?:搭配|配|搭)(?:一?[条双件个顶款])?(?:什么样|什么|啥|哪种|怎样|哪)(?:颜色|款式)?的?(?P<wanted>[^，。？！,?]{1,8})"
)
POINTED = 4  # characters: "this", 这件; 这件蓝色衬衫 tells what it is
_SPOKEN_OF = re.compile(r"^(?:it|this|that|these|those|them|the (?:first|second|third|last))\b|^[这那它第]")
_LATIN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_JOINED = re.compile(r"n['’]t$|['’](?:s|re|ll|ve|d|m)$")
_CHINESE = re.compile(f"[{HAN}]+")


def meant(read: Sequence[Constraint], text: str) -> tuple[Constraint, ...]:
    """The conditions that the message's own words name.

    Search mends every word that no product has, "what" to "hat" and "weather" to "leather"; here only words
    that people do not say anyway are taken for slips. What is "too plain" shall not be plain.
    """
    said = _words(normalise(text))
    strange = [word for word in said if word not in _ordinary()]
    return tuple(
        replace(one, excluded=True) if _is_unwanted(one, text) else one
        for one in read
        if not (one.field == "words" and one.excluded and one.words in _chat_en())  # "not with my arms"
        if one.words not in _NO_TRAITS and not _is_choosy(one, text) and not _is_beside(one, read, text)
        if not (one.words.isascii() and one.words.isalpha())
        or one.words in said
        or get_close_matches(one.words, strange, 1)
    )


def _is_choosy(one: Constraint, text: str) -> bool:
    """Whether something becomes few clothes: 太挑衣服; 帮我挑衣服 asks for some."""
    return bool(re.search(f"[太很不会点挺较更]挑{re.escape(one.words)}", text))


def _is_unwanted(one: Constraint, text: str) -> bool:
    """Whether it is too much of something, or makes somebody ill."""
    if not one.values or one.field in (*STAYS, *ONE_ONLY):
        return False
    name, said = re.escape(normalise(one.words)), normalise(text)
    many = r"(?:太多|够多|好多|不少|一大?堆|好几[件条双个])"
    owned = (
        rf"\b(?:plenty|enough|loads|lots|tons) of (?:\w+ )?{name}\b"
        rf"|{name}色?的?(?:我|都|已经|也|家里|有|买)*了?{many}|有了?(?:很多|{many})的?{name}"
    )
    ill = (
        rf"\ballerg\w+ (?:to|of) (?:\w+ )?{name}\b"
        rf"|{name}的?(?:我|穿着|穿起来|贴身|料子|也|会|就|都|有点|太|很|容易)*(?:过敏|扎|刺挠|刺痒)"
        rf"|{name}[^，,。;；]{{0,6}}[，,]\s*(?:我|就|还是)?(?:不要|不行|不考虑)[了吧]?(?=$|[\s，,。!！;；啊哈])"
    )
    return bool(re.search(rf"\b(?:too|overly) (?:\w+ )?{name}\b|[太过]{name}|{ill}|{owned}", said))


def _is_beside(one: Constraint, read: Sequence[Constraint], text: str) -> bool:
    """Whether something is named as what the wanted thing shall go with: "a belt to go with brown shoes"."""
    wanted, beside = _sides(read, text)
    if not beside or one.field not in ("category", "colour", "material", "pattern", "brand"):
        return False
    words = normalise(one.words).split()
    return bool(words) and all(word in beside and word not in wanted for word in words)


def names_what_for(read: Sequence[Constraint], text: str) -> bool:
    """Whether a kind of thing is asked for and what it shall go with is described: a tie for a navy suit."""
    wanted, beside = _sides(read, text)
    if not beside or (_SPOKEN_OF.search(beside) and len(beside) <= POINTED):
        return False
    return _names_kind(read, wanted)


def wanted_side(text: str, read: Sequence[Constraint]) -> str:
    """The text without what the wanted thing shall go with."""
    return _sides(read, text)[0] if names_what_for(read, text) else text


def asks_what_goes_with(text: str) -> bool:
    """Whether it is asked which things go with one that is described: 藏青色西装配什么裤子."""
    said = normalise(text)
    patterns = (_WHAT_GOES_WITH, _WHAT_GOES_WITH_ZH, _HAVE_ONE, _HAVE_ONE_ZH)
    return any(pattern.search(said) for pattern in patterns)


def beside_part(text: str, shop: Shop, language: Language) -> str:
    """What of a text describes the thing that others shall go with; "" where nothing does."""
    parts = _splits(text) if asks_what_goes_with(text) else []
    return next((beside for _, beside in parts if _reads_kind(beside, shop, language)), "")


def asked_part(text: str, shop: Shop, language: Language) -> str:
    """What of a text names the wanted thing, where another is named that it shall go with; else all.

    In 能搭白衬衫的半身裙 the skirt, in 找双鞋配白色的裙子 the shoes.
    """
    for wanted, beside in _splits(text):
        if _reads_kind(wanted, shop, language) and _reads_kind(beside, shop, language):
            return wanted
    return text


def _reads_kind(text: str, shop: Shop, language: Language) -> bool:
    return any(one.field == "category" and not one.excluded for one in shop.read(text, language).filters)


def _names_kind(read: Sequence[Constraint], text: str) -> bool:
    kinds = (one for one in read if one.field == "category" and not one.excluded)
    return any(word in text for one in kinds for word in normalise(one.words).split())


def _sides(read: Sequence[Constraint], text: str) -> tuple[str, str]:
    """What is wanted, and what it shall go with; both empty where nothing of the kind is said."""
    splits = _splits(text)
    named = (one for one in splits if _names_kind(read, one[0]))
    return next(named, splits[-1] if splits else ("", ""))


def _splits(text: str) -> list[tuple[str, str]]:
    """Every way to part a text into what is wanted and what it shall go with."""
    said = normalise(text)
    have_one = (_HAVE_ONE, _HAVE_ONE_ZH)
    patterns = (
        *have_one,
        _WHAT_GOES_WITH,
        _WHAT_GOES_WITH_ZH,
        _MATCHED_ZH,
        _MATCHING_ZH,
        _GOES_WITH,
        _GOES_WITH_ZH,
    )
    found = [match for pattern in patterns if (match := pattern.search(said))]
    return [(match["wanted"], match["beside"].strip()) for match in found]


def settled(read: Sequence[Constraint], before: Wanted, shop: Shop, text: str = "") -> tuple[Constraint, ...]:
    """Without a kind that only stands in for what is said, and is broader than what is wanted already.

    A "metal bracelet" of a watch: the shop lists bracelets as accessories, and so watches. Who asks for a
    bracelet as such in ``text`` gets an answer, though.
    """
    wanted = values_of(before, "category")
    if not wanted:
        return tuple(read)
    concepts = shop.concepts
    above = {broader for value in wanted for broader in concepts.with_broader("category", value)[1:]}

    def stands_in(one: Constraint) -> bool:
        named = concepts.link("category", one.words) if one.field == "category" and one.values else None
        stands = bool(named) and named not in one.values and not one.excluded and set(one.values) <= above
        return stands and not _is_asked_for(one.words, text)

    return tuple(one for one in read if not stands_in(one))


def _is_asked_for(words: str, text: str) -> bool:
    """Whether somebody says that this is wanted: 运动内衣也看一下, "and an umbrella"."""
    name = re.escape(normalise(words))
    before = (
        r"(?:看看?|找|有没有|顺便|还有|再来"
        r"|\b(?:show|need|see|and|any|about|for|do you have)(?: me)?(?: an?| some| the)? )"
    )
    return bool(re.search(rf"{before}.{{0,2}}{name}|{name}(?:也|呢|有|看|吗)", normalise(text)))


def begun(read: Sequence[Constraint], words: str, before: Wanted) -> Wanted:
    """A new search; who it is for and what it may cost are remembered from the one before."""
    kept = [one for one in before.constraints if one.field in STAYS and not one.excluded]
    return Wanted(with_conditions(kept, read), left_of(words, read), "", ())


def narrowed(known: Wanted, read: Sequence[Constraint], words: str, concepts: Concepts) -> Wanted:
    """The search gone on with: conditions added, replaced or excluded, words added."""
    stay = known.constraints
    changes = _changes_kind(known, read, concepts)
    if changes:
        stay = tuple(one for one in stay if one.field in STAYS and not one.excluded)
    more = left_of(words, read)
    said = more if changes else " ".join(dict.fromkeys((*known.words.split(), *more.split())))
    return replace(
        known, constraints=with_conditions(stay, read), words=said, like="" if changes else known.like
    )


def with_conditions(known: Sequence[Constraint], read: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """Conditions with new ones: the new value of a field takes the old one's place, an exclusion is added."""
    conditions = tuple(known)
    for one in _united(read):
        conditions = _with(conditions, one)
    return conditions


def values_of(wanted: Wanted, field: str) -> tuple[str, ...]:
    """What is asked of a field."""
    return next((one.values for one in wanted.constraints if one.field == field and not one.excluded), ())


def has(wanted: Wanted, field: str) -> bool:
    """Whether something is asked of a field."""
    return any(one.field == field and not one.excluded for one in wanted.constraints)


def left_of(words: str, read: Sequence[Constraint], shortest: int = 2) -> str:
    """What a message names beside its conditions and beside what is said in every conversation.

    ``shortest``: fewer Chinese characters tell too little to search by.
    """
    text = normalise(words)
    said = _words(text)
    named = sorted({part for one in read for part in normalise(one.words).split()}, key=len, reverse=True)
    for part in named:
        slip = part not in text and part.isascii() and get_close_matches(part, said, 1)
        text = _without(text, slip[0] if slip else part)
    text = _chat_zh().sub(" ", text)
    latin = [word for word in _words(_CHINESE.sub(" ", text)) if _tells(word)]
    chinese = [word for word in _CHINESE.findall(text) if len(word) >= shortest]
    return " ".join(dict.fromkeys((*latin, *chinese)))


def _without(text: str, part: str) -> str:
    """Whole words of Latin letters, any run of Chinese characters."""
    pattern = re.escape(part)
    return re.sub(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])" if part.isascii() else pattern, " ", text)


def _words(text: str) -> list[str]:
    """Latin words, without what is joined to them: "didn't" is "did", "here's" is "here"."""
    return [_JOINED.sub("", word) for word in _LATIN.findall(text)]


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in _chat_en() and word not in STOP_WORDS and not word.isdigit()


def _changes_kind(known: Wanted, read: Sequence[Constraint], concepts: Concepts) -> bool:
    """Whether another kind of thing is asked for; a narrower kind of the same is no other."""
    before = set(values_of(known, "category"))
    named = [value for one in read if one.field == "category" and not one.excluded for value in one.values]
    if not before or not named:
        return False
    return not any(before & set(concepts.with_broader("category", value)) for value in named)


def narrows(known: Wanted, read: Sequence[Constraint], shop: Shop) -> bool:
    """Whether a narrower kind of the same is asked for: coats of clothes."""
    before = set(values_of(known, "category"))
    named = [value for one in read if one.field == "category" and not one.excluded for value in one.values]
    if not (before and named):
        return False
    concepts = shop.concepts
    return all(before & {*concepts.with_broader("category", value)[1:]} for value in named)


def _united(read: Iterable[Constraint]) -> list[Constraint]:
    """One condition per field: of several the values together, of what a thing is the first."""
    joined: dict[tuple[str, bool, bool], Constraint] = {}
    for one in read:
        key = (one.field, one.excluded, bool(one.values))
        before = joined.get(key)
        if before is None:
            joined[key] = one
        elif one.values and (one.excluded or one.field not in ONE_ONLY):
            values = tuple(dict.fromkeys((*before.values, *one.values)))
            joined[key] = replace(before, values=values, words=f"{before.words} {one.words}".strip())
    return list(joined.values())


def _with(known: tuple[Constraint, ...], one: Constraint) -> tuple[Constraint, ...]:
    if one.field == "price" and not one.excluded:
        return (*(c for c in known if c.field != "price"), _price(known, one))
    kept = [changed for c in known if (changed := _beside(c, one)) is not None]
    return (*kept, one)


def _beside(old: Constraint, new: Constraint) -> Constraint | None:
    """What is left of an older condition beside a new one on the same field."""
    if old.field != new.field:
        return old
    if old.excluded == new.excluded:
        if not new.excluded or (old.field == "words" and old.values == new.values):
            return None
        values = tuple(value for value in old.values if value not in new.values)
        return replace(old, values=values) if values else None
    values = tuple(value for value in old.values if value not in new.values)
    if old.values and not values:
        return None
    return replace(old, values=values)


def _price(known: Sequence[Constraint], new: Constraint) -> Constraint:
    """The new limit, with the old one's other end where both can hold."""
    old = next((one for one in known if one.field == "price" and not one.excluded), None)
    if old is None or (new.low is not None and new.high is not None):
        return new
    low = new.low if new.low is not None else old.low
    high = new.high if new.high is not None else old.high
    if low is not None and high is not None and low > high:
        return new
    return replace(new, low=low, high=high)


@cache
def _chat_en() -> frozenset[str]:
    return frozenset(_chat_words()["en"].split())


@cache
def _chat_zh() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_chat_words()["zh"].split(), key=len, reverse=True)))


@cache
def _ordinary() -> frozenset[str]:
    """Words that people say: of talk, of our own examples of what they want, and in English anyway."""
    examples = (files("daogou.guide") / "data" / "utterances.toml").read_text("utf-8")
    return _chat_en() | ordinary_english() | frozenset(re.findall(r"[a-z]+", examples.lower()))


@cache
def _chat_words() -> Mapping[str, str]:
    return tomllib.loads((files("daogou.guide") / "data" / "chat_words.toml").read_text("utf-8"))
