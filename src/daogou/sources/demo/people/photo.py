"""A drawn person as a picture, with what each pixel shows and where each joint is."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.people.drawn import draw_person
from daogou.sources.demo.people.figure import Figure, figures
from daogou.sources.demo.people.labelled import Labelled
from daogou.sources.demo.studio.drawing import Panel
from daogou.sources.demo.studio.painter import HEIGHT, WIDTH, framed
from daogou.sources.demo.studio.photo import photograph

CUT_OFF = 80  # pixels at either side: people are narrower than what the studio's frame is made for


@dataclass(frozen=True)
class PersonPhoto:
    """``picture`` uint8 [h, w, 3] RGB; ``areas`` uint8 [h, w], rows of ``labels``, of which the first is the
    background; ``joints``: name of a landmark -> x, y in pixels."""

    picture: NDArray[np.uint8]
    labels: tuple[str, ...]
    areas: NDArray[np.uint8]
    joints: dict[str, tuple[float, float]]


def photo_of(figure: Figure) -> PersonPhoto:
    """The figure before one of the studio's backdrops."""
    drawn = draw_person(figure)
    photo = photograph(drawn.drawing, [one.id for one in figures()].index(figure.id))
    labels = ("background", *dict.fromkeys(part for part in drawn.parts if part))
    shown = slice(CUT_OFF, WIDTH - CUT_OFF)
    joints = {name: (x - CUT_OFF, y) for name, (x, y) in photo.landmarks.items()}
    return PersonPhoto(
        np.ascontiguousarray(photo.picture[:, shown]),
        labels,
        np.ascontiguousarray(_areas(drawn, labels)[:, shown]),
        joints,
    )


def _areas(drawn: Labelled, labels: tuple[str, ...]) -> NDArray[np.uint8]:
    """What lies on top at each pixel."""
    sheet, areas = framed(drawn.drawing), np.zeros((HEIGHT, WIDTH), np.uint8)
    for layer, part in zip(drawn.drawing.layers, drawn.parts, strict=True):
        if part and isinstance(layer, Panel):
            outline = np.round(sheet.pixels(layer.outline)).astype(np.int32)
            cv2.fillPoly(areas, [outline], labels.index(part))
    return areas
