"""BM25 by LanceDB's full-text index, over tokens that we have cut; on disk, for more than fits in memory.

A token counts in the field where it scores most.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from lancedb.index import FTS
from lancedb.query import BooleanQuery, FullTextOperator, MultiMatchQuery, Occur
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.lance import connect, fetch_allowed
from daogou.index.text import TextIndexer

_TABLE = "texts"
_LONGEST_TOKEN = 200  # characters; the default of 40 would drop long codes


@dataclass(frozen=True)
class Options:
    """None."""


class LanceTexts:
    """An opened table."""

    def __init__(self, table: Any, fields: Sequence[str]) -> None:
        self._table = table
        self._size = int(table.count_rows())
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
        weights = {name: (boosts or {}).get(name, 1.0) for name in self._fields}
        fields = [name for name, weight in weights.items() if weight]
        if not tokens or not fields:
            return Found(np.empty(0, np.int64), np.empty(0, np.float32))
        boosting = [weights[name] for name in fields]
        match = BooleanQuery(
            [
                (Occur.SHOULD, MultiMatchQuery(token, fields, boosts=boosting, operator=FullTextOperator.OR))
                for token in dict.fromkeys(tokens)
            ]
        )

        def fetch(limit: int, where: str) -> Found:
            query = self._table.search(match, query_type="fts").select(["row", "_score"]).limit(limit)
            found = (query.where(where, prefilter=True) if where else query).to_arrow()
            scores = found["_score"].to_numpy().astype(np.float32)
            return Found(found["row"].to_numpy().astype(np.int64), scores)

        return fetch_allowed(fetch, k, self._size, allowed)


@dataclass(frozen=True)
class LanceTextIndexer:
    """A LanceDB database in a folder."""

    def build(self, folder: Path, rows: Iterable[Mapping[str, Sequence[str]]]) -> LanceTexts:
        """See the contract."""
        rows = list(rows)
        fields = list(rows[0]) if rows else []
        columns: dict[str, Any] = {name: [" ".join(row[name]) for row in rows] for name in fields}
        numbers = pa.array(np.arange(len(rows), dtype=np.int64))
        table = connect(folder).create_table(_TABLE, pa.table({"row": numbers} | columns), mode="overwrite")
        for name in fields:
            table.create_index(name, config=_as_cut())
        (folder / "fields.json").write_text(json.dumps(fields), encoding="utf-8")
        return LanceTexts(table, fields)

    def open(self, folder: Path) -> LanceTexts:
        """See the contract."""
        fields = json.loads((folder / "fields.json").read_text(encoding="utf-8"))
        return LanceTexts(connect(folder).open_table(_TABLE), fields)


def _as_cut() -> FTS:
    """An index that splits at blanks and changes nothing else."""
    return FTS(
        base_tokenizer="whitespace",
        lower_case=False,
        stem=False,
        remove_stop_words=False,
        ascii_folding=False,
        with_position=False,
        max_token_length=_LONGEST_TOKEN,
    )


def build(options: Options) -> TextIndexer:
    """See the contract."""
    return LanceTextIndexer()
