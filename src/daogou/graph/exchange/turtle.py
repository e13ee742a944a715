"""RDF 1.1 Turtle with the terms of schema.org and SKOS, for triple stores and Protégé.

Each fact is a plain triple, ``<urn:daogou:product:1> schema:material <urn:daogou:material:wool>``, and each
statement of it an ``rdf:Statement`` with its confidence, source and span. Reading needs rdflib; plain triples
of other people's files are read too, with the source ``rdf``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from daogou.core.entity import Entity, kind_of
from daogou.core.files import replacing
from daogou.core.product import Language
from daogou.core.roles import required
from daogou.core.triple import Triple
from daogou.graph.exchange import BadGraphFile, Format

_ENTITY, _TERM = "urn:daogou:", "urn:daogou-terms:"
_SCHEMA, _SKOS = "https://schema.org/", "http://www.w3.org/2004/02/skos/core#"
_RDF, _XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
_PREFIXES = {"d": _TERM, "schema": _SCHEMA, "skos": _SKOS, "rdf": _RDF, "xsd": _XSD}
_TYPES = {
    "product": "schema:Product",
    "brand": "schema:Brand",
    "company": "schema:Organization",
    "shopper": "schema:Person",
    "audience": "schema:Audience",
}
_PREDICATES = {
    "has_category": "schema:category",
    "has_colour": "schema:color",
    "made_of": "schema:material",
    "has_pattern": "schema:pattern",
    "has_size": "schema:size",
    "for_audience": "schema:audience",
    "made_by": "schema:brand",
    "provides": "schema:makesOffer",
    "part_of": "schema:isPartOf",
    "compatible_with": "schema:isAccessoryOrSparePartFor",
    "same_as": "schema:sameAs",
    "broader": "skos:broader",
    "bought_with": "schema:isRelatedTo",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True)
class Options:
    """None."""


class Turtle:
    """See the contract; the target is a file."""

    def write(self, target: Path, entities: Iterable[Entity], triples: Iterable[Triple]) -> tuple[Path, ...]:
        """See the contract."""
        with replacing(target) as file, file.open("w", encoding="utf-8") as stream:
            stream.writelines(f"@prefix {prefix}: <{space}> .\n" for prefix, space in _PREFIXES.items())
            stream.writelines(f"{_described(one)} .\n" for one in entities)
            for fact, said in groupby(triples, lambda triple: triple.fact):
                stream.write(f"{_iri(fact[0])} {_predicate(fact[1])} {_iri(fact[2])} .\n")
                stream.writelines(f"{_statement(one)} .\n" for one in said)
        return (target,)

    def read(self, source: Path) -> tuple[list[Entity], list[Triple]]:
        """See the contract."""
        rdflib = required("rdflib", "reading Turtle", "rdf")
        graph = rdflib.Graph()
        try:
            graph.parse(source, format="turtle")
            triples = list(_stated(graph, rdflib))
            return list(_entities(graph, rdflib)), [
                *triples,
                *_plain(graph, rdflib, {one.fact for one in triples}),
            ]
        except (OSError, ValueError, TypeError, SyntaxError) as error:
            raise BadGraphFile(f"{source} is no Turtle file that can be read: {error}.") from error


def _iri(identifier: str) -> str:
    kind, _, key = identifier.partition(":")
    return f"<{_ENTITY}{quote(kind, safe='')}:{quote(key, safe='')}>"


def _predicate(relation: str) -> str:
    return _PREDICATES.get(relation, f"d:{relation}")


def _literal(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _described(one: Entity) -> str:
    names = (
        f"; schema:name {_literal(one.labels[lang])}@{lang}" for lang in _LANGUAGES if one.labels.get(lang)
    )
    return f"{_iri(one.id)} a {_TYPES.get(one.kind, 'skos:Concept')}{''.join(names)}"


def _statement(one: Triple) -> str:
    ends = (
        f"rdf:subject {_iri(one.head)}; rdf:predicate {_predicate(one.relation)}; rdf:object {_iri(one.tail)}"
    )
    span = f"; d:start {one.span[0]}; d:end {one.span[1]}" if one.span else ""
    sure = f'd:confidence "{one.confidence!r}"^^xsd:double'
    said = f"d:relation {_literal(one.relation)}; d:source {_literal(one.source)}; {sure}{span}"
    return f"[] a rdf:Statement; {ends}; {said}"


def _entities(graph: Any, rdflib: Any) -> Iterator[Entity]:
    term, name = rdflib.RDF.type, rdflib.URIRef(f"{_SCHEMA}name")
    for subject in sorted({s for s in graph.subjects(term, None) if str(s).startswith(_ENTITY)}):
        identifier = _identifier(subject)
        said = {label.language: str(label) for label in graph.objects(subject, name)}
        yield Entity(
            identifier, kind_of(identifier), {lang: said[lang] for lang in _LANGUAGES if said.get(lang)}
        )


def _identifier(iri: Any) -> str:
    kind, _, key = str(iri).removeprefix(_ENTITY).partition(":")
    return f"{unquote(kind)}:{unquote(key)}"


def _stated(graph: Any, rdflib: Any) -> Iterator[Triple]:
    def one(subject: Any, term: str) -> Any:
        return graph.value(subject, rdflib.URIRef(term))

    for node in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement):
        ends = (_identifier(one(node, f"{_RDF}{end}")) for end in ("subject", "object"))
        head, tail = ends
        start, end = one(node, f"{_TERM}start"), one(node, f"{_TERM}end")
        span = None if start is None else (int(start), int(end))
        relation, source = str(one(node, f"{_TERM}relation")), str(one(node, f"{_TERM}source"))
        yield Triple(head, relation, tail, float(one(node, f"{_TERM}confidence")), source, span)


def _plain(graph: Any, rdflib: Any, known: set[tuple[str, str, str]]) -> Iterator[Triple]:
    """Triples between our entities that no statement speaks of."""
    relations = {_expanded(_predicate(relation)): relation for relation in _PREDICATES}
    for subject, predicate, value in graph:
        if not (str(subject).startswith(_ENTITY) and str(value).startswith(_ENTITY)):
            continue
        relation = relations.get(str(predicate)) or str(predicate).removeprefix(_TERM)
        fact = (_identifier(subject), relation, _identifier(value))
        if fact not in known and ":" not in relation:
            yield Triple(*fact, 1.0, "rdf")


def _expanded(term: str) -> str:
    prefix, _, name = term.partition(":")
    return _PREFIXES[prefix] + name


def build(options: Options) -> Format:
    """See the contract."""
    return Turtle()
