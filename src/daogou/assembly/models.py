"""The models that a shop's settings name."""

from dataclasses import dataclass

from daogou.core.settings import BackendSection, FeaturesSection
from daogou.features import alignments, image_encoders, text_encoders
from daogou.features.alignments import AlignmentMethod
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class Models:
    """What reads and what sees."""

    text: TextEncoder
    eye: Eye
    method: AlignmentMethod


def open_models(settings: FeaturesSection) -> Models:
    """Open them; weights that are not here are fetched.

    Raises:
        UnknownBackend, BadOption: a name or an option in the settings is wrong.
        MissingDependency, MissingAsset: a package or weights are absent.
    """
    return Models(
        text=text_encoders.ROLE.open(*_named(settings.text_encoder)),
        eye=Eye(image_encoders.ROLE.open(*_named(settings.image_encoder))),
        method=alignments.ROLE.open(*_named(settings.alignment)),
    )


def _named(section: BackendSection) -> tuple[str, dict[str, object]]:
    return section.name, dict(section.options)
