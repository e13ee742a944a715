"""The small shop's graph, and what its pictures show: few enough facts to check by hand.

Every garment has a colour, a material, a category, a brand and sizes. Two shoppers did things that nobody
may ever see over HTTP: ``shopper:mei`` bought dress-1 and shirt-5, ``shopper:li`` viewed boots-9.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.entity import Entity
from daogou.core.errors import NotFound
from daogou.core.product import Language, Product
from daogou.core.ranking import Reason
from daogou.core.triple import Triple
from daogou.graph import stores
from daogou.graph.annotation.labels import Annotation, Label, Region
from daogou.graph.answering.question import Mention, Question
from daogou.graph.answering.reply import Reply
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.stores import GraphStore
from daogou.graph.support import Alike, Because, Regularity
from daogou.graph.vocabulary import BadVocabulary, vocabulary

PAINTS = {
    "red": (200, 55, 45),
    "blue": (47, 102, 196),
    "green": (63, 138, 79),
    "black": (30, 28, 27),
    "beige": (227, 211, 180),
}
COLOURS_ZH = {"red": "红色", "blue": "蓝色", "green": "绿色", "black": "黑色", "beige": "米色"}
_CATEGORIES_ZH = {"Dresses": "连衣裙", "Shirts": "衬衫", "Boots": "靴子"}
SHOPPERS = ("shopper:mei", "shopper:li")


def filled_store(folder: Path, products: Iterable[Product]) -> GraphStore:
    """The facts of the garments and of two shoppers, in memory; the folder stays empty."""
    store = stores.ROLE.open("memory").open(folder)
    for product in products:
        named, said = zip(*_facts(product), strict=True)
        store.upsert([Entity(f"product:{product.id}", "product", dict(product.titles)), *named], said)
    people = [Entity(name, "shopper") for name in SHOPPERS]
    seasons = [Entity("season:summer", "season", {"en": "summer", "zh": "夏季"})]
    store.upsert([*people, *seasons], _HAPPENED)
    return store


def _facts(product: Product) -> Iterator[tuple[Entity, Triple]]:
    head, colour = f"product:{product.id}", product.attributes["colour"][0]
    category = product.category[-1]
    tails = [
        ("has_colour", "colour", colour, {"en": colour, "zh": COLOURS_ZH[colour]}, 1.0),
        ("made_of", "material", "cotton", {"en": "cotton", "zh": "棉"}, 0.9),
        (
            "has_category",
            "category",
            category.lower(),
            {"en": category, "zh": _CATEGORIES_ZH[category]},
            1.0,
        ),
        ("made_by", "brand", product.brand.lower(), {"en": product.brand, "zh": product.brand}, 1.0),
    ]
    for relation, kind, key, labels, sure in tails:
        tail = Entity(f"{kind}:{key}", kind, labels)
        yield tail, Triple(head, relation, tail.id, sure, f"feed:{kind}")


_HAPPENED = [
    Triple("shopper:mei", "bought", "product:dress-1", 1.0, "events"),
    Triple("shopper:mei", "bought", "product:shirt-5", 1.0, "events"),
    Triple("shopper:li", "viewed", "product:boots-9", 1.0, "events"),
    Triple("shopper:mei", "prefers", "colour:red", 0.8, "rule:prefers"),
    Triple("product:dress-1", "bought_with", "product:shirt-5", 0.7, "events"),
    Triple("product:dress-1", "has_colour", "colour:red", 0.6, "picture:/srv/shop/pictures/dress-1.png"),
    Triple("product:dress-1", "made_of", "material:cotton", 0.5, "feed:titles.en"),
    Triple("shopper:li", "same_as", "product:boots-10", 0.9, "rule:odd"),  # a relation that joins anything
    Triple("product:dress-2", "for_season", "season:summer", 1.0, "feed:season"),
]


def proposals_for(product_id: str) -> list[Proposal]:
    """Three suggestions, one of them about a person."""
    because = Because(
        (Regularity(("made_of", "material:cotton"), 7, 9),),
        (
            Alike("product:dress-2", (("has_colour", "colour:red"), ("made_of", "material:cotton"))),
            Alike("shopper:li", (("has_colour", "colour:red"),)),
        ),
    )
    every = [
        Proposal("product:dress-1", "for_season", "season:summer", 0.91, because),
        Proposal("shopper:mei", "prefers", "colour:blue", 0.8, Because((), ())),
        Proposal("product:shirt-5", "for_season", "season:summer", 0.6, Because((), ())),
    ]
    return [one for one in every if not product_id or one.head == f"product:{product_id}"]


def check_decision(store: GraphStore, head: str, relation: str, tail: str) -> None:
    """As a shop refuses what is no fact."""
    if not vocabulary()[relation].allows(head, tail):
        raise BadVocabulary(f"{relation} does not join {head} and {tail}.")
    for name in (head, tail):
        if name not in store.get([name]):
            raise NotFound(f"The graph has no entity {name!r}.", hint="Find its id by its name first.")


def disagreements() -> list[Contradiction]:
    """One about a garment, one about a person."""
    return [
        Contradiction(
            head,
            relation,
            (Triple(head, relation, "colour:blue", 0.6, "picture:/srv/a.png"),),
            (Triple(head, relation, "colour:red", 1.0, "feed:colour"),),
        )
        for head, relation in (("product:dress-1", "has_colour"), ("shopper:mei", "prefers"))
    ]


def annotation_of(picture: NDArray[np.uint8], products: Iterable[Product]) -> Annotation:
    """The colour in the middle, and the garments that have it."""
    middle = picture[picture.shape[0] // 2, picture.shape[1] // 2].astype(int)
    away = {name: int(np.abs(middle - paint).sum()) for name, paint in PAINTS.items()}
    colour = min(away, key=lambda name: away[name])
    like = [product.id for product in products if product.attributes["colour"][0] == colour][:3]
    because = (Reason("pixels", colour, 0.9), Reason("neighbour", like[0], 0.8))
    label = Label("colour", colour, colour, 0.95, (("black", 0.03),), because)
    return Annotation(
        region=Region((0.2, 0.1, 0.8, 0.9), 0.4, np.ones((4, 4), np.bool_), True, 1),
        labels=(label,),
        chances={"colour": {colour: 0.95, "black": 0.03}},
        colours={colour: 0.9},
        nearest=tuple((product_id, 0.8) for product_id in like),
    )


def reply_to(annotation: Annotation, question: str, language: Language) -> Reply:
    """Knows colours only."""
    label = annotation.labels[0]
    if "colour" not in question and "颜色" not in question:
        asked = Question(question, language, "unknown", why="off_topic")
        return Reply(asked, "不知道。" if language == "zh" else "I cannot say.", refused="off_topic")
    mentions = (Mention("colour", "red", "red"),) if "red" in question else ()
    asked = Question(question, language, "verify" if mentions else "ask", "colour", mentions)
    text = f"是{COLOURS_ZH[label.value]}。" if language == "zh" else f"It is {label.value}."
    return Reply(asked, text, label.value, label.confidence, because=label.because)
