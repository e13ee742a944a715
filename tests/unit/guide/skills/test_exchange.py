"""Exchanging: what is meant by "the same again" is a person's to give."""

from .counter import Counter


def test_the_very_same_piece_is_offered_by_a_person_and_another_size_still_answers():
    at = Counter()
    step = at("exchange", "the dress of 1003 came with a hole, I want the same one again")
    assert step.answer.why_not == "not_offered"
    assert step.answer.offers_person
    assert step.memory.asked == "variant"
    step = at("exchange", "in S then")
    assert step.memory.pending.proposal.request.new_skus == ("d2-S",)


def test_a_size_that_is_named_is_what_is_wanted_even_of_a_new_one():
    step = Counter()("exchange", "a new one of the dress of 1003, in S")
    assert step.memory.pending.proposal.request.new_skus == ("d2-S",)
