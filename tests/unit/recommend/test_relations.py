import numpy as np
import pytest

from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.relations import by_acts, by_links, by_traits, liked_in_order


def test_a_walk_prefers_rare_traits_and_popular_products():
    traits = [("brand:a", "colour:red", "colour:blue"), ("brand:a", "colour:red"), ("colour:red",), ()]
    counts = np.array([0, 3, 0, 0], np.float32)
    brand, colour = by_traits(traits, counts)
    assert (brand.name, brand.nodes) == ("brand", ("brand:a",))
    assert (colour.name, colour.nodes) == ("colour", ("colour:blue", "colour:red"))
    np.testing.assert_allclose(brand.first.toarray()[:, 0], [1, 1, 0, 0])
    # products weigh sqrt(1 + acts): 1 and 2
    np.testing.assert_allclose(brand.second.toarray()[0], [1 / 3, 2 / 3, 0, 0])
    # one product is blue and three are red: 1 against 1 / sqrt(3)
    rare = 1 / (1 + 3**-0.5)
    np.testing.assert_allclose(colour.first.toarray()[0], [rare, 1 - rare], rtol=1e-6)
    np.testing.assert_allclose(colour.second.toarray()[1], [1 / 4, 2 / 4, 1 / 4, 0])


def test_links_lead_to_all_that_is_linked_alike():
    (goes_with,) = by_links({"goes_with": np.array([[0, 1], [0, 2], [2, 0]])}, 3)
    walked = (goes_with.first @ goes_with.second).toarray()
    np.testing.assert_allclose(walked, [[0, 0.5, 0.5], [0, 0, 0], [1, 0, 0]])
    assert goes_with.nodes == ()


def test_acts_link_what_the_same_shoppers_liked_and_what_came_soon_after():
    together, following = by_acts(interactions_of([history_of([0, 1, 2]), history_of([0, 1])], 3))
    # 0 and 1: one half from the shopper of three products, 1 from the one of two; 0 and 2: one half
    np.testing.assert_allclose(together.first.toarray()[0], [0, 0.75, 0.25])
    np.testing.assert_allclose(together.first.toarray()[1], [0.75, 0, 0.25])
    # after 0: 1 at once, twice, and 2 two acts later; after 2 nothing
    np.testing.assert_allclose(following.first.toarray()[0], [0, 0.8, 0.2])
    np.testing.assert_allclose(following.first.toarray()[2], [0, 0, 0])


def test_what_one_shopper_did_alone_links_nothing():
    together, following = by_acts(interactions_of([history_of([1]), history_of([])], 2))
    assert together.first.nnz == following.first.nnz == 0
    assert not any(relation.first.nnz for relation in by_acts(interactions_of([], 2)))


def test_many_shoppers_are_counted_as_few_are():
    histories = [history_of(np.random.default_rng(seed).permutation(9)[:5]) for seed in range(20)]
    acts = interactions_of(histories, 9)
    for whole, summed in zip(by_acts(acts), by_acts(acts, at_once=30), strict=True):
        np.testing.assert_allclose(whole.first.toarray(), summed.first.toarray(), rtol=1e-5)


@pytest.mark.parametrize(
    ("items", "weights", "ordered"),
    [
        ([3, 1, 3], [1, 1, 1], [1, 3]),
        ([3, 1, 3], [1, 1, -1], [1]),
        ([2, 1, 2], [-1, 1, 2], [1, 2]),
        ([], [], []),
    ],
)
def test_liked_products_are_ordered_by_their_newest_act(items, weights, ordered):
    history = History(
        np.array(items, np.int64), np.array(weights, np.float32), np.arange(len(items), dtype=float)
    )
    assert liked_in_order(history).tolist() == ordered
