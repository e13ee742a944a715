"""Look at every product's first picture: a row of features, shares of colours, shades, or why not.

Where a product has videos or 3D models, their frames and views are part of its row (``assembly/media.py``).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.assembly.media import Looking, look_at_media, with_media
from daogou.assembly.model_views import write_views
from daogou.assembly.pictures import picture_source
from daogou.assembly.vector_cache import VectorCache
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import BadPicture, ShopError
from daogou.core.files import fingerprint, read_json, sha256_of, write_json
from daogou.core.progress import Progress
from daogou.core.settings import Settings
from daogou.features.see import Eye, Seen, see
from daogou.vision.colour import NAMES
from daogou.vision.shades import SHADES

VERSION = 3
ROWS = "rows.npy"  # float32 [products, picture_dim]; zeros where there is no picture
COLOURS = "colours.npy"  # float32 [products, colour names], shares of the product's pixels
SHADES_FILE = "shades.npy"  # float32 [products, SHADES], finer shares; zeros where there is no picture
KEYS = "keys.json"  # sha256 of each product's picture, empty where there is none; then those of its media
PROBLEMS = "problems.json"  # product id -> why its picture cannot be used
MEDIA_PROBLEMS = "media_problems.json"  # product id -> why one of its videos or models cannot be used


def run(out: Path, ingest: Path, shop: Path, settings: Settings, eye: Eye, progress: Progress) -> None:
    """Fill the folder."""
    products = Snapshot(ingest)
    files, problems = _files(products, shop, settings, progress)
    keys = [sha256_of(file) if file else "" for file in files]
    cache = _cache(shop, eye)
    fresh = {key: file for key, file in zip(keys, files, strict=True) if file and key not in cache}
    refused = _look(fresh, eye, settings, cache, progress)
    media, no_media = look_at_media(products, shop, settings, Looking(eye, cache, _numbers), progress)
    for product_id, key in zip(products.ids, keys, strict=True):
        if key in refused:
            problems[product_id] = refused[key]
    both = with_media(cache.matrix(keys), media, cache)
    np.save(out / ROWS, both[:, : eye.dim])
    np.save(out / COLOURS, both[:, eye.dim : eye.dim + len(NAMES)])
    np.save(out / SHADES_FILE, both[:, eye.dim + len(NAMES) :])
    write_json(out / KEYS, [*keys, *(key for several in media.values() for key in several)])
    write_json(out / PROBLEMS, problems)
    write_json(out / MEDIA_PROBLEMS, no_media)
    write_views(out, products, shop, settings)


def _files(
    products: Snapshot, shop: Path, settings: Settings, progress: Progress
) -> tuple[list[Path | None], dict[str, str]]:
    """Every product's first picture as a file, None where there is none; product id -> why it has none."""
    named = [(row, product.pictures[0].source) for row, product in enumerate(products) if product.pictures]
    files: list[Path | None] = [None] * len(products)
    problems: dict[str, str] = {}
    source = picture_source(shop, settings)
    found = source.fetch_all((name for _, name in named), progress)
    for (row, _), (_, file) in zip(named, found, strict=True):
        if isinstance(file, ShopError):
            problems[products.ids[row]] = file.message
        else:
            files[row] = file
    source.close()
    return files, problems


def forget(shop: Path, eye: Eye, folder: Path) -> None:
    """Drop encodings of pictures that the release in whose folder this is does not show."""
    _cache(shop, eye).keep_only([key for key in read_json(folder / KEYS) if key])


def _look(
    files: dict[str, Path], eye: Eye, settings: Settings, cache: VectorCache, progress: Progress
) -> dict[str, str]:
    """See the files and remember; hash -> why not, for those that are no good pictures."""
    keys, refused = list(files), dict[str, str]()
    limits = settings.pictures
    looked = see(
        list(files.values()),
        eye,
        max_pixels=limits.max_pixels,
        max_bytes=limits.max_bytes,
        progress=progress,
    )
    for number, seen in looked:
        if isinstance(seen, BadPicture):
            refused[keys[number]] = seen.message
        else:
            cache.add(keys[number], _numbers(seen))
    cache.flush()
    return refused


def _numbers(seen: Seen) -> NDArray[np.float32]:
    shares = np.array([seen.colours.get(name, 0.0) for name in NAMES], dtype=np.float32)
    return np.concatenate([seen.row, shares, seen.shades])


def _cache(shop: Path, eye: Eye) -> VectorCache:
    folder = shop / "cache" / f"seen-{fingerprint(eye.space, NAMES, SHADES, VERSION)}"
    return VectorCache(folder, eye.dim + len(NAMES) + SHADES)


def colours_of(folder: Path) -> Sequence[dict[str, float]]:
    """Per product its colours with shares, largest first; empty where there is no picture."""
    shares = np.load(folder / COLOURS)
    return [
        {NAMES[i]: float(row[i]) for i in np.argsort(-row, kind="stable") if row[i] > 0} for row in shares
    ]
