"""Facts of real products hidden from a graph, and how proposals for them are judged."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph.build import gathered
from daogou.graph.calibration import calibration_error
from daogou.graph.link_prediction import Proposal
from daogou.language.concepts import concepts

Key = tuple[str, str, str]

HIDDEN = 0.1  # of the facts: as many as a feed may well lack
BANDS = (0.3, 0.5, 0.7, 0.9)  # lower ends; below the first a build proposes nothing
_BRAND = re.compile(r"(.+?)\s+(?:men|women|boys|girls|kids|unisex)(?:['’]?s)?\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Hidden:
    """``known``: what is taught; ``missing``: (head, relation) -> its tail, which is not among these."""

    known: Sequence[Triple]
    missing: Mapping[tuple[str, str], str]


def with_brand(product: Product) -> Product:
    """The brand is what the title says before it says for whom; the data have no column for it."""
    found = _BRAND.match(product.titles["en"])
    return replace(product, brand=found[1]) if found else product


def hide(products: Iterable[Product], relations: Collection[str], seed: int) -> Hidden:
    """Hide a share of the products' facts of these relations; of those with one value, so that all is hidden.

    What follows from the ontology stays: it says nothing about a product.
    """
    _, triples = gathered((with_brand(product) for product in products), concepts())
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for triple in triples:
        if triple.relation in relations and triple.head.startswith("product:"):
            values[triple.head, triple.relation].add(triple.tail)
    single = sorted(key for key, tails in values.items() if len(tails) == 1)
    order = np.random.default_rng(seed).permutation(len(single))[: int(HIDDEN * len(single))]
    missing = {single[row]: next(iter(values[single[row]])) for row in order.tolist()}
    known = [triple for triple in triples if (triple.head, triple.relation) not in missing]
    tails = {triple.tail for triple in known}
    return Hidden(known, {key: tail for key, tail in missing.items() if tail in tails})


def commonest_guesses(hidden: Hidden) -> dict[tuple[str, str], str]:
    """What products of the same category have most often: the guess that needs no learning."""
    category = {triple.head: triple.tail for triple in hidden.known if triple.relation == "has_category"}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for triple in hidden.known:
        if triple.head in category:
            for kind in (category[triple.head], ""):
                counts[triple.relation, kind][triple.tail] += 1
    return {
        (head, relation): min(
            (counts.get((relation, category.get(head, ""))) or counts[relation, ""]).items(),
            key=lambda one: (-one[1], one[0]),
        )[0]
        for head, relation in hidden.missing
    }


def commonest_accuracy(hidden: Hidden) -> dict[str, float]:
    """How often the commonest guess is right: in all, and by relation."""
    guesses = commonest_guesses(hidden)
    right: dict[str, list[bool]] = defaultdict(list)
    for key, tail in sorted(hidden.missing.items()):
        right[""].append(guesses[key] == tail)
        right[f"{key[1]}_"].append(guesses[key] == tail)
    return {f"{name}commonest_accuracy": float(np.mean(own)) for name, own in right.items()}


def judged(best: Mapping[tuple[str, str], Proposal], hidden: Hidden) -> dict[str, float]:
    """Figures of the likeliest proposal for each hidden fact; one that got none counts as wrong."""
    keys = sorted(hidden.missing)
    is_right = np.array([key in best and best[key].tail == hidden.missing[key] for key in keys])
    chances = np.array([best[key].confidence if key in best else 0.0 for key in keys])
    metrics = {"hidden": float(len(keys)), "accuracy": float(is_right.mean())}
    metrics["calibration_error"] = calibration_error(chances, is_right)
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        inside = (chances >= low) & (chances < high)
        metrics[f"from_{low}"] = float(inside.sum())
        if inside.any():
            metrics[f"from_{low}_precision"] = float(is_right[inside].mean())
    proposed = chances >= BANDS[0]
    metrics["proposed"] = float(proposed.mean())
    metrics["precision"] = float(is_right[proposed].mean()) if proposed.any() else 0.0
    for relation in sorted({relation for _, relation in keys}):
        own = np.array([key[1] == relation for key in keys])
        metrics[f"{relation}_accuracy"] = float(is_right[own].mean())
    return metrics
