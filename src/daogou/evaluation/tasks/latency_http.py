"""What HTTP adds to a search: the same queries in process and through a real server on loopback."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np

from daogou.assembly.build import build_shop
from daogou.assembly.intake import import_into, init_shop
from daogou.assembly.open import ServedShop, open_shop
from daogou.core.codec import product_to_json
from daogou.core.errors import NotBuilt
from daogou.core.progress import Progress
from daogou.core.query import Query
from daogou.evaluation.latency import drawn_queries
from daogou.evaluation.tasks import Measurement, Task
from daogou.sources.demo.products import demo_products

PROTOCOL = (
    "{products} products of the demo shop without pictures, imported and built; {queries} drawn queries, "
    "24 hits, one client on loopback with a kept connection, after {warm} others. Each query is asked in "
    "process and over HTTP in turn; http_adds_ms is the median of the differences."
)
WARM = 50
HITS = 24
START_TIMEOUT_S = 60.0
SERVE = """
import sys
import uvicorn
uvicorn.run("daogou.surfaces.server:app_from_environment", factory=True, host="127.0.0.1",
            port=int(sys.argv[1]), log_level="warning", access_log=False)
"""


@dataclass(frozen=True)
class Options:
    """``products`` and ``queries``: how many."""

    products: int = 3_000
    queries: int = 300


class LatencyHttp:
    """See the protocol."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the contract; needs no data."""
        options = self._options
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _make(folder, options.products, seed, progress)
            shop = open_shop(folder)
            queries = drawn_queries(list(shop.snapshot), options.queries + WARM, seed)
            with _served(folder) as client:
                pairs = _ask(shop, client, queries)[WARM:]
        times = np.array(pairs) * 1e3  # (queries, 2), in process and over HTTP
        metrics = {
            "in_process_p50_ms": float(np.median(times[:, 0])),
            "http_p50_ms": float(np.median(times[:, 1])),
            "http_adds_ms": float(np.median(times[:, 1] - times[:, 0])),
        }
        protocol = PROTOCOL.format(products=options.products, queries=options.queries, warm=WARM)
        return Measurement(metrics, protocol)


def _make(folder: Path, products: int, seed: int, progress: Progress) -> None:
    init_shop(folder, name="Latency", feed="feed.jsonl")
    with (folder / "shop.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[features.alignment]\nname = "conse"\n')
    with (folder / "feed.jsonl").open("wb") as feed:
        for product in demo_products(products, seed):
            feed.write(product_to_json(product) + b"\n")
    import_into(folder, progress=progress)
    build_shop(folder, progress=progress)


def _ask(shop: ServedShop, client: httpx.Client, queries: Sequence[Query]) -> list[tuple[float, float]]:
    return [(_in_process(shop, query.text), _over_http(client, query.text)) for query in queries]


def _in_process(shop: ServedShop, text: str) -> float:
    started = time.perf_counter()
    answer = shop.search(Query(text=text, k=HITS))
    shop.products([hit.product_id for hit in answer.ranking])  # the API sends them, so both must read them
    return time.perf_counter() - started


def _over_http(client: httpx.Client, text: str) -> float:
    started = time.perf_counter()
    response = client.get("/v1/search", params={"text": text, "k": HITS})
    json.loads(response.raise_for_status().content)
    return time.perf_counter() - started


@contextmanager
def _served(folder: Path) -> Iterator[httpx.Client]:
    port = _free_port()
    environment = os.environ | {"DAOGOU_SHOP": str(folder)}
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=environment)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30.0, trust_env=False) as client:
            _wait(client, server)
            yield client
    finally:
        server.terminate()
        server.wait()


def _wait(client: httpx.Client, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            if client.get("/health/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:  # not listening yet
            time.sleep(0.1)
    raise NotBuilt("The server did not come up.", hint="Run daogou serve on a shop to see why.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build(options: Options) -> Task:
    """The task."""
    return LatencyHttp(options)
