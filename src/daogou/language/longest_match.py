"""Names of several words found in a text: at each place the longest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[str, ...]


@dataclass(frozen=True)
class LongestMatch(Generic[T]):
    """What each name means, by its ``phrase_key``."""

    meanings: Mapping[Key, T]

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """First atom -> atoms of the longest name that begins with it."""
        longest: dict[str, int] = {}
        for key in self.meanings:
            if key:
                longest[key[0]] = max(longest.get(key[0], 0), len(key))
        return longest

    def at(self, atoms: Sequence[str], start: int) -> tuple[int, T | None]:
        """The longest name that begins at ``start``: how many atoms it takes (0: none), and its meaning."""
        for length in range(min(self._longest.get(atoms[start], 0), len(atoms) - start), 0, -1):
            found = self.meanings.get(tuple(atoms[start : start + length]))
            if found is not None:
                return length, found
        return 0, None
