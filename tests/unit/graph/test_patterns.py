"""Patterns and queries from outside are understood, or refused by name."""

import pytest

from daogou.core.errors import BadQuery
from daogou.core.triple import Triple
from daogou.graph.cypher import check_reading
from daogou.graph.patterns import parse_patterns
from daogou.graph.stores import ROLE

TRIPLES = (
    Triple("product:1", "made_of", "material:cashmere", 0.9, "feed"),
    Triple("product:2", "made_of", "material:wool", 0.4, "feed"),
    Triple("material:cashmere", "broader", "material:wool", 1.0, "ontology"),
    Triple("product:1", "made_by", "brand:a, b", 1.0, "feed"),
)


@pytest.fixture
def store(tmp_path):
    store = ROLE.open("memory").open(tmp_path)
    store.upsert((), TRIPLES)
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?p made_of ?m, ?m broader material:wool", [{"p": "product:1", "m": "material:cashmere"}]),
        ("?p made_of >= 0.5 ?m", [{"p": "product:1", "m": "material:cashmere"}]),
        ('?p made_by "brand:a, b"', [{"p": "product:1"}]),
        (
            "?p made_of ?m, ?q made_of ?n, ?p != ?q, ?n broader ?m",
            [{"p": "product:2", "m": "material:wool", "q": "product:1", "n": "material:cashmere"}],
        ),
        ("product:2 made_of material:wool", [{}]),
        ("?x broader ?x", []),
    ],
)
def test_a_pattern_finds_what_fits(store, text, expected):
    assert store.query(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("?p made_of", "no pattern"),
        ("?p Made_Of ?m", "no relation"),
        ("p made_of ?m", "neither a"),
        ("?p made_of >= 2 ?m", "no confidence"),
        ("?p made_of $m", r"No value for \$m"),
        ('?p made_of "material:x', "Cannot read"),
        ("?p made_of ?m, ?q != ?p", r"\?q is in no pattern"),
        ("", "no pattern"),
    ],
)
def test_what_is_no_pattern_is_named(text, message):
    with pytest.raises(BadQuery, match=message):
        parse_patterns(text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (e:Entity) WHERE e.label_en = 'CREATE; DROP' RETURN e.id",
        "MATCH (e) // DELETE nothing\nRETURN e.set, e.`delete` LIMIT 3;",
        "UNWIND $ids AS i MATCH (e {id: i}) RETURN e",
    ],
)
def test_a_query_that_only_reads_may_pass(text):
    check_reading(text, {"ids": []})


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (e) SET e.x = 1",
        "match (e) detach delete e",
        "MATCH (e) RETURN e; DROP TABLE Entity",
        "CALL show_tables() RETURN *",
        "LOAD FROM '/etc/passwd' RETURN *",
        "COPY (MATCH (e) RETURN e) TO 'x.csv'",
        "MATCH (e) CALL { CREATE (:X) } RETURN e",
        "/* */ INSTALL httpfs",
        "MATCH (e) WHERE e.id = $id RETURN e",
    ],
)
def test_a_query_that_does_more_is_refused(text):
    with pytest.raises(BadQuery):
        check_reading(text, {})
