"""Cuts, necklines and lengths for a wished effect, for a line, and to a taste, each with its reasons."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.fit.styling.rules import Rule, effects, rules, table
from daogou.fit.styling.shapes import Line

# attribute -> value -> how many liked products had it
Taste = Mapping[str, Mapping[str, int]]

# A wish goes before what a line offers; a settled liking, where most likes of an attribute are of one value,
# goes before an offer, a slight one does not
WISHED, OFFERED, LIKED = 2.0, 1.0, 1.5
# every further way to one effect counts less, so that several effects are shown
NEXT_OF_EFFECT = 0.7
# likes before a share is trusted: as if each attribute had been liked so often without any preference
PRIOR = 4
LEAST_LIKES = 2  # of one value: once is chance


@dataclass(frozen=True)
class StyleReason:
    """``kind``: ``wish``, ``shape`` or ``liked``. Texts by language."""

    kind: str
    texts: Mapping[Language, str]

    def text(self, language: Language) -> str:
        """The reason as a phrase."""
        return self.texts[language]


@dataclass(frozen=True)
class Suggestion:
    """``attribute`` = ``value`` as products spell them, to search by; larger ``weight`` first."""

    attribute: str
    value: str
    names: Mapping[Language, str]
    weight: float
    reasons: tuple[StyleReason, ...]


def suggest(
    line: Line | None = None, *, wishes: Sequence[str] = (), taste: Taste | None = None, most: int = 6
) -> tuple[Suggestion, ...]:
    """The best suggestions first. Without a line, wishes or taste there are none: nobody asked.

    Raises:
        BadQuery: a wish that is no effect.
    """
    unknown = [wish for wish in wishes if wish not in effects()]
    if unknown:
        raise BadQuery(f"There is no effect {unknown[0]!r}.", hint=f"There are: {', '.join(effects())}.")
    offered = _offered(line) if line and not wishes else {}
    found: dict[tuple[str, str], list[tuple[float, StyleReason, Mapping[Language, str]]]] = {}
    nth: Counter[str] = Counter()
    for rule in rules():
        for weight, reason in _of_rule(rule, wishes, offered):
            scaled = weight * NEXT_OF_EFFECT ** nth[rule.effect]
            found.setdefault((rule.attribute, rule.value), []).append((scaled, reason, rule.names))
        nth[rule.effect] += 1
    for attribute, value, weight, reason in _liked(taste or {}):
        names: Mapping[Language, str] = {"en": value, "zh": value}
        known = found.setdefault((attribute, value), [])
        known.append((weight, reason, known[0][2] if known else names))
    suggestions = [
        Suggestion(
            attribute,
            value,
            parts[0][2],
            math.fsum(weight for weight, _, _ in parts),
            tuple(reason for _, reason, _ in parts),
        )
        for (attribute, value), parts in found.items()
    ]
    return tuple(sorted(suggestions, key=lambda one: (-one.weight, one.attribute, one.value))[:most])


def _offered(line: Line) -> Mapping[str, tuple[str, float]]:
    """Effect -> the section and name of the line that offers it, and its weight: the first counts most."""
    named = [("shapes", line.shape)] + ([("proportions", line.proportion)] if line.proportion else [])
    return {
        effect: (f"{section}.{name}", OFFERED / (place + 1))
        for section, name in named
        for place, effect in enumerate(table()[section][name]["effects"])
    }


def _of_rule(
    rule: Rule, wishes: Sequence[str], offered: Mapping[str, tuple[str, float]]
) -> Iterator[tuple[float, StyleReason]]:
    words, effect = table()["words"], effects()[rule.effect]
    if rule.effect in wishes:
        texts: dict[Language, str] = {
            "en": words["wish_en"].format(effect=effect["en"], why=rule.why["en"]),
            "zh": words["wish_zh"].format(effect=effect["zh"], why=rule.why["zh"]),
        }
        yield WISHED, StyleReason("wish", texts)
    if rule.effect in offered:
        place, weight = offered[rule.effect]
        section, name = place.split(".")
        line = table()[section][name]
        texts = {
            "en": words["shape_en"].format(line=line["en"], effect=effect["en"], why=rule.why["en"]),
            "zh": words["shape_zh"].format(line=line["zh"], effect=effect["zh"], why=rule.why["zh"]),
        }
        yield weight, StyleReason("shape", texts)


def _liked(taste: Taste) -> Iterator[tuple[str, str, float, StyleReason]]:
    words = table()["words"]
    names = {(rule.attribute, rule.value): rule.names for rule in rules()}
    for attribute, counts in taste.items():
        whole = sum(counts.values()) + PRIOR
        for value, count in counts.items():
            if count < LEAST_LIKES:
                continue
            named = names.get((attribute, value), {"en": value, "zh": value})
            texts: dict[Language, str] = {
                "en": words["liked_en"].format(value=named["en"], count=count),
                "zh": words["liked_zh"].format(value=named["zh"], count=count),
            }
            yield attribute, value, LIKED * count / whole, StyleReason("liked", texts)
