"""What `neo4j-admin database import` would make of the files, by its manual's rules, read without our code.

The rules: a field that begins with a quote ends with one, two quotes in it are one, a backslash is one; with
--multiline-fields it may hold line ends; any line end outside quotes ends the row; an empty field without
quotes is no property, "" is an empty text. A header field is NAME:TYPE; no type is a text; TYPE[] is an array
parted by semicolons; :ID, :START_ID and :END_ID may name an id space in brackets, and a relationship finds
its ends in the space that it names; every id is there once.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.entity import Entity
from daogou.core.triple import Triple
from daogou.graph.exchange import ROLE

HEADER = re.compile(r"(?P<name>[^:]*)(?::(?P<type>[A-Za-z_]+)(?P<array>\[\])?(?:\((?P<space>[^)]*)\))?)?")
NUMBERS = {"int": int, "long": int, "short": int, "byte": int, "float": float, "double": float}
VALUES = NUMBERS | {"string": str, "boolean": lambda text: text == "true"}
ENDS = {"START_ID", "END_ID"}


def rows_of(text):
    """Rows of fields; None for an empty field without quotes."""
    rows, row, at = [], [], 0
    while at < len(text):
        if text[at] == '"':
            field, at = "", at + 1
            while text[at] != '"' or text[at : at + 2] == '""':
                step = 2 if text[at] == '"' else 1
                field, at = field + text[at], at + step
            at += 1
            assert text[at : at + 1] in (",", "\n", "\r", ""), "a closing quote ends the field"
        else:
            end = re.compile(r"[,\r\n]|\Z").search(text, at).start()
            field, at = text[at:end] or None, end
            assert '"' not in (field or ""), "a quote inside a field without quotes"
        row.append(field)
        if text[at : at + 1] != ",":
            rows.append(row)
            row, at = [], at + (2 if text[at : at + 2] == "\r\n" else 1)
        else:
            at += 1
    return rows


def typed(text, form):
    kind = VALUES[form["type"] or "string"]
    return [kind(part) for part in text.split(";")] if form["array"] else kind(text)


def imported(nodes_csv, relationships_csv):
    """((space, id) -> (labels, properties), [(start, type, end, properties)])."""
    nodes, relationships = {}, []
    for special, properties in records(nodes_csv):
        key = special["ID"]
        assert key not in nodes, "an id is there once"
        nodes[key] = set((special.get("LABEL") or "").split(";")), properties
    for special, properties in records(relationships_csv):
        assert {special[end] for end in ENDS} <= set(nodes), "a relationship joins nodes that are there"
        relationships.append((special["START_ID"], special["TYPE"], special["END_ID"], properties))
    return nodes, relationships


def records(file):
    header, *rows = rows_of(file.read_bytes().decode("utf-8"))
    forms = [HEADER.fullmatch(field).groupdict() for field in header]
    for row in rows:
        assert len(row) == len(forms), "as many fields as the header"
        special, properties = {}, {}
        for text, form in zip(row, forms, strict=True):
            if form["type"] == "ID" or form["type"] in ENDS:
                special[form["type"]] = form["space"], text
                if form["name"]:
                    properties[form["name"]] = text
            elif form["type"] in ("LABEL", "TYPE"):
                special[form["type"]] = text
            elif text is not None:
                properties[form["name"]] = typed(text, form)
        yield special, properties


def brought(folder, entities, triples):
    return imported(*ROLE.open("neo4j_csv").write(folder, entities, triples))


ODD = 'Say "no"; or,\nnot\r\nat all\rhere \\" \t'


def test_names_with_quotes_semicolons_and_line_ends_arrive_as_they_were(tmp_path):
    odd = Entity(f"brand:{ODD}", "brand", {"en": ODD, "zh": ""})
    nodes, facts = brought(
        tmp_path,
        [odd, Entity("product:1", "product", {"zh": "大衣"})],
        [Triple("product:1", "made_by", odd.id, 0.25, 'text:"titles"; en\\', (0, 4))],
    )
    labels, properties = nodes[None, f"brand:{ODD}"]
    assert labels == {"Entity"}
    assert properties["label_en"] == ODD
    assert properties["kind"] == "brand"
    assert properties["names_length"] == len(properties["names"])
    ((start, kind, end, said),) = facts
    assert (start[1], kind, end[1]) == ("product:1", "Fact", odd.id)
    assert (said["relation"], said["confidence"], said["statements"]) == ("made_by", 0.25, 1)
    assert "titles" in said["evidence"]


def test_an_empty_label_is_an_empty_text_as_in_the_store_and_not_a_missing_property(tmp_path):
    nodes, _ = brought(tmp_path, [Entity("material:wool", "material", {"en": "Wool"})], [])
    assert nodes[None, "material:wool"][1]["label_zh"] == ""


def test_statements_of_one_fact_are_one_relationship(tmp_path):
    facts = [
        Triple("product:1", "is", "colour:red", share, source) for share, source in ((0.5, "a"), (0.5, "b"))
    ]
    _, found = brought(tmp_path, [Entity("product:1", "product"), Entity("colour:red", "colour")], facts)
    ((_, _, _, said),) = found
    assert said["statements"] == 2
    assert said["confidence"] == pytest.approx(0.75)  # 1 - .5 * .5


@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, max_size=5, unique=True))
def test_whatever_things_are_called_they_arrive(texts, tmp_path_factory):
    things = [Entity(f"size:{text}", "size", {"en": text}) for text in texts]
    facts = [Triple(things[0].id, "beside", other.id, 1.0, texts[0]) for other in things[1:]]
    nodes, found = brought(tmp_path_factory.mktemp("csv"), things, facts)
    assert {key: properties["label_en"] for (_, key), (_, properties) in nodes.items()} == {
        thing.id: thing.labels["en"] for thing in things
    }
    assert {end for _, _, (_, end), _ in found} == {thing.id for thing in things[1:]}
