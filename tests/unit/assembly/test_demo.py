import re

from daogou.assembly.demo import lay_out_demo
from daogou.guide.service.policy import default_policy, shop_policy


def test_the_drawn_shops_rules_are_those_that_its_pages_promise(tmp_path):
    lay_out_demo(tmp_path / "shop", "drawn", products=1, seed=3)
    page = (tmp_path / "shop" / "policies" / "returns.en.md").read_text(encoding="utf-8")
    promised = int(re.search(r"\*\*(\d+) days\*\* from delivery for an exchange or a refund", page)[1])
    rules = shop_policy(tmp_path / "shop")
    assert rules.return_.days == rules.exchange.days == promised
    ours = default_policy()
    assert rules.cancel == ours.cancel
    assert rules.refund == ours.refund
