"""A coffee order's slots out of its transcript.

The grammar knows the slots' values from the labels of orders whose recordings are not here.
"""

import re

NUMBERS = {"8": "eight", "12": "twelve", "16": "sixteen", "20": "twenty"}
AMOUNT = r"(?:(a little bit of|a bit of|a lot of|lots of|some) )?"
SLOTS = {
    "size": r"\b((?:eight|twelve|sixteen|twenty) ounce|small|large|medium(?! roast\b))\b",
    "roast": r"\b((?:light|medium|dark) roast)\b",
    "numberOfShots": r"\b((?:single|double|triple) shot)\b",
    "coffeeDrink": r"\b((?:iced |drip |house )?coffee|(?:iced )?mocha|americano|cappuccino|latte|espresso)\b",
    "sugarAmount": AMOUNT + r"\b(brown sugar|sugar|sweetener)\b",
    "milkAmount": AMOUNT + r"\b((?:soy |almond |skim |whole )?milk|cream)\b",
}
# said as one, meant as the other
SPELLINGS = {
    r"\bice (?=coffee|mocha)": "iced ",
    r"\b(?:oz|ounces)\b": "ounce",
    r"\bicedmocha\b": "iced mocha",
}


def slots_of(transcript: str) -> dict[str, str]:
    """Slot -> value, as the labels write them."""
    text = plain(transcript)
    found = {}
    for name, pattern in SLOTS.items():
        match = re.search(pattern, text)
        if match:
            found[name] = " ".join(group for group in match.groups() if group)
    return found


def plain(transcript: str) -> str:
    """Lower case, words and single spaces; numbers in words."""
    words = re.sub(r"[^a-z0-9']+", " ", transcript.lower())
    text = re.sub(r"\b(?:8|12|16|20)(?=\b|oz|ounce)", lambda m: NUMBERS[m.group()] + " ", words)
    text = " ".join(text.split())
    for pattern, spelling in SPELLINGS.items():
        text = re.sub(pattern, spelling, text)
    return text
