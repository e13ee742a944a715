"""One query in, one answer out.

The path: ``understanding`` reads the words, ``filtering`` turns conditions into rows, ``_Lists`` asks each
index for its best among those rows, a fusion merges the lists, and the page's hits get their reasons.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery, NotFound
from daogou.core.query import Query
from daogou.core.ranking import Hit, Ranking
from daogou.index import Found
from daogou.index.top import top
from daogou.search.answer import Answer, Chip, Understanding
from daogou.search.facets import facets
from daogou.search.filtering import Filtered, Filters, Mask
from daogou.search.fusion import Fused
from daogou.search.labels import constraint_label, nearest_note, partly_note, relaxed_note
from daogou.search.parts import Parts
from daogou.search.reasons import reasons
from daogou.search.sorting import Needed
from daogou.search.understanding import Read

_COMPARED = 1_000  # vectors of more rows than this take longer to read than all the rest of a query
_PAGE = 24  # words that find fewer rows than a page shows are helped by meaning


@dataclass
class _Clock:
    times_ms: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.times_ms[name] = round((now - self._last) * 1e3, 3)
        self._last = now


@dataclass(frozen=True)
class _Matched:
    """``rows``: the result; ``wordly``: rows that the words allow, before any filter; ``note`` for the
    shopper."""

    rows: Mask
    wordly: Mask
    note: str = ""


class Search:
    """Answers queries over one release."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._row_of = {product_id: row for row, product_id in enumerate(parts.product_ids)}
        self._filters = Filters(parts.columns, parts.postings, parts.tokens)

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
        vectors = self._vectors(query, read)
        clock.lap("encode")
        matched = self._match(query, read, filtered, vectors)
        clock.lap("match")
        lists = self._lists(query, read, matched.rows, vectors)
        clock.lap("lists")
        fused = self.parts.fusion(lists)
        rows = self._order(query, matched.rows, fused, vectors)
        clock.lap("rank")
        return self._answer(query, read, filtered, matched, (lists, fused, rows), clock)

    def similar(self, product_id: str, k: int) -> Ranking:
        """Products that look and read like this one, best first, without itself.

        Raises:
            NotFound: no such product.
        """
        row = self._row(product_id)
        others = np.ones(self.parts.columns.size, bool)
        others[row] = False
        vectors = {"like_meaning": self.parts.meaning.vector(row), "like_looks": self.parts.looks.vector(row)}
        fused = self.parts.fusion(self._near(vectors, others))
        return self._hits(fused.rows[:k], fused, {}, Read(), ())

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

    def _match(
        self, query: Query, read: Read, filtered: Filtered, vectors: Mapping[str, NDArray[np.float32]]
    ) -> _Matched:
        everything = np.ones(self.parts.columns.size, bool)
        if query.like:
            everything[self._row(query.like)] = False
        if query.picture is not None or query.like:
            return self._nearby(filtered.mask & everything, vectors)
        if not read.needed:
            wordly = everything if filtered.kept else self._wishful(read, everything)
            return _Matched(filtered.mask & wordly, wordly)
        counts = np.zeros(len(everything), np.int16)
        for need in read.needed:
            counts += self._has(need)
        counts[~filtered.mask] = 0
        most = min(int(counts.max(initial=0)), len(read.needed))
        if most * 2 < len(read.needed):
            most = 0  # fewer than half of the words is an accident
        wordly = counts >= most if most else np.zeros(len(counts), bool)
        note = "" if most == len(read.needed) else partly_note(read.language)
        if wordly.sum() >= _PAGE:
            return _Matched(wordly, wordly, note)
        return self._helped(read, filtered.mask, wordly, note, vectors)

    def _wishful(self, read: Read, everything: Mask) -> Mask:
        """Where wishes are all that was said, who meets one of them is the result."""
        met = np.zeros(len(everything), bool)
        for wish in read.wishes:
            met |= self.parts.columns.mask(wish)
        return met if met.any() else everything

    def _has(self, need: Needed) -> Mask:
        """Rows that have a needed word, or what stands for it."""
        has: Mask = self.parts.postings.count([[token] for token in need.tokens]) == len(need.tokens)
        has |= self.parts.postings.any_of(need.instead)
        if need.value is not None:
            has |= self.parts.columns.mask(need.value)
        return has

    def _helped(
        self, read: Read, mask: Mask, wordly: Mask, note: str, vectors: Mapping[str, NDArray[np.float32]]
    ) -> _Matched:
        """Words that find little are filled up to a page with what is closest in meaning or looks."""
        more = self.parts.fusion(self._near(vectors, mask & ~wordly)).rows
        filled = wordly.copy()
        filled[more[: _PAGE - int(wordly.sum())]] = True
        return _Matched(filled, filled, note if wordly.any() else nearest_note(read.language))

    def _nearby(self, mask: Mask, vectors: Mapping[str, NDArray[np.float32]]) -> _Matched:
        """A picture resembles everything a little: the candidates are the result."""
        wanted = {name: v for name, v in vectors.items() if name.startswith(("picture", "like"))}
        rows = np.zeros(len(mask), bool)
        for found in self._near(wanted, mask).values():
            rows[found.rows] = True
        return _Matched(rows, rows)

    def _near(self, vectors: Mapping[str, NDArray[np.float32]], allowed: Mask) -> dict[str, Found]:
        lists = {}
        for name, vector in vectors.items():
            if name.endswith("meaning"):
                lists[name] = self.parts.meaning.nearest(vector, self.parts.candidates, allowed=allowed)
            else:
                seen = allowed & self.parts.pictured
                lists[name] = self.parts.looks.nearest(vector, self.parts.candidates, allowed=seen)
        return {name: found for name, found in lists.items() if len(found.rows)}

    def _lists(
        self, query: Query, read: Read, rows: Mask, vectors: Mapping[str, NDArray[np.float32]]
    ) -> dict[str, Found]:
        lists: dict[str, Found] = {}
        near = rows
        if read.tokens:
            found = self._worded(read.tokens, rows)
            most = self.parts.candidates
            lists["words"] = Found(found.rows[:most], found.scores[:most])
            near = self._best_worded(found, rows)
        lists |= self._near(vectors, near)
        if read.wishes:
            lists["wishes"] = self._wished(read, rows)
        if read.cheap:
            lists["price"] = self._cheapest(rows)
        return {name: found for name, found in lists.items() if len(found.rows)}

    def _worded(self, tokens: Sequence[str], rows: Mask) -> Found:
        most = max(self.parts.candidates, _COMPARED)
        return self.parts.text.search(tokens, most, boosts=self.parts.boosts, allowed=rows)

    def _best_worded(self, found: Found, rows: Mask) -> Mask:
        """Rows whose vectors are compared: all of a small result, of a large one those that the words rank
        best."""
        if len(found.rows) < _COMPARED:
            return rows
        best = np.zeros(len(rows), bool)
        best[found.rows] = True
        return best

    def _wished(self, read: Read, rows: Mask) -> Found:
        places = np.flatnonzero(rows)
        scores = np.zeros(len(places), np.float32)
        for wish in read.wishes:
            scores += self.parts.columns.mask(wish)[places]
        best = top(scores, self.parts.candidates, places)
        met = best.scores > 0
        return Found(best.rows[met], best.scores[met])

    def _cheapest(self, rows: Mask) -> Found:
        """Scores fall evenly from the cheapest to the dearest, so that one odd price does not press the
        rest together."""
        cheapest = _sorted(rows & ~np.isnan(self.parts.columns.price), self.parts.columns.price)
        falling = np.linspace(1, 0, len(cheapest), endpoint=False, dtype=np.float32)
        return Found(cheapest[: self.parts.candidates], falling[: self.parts.candidates])

    def _order(
        self, query: Query, result: Mask, fused: Fused, vectors: Mapping[str, NDArray[np.float32]]
    ) -> NDArray[np.int64]:
        """All rows of the result in the order asked for; as far as the page needs it."""
        columns = self.parts.columns
        if query.sort in ("price_up", "price_down"):
            return _sorted(result, columns.price if query.sort == "price_up" else -columns.price)
        if query.sort == "newest":
            return _sorted(result, -columns.released)
        inside = fused.rows[result[fused.rows]]
        if query.offset + query.k <= len(inside):
            return inside
        rest = result.copy()
        rest[inside] = False
        left = np.flatnonzero(rest)
        if "meaning" in vectors and len(left):
            left = self.parts.meaning.nearest(vectors["meaning"], len(left), allowed=rest).rows
        return np.concatenate([inside, left])

    def _answer(
        self,
        query: Query,
        read: Read,
        filtered: Filtered,
        matched: _Matched,
        ranked: tuple[Mapping[str, Found], Fused, NDArray[np.int64]],
        clock: _Clock,
    ) -> Answer:
        lists, fused, rows = ranked
        parts = self.parts
        page = rows[query.offset : query.offset + query.k]
        hits = self._hits(page, fused, lists, read, filtered.kept)
        clock.lap("reasons")
        filtered_fields = {c.field for c in filtered.kept if not c.excluded}
        without_own = {name: filtered.without(name, matched.wordly) for name in filtered_fields}
        counted = facets(
            parts.columns, parts.concepts, matched.rows, without_own, filtered.kept, query.language
        )
        answer = Answer(
            ranking=hits,
            total=int(matched.rows.sum()),
            facets=counted,
            understood=self._understood(read, filtered),
            price_range=parts.columns.price_range(without_own.get("price", matched.rows)),
            notes=self._notes(read, filtered, matched),
            timings_ms=clock.times_ms,
        )
        clock.lap("facets")
        return answer

    def _understood(self, read: Read, filtered: Filtered) -> Understanding:
        chips = tuple(Chip(c, self._label(c, read)) for c in read.filters if c in filtered.kept)
        return Understanding(read.language, read.text, chips, read.corrections)

    def _label(self, constraint: object, read: Read) -> str:
        return constraint_label(constraint, self.parts.concepts, read.language, self.parts.currency)  # type: ignore[arg-type]

    def _notes(self, read: Read, filtered: Filtered, matched: _Matched) -> tuple[str, ...]:
        notes = [matched.note] if matched.note else []
        if filtered.given_up:
            labels = [self._label(c, read) for c in filtered.given_up]
            notes.insert(0, relaxed_note(labels, read.language))
        return tuple(notes)

    def _hits(
        self, rows: NDArray[np.int64], fused: Fused, lists: Mapping[str, Found], read: Read, met: object
    ) -> Ranking:
        because = reasons(self.parts, rows, fused, lists, read, met)  # type: ignore[arg-type]
        place = {int(row): n for n, row in enumerate(fused.rows)}
        return tuple(
            Hit(
                self.parts.product_ids[row],
                float(fused.scores[place[row]]) if row in place else 0.0,
                because[row],
            )
            for row in rows.tolist()
        )


def _sorted(result: Mask, values: NDArray[np.float32] | NDArray[np.float64]) -> NDArray[np.int64]:
    """The rows of a mask, smallest value first, unknown values last, equal ones by row."""
    rows = np.flatnonzero(result)
    return rows[np.argsort(values[rows], kind="stable")]
