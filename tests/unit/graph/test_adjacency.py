"""Paths found from both ends are those that trying every walk finds, also where hubs make too many."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.core.triple import Triple
from daogou.graph.adjacency import Adjacency
from daogou.graph.stores import ROLE

RELATIONS = ("bought", "has")


def adjacency_of(facts):
    """facts: {(head number, relation number, tail number): confidence}, of nodes n:0 to n:6."""
    rows = sorted(facts)
    columns = [np.array([row[i] for row in rows], np.int32) for i in range(3)]
    sure = np.array([facts[row] for row in rows], np.float64)
    return Adjacency([f"n:{i}" for i in range(7)], RELATIONS, *columns, sure)


def by_trying(facts, start, end, length, limit, tmp_path):
    store = ROLE.open("memory").open(tmp_path)
    store.upsert((), [Triple(f"n:{h}", RELATIONS[r], f"n:{t}", c, "s") for (h, r, t), c in facts.items()])
    found = store.paths(f"n:{start}", f"n:{end}", max_length=length, limit=limit)
    return [(list(path.nodes), [fact.key for fact in path.facts]) for path in found]


def named(of, found):
    def key(number):
        return of.names[of.head[number]], of.relations[of.relation[number]], of.names[of.tail[number]]

    return [([of.names[node] for node in nodes], [key(fact) for fact in facts]) for nodes, facts in found]


facts = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 1), st.integers(0, 6)).filter(lambda f: f[0] != f[2]),
    st.sampled_from((0.25, 0.5, 1.0)),
    min_size=1,
    max_size=16,
)


@given(facts=facts, end=st.integers(1, 6), length=st.integers(1, 4), limit=st.integers(1, 6))
@settings(max_examples=150)
def test_the_paths_are_those_of_trying_every_walk(facts, end, length, limit, tmp_path_factory):
    of = adjacency_of(facts)
    found = of.paths("n:0", f"n:{end}", max_length=length, limit=limit)
    expected = by_trying(facts, 0, end, length, limit, tmp_path_factory.mktemp("m"))
    assert named(of, found) == expected


@given(facts=facts, end=st.integers(1, 6), length=st.integers(3, 4))
@settings(max_examples=100)
def test_they_are_too_where_there_are_more_pairs_than_can_be_held(facts, end, length, tmp_path_factory):
    of = replace(adjacency_of(facts), most_pairs=2)
    found = of.paths("n:0", f"n:{end}", max_length=length, limit=3)
    assert named(of, found) == by_trying(facts, 0, end, length, 3, tmp_path_factory.mktemp("m"))


def test_only_the_allowed_relations_are_walked():
    of = adjacency_of({(0, 0, 1): 1.0, (1, 1, 2): 1.0, (0, 1, 3): 0.5, (3, 1, 2): 0.5})
    found = of.paths("n:0", "n:2", max_length=3, limit=5, relations=["has"])
    assert [nodes for nodes, _ in found] == [[0, 3, 2]]
    assert of.paths("n:0", "n:9", max_length=3, limit=5) == []


@pytest.mark.parametrize("most", [1, 2, 5])
def test_around_gives_the_surest_facts_first(most):
    of = adjacency_of({(0, 0, 1): 0.5, (2, 0, 0): 1.0, (0, 1, 3): 0.5, (4, 0, 5): 1.0})
    assert [float(of.confidence[fact]) for fact in of.around(["n:0", "n:9"], most)] == [1.0, 0.5, 0.5][:most]
