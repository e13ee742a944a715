"""Names first, then what the tagger sees where no name was found, linked where that is known after all."""

from dataclasses import dataclass

from daogou.language.entities.linking import Linker, linked
from daogou.language.entities.mention import Mention, Recogniser, joined


@dataclass(frozen=True)
class Combined:
    """A ``Recogniser`` of a gazetteer, a trained tagger and a linker, of which the last may be missing."""

    gazetteer: Recogniser
    tagger: Recogniser
    linker: Linker | None = None

    def __call__(self, text: str) -> list[Mention]:
        """Mentions in reading order; those without an id are names that nothing known bears."""
        found = joined(self.gazetteer(text), self.tagger(text))
        return linked(found, text, self.linker) if self.linker else found
