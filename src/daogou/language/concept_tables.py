"""Concepts written down again, in the form that ``concepts_from`` reads: a release keeps its own."""

from collections.abc import Mapping

from daogou.core.files import fingerprint
from daogou.language.concepts import Concept, Concepts


def tables_of(concepts: Concepts) -> dict[str, dict[str, list[str]]]:
    """Kind -> id -> [broader, English names, Chinese names]."""
    return {kind: {one.id: _entry(one) for one in of.values()} for kind, of in concepts.all.items()}


def fingerprint_of(concepts: Concepts) -> str:
    """A short name for what they say and in which order: among equals the first one is meant."""
    return fingerprint([[kind, list(of.items())] for kind, of in tables_of(concepts).items()])


def _entry(concept: Concept) -> list[str]:
    return [" ".join(concept.broader), *(_joined(concept.names, language) for language in ("en", "zh"))]


def _joined(names: Mapping[str, tuple[str, ...]], language: str) -> str:
    return " | ".join(names.get(language, ()))
