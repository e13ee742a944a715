"""A product's video as a file that leaves by its address."""

from pathlib import Path

from daogou.assembly.shop import Shop
from daogou.core.errors import NotFound
from daogou.vision.key_frames_decoding import MEDIA_TYPES, container_of


def video_file(shop: Shop, product_id: str, number: int) -> tuple[Path, str]:
    """The file and its media type.

    Raises:
        NotFound: the product has no such video, it is gone, or what lies there is no video.
    """
    file = shop.video(product_id, number)
    if not file.is_file():
        raise NotFound(f"The video {number} of product {product_id!r} is gone.", hint="Build the shop again.")
    with file.open("rb") as stream:
        container = container_of(stream.read(16))
    if not container:  # whatever lies there, only videos leave by this address
        raise NotFound(f"The video {number} of product {product_id!r} is none.", hint="Mend the feed.")
    return file, MEDIA_TYPES[container]
