"""The shares of the task, and what it says where the data is absent."""

from importlib import import_module
from pathlib import Path

import pytest

from daogou.core.errors import NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE


def test_only_files_that_nothing_was_chosen_with_count_and_all_are_shown_beside():
    # md5("b") begins with 92, md5("c") with 4a, both even; md5("e") with e1
    shares = import_module("daogou.evaluation.tasks.speech")._shares
    right = {Path("b"): True, Path("c"): True, Path("e"): False}
    assert shares("words", right) == {"words": 0.0, "words_all": pytest.approx(2 / 3)}


def test_without_the_data_the_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="speech"):
        ROLE.open("speech", {})(tmp_path, seed=0, progress=SILENT)
