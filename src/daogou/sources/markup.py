"""HTML as the text that a browser would show, in time linear in its length whatever it holds.

The standard library's parser takes minutes for a text of a hundred thousand opening brackets.
"""

import html
import re
from collections.abc import Iterator

_MARKUP = re.compile(r"</?[a-zA-Z!]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_BLOCK_TAGS = "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 hr section article dt dd"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HIDDEN = frozenset(("script", "style", "template"))
_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)


def without_markup(raw: str) -> str:
    """Plain text; a lone ``<`` or ``&`` stays what it is, blocks end a line."""
    if not _MARKUP.search(raw):
        return raw
    return html.unescape("".join(_pieces(raw)))


def _pieces(raw: str) -> Iterator[str]:
    """What lies between the tags. Every search either moves on or ends the work."""
    at = 0
    while (start := raw.find("<", at)) >= 0:
        yield raw[at:start]
        following = raw[start + 1 : start + 2]
        if not (following.isascii() and following.isalpha()) and following not in ("/", "!"):
            yield "<"
            at = start + 1
            continue
        if raw.startswith("<!--", start):
            end = raw.find("-->", start)
            at = end + 3 if end >= 0 else len(raw)
            continue
        end = raw.find(">", start)
        if end < 0:
            return
        name = _name(raw, start)
        if name in _HIDDEN and following != "/":
            closing = re.compile(f"</{name}", re.IGNORECASE).search(raw, end)
            end = raw.find(">", closing.end()) if closing else -1
            if end < 0:
                return
        yield "\n" if name in _BLOCKS else ""
        at = end + 1
    yield raw[at:]


def _name(raw: str, start: int) -> str:
    found = _NAME.match(raw, start + 1)
    return found.group(1).casefold() if found else ""


def scripts(page: str, kind: str) -> Iterator[tuple[int, str]]:
    """The page's scripts of a type, each with the line that it begins on."""
    line, at = 1, 0
    while opened := _SCRIPT.search(page, at):
        end = page.find("</", opened.end())
        while end >= 0 and page[end + 2 : end + 8].casefold() != "script":
            end = page.find("</", end + 2)
        text = page[opened.end() : end if end >= 0 else len(page)]
        line += page.count("\n", at, opened.end())
        if kind in opened.group(1).casefold():
            yield line, text
        line += text.count("\n")
        at = opened.end() + len(text)
