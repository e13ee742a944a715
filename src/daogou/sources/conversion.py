"""Records into products: the one place where a feed's values are checked, whatever the format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from daogou.core.product import Picture, Product
from daogou.core.rejection import Rejection
from daogou.sources.fields import LANGUAGES
from daogou.sources.media import media_of, several
from daogou.sources.offers import offers_of
from daogou.sources.records import FeedOptions, Record
from daogou.sources.refusal import Refused
from daogou.sources.values import (
    MAX_DESCRIPTION,
    MAX_TITLE,
    identifier,
    picture_source,
    text,
    texts,
    web_address,
)

MAX_GROUP = 2_100  # rows of one product: Shopify allows 2,048 variants
MAX_PICTURES = 100  # of one product; Shopify allows 250, nobody looks at so many
MAX_ATTRIBUTES = 200  # names; the richest of 19,406 electronics products has 150
TELLING = 200  # characters from which a text's language is told
_CHINESE = re.compile("[\u4e00-\u9fff]")


class Conversion:
    """One pass over one feed: it remembers which ids have been seen.

    ``group_field`` names the field that rows of one product share; rows of a group must follow each other.
    """

    def __init__(self, options: FeedOptions, group_field: str = "group") -> None:
        self._options = options
        self._group_field = group_field
        self._seen: dict[str, int] = {}

    def products(self, records: Iterable[Record | Rejection]) -> Iterator[Product | Rejection]:
        """Products in the feed's order, and what was refused."""
        for group in self._groups(records):
            if isinstance(group, Rejection):
                yield group
            else:
                yield from self._product(group)

    def _groups(self, records: Iterable[Record | Rejection]) -> Iterator[list[Record] | Rejection]:
        waiting: list[Record] = []
        for record in records:
            if isinstance(record, Rejection):
                yield record  # a broken row does not end the group around it
                continue
            group = record.fields.get(self._group_field)
            if waiting and group == waiting[0].fields.get(self._group_field):
                if len(waiting) < MAX_GROUP:
                    waiting.append(record)
                else:
                    reason = "is one row too many of its product"
                    yield Refused("row", group, reason, f"at most {MAX_GROUP} rows").at(record.line)
                continue
            if waiting:
                yield waiting
            waiting = [record] if group else []
            if not group:
                yield [record]
        if waiting:
            yield waiting

    def _product(self, records: list[Record]) -> Iterator[Product | Rejection]:
        head = records[0]
        product_id = ""
        try:
            product_id = identifier(head.fields.get(self._group_field) or head.fields.get("id"))
            self._first_time(product_id, head.line)
            product, refused = self._made(product_id, records)
        except Refused as refusal:
            yield refusal.at(head.line, product_id)
            for record in records[1:]:
                yield _orphan(head.line).at(record.line, product_id)
            return
        self._seen[product_id] = head.line
        yield product
        yield from refused

    def _first_time(self, product_id: str, line: int) -> None:
        if (first := self._seen.get(product_id)) is not None:
            advice = f"it was on line {first}; rows of one product must follow each other"
            raise Refused("id", product_id, "is there twice", advice)

    def _made(self, product_id: str, records: list[Record]) -> tuple[Product, list[Rejection]]:
        fields = records[0].fields
        titles = _texts_by_language("title", fields, self._options.language, MAX_TITLE)
        if not titles:
            raise Refused("title", "", "is missing", "every product needs a title in one language")
        offers, refused = offers_of(records, product_id, self._options.currency)
        pictures, broken = _pictures(records, product_id)
        videos, no_videos = media_of(records, product_id, "videos")
        models, no_models = media_of(records, product_id, "models")
        product = Product(
            id=product_id,
            titles=titles,
            descriptions=_texts_by_language("description", fields, self._options.language, MAX_DESCRIPTION),
            brand=text(fields.get("brand"), "brand"),
            category=_category(fields.get("category")),
            attributes=_attributes(offers.kept),
            variants=offers.variants,
            pictures=pictures,
            videos=videos,
            models=models,
            currency=offers.currency,
            url=web_address(fields.get("url"), "url"),
        )
        return product, [*refused, *broken, *no_videos, *no_models]


def _orphan(line: int) -> Refused:
    return Refused("row", "", "belongs to a product that was refused", f"mend line {line}")


def _texts_by_language(field: str, fields: Mapping[str, Any], language: str, limit: int) -> dict[str, str]:
    many_lines = field == "description"
    found = {}
    for known in LANGUAGES:
        if said := text(fields.get(f"{field}.{known}"), f"{field}.{known}", limit, many_lines=many_lines):
            found[known] = said
    if plain := text(fields.get(field), field, limit, many_lines=many_lines):
        found.setdefault(language_of(plain, language), plain)
    return found


def language_of(words: str, otherwise: str) -> str:
    """``zh`` where at least three letters in ten are Chinese characters, else what the feed's options say.

    "红色 iPhone 15 手机壳" is Chinese; Japanese text, which has kana too, counts as Chinese as well.
    """
    if words.isascii():
        return otherwise
    start = words[:TELLING]
    return "zh" if 10 * len(_CHINESE.findall(start)) >= 3 * sum(map(str.isalpha, start)) > 0 else otherwise


def _category(value: Any) -> tuple[str, ...]:
    """A path from broad to narrow; ``>``, ``/`` with spaces, ``»`` and ``|`` part its steps."""
    if isinstance(value, str):
        for mark in (">", "»", "›", "|", " / "):
            if mark in text(value, "category", limit=2_000):
                value = text(value, "category", limit=2_000).split(mark)
                break
    steps = value if isinstance(value, list | tuple) else [value]
    named = (text(step, "category") for step in steps)
    return tuple(step for step in named if step)


def _attributes(records: Sequence[Record]) -> dict[str, tuple[str, ...]]:
    """Of all rows of the product, each value once."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        for field, value in record.fields.items():
            group, _, name = field.partition(".")
            if group == "attributes" and (values := texts(value, field)):
                found.setdefault(name, {}).update(dict.fromkeys(values))
    if len(found) > MAX_ATTRIBUTES:
        raise Refused("attributes", len(found), "are too many", f"at most {MAX_ATTRIBUTES} names")
    return {name: tuple(values) for name, values in found.items()}


def _pictures(records: Sequence[Record], product_id: str) -> tuple[tuple[Picture, ...], list[Rejection]]:
    found: dict[str, Picture] = {}
    broken: list[Rejection] = []
    for record in records:
        for role in ("picture", "pictures"):
            for value in several(record.fields.get(role)):
                try:
                    picture = _picture(value, "gallery" if found else "main")
                except Refused as refusal:
                    broken.append(refusal.at(record.line, product_id, part=True))
                    continue
                if picture.source and len(found) < MAX_PICTURES:
                    found.setdefault(picture.source, picture)
    return tuple(found.values()), broken


def _picture(value: Any, role: str) -> Picture:
    if not isinstance(value, Mapping):
        return Picture(picture_source(value, "picture"), role="main" if role == "main" else "gallery")
    source = value.get("source") or value.get("src") or value.get("url") or value.get("contentUrl")
    given = value.get("role", role)
    if given not in ("main", "gallery", "swatch"):
        raise Refused("pictures.role", given, "is no role of a picture", "main, gallery or swatch")
    alt = text(value.get("alt"), "pictures.alt", MAX_TITLE)
    return Picture(picture_source(source, "picture"), alt, given)
