"""How long a shopper waits for a shelf, and until what they just did shows in it."""

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from daogou.assembly.steps.learn import traits_of
from daogou.core.event import Event
from daogou.core.product import Product
from daogou.core.progress import Progress, tracked
from daogou.core.query import Constraint
from daogou.core.ranking import Ranking
from daogou.core.settings import RecommendSection, ShoppersSection
from daogou.evaluation.latency import PRICES, p50_p99
from daogou.evaluation.serving import LAST_DAY, drawn_events, drawn_vectors, shopper_id
from daogou.evaluation.tasks import Measurement, Task
from daogou.index.columns import Columns
from daogou.index.tables import columns_of
from daogou.index.values import values_of
from daogou.language.concepts import concepts
from daogou.recommend import acts, diversity
from daogou.recommend.business import business_rules
from daogou.recommend.choosing import Choosing
from daogou.recommend.explaining import explained
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommendations import Recommendations
from daogou.recommend.recommenders import ROLE
from daogou.shoppers.shoppers import Shoppers, open_shoppers
from daogou.sources.demo.products import demo_products

PROTOCOL = (
    "{products} products of the demo shop, {shoppers} shoppers with about {acts} acts each in the shop's own "
    "SQLite, recommender {recommender!r} taught on all of them and on drawn vectors of {vectors} numbers in "
    "place of texts (0: none). One request in process, {threads} thread(s): "
    "the shopper's last 200 acts are read, all products scored, those out of stock, above a price or known "
    "left out, the best 12 given their reasons; {requests} shoppers in random order after {warm} others. "
    "request_cpu: of processors' time. event_until_shown: an act is written, then the same request made; "
    "changed: share of lists that differ then. acts, filters, scores, choice, reasons: a request's steps, "
    "timed one by one. taught_s, stored_s: how long teaching and storing took."
)
WARM, K, RECENT = 50, 12, 200


@dataclass(frozen=True)
class Options:
    """``acts``: of a shopper, on average; ``vectors``: how long those of products are, as long as a text
    encoder's unless given, 0 for none; ``threads``: of BLAS."""

    products: int = 50_000
    shoppers: int = 100_000
    acts: int = 6
    requests: int = 1_000
    recommender: str = "hybrid"
    vectors: int = 512
    threads: int = 1


@dataclass(frozen=True)
class _Shop:
    """What a request needs."""

    shoppers: Shoppers
    columns: Columns
    recommendations: Recommendations
    row_of: dict[str, int] = field(default_factory=dict)

    def answer(self, shopper: str, price: float) -> Ranking:
        """What that shopper may like below a price."""
        history = acts.history(self.shoppers.recent(shopper, RECENT), self.row_of)
        allowed = self.columns.in_stock & self.columns.mask(Constraint("price", high=price))
        return self.recommendations.for_you(history, K, allowed)

    def steps(self, shopper: str, price: float) -> list[float]:
        """The same, and when each step began and the last one ended, in seconds."""
        parts, choosing = self.recommendations, self.recommendations.choosing
        times = [time.perf_counter()]
        history = acts.history(self.shoppers.recent(shopper, RECENT), self.row_of)
        times.append(time.perf_counter())
        allowed = self.columns.in_stock & self.columns.mask(Constraint("price", high=price))
        times.append(time.perf_counter())
        scores = parts.recommender.scores([history])[0]
        times.append(time.perf_counter())
        allowed[history.items] = False
        rows = choosing(scores, K, allowed & (scores > scores.min()))
        times.append(time.perf_counter())
        explained(parts.recommender, history, rows.tolist())
        return [*times, time.perf_counter()]


