from collections import Counter

import pytest

from daogou.core.errors import BadInput
from daogou.evaluation.journeys import FILES, SKILLS, journeys, turn_from
from daogou.language.concepts import concepts


@pytest.mark.parametrize("name", FILES)
def test_half_of_sixty_conversations_in_each_file_and_half_of_those_in_each_language(name):
    told = journeys(name)
    assert Counter(one.language for one in told) == {"en": 15, "zh": 15}
    assert len({one.name for one in told}) == 30
    assert all(4 <= len(one.turns) <= 12 for one in told)


@pytest.mark.parametrize("name", FILES)
def test_every_skill_is_wanted_four_times(name):
    wanted = Counter(skill for one in journeys(name) for turn in one.turns for skill in turn.skill)
    assert all(wanted[skill] >= 4 for skill in SKILLS)


@pytest.mark.parametrize("name", FILES)
def test_every_concept_named_is_in_the_ontology(name):
    for turn in (turn for one in journeys(name) for turn in one.turns):
        for kind, values in {**turn.state, **turn.state.get("excluded", {})}.items():
            if isinstance(values, list) and kind != "brand":
                assert all(concepts().get(kind, value) for value in values), (kind, values)


def test_an_unknown_skill_is_refused():
    with pytest.raises(BadInput):
        turn_from({"says": "hi", "skill": ["dance"]})


def test_conversations_to_develop_with_can_be_read_and_are_in_both_languages():
    told = journeys("changes")
    assert Counter(one.language for one in told) == {"en": 8, "zh": 8}
    assert all(len(one.turns) >= 4 for one in told)
