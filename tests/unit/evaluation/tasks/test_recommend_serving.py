"""Serving measured in a small shop, and the crowd that is drawn for it."""

import numpy as np

from daogou.core.progress import SILENT
from daogou.evaluation.serving import drawn_events, drawn_vectors
from daogou.evaluation.tasks import ROLE

IDS = [f"p{row}" for row in range(12)]
CATEGORIES = ["dress", "shoe", "bag"] * 4


def test_the_crowd_keeps_to_its_tastes_and_the_seed_decides_everything():
    first, again = (list(drawn_events(IDS, CATEGORIES, shoppers=30, acts=4, seed=1)) for _ in range(2))
    assert first == again
    assert len({event.id for event in first}) == len(first)
    category = dict(zip(IDS, CATEGORIES, strict=True))
    for shopper in {event.shopper_id for event in first}:
        own = [event for event in first if event.shopper_id == shopper]
        assert 1 <= len(own) < 8
        assert len({category[event.product_id] for event in own}) <= 2
        assert [event.at for event in own] == sorted(event.at for event in own)


def test_products_of_a_category_are_nearer_to_each_other_than_to_the_rest():
    vectors = drawn_vectors(CATEGORIES, 512, seed=1)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    cosines = vectors @ vectors.T
    alike = np.equal.outer(CATEGORIES, CATEGORIES)
    assert cosines[alike].min() > cosines[~alike].max()


def test_requests_and_events_are_timed_and_lists_change(tmp_path):
    options = {"products": 40, "shoppers": 30, "requests": 20, "recommender": "graph_filter"}
    metrics = ROLE.open("recommend_serving", options)(tmp_path, seed=0, progress=SILENT).metrics
    assert 0 < metrics["request_p50_ms"] <= metrics["request_p99_ms"]
    assert metrics["event_until_shown_p50_ms"] > 0
    assert all(metrics[f"{step}_p50_ms"] > 0 for step in ("acts", "filters", "scores", "choice", "reasons"))
    assert metrics["changed"] > 0.5
