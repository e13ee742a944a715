"""The lines of a text file, one at a time, each with what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

MAX_LINE_BYTES = 4_194_304  # one product with all its variants and texts; the largest of any sample is 60 KB


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` counts from 1; ``text`` keeps its line end; ``fault`` is empty if the line is sound."""

    number: int
    text: str
    fault: str = ""
    suggestion: str = ""


def text_lines(path: Path, encoding: str) -> Iterator[Line]:
    """Every line of the file, in memory one at a time; lines that are too long are cut and at fault."""
    if encoding == "utf-16":
        with path.open(encoding=encoding, errors="replace", newline="\n") as file:
            yield from _decoded(file)
        return
    with path.open("rb") as raw:
        yield from _decoding(raw, encoding)


def _decoding(file: BinaryIO, encoding: str) -> Iterator[Line]:
    number = 0
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    while chunk := file.readline(MAX_LINE_BYTES):
        number += 1
        if number == 1 and encoding == "utf-8-sig":
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
        too_long = len(chunk) == MAX_LINE_BYTES and not chunk.endswith(b"\n")
        if too_long:
            _skip_to_line_end(file)
        yield _line(number, chunk, codec, too_long)


def _skip_to_line_end(file: BinaryIO) -> None:
    while (rest := file.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _line(number: int, chunk: bytes, codec: str, too_long: bool) -> Line:
    try:
        text = chunk.decode(codec)
        fault, suggestion = "", ""
    except UnicodeDecodeError:
        text = chunk.decode(codec, errors="replace")
        fault, suggestion = f"holds bytes that are not {_SHOWN[codec]}", "save the feed as UTF-8"
    return _checked(number, text, fault, suggestion, too_long)


_SHOWN = {"utf-8": "UTF-8", "gb18030": "GB 18030", "cp1252": "Latin-1"}


def _checked(number: int, text: str, fault: str, suggestion: str, too_long: bool) -> Line:
    if too_long:
        limit = f"a line may have {MAX_LINE_BYTES} bytes"
        return Line(number, text, "is too long a line", limit)
    if "\0" in text:
        return Line(
            number, text, "holds NUL characters", "the file was cut off or is not text; export it again"
        )
    return Line(number, text, fault, suggestion)


def _decoded(file: TextIO) -> Iterator[Line]:
    number = 0
    while text := file.readline(MAX_LINE_BYTES):
        number += 1
        too_long = len(text) == MAX_LINE_BYTES and not text.endswith("\n")
        while too_long and (rest := file.readline(MAX_LINE_BYTES)) and not rest.endswith("\n"):
            pass
        broken = "\N{REPLACEMENT CHARACTER}" in text
        fault = "holds bytes that are not UTF-16" if broken else ""
        yield _checked(number, text, fault, "save the feed as UTF-8" if broken else "", too_long)
