"""Teach the guide what shoppers say: our examples in both languages, and the owner's."""

from pathlib import Path

from daogou.core.files import fingerprint
from daogou.core.progress import Progress
from daogou.features.text_encoders import TextEncoder
from daogou.guide.examples import Example, heard, owner_examples, spoken
from daogou.language.intents.classifier import IntentClassifier, load_intents
from daogou.language.intents.teaching import Examples, teach_intents

VERSION = 1
INTENTS = "intents.npz"
OWN = Path("guide") / "examples.jsonl"  # in the shop's folder


def examples_fingerprint(shop: Path) -> str:
    """Of everything that is taught."""
    return fingerprint(spoken(), heard(), owner_examples(shop / OWN))


def run(out: Path, shop: Path, encoder: TextEncoder, seed: int, progress: Progress) -> None:
    """Fill the folder; an owner's examples count like ours.

    Raises:
        BadInput: a line of the owner's file is no example.
    """
    taught = [*spoken(seed), *owner_examples(shop / OWN)]
    classifier = teach_intents(
        _encoded(taught, encoder), seed=seed, validation=_encoded(heard(), encoder), progress=progress
    )
    classifier.save(out / INTENTS)


def intents_in(folder: Path) -> IntentClassifier:
    """What a build taught."""
    return load_intents(folder / INTENTS)


def _encoded(examples: list[Example], encoder: TextEncoder) -> Examples:
    texts = [example.text for example in examples]
    return Examples(texts, encoder.encode(texts), [example.intent for example in examples])
