"""A product's videos and 3D models: where they are, checked like pictures."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from daogou.core.rejection import Rejection
from daogou.sources.records import Record
from daogou.sources.refusal import Refused
from daogou.sources.values import picture_source

MAX_MEDIA = 10  # of one product and kind: each costs the build seconds, and shops show one or two
MODEL_ENDINGS = (".glb", ".gltf", ".obj")


def media_of(
    records: Sequence[Record], product_id: str, field: Literal["videos", "models"]
) -> tuple[tuple[str, ...], list[Rejection]]:
    """The sources in all rows of a product, each once, and what was refused."""
    found: dict[str, None] = {}
    broken: list[Rejection] = []
    for record in records:
        for value in several(record.fields.get(field)):
            try:
                source = _source(value, field)
            except Refused as refusal:
                broken.append(refusal.at(record.line, product_id, part=True))
                continue
            if source and len(found) < MAX_MEDIA:
                found.setdefault(source)
    return tuple(found), broken


def several(value: Any) -> list[Any]:
    """One source or many: a list, or text split at ``|``, line ends and commas before a URL."""
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        return [] if value is None else [value]
    text = value.replace("\n", "|").replace(",http", "|http").replace(", http", "|http")
    return [part.strip() for part in text.split("|")]


def _source(value: Any, field: str) -> str:
    if isinstance(value, Mapping):
        value = value.get("source") or value.get("src") or value.get("url") or value.get("contentUrl")
    source = picture_source(value, field)
    # a column named so may hold anything: the telephones that a case fits, say
    if source and field == "models" and not urlsplit(source).path.casefold().endswith(MODEL_ENDINGS):
        raise Refused(field, source, "is no 3D model", f"one of {', '.join(MODEL_ENDINGS)}")
    return source
