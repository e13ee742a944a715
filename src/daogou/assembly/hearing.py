"""What shoppers say into a microphone, heard with the shop's own words as hints."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

import numpy as np

from daogou.core.assets import asset, is_present
from daogou.core.product import Language
from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.language.normalise import simplified
from daogou.search.labels import value_label
from daogou.speech.heard import Heard
from daogou.speech.hearing import Hearer

FIELDS = ("category", "brand", "colour", "material", "style", "pattern")  # what shoppers name
HINTS = 120  # the commonest words: more would slow the model and make it invent
THREADS = 2


@dataclass(frozen=True)
class Ears:
    """Of one opened shop; the model is opened, and fetched, when something is first heard."""

    columns: Columns
    concepts: Concepts
    languages: Sequence[Language]

    def hear(self, data: bytes, language: Language | None = None) -> Heard:
        """What was said in a recording; ``open_hearer`` says what is raised."""
        return self._hearer.hear(data, hints=self._words, language=language)

    @cached_property
    def _hearer(self) -> Hearer:
        return open_hearer()

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return spoken_words(self.columns, self.concepts, self.languages)


def can_hear() -> bool:
    """Whether everything that hearing needs is on this machine already."""
    from daogou.speech.whisper import ASSETS

    return find_spec("faster_whisper") is not None and all(is_present(asset(name)) for name in ASSETS)


def open_hearer() -> Hearer:
    """Whisper; its weights are fetched if they are not here.

    Raises:
        MissingDependency: the extra ``speech`` is not installed.
        MissingAsset: the weights could not be fetched.
    """
    from daogou.speech.whisper import open_whisper

    return Hearer(open_whisper(threads=THREADS), spelling=simplified)


def spoken_words(columns: Columns, concepts: Concepts, languages: Sequence[str]) -> tuple[str, ...]:
    """Names of kinds, brands and traits in the shop's languages, those of most products first."""
    everything = columns.counts(np.ones(columns.size, bool))
    counted = [
        (int(count), field, value)
        for field in FIELDS
        if field in columns.fields
        for value, count in zip(columns.fields[field].values, everything[field], strict=True)
    ]
    counted.sort(key=lambda one: -one[0])
    names = (
        value_label(concepts, field, value, language) for _, field, value in counted for language in languages
    )
    return tuple(dict.fromkeys(names))[:HINTS]
