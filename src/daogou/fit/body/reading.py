"""Measures as people write them: "165 cm, 58 kg, waist 70", "身高165体重116斤", "5'6", 128 lb"."""

import re

from daogou.fit.body.measures import Audience, Body, body_of

INCH_CM, POUND_KG, JIN_KG = 2.54, 0.45359237, 0.5
# measure -> its names; a foot's length is asked in either word
_NAMES = {
    "bust": ("bust|chest", "胸围"),
    "waist": ("waist", "腰围"),
    "hip": ("hips?", "臀围"),
    "shoulder": ("shoulders?(?: width)?", "肩宽"),
    "height": ("height", "身高"),
    "foot_length": ("foot(?: length)?|feet", "脚长"),
}
_UNIT = r"(?:cm|centimet\w+|公分|厘米|inch(?:es)?|in\b|\")?"
_WEIGHT = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s*(kg|kilos?|kilograms?|公斤|千克|斤|lbs?\b|pounds?)", re.IGNORECASE
)
_CHINESE_WEIGHT = re.compile(r"体重\D{0,4}?(\d{2,3}(?:\.\d+)?)(?!\s*(?:斤|公斤|千克|kg|cm))", re.IGNORECASE)
_FEET = re.compile(r"(\d)\s*(?:'|’|ft|feet|foot)\s*(\d{1,2})?")
_METRES = re.compile(r"\b(1[.,]\d{2})\s*(?:m\b|米)|1米(\d{2})")
# a bare length in cm that can be nobody's girth
_TALL = re.compile(r"(?<![\d.])(1[3-9]\d|20\d)(?:\.\d)?\s*(?:cm|厘米|公分)", re.IGNORECASE)
_SO_TALL = re.compile(
    rf"(\d+(?:\.\d+)?)\s*({_UNIT})\s*tall\b", re.IGNORECASE
)  # what follows it is another measure
_TO_KG = {"斤": JIN_KG, "lb": POUND_KG, "lbs": POUND_KG, "pound": POUND_KG, "pounds": POUND_KG}


def read_body(text: str, audience: Audience = "") -> Body:
    """Every measure that a text gives; empty if it gives none.

    A bare length of 130 to 209 cm is a height, unless one is named. 斤 are half kilograms.

    Raises:
        BadQuery: a number that cannot be the measure that it is called.
    """
    found = dict(measures_in(text))
    height = _height(text)
    if "height" not in found and height is not None:
        found["height"] = height
    if match := _WEIGHT.search(text):
        found["weight"] = round(float(match[1]) * _TO_KG.get(match[2].lower(), 1.0), 1)
    elif match := _CHINESE_WEIGHT.search(text):
        found["weight"] = float(match[1])
    return body_of(found, audience)


def measures_in(text: str) -> dict[str, float]:
    """Measure -> cm, of those that the text names with a number: "a bust of 90 cm", "腰围70"."""
    found: dict[str, float] = {}
    for name, (english, chinese) in _NAMES.items():
        words = rf"(?:\b(?:{english})\b|{chinese})"
        number = rf"(\d+(?:\.\d+)?)\s*({_UNIT})"
        match = re.search(rf"{words}\D{{0,12}}?{number}", text, re.IGNORECASE)
        match = match or re.search(rf"{number}\s*{words}", text, re.IGNORECASE)
        if match:
            found[name] = _centimetres(match)
    if "height" not in found and (tall := _SO_TALL.search(text)):
        found["height"] = _centimetres(tall)
    return found


def _centimetres(match: re.Match[str]) -> float:
    is_inch = match[2].lower().startswith(("in", '"'))
    return round(float(match[1]) * (INCH_CM if is_inch else 1.0), 1)


def _height(text: str) -> float | None:
    if match := _METRES.search(text):
        return 100 + float(match[2]) if match[2] else round(float(match[1].replace(",", ".")) * 100, 1)
    if match := _FEET.search(text):
        return round((int(match[1]) * 12 + int(match[2] or 0)) * INCH_CM, 1)
    match = _TALL.search(text)
    return float(match[1]) if match else None
