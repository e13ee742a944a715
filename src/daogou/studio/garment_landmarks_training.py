"""Teaches the finder of landmarks on drawn garments.

``python -m daogou.studio.garment_landmarks_training FILE`` writes the weights. Each drawn outline is shown
many times: sleeves turned about the shoulder by -8 to 65 degrees, the whole tilted, stretched, sheared, bent,
thickened or thinned, bitten into, mirrored. Needs ``daogou[train]``.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of
from daogou.studio.garment_shape import FAMILIES, NAMES, SIDE, UPPER, box_of, shape_of

Points = NDArray[np.float64]  # [landmarks, 2], NaN for one that a garment has not
Bytes = NDArray[np.uint8]

SEED, GARMENTS = 11, 900  # of the drawn shop; the test set is drawn with seed 12
COPIES = (14, 40, 24)  # of each outline, by family: there are fewer skirts and trousers
EPOCHS, BATCH, RATE = 22, 128, 2e-3
MARGIN = 90  # pixels of air for sleeves that are turned
PLACES, PRESENCE = 20.0, 0.1  # weights of the two losses
KINDS = {"top": "top", "coat": "coat", "dress": "dress", "trousers": "trousers", "skirt": "skirt"}


@dataclass(frozen=True)
class Outline:
    """A drawn garment's mask uint8 [375, 300] and its landmarks."""

    kind: str
    mask: Bytes
    places: Points


def outlines(count: int, seed: int) -> list[Outline]:
    """Different designs only: colours of one family share their outline."""
    found: list[Outline] = []
    seen: set[str] = set()
    for design in designs(20 * count, seed):
        kind = worn_as(design)
        if kind is None or design.seed in seen:
            continue
        seen.add(design.seed)
        photo = picture_of(design)
        mask = np.asarray(cv2.resize(photo.mask, (300, 375), interpolation=cv2.INTER_AREA), np.uint8)
        nowhere = (np.nan, np.nan)
        places = np.array([photo.landmarks.get(name, nowhere) for name in NAMES[FAMILIES[kind]]]) / 2
        found.append(Outline(kind, mask, places))
        if len(found) == count:
            break
    return found


def worn_as(design: Design) -> str | None:
    """The kind; None for what is no such garment."""
    return "shorts" if design.category == "shorts" else KINDS.get(design.kind["builder"])


def varied(outline: Outline, chance: np.random.Generator) -> tuple[Bytes, Points]:
    """The outline as it might lie in another picture."""
    mask = np.asarray(cv2.copyMakeBorder(outline.mask, *(MARGIN,) * 4, cv2.BORDER_CONSTANT), np.uint8)
    places = outline.places + MARGIN
    if FAMILIES[outline.kind] == 0 and chance.random() < 0.75:
        mask, places = _sleeves_turned(mask, places, chance)
    mask, places = _moved(mask, places, chance)
    mask, places = _bent(mask, places, chance)
    mask = _damaged(mask, chance)
    return _mirrored(mask, places, outline.kind) if chance.random() < 0.5 else (mask, places)


