"""Every word of the pages, in every language, from one table (strings.toml)."""

import tomllib
from functools import cache
from importlib.resources import files

from daogou.core.product import Language
from daogou.language.concepts import Concepts


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Key -> language -> text."""
    table = files(__package__).joinpath("strings.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)


class Speaker:
    """Says a key in one language: ``say("results", count=3)``.

    ``concepts``: what the shop's values are called; None: what the package calls them.
    """

    def __init__(self, language: Language, concepts: Concepts | None = None) -> None:
        self.language = language
        self.concepts = concepts

    def __call__(self, key: str, **values: object) -> str:
        """The text with its places filled; a count of 1 takes the key with ``_one`` where there is one."""
        texts = catalogue()
        if values.get("count") == 1 and f"{key}_one" in texts:
            key = f"{key}_one"
        return texts[key][self.language].format(**values)

    def knows(self, key: str) -> bool:
        """Whether there is such a key."""
        return key in catalogue()
