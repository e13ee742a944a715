import pytest

from daogou.core.query import Constraint
from daogou.guide.examples import OUTSIDE
from daogou.guide.memory import Memory, Pending, Said, Wanted
from daogou.guide.message import Message
from daogou.guide.references import References
from daogou.guide.routing import route
from daogou.guide.told import Told

RED = Constraint("colour", ("red",))
DRESS = Constraint("category", ("dress",))
BOOTS = Constraint("category", ("boots",))
NOTHING = Memory()
LISTED = Memory(
    wanted=Wanted((DRESS,)),
    shown=("d1", "d2"),
    turns=(Said("shopper", "a dress"), Said("guide", "Here.", "find")),
)
LOOKING = Memory(wanted=Wanted((DRESS,)), shown=("d1", "d2"))


def told(*read: Constraint, **known: object) -> Told:
    nothing = {
        "references": References(),
        "reply": "",
        "change": "",
        "order_ids": (),
        "emails": (),
        "numbers": (),
    }
    return Told(read, **{**nothing, **known})


def skill(likeliest: str, sure: float, told: Told, memory: Memory = NOTHING) -> str:
    chances = {"small_talk": 0.0, "find": 0.0} | {likeliest: sure}
    return route(chances, told, Message("…"), memory)[0]


def test_the_likeliest_skill_answers_where_nothing_else_is_known():
    assert skill("ask_policy", 0.9, told()) == "ask_policy"


@pytest.mark.parametrize("guess", ["find", "refine"])
def test_a_first_search_is_found_and_a_change_to_it_refined(guess):
    assert skill(guess, 0.9, told(RED)) == "find"
    assert skill(guess, 0.9, told(RED), LOOKING) == "refine"
    assert skill(guess, 0.9, told(DRESS, RED), LOOKING) == "refine"
    assert skill(guess, 0.9, told(BOOTS), LOOKING) == "find"


def test_a_yes_counts_for_the_change_that_was_just_proposed_and_for_no_other():
    pending = Pending("cancel")
    asked = Memory(pending=pending, asking="cancel", asked="confirm")
    assert skill("small_talk", 0.9, told(reply="yes"), asked) == "cancel"
    since = Memory(pending=pending)
    assert skill("small_talk", 0.9, told(reply="yes"), since) == "small_talk"


def test_undo_goes_to_the_skill_that_changed_an_order_last():
    turns = (
        Said("guide", "done", "return_order"),
        Said("shopper", "thanks"),
        Said("guide", "bye", "small_talk"),
    )
    assert skill("refine", 0.9, told(reply="undo"), Memory(done="e1", turns=turns)) == "return_order"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("order_id", told(order_ids=("1042",))),
        ("identity", told(emails=("a@b.cd",))),
        ("colour", told(RED)),
        ("budget", told(numbers=(80.0,))),
    ],
)
def test_an_answer_goes_to_the_skill_that_asked(asked, said):
    memory = Memory(asking="exchange", asked=asked)
    assert skill("ask_policy", 0.9, said, memory) == "exchange"


def test_a_clear_other_wish_leaves_the_question_open_and_a_vague_one_does_not():
    memory = Memory(asking="cancel", asked="reason")
    assert skill("ask_policy", 0.9, told(), memory) == "ask_policy"
    assert skill("ask_policy", 0.4, told(), memory) == "cancel"


def test_a_number_of_an_order_makes_it_a_matter_of_orders():
    chances = {"find": 0.5, "order_status": 0.3, "cancel": 0.2}
    assert route(chances, told(order_ids=("1042",)), Message("1042"), Memory()) == ("order_status", 0.5)


def test_goods_that_are_named_are_looked_for_though_the_words_are_strange():
    assert skill(OUTSIDE, 0.8, told(DRESS)) == "find"
    assert skill("explain", 0.2, told(DRESS)) == "find"
    assert skill(OUTSIDE, 0.8, told()) == "out_of_scope"
    assert skill("explain", 0.2, told()) == "clarify"


def test_a_photo_is_looked_for_unless_it_is_asked_about():
    photo = Message("", picture=object())
    assert route({"small_talk": 0.9}, told(), photo, Memory()) == ("find", 1.0)
    assert route({"ask_product": 0.9}, told(), photo, Memory()) == ("ask_product", 0.9)


def test_who_is_frustrated_and_names_nothing_complains():
    assert skill("explain", 0.2, told(is_frustrated=True)) == "complaint"
    assert skill(OUTSIDE, 0.8, told(is_frustrated=True)) == "out_of_scope"


def test_a_no_to_nothing_is_small_talk():
    assert skill("find", 0.2, told(reply="no")) == "small_talk"


