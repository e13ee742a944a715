"""GraphML (Brandes et al. 2001) for Gephi, yEd and networkx: a node per entity, an edge per fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from daogou.core.entity import Entity
from daogou.core.files import replacing
from daogou.core.product import Language
from daogou.core.triple import Triple
from daogou.graph.columns import as_rows, fact_columns
from daogou.graph.evidence import statements_of
from daogou.graph.exchange import BadGraphFile, Format
from daogou.graph.statements import gathered

_SPACE = "{http://graphml.graphdrawing.org/xmlns}"
_NODE_KEYS = ("kind", "label", "label_en", "label_zh")
_EDGE_KEYS = {"relation": "string", "confidence": "double", "evidence": "string"}
_LANGUAGES: tuple[Language, ...] = ("en", "zh")
# XML 1.0 has no place for these
_UNSPEAKABLE = {code: " " for code in range(32) if chr(code) not in "\t\n"} | {0xFFFE: " ", 0xFFFF: " "}


@dataclass(frozen=True)
class Options:
    """None."""


class GraphMl:
    """See the contract; the target is a file. Control characters become spaces: XML cannot hold them."""

    def write(self, target: Path, entities: Iterable[Entity], triples: Iterable[Triple]) -> tuple[Path, ...]:
        """See the contract."""
        with replacing(target) as file, file.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in _head())
            stream.writelines(f"{_node(one)}\n" for one in entities)
            facts = (gathered(list(said)) for _, said in groupby(triples, lambda triple: triple.fact))
            rows = (row for fact in facts for row in as_rows(fact_columns(fact)))
            stream.writelines(f"{_edge(number, row)}\n" for number, row in enumerate(rows))
            stream.write("</graph></graphml>\n")
        return (target,)

    def read(self, source: Path) -> tuple[list[Entity], list[Triple]]:
        """See the contract."""
        try:
            root = ElementTree.parse(source).getroot()
            entities = [_entity(node) for node in root.iter(f"{_SPACE}node")]
            triples = [triple for edge in root.iter(f"{_SPACE}edge") for triple in _triples(edge)]
        except (OSError, ParseError, DefusedXmlException, KeyError, ValueError, TypeError) as error:
            raise BadGraphFile(f"{source} is no GraphML file of ours: {error}.") from error
        return entities, triples


def _head() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for key in _NODE_KEYS:
        yield f'<key id="{key}" for="node" attr.name="{key}" attr.type="string"/>'
    for key, kind in _EDGE_KEYS.items():
        yield f'<key id="{key}" for="edge" attr.name="{key}" attr.type="{kind}"/>'
    yield '<graph id="daogou" edgedefault="directed">'


def _node(one: Entity) -> str:
    values = {"kind": one.kind, "label": one.label()}
    values |= {
        f"label_{language}": one.labels[language] for language in _LANGUAGES if one.labels.get(language)
    }
    return f"<node id={_quoted(one.id)}>{_data(values)}</node>"


def _edge(number: int, row: dict[str, Any]) -> str:
    ends = f"source={_quoted(row['head'])} target={_quoted(row['tail'])}"
    return f'<edge id="{number}" {ends}>{_data({key: row[key] for key in _EDGE_KEYS})}</edge>'


def _data(values: dict[str, Any]) -> str:
    return "".join(f'<data key="{key}">{escape(_plain(str(value)))}</data>' for key, value in values.items())


def _plain(text: str) -> str:
    return text.translate(_UNSPEAKABLE)


def _quoted(text: str) -> str:
    return quoteattr(_plain(text))


def _values(element: Any) -> dict[str, str]:
    return {data.get("key"): data.text or "" for data in element.iter(f"{_SPACE}data")}


def _entity(node: Any) -> Entity:
    values = _values(node)
    labels = {
        language: values[f"label_{language}"] for language in _LANGUAGES if f"label_{language}" in values
    }
    return Entity(node.attrib["id"], values["kind"], labels)


def _triples(edge: Any) -> Iterable[Triple]:
    values = _values(edge)
    key = (edge.attrib["source"], values["relation"], edge.attrib["target"])
    return statements_of(key, values["evidence"]).values()


def build(options: Options) -> Format:
    """See the contract."""
    return GraphMl()
