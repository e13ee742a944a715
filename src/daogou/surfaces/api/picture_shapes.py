"""What a picture shows as JSON: plain dictionaries in the shapes that ``picture_answers.py`` documents."""

from collections.abc import Iterable, Mapping

from daogou.assembly.shop import Shop
from daogou.core.entity import entity_id
from daogou.core.product import Product
from daogou.core.ranking import Reason
from daogou.graph.annotation.labels import Annotation, Label, Region
from daogou.graph.answering.reply import Reply
from daogou.language.relations.vocabulary import relation_of
from daogou.surfaces.api.graph_shapes import sure
from daogou.surfaces.api.shapes import Shape, card_shape
from daogou.surfaces.graph.words import Words
from daogou.surfaces.http.cards import page_address, picture_address

NEIGHBOUR = "neighbour"


def annotation_shape(shop: Shop, found: Annotation, language: str, photo: str) -> Shape:
    """An ``AnnotationAnswer``."""
    reasons = [reason for label in found.labels for reason in label.because]
    alike = dict(found.nearest)
    known = products_in(shop, reasons, alike)
    words = Words(language, shop.graph().get([label.entity for label in found.labels]))
    return {
        "region": _region(found.region),
        "labels": [_label(label, words, known) for label in found.labels],
        "colours": [{"name": name, "share": sure(share)} for name, share in found.colours.items()],
        "nearest": [
            {"product": card_shape(shop, known[product_id], language), "likeness": sure(likeness)}
            for product_id, likeness in alike.items()
            if product_id in known
        ],
        "photo": photo,
        "release": shop.release,
    }


def reply_shape(shop: Shop, reply: Reply, photo: str) -> Shape:
    """A ``ReplyAnswer``."""
    asked, known = reply.question, products_in(shop, reply.because)
    return {
        "question": {
            "text": asked.text,
            "language": asked.language,
            "form": asked.form,
            "kind": asked.kind,
            "mentions": [
                {"kind": one.kind, "entity": entity_id(one.kind, one.concept), "text": one.text}
                for one in asked.mentions
            ],
        },
        "answer": reply.text,
        "value": reply.value,
        "confidence": sure(reply.confidence),
        "refused": reply.refused,
        "because": evidence_shape(reply.because, known),
        "photo": photo,
        "release": shop.release,
    }


def products_in(shop: Shop, reasons: Iterable[Reason], also: Iterable[str] = ()) -> dict[str, Product]:
    """id -> product, of the neighbours among the reasons and some more."""
    ids = [*also, *(reason.what for reason in reasons if reason.kind == NEIGHBOUR)]
    return {product.id: product for product in shop.products(list(dict.fromkeys(ids)))}


def evidence_shape(reasons: Iterable[Reason], known: Mapping[str, Product]) -> list[Shape]:
    """``EvidenceAnswer`` of each."""
    return [_evidence(reason, known.get(reason.what)) for reason in reasons]


def _evidence(reason: Reason, product: Product | None) -> Shape:
    shown = product if reason.kind == NEIGHBOUR else None
    return {
        "kind": reason.kind,
        "what": reason.what,
        "weight": sure(reason.weight),
        "picture": picture_address(shown.id, 0) if shown and shown.pictures else "",
        "page": page_address(shown.id) if shown else "",
    }


def _label(label: Label, words: Words, known: Mapping[str, Product]) -> Shape:
    return {
        "kind": label.kind,
        "kind_label": words.relation(relation_of(label.kind)),
        "value": label.value,
        "label": words.name(label.entity) if label.entity in words.entities else label.value,
        "entity": label.entity,
        "confidence": sure(label.confidence),
        "others": [{"value": value, "confidence": sure(chance)} for value, chance in label.others],
        "because": evidence_shape(label.because, known),
    }


def _region(region: Region) -> Shape:
    return {
        "box": [sure(side) for side in region.box],
        "area": sure(region.area),
        "is_plain": bool(region.is_plain),
        "pieces": region.pieces,
    }
