import pytest

from daogou.guide.replies import calls_off, change_of, emails, numbers, order_ids, reply_of, without_noise


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes please!",
        "ok",
        "go ahead",
        "Yes, cancel it",
        "yep go ahead",
        "嗯 确认",
        "yeah, sure, do it",
        "yes please do",
        "sure, thanks",
        "好的",
        "是的，谢谢",
        "确认",
        "对",
        "好的，就这么办吧",
    ],
)
def test_yes_is_yes_whatever_politeness_is_around_it(text):
    assert reply_of(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No thanks.",
        "never mind",
        "don't do it",
        "no wait",
        "don't cancel it",
        "还是别取消了",
        "不退了",
        "不用了",
        "先不换了",
        "算了吧",
        "不要",
        "先不了",
    ],
)
def test_no_is_no(text):
    assert reply_of(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "undo",
        "hmm, can you take that back?",
        "帮我撤销退货",
        "please undo that",
        "I changed my mind",
        "撤销刚才的操作",
        "我反悔了",
        "take it back",
        "can you take that back?",
        "撤回换货",
    ],
)
def test_undo_is_undo(text):
    assert reply_of(text) == "undo"


@pytest.mark.parametrize(
    "text",
    [
        "no, not red",
        "yes but in blue",
        "ok show me boots",
        "不要红色",
        "好看的裙子",
        "I know",
        "okra",
        "",
        "not that one, the second",
    ],
)
def test_what_says_more_than_yes_or_no_is_neither(text):
    assert reply_of(text) == ""


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("anything cheaper?", "cheaper"),
        ("太贵了", "cheaper"),
        ("再便宜一点", "cheaper"),
        ("a size up please", "larger"),
        ("大一码", "larger"),
        ("one size smaller", "smaller"),
        ("size down", "smaller"),
        ("换个颜色", "other_colour"),
        ("show me more", "more"),
        ("还有别的吗", "more"),
        ("start over", "reset"),
        ("重新开始", "reset"),
        ("跟这个差不多的", "similar"),
        ("贵一点也行", "dearer"),
        ("a red dress", ""),
    ],
)
def test_changes_of_a_list_are_told_by_their_words(text, change):
    assert change_of(text) == change


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("where is order 1042?", ("1042",)),
        ("订单20031到哪了", ("20031",)),
        ("cancel #W1234567 please", ("W1234567",)),
        ("A-7781", ("A-7781",)),
        ("orders #1001 and #1002", ("1001", "1002")),
        ("a dress under 3000元", ()),
        ("$1500 at most", ()),
        ("write to mia2024@example.com", ()),
        ("size 38", ()),
    ],
)
def test_orders_are_told_from_prices_and_addresses(text, found):
    assert order_ids(text) == found


def test_addresses_and_numbers_are_taken_as_written():
    assert emails("I am mia.li+shop@example.co.uk.") == ("mia.li+shop@example.co.uk",)
    assert numbers("2 of them, at most 99.5") == (2.0, 99.5)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a green dress below, um, 400 yuan please", "a green dress below 400 yuan"),
        ("Hello, please show me boots", "show me boots"),
        ("呃，请问有连衣裙吗", "有连衣裙吗"),
        ("hmm", ""),
        ("summer umbrella, errand bag", "summer umbrella, errand bag"),
    ],
)
def test_interjections_and_politeness_are_nothing_to_search_by(text, left):
    assert " ".join(without_noise(text).split()) == left


def test_what_stands_before_an_address_without_a_gap_is_no_part_of_it():
    assert emails("邮箱mia@example.com，谢谢") == ("mia@example.com",)


@pytest.mark.parametrize(
    "text",
    [
        "can we scrap it",
        "bin 3122, i clicked it by accident",
        "3115手滑拍错了，不要了",
        "don't want it anymore",
    ],
)
def test_what_was_ordered_is_called_off_in_many_words(text):
    assert calls_off(text)


@pytest.mark.parametrize(
    "text", ["where is 3122", "不要红色的", "stop by the shop", "do you want it in red?"]
)
def test_other_words_of_the_kind_call_nothing_off(text):
    assert not calls_off(text)
