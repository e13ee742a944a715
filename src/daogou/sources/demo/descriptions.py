"""Descriptions of two to four sentences, each sentence a fact of the design."""

from random import Random

from daogou.sources.demo.design import Design
from daogou.sources.demo.titles import noun, season_zh
from daogou.sources.demo.vocabulary import chinese, material, table


def english_description(design: Design) -> str:
    """What it is made of, how it is cut, when to wear it, how to wash it."""
    chance = design.random("description")
    row = material(design.material)
    thing = noun(design, "en")
    opening = chance.choice(
        (
            f"{_one(design.style, thing)} in {row['feel'][0]}.",
            f"Made of {row['feel'][0]}, in {_looks_en(design)}.",
            f"{_looks_en(design).capitalize()}, {row['feel'][0]}: {_pronoun(thing)} in {design.seasons[0]}.",
        )
    )
    wear = f"Good for {_occasions_en(design)}, in {' and '.join(design.seasons[:2])}."
    sentences = [opening, _detail(design)[0], wear, row["care"][0]]
    return " ".join(_kept(chance, sentences))


def chinese_description(design: Design) -> str:
    """The same facts, told as a Chinese shop tells them."""
    chance = design.random("description")
    row = material(design.material)
    thing, colour = noun(design, "zh"), chinese("colour", design.colour)
    style = chinese("style", design.style)
    pattern = chinese("pattern", design.pattern)
    opening = chance.choice(
        (
            f"{style}风{thing}，选用{row['feel'][1]}。",
            f"{row['feel'][1]}，{colour}{pattern}，{style}百搭。",
            f"{colour}{pattern}设计，{row['feel'][1]}。",
        )
    )
    occasions = "、".join(chinese("occasion", occasion) for occasion in design.occasions)
    wear = f"适合{season_zh(design)}{occasions}穿搭。"
    return "".join(_kept(chance, [opening, _detail(design)[1], wear, row["care"][1]]))


def _detail(design: Design) -> tuple[str, str]:
    sentences = table("details")[design.category][design.shape]
    return sentences[0], sentences[1]


def _kept(chance: Random, sentences: list[str]) -> list[str]:
    """Mostly all four; sometimes without the care, sometimes without the occasion."""
    drop = chance.choice((None, None, 2, 3))
    return [sentence for place, sentence in enumerate(sentences) if place != drop]


def _looks_en(design: Design) -> str:
    if design.pattern == "plain":
        return f"plain {design.colour}"
    if design.second:
        return f"{design.colour} with {design.second}, {design.pattern}"
    return f"{design.colour} {design.pattern}"


def _occasions_en(design: Design) -> str:
    words = {
        "everyday": "every day",
        "office": "the office",
        "party": "parties",
        "wedding": "weddings",
        "holiday": "holidays",
        "sport": "sport",
        "home": "home",
        "date": "a date",
        "school": "school",
        "outdoor": "the outdoors",
        "travel": "travel",
    }
    return " and ".join(words[occasion] for occasion in design.occasions)


def _plural(thing: str) -> bool:
    return thing.endswith("s") and not thing.endswith("dress")


def _one(style: str, thing: str) -> str:
    """``An elegant dress``, ``Casual jeans``."""
    if _plural(thing):
        return f"{style.capitalize()} {thing}"
    return f"{'An' if style[0] in 'aeiou' else 'A'} {style} {thing}"


def _pronoun(thing: str) -> str:
    return f"{thing} to reach for" if _plural(thing) else f"a {thing} to reach for"
