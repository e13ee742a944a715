"""The local files of products: pictures, videos, and views of their 3D models."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from daogou.assembly.releases import Release
from daogou.core.errors import NotFound
from daogou.core.product import Product
from daogou.core.settings import Settings
from daogou.sources.pictures import PictureSource


@dataclass(frozen=True)
class ProductFiles:
    """``row`` and ``product``: of a product id; both raise NotFound where there is none."""

    folder: Path
    settings: Settings
    release: Release
    pictures: PictureSource
    row: Callable[[str], int]
    product: Callable[[str], Product]

    def picture(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's picture."""
        pictures = self.product(product_id).pictures
        if not 0 <= number < len(pictures):
            raise NotFound(f"Product {product_id!r} has no picture {number}.")
        return self.pictures.local_file(pictures[number].source)

    def video(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's video."""
        from daogou.assembly.media import media_source  # what reads videos takes long to import

        videos = self.product(product_id).videos
        if not 0 <= number < len(videos):
            raise NotFound(f"Product {product_id!r} has no video {number}.")
        source = media_source(self.folder, self.settings, "videos")
        try:
            return source.local_file(videos[number])
        finally:
            source.close()

    def model_view(self, product_id: str, number: int, view: int) -> Path:
        """A picture of a product's 3D model, WebP; views go once around it."""
        from daogou.assembly.model_views import view_file  # and so does what draws models

        file = view_file(self.release.stage("see"), self.row(product_id), number, view)
        if not file.is_file():
            raise NotFound(f"Product {product_id!r} has no view {view} of a model {number}.")
        return file
