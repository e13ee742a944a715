"""The labels that were taught, and the parts they are merged to."""

from daogou.vision.parsing_labels import part_rows, read_labels, read_parts
from daogou.vision.segmenters import PARTS


def test_there_are_59_labels_in_the_order_of_the_data_set_the_background_first():
    labels = read_labels()
    assert len(labels) == 59
    assert labels[0] == "null"
    assert labels[1:] == tuple(sorted(labels[1:]))
    assert (labels[14], labels[41], labels[58]) == ("dress", "skin", "wedges")


def test_every_label_is_one_part_and_every_part_but_the_face_is_some_label():
    assert set(read_parts().values()) == set(PARTS) - {"face"}


def test_rows_are_those_of_the_parts():
    rows = part_rows(("null", "jeans", "pants", "blazer"))
    assert [PARTS[row] for row in rows] == ["background", "trousers", "trousers", "coat"]
