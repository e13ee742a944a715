"""Vendure's sample shop laid out as one of ours: a feed and photos that nobody here made."""

import shutil
from pathlib import Path

from daogou.core.errors import BadFeed
from daogou.core.settings import FILE_NAME, default_file

_FEED = Path("assets/products.csv")  # inside the npm package @vendure/create
_PICTURES = Path("assets/images")
_SETTINGS: dict[str, dict[str, object]] = {
    "shop": {
        "name": "Vendure sample shop",
        "languages": ["en", "zh"],
        "currency": "USD",
        "notice": "A sample: products and photos come from the Vendure project.",
    },
    "feed": {"path": "feed/products.csv", "format": "vendure", "pictures": "feed/pictures", "language": "en"},
}


def make_shop(package_folder: Path, folder: Path) -> None:
    """Lay out ``shop.toml``, ``feed/products.csv`` and ``feed/pictures`` from the unpacked npm package.

    Raises:
        BadFeed: the folder is not ``@vendure/create``.
    """
    root = next((p for p in (package_folder, package_folder / "package") if (p / _FEED).is_file()), None)
    if root is None:
        raise BadFeed(
            f"{package_folder} holds no {_FEED}.", hint="Unpack the npm package @vendure/create there first."
        )
    pictures = folder / "feed" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in sorted((root / _PICTURES).iterdir()):
        shutil.copyfile(picture, pictures / picture.name)
    shutil.copyfile(root / _FEED, folder / "feed" / "products.csv")
    (folder / FILE_NAME).write_text(default_file(_SETTINGS), encoding="utf-8")
