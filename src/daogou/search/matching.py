"""Which rows are the result: those that the filters allow and the words, the picture or the wishes ask
for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from daogou.search.filtering import Filtered, Mask
from daogou.search.labels import nearest_note, partly_note
from daogou.search.parts import Parts
from daogou.search.retrieval import Retrieval, Vectors
from daogou.search.sorting import Needed
from daogou.search.understanding import Read

_PAGE = 24  # words that find fewer rows than a page shows are helped by meaning


Note = Callable[[str], str] | None


@dataclass(frozen=True)
class Matched:
    """``rows``: the result; ``unfiltered``: what it would be without filters; ``note`` gives,
    in a language, what the shopper should know."""

    rows: Mask
    unfiltered: Mask
    note: Note = None


@dataclass(frozen=True)
class Matcher:
    """Finds the result of a query over one catalogue."""

    parts: Parts
    retrieval: Retrieval

    def worded(self, read: Read, filtered: Filtered, vectors: Callable[[], Vectors]) -> Matched:
        """The result of words.

        Words that no filter covers must be there: all, if a product has all, else as many as any has, but
        at least half. Where they find less than a page, the nearest in meaning and looks fill it up; only
        then are ``vectors`` waited for.
        """
        if not read.needed:
            wished = self._wishful(read, filtered)
            return Matched(filtered.mask & wished, wished)
        counts = np.zeros(self.parts.columns.size, np.int16)
        for need in read.needed:
            counts += self._has(need)
        most = int(counts[filtered.mask].max(initial=0))
        if most * 2 < len(read.needed):  # fewer than half is an accident
            return self._helped(read, filtered, np.zeros(len(counts), bool), vectors())
        having = counts >= most
        note = None if most == len(read.needed) else partly_note
        if np.count_nonzero(having & filtered.mask) >= _PAGE:
            return Matched(having & filtered.mask, having, note)
        return self._helped(read, filtered, having, vectors(), note)

    def nearby(self, filtered: Filtered, others: Mask, vectors: Vectors) -> Matched:
        """The result of a picture or a product: all resemble it a little, so the nearest are the result."""
        wanted = {name: v for name, v in vectors.items() if name.startswith(("picture", "like"))}
        rows = self._nearest(wanted, filtered.mask & others)
        return Matched(rows, rows | self._nearest(wanted, others) if filtered.kept else rows)

    def _nearest(self, vectors: Vectors, allowed: Mask) -> Mask:
        rows = np.zeros(len(allowed), bool)
        for found in self.retrieval.near(vectors, allowed).values():
            rows[found.rows] = True
        return rows

    def _wishful(self, read: Read, filtered: Filtered) -> Mask:
        """Where wishes are all that was said, who meets one of them is the result; else everything is."""
        met = np.zeros(len(filtered.mask), bool)
        for wish in read.wishes if not filtered.kept else ():
            met |= self.parts.columns.mask(wish)
        return met if met.any() else ~met

    def _has(self, need: Needed) -> Mask:
        """Rows that have a needed word, or what stands for it."""
        has: Mask = self.parts.postings.count([[token] for token in need.tokens]) == len(need.tokens)
        has |= self.parts.postings.any_of(need.instead)
        if need.value is not None:
            has |= self.parts.columns.mask(need.value)
        return has

    def _helped(
        self, read: Read, filtered: Filtered, having: Mask, vectors: Vectors, note: Note = None
    ) -> Matched:
        found = having & filtered.mask
        more = self.parts.fusion(self.retrieval.near(vectors, filtered.mask & ~having)).rows
        helped = found.copy()
        helped[more[: _PAGE - np.count_nonzero(found)]] = True
        return Matched(helped, having | helped, note if found.any() else nearest_note)
