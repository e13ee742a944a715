"""True facts against drawn false ones, the harder the heavier (self-adversarial, Sun et al. 2019)."""

import torch
from torch import Tensor
from torch.nn import functional as F

from daogou.graph.embedding_recipe import Recipe
from daogou.graph.embeddings import Similarity


def pair_scores(similarity: Similarity, queries: Tensor, entities: Tensor) -> Tensor:
    """Scores of each query [b, 1, width] with its own entities [b, k, width]: float32 [b, k]."""
    if similarity == "dot":
        return (queries * entities).sum(dim=-1)
    squares = (queries - entities).square().sum(dim=-1)
    return -squares if similarity == "squared_distance" else -(squares + 1e-9).sqrt()  # a slope at 0


def sampled_loss(recipe: Recipe, true: Tensor, false: Tensor, weights: Tensor) -> Tensor:
    """The loss of true scores [b] and false ones [b, k], each fact weighed; ``weights`` sum to 1."""
    heaviness = torch.softmax(false.detach() * recipe.adversarial, dim=1)  # alike at temperature 0
    above = F.logsigmoid(recipe.margin + true)
    below = (heaviness * F.logsigmoid(-recipe.margin - false)).sum(dim=1)
    return -(weights * (above + below)).sum() / 2
