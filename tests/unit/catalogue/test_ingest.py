import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from daogou.catalogue.ingest import SHOWN, ingest
from daogou.catalogue.store import BATCH, open_catalogue
from daogou.core.errors import BadFeed
from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.feeds import ROLE

FASHION = Path(__file__).parents[4] / "shared" / "data" / "fashion" / "products.csv"


class Given:
    """A feed of what a test says."""

    suffixes = ()

    def __init__(self, *items):
        self._items = items

    def recognises(self, path):
        return True

    def read(self, path):
        for item in self._items:
            if isinstance(item, Exception):
                raise item
            yield item


def product(product_id, title="Dress"):
    return Product(id=product_id, titles={"en": title})


def refused(product_id="", field="price", line=3, part=False):
    return Rejection(line, field, "x", "is wrong", "mend it", product_id, part)


@pytest.fixture
def catalogue(tmp_path):
    return open_catalogue(tmp_path / "shop")


def run(catalogue, *items, **options):
    return ingest(Given(*items), Path("feed.csv"), catalogue, **options)


def test_new_changed_and_unchanged_products_are_counted(catalogue):
    first = run(catalogue, product("a"), product("b"))
    assert (first.read, first.new, first.changed, first.unchanged) == (2, 2, 0, 0)
    second = run(catalogue, product("a"), product("b", "Coat"), product("c"))
    assert (second.read, second.new, second.changed, second.unchanged) == (3, 1, 1, 1)
    assert catalogue.get("b").title() == "Coat"


def test_an_import_that_changes_nothing_writes_nothing(catalogue, tmp_path):
    run(catalogue, product("a"))
    before = sorted(f.name for f in (tmp_path / "shop").rglob("*"))
    assert run(catalogue, product("a")).unchanged == 1
    assert sorted(f.name for f in (tmp_path / "shop").rglob("*")) == before


def test_rejections_are_counted_by_reason_and_all_written_down(catalogue, tmp_path):
    file = tmp_path / "rejections.jsonl"
    many = [refused(f"p{n}", line=n) for n in range(SHOWN + 5)]
    report = run(catalogue, product("a"), *many, refused(field="picture", part=True), rejections_file=file)
    assert (report.read, report.rejected, report.parts) == (SHOWN + 6, SHOWN + 5, 1)
    assert report.reasons == {"price: is wrong": SHOWN + 5, "picture: is wrong": 1}
    assert len(report.rejections) == SHOWN
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == SHOWN + 6
    assert lines[7] == {
        "line": 7,
        "field": "price",
        "value": "x",
        "reason": "is wrong",
        "suggestion": "mend it",
        "product_id": "p7",
        "part": False,
    }


def test_replacing_deletes_what_the_feed_no_longer_has(catalogue):
    run(catalogue, product("a"), product("b"), product("c"))
    assert run(catalogue, product("a")).deleted == 0
    report = run(catalogue, product("a"), product("d"), replace=True)
    assert report.deleted == 2
    assert catalogue.ids() == ["a", "d"]


def test_a_product_whose_row_was_refused_keeps_its_last_good_state(catalogue):
    run(catalogue, product("a"), product("b"))
    run(catalogue, product("a"), refused("b"), replace=True)
    assert catalogue.ids() == ["a", "b"]


@pytest.mark.parametrize("items", [(), (refused("a"),), (refused(), refused())])
def test_a_feed_of_which_nothing_can_be_used_leaves_the_catalogue_as_it_was(catalogue, items):
    run(catalogue, product("a"))
    with pytest.raises(BadFeed) as caught:
        run(catalogue, *items, replace=True)
    assert caught.value.hint
    assert catalogue.ids() == ["a"]


def test_a_feed_that_breaks_in_the_middle_deletes_nothing_and_keeps_whole_batches(catalogue):
    run(catalogue, product("old"))
    many = [product(f"{n:05d}") for n in range(BATCH + 10)]
    with pytest.raises(BadFeed):
        run(catalogue, *many, BadFeed("broken"), replace=True)
    assert catalogue.count() == BATCH + 1


