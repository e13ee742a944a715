"""Garments on people in street photos: is the rest untouched, the colour right, nothing left over?"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound, UnfitPhoto
from daogou.core.progress import Progress, tracked
from daogou.evaluation.street import Street, read_street
from daogou.evaluation.tasks import Measurement, Task
from daogou.evaluation.try_on_measures import (
    REGION,
    REPLACED,
    Verdict,
    delta_e,
    expected,
    garment_region,
    hands_kept,
    hole,
    old_seen,
    outside_ssim,
)
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of
from daogou.studio import try_on
from daogou.studio.dressing.body import Body
from daogou.studio.garments import garment_of
from daogou.studio.try_on import Garment, Person, TryOn, Worn
from daogou.vision import poses, segmenters
from daogou.vision.decode import decode_picture
from daogou.vision.parsing_labels import part_rows
from daogou.vision.poses import Pose, PoseFinder
from daogou.vision.segmenters import PARTS, Segmentation, Segmenter

PROTOCOL = (
    "{people} photos of the {split} split, drawn by seed {seed}, enlarged to {side} px; each with 3 garments "
    "drawn by the same seed, in turn CC0 photos of clothing's test split (cut out, landmarks found) and "
    "drawn ones (landmarks known); any of six kinds. Refused: people {refused_people}, CC0 pictures "
    "{refused_garments} (another was drawn instead). Of the {made} made: outside is SSIM of luminance >= .98 "
    "in the person's box outside of new cloth, true clothes of that half of the body and 2 % of the height "
    "around; colour is CIE76 <= 12 of mean colours; whole is <= 2 % of the middle of trunk or thighs without "
    "new cloth, true masks telling what is in front, and <= 5 % of truly replaced cloth inside of the new "
    "cloth's convex hull as it was; hands: 90 % of true skin there as it was. Pose and parts are the models' "
    "(parts: {parts}), the judging masks the data's."
)
# the folders of clothing/ and how their things are worn
FOLDERS = {
    "t-shirt": "top",
    "longsleeve": "top",
    "shirt": "top",
    "outwear": "coat",
    "dress": "dress",
    "skirt": "skirt",
    "pants": "trousers",
    "shorts": "shorts",
}
BUILDERS = {"top": "top", "coat": "coat", "dress": "dress", "skirt": "skirt", "trousers": "trousers"}
IN_FRONT = ("skin", "face", "hair", "bag", "hat", "glasses", "scarf", "accessory", "belt")
OVER_LOWER = ("top", "coat", "dress", "shoes")  # what may hang over trousers and skirts
T = TypeVar("T")
TRIES = 40  # CC0 pictures looked at for one garment: one in three is no garment from the front


@dataclass(frozen=True)
class Options:
    """``photos``: how many people; ``garments``: for each; ``side``: pixels of the longer side; ``parts``:
    from the garment parser, or the true ``masks``: which failures are the parser's?"""

    backend: str = "warp"
    photos: int = 60
    garments: int = 3
    side: int = 768
    split: Literal["test", "validation"] = "test"
    parts: Literal["parser", "masks"] = "parser"


@dataclass(frozen=True)
class _Made:
    """One try-on with its verdict and its times."""

    kind: str
    source: str
    verdict: Verdict
    seconds: float
    all_seconds: float  # with pose and parts


