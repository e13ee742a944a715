"""Some places of a shelf for products that few were shown: how a shop finds out whether they are liked.

Thompson sampling (1933; Chapelle and Li, *An empirical evaluation of Thompson sampling*, NeurIPS 2011): each
candidate draws a click rate from the Beta distribution of what is known of it, and the highest draws are
tried out. Who was never shown draws from the whole of 0..1, so the unknown gets its chance and loses it when
nobody clicks.
"""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from daogou.recommend.history import Ints


@dataclass(frozen=True, eq=False)
class Exploration:
    """``shown``, ``clicked`` int64 [n_products]: so far; ``share`` 0..1 of a shelf's places is tried out."""

    share: float
    shown: Ints
    clicked: Ints

    def places(self, rows: Ints, candidates: Ints, key: str) -> dict[int, int]:
        """Place on the shelf -> row to try out there; the first place always stays.

        ``rows``: the shelf; ``candidates``: rows that might be on it and are not. The same ``key`` (shopper
        and day) gives the same places, so a page that is loaded again stays as it is.
        """
        random = np.random.default_rng(int.from_bytes(sha256(key.encode()).digest()[:8], "big"))
        wanted = self.share * len(rows)
        count = int(wanted) + int(random.random() < wanted % 1)  # the share on average
        count = min(count, max(len(rows) - 1, 0), len(candidates))
        if not count:
            return {}
        clicked = self.clicked[candidates]
        unclicked = np.maximum(self.shown[candidates] - clicked, 0)
        drawn = random.beta(1 + clicked, 1 + unclicked)
        tried = candidates[np.argsort(-drawn, kind="stable")[:count]]
        open_places = np.sort(random.choice(np.arange(1, len(rows)), count, replace=False))
        return dict(zip(open_places.tolist(), tried.tolist(), strict=True))
