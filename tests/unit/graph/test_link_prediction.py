"""Missing facts of a shop in which what is missing is known."""

import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.core.triple import Triple
from daogou.graph.calibration import Platt
from daogou.graph.embedding import Embedding, Model
from daogou.graph.lesson import Lesson, lesson_of
from daogou.graph.link_prediction import LinkPredictor, load_link_predictor, ranges_of

PAIRS = [("linen", "summer"), ("wool", "winter")]


def facts():
    """Linen is for summer and wool for winter; of products 0 and 1 the season is missing."""
    stated = []
    for number in range(12):
        material, season = PAIRS[number % 2]
        stated.append((f"product:{number}", "made_of", f"material:{material}"))
        if number > 1:
            stated.append((f"product:{number}", "for_season", f"season:{season}"))
    return stated


def by_hand() -> LinkPredictor:
    """One number per entity: +1 goes with linen and summer, -1 with wool and winter."""
    lesson = lesson_of(Triple(*fact) for fact in facts())
    sign = {"linen": 1, "summer": 1, "wool": -1, "winter": -1}
    rows = [
        sign.get(name.split(":")[1], 1 - 2 * (int(name.split(":")[1]) % 2) if "product" in name else 0)
        for name in lesson.entities
    ]
    entities = np.array(rows, np.float32)[:, None] * 2
    relations = np.ones((2 * len(lesson.relations), 1), np.float32)
    embedding = Embedding(
        Model("distmult", {"dim": 1}), lesson.entities, lesson.relations, entities, relations
    )
    return LinkPredictor(embedding, lesson, {"": Platt(1.0, 0.0)})


def test_the_missing_facts_are_proposed_and_only_those():
    proposals = by_hand().propose(at_least=0.9)
    assert {p.fact for p in proposals} == {
        ("product:0", "for_season", "season:summer"),
        ("product:1", "for_season", "season:winter"),
    }


def test_a_confidence_is_the_softmax_among_the_candidates_through_the_calibration():
    """Scores are 2 * 2 = 4 for summer and -4 for winter, so the log-odds are 8."""
    best, second = by_hand().complete("product:0", "for_season")
    assert (best.tail, second.tail) == ("season:summer", "season:winter")
    assert best.confidence == pytest.approx(1 / (1 + np.exp(-8)), rel=1e-5)
    doubtful = LinkPredictor(
        by_hand().embedding, by_hand().lesson, {"": Platt(1, 0), "for_season": Platt(0.25, -1)}
    )
    assert doubtful.complete("product:0", "for_season")[0].confidence == pytest.approx(1 / (1 + np.exp(-1)))


def test_a_proposal_says_why_in_the_graphs_own_facts():
    because = by_hand().complete("product:0", "for_season")[0].because
    assert because.regularities[0].given == ("made_of", "material:linen")
    assert (because.regularities[0].holding, because.regularities[0].of) == (5, 5)
    assert because.alike[0].shared == (("made_of", "material:linen"),)


def test_candidates_are_of_the_kinds_that_the_relation_leads_to():
    tails = {p.tail for p in by_hand().complete("product:0", "for_season", limit=50)}
    assert tails == {"season:summer", "season:winter"}


def test_what_was_decided_is_not_proposed_again():
    decided = {("product:0", "for_season", "season:summer")}
    assert [p.head for p in by_hand().propose(at_least=0.9, decided=decided)] == ["product:1"]
    assert [p.tail for p in by_hand().complete("product:0", "for_season", decided=decided)] == [
        "season:winter"
    ]


def test_what_is_known_is_not_proposed():
    assert [p.tail for p in by_hand().complete("product:2", "for_season")] == ["season:winter"]


def test_proposals_may_be_of_some_heads_and_relations():
    predictor = by_hand()
    assert predictor.propose(["made_of"], at_least=0.9) == []
    assert [p.head for p in predictor.propose(["for_season"], heads=["product:1"], at_least=0.9)] == [
        "product:1"
    ]
    assert len(predictor.propose(at_least=0.0, per_question=5, limit=3)) == 3


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(NotFound, match="product:99"):
        by_hand().complete("product:99", "for_season")
    with pytest.raises(NotFound) as error:
        by_hand().propose(["for_seasons"])
    assert "for_season" in error.value.hint


def test_a_thing_is_not_proposed_as_related_to_itself():
    lesson = Lesson(("p:0", "p:1", "p:2"), ("like",), np.array([(0, 0, 1), (1, 0, 2)]))
    rows = np.ones((3, 1), np.float32)
    predictor = LinkPredictor(
        Embedding(Model("distmult", {"dim": 1}), lesson.entities, ("like",), rows, rows[:2]),
        lesson,
        {"": Platt(1, 0)},
    )
    proposed = predictor.propose(at_least=0.0, per_question=9)
    assert {p.fact for p in proposed} == {
        (f"p:{h}", "like", f"p:{t}") for h in range(3) for t in range(3) if h != t
    } - {("p:0", "like", "p:1"), ("p:1", "like", "p:2")}


def test_what_was_saved_answers_alike_and_knows_what_the_graph_says_now(tmp_path):
    predictor = by_hand()
    predictor.save(tmp_path)
    loaded = load_link_predictor(tmp_path, facts())
    assert loaded.propose(at_least=0.9) == predictor.propose(at_least=0.9)
    told = [
        *facts(),
        ("product:0", "for_season", "season:summer"),
        ("product:new", "made_of", "material:linen"),
    ]
    later = load_link_predictor(tmp_path, told)
    assert [p.head for p in later.propose(at_least=0.9)] == ["product:1"]


def test_a_graph_that_lost_a_relation_proposes_nothing_of_it(tmp_path):
    by_hand().save(tmp_path)
    loaded = load_link_predictor(tmp_path, [fact for fact in facts() if fact[1] == "made_of"])
    assert loaded.complete("product:0", "for_season") == []


def test_ranges_are_kinds_not_single_entities():
    lesson = lesson_of([Triple("product:1", "r", "colour:red"), Triple("product:2", "q", "colour:blue")])
    ranges = ranges_of(lesson)
    relation = lesson.relations.index("r")
    assert [lesson.entities[row] for row in ranges.tails[relation]] == ["colour:blue", "colour:red"]
    assert [lesson.entities[row] for row in ranges.heads[relation]] == ["product:1", "product:2"]
