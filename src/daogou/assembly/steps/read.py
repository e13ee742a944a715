"""Read every product's words: one sentence vector of its titles and descriptions."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np

from daogou.assembly.vector_cache import VectorCache
from daogou.catalogue.snapshot import Snapshot
from daogou.core.files import fingerprint, read_json, write_json
from daogou.core.progress import Progress
from daogou.features.meaning import meanings, texts_of
from daogou.features.text_encoders import TextEncoder

VERSION = 1
ROWS = "rows.npy"  # float32 [products, dim], unit rows
KEYS = "keys.json"  # hashes of all texts that were encoded
BATCH = 256  # texts encoded at once

T = TypeVar("T")


def run(out: Path, ingest: Path, shop: Path, text: TextEncoder, progress: Progress) -> None:
    """Fill the folder."""
    texts = [texts_of(product) for product in Snapshot(ingest)]
    keys = {one: _key(one) for weights in texts for one in weights}
    cache = _cache(shop, text)
    _encode([one for one, key in keys.items() if key not in cache], text, cache, progress)
    np.save(out / ROWS, meanings(texts, lambda one: cache[keys[one]], text.dim))
    write_json(out / KEYS, sorted(set(keys.values())))


def forget(shop: Path, text: TextEncoder, folder: Path) -> None:
    """Drop encodings of texts that the release in whose folder this is does not hold."""
    _cache(shop, text).keep_only(read_json(folder / KEYS))


def _encode(texts: Sequence[str], encoder: TextEncoder, cache: VectorCache, progress: Progress) -> None:
    progress.start("Reading words", len(texts))
    for batch in _batches(texts):
        for one, vector in zip(batch, encoder.encode(batch), strict=True):
            cache.add(_key(one), vector)
        progress.advance(len(batch))
    cache.flush()
    progress.finish()


def _batches(texts: Sequence[T]) -> Iterator[Sequence[T]]:
    return (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _cache(shop: Path, text: TextEncoder) -> VectorCache:
    return VectorCache(shop / "cache" / f"read-{fingerprint(text.space)}", text.dim)
