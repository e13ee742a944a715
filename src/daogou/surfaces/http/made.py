"""Pictures made for somebody: kept for half an hour in memory, marked as made in their metadata."""

import hashlib
import hmac
import io
import secrets
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import NotFound
from daogou.studio.marking import MEDIA_TYPES, Format, Mark, marked
from daogou.surfaces.http.short_memory import ShortMemory

KEEP_BYTES = 96 * 1024 * 1024  # a thousand pictures of 768 pixels as WebP


@dataclass(frozen=True, slots=True)
class MadePicture:
    """``notes``: what could not be done as well as one would wish; ``about``: of what it was made."""

    data: bytes
    media_type: str
    width: int
    height: int
    notes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class MadePictures:
    """Pictures by a token that cannot be guessed."""

    def __init__(self, keep_bytes: int = KEEP_BYTES) -> None:
        self._secret = secrets.token_bytes(16)
        self._pictures: ShortMemory[MadePicture] = ShortMemory(keep_bytes)

    def keep(
        self,
        picture: NDArray[np.uint8],
        mark: Mark,
        *,
        form: Format = "webp",
        notes: tuple[str, ...] = (),
        about: tuple[str, ...] = (),
    ) -> str:
        """uint8 [h, w, 3] RGB -> the token under which the file can be had."""
        height, width = picture.shape[:2]
        data = marked(picture, mark, form)
        made = MadePicture(data, MEDIA_TYPES[form], width, height, notes, about)
        return self._pictures.keep(made, len(data), self._token(about) if about else "")

    def keep_areas(self, areas: NDArray[np.uint8]) -> str:
        """uint8 [h, w], places in a list of labels, as a grey PNG; nothing is made up in it."""
        out = io.BytesIO()
        Image.fromarray(areas).save(out, "PNG")
        height, width = areas.shape
        made = MadePicture(out.getvalue(), "image/png", width, height)
        return self._pictures.keep(made, len(made.data))

    def found(self, about: tuple[str, ...]) -> str:
        """The token of the picture that was made of just this, "" if none is kept."""
        token = self._token(about)
        return token if self._pictures.get(token) else ""

    def _token(self, about: tuple[str, ...]) -> str:
        """Nobody who does not know the process's secret can find a picture by what it was made of."""
        return hmac.new(self._secret, "\0".join(about).encode(), hashlib.sha256).hexdigest()[:32]

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
