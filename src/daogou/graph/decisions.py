"""What an owner decided about proposed facts: data, kept, and never asked again."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from daogou.core.errors import BadInput
from daogou.core.triple import Triple

SOURCE = "owner"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Decision:
    """``accepted`` or rejected: ``head`` --``relation``--> ``tail``."""

    head: str
    relation: str
    tail: str
    accepted: bool

    @property
    def fact(self) -> Key:
        """What it is about."""
        return self.head, self.relation, self.tail


def record(file: Path, decision: Decision) -> None:
    """Add a decision to the file; it is on the disk when this returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(decision), ensure_ascii=False) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def read_decisions(file: Path) -> dict[Key, Decision]:
    """Every decided fact with its last decision; none where there is no file.

    Raises:
        BadInput: a line is no decision; the message has its number.
    """
    if not file.is_file():
        return {}
    found: dict[Key, Decision] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            decision = Decision(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise BadInput(f"{file}, line {number} is no decision: {line[:80]!r}.") from error
        found[decision.fact] = decision
    return found


def accepted(decisions: Iterable[Decision]) -> list[Triple]:
    """The accepted facts as statements by the owner."""
    return [Triple(*d.fact, source=SOURCE) for d in decisions if d.accepted]
