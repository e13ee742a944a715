"""What the beginning of a file looks like; each format's ``recognises`` is made of these."""

import codecs
import csv
import json
from pathlib import Path

from daogou.sources.delimited import delimiter_of
from daogou.sources.encodings import encoding_of
from daogou.sources.fields import key

HEAD_BYTES = 65_536  # what the Feed contract allows to be read


def head_of(path: Path) -> str:
    """The file's beginning as text; empty where it is no text."""
    with path.open("rb") as file:
        raw = file.read(HEAD_BYTES)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="ignore")
    if b"\0" in raw[:1024]:
        return ""
    return raw.decode(encoding_of(path), errors="ignore").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def columns_of(head: str) -> list[str]:
    """The names in a table's first line, as they are compared."""
    line = head.partition("\n")[0].strip("\r")
    names = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    return [key(name) for name in names]


def looks_like_table(head: str) -> bool:
    """Several columns whose names are no JSON and no markup."""
    return head.lstrip()[:1] not in ("", "{", "[", "<") and len(columns_of(head)) > 1


def looks_like_json_lines(head: str) -> bool:
    """The first line is an object by itself; a line longer than the head only has to begin like one."""
    line, ended, _ = head.lstrip().partition("\n")
    if not line.startswith("{"):
        return False
    try:
        value = json.loads(line)
    except ValueError:
        return not ended and len(head) > HEAD_BYTES // 4  # UTF-8 takes up to four bytes a character
    except RecursionError:
        return False
    return isinstance(value, dict) and "@context" not in value
