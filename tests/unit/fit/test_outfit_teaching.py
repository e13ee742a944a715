import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.optimize import check_grad

from daogou.core.errors import BadInput
from daogou.core.event import Event
from daogou.fit.outfits import teaching
from daogou.fit.outfits.features import Evidence, families_of
from daogou.fit.outfits.knowledge import knowledge
from daogou.fit.outfits.maker import Demands, OutfitMaker
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.taste import DEFAULT, Taste, taste_from
from daogou.fit.outfits.teaching import taught, taught_from
from daogou.fit.outfits.together import Together, baskets, together, value_lifts
from daogou.graph.rules.book import rule_book

from .outfit_shop import shop

FAMILIES = families_of(knowledge(rule_book().known))
STYLES = ("vintage", "sporty", "elegant")
SLOTS = {"top": "shirt", "bottom": "jeans", "shoes": "sneakers"}


def pool():
    """Of each style four of each slot, alike in everything else."""
    return [
        Piece(f"{style}-{slot}-{nth}", {"en": ""}, slot, (kind,), ("blue",), styles=(style,))
        for style in STYLES
        for slot, kind in SLOTS.items()
        for nth in range(4)
    ]


def worn(count, random):
    """Vintage is worn with sporty, elegant with itself: no rule of dress says so."""
    pieces = {piece.id: piece for piece in pool()}
    for number in range(count):
        kept = number % 2
        styles = ("elegant",) * 3 if kept else random.permutation(["vintage", "sporty", "vintage"])
        chosen = zip(styles, SLOTS, strict=True)
        yield [pieces[f"{style}-{slot}-{random.integers(4)}"] for style, slot in chosen]


@pytest.fixture(scope="module")
def learnt():
    outfits = list(worn(120, np.random.default_rng(1)))
    return taught(outfits, [f"p{n // 2}" for n in range(len(outfits))], FAMILIES, pool(), seed=3)


def test_what_people_wear_together_is_learnt_against_the_rules(learnt):
    scoring = Scoring(FAMILIES, learnt.taste, learnt.evidence)
    pieces = {piece.id: piece for piece in pool()}
    vintage, sporty, elegant = (pieces[f"{style}-top-0"] for style in STYLES)
    jeans = [pieces["vintage-bottom-1"]]
    beside = scoring.across([vintage, sporty, elegant], jeans)[:, 0]
    assert beside[1] > beside[2]
    assert beside[1] > scoring.across([sporty], [pieces["elegant-bottom-1"]])[0, 0]
    untaught = Scoring(FAMILIES, Taste(), Evidence())
    assert untaught.across([vintage], jeans)[0, 0] > untaught.across([sporty], jeans)[0, 0]


def test_learning_is_the_same_each_time(learnt):
    outfits = list(worn(120, np.random.default_rng(1)))
    again = taught(outfits, [f"p{n // 2}" for n in range(len(outfits))], FAMILIES, pool(), seed=3)
    assert again.taste == learnt.taste


def test_weights_of_what_is_asked_for_stay_as_they_are(learnt):
    assert learnt.taste.weights["occasion.asked"] == DEFAULT["occasion.asked"]


def test_counts_are_not_trusted_where_they_only_know_the_answer():
    """Outfits by chance: what was worn with what tells nothing, so lifts may not weigh much."""
    random, pieces = np.random.default_rng(4), pool()
    by_slot = {slot: [piece for piece in pieces if piece.slot == slot] for slot in SLOTS}
    outfits = [[of[random.integers(len(of))] for of in by_slot.values()] for _ in range(150)]
    lesson = taught(outfits, [f"p{n}" for n in range(150)], FAMILIES, pieces)
    assert lesson.taste.weights["together.lift"] < DEFAULT["together.lift"] / 2


def test_a_taste_survives_json(learnt):
    assert taste_from(json.loads(json.dumps(learnt.taste.as_dict()))) == learnt.taste
    with pytest.raises(BadInput, match="no taste"):
        taste_from({"weights": 3})


def test_a_whole_lesson_survives_json(learnt):
    again = taught_from(json.loads(json.dumps(learnt.as_dict())))
    assert again.taste == learnt.taste
    assert again.evidence.together == learnt.evidence.together
    assert again.evidence.popularity == learnt.evidence.popularity


