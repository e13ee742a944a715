"""Values that a question names: 红色, "navy blue", "for women", "Tshirts", found by their longest name."""

from collections.abc import Iterable, Mapping, Sequence

from daogou.graph.annotation.feed_labels import KINDS, concept_of
from daogou.graph.answering.question import Mention
from daogou.language.concepts import Concepts, Key
from daogou.language.normalise import normalise
from daogou.language.tokens import atoms, phrase_key

# Names that are also words of questions: "what is its style", "is it for sale", "could this suit me".
NOT_NAMES = frozenset(
    {
        "suit",
        "fashion",
        "her",
        "him",
        "date",
        "work",
        "look",
        "design",
        "fit",
        "colour",
        "color",
        "top",
        "print",
        "simple",
        "clean",
    }
)
# One Chinese character names a colour or a season only where one of these follows; these two always name.
ALWAYS_NAMES = frozenset("男女")
AFTER_ONE = frozenset("色款的人装式士吗吧、还或和天季")


class Vocabulary:
    """Names of all values: the concepts', and the shop's own (kind -> values, as its feed spells them)."""

    def __init__(self, concepts: Concepts, values: Mapping[str, Iterable[str]]) -> None:
        self._named: dict[Key, list[tuple[str, str]]] = {}
        for kind in KINDS:
            for key, concept_id in concepts.names(kind).items():
                self._add(key, kind, concept_id)
            for value in values.get(kind, ()):
                self._add(phrase_key(value), kind, concept_of(kind, value, concepts))
        self._longest = max((len(key) for key in self._named), default=0)

    def _add(self, key: Key, kind: str, concept: str) -> None:
        entries = self._named.setdefault(key, [])
        if key and (kind, concept) not in entries:
            entries.append((kind, concept))

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in reading order; where a name means several things, all of them."""
        plain = normalise(text)
        found: list[Mention] = []
        parts = atoms(plain)
        keys = [key for key, _ in parts]
        start = 0
        while start < len(keys):
            length = self._longest_at(plain, keys, parts, start)
            if length:
                begin, end = parts[start][1][0], parts[start + length - 1][1][1]
                named = self._named[tuple(keys[start : start + length])]
                found.extend(Mention(kind, concept, plain[begin:end]) for kind, concept in named)
            start += length or 1
        return found

    def _longest_at(
        self, plain: str, keys: Sequence[str], parts: Sequence[tuple[str, tuple[int, int]]], start: int
    ) -> int:
        for length in range(min(self._longest, len(keys) - start), 0, -1):
            key = tuple(keys[start : start + length])
            if key in self._named and not _is_doubtful(key, plain, parts[start + length - 1][1][1]):
                return length
        return 0


def _is_doubtful(key: Key, plain: str, end: int) -> bool:
    """A name of one letter or character, or one that is a word of questions too."""
    if len(key) > 1:
        return False
    if len(key[0]) > 1:
        return key[0] in NOT_NAMES
    if key[0] in ALWAYS_NAMES:
        return False
    return key[0].isascii() or plain[end : end + 1] not in AFTER_ONE or end >= len(plain)
