"""Why a product was found, in a few words."""

from collections.abc import Iterable, Mapping

from daogou.core.ranking import Reason
from daogou.search.answer import Answer
from daogou.surfaces.web.strings import Speaker
from daogou.surfaces.web.values import shown_value

MOST = 3  # phrases on a card; more is noise
_ALIKE = ("picture", "like_looks")  # the lists of search that compare a picture with a picture

Labels = Mapping[tuple[str, str], str]


def labels_in(answer: Answer) -> dict[tuple[str, str], str]:
    """(field, value) -> how the answer's facets call it."""
    return {(facet.field, v.value): v.label for facet in answer.facets for v in facet.values}


def why(because: Iterable[Reason], labels: Labels, say: Speaker) -> list[str]:
    """Phrases, the plainest evidence first; empty if nothing would be understood.

    Closeness of meaning holds for nearly every hit, so it is said only where nothing plainer is.
    """
    reasons = sorted(because, key=lambda reason: -reason.weight)
    attributes = _each_once(_attribute(r, labels, say) for r in reasons if r.kind == "attribute")
    said = " ".join(attributes).casefold()
    words = _each_once(r.what for r in reasons if r.kind == "word" and r.what.casefold() not in said)
    looks = {reason.what for reason in reasons if reason.kind == "looks"}
    phrases = [say("why_looks_alike")] if looks.intersection(_ALIKE) else []
    phrases.extend(attributes[:2])
    if words:
        phrases.append(say("why_words", words=say("comma").join(words[:3])))
    if not phrases and looks:
        phrases.append(say("why_picture_fits"))
    if not phrases and any(reason.kind == "meaning" for reason in reasons):
        phrases.append(say("why_meaning"))
    return phrases[:MOST]


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _attribute(reason: Reason, labels: Labels, say: Speaker) -> str:
    field, _, value = reason.what.partition("=")
    return labels.get((field, value)) or shown_value(field, value, say.language, say.concepts).label
