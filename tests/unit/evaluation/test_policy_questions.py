from importlib.resources import files

from daogou.evaluation.policy_questions import policy_questions
from daogou.guide.policies.passages import passages

QUESTIONS = list(policy_questions())


def test_half_of_each_kind_and_language_is_kept():
    for language in ("en", "zh"):
        for is_said in (True, False):
            of = [q.is_kept for q in QUESTIONS if q.language == language and bool(q.page) == is_said]
            assert len(of) == 2 * sum(of)
            assert len(of) >= 16


def test_every_question_that_is_answered_has_a_right_passage():
    for question in QUESTIONS:
        if question.page:
            page = files("daogou.sources.demo") / "policies" / f"{question.page}.{question.language}.md"
            found = passages(question.page, page.read_text("utf-8"))
            assert any(question.is_answered_by(passage) for passage in found), question.text
