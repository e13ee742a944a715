"""Where the trunk and the sleeves of a top, dress or coat come to lie on a person."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.studio.dressing.body import OUTWARDS, SIDES, Body, Point, outline_scan
from daogou.studio.dressing.cut import Cut
from daogou.studio.dressing.warping import Map, strip, thin_plate

# Where a hem comes to lie (torsos below the shoulders' line) by the garment's length from shoulder to hem, in
# its widths across the chest: flat clothes carry no measure in centimetres, but their proportions tell what
# they are: .9 a cropped top, 1.3 a T-shirt, 1.75 a short dress, 3 one to the ankles
HEMS = (
    (0.55, 0.62),
    (0.8, 0.85),
    (0.95, 1.02),
    (1.1, 1.14),
    (1.4, 1.24),
    (1.75, 1.5),
    (2.15, 1.85),
    (3.0, 2.6),
)
# The part of the arm that is covered, by the length from the armhole's middle in widths across the shoulders
REACHES = ((0.1, 0.1), (0.32, 0.36), (0.6, 0.6), (0.85, 1.0))
CHEST = 1.12  # torsos that a usual garment measures across the chest, laid flat
WORN = 0.64  # of its flat width a trunk shows from the front: it goes round the body
EASE = 1.04  # cloth lies on the body, not in it
COVERS = 1.3  # a garment gets at most so much wider than it would be to hide what is worn now
STATIONS = np.linspace(0, 1, 7)  # down the sides
ARMPIT_Y = (0.2, 0.42)  # torsos below the shoulders' line: no armhole is higher or lower
ALONG = np.linspace(0, 1, 13)  # stations of a sleeve


@dataclass(frozen=True)
class Piece:
    """A part of a garment on its way to the person."""

    places: Map  # [h, w, 2]
    cloth: NDArray[np.float32] | None  # [source h, w]: what belongs to it; None: all that is shown
    name: str


@dataclass(frozen=True)
class UpperFit:
    """A garment's measures on a body; ``old``: what is worn there now, bool [h, w]."""

    cut: Cut
    body: Body
    old: NDArray[np.bool_]

    @cached_property
    def scale(self) -> float:
        """Pixels of the person's picture per pixel of the garment's."""
        return CHEST * self.body.torso / self.cut.width("armpit")

    @cached_property
    def armpit_y(self) -> float:
        """Torsos below the shoulders' line."""
        deep = self.cut.middle("armpit")[1] - self.cut.middle("shoulder")[1]
        return float(np.clip(deep * self.scale / self.body.torso * 0.85 - 0.05, *ARMPIT_Y))

    @cached_property
    def hem_y(self) -> float:
        """Torsos below the shoulders' line."""
        long = self.cut.middle("hem")[1] - self.cut.middle("shoulder")[1]
        return float(np.interp(long / self.cut.width("armpit"), *np.transpose(HEMS)))

    def trunk(self) -> Piece:
        """The thin-plate spline through neck, shoulders, sides and hem."""
        sites, values = self._neck_and_shoulders()
        for side in SIDES:
            for share, place in zip(STATIONS, self._side_places(side), strict=True):
                sites.append(self.edge(side, self.armpit_y + share * (self.hem_y - self.armpit_y)))
                values.append(place)
        sites.append(self.body.at(0, self.hem_y))
        values.append(self._hem_front())
        return Piece(thin_plate(np.array(sites), np.array(values), self.body.size), self.cut.trunk, "trunk")

    def _hem_front(self) -> Point:
        # only sideways: a rounded hem stays round
        return self.cut.middle("hem")

    def _neck_and_shoulders(self) -> tuple[list[Point], list[Point]]:
        sites: list[Point] = []
        values: list[Point] = []
        for side in SIDES:
            sites += [self.body.shoulder_tip(side), self.neck(side)]
            values += [self.cut.mark(f"shoulder_{side}"), self.cut.mark(f"neck_{side}")]
        sites.append(self.neckline_front())
        values.append(self.cut.mark("neck_front"))
        return sites, values

    def neckline_front(self) -> Point:
        """The lowest place of the neckline."""
        deep = self.cut.mark("neck_front")[1] - self.cut.middle("neck")[1]
        middle = (self.neck("left") + self.neck("right")) / 2
        return np.asarray(middle + self.body.down * deep * self.scale * 0.8)

    def neck(self, side: str) -> Point:
        """Where the neckline meets the shoulder: never inside of the neck."""
        share = self.cut.width("neck") / max(self.cut.width("shoulder"), 1.0)
        tip, inner = self.body.shoulder_tip(side), self.body.neck_side(side)
        centre = self.body.middle("shoulder")
        reach = abs(float((tip - centre) @ self.body.across))
        neck = abs(float((inner - centre) @ self.body.across))
        outwards = np.clip((share * reach - neck) / max(reach - neck, 1.0), 0.0, 0.9)
        return np.asarray(inner + outwards * (tip - inner))

    def _side_places(self, side: str) -> NDArray[np.float64]:
        """Down the garment's side seam, at ``STATIONS`` of its height."""
        line = np.array(self.cut.side_line(side))
        heights = line[0, 1] + STATIONS * (line[-1, 1] - line[0, 1])
        return np.column_stack([np.interp(heights, line[:, 1], line[:, 0]), heights])

    def edge(self, side: str, y: float) -> Point:
        """Where the garment's side is, so many torsos below the shoulders."""
        return self.body.at(OUTWARDS[side] * self.half_width(side, y), y)

    def half_width(self, side: str, y: float) -> float:
        """In torsos: the body's, or more where the cut is wider or hides what is worn now."""
        share = (y - self.armpit_y) / max(self.hem_y - self.armpit_y, 1e-6)
        places = self._side_places(side)
        centre = (self.cut.middle("armpit")[0] + self.cut.middle("hem")[0]) / 2
        flat = abs(float(np.interp(share, STATIONS, places[:, 0])) - centre)
        own = WORN * flat * self.scale / self.body.torso * self.body.breadth
        least = max(own, EASE * self.body.half_width(y))
        return float(np.clip(self._worn_now(side, y), least, COVERS * least))

    def _worn_now(self, side: str, y: float) -> float:
        start = self.body.at(0, y)
        out = OUTWARDS[side] * self.body.across
        return outline_scan(self._old_trunk, start, out, self.body.torso) / self.body.torso

    @cached_property
    def _old_trunk(self) -> NDArray[np.bool_]:
        arms = self.body.arm_mask("left", start=0.2) | self.body.arm_mask("right", start=0.2)
        trunk: NDArray[np.bool_] = self.old & ~arms
        return trunk

    def reach(self, side: str) -> float:
        """Which part of the arm, 0..1, a sleeve covers."""
        ends = self.cut.mark(f"sleeve_outer_{side}"), self.cut.mark(f"sleeve_inner_{side}")
        long = float(np.linalg.norm((ends[0] + ends[1]) / 2 - self._armhole_middle(side)))
        return float(np.interp(long / self.cut.width("shoulder"), *np.transpose(REACHES)))

    def _armhole_middle(self, side: str) -> Point:
        return np.asarray((self.cut.mark(f"shoulder_{side}") + self.cut.mark(f"armpit_{side}")) / 2)

    def sleeve(self, side: str) -> Piece:
        """A net from the armhole along the bones of the arm."""
        reach = self.reach(side)
        target = self._sleeve_target(side, reach)
        return Piece(strip(self._sleeve_source(side), target, self.body.size), None, "sleeve")

    def _sleeve_source(self, side: str) -> NDArray[np.float64]:
        outer = [self.cut.mark(f"shoulder_{side}"), self.cut.mark(f"sleeve_outer_{side}")]
        inner = [self.cut.mark(f"armpit_{side}"), self.cut.mark(f"sleeve_inner_{side}")]
        ends = [
            visible(self.cut, _between(outer, share), _between(inner, share), _away(outer, inner))
            for share in ALONG
        ]
        ends[0] = outer[0], inner[0]
        return np.array([np.linspace(*pair, 5) for pair in ends])

    def _sleeve_target(self, side: str, reach: float) -> NDArray[np.float64]:
        bones = self.body.arm(side)
        rows = [np.linspace(self.body.shoulder_tip(side), self.edge(side, self.armpit_y), 5)]
        for share in ALONG[1:]:
            place, direction = _on_bones(bones, share * reach)
            normal = np.array([direction[1], -direction[0]]) * OUTWARDS[side]
            outer, inner = (self._sleeve_half(side, place, sign * normal, share, reach) for sign in (1, -1))
            rows.append(np.linspace(place + outer * normal, place - inner * normal, 5))
        return np.array(rows)

    def _sleeve_half(self, side: str, place: Point, out: Point, share: float, reach: float) -> float:
        """Pixels from the bone to the sleeve's edge."""
        torso = self.body.torso
        limb = float(np.interp(share * reach, (0, 0.5, 1), (0.115, 0.085, 0.06))) * torso
        armhole = float(np.linalg.norm(self.cut.mark(f"shoulder_{side}") - self.cut.mark(f"armpit_{side}")))
        cuff = float(
            np.linalg.norm(self.cut.mark(f"sleeve_outer_{side}") - self.cut.mark(f"sleeve_inner_{side}"))
        )
        flat = (armhole * 0.8 * (1 - share) + cuff * share) * self.scale / 2
        least = max(limb, 0.8 * flat)
        return float(np.clip(outline_scan(self.old, place, out, 2 * least) + 1, least, 1.3 * least))


