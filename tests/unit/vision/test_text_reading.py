import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from daogou.vision.text_reading import RapidReader, open_text_reader


class Read:
    """What rapidocr gives back."""

    def __init__(self, *lines):
        self.txts = tuple(text for text, _, _ in lines) or None
        self.scores = tuple(score for _, score, _ in lines)
        self.boxes = np.array([corners for _, _, corners in lines], float)


def corners(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


PICTURE = np.zeros((100, 200, 3), np.uint8)


def test_lines_come_from_top_to_bottom_with_boxes_in_shares():
    engine = Read(("below", 0.9, corners(20, 50, 120, 80)), ("above", 0.8, corners(0, 10, 200, 30)))
    lines = RapidReader(lambda picture: engine)(PICTURE)
    assert [line.text for line in lines] == ["above", "below"]
    assert lines[1].box == (0.1, 0.5, 0.6, 0.8)


def test_nothing_printed_gives_no_lines():
    assert RapidReader(lambda picture: Read())(PICTURE) == ()


def test_the_engine_gets_blue_first():
    seen = []
    red = np.zeros((20, 20, 3), np.uint8)
    red[..., 0] = 255
    RapidReader(lambda picture: seen.append(picture) or Read())(red)
    assert seen[0][0, 0].tolist() == [0, 0, 255]


def test_a_tiny_picture_is_not_read():
    assert RapidReader(None)(np.zeros((8, 300, 3), np.uint8)) == ()


@pytest.mark.slow
def test_print_is_really_read():
    pytest.importorskip("rapidocr", reason="needs the extra ocr")
    picture = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(picture).text((60, 60), "ACME 2026", fill="black", font=ImageFont.load_default(48))
    (line,) = open_text_reader()(np.asarray(picture))
    assert line.text == "ACME 2026"
    assert line.confidence > 0.9
    assert 0.1 < line.box[0] < 0.2
