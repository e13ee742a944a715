"""No model: the skills' own words stand, and the guide's understanding chooses the skill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.guide.language_models import Call, Line, Tool


@dataclass(frozen=True)
class Options:
    """None."""


class Templates:
    """Chooses nothing and writes nothing, at once."""

    def choose(self, lines: Sequence[Line], tools: Sequence[Tool]) -> Call | None:
        """None."""
        return None

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """Nothing."""
        return iter(())


def build(options: Options) -> Templates:
    """Nothing is loaded."""
    return Templates()
