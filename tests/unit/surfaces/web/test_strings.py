"""The catalogue of strings is complete in both languages, and holds nothing that no page says."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from daogou.surfaces.web.strings import Speaker, catalogue


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", catalogue())
def test_every_key_speaks_both_languages_with_the_same_places(key):
    texts = catalogue()[key]
    assert set(texts) == {"zh", "en"}
    assert all(text.strip() for text in texts.values())
    assert places(texts["zh"]) == places(texts["en"])


def sources() -> str:
    web = files("daogou.surfaces.web")
    folders = [web, web.joinpath("templates")]
    return "\n".join(
        f.read_text("utf-8") for d in folders for f in d.iterdir() if f.name.endswith((".py", ".html"))
    )


def test_every_key_that_is_said_exists():
    said = set(re.findall(r"""\b(?:t|say)\(\s*["']([a-z_0-9]+)["']\s*[,)]""", sources()))
    assert said
    assert said <= set(catalogue())


def test_no_key_is_left_over():
    text = sources()
    made = (
        "attribute_",
        "error_",
        "sort_",
        "sample_",
        "kind_",
        "source_",
        "shelf_",
        "why_",
        "you_did_",
        "owner_verdict_",
        "owner_kind_",
        "owner_arm_",
        "owner_of_",
        "owner_column_",
        "fit_note_",
        "fit_beyond_",
        "fit_audience_",
        "fit_ease_",
        "work_fault_",
        "owner_shelf_",
        "owner_model_",
    )  # put together from a prefix
    left = [
        key
        for key in catalogue()
        if not key.startswith(made) and not re.search(rf"""["']{key.removesuffix("_one")}["']""", text)
    ]
    assert not left


def test_one_of_something_is_said_in_the_singular():
    assert Speaker("en")("results", count=1) == "1 result"
    assert Speaker("en")("results", count=2) == "2 results"
    assert Speaker("zh")("results", count=1) == "1 个结果"
