"""Look for facts that are probably missing, for the owner to accept or reject."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from daogou.core.entity import kind_of
from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.core.settings import GraphSection
from daogou.core.triple import Triple
from daogou.graph.cardinality import asks_for_one
from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.facts import noisy_or
from daogou.graph.lesson import lesson_of
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.book import FAMILY as CONCLUDED
from daogou.graph.statements import is_of
from daogou.graph.stores import GraphStore

VERSION = 1
LINKS, PROPOSALS = "links", "proposals.json"
MOST = 2_000  # more than an owner will read
ABOUT = "product"  # facts about these are proposed
STORED = TypeAdapter(tuple[Proposal, ...])
SURE = 0.8  # of a fact to be learnt from: what one text mentions in passing is not
LEAST = 0.3  # chance of a proposal: an owner who rejects two of three still gains a fact
USUAL = 0.5  # of a category's products have a relation: then the others may lack it
# Smaller and shorter than for a benchmark: proposals come from the likeliest, which are learnt first.
RECIPE = Recipe(epochs=40, batch=512)


def run(out: Path, store: GraphStore, settings: GraphSection, seed: int, progress: Progress) -> None:
    """Fill the folder; no proposals where none are wanted or nothing is known."""
    facts = _teachable(store.triples()) if settings.suggest else []
    found: list[Proposal] = []
    if facts:
        required("torch", "suggesting missing facts", "train")
        from daogou.graph.link_training import learn_links

        model = Model(settings.embedding.name, settings.embedding.options)
        links = learn_links(lesson_of(facts), model, RECIPE, seed=seed, progress=progress)
        (out / LINKS).mkdir()
        links.save(out / LINKS)
        for relation, heads in _asked(facts).items():
            found += links.propose([relation], heads=heads, at_least=LEAST, limit=MOST, progress=progress)
    found.sort(key=lambda one: (-one.confidence, one.fact))
    (out / PROPOSALS).write_bytes(STORED.dump_json(tuple(found[:MOST])))


def _teachable(triples: Iterable[Triple]) -> list[Triple]:
    """What products are, surely enough to learn from.

    What shoppers did is theirs, and no property of a product; sizes are stock, and come and go.
    """
    said: dict[tuple[str, str, str], list[Triple]] = defaultdict(list)
    for triple in triples:
        if kind_of(triple.head) != ABOUT or kind_of(triple.tail) in (ABOUT, "size"):
            continue
        if not is_of(triple.source, CONCLUDED):  # else a hidden fact would be told by what follows from it
            said[triple.fact].append(triple)
    return [own[0] for own in said.values() if noisy_or(one.confidence for one in own) >= SURE]


def _asked(facts: Sequence[Triple]) -> dict[str, list[str]]:
    """Relation -> the products that may lack a fact of it.

    Only where most products of the category have one: a hat has no sleeves. Where nearly all have a single
    value, only those without any.
    """
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        values[fact.relation][fact.head] += 1
    asked = {}
    for relation, counts in sorted(values.items()):
        usual = _usual(counts, facts)
        asked[relation] = sorted(usual - counts.keys() if asks_for_one(counts.values()) else usual)
    return {relation: heads for relation, heads in asked.items() if heads}


def _usual(counts: Mapping[str, int], facts: Iterable[Triple]) -> set[str]:
    """Products of categories most of whose products have the relation that is counted."""
    of_category: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.relation == "has_category":
            of_category[fact.tail].add(fact.head)
    told = (heads for heads in of_category.values() if len(heads & counts.keys()) >= USUAL * len(heads))
    return set().union(*told)


def proposals_in(folder: Path) -> tuple[Proposal, ...]:
    """What a build proposed, likeliest first."""
    return STORED.validate_json((folder / PROPOSALS).read_bytes())
