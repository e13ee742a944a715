"""A query's words laid out: which mean a filter value, which are negated, which are plain."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from daogou.language.normalise import HAN
from daogou.language.tokens import atoms, phrase_key
from daogou.search.gazetteer import Gazetteer, Meaning

_NEGATIONS = tuple(
    phrase_key(marker)
    for marker in (
        "not", "no", "without", "except", "excluding", "but not", "but no", "non", "minus", "instead of",
        "don't want", "do not want", "no more", "anything but", "nothing in", "nothing with", "none of",
        "leave out", "nothing", "never", "avoid", "hate", "hates", "can't stand", "can't wear", "don't like",
        "do not like", "doesn't like", "any but", "everything but", "all but", "colour but", "color but",
        "colours but", "not keen on", "not a fan of", "allergic to", "lose the", "skip the",
        "drop the", "ditch the", "scratch the",
        "不要", "不想要", "不含", "不带", "不是", "别要", "除了", "没有", "非", "不", "别", "不喜欢", "不爱",
        "讨厌", "不考虑", "别给我", "去掉", "排除", "唔要",
    )
)  # fmt: skip
_AFTER_NEGATION = frozenset(
    str.split("any a an the with too very have that this 带 有 是 太 穿 要 这 那 种 么")
)
_AND = frozenset(str.split("or and nor 或 和 与 及 者"))
# said after a name it denies it: "牛仔的不要", "丝绒就算了", "紫色太挑人", "purple is too loud"
_DENIED_AFTER = re.compile(
    r"(?:色|的|款|嘅)*(?:(?:都|就|我|也|全|统统|一律|先|给我|肯定|绝对|坚决|真的?|千万|她|他|还是)*"
    r"(?:(?:不要|不想要|唔要|不考虑|不喜欢|不爱|不行|免)(?:了|太.{1,5})?(?=$|[\s,，.。!！;；~]|[吧啊哈呢哦啦呀喔噢嘛哒])"
    r"|别(?:再)?[推给看来]|算了|免了|除外|去掉|排除|pass\b)"
    r"|显(?=[老脏胖黑矮土])|(?:不(?=耐脏|经脏|显瘦)|容易(?=脏|起球|皱))|(?:太|过于)(?=挑人|挑衣服|挑肤色|挑款|艳|花|老气|俗|土|扎眼|招摇|油腻|暗|沉闷|幼稚))"
    r"|\s*(?:is|are|looks?)\s+(?:just |way |a bit |far )?too\s+"
    r"(?:loud|bright|dark|flashy|bold|garish|dull|drab|formal)\b"
    r"|\s*(?:is |are )?(?:just |way |a bit |far )?too much\b"
    r"|\s*(?:is|are)\s+(?:out|a no-?no?)\b"
    r"|[\s,]+(?:i|she|he|we|they)(?:'m|'s|'re| am| is| are)? "
    r"(?:not (?:liking|keen|into|a fan)|hates?"
    r"|(?:doesn'?t|don'?t|do not|can'?t|won'?t) (?:like|wear|want|do|stand))\b"
)
_TELLS_COLOUR = re.compile("小[黑白红蓝绿紫][裙鞋]")  # 小白鞋 are white, too
_MADE_OF = ("material", "pattern")  # what the first part of a name tells of a thing
_STOP = re.compile(r"[,，.。;；!！?？…]")
_STOP_ZH = re.compile(r"[,，.。;；!！?？…\s]")
_CHINESE = re.compile(f"[{HAN}]+")
# characters that may stand beside a one-character name
_GLUE = frozenset(str.split("的 色 款 式 系 类 都 也 嘅 双 件 条 顶 个 只"))


@dataclass(frozen=True)
class Span:
    """Atoms ``start:end`` of the query, as typed in ``text``.

    ``meanings`` are what the name means, the likeliest first; empty for plain words. ``joined`` is true where
    "or", "and" or 和 stands before it.
    """

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    negated: bool = False
    joined: bool = False


def read(text: str, gazetteer: Gazetteer, word_ends: Callable[[str], Sequence[int]]) -> list[Span]:
    """The spans of a normalised text, in reading order, each atom in at most one.

    ``word_ends``: where the words of a run of Chinese characters end, by a dictionary.
    """
    found = atoms(text)
    places = [place for _, place in found]
    spans = list(_spans(text, [a for a, _ in found], places, gazetteer))
    words = _word_edges(text, word_ends)
    sober = [_sober(spans, place, places, words) for place in range(len(spans))]
    return _runs(_denied_after(sober, text, places))


def _denied_after(spans: Sequence[Span], text: str, places: Sequence[tuple[int, int]]) -> list[Span]:
    """What words after a name deny, with what stands right before it: all of 黑白灰都不要."""
    denied, found = False, list[Span]()
    for span, after in zip(reversed(spans), [None, *reversed(spans)], strict=False):
        end = places[span.end - 1][1]
        beside = after is not None and denied and _is_beside(span, after, end, places[after.start][0])
        denied = bool(span.meanings) and (beside or bool(_DENIED_AFTER.match(text, end)))
        found.append(replace(span, negated=True) if denied else span)
    return found[::-1]


def _is_beside(one: Span, other: Span, end: int, start: int) -> bool:
    """Whether the other is of the same kind, and follows at once or after "or"."""
    alike = bool(one.meanings) and one.meanings[0].field == other.meanings[0].field
    return alike and (end == start or other.joined)


def _runs(spans: Sequence[Span]) -> list[Span]:
    """Neighbouring Chinese characters that mean nothing by themselves, as one span: 适合 is one word."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and _plain_chinese(before) and _plain_chinese(span) and before.end == span.start:
            joined[-1] = Span(before.text + span.text, before.start, span.end, (), before.negated)
        else:
            joined.append(span)
    return joined


