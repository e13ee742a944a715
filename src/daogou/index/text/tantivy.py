"""BM25 by tantivy, a Rust search library, over tokens that we have cut.

Each token counts in its best field, plus a tenth of the others, so that a word that stands in every field
does not count as often. A filter is exact: more is fetched until k allowed rows are found or all is seen.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.text import TextIndexer

_SPLIT = "cut"  # the tokenizer that only splits at blanks
_HEAP_BYTES = 256_000_000  # 100,000 products fit into one segment
_TIE_BREAKER = 0.1
_MORE = 8  # with a filter, fetch this many times k first, then eight times that, …
_MOST_LISTED = 300  # so few allowed rows are looked up by number instead


@dataclass(frozen=True)
class Options:
    """None."""


class TantivyIndex:
    """An opened index."""

    def __init__(self, index: tantivy.Index, fields: Sequence[str]) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._fields = fields

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float] | None = None,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Found:
        """See the contract."""
        if not tokens or k <= 0 or not self._fields:
            return Found(np.empty(0, np.int64), np.empty(0, np.float32))
        query = self._query(tokens, boosts or {})
        if allowed is None:
            return _by_row(self._fetch(query, k), k)
        rows = np.flatnonzero(allowed)
        if len(rows) <= _MOST_LISTED:
            return _by_row(self._fetch(self._only(query, rows), max(len(rows), 1)), k)
        limit = k * _MORE
        while True:
            found = self._fetch(query, limit)
            inside = allowed[found.rows]
            if inside.sum() >= k or len(found.rows) < limit:
                return _by_row(Found(found.rows[inside], found.scores[inside]), k)
            limit *= _MORE

    def _only(self, query: tantivy.Query, rows: NDArray[np.int64]) -> tantivy.Query:
        listed = tantivy.Query.term_set_query(self._index.schema, "row", rows.tolist())
        unscored = tantivy.Query.const_score_query(listed, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)])

    def _query(self, tokens: Sequence[str], boosts: Mapping[str, float]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._one(token, boosts)) for token in dict.fromkeys(tokens)]
        )

    def _one(self, token: str, boosts: Mapping[str, float]) -> tantivy.Query:
        in_fields = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(self._index.schema, name, token), boosts.get(name, 1.0)
            )
            for name in self._fields
            if boosts.get(name, 1.0)
        ]
        return tantivy.Query.disjunction_max_query(in_fields, _TIE_BREAKER)

    def _fetch(self, query: tantivy.Query, limit: int) -> Found:
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        scores = np.fromiter((score for score, _ in hits), np.float32, len(hits))
        return Found(np.asarray(rows, np.int64), scores)


def _by_row(found: Found, k: int) -> Found:
    """Equal scores by row, then the first k."""
    order = np.lexsort((found.rows, -found.scores))[:k]
    return Found(found.rows[order], found.scores[order])


@dataclass(frozen=True)
class TantivyIndexer:
    """A tantivy folder with the names of our fields beside it."""

    def build(self, folder: Path, rows: Iterable[Mapping[str, Sequence[str]]]) -> TantivyIndex:
        """See the contract."""
        rows = list(rows)
        fields = list(rows[0]) if rows else []
        (folder / "segments").mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(fields), path=str(folder / "segments"))
        _with_tokenizer(index)
        writer = index.writer(_HEAP_BYTES, 1)
        for number, row in enumerate(rows):
            document = tantivy.Document()
            document.add_unsigned("row", number)
            for name, tokens in row.items():
                document.add_text(name, " ".join(tokens))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        (folder / "fields.json").write_text(json.dumps(fields), encoding="utf-8")
        return self.open(folder)

    def open(self, folder: Path) -> TantivyIndex:
        """See the contract."""
        index = tantivy.Index.open(str(folder / "segments"))
        _with_tokenizer(index)
        index.reload()
        return TantivyIndex(index, json.loads((folder / "fields.json").read_text(encoding="utf-8")))


def _schema(fields: Sequence[str]) -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("row", indexed=True, fast=True)
    for name in fields:
        schema.add_text_field(name, tokenizer_name=_SPLIT, index_option="freq")
    return schema.build()


def _with_tokenizer(index: tantivy.Index) -> None:
    split = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_SPLIT, split)


def build(options: Options) -> TextIndexer:
    """See the contract."""
    return TantivyIndexer()
