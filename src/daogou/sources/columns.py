"""From a feed's columns to our fields: by name, or by the shop's own mapping.

A mapping's value is a column's name (``product_name``), a text with columns in braces
(``images/{id}.jpg``), or several of either joined by `` > `` for a category path
(``masterCategory > articleType``) or by ``|`` for pictures (``front|back``).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from daogou.core.errors import BadFeed
from daogou.core.roles import nearest
from daogou.sources.fields import field_names, fields_of, is_field, key, known_names
from daogou.sources.records import Record, Row

Getter = Callable[[Mapping[str, Any]], Any]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_JOINTS = {"category": ">", "picture": "|", "pictures": "|", "videos": "|", "models": "|"}
MAX_LAYOUTS = 1_000  # sets of columns remembered; JSON records of one feed have a handful


class Columns:
    """How the rows of one feed become records.

    Raises:
        BadFeed: the mapping names an unknown field.
    """

    def __init__(self, mapping: Mapping[str, str]) -> None:
        for field in mapping:
            if not is_field(field):
                close = nearest(field, field_names())
                raise BadFeed(
                    f"[feed] columns: there is no field {field!r}; there are: {', '.join(field_names())}.",
                    hint=f"Did you mean {close!r}?" if close else "",
                )
        self._mapping = dict(mapping)
        self._layouts: dict[tuple[str, ...], list[tuple[str, Getter]]] = {}

    def record(self, row: Row) -> Record:
        """The row in our words, without what is empty."""
        found = ((field, get(row.cells)) for field, get in self.layout(tuple(row.cells)))
        return Record(row.line, {field: value for field, value in found if value not in (None, "", [])})

    def check(self, names: Sequence[str]) -> None:
        """Refuse a table whose columns cannot make products.

        Raises:
            BadFeed: a mapped column is not there, or nothing gives the id or the title.
        """
        for field, source in self._mapping.items():
            for column in _columns_in(field, source, names):
                if column not in names:
                    raise _no_column(field, column, names)
        fields = {field for field, _ in self.layout(tuple(names))}
        titles = {"title", "title.en", "title.zh"}
        for needed, found in (("id", "id" in fields), ("title", bool(titles & fields))):
            if not found:
                raise _no_field(needed, names)

    def layout(self, names: tuple[str, ...]) -> list[tuple[str, Getter]]:
        """For each field that these columns give, how to get it out of a row's cells."""
        if names not in self._layouts:
            if len(self._layouts) >= MAX_LAYOUTS:
                self._layouts.clear()
            self._layouts[names] = self._make(names)
        return self._layouts[names]

    def own(self, names: tuple[str, ...]) -> list[tuple[str, Getter]]:
        """Only what the shop's mapping says, for formats whose other fields have fixed places."""
        return [(field, _getter(field, source, names)) for field, source in self._mapping.items()]

    def _make(self, names: tuple[str, ...]) -> list[tuple[str, Getter]]:
        mapped = {field: _getter(field, source, names) for field, source in self._mapping.items()}
        claimed = {source for source in self._mapping.values() if source in names}
        return [*mapped.items(), *_by_name([n for n in names if n not in claimed], set(mapped))]


def _by_name(names: list[str], taken: set[str]) -> list[tuple[str, Getter]]:
    """Best names first; each column serves one field, each field is served by one column."""
    wishes = [(place, at, field, n) for at, n in enumerate(names) for place, field in fields_of(n)]
    order = {"id": -1}  # a lone `sku` column is the id
    chosen: dict[str, str] = {}
    used: set[str] = set()
    for _, _, field, name in sorted(wishes, key=lambda w: (order.get(w[2], 0), w[0], w[1])):
        if field not in taken and field not in chosen and name not in used:
            chosen[field] = name
            used.add(name)
    return [(field, _column(name)) for field, name in chosen.items()]


def _column(name: str) -> Getter:
    return lambda cells: cells.get(name)


def _getter(field: str, source: str, names: Sequence[str]) -> Getter:
    if source in names:
        return _column(source)
    joint = _JOINTS.get(field)
    parts = [p.strip() for p in source.split(joint)] if joint else [source]
    getters = [_filled(part) if _PLACEHOLDER.search(part) else _column(part) for part in parts]
    if len(getters) == 1:
        return getters[0]

    def several(cells: Mapping[str, Any]) -> list[Any]:
        found = (get(cells) for get in getters)
        return [value for value in found if value not in (None, "")]

    return several


def _filled(template: str) -> Getter:
    """The text with its placeholders filled in; nothing if one of them is empty."""
    names = _PLACEHOLDER.findall(template)

    def fill(cells: Mapping[str, Any]) -> str:
        values = {name: cells.get(name) for name in names}
        if any(value in (None, "") for value in values.values()):
            return ""
        return _PLACEHOLDER.sub(lambda found: str(values[found.group(1)]).strip(), template)

    return fill


def _columns_in(field: str, source: str, names: Sequence[str]) -> list[str]:
    if source in names:
        return [source]
    if placeholders := _PLACEHOLDER.findall(source):
        return placeholders
    joint = _JOINTS.get(field)
    return [part.strip() for part in source.split(joint)] if joint else [source]


def _no_column(field: str, column: str, names: Sequence[str]) -> BadFeed:
    close = nearest(column, list(names))
    return BadFeed(
        f"[feed] columns: {field!r} is mapped to {column!r}, but the feed's columns are: {_listed(names)}.",
        hint=f"Did you mean {close!r}?" if close else "A text may hold columns in braces: images/{id}.jpg",
    )


def _no_field(field: str, names: Sequence[str]) -> BadFeed:
    keys = {key(name): name for name in names if key(name)}
    for known in known_names():
        close = nearest(key(known), list(keys))
        if close and (0, field) in [(0, f) for _, f in fields_of(known)]:
            guess = keys[close]
            break
    else:
        guess = names[0] if names else "..."
    return BadFeed(
        f"No column gives the {field}; the feed's columns are: {_listed(names)}.",
        hint=f'Say which one does in shop.toml, under [feed]: columns = {{"{field}" = "{guess}"}}',
    )


def _listed(names: Sequence[str]) -> str:
    shown = [name[:40] for name in names[:40]]  # a binary file read as a table has thousands
    return ", ".join(shown) + (f" and {len(names) - 40} more" if len(names) > 40 else "")
