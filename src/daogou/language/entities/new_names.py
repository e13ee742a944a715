"""Names that no list holds yet, gathered with their evidence: an owner says whether they are brands."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from daogou.language.concepts import Key
from daogou.language.entities.mention import Mention
from daogou.language.tokens import phrase_key

SHOWN = 5  # titles kept as evidence


@dataclass(frozen=True, slots=True)
class NewName:
    """``name`` as it is spelled most often; ``products``: how many name it.

    ``titles``: some that do, of the products with these ``product_ids``; ``confidence``: the tagger's mean.
    """

    kind: str
    name: str
    products: int
    titles: tuple[str, ...]
    confidence: float
    product_ids: tuple[str, ...] = ()


@dataclass
class _Seen:
    spellings: Counter[str] = field(default_factory=Counter)
    products: dict[str, str] = field(default_factory=dict)
    confidences: list[float] = field(default_factory=list)


class NewNames:
    """Collects the mentions that were linked to nothing."""

    def __init__(self, kinds: Iterable[str] = ("brand",)) -> None:
        self._kinds = frozenset(kinds)
        self._seen: dict[tuple[str, Key], _Seen] = defaultdict(_Seen)

    def add(self, product_id: str, text: str, mentions: Iterable[Mention]) -> None:
        """Take note of what a text of a product names without a link."""
        for mention in mentions:
            key = phrase_key(mention.text)
            if not mention.id and mention.kind in self._kinds and key:
                seen = self._seen[mention.kind, key]
                seen.spellings[mention.text] += 1
                seen.products.setdefault(product_id, text)
                seen.confidences.append(mention.confidence)

    def found(self, *, least_products: int = 2, least_confidence: float = 0.5) -> list[NewName]:
        """What is named by enough products and surely enough, most products first.

        A piece of a longer name (狐与 of 狐与顶针) is none.
        """
        names = {key: _new_name(key[0], seen) for key, seen in self._seen.items()}
        enough = {
            key: name
            for key, name in names.items()
            if name.products >= least_products and name.confidence >= least_confidence
        }
        kept = [name for key, name in enough.items() if not any(_is_piece(key, other) for other in enough)]
        return sorted(kept, key=lambda n: (-n.products, -n.confidence, n.name))


def _new_name(kind: str, seen: _Seen) -> NewName:
    name = min(seen.spellings, key=lambda spelling: (-seen.spellings[spelling], spelling))
    mean = sum(seen.confidences) / len(seen.confidences)
    shown = dict(list(seen.products.items())[:SHOWN])
    titles, product_ids = tuple(shown.values()), tuple(shown)
    return NewName(kind, name, len(seen.products), titles, round(mean, 4), product_ids)


def _is_piece(name: tuple[str, Key], other: tuple[str, Key]) -> bool:
    (kind, short), (other_kind, long) = name, other
    places = range(len(long) - len(short) + 1)
    return kind == other_kind and short != long and any(long[at : at + len(short)] == short for at in places)
