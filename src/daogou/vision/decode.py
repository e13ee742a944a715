"""Bytes of unknown origin into a picture, or a reason why not.

Everything that can be bounded is bounded before a pixel is decoded: the bytes, the format (only those named
here are tried), the pixels that the header promises, and the scans of a progressive JPEG. Only the first
frame of an animation is decoded, so the number of frames costs nothing.
"""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import BadPicture

MAX_PIXELS = 50_000_000
MAX_BYTES = 20_000_000
MAX_SCANS = (
    100  # of a progressive JPEG: cameras and shops write about 10, and each costs a pass over the pixels
)

# What the file begins with, or (for the RIFF and ISO containers) what stands at an offset.
SIGNATURES: tuple[tuple[str, int, bytes], ...] = (
    ("JPEG", 0, b"\xff\xd8\xff"),
    ("PNG", 0, b"\x89PNG\r\n\x1a\n"),
    ("GIF", 0, b"GIF87a"),
    ("GIF", 0, b"GIF89a"),
    ("WEBP", 8, b"WEBP"),
    ("BMP", 0, b"BM"),
    ("TIFF", 0, b"II*\x00"),
    ("TIFF", 0, b"MM\x00*"),
    ("AVIF", 4, b"ftypavif"),
)
ACCEPTED = ", ".join(dict.fromkeys(name for name, _, _ in SIGNATURES))

ORIENTATION = 0x0112  # the EXIF tag
UPRIGHT: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def sniff(data: bytes) -> str:
    """The format that the first bytes name (``"JPEG"``), or an empty string."""
    return next((name for name, at, mark in SIGNATURES if data.startswith(mark, at)), "")


def decode_picture(
    data: bytes, *, max_pixels: int = MAX_PIXELS, max_bytes: int = MAX_BYTES, side: int = 0
) -> NDArray[np.uint8]:
    """uint8 [h, w, 3] RGB: upright, transparency over white.

    ``side``: where the caller needs no more, the picture may come back smaller, its shorter side at least
    that long; a large photo is then decoded several times faster.

    Raises:
        BadPicture: with the reason.
    """
    _refuse_unsuitable(data, max_bytes)
    try:
        with _opened(data, max_pixels) as image:
            if side:
                _draft(image, side)
            return _pixels(image, side)
    except BadPicture:
        raise
    except Exception as error:
        # On hostile bytes the decoders raise nearly anything: OSError, SyntaxError, struct.error…
        raise BadPicture(f"The picture is damaged: {error or type(error).__name__}.") from error


def _refuse_unsuitable(data: bytes, max_bytes: int) -> None:
    if not data:
        raise BadPicture("The picture file is empty.")
    if len(data) > max_bytes:
        raise BadPicture(f"The picture has {len(data):,} bytes; at most {max_bytes:,} are read.")
    name = sniff(data)
    if not name:
        raise BadPicture(f"These bytes are no picture that can be read; accepted: {ACCEPTED}.")
    # inside compressed data 0xff is always followed by another byte, so this counts the scans and little else
    scans = data.count(b"\xff\xda") if name == "JPEG" else 0
    if scans > MAX_SCANS:
        raise BadPicture(f"The JPEG has {scans} scans; at most {MAX_SCANS} are decoded.")


def _opened(data: bytes, max_pixels: int) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=[sniff(data)])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(f"The picture is too large; at most {max_pixels:,} pixels are decoded.") from error
    width, height = image.size
    if width * height > max_pixels:
        image.close()
        raise BadPicture(
            f"The picture has {width} x {height} pixels; at most {max_pixels:,} are decoded.",
            hint="Save it smaller: 1,000 pixels a side are plenty.",
        )
    return image


def _draft(image: Image.Image, side: int) -> None:
    """Let a JPEG be decoded at 1/2, 1/4 or 1/8 of its size, never below ``side``."""
    width, height = image.size
    shrink = min(width, height) / side
    if shrink >= 2:
        image.draft(None, (int(width / shrink), int(height / shrink)))


def _pixels(image: Image.Image, side: int) -> NDArray[np.uint8]:
    orientation = _orientation(image)
    image.load()
    reduced = _reduced(image, side)
    turned = reduced.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else reduced
    pixels: NDArray[np.uint8] = np.asarray(_rgb(turned), dtype=np.uint8)
    return pixels


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # a damaged EXIF block must not lose a picture that decodes
        return 1


def _reduced(image: Image.Image, side: int) -> Image.Image:
    factor = min(image.size) // side if side else 1
    return image.reduce(factor) if factor > 1 and image.mode in ("L", "RGB", "RGBA", "CMYK") else image


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_eight_bits(np.asarray(image))).convert("RGB")
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, rgba).convert("RGB")
    return image.convert("RGB")


def _eight_bits(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Grey of 16 bits (0..65535) or float (0..1) to 8 bits."""
    scale = 255.0 if values.dtype.kind == "f" else 255.0 / 65535.0
    grey: NDArray[np.uint8] = np.clip(np.rint(values.astype(np.float32) * scale), 0, 255).astype(np.uint8)
    return grey
