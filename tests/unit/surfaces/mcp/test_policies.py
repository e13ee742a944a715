"""Policy pages are quoted with where it stands, and what they do not say is not made up."""

import pytest
from small_shop import SmallShop

from daogou.core.errors import BadQuery
from daogou.surfaces.mcp.policies import PolicyTools


@pytest.fixture
def tools(tmp_path):
    return PolicyTools(SmallShop(tmp_path))


def test_a_passage_comes_with_its_page(tools):
    answer = tools.ask_policy("退换 要多久?", language="zh")
    (passage,) = answer.passages
    assert (passage.text, passage.page, passage.title) == ("Within 14 days.", "returns", "退换")
    assert passage.source == "policy:returns"
    assert "退换 (policy:returns): Within 14 days." in answer.told()


def test_what_no_page_says_is_not_answered(tools):
    answer = tools.ask_policy("May I pay with shells?")
    assert answer.passages == []
    assert answer.pages == ["Shipping", "Returns", "Care"]
    assert answer.told().startswith("The policy pages do not say")


def test_silence_is_no_question(tools):
    with pytest.raises(BadQuery):
        tools.ask_policy(" \t ")
