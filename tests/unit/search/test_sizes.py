import pytest

from daogou.language.concepts import concepts
from daogou.search.sizes import take_size


@pytest.mark.parametrize(
    ("text", "size", "rest"),
    [
        ("m码 白色衬衫", "M", "白色衬衫"),
        ("38码的鞋", "38", "的鞋"),
        ("women sandals size 38", "38", "women sandals"),
        ("size m shirt", "M", "shirt"),
        ("xl t-shirt", "XL", "t-shirt"),
        ("size large coat", "L", "coat"),
        ("eu 42 boots", "42", "boots"),
        ("均码 帽子", "one_size", "帽子"),
        ("尺码 l 外套", "L", "外套"),
        ("any in medium", "M", "any"),
        ("got them in a 39?", "39", "got them ?"),
        ("men 43", "43", ""),
    ],
)
def test_reads_sizes(text, size, rest):
    found, left = take_size(text, concepts())
    assert found.values == (size,)
    assert left.split() == rest.split()


@pytest.mark.parametrize(
    "text",
    ["s pen", "dress 38", "model m keyboard", "large bag", "大码连衣裙", "made in 43 days", "in a small bag"],
)
def test_a_lone_letter_or_number_is_no_size(text):
    assert take_size(text, concepts()) == (None, text)
