import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.sources.markup import without_markup
from daogou.sources.refusal import Refused
from daogou.sources.values import identifier, picture_source, stock, text, texts, truth

anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<p>Light &amp; airy</p><ul><li>cotton</li><li>linen</li></ul>", "Light & airy\ncotton\nlinen"),
        ("a<br>b", "a\nb"),
        ("<script>alert(1)</script>fine", "fine"),
        ("<style>p{}</style>fine", "fine"),
        ("size < 40 & > 30", "size < 40 & > 30"),
        ("Salt &amp; pepper", "Salt & pepper"),
        ("AT&T; and so on", "AT&T; and so on"),
        ("tab\there\x0b\x07bell\u200b", "tab here bell"),
        ("<![weird", ""),
        ("<b>bold</b>", "bold"),
        ("a  b\r\n\r\n c ", "a b\nc"),
    ],
)
def test_a_description_becomes_the_text_a_browser_would_show(raw, plain):
    assert text(raw, "description", 1000, many_lines=True) == plain


def test_a_title_is_one_line():
    assert text("Red\n dress ", "title") == "Red dress"


@pytest.mark.parametrize("raw", ["a\0b", "\ud800", "caf\ufffd"])
def test_unreadable_characters_are_refused(raw):
    with pytest.raises(Refused, match="holds unreadable characters"):
        text(raw, "title")


def test_a_text_that_is_too_long_is_refused_with_both_lengths():
    with pytest.raises(Refused) as caught:
        text("x" * 501, "brand")
    assert caught.value.suggestion == "501 characters, at most 500"


@pytest.mark.timeout(20)  # each takes milliseconds; the standard library's parser took ten minutes
@pytest.mark.parametrize(
    "part", ["<a ", "<!--", "<", "<script>", "<p", "</", "<!", "&amp", "<style></", "<p>x"]
)
def test_hostile_markup_does_not_take_for_ever(part):
    without_markup(part * 130_000 + "<p>")


@pytest.mark.parametrize(
    ("raw", "found"), [("A1", "A1"), (15970, "15970"), (15970.0, "15970"), (" 红-1 ", "红-1"), ("a<b", "a<b")]
)
def test_an_id_keeps_its_spelling(raw, found):
    assert identifier(raw) == found


@pytest.mark.parametrize("raw", [None, "", " ", True, ["a"], {"a": 1}, "a\x01b", "a\0", "x" * 201, 10**300])
def test_what_is_no_id_is_refused(raw):
    with pytest.raises(Refused):
        identifier(raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("red|blue", ("red", "blue")),
        ("红色、蓝色；白色", ("红色", "蓝色", "白色")),
        ("80% cotton, 20% linen", ("80% cotton", "20% linen")),
        ("red, blue, red", ("red", "blue")),
        ("1,5 m", ("1,5 m",)),
        (["a", "", "b"], ("a", "b")),
        (42, ("42",)),
        ("", ()),
    ],
)
def test_several_values_in_a_cell_are_told_apart(raw, found):
    assert texts(raw, "attributes.x") == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        *[
            (word, True)
            for word in ("in stock", "in_stock", "InStock", "https://schema.org/InStock", "有货", "YES", "1")
        ],
        *[
            (word, False)
            for word in ("out of stock", "OutOfStock", "缺货", "no", "0", "http://schema.org/SoldOut")
        ],
        (True, True),
        (None, None),
        ("", None),
    ],
)
def test_availability_is_read_in_both_languages(raw, found):
    assert truth(raw, "availability") is found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("12", 12),
        ("12.0", 12),
        ("1,200", 1200),
        ("30件", 30),
        (7, 7),
        ("-3", 0),
        ("有货", None),
        ("缺货", 0),
        ("", None),
    ],
)
def test_stock_counts_pieces(raw, found):
    assert stock(raw, "stock") == found


@pytest.mark.parametrize("raw", ["lots", "1.5", "12 or so", [1], {"a": 2}, "1e5"])
def test_what_is_no_number_of_pieces_is_refused(raw):
    with pytest.raises(Refused):
        stock(raw, "stock")


@pytest.mark.parametrize("path", ["images/a.jpg", "./images/a.jpg", "images\\a.jpg", "a b.jpg", "图/一.jpg"])
def test_a_relative_path_is_a_picture(path):
    assert picture_source(path, "picture") == path.replace("\\", "/").removeprefix("./")


@pytest.mark.parametrize(
    "source",
    [
        "../a.jpg",
        "images/../../a.jpg",
        "/etc/passwd",
        "..\\a.jpg",
        "file:///etc/passwd",
        "javascript:alert(1)",
        *[
            "data:image/png;base64,AAAA",
            "ftp://x/a.jpg",
            "//host/a.jpg",
            "http://[",
            "a\0.jpg",
            "C:\\a.jpg",
            5,
        ],
    ],
)
def test_what_leads_elsewhere_is_refused(source):
    with pytest.raises(Refused):
        picture_source(source, "picture")


@given(anything, st.sampled_from([text, texts, truth, stock, identifier, picture_source]))
def test_anything_is_a_value_or_is_refused_with_a_reason_that_can_be_written_down(value, check):
    refused = refusal_of(check, value)
    if refused:
        assert refused.reason
        assert len(refused.value) <= 200
        assert refused.value.encode() is not None


def refusal_of(check, value):
    try:
        check(value, "x")
    except Refused as refusal:
        return refusal
    return None
