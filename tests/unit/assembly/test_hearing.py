import numpy as np

from daogou.assembly.hearing import HINTS, spoken_words
from daogou.index.columns import Columns, column_of
from daogou.language.concepts import concepts


def columns(**fields: list[list[str]]) -> Columns:
    n = len(next(iter(fields.values())))
    nothing = np.zeros(n)
    return Columns(
        {name: column_of(rows) for name, rows in fields.items()},
        nothing.astype(np.float32),
        nothing.astype(bool),
        nothing,
    )


def test_hints_are_the_shops_names_in_its_languages_those_of_most_products_first():
    shop = columns(
        category=[["dress"], ["dress"], ["dress"]],
        brand=[["Lanhe"], ["Lanhe"], [""]],
        colour=[["red"], [], []],
    )
    assert spoken_words(shop, concepts(), ["en", "zh"])[:3] == ("Dresses", "连衣裙", "Lanhe")
    assert "红色" in spoken_words(shop, concepts(), ["zh"])


def test_there_are_no_more_hints_than_help():
    shop = columns(brand=[[f"brand {n}"] for n in range(2 * HINTS)])
    assert len(spoken_words(shop, concepts(), ["en"])) == HINTS
