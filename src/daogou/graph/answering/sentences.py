"""Answers in words. A confidence is spoken: sure, probably, perhaps."""

from collections.abc import Mapping

from daogou.core.product import Language
from daogou.graph.answering.reply import WhyRefused

SURE, PROBABLE = 0.85, 0.55  # below: perhaps

_HOW: Mapping[Language, tuple[str, str, str]] = {
    "en": ("", "probably ", "perhaps "),
    "zh": ("", "应该", "可能"),
}
_IS: Mapping[str, Mapping[Language, str]] = {
    "category": {"en": "This is {how}in the category {what}.", "zh": "这{how}是{what}。"},
    "colour": {"en": "Its colour is {how}{what}.", "zh": "颜色{how}是{what}。"},
    "material": {"en": "It is {how}made of {what}.", "zh": "材质{how}是{what}。"},
    "pattern": {"en": "Its pattern is {how}{what}.", "zh": "图案{how}是{what}。"},
    "style": {"en": "Its style is {how}{what}.", "zh": "风格{how}是{what}。"},
    "season": {"en": "It is {how}for {what}.", "zh": "{how}适合{what}。"},
    "occasion": {"en": "It is {how}for this occasion: {what}.", "zh": "{how}适合{what}场合。"},
    "audience": {"en": "It is {how}for {what}.", "zh": "{how}适合{what}。"},
    "brand": {"en": "The brand is {how}{what}.", "zh": "品牌{how}是{what}。"},
    "text": {"en": "Printed on it: {what}.", "zh": "上面写着:{what}。"},
    "count": {"en": "I count {what}.", "zh": "我数到{what}件。"},
    "price": {
        "en": "The nearest product here, {name}, costs {what}.",
        "zh": "店里最相近的商品“{name}”售价{what}。",
    },
}
_OTHER: Mapping[Language, str] = {"en": "It is {how}{what}.", "zh": "{how}是{what}。"}
_YES: Mapping[Language, str] = {"en": "Yes, {how}“{what}”.", "zh": "是的,{how}是{what}。"}
_NO: Mapping[Language, str] = {"en": "No, {how}not “{what}”.", "zh": "不,{how}不是{what}。"}
_RATHER: Mapping[Language, str] = {"en": " It looks more like {what}.", "zh": "看起来更像{what}。"}
_REFUSED: Mapping[WhyRefused, Mapping[Language, str]] = {
    "not_understood": {"en": "I did not understand the question.", "zh": "我没听懂这个问题。"},
    "beyond_a_picture": {
        "en": "I don't know: a picture does not tell that.",
        "zh": "我不知道:从图片上看不出来。",
    },
    "off_topic": {
        "en": "I don't know: I can only answer questions about the product on the picture.",
        "zh": "我不知道:我只能回答图片中商品的问题。",
    },
    "no_evidence": {
        "en": "I don't know: nothing on this picture or in this shop tells me.",
        "zh": "我不知道:图片和店里的资料都没有说明。",
    },
    "not_sure": {"en": "I'm not sure enough to say.", "zh": "我不太确定,不好说。"},
}


def spoken(confidence: float, language: Language) -> str:
    """How sure one is, in a word."""
    sure, probable, perhaps = _HOW[language]
    if confidence >= SURE:
        return sure
    return probable if confidence >= PROBABLE else perhaps


def answer(kind: str, what: str, confidence: float, language: Language, name: str = "") -> str:
    """What it is like."""
    form = _IS.get(kind, _OTHER)[language]
    return form.format(how=spoken(confidence, language), what=what, name=name)


def verdict(is_so: bool, what: str, confidence: float, language: Language, rather: str = "") -> str:
    """Yes or no; if no, what it is ``rather``."""
    form = (_YES if is_so else _NO)[language]
    tail = _RATHER[language].format(what=rather) if rather and not is_so else ""
    return form.format(how=spoken(confidence, language), what=what) + tail


def refusal(why: WhyRefused, language: Language) -> str:
    """That it is not known, and why."""
    return _REFUSED[why][language]
