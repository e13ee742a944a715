"""Word vectors from a file, in the formats that Word2Vec and GloVe made common.

- Word2Vec text: a first line ``count dim``, then ``word v1 v2 …`` a line.
- GloVe text: the same without the first line.
- Word2Vec binary: the first line, then ``word``, a space, ``dim`` float32 in little-endian order.

All three are ordered from frequent to rare words, which ``word_average`` uses.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption

Entry = tuple[str, NDArray[np.float32]]


@dataclass(frozen=True)
class WordTable:
    """``rows``: word -> row of ``vectors``, float32 [n, dim]; frequent words first."""

    rows: dict[str, int]
    vectors: NDArray[np.float32]


def read_word_table(file: Path, *, limit: int = 0) -> WordTable:
    """Read a file of word vectors, plain or gzipped; only the first ``limit`` words if it is not 0.

    Raises:
        BadOption: no such file, or not word vectors in one of the known formats.
    """
    if not file.is_file():
        raise BadOption(f"There is no file of word vectors at {file}.", hint="Check the option 'path'.")
    try:
        with _opened(file) as stream:
            return _table(_entries(stream, is_binary=_is_binary(file)), limit)
    except (ValueError, EOFError, UnicodeDecodeError, OSError) as error:
        raise BadOption(
            f"{file} is no file of word vectors: {error}.",
            hint="Known: Word2Vec text (.txt, .vec), Word2Vec binary (.bin), GloVe text; also as .gz.",
        ) from error


def _table(entries: Iterator[Entry], limit: int) -> WordTable:
    rows: dict[str, int] = {}
    vectors: list[NDArray[np.float32]] = []
    for word, vector in entries:
        if word not in rows:  # some published files hold a word twice; the first is the frequent one
            rows[word] = len(vectors)
            vectors.append(vector)
        if len(vectors) == limit:
            break
    if not vectors:
        raise ValueError("it is empty")
    return WordTable(rows, np.stack(vectors))


def _opened(file: Path) -> IO[bytes]:
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")  # type: ignore[return-value]


def _is_binary(file: Path) -> bool:
    return ".bin" in file.suffixes[-2:]


def _entries(stream: IO[bytes], *, is_binary: bool) -> Iterator[Entry]:
    first = stream.readline()
    header = first.split()
    has_header = len(header) == 2 and all(part.isdigit() for part in header)
    if is_binary:
        if not has_header:
            raise ValueError("the first line of a binary file must be 'count dim'")
        yield from _binary(stream, int(header[0]), int(header[1]))
        return
    dim = int(header[1]) if has_header else len(first.rstrip().split(b" ")) - 1
    if not has_header:
        yield _line(first, dim, 1)
    for number, line in enumerate(stream, start=2):
        if line.strip():
            yield _line(line, dim, number)


def _line(line: bytes, dim: int, number: int) -> Entry:
    # from the right, because GloVe's 840B file has "words" with spaces in them
    word, *values = line.rstrip().rsplit(b" ", dim)
    if len(values) != dim or not word:
        raise ValueError(f"line {number} has {len(values)} numbers where {dim} were expected")
    return word.decode("utf-8", "replace"), np.array(values, dtype=np.float32)


def _binary(stream: IO[bytes], count: int, dim: int) -> Iterator[Entry]:
    for _ in range(count):
        word = _word(stream)
        values = stream.read(4 * dim)  # float32
        if len(values) != 4 * dim:
            raise EOFError(f"it ends within the vector of {word!r}")
        yield word, np.frombuffer(values, dtype="<f4").astype(np.float32)


def _word(stream: IO[bytes]) -> str:
    letters = bytearray()
    while (letter := stream.read(1)) != b" ":
        if not letter:
            raise EOFError("it ends within a word")
        letters += letter
    return letters.decode("utf-8", "replace").lstrip("\n")  # some writers put a line break after a vector
