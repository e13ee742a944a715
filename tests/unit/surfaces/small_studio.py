"""A fitting room and a workshop small enough to check by hand."""

from collections.abc import Sequence

import numpy as np

from daogou.core.errors import BadInput, BadQuery, UnfitPhoto, UnknownBackend
from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.studio.editing import Edited
from daogou.studio.kinds import kind_of
from daogou.studio.try_on import Person, Worn
from daogou.studio.wishes import wish_of
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.quality import Finding, Quality
from daogou.vision.segmenters import PARTS, Segmentation


class SmallFittingRoom:
    """Paints a bar for each garment; black photos show nobody. ``worn`` counts how often it did."""

    def __init__(self):
        self.worn = 0

    def kind(self, product: Product) -> str | None:
        return kind_of(concepts(), product.category) if product.pictures else None

    def person(self, photo) -> Person:
        if not photo.any():
            raise UnfitPhoto("Nobody can be seen in this photo.", hint="Stand in the light.")
        height, width = photo.shape[:2]
        areas = np.zeros((height, width), np.uint8)
        points = np.zeros((len(LANDMARKS), 3), np.float32)
        pose = Pose(points, np.ones(len(LANDMARKS), np.float32), 1.0)
        return Person(photo, pose, Segmentation(PARTS, areas, np.ones((height, width), np.float32)))

    def wear(self, person: Person, products: Sequence[Product]) -> Worn:
        for product in products:
            if self.kind(product) is None:
                raise BadInput(f"{product.title()!r} cannot be tried on.", hint="Tops can.")
        self.worn += 1
        picture = person.picture.copy()
        changed = np.zeros(picture.shape[:2], bool)
        for number in range(len(products)):
            picture[number * 4 : number * 4 + 3] = 200
            changed[number * 4 : number * 4 + 3] = True
        return Worn(picture, changed, tuple(changed for _ in products), ("dress_stays",))


class SmallWorkshop:
    """Paints what it is asked for in the middle."""

    def cut_out(self, picture):
        alpha = np.zeros(picture.shape[:2], np.uint8)
        alpha[2:-2, 2:-2] = 255
        return np.dstack([picture, alpha])

    def quality(self, picture) -> Quality:
        fault = Finding("small_picture", float(max(picture.shape)), 500.0, "save_larger")
        return Quality({}, (fault,) if max(picture.shape) < 900 else ())

    def segment(self, picture, method: str = "garment_parser") -> Segmentation:
        if method not in ("garment_parser", "cut_out"):
            raise UnknownBackend(f"No {method!r} among segmenters.")
        areas = np.zeros(picture.shape[:2], np.uint8)
        areas[: len(areas) // 2] = PARTS.index("top")
        return Segmentation(PARTS, areas, np.ones(areas.shape, np.float32))

    def edit(self, picture, words: str) -> Edited:
        wish = wish_of(words)
        if not wish.colour:
            raise BadQuery("No colour and no print is named.", hint="Ask for a colour.")
        new = picture.copy()
        new[4:8, 4:8] = (0, 128, 0)
        return Edited(new, np.zeros(picture.shape[:2], np.float32), wish)

    def generate(self, words: str, seed: int = 0):
        if "dress" not in words:
            raise BadQuery("These words name nothing that can be drawn.", hint="A dress can.")
        return np.full((16, 16, 3), 10 + seed, np.uint8)
