"""Whatever the bytes are: a picture, or a reason."""

import io
import random
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from daogou.core.errors import BadPicture
from daogou.vision.decode import decode_picture, sniff

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def drawn(width: int = 40, height: int = 30) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), (200, 20, 20))
    image.paste((20, 20, 200), (width // 2, 0, width, height))
    return image


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG whose header may lie about what follows."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_accepted_format_decodes_to_the_same_picture(kind):
    picture = decode_picture(saved(drawn(), kind))
    assert picture.shape == (30, 40, 3)
    assert picture.dtype == np.uint8
    assert abs(picture[15, 5].astype(int) - (200, 20, 20)).max() < 30
    assert abs(picture[15, 35].astype(int) - (20, 20, 200)).max() < 30


@pytest.mark.parametrize("kind", FORMATS)
def test_the_format_is_told_from_the_bytes_not_the_name(kind):
    assert sniff(saved(drawn(), kind)) == kind


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [
        (1, "left"),
        (2, "right"),
        (3, "right"),
        (4, "left"),
        (5, "top"),
        (6, "top"),
        (7, "bottom"),
        (8, "bottom"),
    ],
)
def test_a_photo_comes_upright_whichever_way_the_camera_was_held(orientation, red_at):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_picture(saved(drawn(), "JPEG", exif=exif, quality=95))
    middle = {"left": (0.5, 0.1), "right": (0.5, 0.9), "top": (0.1, 0.5), "bottom": (0.9, 0.5)}[red_at]
    red, _, blue = picture[int(middle[0] * picture.shape[0]), int(middle[1] * picture.shape[1])].astype(int)
    assert red > blue + 100


def test_transparent_pixels_are_white():
    image = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert (decode_picture(saved(image, "PNG")) == 255).all()


def test_half_transparent_red_is_pink():
    picture = decode_picture(saved(Image.new("RGBA", (8, 8), (255, 0, 0, 128)), "PNG"))
    assert abs(picture[4, 4].astype(int) - (255, 127, 127)).max() <= 1


def test_a_palette_with_a_transparent_colour_is_flattened_over_white():
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 10, 200, 10])
    assert (decode_picture(saved(image, "PNG", transparency=1)) == 255).all()
    assert (decode_picture(saved(image, "PNG")) == (10, 200, 10)).all()


def test_sixteen_bits_of_grey_become_eight():
    values = np.array([[0, 32768, 65535]] * 3, dtype=np.uint16)
    picture = decode_picture(saved(Image.fromarray(values), "PNG"))
    assert picture[0, :, 0].tolist() == [0, 128, 255]


def test_print_colours_become_screen_colours():
    picture = decode_picture(saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = picture[8, 8].astype(int)
    assert red > 200
    assert max(green, blue) < 60


def test_only_the_first_frame_of_an_animation_is_decoded():
    frames = [Image.new("P", (8, 8), n) for n in range(3)]
    for frame in frames:
        frame.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert (decode_picture(data)[4, 4] == (255, 0, 0)).all()


def test_a_large_photo_may_come_back_smaller_but_not_below_the_side_asked_for():
    large = saved(drawn(1600, 1200), "JPEG")
    small = decode_picture(large, side=256)
    assert 256 <= min(small.shape[:2]) < 600
    assert decode_picture(large).shape == (1200, 1600, 3)


def test_a_damaged_exif_block_does_not_lose_the_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = bytearray(saved(drawn(), "JPEG", exif=exif))
    at = data.index(b"Exif\0\0")
    data[at + 6 : at + 20] = b"\xff" * 14
    assert decode_picture(bytes(data)).shape == (30, 40, 3)


def test_the_reason_names_the_size_and_the_limit():
    with pytest.raises(BadPicture, match=r"40 x 30 pixels; at most 1,000"):
        decode_picture(saved(drawn(), "PNG"), max_pixels=1_000)
    with pytest.raises(BadPicture, match=r"bytes; at most 10 are read"):
        decode_picture(saved(drawn(), "PNG"), max_bytes=10)


def test_a_text_file_is_refused_by_its_first_bytes():
    with pytest.raises(BadPicture, match=r"accepted: JPEG, PNG"):
        decode_picture(b"<!doctype html><title>404</title>")


def test_an_empty_file_is_called_empty():
    with pytest.raises(BadPicture, match="empty"):
        decode_picture(b"")


@pytest.mark.parametrize("side", [60_000, 30_000, 8_000])
def test_a_header_that_promises_too_many_pixels_is_refused_before_decoding(side):
    bomb = png(side, side, zlib.compress(b"\0" * 1_000_000, 9))
    with pytest.raises(BadPicture, match="at most"):
        decode_picture(bomb)


def test_a_jpeg_of_thousands_of_scans_is_refused_before_decoding():
    data = saved(drawn(), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    with pytest.raises(BadPicture, match="scans"):
        decode_picture(data[:-2] + scan * 5_000 + data[-2:])


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"GIF89a", b"BM", b"II*\0"]))
def test_noise_gives_a_picture_or_a_reason(noise, start):
    assert outcome_of(start + noise) not in ("no reason", "not a picture")


def damaged(number: int, good: dict[str, bytes], dice: random.Random) -> bytes:
    """Truncated, of the wrong type, a bomb, or good bytes with some overwritten."""
    kind = dice.choice(sorted(good))
    data = good[kind]
    match number % 5:
        case 0:
            return data[: dice.randrange(len(data))]
        case 1:
            return dice.randbytes(dice.randrange(1, 600))
        case 2:
            return png(dice.randrange(8_000, 2**31 - 1), dice.randrange(8_000, 2**31 - 1), b"x")
        case 3:
            mixed = bytearray(data)
            for _ in range(dice.randrange(1, 30)):
                mixed[dice.randrange(len(mixed))] = dice.randrange(256)
            return bytes(mixed)
        case _:
            return data[:4] + dice.randbytes(dice.randrange(1, 600))


def outcome_of(data: bytes) -> str:
    """The reason, or an empty string for a picture."""
    try:
        return "" if decode_picture(data).ndim == 3 else "not a picture"
    except BadPicture as reason:
        return reason.message or "no reason"


def check_damaged(count: int) -> None:
    dice = random.Random(11)
    good = {kind: saved(drawn(), kind) for kind in FORMATS}
    outcomes = [outcome_of(damaged(number, good, dice)) for number in range(count)]
    assert not {"no reason", "not a picture"} & set(outcomes)
    refused = [bool(outcome) for outcome in outcomes]
    # every bomb and wrong type, and nearly every truncated file; a flipped bit may leave a picture
    assert sum(refused) > 0.7 * count


def test_hundreds_of_damaged_pictures_each_give_a_reason():
    check_damaged(500)


@pytest.mark.slow
def test_ten_thousand_damaged_pictures_each_give_a_reason_in_bounded_memory():
    import psutil

    before = psutil.Process().memory_info().rss
    check_damaged(10_000)
    assert psutil.Process().memory_info().rss - before < 200_000_000
