"""What a page calls fields, constraints and reliefs, in both languages."""

from collections.abc import Sequence
from functools import lru_cache

from daogou.core.query import Constraint
from daogou.language.concepts import Concepts

_FIELDS = {
    "category": ("Category", "分类"),
    "brand": ("Brand", "品牌"),
    "colour": ("Colour", "颜色"),
    "size": ("Size", "尺码"),
    "audience": ("For", "适用人群"),
    "material": ("Material", "材质"),
    "pattern": ("Pattern", "图案"),
    "season": ("Season", "季节"),
    "occasion": ("Occasion", "场合"),
    "style": ("Style", "风格"),
    "fit": ("Fit", "版型"),
    "sleeve": ("Sleeve", "袖长"),
    "neckline": ("Neckline", "领型"),
    "length": ("Length", "长度"),
    "price": ("Price", "价格"),
    "in_stock": ("In stock", "有货"),
    "words": ("Words", "词"),
}
_MOST_NAMED = 3  # values; what was said for more of them ("dark colours") is shorter
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$"}


def field_label(name: str, language: str) -> str:
    """A field's name; a feed's own attribute reads as it is spelled."""
    english, chinese = _FIELDS.get(name, (name.capitalize(), name))
    return chinese if language == "zh" else english


@lru_cache(maxsize=20_000)  # a page shows some hundred of the same few thousand
def value_label(concepts: Concepts, name: str, value: str, language: str) -> str:
    """A value as a page shows it."""
    if name == "in_stock":
        return field_label(name, language)
    return concepts.label(name, value, language)


def constraint_label(constraint: Constraint, concepts: Concepts, language: str, currency: str) -> str:
    """A constraint in few words: ``Red``, ``not Heels``, ``up to $80``, ``不要高跟鞋``, ``¥300 以内``."""
    if constraint.field == "price":
        text = _price(constraint, language, _SIGNS.get(currency, f"{currency} "))
    elif constraint.field == "in_stock":
        text = field_label("in_stock", language)
    else:
        text = _values(constraint, concepts, language)
    if constraint.field == "size":
        text = f"{field_label('size', language)} {text}"
    if not constraint.excluded:
        return text
    return f"不要{text}" if language == "zh" else f"not {text}"


def _values(constraint: Constraint, concepts: Concepts, language: str) -> str:
    if len(constraint.values) > _MOST_NAMED and constraint.words:
        return constraint.words
    labels = [value_label(concepts, constraint.field, value, language) for value in constraint.values]
    return (" 或 " if language == "zh" else " or ").join(labels)


def _price(constraint: Constraint, language: str, sign: str) -> str:
    low = f"{sign}{constraint.low:g}" if constraint.low is not None else ""
    high = f"{sign}{constraint.high:g}" if constraint.high is not None else ""
    if low and high:
        return f"{low} – {high}"
    if language == "zh":
        return f"{high} 以内" if high else f"{low} 以上"
    return f"up to {high}" if high else f"from {low}"


def relaxed_note(labels: Sequence[str], language: str) -> str:
    """What was left out because nothing met everything."""
    if language == "zh":
        return f"没有商品同时满足所有条件，已放宽：{'、'.join(labels)}。"
    return f"Nothing meets every condition, so this was left out: {', '.join(labels)}."


def stand_in_note(asked: str, shown: str, language: str) -> str:
    """The shop lacks what was asked for; something broader is shown."""
    if language == "zh":
        return f"本店没有“{asked}”，以下是“{shown}”的商品。"
    return f"Nothing here is listed as {asked}, so these are {shown}."


def nearest_note(language: str) -> str:
    """Nothing has the words; what is shown is only close in meaning."""
    if language == "zh":
        return "没有商品包含这些词，以下是意思最接近的商品。"
    return "No product has these words; these are the closest in meaning."


def partly_note(language: str) -> str:
    """Nothing has all the words."""
    if language == "zh":
        return "没有商品包含全部的词，以下商品包含其中一部分。"
    return "No product has all of these words; these have some of them."
