"""Who chooses skills and words; by default nobody but the skills: one file per way to ask a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from daogou.core.roles import Role


@dataclass(frozen=True, slots=True)
class Tool:
    """A skill as a model sees it; ``parameters`` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the prompt. Texts of shoppers, products and reviews are ``user`` data, not ``system``."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """The tool that a model chose; ``arguments`` are unchecked."""

    name: str
    arguments: Mapping[str, Any]


class LanguageModel(Protocol):
    """Writes, and chooses tools. What it writes is shown only after ``guide.grounding`` has checked it."""

    def choose(self, lines: Sequence[Line], tools: Sequence[Tool]) -> Call | None:
        """The tool to use; None if the model chose none.

        Raises:
            ModelUnavailable: it does not answer; the hint says what to check.
        """
        ...

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """Pieces of its answer as they come; none where the skill's own words shall stand.

        Raises:
            ModelUnavailable: it does not answer.
        """
        ...


ROLE: Role[LanguageModel] = Role(__name__)
