from daogou.language.concept_tables import fingerprint_of, tables_of
from daogou.language.concepts import concepts, concepts_from, extended


def test_what_was_written_down_is_read_as_it_was():
    known = concepts()
    again = concepts_from([tables_of(known)])
    assert again.all == known.all
    assert fingerprint_of(again) == fingerprint_of(known)


def test_another_name_or_another_order_is_another_fingerprint():
    red, blue = {"red": ["", "Red", "红"]}, {"blue": ["", "Blue", "蓝"]}
    prints = {
        fingerprint_of(concepts_from([{"colour": red | blue}])),
        fingerprint_of(concepts_from([{"colour": blue | red}])),
        fingerprint_of(
            extended(concepts_from([{"colour": red | blue}]), [{"colour": {"red": ["+", "R", ""]}}])
        ),
    }
    assert len(prints) == 3
