import numpy as np
from PIL import Image

from daogou.trust.likeness import Likeness
from daogou.trust.looking import look
from daogou.vision.colour import NAMES


def test_pictures_are_measured_and_broken_ones_say_why(tmp_path):
    red = Image.new("RGB", (200, 200), "white")
    red.paste((200, 20, 30), (50, 50, 150, 150))
    red.save(tmp_path / "red.png")
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    files = [tmp_path / "red.png", tmp_path / "broken.jpg", None, tmp_path / "gone.jpg"]
    looks = look(["red", "broken", "none", "gone"], files)
    assert set(looks.problems) == {"broken", "gone"}
    assert NAMES[int(looks.colours[0].argmax())] == "red"
    assert looks.pictures.any(axis=1).tolist() == [True, False, False, False]
    assert not looks.colours[1:].any()


def test_a_picture_saved_again_smaller_is_the_same_picture(tmp_path):
    random = np.random.default_rng(0)
    files = []
    for number in range(20):
        blocks = random.integers(0, 255, (6, 6, 3)).astype(np.uint8)
        picture = Image.fromarray(blocks).resize((240, 300), Image.Resampling.BICUBIC)
        picture.save(tmp_path / f"{number}.png")
        files.append(tmp_path / f"{number}.png")
    picture.resize((150, 190)).save(tmp_path / "copy.jpg", quality=60)
    looks = look([str(n) for n in range(21)], [*files, tmp_path / "copy.jpg"])
    assert Likeness(looks.pictures).groups() == [[19, 20]]
