"""shop.toml: what it may hold, and what is said about what it may not."""

import re
import tomllib

import pytest

from daogou.core.errors import BadSetting, NotFound
from daogou.core.settings import Settings, default_file, read_settings, settings_from


def test_the_written_file_is_the_defaults():
    assert settings_from(tomllib.loads(default_file())) == Settings()


def test_uncommenting_every_line_still_gives_the_defaults():
    lines = default_file().splitlines()
    live = [re.sub(r"^# ([a-z_]+ = )", r"\1", line) for line in lines]
    table = tomllib.loads("\n".join(line for line in live if not line.startswith("#")))
    assert settings_from(table) == Settings()


def test_given_values_survive_quotes_and_chinese():
    given = {"shop": {"name": 'Ann\'s "小店" \\', "languages": ["en"]}}
    read = settings_from(tomllib.loads(default_file(given)))
    assert read.shop.name == given["shop"]["name"]
    assert read.shop.languages == ["en"]


@pytest.mark.parametrize(
    ("table", "named", "hint"),
    [
        ({"shp": {}}, "'shp'", "'shop'"),
        ({"shop": {"nam": "x"}}, "'shop.nam'", "'name'"),
        ({"features": {"alignment": {"nme": "x"}}}, "'features.alignment.nme'", "'name'"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(table, named, hint):
    with pytest.raises(BadSetting) as caught:
        settings_from(table)
    assert named in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"serve": {"port": "80"}}, "serve.port"),
        ({"serve": {"port": 0}}, "serve.port"),
        ({"shop": {"languages": ["fr"]}}, "shop.languages.0"),
        ({"shop": {"languages": []}}, "shop.languages"),
        ({"shop": {"currency": "yuan"}}, "shop.currency"),
    ],
)
def test_a_wrong_value_is_refused_by_name(table, named):
    with pytest.raises(BadSetting, match=named):
        settings_from(table)


def test_a_folder_without_the_file_is_no_shop(tmp_path):
    with pytest.raises(NotFound, match="no shop"):
        read_settings(tmp_path)


def test_broken_toml_says_where(tmp_path):
    (tmp_path / "shop.toml").write_text("[shop\n")
    with pytest.raises(BadSetting, match="line 1"):
        read_settings(tmp_path)


def test_an_experiment_has_a_name_and_another_recommender_or_neither():
    said = settings_from({"recommend": {"experiment": {"name": "try-ease", "other": {"name": "ease"}}}})
    assert said.recommend.experiment.kind == "ab"
    for half in ({"name": "try-ease"}, {"other": {"name": "ease"}}):
        with pytest.raises(BadSetting, match="a name and another recommender"):
            settings_from({"recommend": {"experiment": half}})
