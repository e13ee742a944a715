"""Retrieval metrics: one per file, each a few lines with a hand-computed test."""

from daogou.evaluation.metrics.ndcg_at_k import ndcg_at_k
from daogou.evaluation.metrics.precision_at_k import precision_at_k
from daogou.evaluation.metrics.recall_at_k import recall_at_k
from daogou.evaluation.metrics.reciprocal_rank import reciprocal_rank

__all__ = ["ndcg_at_k", "precision_at_k", "recall_at_k", "reciprocal_rank"]
