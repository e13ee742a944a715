"""An experiment from its impressions to what may be concluded."""

from datetime import UTC, datetime, timedelta

import pytest

from daogou.core.settings import BackendSection, ExperimentSection
from daogou.evaluation.experiments.outcomes import baseline, outcomes
from daogou.evaluation.experiments.standing import plan, standing
from daogou.shoppers.impressions import Impression, ImpressionRow

BEGAN = datetime(2026, 5, 1, tzinfo=UTC)
LATER = BEGAN + timedelta(days=20)


def row(
    shopper: str, arm: str, *, hours: float = 0, clicked_after: float | None = None, place: int = 0
) -> ImpressionRow:
    at = BEGAN + timedelta(hours=hours)
    one = Impression(f"{shopper} {arm} {hours}", shopper, "for_you", "ease", arm, "p", place, at)
    return ImpressionRow(one, None if clicked_after is None else at + timedelta(hours=clicked_after))


def section(kind: str = "ab") -> ExperimentSection:
    return ExperimentSection.model_validate(
        {"name": "try", "other": BackendSection(name="ease"), "kind": kind}
    )


def halves(n: int, own: int, other: int) -> list[ImpressionRow]:
    """n shoppers in each arm, an hour between them, of whom so many click, spread evenly."""
    rows = []
    for number in range(n):
        for arm, clicked in (("own", own), ("other", other)):
            clicks = (number * clicked) // n != ((number + 1) * clicked) // n
            rows.append(
                row(f"{arm}{number}", f"try:{arm}", hours=number / 10, clicked_after=1 if clicks else None)
            )
    return rows


def test_a_click_counts_within_a_day_of_first_seeing_it():
    rows = [
        row("ann", "try:own", clicked_after=23),
        row("bob", "try:other", clicked_after=25),
        row("bob", "try:other", hours=30, clicked_after=1),
        row("eve", "last-year:own", clicked_after=1),
        row("joe", ""),
    ]
    found = outcomes(rows, "try")
    assert [(one.shopper_id, one.arm, one.is_clicked) for one in found] == [
        ("ann", "own", True),
        ("bob", "other", False),
    ]


@pytest.mark.parametrize(
    ("clicks", "preference"), [(("own",), -1), (("other",), 1), (("own", "other"), 0), ((), 0)]
)
def test_who_clicks_more_of_one_prefers_it(clicks, preference):
    rows = [row("ann", f"try:{arm}", clicked_after=1 if arm in clicks else None) for arm in ("own", "other")]
    assert outcomes(rows, "try")[0].preference == preference


def test_before_anybody_has_seen_it_nothing_is_said():
    stands = standing([], section(), LATER)
    assert (stands.verdict, stands.began, stands.needed) == ("collecting", None, None)


def test_a_shopper_counts_when_their_day_is_over():
    rows = [row("ann", "try:own", clicked_after=1), row("bob", "try:other")]
    early = standing(rows, section(), BEGAN + timedelta(hours=2))
    assert (early.open, early.now.shoppers) == (2, 0)
    late = standing(rows, section(), LATER)
    assert (late.open, late.now.own, late.now.other) == (0, (1, 1), (1, 0))


def test_a_clear_difference_may_be_stopped():
    stands = standing(halves(1000, 100, 200), section(), LATER)
    assert stands.verdict == "other"
    assert stands.may_stop
    assert stands.now.difference.low > 0


def test_a_small_difference_goes_on_and_says_how_many_are_missing():
    stands = standing(halves(1000, 100, 105), section(), LATER)
    assert stands.verdict == "running"
    assert not stands.may_stop
    assert stands.needed is not None
    assert stands.missing == stands.needed - 2000


def test_the_days_end_with_now_and_each_has_more_shoppers():
    stands = standing(halves(1000, 100, 105), section(), LATER)
    counts = [day.shoppers for day in stands.days]
    assert counts == sorted(counts)
    assert counts[-1] == 2000
    assert len(counts) == 19  # the first outcome closes after one day, then one look a day, the last is now


def test_arms_of_the_wrong_sizes_are_believed_nothing():
    rows = [
        one
        for one in halves(1000, 100, 300)
        if one.impression.shopper_id[-1] != "7" or "own" in one.impression.arm
    ]
    rows = [one for one in rows if one.impression.shopper_id[-1] not in "56" or "own" in one.impression.arm]
    assert standing(rows, section(), LATER).verdict == "mismatch"


def test_drafted_lists_are_decided_by_preferences():
    rows = []
    for number in range(600):
        arms = ("own", "other") if number % 2 else ("other", "own")
        liked = {0: "other", 1: "other", 2: "other", 3: "own"}.get(number % 8, "")
        rows += [
            row(str(number), f"try:{arm}", hours=number / 10, clicked_after=1 if arm == liked else None)
            for arm in arms
        ]
    stands = standing(rows, section("interleaving"), LATER)
    assert stands.now.other == (600, 225)
    assert stands.now.own == (600, 75)
    assert stands.verdict == "other"


def test_a_plan_is_made_from_what_the_shelf_got():
    rows = halves(500, 50, 50)
    assert baseline(rows, "for_you") == (1000, 100)
    found = plan(rows, timedelta(days=10))
    ten = next(need for need in found.needs if need.lift == 0.1)
    assert ten.one_look == 2 * 14_751  # the textbook's figure for .10 against .11
    assert ten.days == pytest.approx(ten.daily_looks / 100, abs=0.1)


def test_without_clicks_there_is_no_plan():
    assert plan(halves(10, 0, 0), timedelta(days=1)).needs == ()


def test_a_drafted_lists_arm_is_that_of_what_stood_first():
    rows = [row("ann", "try:own", place=1), row("ann", "try:other", place=0), row("ann", "try:own", hours=1)]
    assert [one.arm for one in outcomes(rows, "try")] == ["other"]
