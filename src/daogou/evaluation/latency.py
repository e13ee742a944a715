"""How long queries take, for any way of asking them: in process here, over HTTP elsewhere."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from daogou.core.product import Product
from daogou.core.query import Constraint, Query
from daogou.index.values import values_of
from daogou.language.concepts import concepts

PRICES = (100, 200, 300, 500, 800)


def milliseconds(ask: Callable[[Query], object], queries: Iterable[Query]) -> list[float]:
    """How long each query took, one after the other."""
    times = []
    for query in queries:
        started = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def p50_p99(name: str, times_ms: Sequence[float]) -> dict[str, float]:
    """``{name_p50_ms, name_p99_ms}``."""
    p50, p99 = np.percentile(times_ms, (50, 99))
    return {f"{name}_p50_ms": float(p50), f"{name}_p99_ms": float(p99)}


def drawn_queries(products: Sequence[Product], count: int, seed: int) -> list[Query]:
    """What shoppers of these products might type, in both languages by turns.

    By turns too: a colour with a category, words of a title, a category below a price, a category without a
    colour.
    """
    random = np.random.default_rng(seed)
    rows = random.integers(len(products), size=count)
    return [_drawn(products[row], turn, random) for turn, row in enumerate(rows.tolist())]


def ticked(queries: Iterable[Query], products: Sequence[Product], seed: int) -> Iterator[Query]:
    """The same with filters: each below a price, and for women or men."""
    random = np.random.default_rng(seed)
    for query in queries:
        price = Constraint("price", high=float(random.choice(PRICES)))
        audience = Constraint("audience", (str(random.choice(["women", "men"])),))
        yield Query(query.text, language=query.language, filters=(price, audience))


def _drawn(one: Product, turn: int, random: np.random.Generator) -> Query:
    known = concepts()
    language = "zh" if turn % 2 else "en"
    of = values_of(one, known).of
    colour = known.label("colour", of.get("colour", ["black"])[0], language)
    category = known.label("category", of.get("category", ["dress"])[0], language)
    price = int(random.choice(PRICES))
    title = one.title(language)
    english = (f"{colour} {category}", " ".join(title.split()[-3:]), f"{category} under {price}")
    chinese = (f"{colour}{category}", title, f"{category} {price}元以内")
    kinds = (
        (*english, f"{category} not {colour}") if language == "en" else (*chinese, f"{category} 不要{colour}")
    )
    return Query(kinds[turn // 2 % 4], language=language)
