import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.recommend.attention import sequence_of
from daogou.recommend.history import History, history_of
from daogou.recommend.product_facts import Facts

torch = pytest.importorskip("torch")
training = pytest.importorskip("daogou.recommend.attention_training")

SEQUENCES = [np.array(rows) for rows in ([0, 1, 2], [3, 4], [1, 2, 3, 4, 0, 1, 2], [4, 4, 1])]


def facts(n_products: int = 6) -> Facts:
    content = np.eye(n_products, 3, dtype=np.float32)
    traits, starts = np.array([0, 1, 1, 0], np.int64), np.array([0, 2, 3, 4, 4, 4], np.int64)
    return Facts(n_products, traits, starts[:n_products], 2, content)


def recipe(**given):
    return training.Recipe(**({"dim": 8, "heads": 2, "blocks": 2, "length": 5, "threads": 1} | given))


def test_numpy_gives_what_torch_gives():
    model = training._Model(facts(), recipe()).eval()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    network = model.network(np.ones(6, bool))
    with torch.no_grad():
        items = model.items()
        for sequence in SEQUENCES:
            recent = torch.from_numpy(sequence[-5:])[None]
            expected = model(items, recent)[0, -1].numpy()
            np.testing.assert_allclose(network.encode([sequence])[0], expected, rtol=1e-4, atol=1e-5)


def test_a_sequence_among_longer_ones_is_encoded_as_alone():
    network = next(training.taught(SEQUENCES, facts(), recipe(), seed=1, progress=SILENT))
    together = network.encode(SEQUENCES)
    for row, sequence in zip(together, SEQUENCES, strict=True):
        np.testing.assert_allclose(network.encode([sequence])[0], row, rtol=1e-4, atol=1e-6)
    assert network.encode([]).shape == (0, 8)


def test_only_the_newest_acts_are_looked_at():
    network = next(training.taught(SEQUENCES, facts(), recipe(), seed=1, progress=SILENT))
    long = np.array([3, 3, 3, 0, 1, 2, 3, 4])
    np.testing.assert_array_equal(network.encode([long]), network.encode([long[-5:]]))


def test_teaching_is_decided_by_the_seed_and_leaves_torch_as_it_was():
    torch.manual_seed(7)
    before = torch.get_rng_state()
    first, again, other = (
        next(training.taught(SEQUENCES, facts(), recipe(), seed=seed, progress=SILENT)) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.items, again.items)
    assert (first.items != other.items).any()
    assert torch.equal(torch.get_rng_state(), before)


def test_what_always_follows_is_learnt():
    sequences = [np.array([0, 1, 2, 3, 4]), np.array([1, 2, 3]), np.array([2, 3, 4])] * 4
    plain = Facts(6, np.zeros(0, np.int64), np.zeros(6, np.int64), 0, np.zeros((6, 0), np.float32))
    epochs = training.taught(
        sequences, plain, recipe(dropout=0.0, learning_rate=0.01), seed=1, progress=SILENT
    )
    for _ in range(5):
        network = next(epochs)
    logits = network.encode([np.array([0, 1]), np.array([2, 3])]) @ network.items.T
    assert logits.argmax(axis=1).tolist() == [2, 4]
    assert network.known.tolist() == [True] * 5 + [False]


@pytest.mark.parametrize("rows", [3, 200])  # less and more than are worked on at once
def test_the_catalogue_loss_and_its_gradients_are_those_of_torch(rows):
    generator = torch.Generator().manual_seed(0)
    asked, items = (torch.randn(n, 8, generator=generator, requires_grad=True) for n in (rows, 30))
    wanted = torch.randint(30, (rows,), generator=generator)
    ours = training.catalogue_cross_entropy(asked, items, wanted, torch.float32)
    theirs = torch.nn.functional.cross_entropy(asked @ items.T, wanted)
    torch.testing.assert_close(ours, theirs)
    for mine, other in zip(
        torch.autograd.grad(2 * ours, [asked, items]),
        torch.autograd.grad(2 * theirs, [asked, items]),
        strict=True,
    ):
        torch.testing.assert_close(mine, other)


def test_every_sequence_is_in_one_batch_and_batches_are_about_equally_long():
    lengths = [2, 9, 2, 9, 2, 9, 2]
    batches = training._batches(lengths, 2, torch.Generator().manual_seed(0))
    assert sorted(i for batch in batches for i in batch) == list(range(7))
    assert sum(len({lengths[i] for i in batch}) > 1 for batch in batches) <= 1


def test_a_sequence_leaves_out_the_disliked_the_unknown_and_the_same_again():
    history = History(np.array([5, 1, 1, 2, 3, 1]), np.array([1, 1, 2, -1, 1, 1], np.float32), np.arange(6.0))
    known = np.array([True, True, True, True, True, False])
    assert sequence_of(history, known).tolist() == [1, 3, 1]
    assert sequence_of(history_of([]), known).tolist() == []