def test_a_matter_once_begun_goes_on_where_words_leave_it_open():
    begun = Memory(turns=(Said("shopper", "…"), Said("guide", "…", "cart")))
    chances = {"refine": 0.5, "cart": 0.4, "compare": 0.1}
    assert route(chances, told(), Message("…"), begun)[0] == "cart"
    assert route(chances, told(), Message("…"), Memory())[0] == "find"
    assert route({"refine": 0.1, "compare": 0.8, "cart": 0.1}, told(), Message("…"), begun)[0] == "compare"


@pytest.mark.parametrize("said", ["France", "the rest stays", "Lyon", "法国"])
def test_a_part_of_an_address_goes_to_who_asked_for_it(said):
    memory = Memory(asking="change_address", asked="address")
    for likeliest in (OUTSIDE, "find"):
        assert route({likeliest: 0.9, "cancel": 0.1}, told(), Message(said), memory)[0] == "change_address"
    assert route({"hand_over": 0.9}, told(), Message("a person"), memory)[0] == "hand_over"
    assert route({"find": 0.9}, told(DRESS), Message("a dress"), memory)[0] == "find"
    assert route({"ask_policy": 0.9}, told(), Message("is that free?"), memory)[0] == "ask_policy"


def test_a_place_or_the_orders_number_alone_goes_on_with_what_was_proposed():
    memory = Memory(pending=Pending("exchange"), asking="exchange", asked="confirm")
    for said in ("第一双", "only the first one", "两件都要"):
        assert route({"cart": 0.9, "find": 0.1}, told(), Message(said), memory)[0] == "exchange"
    assert skill("order_status", 0.9, told(order_ids=("1042",)), memory) == "order_status"
    assert route({"order_status": 0.9}, told(order_ids=("1042",)), Message("#1042"), memory)[0] == "exchange"


def test_start_over_with_a_wish_is_a_search_of_its_own():
    assert skill("refine", 0.9, told(DRESS, change="reset"), LOOKING) == "find"
    assert skill("refine", 0.9, told(change="reset"), LOOKING) == "refine"


def test_an_address_of_e_mail_goes_to_the_order_that_was_spoken_of():
    turns = (Said("guide", "who are you?", "cancel"), Said("guide", "because", "explain"))
    assert skill("find", 0.9, told(emails=("tom@example.com",)), Memory(turns=turns)) == "cancel"
    assert skill("find", 0.9, told(emails=("tom@example.com",))) == "order_status"


@pytest.mark.parametrize(("text", "meant"), [("can we scrap it", "cancel"), ("where is it now", "find")])
def test_an_order_that_was_just_spoken_of_is_called_off(text, meant):
    memory = Memory(turns=(Said("guide", "it is pending", "order_status"),))
    chances = {"small_talk": 0.1, "find": 0.9}
    assert route(chances, told(), Message(text), memory)[0] == meant
    assert route(chances, told(), Message(text), NOTHING)[0] == "find"


def test_who_spells_an_address_for_an_order_wants_it_sent_there_unless_goods_go_back():
    chances = {"return_order": 0.8, "change_address": 0.1}
    for said in ("send order 1042 to 7 Quai Sarrail, 69006 Lyon", "1042寄到上海市世纪大道88号"):
        assert route(chances, told(order_ids=("1042",)), Message(said), Memory())[0] == "change_address"
    back = "send order 1042 back to 7 Quai Sarrail, 69006 Lyon?"
    assert route(chances, told(order_ids=("1042",)), Message(back), Memory())[0] == "return_order"


def test_a_question_of_something_else_is_no_answer_to_a_proposal_and_one_about_it_is():
    memory = Memory(pending=Pending("cancel"), asking="cancel", asked="confirm")
    for said, wanted in (("can i pay with wechat?", "ask_policy"), ("wechat then", "cancel")):
        assert route({"ask_policy": 0.5, "cancel": 0.3}, told(), Message(said), memory)[0] == wanted
    assert (
        route({"ask_policy": 0.4, "cancel": 0.5}, told(), Message("is it gone then?"), memory)[0] == "cancel"
    )


def routed(text: str, likeliest: str, sure: float = 0.9, memory: Memory = NOTHING, **known: object) -> str:
    chances = {"small_talk": 0.0, "find": 0.0} | {likeliest: sure}
    return route(chances, told(**known), Message(text), memory)[0]


@pytest.mark.parametrize("text", ["嗯……那个……", "um, well..."])
def test_hesitation_alone_is_asked_about(text):
    assert routed(text, "compare") == "clarify"


@pytest.mark.parametrize(
    "text", ["拆了封的睡衣退得掉伐", "can opened pyjamas go back?", "鞋底踩脏了还能不能退"]
)
def test_a_stranger_who_asks_what_can_be_returned_is_told_the_rules(text):
    assert routed(text, "return_order") == "ask_policy"


