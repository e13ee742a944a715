"""Vendure's sample shop laid out as one of ours: a feed and photos that nobody here made."""

import shutil
import tarfile
import tempfile
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


def make_shop(package: Path, folder: Path) -> None:
    """Lay out ``shop.toml``, ``feed/products.csv`` and ``feed/pictures``.

    ``package`` is the archive that npm makes of ``@vendure/create``, or the folder it was unpacked to.

    Raises:
        BadFeed: it is something else.
    """
    if package.is_dir():
        return _lay_out(package, folder)
    with tempfile.TemporaryDirectory() as unpacked:
        try:
            with tarfile.open(package) as archive:
                archive.extractall(unpacked, filter="data")
        except (tarfile.TarError, OSError) as error:
            raise _other_package(package) from error
        _lay_out(Path(unpacked), folder)


def _lay_out(package: Path, folder: Path) -> None:
    root = next((p for p in (package, package / "package") if (p / _FEED).is_file()), None)
    if root is None:
        raise _other_package(package)
    pictures = folder / "feed" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in sorted((root / _PICTURES).iterdir()):
        shutil.copyfile(picture, pictures / picture.name)
    shutil.copyfile(root / _FEED, folder / "feed" / "products.csv")
    (folder / FILE_NAME).write_text(default_file(_SETTINGS), encoding="utf-8")


def _other_package(package: Path) -> BadFeed:
    return BadFeed(f"{package} is not the npm package @vendure/create.", hint=f"It should hold {_FEED}.")
