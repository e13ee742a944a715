"""Releases of a shop: immutable folders, one of which is current.

``releases/<id>/`` holds one folder per stage and a manifest; ``current`` names the one being served and is
replaced in one step, so a reader sees the old release or the new one, never half of either.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from daogou import __version__
from daogou.core.errors import NotBuilt, NotFound
from daogou.core.files import link_tree, read_json, replacing, sha256_of, write_json

FORMAT = 2  # of a release on disk; an older one is built anew, never misread


@dataclass(frozen=True)
class Release:
    """One published release."""

    id: str
    folder: Path

    def stage(self, name: str) -> Path:
        """The folder that a stage filled."""
        return self.folder / name

    def manifest(self) -> Mapping[str, Any]:
        """Versions, fingerprints of the stages, sha256 of every file."""
        manifest: Mapping[str, Any] = read_json(self.folder / "manifest.json")
        return manifest

    def refuse_other_format(self) -> None:
        """Raises NotBuilt where this version of Daogou would misread what is there."""
        written = self.manifest().get("format")
        if written != FORMAT:
            shop = self.folder.parent.parent
            raise NotBuilt(
                f"Release {self.id} is of format {written}; this version of Daogou reads format {FORMAT}.",
                hint=f"Make a new one with: daogou build {shop}",
            )

    def report(self) -> Mapping[str, Any]:
        """Counts, what each stage cost, what the doctor found."""
        report: Mapping[str, Any] = read_json(self.folder / "report.json")
        return report


class Releases:
    """The releases of the shop in a folder."""

    def __init__(self, shop: Path) -> None:
        self._folder = shop / "releases"
        self._current = shop / "current"

    def ids(self) -> list[str]:
        """Published releases, oldest first."""
        return sorted(p.parent.name for p in self._folder.glob("[!.]*/manifest.json"))

    def current_id(self) -> str:
        """The id of the release being served, or an empty string."""
        try:
            return self._current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def current(self) -> Release:
        """The release being served.

        Raises:
            NotBuilt: there is none yet, or another version of Daogou wrote it in another format.
        """
        chosen = self.current_id()
        if chosen not in self.ids():
            raise NotBuilt(
                f"The shop in {self._current.parent} has no release yet.",
                hint=f"Make one with: daogou build {self._current.parent}",
            )
        release = self.get(chosen)
        release.refuse_other_format()
        return release

    def get(self, release_id: str) -> Release:
        """One release.

        Raises:
            NotFound: no such release.
        """
        if release_id not in self.ids():
            there = ", ".join(self.ids()) or "none"
            raise NotFound(f"No release {release_id!r}. There are: {there}.")
        return Release(release_id, self._folder / release_id)

    def publish(
        self, stages: Mapping[str, Path], manifest: Mapping[str, Any], report: Mapping[str, Any]
    ) -> Release:
        """Gather finished stages into a new release and make it current."""
        self.sweep()
        release_id = self._new_id()
        partial = self._folder / f".{release_id}.partial"
        for name, folder in stages.items():
            link_tree(folder, partial / name)
        write_json(partial / "report.json", report)
        hashes = {
            str(f.relative_to(partial)): sha256_of(f) for f in sorted(partial.rglob("*")) if f.is_file()
        }
        about = {"format": FORMAT, "daogou": __version__, "id": release_id, "files": hashes}
        write_json(partial / "manifest.json", {**manifest, **about})
        os.rename(partial, self._folder / release_id)
        self.make_current(release_id)
        return self.get(release_id)

    def make_current(self, release_id: str) -> Release:
        """Serve that release from now on.

        Raises:
            NotFound: no such release.
        """
        release = self.get(release_id)
        with replacing(self._current) as file:
            file.write_text(release_id + "\n", encoding="utf-8")
        return release

    def previous(self) -> Release:
        """The release before the current one.

        Raises:
            NotFound: there is none.
        """
        before = [i for i in self.ids() if i < self.current_id()]
        if not before:
            raise NotFound("There is no earlier release to go back to.")
        return self.get(before[-1])

    def prune(self, keep: int) -> list[str]:
        """Delete the oldest releases, never the current one; the ids that went."""
        gone = [i for i in self.ids()[:-keep] if i != self.current_id()]
        for release_id in gone:
            shutil.rmtree(self._folder / release_id)
        return gone

    def sweep(self) -> None:
        """Delete what a killed build left half gathered."""
        for partial in self._folder.glob(".*.partial"):
            shutil.rmtree(partial)

    def _new_id(self) -> str:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        taken = [i for i in self.ids() if i.startswith(stamp)]
        return f"{stamp}-{len(taken):02d}"


def damaged_files(release: Release) -> list[str]:
    """Files of a release whose bytes are not those that were published."""
    files: Mapping[str, str] = release.manifest()["files"]
    return [
        name
        for name, digest in files.items()
        if not (release.folder / name).is_file() or sha256_of(release.folder / name) != digest
    ]
