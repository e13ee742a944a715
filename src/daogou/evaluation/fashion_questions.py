"""Questions about fashion pictures, made of the products' columns and of phrasings kept for testing."""

import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.core.product import Language, Product
from daogou.graph.annotation.feed_labels import concept_of, feed_labels
from daogou.language.concepts import concepts

LANGUAGES: tuple[Language, ...] = ("en", "zh")
KINDS = ("category", "colour", "audience", "season", "occasion")
VERIFIED = ("category", "colour", "audience")


@dataclass(frozen=True)
class Asked:
    """A question, and its answer: a label as the data spells it, ``yes``, ``no``; "" for none.

    ``about``: ``colour``, ``verify colour``, ``unanswerable`` ….
    """

    text: str
    language: Language
    about: str
    answer: str


def phrasings() -> Mapping[str, object]:
    """The file of them, parsed."""
    text = (files("daogou.evaluation") / "data" / "fashion_questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def other_talk(data: Path) -> list[str]:
    """What people ask of an assistant for quite other things: the test part of CLINC150 "out of scope".

    Raises:
        NotFound: it is not in the data folder.
    """
    file = other_talk_file(data)
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    return [text for text, _ in json.loads(file.read_text(encoding="utf-8"))["oos_test"]]


def other_talk_file(data: Path) -> Path:
    """Where it lies."""
    return data / "intents" / "clinc150_full.json"


def questions_about(
    product: Product, shop: Mapping[str, Counter[str]], talk: Sequence[str], seed: int
) -> list[Asked]:
    """One question of each sort in each language, phrasings and false values drawn by ``seed``.

    ``shop``: kind -> how often the shop has each value; a false value is drawn as often as the shop has it.
    ``talk``: of which one is asked too, in English.
    """
    random = np.random.default_rng([seed, int(product.id)])
    table = phrasings()
    labels = feed_labels(product)
    asked: list[Asked] = []
    for language in LANGUAGES:
        for kind in KINDS:
            if kind in labels:
                text = _drawn(table["ask"][kind][language], random)  # type: ignore[index]
                asked.append(Asked(text, language, kind, labels[kind][0]))
        for kind in VERIFIED:
            if kind in labels:
                forms = table["verify"][kind][language]  # type: ignore[index]
                asked.append(_verified(kind, labels[kind][0], shop[kind], language, forms, random))
        none = _drawn(table["unanswerable"][language], random)  # type: ignore[index]
        asked.append(Asked(none, language, "unanswerable", ""))
    asked.append(Asked(_drawn(talk, random), "en", "other talk", ""))
    return asked


def _verified(
    kind: str,
    true: str,
    often: Counter[str],
    language: Language,
    forms: Sequence[str],
    random: np.random.Generator,
) -> Asked:
    is_true = bool(random.integers(2))
    value = true if is_true else _false(kind, true, often, random)
    text = _drawn(forms, random).format(value=_named(kind, value, language))
    return Asked(text, language, f"verify {kind}", "yes" if is_true else "no")


def _false(kind: str, true: str, often: Counter[str], random: np.random.Generator) -> str:
    """Another value; not one that the true one is a sort of, or that is the same concept."""
    known = concepts()
    own, wide = concept_of(kind, true), known.with_broader(kind, concept_of(kind, true))
    others = [
        value
        for value in sorted(often)
        if concept_of(kind, value) not in wide
        and own not in known.with_broader(kind, concept_of(kind, value))
        and not (kind == "audience" and "Unisex" in (value, true))
    ]
    weights = np.array([often[value] for value in others], dtype=float)
    return str(random.choice(others, p=weights / weights.sum())) if others else "Purple"


def _named(kind: str, value: str, language: Language) -> str:
    """A value in words: in Chinese the concept's name, where there is one."""
    concept = concepts().get(kind, concept_of(kind, value))
    chinese = concept.names.get("zh", ()) if concept else ()
    return chinese[0] if language == "zh" and chinese else value.lower()


def _drawn(forms: Sequence[str], random: np.random.Generator) -> str:
    return forms[int(random.integers(len(forms)))]
