import pytest

from daogou.core.errors import BadOption
from daogou.features.class_names import class_names, usual_names


def test_one_name_a_line_without_comments(tmp_path):
    (tmp_path / "c.txt").write_text("# ours\ndress\n\n boot \n")
    assert class_names(str(tmp_path / "c.txt")) == ("dress", "boot")


def test_no_file_named_is_no_names_and_a_missing_file_is_refused(tmp_path):
    assert class_names("") == ()
    with pytest.raises(BadOption, match="nowhere"):
        class_names(str(tmp_path / "nowhere.txt"))


def test_a_network_of_a_thousand_outputs_has_the_names_of_imagenet():
    names = usual_names(1000)
    assert len(names) == 1000
    assert names[0] == "tench"
    assert names[999] == "toilet paper"
    assert usual_names(10) == ()