@dataclass(frozen=True)
class TryOnTask:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Dress everybody and measure.

        Raises:
            NotFound: ``street/`` or ``clothing/`` is not in the data folder.
        """
        street = read_street(data, self.options.split)
        chance = Random(f"try-on/{seed}")
        wardrobe = _Wardrobe(data, chance)
        rows = chance.sample(range(len(street.photos)), min(self.options.photos, len(street.photos)))
        bench = _Bench(try_on.ROLE.open(self.options.backend), street, self.options)
        for row in tracked(rows, progress, "Dressing", len(rows)):
            bench.dress(row, [wardrobe.draw(number) for number in range(self.options.garments)])
        protocol = PROTOCOL.format(
            people=len(rows),
            split=self.options.split,
            seed=seed,
            side=self.options.side,
            parts=self.options.parts,
            refused_people=dict(bench.refused) or "none",
            refused_garments=wardrobe.refused,
            made=len(bench.made),
        )
        return Measurement(metrics_of(bench), protocol, (*street.read, *wardrobe.read))


class _Wardrobe:
    """Garments, drawn ones and CC0 photos in turn."""

    def __init__(self, data: Path, chance: Random) -> None:
        folder = data / "clothing" / "test"
        if not folder.is_dir():
            raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
        self._files = {name: sorted((folder / name).glob("*.jpg")) for name in FOLDERS}
        self._chance = chance
        self._designs = [one for one in designs(3000, 7) if drawn_kind(one)]
        self._cut_out = segmenters.ROLE.open("cut_out")
        self.refused = 0
        self.read: list[Path] = []

    def draw(self, number: int) -> tuple[Garment, str]:
        """The garment and where it is from."""
        return (self._photo(), "cc0") if number % 2 == 0 else (self._drawn(), "drawn")

    def _drawn(self) -> Garment:
        kind = self._chance.choice(try_on.KINDS)
        design = self._chance.choice([one for one in self._designs if drawn_kind(one) == kind])
        photo = picture_of(design)
        mask = (photo.mask / np.float32(255)).astype(np.float32)
        return garment_of(photo.picture, mask, kind, landmarks=photo.landmarks)

    def _photo(self) -> Garment:
        for _ in range(TRIES):
            kind = self._chance.choice(try_on.KINDS)
            folder = self._chance.choice([name for name, worn in FOLDERS.items() if worn == kind])
            file = self._chance.choice(self._files[folder])
            picture = decode_picture(file.read_bytes())
            cut = self._cut_out.segment(picture)
            try:
                garment = garment_of(picture, cut.mask("product").astype(np.float32), kind)
            except UnfitPhoto:
                self.refused += 1
                continue
            self.read.append(file)
            return garment
        raise NotFound("No picture in clothing/ shows a garment.", hint="Fetch the data again.")


def drawn_kind(design: Design) -> str | None:
    """How a drawn product is worn; None for what is not tried on."""
    if design.category == "shorts":
        return "shorts"
    return BUILDERS.get(design.kind["builder"])


class _Bench:
    """Everybody dressed so far."""

    def __init__(self, backend: TryOn, street: Street, options: Options) -> None:
        self._backend = backend
        self._street = street
        self._options = options
        self._finder: PoseFinder = poses.ROLE.open("blazepose")
        self._parser: Segmenter = segmenters.ROLE.open("garment_parser")
        self._rows = part_rows(street.labels)
        self.made: list[_Made] = []
        self.refused: Counter[str] = Counter()

    def dress(self, row: int, garments: Sequence[tuple[Garment, str]]) -> None:
        """One person in each of the garments, one after the other."""
        picture = _enlarged(self._street.picture(row), self._options.side)
        areas = self._rows[self._street.mask(row)].astype(np.uint8)
        true = np.asarray(cv2.resize(areas, picture.shape[1::-1], interpolation=cv2.INTER_NEAREST), np.uint8)
        (pose, parts), before_s = _timed(partial(self._seen, picture))
        if pose is None:
            self.refused["nobody found"] += len(garments)
            return
        truth = Segmentation(PARTS, true, np.ones(true.shape, np.float32))
        person = Person(picture, pose, parts if self._options.parts == "parser" else truth)
        for garment, source in garments:
            try:
                worn, took_s = _timed(partial(self._backend.wear, person, [garment]))
            except UnfitPhoto as refusal:
                self.refused[refusal.message] += 1
                continue
            verdict = judged(person, garment, worn, truth)
            self.made.append(_Made(garment.kind, source, verdict, took_s, took_s + before_s))

    def _seen(self, picture: NDArray[np.uint8]) -> tuple[Pose | None, Segmentation]:
        found = self._finder.find(picture)
        return (found[0] if found else None), self._parser.segment(picture)


def judged(person: Person, garment: Garment, worn: Worn, truth: Segmentation) -> Verdict:
    """The demands on one try-on; ``truth``: the photo's true parts."""
    body = Body(person.pose, person.picture.shape[:2])
    kind, seen = garment.kind, worn.garments[0]
    replaced = truth.mask(*REPLACED[kind])
    front = truth.mask(*IN_FRONT, *(OVER_LOWER if kind in ("trousers", "shorts", "skirt") else ()))
    region = garment_region(seen, truth.mask(*REGION[kind]))
    return Verdict(
        outside_ssim(person.picture, worn.picture, region, ~truth.mask("background")),
        delta_e(worn.picture, seen, garment.picture, garment.mask > 0.9),
        hole(worn.picture, person.picture, seen, expected(body, kind), front),
        old_seen(person.picture, worn.picture, replaced, seen),
        hands_kept(person.picture, worn.picture, truth.mask("skin"), body),
    )


def metrics_of(bench: _Bench) -> Mapping[str, float]:
    """Shares over all that were made, and by kind; a refusal counts for nothing but ``refused``."""
    made = bench.made
    refused = sum(bench.refused.values())
    claims = [one.verdict.claims for one in made]
    found = {f"{name}_holds": _share([claim[name] for claim in claims]) for name in claims[0]}
    held = [all(claim.values()) for claim in claims]
    groups = [(one.kind, one.source) for one in made]
    by = {
        f"all_{name}": _share([ok for ok, group in zip(held, groups, strict=True) if name in group])
        for name in sorted({name for group in groups for name in group})
    }
    hands = [one.verdict.hands for one in made if one.verdict.hands is not None]
    return {
        "all_hold": _share(held),
        **found,
        **by,
        "refused": refused / (refused + len(made)),
        "outside_ssim": float(np.mean([one.verdict.outside_ssim for one in made])),
        "colour_delta_e": float(np.median([one.verdict.colour_delta_e for one in made])),
        "hands_seen": len(hands) / len(made),
        "median_s": float(np.median([one.seconds for one in made])),
        "p90_s": float(np.percentile([one.seconds for one in made], 90)),
        "with_pose_and_parts_median_s": float(np.median([one.all_seconds for one in made])),
        "with_pose_and_parts_p90_s": float(np.percentile([one.all_seconds for one in made], 90)),
    }


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _enlarged(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    scale = side / max(picture.shape[:2])
    size = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return TryOnTask(options)
