from pathlib import Path

import pytest

from daogou.assembly.concepts import shop_concepts
from daogou.core.errors import BadSetting, NotFound
from daogou.core.settings import Settings, settings_from
from daogou.language.concepts import ClashingNames


def settings(**language: object) -> Settings:
    return settings_from({"language": language})


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "own.toml").write_text('[colour]\npetrol = ["teal", "Petrol", "石油蓝"]', encoding="utf-8")
    (tmp_path / "all.toml").write_text('[wine]\nred = ["", "Red wine", "红酒"]', encoding="utf-8")
    return tmp_path


def test_a_shop_without_own_concepts_goes_by_the_packages(shop: Path) -> None:
    assert shop_concepts(shop, Settings()).link("colour", "navy") == "navy"


def test_a_shops_concepts_are_known_beside_the_packages(shop: Path) -> None:
    known = shop_concepts(shop, settings(concepts=["own.toml"]))
    assert known.link("colour", "石油蓝") == "petrol"
    assert known.with_broader("colour", "petrol")[:2] == ["petrol", "teal"]


def test_or_in_their_place(shop: Path) -> None:
    assert shop_concepts(shop, settings(concepts=["all.toml"], packaged=False)).kinds() == ["wine"]


def test_what_is_wrong_is_named(shop: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.toml"):
        shop_concepts(shop, settings(concepts=["none.toml"]))
    with pytest.raises(BadSetting, match="without concepts"):
        shop_concepts(shop, settings(packaged=False))
    (shop / "clash.toml").write_text('[colour]\nrouge = ["", "red", ""]', encoding="utf-8")
    with pytest.raises(ClashingNames, match="'red' names both"):
        shop_concepts(shop, settings(concepts=["clash.toml"]))
    with pytest.raises(BadSetting, match=r"language\.concept"):
        settings(concept=["own.toml"])
