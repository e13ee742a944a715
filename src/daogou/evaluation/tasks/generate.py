"""Pictures made from words: does the shop's recogniser see in them what was asked for?"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery
from daogou.core.progress import Progress, tracked
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders
from daogou.features.image_encoders import PlacesEncoder
from daogou.features.recogniser import Recogniser, Views, teach_recogniser
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of
from daogou.sources.demo.vocabulary import chinese
from daogou.studio import generators
from daogou.studio.form_drawing import TRAINING_SEED, is_held_out
from daogou.vision.colour import measure_colour

ASKED_SEED = 29  # of the drawn shop; the network and the recognisers were taught on another
BATCH_SIZE = 16
# The drawn shop's patterns that have no words of their own in what is asked: they are drawn by place.
UNASKED = ("gradient", "graphic", "colour block", "cable knit", "pinstriped", "plaid", "gingham")
UNSAID = ("regular", "full length")
FRAME = 0.8  # width over height of the drawn shop's pictures
COMPARED_SIDE = 64  # pixels, grey, at which a form is compared with those that taught it
PROTOCOL = (
    "Captions, English and Chinese in turn, of drawn designs whose combination of category, silhouette, "
    "neckline, sleeve and length was kept from training (by hash). The shop's recognisers, taught on drawn "
    "products, name category (42) and colour (25) of the generated pictures, cut to the shop's 4:5; drawn_* "
    "is what they reach on the drawn pictures of the same captions. A refused caption counts as wrong. "
    "nearest_* is the mean "
    "correlation of a grey 64 px picture with its nearest among those drawn products, most of which taught "
    "the network too, for generated and for drawn pictures of the captions: copies would stand out."
)


@dataclass(frozen=True)
class Options:
    """``generator``: whose pictures; ``captions``, ``taught``: how many; ``threads``: 0 for all cores."""

    generator: str = "layered_flow"
    captions: int = 240
    taught: int = 1200
    threads: int = 0


@dataclass(frozen=True)
class _Seen:
    """What networks and measures see on pictures: a float32 [n, dim] per view."""

    kind: list[NDArray[np.float32]]
    colour: list[NDArray[np.float32]]
    grey: NDArray[np.float32]


@dataclass(frozen=True)
class _Recognisers:
    kind: Recogniser
    colour: Recogniser

    def right(self, seen: _Seen, asked: Sequence[Design]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which pictures are named as asked: category, colour."""
        kinds, colours = self.kind.recognise(seen.kind), self.colour.recognise(seen.colour)
        return (
            np.array([one == design.category for one, design in zip(kinds, asked, strict=True)]),
            np.array([one == design.colour for one, design in zip(colours, asked, strict=True)]),
        )


