from daogou.language.longest_match import LongestMatch

NAMES = LongestMatch({("navi",): "navy", ("navi", "blue"): "navy blue", ("blue", "jean"): "blue jeans"})


def test_the_longest_name_at_a_place_wins():
    assert NAMES.at(["navi", "blue", "jean"], 0) == (2, "navy blue")


def test_nothing_begins_where_no_name_does():
    assert NAMES.at(["a", "navi"], 0) == (0, None)
