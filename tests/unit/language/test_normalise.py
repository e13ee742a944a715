import pytest

from daogou.language.normalise import normalise


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ＲＥＤ　Ｄress", "red dress"),
        ("紅色連衣裙", "红色连衣裙"),
        ("Women’s", "women"),
        ("ladies' shoes", "ladies shoes"),
        ('17" screen', "17inch screen"),
        ("15.6 inch", "15.6inch"),
        ("4 GB RAM", "4gb ram"),
        ("Core™2 Duo®", "core 2 duo "),
        ("", ""),
        ("I dont like it, its not what Im after", "i don't like it, its not what i'm after"),
        ("whats new, wonton soup", "what new, wonton soup"),
    ],
)
def test_one_spelling_for_what_is_meant_alike(given, expected):
    assert normalise(given) == expected


def test_normalising_twice_changes_nothing():
    once = normalise('Women’s 17" Ｎotebook 4 GB 連衣裙')
    assert normalise(once) == once == "women 17inch notebook 4gb 连衣裙"
