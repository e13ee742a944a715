from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from daogou.sources.demo.design import designs
from daogou.sources.demo.wardrobes import SLOTS, hidden_liking, palette_of, wardrobes


@pytest.fixture(scope="module")
def drawn():
    return list(designs(320, 7))


@pytest.fixture(scope="module")
def people(drawn):
    return list(wardrobes(drawn, 5, 60))


def test_the_same_seed_gives_the_same_wardrobes_and_another_seed_others(drawn, people):
    assert list(wardrobes(drawn, 5, 60)) == people
    assert list(wardrobes(drawn, 5, 10)) == people[:10]
    assert list(wardrobes(drawn, 6, 10)) != people[:10]


def test_an_outfit_covers_top_and_bottom_once_and_has_shoes(drawn, people):
    slot_of = {one.id: slot for one in drawn for slot, kinds in SLOTS.items() if one.category in kinds}
    for person in people:
        assert 2 <= len(person.outfits) <= 5
        for outfit in person.outfits:
            slots = [slot_of[one] for one in outfit]
            assert len(slots) == len(set(slots))
            assert {"dress"} <= set(slots) or {"top", "bottom"} <= set(slots)
            assert "shoes" in slots


def test_everybody_wears_what_is_for_them(drawn, people):
    audience = {one.id: one.audience for one in drawn}
    for person in people:
        worn = {audience[one] for outfit in person.outfits for one in outfit}
        assert worn <= {person.audience, "unisex"}


def test_people_wear_what_they_own_again(people):
    again = sum(any(set(a) & set(b) for a, b in combinations(one.outfits, 2)) for one in people)
    assert again > len(people) / 2


def test_what_is_worn_is_what_is_liked(drawn, people):
    """Chosen pieces rank high among what the person could wear: by the hidden liking, not by chance."""
    liking = hidden_liking(drawn, 5, [one.person_id for one in people])
    row = {one.id: place for place, one in enumerate(drawn)}
    ranks = []
    for person, liked in zip(people, liking, strict=True):
        own = np.flatnonzero(np.isfinite(liked))
        ranks += [(liked[own] < liked[row[one]]).mean() for outfit in person.outfits for one in outfit]
    assert np.mean(ranks) > 0.65  # by chance .5; slot, season and purpose come before liking


def test_some_products_are_worn_much_more_than_others(people):
    worn = Counter(one for person in people for outfit in person.outfits for one in outfit)
    counts = sorted(worn.values(), reverse=True)
    assert sum(counts[: len(counts) // 5]) > sum(counts) / 3


def test_palettes_tell_warm_from_cool_and_deep_from_light():
    assert palette_of("orange")[0] > 0 > palette_of("blue")[0]
    assert palette_of("white")[1] > 0 > palette_of("black")[1]
    assert palette_of("red")[2] > palette_of("grey")[2]