@dataclass(frozen=True)
class Generate:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach the recognisers, make the pictures, look at both."""
        del data  # everything is drawn
        views = Views(self._encoder("efficientnet_lite0"), self._encoder("efficientnet_lite2"))
        taught = list(designs(self.options.taught, TRAINING_SEED))
        shown = _seen(_drawn(taught), len(taught), views, progress, "Seeing drawn products")
        recognisers = _Recognisers(
            teach_recogniser(shown.kind, [one.category for one in taught]),
            teach_recogniser(shown.colour, [one.colour for one in taught], view_weights=(0.5, 0.5)),
        )
        asked = list(islice(_held_out(), self.options.captions))
        made, answered, spent = self._made(asked, seed, progress)
        generated = _seen(made, len(made), views, progress, "Seeing generated pictures")
        real = _seen(_drawn(asked), len(asked), views, progress, "Seeing drawn pictures of the captions")
        metrics = _metrics(recognisers, generated, [asked[row] for row in answered], len(asked))
        drawn = _metrics(recognisers, real, asked, len(asked))
        metrics |= {f"drawn_{name}": value for name, value in drawn.items()}
        metrics |= {"answered": len(answered) / len(asked), "seconds_s": spent / max(len(made), 1)}
        metrics |= {
            "nearest_generated": _nearest(generated.grey, shown.grey),
            "nearest_drawn": _nearest(real.grey, shown.grey),
        }
        return Measurement(metrics, PROTOCOL)

    def _made(
        self, asked: Sequence[Design], seed: int, progress: Progress
    ) -> tuple[list[NDArray[np.uint8]], list[int], float]:
        """Pictures, the rows of the captions that they answer, and the seconds they took."""
        generator = generators.ROLE.open(self.options.generator)
        pictures, rows, start = [], [], time.perf_counter()
        for row, design in enumerate(tracked(asked, progress, "Generating", len(asked))):
            try:
                pictures.append(generator.generate([caption(design, row % 2 == 1)], seed=seed)[0])
            except BadQuery:
                continue
            rows.append(row)
        return pictures, rows, time.perf_counter() - start

    def _encoder(self, name: str) -> PlacesEncoder:
        encoder = image_encoders.ROLE.open(name, {"threads": self.options.threads})
        if not isinstance(encoder, PlacesEncoder):  # it is: this tells the type checker
            raise TypeError(name)
        return encoder


def caption(design: Design, in_chinese: bool) -> str:
    """What the design is, said with everything that can be asked for."""
    kind, shape = design.kind, design.silhouette
    said = {k: v for k in ("sleeve", "neckline", "length") if (v := getattr(design, k)) and v not in UNSAID}
    pattern = "" if design.pattern == "plain" else design.pattern
    if in_chinese:
        words = [chinese("colour", design.colour), chinese("pattern", pattern) if pattern else ""]
        words += [chinese(k, v) for k, v in said.items()]
        return "".join([*words, str(shape["zh"]), str(shape.get("noun_zh") or kind["zh"])])
    noun = str(shape.get("noun_en") or kind["en"])
    front = [design.colour, pattern, said.pop("length", ""), str(shape["en"]), noun]
    behind = [f"with {value}" for value in said.values()]
    return " ".join(word for word in [*front, " and ".join(behind)] if word)


def _held_out() -> Iterator[Design]:
    """Designs of forms that were never trained on; of colour siblings the first."""
    families = set()
    for design in designs(1_000_000, ASKED_SEED):
        if is_held_out(design) and design.seed not in families and design.pattern not in UNASKED:
            families.add(design.seed)
            yield design


def _drawn(chosen: Sequence[Design]) -> Iterator[NDArray[np.uint8]]:
    return (picture_of(design).picture for design in chosen)


def _seen(
    pictures: Iterator[NDArray[np.uint8]] | Sequence[NDArray[np.uint8]],
    count: int,
    views: Views,
    progress: Progress,
    title: str,
) -> _Seen:
    kinds, colours, greys = [], [], []
    stream = iter(pictures)
    progress.start(title, count)
    while batch := [_framed(picture) for picture in islice(stream, BATCH_SIZE)]:
        kinds.append(views.of(batch))
        measured = [measure_colour(picture) for picture in batch]
        colours += [(one.descriptor, one.shades) for one in measured]
        greys += [_grey(picture) for picture in batch]
        progress.advance(len(batch))
    progress.finish()
    return _Seen(
        [np.concatenate(view) for view in zip(*kinds, strict=True)],
        [np.stack(view) for view in zip(*colours, strict=True)],
        np.stack(greys),
    )


def _framed(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle in the shop's format: networks squash what they see to a square, and shapes with it."""
    width = round(picture.shape[0] * FRAME)
    aside = max(0, (picture.shape[1] - width) // 2)
    return np.ascontiguousarray(picture[:, aside : picture.shape[1] - aside])


def _grey(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """float32 [side * side], of mean 0 and length 1; a portrait loses no edge: it is padded to a square."""
    height, width = picture.shape[:2]
    aside = (height - width) // 2 if height > width else 0
    square = cv2.copyMakeBorder(picture, 0, 0, aside, aside, cv2.BORDER_REPLICATE)
    small = cv2.resize(square, (COMPARED_SIDE, COMPARED_SIDE), interpolation=cv2.INTER_AREA)
    flat = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32).ravel()
    flat -= flat.mean()
    unit: NDArray[np.float32] = flat / max(float(np.linalg.norm(flat)), 1e-6)
    return unit


def _metrics(recognisers: _Recognisers, seen: _Seen, asked: Sequence[Design], count: int) -> dict[str, float]:
    kind, colour = recognisers.right(seen, asked)
    named = {"category": kind, "colour": colour, "both": kind & colour}
    return {name: float(right.sum() / count) for name, right in named.items()}


def _nearest(ones: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    return float((ones @ others.T).max(axis=1).mean())


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return Generate(options)
