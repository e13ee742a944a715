"""Marks in picture files, read back by us and found as plain bytes."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from daogou.core.errors import BadPicture
from daogou.studio.marking import MEDIA_TYPES, Format, Made, Mark, mark_of, marked

PICTURE = np.full((8, 6, 3), (200, 30, 40), np.uint8)
FORMS = list(MEDIA_TYPES)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", list(Made))
def test_every_form_carries_every_mark(form: Format, made: Made) -> None:
    mark = Mark(made, "daogou drawn_flow", "红色长袖连衣裙 & <b>")
    data = marked(PICTURE, mark, form)
    assert mark_of(data) == mark
    assert f"http://cv.iptc.org/newscodes/digitalsourcetype/{made}".encode() in data


@pytest.mark.parametrize("form", FORMS)
def test_the_picture_itself_stays(form: Format) -> None:
    with Image.open(io.BytesIO(marked(PICTURE, Mark(Made.EDITED), form))) as image:
        assert image.format == form.upper()
        seen = np.asarray(image.convert("RGB")).astype(int)
    assert np.abs(seen - PICTURE).max() <= (0 if form == "png" else 4)


def test_a_png_also_says_it_in_plain_text() -> None:
    data = marked(PICTURE, Mark(Made.GENERATED, "daogou drawn_flow", "red dress"))
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
        assert image.info["Software"] == "daogou drawn_flow"
        assert image.info["Description"] == "red dress"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_an_unmarked_picture_has_no_mark(form: str) -> None:
    out = io.BytesIO()
    Image.fromarray(PICTURE).save(out, form)
    assert mark_of(out.getvalue()) is None


def test_marks_of_other_tools_are_read_where_they_are_attributes() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        b'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/'
        b'trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>'
    )
    out = io.BytesIO()
    Image.fromarray(PICTURE).save(out, "WEBP", xmp=packet)
    assert mark_of(out.getvalue()) == Mark(Made.GENERATED, "", "")


@pytest.mark.parametrize("packet", [b"no xml", b"<a", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_broken_packet_is_no_mark(packet: bytes) -> None:
    out = io.BytesIO()
    Image.fromarray(PICTURE).save(out, "WEBP", xmp=packet)
    assert mark_of(out.getvalue()) is None


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(BadPicture):
        mark_of(b"GIF89a")


@given(st.text(max_size=80), st.sampled_from(FORMS))
def test_whatever_was_said_fits(said: str, form: Format) -> None:
    found = mark_of(marked(PICTURE, Mark(Made.GENERATED, "daogou", said), form))
    assert found is not None
    assert found.made is Made.GENERATED
