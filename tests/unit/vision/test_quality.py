"""Faults of pictures, made on purpose."""

from itertools import islice

import cv2
import numpy as np
import pytest

from daogou.sources.demo.design import designs
from daogou.sources.demo.picture import picture_of
from daogou.vision import quality_measures as measures
from daogou.vision.quality import LIMITS, judged, measure, picture_quality
from daogou.vision.text_reading import Printed

SIDE = 600


def product(scale: float = 0.7, shift: tuple[float, float] = (0.0, 0.0)) -> tuple[np.ndarray, np.ndarray]:
    """A checked cushion on light paper, and its matte."""
    half = scale * SIDE / 2
    middle = (SIDE / 2 + shift[0] * SIDE, SIDE / 2 + shift[1] * SIDE)
    down, across = np.mgrid[:SIDE, :SIDE]
    inside = (np.abs(across - middle[0]) < half) & (np.abs(down - middle[1]) < half)
    checks = ((across // 12 + down // 12) % 2).astype(bool)
    picture = np.full((SIDE, SIDE, 3), 235, np.uint8)
    picture[inside & checks] = (40, 60, 140)
    picture[inside & ~checks] = (120, 140, 190)
    return picture, inside.astype(np.float32)


def faults(picture: np.ndarray, matte: np.ndarray) -> set[str]:
    return {finding.name for finding in picture_quality(picture, matte=matte).findings}


def test_a_good_picture_has_no_fault():
    assert picture_quality(*product()[:1]).good
    assert faults(*product()) == set()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda picture: cv2.GaussianBlur(picture, (0, 0), 5), "blurred"),
        (lambda picture: cv2.blur(picture, (25, 1)), "blurred"),
        (lambda picture: (picture * 0.3).astype(np.uint8), "too_dark"),
        (lambda picture: np.clip(picture * np.array([1.05, 1, 0.7]), 0, 255).astype(np.uint8), "colour_cast"),
    ],
)
def test_what_was_spoiled_is_found(spoil, fault):
    picture, matte = product()
    assert fault in faults(spoil(picture), matte)


def test_a_burnt_out_product_is_too_bright():
    picture, matte = product()
    picture[matte > 0] = 255
    assert "too_bright" in faults(picture, matte)


def test_a_small_file_is_told():
    picture, matte = product()
    assert faults(picture[::2, ::2], matte[::2, ::2]) == {"small_picture"}


def test_a_small_product_is_told():
    assert faults(*product(0.3)) == {"product_small"}


def test_a_product_aside_is_told():
    assert faults(*product(0.6, (0.15, 0))) == {"off_centre"}


def test_a_product_that_leaves_the_picture_is_cut_off():
    picture, matte = product(0.7)
    assert "product_cut_off" in faults(picture[:, :400], matte[:, :400])


def test_a_busy_background_is_told_and_silences_what_depends_on_it():
    random = np.random.default_rng(0)
    picture = cv2.resize(random.integers(0, 255, (30, 30, 3), dtype=np.uint8), (SIDE, SIDE))
    found = faults(picture, np.zeros((SIDE, SIDE), np.float32))
    assert "background_not_plain" in found
    assert not found & {"no_product", "product_small", "off_centre", "product_cut_off"}


def test_an_empty_picture_shows_no_product():
    picture = np.full((SIDE, SIDE, 3), 240, np.uint8)
    assert faults(picture, np.zeros((SIDE, SIDE), np.float32)) == {"no_product"}


def test_print_beside_the_product_is_told_and_print_on_it_is_not():
    picture, matte = product()
    beside = Printed("-50 %", 0.99, (0.0, 0.02, 0.5, 0.1))
    upon = Printed("PARIS", 0.99, (0.3, 0.4, 0.7, 0.5))
    found = picture_quality(picture, matte=matte, read_text=lambda _: (upon,))
    assert found.good
    assert found.measured["overlay"] == 0
    found = picture_quality(picture, matte=matte, read_text=lambda _: (beside, upon))
    assert [finding.name for finding in found.findings] == ["print_over_picture"]
    assert found.findings[0].value == pytest.approx(0.5 * 0.08)


def test_without_a_reader_nothing_is_said_of_print():
    assert "overlay" not in picture_quality(*product()[:1]).measured


def test_every_finding_has_its_value_its_threshold_and_advice():
    (finding,) = picture_quality(product(0.3)[0], matte=product(0.3)[1]).findings
    assert finding.value == pytest.approx(0.3, abs=0.01)
    assert finding.threshold == LIMITS["product_small"].threshold
    assert finding.advice == "go_nearer"
    assert len({limit.advice for limit in LIMITS.values()}) == len(LIMITS)


def test_framing_is_measured_in_shares():
    matte = np.zeros((100, 200), np.float32)
    matte[20:60, 0:100] = 1
    lies = measures.framing(matte)
    assert lies.size == 0.5  # half of the width, .4 of the height
    assert lies.off_centre == pytest.approx(np.hypot(-0.25, -0.1))
    assert lies.cut == pytest.approx(40 / 600)  # 40 of the rim's 600 pixels
    assert measures.framing(matte * 0) == measures.Framing(0, 0, 0)


def test_more_blur_measures_more():
    picture, _ = product()
    values = [measures.blur(picture)]
    values += [measures.blur(cv2.GaussianBlur(picture, (0, 0), sigma)) for sigma in (1, 2, 4, 8)]
    assert values == sorted(values)
    assert 0 <= values[0] < values[-1] <= 1


def test_an_even_picture_has_no_blur_and_no_cast():
    grey = np.full((50, 50, 3), 128, np.uint8)
    assert measures.blur(grey) == 0
    assert measures.cast(grey) < 1e-3
    assert measures.blur(grey[:3]) == 0


def test_measures_alone_are_judged():
    picture, matte = product()
    measured = measure(picture, matte)
    assert judged(measured) == ()
    assert [one.name for one in judged(measured | {"brightest": 0.2})] == ["too_dark"]


def test_a_drawn_product_cut_off_is_told_from_our_own_matte():
    """No matte is given: the one that is found must reach to the picture's edge with the product."""
    found = []
    for design in islice(designs(40, 5), 0, 40, 8):
        photo = picture_of(design)
        columns = np.flatnonzero((photo.mask > 127).any(axis=0))
        end = columns[0] + round(0.75 * (columns[-1] - columns[0]))
        cut = np.ascontiguousarray(photo.picture[:, :end])
        whole, part = ({one.name for one in picture_quality(seen).findings} for seen in (photo.picture, cut))
        assert "product_cut_off" not in whole
        found.append("product_cut_off" in part)
    assert sum(found) >= len(found) - 1  # one fades into its paper, which then measures as grained


def test_a_table_that_covers_a_whole_side_is_no_product_cut_off():
    picture, _ = product(0.5)
    picture[-80:] = (90, 60, 30)
    assert "product_cut_off" not in {one.name for one in picture_quality(picture).findings}
