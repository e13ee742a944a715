"""Reviews: good lines arrive, bad ones are reported."""

import json

from daogou.catalogue.reviews import MAX_TEXT, Review, read_groups, read_reviews, write_groups
from daogou.core.rejection import Rejection


def test_good_lines_arrive_and_bad_ones_say_why(tmp_path):
    lines = [
        json.dumps({"product_id": "a", "rating": 5, "text": "好"}),
        "",
        "{not json",
        json.dumps({"product_id": "a"}),
        json.dumps({"product_id": "a", "rating": 9}),
        json.dumps({"product_id": "a", "rating": 1, "text": "x" * (MAX_TEXT + 1)}),
    ]
    file = tmp_path / "reviews.jsonl"
    file.write_text("\n".join(lines))
    read = list(read_reviews(file))
    assert read[0] == Review("a", 5, "好")
    assert [(r.line, r.field) for r in read[1:] if isinstance(r, Rejection)] == [
        (3, ""),
        (4, "rating"),
        (5, "rating"),
        (6, "text"),
    ]


def test_groups_come_back_newest_first(tmp_path):
    old, new = Review("a", 1, at="2024-01-01"), Review("a", 2, at="2025-01-01")
    write_groups(tmp_path / "r.json", [old, new])
    assert read_groups(tmp_path / "r.json") == {"a": [new, old]}
