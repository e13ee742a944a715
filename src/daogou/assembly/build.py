"""``daogou build``: from the catalogue to a published release.

The stages in order: ingest (freeze the products), see (pictures), read (words), label (what pictures show),
relate (the graph), propose (what it probably lacks), learn (what shoppers like), match (what is bought
together), size (how sizes turned out), fuse (the space where words and pictures meet), index, listen (what
shoppers say), judge (the doctor). Each is a file in
``assembly/steps``; here is only their order, what each depends on, and the publishing.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from daogou import __version__
from daogou.assembly import model_views
from daogou.assembly.concepts import shop_concepts
from daogou.assembly.intake import import_feed_events
from daogou.assembly.learning import Learning
from daogou.assembly.models import named, open_models, teach
from daogou.assembly.releases import Release, Releases
from daogou.assembly.stages import Stage, StageRunner
from daogou.assembly.steps import (
    fuse,
    index,
    ingest,
    judge,
    label,
    listen,
    propose,
    read,
    relate,
    see,
)
from daogou.catalogue.store import open_catalogue
from daogou.core.errors import Busy, NotBuilt
from daogou.core.progress import SILENT, Progress
from daogou.core.settings import read_settings
from daogou.graph import stores
from daogou.language.concept_tables import fingerprint_of
from daogou.shoppers.erasing import PendingErasure
from daogou.shoppers.shoppers import open_shoppers
from daogou.shoppers.times import now
from daogou.trust.checks import Finding


def build_shop(shop: Path, *, progress: Progress = SILENT) -> Release:
    """Build and publish a release; the current one if nothing has changed since.

    A build that fails or is killed leaves the published release serving; the next one takes up its
    finished stages and encoded pictures.

    Raises:
        Busy: another process is building this shop.
        NotBuilt: the catalogue is empty.
    """
    with _alone(shop):
        return _Build(shop, progress).run()


def examine_shop(shop: Path, *, progress: Progress = SILENT) -> tuple[tuple[Finding, ...], Mapping[str, Any]]:
    """The doctor's findings about the catalogue as it is now, the gravest first, and its health.

    Pictures are looked at as a build would, and a build that follows does not look again.

    Raises:
        Busy: another process is building this shop.
        NotBuilt: the catalogue is empty.
    """
    with _alone(shop):
        build = _Build(shop, progress)
        build.run_stages(("ingest", "see", "judge"))
        findings = judge.findings_in(build.runner.folder("judge"))
        return findings, judge.health(findings, build.catalogue.count())


@contextmanager
def _alone(shop: Path) -> Iterator[None]:
    read_settings(shop)  # says so if the folder is no shop, before a lock file is left in it
    lock = FileLock(shop / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Busy(f"Another process is building {shop}.", hint="Wait for it, or end it.") from error
    try:
        yield
    finally:
        lock.release()


class _Build:
    def __init__(self, shop: Path, progress: Progress) -> None:
        self.shop = shop
        self.settings = read_settings(shop)
        self.concepts = shop_concepts(shop, self.settings)
        self.models = open_models(self.settings.features, shop)
        self.progress = progress
        self.catalogue = open_catalogue(shop)
        self.shoppers = open_shoppers(shop, self.settings.shoppers)
        teach(self.models, self.catalogue.scan(), self.settings.build.seed, progress)
        self.graph_stores = stores.ROLE.open(*named(self.settings.graph.store, shop))
        self.releases = Releases(shop)
        self.served = _served(self.releases)
        self.runner = StageRunner(shop / "work", self.served, progress)

    def run_stages(self, names: Collection[str] = ()) -> None:
        """Those stages, or all."""
        if self.catalogue.count() == 0:
            raise NotBuilt(
                f"The catalogue of {self.shop} is empty.",
                hint=f"Fill it with: daogou import {self.shop} FEED",
            )
        for stage in self._stages():
            if not names or stage.name in names:
                self.runner.run_one(stage)

    def run(self) -> Release:
        """All stages, and what they made published."""
        followed = self._hear_shoppers()
        self.run_stages()
        release = self._published()
        self.shoppers.erasures_done(followed, release.id, now())
        return release

    def _hear_shoppers(self) -> list[PendingErasure]:
        """The feed's events taken in, what is too old forgotten; the erasures that this build will follow:
        of who is erased from now on, stages may have read events already."""
        import_feed_events(self.shop, self.shoppers, progress=self.progress)
        self.shoppers.forget_old()
        return self.shoppers.pending_erasures()

    def _published(self) -> Release:
        fingerprints = self.runner.fingerprints()
        if self.served and self.served.manifest()["stages"] == fingerprints:
            return self.served
        release = self.releases.publish(self.runner.folders, {"stages": fingerprints}, self._report())
        self.releases.prune(self.settings.build.keep_releases)
        self._forget()
        return release

    def _stages(self) -> list[Stage]:
        features, text, eye = self.settings.features, self.models.text, self.models.eye
        folder, shop, settings = self.runner.folder, self.shop, self.settings
        known, words = self.concepts, fingerprint_of(self.concepts)
        return [
            Stage(
                "ingest",
                (self.catalogue.fingerprint(), ingest.files_fingerprint(shop, settings.feed)),
                lambda out: ingest.run(out, shop, settings, self.catalogue, self.progress),
            ),
            Stage(
                "see",
                (eye.space, settings.feed.pictures, settings.pictures.model_dump(), see.VERSION),
                lambda out: see.run(out, folder("ingest"), shop, settings, eye, self.progress),
                after=("ingest",),
            ),
            Stage(
                "read",
                (text.space, read.VERSION),
                lambda out: read.run(out, folder("ingest"), shop, text, self.progress),
                after=("ingest",),
            ),
            Stage(
                "label",
                (settings.build.seed, label.VERSION),
                lambda out: label.run(out, self.runner, eye, settings.build.seed, self.progress),
                after=("ingest", "see"),
            ),
            Stage(
                "relate",
                (
                    settings.graph.model_dump(exclude={"suggest", "embedding"}),
                    (settings.build.seed, text.space),
                    relate.files_fingerprint(shop, settings),
                    self.shoppers.fingerprint("improve"),
                    words,
                    relate.VERSION,
                ),
                lambda out: relate.run(
                    relate.Sources(
                        shop,
                        settings,
                        self.runner,
                        self.models,
                        known,
                        relate.rules_of(shop, settings),
                        self.shoppers,
                    ),
                    out,
                    self.graph_stores,
                    self.progress,
                ),
                after=("ingest", "see", "label"),
            ),
            Stage(
                "propose",
                (settings.graph.model_dump(), settings.build.seed, propose.VERSION),
                self._propose,
                after=("relate",),
            ),
            *Learning(shop, settings, known, self.shoppers, self.runner, self.progress).stages(),
            Stage(
                "fuse",
                (features.alignment.model_dump(), settings.build.seed, words, fuse.VERSION),
                lambda out: fuse.run(
                    out, self.runner, self.models, known, settings.build.seed, self.progress
                ),
                after=("see", "read"),
            ),
            Stage(
                "index",
                (settings.index.model_dump(), words, index.VERSION),
                lambda out: index.run(out, self.runner, settings, known, self.progress),
                after=("see", "read", "fuse"),
            ),
            Stage(
                "listen",
                (text.space, listen.examples_fingerprint(shop), settings.build.seed, listen.VERSION),
                lambda out: listen.run(out, shop, text, settings.build.seed, self.progress),
            ),
            Stage(
                "judge",
                (settings.shop.languages, words, judge.VERSION),
                lambda out: judge.run(out, self.runner, settings, known, self.progress),
                after=("ingest", "see"),
            ),
        ]

    def _propose(self, out: Path) -> None:
        store = self.graph_stores.open(self.runner.folder("relate") / relate.STORE, read_only=True)
        try:
            propose.run(out, store, self.settings.graph, self.settings.build.seed, self.progress)
        finally:
            store.close()

    def _report(self) -> Mapping[str, Any]:
        return {
            "daogou": __version__,
            "counts": judge.counts(self.runner),
            "stages": self.runner.report(),
            "health": judge.health(judge.findings_in(self.runner.folder("judge")), self.catalogue.count()),
        }

    def _forget(self) -> None:
        """Encodings and half-finished work that the new release does not need."""
        see.forget(self.shop, self.models.eye, self.runner.folder("see"))
        model_views.forget(self.shop, self.runner.folder("see"))
        read.forget(self.shop, self.models.text, self.runner.folder("read"))
        self.runner.clear()


def _served(releases: Releases) -> Release | None:
    """The current release, if this version of the code can reuse its stages."""
    try:
        return releases.current()
    except NotBuilt:
        return None
