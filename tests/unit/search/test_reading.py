"""What is read from words, against names made by hand."""

import pytest

from daogou.language.longest_match import LongestMatch
from daogou.language.tokens import phrase_key
from daogou.search.gazetteer import Gazetteer, Meaning
from daogou.search.reading import read

SILK, DENIM = Meaning("material", "silk"), Meaning("material", "denim")
NAMES = {
    "silk": SILK,
    "denim": DENIM,
    "scarf": Meaning("category", "scarf"),
    "silk scarf": Meaning("category", "scarf", asked="silk_scarf"),
    "丝巾": Meaning("category", "scarf", asked="silk_scarf"),
    "denim jacket": Meaning("category", "jacket", asked="denim_jacket"),
    "雨衣": Meaning("category", "jacket", asked="rain_jacket"),
    "毛衣": Meaning("category", "knitwear", asked="sweater"),
}
GAZETTEER = Gazetteer(LongestMatch({phrase_key(name): (meaning,) for name, meaning in NAMES.items()}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("denim jacket", ["jacket", "denim"]),
        ("silk scarf", ["scarf", "silk"]),
        ("丝巾", ["scarf", "silk"]),  # by the name of what the shop lists under something broader
        ("雨衣", ["jacket"]),  # rain is nothing that a jacket is made of
        ("毛衣", ["knitwear"]),
        ("scarf", ["scarf"]),
    ],
)
def test_where_something_broader_stands_in_what_it_is_made_of_is_read_too(text, expected):
    spans = read(text, GAZETTEER, lambda run: [len(run)])
    assert [span.meanings[0].value for span in spans if span.meanings] == expected
