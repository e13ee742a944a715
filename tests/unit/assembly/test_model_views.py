"""Drawn views of 3D models are kept from build to build as long as a product names their model."""

from daogou.assembly import model_views
from daogou.core.files import write_json


def kept_in(shop, *names):
    folder = shop / "cache" / model_views.FOLDER
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"drawn")
    return folder


def test_views_that_no_product_names_any_more_are_dropped(tmp_path):
    folder = kept_in(tmp_path, "aa-1-0.webp", "aa-1-11.webp", "bb-1-0.webp", "aa-0-0.webp")
    see = tmp_path / "see"
    see.mkdir()
    write_json(see / model_views.KEYS, ["aa-1"])
    model_views.forget(tmp_path, see)
    assert sorted(file.name for file in folder.iterdir()) == ["aa-1-0.webp", "aa-1-11.webp"]


def test_a_shop_without_models_keeps_none(tmp_path):
    folder = kept_in(tmp_path, "aa-1-0.webp")
    (tmp_path / "see").mkdir()
    model_views.forget(tmp_path, tmp_path / "see")
    assert not list(folder.iterdir())


def test_a_shop_that_never_drew_any_is_left_alone(tmp_path):
    model_views.forget(tmp_path, tmp_path)
    assert not list(tmp_path.iterdir())