def test_a_maker_learns_from_what_was_worn_by_id():
    maker = shop()
    skirt, jeans = (
        ["black-skirt", "white-blouse", "white-sneakers"],
        ["blue-jeans", "green-blouse", "black-heels"],
    )
    lesson = maker.teach([(f"p{n}", skirt if n % 2 else jeans) for n in range(40)])
    again = shop(taste=lesson.taste, evidence=lesson.evidence)
    shoes = Demands(slots=("shoes",))
    (outfit,) = again.complete(["black-skirt", "white-blouse"], demands=shoes, k=1)
    assert [one.piece.id for one in outfit.new] == ["white-sneakers"]
    assert lesson.evidence.together.count("black-skirt", "white-sneakers") == 20


def test_two_things_for_one_slot_are_not_worn_together():
    lesson = shop().teach([("p", ["black-skirt", "blue-jeans", "black-heels", "unknown"])] * 20)
    assert lesson.evidence.together.each == {"black-skirt": 20, "black-heels": 20}


def bought(shopper, product_id, hour, kind="buy"):
    at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hour)
    return Event(f"{shopper}-{product_id}-{hour}", shopper, kind, product_id, at)


def test_a_basket_is_what_one_shopper_buys_within_a_day():
    events = [
        bought("a", "shoes", 0),
        bought("a", "skirt", 20),
        bought("b", "bag", 21),
        bought("a", "hat", 50),
        bought("a", "belt", 60),
        bought("a", "belt", 61),
        bought("a", "scarf", 61, "view"),
    ]
    assert baskets(events) == [("a", ("shoes", "skirt")), ("a", ("hat", "belt"))]


def test_too_little_to_learn_from_is_said():
    few = list(worn(5, np.random.default_rng(1)))
    with pytest.raises(BadInput, match="5 outfits"):
        taught(few, ["p"] * 5, FAMILIES, pool())


def test_a_taught_maker_opens_with_what_was_learnt(learnt):
    maker = OutfitMaker([], taste=learnt.taste, evidence=learnt.evidence)
    pieces = {piece.id: piece for piece in pool()}
    mixed = [pieces["vintage-top-0"], pieces["sporty-bottom-0"]]
    assert maker.score(mixed) > OutfitMaker([]).score(mixed)


def test_the_gradient_is_that_of_the_loss():
    """Against finite differences: the fit stands where the loss is lowest."""
    random = np.random.default_rng(0)
    choices, prior = random.normal(size=(30, 4, 3)), np.array([0.5, 0.0, -0.5])

    def loss(weights):
        logits = choices @ weights
        likely = logits[:, 0] - np.log(np.exp(logits).sum(axis=1))
        return -likely.mean() + 0.01 * ((weights - prior) ** 2).sum()

    best = teaching._fitted(choices, prior, 0.01)
    nearby = [loss(best + step) for step in 0.01 * np.vstack([np.eye(3), -np.eye(3)])]
    assert all(loss(best) < value for value in nearby)
    assert check_grad(loss, lambda weights: np.zeros(3), best) == pytest.approx(0, abs=1e-4)


def test_counts_by_hand():
    counts = together([["a", "b"], ["a", "b", "b"], ["a", "c"], ["d"]])
    assert counts == Together({("a", "b"): 2, ("a", "c"): 1}, {"a": 3, "b": 2, "c": 1, "d": 1}, 4)
    # a and b: 2 seen, 3 * 2 / 4 = 1.5 expected, one added to both; full at 2
    assert counts.lift("b", "a") == pytest.approx(np.log(3 / 2.5) / 2)
    assert counts.lift("b", "c") == pytest.approx(np.log(1 / (0.5 + 1)) / 2)
    assert counts.lift("a", "never seen") == 0


def test_lifts_of_values_by_hand():
    style = next(family for family in FAMILIES if family.name == "style")
    one, two, three = (Piece(s, {}, "top", styles=(s,)) for s in ("x", "y", "z"))
    table = value_lifts(style, [[one, two], [one, two], [three, three]], shrink=1.0)
    # six ends of pairs: x, y and z twice each; x beside y twice from each end, expected 2 * 2 / 6
    assert table["x"]["y"] == table["y"]["x"] == pytest.approx(np.log(3 / (4 / 6 + 1)) / 2, abs=1e-4)
    assert table["x"]["x"] == pytest.approx(np.log(1 / (4 / 6 + 1)) / 2, abs=1e-4)
    assert table["z"]["z"] == pytest.approx(np.log(3 / (4 / 6 + 1)) / 2, abs=1e-4)
