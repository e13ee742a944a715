"""A labeller on a small shop whose pictures really show what its labels say."""

import numpy as np
import pytest

from daogou.core.errors import NotBuilt, SpaceMismatch
from daogou.features.labeller import nearest_of, target_of
from daogou.features.labeller_folder import load_labeller, save_labeller
from daogou.features.labeller_teaching import teach_labeller

COLOURS = ("red", "blue", "green")
KINDS = ("shirt", "shoe", "bag", "belt")


class Eye:
    def __init__(self, space="eye"):
        self.space = space


def shop(count=120, seed=0, noise=0.4):
    """Deep views show the category, shades the colour; occasions come two at once."""
    random = np.random.default_rng(seed)
    axes = np.random.default_rng(9)
    deep_of, shade_of = axes.normal(size=(4, 12)), axes.normal(size=(3, 8))
    kind, colour = np.arange(count) % 4, (np.arange(count) // 4) % 3
    views = {
        "deep": (deep_of[kind] + random.normal(0, noise, (count, 12))).astype(np.float32),
        "shades": (shade_of[colour] + random.normal(0, noise, (count, 8))).astype(np.float32),
    }
    labels = {
        "category": [(KINDS[k],) for k in kind],
        "colour": [(COLOURS[c],) if n % 3 else () for n, c in enumerate(colour)],
        "occasion": [("party", "work") if k < 2 else ("sports",) for k in kind],
        "brand": [("acme",)] * count,
    }
    return [f"p{n}" for n in range(count)], views, labels, [f"title {n}" for n in range(count)]


@pytest.fixture(scope="module")
def taught():
    return teach_labeller(*shop(), seed=3)


def test_new_pictures_get_their_labels(taught):
    _, views, labels, _ = shop(seed=5)
    chances = taught.probabilities(views)
    for kind in ("category", "colour"):
        classes = taught.heads[kind].classes
        right = [
            classes[row] in own
            for row, own in zip(chances[kind].argmax(axis=1), labels[kind], strict=True)
            if own
        ]
        assert np.mean(right) > 0.95


def test_a_colour_is_told_by_its_shades(taught):
    assert taught.heads["colour"].mix.weights["shades"] > 0.4


def test_one_of_each_kind_shares_one_and_several_have_chances_of_their_own(taught):
    chances = taught.probabilities(shop(seed=6)[1])
    np.testing.assert_allclose(chances["category"].sum(axis=1), 1, atol=1e-5)
    occasion = chances["occasion"]
    party, work, sports = (taught.heads["occasion"].classes.index(n) for n in ("party", "work", "sports"))
    assert taught.heads["occasion"].several
    assert occasion[0, party] > 0.8
    assert occasion[0, work] > 0.8
    assert occasion[2, sports] > 0.8


def test_only_pictures_with_a_label_of_the_kind_vote():
    labels = [("red",), (), (), ("blue",)]
    target = target_of(labels, ("blue", "red"))
    known = target.any(axis=1)
    votes = nearest_of(np.array([[0.9, 0.99, 0.98, 0.1]], np.float32)[:, known]).votes(target[known])
    np.testing.assert_allclose(votes, [[0, 1]], atol=1e-4)


def test_a_kind_that_few_pictures_have_is_told_as_surely(taught):
    ids, views, labels, groups = shop(240, noise=1.5)
    labels["category"] = [own if n % 5 == 0 else () for n, own in enumerate(labels["category"])]
    labeller = teach_labeller(ids, views, labels, groups)
    chance = labeller.probabilities(shop(seed=4, noise=1.5)[1])["category"]
    np.testing.assert_allclose(chance.sum(axis=1), 1, atol=1e-4)


def test_a_kind_with_one_value_or_too_few_labels_is_not_taught(taught):
    assert "brand" not in taught.heads
    ids, views, labels, groups = shop(12)
    assert teach_labeller(ids, views, {"category": labels["category"]}, groups).heads == {}


def test_what_the_feed_says_wrongly_does_not_fool_the_unbiased_view():
    ids, views, labels, groups = shop()
    labels["category"][8] = ("bag",)  # it shows a shirt
    labeller = teach_labeller(ids, views, labels, groups)
    one = {name: view[8:9] for name, view in views.items()}
    unbiased = labeller.unbiased(ids[8:9], one)["category"][0]
    assert labeller.heads["category"].classes[unbiased.argmax()] == "shirt"


def test_an_unknown_picture_is_judged_the_same_either_way(taught):
    views = {name: view[:3] for name, view in shop(seed=8)[1].items()}
    for kind, chance in taught.unbiased(["new"] * 3, views).items():
        np.testing.assert_allclose(chance, taught.probabilities(views)[kind])


def test_confidence_is_about_the_share_of_right_answers():
    ids, views, labels, groups = shop(400, noise=2.5)
    labeller = teach_labeller(ids, views, labels, groups)
    _, views, labels, _ = shop(400, seed=1, noise=2.5)
    chance = labeller.probabilities(views)["category"]
    classes = labeller.heads["category"].classes
    right = [classes[c] == own[0] for c, own in zip(chance.argmax(axis=1), labels["category"], strict=True)]
    assert 0.4 < np.mean(right) < 0.95
    assert chance.max(axis=1).mean() == pytest.approx(np.mean(right), abs=0.1)


def test_the_nearest_of_a_taught_picture_is_itself(taught):
    views = {name: view[4:5] for name, view in shop()[1].items()}
    (best, likeness), *rest = taught.nearest(views, 3)[0]
    assert best == "p4"
    assert likeness == pytest.approx(1, abs=1e-5)
    assert len(rest) == 2
    facts = {"category": ("shirt",), "colour": ("blue",), "occasion": ("party", "work"), "brand": ("acme",)}
    assert taught.labels_of("p4") == facts
    assert taught.labels_of("gone") == {}


def test_what_was_saved_is_loaded(taught, tmp_path):
    save_labeller(taught, tmp_path, Eye())
    loaded = load_labeller(tmp_path, Eye())
    views = shop(seed=7)[1]
    for kind, chance in taught.probabilities(views).items():
        np.testing.assert_allclose(loaded.probabilities(views)[kind], chance, atol=0.01)
    assert loaded.labels == taught.labels
    assert loaded.heads.keys() == taught.heads.keys()


def test_an_empty_folder_and_another_eye_are_refused(taught, tmp_path):
    with pytest.raises(NotBuilt):
        load_labeller(tmp_path, Eye())
    save_labeller(taught, tmp_path, Eye())
    with pytest.raises(SpaceMismatch):
        load_labeller(tmp_path, Eye("other"))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_shop_of_a_few_products_gets_a_labeller_too(count, tmp_path):
    ids, views, labels, groups = shop(count)
    labeller = teach_labeller(ids, views, labels, groups)
    assert labeller.probabilities(shop(2)[1]) == {}
    save_labeller(labeller, tmp_path, Eye())
    assert load_labeller(tmp_path, Eye()).ids == labeller.ids


def test_equal_seeds_teach_equal_labellers(taught):
    again = teach_labeller(*shop(), seed=3)
    for kind, head in taught.heads.items():
        np.testing.assert_array_equal(head.dual, again.heads[kind].dual)
