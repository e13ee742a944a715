"""The models that a shop's settings name."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.progress import Progress
from daogou.core.settings import BackendSection, FeaturesSection
from daogou.features import alignments, image_encoders, text_encoders
from daogou.features.alignments import AlignmentMethod
from daogou.features.meaning import texts_of
from daogou.features.see import Eye
from daogou.features.text_encoders import TaughtTextEncoder, TextEncoder


@dataclass(frozen=True)
class Models:
    """What reads and what sees."""

    text: TextEncoder
    eye: Eye
    method: AlignmentMethod


def open_models(settings: FeaturesSection, shop: Path, *, for_queries: bool = False) -> Models:
    """Open them; weights that are not here are fetched.

    ``for_queries``: the text encoder will read one short text at a time; a second thread would wait more
    than it works, and hold up the other requests. The settings may say otherwise.

    Raises:
        UnknownBackend, BadOption: a name or an option in the settings is wrong.
        MissingDependency, MissingAsset: a package or weights are absent.
    """
    name, options = named(settings.text_encoder, shop)
    if for_queries and "threads" in text_encoders.ROLE.options(name):
        options = {"threads": 1} | options
    return Models(
        text=text_encoders.ROLE.open(name, options),
        eye=Eye(image_encoders.ROLE.open(*named(settings.image_encoder, shop))),
        method=alignments.ROLE.open(*named(settings.alignment, shop)),
    )


def teach(models: Models, products: Iterable[Product], seed: int, progress: Progress) -> None:
    """Let a text encoder that learns from the shop's own texts do so, the first time it is used."""
    if isinstance(models.text, TaughtTextEncoder) and not models.text.is_taught:
        texts = [text for product in products for text in texts_of(product)]
        models.text.teach(texts, seed=seed, progress=progress)


def named(section: BackendSection, shop: Path) -> tuple[str, dict[str, object]]:
    """Name and options of a backend, as its role opens it."""
    return section.name, {key: _in_shop(value, shop) for key, value in section.options.items()}


def _in_shop(value: object, shop: Path) -> object:
    """``./x`` is a path in the shop's folder; anything else may be a name on a hub, and stays as it is."""
    if isinstance(value, str) and value.startswith("./"):
        return str((shop / value).resolve())
    return value
