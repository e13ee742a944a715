"""Drafting a list from two rankings."""

from hypothesis import given
from hypothesis import strategies as st

from daogou.recommend.interleaving import team_draft

RANKINGS = st.lists(st.integers(0, 30), unique=True, max_size=12)


def test_a_round_gives_one_place_to_each():
    drafted = team_draft("abcd", "wxyz", 8, "key")
    for start in range(0, 8, 2):
        assert {arm for _, arm in drafted[start : start + 2]} == {"own", "other"}
    assert [thing for thing, arm in drafted if arm == "own"] == list("abcd")
    assert [thing for thing, arm in drafted if arm == "other"] == list("wxyz")


def test_what_both_rank_first_is_chosen_by_whom_the_coin_lets():
    chosen = [team_draft("ab", "ac", 1, str(key))[0] for key in range(400)]
    assert {thing for thing, _ in chosen} == {"a"}
    assert abs(sum(arm == "own" for _, arm in chosen) - 200) < 40  # four standard deviations


def test_the_same_key_gives_the_same_list_and_others_do_not():
    lists = [tuple(team_draft("abcdef", "uvwxyz", 6, key)) for key in ("monday", "monday", "tuesday")]
    assert lists[0] == lists[1] != lists[2]


@given(RANKINGS, RANKINGS, st.integers(0, 30), st.text(max_size=5))
def test_nothing_stands_twice_and_each_arm_keeps_its_order(own, other, k, key):
    drafted = team_draft(own, other, k, key)
    things = [thing for thing, _ in drafted]
    assert len(things) == len(set(things)) == min(k, len(set(own) | set(other)))
    for arm, ranking in (("own", own), ("other", other)):
        places = [ranking.index(thing) for thing, by in drafted if by == arm]
        assert places == sorted(places)
