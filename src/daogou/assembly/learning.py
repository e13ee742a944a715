"""The stages that learn from what shoppers did and allow to be learnt from: likes, outfits, sizes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from daogou.assembly.models import named
from daogou.assembly.stages import Stage, StageRunner
from daogou.assembly.steps import learn, match, size
from daogou.core.progress import Progress
from daogou.core.settings import Settings
from daogou.language.concept_tables import fingerprint_of
from daogou.language.concepts import Concepts
from daogou.shoppers.shoppers import Shoppers


@dataclass(frozen=True)
class Learning:
    """Of one build."""

    shop: Path
    settings: Settings
    concepts: Concepts
    shoppers: Shoppers
    runner: StageRunner
    progress: Progress

    def stages(self) -> list[Stage]:
        """Learn (what shoppers like), match (what is bought together), size (how sizes turned out)."""
        settings, words = self.settings, fingerprint_of(self.concepts)
        return [
            Stage(
                "learn",
                (
                    settings.recommend.recommender.model_dump(),
                    *([settings.recommend.experiment.other.model_dump()] if self._tries else []),
                    self.shoppers.fingerprint("improve"),
                    settings.build.seed,
                    words,
                    learn.VERSION,
                ),
                self._learn,
                after=("ingest", "see", "read", "propose"),
            ),
            Stage("match", (self.shoppers.fingerprint("improve"), match.VERSION), self._match),
            Stage(
                "size",
                (self.shoppers.fingerprint("improve"), self._bodies, settings.build.seed, size.VERSION),
                self._size,
                after=("ingest",),
            ),
        ]

    def _learn(self, out: Path) -> None:
        sources = learn.Sources(self.runner.folder, self.concepts, self.shoppers.events("improve"))
        recommender = named(self.settings.recommend.recommender, self.shop)
        other = named(self.settings.recommend.experiment.other, self.shop) if self._tries else None
        learn.run(sources, recommender, out, self.settings.build.seed, self.progress, other=other)

    def _match(self, out: Path) -> None:
        match.run(out, self.shoppers.events("improve"))

    @cached_property
    def _bodies(self) -> Mapping[str, Mapping[str, float]]:
        """Measures that shoppers told of themselves and allow to be learnt from."""
        told = self.shoppers.profiles("improve")
        return {shopper_id: said.measures for shopper_id, said in told.items() if said.measures}

    @property
    def _tries(self) -> bool:
        """Whether an experiment tries another recommender."""
        return bool(self.settings.recommend.experiment.name)

    def _size(self, out: Path) -> None:
        events, seed = self.shoppers.events("improve"), self.settings.build.seed
        size.run(out, self.runner.folder("ingest"), events, self._bodies, seed)
