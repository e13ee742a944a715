"""The demo shops: our own, drawn by code; and Vendure's sample, with real photos."""

import re
from pathlib import Path

from daogou.core.assets import asset_folder
from daogou.core.errors import BadInput
from daogou.core.files import fingerprint, read_json, replacing, write_json
from daogou.core.progress import SILENT, Progress
from daogou.guide.service.policy import DEFAULT, FILE_NAME

ABOUT = "demo.json"  # what the folder was made from; the same again is not drawn twice
RETURN_DAYS = 30  # as policies/returns.en.md says, for returns and exchanges
PHOTO = "photo.jpg"  # of the drawn shop: what a shopper has seen somewhere else


def lay_out_demo(folder: Path, shop: str, *, products: int, seed: int, progress: Progress = SILENT) -> None:
    """Make the shop's folder, ready to be imported, unless it has been made so already.

    Raises:
        BadInput: the folder holds something that is no demo shop of ours.
    """
    about = {"made": fingerprint(shop, products, seed), "shop": shop}
    file = folder / ABOUT
    if file.is_file() and read_json(file) == about:
        return
    if folder.exists() and any(folder.iterdir()) and not file.is_file():
        raise BadInput(f"{folder} is no demo shop; it is left as it is.", hint="Name another folder.")
    if shop == "vendure":
        from daogou.sources.vendure import make_shop

        make_shop(asset_folder("vendure-sample", progress=progress), folder)
    else:
        from daogou.sources.demo import draw_shop

        (folder / PHOTO).unlink(missing_ok=True)  # this shop may sell what another did not
        draw_shop(folder, products=products, seed=seed, progress=progress)
        _write_rules(folder / FILE_NAME)
    write_json(file, about)


def _write_rules(file: Path) -> None:
    """Our rules for orders, but for what the drawn shop's own pages promise."""
    rules = DEFAULT.read_text(encoding="utf-8")
    with replacing(file) as target:
        target.write_text(re.sub(r"(?m)^days = \d+", f"days = {RETURN_DAYS}", rules), encoding="utf-8")


def photo_of_elsewhere(folder: Path, products: int, seed: int) -> Path:
    """A photo of a dress that the drawn shop does not sell, drawn once: a search by it is no trivial one."""
    file = folder / PHOTO
    if not file.is_file():
        from PIL import Image

        from daogou.sources.demo.snapshot import snapshot

        with replacing(file) as target:
            Image.fromarray(snapshot(products, seed)[1]).save(target, "JPEG", quality=88)  # as phones do
    return file
