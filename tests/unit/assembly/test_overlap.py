import pytest

from daogou.assembly.intake import import_into, init_shop
from daogou.assembly.overlap import compare_feed, read_judgements, write_pairs
from daogou.core.errors import BadInput, NotBuilt, NotFound
from daogou.trust.overlap import Judgement

pytest.importorskip("sklearn")
OURS = """id,title,price
a1,acme lamp x778,10
a2,borea kettle y120,20
a3,cirro camera z303,30
a4,acme drill q909,40
a5,borea printer w415,50
"""
THEIRS = """id,title,price
b1,lamp x778 acme new,11
b2,kettle y120 borea,19
b3,green garden hose,5
a4,acme drill q909 in blue,41
"""


MORE = "".join(f"a{n},cirro {thing} k{n}17,{n}\n" for n, thing in enumerate(["rug", "vase", "clock"] * 8, 10))


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "ours.csv").write_text(OURS + MORE, encoding="utf-8")
    (tmp_path / "theirs.csv").write_text(THEIRS, encoding="utf-8")
    init_shop(tmp_path / "shop", name="Two feeds")
    import_into(tmp_path / "shop", tmp_path / "ours.csv")
    return tmp_path


def test_a_second_feed_is_compared_with_what_the_shop_sells(shop):
    found = compare_feed(shop / "shop", shop / "theirs.csv", least=0.5)
    assert {(one.ours.id, one.theirs.id) for one in found.overlaps} == {("a1", "b1"), ("a2", "b2")}
    assert (found.read, found.updates, found.refused) == (4, 1, 0)


def test_nothing_is_taken_in(shop):
    compare_feed(shop / "shop", shop / "theirs.csv", least=0.5)
    assert compare_feed(shop / "shop", shop / "theirs.csv", least=0.5).updates == 1


def test_what_the_owner_writes_into_the_table_is_read_back(shop):
    found = compare_feed(shop / "shop", shop / "theirs.csv", least=0.5).overlaps
    write_pairs(shop / "pairs.csv", found)
    lines = (shop / "pairs.csv").read_text(encoding="utf-8-sig").splitlines()
    filled = [lines[0], *(line + ("no" if line.startswith("a1") else "") for line in lines[1:])]
    (shop / "pairs.csv").write_text("\n".join(filled), encoding="utf-8-sig")
    assert list(read_judgements(shop / "pairs.csv")) == [Judgement("a1", "b1", False)]
    again = compare_feed(shop / "shop", shop / "theirs.csv", judged=shop / "pairs.csv", least=0.5).overlaps
    assert {(one.ours.id, one.theirs.id) for one in again} == {("a2", "b2")}


@pytest.mark.parametrize(
    ("table", "complaint"),
    [("ours,theirs\na,b\n", "no column 'same'"), ("ours,theirs,same\na,b,perhaps\n", "line 2")],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path, table, complaint):
    (tmp_path / "pairs.csv").write_text(table, encoding="utf-8")
    with pytest.raises(BadInput, match=complaint):
        list(read_judgements(tmp_path / "pairs.csv"))


def test_too_few_products_to_learn_from_are_said_to_be(shop, tmp_path):
    init_shop(tmp_path / "small", name="Small")
    (tmp_path / "few.csv").write_text(OURS, encoding="utf-8")
    import_into(tmp_path / "small", tmp_path / "few.csv")
    assert compare_feed(tmp_path / "small", shop / "theirs.csv", least=0.5).by_code_only
    assert not compare_feed(shop / "shop", shop / "theirs.csv", least=0.5).by_code_only


def test_missing_files_and_empty_shops_are_named(shop, tmp_path):
    with pytest.raises(NotFound):
        compare_feed(shop / "shop", shop / "nowhere.csv", least=0.5)
    with pytest.raises(NotFound):
        compare_feed(shop / "shop", shop / "theirs.csv", judged=shop / "nowhere.csv", least=0.5)
    init_shop(tmp_path / "empty", name="Empty")
    with pytest.raises(NotBuilt):
        compare_feed(tmp_path / "empty", shop / "theirs.csv", least=0.5)
