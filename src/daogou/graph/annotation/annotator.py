"""Annotates a picture: what the labeller says, what the nearest products are, what the pixels measure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from daogou.core.ranking import Reason
from daogou.features.label_views import views_of
from daogou.features.labeller import Head, Labeller
from daogou.features.rows import Vectors
from daogou.features.see import Eye, Seen
from daogou.graph.annotation.feed_labels import KINDS, concept_of
from daogou.graph.annotation.labels import Annotation, Label, Region
from daogou.graph.annotation.region import region_of
from daogou.language.concepts import Concepts, concepts
from daogou.language.relations.vocabulary import kinds_for
from daogou.vision.colour import MULTICOLOUR

SHOWN_OTHERS = 3  # less likely values of a kind
SMALLEST_OTHER = 0.05  # of their confidence
SMALLEST_CHANCE = 0.001  # that is remembered
SMALLEST_LABEL = 0.5  # of each value where a picture may have several of a kind
SHOWN_NEIGHBOURS = 3  # as evidence of a label
NEIGHBOURS = 10  # that are asked
FEWEST_AGREEING = 2  # neighbours that must say the same where nothing was taught of a kind
SECOND_COLOUR = 0.15  # of the product's pixels: a smaller share is a detail
CUT = frozenset(str.split("fit sleeve neckline length"))  # only clothes have these
# A vote of neighbours is counted as if so many more had said nothing: 3 of 10 alike are not yet sure of it.
DOUBT = 2.0

# (product id, k) is not enough: the picture is given as its row, float32 [picture_dim]
Nearest = Callable[[Vectors, int], Sequence[tuple[str, float]]]
Facts = Callable[[str], Mapping[str, tuple[str, ...]]]  # product id -> kind -> values


@dataclass(frozen=True)
class Annotator:
    """``nearest`` and ``facts`` replace, where given, what the labeller remembers of the taught products.

    ``concepts``: the shop's; the package's unless given.
    """

    eye: Eye
    labeller: Labeller
    nearest: Nearest | None = None
    facts: Facts | None = None
    concepts: Concepts = field(default_factory=concepts)

    def __call__(self, picture: NDArray[np.uint8]) -> Annotation:
        """Annotate one picture, uint8 [h, w, 3] RGB of any size."""
        seen = self.eye.look(picture)
        return self.annotate_seen(seen, region_of(picture))

    def annotate_seen(self, seen: Seen, region: Region) -> Annotation:
        """The same for a picture that was looked at before."""
        views = views_of(seen.row[None], seen.shades[None], self.eye)
        near = self._near(seen.row, views)
        chances = self.labeller.probabilities(views)
        taught = self.labels_of(chances)[0] if chances else {}
        labels: list[Label] = []
        kinds = _kinds_of(taught.get("category", ()), self.concepts)
        for kind in kinds:
            if kind in taught:
                labels.extend(self._explained(label, near, seen) for label in taught[kind])
            elif kind == "colour":
                labels.extend(measured_colours(seen.colours, seen.main_colour, self.concepts))
            else:
                labels.extend(self._voted(kind, near))
        heads = self.labeller.heads
        likely = {kind: _named(heads[kind], row[0]) for kind, row in chances.items() if kind in kinds}
        return Annotation(region, tuple(labels), likely, dict(seen.colours), tuple(near))

    def unbiased(
        self, ids: Sequence[str], rows: Vectors, shades: Vectors
    ) -> list[dict[str, tuple[Label, ...]]]:
        """What the labeller alone says of products, by rows float32 [n, picture_dim] and shades [n, SHADES].

        Per product: kind -> labels, as before the labeller was taught what the feed says of the product.
        """
        return self.labels_of(self.labeller.unbiased(ids, views_of(rows, shades, self.eye)))

    def labels_of(self, chances: Mapping[str, Vectors]) -> list[dict[str, tuple[Label, ...]]]:
        """Probabilities, kind -> float32 [n, classes], as labels of each of the n pictures."""
        heads = self.labeller.heads
        count = min((len(chance) for chance in chances.values()), default=0)
        return [
            {
                kind: _labels_of(kind, heads[kind], chance[n], self.concepts)
                for kind, chance in chances.items()
            }
            for n in range(count)
        ]

    def _near(self, row: Vectors, views: Mapping[str, Vectors]) -> list[tuple[str, float]]:
        if self.nearest:
            return list(self.nearest(row, NEIGHBOURS))
        return self.labeller.nearest(views, NEIGHBOURS)[0] if self.labeller.ids else []

    def facts_of(self, product_id: str) -> Mapping[str, tuple[str, ...]]:
        """What is known of a product: kind -> values."""
        return self.facts(product_id) if self.facts else self.labeller.labels_of(product_id)

    def _explained(self, label: Label, near: Sequence[tuple[str, float]], seen: Seen) -> Label:
        """With the neighbours that say the same, and for a colour the pixels of that colour."""
        agreeing = [
            Reason("neighbour", product_id, round(likeness, 4))
            for product_id, likeness in near
            if label.value in self.facts_of(product_id).get(label.kind, ())
        ]
        pixels = [
            Reason("pixels", name, share)
            for name, share in seen.colours.items()
            if label.kind == "colour" and is_alike(name, label.concept, self.concepts)
        ]
        return replace(label, because=(*label.because, *agreeing[:SHOWN_NEIGHBOURS], *pixels))

    def _voted(self, kind: str, near: Sequence[tuple[str, float]]) -> list[Label]:
        """Where nothing was taught of a kind: what several of the nearest products say."""
        sayers: dict[str, list[tuple[str, float]]] = {}
        for product_id, likeness in near:
            for value in self.facts_of(product_id).get(kind, ()):
                sayers.setdefault(value, []).append((product_id, likeness))
        if not sayers:
            return []
        value, best = max(sayers.items(), key=lambda item: (len(item[1]), sum(like for _, like in item[1])))
        if len(best) < FEWEST_AGREEING:
            return []
        confidence = round(len(best) / (len(near) + DOUBT), 4)
        because = tuple(Reason("neighbour", name, round(like, 4)) for name, like in best[:SHOWN_NEIGHBOURS])
        return [Label(kind, value, concept_of(kind, value, self.concepts), confidence, (), because)]


def is_alike(measured: str, concept: str, known: Concepts | None = None) -> bool:
    """Whether a measured colour name is that colour, or one is a shade of the other."""
    known = known or concepts()
    return measured in known.with_broader("colour", concept) or concept in known.with_broader(
        "colour", measured
    )


def measured_colours(shares: Mapping[str, float], main: str, known: Concepts | None = None) -> list[Label]:
    """The colours that pixels show, where the shop's own words for colours could not be taught."""
    if not main:
        return []
    named = {main: 1.0} if main == MULTICOLOUR else {n: s for n, s in shares.items() if s >= SECOND_COLOUR}
    return [
        Label("colour", name, concept_of("colour", name, known), share, (), (Reason("pixels", name, share),))
        for name, share in named.items()
    ]