def test_the_work_is_shown(catalogue):
    said = []

    class Bar:
        def start(self, what, total=None):
            said.append(what)

        def advance(self, steps=1):
            said.append(steps)

        def finish(self):
            said.append("done")

    run(catalogue, product("a"), refused(), progress=Bar())
    assert said == ["import feed.csv", 1, 1, "done"]


def feed_of(path, count):
    with path.open("w", encoding="utf-8") as file:
        file.write("id,title,description,brand,category,colour,size,price,stock,image\n")
        for n in range(count):
            words = "柔软舒适 soft and light cotton for every day " * 8
            file.write(
                f"{n:06d},Dress number {n},{words},Brand {n % 50},Apparel > Dresses,red,S|M|L,"
                f"{n % 500}.90,{n % 7},images/{n}.jpg\n"
            )


IMPORT = """
import resource, sys
from pathlib import Path
from daogou.catalogue.ingest import ingest
from daogou.catalogue.store import open_catalogue
from daogou.sources.feeds import ROLE
shop, feed = map(Path, sys.argv[1:])
catalogue, opened = open_catalogue(shop), ROLE.open("csv", {"currency": "CNY"})
print("begun", flush=True)
report = ingest(opened, feed, catalogue)

def peak_megabytes():
    # not ru_maxrss: a child begins with the peak of the process it was forked from
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20  # bytes, on macOS
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024

print(report.new, peak_megabytes(), round(report.seconds))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_an_import_that_is_killed_leaves_whole_batches_and_can_be_finished(tmp_path):
    dice = random.Random(11)
    feed, shop = tmp_path / "feed.csv", tmp_path / "shop"
    feed_of(feed, 3 * BATCH)
    whole = [product for product in ROLE.open("csv", {"currency": "CNY"}).read(feed)]
    seen = set()
    for _ in range(8):
        command = [sys.executable, "-c", IMPORT, str(shop), str(feed)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"begun\n"  # loading the libraries takes longer than the import
        time.sleep(dice.uniform(0.0, 2.5))  # somewhere within the import, on a machine of today
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        catalogue = open_catalogue(shop)
        count = catalogue.count()
        seen.add(count)
        assert count % BATCH == 0
        assert list(catalogue.scan()) == whole[:count]
        if count == len(whole):
            catalogue.delete(catalogue.ids())
    assert len(seen) > 1  # it was killed at different moments
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(shop), str(feed)], capture_output=True, check=True
    )
    assert done.stdout
    assert list(open_catalogue(shop).scan()) == whole


@pytest.mark.slow
def test_a_feed_of_a_hundred_thousand_products_imports_within_1500_megabytes(tmp_path):
    feed = tmp_path / "feed.csv"
    feed_of(feed, 100_000)
    command = [sys.executable, "-c", IMPORT, str(tmp_path / "shop"), str(feed)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    stored, megabytes, _ = map(int, done.stdout.splitlines()[-1].split())
    assert stored == 100_000
    assert megabytes < 1_500


@pytest.mark.real
@pytest.mark.skipif(not FASHION.is_file(), reason="needs ../shared/data/fashion")
def test_the_fashion_feed_is_imported_whole_with_a_column_mapping(catalogue):
    mapping = {"category": "masterCategory > subCategory > articleType", "picture": "images/{id}.jpg"}
    report = ingest(ROLE.open("csv", {"columns": mapping}), FASHION, catalogue)
    assert (report.new, report.rejected, report.parts) == (8_288, 0, 0)
    shirt = catalogue.get("15970")
    assert shirt.category == ("Apparel", "Topwear", "Shirts")
    assert shirt.attributes["colour"] == ("Navy Blue",)
    assert shirt.pictures[0].source == "images/15970.jpg"
