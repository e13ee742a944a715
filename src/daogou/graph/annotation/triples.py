"""What pictures say, as statements of the graph: beside what the feed says, so that the two can disagree."""

from collections.abc import Iterator, Mapping, Sequence

from daogou.core.entity import entity_id
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.features.rows import Vectors, present
from daogou.graph.annotation.annotator import Annotator
from daogou.graph.annotation.labels import Annotation, Label
from daogou.language.relations.vocabulary import relation_of

SMALLEST_CONFIDENCE = 0.5  # of a statement: a label that is more likely wrong than right is none
ROWS_AT_ONCE = 1_000  # of pictures: their likeness to 8,000 taught ones takes 100 MB


def picture_triples(product: Product, annotation: Annotation) -> Iterator[Triple]:
    """``product:ID`` --relation--> ``kind:concept`` for every label that is likely enough.

    ``source`` is ``picture:`` and where the picture is.
    """
    yield from _triples(product, annotation.labels)


def catalogue_triples(
    products: Sequence[Product], rows: Vectors, shades: Vectors, annotator: Annotator
) -> Iterator[Triple]:
    """The same for a catalogue, by rows float32 [n, picture_dim] and shades [n, SHADES]; opens no picture.

    A product that the annotator was taught on is judged as before it was. Products whose row is zeros have
    no picture.
    """
    if not annotator.labeller.heads:
        return
    shown = [n for n, has_picture in enumerate(present(rows).tolist()) if has_picture]
    for start in range(0, len(shown), ROWS_AT_ONCE):
        part = shown[start : start + ROWS_AT_ONCE]
        ids = [products[n].id for n in part]
        for n, labels in zip(part, annotator.unbiased(ids, rows[part], shades[part]), strict=True):
            yield from _triples(products[n], _flat(labels))


def _flat(labels: Mapping[str, tuple[Label, ...]]) -> tuple[Label, ...]:
    return tuple(label for own in labels.values() for label in own)


def _triples(product: Product, labels: Sequence[Label]) -> Iterator[Triple]:
    source = f"picture:{product.pictures[0].source}" if product.pictures else f"picture:{product.id}"
    for label in labels:
        if label.confidence >= SMALLEST_CONFIDENCE:
            relation = relation_of(label.kind)
            head = entity_id("product", product.id)
            yield Triple(head, relation, label.entity, min(label.confidence, 1.0), source)
