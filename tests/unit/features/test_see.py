"""Many files at once: in order, each with its row or its reason."""

import io

import numpy as np
import pytest
from PIL import Image

from daogou.core.errors import BadPicture
from daogou.features.see import BATCH_SIZE, Eye, Seen, see
from daogou.vision.colour import DESCRIPTOR_DIM


class MeanColour:
    """An image encoder whose answer is known: the mean of each channel."""

    space = "mean-colour"
    dim = 3
    classes = ("reddish", "greenish", "bluish")

    def encode(self, images):
        return np.stack([image.reshape(-1, 3).mean(axis=0) for image in images]).astype(np.float32)

    def probabilities(self, features):
        return features / features.sum(axis=1, keepdims=True)


class Counter:
    """Remembers how it was told of progress."""

    def __init__(self):
        self.total, self.steps, self.over = None, 0, False

    def start(self, what, total=None):
        self.total = total

    def advance(self, steps=1):
        self.steps += steps

    def finish(self):
        self.over = True


@pytest.fixture
def eye():
    return Eye(MeanColour())


def picture_file(folder, number, colour):
    file = folder / f"{number}.png"
    Image.new("RGB", (40, 40), colour).save(file)
    return file


def test_every_file_has_its_row_or_its_reason_in_order(eye, tmp_path):
    files = [picture_file(tmp_path, n, (n, 100, 200)) for n in range(BATCH_SIZE * 6)]
    files[5].write_bytes(b"no picture")
    files[20].unlink()
    counter = Counter()
    seen = list(see(files, eye, threads=3, progress=counter))
    assert [number for number, _ in seen] == list(range(len(files)))
    assert {n for n, s in seen if isinstance(s, BadPicture)} == {5, 20}
    assert all(s.row[0] == n for n, s in seen if isinstance(s, Seen))
    assert (counter.total, counter.steps, counter.over) == (len(files), len(files), True)


def test_the_limits_are_kept(eye, tmp_path):
    file = picture_file(tmp_path, 1, (1, 2, 3))
    (_, too_many_bytes), *_ = see([file], eye, max_bytes=20)
    (_, too_many_pixels), *_ = see([file], eye, max_pixels=100)
    assert "bytes" in too_many_bytes.message
    assert "pixels" in too_many_pixels.message


def test_no_files_no_rows(eye):
    assert list(see([], eye)) == []


def test_a_reader_may_stop_early(eye, tmp_path):
    files = [picture_file(tmp_path, n, (n, 0, 0)) for n in range(BATCH_SIZE * 8)]
    looking = see(files, eye)
    next(looking)
    looking.close()


def test_a_row_is_features_then_colour(eye):
    seen = eye.look(np.full((30, 20, 3), (200, 10, 20), dtype=np.uint8))
    assert seen.row.shape == (eye.dim,) == (3 + DESCRIPTOR_DIM,)
    assert seen.row[eye.features].tolist() == [200, 10, 20]
    assert seen.row[eye.colour].shape == (DESCRIPTOR_DIM,)
    assert seen.main_colour == "red"


def test_one_picture_alone_gives_the_row_it_gives_among_others(eye, tmp_path):
    files = [picture_file(tmp_path, n, (n * 9, 50, 250 - n * 9)) for n in range(20)]
    together = {n: s.row for n, s in see(files, eye)}
    for number in (0, 13, 19):
        (_, alone), *_ = see([files[number]], eye)
        np.testing.assert_array_equal(alone.row, together[number])


def test_the_space_names_encoder_and_colour_measure(eye):
    assert eye.space.startswith("mean-colour+colour")


def test_a_photo_from_memory_gives_the_row_of_its_file(eye, tmp_path):
    file = picture_file(tmp_path, 1, (10, 120, 60))
    (_, from_file), *_ = see([file], eye)
    in_memory = np.asarray(Image.open(io.BytesIO(file.read_bytes())))
    np.testing.assert_array_equal(eye.look(in_memory).row, from_file.row)
