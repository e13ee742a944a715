"""Key frames of videos that are written here."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from daogou.core.errors import BadPicture
from daogou.vision.key_frames import colour_shares, key_frames, moved, score_of
from daogou.vision.key_frames_decoding import VideoBounds, container_of, sampled

RATE = 8.0
RED, BLUE, GREEN = (200, 30, 30), (30, 40, 200), (30, 150, 50)
BLACK = np.zeros((96, 128, 3), np.uint8)


def _scene(colour: tuple[int, int, int], at: int = 30) -> NDArray[np.uint8]:
    """A coloured thing with a grid on it, on white."""
    picture = np.full((96, 128, 3), 255, np.uint8)
    picture[16:80, at : at + 60] = colour
    picture[16:80:8, at : at + 60] = picture[16:80, at : at + 60 : 8] = 240
    return picture


def _blurred(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 3), np.uint8)


def _video(folder: Path, frames: list[NDArray[np.uint8]], name: str = "v.avi", code: str = "MJPG") -> Path:
    file = folder / name
    height, width = frames[0].shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*code), RATE, (width, height))
    assert writer.isOpened()
    for frame in frames:
        writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    writer.release()
    return file


def _close(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    return float(np.abs(one.astype(int) - other).mean()) < 8  # the coding changes pixels a little


@pytest.mark.parametrize(("name", "code"), [("v.avi", "MJPG"), ("v.mp4", "mp4v"), ("v.webm", "VP80")])
def test_every_shot_gives_one_frame_in_the_videos_order(tmp_path: Path, name: str, code: str) -> None:
    shots = [_scene(RED), _scene(BLUE), _scene(GREEN)]
    found = key_frames(_video(tmp_path, [s for s in shots for _ in range(8)], name, code))
    assert [frame.shot for frame in found] == [0, 1, 2]
    assert all(_close(frame.picture, shot) for frame, shot in zip(found, shots, strict=True))
    assert [int(frame.at_s) for frame in found] == [0, 1, 2]


def test_the_sharp_frame_of_a_shot_is_taken(tmp_path: Path) -> None:
    sharp = _scene(RED)
    frames = [_blurred(sharp)] * 4 + [sharp] * 2 + [_blurred(sharp)] * 4
    (found,) = key_frames(_video(tmp_path, frames))
    assert found.at_s == 4 / RATE
    assert _close(found.picture, sharp)


def test_a_shot_that_comes_back_is_not_shown_twice(tmp_path: Path) -> None:
    frames = [_scene(RED)] * 8 + [_scene(BLUE)] * 8 + [_scene(RED)] * 8
    assert len(key_frames(_video(tmp_path, frames))) == 2


def test_dark_and_empty_frames_are_left_out(tmp_path: Path) -> None:
    white = np.full_like(BLACK, 255)
    (found,) = key_frames(_video(tmp_path, [BLACK] * 8 + [_scene(RED)] * 8 + [white] * 8))
    assert _close(found.picture, _scene(RED))
    with pytest.raises(BadPicture, match="dark or empty"):
        key_frames(_video(tmp_path, [BLACK] * 8))


def test_the_steps_of_fading_in_are_left_out(tmp_path: Path) -> None:
    steps = [(_scene(RED) * share).astype(np.uint8) for share in np.linspace(0, 1, 16)]
    found = key_frames(_video(tmp_path, steps + [_scene(RED)] * 16))
    assert all(frame.picture.max() > 0.75 * 255 for frame in found)
    assert len(found) <= 2


def test_a_turntable_without_a_cut_gives_several_views(tmp_path: Path) -> None:
    frames = [_scene(RED, at) for at in range(2, 66)]  # 8 seconds of a slow move
    found = key_frames(_video(tmp_path, frames))
    assert len(found) == 3
    assert [frame.shot for frame in found] == [0, 1, 2]


def test_no_more_frames_than_asked_for_and_these_the_most_different(tmp_path: Path) -> None:
    reddish = (190, 60, 40)
    frames = [f for f in (_scene(RED), _scene(reddish), _scene(BLUE)) for _ in range(24)]
    found = key_frames(_video(tmp_path, frames), at_most=2)
    assert len(found) == 2
    assert _close(found[1].picture, _scene(BLUE))


def test_an_animated_gif_is_a_video(tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "v.gif"
    pictures = [Image.fromarray(s) for s in (_scene(RED), _scene(BLUE)) for _ in range(8)]
    pictures = [p.quantize(64) for p in pictures]
    pictures[0].save(file, save_all=True, append_images=pictures[1:], duration=120, loop=0)
    assert len(key_frames(file)) == 2


def test_nothing_is_decoded_after_the_bound(tmp_path: Path) -> None:
    file = _video(tmp_path, [_scene(RED)] * 16 + [_scene(BLUE)] * 16)
    assert len(key_frames(file, bounds=VideoBounds(max_seconds=1.5))) == 1
    assert len(list(sampled(file, VideoBounds(max_frames=4)))) == 2  # every other of 8 a second


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [(VideoBounds(max_bytes=100), "at most 100 are read"), (VideoBounds(max_pixels=100), "128 x 96 pixels")],
)
def test_what_is_too_large_is_refused(tmp_path: Path, bounds: VideoBounds, reason: str) -> None:
    with pytest.raises(BadPicture, match=reason):
        key_frames(_video(tmp_path, [_scene(RED)] * 4), bounds=bounds)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no video"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "no video"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "no video"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 200, "damaged"),
    ],
)
def test_what_is_no_video_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "v.mp4"
    file.write_bytes(data)
    with pytest.raises(BadPicture, match=reason):
        key_frames(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match="cannot be read"):
        key_frames(tmp_path / "none.mp4")


def test_the_container_is_told_by_its_first_bytes() -> None:
    assert container_of(b"\0\0\0\x20ftypisom") == "MP4"
    assert container_of(b"RIFF\0\0\0\0AVI LIST") == "AVI"
    assert container_of(b"RIFF\0\0\0\0WEBPVP8 ") == ""


def test_colours_that_move_wholly_are_one_apart() -> None:
    white, black = np.full_like(BLACK, 255), BLACK
    assert moved(colour_shares(white), colour_shares(white)) == 0
    assert moved(colour_shares(white), colour_shares(black)) > 0.99


def test_a_sharp_bright_frame_scores_above_a_blurred_or_a_dim_one() -> None:
    sharp = _scene(RED)
    assert score_of(sharp) > score_of(_blurred(sharp))
    assert score_of(sharp) > score_of((sharp * 0.3).astype(np.uint8)) > 0
    assert score_of(BLACK) == 0
