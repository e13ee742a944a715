"""A photo while clothes are changed in it: what is seen, whose pixels they are, and where it was changed."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from daogou.vision.segmenters import PARTS

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Scene:
    """``picture`` float32 [h, w, 3] 0..255; ``areas`` uint8 [h, w], rows of PARTS; ``certain``: where the
    parser is so sure of a garment that no colour gainsays it."""

    picture: NDArray[np.float32]
    areas: NDArray[np.uint8]
    changed: Mask
    certain: Mask

    def of(self, *parts: str) -> Mask:
        """bool [h, w]: where one of these is seen."""
        found: Mask = np.isin(self.areas, [PARTS.index(part) for part in parts])
        return found

    def painted(self, picture: NDArray[np.float32], where: Mask, part: str) -> "Scene":
        """With other pixels there, which now are of that part."""
        areas = np.where(where, np.uint8(PARTS.index(part)), self.areas)
        return replace(
            self,
            picture=np.where(where[..., None], picture, self.picture),
            areas=areas,
            changed=self.changed | where,
        )

    def blended(self, picture: NDArray[np.float32], alpha: NDArray[np.float32], part: str | None) -> "Scene":
        """With other pixels over it; they are of that part where they cover more than half."""
        mixed = self.picture + alpha[..., None] * (picture - self.picture)
        areas = self.areas
        if part is not None:
            areas = np.where(alpha > 0.5, np.uint8(PARTS.index(part)), areas)
        return replace(
            self, picture=mixed.astype(np.float32), areas=areas, changed=self.changed | (alpha > 0.02)
        )