def _between(ends: list[Point], share: float) -> Point:
    return np.asarray(ends[0] + share * (ends[1] - ends[0]))


def _on_bones(bones: NDArray[np.float64], share: float) -> tuple[Point, Point]:
    """A place along a chain of bones (0..1 of its length) and the direction there, turning softly."""
    lengths = np.linalg.norm(np.diff(bones, axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(lengths)]) / max(lengths.sum(), 1e-6)
    place = np.array([np.interp(share, way, bones[:, axis]) for axis in (0, 1)])
    soft = 0.12
    ahead, behind = (
        np.array([np.interp(np.clip(share + move, 0, 1), way, bones[:, axis]) for axis in (0, 1)])
        for move in (soft, -soft)
    )
    direction = ahead - behind
    return place, direction / max(float(np.linalg.norm(direction)), 1e-6)


def _away(outer: list[Point], inner: list[Point]) -> Point:
    """Unit vector square to the line from shoulder to cuff, away from the trunk."""
    line = outer[1] - outer[0]
    square = np.array([line[1], -line[0]]) / max(float(np.linalg.norm(line)), 1e-6)
    return square if square @ (outer[1] - inner[1]) >= 0 else -square


def visible(cut: Cut, outer: Point, inner: Point, out: Point) -> tuple[Point, Point]:
    """A section of a sleeve as it is seen: from its outline to where the trunk hides it or it ends."""
    wide = float(np.linalg.norm(outer - inner))
    whole = cut.mask > 0.5
    beyond = outline_scan(whole, outer, out, wide)
    edge = outer + out * beyond if beyond else outer
    inwards = (inner - edge) / max(float(np.linalg.norm(inner - edge)), 1e-6)
    start = edge + inwards * 3  # the very edge may round to a pixel outside
    long = outline_scan(cut.sleeves > 0.5, start, inwards, 1.2 * float(np.linalg.norm(inner - edge)))
    return edge, start + inwards * max(long, 2.0)
