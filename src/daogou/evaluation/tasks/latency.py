"""How long a query takes among 50,000 products, and beside it LanceDB's own hybrid query."""

import gc
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyarrow as pa
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.query import Query
from daogou.core.settings import BackendSection, IndexSection, Settings
from daogou.evaluation.latency import drawn_queries, milliseconds, p50_p99, ticked
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import alignments, image_encoders, text_encoders
from daogou.features.alignments import Pairs
from daogou.features.see import Eye
from daogou.features.space import SharedSpace
from daogou.index.lance import connect
from daogou.search.folder import open_search, open_suggester, write_indexes
from daogou.sources.demo.products import demo_products

PROTOCOL = (
    "{count} products of the demo shop, indexed as a shop does, opened in a fresh process, one client "
    "asking {queries} drawn queries in Chinese and English one after the other, after {warm} others; "
    "words with and without ticked filters, and hits alone, without facets, as LanceDB gives them; "
    "photo: a picture of noise of 480 x 640 through the CNN; "
    "pictures' vectors are drawn; what was opened is kept out of garbage collection, as the server does. "
    "lancedb_hybrid: the same queries through LanceDB's FTS and IVF_HNSW_SQ "
    "vector index with RRF, 24 hits, no facets, no understanding. Both encode the query; the encoder and "
    "numpy have one thread. resident_mb is of the process that answered, models included."
)
WARM, BATCH, PHOTO_SHAPE = 50, 512, (640, 480, 3)
# one short text: a second thread waits more than it works, and on a busy machine waits fifty times as long
ONE_THREAD = {"threads": 1}
BLAS = "OPENBLAS_NUM_THREADS"


@dataclass(frozen=True)
class Options:
    """``products`` and ``queries``: how many; ``photos``: how many of the queries are one; ``text``: text
    index."""

    products: int = 50_000
    queries: int = 500
    photos: int = 40
    text: str = ""


class Latency:
    """See the protocol."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the contract; needs no data."""
        options = self._options
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _write(folder, options, seed, progress)
            metrics: dict[str, float] = {}
            for measure in (
                _ours,
                _theirs,
            ):  # each in a process of its own, which holds nothing of the building
                with _one_blas_thread(), multiprocessing.get_context("spawn").Pool(1) as pool:
                    metrics |= pool.apply(measure, (folder, asdict(options), seed))
        theirs = metrics["lancedb_hybrid_p50_ms"]
        metrics["times_as_fast_as_lancedb"] = theirs / metrics["words_p50_ms"]
        metrics["hits_only_times_as_fast"] = theirs / metrics["hits_only_p50_ms"]
        protocol = PROTOCOL.format(count=options.products, queries=options.queries, warm=WARM)
        return Measurement(metrics, protocol)


