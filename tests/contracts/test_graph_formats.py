"""Every format gives back the graph that was written, and other programs can read it."""

import csv

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.entity import Entity
from daogou.core.triple import Triple
from daogou.graph.exchange import ROLE, BadGraphFile

ENTITIES = (
    Entity('brand:b & <co> "x"', "brand", {"en": 'Say "b"', "zh": "乙, 公司\n第二行"}),
    Entity("material:wool", "material", {"en": "Wool", "zh": "羊毛"}),
    Entity("product:1", "product", {"zh": "大衣"}),
    Entity("shopper:a b/c:d", "shopper"),
)
TRIPLES = (
    Triple("product:1", "made_by", ENTITIES[0].id, 0.1 + 0.2, "feed:brand"),
    Triple("product:1", "made_of", "material:wool", 0.9, "feed:material"),
    Triple("product:1", "made_of", "material:wool", 0.5, 'text:"titles", en\\', (0, 4)),
    Triple("shopper:a b/c:d", "bought", "product:1", 1.0, "events"),
)


@pytest.fixture(params=ROLE.names())
def form(request):
    if request.param == "turtle":
        pytest.importorskip("rdflib", reason="reading Turtle needs rdflib")
    return ROLE.open(request.param)


def in_order(entities, triples):
    return sorted(entities, key=lambda one: one.id), sorted(triples, key=lambda t: (*t.fact, t.source))


def test_what_was_written_is_read_back(form, tmp_path):
    form.write(tmp_path / "out", ENTITIES, TRIPLES)
    assert in_order(*form.read(tmp_path / "out")) == in_order(ENTITIES, TRIPLES)


def test_an_empty_graph_is_a_graph(form, tmp_path):
    form.write(tmp_path / "out", (), ())
    assert form.read(tmp_path / "out") == ([], [])


def test_the_same_graph_gives_the_same_bytes(form, tmp_path):
    first = [file.read_bytes() for file in form.write(tmp_path / "a", ENTITIES, TRIPLES)]
    assert [file.read_bytes() for file in form.write(tmp_path / "b", ENTITIES, TRIPLES)] == first


def test_what_is_no_graph_is_refused(form, tmp_path):
    with pytest.raises(BadGraphFile):
        form.read(tmp_path / "none")
    (tmp_path / "file").write_text("<a b c ;;; 1,2\x00")
    with pytest.raises(BadGraphFile):
        form.read(tmp_path / "file")


text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=8)
labels = st.dictionaries(st.sampled_from(["en", "zh"]), text, max_size=2)


@given(data=st.data())
def test_any_text_survives(data, tmp_path_factory):
    keys = data.draw(st.lists(text, min_size=2, max_size=4, unique=True))
    entities = [Entity(f"brand:{key}", "brand", data.draw(labels)) for key in keys]
    said = Triple(entities[0].id, "same_as", entities[1].id, 0.5, data.draw(text))
    for name in ROLE.names():
        if name == "turtle":
            pytest.importorskip("rdflib", reason="reading Turtle needs rdflib")
        target = tmp_path_factory.mktemp("any") / "out"
        form = ROLE.open(name)
        form.write(target, entities, [said])
        assert in_order(*form.read(target)) == in_order(entities, [said]), name


def test_networkx_reads_the_graphml(tmp_path):
    ROLE.open("graphml").write(tmp_path / "g.graphml", ENTITIES, TRIPLES)
    graph = networkx.read_graphml(tmp_path / "g.graphml")
    assert set(graph.nodes) == {one.id for one in ENTITIES}
    assert graph.nodes["material:wool"]["label_zh"] == "羊毛"
    assert graph.edges["product:1", "material:wool"]["confidence"] == pytest.approx(0.95)


def test_rdflib_finds_schema_org_terms(tmp_path):
    rdflib = pytest.importorskip("rdflib", reason="needs rdflib")
    ROLE.open("turtle").write(tmp_path / "g.ttl", ENTITIES, TRIPLES)
    graph = rdflib.Graph().parse(tmp_path / "g.ttl")
    product, wool = rdflib.URIRef("urn:daogou:product:1"), rdflib.URIRef("urn:daogou:material:wool")
    assert (product, rdflib.SDO.material, wool) in graph
    assert (product, rdflib.RDF.type, rdflib.SDO.Product) in graph
    assert (wool, rdflib.SDO.name, rdflib.Literal("羊毛", lang="zh")) in graph


def test_plain_triples_of_others_are_read(tmp_path):
    pytest.importorskip("rdflib", reason="needs rdflib")
    (tmp_path / "g.ttl").write_text(
        "@prefix s: <https://schema.org/> .\n"
        "<urn:daogou:product:9> a s:Product; s:color <urn:daogou:colour:red> .\n"
    )
    entities, triples = ROLE.open("turtle").read(tmp_path / "g.ttl")
    assert triples == [Triple("product:9", "has_colour", "colour:red", 1.0, "rdf")]
    assert entities == [Entity("product:9", "product")]


def test_neo4j_admin_finds_the_headers_it_asks_for(tmp_path):
    nodes, edges = ROLE.open("neo4j_csv").write(tmp_path, ENTITIES, TRIPLES)
    with nodes.open(newline="", encoding="utf-8") as stream:
        assert next(csv.reader(stream))[0] == "id:ID"
    with edges.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    assert {":START_ID", ":END_ID", ":TYPE", "confidence:double"} <= set(rows[0])
    assert len(rows) == 1 + 3
