"""How parts are put together, by hand, and that what should be believed comes to be believed."""

from collections.abc import Sequence

import numpy as np
import pytest

from daogou.core.errors import BadOption, UnknownBackend
from daogou.core.progress import SILENT
from daogou.recommend.blend import Blend
from daogou.recommend.evidence import Evidence
from daogou.recommend.held_out import HeldOut, last_acts
from daogou.recommend.history import History
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE
from daogou.recommend.weighing import known_of, read_rows
from daogou.recommend.weighing_training import (
    _loss,
    examples_of,
    gains,
    learnt,
    only,
    preferred,
    start,
    unlearnt,
)

DAY_S = 86400.0


def history(items, weights=None, times=None) -> History:
    rows = np.array(items, dtype=np.int64)
    said = np.ones(len(rows)) if weights is None else np.array(weights)
    when = np.zeros(len(rows)) if times is None else np.array(times, dtype=np.float64)
    return History(rows, said.astype(np.float32), when)


class Fixed:
    """Gives the row of a history's last product."""

    def __init__(self, table) -> None:
        self.table = np.array(table, np.float32)

    def scores(self, histories: Sequence[History]):
        silent = np.zeros(self.table.shape[1], np.float32)
        return np.stack([self.table[h.items[-1]] if len(h) else silent for h in histories])

    def similar(self, product):
        row = np.maximum(self.table[product], 0)
        row[product] = 0
        return row

    def explain(self, history, product):
        return (Evidence("neighbour", float(self.table[history.items[-1], product]), int(history.items[-1])),)

    def save(self, folder):
        raise AssertionError


# Last acts -------------------------------------------------------------------------------------------


def test_the_last_new_product_and_all_after_it_are_held_out():
    shoppers = [history([4, 5, 4, 6, 5]), history([1, 1]), history([2]), history([]), history([7, 8])]
    held = last_acts(Lesson(interactions_of(shoppers, 9)), 10, np.random.default_rng(0))
    assert held.wanted.tolist() == [6, 8]
    assert [one.items.tolist() for one in held.histories] == [[4, 5, 4], [7]]
    left = [one.items.tolist() for one in held.lesson.interactions]
    assert left == [[4, 5, 4], [1, 1], [2], [], [7]]


def test_what_was_sent_back_is_not_wanted():
    shoppers = [history([3, 4, 5, 5], [1, 1, 1, -2])]
    held = last_acts(Lesson(interactions_of(shoppers, 6)), 10, np.random.default_rng(0))
    assert held.wanted.tolist() == [4]


def test_no_more_shoppers_are_asked_than_wanted():
    shoppers = [history([1, 2]) for _ in range(20)]
    assert len(last_acts(Lesson(interactions_of(shoppers, 3)), 7, np.random.default_rng(0))) == 7


def test_of_few_shoppers_several_products_are_held_out_but_a_fifth_at_most():
    shoppers = [history(range(1, 12)), history(range(3))]
    held = last_acts(Lesson(interactions_of(shoppers, 12)), 100, np.random.default_rng(0))
    assert held.wanted.tolist() == [10, 11, 2]
    assert [len(one) for one in held.histories] == [9, 9, 2]


# Weighing --------------------------------------------------------------------------------------------


def test_rows_are_measured_in_their_own_spread():
    """Of 0 0 0 4 the spread is sqrt(3), the root mean square 2."""
    reading = read_rows([np.array([[0, 0, 0, 4]], np.float32)])
    np.testing.assert_allclose(reading.scaled[0, 0], [0, 0, 0, 4 / 3**0.5], rtol=1e-6)
    np.testing.assert_allclose(reading.spread, [[3**0.5]], rtol=1e-6)
    np.testing.assert_allclose(reading.strength, [[2]])
    np.testing.assert_allclose(reading.peak, [[np.log(1 + 4 / 3**0.5)]], rtol=1e-6)


def test_a_row_all_alike_is_silent():
    for value in (0.0, 0.1):
        reading = read_rows([np.full((1, 7), value, np.float32)])
        assert not reading.scaled.any()
        assert not unlearnt(np.zeros(1), 0.0).weights(known_of([history([0])], 0.0), reading).any()


def test_what_is_known_of_a_shopper():
    """Three liked acts on two products, the last four days before the newest; the dislike says nothing."""
    shopper = history([1, 2, 1, 3], [1, 1, 1, -1], [DAY_S, 2 * DAY_S, 6 * DAY_S, 9 * DAY_S])
    known = known_of([shopper, history([])], 10 * DAY_S)
    np.testing.assert_allclose(known, [[np.log(4), 2 / 3, np.log(5)], [0, 1, 0]], rtol=1e-6)


def test_a_shopper_of_whom_one_part_is_silent_hears_the_other():
    table = np.array([[0, 1, 2], [0, 0, 0]], np.float32)
    other = np.array([[0, 2, 1], [0, 2, 1]], np.float32)
    blend = Blend(["first", "second"], [Fixed(table), Fixed(other)], unlearnt(np.zeros(2), 0.0))
    assert blend.shares(history([1])) == {"first": 0.0, "second": 1.0}
    assert blend.shares(history([0])) == {"first": 0.5, "second": 0.5}
    assert blend.scores([history([1])])[0].argmax() == 1


def test_evidence_is_scaled_to_what_the_part_gives_to_the_score():
    part = Fixed([[0, 3, 0], [0, 0, 0], [0, 0, 0]])
    blend = Blend(["only"], [part], unlearnt(np.zeros(1), 0.0))
    (one,) = blend.explain(history([0]), 1)
    assert one.product == 0
    assert one.weight == pytest.approx(float(blend.scores([history([0])])[0, 1]), rel=1e-5)


