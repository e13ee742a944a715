import pytest

from daogou.sources.encodings import encoding_of
from daogou.sources.lines import MAX_LINE_BYTES, text_lines

CHINESE = "款号,标题,价格\nA1,红色连衣裙，夏季新款,￥299\nB2,黑色短靴,599\n"
GERMAN = "id,title\n1,Größe für Mädchen\n2,Café crème à la façon\n3,Über Österreich\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "latin-1", "cp1252"),
        ("id,title\n1,5 € off\n", "cp1252", "cp1252"),
        ("id,title\n1,plain\n", "ascii", "utf-8"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(tmp_path, text, written, found):
    path = tmp_path / "feed"
    path.write_bytes(text.encode(written))
    assert encoding_of(path) == found
    assert "".join(line.text for line in text_lines(path, found)) == text


def test_a_few_broken_lines_do_not_make_it_another_encoding(tmp_path):
    path = tmp_path / "feed"
    path.write_bytes("标题\n红色\n".encode() + b"caf\xe9\n" + "黑色\n".encode())
    assert encoding_of(path) == "utf-8"
    faults = [line.fault for line in text_lines(path, "utf-8")]
    assert faults == ["", "", "holds bytes that are not UTF-8", ""]


def test_a_line_that_is_too_long_is_cut_and_the_next_one_is_read(tmp_path):
    path = tmp_path / "feed"
    path.write_bytes(b"a\n" + b"x" * (2 * MAX_LINE_BYTES + 5) + b"\nb\n")
    lines = list(text_lines(path, "utf-8"))
    assert [(line.number, line.fault) for line in lines] == [(1, ""), (2, "is too long a line"), (3, "")]
    assert lines[2].text == "b\n"
