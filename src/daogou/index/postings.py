"""Which rows hold which token: the inverted index behind exact matching, spelling and reasons."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ROWS, _STARTS, _TOKENS, _SIZE = "rows.npy", "starts.npy", "tokens.json", "size.json"


@dataclass(frozen=True)
class Postings:
    """``numbers``: token -> its number; ``rows`` int32, ascending per token; those of token t are
    ``rows[starts[t]:starts[t + 1]]``; ``starts`` int64 [tokens + 1]; ``size`` is the number of rows in
    all."""

    numbers: dict[str, int]
    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    size: int

    def with_token(self, token: str) -> NDArray[np.int32]:
        """The rows that hold the token, ascending, each once."""
        return self.rows[self.place(token)]

    def place(self, token: str) -> slice:
        """Where in ``rows`` the token's stand; empty for an unknown one."""
        number = self.numbers.get(token)
        return slice(0) if number is None else slice(self.starts[number], self.starts[number + 1])

    def pairs(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Token and row as one number, aligned with ``rows``; ``numbers``: each token's number elsewhere."""
        return np.repeat(numbers, np.diff(self.starts)) * self.size + self.rows

    def frequency(self, token: str) -> int:
        """In how many rows the token stands."""
        return len(self.with_token(token))

    def count(self, groups: Iterable[Sequence[str]]) -> NDArray[np.int16]:
        """For each row, how many groups have at least one of their tokens in it: int16 [size]."""
        counts = np.zeros(self.size, np.int16)
        for group in groups:
            if len(group) == 1:
                counts[self.with_token(group[0])] += 1
            else:
                counts += self.any_of(group)
        return counts

    def any_of(self, tokens: Iterable[str]) -> NDArray[np.bool_]:
        """Rows that hold at least one of the tokens: bool [size]."""
        mask = np.zeros(self.size, bool)
        for token in tokens:
            mask[self.with_token(token)] = True
        return mask

    def holding(self, token: str, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some rows have the token: bool [rows]."""
        having = self.with_token(token)
        if not len(having):
            return np.zeros(len(rows), bool)
        wanted = rows.astype(having.dtype)  # another type would make numpy copy all of ``having``
        places = np.searchsorted(having, wanted)
        found: NDArray[np.bool_] = having[np.minimum(places, len(having) - 1)] == wanted
        return found

    def save(self, folder: Path) -> None:
        """Write into a folder, made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _ROWS, self.rows)
        np.save(folder / _STARTS, self.starts)
        (folder / _TOKENS).write_text(json.dumps(list(self.numbers), ensure_ascii=False), encoding="utf-8")
        (folder / _SIZE).write_text(json.dumps(self.size), encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> "Postings":
        """What ``save`` wrote; the arrays stay on disk until touched."""
        tokens = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
        return Postings(
            {token: number for number, token in enumerate(tokens)},
            np.load(folder / _ROWS, mmap_mode="r").view(np.ndarray),
            np.load(folder / _STARTS),
            json.loads((folder / _SIZE).read_text(encoding="utf-8")),
        )


@dataclass(frozen=True)
class Occurrences:
    """Tokens of many rows as arrays: ``token`` and ``row`` int32 [m], sorted by both; ``times`` float32
    [m]."""

    numbers: dict[str, int]
    token: NDArray[np.int32]
    row: NDArray[np.int32]
    times: NDArray[np.float32]
    lengths: NDArray[np.float32]  # [rows], tokens in each row, repeats counted

    def starts(self) -> NDArray[np.int64]:
        """Where each token's occurrences begin: int64 [tokens + 1]."""
        counts = np.bincount(self.token, minlength=len(self.numbers))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)

    def postings(self) -> Postings:
        """The rows alone."""
        return Postings(self.numbers, self.row, self.starts(), len(self.lengths))


def occurrences(rows: Iterable[Sequence[str]], numbers: dict[str, int] | None = None) -> Occurrences:
    """Count the tokens of each row; ``numbers`` is extended by tokens not seen before."""
    known: dict[str, int] = {} if numbers is None else numbers
    lengths: list[int] = []
    tokens = np.fromiter(_numbered(rows, known, lengths), np.int32)
    row = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    pair = tokens.astype(np.int64) * max(len(lengths), 1) + row
    unique, times = np.unique(pair, return_counts=True)
    return Occurrences(
        known,
        (unique // max(len(lengths), 1)).astype(np.int32),
        (unique % max(len(lengths), 1)).astype(np.int32),
        times.astype(np.float32),
        np.array(lengths, np.float32),
    )


def _numbered(rows: Iterable[Sequence[str]], known: dict[str, int], lengths: list[int]) -> Iterator[int]:
    for tokens in rows:
        lengths.append(len(tokens))
        for token in tokens:
            yield known.setdefault(token, len(known))
