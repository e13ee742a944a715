"""Ask the doctor what is wrong with the catalogue, and count what is in the release."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import see
from daogou.catalogue.snapshot import Snapshot
from daogou.core.files import read_json
from daogou.core.progress import Progress
from daogou.core.settings import Settings
from daogou.language.concepts import Concepts
from daogou.trust.checks import Finding
from daogou.trust.doctor import examine, overall, summary

VERSION = 2
FINDINGS = "findings.json"
STORED = TypeAdapter(tuple[Finding, ...])


def run(out: Path, runner: StageRunner, settings: Settings, known: Concepts, progress: Progress) -> None:
    """Fill the folder."""
    seen = runner.folder("see")
    findings = examine(
        Snapshot(runner.folder("ingest")),
        languages=settings.shop.languages,
        picture_problems=read_json(seen / see.PROBLEMS),
        media_problems=read_json(seen / see.MEDIA_PROBLEMS),
        colours=np.load(seen / see.COLOURS),
        pictures=np.load(seen / see.ROWS),
        shades=np.load(seen / see.SHADES_FILE),
        known=known,
        progress=progress,
    )
    (out / FINDINGS).write_bytes(STORED.dump_json(findings))


def findings_in(folder: Path) -> tuple[Finding, ...]:
    """What the doctor found."""
    return STORED.validate_json((folder / FINDINGS).read_bytes())


def counts(runner: StageRunner) -> dict[str, int]:
    """How many products, pictures that could be used, and pictures that could not."""
    seen = np.load(runner.folder("see") / see.ROWS, mmap_mode="r")
    return {
        "products": len(Snapshot(runner.folder("ingest"))),
        "pictures": int(seen.any(axis=1).sum()),
        "unusable_pictures": len(read_json(runner.folder("see") / see.PROBLEMS)),
        "findings": len(findings_in(runner.folder("judge"))),
    }


def health(findings: Sequence[Finding], count: int) -> dict[str, Any]:
    """One number for the whole, and one for each check, from 0 to 100."""
    checks = [asdict(check) for check in summary(findings, count)]
    return {"score": overall(findings, count), "checks": checks}
