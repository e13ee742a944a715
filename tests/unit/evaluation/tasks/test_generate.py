"""The captions of the task, and its measures on pictures whose answer is known."""

from itertools import islice

import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tasks.generate import _grey, _held_out, _nearest, caption
from daogou.sources.demo.design import designs
from daogou.studio.dyes import DYES
from daogou.studio.form_drawing import is_held_out
from daogou.studio.wishes import wish_of


def test_captions_are_of_cuts_kept_from_training() -> None:
    asked = list(islice(_held_out(), 30))
    assert all(is_held_out(design) for design in asked)
    assert len({design.seed for design in asked}) == 30


def test_a_caption_says_everything_in_either_language() -> None:
    dress = next(d for d in designs(300, 3) if d.category == "dress" and d.sleeve == "long sleeve")
    for words in (caption(dress, in_chinese=False), caption(dress, in_chinese=True)):
        wish = wish_of(words)
        assert wish.traits["category"].endswith("dress")
        assert wish.traits["sleeve"] == "long_sleeve"
        assert wish.colour in DYES


@pytest.mark.parametrize("in_chinese", [False, True])
def test_the_colour_of_every_caption_is_understood(in_chinese: bool) -> None:
    for design in islice(_held_out(), 60):
        expected = {"camel": "tan"}.get(design.colour, design.colour.replace(" ", "_"))
        assert wish_of(caption(design, in_chinese)).colour == expected


def test_a_picture_is_its_own_nearest_whatever_its_light() -> None:
    chance = np.random.default_rng(0)
    pictures = chance.integers(0, 120, (3, 80, 64, 3)).astype(np.uint8)
    greys = np.stack([_grey(picture) for picture in pictures])
    brighter = np.stack([_grey(picture + 100) for picture in pictures])
    assert _nearest(brighter, greys) == pytest.approx(1.0, abs=1e-4)
    assert _nearest(greys[:1], greys[1:]) < 0.5


@pytest.mark.slow
def test_the_task_runs_on_a_few_captions(tmp_path) -> None:
    task = ROLE.open("generate", {"captions": 3, "taught": 60, "threads": 1})
    metrics = task(tmp_path, seed=0, progress=SILENT).metrics
    assert 0 <= metrics["both"] <= min(metrics["category"], metrics["colour"])
    assert metrics["answered"] == 1.0
    assert metrics["nearest_generated"] <= 1.0
