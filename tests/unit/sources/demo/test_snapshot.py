"""The photo that the demo asks by shows something that the shop does not have."""

import numpy as np
import pytest

from daogou.sources.demo.design import designs
from daogou.sources.demo.picture import picture_of
from daogou.sources.demo.snapshot import snapshot


@pytest.mark.parametrize(("products", "seed"), [(40, 7), (160, 3)])
def test_what_is_photographed_is_a_dress_that_no_colour_of_is_sold(products, seed):
    design, _ = snapshot(products, seed)
    sold = list(designs(products, seed))
    assert design.kind["builder"] == "dress"
    assert design.id not in {one.id for one in sold}
    assert design.seed not in {one.seed for one in sold}


def test_the_photo_is_no_studio_picture_of_it():
    design, photo = snapshot(40, 7)
    studio = picture_of(design).picture
    assert photo.shape == studio.shape
    assert photo.dtype == np.uint8
    assert np.abs(photo.astype(int) - studio).mean() > 15  # of 255: another ground, light and place
    assert (snapshot(40, 7)[1] == photo).all()