@contextmanager
def _one_blas_thread() -> Iterator[None]:
    """For processes started inside: products of a thousand rows gain nothing from a second thread, and lose
    when the other core is busy."""
    before = os.environ.get(BLAS)
    os.environ[BLAS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[BLAS]
        else:
            os.environ[BLAS] = before


def _settings(options: Mapping[str, Any]) -> Settings:
    if not options["text"]:
        return Settings()
    return Settings(index=IndexSection(text=BackendSection(name=options["text"])))


def _write(folder: Path, options: Options, seed: int, progress: Progress) -> None:
    products = list(demo_products(options.products, seed))
    meaning = _encoded([one.title("en") for one in products], progress)
    looks = np.random.default_rng(seed).normal(size=(len(products), meaning.shape[1])).astype(np.float32)
    looks /= np.linalg.norm(looks, axis=1, keepdims=True)
    write_indexes(folder / "ours", products, meaning, looks, _settings(asdict(options)))
    _write_theirs(folder / "theirs", products, meaning)


def _encoded(texts: Sequence[str], progress: Progress) -> NDArray[np.float32]:
    encoder = text_encoders.ROLE.open("use")
    unique = list(dict.fromkeys(texts))
    batches = [unique[start : start + BATCH] for start in range(0, len(unique), BATCH)]
    rows = [encoder.encode(batch) for batch in tracked(batches, progress, "read", len(batches))]
    row_of = {text: row for row, text in enumerate(unique)}
    encoded: NDArray[np.float32] = np.concatenate(rows)[[row_of[text] for text in texts]]
    return encoded


def _write_theirs(folder: Path, products: Sequence[Product], meaning: NDArray[np.float32]) -> None:
    from lancedb.index import FTS

    texts = [" ".join((*one.titles.values(), *one.descriptions.values())) for one in products]
    vectors = pa.FixedSizeListArray.from_arrays(pa.array(meaning.ravel()), meaning.shape[1])
    table = connect(folder).create_table("products", pa.table({"text": texts, "vector": vectors}))
    table.create_index("text", config=FTS())
    table.create_index(metric="cosine", index_type="IVF_HNSW_SQ", vector_column_name="vector")


def _asked(options: Mapping[str, Any], seed: int) -> tuple[list[Product], list[Query]]:
    some = list(demo_products(min(options["products"], 2_000), seed))
    return some, drawn_queries(some, options["queries"] + WARM, seed)


def _ours(folder: Path, options: Mapping[str, Any], seed: int) -> dict[str, float]:
    some, queries = _asked(options, seed)
    text, eye = (
        text_encoders.ROLE.open("use", ONE_THREAD),
        Eye(image_encoders.ROLE.open("efficientnet_lite0")),
    )
    random = np.random.default_rng(seed)
    photos = [random.integers(0, 256, PHOTO_SHAPE, np.uint8) for _ in range(options["photos"])]
    row = eye.look(photos[0]).row[None]
    conse = alignments.ROLE.open("conse")
    alignment = conse.fit(Pairs(row, ({"en": ("a picture",)},)), eye, text, seed=seed, progress=SILENT)
    search = open_search(folder / "ours", text, SharedSpace(text, eye, alignment), _settings(options))
    milliseconds(search, queries[:WARM])
    milliseconds(search, [Query(picture=photo) for photo in photos[:3]])
    suggest = open_suggester(folder / "ours", "en")
    gc.freeze()  # as the server does: a round over a whole release's objects takes 50 ms
    metrics = p50_p99("words", milliseconds(search, queries[WARM:]))
    metrics |= p50_p99("hits_only", milliseconds(search, [replace(q, facets=False) for q in queries[WARM:]]))
    metrics |= p50_p99("filtered", milliseconds(search, list(ticked(queries[WARM:], some, seed))))
    metrics |= p50_p99("photo", milliseconds(search, [Query(picture=photo) for photo in photos]))
    prefixes = [query.text[:2] for query in queries[WARM:]]
    metrics |= p50_p99("suggest", milliseconds(lambda q: suggest(q.text), [Query(p) for p in prefixes]))
    return metrics | {"resident_mb": psutil.Process().memory_info().rss / 1e6}


def _theirs(folder: Path, options: Mapping[str, Any], seed: int) -> dict[str, float]:
    from lancedb.rerankers import RRFReranker

    table = connect(folder / "theirs").open_table("products")
    encoder, reranker = text_encoders.ROLE.open("use", ONE_THREAD), RRFReranker()
    _, queries = _asked(options, seed)

    def ask(query: Query) -> object:
        asked = table.search(query_type="hybrid", vector_column_name="vector", fts_columns="text")
        vector = encoder.encode([query.text])[0]
        return asked.vector(vector).text(query.text).rerank(reranker).limit(query.k).to_arrow()

    milliseconds(ask, queries[:WARM])
    return p50_p99("lancedb_hybrid", milliseconds(ask, queries[WARM:]))


def build(options: Options) -> Task:
    """See the contract."""
    return Latency(options)
