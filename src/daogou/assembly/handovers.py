"""Conversations that a person of the shop has to take over, kept in its folder until they are dealt with."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from daogou.core.files import replacing
from daogou.guide.handing_over import Handover

FILE = Path("guide") / "handed_over.jsonl"


@dataclass(frozen=True)
class Handovers:
    """Of the shop in that folder; safe to use from several processes."""

    shop: Path

    def add(self, handover: Handover) -> None:
        """Keep one, with the time."""
        entry = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(handover)}
        with self._locked(), self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def waiting(self) -> list[dict[str, Any]]:
        """All that nobody has dealt with, oldest first, as they were kept."""
        if not self._file.exists():
            return []
        return [json.loads(line) for line in self._file.read_text("utf-8").splitlines() if line]

    def dealt_with(self, number: int) -> bool:
        """Take the one of that number, from 1, out; whether there was one."""
        with self._locked():
            left = self.waiting()
            if not 1 <= number <= len(left):
                return False
            del left[number - 1]
            with replacing(self._file) as target:
                lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in left)
                target.write_text("".join(lines), "utf-8")
            return True

    @property
    def _file(self) -> Path:
        return self.shop / FILE

    def _locked(self) -> FileLock:
        self._file.parent.mkdir(exist_ok=True)
        return FileLock(self._file.with_suffix(".lock"))