@dataclass(frozen=True)
class RecommendServing:
    """The task; needs no data."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Draw a shop, teach, ask."""
        options = self.options
        products = list(demo_products(options.products, seed))
        with (
            tempfile.TemporaryDirectory() as folder,
            threadpool_limits(options.threads, user_api="blas"),
        ):
            shoppers = open_shoppers(Path(folder), ShoppersSection(), clock=lambda: LAST_DAY)
            try:
                shop, metrics = _opened(shoppers, products, options, seed, progress)
                gc.collect()
                gc.freeze()  # as the server does with what it opened
                metrics |= _asked(shop, options, seed) | _taken_apart(shop, options, seed)
            finally:
                gc.unfreeze()
                shoppers.close()
        return Measurement(metrics, PROTOCOL.format(**asdict(options), warm=WARM))


def _opened(
    shoppers: Shoppers, products: Sequence[Product], options: Options, seed: int, progress: Progress
) -> tuple[_Shop, dict[str, float]]:
    known = concepts()
    values = [values_of(product, known) for product in products]
    categories = [value.of.get("category", [""])[0] for value in values]
    ids = [product.id for product in products]
    drawn = drawn_events(ids, categories, shoppers=options.shoppers, acts=options.acts, seed=seed)
    events = list(tracked(drawn, progress, "Drawing events", options.shoppers * options.acts))
    stored_s = _seconds(lambda: shoppers.add(events))
    row_of = {product_id: row for row, product_id in enumerate(ids)}
    histories = acts.histories(events, row_of)
    everything = interactions_of(histories.values(), len(ids))
    modalities = {"text": drawn_vectors(categories, options.vectors, seed)} if options.vectors else {}
    lesson = Lesson(everything, modalities, [traits_of(product, known) for product in products])
    began = time.perf_counter()
    ranking, popular = (
        ROLE.open(name).fit(lesson, seed=seed, progress=progress)
        for name in (options.recommender, "popularity")
    )
    taught_s = time.perf_counter() - began
    columns = columns_of(products, values, "CNY", {})
    rules = business_rules(RecommendSection(), columns, row_of)
    choosing = Choosing(rules, diversity.ROLE.open("mmr"), np.zeros((len(ids), 1), np.float32), 0.0)
    shop = _Shop(shoppers, columns, Recommendations(ids, ranking, popular, choosing), row_of)
    return shop, {"stored_s": stored_s, "taught_s": taught_s}


def _asked(shop: _Shop, options: Options, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    asked = _drawn(random, options)
    for shopper, price in asked[:WARM]:
        shop.answer(shopper, price)
    waits, worked, changes, changed = [], [], [], 0
    ids = shop.recommendations.product_ids
    for nth, (shopper, price) in enumerate(asked[WARM:]):
        began, busy = time.perf_counter(), time.process_time()
        before = shop.answer(shopper, price)
        waits.append((time.perf_counter() - began) * 1e3)
        worked.append((time.process_time() - busy) * 1e3)
        at = LAST_DAY + timedelta(seconds=nth)
        event = Event(f"new-{nth}", shopper, "view", ids[int(random.integers(len(ids)))], at)
        began = time.perf_counter()
        shop.shoppers.add([event])
        after = shop.answer(shopper, price)
        changes.append((time.perf_counter() - began) * 1e3)
        changed += before != after
    metrics = (
        p50_p99("request", waits) | p50_p99("request_cpu", worked) | p50_p99("event_until_shown", changes)
    )
    return metrics | {"changed": changed / options.requests}


def _drawn(random: np.random.Generator, options: Options) -> list[tuple[str, float]]:
    """Shoppers, and below which price they look."""
    numbers = random.integers(options.shoppers, size=options.requests + WARM).tolist()
    return [(shopper_id(number), float(random.choice(PRICES))) for number in numbers]


def _taken_apart(shop: _Shop, options: Options, seed: int) -> dict[str, float]:
    """The same requests once more, step by step."""
    asked = _drawn(np.random.default_rng(seed), options)
    times = [shop.steps(shopper, price) for shopper, price in asked[WARM:]]
    names = ("acts", "filters", "scores", "choice", "reasons")
    medians = np.median(np.diff(times, axis=1) * 1e3, axis=0).tolist()
    return {f"{name}_p50_ms": median for name, median in zip(names, medians, strict=True)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RecommendServing(options)
