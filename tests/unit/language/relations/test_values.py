import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.language.relations.value_candidates import (
    NOT_SAID,
    Asked,
    candidate_features,
    candidates,
    known_from,
    shape,
)
from daogou.language.relations.values import train_values

BRANDS = ["Arta", "Boro", "Cela", "Dunn", "Emin", "Fara", "Gole", "Hama"]
GOODS = ["wool coat", "linen shirt", "wool hat", "cotton shirt", "plain hat"]


def shop() -> list[Asked]:
    asked = []
    for i, brand in enumerate(BRANDS * 4):
        goods = GOODS[i % len(GOODS)]
        title = f"{brand} Mens {goods} {i}cm"
        material = goods.split()[0]
        asked.append(Asked(title, "clothes", "Brand", frozenset({brand})))
        asked.append(
            Asked(title, "clothes", "Material", frozenset({NOT_SAID if material == "plain" else material}))
        )
        asked.append(Asked(title, "clothes", "Gender", frozenset({"Men"})))
        asked.append(Asked(title, "clothes", "Length", frozenset({f"{i}cm"})))
    return asked


@pytest.fixture(scope="module")
def finder():
    return train_values(shop(), seed=0)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("Brand", "Zora"), ("Material", "linen"), ("Length", "77cm"), ("Gender", "Men")],
)
def test_values_are_found_in_a_title_never_seen(finder, attribute, value):
    title = "Zora Mens linen hat 77cm"
    answer = finder(title, "clothes", attribute)
    assert answer.value == value
    assert title[answer.start : answer.end] == value
    assert 0 < answer.probability <= 1


def test_what_a_title_does_not_say_is_not_said(finder):
    answer = finder("Zora Mens plain hat 77cm", "clothes", "Material")
    assert (answer.value, answer.start, answer.end) == (NOT_SAID, 0, 0)


def test_a_titles_own_answer_is_left_out_of_its_counts():
    known = known_from([Asked("Red hat", "c", "Colour", frozenset({"Red"}))])
    assert known.counts("Colour", "Red", "Red hat") == (0, 0)
    assert known.counts("Colour", "Red", "Red coat") == (1, 1)


def test_candidates_are_all_runs_of_units_each_once():
    assert {c.text for c in candidates("a-b a")} == {"a", "b", "-", "a-", "-b", "a-b", "b a", "-b a", "a-b a"}


def test_a_known_value_is_a_candidate_inside_a_word():
    found = {c.text: c for c in candidates("Mens hat", ["Men", "absent"])}
    assert found["Men"].inside
    assert "absent" not in found


@given(st.text(alphabet="ab 1-", max_size=15))
def test_candidates_stand_where_they_say(title):
    for c in candidates(title):
        assert title[c.start : c.end] == c.text


def test_the_last_candidate_is_that_nothing_is_said():
    known = known_from([])
    found = list(candidate_features(Asked("", "c", "Colour"), known))
    assert [candidate for candidate, _ in found] == [None]


def test_the_shape_of_a_code():
    assert shape("WH-1000XM4") == "X-9X9"
