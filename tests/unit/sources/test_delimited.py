import pytest

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection
from daogou.sources.delimited import Table, delimiter_of


def rows(tmp_path, text):
    path = tmp_path / "feed.csv"
    path.write_text(text, encoding="utf-8", newline="")
    found = list(Table(path).rows())
    refused = [(r.line, r.reason) for r in found if isinstance(r, Rejection)]
    return [(r.line, list(r.cells.values())) for r in found if not isinstance(r, Rejection)], refused


def test_quoted_texts_may_hold_delimiters_quotes_and_line_breaks(tmp_path):
    good, refused = rows(tmp_path, 'id,title\r\n1,"a, ""b""\r\nc"\r\n2,d\r\n')
    assert good == [(2, ["1", 'a, "b"\r\nc']), (4, ["2", "d"])]
    assert refused == []


def test_an_open_quote_costs_one_row(tmp_path):
    good, refused = rows(tmp_path, 'id,title\n1,"open\n2,b\n3,"c"\n4,d\n')
    assert [line for line, _ in good] == [3, 4, 5]
    assert refused == [(2, "has text behind a closing quote")]


def test_an_open_quote_at_the_end_costs_one_row(tmp_path):
    good, refused = rows(tmp_path, 'id,title\n1,a\n2,"open\n3,c\n')
    assert [line for line, _ in good] == [2, 4]
    assert refused == [(3, "has a quote that is never closed")]


def test_a_quote_inside_plain_text_is_a_quote(tmp_path):
    assert rows(tmp_path, 'id,title\n1,5" heel\n') == ([(2, ["1", '5" heel'])], [])


def test_a_table_aligned_with_spaces_is_read(tmp_path):
    good, refused = rows(tmp_path, 'id  , title     ,price\n1   , "a, b"    ,  2.00 \n2   , ""        ,3\n')
    assert (good, refused) == ([(2, ["1", "a, b", "2.00"]), (3, ["2", "", "3"])], [])


def test_rows_of_another_width_are_refused_but_not_empty_cells_behind(tmp_path):
    good, refused = rows(tmp_path, "id,title\n1\n1,2,3\n1,2,,\n\n,\n")
    assert [line for line, _ in good] == [4]
    assert [line for line, _ in refused] == [2, 3]


def test_a_column_that_is_there_twice_gives_a_list(tmp_path):
    good, _ = rows(tmp_path, "id,image,image,image\n1,a,,b\n2,,,\n3,,x,\n")
    assert [cells[1] for _, cells in good] == [["a", "b"], "", "x"]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,title,price", ","),
        ("id\ttitle", "\t"),
        ("id;title;price", ";"),
        ("id|title", "|"),
        ('"id";"a,b,c,d"', ";"),
    ],
)
def test_the_delimiter_is_the_one_that_makes_known_names(header, delimiter):
    assert delimiter_of(header) == delimiter


def test_a_file_of_open_quotes_is_read_in_bounded_time(tmp_path):
    good, refused = rows(tmp_path, "id,title\n" + '1,"a\n' * 3_000)
    assert good == []
    assert len(refused) == 3_000


def test_an_empty_file_is_an_error(tmp_path):
    with pytest.raises(BadFeed, match="empty"):
        rows(tmp_path, "")
