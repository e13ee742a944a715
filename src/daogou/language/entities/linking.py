"""Which thing a mention means, by its name, by what stands around it, and by how often each is meant.

P(thing | name, context) is proportional to P(thing | name) * exp(cosine(context, thing) / T): the prior of
a name's meanings from how popular each is, with one count added to each (as Milne and Witten 2008 have it),
and the meaning of the words around as evidence. A name that is spelled nearly like a known one counts less.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from daogou.language.concepts import Key
from daogou.language.entities.mention import Mention
from daogou.language.normalise import normalise
from daogou.language.tokens import phrase_key

TextVector = Callable[[str], NDArray[np.float32]]  # a text -> its unit vector
TEMPERATURE = 0.1  # cosines of sentence vectors of related and unrelated texts lie about .2 apart: factor 7
ALIKE = 0.92  # Jaro-Winkler from which on a name may be a misspelling of another
SHORTEST = 5  # characters of a name that may be misspelt: of shorter ones too many are alike
MISSPELT = 0.5  # of the prior that remains to a name spelled otherwise
LEAST = 0.5  # a link less likely than its alternatives together is none


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be meant. ``described``: what it is, in a sentence; ``popularity``: how often it is meant."""

    kind: str
    id: str
    names: tuple[str, ...]
    described: str = ""
    popularity: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A thing that a mention may mean, with its probability among all of them."""

    thing: Thing
    probability: float


class Linker:
    """Knows the things; ``vector`` None: context says nothing."""

    def __init__(self, things: Iterable[Thing], vector: TextVector | None = None) -> None:
        self._named: dict[Key, list[Thing]] = defaultdict(list)
        for thing in things:
            for key in dict.fromkeys(phrase_key(name) for name in thing.names):
                if key:
                    self._named[key].append(thing)
        self._vector = vector
        self._described: dict[Thing, NDArray[np.float32]] = {}

    def candidates(self, mention: Mention, context: str) -> list[Link]:
        """What it may mean, likeliest first, of the mention's kind if it has one; empty if nothing is."""
        return self._weighed(self._priors(mention), context)

    def spelled(self, readings: Sequence[Mention], context: str) -> list[Link]:
        """Which of one place's readings is meant, of those spelled as the text has it; likeliest first."""
        text, meant = normalise(readings[0].text), {(m.kind, m.id) for m in readings}
        exact = self._priors(replace(readings[0], kind=""))
        return self._weighed(
            {
                thing: prior
                for thing, prior in exact.items()
                if (thing.kind, thing.id) in meant and text in map(normalise, thing.names)
            },
            context,
        )

    def _weighed(self, priors: Mapping[Thing, float], context: str) -> list[Link]:
        if not priors:
            return []
        here = self._vector(context) if self._vector and len(priors) > 1 else None
        weights = {thing: prior * self._evidence(thing, here) for thing, prior in priors.items()}
        total = math.fsum(weights.values())
        links = [Link(thing, weight / total) for thing, weight in weights.items()]
        return sorted(links, key=lambda link: (-link.probability, link.thing.id))

    def __call__(self, mention: Mention, context: str, least: float = LEAST) -> Mention:
        """The mention with the id and kind of what it means; without an id where nothing is likely enough."""
        best = next(iter(self.candidates(mention, context)), None)
        if best is None or best.probability < least:
            return replace(mention, id="")
        sure = round(mention.confidence * best.probability, 4)
        return replace(mention, kind=best.thing.kind, id=best.thing.id, confidence=sure)

    def _priors(self, mention: Mention) -> dict[Thing, float]:
        key = phrase_key(mention.text)
        exact = [t for t in self._named.get(key, ()) if mention.kind in ("", t.kind)]
        if exact:
            return {thing: 1.0 + thing.popularity for thing in exact}
        alike = self._alike(key, mention.kind)
        return {thing: MISSPELT * likeness * (1.0 + thing.popularity) for thing, likeness in alike.items()}

    def _alike(self, key: Key, kind: str) -> dict[Thing, float]:
        """Things with a name spelled nearly so, and how nearly."""
        text = "".join(key)
        found: dict[Thing, float] = {}
        for name, things in self._named.items() if len(text) >= SHORTEST else ():
            likeness = JaroWinkler.similarity(text, "".join(name), score_cutoff=ALIKE)
            for thing in things if likeness else ():
                if kind in ("", thing.kind):
                    found[thing] = max(likeness, found.get(thing, 0.0))
        return found

    def _evidence(self, thing: Thing, context: NDArray[np.float32] | None) -> float:
        if context is None or self._vector is None or not thing.described:
            return 1.0
        if thing not in self._described:
            self._described[thing] = self._vector(thing.described)
        return math.exp(float(context @ self._described[thing]) / TEMPERATURE)


def decided(mentions: Sequence[Mention], text: str, linker: Linker) -> list[Mention]:
    """A gazetteer's mentions, of several readings of one place the likeliest, with its probability.

    A reading that is left alone is what is meant. Of names that only share a stem ("short", "shorts") those
    count that are spelled so; a name that nothing is spelled like ("Fit": fitness? fitted?) stays undecided.
    """
    places: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        places[mention.start, mention.end].append(mention)
    return [one for readings in places.values() for one in _decided(readings, text, linker)]


def _decided(readings: Sequence[Mention], text: str, linker: Linker) -> Sequence[Mention]:
    if len(readings) == 1:
        return [replace(one, confidence=1.0) if one.id else one for one in readings]
    links = linker.spelled(readings, text)
    if not links:
        return readings
    kind, identifier = links[0].thing.kind, links[0].thing.id
    return [replace(readings[0], kind=kind, id=identifier, confidence=round(links[0].probability, 4))]


def linked(mentions: Sequence[Mention], text: str, linker: Linker) -> list[Mention]:
    """Mentions of one text with their links; readings of one span that mean the same thing become one."""
    best: dict[tuple[int, int, str, str], Mention] = {}
    for mention in mentions:
        found = mention if mention.id and mention.confidence >= 1.0 else linker(mention, text)
        key = found.start, found.end, found.kind, found.id
        if key not in best or found.confidence > best[key].confidence:
            best[key] = found
    return sorted(best.values(), key=lambda m: (m.start, m.end, m.kind))
