"""Find fashion pictures by words alone: by a title, a colour, a category, in English and in Chinese."""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.evaluation.fashion import Fashion, look_at, read_fashion
from daogou.evaluation.metrics import precision_at_k, recall_at_k, reciprocal_rank
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import alignments, image_encoders, text_encoders
from daogou.features.alignments import Pairs
from daogou.features.captions import captions_of
from daogou.features.see import Eye
from daogou.features.space import SharedSpace

K = 10
PROTOCOL = (
    "Every product whose id answers a title query is left out of teaching; the gallery is all pictures, and "
    "a picture is found by its pixels only. Title: recall@10 and MRR over all title queries. Colour and "
    "category: the one word as query, precision@10 over the queries that at least 10 pictures of the gallery "
    "answer, in English and in Chinese; *_unseen: the same within the pictures left out of teaching."
)


@dataclass(frozen=True)
class Options:
    """``alignment``: its name; ``threads`` for the models, 0 for as many as there are cores."""

    alignment: str = "contrastive"
    threads: int = 0


@dataclass(frozen=True)
class _Gallery:
    """Pictures placed in the space: ids, and float32 [n, dim]."""

    space: SharedSpace
    ids: NDArray[np.str_]
    vectors: NDArray[np.float32]

    def ranked(self, words: str, k: int) -> list[str]:
        """The ids of the k nearest pictures, best first."""
        likeness = self.vectors @ self.space.of_text(words)
        return [str(self.ids[row]) for row in np.argsort(-likeness, kind="stable")[:k]]

    def only(self, ids: Set[str]) -> "_Gallery":
        """The same space with fewer pictures."""
        kept = np.isin(self.ids, sorted(ids))
        return _Gallery(self.space, self.ids[kept], self.vectors[kept])


@dataclass(frozen=True)
class SearchFashion:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach on one part, search all.

        Raises:
            NotFound: ``fashion/`` is not in the data folder.
            BadPicture: one of its pictures cannot be decoded.
        """
        fashion = read_fashion(data)
        unseen = frozenset().union(*fashion.qrels["title"].values())
        gallery = self._gallery(fashion, unseen, seed, progress)
        metrics = _titles(gallery, fashion.qrels["title"])
        chinese = chinese_queries()
        for kind in ("colour", "category"):
            metrics |= _words(gallery, kind, fashion.qrels[kind], chinese[kind], unseen)
        return Measurement(metrics, PROTOCOL, fashion.read)

    def _gallery(self, fashion: Fashion, unseen: Set[str], seed: int, progress: Progress) -> _Gallery:
        threads = {"threads": self.options.threads}
        eye = Eye(image_encoders.ROLE.open("efficientnet_lite0", threads))
        text = text_encoders.ROLE.open("use", threads)
        rows = look_at(fashion.files, eye, progress)
        taught = [n for n, product in enumerate(fashion.products) if product.id not in unseen]
        pairs = Pairs(rows[taught], [captions_of(fashion.products[n]) for n in taught])
        method = alignments.ROLE.open(self.options.alignment)
        space = SharedSpace(text, eye, method.fit(pairs, eye, text, seed=seed, progress=progress))
        return _Gallery(space, np.array([product.id for product in fashion.products]), space.of_rows(rows))


def chinese_queries() -> dict[str, dict[str, str]]:
    """Kind of query -> English query -> the same in Chinese."""
    text = (files("daogou.evaluation") / "data" / "fashion_queries_zh.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _titles(gallery: _Gallery, qrels: Mapping[str, Set[str]]) -> dict[str, float]:
    ranked = {title: gallery.ranked(title, len(gallery.ids)) for title in qrels}
    return {
        "title_recall_at_10": fmean(recall_at_k(ranked[title], ids, K) for title, ids in qrels.items()),
        "title_mrr": fmean(reciprocal_rank(ranked[title], ids) for title, ids in qrels.items()),
    }


def _words(
    gallery: _Gallery,
    kind: str,
    qrels: Mapping[str, Set[str]],
    chinese: Mapping[str, str],
    unseen: Set[str],
) -> dict[str, float]:
    asked = {query: ids for query, ids in qrels.items() if len(ids) >= K}
    hidden = gallery.only(unseen)
    asked_hidden = {query: ids & unseen for query, ids in asked.items() if len(ids & unseen) >= K}
    english = fmean(precision_at_k(gallery.ranked(query, K), ids, K) for query, ids in asked.items())
    in_chinese = fmean(precision_at_k(gallery.ranked(chinese[q], K), ids, K) for q, ids in asked.items())
    return {
        f"{kind}_precision_at_10": english,
        f"{kind}_zh_precision_at_10": in_chinese,
        f"{kind}_zh_over_en": in_chinese / english if english else 0.0,
        f"{kind}_unseen_precision_at_10": fmean(
            precision_at_k(hidden.ranked(query, K), ids, K) for query, ids in asked_hidden.items()
        ),
    }


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return SearchFashion(options)
