import random

import numpy as np
import pytest

from daogou.language.tagging.tagger import load_tagger
from daogou.language.tagging.training import Labelled, Lessons, train_tagger
from daogou.language.tagging.units import Span

pytest.importorskip("torch")
LESSONS = Lessons(epochs=25, dim=32, hidden=16, rate=1e-2, batch=16, features_dropped=0.2, dropout=0.1)


def titles(count: int, seed: int) -> list[Labelled]:
    """A brand is what stands before 牌; goods follow."""
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        brand = "".join(draw.choices("山海云月星风雪松竹梅", k=2))
        goods = draw.choice(["手机", "耳机", "台灯", "雨伞"])
        text = f"{draw.choice(['新款', '正品', ''])}{brand}牌{goods}包邮"
        at = text.index(brand + "牌")
        spans = (Span(at, at + 2, "brand"), Span(at + 3, at + 5, "category"))
        made.append(Labelled(text, spans))
    return made


@pytest.fixture(scope="module")
def tagger():
    return train_tagger(titles(200, 0), seed=0, lessons=LESSONS)


@pytest.mark.slow
def test_it_finds_names_it_never_saw(tagger):
    found = tagger("正品泉石牌雨伞包邮")
    assert [(m.text, m.kind) for m in found] == [("泉石", "brand"), ("雨伞", "category")]
    assert all(0 < m.confidence <= 1 and m.id == "" for m in found)


@pytest.mark.slow
def test_what_is_saved_tags_the_same(tagger, tmp_path):
    tagger.save(tmp_path / "tagger.npz")
    again = load_tagger(tmp_path / "tagger.npz")
    for title in titles(20, 7):
        before, after = tagger(title.text), again(title.text)
        assert [(m.start, m.end, m.kind) for m in before] == [(m.start, m.end, m.kind) for m in after]


def test_the_loss_is_the_likelihood_of_the_wanted_path():
    import torch

    from daogou.language.tagging.network_training import TorchNetwork

    torch.manual_seed(0)
    net = TorchNetwork(5, 3, Lessons(dim=4, hidden=2))
    torch.nn.init.normal_(net.steps)
    net.eval()
    titles_, tags = [[[0, 1], [2], [3]], [[4]]], [[0, 2, 1], [1]]
    exported = net.exported()
    expected = 0.0
    for rows, wanted in zip(titles_, tags, strict=True):
        summed = np.stack([exported.rows[r].sum(axis=0) for r in rows])
        scores = exported.emissions(summed)
        expected -= _log_share(exported, scores, wanted)
    assert net.loss(titles_, tags).item() == pytest.approx(expected / 2, rel=1e-4)


def _log_share(net, scores, wanted):
    from itertools import pairwise, product

    def score(path):
        steps = sum(net.steps[a, b] for a, b in pairwise(path))
        return net.first[path[0]] + net.last[path[-1]] + steps + sum(scores[t, k] for t, k in enumerate(path))

    everything = [score(path) for path in product(range(3), repeat=len(scores))]
    return score(wanted) - np.logaddexp.reduce(everything)
