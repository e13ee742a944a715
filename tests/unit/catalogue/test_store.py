import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daogou.catalogue.store import BATCH, open_catalogue
from daogou.catalogue.writing import alone
from daogou.core.errors import Busy, NotFound
from daogou.core.product import Picture, Product, Variant


def product(product_id, title="Dress", price=9.5):
    return Product(
        id=product_id,
        titles={"en": title, "zh": "连衣裙"},
        brand="Lin",
        category=("Apparel", "Dresses"),
        attributes={"colour": ("red", "blue")},
        variants=(Variant(f"{product_id}-S", {"size": "S"}, price=price, stock=2),),
        pictures=(Picture("a.jpg", "a dress"),),
        currency="CNY",
    )


@pytest.fixture
def catalogue(tmp_path):
    return open_catalogue(tmp_path)


def test_an_empty_catalogue_has_nothing(catalogue):
    assert (catalogue.count(), catalogue.ids(), list(catalogue.scan()), catalogue.get_many(["a"])) == (
        0,
        [],
        [],
        [],
    )
    assert catalogue.delete(["a"]) == 0
    assert catalogue.upsert([]) == 0


def test_a_product_comes_back_as_it_was_also_after_opening_again(catalogue, tmp_path):
    catalogue.upsert([product("a")])
    assert catalogue.get("a") == product("a")
    assert open_catalogue(tmp_path).get("a") == product("a")


def test_a_product_that_is_not_there_is_not_found(catalogue):
    with pytest.raises(NotFound, match="b"):
        catalogue.get("b")


def test_the_same_id_replaces_and_another_is_added(catalogue):
    catalogue.upsert([product("a"), product("b")])
    catalogue.upsert([product("b", "Coat"), product("c")])
    assert [p.title() for p in catalogue.get_many(["a", "b", "c"])] == ["Dress", "Coat", "Dress"]
    assert catalogue.count() == 3


def test_the_last_of_two_with_one_id_in_a_batch_stays(catalogue):
    catalogue.upsert([product("a", "Coat"), product("a", "Hat")])
    assert [p.title() for p in catalogue.scan()] == ["Hat"]


def test_several_come_in_the_order_asked_without_those_that_are_gone(catalogue):
    catalogue.upsert(product(c) for c in "abcde")
    catalogue.delete(["c"])
    assert [p.id for p in catalogue.get_many(["e", "c", "a", "nothing", "e"])] == ["e", "a", "e"]


def test_a_scan_gives_all_in_the_order_of_ids_across_batches(catalogue):
    ids = [f"{n * 7919 % 4001:04d}" for n in range(4001)]
    catalogue.upsert(product(i) for i in ids)
    assert [p.id for p in catalogue.scan()] == sorted(ids) == catalogue.ids()


def test_a_scan_shows_what_was_there_when_it_began(catalogue):
    catalogue.upsert(product(f"{n:04d}") for n in range(2500))
    scan = catalogue.scan()
    assert next(scan).id == "0000"
    catalogue.delete([f"{n:04d}" for n in range(2000)])
    catalogue.upsert([product("2400", "Coat")])
    assert [p.title() for p in scan] == ["Dress"] * 2499
    assert catalogue.count() == 500


@pytest.mark.parametrize(
    "product_id", ["it's", "a'; DROP TABLE catalogue; --", "红色 裙", 'say "x"', "a\\b", "%", "a/b?c=d"]
)
def test_any_id_is_found_and_deleted(catalogue, product_id):
    catalogue.upsert([product(product_id), product("other")])
    assert catalogue.get(product_id).id == product_id
    assert catalogue.delete([product_id]) == 1
    assert catalogue.ids() == ["other"]


def test_the_fingerprint_changes_if_and_only_if_a_product_does(catalogue):
    empty = catalogue.fingerprint()
    catalogue.upsert([product("a"), product("b")])
    first = catalogue.fingerprint()
    catalogue.upsert([product("b"), product("a")])
    catalogue.optimize()
    assert catalogue.fingerprint() == first != empty
    catalogue.upsert([product("b", price=9.6)])
    assert catalogue.fingerprint() != first
    catalogue.upsert([product("b")])
    assert catalogue.fingerprint() == first
    catalogue.delete(["a", "b"])
    assert catalogue.fingerprint() == empty


def test_plain_columns_serve_other_tools(catalogue, tmp_path):
    catalogue.upsert([product("a", price=3.5)])
    import lancedb

    row = lancedb.connect(str(tmp_path)).open_table("catalogue").search().to_list()[0]
    assert (row["title_en"], row["title_zh"], row["category"]) == ("Dress", "连衣裙", "Apparel > Dresses")
    assert (row["price"], row["currency"], row["in_stock"], row["brand"]) == (3.5, "CNY", True, "Lin")
    assert row["updated_at"].utcoffset().total_seconds() == 0


def test_what_another_handle_wrote_is_seen(catalogue, tmp_path):
    open_catalogue(tmp_path).upsert([product("a")])
    assert catalogue.ids() == ["a"]


def test_two_writers_of_the_same_ids_leave_each_id_once(catalogue, tmp_path):
    def write(title):
        mine = open_catalogue(tmp_path)
        for start in range(0, 100, 10):
            mine.upsert(product(f"{n:03d}", title) for n in range(start, start + 20))

    threads = [threading.Thread(target=write, args=(title,)) for title in ("Coat", "Hat", "Bag")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.id for p in catalogue.scan()] == [f"{n:03d}" for n in range(110)]


@pytest.mark.slow
def test_two_processes_may_write_at_once(catalogue, tmp_path):
    code = (
        "import sys; from pathlib import Path; from daogou.catalogue.store import open_catalogue\n"
        "from daogou.core.product import Product\n"
        "c = open_catalogue(Path(sys.argv[1]))\n"
        "for s in range(0, 100, 10):\n"
        "    c.upsert(Product(id=f'{n:03d}', titles={'en': sys.argv[2]}) for n in range(s, s + 20))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), t]) for t in ("Coat", "Hat")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert catalogue.ids() == [f"{n:03d}" for n in range(110)]


def test_a_writer_that_waits_too_long_says_who_is_busy(tmp_path):
    lock = tmp_path / "x.lock"
    with alone(lock), pytest.raises(Busy, match="writing"), alone(lock, patience_s=0.05):
        pass
    with alone(lock, patience_s=0.05):
        pass


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("upsert"), st.lists(st.tuples(names, names), max_size=4)),
            st.tuples(st.just("delete"), st.lists(names, max_size=3)),
            st.tuples(st.just("optimize"), st.none()),
        ),
        max_size=6,
    )
)
def test_the_catalogue_is_a_dictionary(tmp_path_factory, steps):
    catalogue = open_catalogue(tmp_path_factory.mktemp("shop"))
    expected = {}
    for step, given_ in steps:
        if step == "upsert":
            catalogue.upsert(product(i, title) for i, title in given_)
            expected |= {i: title for i, title in given_}
        elif step == "delete":
            assert catalogue.delete(given_) == len(set(given_) & set(expected))
            expected = {i: title for i, title in expected.items() if i not in given_}
        else:
            catalogue.optimize()
        assert {p.id: p.title() for p in catalogue.scan()} == expected
        assert catalogue.ids() == sorted(expected)


def test_a_batch_is_what_its_reason_says():
    assert BATCH == 2_000  # the kill test in test_ingest counts on whole batches of this size