@pytest.mark.parametrize("text", ["can I return my boots?", "我买的靴子能退吗", "return it please"])
def test_who_speaks_of_what_they_bought_wants_it_returned(text):
    assert routed(text, "return_order") == "return_order"


def test_an_order_that_is_named_for_something_else_does_not_answer_which_one():
    asked = Memory(asking="order_status", asked="order_id")
    assert routed("1042手滑拍错了", "cancel", memory=asked, order_ids=("1042",)) == "cancel"
    assert routed("1042", "cancel", 0.3, memory=asked, order_ids=("1042",)) == "order_status"


def test_the_size_of_a_piece_that_is_pointed_at_is_a_question_about_it():
    pointed = References(("d1",))
    assert routed("老大身高118，第一件买多大", "advise", references=pointed) == "ask_product"
    assert routed("what goes with it", "advise", references=pointed) == "advise"


DRESSES = Memory(
    turns=(Said("shopper", "dresses"), Said("guide", "Here.", "find")),
    wanted=Wanted((Constraint("category", ("dress",)),)),
    shown=("d0", "d1"),
)
TIE = Constraint("category", ("tie",), words="tie")
TROUSERS = Constraint("category", ("trousers",), words="trousers")


@pytest.mark.parametrize(
    ("text", "likeliest", "read", "memory", "skill"),
    [
        ("do you sell ties?", "ask_policy", (TIE,), Memory(), "find"),
        ("do you have ties?", "ask_product", (TIE,), Memory(), "find"),
        ("do you have gift cards?", "ask_policy", (), Memory(), "ask_policy"),
        ("a tie that goes with a navy suit", "advise", (TIE,), Memory(), "find"),
        ("which tie would you put with it?", "ask_product", (TIE,), DRESSES, "advise"),
        ("write me a poem about ties", "find", (TIE,), Memory(), "out_of_scope"),
        ("tell me the discount code", "ask_policy", (), Memory(), "ask_policy"),
        ("swap it for trousers", "exchange", (TROUSERS,), DRESSES, "refine"),
        ("midi", "small_talk", (Constraint("length", ("midi",), words="midi"),), DRESSES, "refine"),
    ],
)
def test_words_of_goods_tell_against_the_likeliest(text, likeliest, read, memory, skill):
    told = Told(read, References(), "", "", (), (), ())
    assert route({likeliest: 0.9, OUTSIDE: 0.1}, told, Message(text), memory)[0] == skill


def test_what_is_taken_out_of_a_cart_just_spoken_of_is_not_looked_for():
    memory = Memory(turns=(Said("shopper", "my cart"), Said("guide", "A tie.", "cart")))
    told = Told((TIE,), References(), "", "", (), (), ())
    assert route({"find": 0.9, OUTSIDE: 0.1}, told, Message("take the tie out"), memory)[0] == "cart"


def test_whom_it_is_for_is_told_alone():
    told = Told((), References(), "", "", (), (), ())
    vague = {"small_talk": 0.3, "cart": 0.2, OUTSIDE: 0.2}
    assert route(vague, told, Message("for my son"), DRESSES)[0] == "refine"
    assert route(vague, told, Message("my son is crying"), DRESSES)[0] == "clarify"


@pytest.mark.parametrize("text", ["the first one", "第一条", "Second."])
def test_who_names_a_place_alone_has_bought_nothing(text):
    told = Told((), References(("d0",)), "", "", (), (), ())
    assert route({"cart": 0.9, OUTSIDE: 0.1}, told, Message(text), DRESSES)[0] == "ask_product"
    in_cart = Memory(turns=(Said("shopper", "add it"), Said("guide", "Which?", "cart")), shown=("d0",))
    assert route({"cart": 0.9, OUTSIDE: 0.1}, told, Message(text), in_cart)[0] == "cart"


def said(likeliest: str, sure: float, text: str, told: Told, memory: Memory) -> str:
    chances = {"small_talk": 0.0, "find": 0.0} | {likeliest: sure}
    return route(chances, told, Message(text), memory)[0]


@pytest.mark.parametrize("text", ["M的", "ok in L then", "a small please", "39码吧"])
def test_a_size_alone_answers_the_cart(text):
    asked = Memory(asking="cart", asked="size", shown=("d1",))
    assert said("refine", 0.9, text, told(), asked) == "cart"


def test_another_kind_of_thing_leaves_the_carts_question_open():
    asked = Memory(asking="cart", asked="size", shown=("d1",), wanted=Wanted((DRESS,)))
    assert said("find", 0.5, "and boots", told(BOOTS), asked) == "find"


def test_a_reason_in_other_words_answers_the_question_why():
    asked = Memory(asking="cancel", asked="reason")
    assert said("refine", 0.9, "found it cheaper elsewhere", told(), asked) == "cancel"


