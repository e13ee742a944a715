"""A search on disk: write everything it needs, and open it again."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.core.settings import Settings
from daogou.features.text_encoders import TextEncoder
from daogou.index import text as text_indexes
from daogou.index import vector as vector_indexes
from daogou.index.columns import Columns
from daogou.index.postings import Postings, occurrences
from daogou.index.tables import columns_of
from daogou.index.values import values_of
from daogou.language.concept_tables import tables_of
from daogou.language.concepts import Concepts, concepts, concepts_from
from daogou.language.normalise import HAN
from daogou.language.tokens import Tokens
from daogou.search import fusion as fusions
from daogou.search.documents import BOOSTS, LANGUAGES, document
from daogou.search.gazetteer import gazetteer_of
from daogou.search.parts import Parts, SharedSpace
from daogou.search.search import Search
from daogou.search.spelling import Spelling, surface_words
from daogou.search.suggest import Suggester, phrases_of, unique
from daogou.search.understanding import Reader

CONCEPTS = "concepts.json"


def write_indexes(
    folder: Path,
    products: Sequence[Product],
    meaning: NDArray[np.float32],
    looks: NDArray[np.float32],
    settings: Settings,
    known: Concepts | None = None,
) -> None:
    """Write what ``open_search`` needs into a folder, made if need be.

    ``meaning`` float32 [n, dim]: the products' texts encoded; ``looks`` float32 [n, dim]: their pictures in
    the shared space; unit rows, zero rows where a product has no text or no picture.
    ``known``: the shop's concepts; None: those of the package.
    """
    known = known or concepts()
    values = [values_of(product, known) for product in products]
    columns = columns_of(products, values, settings.shop.currency, settings.shop.exchange_rates)
    columns.save(folder / "columns")
    tokens = Tokens(_own_words(known, products))
    documents = [document(p, v, known, tokens) for p, v in zip(products, values, strict=True)]
    chosen = settings.index
    text_indexes.ROLE.open(chosen.text.name, chosen.text.options).build(folder / "text", documents)
    everything = occurrences([t for field in row.values() for t in field] for row in documents)
    everything.postings().save(folder / "postings")
    vectors = vector_indexes.ROLE.open(chosen.vector.name, chosen.vector.options)
    vectors.build(folder / "meaning", meaning)
    vectors.build(folder / "looks", looks)
    np.save(folder / "pictured.npy", looks.any(axis=1))
    _write(folder / "words.json", {"own": tokens.words, "surface": _surface(products)})
    _write(folder / "products.json", {"ids": [p.id for p in products], "titles": _titles(products)})
    _write(folder / CONCEPTS, tables_of(known))
    _write(folder / "suggestions.json", _suggestions(columns, known, products))


def open_search(folder: Path, encoder: TextEncoder, space: SharedSpace, settings: Settings) -> Search:
    """The search that ``write_indexes`` wrote; ``encoder`` and ``space`` are those that made its vectors."""
    known = concepts_in(folder)
    columns = Columns.load(folder / "columns")
    words = _read(folder / "words.json")
    tokens = Tokens(words["own"])
    chosen = settings.index
    vectors = vector_indexes.ROLE.open(chosen.vector.name, chosen.vector.options)
    postings = Postings.load(folder / "postings")
    reader = Reader(
        known,
        columns,
        gazetteer_of(known, columns),
        Spelling(words["surface"]),
        tokens,
        settings.shop.currency,
        settings.shop.exchange_rates,
        postings.numbers,
    )
    parts = Parts(
        product_ids=_read(folder / "products.json")["ids"],
        columns=columns,
        postings=postings,
        text=text_indexes.ROLE.open(chosen.text.name, chosen.text.options).open(folder / "text"),
        meaning=vectors.open(folder / "meaning"),
        looks=vectors.open(folder / "looks"),
        pictured=np.load(folder / "pictured.npy"),
        concepts=known,
        tokens=tokens,
        reader=reader,
        fusion=fusions.ROLE.open(settings.search.fusion.name, settings.search.fusion.options),
        encoder=encoder,
        space=space,
        boosts=BOOSTS,
        candidates=settings.search.candidates,
        currency=settings.shop.currency,
    )
    return Search(parts)


def concepts_in(folder: Path) -> Concepts:
    """The concepts that the indexes were written with, whatever has become of the shop's since."""
    return concepts_from([_read(folder / CONCEPTS)])


def open_suggester(folder: Path, language: str) -> Suggester:
    """Completions in one language, from the folder that ``write_indexes`` wrote."""
    stored = _read(folder / "suggestions.json")[language]
    return Suggester([(text, weight) for text, weight in stored["phrases"]], stored["titles"])


def _own_words(known: Concepts, products: Sequence[Product]) -> list[str]:
    """Chinese names that jieba should keep whole: the concepts', and the shop's brands."""
    names = [n for kind in known.all.values() for c in kind.values() for n in c.names["zh"]]
    brands = {product.brand for product in products}
    return sorted({n for n in (*names, *brands) if len(n) > 1 and all(_is_han(c) for c in n)})


def _is_han(character: str) -> bool:
    first, last = HAN.split("-")
    return first <= character <= last


def _surface(products: Sequence[Product]) -> dict[str, int]:
    """Latin words of titles, brands and categories; descriptions hold too many slips of their own."""
    texts = (" ".join([*p.titles.values(), p.brand, *p.category]) for p in products)
    return dict(surface_words(texts))


def _titles(products: Sequence[Product]) -> list[dict[str, str]]:
    return [dict(product.titles) for product in products]


def _suggestions(columns: Columns, known: Concepts, products: Sequence[Product]) -> dict[str, Any]:
    return {
        language: {
            "phrases": phrases_of(columns, known, language),
            "titles": unique(p.titles[language] for p in products if language in p.titles),
        }
        for language in LANGUAGES
    }


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
