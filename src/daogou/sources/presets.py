"""Column mappings of known formats, cut down to the columns that a file really has."""

from collections.abc import Mapping, Sequence

Preset = Mapping[str, tuple[str, ...]]  # field -> the names that the format gave it over the years


def mapping_of(preset: Preset, names: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    """Field -> the first of its names that is among the columns; the shop's own mapping goes before."""
    there = {name.casefold(): name for name in names}
    found = {}
    for field, known in preset.items():
        for name in known:
            if name.casefold() in there:
                found[field] = there[name.casefold()]
                break
    return {**found, **own}
