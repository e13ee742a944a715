"""The drawn people of the fitting room, as the try-on takes people."""

from functools import cache

import numpy as np

from daogou.core.errors import NotFound
from daogou.sources.demo.people.figure import Figure, figures
from daogou.sources.demo.people.photo import PersonPhoto, photo_of
from daogou.studio.try_on import Person
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.segmenters import PARTS, Segmentation


def drawn_figure(name: str) -> Figure:
    """One of them.

    Raises:
        NotFound: there is no such figure; the hint names all.
    """
    known = {figure.id: figure for figure in figures()}
    if name not in known:
        raise NotFound(f"There is no drawn person {name!r}.", hint=f"There are: {', '.join(known)}.")
    return known[name]


@cache
def drawn_person(name: str) -> Person:
    """A drawn person with the pose and the parts that are known of them.

    Raises:
        NotFound: there is no such figure.
    """
    photo = photo_of(drawn_figure(name))
    return Person(photo.picture, _pose(photo), _parts(photo))


def _pose(photo: PersonPhoto) -> Pose:
    points = np.array([(*photo.joints[name], 0.0) for name in LANDMARKS], np.float32)
    outline = (photo.areas > 0).astype(np.float32)
    return Pose(points, np.ones(len(LANDMARKS), np.float32), 1.0, outline)


def _parts(photo: PersonPhoto) -> Segmentation:
    rows = np.array([PARTS.index(label) for label in photo.labels], np.uint8)
    return Segmentation(PARTS, rows[photo.areas], np.ones(photo.areas.shape, np.float32))
