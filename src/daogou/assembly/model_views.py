"""The views by which a product's 3D model is turned on its page: drawn by the build, kept in the release."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from daogou.assembly.media import media_source
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import ShopError
from daogou.core.files import read_json, replacing, sha256_of, write_json
from daogou.core.settings import Settings
from daogou.vision.scene_rendering import TURN, render_model

FOLDER = "views"
KEYS = "view_keys.json"  # which models' views these are, as the cache names them
VERSION = 1  # raise it when views are drawn otherwise
SIDE = 480  # pixels: a strip of twelve has 100 to 200 KB
QUALITY = 82  # as thumbnails


def write_views(out: Path, products: Snapshot, shop: Path, settings: Settings) -> None:
    """``views/ROW-MODEL-VIEW.webp`` for every model that can be drawn; what cannot is reported elsewhere."""
    named = [(row, n, name) for row, p in enumerate(products) for n, name in enumerate(p.models)]
    if not named or not settings.pictures.models:
        return
    (out / FOLDER).mkdir()
    used: set[str] = set()
    source = media_source(shop, settings, "models")
    for row, number, name in named:
        try:
            model = source.local_file(name)
            key = _key(model)
            strip = list(_strip(model, key, shop / "cache" / FOLDER))
        except ShopError:
            continue
        used.add(key)
        for view, file in enumerate(strip):
            shutil.copyfile(file, view_file(out, row, number, view))
    source.close()
    write_json(out / KEYS, sorted(used))


def forget(shop: Path, see: Path) -> None:
    """Drop drawn views of models that the release in whose folder this is does not show."""
    used = set(read_json(see / KEYS)) if (see / KEYS).is_file() else set()
    for file in (shop / "cache" / FOLDER).glob("*.webp"):
        if file.stem.rpartition("-")[0] not in used:
            file.unlink(missing_ok=True)


def view_file(see: Path, row: int, number: int, view: int) -> Path:
    """Where a view lies in the stage's folder."""
    return see / FOLDER / f"{row}-{number}-{view}.webp"


def _key(model: Path) -> str:
    return f"{sha256_of(model)}-{VERSION}"


def _strip(model: Path, key: str, cache: Path) -> Iterator[Path]:
    """The views as files, drawn where they are not kept from a build before."""
    files = [cache / f"{key}-{n}.webp" for n in range(len(TURN))]
    if not all(file.is_file() for file in files):
        cache.mkdir(parents=True, exist_ok=True)
        for file, picture in zip(files, render_model(model, views=TURN, side=SIDE).pictures, strict=True):
            with replacing(file) as fresh:
                Image.fromarray(picture).save(fresh, "WEBP", quality=QUALITY, method=3)
    yield from files
