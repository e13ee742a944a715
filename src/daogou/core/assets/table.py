"""The table of assets, read from assets.toml beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.core.errors import MissingAsset
from daogou.core.roles import nearest


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. ``sources``: each a tuple of parts to be joined, mostly one."""

    name: str
    file: str
    bytes: int
    sha256: str
    licence: str
    used_for: str
    sources: tuple[tuple[str, ...], ...]


@cache
def assets() -> dict[str, Asset]:
    """All assets by name."""
    table = tomllib.loads(files(__package__).joinpath("assets.toml").read_text(encoding="utf-8"))
    return {name: _asset(name, row) for name, row in table.items()}


def asset(name: str) -> Asset:
    """One asset.

    Raises:
        MissingAsset: no such name in the table.
    """
    if name not in assets():
        close = nearest(name, list(assets()))
        raise MissingAsset(
            f"No asset {name!r}. There are: {', '.join(assets())}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
    return assets()[name]


def _asset(name: str, row: dict[str, object]) -> Asset:
    fields = dict(row)
    sources = fields.pop("sources")
    assert isinstance(sources, list)
    joined = tuple((s,) if isinstance(s, str) else tuple(s) for s in sources)
    return Asset(name=name, sources=joined, **fields)  # type: ignore[arg-type]  # checked by a test
