"""What an owner decided is data."""

import pytest

from daogou.core.errors import BadInput
from daogou.core.triple import Triple
from daogou.graph.decisions import Decision, accepted, read_decisions, record

SUMMER = ("product:1", "for_season", "season:summer")


def test_what_was_recorded_is_read_and_the_last_word_counts(tmp_path):
    file = tmp_path / "graph" / "decisions.jsonl"
    record(file, Decision(*SUMMER, accepted=True))
    record(file, Decision("product:2", "has_colour", "colour:红", accepted=False))
    record(file, Decision(*SUMMER, accepted=False))
    decisions = read_decisions(file)
    assert list(decisions) == [SUMMER, ("product:2", "has_colour", "colour:红")]
    assert not decisions[SUMMER].accepted


def test_nothing_was_decided_where_there_is_no_file(tmp_path):
    assert read_decisions(tmp_path / "none.jsonl") == {}


@pytest.mark.parametrize("line", ["not json", '{"head": "a:1"}', "[1, 2]"])
def test_a_damaged_line_is_named(tmp_path, line):
    file = tmp_path / "decisions.jsonl"
    record(file, Decision(*SUMMER, accepted=True))
    with file.open("a") as stream:
        stream.write(line + "\n")
    with pytest.raises(BadInput, match="line 2"):
        read_decisions(file)


def test_what_was_accepted_is_stated_by_the_owner():
    decisions = [Decision(*SUMMER, accepted=True), Decision("a:1", "r", "b:1", accepted=False)]
    assert accepted(decisions) == [Triple(*SUMMER, source="owner")]
