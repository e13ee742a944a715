"""Metrics: of one answer to one query, and of recommendations, one value per shopper (see ``at_k``)."""

from daogou.evaluation.metrics.at_k import (
    average_precisions_at_k,
    f1s_at_k,
    hits_at_k,
    ndcgs_at_k,
    precisions_at_k,
    recalls_at_k,
    reciprocal_ranks_at_k,
)
from daogou.evaluation.metrics.bootstrap import (
    Interval,
    bootstrap_interval,
    bootstrap_intervals,
    bootstrap_means,
)
from daogou.evaluation.metrics.catalogue_coverage import catalogue_coverage
from daogou.evaluation.metrics.gini import gini_of_exposure
from daogou.evaluation.metrics.intra_list_diversity import intra_list_diversities
from daogou.evaluation.metrics.ndcg_at_k import ndcg_at_k
from daogou.evaluation.metrics.novelty import novelties
from daogou.evaluation.metrics.places import Places, joined, places_of
from daogou.evaluation.metrics.precision_at_k import precision_at_k
from daogou.evaluation.metrics.recall_at_k import recall_at_k
from daogou.evaluation.metrics.reciprocal_rank import reciprocal_rank
from daogou.evaluation.metrics.shown import exposures, shown_of

__all__ = [
    "Interval",
    "Places",
    "average_precisions_at_k",
    "bootstrap_interval",
    "bootstrap_intervals",
    "bootstrap_means",
    "catalogue_coverage",
    "exposures",
    "f1s_at_k",
    "gini_of_exposure",
    "hits_at_k",
    "intra_list_diversities",
    "joined",
    "ndcg_at_k",
    "ndcgs_at_k",
    "novelties",
    "places_of",
    "precision_at_k",
    "precisions_at_k",
    "recall_at_k",
    "recalls_at_k",
    "reciprocal_rank",
    "reciprocal_ranks_at_k",
    "shown_of",
]
