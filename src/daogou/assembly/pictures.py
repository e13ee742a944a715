"""Where a shop's pictures come from."""

from pathlib import Path

from daogou.core.settings import Settings
from daogou.sources.pictures import PictureSource, picture_folder


def picture_source(shop: Path, settings: Settings) -> PictureSource:
    """Pictures of the shop in that folder, with downloads kept under ``cache``."""
    return PictureSource(picture_folder(shop, settings.feed), shop / "cache" / "pictures", settings.pictures)
