"""The fitting room: people in photos, the shop's clothes, and people in the shop's clothes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.assembly.known_garments import KnownGarments
from daogou.assembly.models import named
from daogou.core.errors import BadInput, UnfitPhoto
from daogou.core.product import Product
from daogou.core.settings import Settings
from daogou.language.concepts import Concepts
from daogou.studio import try_on
from daogou.studio.dressing.fitness import several_alike
from daogou.studio.garments import garment_of
from daogou.studio.kinds import WORN_AS, kind_of
from daogou.studio.try_on import Garment, Person, TryOn, Worn
from daogou.vision import poses, segmenters
from daogou.vision.decode import decode_picture
from daogou.vision.matte import product_matte
from daogou.vision.poses import PoseFinder
from daogou.vision.resize import shrunk
from daogou.vision.segmenters import Segmenter

SIDE = 768  # pixels of the longer side of what is shown; more takes longer and shows little more
GARMENTS = 24  # kept cut out, some 3 MB each: what a few shoppers try at a time
HOW = "Stand upright facing the camera in good light, with the whole body in the picture."


@dataclass(frozen=True)
class FittingRoom:
    """Of one opened shop. What it needs is opened when it is first asked for; photos are not kept."""

    folder: Path
    settings: Settings
    concepts: Concepts
    picture: Callable[[str], Path]

    def kind(self, product: Product) -> str | None:
        """How the product is worn, one of ``try_on.KINDS``; None where it cannot be tried on here."""
        return kind_of(self.concepts, product.category) if product.pictures else None

    def person(self, photo: NDArray[np.uint8]) -> Person:
        """Who is in a photo, uint8 [h, w, 3] RGB.

        Raises:
            UnfitPhoto: nobody is in it, or several people of about one size.
            MissingAsset: weights are not here and could not be fetched.
        """
        picture = shrunk(photo, SIDE)
        found = self._poses.find(picture)
        if not found:
            raise UnfitPhoto("Nobody can be seen in this photo.", hint=HOW)
        if several_alike(found):
            raise UnfitPhoto("Several people are in this photo.", hint="Take one of yourself alone.")
        return Person(picture, found[0], self._parser.segment(picture))

    def wear(self, person: Person, products: Sequence[Product]) -> Worn:
        """Somebody in some of the shop's clothes.

        Raises:
            BadInput: one of the products cannot be tried on.
            UnfitPhoto: the person or a garment cannot be seen well enough; the hint says what to do.
        """
        return self._try_on.wear(person, [self.garment(product) for product in products])

    def garment(self, product: Product) -> Garment:
        """A product's garment, cut out of its first picture.

        Raises:
            BadInput: it is no garment that can be tried on.
            UnfitPhoto: its picture does not show it from the front, alone.
        """
        kind = self.kind(product)
        if kind is None:
            raise BadInput(
                f"{product.title()!r} cannot be tried on.",
                hint=f"These can, if they have a picture: {', '.join(sorted(WORN_AS))}.",
            )
        return self._garment(product.id, kind)

    @cached_property
    def _garment(self) -> Callable[[str, str], Garment]:
        known = KnownGarments(self.folder, self.settings.feed)

        @lru_cache(maxsize=GARMENTS)
        def garment(product_id: str, kind: str) -> Garment:
            limits = self.settings.pictures
            data = self.picture(product_id).read_bytes()
            picture = decode_picture(data, max_pixels=limits.max_pixels, max_bytes=limits.max_bytes)
            told = known.garment(product_id, picture, kind)
            if told is not None:
                return told
            return garment_of(picture, product_matte(picture), kind, people=self._poses.find(picture))

        return garment

    @cached_property
    def _poses(self) -> PoseFinder:
        return poses.ROLE.open(*named(self.settings.studio.poses, self.folder))

    @cached_property
    def _parser(self) -> Segmenter:
        return segmenters.ROLE.open(*named(self.settings.studio.parser, self.folder))

    @cached_property
    def _try_on(self) -> TryOn:
        return try_on.ROLE.open(*named(self.settings.studio.try_on, self.folder))
