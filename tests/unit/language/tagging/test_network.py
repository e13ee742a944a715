from itertools import pairwise, product

import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.language.tagging.network import Network, load_network

TAGS, UNITS, DIM, HIDDEN = 3, 4, 5, 2


def network(seed: int = 0) -> Network:
    random = np.random.default_rng(seed)
    shapes = {
        "rows": (7, DIM),
        "output": (TAGS, 2 * HIDDEN + DIM),
        "output_bias": (TAGS,),
        "steps": (TAGS, TAGS),
        "first": (TAGS,),
        "last": (TAGS,),
    }
    for side in ("forward", "backward"):
        shapes |= {
            f"input_{side}": (4 * HIDDEN, DIM),
            f"recurrent_{side}": (4 * HIDDEN, HIDDEN),
            f"bias_{side}": (4 * HIDDEN,),
        }
    return Network(**{name: random.normal(size=s).astype(np.float32) for name, s in shapes.items()})


def all_paths(net: Network, scores):
    """Every sequence of tags with its score: the definition."""
    for tags in product(range(TAGS), repeat=UNITS):
        steps = sum(net.steps[a, b] for a, b in pairwise(tags))
        yield (
            tags,
            float(
                net.first[tags[0]]
                + net.last[tags[-1]]
                + steps
                + sum(scores[t, k] for t, k in enumerate(tags))
            ),
        )


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_the_best_of_all_paths(seed):
    net = network(seed)
    scores = np.random.default_rng(seed + 9).normal(size=(UNITS, TAGS)).astype(np.float32)
    best = max(all_paths(net, scores), key=lambda found: found[1])[0]
    assert tuple(net.best(scores)[0]) == best


def test_marginals_are_sums_over_all_paths():
    net = network()
    scores = np.random.default_rng(1).normal(size=(UNITS, TAGS)).astype(np.float32)
    paths = list(all_paths(net, scores))
    total = sum(np.exp(s) for _, s in paths)
    for t in range(UNITS):
        for k in range(TAGS):
            expected = sum(np.exp(s) for tags, s in paths if tags[t] == k) / total
            assert net.marginals(scores)[t, k] == pytest.approx(expected, rel=1e-5)


def test_no_units_have_no_tags():
    assert network().best(np.zeros((0, TAGS), dtype=np.float32))[0] == []


def test_emissions_are_pytorchs():
    torch = pytest.importorskip("torch")
    net, rows = network(), np.random.default_rng(2).normal(size=(UNITS, DIM)).astype(np.float32)
    lstm = torch.nn.LSTM(DIM, HIDDEN, bidirectional=True, batch_first=True)
    with torch.no_grad():
        for side, suffix in (("forward", ""), ("backward", "_reverse")):
            getattr(lstm, f"weight_ih_l0{suffix}").copy_(torch.tensor(getattr(net, f"input_{side}")))
            getattr(lstm, f"weight_hh_l0{suffix}").copy_(torch.tensor(getattr(net, f"recurrent_{side}")))
            getattr(lstm, f"bias_ih_l0{suffix}").copy_(torch.tensor(getattr(net, f"bias_{side}")))
            getattr(lstm, f"bias_hh_l0{suffix}").zero_()
        states = lstm(torch.tensor(rows)[None])[0][0].numpy()
    expected = np.concatenate([np.tanh(rows), states], axis=1) @ net.output.T + net.output_bias
    assert np.allclose(net.emissions(rows), expected, atol=1e-5)


def test_another_file_is_refused(tmp_path):
    np.savez(tmp_path / "t.npz", rows=np.zeros(3))
    with pytest.raises(CorruptAsset):
        load_network(tmp_path / "t.npz")
