"""The nodes of JSON-LD, wherever they are: a .json file, one document a line, or scripts in an HTML page."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection
from daogou.sources.encodings import encoding_of
from daogou.sources.markup import scripts
from daogou.sources.records import Row
from daogou.sources.refusal import Refused

MAX_BYTES = 67_108_864  # a JSON document is parsed whole and takes about ten times its size in memory
MAX_NESTING = 20  # lists within graphs within lists; real pages have three
_NODE = re.compile(r'\{\s*"@(?:context|id|type|graph)"')
_SPACE = re.compile(r"[\s,]*")


def nodes(path: Path) -> Iterator[Row | Rejection]:
    """Every object with a ``@type`` at the top, in an ``@graph``, an ``ItemList`` or a list.

    Raises:
        BadFeed: the file is too large to be parsed whole.
    """
    if path.stat().st_size > MAX_BYTES:
        raise BadFeed(
            f"{path.name} has {path.stat().st_size} bytes; JSON-LD is read up to {MAX_BYTES}.",
            hint='Split it, or write one product a line and read it with format = "jsonl".',
        )
    text = path.read_bytes().decode(encoding_of(path), errors="replace")
    is_page = text.lstrip("\ufeff \t\r\n").startswith("<")
    for line, block in scripts(text, "application/ld+json") if is_page else [(1, text)]:
        yield from _in_block(block, line)


def _in_block(text: str, first_line: int) -> Iterator[Row | Rejection]:
    """Documents that follow each other; where one is broken, reading goes on at the next node."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = _SPACE.match(text.lstrip("\ufeff"), 0).end()  # type: ignore[union-attr]  # matches nothing too
    is_whole = True
    while at < len(text):
        line = first_line + text.count("\n", 0, at)
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            if is_whole and (start := _inside_list(text, at)):
                at, is_whole = start, False  # one broken element must not take the list with it
                continue
            following = _NODE.search(text, at + 1)
            yield _broken(text[at : following.start() if following else None], error).at(line)
            at = following.start() if following else len(text)
            is_whole = False
            continue
        yield from (Row(line, node) for node in _unfolded(value))
        at = _SPACE.match(text, end).end()  # type: ignore[union-attr]
        if not is_whole and (rest := re.compile(r"[\s,\]}]*").match(text, at)):
            at = rest.end()  # what closes the list
    return


def _inside_list(text: str, at: int) -> int:
    """Where the first element of the document's list or graph begins; 0 if it is a single node."""
    opened = re.compile(
        r'\s*(?:\[|\{(?:[^{}\[\]]|\{[^{}]*\})*?"(?:@graph|itemListElement)"\s*:\s*\[)\s*'
    ).match(text, at)
    return opened.end() if opened else 0


def _broken(text: str, error: Exception) -> Refused:
    if isinstance(error, RecursionError):
        return Refused("row", text.strip(), "is nested too deep", "give one object a product")
    return Refused("row", text.strip(), "is no valid JSON", str(error)[:200])


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")


def _unfolded(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Nodes out of lists, graphs, item lists and pages about one thing."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for element in value:
            yield from _unfolded(element, depth + 1)
    elif isinstance(value, Mapping):
        inner = [value[name] for name in ("@graph", "itemListElement", "item", "mainEntity") if name in value]
        for part in inner:
            yield from _unfolded(part, depth + 1)
        if not inner or "offers" in value:
            yield value