def _plain_chinese(span: Span) -> bool:
    return not span.meanings and not span.text.isascii()


def _spans(
    text: str, names: Sequence[str], places: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[Span]:
    at, negated, joined = 0, False, False
    clauses = _clause_ends(text, places)
    while at < len(names):
        length, meanings = gazetteer.at(names[: clauses[at]], at)  # 不是这种红，酒红 names no 红酒
        if text[places[at][0] : places[at][1]] == "short" and length == 1:  # no shorts
            meanings = tuple(one for one in meanings if one.field != "category") or meanings
        names_value = bool(length) and bool(meanings[0].value)
        if not names_value and (skip := _negation(names, at, gazetteer)):  # "any colour but black"
            gap = text[places[at + skip - 1][1] : places[at + skip][0]]
            stop = _STOP if names[at].isascii() else _STOP_ZH  # "no, white ones"; 牛仔的不要 包臀的太紧
            at, negated = at + skip, not stop.search(gap)
            continue
        if not length and names[at] in _AND:
            at, joined = at + 1, True
            continue
        if not length and negated and names[at] in _AFTER_NEGATION:
            at += 1
            continue
        end = at + (length or 1)
        words = text[places[at][0] : places[end - 1][1]]
        negated = (
            negated if length or names[at].isascii() else False
        )  # an unknown character is no word to exclude
        yield Span(words, at, end, meanings, negated, joined)
        if meanings and _TELLS_COLOUR.match(words) and (colour := gazetteer.at(names, at + 1))[0] == 1:
            yield Span(words[1], at + 1, at + 2, colour[1], negated)
        if meanings and meanings[0].asked and end - at > 1:
            yield from _parts(text, names, places, at, end, gazetteer)
        negated = negated and end < len(names) and (names[end] in _AND or _run_on(names, at, end, gazetteer))
        at, joined = end, False


def _clause_ends(text: str, places: Sequence[tuple[int, int]]) -> list[int]:
    """For each atom the number of the first after it that a stop stands before."""
    ends, end = [], len(places)
    for at in range(len(places) - 1, -1, -1):
        ends.append(end)
        if at and _STOP.search(text[places[at - 1][1] : places[at][0]]):
            end = at
    return ends[::-1]


def _parts(
    text: str,
    names: Sequence[str],
    places: Sequence[tuple[int, int]],
    start: int,
    end: int,
    gazetteer: Gazetteer,
) -> Iterator[Span]:
    """What parts of a name tell where only something broader stands in for it: "denim" of "denim jacket",
    or what the concept's own name tells: 丝巾 is a ``silk_scarf``."""
    named = gazetteer.at(names, start)[1][0]
    kind = named.field
    for at in range(start, end):
        length, meanings = gazetteer.at(names[: end - 1] if at == start else names[:end], at)
        if length and meanings[0].exact and meanings[0].field in _MADE_OF and meanings[0].field != kind:
            yield Span(text[places[at][0] : places[at + length - 1][1]], at, at + length, meanings)
            return
    made, _, _ = named.asked.rpartition("_")
    length, meanings = gazetteer.at(made.split("_"), 0)
    if length and meanings[0].exact and meanings[0].field in _MADE_OF:
        yield Span(text[places[start][0] : places[start][1]], start, start + 1, meanings)


def _run_on(names: Sequence[str], start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether names of one character each follow each other: all of 除了黑白灰."""
    single = end - start == 1 and not names[start].isascii() and len(names[start]) == 1
    return single and len(names[end]) == 1 and gazetteer.at(names, end)[0] == 1


def _negation(names: Sequence[str], at: int, gazetteer: Gazetteer) -> int:
    """How many atoms there say no; 有没有 asks and denies nothing; of 不带帽 is denied what is named 带帽."""
    if at and names[at - 1] == "有" and names[at] == "没":
        return 0
    if names[at] == "no" and names[at + 1 : at + 2] in (["a"], ["an"]):
        return 0  # "no, a tote"
    if 0 < at < len(names) - 1 and names[at] == "不" and names[at - 1] == names[at + 1]:
        return 0  # 棉不棉 asks, too
    fitting = [len(m) for m in _NEGATIONS if tuple(names[at : at + len(m)]) == m]
    ends = (at + length for length in fitting if at + length < len(names))
    named = [end - at for end in ends if gazetteer.at(names, end)[0] > 1]
    rest = min(named, default=0) or max(fitting, default=0)
    return rest if at + rest < len(names) else 0


def _word_edges(text: str, word_ends: Callable[[str], Sequence[int]]) -> frozenset[int]:
    """Where, in characters of the text, Chinese words begin or end."""
    edges = set()
    for run in _CHINESE.finditer(text):
        edges |= {run.start(), *(run.start() + end for end in word_ends(run[0]))}
    return frozenset(edges)


def _sober(
    spans: Sequence[Span], place: int, places: Sequence[tuple[int, int]], edges: frozenset[int]
) -> Span:
    """One Chinese character means something among understood neighbours, or as a word: 金 in 合金 does not.

    With 的 after it and a word's end before it, it is one: 她喜欢红的.
    """
    span = spans[place]
    if len(span.text) != 1 or span.text.isascii() or not span.meanings:
        return span
    after = spans[place + 1] if place + 1 < len(spans) else None
    start, end = places[span.start][0], places[span.end - 1][1]
    if after and after.start == span.end and after.text[0] in "的色" and {start, end} <= edges:
        return span
    beside = [spans[p] for p in (place - 1, place + 1) if 0 <= p < len(spans)]
    touching = [s for s in beside if s.end == span.start or s.start == span.end]
    if all(s.meanings or s.text.isascii() or s.text in _GLUE for s in touching):
        return span
    return Span(span.text, span.start, span.end, (), span.negated, span.joined)
