import pytest

from daogou.language.entities.name_parts import name_parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Fox & Thimble 狐与顶针", ["Fox & Thimble", "狐与顶针"]),
        ("狐与顶针(Fox)", ["狐与顶针", "(Fox)"]),
        ("七盏灯", ["七盏灯"]),
        ("A牌 Zorva", ["Zorva"]),
        ("X", ["X"]),
        ("", []),
    ],
)
def test_a_name_has_a_part_in_each_script(name, parts):
    assert name_parts(name) == parts
