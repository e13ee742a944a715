import pytest

from daogou.core.errors import BadQuery
from daogou.fit.systems.converting import SizeName, centimetres, convert, everywhere
from daogou.fit.systems.tables import kinds


@pytest.mark.parametrize(
    ("kind", "system", "label", "to", "expected"),
    [
        ("women", "EU", "36", "FR", "38"),
        ("women", "EU", "36", "IT", "42"),
        ("women", "EU", "36", "CN", "160/84A"),
        ("women", "DE", "36", "UK", "10"),
        ("women", "JP", "9", "EU", "36"),
        ("men", "EU", "48", "US", "38"),
        ("men", "EU", "48", "CN", "180/96A"),
        ("shoes-women", "EU", "38", "CN", "240"),  # 240 mm is sold as 38 in China and Europe alike
        ("shoes-women", "CN", "235", "JP", "23.5"),
        ("shoes-men", "EU", "42", "UK", "8.5"),
        ("kids", "EU", "110", "UK", "5Y"),
        ("bras", "EU", "75C", "UK", "34C"),
        ("bras", "EU", "75C", "FR", "90C"),
        ("hats", "cm", "57", "US", "7.125"),  # 57 cm over pi and 2.54 is 7.14 inches
        ("rings", "US", "7", "EU", "54"),
    ],
)
def test_known_equivalents(kind, system, label, to, expected):
    assert convert(SizeName(kind, system, label), to).labels[0] == expected


def test_a_body_between_two_labels_gets_both():
    found = convert(SizeName("women", "US", "6"), "EU")  # 86.4 cm between 84 and 88
    assert found.labels == ("38", "36")
    assert found.is_ambiguous


def test_what_differs_from_brand_to_brand_is_said():
    assert "vanity" in convert(SizeName("women", "US", "6"), "EU").note
    assert "国内" in convert(SizeName("women", "letters", "M"), "CN-letters", "zh").note


def test_every_label_converts_to_itself_and_tables_rise():
    for kind in kinds().values():
        for name, system in kind.systems.items():
            assert list(system.cm) == sorted(set(system.cm)), (kind.name, name)
            for label in system.labels:
                assert convert(SizeName(kind.name, name, label), name).labels == (label,)


def test_a_chinese_size_off_the_table_names_its_girth_itself():
    assert centimetres(SizeName("women", "CN", "172/86B")) == 86


def test_everywhere_leaves_out_systems_that_do_not_reach_so_far():
    systems = {one.to.system for one in everywhere(SizeName("women", "EU", "52"))}
    assert "FR" in systems
    assert "JP" not in systems
    assert {one.to.system for one in everywhere(SizeName("bras", "UK", "34D"))} >= {"EU", "FR", "CN"}


@pytest.mark.parametrize(
    ("size", "to"),
    [
        (SizeName("gloves", "EU", "8"), "US"),
        (SizeName("women", "XX", "8"), "US"),
        (SizeName("women", "EU", "37"), "US"),
        (SizeName("women", "EU", "52"), "JP"),
        (SizeName("bras", "EU", "75Z"), "UK"),
        (SizeName("bras", "EU", "75C"), "XX"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(size, to):
    with pytest.raises(BadQuery) as caught:
        convert(size, to)
    assert caught.value.hint