def _kinds_of(categories: Sequence[Label], known: Concepts) -> tuple[str, ...]:
    """What there is to say: a backpack has no neckline, whatever it looks like."""
    told = [kinds_for(label.concept, known) for label in categories]
    missing = CUT - frozenset().union(*told) if told else frozenset()
    return tuple(kind for kind in KINDS if kind not in missing)


def _named(head: Head, chance: Vectors) -> dict[str, float]:
    """Value -> probability, the likeliest first, without the nearly impossible."""
    order = np.argsort(-chance, kind="stable").tolist()
    return {head.classes[row]: float(chance[row]) for row in order if chance[row] >= SMALLEST_CHANCE}


def _labels_of(kind: str, head: Head, chance: Vectors, known: Concepts) -> tuple[Label, ...]:
    """The likeliest value; or all likely ones where several are usual, at least the likeliest."""
    order = [int(row) for row in np.argsort(-chance, kind="stable")]
    count = max(1, int((chance >= SMALLEST_LABEL).sum())) if head.several else 1
    rest = tuple(
        (head.classes[row], round(float(chance[row]), 4))
        for row in order[count : count + SHOWN_OTHERS]
        if chance[row] >= SMALLEST_OTHER
    )
    return tuple(_label(kind, head.classes[row], float(chance[row]), rest, known) for row in order[:count])


def _label(
    kind: str, value: str, chance: float, others: tuple[tuple[str, float], ...], known: Concepts
) -> Label:
    confidence = round(min(chance, 1.0), 4)
    because = (Reason("recogniser", value, confidence),)
    return Label(kind, value, concept_of(kind, value, known), confidence, others, because)
