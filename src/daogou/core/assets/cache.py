"""Assets on this machine: found, fetched, checked."""

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from daogou.core.assets.sources import FETCHERS, Fetcher
from daogou.core.assets.table import Asset, asset
from daogou.core.errors import CorruptAsset, FetchFailed, MissingAsset
from daogou.core.files import sha256_of
from daogou.core.progress import SILENT, Progress

CHUNK_BYTES = 1 << 20


def home() -> Path:
    """Where assets are kept: ``$DAOGOU_HOME``, else ``daogou`` in the user's cache folder."""
    given = os.environ.get("DAOGOU_HOME")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(given) if given else Path(cache) / "daogou"


def location(wanted: Asset) -> Path:
    """Where the asset lies, or would; the hash is in the path, so versions never mix."""
    return home() / "assets" / wanted.sha256[:16] / wanted.file


def is_present(wanted: Asset) -> bool:
    """Whether the whole file is here; its hash is checked by ``verify`` and before use."""
    file = location(wanted)
    return file.is_file() and file.stat().st_size == wanted.bytes


def verify(wanted: Asset) -> bool:
    """Whether the file is here and its hash is right."""
    return is_present(wanted) and sha256_of(location(wanted)) == wanted.sha256


def asset_path(name: str, *, progress: Progress = SILENT) -> Path:
    """The checked local file of an asset, fetched first if it is not here.

    Raises:
        MissingAsset: no such asset, or no source gave it; the message says what each answered.
        CorruptAsset: a source gave other bytes.
    """
    wanted = asset(name)
    return location(wanted) if verify(wanted) else pull(wanted, progress=progress)


def asset_folder(name: str, *, progress: Progress = SILENT) -> Path:
    """The unpacked folder of an asset that is a tar archive.

    Raises:
        MissingAsset: as ``asset_path``.
    """
    archive = asset_path(name, progress=progress)
    folder = archive.parent / "unpacked"
    if not folder.is_dir():
        with tempfile.TemporaryDirectory(dir=archive.parent) as work:
            with tarfile.open(archive) as tar:
                tar.extractall(work, filter="data")
            _move(Path(work), folder)
    return folder


def asset_set(names: Sequence[str], *, progress: Progress = SILENT) -> Path:
    """A folder in which several assets lie side by side under their own names: a model of several files.

    They are hard links, so they take no room; where the disk has none, copies.

    Raises:
        MissingAsset: as ``asset_path``.
    """
    checked = [asset_path(name, progress=progress) for name in names]
    key = hashlib.sha256("".join(asset(name).sha256 for name in names).encode()).hexdigest()[:16]
    folder = home() / "sets" / key
    folder.mkdir(parents=True, exist_ok=True)
    for file in checked:
        _placed(file, folder / file.name)
    return folder


def _placed(file: Path, target: Path) -> None:
    """Make ``target`` the same file: a damaged one that was fetched anew must not live on here."""
    if target.exists() and target.samefile(file):
        return
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        link = Path(work) / file.name
        try:
            os.link(file, link)
        except OSError:  # a disk without hard links
            shutil.copyfile(file, link)
        os.replace(link, target)


def _move(work: Path, folder: Path) -> None:
    filled = work / "filled"
    filled.mkdir()
    for item in [p for p in work.iterdir() if p != filled]:
        item.rename(filled / item.name)
    try:
        filled.rename(folder)
    except OSError:
        if not folder.is_dir():  # another process was faster: its result is the same
            raise


def pull(wanted: Asset, *, progress: Progress = SILENT, fetchers: Mapping[str, Fetcher] = FETCHERS) -> Path:
    """Fetch an asset from the first source that answers.

    A download that breaks off leaves nothing behind that could be taken for the file.

    Raises:
        MissingAsset: no source gave it.
        CorruptAsset: the only answers had other bytes.
    """
    target = location(wanted)
    target.parent.mkdir(parents=True, exist_ok=True)
    answers: list[str] = []
    corrupt = False
    for parts in wanted.sources:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix="partial-") as work:
            try:
                file = _joined(parts, Path(work), wanted, progress, fetchers)
            except FetchFailed as error:
                answers.append(f"{parts[0]}: {error.message}")
                continue
            found = sha256_of(file)
            if found == wanted.sha256:
                os.replace(file, target)
                return target
            corrupt = True
            answers.append(f"{parts[0]}: sha256 {found}, expected {wanted.sha256}")
    kind = CorruptAsset if corrupt else MissingAsset
    raise kind(
        f"{wanted.name} could not be fetched. " + "; ".join(answers),
        hint=f"Place the file at {target} yourself, or fetch it on another machine: daogou models pull",
    )


def _joined(
    parts: tuple[str, ...], work: Path, wanted: Asset, progress: Progress, fetchers: Mapping[str, Fetcher]
) -> Path:
    progress.start(f"Fetching {wanted.name}", wanted.bytes)
    try:
        files = [_fetch(part, work / str(n), fetchers, progress.advance) for n, part in enumerate(parts)]
    finally:
        progress.finish()
    if len(files) == 1:
        return files[0]
    joined = work / "joined"
    with joined.open("wb") as out:
        for file in files:
            with file.open("rb") as part_stream:
                shutil.copyfileobj(part_stream, out, CHUNK_BYTES)
    return joined


def _fetch(source: str, work: Path, fetchers: Mapping[str, Fetcher], advance: Callable[[int], None]) -> Path:
    scheme, _, where = source.partition(":")
    if scheme not in fetchers:
        raise FetchFailed(f"unknown scheme {scheme!r}; there are: {', '.join(fetchers)}")
    work.mkdir()
    return fetchers[scheme](where, work, advance)