def _sleeves_turned(mask: Bytes, places: Points, chance: np.random.Generator) -> tuple[Bytes, Points]:
    row = {name: number for number, name in enumerate(UPPER)}
    if np.isnan(places[row["sleeve_outer_left"], 0]):
        return mask, places
    trunk, turned = _trunk(mask, places, row), places.copy()
    result = np.minimum(mask, trunk)
    for side, sign in (("right", 1), ("left", -1)):
        ends = [
            places[row[f"{name}_{side}"]] for name in ("shoulder", "sleeve_outer", "sleeve_inner", "armpit")
        ]
        about = 0.7 * ends[0] + 0.3 * ends[3]
        degrees = sign * float(chance.uniform(-8, 65))  # clockwise as seen
        sleeve = np.where(trunk > 0, np.uint8(0), mask)
        half = slice(mask.shape[1] // 2, None) if side == "right" else slice(None, mask.shape[1] // 2)
        sleeve[:, half] = 0
        cv2.fillPoly(sleeve, [np.array(ends).astype(np.int32)], 255)  # what the trunk hides of it, too
        turn = cv2.getRotationMatrix2D((float(about[0]), float(about[1])), -degrees, 1.0)
        result = np.maximum(result, cv2.warpAffine(sleeve, turn, mask.shape[::-1]))
        for name in ("sleeve_outer", "sleeve_inner"):
            turned[row[f"{name}_{side}"]] = turn[:, :2] @ places[row[f"{name}_{side}"]] + turn[:, 2]
    return result, turned


def _trunk(mask: Bytes, places: Points, row: dict[str, int]) -> Bytes:
    """255 between the lines from the shoulders over the armpits down the sides."""
    far = np.array([0.0, 1000.0])
    lines = []
    for side in ("right", "left"):
        line = [places[row[f"{name}_{side}"]] for name in ("shoulder", "armpit", "waist", "hem")]
        known = [place for place in line if not np.isnan(place).any()]
        lines.append([known[0] - far, *known, known[-1] + far])
    region = np.zeros_like(mask)
    cv2.fillPoly(region, [np.array([*lines[0], *reversed(lines[1])]).astype(np.int32)], 255)
    return region


def _moved(mask: Bytes, places: Points, chance: np.random.Generator) -> tuple[Bytes, Points]:
    """Tilted, stretched and sheared about the middle; a quarter smaller, so that nothing leaves the frame."""
    angle, shear = np.radians(chance.normal(0, 6)), chance.normal(0, 0.05)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = 0.75 * turn @ np.array([[1, shear], [0, 1]]) @ np.diag(np.exp(chance.normal(0, 0.1, 2)))
    middle = np.array(mask.shape[::-1]) / 2
    shift = middle - matrix @ middle
    move = np.column_stack([matrix, shift]).astype(np.float32)
    return np.asarray(cv2.warpAffine(mask, move, mask.shape[::-1]), np.uint8), places @ matrix.T + shift


def _bent(mask: Bytes, places: Points, chance: np.random.Generator) -> tuple[Bytes, Points]:
    height, width = mask.shape
    most = chance.uniform(0, 9)
    field = [
        most * cv2.resize(chance.normal(0, 1, (5, 4)).astype(np.float32), (width, height), interpolation=2)
        for _ in range(2)
    ]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    bent = cv2.remap(mask, columns + field[0], rows + field[1], cv2.INTER_LINEAR)
    x, y = np.clip(np.round(np.nan_to_num(places)).astype(int), 0, (width - 1, height - 1)).T
    return np.asarray(bent, np.uint8), places - np.column_stack([field[0][y, x], field[1][y, x]])


def _damaged(mask: Bytes, chance: np.random.Generator) -> Bytes:
    if chance.random() < 0.4:
        change = cv2.dilate if chance.random() < 0.5 else cv2.erode
        mask = np.asarray(change(mask, np.ones((int(chance.integers(2, 6)),) * 2, np.uint8)), np.uint8)
    if chance.random() < 0.3:
        rim = np.argwhere(cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 100)
        y, x = rim[chance.integers(len(rim))]
        ink = 0 if chance.random() < 0.6 else 255
        cv2.circle(mask, (int(x), int(y)), int(chance.integers(4, 14)), ink, -1)
    return mask


def _mirrored(mask: Bytes, places: Points, kind: str) -> tuple[Bytes, Points]:
    names = NAMES[FAMILIES[kind]]
    other = {"right": "left", "left": "right"}
    order = []
    for name in names:
        stem, _, side = name.rpartition("_")
        order.append(names.index(f"{stem}_{other[side]}" if side in other else name))
    turned = places.copy()
    turned[:, 0] = mask.shape[1] - 1 - turned[:, 0]
    return np.ascontiguousarray(mask[:, ::-1]), turned[order]


def examples(
    drawn: Sequence[Outline], family: int, copies: int, chance: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Shapes [n, SIDE * SIDE] and places in their squares [n, landmarks, 2]."""
    shapes, said = [], []
    for outline in (one for one in drawn if FAMILIES[one.kind] == family):
        for _ in range(copies):
            mask, places = varied(outline, chance)
            soft = np.asarray(mask / np.float32(255), np.float32)
            left, top, side = box_of(soft)
            shapes.append(shape_of(soft))
            said.append(((places - (left, top)) / side).astype(np.float32))
    return np.array(shapes), np.array(said)


def taught(shapes: NDArray[np.float32], places: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """The weights of one family's network, float16; its mean places float32."""
    torch = required("torch", "teaching landmarks", extra="train")
    torch.manual_seed(0)
    count, mean = places.shape[1], np.nanmean(places, axis=0)
    layers = torch.nn.ModuleDict(
        {
            "a": torch.nn.Linear(SIDE * SIDE, 256),
            "b": torch.nn.Linear(256, 192),
            "c": torch.nn.Linear(192, 3 * count),
        }
    )
    given, there = torch.tensor(shapes) - 0.3, torch.tensor(~np.isnan(places[..., 0])).float()
    wanted = torch.tensor(np.nan_to_num(places - mean))
    optimiser = torch.optim.AdamW(layers.parameters(), RATE / 2, weight_decay=1e-2)
    steps = EPOCHS * (len(given) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(given)).split(BATCH):
            hidden = torch.relu(layers["b"](torch.relu(layers["a"](given[rows]))))
            said = layers["c"](torch.nn.functional.dropout(hidden, 0.1))
            near = said[:, : 2 * count].reshape(-1, count, 2) * PLACES
            far = torch.nn.functional.smooth_l1_loss(near, wanted[rows] * PLACES, reduction="none").mean(2)
            known = there[rows]
            sure = torch.nn.functional.binary_cross_entropy_with_logits(said[:, 2 * count :], known)
            loss = (far * known).sum() / known.sum() + PRESENCE * sure
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    weights = {name: value.detach().numpy().astype(np.float16) for name, value in layers.state_dict().items()}
    return {**weights, "mean": mean.astype(np.float32)}


def main(file: Path) -> None:
    """Draw, teach, and write the weights of all three families."""
    drawn, chance = outlines(GARMENTS, SEED), np.random.default_rng(0)
    stored: dict[str, NDArray[np.generic]] = {}
    for family, copies in enumerate(COPIES):
        for name, values in taught(*examples(drawn, family, copies, chance)).items():
            stored[f"{family}.{name}"] = values
    np.savez_compressed(file, **stored)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
