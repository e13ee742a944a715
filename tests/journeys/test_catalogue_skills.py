"""The skills that deal with the catalogue, in a drawn shop: what they show is what was asked for."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from daogou.assembly.open import ServedShop, open_shop
from daogou.core.query import Constraint, Query

pytestmark = pytest.mark.slow

TALKS = {
    "en": [
        ("find", "I'm looking for a dress"),
        ("refine", "not red"),
        ("refine", "cheaper"),
        ("refine", "any price"),
        ("explain", "why did you show me these?"),
        ("compare", "compare them"),
        ("advise", "what should I wear to a wedding?"),
        ("explain", "how do you know?"),
        ("find", "shoes for my husband under 900 yuan"),
        ("refine", "show me more"),
    ],
    "zh": [
        ("find", "想买一件衬衫"),
        ("refine", "蓝色的"),
        ("refine", "便宜点"),
        ("explain", "为什么没有红色的"),
        ("advise", "送妈妈的礼物，500元以内"),
        ("explain", "凭什么这么说"),
        ("refine", "颜色无所谓"),
        ("advise", "参加婚礼穿什么好"),
        ("compare", "比较一下"),
        ("find", "最便宜的鞋"),
    ],
}


@pytest.fixture(scope="module")
def boutique() -> ModuleType:
    """Conversations in which the test says which skill is meant."""
    file = Path(__file__).parents[1] / "unit" / "guide" / "skills" / "boutique.py"
    spec = importlib.util.spec_from_file_location("journey_boutique", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shop(drawn_shop: Callable[..., Path]) -> ServedShop:
    return open_shop(drawn_shop())


@pytest.mark.parametrize("language", list(TALKS))
def test_every_answer_is_true_of_the_shop(shop: ServedShop, boutique: ModuleType, language: str) -> None:
    talk = boutique.Talk(boutique.floor_of(shop))
    for skill, text in TALKS[language]:
        step = talk(skill, text)
        assert step.answer.language == language
        assert boutique.ungrounded(step) == []
        wanted = step.memory.wanted.constraints
        nothing = step.answer.why_not == "nothing_found"  # then what comes closest lacks what is said
        left_out = {key for name, key in step.memory.slots if name == "drop"} if nothing else set()
        for product_id in step.answer.cards if skill in ("find", "refine") else ():
            unmet = {one.key for one in wanted if not shop.meets(product_id, one)}
            assert unmet <= left_out, (text, product_id)


def test_what_is_advised_is_within_the_budget(shop: ServedShop, boutique: ModuleType) -> None:
    step = boutique.Talk(boutique.floor_of(shop))("advise", "a gift for my wife under 600 yuan")
    prices = [product.price for product in shop.products(step.answer.cards)]
    assert prices
    assert max(price for price in prices if price is not None) <= 600


def test_what_goes_with_something_is_of_another_kind(shop: ServedShop, boutique: ModuleType) -> None:
    talk = boutique.Talk(boutique.floor_of(shop))
    everything = shop.search(Query(filters=(Constraint("in_stock"),), k=100)).ranking
    steps = (talk("advise", "what goes with it?", hit.product_id) for hit in everything)
    step = next(step for step in steps if step.answer.cards)
    kind = shop.product(step.memory.focus).category
    assert all(product.category != kind for product in shop.products(step.answer.cards))
    assert {"graph", "product"} <= {one.kind for one in step.answer.evidence}
