"""What a shopper says to the guide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Language


@dataclass(frozen=True, slots=True)
class Message:
    """Words, a picture, or both; ``picture`` uint8 [height, width, 3] RGB.

    ``page``: the language of the page that it was written on; words that tell their language outweigh it.
    ``product_id``: the product whose page it was written on. ``cues``: what a voice told beside its words,
    by name (``speech.sounding``); empty for typed words.
    """

    text: str = ""
    picture: NDArray[np.uint8] | None = field(default=None, compare=False)
    page: Language = "en"
    product_id: str = ""
    cues: Mapping[str, float] = field(default_factory=dict)
