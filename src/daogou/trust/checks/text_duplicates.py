"""Products that say the same: entered twice, or so alike in words that a shopper cannot tell them apart.

Titles are the same if they hold the same words, however ordered and spelled (case, plural, width); or all but
one word, where that one is rare in the shop and spelled nearly like its counterpart: a typo. Where pictures
are known they decide whether it is one product or two; of products with one picture the titles need only be
alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from daogou.core.product import Product
from daogou.language.tokens import phrase_key
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.likeness import Likeness

Words = tuple[str, ...]  # sorted
RARE = 3  # titles at most that share a typo
MORE_COMMON = 4  # times more titles have the right spelling


@dataclass(frozen=True)
class Options:
    """``typo``: 0 to 1, how alike two spellings of one word are; ``least_words`` of a title to compare.

    ``alike``: 0 to 1, how alike the titles of one product with one picture are; chosen on the first half of
    the bench ``doctor``. ``largest_group``: in larger groups products are not compared pair by pair.
    """

    typo: float = 0.75
    alike: float = 0.8
    least_words: int = 2
    largest_group: int = 200


class TextDuplicates:
    """Groups products by their words."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Copies are warnings, titles that two different products share are hints."""
        keys = [self._key(product) for product in patient.products]
        looks = Likeness(patient.pictures) if patient.pictures is not None else None
        groups: dict[Words, list[int]] = defaultdict(list)
        for row, key in enumerate(keys):
            if key:
                groups[key].append(row)
        for rows in groups.values():
            if len(rows) > 1:
                yield from self._same_words(patient.products, rows, looks)
        reported: set[tuple[int, int]] = set()
        for first, second in self._typos(keys, groups):
            if _is_copy(patient.products, first, second, looks):
                reported.add((min(first, second), max(first, second)))
                yield _copy([patient.products[first], patient.products[second]], "nearly the same title")
        for first, second, likeness in self._same_looks(keys, looks) if looks else ():
            if (first, second) not in reported:
                yield _offered_twice(patient.products[first], patient.products[second], likeness)

    def _key(self, product: Product) -> Words:
        words = sorted(word for title in product.titles.values() for word in phrase_key(title))
        return tuple(words) if len(words) >= self._options.least_words else ()

    def _same_words(
        self, products: Sequence[Product], rows: Sequence[int], looks: Likeness | None
    ) -> Iterator[Finding]:
        rest, copies = list(rows), list[list[int]]()
        if len(rows) <= self._options.largest_group:
            copies, rest = _copies(products, rows, looks)
        for group in copies:
            yield _copy([products[row] for row in group], "the same title")
        firsts = sorted([*rest, *(group[0] for group in copies)])
        if len(firsts) > 1:
            yield _indistinct([products[row] for row in firsts])

    def _typos(self, keys: Sequence[Words], groups: dict[Words, list[int]]) -> Iterator[tuple[int, int]]:
        """Pairs of rows that differ in one word, rare in one title, nearly the same in the other."""
        counts = Counter(word for key in keys for word in set(key))
        suspects: dict[Words, list[tuple[int, str]]] = defaultdict(list)
        for row, key in enumerate(keys):
            for word in set(key):
                if counts[word] <= RARE and _is_spelling(word):
                    suspects[_without(key, word)].append((row, word))
        for key, rows in groups.items():
            for word in dict.fromkeys(key):
                for row, odd in suspects.get(_without(key, word), ()):
                    likelier = counts[word] >= MORE_COMMON * counts[odd]
                    alike = counts[word] == counts[odd] and row > rows[0]  # which is the typo nobody knows
                    if (likelier or alike) and self._is_typo(odd, word):
                        yield rows[0], row

    def _same_looks(self, keys: Sequence[Words], looks: Likeness) -> Iterator[tuple[int, int, float]]:
        """Pairs of rows with one picture and titles that are alike, not the same; and how alike, 0 to 1."""
        for rows in looks.groups():
            titled = [row for row in rows if keys[row]] if len(rows) <= self._options.largest_group else []
            for first, second in combinations(titled, 2):
                likeness = fuzz.ratio(" ".join(keys[first]), " ".join(keys[second])) / 100
                differ = keys[first] != keys[second] and _numbers(keys[first]) == _numbers(keys[second])
                if differ and likeness >= self._options.alike:
                    yield first, second, likeness

    def _is_typo(self, odd: str, word: str) -> bool:
        alike = DamerauLevenshtein.normalized_similarity(odd, word)
        return odd != word and _is_spelling(word) and alike >= self._options.typo


def _is_spelling(word: str) -> bool:
    """Whether the word can be misspelt: a code or a number that differs is another product."""
    return word.isalpha() and len(word) > 3


def _numbers(key: Words) -> list[str]:
    """The words with a digit: another size or model is another product."""
    return [word for word in key if any(character.isdigit() for character in word)]


def _without(key: Words, word: str) -> Words:
    place = key.index(word)
    return key[:place] + key[place + 1 :]


def _copies(
    products: Sequence[Product], rows: Sequence[int], looks: Likeness | None
) -> tuple[list[list[int]], list[int]]:
    """Groups of rows that are one product, and the rows that are alone."""
    groups: list[list[int]] = []
    for row in rows:
        group = next((g for g in groups if _is_copy(products, g[0], row, looks)), None)
        if group:
            group.append(row)
        else:
            groups.append([row])
    return [g for g in groups if len(g) > 1], [g[0] for g in groups if len(g) == 1]


def _is_copy(products: Sequence[Product], first: int, second: int, looks: Likeness | None) -> bool:
    """Whether two products of the same words are one: by their pictures, else by everything else they say."""
    same = looks.same(first, second) if looks else None
    if same is not None:
        return same
    return _told(products[first]) == _told(products[second])


def _told(product: Product) -> tuple[object, ...]:
    return product.brand, product.price, product.attributes, product.descriptions


def _copy(products: Sequence[Product], what: str) -> Finding:
    ids = tuple(product.id for product in products)
    return Finding(
        "text_duplicates",
        "warning",
        ids,
        f"{products[0].title()!r} is there {len(products)} times: {what}, nothing tells them apart.",
        "Keep one and delete the others; if they differ in size or colour, make them variants of one.",
        "; ".join(dict.fromkeys(product.title() for product in products[:5])),
    )


def _offered_twice(first: Product, second: Product, likeness: float) -> Finding:
    return Finding(
        "text_duplicates",
        "warning",
        (first.id, second.id),
        f"{first.title()!r} and {second.title()!r} look like one product offered twice: they have the same "
        f"picture, and their titles are {likeness:.0%} alike.",
        "If it is one product, keep one of them; else give each its own picture.",
        f"{first.title()}; {second.title()}",
    )


def _indistinct(products: Sequence[Product]) -> Finding:
    ids = tuple(product.id for product in products)
    return Finding(
        "text_duplicates",
        "hint",
        ids,
        f"{len(products)} different products are all called {products[0].title()!r}.",
        "Say in each title what tells it from the others: the model, the colour, the pattern, the size.",
    )


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return TextDuplicates(options)
