"""What is known of an aspect and an opinion that may belong together, as strings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.language.sentiment.quadruple import Place
from daogou.language.stem import stem
from daogou.language.tagging.units import Unit, units_of

NEAR = 3  # words on either side that are looked at by name
STEPS = (0, 1, 2, 3, 5, 8, 13, 21)  # distances are told apart up to these, in words


@dataclass(frozen=True, eq=False)
class Sentence:
    """A text cut into words, with every place in it that is thought an aspect or an opinion."""

    units: tuple[Unit, ...]
    words: tuple[str, ...]
    aspects: tuple[tuple[int, int], ...]
    opinions: tuple[tuple[int, int], ...]


def sentence(text: str, aspects: Sequence[tuple[int, int]], opinions: Sequence[tuple[int, int]]) -> Sentence:
    """The sentence with its places in reading order."""
    units = tuple(units_of(text))
    words = tuple(stem(unit.text.lower()) for unit in units)
    return Sentence(units, words, tuple(sorted(set(aspects))), tuple(sorted(set(opinions))))


def belongs_features(of: Sentence, aspect: Place, opinion: Place) -> list[str]:
    """For whether the two make a quadruple; a place of None: implicit."""
    kind = f"{'a' if aspect else '-'}{'o' if opinion else '-'}"
    counts = f"{min(len(of.aspects), 3)}{min(len(of.opinions), 3)}"
    found = [f"kind={kind}", f"counts={kind}{counts}", *_shape(of, kind, aspect, opinion)]
    found += [f"{kind} a={word}" for word in _words(of, aspect)]
    found += [f"{kind} o={word}" for word in _words(of, opinion)]
    if not (aspect and opinion):
        found += [f"{kind} w={word}" for word in of.words]
        found += [f"{kind} {name}" for name in _around(of, aspect or opinion)]
    return found


def category_features(of: Sentence, aspect: Place, opinion: Place) -> list[str]:
    """For what it is about."""
    aspects, opinions = _words(of, aspect), _words(of, opinion)
    found = [f"a={word}" for word in aspects] + [f"o={word}" for word in opinions]
    found += [f"whole a={' '.join(aspects)}", f"head a={aspects[-1] if aspects else ''}"]
    found += [f"whole o={' '.join(opinions)}", f"kind={bool(aspect)}{bool(opinion)}"]
    found += [f"both={aspects[-1] if aspects else ''}|{word}" for word in opinions]
    found += [f"a start={word[:4]}" for word in aspects] + [f"o start={word[:4]}" for word in opinions]
    found += [f"a {name}" for name in _around(of, aspect)] + [f"o {name}" for name in _around(of, opinion)]
    found += [f"w={word}" for word in of.words]
    found += [f"{'' if aspect else 'no a '}{'' if opinion else 'no o '}w={word}" for word in of.words]
    found += [f"pair={first} {last}" for first, last in zip(of.words, of.words[1:], strict=False)]
    return found


def sentiment_features(of: Sentence, aspect: Place, opinion: Place) -> list[str]:
    """For whether it is for or against."""
    opinions = _words(of, opinion)
    found = [f"o={word}" for word in opinions] + [f"whole o={' '.join(opinions)}"]
    found += [f"o start={word[:4]}" for word in opinions] + [f"a={word}" for word in _words(of, aspect)]
    found += [f"o {name}" for name in _around(of, opinion)] + [f"a {name}" for name in _around(of, aspect)]
    found += [f"w={word}" for word in of.words]
    found += [f"{'' if opinion else 'no o '}w={word}" for word in of.words]
    found += [f"pair={first} {last}" for first, last in zip(of.words, of.words[1:], strict=False)]
    return found


def _shape(of: Sentence, kind: str, aspect: Place, opinion: Place) -> Iterator[str]:
    """How far the two are apart, what stands between, and whether another is nearer."""
    if not (aspect and opinion):
        alone = of.opinions if opinion else of.aspects
        yield f"{kind} others={min(len(alone), 3)}"
        return
    first, last = sorted((aspect, opinion))
    between = [w for w, u in zip(of.words, of.units, strict=True) if first[1] <= u.start and u.end <= last[0]]
    order = "ao" if aspect < opinion else "oa"
    yield f"distance={order}{sum(len(between) >= step for step in STEPS)}"
    yield from (f"between={order}{word}" for word in between[:8])
    yield f"between only={order}{' '.join(between[:3]) if len(between) < 4 else '...'}"
    nearer_aspect = sum(_gap(a, opinion) < _gap(aspect, opinion) for a in of.aspects)
    nearer_opinion = sum(_gap(aspect, o) < _gap(aspect, opinion) for o in of.opinions)
    yield f"nearer={min(nearer_aspect, 2)}{min(nearer_opinion, 2)}"
    yield f"nearer={order}{nearer_aspect > 0}{nearer_opinion > 0}{any(w in ',.;' for w in between)}"


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _words(of: Sentence, place: Place) -> list[str]:
    if not place:
        return []
    return [
        word
        for word, unit in zip(of.words, of.units, strict=True)
        if unit.start < place[1] and place[0] < unit.end
    ]


def _around(of: Sentence, place: Place) -> Iterator[str]:
    """The words before and after it; nothing around what is implicit."""
    if not place:
        return
    before = [w for w, u in zip(of.words, of.units, strict=True) if u.end <= place[0]][-NEAR:]
    after = [w for w, u in zip(of.words, of.units, strict=True) if u.start >= place[1]][:NEAR]
    yield from (f"before={word}" for word in before)
    yield from (f"after={word}" for word in after)
    yield f"next before={before[-1] if before else '^'}"
    yield f"next after={after[0] if after else '$'}"
