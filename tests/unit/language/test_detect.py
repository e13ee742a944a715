import pytest

from daogou.language.detect import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [("red dress", "en"), ("红色连衣裙", "zh"), ("Nike 运动鞋", "zh"), ("iPhone", "en")],
)
def test_recognises_the_language_of_a_short_query(text, language):
    assert detect(text) == language


def test_a_text_without_words_is_in_the_default_language():
    assert detect("38", "zh") == "zh"
    assert detect("", "en") == "en"
