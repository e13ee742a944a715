"""The outfit task, on a small simulation, and its arithmetic by hand."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tasks.outfit import _is_right, split
from daogou.sources.demo.wardrobes import Wardrobe

METHODS = ("taught", "default", "attributes", "colour_only", "colour_rules", "co_wear_only", "popularity")
METHODS += ("ceiling",)


@pytest.mark.parametrize("stage", ["test", "validation"])
def test_each_method_has_its_figures_with_intervals(stage):
    task = ROLE.open("outfit", {"stage": stage, "products": 160, "people": 50})
    measured = task(Path(), seed=3, progress=SILENT)
    for against in ("category", "look_alike", "random"):
        assert measured.metrics[f"questions_{against}"] > 20
        for method in METHODS:
            low, mean, high = (measured.metrics[f"{method}_{against}{end}"] for end in ("_low", "", "_high"))
            assert 0 <= low <= mean <= high <= 1
        assert measured.metrics[f"random_{against}"] == 0.25
    assert measured.metrics["ceiling_category"] > 0.5
    assert measured.metrics["taught_random"] > 0.25
    assert "160 drawn products, 50 simulated wardrobes" in measured.protocol
    assert measured.read == ()


def test_an_unknown_stage_is_refused():
    with pytest.raises(BadOption, match="stage 'tset'"):
        ROLE.open("outfit", {"stage": "tset"})(Path(), seed=0, progress=SILENT)


def test_wardrobes_are_in_one_part_each():
    people = [Wardrobe(f"w{number}", "women", ()) for number in range(50)]
    train, test = split(people, True, 1)
    again, validation = split(people, False, 1)
    assert train == again
    assert [len(part) for part in (train, validation, test)] == [30, 10, 10]
    assert len({one.person_id for part in (train, validation, test) for one in part}) == 50


def test_a_tie_counts_in_part():
    scores = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.5, 0.0, 2.0], [0.0, 0.0, 1.0]])
    assert _is_right(scores).tolist() == [1.0, 0.5, 0.0]
