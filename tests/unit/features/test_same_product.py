import random

import numpy as np
import pytest

from daogou.core.product import Product, Variant
from daogou.features.offers import Offer, Rarity
from daogou.features.same_product import Growth, load_same_product, same_as, train_same_product

pytest.importorskip("sklearn")
THINGS = ["lamp", "kettle", "camera", "drill", "printer"]


def offers(seed: int) -> tuple[list[Offer], list[Offer]]:
    """Two shops with the same 30 products; the second turns the words round."""
    draw = random.Random(seed)
    left, right = [], []
    for number in range(30):
        maker, thing = draw.choice(["acme", "borea", "cirro"]), draw.choice(THINGS)
        code = f"{draw.choice('xyz')}{draw.randint(100, 999)}{number}"
        left.append(Offer(f"{maker} {thing} {code}", maker, 10.0 + number))
        right.append(Offer(f"{thing} {code} new", "", 11.0 + number))
    return left, right


def trained():
    left, right = offers(0)
    pairs = [(a, b) for a in left for b in right]
    same = [i == j for i in range(len(left)) for j in range(len(right))]
    rarity = Rarity(o.title for o in (*left, *right))
    return train_same_product(pairs, same, rarity, seed=0, growth=Growth(trees=20))


@pytest.fixture(scope="module")
def matcher():
    return trained()


def test_products_of_other_feeds_are_matched(matcher):
    left, right = offers(1)
    found = matcher.matches(left, right)
    assert {(a, b) for a, b, _ in found} == {(i, i) for i in range(30)}
    assert all(0.5 <= sure <= 1 for *_, sure in found)


def test_matches_become_triples(matcher):
    left, right = offers(1)
    feeds = [
        [
            Product(f"{side}{i}", {"en": o.title}, brand=o.brand, variants=(Variant("v", price=o.price),))
            for i, o in enumerate(of)
        ]
        for side, of in (("a", left), ("b", right))
    ]
    stated = list(same_as(feeds[0], feeds[1], matcher))
    assert {t.fact for t in stated} == {(f"product:a{i}", "same_as", f"product:b{i}") for i in range(30)}
    assert all(t.source == "match:same_product" for t in stated)


def test_the_same_seed_grows_the_same_trees(matcher):
    left, right = offers(2)
    pairs, rarity = list(zip(left, right, strict=True)), Rarity(o.title for o in (*left, *right))
    assert np.array_equal(matcher.probabilities(pairs, rarity), trained().probabilities(pairs, rarity))


def test_what_is_saved_judges_the_same(matcher, tmp_path):
    matcher.forest.save(tmp_path / "m.npz")
    again = load_same_product(tmp_path / "m.npz")
    left, right = offers(3)
    assert again.matches(left, right) == matcher.matches(left, right)


def test_sentence_vectors_are_asked_for_each_title_once(matcher):
    asked: list[str] = []

    def vectors(texts):
        asked.extend(texts)
        return np.ones((len(texts), 1), dtype=np.float32)

    left, right = offers(1)
    pairs = [(left[0], right[0]), (left[0], right[1])]
    taught = train_same_product(
        pairs, [True, False], Rarity([]), seed=0, vectors=vectors, growth=Growth(trees=2)
    )
    assert asked == [left[0].title, right[0].title, right[1].title]
    assert taught.probabilities([], Rarity([])).shape == (0,)
