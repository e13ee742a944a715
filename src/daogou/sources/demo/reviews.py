"""The words of a review, which agree with its stars."""

from collections.abc import Sequence
from random import Random

from daogou.sources.demo.design import Design
from daogou.sources.demo.titles import noun
from daogou.sources.demo.vocabulary import chinese, table

# stars -> sentences of praise and of complaint
BALANCE = {5: (2, 0), 4: (2, 1), 3: (1, 1), 2: (1, 2), 1: (0, 2)}


def review_text(design: Design, rating: int, language: str, cut: int, chance: Random) -> str:
    """One to three sentences on different aspects; a brand that runs small or large is said to."""
    praise, complaint = BALANCE[rating]
    if rating == 4 and chance.random() < 0.5:
        complaint = 0
    aspects = list(table("reviews"))
    if design.kind["sizes"] == "one":
        aspects.remove("size")
    chance.shuffle(aspects)
    if cut and complaint and "size" in aspects and chance.random() < 0.6:
        # what most annoys about a brand that is cut differently is its size
        aspects.remove("size")
        aspects.insert(praise, "size")
    good = [_sentence(design, aspect, "praise", language, cut, chance) for aspect in aspects[:praise]]
    bad = [
        _sentence(design, aspect, "complaint", language, cut, chance)
        for aspect in aspects[praise : praise + complaint]
    ]
    return _joined(good, bad, language, rating)


def _sentence(design: Design, aspect: str, tone: str, language: str, cut: int, chance: Random) -> str:
    if aspect == "size" and tone == "complaint":
        tone = {-1: "small", 1: "large"}.get(cut) or chance.choice(("small", "large"))
    sentences: Sequence[str] = table("reviews")[aspect][f"{tone}_{language}"]
    thing = noun(design, language)
    colour = chinese("colour", design.colour) if language == "zh" else design.colour
    return chance.choice(sentences).format(thing=thing, colour=colour)


def _joined(good: list[str], bad: list[str], language: str, rating: int) -> str:
    if not good or not bad:
        return ("" if language == "zh" else " ").join(good + bad)
    if language == "zh":
        first, second = (good, bad) if rating >= 3 else (bad, good)
        return "".join(first) + ("就是" if rating >= 3 else "不过") + "".join(second)
    first, second = (good, bad) if rating >= 3 else (bad, good)
    return " ".join(first) + " But: " + " ".join(_lower(sentence) for sentence in second)


def _lower(sentence: str) -> str:
    return sentence if sentence.startswith("I ") else sentence[:1].lower() + sentence[1:]
