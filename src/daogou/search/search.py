"""One query in, one answer out.

The path: ``understanding`` reads the words, ``filtering`` turns conditions into rows,
``matching`` says which rows are the result, ``retrieval`` asks each index for its best of them, a fusion
merges the lists, and the page's hits get their reasons. Meanwhile another thread encodes words and picture.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery, NotFound
from daogou.core.product import Language
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Hit, Ranking
from daogou.index import Found
from daogou.search.answer import Answer, Chip, Understanding
from daogou.search.facets import facets
from daogou.search.filtering import Filtered, Filters, Mask
from daogou.search.fusion import Fused
from daogou.search.labels import constraint_label, relaxed_note, stand_in_note, value_label
from daogou.search.matching import Matched, Matcher
from daogou.search.parts import Parts
from daogou.search.reasons import listed_at, reasons
from daogou.search.retrieval import Retrieval, Vectors, in_order
from daogou.search.understanding import Read


@dataclass
class _Clock:
    times_ms: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.times_ms[name] = round((now - self._last) * 1e3, 3)
        self._last = now


class Search:
    """Answers queries over one release."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._row_of = {product_id: row for row, product_id in enumerate(parts.product_ids)}
        self._filters = Filters(parts.columns, parts.postings, parts.tokens)
        self._retrieval = Retrieval(parts)
        self._matcher = Matcher(parts, self._retrieval)
        # a query's vectors need no rows and its facets no vectors, so both are made at once
        self._threads = ThreadPoolExecutor(thread_name_prefix="encode")

    def __call__(self, query: Query) -> Answer:
        """Answer a query.

        Raises:
            BadQuery: nothing is asked, or an unknown filter field.
            NotFound: ``query.like`` is no product.
        """
        asked = query.text.strip() or query.picture is not None or query.like or query.filters
        if not asked:
            raise BadQuery(
                "The query is empty.", hint="Give words, a picture, a product to resemble, or a filter."
            )
        clock = _Clock()
        read = self.parts.reader(query.text, "zh" if query.language == "zh" else "en", query.dropped)
        filtered = self._filters(query.filters, read.filters)
        clock.lap("understand")
        vectors = self._threads.submit(self._vectors, query, read).result
        matched = self._match(query, read, filtered, vectors)
        clock.lap("match")
        worded = self._retrieval.worded(read, matched.rows)
        clock.lap("words")
        counted = self._counted(query, filtered, matched)
        clock.lap("facets")
        ready = self._retrieval.ready(matched.rows, worded)
        clock.lap("fetch")
        encoded = vectors()
        clock.lap(
            "encode"
        )  # what is left to wait for: it was done meanwhile, as far as there is a second core
        lists = self._retrieval.lists(read, matched.rows, worded, ready, encoded)
        clock.lap("near")
        fused = self.parts.fusion(lists)
        rows = self._order(query, matched.rows, fused, encoded)
        clock.lap("rank")
        ranking = self._hits(rows[query.offset : query.offset + query.k], fused, lists, read, filtered.kept)
        clock.lap("reasons")
        return replace(
            counted,
            ranking=ranking,
            understood=self._understood(query, read, filtered),
            notes=self._notes(query, read, filtered, matched),
            timings_ms=clock.times_ms,
        )

    def read(self, text: str, language: Language) -> Read:
        """What is made of the words; nothing is looked for."""
        return self.parts.reader(text, language)

    def meets(self, product_id: str, constraint: Constraint) -> bool:
        """Whether a product meets a condition.

        Raises:
            NotFound: no such product.
            BadQuery: no such field.
        """
        return bool(self._filters.mask(constraint)[self._row(product_id)])

    def label(self, constraint: Constraint, language: str) -> str:
        """A condition as a page shows it."""
        return constraint_label(constraint, self.parts.concepts, language, self.parts.currency)

    def similar(self, product_id: str, k: int) -> Ranking:
        """Products that look and read like this one, best first, without itself.

        Raises:
            NotFound: no such product.
        """
        row = self._row(product_id)
        vectors = {"like_meaning": self.parts.meaning.vector(row), "like_looks": self.parts.looks.vector(row)}
        seen = {name: vector for name, vector in vectors.items() if vector.any()}
        lists = self._retrieval.near(seen, self._others(product_id))
        fused = self.parts.fusion(lists)
        return self._hits(fused.rows[:k], fused, lists, Read(), ())

    def _others(self, product_id: str) -> Mask:
        """All rows but that of the product; all if none is named."""
        others = np.ones(self.parts.columns.size, bool)
        if product_id:
            others[self._row(product_id)] = False
        return others

    def _row(self, product_id: str) -> int:
        row = self._row_of.get(product_id)
        if row is None:
            raise NotFound(f"No product {product_id!r}.")
        return row

    def _vectors(self, query: Query, read: Read) -> dict[str, NDArray[np.float32]]:
        vectors: dict[str, NDArray[np.float32]] = {}
        if read.text:
            vectors["meaning"] = self.parts.encoder.encode([read.text])[0]
            vectors["looks"] = self.parts.space.of_encoded(vectors["meaning"], read.text)
        if query.picture is not None:
            vectors["picture"] = self.parts.space.of_picture(query.picture)
        if query.like:
            row = self._row(query.like)
            vectors["like_meaning"] = self.parts.meaning.vector(row)
            vectors["like_looks"] = self.parts.looks.vector(row)
        return {name: vector for name, vector in vectors.items() if vector.any()}

    def _match(self, query: Query, read: Read, filtered: Filtered, vectors: Callable[[], Vectors]) -> Matched:
        if query.picture is not None or query.like:
            return self._matcher.nearby(filtered, self._others(query.like), vectors())
        return self._matcher.worded(read, filtered, vectors)

    def _order(self, query: Query, result: Mask, fused: Fused, vectors: Vectors) -> NDArray[np.int64]:
        """All rows of the result in the order asked for; as far as the page needs it."""
        columns = self.parts.columns
        if query.sort in ("price_up", "price_down"):
            return in_order(result, columns.price if query.sort == "price_up" else -columns.price)
        if query.sort == "newest":
            return in_order(result, -columns.released)
        inside = fused.rows[result[fused.rows]]
        if query.offset + query.k <= len(inside):
            return inside
        rest = result.copy()
        rest[inside] = False
        left = np.flatnonzero(rest)
        if "meaning" in vectors and len(left):
            left = self.parts.meaning.nearest(vectors["meaning"], len(left), allowed=rest).rows
        return np.concatenate([inside, left])

    def _counted(self, query: Query, filtered: Filtered, matched: Matched) -> Answer:
        """An answer without its hits."""
        if not query.facets:
            return Answer(ranking=(), total=int(np.count_nonzero(matched.rows)))
        columns = self.parts.columns
        filtered_fields = {c.field for c in filtered.kept if not c.excluded}
        without_own = {name: filtered.without(name, matched.unfiltered) for name in filtered_fields}
        counted = facets(
            columns, self.parts.concepts, matched.rows, without_own, filtered.kept, query.language
        )
        return Answer(
            ranking=(),
            total=int(np.count_nonzero(matched.rows)),
            facets=counted,
            price_range=columns.price_range(without_own.get("price", matched.rows)),
        )

    def _understood(self, query: Query, read: Read, filtered: Filtered) -> Understanding:
        chips = tuple(Chip(c, self.label(c, query.language)) for c in read.filters if c in filtered.kept)
        return Understanding(read.language, read.text, chips, read.corrections)

    def _notes(self, query: Query, read: Read, filtered: Filtered, matched: Matched) -> tuple[str, ...]:
        notes = list(self._stand_ins(query, read, filtered))
        notes += [matched.note(query.language)] if matched.note else []
        if filtered.given_up:
            labels = [self.label(c, query.language) for c in filtered.given_up]
            notes.insert(0, relaxed_note(labels, query.language))
        return tuple(notes)

    def _stand_ins(self, query: Query, read: Read, filtered: Filtered) -> Iterator[str]:
        """Who asked for burgundy and gets red is told so, as long as red filters."""
        holding = {
            (c.field, v) for c in filtered.kept if c in read.filters and not c.excluded for v in c.values
        }
        for one in read.stand_ins:
            if (one.field, one.value) in holding:
                asked, shown = (
                    value_label(self.parts.concepts, one.field, value, query.language)
                    for value in (one.asked, one.value)
                )
                yield stand_in_note(asked, shown, query.language)

    def _hits(
        self,
        rows: NDArray[np.int64],
        fused: Fused,
        lists: Mapping[str, Found],
        read: Read,
        met: Sequence[Constraint],
    ) -> Ranking:
        because = reasons(self.parts, rows, fused, lists, read, met)
        places, listed = listed_at(rows, fused.rows)
        score_of = dict(zip(rows[places].tolist(), fused.scores[listed].tolist(), strict=True))
        ids = self.parts.product_ids
        return tuple(Hit(ids[row], score_of.get(row, 0.0), because[row]) for row in rows.tolist())
