"""Pictures that were made for somebody: kept for half an hour in memory, marked as made in their own metadata."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound
from daogou.studio.marking import MEDIA_TYPES, Format, Mark, marked
from daogou.surfaces.http.short_memory import ShortMemory

KEEP_BYTES = 96 * 1024 * 1024  # a thousand pictures of 768 pixels as WebP


@dataclass(frozen=True, slots=True)
class MadePicture:
    """``alt``: what it shows, in the words of the page that asked for it; ``about``: what it was made of."""

    data: bytes
    media_type: str
    width: int
    height: int
    alt: str = ""
    about: tuple[str, ...] = ()


class MadePictures:
    """Pictures by a token that cannot be guessed."""

    def __init__(self, keep_bytes: int = KEEP_BYTES) -> None:
        self._pictures: ShortMemory[MadePicture] = ShortMemory(keep_bytes)

    def keep(
        self,
        picture: NDArray[np.uint8],
        mark: Mark,
        *,
        form: Format = "webp",
        alt: str = "",
        about: tuple[str, ...] = (),
    ) -> str:
        """uint8 [h, w, 3] RGB -> the token under which the file can be had."""
        height, width = picture.shape[:2]
        made = MadePicture(marked(picture, mark, form), MEDIA_TYPES[form], width, height, alt, about)
        return self._pictures.keep(made, len(made.data))

    def get(self, token: str) -> MadePicture:
        """A kept picture.

        Raises:
            NotFound: never kept, or forgotten.
        """
        found = self._pictures.get(token)
        if found is None:
            raise NotFound(
                "That picture is no longer here.", hint="Pictures are kept for 30 minutes; make it again."
            )
        return found
