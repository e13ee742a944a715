"""The same size in another system, by the body measure that both are made for."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.fit.systems.labels import tidy
from daogou.fit.systems.tables import BRAS, System, kind, raw

# a second label is named where it is nearly as near: within so many of its own steps
NEARLY = 0.3
# past the ends of a table by more than a step nothing is said
BEYOND_STEPS = 1.0


@dataclass(frozen=True)
class SizeName:
    """A size as a label says it: of what kind, in which system. A bra's label is band and cup, ``75C``."""

    kind: str
    system: str
    label: str


@dataclass(frozen=True)
class Converted:
    """``labels``: the nearest first; more than one where the body lies between. ``cm``: the body meant."""

    to: SizeName
    labels: tuple[str, ...]
    cm: float
    measure: str
    note: str

    @property
    def is_ambiguous(self) -> bool:
        """Two labels are nearly as near."""
        return len(self.labels) > 1


def centimetres(size: SizeName) -> float:
    """The body measure in cm that a size is made for; a Chinese label names it itself (165/88A).

    Raises:
        BadQuery: no such kind, system or label.
    """
    system = kind(size.kind).system(size.system)
    label = tidy(size.label)
    if size.system == "CN" and "/" in label:
        return float(label.split("/")[1].rstrip("YABC"))
    known = [tidy(one) for one in system.labels]
    if label not in known:
        raise BadQuery(
            f"There is no {system.name} size {size.label!r} of {kind(size.kind).names['en']}.",
            hint=f"There are: {', '.join(system.labels)}.",
        )
    return system.cm[known.index(label)]


def convert(size: SizeName, to: str, language: Language = "en") -> Converted:
    """A size in another system of the same kind.

    Raises:
        BadQuery: no such kind, system or label, or the other system has no size near it.
    """
    if size.kind == BRAS:
        return _bra(size, to)
    of = kind(size.kind)
    cm, target = centimetres(size), of.system(to)
    labels = _nearest(target, cm)
    if not labels:
        ends = f"{target.labels[0]} to {target.labels[-1]}"
        raise BadQuery(f"{to} sizes of {of.names['en']} do not go that far.", hint=f"They go from {ends}.")
    notes = (of.system(size.system).notes.get(language, ""), target.notes.get(language, ""))
    note = "; ".join(dict.fromkeys(filter(None, notes)))
    return Converted(SizeName(of.name, to, labels[0]), labels, cm, of.measure, note)


def everywhere(size: SizeName, language: Language = "en") -> tuple[Converted, ...]:
    """A size in all other systems of its kind that reach so far.

    Raises:
        BadQuery: no such kind, system or label.
    """
    others = raw()[BRAS]["bands"] if size.kind == BRAS else kind(size.kind).systems
    names = [name for name in others if name not in (size.system, "underbust")]
    return tuple(found for name in names if (found := _if_any(size, name, language)))


def _if_any(size: SizeName, to: str, language: Language) -> Converted | None:
    if size.kind != BRAS and not _nearest(kind(size.kind).system(to), centimetres(size)):
        return None
    return convert(size, to, language)


def _nearest(system: System, cm: float) -> tuple[str, ...]:
    order = sorted(range(len(system.cm)), key=lambda at: (abs(system.cm[at] - cm), at))
    best = order[0]
    if abs(system.cm[best] - cm) > BEYOND_STEPS * system.step(best):
        return ()
    near = [best]
    if len(order) > 1:
        gap = abs(system.cm[order[1]] - cm) - abs(system.cm[best] - cm)
        near += [order[1]] if gap < NEARLY * system.step(order[1]) else []
    return tuple(system.labels[at] for at in near)


def _bra(size: SizeName, to: str) -> Converted:
    bands, cups = raw()[BRAS]["bands"], raw()[BRAS]["cups"]
    for name in (size.system, to):
        if name not in cups:
            raise BadQuery(f"There are no {name} sizes of bras.", hint=f"There are: {', '.join(cups)}.")
    band, cup = bra_parts(size.label)
    if band not in bands[size.system] or cup not in cups[size.system]:
        known = f"{', '.join(bands[size.system])} with {', '.join(cups[size.system])}"
        raise BadQuery(f"There is no {size.system} bra size {size.label!r}.", hint=f"There are: {known}.")
    at = bands[size.system].index(band)
    more = float(cups[size.system][cup])
    order: Sequence[str] = sorted(cups[to], key=lambda one: (abs(cups[to][one] - more), one))
    near = [one for one in order if abs(cups[to][one] - more) <= abs(cups[to][order[0]] - more) + 0.3]
    labels = tuple(bands[to][at] + one for one in near)
    return Converted(SizeName(BRAS, to, labels[0]), labels, float(bands["underbust"][at]), "underbust", "")


def bra_parts(label: str) -> tuple[str, str]:
    """``75C`` -> 75, C; ``C75`` (as written in Japan) likewise; ("", "") for anything else."""
    plain = tidy(label).replace(" ", "")
    digits = "".join(one for one in plain if one.isdigit())
    letters = "".join(one for one in plain if one.isalpha())
    return (digits, letters) if plain in (digits + letters, letters + digits) else ("", "")
