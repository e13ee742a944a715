"""Who is drawn: measures, skin, hair."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from daogou.sources.demo.studio.drawing import Rgb

Hair = Literal["long", "bob", "bun", "short", "crop", "curls"]


@dataclass(frozen=True)
class Figure:
    """A person by their measures, in cm; ``bust``, ``waist`` and ``hip`` are girths, ``shoulder`` a width."""

    id: str
    names: dict[str, str]
    audience: Literal["women", "men"]
    height: float
    shoulder: float
    bust: float
    waist: float
    hip: float
    skin: Rgb
    hair: Rgb
    style: Hair
    lips: Rgb

    @property
    def unit(self) -> float:
        """So many times as tall as the figure that all heights are given for, of 170 cm."""
        return self.height / 170

    @property
    def chest_half(self) -> float:
        """Half the width of the chest from the front: bodies are about 1.4 times as wide as deep there."""
        return self.bust * 0.162

    @property
    def waist_half(self) -> float:
        """Half the width of the waist."""
        return self.waist * 0.171

    @property
    def hip_half(self) -> float:
        """Half the width of the hips."""
        return self.hip * 0.178


@cache
def figures() -> tuple[Figure, ...]:
    """Everybody, in the order in which the fitting room shows them."""
    table = tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))
    read = TypeAdapter(Figure).validate_python
    return tuple(
        read({"id": name, "names": {"en": row.pop("en"), "zh": row.pop("zh")}, **row})
        for name, row in table.items()
    )
