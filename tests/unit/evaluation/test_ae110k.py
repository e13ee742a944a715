import json

import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.ae110k import FOLDER, read_ae110k, value_scores
from daogou.language.relations.value_candidates import NOT_SAID, Asked


def asked(*values: str) -> Asked:
    return Asked("title", "c", "a", frozenset(values))


def test_rows_become_questions_and_n_a_becomes_not_said(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    row = {
        "input": "Red hat",
        "category": "Hats",
        "target_scores": {"Colour": {"Red": 1}, "Size": {"n/a": 1}},
    }
    (folder / "train.jsonl").write_text(json.dumps(row) + "\n")
    assert read_ae110k(tmp_path, "train") == [
        Asked("Red hat", "Hats", "Colour", frozenset({"Red"})),
        Asked("Red hat", "Hats", "Size", frozenset({NOT_SAID})),
    ]


def test_a_wrong_value_is_a_false_alarm_and_a_miss():
    questions = [
        asked("red"),
        asked("red"),
        asked("red"),
        asked(NOT_SAID),
        asked(NOT_SAID),
        asked("red", NOT_SAID),
    ]
    values = ["red", "blue", NOT_SAID, "blue", NOT_SAID, "red"]
    # right 2, wrong 1, missed 1, false alarm 1: precision 2 / 4, recall 2 / 4
    assert value_scores(questions, values) == pytest.approx({"f1": 0.5, "precision": 0.5, "recall": 0.5})


def test_nothing_said_scores_nothing():
    assert value_scores([asked("red")], [NOT_SAID])["f1"] == 0


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="ae110k"):
        read_ae110k(tmp_path, "train")
