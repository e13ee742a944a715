import tarfile

import pytest

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection
from daogou.core.settings import read_settings
from daogou.sources.feeds import ROLE
from daogou.sources.opening import open_feed
from daogou.sources.vendure import make_shop

COLUMNS = "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,stockOnHand,trackInventory"
FACETS = "category:Electronics|category:PCs|brand:Apple|color:grey"
FEED = "\n".join(
    [
        COLUMNS.replace(",description", "   ,description     "),
        f'Laptop    ,laptop,"Fast, light"  ,a.jpg|b.jpg,{FACETS},"size|RAM","13|8GB"  ,L1,1299.00,100,',
        '          ,      ,               ,           ,,,"15|8GB"  ,L2,1399.00,5,',
        "Cactus    ,      ,Spiky          ,c.jpg      ,category:Plants,,,C1,15.5,0,false",
    ]
)


def read(path):
    return list(ROLE.open("vendure", {"currency": "USD"}).read(path))


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "package"
    (folder / "assets" / "images").mkdir(parents=True)
    (folder / "assets" / "products.csv").write_text(FEED, encoding="utf-8")
    (folder / "assets" / "images" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_a_row_without_a_name_is_a_variant_of_the_product_above(package):
    laptop, cactus = read(package / "assets" / "products.csv")
    assert [(v.sku, dict(v.options), v.price, v.stock) for v in laptop.variants] == [
        ("L1", {"size": "13", "ram": "8GB"}, 1299.0, 100),
        ("L2", {"size": "15", "ram": "8GB"}, 1399.0, 5),
    ]
    assert (laptop.category, laptop.brand) == (("Electronics", "PCs"), "Apple")
    assert laptop.attributes == {"colour": ("grey",)}
    assert [p.source for p in laptop.pictures] == ["a.jpg", "b.jpg"]
    assert (cactus.id, cactus.variants[0].stock, cactus.variants[0].sku) == ("cactus", None, "C1")


def test_variants_below_a_broken_row_do_not_join_another_product(package):
    path = package / "assets" / "products.csv"
    lines = FEED.splitlines()
    path.write_text("\n".join([lines[0], lines[3], lines[1] + ",,,too many", lines[2]]), encoding="utf-8")
    broken, orphan, cactus = read(path)
    assert len(cactus.variants) == 1
    assert isinstance(broken, Rejection)
    assert orphan.reason == "belongs to a product that was refused"


def test_a_shop_is_laid_out_from_the_package_or_its_archive(package, tmp_path):
    archive = tmp_path / "package.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(package, "package")
    for number, given in enumerate((package, package.parent, archive)):
        shop = tmp_path / f"shop-{number}"
        make_shop(given, shop)
        settings = read_settings(shop)
        feed = shop / settings.feed.path
        assert len(list(open_feed(feed, settings.feed, settings.shop.currency).read(feed))) == 2
        assert (shop / settings.feed.pictures / "a.jpg").is_file()


def test_another_package_is_refused(tmp_path):
    (tmp_path / "other.tgz").write_bytes(b"no archive")
    for given in (tmp_path, tmp_path / "other.tgz", tmp_path / "nothing"):
        with pytest.raises(BadFeed, match="vendure"):
            make_shop(given, tmp_path / "shop")
