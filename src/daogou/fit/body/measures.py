"""Body measures with how sure they are: given by the shopper, read from a photo, or estimated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from daogou.core.errors import BadQuery

Source = Literal["given", "photo", "estimated"]
Audience = Literal["women", "men", "unisex", "kids", ""]

# what is taken in, and the range in which a number can be that measure of a person: cm, weight in kg.
# Outside of it the unit is wrong (inches, pounds, metres) or a digit is missing.
RANGES: Mapping[str, tuple[float, float]] = {
    "height": (45, 250),
    "weight": (2.5, 350),
    "bust": (35, 200),
    "waist": (30, 200),
    "hip": (35, 220),
    "shoulder": (18, 75),
    "foot_length": (7, 40),
    "underbust": (45, 160),
    "head": (33, 70),
    "finger": (3.5, 8.5),
}
# how far two tapings of one person by themselves differ, one standard deviation: girths by about 1 cm
# (Gordon et al. 2014, allowable observer error 0.4 to 1.5 cm), lengths and what hardly gives by less
TAPE_SD: Mapping[str, float] = {
    "height": 0.7,
    "weight": 1.0,
    "foot_length": 0.2,
    "head": 0.4,
    "finger": 0.1,
    "underbust": 1.0,
}
USUAL_TAPE_SD = 1.2


@dataclass(frozen=True)
class Measure:
    """``value`` in cm (weight: kg), ``sd`` its standard deviation in the same unit."""

    value: float
    sd: float
    source: Source = "given"

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true value lies in 9 cases of 10: 1.645 standard deviations to each side."""
        return self.value - 1.645 * self.sd, self.value + 1.645 * self.sd


@dataclass(frozen=True)
class Body:
    """What is known of one shopper. ``audience``: whose table fills in the rest; "" where it is not said."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    audience: Audience = ""

    def knows(self, name: str) -> bool:
        """Whether a measure was given or seen on a photo."""
        return name in self.measures

    def merged(self, more: "Body") -> "Body":
        """What ``more`` knows, else what this one knows: a tape over a photo, say."""
        return Body({**self.measures, **more.measures}, more.audience or self.audience)


def body_of(measures: Mapping[str, float], audience: Audience = "") -> Body:
    """A shopper's own numbers, in cm and kg; ``chest`` is another word for ``bust``, ``hips`` for ``hip``.

    Raises:
        BadQuery: no such measure, or a number that cannot be one in cm (kg).
    """
    named = {{"chest": "bust", "hips": "hip"}.get(name, name): value for name, value in measures.items()}
    return Body({name: _given(name, value) for name, value in named.items()}, audience)


def _given(name: str, value: float) -> Measure:
    if name not in RANGES:
        raise BadQuery(
            f"There is no body measure {name!r}.", hint=f"Measures are: {', '.join(RANGES)}, in cm and kg."
        )
    low, high = RANGES[name]
    if not low <= value <= high:
        unit = "kg" if name == "weight" else "cm"
        raise BadQuery(
            f"{value:g} {unit} cannot be read as {name.replace('_', ' ')}.",
            hint=f"Give it in {unit}, between {low:g} and {high:g}.",
        )
    return Measure(float(value), TAPE_SD.get(name, USUAL_TAPE_SD))
