import pytest

from daogou.core.errors import BadQuery
from daogou.fit.body.measures import Measure, body_of
from daogou.fit.styling.advisor import suggest
from daogou.fit.styling.rules import effects, rules, table
from daogou.fit.styling.shapes import Line, line_of

JUDGING = (
    "fat",
    "thin",
    "slim ",
    "slimming",
    "flatter",
    "hide",
    "flaw",
    "problem",
    "ideal",
    "perfect",
    "胖",
    "瘦",
    "缺点",
    "遮",
    "完美",
)


def women(bust, waist, hip):
    return line_of(body_of({"bust": bust, "waist": waist, "hip": hip}, "women"))


@pytest.mark.parametrize(
    ("bust", "waist", "hip", "shape"),
    [
        (88, 70, 102, "hips_wider"),  # 14 cm: 5.5 inches
        (102, 85, 90, "shoulders_wider"),
        (92, 64, 94, "waist_marked"),  # 28 cm, 11 inches, below the bust
        (90, 80, 94, "straight"),
    ],
)
def test_shapes_follow_the_published_thresholds(bust, waist, hip, shape):
    assert women(bust, waist, hip).shape == shape


def test_measures_at_a_threshold_are_said_to_be():
    assert women(88, 70, 88 + 3.6 * 2.54 + 0.5).is_near
    assert not women(88, 70, 108).is_near


def test_men_go_by_the_drop_from_chest_to_waist():
    assert line_of(body_of({"chest": 104, "waist": 82}, "men")).shape == "shoulders_wider"
    assert line_of(body_of({"chest": 98, "waist": 88}, "men")).shape == "straight"


@pytest.mark.parametrize(("leg", "proportion"), [(90, "long_legs"), (75, "long_torso"), (82, "")])
def test_legs_and_trunk_are_compared_where_both_are_known(leg, proportion):
    lengths = {"leg": Measure(leg, 2), "torso": Measure(48, 2)}
    assert line_of(body_of({"bust": 90, "waist": 80, "hip": 94}, "women"), lengths).proportion == proportion


@pytest.mark.parametrize(
    ("measures", "audience"), [({"bust": 90}, "women"), ({"bust": 90, "waist": 70, "hip": 94}, "")]
)
def test_a_line_is_never_guessed(measures, audience):
    with pytest.raises(BadQuery):
        line_of(body_of(measures, audience))


def test_nobody_asked_nothing_is_said():
    assert suggest() == ()


def test_a_wish_goes_before_what_a_line_offers():
    wished = suggest(Line("hips_wider", False), wishes=["loose"])
    assert {one.value for one in wished} == {"oversized", "relaxed"}
    assert wished[0].reasons[0].kind == "wish"


def test_a_line_offers_several_effects_first_one_first():
    found = suggest(Line("hips_wider", False))
    assert found[0].value == "boat neck"
    assert "reads as width" in found[0].reasons[0].text("en")
    assert len({one.attribute for one in found}) > 1


def test_what_was_liked_moves_up_and_says_so():
    taste = {"neckline": {"v-neck": 9, "crew neck": 1}}
    found = suggest(Line("hips_wider", False), taste=taste)
    assert found[0].value == "v-neck"
    assert [reason.kind for reason in found[0].reasons] == ["shape", "liked"]
    assert "crew neck" not in {one.value for one in found}  # once is chance


def test_taste_alone_suggests_too():
    found = suggest(taste={"pattern": {"striped": 4}})
    assert [(one.attribute, one.value) for one in found] == [("pattern", "striped")]


def test_an_unknown_wish_is_refused_with_the_known_ones():
    with pytest.raises(BadQuery) as caught:
        suggest(wishes=["look taller"])
    assert "lengthen_legs" in caught.value.hint


def test_every_effect_has_a_suggestion_and_every_line_offers_known_effects():
    assert {rule.effect for rule in rules()} == set(effects())
    for section in ("shapes", "proportions"):
        for line in table()[section].values():
            assert set(line["effects"]) <= set(effects())


def test_no_suggestion_judges_a_body():
    for rule in rules():
        for text in (*rule.names.values(), *rule.why.values()):
            assert not [word for word in JUDGING if word in text.lower()], text
