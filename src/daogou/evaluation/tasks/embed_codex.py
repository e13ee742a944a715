"""CoDEx: complete Wikidata's facts with each embedding, taught here on the CPU."""

from dataclasses import dataclass, field
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.codex import read_codex
from daogou.evaluation.codex_links import measured
from daogou.evaluation.tasks import Measurement, Task

PROTOCOL = (
    "CoDEx-{size}, taught on its training split alone with the settings in codex_recipes.toml, chosen on "
    "valid; no entity types, no texts. Test facts ranked in both directions among all entities, known facts "
    "of all splits filtered, ties share their mean place. accuracy: test facts beside the verified "
    "negatives, a threshold per relation from valid; chance_error: expected calibration error there."
)


@dataclass(frozen=True)
class Options:
    """``size``: s or m; ``threads``: 0 for torch's choice; ``kept``: folder for interrupted work, or none."""

    size: str = "s"
    models: list[str] = field(default_factory=lambda: ["transe", "distmult", "complex", "rotate"])
    threads: int = 0
    kept: str = ""


@dataclass(frozen=True)
class EmbedCodex:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach and test every model.

        Raises:
            NotFound: ``codex/`` is not in the data folder, or a model has no settings for it.
            MissingDependency: torch is not installed.
        """
        size, kept = self.options.size, Path(self.options.kept) if self.options.kept else None
        codex = read_codex(data, size)
        metrics: dict[str, float] = {}
        for name in self.options.models:
            metrics |= measured(
                codex, size, name, threads=self.options.threads, seed=seed, progress=progress, kept=kept
            )
        return Measurement(metrics, PROTOCOL.format(size=size.upper()), codex.read)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return EmbedCodex(options)
