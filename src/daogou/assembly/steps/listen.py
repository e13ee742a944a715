"""Teach the guide what shoppers say: our examples in both languages, and the owner's."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from daogou.core.assets.cache import home
from daogou.core.files import fingerprint, replacing
from daogou.core.progress import Progress
from daogou.features.text_encoders import TextEncoder
from daogou.guide.examples import Example, heard, owner_examples, spoken
from daogou.language.intents.classifier import IntentClassifier, load_intents
from daogou.language.intents.teaching import Examples, teach_intents

VERSION = 3
NETWORKS = 8  # taught in a minute, and chance decides less
INTENTS = "intents.npz"
OWN = Path("guide") / "examples.jsonl"  # in the shop's folder


def examples_fingerprint(shop: Path) -> str:
    """Of everything that is taught."""
    return fingerprint(spoken(), heard(), owner_examples(shop / OWN))


def run(
    out: Path,
    shop: Path,
    encoder: TextEncoder,
    seed: int,
    progress: Progress,
    *,
    teach: Callable[..., IntentClassifier] = teach_intents,
) -> None:
    """Fill the folder; an owner's examples count like ours.

    What is taught from ours alone is the same in every shop, so it is kept for the next one.

    Raises:
        BadInput: a line of the owner's file is no example.
    """
    own = owner_examples(shop / OWN)
    kept = home() / "taught" / f"{fingerprint(VERSION, encoder.space, seed, spoken(seed), heard())}.npz"
    if not own and kept.is_file():
        shutil.copyfile(kept, out / INTENTS)
        return
    taught = _encoded([*spoken(seed), *own], encoder)
    classifier = teach(
        taught, seed=seed, validation=_encoded(heard(), encoder), networks=NETWORKS, progress=progress
    )
    classifier.save(out / INTENTS)
    if not own:
        with suppress(OSError):  # where nothing can be kept, the next shop is taught anew
            kept.parent.mkdir(parents=True, exist_ok=True)
            with replacing(kept) as target:
                shutil.copyfile(out / INTENTS, target)


def intents_in(folder: Path) -> IntentClassifier:
    """What a build taught."""
    return load_intents(folder / INTENTS)


def _encoded(examples: list[Example], encoder: TextEncoder) -> Examples:
    texts = [example.text for example in examples]
    return Examples(texts, encoder.encode(texts), [example.intent for example in examples])
