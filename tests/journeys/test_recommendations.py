"""A drawn shop recommends: to its shoppers, to a stranger after one look, and never to who says no."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daogou.assembly.build import build_shop
from daogou.assembly.open import ServedShop, open_shop
from daogou.core.errors import BadInput, NotFound
from daogou.core.event import Event
from daogou.core.query import Constraint
from daogou.evaluation.shop_recommendations import evaluate_shop
from daogou.recommend.shelf import HOME

pytestmark = pytest.mark.slow
PRODUCTS = 60
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(drawn_shop: Callable[..., Path]) -> Path:
    return drawn_shop()


@pytest.fixture(scope="module")
def shop(folder: Path) -> ServedShop:
    return open_shop(folder)


@pytest.fixture(scope="module")
def regulars(shop: ServedShop) -> list[str]:
    """The simulated shoppers, those who did most first."""
    acts = Counter(event.shopper_id for event in shop.shoppers().events("improve"))
    return [one for one, _ in acts.most_common()]


@pytest.fixture(scope="module")
def regular(regulars: list[str]) -> str:
    return regulars[0]


def looks(shop: ServedShop, shopper_id: str, *product_ids: str) -> None:
    shop.shoppers().add(
        Event(f"{shopper_id}-{place}", shopper_id, "view", product_id, NOW)
        for place, product_id in enumerate(product_ids)
    )


def test_a_shopper_is_shown_what_they_do_not_know_yet_and_why(shop: ServedShop, regular: str) -> None:
    known = {event.product_id for event in shop.shoppers().recent(regular)}
    ranking = shop.shelf("for_you", shopper_id=regular, k=10).ranking
    assert ranking
    assert not known & {hit.product_id for hit in ranking}
    assert all(hit.because for hit in ranking)
    named = {reason.product for hit in ranking for reason in hit.because} - {""}
    assert named <= known  # no reason is invented
    assert [hit.score for hit in ranking] == sorted((hit.score for hit in ranking), reverse=True)


def test_without_the_product_that_speaks_for_it_a_product_scores_less(shop: ServedShop, regular: str) -> None:
    hit = shop.shelf("for_you", shopper_id=regular, k=1).ranking[0]
    speaks = next(reason.product for reason in hit.because if reason.product)
    events = [event for event in shop.shoppers().recent(regular) if event.product_id != speaks]
    shop.shoppers().add(
        Event(f"other-{event.id}", "other", event.kind, event.product_id, event.at, event.value)
        for event in events
    )
    ranking = shop.shelf("for_you", shopper_id="other", k=PRODUCTS).ranking
    score = {one.product_id: one.score for one in ranking}
    assert score.get(hit.product_id, float("-inf")) < hit.score


def test_one_look_changes_the_next_answer(shop: ServedShop) -> None:
    assert shop.shelf("for_you", shopper_id="stranger").ranking == ()
    product = shop.shelf("trending").ranking[0].product_id
    looks(shop, "stranger", product)
    assert shop.shelf("for_you", shopper_id="stranger").ranking
    because = shop.shelf("because", shopper_id="stranger")
    assert because.about == product
    assert [hit.product_id for hit in shop.shelf("back_again", shopper_id="stranger").ranking] == [product]


def test_who_says_no_is_a_stranger(shop: ServedShop) -> None:
    product = shop.shelf("trending").ranking[0].product_id
    looks(shop, "shy", product)
    shop.shoppers().set_consent("shy", "personalise", False, NOW)
    shelves = {name: shop.shelf(name, shopper_id="shy").ranking for name in HOME}
    assert [name for name, ranking in shelves.items() if ranking] == ["trending"]


def test_only_what_is_in_stock_and_passes_the_filter_is_shown(shop: ServedShop, regular: str) -> None:
    women = Constraint("audience", ("women",))
    ranking = shop.shelf("for_you", shopper_id=regular, k=PRODUCTS, filters=(women,)).ranking
    products = shop.products([hit.product_id for hit in ranking])
    assert products
    assert all(product.in_stock for product in products)
    rows = [shop.snapshot.row_of[product.id] for product in products]
    assert shop.engine.parts.columns.mask(women)[rows].all()


def test_beside_a_product_stands_what_goes_with_it(shop: ServedShop) -> None:
    shelves = [shop.shelf("goes_with", product_id=product.id) for product in shop.snapshot]
    shown = [(shelf.about, hit) for shelf in shelves for hit in shelf.ranking]
    assert shown
    for about, hit in shown:
        assert hit.product_id != about
        if hit.because[0].what == "bought_with":
            ends = {f"product:{about}", f"product:{hit.product_id}"}
            facts = shop.graph().neighbours(f"product:{about}", ["bought_with"])
            assert any({fact.head, fact.tail} == ends for fact in facts)
        else:
            kinds = {key: graph_values(shop, key, "has_category") for key in (about, hit.product_id)}
            assert any(
                fact.tail in kinds[hit.product_id]
                for category in kinds[about]
                for fact in shop.graph().neighbours(category, ["complements"], direction="out")
            )


def graph_values(shop: ServedShop, product_id: str, relation: str) -> set[str]:
    return {
        fact.tail for fact in shop.graph().neighbours(f"product:{product_id}", [relation], direction="out")
    }


def test_wrong_questions_are_refused(shop: ServedShop) -> None:
    with pytest.raises(NotFound):
        shop.shelf("also_liked", product_id="nothing")
    with pytest.raises(BadInput, match="none is named"):
        shop.shelf("goes_with")
    with pytest.raises(BadInput, match="for_you"):
        shop.shelf("for_me")  # type: ignore[arg-type]


def test_the_hybrid_is_measured_beside_popularity(folder: Path) -> None:
    found = evaluate_shop(folder, split="last", k=5)
    reports = {report.name: report for report in found.reports}
    assert list(reports) == ["hybrid", "popularity"]
    assert reports["hybrid"].metrics["ndcg"].mean > reports["popularity"].metrics["ndcg"].mean
    assert found.as_dict()["protocol"]


def test_erased_shoppers_are_unlearnt_by_the_next_build(
    folder: Path, shop: ServedShop, regulars: list[str]
) -> None:
    erased = regulars[1]
    before = evaluate_shop(folder, split="last", k=5).reports[0].n_shoppers
    shop.shoppers().erase(erased, NOW)
    assert shop.shelf("for_you", shopper_id=erased).ranking == ()
    release = build_shop(folder)
    assert release.id != shop.release
    assert open_shop(folder).shoppers().pending_erasures() == []
    assert evaluate_shop(folder, split="last", k=5).reports[0].n_shoppers == before - 1
