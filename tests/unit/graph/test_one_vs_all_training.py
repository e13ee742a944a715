"""The hand-made gradient is the one that autograd finds."""

import pytest

torch = pytest.importorskip("torch", reason="needs torch")

from daogou.graph.one_vs_all_training import Answers, OneVsAll  # noqa: E402


def naive_scores(similarity, queries, entities):
    if similarity == "dot":
        return queries @ entities.T
    apart = queries[:, None] - entities[None]
    squares = apart.square().sum(-1)
    return -squares if similarity == "squared_distance" else -(squares + 1e-12).sqrt()


def naive_loss(similarity, smoothing, queries, entities, answers):
    scores = naive_scores(similarity, queries, entities).log_softmax(dim=1)
    true = scores[answers.rows, answers.entities]
    uniform = scores.mean(dim=1)[answers.rows]
    return -(((1 - smoothing) * true + smoothing * uniform) * answers.weights).sum()


def naive_sparing_loss(similarity, queries, entities, answers):
    powers = naive_scores(similarity, queries, entities).exp()
    loss = 0
    for row, entity, weight in zip(answers.rows, answers.entities, answers.weights, strict=True):
        true = answers.entities[answers.rows == row]
        false = sum(powers[row, e] for e in range(len(entities)) if e not in true)
        loss = loss - weight * (powers[row, entity] / (powers[row, entity] + false)).log()
    return loss


@pytest.fixture
def batch():
    generator = torch.Generator().manual_seed(1)
    queries = torch.randn(4, 6, generator=generator, requires_grad=True)
    entities = torch.randn(9, 6, generator=generator, requires_grad=True)
    weights = torch.tensor([0.1, 0.2, 0.3, 0.25, 0.15])
    answers = Answers(torch.tensor([0, 0, 1, 2, 3]), torch.tensor([3, 8, 0, 3, 5]), weights)
    return queries, entities, answers


@pytest.mark.parametrize("similarity", ["dot", "distance", "squared_distance"])
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_its_gradient_is_that_of_the_written_out_loss(batch, similarity, smoothing):
    queries, entities, answers = batch
    naive_loss(similarity, smoothing, queries, entities, answers).backward()
    by_entity = torch.full_like(entities, 7.0)
    _, by_query = OneVsAll(similarity, smoothing)(queries.detach(), entities.detach(), answers, by_entity)
    torch.testing.assert_close(by_query, queries.grad, rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(by_entity, entities.grad, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("similarity", ["dot", "distance", "squared_distance"])
def test_when_sparing_each_answer_competes_with_false_ones_only(batch, similarity):
    queries, entities, answers = batch
    expected = naive_sparing_loss(similarity, queries, entities, answers)
    expected.backward()
    by_entity = torch.full_like(entities, 7.0)
    taught = OneVsAll(similarity, spare=True)
    loss, by_query = taught(queries.detach(), entities.detach(), answers, by_entity)
    assert loss == pytest.approx(expected.item(), rel=1e-4)
    torch.testing.assert_close(by_query, queries.grad, rtol=1e-3, atol=1e-5)
    torch.testing.assert_close(by_entity, entities.grad, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("similarity", ["dot", "distance", "squared_distance"])
def test_its_loss_is_the_cross_entropy(batch, similarity):
    queries, entities, answers = batch
    loss, _ = OneVsAll(similarity)(
        queries.detach(), entities.detach(), answers, torch.empty_like(entities.detach())
    )
    assert loss == pytest.approx(naive_loss(similarity, 0.0, queries, entities, answers).item(), rel=1e-4)


@pytest.mark.parametrize("similarity", ["dot", "distance", "squared_distance"])
def test_low_precision_points_the_same_way(batch, similarity):
    queries, entities, answers = batch
    naive_loss(similarity, 0.0, queries, entities, answers).backward()
    by_entity = torch.empty_like(entities.detach())
    OneVsAll(similarity, low_precision=True)(queries.detach(), entities.detach(), answers, by_entity)
    likeness = torch.nn.functional.cosine_similarity(by_entity.flatten(), entities.grad.flatten(), dim=0)
    assert likeness > 0.99


def test_memory_of_a_larger_batch_does_not_leak_into_a_smaller_one(batch):
    queries, entities, answers = batch
    taught = OneVsAll("dot")
    gradient = torch.empty_like(entities.detach())
    taught(torch.randn(9, 6), entities.detach(), answers, gradient)
    again = taught(queries.detach(), entities.detach(), answers, gradient)
    fresh = OneVsAll("dot")(queries.detach(), entities.detach(), answers, gradient)
    torch.testing.assert_close(again[1], fresh[1])
