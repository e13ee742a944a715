import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.taobao import FOLDER, read_taobao, span_scores
from daogou.language.tagging.training import Labelled
from daogou.language.tagging.units import Span


def test_characters_and_tags_become_titles_with_spans(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    lines = ["苹 B-HPPX", "果 I-HPPX", " O", "手 B-HCCX", "机 I-HCCX", "6 B-XH", "", "杯 B-HCCX", "子 I-HCCX"]
    (folder / "test.txt").write_bytes("\r\n".join(lines).encode())
    assert read_taobao(tmp_path, "test") == [
        Labelled("苹果 手机6", (Span(0, 2, "brand"), Span(3, 5, "category"), Span(5, 6, "model"))),
        Labelled("杯子", (Span(0, 2, "category"),)),
    ]


def test_a_span_counts_only_with_both_ends_and_its_kind():
    gold = [[Span(0, 2, "brand"), Span(3, 5, "category")], [Span(0, 1, "model")]]
    found = [[Span(0, 2, "brand"), Span(3, 5, "brand"), Span(3, 4, "category")], []]
    # 1 right of 3 found and of 3 wanted
    assert span_scores(gold, found) == pytest.approx({"f1": 1 / 3, "precision": 1 / 3, "recall": 1 / 3})


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="taobao_ner"):
        read_taobao(tmp_path, "train")
