import json
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.core.progress import SILENT
from daogou.evaluation import tasks
from daogou.evaluation.intents import calibration_error, intents_file, read_clinc, read_table, weighted_f1

ORDER = ["where is my order", "my order is late", "track my order", "has my order been sent", "order status"]
RETURN = ["I want a refund", "send it back", "how do I return this", "return my shoes", "refund please"]
RAIN = ["will it rain", "who won the match", "tell me a joke"]


def test_weighted_f1_by_hand() -> None:
    right, given = ["a", "a", "b", None], ["a", "b", "b", "a"]
    # a: 1 of 2 and 2; b: 1 of 1 and 2; none: 0
    assert np.isclose(weighted_f1(right, given), (2 * (2 / 4) + 1 * (2 / 3) + 0) / 4)


def test_calibration_error_by_hand() -> None:
    assert np.isclose(calibration_error([0.95, 0.95, 0.55, 0.55], [True, True, False, True]), 0.05)


def test_what_is_outside_has_no_label(tmp_path: Path) -> None:
    clinc, table = tmp_path / "a.json", tmp_path / "b.csv"
    clinc.write_text(json.dumps({"oos_val": [["hm", "oos"]], "val": [["hi", "greeting"]]}))
    table.write_text('sentence,label\n"a, b",ORDER\nx,NO_NODES_DETECTED\n')
    both = read_clinc(clinc, "val") + read_clinc(clinc, "oos_val")
    assert (both.texts, both.labels) == (("hi", "hm"), ("greeting", None))
    assert (read_table(table).texts, read_table(table).labels) == (("a, b", "x"), ("ORDER", None))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="banking77"):
        intents_file(tmp_path, "banking77_test.csv")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "intents"
    folder.mkdir()
    pairs = [(t, "order") for t in ORDER] + [(t, "return") for t in RETURN]
    lines = "\n".join(["text,label", *(f"{text},{label}" for text, label in pairs)])
    for name in ("banking77", "hint3_curekart"):
        for split in ("train", "test"):
            outside = (
                "\nwill it rain,NO_NODES_DETECTED" if (name, split) == ("hint3_curekart", "test") else ""
            )
            (folder / f"{name}_{split}.csv").write_text(lines + outside)
    oos = [(text, "oos") for text in RAIN]
    splits = {p + s: oos if p else pairs for p in ("", "oos_") for s in ("train", "val", "test")}
    (folder / "clinc150_full.json").write_text(json.dumps(splits))
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "options", "figure"),
    [
        ("intents_banking77", {}, "accuracy"),
        ("intents_clinc150", {"encoder": "none"}, "in_scope_accuracy_unrefused"),
        ("intents_curekart", {}, "in_scope_accuracy"),
    ],
)
def test_a_task_knows_what_it_was_taught(data: Path, task: str, options: dict[str, str], figure: str) -> None:
    measured = tasks.ROLE.open(task, options)(data, seed=0, progress=SILENT)
    assert measured.metrics[figure] >= 0.9
    assert all(file.is_file() for file in measured.read)


@pytest.mark.parametrize("task", ["intents_banking77", "intents_clinc150", "intents_curekart"])
def test_a_task_without_its_data_says_so(tmp_path: Path, task: str) -> None:
    with pytest.raises(NotFound, match="intents"):
        tasks.ROLE.open(task)(tmp_path, seed=0, progress=SILENT)
