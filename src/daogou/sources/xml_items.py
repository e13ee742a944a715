"""The items of an XML feed, one at a time.

Each is cut out and parsed alone, so that a broken one is refused alone.

Document types and entity declarations are refused for the whole file: a feed needs none, and entities that
expand into entities fill any memory.
"""

import codecs
import html
import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection
from daogou.sources.encodings import encoding_of
from daogou.sources.records import Row
from daogou.sources.refusal import Refused

CHUNK_BYTES = 65_536
MAX_ITEM = 2_000_000  # characters of one product; the largest of Google's fields has 5,000
MAX_PROLOGUE = 1_000_000  # before the first item: the shop's name and address

_OPEN = re.compile(r"<(item|entry)(?=[\s>])")
_DECLARES = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")


def xml_items(path: Path) -> Iterator[Row | Rejection]:
    """Every ``item`` (RSS) or ``entry`` (Atom): names of its children without prefix -> text.

    Raises:
        BadFeed: no XML with items, or one that declares entities.
    """
    blocks = _blocks(path)
    namespaces = _namespaces(path, next(blocks)[1])
    is_empty = True
    for line, text, fault in blocks:
        is_empty = False
        try:
            if fault:
                raise Refused("row", text, fault, "export the feed again")
            yield Row(line, _children(_parsed(text, namespaces)))
        except Refused as refusal:
            yield refusal.at(line)
    if is_empty:
        raise BadFeed(
            f"{path.name} holds no <item> and no <entry>.",
            hint="Google Merchant feeds are RSS 2.0 or Atom; other XML can be turned into CSV or JSON Lines.",
        )


def _namespaces(path: Path, prologue: str) -> str:
    if declared := _DECLARES.search(prologue):
        raise BadFeed(
            f"{path.name} declares a document type or entities (<!{declared.group(1)}), which is refused.",
            hint="Leave the declaration out: a feed needs none.",
        )
    found = {match.group().split("=")[0].strip(): match.group() for match in _NAMESPACE.finditer(prologue)}
    found.setdefault("xmlns:g", ' xmlns:g="http://base.google.com/ns/1.0"')
    return "".join(found.values())


def _blocks(path: Path) -> Iterator[tuple[int, str, str]]:
    """First the prologue, then every item: line, text, and what is wrong with it."""
    text, line, is_prologue = "", 1, True
    for chunk in _chunks(path):
        text += chunk
        while (found := _OPEN.search(text)) or len(text) > MAX_PROLOGUE:
            start = found.start() if found else len(text) - 10  # a tag may be cut in two
            if is_prologue:
                yield line, text[:start], ""
                is_prologue = False
            line += text.count("\n", 0, start)
            text = text[start:]
            if not found:
                break
            cut = _end(text, found.group(1))
            if cut is None:
                break
            end, fault = cut
            yield line, text[:end], fault
            line += text.count("\n", 0, end)
            text = text[end:]
    if is_prologue:
        yield line, text, ""
    elif _OPEN.match(text):
        yield line, text, "is cut off"


def _end(text: str, tag: str) -> tuple[int, str] | None:
    """Where the item that the text begins with ends, and its fault; None if more text is needed."""
    close = re.search(rf"</{tag}\s*>", text)
    following = _OPEN.search(text, 1, close.start() if close else len(text))
    if following and following.group(1) == tag:
        return following.start(), "is cut off"
    if close:
        return close.end(), "is too long" if close.end() > MAX_ITEM else ""
    return (len(text), "is too long") if len(text) > MAX_ITEM else None


def _chunks(path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(_encoding(path))(errors="replace")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _encoding(path: Path) -> str:
    """The declared one, but the bytes' own where it says UTF-8 or nothing: exporters often say so wrongly."""
    with path.open("rb") as file:
        declared = _ENCODING.search(file.read(200))
    name = declared.group(1).decode("ascii").casefold() if declared else ""
    if name in ("", "utf-8", "utf8"):
        return encoding_of(path)
    names = {"gbk": "gb18030", "gb2312": "gb18030", "iso-8859-1": "cp1252", "utf-16": "utf-16"}
    try:
        "".encode(known := names.get(name, name))
    except LookupError:
        raise BadFeed(
            f"{path.name} says its encoding is {name!r}, which is unknown.", hint="Save it as UTF-8."
        ) from None
    return known


def _parsed(text: str, namespaces: str) -> Element:
    if "\N{REPLACEMENT CHARACTER}" in text or "\0" in text:
        raise Refused("row", text, "holds unreadable characters", "save the feed as UTF-8")
    named = _ENTITY.sub(_plain_entity, text)
    try:
        wrapper: Element = fromstring(f"<feed{namespaces}>{named}</feed>", forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(
            "row", text, "is no well-formed XML", f"{error}; write & as &amp; and < as &lt;"
        ) from None
    return wrapper[0]


def _plain_entity(found: re.Match[str]) -> str:
    """``&nbsp;`` and its like are HTML, not XML, but feeds are full of them; &lt; and &amp; stay."""
    name = found.group(1)
    if name in ("lt", "gt", "amp", "quot", "apos") or f"{name};" not in html5:
        return found.group()
    return html.escape(html5[f"{name};"])


def _children(item: Element) -> dict[str, Any]:
    """Name -> text, or a list where a name is there several times; elements with children as objects."""
    found: dict[str, Any] = {}
    for child in item:
        name = child.tag.rpartition("}")[2]
        value = _value(child)
        if name not in found:
            found[name] = value
        else:
            before = found[name]
            found[name] = [*before, value] if isinstance(before, list) else [before, value]
    return found


def _value(child: Element) -> Any:
    if len(child):
        return {inner.tag.rpartition("}")[2]: (inner.text or "").strip() for inner in child}
    return (child.text or child.get("href") or "").strip()
