"""The concepts that a shop goes by: those of the package, its own, or both."""

from pathlib import Path

from daogou.core.errors import BadSetting
from daogou.core.settings import Settings
from daogou.language.concepts import Concepts, concepts_from_files


def shop_concepts(shop: Path, settings: Settings) -> Concepts:
    """What ``[language]`` in shop.toml says.

    Raises:
        BadConcepts: a file contradicts itself or another; the message names the concept.
        NotFound: there is no such file.
        BadSetting: the settings leave no concepts at all.
    """
    chosen = settings.language
    if not chosen.packaged and not chosen.concepts:
        raise BadSetting(
            "language.packaged = false leaves the shop without concepts.",
            hint='Name the shop\'s own: concepts = ["concepts.toml"] under [language].',
        )
    files = [shop / name for name in chosen.concepts]
    return concepts_from_files(packaged=chosen.packaged, extra=files)
