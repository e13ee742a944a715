"""Plots of reports as inline SVG: colours come from the page, so that they follow its light or dark looks."""

import math
from collections.abc import Sequence
from html import escape

from daogou.evaluation.metrics import Interval
from daogou.evaluation.reports import Group, Report

WIDTH = 360  # user units = pixels on a narrow phone, so that letters keep their size there
ROW = 34  # a name above its whisker
COLOURS = 8  # classes c0..c7 of the page; further series come again with dashes


def whiskers(named: Sequence[tuple[str, Interval]]) -> str:
    """One line per name: the mean as a dot in its interval; the axis begins at 0."""
    top = _nice(max((interval.high for _, interval in named), default=0.0))
    left, right = 8.0, WIDTH - 52.0
    rows = []
    for i, (name, interval) in enumerate(named):
        y = ROW * i + 26
        low, mean, high = (_scaled(x, top, left, right) for x in (interval.low, interval.mean, interval.high))
        rows.append(
            f'<g class="c{i % COLOURS}"><text x="{left}" y="{y - 10}">{escape(name)}</text>'
            f'<path d="M{low:.1f} {y}H{high:.1f}M{low:.1f} {y - 4}v8M{high:.1f} {y - 4}v8"/>'
            f'<circle cx="{mean:.1f}" cy="{y}" r="4"/>'
            f'<text x="{high + 6:.1f}" y="{y + 4}">{interval.mean:.4f}</text></g>'
        )
    height = ROW * len(named) + 24
    return _svg(height, _x_axis(top, left, right, height - 18) + "".join(rows))


def scatter(points: Sequence[tuple[str, float, float]]) -> str:
    """One dot per (name, x, y), told by its colour (see ``legend``) and its tooltip; the axes begin at 0."""
    height, left, right, bottom = 260.0, 44.0, WIDTH - 12.0, 232.0
    across = _nice(max((x for _, x, _ in points), default=0.0))
    up = _nice(max((y for _, _, y in points), default=0.0))
    dots = "".join(
        f'<circle class="c{i % COLOURS}{" ring" if i >= COLOURS else ""}" r="6" '
        f'cx="{_scaled(x, across, left, right):.1f}" cy="{_scaled(y, up, bottom, 12):.1f}">'
        f"<title>{escape(name)}</title></circle>"
        for i, (name, x, y) in enumerate(points)
    )
    return _svg(height, _x_axis(across, left, right, bottom) + _y_axis(up, left, right, bottom) + dots)


def lines(named: Sequence[tuple[str, Sequence[Group]]]) -> str:
    """One line per name over the groups, each point with its interval; groups are told by what they count."""
    steps = sorted({(g.least, g.most) for _, groups in named for g in groups}, key=lambda step: step[0])
    height, left, right, bottom = 240.0, 44.0, WIDTH - 12.0, 206.0
    up = _nice(max((group.value.high for _, groups in named for group in groups), default=0.0))
    at = {step: left + (i + 0.5) * (right - left) / max(len(steps), 1) for i, step in enumerate(steps)}
    ticks = "".join(
        f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{_range(*step)}</text>'
        for step, x in at.items()
    )
    drawn = "".join(
        _line(i, len(named), [(at[group.least, group.most], group.value) for group in groups], up, bottom)
        for i, (_, groups) in enumerate(named)
    )
    return _svg(height, _y_axis(up, left, right, bottom) + ticks + drawn)


def legend(reports: Sequence[Report]) -> str:
    """The names with the colours that the plots give them."""
    items = (
        f'<li class="c{i % COLOURS}"><svg viewBox="0 0 28 8" aria-hidden="true">'
        f'<path d="M0 4H28"{_dash(i)}/></svg>{escape(report.name)}</li>'
        for i, report in enumerate(reports)
    )
    return f'<ul class="legend">{"".join(items)}</ul>'


def _line(i: int, count: int, points: Sequence[tuple[float, Interval]], up: float, bottom: float) -> str:
    aside = (i - (count - 1) / 2) * 3  # whiskers stand beside each other
    places = [
        (x + aside, *(_scaled(v, up, bottom, 12) for v in (value.mean, value.low, value.high)))
        for x, value in points
    ]
    path = "L".join(f"{x:.1f} {mean:.1f}" for x, mean, _, _ in places)
    ends = "".join(f"M{x:.1f} {low:.1f}V{high:.1f}" for x, _, low, high in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{mean:.1f}" r="3"/>' for x, mean, _, _ in places)
    return f'<g class="c{i % COLOURS}"><path d="M{path}"{_dash(i)}/><path d="{ends}"/>{dots}</g>'


def _dash(i: int) -> str:
    return "" if i < COLOURS else ' stroke-dasharray="4 3"'


def _range(least: int, most: int | None) -> str:
    if most is None:
        return f"{least}+"
    return str(least) if most == least else f"{least}–{most}"


def _x_axis(top: float, left: float, right: float, y: float) -> str:
    return "".join(
        f'<path class="grid" d="M{x:.1f} 8V{y}"/>'
        f'<text class="tick" x="{x:.1f}" y="{y + 14}" text-anchor="middle">{tick:.3g}</text>'
        for tick, x in _ticks(top, left, right)
    )


def _y_axis(top: float, left: float, right: float, bottom: float) -> str:
    return "".join(
        f'<path class="grid" d="M{left} {y:.1f}H{right}"/>'
        f'<text class="tick" x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{tick:.3g}</text>'
        for tick, y in _ticks(top, bottom, 12)
    )


def _ticks(top: float, start: float, end: float) -> list[tuple[float, float]]:
    """Five values from 0 on, with where they are."""
    return [(top * part / 4, _scaled(top * part / 4, top, start, end)) for part in range(5)]


def _scaled(value: float, top: float, start: float, end: float) -> float:
    return start + value / top * (end - start)


def _nice(highest: float) -> float:
    """The end of an axis: 1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6 or 8 times a power of ten, at least the highest."""
    if highest <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)
    return next((step * power for step in steps if step * power >= highest), 10 * power)


def _svg(height: float, inside: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img">{inside}</svg>'
