"""Pictures as local files: those of the shop's folder, and those behind URLs, kept in a cache."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from daogou.core.errors import BadPicture, NotFound, RefusedAddress, ShopError
from daogou.core.progress import SILENT, Progress
from daogou.core.settings import FeedSection, PicturesSection
from daogou.sources.fetching import Fetcher

AT_ONCE = 8  # downloads: hosts answer in tens of milliseconds and dislike more from one client
WAITING = 64  # results held ready; bounds what an interrupted fetch leaves undone


def picture_folder(shop: Path, feed: FeedSection) -> Path:
    """Where relative paths of pictures begin: ``[feed] pictures``, else the shop's own folder."""
    return shop / feed.pictures if feed.pictures else shop


class PictureSource:
    """Turns a picture's source into a file that can be opened.

    ``folder``: where relative paths begin (``picture_folder``). ``cache_folder``: where downloads are kept,
    named by their URL; delete it to fetch anew. Threads may share one.
    """

    def __init__(
        self, folder: Path, cache_folder: Path, settings: PicturesSection, *, fetcher: Fetcher | None = None
    ) -> None:
        self._folder = folder.resolve()
        self._cache_folder = cache_folder
        self._settings = settings
        self._fetcher = fetcher or Fetcher(settings)

    def local_file(self, source: str) -> Path:
        """The picture's file; downloaded first if it is a URL that is not in the cache.

        Raises:
            RefusedAddress: a path out of the folder, or a URL into private address space.
            NotFound: no such file.
            BadPicture: larger than allowed, or no picture.
            FetchFailed: the download did not succeed.
        """
        if "://" in source:
            return self._downloaded(source)
        file = self._inside(source)
        if file.stat().st_size > self._settings.max_bytes:
            limit = self._settings.max_bytes
            raise BadPicture(
                f"{source} is larger than {limit} bytes.", hint="Raise max_bytes under [pictures]."
            )
        return file

    def fetch_all(
        self, sources: Iterable[str], progress: Progress = SILENT
    ) -> Iterator[tuple[str, Path | ShopError]]:
        """Every source with its file, or with why there is none; in order, several downloads at once."""
        yield from in_order(self._attempt, sources, progress)

    def close(self) -> None:
        """Close kept connections."""
        self._fetcher.close()

    def _attempt(self, source: str) -> Path | ShopError:
        try:
            return self.local_file(source)
        except ShopError as error:
            return error

    def _inside(self, source: str) -> Path:
        try:
            file = (self._folder / source).resolve()
            is_there = file.is_file()
        except (OSError, ValueError) as error:  # a name too long or with a NUL is no file
            raise NotFound(
                f"There is no picture {source[:200]!r}.", hint="Check the feed's picture column."
            ) from error
        if not file.is_relative_to(self._folder):
            raise RefusedAddress(
                f"{source!r} leads out of the picture folder {self._folder}.",
                hint="Set pictures under [feed] in shop.toml to the folder that the pictures are in.",
            )
        if not is_there:
            raise NotFound(
                f"There is no picture {source!r} in {self._folder}.",
                hint="Check the file, or set pictures under [feed] in shop.toml.",
            )
        return file

    def _downloaded(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        target = self._cache_folder / name[:2] / name  # 256 folders: listing one stays quick with a million
        if not target.is_file():
            self._fetcher.fetch(url, target)
        return target


def in_order(
    work: Callable[[str], Path | ShopError], sources: Iterable[str], progress: Progress
) -> Iterator[tuple[str, Path | ShopError]]:
    """(source, result) in the order given, ``AT_ONCE`` at a time; an interrupt ends after those under way."""
    remaining = iter(sources)
    progress.start("pictures", len(sources) if isinstance(sources, Sized) else None)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="picture") as pool:
        waiting = [(s, pool.submit(work, s)) for s in islice(remaining, WAITING)]
        try:
            while waiting:
                source, future = waiting.pop(0)
                yield source, future.result()
                progress.advance()
                waiting.extend((s, pool.submit(work, s)) for s in islice(remaining, 1))
        finally:
            for _, future in waiting:
                future.cancel()
            progress.finish()
