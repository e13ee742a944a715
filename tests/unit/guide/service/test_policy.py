import pytest

from daogou.core.errors import BadSetting, NotFound
from daogou.guide.service.policy import FILE_NAME, default_policy, read_policy, shop_policy


@pytest.fixture
def ours(tmp_path):
    """The packaged file, to be changed; a function that writes it and gives its path."""
    from pathlib import Path

    import daogou.guide.service as service

    text = (Path(service.__file__).parent / FILE_NAME).read_text(encoding="utf-8")

    def changed(old, new):
        assert old in text
        file = tmp_path / FILE_NAME
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    return changed


def test_a_shop_without_a_policy_file_has_the_packaged_one(tmp_path):
    assert shop_policy(tmp_path) == default_policy()


def test_the_shops_own_file_decides(ours):
    file = ours("days = 14                            # after delivery", "days = 30  # after delivery")
    assert shop_policy(file.parent).return_.days == 30
    assert shop_policy(file.parent).exchange.days == 14


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[return]", "[returns]", "return is missing"),
        ("minutes = 30", "minutes = -1", "confirmation.minutes = -1"),
        ("counted = true", "counted = 1", "stock.counted = 1"),
        ("closes = false", "close = false", "modify_items.closes is missing"),
        ("same_product = true ", "same_product = true\nfree = true", "unknown key 'modify_items.free'"),
        ('refund_to = ["original", "gift_card"]', 'refund_to = ["cash"]', "cash"),
        ('statuses = ["delivered"]', 'statuses = ["arrived"]', "arrived"),
        ('"modify_home"]', '"modify_home", "undo"]', "cannot be undone"),
        ("[undo]", "[undo", "not valid TOML"),
    ],
)
def test_a_wrong_rule_is_named_and_no_other_holds_instead(ours, old, new, said):
    with pytest.raises(BadSetting, match=said.replace("[", r"\[")):
        read_policy(ours(old, new))


def test_a_missing_file_is_no_empty_policy(tmp_path):
    with pytest.raises(NotFound, match="no policy file"):
        read_policy(tmp_path / "none.toml")
