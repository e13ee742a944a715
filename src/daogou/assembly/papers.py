"""What a release holds beside its products: reviews, size charts and policy pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from daogou.assembly.steps import ingest
from daogou.catalogue.reviews import Review, read_groups
from daogou.core.errors import NotFound
from daogou.core.product import Language


@dataclass(frozen=True)
class ShopPapers:
    """``folder``: of the release's stage ``ingest``. Files are read when they are first asked for."""

    folder: Path
    languages: Sequence[Language]

    @cached_property
    def reviews(self) -> Mapping[str, list[Review]]:
        """Product id -> reviews, newest first."""
        return read_groups(self.folder / ingest.REVIEWS)

    @cached_property
    def size_charts(self) -> Mapping[str, Any]:
        """Body measures by category, audience and size; empty if the shop has none."""
        return ingest.size_charts_in(self.folder)

    def policy(self, name: str, language: str) -> str:
        """A policy page as Markdown, in that language or the shop's first.

        Raises:
            NotFound: there is none of that name.
        """
        if name in self._names():  # also keeps a name from leading out of the folder
            for code in (language, *self.languages):
                file = self._policies / f"{name}.{code}.md"
                if file.is_file():
                    return file.read_text(encoding="utf-8")
        there = ", ".join(self._names()) or "none"
        raise NotFound(f"There is no policy page {name!r}. There are: {there}.")

    def policies(self, language: str) -> list[tuple[str, str]]:
        """(name, title) of every policy page."""
        return [(name, _title(self.policy(name, language), name)) for name in self._names()]

    @property
    def _policies(self) -> Path:
        return self.folder / ingest.POLICIES

    def _names(self) -> list[str]:
        found = (page.name.removesuffix(".md").rpartition(".") for page in self._policies.glob("*.md"))
        return sorted({name for name, _, language in found if language in self.languages})


def _title(markdown: str, name: str) -> str:
    """The first heading, else the name."""
    heading = next((line for line in markdown.splitlines() if line.startswith("# ")), f"# {name}")
    return heading.removeprefix("# ").strip()
