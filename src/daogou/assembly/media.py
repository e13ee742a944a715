"""Products' videos and 3D models as files, and what the eye sees in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.assembly.vector_cache import VectorCache
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import BadPicture, ShopError
from daogou.core.files import sha256_of
from daogou.core.product import Product
from daogou.core.progress import Progress, tracked
from daogou.core.settings import Settings
from daogou.features.see import Eye, Seen
from daogou.sources.fetching import Fetcher
from daogou.sources.pictures import PictureSource, picture_folder
from daogou.vision.key_frames import key_frames
from daogou.vision.key_frames_decoding import VideoBounds, container_of
from daogou.vision.scene_rendering import render_model
from daogou.vision.scene_rendering_loading import GLB_MARK, ModelBounds

Kind = Literal["videos", "models"]

VERSION = 1  # raise it when frames or views are chosen otherwise: what was seen in them is seen anew
PICTURE_WEIGHT = 0.5  # of a product's row is its main picture; the media share the rest evenly
VIEW_SIDE = 320  # pixels: what an encoder is given of a picture
MAX_BYTES: Mapping[Kind, int] = {"videos": VideoBounds().max_bytes, "models": ModelBounds().max_bytes}


@dataclass(frozen=True)
class Looking:
    """The eye, where what it saw is kept, and how that becomes one row of the cache."""

    eye: Eye
    cache: VectorCache
    numbers: Callable[[Seen], NDArray[np.float32]]


def media_of(product: Product, kind: Kind) -> tuple[str, ...]:
    """The product's videos or models."""
    return product.videos if kind == "videos" else product.models


def media_source(shop: Path, settings: Settings, kind: Kind) -> PictureSource:
    """Files of that kind: beside the shop's pictures, or downloaded under ``cache``."""
    limits = settings.pictures.model_copy(update={"max_bytes": MAX_BYTES[kind]})
    fetcher = Fetcher(limits, check=_check_video if kind == "videos" else _check_model)
    folder = picture_folder(shop, settings.feed)
    return PictureSource(folder, shop / "cache" / kind, limits, fetcher=fetcher)


def look_at_media(
    products: Snapshot, shop: Path, settings: Settings, looking: Looking, progress: Progress
) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Product row -> keys of the cache's rows for its videos and models; product id -> why one has none."""
    keys: dict[int, list[str]] = {}
    problems: dict[str, str] = {}
    for kind in _wanted(settings):
        named = [(row, source) for row, p in enumerate(products) for source in media_of(p, kind)]
        if not named:
            continue
        source = media_source(shop, settings, kind)
        for row, name in tracked(named, progress, f"Seeing {kind}", len(named)):
            try:
                key = _seen(source.local_file(name), kind, looking)
            except ShopError as error:
                problems[products.ids[row]] = error.message
            else:
                keys.setdefault(row, []).append(key)
        source.close()
    looking.cache.flush()
    return keys, problems


def with_media(
    rows: NDArray[np.float32], media: Mapping[int, Sequence[str]], cache: VectorCache
) -> NDArray[np.float32]:
    """Rows of main pictures (zeros where there is none) -> the weighted mean with those of media.

    The encoder's numbers and the colours' shares are means over a picture's places, so the mean over several
    pictures is what one picture of all of them would give; they are not brought to one length before.
    """
    mixed = rows.copy()
    for row, keys in media.items():
        mean = cache.matrix(keys).mean(axis=0)
        has_picture = bool(rows[row].any())
        mixed[row] = PICTURE_WEIGHT * rows[row] + (1 - PICTURE_WEIGHT) * mean if has_picture else mean
    return mixed


def _wanted(settings: Settings) -> Iterator[Kind]:
    if settings.pictures.videos:
        yield "videos"
    if settings.pictures.models:
        yield "models"


def _seen(file: Path, kind: Kind, looking: Looking) -> str:
    """The key under which what is seen in the file lies in the cache; looked at if it is not there yet."""
    key = f"{kind}-{VERSION}-{sha256_of(file)}"
    if key not in looking.cache:
        eye = looking.eye
        seen = eye.see([eye.glimpse(picture) for picture in _pictures(file, kind)])
        looking.cache.add(key, np.mean([looking.numbers(one) for one in seen], axis=0, dtype=np.float32))
    return key


def _pictures(file: Path, kind: Kind) -> list[NDArray[np.uint8]]:
    if kind == "videos":
        return [frame.picture for frame in key_frames(file)]
    return list(render_model(file, side=VIEW_SIDE).pictures)


def _check_video(where: str, start: bytes) -> None:
    if not container_of(start):
        raise BadPicture(f"{where} is no video file.", hint="MP4, WebM, GIF and AVI are read.")


def _check_model(where: str, start: bytes) -> None:
    if not start.startswith(GLB_MARK):
        raise BadPicture(f"{where} is no GLB file.", hint="Of 3D models behind addresses, GLB is read.")
