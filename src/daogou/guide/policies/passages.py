"""A policy page cut into passages: a paragraph, an item of a list, a row of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.product import Language
from daogou.guide.answer import Evidence
from daogou.guide.floor import Shop
from daogou.language.detect import detect

LONGEST = 320  # characters of a passage that is shown whole; a longer paragraph is cut between sentences

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+(.+)")
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_ROW = "\x1e"  # ASCII's record separator: no page has it
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")


@dataclass(frozen=True, slots=True)
class Passage:
    """``page``: its name; ``title`` the page's, ``heading`` the nearest above, "" if none; ``text`` as it
    stands there without Markdown's marks. A row of a table has its columns' names before its cells."""

    page: str
    title: str
    heading: str
    text: str
    language: Language

    @property
    def anchor(self) -> str:
        """The heading as an address has it: ``how-to-return``, ``退款``."""
        return anchor_of(self.heading)

    @property
    def source(self) -> str:
        """``policy:returns#refunds``; the page alone where no heading stands above."""
        return f"policy:{self.page}" + (f"#{self.anchor}" if self.anchor else "")

    @property
    def place(self) -> str:
        """Title and heading."""
        return " › ".join(part for part in (self.title, self.heading) if part)

    @property
    def evidence(self) -> Evidence:
        """What stands there, and where."""
        return Evidence("policy", self.source, f"{self.place}: {self.text}")


def anchor_of(heading: str) -> str:
    """A heading without Markdown's marks, as an address has it."""
    return re.sub(r"\W+", "-", heading.lower()).strip("-")


def shop_passages(shop: Shop, language: Language) -> tuple[Passage, ...]:
    """Of every policy page in that language, else in the shop's first."""
    return tuple(
        passage
        for name, title in shop.policies(language)
        for passage in passages(name, shop.policy(name, language), title)
    )


def passages(page: str, markdown: str, title: str = "") -> Iterator[Passage]:
    """In the page's order; ``title`` of a page that begins with no heading."""
    language = detect(markdown, "en")
    heading, is_first = "", True
    for text in _blocks(markdown.splitlines(), language):
        if found := _HEADING.fullmatch(text):
            title, heading = (_plain(found[1]), "") if is_first else (title, _plain(found[1]))
        else:
            yield from (Passage(page, title, heading, part, language) for part in _parts(_plain(text)))
        is_first = False


def _blocks(lines: list[str], language: Language) -> Iterator[str]:
    """Headings, paragraphs, items and rows, each on one line."""
    joint, open_block = "" if language == "zh" else " ", ""
    for line in (*_rows_told(lines, language), ""):
        item, is_heading = _ITEM.fullmatch(line), bool(_HEADING.fullmatch(line))
        is_row = line.startswith(_ROW)
        if open_block and (not line or item or is_heading or is_row):
            yield open_block
            open_block = ""
        if is_heading or is_row:
            yield line.removeprefix(_ROW)
        elif item:
            open_block = item[1].strip()
        elif line:
            open_block = f"{open_block}{joint}{line}" if open_block else line


def _rows_told(lines: list[str], language: Language) -> Iterator[str]:
    """The lines, with each row of a table below its first in words, behind ``_ROW``."""
    columns = list[str]()
    for line in map(str.strip, lines):
        if not line.startswith("|"):
            columns = []
            yield line
        elif not _RULE.fullmatch(line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if columns:
                yield _ROW + _row(columns, cells, language)
            columns = columns or cells


def _row(columns: list[str], cells: list[str], language: Language) -> str:
    """``Denim: Washing inside out; Drying line``."""
    colon, comma = ("：", "；") if language == "zh" else (": ", "; ")
    told = (f"{name} {cell}" for name, cell in zip(columns[1:], cells[1:], strict=False) if cell.strip())
    return f"{cells[0]}{colon}{comma.join(told)}"


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def _parts(text: str) -> Iterator[str]:
    """The text, cut between sentences where it is long."""
    part = ""
    for sentence in sentences(text) if len(text) > LONGEST else [text]:
        joined = f"{part} {sentence}".strip() if sentence.isascii() else part + sentence
        if part and len(joined) > LONGEST:
            yield part
            joined = sentence
        part = joined
    if part:
        yield part


def sentences(text: str) -> list[str]:
    """In order, each with its full stop; a point inside a number ends none."""
    ends = [found.end() for found in re.finditer(r"[.!?]+(?=\s)|[。！？!?]+|\n+", text)]
    places = zip([0, *ends], [*ends, len(text)], strict=True)
    cut = (text[start:end].strip() for start, end in places)
    return [sentence for sentence in cut if sentence]
