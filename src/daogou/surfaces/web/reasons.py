"""Why a product was found, in a few words."""

from collections.abc import Iterable, Mapping

from daogou.core.ranking import Reason
from daogou.search.answer import Answer
from daogou.surfaces.web.strings import Speaker

MOST = 3  # reasons on a card; more is noise

Labels = Mapping[tuple[str, str], str]


def labels_in(answer: Answer) -> dict[tuple[str, str], str]:
    """(field, value) -> how the answer's facets and chips call it."""
    labels = {(facet.field, v.value): v.label for facet in answer.facets for v in facet.values}
    for chip in answer.understood.chips:
        if len(chip.constraint.values) == 1:
            labels.setdefault((chip.constraint.field, chip.constraint.values[0]), chip.label)
    return labels


def why(because: Iterable[Reason], labels: Labels, say: Speaker, *, by_picture: bool) -> list[str]:
    """Phrases, the weightiest kind of evidence first; empty if nothing would be understood."""
    reasons = sorted(because, key=lambda reason: -reason.weight)
    attributes = list(dict.fromkeys(_attribute(r, labels) for r in reasons if r.kind == "attribute"))
    said = {text.casefold() for text in attributes}
    words = list(dict.fromkeys(r.what for r in reasons if r.kind == "word" and r.what.casefold() not in said))
    kinds = {reason.kind for reason in reasons}
    phrases = []
    if by_picture and "looks" in kinds:
        phrases.append(say("why_looks_alike"))
    phrases.extend(attributes[:2])
    if words:
        phrases.append(say("why_words", words=say("comma").join(words[:3])))
    if not by_picture and "looks" in kinds and len(phrases) < MOST:
        phrases.append(say("why_picture_fits"))
    if "meaning" in kinds and len(phrases) < MOST:
        phrases.append(say("why_meaning"))
    return phrases[:MOST]


def _attribute(reason: Reason, labels: Labels) -> str:
    field, _, value = reason.what.partition("=")
    return labels.get((field, value), value or field)
