"""Scripted conversations with the guide: the right skill, state and evidence at each turn; grounded words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from daogou.assembly.build import build_shop
from daogou.assembly.demo import lay_out_demo
from daogou.assembly.intake import import_into
from daogou.assembly.open import open_shop
from daogou.assembly.shop import Shop
from daogou.core.progress import Progress
from daogou.core.query import Constraint, Query
from daogou.evaluation.groundedness import unfounded
from daogou.evaluation.journey_scoring import Marks, Reply, marked, shares_of
from daogou.evaluation.journeys import FILES, Conversation, journeys
from daogou.evaluation.lying_model import LyingModel
from daogou.evaluation.played_guide import PlayedGuide
from daogou.evaluation.tasks import Measurement, Task
from daogou.guide.fluency import Fluency
from daogou.guide.turn import Guide
from daogou.language.normalise import normalise

PRODUCTS = 640  # of the demo shop, for which the conversations were written
PROTOCOL = (
    "{turns} turns of {conversations} scripted conversations in Chinese and English on the drawn demo shop, "
    "file {files}: right is a turn with the expected skill, state (filters, focus, waiting change, orders, "
    "cart) and evidence. Shares of the turns: all, and each of the three alone; all_nothing_near: cards that "
    "come closest where nothing meets everything, and say what they do not meet, count as wrong, too. "
    "unfounded: statements with a number, title or brand that their own evidence lacks, counted over all "
    "turns; lying_unfounded: the same where a language model takes part that lies and obeys whatever it "
    "reads; lies_kept_out: its texts that were not shown. turn_p50_ms: of a turn without a model."
)


@dataclass(frozen=True)
class Options:
    """``files``: ``told`` is for developing, ``kept`` for judging. ``shop``: a built demo shop's folder."""

    files: list[str] = field(default_factory=lambda: list(FILES))
    shop: str = ""


@dataclass(frozen=True)
class GuideJourneys:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Build the demo shop, talk, score."""
        played = {name: journeys(name) for name in self.options.files}
        with self._shop(seed, progress) as shop:
            metrics: dict[str, float] = {}
            talk = _Talk(shop, shop.guide())
            for name, conversations in played.items():
                found = shares_of([mark for one in conversations for mark in talk.marks(one)])
                metrics |= {f"{name}_{part.replace(' ', '_')}": value for part, value in found.items()}
            metrics |= {
                "unfounded": float(talk.unfounded),
                "turn_p50_ms": float(np.median(talk.seconds)) * 1000,
            }
            metrics |= _with_a_liar(shop, [one for several in played.values() for one in several])
        every = [one for several in played.values() for one in several]
        turns = sum(len(one.turns) for one in every)
        files = " and ".join(played)
        return Measurement(metrics, PROTOCOL.format(turns=turns, conversations=len(every), files=files))

    @contextmanager
    def _shop(self, seed: int, progress: Progress) -> Iterator[Shop]:
        if self.options.shop:
            yield open_shop(Path(self.options.shop))
            return
        with TemporaryDirectory() as name:
            folder = Path(name) / "shop"
            lay_out_demo(folder, "drawn", products=PRODUCTS, seed=seed, progress=progress)
            import_into(folder, progress=progress)
            build_shop(folder, progress=progress)
            yield open_shop(folder)


class _Talk:
    """Conversations held, with what is counted over all of them."""

    def __init__(self, shop: Shop, guide: Guide) -> None:
        self._shop, self._guide = shop, guide
        self._names = _names(shop)
        self.unfounded = 0
        self.seconds: list[float] = []

    def marks(self, conversation: Conversation) -> list[Marks]:
        """Every turn in order, whatever went wrong before."""
        guide = PlayedGuide(self._shop, self._guide, conversation)
        marks: list[Marks] = []
        before: Reply | None = None
        for turn in conversation.turns:
            began = perf_counter()
            reply = guide.answer(turn.says, turn.picture)
            self.seconds.append(perf_counter() - began)
            self.unfounded += len(unfounded(reply.said, self._names))
            marks.append(marked(turn, reply, before, conversation))
            before = reply
        return marks


def _with_a_liar(shop: Shop, conversations: Sequence[Conversation]) -> dict[str, float]:
    fluency = Fluency(LyingModel())
    talk = _Talk(shop, replace(shop.guide(), fluency=fluency))
    for conversation in conversations:
        talk.marks(conversation)
    return {
        "lying_unfounded": float(talk.unfounded),
        "lies_kept_out": float(fluency.counts.get("ungrounded", 0)),
    }


def _names(shop: Shop) -> frozenset[str]:
    """Titles and brands, as texts are compared."""
    everything = Query(filters=(Constraint("price", low=0),), k=PRODUCTS, facets=False)
    products = shop.products([hit.product_id for hit in shop.search(everything).ranking])
    titles = {title for product in products for title in product.titles.values()}
    return frozenset(normalise(name) for name in titles | {product.brand for product in products} if name)


def build(options: Options) -> Task:
    """Nothing is read yet."""
    return GuideJourneys(options)