def test_who_declines_and_wants_something_else_gets_that():
    asked = Memory(pending=Pending("return_order"), asking="return_order", asked="confirm")
    assert said("exchange", 0.9, "那算了，能换大一码吗", told(), asked) == "exchange"
    assert said("small_talk", 0.9, "那算了", told(reply="no"), asked) == "return_order"


def test_what_was_taken_out_of_the_cart_is_put_back_there():
    emptied = Memory(slots=(("taken_out", "[]"),))
    assert said("return_order", 0.9, "put it back", told(), emptied) == "cart"
    assert said("return_order", 0.9, "put it back", told(), Memory()) != "cart"


def test_what_is_too_dear_is_no_complaint():
    assert said("complaint", 0.9, "that's too dear", told(change="cheaper"), LISTED) == "refine"
    assert said("complaint", 0.9, "it broke", told(), LISTED) == "complaint"


def test_a_trait_with_a_word_against_it_is_no_complaint_of_a_list():
    stripes = Constraint("pattern", ("striped",), excluded=True)
    assert said("complaint", 0.9, "he hates stripes", told(stripes), LISTED) == "refine"


def test_what_differs_between_two_that_are_pointed_at_is_compared():
    two = told(references=References(("d1", "d2")))
    assert said("refine", 0.9, "第一条跟第三条有啥不一样", two, LISTED) == "compare"


@pytest.mark.parametrize("text", ["陈梅 310000", "mei chen, 310000", "Mei Chen 邮编310000"])
def test_a_name_and_a_postcode_answer_who_speaks(text):
    asked = Memory(asking="return_order", asked="identity")
    assert said("order_status", 0.9, text, told(), asked) == "return_order"


def test_a_fee_that_is_asked_of_is_no_yes():
    pending = Pending("cancel")
    asked = Memory(pending=pending, asking="cancel", asked="confirm")
    assert said("cancel", 0.9, "wait does it cost anything to cancel?", told(), asked) == "ask_policy"
    assert said("cancel", 0.9, "yes cancel it", told(), asked) == "cancel"


SUEDE, SMALL = Constraint("material", ("suede",)), Constraint("size", ("S",))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("suede if you stock it", "refine"),
        ("do I wash suede by hand?", "ask_policy"),
        ("return suede", "ask_policy"),
    ],
)
def test_a_trait_of_a_list_is_no_question_of_rules_unless_one_is_asked(text, meant):
    chances = {"small_talk": 0.0, "find": 0.0, "ask_policy": 0.9}
    assert route(chances, told(SUEDE), Message(text), LISTED)[0] == meant


@pytest.mark.parametrize("text", ["第二件有S码没有", "does the second come in small"])
def test_whether_one_place_of_a_list_comes_in_a_size_is_asked_of_it_whatever_was_asked(text):
    second = References(product_ids=("d2",))
    asked = Memory(
        wanted=LISTED.wanted, shown=LISTED.shown, turns=LISTED.turns, asking="find", asked="colour"
    )
    chances = {"small_talk": 0.0, "find": 0.9}
    assert route(chances, told(SMALL, references=second), Message(text), asked)[0] == "ask_product"


def test_a_kind_after_an_occasion_goes_on_unless_another_thing_is_asked_for():
    beach = Memory(wanted=Wanted((Constraint("occasion", ("beach",)),)), shown=("d1",))
    chances = {"small_talk": 0.0, "find": 0.9}
    assert route(chances, told(DRESS), Message("need a dress"), beach)[0] == "refine"
    assert route(chances, told(DRESS), Message("also show me a dress"), beach)[0] == "find"


@pytest.mark.parametrize(
    ("asking", "text", "expected"),
    [
        ("exchange", "那算了还是退吧", "return_order"),
        ("exchange", "actually just refund me instead", "return_order"),
        ("return_order", "还是换一件吧", "exchange"),
        ("return_order", "就是那件毛衣", "return_order"),
        ("cancel", "it's the dress", "cancel"),
        ("exchange", "算了，转人工吧", "hand_over"),
    ],
)
def test_another_change_is_put_in_the_place_of_the_one_spoken_of(asking, text, expected):
    memory = Memory(asking=asking, asked="variant")
    chances = {"find": 0.4, "hand_over": 0.5 if expected == "hand_over" else 0.1, "small_talk": 0.0}
    assert route(chances, told(), Message(text), memory)[0] == expected


def test_which_colours_there_are_is_told_whatever_was_asked():
    memory = Memory(wanted=Wanted((DRESS,)), shown=("d1", "d2"), asking="find", asked="colour")
    assert route({"find": 0.9}, told(), Message("what colours do you have?"), memory)[0] == "ask_product"
