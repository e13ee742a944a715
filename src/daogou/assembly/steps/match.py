"""Count what is bought together: it speaks for an outfit beside what goes with what by rule.

Only counts are learnt here. Weights that foretell baskets (``fit/outfits/teaching.py``) are for outfits that
were worn: what is bought on one day need not go together, and on the drawn shop's baskets such weights made
nothing of harmony of colours and seasons.
"""

from collections.abc import Iterable
from pathlib import Path

from daogou.core.event import Event
from daogou.core.files import read_json, write_json
from daogou.fit.outfits.together import Together, baskets, bought_together, together_from

VERSION = 1
TOGETHER = "together.json"


def run(out: Path, events: Iterable[Event]) -> None:
    """Fill the folder. ``events``: of shoppers who agreed to it."""
    bought = baskets(one for one in events if one.kind == "buy")
    write_json(out / TOGETHER, bought_together([product_ids for _, product_ids in bought]).as_dict())


def together_in(folder: Path) -> Together:
    """What was counted; nothing where the release is older than this stage."""
    file = folder / TOGETHER
    return together_from(read_json(file)) if file.is_file() else Together()
