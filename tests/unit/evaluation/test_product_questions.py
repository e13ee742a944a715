import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.product_questions import questions_on_attributes, questions_on_everything


def written(folder, name, lines):
    (folder / "productqa").mkdir(exist_ok=True)
    (folder / "productqa" / name).write_text("\n".join(lines), encoding="utf-8")


def test_attributes_read_as_names_and_values(tmp_path):
    lines = [
        "qid\tqa_pair_id\tquestion\tcandidate\tlabel",
        '1\t1\theel?\t"heel_type:  { value:""flat"" }"\t1',
        "1\t2\theel?\tbatteries_required:  { value:false }\t0",
        "2\t3\tcolour?\tsize:  { value:11 }\t0",
    ]
    written(tmp_path, "semipqa_attribute_ranking_testseen.csv", lines)
    first, second = questions_on_attributes(tmp_path)
    assert first.texts == ("heel type: flat", "batteries required: false")
    assert (first.answers, second.answers) == ({0}, set())


def test_only_full_answers_count_and_other_shoppers_answers_are_left_out(tmp_path):
    lines = [
        "qid,question,ASIN,candidate,source,qa_pair_id,title,label,answer",
        "1,fits?,A,yes it does,cqa,1,T,2,",
        "1,fits?,A,it may fit: try,review,2,T,1,",
        "1,fits?,A,it fits,review,3,T,2,",
    ]
    written(tmp_path, "epqa_dev.csv", lines)
    (asked,) = questions_on_everything(tmp_path)
    assert (asked.texts, asked.answers) == (("it may fit: try", "it fits"), {1})


def test_absent_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="epqa_dev"):
        questions_on_everything(tmp_path)