def test_evidence_that_speaks_against_the_whole_score_is_not_named():
    """Without product 0 the second part has much more to say for product 2."""
    first = Fixed([[0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0] * 4])
    second = Fixed([[0, 0, 0, 0.1], [0, 0, 9, 0], [0, 0, 0, 0], [0] * 4])
    blend = Blend(["first", "second"], [first, second], unlearnt(np.zeros(2), 0.0))
    assert blend.explain(history([1, 0]), 2) == ()


def test_what_was_found_out_for_one_product_changes_nothing_for_another():
    table = np.random.default_rng(0).random((6, 6))
    first, second = history([1, 2, 3]), history([4, 1])
    used = Blend(["only"], [Fixed(table)], unlearnt(np.zeros(1), 0.0))
    for asked in (first, first, second, first):
        for product in (0, 5):
            fresh = Blend(["only"], [Fixed(table)], unlearnt(np.zeros(1), 0.0))
            assert used.explain(asked, product) == fresh.explain(asked, product)


# Learning ---------------------------------------------------------------------------------------------


def world(random, n=400, n_products=40):
    """What a shopper wants is told by the first part if they did little, by the second if they did much."""
    wanted = random.integers(20, n_products, n)
    histories = [history(random.integers(0, 20, size=1 if i % 2 else 12)) for i in range(n)]
    says = random.normal(0, 0.5, (2, n, n_products)).astype(np.float32)
    for i in range(n):
        says[0 if i % 2 else 1, i, wanted[i]] += 3
    place = {id(one): i for i, one in enumerate(histories)}

    class Told(Fixed):
        def __init__(self, rows):
            self.rows = rows

        def scores(self, asked):
            return self.rows[[place[id(one)] for one in asked]]

    held = HeldOut(Lesson(interactions_of(histories, n_products)), histories, wanted)
    return [Told(rows) for rows in says], held


def test_each_shopper_comes_to_hear_the_part_that_knows_them():
    random = np.random.default_rng(4)
    parts, held = world(random)
    learning, judging = held.part(np.arange(300)), held.part(np.arange(300, 400))
    examples = examples_of(parts, learning, 0.0, random, SILENT)
    begin = start(examples, 0.0)
    choices = [only(begin, 0), only(begin, 1), *(learnt(examples, begin, personal=p) for p in (False, True))]
    found = gains(parts, judging, choices, SILENT)
    assert found.mean(axis=1).argmax() == 3
    assert preferred(found, [range(2), [2], [3]]) == 3
    weights = choices[3].weights(
        known_of(held.histories, 0.0), read_rows([part.scores(held.histories) for part in parts])
    )
    few = np.arange(400) % 2 == 1
    assert np.median(weights[few, 0] / weights[few, 1]) > 2
    assert np.median(weights[~few, 1] / weights[~few, 0]) > 2


@pytest.mark.parametrize("part", [0, 1])
def test_the_gradient_is_that_of_the_loss(part):
    random = np.random.default_rng(2)
    parts, held = world(random, n=20)
    examples = examples_of(parts, held, 0.0, random, SILENT)
    begin = start(examples, 0.0)
    _, towards = _loss(examples, begin)
    for step in (1e-4,):
        moved = [learnt_at(begin, part, sign * step) for sign in (1, -1)]
        slope = (_loss(examples, moved[0])[0] - _loss(examples, moved[1])[0]) / (2 * step)
        assert towards[:, part].sum() == pytest.approx(slope, rel=1e-3)


def learnt_at(begin, part, step):
    always = begin.always.copy()
    always[part] += step
    return type(begin)(**{**vars(begin), "always": always})


def test_the_preferred_weighing_is_taken_unless_it_is_clearly_worse():
    clearly = np.array([[0.0, 0, 0, 0], [1.0, 1, 1, 0.9]])
    hardly = np.array([[0.0, 1, 0, 1], [1.0, 0, 0, 1.1]])
    assert preferred(clearly, [[0], [1]]) == 1
    assert preferred(hardly, [[0], [1]]) == 0


# Parts ------------------------------------------------------------------------------------------------


def test_parts_are_opened_with_their_options():
    with pytest.raises(BadOption, match="l3"):
        ROLE.open("hybrid", {"parts": ["ease: l3 = 1.0"]})
    with pytest.raises(UnknownBackend):
        ROLE.open("hybrid", {"parts": ["eeze"]})
    assert ROLE.open("hybrid", {"parts": ["popularity", "ease: l2 = 1.0, kept = 5"]})


@pytest.mark.parametrize("parts", [[], ["hybrid"], ["ease", "ease: l2 = 1.0"], ["ease: l2 1"]])
def test_parts_that_cannot_be_put_together_are_refused(parts):
    with pytest.raises(BadOption, match="parts"):
        ROLE.open("hybrid", {"parts": parts})


def test_candidates_count_once_and_never_what_the_shopper_has():
    table = np.tile(np.arange(300, dtype=np.float32), (300, 1))  # the last products are the best for all
    parts = [Fixed(table), Fixed(table)]
    asked = history([299, 298, 0])
    held = HeldOut(Lesson(interactions_of([asked], 300)), [asked], np.array([290]))
    examples = examples_of(parts, held, 0.0, np.random.default_rng(0), SILENT)
    scaled = examples.candidates[0, 0, examples.there[0]]
    unit = scaled[0] / 290  # the wanted product is the first
    products = np.rint(scaled / unit).astype(int).tolist()
    assert products[0] == 290
    assert len(products) == len(set(products))
    assert not set(products) & {0, 298, 299}
    assert set(range(200, 298)) <= set(products)
